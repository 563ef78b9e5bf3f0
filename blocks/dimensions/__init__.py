"""What the dimensions of every tensor in a model are: batch, channels, height, time, features.

The names come from the layers alone: those that make a dimension (the channels of a `Conv2d`), and those that say in
the catalogue what they take. Where neither does, a dimension has no name. Nothing is run; shapes are the report's.
"""

import msgspec

from blocks.dimensions.axes import Axes
from blocks.dimensions.walk import Flow, flows
from blocks.dimensions.words import change, said
from blocks.kinds import Kinds
from blocks.report import Node, Report, TensorType
from blocks.tree import Address, Block, Model, round_names

Words = tuple[str, ...]  # one for each dimension, "" for one that nobody names


class Meaning(msgspec.Struct, frozen=True):
    """What the dimensions are of the tensors that a block takes and gives, and what it changed about the first."""

    taken: tuple[Words, ...]
    given: tuple[Words, ...]
    change: str = ""


def meanings(report: Report, kinds: Kinds) -> dict[Address, Meaning]:
    """The meaning of every block that works, by address (inside a `Repeat`: in its first round); () is the model.

    >>> meanings(report, kinds)[0,].change
    '3 → 64 channels; height and width halved'
    """
    return {address: _meaning(flow, report.at(address)) for address, flow in flows(report, kinds).items()}


def address_of(model: Model, path: str) -> Address:
    """Where the block stands that answers at a path of a run, in whichever round of a `Repeat`. Raises BlockError."""
    block, pieces = model.root, path.split(".") if path else []
    address: Address = ()
    while pieces:
        places = range(len(block.children))
        position = next((place for place in places if _leads(block, place, pieces)), len(places))
        address = (*address, position)
        pieces = pieces[len(round_names(block, position)) :] if position in places else []
        block = model.at(address)
    return address


def _leads(block: Block, position: int, pieces: list[str]) -> bool:
    names = round_names(block, position)
    first = int(block.kind == "Repeat")  # the number of the round makes no difference
    return names[first:] == pieces[first : len(names)]


def _meaning(flow: Flow, node: Node) -> Meaning:
    told = ""
    if len(flow.taken) == 1 and node.input and node.output:
        told = change(flow.taken[0], node.input.shape, flow.given[0], node.output.shape)
    return Meaning(_words(flow.taken, node.inputs), _words(flow.given, node.outputs), told)


def _words(found: tuple[Axes, ...], tensors: tuple[TensorType, ...]) -> tuple[Words, ...]:
    return tuple(said(axes, each.shape) for axes, each in zip(found, tensors, strict=False))
