"""Rules of layers that give (batch, channels, ...) another size, or trade channels for it."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

import numpy as np

from blocks.receptive.calling import Args, Rule
from blocks.receptive.maps import NOWHERE, Taps, bounded
from blocks.receptive.tensors import Seen, Shape


def adaptive(dims: int) -> Rule:
    """Windows that cover each of the last dimensions."""

    def rule(seen: Seen, args: Args, shape: Shape) -> Seen:
        for dim in range(len(shape) - dims, len(shape)):
            seen = _shrunk(seen, dim, shape[dim])
        return seen

    return rule


def _shrunk(seen: Seen, dim: int, out: int) -> Seen:
    """`out` windows that cover a dimension."""
    if out == 1:
        return seen.mixed(dim).resized(dim, 1)
    ratio = Fraction(seen.shape[dim], out)
    return seen.tapped(dim, _stretches(ratio, lambda i: range(floor(i * ratio), ceil((i + 1) * ratio))), out)


def _stretches(ratio: Fraction, reads: Callable[[int], range]) -> Taps:
    """What position i reads, where `ratio` is that of the extents before and after."""
    rows = [list(reads(i)) for i in range(bounded(ratio.denominator))]
    longest = bounded(max(map(len, rows)))
    return Taps(np.array([row + [NOWHERE] * (longest - len(row)) for row in rows]), ratio.numerator)


def upsample(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Numbers between the numbers, as the mode has it."""
    mode, corners = args.get("mode", "nearest"), bool(args.get("align_corners"))
    factor = None if args.get("recompute_scale_factor") else args.get("scale_factor")
    for dim in range(2, len(shape)):
        extent, out = seen.shape[dim], shape[dim]
        if factor is not None and not corners and out != extent * factor:
            seen = seen.blurred(dim).resized(dim, out)  # PyTorch then steps by the factor, not by the sizes
        elif mode == "area":
            seen = _shrunk(seen, dim, out)
        else:
            seen = seen.tapped(dim, _interpolated(mode, extent, out, corners), out)
    return seen


def upsample_bilinear(seen: Seen, args: Args, shape: Shape) -> Seen:
    """With the corners at the corners."""
    return upsample(seen, {"mode": "bilinear", "align_corners": True} | dict(args), shape)


def _interpolated(mode: str, extent: int, out: int, corners: bool) -> Taps:
    """What a position reads that lies between two, `reach` of them on each side."""
    ratio = Fraction(max(extent - 1, 0), max(out - 1, 1)) if corners else Fraction(extent, out)
    half = Fraction(0) if corners or mode == "nearest" else Fraction(1, 2)
    reach = {"nearest": 0, "nearest-exact": 0, "bicubic": 2}.get(mode, 1)
    back = half if reach else 0

    def reads(i: int) -> range:
        place = (i + half) * ratio - back
        low = floor(place)
        return range(low, low + 1) if not reach or place == low else range(low - reach + 1, low + reach + 1)

    return _stretches(ratio, reads)


def pixel_shuffle(seen: Seen, args: Args, shape: Shape) -> Seen:
    """(..., C r r, H, W) to (..., C, H r, W r)."""
    factor, first = args["upscale_factor"], len(seen.shape) - 3
    seen = seen.split(first, (shape[first], factor, factor))
    seen = seen.permuted((*range(first), first, first + 3, first + 1, first + 4, first + 2))  # C, H, r, W, r
    return seen.merged(first + 3).merged(first + 1)


def pixel_unshuffle(seen: Seen, args: Args, shape: Shape) -> Seen:
    """(..., C, H r, W r) to (..., C r r, H, W)."""
    factor, first = args["downscale_factor"], len(seen.shape) - 3
    seen = seen.split(first + 2, (shape[-1], factor)).split(first + 1, (shape[-2], factor))
    seen = seen.permuted((*range(first), first, first + 2, first + 4, first + 1, first + 3))  # C, r, r, H, W
    return seen.merged(first, 3)


def channel_shuffle(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Channel (group, k) becomes channel (k, group)."""
    groups, rest = args["groups"], range(3, len(seen.shape) + 1)
    return seen.split(1, (groups, seen.shape[1] // groups)).permuted((0, 2, 1, *rest)).merged(1)
