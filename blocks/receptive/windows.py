"""Rules of layers that move a window over (batch, channels, ...); the batch may be missing."""

from collections.abc import Callable
from typing import Any

import numpy as np

from blocks.receptive.calling import Args, Rule, each_of
from blocks.receptive.maps import Taps, grouped, window
from blocks.receptive.tensors import Seen, Shape


def _windows(dims: int, reads: Callable[..., Taps], seen: Seen, args: Args, shape: Shape) -> Seen:
    """A window along each of the last dimensions."""
    kernel = each_of(args["kernel_size"], dims)
    stride = each_of(args.get("stride"), dims) if args.get("stride") is not None else kernel
    dilation = each_of(args.get("dilation", 1), dims)
    padding = _paddings(args.get("padding", 0), kernel, dilation)
    for place in range(dims):
        dim = len(seen.shape) - dims + place
        seen = seen.tapped(dim, reads(kernel[place], stride[place], padding[place], dilation[place]), shape[dim])
    return seen


def pool(dims: int) -> Rule:
    """A window along each of the last dimensions, for each channel by itself."""
    return lambda seen, args, shape: _windows(dims, window, seen, args, shape)


def convolution(dims: int, reads: Callable[..., Taps]) -> Rule:
    """A window along each of the last dimensions, over the channels of a group."""

    def rule(seen: Seen, args: Args, shape: Shape) -> Seen:
        channels = len(seen.shape) - dims - 1
        seen = _windows(dims, reads, seen, {"stride": 1} | dict(args), shape)
        return in_groups(seen, channels, args.get("groups", 1), shape[channels])

    return rule


def in_groups(seen: Seen, channels: int, groups: int, out: int) -> Seen:
    """Each channel that goes reads all channels of its group."""
    if groups == 1:
        return seen.mixed(channels).resized(channels, out)
    return seen.tapped(channels, grouped(seen.shape[channels], out, groups), out)


def _paddings(padding: Any, kernel: list[int], dilation: list[int]) -> list[int]:
    if padding == "same":
        return [step * (size - 1) // 2 for size, step in zip(kernel, dilation, strict=True)]
    return [0] * len(kernel) if padding == "valid" else each_of(padding, len(kernel))


def unfold(seen: Seen, args: Args, shape: Shape) -> Seen:
    """(batch, channels, height, width) to (batch, channels * window, places of the window)."""
    kernel, stride, padding, dilation = (
        each_of(args.get(name, usual), 2)
        for name, usual in (("kernel_size", 1), ("stride", 1), ("padding", 0), ("dilation", 1))
    )
    if len(seen.shape) == 3:
        return unfold(seen.inserted(0), args, (1, *shape)).selected(0, 0)
    for place in (1, 0):
        steps, size = (stride[place], dilation[place]), seen.shape[2 + place] + 2 * padding[place]
        places = (size - dilation[place] * (kernel[place] - 1) - 1) // stride[place] + 1
        seen = seen.placed(2 + place, (places, kernel[place]), steps, -padding[place])
    return seen.permuted((0, 1, 3, 5, 2, 4)).merged(1, 3).merged(2)  # (B, C, H places, kernel, W places, kernel)


def local_response(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A window over the channels."""
    return seen.tapped(1, window(args["size"], 1, args["size"] // 2), shape[1])


def cross_map(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A window over the channels, as PyTorch sums it up: the first channel stays in the sum for good."""
    around = (args["size"] - 1) // 2
    rows = [[0, *range(i - around, i + around + 1)] for i in range(shape[1])]
    return seen.tapped(1, Taps(np.clip(rows, 0, shape[1] - 1), shape[1]), shape[1])


def shifted(dims: int) -> Rule:
    """Padding moves the positions; its own numbers count as if the input went on."""

    def rule(seen: Seen, args: Args, shape: Shape) -> Seen:
        sides = each_of(args["padding"], 2 * dims)
        for place in range(dims):  # PyTorch begins with the last dimension
            dim = len(seen.shape) - 1 - place
            seen = seen.tapped(dim, window(1, 1, sides[2 * place]), shape[dim])
        return seen

    return rule
