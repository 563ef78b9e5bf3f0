"""A tensor inside a model, with a trace for each dimension of the model's input, and what layers do to it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import pairwise
from math import prod

import numpy as np

from blocks.receptive import maps, traces
from blocks.receptive.maps import Taps, TooLong
from blocks.receptive.traces import NOTHING, Trace

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A tensor's shape, and a trace for each dimension of the model's input, whose `extents` are given.

    None in place of a trace: unknown.
    """

    shape: Shape
    extents: Shape
    traces: tuple[Trace | None, ...]

    def unknown(self, shape: Shape) -> "Seen":
        """A tensor of which nothing is known."""
        return Seen(shape, self.extents, (None,) * len(self.traces))

    def each(self, step: Callable[[Trace], Trace | None], shape: Iterable[int]) -> "Seen":
        """The tensor of another shape that one step makes of this one."""
        return Seen(tuple(shape), self.extents, tuple(trace and _tried(step, trace) for trace in self.traces))

    def resized(self, dim: int, extent: int) -> "Seen":
        """Another extent in a dimension along which all numbers are alike."""
        return Seen((*self.shape[:dim], extent, *self.shape[dim + 1 :]), self.extents, self.traces)

    def tapped(self, dim: int, taps: Taps, extent: int) -> "Seen":
        """Each position along a dimension reads others along it; `extent` is the new one."""
        extents = (self.shape[dim], extent)
        return self.each(lambda trace: traces.tapped(trace, dim, taps, extents), self.shape).resized(dim, extent)

    def mixed(self, *dims: int) -> "Seen":
        """Every number reads all the numbers along these dimensions."""
        return self._along(traces.mixed, dims)

    def hulled(self, *dims: int) -> "Seen":
        """The numbers along these dimensions differ; only of all of them together something is said."""
        return self._along(traces.hulled, dims)

    def _along(self, step: Callable[..., Trace], dims: Sequence[int]) -> "Seen":
        places = {dim % len(self.shape): self.shape[dim] for dim in dims}
        pairs = zip(self.traces, self.extents, strict=True)
        found = (trace and _tried(partial(step, dims=places, extent=extent), trace) for trace, extent in pairs)
        return Seen(self.shape, self.extents, tuple(found))

    def until(self, dim: int, extent: int) -> "Seen":
        """Each position along a dimension reads all up to it; `extent` is the new one."""
        extents = (self.shape[dim], extent)
        return self.each(lambda trace: traces.until(trace, dim, extents), self.shape).resized(dim, extent)

    def blurred(self, dim: int) -> "Seen":
        """What the numbers read along a dimension cannot be told."""
        return self.each(lambda trace: None if dim in trace.terms or dim in trace.hulls else trace, self.shape)

    def permuted(self, dims: Sequence[int]) -> "Seen":
        """The dimensions in another order."""
        order = [dim % len(self.shape) for dim in dims]
        return self.each(lambda trace: trace.renumbered(order.index), (self.shape[dim] for dim in order))

    def selected(self, dim: int, index: int) -> "Seen":
        """One index of a dimension, which goes."""
        dim, index = dim % len(self.shape), index % self.shape[dim]

        def step(trace: Trace) -> Trace | None:
            if dim in trace.hulls and self.shape[dim] > 1:
                return None
            found = trace.at(dim, index)
            found = Trace(found.base, found.terms, found.hulls - {dim})
            return found.renumbered(lambda each: each - (each > dim))

        return self.each(step, (*self.shape[:dim], *self.shape[dim + 1 :]))

    def inserted(self, dim: int, extent: int = 1) -> "Seen":
        """A new dimension, along which all numbers are alike."""
        shape = (*self.shape[:dim], extent, *self.shape[dim:])
        return self.each(lambda trace: trace.renumbered(lambda each: each + (each >= dim)), shape)

    def merged(self, dim: int, count: int = 2) -> "Seen":
        """`count` dimensions from `dim` on, made one; the last of them runs fastest."""
        return reduce(lambda seen, _: seen._merged_with_next(dim), range(count - 1), self)

    def _merged_with_next(self, dim: int) -> "Seen":
        rows, columns = self.shape[dim : dim + 2]
        if 1 in (rows, columns):
            return self.selected(dim if rows == 1 else dim + 1, 0)
        shape = (*self.shape[:dim], rows * columns, *self.shape[dim + 2 :])
        return self.each(lambda trace: traces.merged(trace, dim, rows, columns), shape)

    def split(self, dim: int, extents: Sequence[int]) -> "Seen":
        """One dimension made several; the last of them runs fastest."""
        if len(extents) == 1:
            return self
        rest = prod(extents[1:])
        return self.placed(dim, (extents[0], rest), (rest, 1)).split(dim + 1, extents[1:])

    def placed(self, dim: int, extents: tuple[int, int], strides: tuple[int, int], start: int = 0) -> "Seen":
        """One dimension made two: (a, b) of them hold its position `start + a * strides[0] + b * strides[1]`."""
        shape = (*self.shape[:dim], *extents, *self.shape[dim + 1 :])
        return self.each(lambda trace: traces.placed(trace, dim, extents, strides, start), shape)

    def reshaped(self, shape: Shape) -> "Seen":
        """The same numbers in the same order in another shape."""
        found, dim = self, 0
        for old, new in _groups(self.shape, shape):
            found = found.merged(dim, len(old)) if old else found.inserted(dim)
            found = found.split(dim, new) if new else found.selected(dim, 0)
            dim += len(new)
        return found


def given(shape: Shape) -> Seen:
    """The model's input: behind each number stands itself."""
    identities = (Trace((0, 0), {dim: maps.affine(1)}) for dim in range(len(shape)))
    return Seen(shape, shape, tuple(identities))


def apart(shape: Shape, extents: Shape) -> Seen:
    """A tensor that does not depend on the input, which has these extents."""
    return Seen(shape, extents, (Trace(NOTHING),) * len(extents))


def same(one: Seen, other: Seen) -> bool:
    """Whether the same is known of two tensors."""
    return one.shape == other.shape and all(map(traces.alike, one.traces, other.traces))


def met(branches: Sequence[Seen], shape: Shape) -> Seen:
    """What comes out when tensors are combined number by number."""
    if any(0 in branch.shape for branch in branches):
        return branches[0].unknown(shape)
    stretched = [_broadcast(branch, shape) for branch in branches]
    step = partial(_tried, partial(traces.hull, shape=shape))
    found = (reduce(step, each) for each in _by_input(stretched))
    return Seen(shape, branches[0].extents, tuple(found))


def joined(branches: Sequence[Seen], dim: int, shape: Shape) -> Seen:
    """What comes out when tensors are concatenated."""
    if any(0 in branch.shape for branch in branches):
        return branches[0].unknown(shape)
    dim %= len(shape)
    ends = np.cumsum([branch.shape[dim] for branch in branches]).tolist()
    found = []
    for first, *others in _by_input(branches):
        for other, (end, next_end) in zip(others, pairwise(ends), strict=True):
            step = partial(traces.joined, dim=dim, extents=(end, next_end - end), shape=shape)
            first = _tried(step, first, other)
        found.append(first)
    return Seen(shape, branches[0].extents, tuple(found))


def stacked(branches: Sequence[Seen], dim: int, shape: Shape) -> Seen:
    """What comes out when tensors are stacked along a new dimension."""
    return joined([branch.inserted(dim % len(shape)) for branch in branches], dim, shape)


def _by_input(branches: Sequence[Seen]) -> Iterable[tuple[Trace | None, ...]]:
    return zip(*(branch.traces for branch in branches), strict=True)


def _broadcast(seen: Seen, shape: Shape) -> Seen:
    """The tensor stretched to a shape, as PyTorch does it: a dimension of extent 1 stands for all."""
    for _ in range(len(shape) - len(seen.shape)):
        seen = seen.inserted(0)
    single = [dim for dim, extent in enumerate(seen.shape) if extent < shape[dim]]
    return seen.each(lambda trace: reduce(lambda found, dim: found.at(dim, 0), single, trace), shape)


def _tried(step: Callable[..., Trace | None], *given: Trace | None) -> Trace | None:
    """What a step makes of traces; None where its tables would grow too long."""
    try:
        return step(*given)
    except TooLong:
        return None


def _groups(old: Shape, new: Shape) -> Iterable[tuple[Shape, Shape]]:
    """The shortest stretches of two shapes that hold equally many numbers."""
    while old or new:
        cut = (1, 1) if old[:1] == new[:1] else _cut(old, new)
        yield old[: cut[0]], new[: cut[1]]
        old, new = old[cut[0] :], new[cut[1] :]


def _cut(old: Shape, new: Shape) -> tuple[int, int]:
    cuts = ((left, right) for left in range(len(old) + 1) for right in range(len(new) + 1) if left + right)
    return min((cut for cut in cuts if prod(old[: cut[0]]) == prod(new[: cut[1]])), key=sum)
