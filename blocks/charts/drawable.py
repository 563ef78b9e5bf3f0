"""A tensor to draw: what its dimensions are called, and the parts of it that pictures show.

A picture draws one, two or three dimensions; at all others one place is picked. Words for the dimensions come from
`blocks.dimensions`; one that has none is called by its number, as PyTorch's `dim`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from blocks.report import TensorType
from blocks.runs import Array

Way = Literal["bars", "largest", "points", "map", "grid", "picture", "numbers"]
Picks = Mapping[int, int]  # of dimensions, the place that is looked at; 0 where none is given
_ONE = {
    "batch": "example", "channels": "channel", "features": "feature", "time": "step", "positions": "position",
    "heads": "head", "layers": "layer", "classes": "class",
}  # fmt: skip


class View(NamedTuple):
    """A picture of a tensor: its name, how it is drawn, and the dimensions in it."""

    name: str
    way: Way
    drawn: tuple[int, ...]


@dataclass(frozen=True)
class Drawable:
    """A tensor to draw: the part of it that came along, the type of the whole, and what its dimensions are ("" where
    nobody knows). `fed` is what went in."""

    array: Array
    whole: TensorType
    words: tuple[str, ...] = ()
    fed: bool = False

    @property
    def words_known(self) -> bool:
        """Whether there is a word, be it "", for each dimension."""
        return len(self.words) == self.array.ndim == len(self.whole.shape)

    @property
    def is_whole(self) -> bool:
        """Whether it holds whole numbers or truth values."""
        return self.whole.dtype == "bool" or self.whole.dtype.startswith(("int", "uint"))

    @property
    def left_out(self) -> str:
        """What did not come along, and what numbers that are not real came as."""
        came, whole = self.array.shape, self.whole.shape
        part = [] if came == whole else [f"only {' × '.join(map(str, came))} came along"]
        return ", ".join([*part, *["magnitudes of complex numbers"] * self.whole.dtype.startswith("complex")])

    def word(self, dim: int) -> str:
        """What a dimension is: `channels`; "" where nobody knows."""
        found = self.words[dim].partition(" = ")[0] if self.words_known else ""
        if found or not self.whole.grows or len(self.whole.grows) != self.array.ndim:
            return "" if "×" in found else found
        return "batch" if self.whole.grows[dim] == 1 else ""

    def called(self, dim: int) -> str:
        """What one place along a dimension is called: `channel`, `dimension 1`."""
        word = self.word(dim)
        return _ONE.get(word, word) or f"dimension {dim}"

    def picked(self, view: View) -> list[int]:
        """The dimensions at which a picture of it needs a place."""
        return [dim for dim, size in enumerate(self.array.shape) if dim not in view.drawn and size > 1]

    def part(self, drawn: Sequence[int], picks: Picks) -> Array:
        """The numbers of some dimensions, in their order, at one place of all others."""
        at = tuple(
            slice(None) if dim in drawn else min(max(picks.get(dim, 0), 0), size - 1)
            for dim, size in enumerate(self.array.shape)
        )
        order = sorted(drawn)
        found: Array = np.asarray(self.array[at]).transpose([order.index(dim) for dim in drawn])
        return found

    def where(self, drawn: Sequence[int], picks: Picks) -> str:
        """The places that were picked, in words: `example 1, channel 2, counted from 0`."""
        there = [
            self._place(dim, min(max(picks.get(dim, 0), 0), size - 1))
            for dim, size in enumerate(self.array.shape)
            if dim not in drawn and size > 1
        ]
        return ", ".join([*there, "counted from 0"]) if there else ""

    def _place(self, dim: int, place: int) -> str:
        return f"{self.called(dim)} {place}" if self.word(dim) else f"{place} of dimension {dim}"

    @property
    def plane(self) -> tuple[int, ...]:
        """The dimensions that count down and across in a map: height and width where they are told, else the last."""
        last = self.array.ndim - 1
        told = [self.word(dim) for dim in range(self.array.ndim)]
        if told.count("height") == told.count("width") == 1:
            return told.index("height"), told.index("width")
        return (last - 1, last) if last else (0,)


def values(tensor: Drawable, picks: Picks) -> tuple[Array, str]:
    """A table of a tensor's numbers, at the picked places of more dimensions than two, and what the table shows."""
    more = f" {tensor.left_out.capitalize()}." if tensor.left_out else ""
    if tensor.array.ndim == 1:
        return _typed(tensor, tensor.array[None]), f"Columns: {tensor.called(0)}.{more}"
    down, across = tensor.plane
    where = tensor.where(tensor.plane, picks)
    said = f"Rows: {tensor.called(down)}. Columns: {tensor.called(across)}.{more}"
    return _typed(tensor, tensor.part(tensor.plane, picks)), f"At {where}. {said}" if where else said


def _typed(tensor: Drawable, table: Array) -> Array:
    """Numbers travel as float32: whole ones are shown as such."""
    if not tensor.is_whole or not np.isfinite(table).all():
        return table
    return table.astype(bool if tensor.whole.dtype == "bool" else np.int64)
