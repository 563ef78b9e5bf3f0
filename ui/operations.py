"""What the canvas sends, and what each of it does to the studio.

Blocks are named by id here; an edit whose block is gone is refused with a word. Unknown or damaged
messages are never trusted: `read` answers None.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from blocks.edits import DEEPEST
from blocks.errors import BlockError
from blocks.source import SOURCE
from blocks.tree import Address, Block, Model, addresses, gone, is_slot

if TYPE_CHECKING:
    from ui.state import Studio

MOST_CARDS = 17  # that a model opens with: about a screen
MOST_OPERATIONS = 500  # in one message
LONGEST_NAME = 80  # of a file, as it is told


class Gesture(msgspec.Struct, tag_field="op"):
    """Something done on the canvas that is more, or less, than one edit of the model."""

    id: int


class Fix(Gesture, tag="fix"):
    block: int
    index: int


class Remove(Gesture, tag="remove"):
    block: int | Address
    others: list[int | Address] = []
    cut: bool = False


class Select(Gesture, tag="select"):
    block: int | None


class Form(Gesture, tag="form"):
    block: int


class Fold(Gesture, tag="fold"):
    block: int
    folded: bool


class FoldAll(Gesture, tag="foldall"):
    depth: int


class Undo(Gesture, tag="undo"):
    steps: int = 1


class Redo(Gesture, tag="redo"):
    steps: int = 1


class Restore(Gesture, tag="restore"):
    """What the browser kept: a document, whether there is work in it, and by address what was selected and folded."""

    text: str
    changed: bool = True
    selected: Address | None = None
    folded: list[Address] | None = None


class New(Gesture, tag="new"):
    pass


class Open(Gesture, tag="open"):
    text: str
    name: str


class OpenLink(Gesture, tag="open link"):
    link: str


class OpenOurs(Gesture, tag="open ours"):
    name: str


class Edit(msgspec.Struct):
    """One edit of the model as plain data, with ids where `commands` has addresses."""

    id: int
    plain: dict[str, Any]


AnyGesture = Fix | Remove | Select | Form | Fold | FoldAll | Undo | Redo | Restore | New | Open | OpenLink | OpenOurs
_GESTURES = {each.__struct_config__.tag for each in get_args(AnyGesture)}


class _Sent(msgspec.Struct):
    client: str
    ops: list[dict[str, Any]]
    session: str = ""


@dataclass(frozen=True)
class Batch:
    """Everything the canvas has not seen acknowledged yet; `id` grows with each, so that none is applied twice.
    `session` is the one whose blocks it names."""

    client: str
    operations: list[AnyGesture | Edit]
    session: str


def read(sent: Any) -> Batch | None:
    """A batch from what the browser sent, or None when it is none."""
    try:
        batch = msgspec.convert(sent, _Sent, strict=True)
        operations = [_operation(each) for each in batch.ops]
    except (msgspec.ValidationError, RecursionError):
        return None
    fits = len(batch.client) <= 64 and len(operations) <= MOST_OPERATIONS
    return Batch(batch.client, operations, batch.session) if fits else None


def _operation(plain: dict[str, Any]) -> AnyGesture | Edit:
    if plain.get("op") in _GESTURES:
        with suppress(msgspec.ValidationError):  # as from a damaged draft: no edit either, so it is refused as one
            gesture: AnyGesture = msgspec.convert(plain, AnyGesture, strict=True)
            return gesture
    edit = {name: value for name, value in plain.items() if name != "id"}
    return msgspec.convert({"id": plain.get("id"), "plain": edit}, Edit, strict=True)


def apply(studio: Studio, operation: AnyGesture | Edit) -> None:
    """Do one operation; one that does not fit any more becomes a notice."""
    try:
        _apply(studio, operation)
    except BlockError as error:
        studio.say(str(error), "error")


def _apply(studio: Studio, operation: AnyGesture | Edit) -> None:
    match operation:
        case Select(block=block):
            studio.selected = block
            studio.asked_for_form = studio.asked_for_form or "beside files"
        case Form(block=block):
            studio.selected = block
            studio.asked_for_form = "at once"
        case Fold(block=block, folded=folded):
            studio.folded = studio.folded | {block} if folded else studio.folded - {block}
        case FoldAll(depth=depth):
            studio.folded = folded_below(studio.model, depth)
        case Undo(steps=steps):
            studio.undo(steps)
        case Redo(steps=steps):
            studio.redo(steps)
        case Restore():
            _restore(studio, operation)
        case New():
            studio.open(Model())
        case Open(text=text, name=name):
            studio.load(text, name[:LONGEST_NAME])
        case OpenLink(link=link):
            studio.open_link(link)
        case OpenOurs(name=name):
            studio.open_ours(name)
        case Fix(block=block, index=index):
            _fix(studio, block, index)
        case Remove(block=block, others=others, cut=cut):
            _remove(studio, [block, *others], cut)
        case Edit(plain=plain):
            studio.edit(_by_address(studio.model, plain))


def _by_address(model: Model, plain: dict[str, Any]) -> dict[str, Any]:
    """The edit with addresses in the place of ids."""
    ids = {name: plain[name] for name in ("block", "parent", "source") if isinstance(plain.get(name), int)}
    found: dict[str, Any] = {name: list(model.address(block)) for name, block in ids.items()}
    for name in ("blocks", "others"):
        if isinstance(plain.get(name), list) and all(isinstance(each, int) for each in plain[name]):
            found[name] = [list(each) for each in _addresses(model, plain[name])]
    return plain | found


def _addresses(model: Model, blocks: list[Any]) -> list[Address]:
    """Where blocks stand, each given by its id or by its address already; the model is walked once for all of them."""
    where = {block.id: address for address, block in addresses(model.root)}
    if any(isinstance(each, int) and each not in where for each in blocks):
        raise gone()
    return [where[each] if isinstance(each, int) else each for each in blocks]


def _restore(studio: Studio, saved: Restore) -> None:
    """Open what the browser kept, as it was looked at. What was hidden in a folded block opens as in any model."""
    before = studio.model
    studio.load(saved.text, "The saved model")
    if studio.model is before:
        return
    studio.opened = None if saved.changed else studio.model
    ids = {address: block.id for address, block in addresses(studio.model.root)}
    studio.selected = ids.get(saved.selected) if saved.selected else None
    if saved.folded is None:
        return
    shut = {address for address in saved.folded if address in ids}
    hidden = {id for address, id in ids.items() if any(address[:depth] in shut for depth in range(len(address)))}
    studio.folded = {ids[address] for address in shut} | studio.folded & hidden


def _fix(studio: Studio, block: int, index: int) -> None:
    address = studio.model.address(block)
    if studio.waits(studio.model.at(address)):
        studio.allow(str(studio.model.at(address).args[SOURCE.name]))
        return
    node = studio.report.at(address)
    told = node.problem or node.caution
    if told is None or not 0 <= index < len(told.fixes):
        raise BlockError("That fix no longer fits.", "a problem that is still there.", "look at the block again.")
    studio.fix(told.fixes[index])


def _remove(studio: Studio, blocks: list[int | Address], cut: bool) -> None:
    """Remove blocks, and select what takes the place of the first of them where the selected one went along."""
    first, *others = sorted(_addresses(studio.model, blocks))
    before = studio.model
    studio.edit({"op": "remove", "block": list(first), "others": list(map(list, others)), "cut": cut})
    if studio.model is before:
        return
    there = {each.id for each in studio.model.walk()}
    if studio.selected not in there and studio.selected in {each.id for each in before.walk()}:
        studio.selected = _neighbour(studio.model, first)


def _neighbour(model: Model, address: Address) -> int | None:
    siblings = model.at(address[:-1]).children if address else ()
    if siblings:
        return siblings[min(address[-1], len(siblings) - 1)].id
    return model.at(address[:-1]).id if len(address) > 1 else None


def folded_below(model: Model, depth: int) -> set[int]:
    """The containers from `depth` levels down, as people see them: the root's children are at depth 1, and a fixed
    place, such as the body of a Residual, is no level of its own."""
    return _folded_below(model.root, max(depth, 1))


def _folded_below(block: Block, depth: int) -> set[int]:
    if is_slot(block):
        return set[int]().union(*(_folded_below(child, depth) for child in block.children))
    found = {child.id for child in block.children if child.children and depth <= 1}
    return found.union(*(_folded_below(child, depth - 1) for child in block.children))


def folded_at_first(model: Model) -> set[int]:
    """What a model opens with folded: as little as lets its cards fit a screen."""
    chosen = folded_below(model, 1)
    for depth in range(2, DEEPEST):
        folded = folded_below(model, depth)
        if folded == chosen or _cards(model.root, folded) > MOST_CARDS:
            break
        chosen = folded
    return chosen if _cards(model.root, set()) > MOST_CARDS else set()


def _cards(block: Block, folded: set[int]) -> int:
    """How many cards the canvas draws in a block. Fixed places have none of their own."""
    if block.id in folded:
        return 0
    own = 0 if is_slot(block) else len(block.children)
    return own + sum(_cards(child, folded) for child in block.children)
