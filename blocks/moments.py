"""The statistics of a tensor, over all its numbers: none are sampled."""

from math import isfinite, sqrt
from typing import Any, NamedTuple

import torch
from torch import Tensor

PART = 2**17  # numbers that are looked at together: as many as a processor keeps at hand
PART_ELSEWHERE = 2**23  # the same on another device; float32 counts up to 2²⁴
CLOSE = 0.1  # to what is left of a sum of squares without the mean's: less, and rounding may have eaten it
ENOUGH = 8  # values of a unit that have to be zero before one may call it dead


def statistics(output: Tensor) -> dict[str, Any]:
    """The statistics of a `BlockRun`, over all finite values, in float32 as far as that reaches; of complex numbers
    those of their magnitudes."""
    x = (output.abs() if output.is_complex() else output).flatten().float()
    count, strange, found = x.numel(), 0, _moments(x)
    if not isfinite(found.squares):  # of none at all too
        finite = torch.isfinite(x)
        strange = int((~finite).sum())
        found = _moments(x[finite].double())
    left = count - strange
    zeros = (left - found.nonzero) / max(count, 1)
    plain = {
        "mean": found.mean, "std": sqrt(found.squares / max(left, 1)), "low": found.low, "high": found.high,
        "zeros": zeros, "strange": strange,
    }  # fmt: skip
    return plain | _units(output, zeros)


class _Moments(NamedTuple):
    mean: float = 0.0
    squares: float = 0.0  # the sum of squares of what each is off the mean
    low: float = 0.0
    high: float = 0.0
    nonzero: float = 0.0


def _moments(x: Tensor) -> _Moments:
    """Part by part, while it is at hand, and without new memory: that alone makes large tensors ten times as quick.

    Only operations that PyTorch does many numbers at a time: `count_nonzero` would take longer than all of these.
    """
    if not x.numel():
        return _Moments()
    size = PART if x.device.type == "cpu" else PART_ELSEWHERE
    scratch = torch.empty(min(size, x.numel()), dtype=x.dtype, device=x.device)
    parts, told = x.split(size), []
    for part in parts:
        signs = torch.sign(part, out=scratch[: part.numel()])
        told += [part.sum(), torch.dot(part, part), *part.aminmax(), torch.dot(signs, signs)]
    sums, squares, lows, highs, nonzero = zip(*torch.stack(told).view(-1, 5).tolist(), strict=True)
    mean = sum(sums) / x.numel()
    off = sum(squares) - x.numel() * mean**2
    if off < CLOSE * sum(squares):
        off = sum(float(torch.dot(each, each)) for each in (part - mean for part in parts))
    return _Moments(mean, off, min(lows), max(highs), sum(nonzero))


def _units(output: Tensor, zeros: float) -> dict[str, int]:
    """How many units (channels of a picture, else features) there are, and how many are zero in every example and at
    every position; nothing where too few values say so, or nothing is zero."""
    if not zeros or output.ndim < 2 or output.is_complex() or output.dtype == torch.bool:
        return {}
    unit = 1 if output.ndim >= 4 else output.ndim - 1
    count = output.shape[unit]
    if output.numel() < ENOUGH * count:
        return {}
    if zeros * count < 1 - 1e-6:  # too few for a single one
        return {"units": count, "dead": 0}
    others = tuple(dim for dim in range(output.ndim) if dim != unit)
    lowest, highest = output.amin(others), output.amax(others)
    return {"units": count, "dead": int(((lowest == 0) & (highest == 0)).sum())}
