"""What stands behind the positions of one dimension, as tables that repeat.

A convolution does the same at every position, so that a short table and its *advance* say it all: behind
position `i + period` stands what stands behind `i`, `advance` further on. The table knows no edges.
"""

from dataclasses import dataclass
from functools import cache
from math import gcd, inf, lcm
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = "np.ndarray[Any, Any]"
Pair: TypeAlias = tuple[Array, Array]

NOWHERE = np.iinfo(np.int64).min  # fills up the rows of `Taps` that are shorter than others
MOST_ENTRIES = 1_000_000


class TooLong(Exception):
    """A table would need more than `MOST_ENTRIES` entries."""


@dataclass(frozen=True, slots=True, eq=False)
class Taps:
    """What a layer reads along a dimension: `at[i]` are the positions that make position `i` of its output.

    `at` is (period, taps); position `i + period` reads `advance` further on. A row may read nothing.
    """

    at: Array
    advance: int


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """`first[i]` to `last[i]` are the input positions behind position `i`; inf to -inf is nothing.

    An `advance` of None: the table does not repeat, and outside of it stands nothing.
    """

    first: Array
    last: Array
    advance: int | None

    def at(self, positions: Array) -> Pair:
        """First and last input position behind each of some positions."""
        turn, phase = np.divmod(positions, len(self.first))
        first, last = self.first[phase], self.last[phase]
        if self.advance is None:
            return np.where(turn, inf, first), np.where(turn, -inf, last)
        return first + turn * self.advance, last + turn * self.advance

    def over(self, extent: int) -> Pair:
        """First and last behind the positions that are there."""
        return self.at(np.arange(bounded(extent)))

    def hull(self, extent: int) -> tuple[float, float]:
        """First and last behind all positions together: no position is further out than one of the outer periods."""
        period = min(len(self.first), extent)
        first, last = self.at(np.r_[:period, extent - period : extent])
        return float(first.min()), float(last.max())

    def widest(self, extent: int) -> float:
        """How much further the last is than the first, where that is most; -inf where nothing stands anywhere."""
        first, last = self.over(min(len(self.first), extent))
        return float((last - first).max())

    def step(self, extent: int) -> int | None:
        """How far one position is from the next in the input, if that is the same everywhere."""
        if len(self.first) == 1:
            return None if self.advance is None else abs(self.advance)
        ends = np.stack(self.over(min(len(self.first) + 1, extent)))
        steps = np.diff(np.where(np.isfinite(ends), ends, np.nan)).ravel()
        return abs(int(steps[0])) if len(steps) and (steps == steps[0]).all() else None

    def shifted(self, first: float, last: float) -> "Map":
        """Behind each position, a stretch added: what stands there and what stands beside it."""
        return Map(self.first + first, self.last + last, self.advance)

    def running(self, extent: int, out: int) -> "Map":
        """Behind each of `out` positions, what stands behind all the `extent` positions up to it."""
        first, last = self.over(extent)
        reached = np.minimum(np.arange(bounded(out)), extent - 1)
        return Map(np.minimum.accumulate(first)[reached], np.maximum.accumulate(last)[reached], None)

    def through(self, taps: Taps, extent: int) -> "Map":
        """The map of a layer's output of this extent, whose input this is the map of."""
        period, turns = len(taps.at), len(self.first) // gcd(len(self.first), taps.advance)
        length, advance = extent, None
        if self.advance is not None:
            length, advance = period * turns, self.advance * taps.advance * turns // len(self.first)
        bounded(length * taps.at.shape[1])
        turn, phase = np.divmod(np.arange(length), period)
        there = taps.at[phase] != NOWHERE
        first, last = self.at(np.where(there, taps.at[phase] + (turn * taps.advance)[:, None], 0))
        return Map(np.where(there, first, inf).min(axis=1), np.where(there, last, -inf).max(axis=1), advance)


def affine(advance: int) -> Map:
    """Behind position i stands the one input position `i * advance`."""
    return Map(np.zeros(1), np.zeros(1), advance)


def constant(first: float, last: float) -> Map:
    """The same stretch behind every position."""
    return Map(np.array([first]), np.array([last]), 0)


def is_affine(each: Map) -> bool:
    """Whether every step is equally long."""
    return len(each.first) == 1 and each.advance is not None


def hull(one: Map, other: Map, extent: int) -> Map:
    """Behind each position, what stands behind it in one or the other."""
    positions, advance = _common(one, other, extent)
    if advance is None or advance[0] != advance[1]:  # the two run apart: no table that repeats says it
        positions, advance = np.arange(bounded(extent)), None
    (first, last), (first_too, last_too) = one.at(positions), other.at(positions)
    return Map(np.minimum(first, first_too), np.maximum(last, last_too), advance[0] if advance else None)


def added(one: Map, other: Map, extent: int) -> Map:
    """Behind each position, the sum of what both say: of a row and of a column, say."""
    positions, advance = _common(one, other, extent)
    (first, last), (first_too, last_too) = one.at(positions), other.at(positions)
    return Map(first + first_too, last + last_too, sum(advance) if advance else None)


def same(one: Map, other: Map) -> bool:
    """Whether two maps say the same of every position."""
    if one.advance is None or other.advance is None:
        return one.advance == other.advance and _equal((one.first, one.last), (other.first, other.last))
    positions, advance = _common(one, other, 0)
    return advance is not None and advance[0] == advance[1] and _equal(one.at(positions), other.at(positions))


def fitted(first: Array, last: Array) -> Map:
    """A table as one that repeats, if it does, so that it goes on beyond its ends."""
    extent = len(first)
    for period in (size for size in range(1, extent) if extent % size == 0):
        steps = np.concatenate([first[period:] - first[:-period], last[period:] - last[:-period]])
        if (steps == steps[0]).all():
            return Map(first[:period], last[:period], int(steps[0]))
    return Map(first, last, None)


@cache
def window(kernel_size: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> Taps:
    """`kernel_size` positions, `dilation` apart; the first window begins `padding` before the first position."""
    return Taps(dilation * np.arange(bounded(kernel_size))[None] - padding, stride)


@cache
def spread(kernel_size: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> Taps:
    """A transposed window: position i is made by those whose window, laid on the output, covers it."""
    bounded(kernel_size * stride)
    reached = np.arange(stride)[:, None] + padding - dilation * np.arange(kernel_size)
    return Taps(np.where(reached % stride, NOWHERE, reached // stride), 1)


def grouped(inputs: int, outputs: int, groups: int) -> Taps:
    """Each of `groups` equal stretches of the output reads all of its stretch of the input."""
    return Taps(np.tile(np.arange(inputs // groups), (outputs // groups, 1)), inputs // groups)


def reads_all(taps: Taps, extent: int, out: int) -> bool:
    """Whether a layer whose output has `out` positions reads each of the `extent` of its input."""
    turn, phase = np.divmod(np.arange(out), len(taps.at))
    return bool(np.isin(np.arange(extent), taps.at[phase] + (turn * taps.advance)[:, None]).all())


def _common(one: Map, other: Map, extent: int) -> tuple[Array, tuple[int, int] | None]:
    """Positions of a period of both, and how far each advances in it; the whole extent if one does not repeat."""
    if one.advance is None or other.advance is None:
        return np.arange(bounded(extent)), None
    period = bounded(lcm(len(one.first), len(other.first)))
    advances = (one.advance * period // len(one.first), other.advance * period // len(other.first))
    return np.arange(period), advances


def _equal(one: Pair, other: Pair) -> bool:
    return np.array_equal(one[0], other[0]) and np.array_equal(one[1], other[1])


def bounded(entries: int) -> int:
    """The number of entries, if a table may have so many. Raises TooLong."""
    if entries > MOST_ENTRIES:
        raise TooLong
    return entries
