"""Edits as plain data: what the canvas sends, what a fix holds, and what undo will name.

A command is a mapping such as `{"op": "move", "block": [2], "parent": [0], "index": 1}`; blocks are
named by address. `others` are more blocks to which the same is done. `apply` turns it into one of the pure `edits`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from blocks import defining, edits, groups, inputs, naming, pasting, rolling, sharing, unrolling, wrapping
from blocks.definitions import records
from blocks.document import checked_batch, checked_input
from blocks.errors import BlockError
from blocks.kinds import Kinds
from blocks.settling import settled
from blocks.tree import Address, Model


class Command(msgspec.Struct, tag_field="op", forbid_unknown_fields=True):
    """One edit. The subclasses are the whole vocabulary; `tag` is the value of "op"."""


class Several(Command):
    """An edit of any number of blocks."""

    block: Address
    others: tuple[Address, ...] = ()

    @property
    def blocks(self) -> tuple[Address, ...]:
        """All of them."""
        return (self.block, *self.others)


class Add(Command, tag="add"):
    kind: str
    parent: Address
    index: int
    args: dict[str, Any] = {}
    name: str = ""


class Paste(Command, tag="paste"):
    text: str
    parent: Address
    index: int


class Move(Several, tag="move", kw_only=True):
    parent: Address
    index: int


class Wrap(Several, tag="wrap", kw_only=True):
    kind: str


class Unwrap(Command, tag="unwrap"):
    block: Address


class Duplicate(Several, tag="duplicate"):
    """Copies right after the blocks, or in `parent` before its child `index`."""

    parent: Address | None = None
    index: int = 0


class Remove(Several, tag="remove"):
    """`cut`: they are on the clipboard. It changes nothing but the name of the step."""

    cut: bool = False


class Rename(Command, tag="rename"):
    block: Address
    name: str


class Swap(Command, tag="swap"):
    block: Address
    kind: str


class Set(Command, tag="set"):
    block: Address
    args: dict[str, Any] = {}
    unset: tuple[str, ...] = ()


class Rewire(Command, tag="rewire"):
    block: Address
    inputs: tuple[str, ...]


class Reuse(Command, tag="reuse"):
    block: Address
    parent: Address | None = None
    index: int | None = None


class Separate(Command, tag="separate"):
    block: Address


class Tie(Command, tag="tie"):
    block: Address
    parameter: str
    source: Address
    theirs: str


class Untie(Command, tag="untie"):
    block: Address
    parameter: str


class Unroll(Command, tag="unroll"):
    block: Address


class RollUp(Command, tag="roll up"):
    block: Address
    rules: bool = False


class Define(Command, tag="define"):
    blocks: tuple[Address, ...]
    name: str = ""


class MakeUnique(Command, tag="make unique"):
    block: Address


class PullOut(Command, tag="pull out"):
    block: Address
    argument: str
    name: str = ""


class SetParameter(Command, tag="parameter"):
    definition: str
    parameter: str
    value: Any


class RemoveParameter(Command, tag="remove parameter"):
    definition: str
    parameter: str


class RenameParameter(Command, tag="rename parameter"):
    definition: str
    parameter: str
    name: str


class RenameDefinition(Command, tag="rename definition"):
    definition: str
    name: str


class Recolour(Command, tag="recolour"):
    definition: str
    hue: int


class RemoveDefinition(Command, tag="remove definition"):
    definition: str


class SetInput(Command, tag="input"):
    shape: tuple[int | str, ...]
    dtype: str
    name: str = ""
    index: int = 0


class AddInput(Command, tag="add input"):
    shape: tuple[int | str, ...]
    dtype: str
    name: str = "memory"


class RemoveInput(Command, tag="remove input"):
    index: int


class SetBatch(Command, tag="batch"):
    size: int


class SetTitle(Command, tag="title"):
    title: str


AnyCommand = (
    Add | Paste | Move | Wrap | Unwrap | Duplicate | Remove | Rename | Swap | Set | Rewire | Reuse | Separate | Tie
    | Untie | Unroll | RollUp | Define | MakeUnique | PullOut | SetParameter | RemoveParameter | RenameParameter
    | RenameDefinition | Recolour | RemoveDefinition | SetInput | AddInput | RemoveInput | SetBatch | SetTitle
)  # fmt: skip


def read(plain: Mapping[str, Any]) -> AnyCommand:
    """A command from plain data. Raises BlockError when it is none."""
    try:
        command: AnyCommand = msgspec.convert(plain, AnyCommand, strict=True)
    except (msgspec.ValidationError, RecursionError) as error:
        raise BlockError(f"That is no edit: {error}.", "an edit of the canvas.", "reload the page.") from error
    return command


def apply(model: Model, kinds: Kinds, command: AnyCommand) -> Model:
    """The model after the edit, its labels put right. Raises BlockError, and changes nothing, when it does not fit."""
    return settled(model, _applied(model, kinds, command))


def _applied(model: Model, kinds: Kinds, command: AnyCommand) -> Model:
    if isinstance(command, _OF_DEFINITIONS):
        return _apply_to_definition(model, kinds, command)
    if isinstance(command, Paste):
        return pasting.paste(model, kinds, command.text, command.parent, command.index)
    kinds = records(model, kinds)
    match command:
        case Add(kind, parent, index, args, name):
            block = edits.make(kinds, kind)
            return edits.insert(model, parent, index, edits.configured(block, kinds, args, name))
        case Move(blocks=blocks, parent=parent, index=index):
            return groups.move(model, blocks, parent, index)
        case Wrap(blocks=blocks, kind=kind):
            around, start, stop = edits.siblings(model, blocks)
            return wrapping.wrap(model, (*around, start), kinds, kind, stop - start)
        case Unwrap(block):
            return wrapping.unwrap(model, block)
        case Duplicate(blocks=blocks, parent=None):
            return groups.duplicate(model, blocks)
        case Duplicate(blocks=blocks, parent=parent, index=index) if parent is not None:
            return groups.copy(model, blocks, parent, index)
        case Remove(blocks=blocks):
            return groups.remove(model, blocks)
        case Rename(block, name):
            return edits.rename(model, block, name)
        case Swap(block, kind):
            return edits.swap(model, block, kinds, kind)
        case Set(block, args, unset):
            return edits.set_args(model, block, kinds, args, unset)
        case Rewire(block, taken):
            return edits.rewire(model, block, taken)
        case Reuse(block, among, place):
            return sharing.reuse(model, block, among, place)
        case Separate(block):
            return sharing.separate(model, block)
        case Tie(block, parameter, source, theirs):
            return sharing.tie(model, block, parameter, source, theirs)
        case Untie(block, parameter):
            return sharing.untie(model, block, parameter)
        case Unroll(block):
            return unrolling.unroll(model, block)
        case RollUp(block, rules):
            return rolling.roll_up(model, block, kinds, rules)
        case SetInput(shape, dtype, name, index):
            name = naming.good_name(name) or model.inputs[index].name if 0 <= index < len(model.inputs) else name
            return inputs.set_input(model, index, checked_input(shape, dtype, name, model.batch or 1))
        case AddInput(shape, dtype, name):
            return inputs.add_input(model, checked_input(shape, dtype, naming.good_name(name), model.batch or 1))
        case RemoveInput(index):
            return inputs.remove_input(model, index)
        case SetBatch(size):
            return inputs.set_batch(model, checked_batch(size))
        case SetTitle(title):
            return inputs.set_title(model, title)
    raise AssertionError(command)


_OF_DEFINITIONS = (
    Define, MakeUnique, PullOut, SetParameter, RemoveParameter, RenameParameter, RenameDefinition, Recolour,
    RemoveDefinition,
)  # fmt: skip


def _apply_to_definition(model: Model, kinds: Kinds, command: AnyCommand) -> Model:
    match command:
        case Define(blocks, name):
            return defining.define(model, blocks, kinds, name)
        case MakeUnique(block):
            return defining.make_unique(model, block)
        case PullOut(block, argument, name):
            return defining.pull_out(model, block, argument, kinds, name)
        case SetParameter(definition, parameter, value):
            return defining.set_parameter(model, definition, parameter, value)
        case RemoveParameter(definition, parameter):
            return defining.remove_parameter(model, definition, parameter)
        case RenameParameter(definition, parameter, name):
            return defining.rename_parameter(model, definition, parameter, name)
        case RenameDefinition(definition, name):
            return defining.rename_definition(model, definition, name, kinds)
        case Recolour(definition, hue):
            return defining.recolour(model, definition, hue)
        case RemoveDefinition(definition):
            return defining.remove_definition(model, definition)
    raise AssertionError(command)


def apply_all(model: Model, kinds: Kinds, plain: Iterable[Mapping[str, Any]]) -> Model:
    """The model after several edits in a row, given as plain data."""
    for each in plain:
        model = apply(model, kinds, read(each))
    return model


def describe(model: Model, command: AnyCommand) -> str:
    """The edit in a few words, for undo: `Move ReLU`."""
    match command:
        case Add(kind=kind):
            return f"Add {kind}"
        case Paste(text):
            return f"Paste {pasting.title(text)}"
        case Wrap(blocks=blocks, kind=kind):
            return f"Wrap {_labels(model, blocks)} in {kind}"
        case Remove(blocks=blocks, cut=True):
            return f"Cut {_labels(model, blocks)}"
        case Move(blocks=blocks) | Duplicate(blocks=blocks) | Remove(blocks=blocks):
            return f"{type(command).__name__} {_labels(model, blocks)}"
        case Rename(block, name):
            return f"Rename {_label(model, block)} to {name}" if name else f"Unname {_label(model, block)}"
        case Swap(block, kind):
            return f"Change {_label(model, block)} to {kind}"
        case Set(block, args, unset):
            return f"Set {', '.join([*args, *unset])} of {_label(model, block)}"
        case Rewire(block, taken):
            return f"Let {_label(model, block)} take {', '.join(taken) or 'what comes before it'}"
        case Separate(block):
            return f"Make {_label(model, block)} separate"
        case Tie(block, parameter, source, theirs):
            return f"Tie {parameter} of {_label(model, block)} to {theirs} of {_label(model, source)}"
        case Untie(block, parameter):
            return f"Untie {parameter} of {_label(model, block)}"
        case RollUp(block):
            return f"Roll up {_label(model, block)}"
        case Define(name=name):
            return f"Make a block {name}".rstrip()
        case MakeUnique(block):
            return f"Make {_label(model, block)} unique"
        case PullOut(argument=argument):
            return f"Make {argument} a parameter"
        case SetParameter(definition, parameter):
            return f"Set {parameter} of {definition}"
        case RemoveParameter(definition, parameter) | RenameParameter(definition, parameter):
            return f"Change {parameter} of {definition}"
        case RenameDefinition(definition, name):
            return f"Rename {definition} to {name}"
        case Recolour(definition) | RemoveDefinition(definition):
            return f"{type(command).__name__.removesuffix('Definition')} {definition}"
        case SetInput():
            return "Change the input"
        case AddInput():
            return "Add an input"
        case RemoveInput():
            return "Remove an input"
        case SetBatch(size):
            return f"Set the batch to {size}"
        case SetTitle():
            return "Change the title"
    return f"{type(command).__name__} {_label(model, command.block)}"


def _label(model: Model, address: Address) -> str:
    block = model.at(address)
    return block.name or block.kind


def _labels(model: Model, addresses: tuple[Address, ...]) -> str:
    return _label(model, addresses[0]) if len(addresses) == 1 else f"{len(addresses)} blocks"
