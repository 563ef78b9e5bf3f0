"""Receptive fields: what of the model's input one number of a block's output depends on. Shapes and arguments are
those of a report; nothing is run, and what is not known exactly is said to be unknown.

Source: Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019,
https://distill.pub/2019/computing-receptive-fields/ - their windows in a row, and beyond them whatever moves, mixes,
merges or splits dimensions.
"""

import msgspec

from blocks.receptive.maps import TooLong
from blocks.receptive.traces import ALL, NOTHING, Trace
from blocks.receptive.walk import seen_behind
from blocks.report import Report
from blocks.tree import Address

CONVENTION = (
    "The receptive field of one number: from the first to the last input position that it depends on, as far from "
    "the edges as it takes, so that it can be larger than the input."
)


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many positions in a row, of the `extent` of one dimension of the input, a number depends on.

    `size` is that of the number that depends on most; it takes no edge into account, and None is unknown. `whole`:
    every number depends on the whole dimension. `jump` is the step from one number to the next, in input positions,
    where it is the same everywhere.
    """

    size: int | None
    extent: int
    whole: bool = False
    jump: int | None = None

    def __str__(self) -> str:
        return "?" if self.size is None else str(self.size)


class Field(msgspec.Struct, frozen=True):
    """A span for each dimension of an input of the model, but for the batch (the first, if none is called B)."""

    spans: tuple[Span, ...]

    def __str__(self) -> str:
        extents = " × ".join(str(span.extent) for span in self.spans) or "1"
        whole = all(span.whole for span in self.spans)
        return f"{'all' if whole else ' × '.join(map(str, self.spans))} of {extents}"


def receptive_field(report: Report, address: Address, place: int = 0, output: int = 0) -> Field | None:
    """The receptive field of the block at an address (inside a `Repeat`: in its first round), in terms of input
    `place` of the model and of one of the block's outputs. None when the block has no output.

    Where the numbers along a dimension differ by more than their place (the channels after a concatenation), it is
    the field of all of them together. Padding of any kind counts as if the input went on.

        >>> str(receptive_field(report, report.model.address(block.id)))
        '3 × 35 × 35 of 3 × 224 × 224'
    """
    if not report.at(address).ok:
        return None
    seen = seen_behind(report, address, place)[output]
    batch = report.model.inputs[place].batch or 0
    pairs = zip(seen.traces, seen.extents, strict=True)
    spans = [_span(trace, seen.shape, extent) for trace, extent in pairs]
    return Field(tuple(spans[:batch] + spans[batch + 1 :]))


def _span(trace: Trace | None, shape: tuple[int, ...], extent: int) -> Span:
    if trace is None:
        return Span(None, extent)
    if trace.base == NOTHING:
        return Span(0, extent)
    first, last = trace.base
    if trace.base == ALL or (not trace.terms and first <= 0 and last >= extent - 1):
        return Span(extent, extent, not trace.hulls)
    try:
        return _moving(trace, shape, extent)
    except TooLong:
        return Span(None, extent)


def _moving(trace: Trace, shape: tuple[int, ...], extent: int) -> Span:
    """The span of a trace that tells one number from another."""
    first, last = trace.base
    size = 1 + last - first + sum(found.widest(shape[dim]) for dim, found in trace.terms.items())
    steps = [found.step(shape[dim]) for dim, found in trace.terms.items()]
    return Span(int(max(size, 0)), extent, jump=steps[0] if len(steps) == 1 else None)
