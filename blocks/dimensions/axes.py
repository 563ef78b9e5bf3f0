"""Axes: what the dimensions of a tensor stand for, followed from block to block.

A dimension that a block hands on is the same `Axis` behind it, whatever its size has become. A name that a later
block asks for is then known everywhere on the way: an input that meets a `Conv2d` has channels from its first pill.
"""

from collections.abc import Iterable, Sequence
from math import prod
from typing import TypeAlias

Shape: TypeAlias = tuple[int, ...]


class Axis:
    """One dimension on its way through the model: its name, or "" as long as no block tells it.

    `parts` are the axes, and their sizes, that were laid in a row to make it, the last one moving fastest.
    """

    __slots__ = ("_name", "_parts", "_same")

    def __init__(self, name: str = "", parts: "tuple[tuple[Axis, int], ...]" = ()) -> None:
        self._name, self._parts, self._same = name, parts, self

    @property
    def root(self) -> "Axis":
        """The one that stands for it and all that turned out to be the same."""
        while self._same is not self:
            self = self._same
        return self

    @property
    def name(self) -> str:
        return self.root._name

    @property
    def parts(self) -> "tuple[tuple[Axis, int], ...]":
        return self.root._parts

    def claim(self, name: str) -> None:
        """A block takes it under this name. Whoever made it had the first word."""
        if not self.name:
            self.root._name = name

    def meet(self, other: "Axis") -> None:
        """Both are added number by number, or the like: what names one of them names the other."""
        one, other = self.root, other.root
        if one is other or (one._name and other._name):
            return
        named, nameless = (one, other) if one._name else (other, one)
        if not (named._parts and nameless._parts):
            named._parts = named._parts or nameless._parts
            nameless._same = named


Axes: TypeAlias = tuple[Axis, ...]


def unknown(rank: int, grows: Sequence[int] = ()) -> Axes:
    """Axes of which nothing is known but which of them is the batch."""
    return tuple(Axis("batch" if place < len(grows) and grows[place] == 1 else "") for place in range(rank))


def merged(axes: Axes, sizes: Shape, name: str = "") -> Axis:
    """Several dimensions as one, in the order in which memory holds them. One alone is what it was."""
    if len(axes) == 1:
        return axes[0]
    return Axis(name, tuple(zip(axes, sizes, strict=True)))


def met(tensors: Iterable[tuple[Axes, Shape]], shape: Shape) -> Axes:
    """Tensors that broadcast to this shape and are combined number by number; the first with the full size names."""
    found: list[Axis | None] = [None] * len(shape)
    for axes, sizes in tensors:
        start = len(shape) - len(sizes)
        for place, (axis, size) in enumerate(zip(axes, sizes, strict=True), start):
            if place < 0 or size != shape[place]:  # a 1 that stands for all says nothing
                continue
            known = found[place]
            if known is None:
                found[place] = axis
            else:
                known.meet(axis)
    return tuple(axis or Axis() for axis in found)


def regrouped(axes: Axes, before: Shape, after: Shape) -> Axes:
    """The axes of the same numbers in another shape: what fits one to one stays, what falls together is merged, and
    what is split comes back where it was merged so, or is unknown."""
    found: list[Axis] = []
    one = other = 0
    while other < len(after):
        left, right = one + 1, other + 1
        while left <= len(before) and right <= len(after):
            size, wanted = prod(before[one:left]), prod(after[other:right])
            if size == wanted:
                break
            left, right = (left + 1, right) if size < wanted else (left, right + 1)
        if left > len(before) or right > len(after):  # only ones are left, or sizes that do not divide
            return (*found, *unknown(len(after) - other))
        found += _group(axes[one:left], before[one:left], after[other:right])
        one, other = left, right
    return tuple(found)


def _group(axes: Axes, before: Shape, after: Shape) -> Axes:
    """The axes of a few dimensions that hold as many numbers as a few others."""
    if len(after) == 1:
        return (merged(axes, before),)
    parts = axes[0].parts if len(axes) == 1 else ()
    return tuple(axis for axis, _ in parts) if tuple(size for _, size in parts) == after else unknown(len(after))
