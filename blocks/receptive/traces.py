"""What stands, of one dimension of the model's input, behind the numbers of a tensor inside the model.

Every step here is exact or gives None, for "unknown".
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import reduce
from math import inf, prod

import numpy as np

from blocks.receptive import maps
from blocks.receptive.maps import Array, Map, Taps

Stretch = tuple[float, float]  # first and last position
NOTHING: Stretch = (inf, -inf)
ALL: Stretch = (-inf, inf)


@dataclass(frozen=True, slots=True)
class Trace:
    """Behind a number stands `base`, plus what each of `terms` adds: a term belongs to a dimension of the tensor, and
    says it by the number's position there.

    Where the numbers along a dimension differ too much for that (after a concatenation, say), the dimension is in
    `hulls`: the trace then says what stands behind all the numbers along it together.
    """

    base: Stretch
    terms: dict[int, Map] = field(default_factory=dict)
    hulls: frozenset[int] = frozenset()

    @property
    def fixed(self) -> bool:
        """Whether everything or nothing stands behind the numbers, so that terms do not matter."""
        return self.base in (NOTHING, ALL)

    def plus(self, stretch: Stretch) -> "Trace":
        """The trace with something added to its base."""
        if self.fixed:
            return self
        if stretch == NOTHING:
            return Trace(NOTHING, hulls=self.hulls)
        return replace(self, base=(self.base[0] + stretch[0], self.base[1] + stretch[1]))

    def without(self, *dims: int) -> "Trace":
        """The trace without its terms on some dimensions."""
        return replace(self, terms={dim: found for dim, found in self.terms.items() if dim not in dims})

    def having(self, dim: int, found: Map) -> "Trace":
        """The trace with a term on a dimension, in place of the one it may have."""
        return self if self.fixed else replace(self, terms=self.terms | {dim: found})

    def together(self, dim: int, extent: int) -> "Trace":
        """What stands behind all the numbers along a dimension."""
        if dim not in self.terms:
            return self
        return self.without(dim).plus(self.terms[dim].hull(extent))

    def at(self, dim: int, index: int) -> "Trace":
        """What stands behind the numbers at one index of a dimension."""
        if dim not in self.terms:
            return self
        first, last = self.terms[dim].at(np.array(index))
        return self.without(dim).plus((float(first), float(last)))

    def renumbered(self, place: Callable[[int], int]) -> "Trace":
        """The trace of a tensor whose dimensions have moved."""
        terms = {place(dim): found for dim, found in self.terms.items()}
        return replace(self, terms=terms, hulls=frozenset(map(place, self.hulls)))


def alike(one: Trace | None, other: Trace | None) -> bool:
    """Whether two traces say the same."""
    if one is None or other is None:
        return one is other
    return (one.base, one.hulls) == (other.base, other.hulls) and not _apart(one, other)


# --- two traces become one


def hull(one: Trace | None, other: Trace | None, shape: tuple[int, ...]) -> Trace | None:
    """What stands behind a number in one or the other of two tensors of a shape."""
    for trace in (one, other):
        if trace and trace.base == ALL and not trace.hulls:
            return trace
    if one is None or other is None:
        return None
    hulls = one.hulls | other.hulls
    one, other = (reduce(lambda found, dim: found.together(dim, shape[dim]), hulls, each) for each in (one, other))
    if ALL in (one.base, other.base):
        return Trace(ALL, hulls=hulls)
    if NOTHING in (one.base, other.base):
        return replace(other if one.base == NOTHING else one, hulls=hulls)
    return _hull_of_terms(one, other, hulls, shape)


def _hull_of_terms(one: Trace, other: Trace, hulls: frozenset[int], shape: tuple[int, ...]) -> Trace | None:
    """The hull where at most one dimension tells the two apart: with more, it is no sum of terms."""
    apart = _apart(one, other)
    if not apart:
        base = (min(one.base[0], other.base[0]), max(one.base[1], other.base[1]))
        return Trace(base, one.terms, hulls)
    if len(apart) > 1:
        return None
    dim = apart.pop()
    both = maps.hull(_term(one, dim), _term(other, dim), shape[dim])
    return Trace((0, 0), one.terms | {dim: both}, hulls)


def joined(
    one: Trace | None, other: Trace | None, dim: int, extents: tuple[int, int], shape: tuple[int, ...]
) -> Trace | None:
    """What stands behind a tensor and another after it along a dimension: a table, or else the hull along it."""
    if one and other and one.hulls == other.hulls and dim not in one.hulls:
        if dim not in one.terms and alike(one, other):
            return one
        if ALL not in (one.base, other.base) and _apart(one, other) <= {dim}:
            tables = (_term(each, dim).over(extent) for each, extent in zip((one, other), extents, strict=True))
            first, last = (np.concatenate(each) for each in zip(*tables, strict=True))
            return Trace((0, 0), one.terms | {dim: Map(first, last, None)}, one.hulls)
    one, other = (each and each.together(dim, extent) for each, extent in zip((one, other), extents, strict=True))
    found = hull(one, other, shape)
    return found and replace(found, hulls=found.hulls | {dim})


def _term(trace: Trace, dim: int) -> Map:
    """The term on a dimension, with the base in it."""
    found = trace.terms.get(dim)
    return found.shifted(*trace.base) if found else maps.constant(*trace.base)


def _apart(one: Trace, other: Trace) -> set[int]:
    """The dimensions in which two traces have not the same term."""
    pairs = ((dim, one.terms.get(dim), other.terms.get(dim)) for dim in {*one.terms, *other.terms})
    return {dim for dim, left, right in pairs if not (left and right and maps.same(left, right))}


# --- a layer's step


def tapped(trace: Trace, dim: int, taps: Taps, extents: tuple[int, int]) -> Trace | None:
    """Each position along a dimension reads others along it; `extents` are those before and after."""
    if dim in trace.hulls and not maps.reads_all(taps, *extents):
        return None
    found = trace.terms.get(dim)
    return trace.having(dim, found.through(taps, extents[1])) if found else trace


def mixed(trace: Trace, dims: dict[int, int], extent: int) -> Trace:
    """Every number reads all numbers along these dimensions, given with their extents; `extent` is the input's."""
    found = hulled(trace, dims, extent)
    return replace(found, hulls=found.hulls - set(dims))


def hulled(trace: Trace, dims: dict[int, int], extent: int) -> Trace:
    """Only what stands behind all numbers along some dimensions together can be told.

    If no term is left, what stands behind ends at the edges of the input, and is everything if it reaches both.
    """
    found = reduce(lambda trace, dim: trace.together(dim, dims[dim]), dims, trace)
    found = replace(found, hulls=found.hulls | set(dims))
    if found.terms or found.fixed or not trace.terms:
        return found
    first, last = max(found.base[0], 0), min(found.base[1], extent - 1)
    return replace(found, base=ALL if (first, last) == (0, extent - 1) else (first, last))


def until(trace: Trace, dim: int, extents: tuple[int, int]) -> Trace | None:
    """Each position along a dimension reads all up to it; `extents` are those before and after."""
    if dim in trace.hulls:
        return None
    found = trace.terms.get(dim)
    return trace.having(dim, found.running(*extents)) if found else trace


def merged(trace: Trace, dim: int, rows: int, columns: int) -> Trace:
    """Dimensions `dim` and the next, of these extents, become one; the second runs faster."""
    size = rows * columns
    maps.bounded(columns)
    if trace.hulls & {dim, dim + 1}:  # from here on, the hull is one along both
        trace = trace.together(dim, rows).together(dim + 1, columns)
    row = Taps(np.zeros((columns, 1), dtype=np.int64), 1)  # position i is in row i // columns
    column = Taps(np.arange(columns)[:, None], 0)  # and in column i % columns
    moved = [(dim, row), (dim + 1, column)]
    found = [trace.terms[each].through(taps, size) for each, taps in moved if each in trace.terms]
    trace = trace.without(dim, dim + 1).renumbered(lambda each: each - (each > dim))
    return trace.having(dim, reduce(lambda one, other: maps.added(one, other, size), found)) if found else trace


def placed(trace: Trace, dim: int, extents: tuple[int, int], strides: tuple[int, int], start: int) -> Trace | None:
    """A dimension becomes two: (a, b) of them hold its position `start + a * strides[0] + b * strides[1]`.

    What stands behind (a, b) has to be a sum of what a and what b say, else it is unknown.
    """
    found = trace.terms.get(dim)
    trace = trace.without(dim).renumbered(lambda each: each + (each > dim))
    if dim in trace.hulls:
        trace = replace(trace, hulls=trace.hulls | {dim + 1})
    if found is None or trace.fixed:
        return trace
    if maps.is_affine(found):
        parts = [maps.affine(int(found.advance or 0) * stride) for stride in strides]
        first, last = found.at(np.array(start))
    else:
        maps.bounded(prod(extents))
        rows, columns = (np.arange(extent) * stride for extent, stride in zip(extents, strides, strict=True))
        tables = found.at(start + rows[:, None] + columns)
        if not all(map(_is_sum, tables)):
            return None
        first, last = (table[0, 0] for table in tables)
        parts = [maps.fitted(*(table[:, 0] - table[0, 0] for table in tables))]
        parts += [maps.fitted(*(table[0] - table[0, 0] for table in tables))]
    return trace.having(dim, parts[0]).having(dim + 1, parts[1]).plus((float(first), float(last)))


def _is_sum(table: Array) -> bool:
    """Whether each entry is the sum of what its row and its column say."""
    return bool(np.isfinite(table).all() and (table == table[:, :1] + table[:1] - table[0, 0]).all())
