"""What the canvas says of a shape on hover: what each dimension is, and what the block changed about them.

A text is one line for the dimensions, `batch|channels|height|width`, tensors parted by " · " as in the shapes, and
where something changed a second line. Most blocks share theirs with others: they are sent once, by their places.
"""

from dataclasses import dataclass

from blocks.dimensions import Words, meanings
from blocks.kinds import Kinds
from blocks.report import Report


@dataclass(frozen=True)
class Meanings:
    """The texts, the place among them of each block's by its id, and a line for each input of the model."""

    texts: tuple[str, ...]
    blocks: dict[int, int]
    inputs: tuple[str, ...]


def told(report: Report, kinds: Kinds) -> Meanings:
    """The meanings of a model's tensors, as far as its layers tell them."""
    found = meanings(report, kinds)
    places: dict[str, int] = {}
    blocks: dict[int, int] = {}
    for address, block, _ in report.nodes():
        meaning = found.get(address)
        if meaning and any(map(any, meaning.given)):
            text = "\n".join(filter(None, (" · ".join(map(line, meaning.given)), meaning.change)))
            blocks[block.id] = places.setdefault(text, len(places))
    taken = found[()].taken if () in found else ()
    return Meanings(tuple(places), blocks, tuple(map(line, taken)))


def line(words: Words) -> str:
    """The dimensions of one tensor."""
    return "|".join(words)
