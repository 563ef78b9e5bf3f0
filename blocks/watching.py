"""Looks at each block's output as it passes forward."""

from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor

from blocks.errors import BlockError
from blocks.measuring import tensors_of, type_of
from blocks.places import Place, places
from blocks.report import Report
from blocks.runs import BlockRun
from blocks.timing import Clock

FAR = 1e15  # beyond which sums of squares may leave float32
ENOUGH = 8  # values of a unit that have to be zero before one may call it dead


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


def statistics(output: Tensor) -> dict[str, Any]:
    """The statistics of a `BlockRun`, over all finite values, in float32 as far as that reaches.

    Only operations that PyTorch does many numbers at a time: `count_nonzero` alone would take ten times what all of
    these do.
    """
    x = output.float().flatten()
    mean, strange, zeros = x.mean(), 0, None
    if not torch.isfinite(mean):  # of none at all too
        finite = torch.isfinite(x)
        strange = int((~finite).sum())
        zeros = float((x == 0).sum() / max(x.numel(), 1))  # of all numbers
        x = x[finite]
        mean = x.mean()
    if not x.numel():
        return {"mean": 0.0, "std": 0.0, "low": 0.0, "high": 0.0, "zeros": zeros, "strange": strange}
    low, high = x.aminmax()
    if max(-low, high) > FAR:
        x = x.double()
        mean, (low, high) = x.mean(), x.aminmax()
    # Two passes: a sum of squares loses the deviation of numbers far from zero.
    off = x - mean
    signs = x.sign() if low >= 0 else x.sign().abs_()
    values = torch.stack([mean, torch.dot(off, off) / x.numel(), low, high, signs.sum()]).tolist()
    found = dict(zip(("mean", "std", "low", "high", "zeros"), values, strict=True)) | {"strange": strange}
    found |= {"std": found["std"] ** 0.5, "zeros": 1 - found["zeros"] / x.numel() if zeros is None else zeros}
    return found | (_units(output) if found["zeros"] else {})


def _units(output: Tensor) -> dict[str, int]:
    """How many units (channels of a picture, else features) there are, and how many are zero in every example and at
    every position; nothing where too few values say so."""
    if output.ndim < 2 or output.is_complex() or output.dtype == torch.bool:
        return {}
    unit = 1 if output.ndim >= 4 else output.ndim - 1
    count = output.shape[unit]
    if output.numel() < ENOUGH * count:
        return {}
    others = tuple(dim for dim in range(output.ndim) if dim != unit)
    lowest, highest = output.amin(others), output.amax(others)
    return {"units": count, "dead": int(((lowest == 0) & (highest == 0)).sum())}
