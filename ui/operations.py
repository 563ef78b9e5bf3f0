"""What the canvas sends, and what each of it does to the studio.

Blocks are named by id here; an edit whose block is gone is refused with a word. Unknown or damaged
messages are never trusted: `read` answers None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from blocks.errors import BlockError
from blocks.tree import Address, Model, addresses, is_slot

if TYPE_CHECKING:
    from ui.state import Studio

LONG = 60  # blocks: longer models open with their repeated parts folded
MOST_OPERATIONS = 500  # in one message


class Operation(msgspec.Struct, tag_field="op"):
    """One edit or gesture; `id` grows with each, so that none is applied twice."""

    id: int


class Add(Operation, tag="add"):
    kind: str
    parent: int
    index: int


class Move(Operation, tag="move"):
    block: int
    parent: int
    index: int


class Wrap(Operation, tag="wrap"):
    block: int
    kind: str


class Unwrap(Operation, tag="unwrap"):
    block: int


class Duplicate(Operation, tag="duplicate"):
    block: int


class Remove(Operation, tag="remove"):
    block: int


class Rename(Operation, tag="rename"):
    block: int
    name: str


class Fix(Operation, tag="fix"):
    block: int
    index: int


class Select(Operation, tag="select"):
    block: int | None


class Fold(Operation, tag="fold"):
    block: int
    folded: bool


class FoldAll(Operation, tag="foldall"):
    depth: int


class Undo(Operation, tag="undo"):
    pass


class Redo(Operation, tag="redo"):
    pass


class Title(Operation, tag="title"):
    title: str


class Restore(Operation, tag="restore"):
    text: str


AnyOperation = (
    Add
    | Move
    | Wrap
    | Unwrap
    | Duplicate
    | Remove
    | Rename
    | Fix
    | Select
    | Fold
    | FoldAll
    | Undo
    | Redo
    | Title
    | Restore
)


class Batch(msgspec.Struct):
    """Everything the canvas has not seen acknowledged yet."""

    client: str
    ops: list[AnyOperation]


def read(sent: Any) -> Batch | None:
    """A batch from what the browser sent, or None when it is none."""
    try:
        batch = msgspec.convert(sent, Batch, strict=True)
    except (msgspec.ValidationError, RecursionError):
        return None
    return batch if len(batch.client) <= 64 and len(batch.ops) <= MOST_OPERATIONS else None


def apply(studio: Studio, operation: AnyOperation) -> None:
    """Do one operation; one that does not fit any more becomes a notice."""
    try:
        _apply(studio, operation)
    except BlockError as error:
        studio.say(str(error), "error")


def _apply(studio: Studio, operation: AnyOperation) -> None:
    match operation:
        case Select(block=block):
            studio.selected = block
            studio.asked_for_form = True
        case Fold(block=block, folded=folded):
            studio.folded = studio.folded | {block} if folded else studio.folded - {block}
        case FoldAll(depth=depth):
            studio.folded = folded_below(studio.model, depth)
        case Undo():
            studio.undo()
        case Redo():
            studio.redo()
        case Title(title=title):
            studio.edit({"op": "title", "title": title})
        case Restore(text=text):
            studio.load(text, "The saved model")
        case Fix(block=block, index=index):
            _fix(studio, block, index)
        case Remove(block=block):
            _remove(studio, block)
        case _:
            studio.edit(_by_address(studio.model, operation))


def _by_address(model: Model, operation: Operation) -> dict[str, Any]:
    """The edit with addresses in the place of ids."""
    plain: dict[str, Any] = msgspec.to_builtins(operation)
    del plain["id"]
    for name in ("block", "parent"):
        if name in plain:
            plain[name] = list(model.address(plain[name]))
    return plain


def _fix(studio: Studio, block: int, index: int) -> None:
    problem = studio.report.at(studio.model.address(block)).problem
    if problem is None or not 0 <= index < len(problem.fixes):
        raise BlockError("That fix no longer fits.", "a problem that is still there.", "look at the block again.")
    studio.fix(problem.fixes[index])


def _remove(studio: Studio, block: int) -> None:
    """Remove a block and select the one that takes its place."""
    address = studio.model.address(block)
    studio.edit({"op": "remove", "block": list(address)})
    if studio.selected == block:
        studio.selected = _neighbour(studio.model, address)


def _neighbour(model: Model, address: Address) -> int | None:
    siblings = model.at(address[:-1]).children if address else ()
    if siblings:
        return siblings[min(address[-1], len(siblings) - 1)].id
    return model.at(address[:-1]).id if len(address) > 1 else None


def folded_below(model: Model, depth: int) -> set[int]:
    """The containers from `depth` levels down; the root's children are at depth 1."""
    return {
        block.id
        for address, block in addresses(model.root)
        if len(address) >= max(depth, 1) and block.children and not is_slot(model.at(address[:-1]))
    }


def long_models_folded(model: Model) -> set[int]:
    """What a model opens with folded: in a long one, everything below its first level."""
    return folded_below(model, 2) if sum(1 for _ in model.walk()) > LONG else set()
