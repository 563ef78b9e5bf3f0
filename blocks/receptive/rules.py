"""For each kind of layer and operation, what its output reads of its input: one table, in eval mode.

A kind that stands in no table is unknown, and so is everything behind it.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any, TypeAlias

import numpy as np

from blocks.receptive.maps import NOWHERE, Taps, TooLong, bounded, grouped, spread, window
from blocks.receptive.tensors import Seen

Args: TypeAlias = Mapping[str, Any]
Shape: TypeAlias = tuple[int, ...]
Rule: TypeAlias = Callable[[Seen, Args, Shape], Seen]  # the tensor that comes, the arguments, the shape that goes

Several: TypeAlias = Callable[[Sequence[Seen], Args, Sequence[Shape]], tuple[Seen, ...]]

UNKNOWN = {
    "Fold": "a number is a sum over windows, of which each position has others",
    "FractionalMaxPool2d": "draws its windows at random",
    "FractionalMaxPool3d": "draws its windows at random",
}


def applied(kind: str, given: Sequence[Seen], args: Args, shapes: Sequence[Shape]) -> tuple[Seen, ...]:
    """What stands behind the outputs of a layer, which are of these shapes. `args` are those it is built with."""
    unknown = tuple(given[0].unknown(shape) for shape in shapes)
    if any(0 in each.shape for each in given):
        return unknown
    try:
        found = _outputs(kind, given, args, shapes)
    except TooLong:
        return unknown
    pairs = zip(found, unknown, strict=True)
    return tuple(known if known.shape == missing.shape else missing for known, missing in pairs) if found else unknown


def _outputs(kind: str, given: Sequence[Seen], args: Args, shapes: Sequence[Shape]) -> tuple[Seen, ...]:
    """The same by the tables; () where none has the kind."""
    if kind in SEVERAL:
        return SEVERAL[kind](given, args, shapes)
    if kind in RULES and len(given) == 1:
        return tuple(RULES[kind](given[0], args, shape) for shape in shapes)
    return ()


def _same(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Every number from the one at its place."""
    return seen


# --- windows: (batch, channels, ...), the batch may be missing


def _windows(dims: int, reads: Callable[..., Taps], seen: Seen, args: Args, shape: Shape) -> Seen:
    """A window along each of the last dimensions."""
    kernel = _each(args["kernel_size"], dims)
    stride = _each(args.get("stride"), dims) if args.get("stride") is not None else kernel
    dilation = _each(args.get("dilation", 1), dims)
    padding = _paddings(args.get("padding", 0), kernel, dilation)
    for place in range(dims):
        dim = len(seen.shape) - dims + place
        seen = seen.tapped(dim, reads(kernel[place], stride[place], padding[place], dilation[place]), shape[dim])
    return seen


def _pool(dims: int) -> Rule:
    return lambda seen, args, shape: _windows(dims, window, seen, args, shape)


def _convolution(dims: int, reads: Callable[..., Taps]) -> Rule:
    def rule(seen: Seen, args: Args, shape: Shape) -> Seen:
        channels = len(seen.shape) - dims - 1
        seen = _windows(dims, reads, seen, {"stride": 1} | dict(args), shape)
        return _in_groups(seen, channels, args.get("groups", 1), shape[channels])

    return rule


def _in_groups(seen: Seen, channels: int, groups: int, out: int) -> Seen:
    """Each channel that goes reads all channels of its group."""
    if groups == 1:
        return seen.mixed(channels).resized(channels, out)
    return seen.tapped(channels, grouped(seen.shape[channels], out, groups), out)


def _paddings(padding: Any, kernel: list[int], dilation: list[int]) -> list[int]:
    if padding == "same":
        return [step * (size - 1) // 2 for size, step in zip(kernel, dilation, strict=True)]
    return [0] * len(kernel) if padding == "valid" else _each(padding, len(kernel))


def _unfold(seen: Seen, args: Args, shape: Shape) -> Seen:
    """(batch, channels, height, width) to (batch, channels * window, places of the window)."""
    kernel, stride, padding, dilation = (
        _each(args.get(name, usual), 2)
        for name, usual in (("kernel_size", 1), ("stride", 1), ("padding", 0), ("dilation", 1))
    )
    if len(seen.shape) == 3:
        return _unfold(seen.inserted(0), args, (1, *shape)).selected(0, 0)
    for place in (1, 0):
        steps, size = (stride[place], dilation[place]), seen.shape[2 + place] + 2 * padding[place]
        places = (size - dilation[place] * (kernel[place] - 1) - 1) // stride[place] + 1
        seen = seen.placed(2 + place, (places, kernel[place]), steps, -padding[place])
    return seen.permuted((0, 1, 3, 5, 2, 4)).merged(1, 3).merged(2)  # (B, C, H places, kernel, W places, kernel)


def _local_response(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A window over the channels."""
    return seen.tapped(1, window(args["size"], 1, args["size"] // 2), shape[1])


def _cross_map(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A window over the channels, as PyTorch sums it up: the first channel stays in the sum for good."""
    around = (args["size"] - 1) // 2
    rows = [[0, *range(i - around, i + around + 1)] for i in range(shape[1])]
    return seen.tapped(1, Taps(np.clip(rows, 0, shape[1] - 1), shape[1]), shape[1])


def _shifted(dims: int) -> Rule:
    """Padding moves the positions; its own numbers count as if the input went on."""

    def rule(seen: Seen, args: Args, shape: Shape) -> Seen:
        sides = _each(args["padding"], 2 * dims)
        for place in range(dims):  # PyTorch begins with the last dimension
            dim = len(seen.shape) - 1 - place
            seen = seen.tapped(dim, window(1, 1, sides[2 * place]), shape[dim])
        return seen

    return rule


# --- to another size


def _adaptive(dims: int) -> Rule:
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


def _upsample(seen: Seen, args: Args, shape: Shape) -> Seen:
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


def _pixel_shuffle(seen: Seen, args: Args, shape: Shape) -> Seen:
    """(..., C r r, H, W) to (..., C, H r, W r)."""
    factor, first = args["upscale_factor"], len(seen.shape) - 3
    seen = seen.split(first, (shape[first], factor, factor))
    seen = seen.permuted((*range(first), first, first + 3, first + 1, first + 4, first + 2))  # C, H, r, W, r
    return seen.merged(first + 3).merged(first + 1)


def _pixel_unshuffle(seen: Seen, args: Args, shape: Shape) -> Seen:
    """(..., C, H r, W r) to (..., C r r, H, W)."""
    factor, first = args["downscale_factor"], len(seen.shape) - 3
    seen = seen.split(first + 2, (shape[-1], factor)).split(first + 1, (shape[-2], factor))
    seen = seen.permuted((*range(first), first, first + 2, first + 4, first + 1, first + 3))  # C, r, r, H, W
    return seen.merged(first, 3)


def _channel_shuffle(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Channel (group, k) becomes channel (k, group)."""
    groups, rest = args["groups"], range(3, len(seen.shape) + 1)
    return seen.split(1, (groups, seen.shape[1] // groups)).permuted((0, 2, 1, *rest)).merged(1)


# --- mixing


def _last(count: int) -> Rule:
    """All numbers of the last dimensions."""
    return lambda seen, args, shape: seen.mixed(*range(-count, 0))


def _to_features(seen: Seen, args: Args, shape: Shape) -> Seen:
    return seen.mixed(-1).resized(len(shape) - 1, shape[-1])


def _over_dim(usual: int) -> Rule:
    return lambda seen, args, shape: seen.mixed(args.get("dim", usual))


def _softmax(seen: Seen, args: Args, shape: Shape) -> Seen:
    dim = args.get("dim")
    return seen.mixed((0 if len(shape) in (0, 1, 3) else 1) if dim is None else dim)


def _glu(seen: Seen, args: Args, shape: Shape) -> Seen:
    """The first half of a dimension, gated by the second."""
    dim = args.get("dim", -1) % len(shape)
    return seen.tapped(dim, Taps(np.array([[0, shape[dim]]]), 1), shape[dim])


def _over_normalized_shape(seen: Seen, args: Args, shape: Shape) -> Seen:
    return seen.mixed(*range(-len(_each(args["normalized_shape"], 1)), 0))


def _group_norm(seen: Seen, args: Args, shape: Shape) -> Seen:
    seen = seen.mixed(*range(2, len(shape)))
    return _in_groups(seen, 1, args["num_groups"], shape[1])


def _batch_norm(seen: Seen, args: Args, shape: Shape) -> Seen:
    """In eval mode by statistics of the past, unless there are none: then of the batch."""
    tracked = args.get("track_running_stats", True)
    return seen if tracked else seen.mixed(0, *range(2, len(shape)))


def _instance_norm(dims: int) -> Rule:
    def rule(seen: Seen, args: Args, shape: Shape) -> Seen:
        return seen if args.get("track_running_stats", False) else seen.mixed(*range(-dims, 0))

    return rule


def _encoder_layer(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Attention over time, then a perceptron over features; time comes first unless `batch_first`."""
    return seen.mixed(0 if len(shape) == 2 or not args.get("batch_first", False) else 1, -1)


def _reduced(seen: Seen, args: Args, shape: Shape) -> Seen:
    dims = sorted(dim % len(seen.shape) for dim in _each(args["dim"], 1))
    seen = seen.mixed(*dims)
    for dim in reversed(dims):
        seen = seen.selected(dim, 0)
    for dim in dims if args.get("keepdim") else ():
        seen = seen.inserted(dim)
    return seen


def _embedding(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A vector in place of each number."""
    return seen.inserted(len(seen.shape), shape[-1])


def _embedding_bag(seen: Seen, args: Args, shape: Shape) -> Seen:
    return seen.mixed(1).selected(1, 0).inserted(1, shape[-1])


# --- moving


def _reshape(seen: Seen, args: Args, shape: Shape) -> Seen:
    return seen.reshaped(shape)


def _permute(seen: Seen, args: Args, shape: Shape) -> Seen:
    return seen.permuted(args["dims"])


def _transpose(seen: Seen, args: Args, shape: Shape) -> Seen:
    order = list(range(len(shape)))
    one, other = args["dim0"], args["dim1"]
    order[one], order[other] = order[other], order[one]
    return seen.permuted(order)


def _squeeze(seen: Seen, args: Args, shape: Shape) -> Seen:
    return seen if seen.shape == shape else seen.selected(args["dim"], 0)


def _unsqueeze(seen: Seen, args: Args, shape: Shape) -> Seen:
    return seen.inserted(args["dim"] % len(shape))


def _select(seen: Seen, args: Args, shape: Shape) -> Seen:
    return seen.selected(args["dim"], args["index"])


def _narrow(seen: Seen, args: Args, shape: Shape) -> Seen:
    dim = args["dim"] % len(shape)
    return seen.tapped(dim, window(1, 1, -args["start"]), shape[dim])


def _each(value: Any, count: int) -> list[int]:
    """A number for each dimension: one number stands for all."""
    return list(value) if isinstance(value, list | tuple) else [value] * count


# --- the table

ELEMENTWISE = (
    "Identity Affine LayerScale PositionalEmbedding "
    "ReLU GELU SiLU Sigmoid Tanh LeakyReLU ELU SELU PReLU ReLU6 CELU Mish Hardswish Hardsigmoid Hardtanh LogSigmoid "
    "Softplus Softshrink Softsign Tanhshrink Hardshrink RReLU Threshold "
    "Dropout Dropout2d Dropout1d Dropout3d AlphaDropout FeatureAlphaDropout"
)
RULES: dict[str, Rule] = {
    **dict.fromkeys(ELEMENTWISE.split(), _same),
    **{f"Conv{dims}d": _convolution(dims, window) for dims in (1, 2, 3)},
    **{f"ConvTranspose{dims}d": _convolution(dims, spread) for dims in (1, 2, 3)},
    **{f"{pool}Pool{dims}d": _pool(dims) for pool in ("Max", "Avg", "LP") for dims in (1, 2, 3)},
    **{f"Adaptive{pool}Pool{dims}d": _adaptive(dims) for pool in ("Max", "Avg") for dims in (1, 2, 3)},
    **{f"{pad}Pad{dims}d": _shifted(dims) for pad in ("Zero", "Constant", "Reflection", "Replication", "Circular")
       for dims in (1, 2, 3)},
    "Unfold": _unfold,
    "Upsample": _upsample,
    "UpsamplingNearest2d": _upsample,
    "UpsamplingBilinear2d": lambda seen, args, shape: _upsample(
        seen, {"mode": "bilinear", "align_corners": True} | dict(args), shape
    ),
    "PixelShuffle": _pixel_shuffle,
    "PixelUnshuffle": _pixel_unshuffle,
    "ChannelShuffle": _channel_shuffle,
    "Linear": _to_features,
    "SelfAttention": _last(2),
    "TransformerEncoderLayer": _encoder_layer,
    "Embedding": _embedding,
    "EmbeddingBag": _embedding_bag,
    **{f"BatchNorm{dims}d": _batch_norm for dims in (1, 2, 3)},
    **{f"InstanceNorm{dims}d": _instance_norm(dims) for dims in (1, 2, 3)},
    "GroupNorm": _group_norm,
    "LayerNorm": _over_normalized_shape,
    "RMSNorm": _over_normalized_shape,
    "LocalResponseNorm": _local_response,
    "CrossMapLRN2d": _cross_map,
    "Normalize": _over_dim(1),
    **dict.fromkeys(("Softmax", "Softmin", "LogSoftmax"), _softmax),
    "Softmax2d": _over_dim(-3),
    "GLU": _glu,
    **dict.fromkeys(("Flatten", "Unflatten", "Reshape"), _reshape),
    "Permute": _permute,
    "Transpose": _transpose,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "Select": _select,
    "Narrow": _narrow,
    **dict.fromkeys(("Mean", "Sum", "Max"), _reduced),
}  # fmt: skip

SEVERAL: dict[str, Several] = {}  # kinds that take or give several tensors
