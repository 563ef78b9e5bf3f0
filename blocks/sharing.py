"""The edits that share parameters: call a block again, tie a parameter to another, and end either.

What an edit of any kind leaves to be put right (a `Reuse` before its block, labels that nobody uses) is done by
`settling`, after each.
"""

from dataclasses import replace
from typing import NoReturn

from blocks import labels
from blocks.definitions import frame
from blocks.edits import in_definition, insert, replaced_at
from blocks.errors import BlockError, near
from blocks.naming import from_kind, number
from blocks.tree import Address, Block, Model, fresh, holds, is_slot


def reuse(model: Model, address: Address, parent: Address | None = None, index: int | None = None) -> Model:
    """Call the block at `address` once more: right after it, or in `parent` before its child `index`.

    A `Reuse` is called once more by another one of the same block. Raises BlockError where the block is not known.
    """
    if not address or is_slot(model.at(address[:-1])):
        raise BlockError(
            f"The {model.at(address).name or 'model'} has a fixed place.", "a block that could stand elsewhere.",
            "share what is in it, or the block around it.",
        )  # fmt: skip
    if parent is None:
        parent, index = address[:-1], address[-1] + 1
    _one_frame(model, address, (*parent, 0))
    own, target = _local(model, address)[1], _local(model, (*parent, 0))[1][:-1]
    if target[: len(own)] == own:
        raise BlockError("A block cannot call itself.", "a place outside it.", "drop it elsewhere.")
    model, label = _labelled(model, address)
    new = Block("Reuse", args={"of": label})
    changed = insert(model, parent, index or 0, new)
    _refuse_unknown(_local(changed, (*parent, 0))[0], label, new)
    return changed


def tie(model: Model, address: Address, parameter: str, source: Address, theirs: str) -> Model:
    """Let a layer use a parameter of another one as its own. The later one is tied to the earlier one.

    Raises: BlockError when one of them is no layer, or they cannot know each other.
    """
    _one_frame(model, address, source)
    if _local(model, address)[1] < _local(model, source)[1]:
        address, parameter, source, theirs = source, theirs, address, parameter
    for each in (model.at(address), model.at(source)):
        if holds(each) or each.kind == "Reuse":
            raise BlockError(f"{each.kind} has no parameter of its own.", "a layer.", "choose a layer in it.")
    root, place = _local(model, address)
    if place == _local(model, source)[1]:
        raise BlockError(f"The {theirs} is of the same layer.", "a parameter of another one.", "choose another layer.")
    if not labels.known(root, _local(model, source)[1], place):
        _refuse_scope(model.at(source).kind)
    model, label = _labelled(model, source)
    return _tied(model, address, {**model.at(address).tied, parameter: f"{label}.{theirs}"})


def untie(model: Model, address: Address, parameter: str) -> Model:
    """Give a layer back a parameter of its own. Raises BlockError when it has it already."""
    tied = model.at(address).tied
    if parameter not in tied:
        known = ", ".join(tied) or "none"
        raise BlockError(f"The {parameter[:64]!r} is not tied.", f"a tied parameter: {known}.", "look at its form.")
    return _tied(model, address, {name: source for name, source in tied.items() if name != parameter})


def separate(model: Model, address: Address) -> Model:
    """Make a `Reuse` a copy of its block, with parameters of its own."""
    again = model.at(address)
    if again.kind != "Reuse":
        raise BlockError(f"{again.kind} calls no other block.", "a Reuse.", "select one.")
    known, name = labels.labelled(_local(model, address)[0]), labels.called(again)
    if name not in known:
        raise BlockError(f"No block has the label {name[:64]!r}.", "one that has.", near(name, known) or "choose one.")
    return _put(model, address, replace(fresh(known[name][1]), shared=""))


# --- helpers


@in_definition
def _put(model: Model, address: Address, block: Block) -> Model:
    old = model.at(address)
    return replaced_at(model, address, replace(block, name=old.name, inputs=old.inputs, id=old.id))


@in_definition
def _tied(model: Model, address: Address, ties: dict[str, str]) -> Model:
    return replaced_at(model, address, replace(model.at(address), tied=ties))


@in_definition
def _named(model: Model, address: Address, label: str) -> Model:
    return replaced_at(model, address, replace(model.at(address), shared=label))


def _labelled(model: Model, address: Address) -> tuple[Model, str]:
    """The model in which the block has a label, and the label: its own, that of what it calls, else a new one."""
    block = model.at(address)
    if labels.called(block) or block.shared:
        return model, labels.called(block) or block.shared
    taken = labels.labelled(_local(model, address)[0])
    name = block.name or from_kind(block.kind)
    name = number(name, taken) if name in taken else name
    return _named(model, address, name), name


def _local(model: Model, address: Address) -> tuple[Block, Address]:
    """The frame in which an address lies, and the address in it."""
    definition, inner = frame(model, address)
    return (definition.body, inner[1:]) if definition else (model.root, inner)


def _one_frame(model: Model, address: Address, other: Address) -> None:
    if _local(model, address)[0] is not _local(model, other)[0]:
        block = model.at(address)
        raise BlockError(
            f"{block.name or block.kind} is not known there: an instance knows nothing from outside it.",
            "two places in the same definition, or both in none.", "make the instance unique first.",
        )  # fmt: skip


def _refuse_unknown(root: Block, label: str, new: Block) -> None:
    """Where a new Reuse stands, its block must be known, or the place at which its block stands to it."""
    block, _ = labels.labelled(root)[label]
    place = next(address for address, each in labels.places(root) if each.id == new.id)
    if not labels.known(root, block, place) and not labels.known(root, place, block):
        _refuse_scope(label)


def _refuse_scope(name: str) -> NoReturn:
    raise BlockError(
        f"{name} is in a Repeat, and known only there.", "a place in the same Repeat, after it.",
        "share it there, or unroll the Repeat first.",
    )  # fmt: skip
