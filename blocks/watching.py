"""Looks at each block's output as it passes forward."""

from typing import Any

from msgspec.structs import replace
from torch import Tensor

from blocks.errors import BlockError
from blocks.measuring import tensors_of, type_of
from blocks.moments import statistics
from blocks.places import Place, places
from blocks.report import Report
from blocks.runs import BlockRun
from blocks.timing import Clock


class Watch:
    """What blocks gave in a pass; a later one replaces an earlier one."""

    def __init__(self, show: str = "") -> None:
        self.show = show  # the path of the block whose outputs are kept
        self.shown: tuple[Tensor, ...] | None = None
        self._seen: dict[str, BlockRun] = {}
        self._last: tuple[Tensor, dict[str, Any]] | None = None

    def see(self, place: Place, _given: Any, result: Any) -> None:
        """For a `Clock`: what a block gave at its place."""
        output = first(result, place.path)
        if place.path == self.show:
            self.shown = tuple(each.clone() for each in tensors_of(result))
        self._seen[place.path] = BlockRun(
            place.path, place.block.kind, place.depth, type_of(output), ms=0.0, **self._statistics(output)
        )

    def rows(self, report: Report, clock: Clock) -> tuple[BlockRun, ...]:
        """What was seen, in the order of the model, with the times of a clock."""
        seen = (self._seen[place.path] for place in places(report) if place.path in self._seen)
        return tuple(replace(row, ms=clock.median(row.path)) for row in seen)

    def _statistics(self, output: Tensor) -> dict[str, Any]:
        """A container gives its last child's tensor: what was computed for that one is used again."""
        if self._last and self._last[0] is output:
            return self._last[1]
        found = statistics(output)
        self._last = (output, found)
        return found


def first(result: Any, path: str) -> Tensor:
    """The first tensor of a result; code may give something else when it runs than when it was looked at."""
    tensors = tensors_of(result)
    if tensors:
        return tensors[0]
    raise BlockError(
        f"The block gives {type(result).__name__}, and no tensor.", "a tensor, or a tuple of tensors.",
        "let forward return tensors.", path,
    )  # fmt: skip
