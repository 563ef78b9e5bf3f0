"""The functions that people call in a `forward`, and how each becomes a block.

A function that stands in no table here, or is called in a way that no block has, becomes a small block of Python.
"""

from typing import Any

from torch import fx

from blocks.catalogue.families.arithmetic import FUNCTIONS
from blocks.importing import computing, shaping
from blocks.importing.computing import layer, one
from blocks.importing.steps import Level, Step, Unwritten, Writer, name_of

_ACTIVATIONS = {
    "relu": "ReLU", "gelu": "GELU", "silu": "SiLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "leaky_relu": "LeakyReLU",
    "elu": "ELU", "selu": "SELU", "relu6": "ReLU6", "celu": "CELU", "mish": "Mish", "hardswish": "Hardswish",
    "hardsigmoid": "Hardsigmoid", "hardtanh": "Hardtanh", "glu": "GLU", "logsigmoid": "LogSigmoid",
    "softplus": "Softplus", "softsign": "Softsign", "tanhshrink": "Tanhshrink", "hardshrink": "Hardshrink",
    "softshrink": "Softshrink", "softmin": "Softmin",
}  # fmt: skip
_DROPOUTS = {
    "dropout": "Dropout", "dropout1d": "Dropout1d", "dropout2d": "Dropout2d", "dropout3d": "Dropout3d",
    "alpha_dropout": "AlphaDropout", "feature_alpha_dropout": "FeatureAlphaDropout",
}  # fmt: skip
_POOLS = {
    f"{way}_pool{dims}d": f"{name}Pool{dims}d" for dims in (1, 2, 3) for way, name in (("max", "Max"), ("avg", "Avg"))
}
_ADAPTIVE = {f"adaptive_{name}": f"Adaptive{kind}" for name, kind in _POOLS.items()}
_MAX = ("input", "kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices")
_AVG = ("input", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override")
_CASTS = ("to", "type_as", "float", "half", "double", "bfloat16", "long", "int", "bool", "type")

WRITERS: dict[str, Writer] = {
    **{name: layer(kind) for name, kind in _ACTIVATIONS.items()},
    "softmax": layer("Softmax", "input", "dim"), "log_softmax": layer("LogSoftmax", "input", "dim"),
    "sigmoid": layer("Sigmoid", "input"), "tanh": layer("Tanh", "input"),
    **{name: layer(kind, *(_MAX if name.startswith("max") else _AVG)) for name, kind in _POOLS.items()},
    **{name: layer(kind, "input", "output_size") for name, kind in _ADAPTIVE.items()},
    **{name: layer(kind) for name, kind in _DROPOUTS.items()},
    **{name: computing.function for name in (*FUNCTIONS, "absolute", "negative") if name not in ("sigmoid", "tanh")},
    "normalize": layer("Normalize"), "pad": layer("Pad", "input", "pad", "mode", "value"),
    "pixel_shuffle": layer("PixelShuffle", "input", "upscale_factor"),
    "pixel_unshuffle": layer("PixelUnshuffle", "input", "downscale_factor"),
    "interpolate": computing.resized,
    # arithmetic
    **dict.fromkeys(("add", "iadd"), computing.added), **dict.fromkeys(("sub", "isub"), computing.subtracted),
    **dict.fromkeys(("mul", "imul", "multiply"), computing.multiplied),
    **dict.fromkeys(("truediv", "itruediv", "div", "divide"), computing.divided),
    "pow": computing.power, "clamp": computing.clamped, "clip": computing.clamped,
    **dict.fromkeys(("eq", "ne", "lt", "le", "gt", "ge"), computing.compared),
    **dict.fromkeys(("matmul", "bmm", "mm"), computing.two("MatMul")), "einsum": computing.einsum,
    "maximum": computing.two("Maximum"), "minimum": computing.two("Minimum"),
    "max": computing.extreme("Max", "ArgMax", "Maximum"), "min": computing.extreme("Min", "ArgMin", "Minimum"),
    "pairwise_distance": computing.two("PairwiseDistance", "p", "eps", "keepdim"),
    "cosine_similarity": computing.two("CosineSimilarity", "dim", "eps"),
    "where": lambda step: step.put("Where", *step.bind("condition", "input", "other")),
    "mean": computing.over("Mean"), "sum": computing.over("Sum"), "amax": computing.over("Max"),
    "amin": computing.over("Min"), "logsumexp": computing.over("LogSumExp"),
    "argmax": one("ArgMax", "dim", "keepdim", dim=None, keepdim=False),
    "argmin": one("ArgMin", "dim", "keepdim", dim=None, keepdim=False),
    "cumsum": one("CumSum", "dim"), "cumprod": one("CumProd", "dim"),
    "topk": computing.sorted_("TopK", "k", "dim", "largest", dim=-1, largest=True),
    "sort": computing.sorted_("Sort", "dim", "descending", dim=-1, descending=False),
    # with parameters, with masks
    "linear": computing.weighted("Linear"),
    **{f"conv{dims}d": computing.weighted(f"Conv{dims}d", "stride", "padding", "dilation", "groups")
       for dims in (1, 2, 3)},
    "scaled_dot_product_attention": computing.attended, "masked_fill": computing.masked,
    # shapes
    "cat": computing.joined("Cat"), "concat": computing.joined("Cat"), "concatenate": computing.joined("Cat"),
    "stack": computing.joined("Stack"), "unbind": shaping.unbind, "chunk": shaping.parts("Chunk", "chunks"),
    "split": shaping.parts("Split", "split_size"),
    "flatten": shaping.flatten, "reshape": shaping.reshape, "view": shaping.reshape, "expand": shaping.expand,
    "expand_as": shaping.expand_as, "repeat": shaping.repeat, "tile": computing.many("Tile", "dims"),
    "permute": computing.many("Permute", "dims"), "flip": computing.many("Flip", "dims"),
    **dict.fromkeys(("transpose", "swapaxes", "swapdims"), one("Transpose", "dim0", "dim1")),
    "t": shaping.transposed, "T": shaping.transposed, "mT": shaping.transposed,
    "squeeze": one("Squeeze", "dim"), "unsqueeze": one("Unsqueeze", "dim"),
    "unflatten": one("Unflatten", "dim", "unflattened_size"), "movedim": one("Movedim", "source", "destination"),
    "roll": one("Roll", "shifts", "dims"), "narrow": one("Narrow", "dim", "start", "length"),
    "select": one("Select", "dim", "index"), "repeat_interleave": one("RepeatInterleave", "repeats", "dim"),
    "getitem": shaping.item,
    **dict.fromkeys(("contiguous", "clone", "cpu", "cuda", "requires_grad"), shaping.same),
    **dict.fromkeys(_CASTS, shaping.cast),
    "detach": one("Detach"), "data": lambda step: step.put("Detach", step.args[0]),
}  # fmt: skip


def write(level: Level, node: fx.Node) -> Any:
    """The blocks of one call, and where what it gives is found. Raises Unwritten."""
    inside = level.where.get(node.args[0]) if node.args and isinstance(node.args[0], fx.Node) else None
    if isinstance(inside, tuple | list | dict):
        return inside[_index(node)]
    name = name_of(node)
    if name not in WRITERS:
        raise Unwritten
    return WRITERS[name](Step(level, node, name))


def _index(node: fx.Node) -> Any:
    """Which entry of a tuple is asked for: `found[1]`, `found.indices`."""
    place = {"values": 0, "indices": 1}.get(name_of(node)) if node.target is getattr else None
    if place is None and name_of(node) != "getitem":
        raise Unwritten
    return node.args[1] if place is None else place
