"""Two runs of the same model on the same input, side by side: another device, or another precision."""

import msgspec
import numpy as np

from blocks.runs import Array, Result


class Difference(msgspec.Struct, frozen=True):
    """How far one output of the second run is from the first's: the largest of all numbers, and the norm of the
    difference in norms of the first; both infinite where only one has NaN or infinity in a place. For (B, classes):
    in how many of the examples the same class is the largest."""

    largest: float
    relative: float
    same: int | None = None
    examples: int = 0


def differences(first: Result, second: Result) -> list[Difference]:
    """Of each output, as much of it as came along with both."""
    return [_difference(left, right) for left, right in zip(first.outputs, second.outputs, strict=True)]


def _difference(first: Array, second: Array) -> Difference:
    count = min(len(first), len(second)) if first.ndim else 1
    left, right = ((each[:count] if each.ndim else each).astype(np.float64) for each in (first, second))
    known = np.isfinite(left)
    if not np.array_equal(known, np.isfinite(right)):
        return Difference(np.inf, np.inf)
    off = np.where(known, left - np.where(known, right, 0), 0)
    norm = float(np.linalg.norm(np.where(known, left, 0)))
    relative = float(np.linalg.norm(off)) / norm if norm else float(off.any())
    largest = float(np.abs(off).max(initial=0))
    if first.ndim != 2 or first.shape[1] < 2:
        return Difference(largest, relative)
    same = int((left.argmax(1) == right.argmax(1)).sum())
    return Difference(largest, relative, same, count)
