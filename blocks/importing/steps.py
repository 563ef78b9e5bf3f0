"""The functions that people call in a `forward`, as blocks of the catalogue.

A function that stands in no table here, or is called in a way that no block has, becomes a small block of Python.
"""

import inspect
import math
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, fx
from torch.nn import functional

from blocks import catalogue
from blocks.catalogue.families.arithmetic import FUNCTIONS
from blocks.errors import BlockError
from blocks.kinds import accept


class Unwritten(Exception):
    """No block of the catalogue does this."""


class Level(Protocol):
    """What a step needs of the level in which it stands."""

    def source(self, value: Any) -> str: ...  # what a block takes as its name; Unwritten for what is no tensor
    def known(self, value: Any) -> Any: ...  # the value on the meta device; Unwritten where it is not known
    def add(self, kind: str, inputs: Sequence[str], hint: str, /, **args: Any) -> str: ...  # a new block, its name


class Step:
    """A call of a function or method: its name, and its arguments as fx has them."""

    def __init__(self, level: Level, node: fx.Node, name: str) -> None:
        self.level, self.node, self.name = level, node, name
        self.args, self.named = list(node.args), dict(node.kwargs)

    def bind(self, *names: str, **defaults: Any) -> list[Any]:
        """The arguments by name, in this order; what is not given has its default, or Unwritten."""
        given = dict(zip(names, self.args, strict=False)) | self.named
        if len(self.args) > len(names) or given.keys() - set(names):
            raise Unwritten
        try:
            return [given.get(name, defaults[name]) if name in defaults else given[name] for name in names]
        except KeyError:
            raise Unwritten from None

    def put(self, kind: str, *inputs: Any, **args: Any) -> str:
        """A block that takes these, with arguments that do not depend on any tensor."""
        sources = [self.level.source(each) for each in inputs]
        return self.level.add(kind, sources, self.name, **fitting(kind, {name: plain(args[name]) for name in args}))

    def tensor(self, value: Any) -> bool:
        """Whether an argument is a tensor."""
        return isinstance(value, fx.Node) and isinstance(self.level.known(value), Tensor)

    def shape(self, value: Any) -> tuple[int, ...]:
        """The shape of a tensor."""
        found = self.level.known(value)
        if not isinstance(found, Tensor):
            raise Unwritten
        return tuple(found.shape)


Writer = Callable[[Step], Any]


def plain(value: Any) -> Any:
    """A value that no tensor has a say in, as it is; Unwritten for any other."""
    if isinstance(value, list | tuple):
        return tuple(plain(each) for each in value)
    if isinstance(value, fx.Node | Tensor | slice | torch.device):
        raise Unwritten
    return value


def fitting(kind: str, args: dict[str, Any]) -> dict[str, Any]:
    """Arguments of a kind without those at their defaults; Unwritten where one does not fit."""
    record, kept = catalogue.kinds()[kind], {}
    for name, value in args.items():
        argument = record.argument(name)
        if argument is None:
            raise Unwritten
        if isinstance(value, str) and argument.type == "float":
            raise Unwritten
        if value == argument.default and not argument.required:
            continue
        try:
            kept[name] = accept(argument, value)
        except BlockError:
            raise Unwritten from None
    return kept


# --- by kind


def _layer(kind: str, *names: str) -> Writer:
    """A function with the layer's own arguments, after the input."""

    def write(step: Step) -> Any:
        function = getattr(functional, step.name, None)
        known = names or tuple(inspect.signature(function).parameters) if function else names
        given = dict(zip(known or ("input",), step.args, strict=False)) | step.named
        first = given.pop((known or ("input",))[0])
        dropped = {"inplace", "training", "_stacklevel", "dtype"}
        if given.get("dtype") is not None:
            raise Unwritten
        return step.put(kind, first, **{name: value for name, value in given.items() if name not in dropped})

    return write


def _dims(kind: str, **more: Any) -> Writer:
    """A reduction: `x.mean(1)`, `x.mean(dim=(2, 3), keepdim=True)`."""

    def write(step: Step) -> Any:
        x, dim, keepdim = step.bind("input", "dim", "keepdim", dim=None, keepdim=False)
        dim = (dim,) if isinstance(dim, int) else dim
        return step.put(kind, x, dim=dim, keepdim=keepdim, **more)

    return write


def _one_dim(kind: str, *names: str, **defaults: Any) -> Writer:
    """A function of one tensor with plain arguments of these names."""

    def write(step: Step) -> Any:
        x, *values = step.bind("input", *names, **defaults)
        return step.put(kind, x, **dict(zip(names, values, strict=True)))

    return write


def _many(kind: str, *names: str) -> Writer:
    """Dimensions as one tuple or one by one: `x.permute(0, 2, 1)`."""

    def write(step: Step) -> Any:
        first, *rest = step.args
        numbers: Any = rest[0] if len(rest) == 1 and isinstance(rest[0], list | tuple) else rest
        numbers = numbers or step.named.get(names[0])
        return step.put(kind, first, **{names[0]: numbers})

    return write


def _function(step: Step) -> Any:
    (x,) = step.bind("input")
    return step.put("Function", x, function={"absolute": "abs", "negative": "neg"}.get(step.name, step.name))


def _pair(kind: str, scale: float = 1.0, turned: float = 1.0) -> Writer:
    """A sum or a difference of two tensors, or of a tensor and a number."""

    def write(step: Step) -> Any:
        left, right = step.bind("input", "other")
        if step.tensor(left) and step.tensor(right):
            return step.put(kind, left, right)
        if step.tensor(left):
            return step.put("Affine", left, shift=scale * number(right))
        return step.put("Affine", right, scale=turned, shift=number(left))

    return write


def number(value: Any) -> float:
    """A plain number; Unwritten for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Unwritten
    return float(value)


def _multiply(step: Step) -> Any:
    left, right = step.bind("input", "other")
    if step.tensor(left) and step.tensor(right):
        return step.put("Multiply", left, right)
    tensor, factor = (left, right) if step.tensor(left) else (right, left)
    return step.put("Affine", tensor, scale=number(factor))


def _divide(step: Step) -> Any:
    left, right = step.bind("input", "other")
    if step.tensor(left) and step.tensor(right):
        return step.put("Divide", left, right)
    if step.tensor(left) and number(right):
        return step.put("Affine", left, scale=1 / number(right))
    if number(left) == 1:
        return step.put("Function", right, function="reciprocal")
    raise Unwritten


def _power(step: Step) -> Any:
    x, exponent = step.bind("input", "exponent")
    return step.put("Power", x, exponent=number(exponent))


def _joined(kind: str) -> Writer:
    def write(step: Step) -> Any:
        tensors, dim = step.bind("tensors", "dim", dim=0)
        if len(tensors) < 2:
            raise Unwritten
        return step.put(kind, *tensors, dim=dim)

    return write


def _parts(kind: str, name: str) -> Writer:
    def write(step: Step) -> Any:
        x, size, dim = step.bind("tensor", name, "dim", dim=0)
        block = step.put(kind, x, **{name: size, "dim": dim})
        return tuple(part(block, place) for place in range(len(step.level.known(step.node))))

    return write


def _unbind(step: Step) -> Any:
    x, dim = step.bind("input", "dim", dim=0)
    block = step.put("Unbind", x, dim=dim)
    return tuple(part(block, place) for place in range(len(step.level.known(step.node))))


def part(name: str, place: int) -> str:
    """How one of several outputs of a block is written."""
    return f"{name}.{place}" if place else name


def _flatten(step: Step) -> Any:
    x, start, end = step.bind("input", "start_dim", "end_dim", start_dim=0, end_dim=-1)
    return step.level.add("Flatten", [step.level.source(x)], step.name, **_flat(plain(start), plain(end)))


def _flat(start: int, end: int) -> dict[str, Any]:
    return fitting("Flatten", {"start_dim": start, "end_dim": end})


def _reshape(step: Step) -> Any:
    """Splitting or joining neighbours stays so for any other sizes; a first size that was read off is the batch."""
    x, *sizes = step.args
    if step.named or not sizes:
        raise Unwritten
    wanted = list(sizes[0]) if len(sizes) == 1 and isinstance(sizes[0], list | tuple | torch.Size) else list(sizes)
    if len(sizes) == 1 and isinstance(sizes[0], fx.Node) and isinstance(step.level.known(sizes[0]), tuple | torch.Size):
        raise Unwritten
    loose = [isinstance(each, fx.Node) for each in wanted]
    if not any(loose):
        return step.put("View", x, shape=tuple(wanted))
    came, gave = step.shape(x), step.shape(step.node)
    split = _split(came, gave)
    if split is not None and not any(loose[split[0] : split[1]]):
        return step.put("Unflatten", x, dim=split[0], unflattened_size=wanted[split[0] : split[1]])
    joined = _split(gave, came)
    if joined is not None:
        return step.level.add("Flatten", [step.level.source(x)], step.name, **_flat(joined[0], joined[1] - 1))
    if loose[0] and not any(loose[1:]) and came[0] == gave[0]:
        return step.put("Reshape", x, shape=wanted[1:])
    raise Unwritten


def _split(came: Sequence[int], gave: Sequence[int]) -> tuple[int, int] | None:
    """Where one dimension of `came` is several of `gave`, and all others are the same: from, up to."""
    more = len(gave) - len(came)
    if more < 1:
        return None
    for place, size in enumerate(came):
        end = place + more + 1
        if [*came[:place], *came[place + 1 :]] == [*gave[:place], *gave[end:]] and math.prod(gave[place:end]) == size:
            return place, end
    return None


def _expand(step: Step) -> Any:
    x, *sizes = step.args
    wanted = list(sizes[0]) if len(sizes) == 1 and isinstance(sizes[0], list | tuple) else list(sizes)
    return step.put("Expand", x, shape=tuple(wanted))


def _same(step: Step) -> Any:
    """A call that changes no number."""
    return step.level.source(step.args[0])


def _cast(step: Step) -> Any:
    given, gives = step.level.known(step.args[0]), step.level.known(step.node)
    if given.dtype == gives.dtype:
        return _same(step)
    return step.put("Cast", step.args[0], dtype=str(gives.dtype).removeprefix("torch."))


def _item(step: Step) -> Any:
    """`x[:, 0]`, `x[..., 1:]`: dimension by dimension."""
    x, index = step.args
    parts = list(index) if isinstance(index, tuple) else [index]
    ndim = len(step.shape(x))
    if any(isinstance(each, fx.Node | Tensor | list | bool) for each in parts):
        raise Unwritten
    if Ellipsis in parts:
        at = parts.index(Ellipsis)
        missing = ndim - sum(each is not None and each is not Ellipsis for each in parts)
        parts[at : at + 1] = [slice(None)] * missing
    name, dim = step.level.source(x), 0
    for each in parts:
        if each is None:
            name = step.level.add("Unsqueeze", [name], "unsqueeze", dim=dim)
            dim += 1
        elif isinstance(each, slice):
            if (each.start, each.stop, each.step) not in ((None, None, None), (0, None, None)):
                name = step.level.add("Slice", [name], "slice", **_slice(dim, each))
            dim += 1
        else:
            name = step.level.add("Select", [name], "select", **fitting("Select", {"dim": dim, "index": each}))
    return name


def _slice(dim: int, part: slice) -> dict[str, Any]:
    args = {"dim": dim, "start": plain(part.start), "stop": plain(part.stop), "step": plain(part.step)}
    return fitting("Slice", {name: value for name, value in args.items() if value is not None})


def _clamp(step: Step) -> Any:
    x, low, high = step.bind("input", "min", "max", min=None, max=None)
    return step.put("Clamp", x, min=low, max=high)


def _attention(step: Step) -> Any:
    query, key, value, mask, dropout, causal, scale, grouped = step.bind(
        "query", "key", "value", "attn_mask", "dropout_p", "is_causal", "scale", "enable_gqa",
        attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False,
    )  # fmt: skip
    if dropout:
        raise Unwritten
    inputs = [query, key, value, *([] if mask is None else [mask])]
    return step.put("ScaledDotProductAttention", *inputs, is_causal=causal, scale=scale, enable_gqa=grouped)


def _masked_fill(step: Step) -> Any:
    x, mask, value = step.bind("input", "mask", "value")
    return step.put("MaskedFill", x, mask, value=number(value))


def _dropout(kind: str) -> Writer:
    def write(step: Step) -> Any:
        x, p, *_ = step.bind("input", "p", "training", "inplace", p=0.5, training=True, inplace=False)
        return step.put(kind, x, p=p)

    return write


def _compare(step: Step) -> Any:
    left, right = step.bind("input", "other")
    if step.tensor(left) and step.tensor(right):
        return step.put("Compare", left, right, comparison=step.name)
    return step.put("Compare", left, comparison=step.name, value=number(right))


_ACTIVATIONS = {
    "relu": "ReLU", "gelu": "GELU", "silu": "SiLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "softmax": "Softmax",
    "log_softmax": "LogSoftmax", "leaky_relu": "LeakyReLU", "elu": "ELU", "selu": "SELU", "relu6": "ReLU6",
    "celu": "CELU", "mish": "Mish", "hardswish": "Hardswish", "hardsigmoid": "Hardsigmoid", "hardtanh": "Hardtanh",
    "glu": "GLU", "logsigmoid": "LogSigmoid", "softplus": "Softplus", "softsign": "Softsign",
    "tanhshrink": "Tanhshrink", "hardshrink": "Hardshrink", "softshrink": "Softshrink", "softmin": "Softmin",
}  # fmt: skip
_POOLS = {
    f"{way}_pool{dims}d": f"{name}Pool{dims}d" for dims in (1, 2, 3) for way, name in (("max", "Max"), ("avg", "Avg"))
}
_ADAPTIVE = {f"adaptive_{name}": f"Adaptive{kind}" for name, kind in _POOLS.items()}
_MAX = ("input", "kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices")
_AVG = ("input", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override")

WRITERS: dict[str, Writer] = {
    **{name: _layer(kind) for name, kind in _ACTIVATIONS.items()},
    "softmax": _layer("Softmax", "input", "dim"), "log_softmax": _layer("LogSoftmax", "input", "dim"),
    "sigmoid": _layer("Sigmoid", "input"), "tanh": _layer("Tanh", "input"),
    **{name: _layer(kind, *(_MAX if name.startswith("max") else _AVG)) for name, kind in _POOLS.items()},
    **{name: _layer(kind, "input", "output_size") for name, kind in _ADAPTIVE.items()},
    **{name: _function for name in (*FUNCTIONS, "absolute", "negative") if name not in ("sigmoid", "tanh")},
    "dropout": _dropout("Dropout"), "dropout1d": _dropout("Dropout1d"), "dropout2d": _dropout("Dropout2d"),
    "alpha_dropout": _dropout("AlphaDropout"),
    "add": _pair("Add"), "sub": _pair("Subtract", -1.0, -1.0), "mul": _multiply, "multiply": _multiply,
    "truediv": _divide, "div": _divide, "pow": _power, "iadd": _pair("Add"), "isub": _pair("Subtract", -1.0, -1.0),
    "imul": _multiply, "itruediv": _divide,
    "matmul": lambda step: step.put("MatMul", *step.bind("input", "other")),
    "bmm": lambda step: step.put("MatMul", *step.bind("input", "mat2")),
    "mm": lambda step: step.put("MatMul", *step.bind("input", "mat2")),
    "einsum": lambda step: step.put(
        "Einsum", *(step.args[1] if isinstance(step.args[1], list | tuple) else step.args[1:]), equation=step.args[0]
    ),
    "maximum": lambda step: step.put("Maximum", *step.bind("input", "other")),
    "minimum": lambda step: step.put("Minimum", *step.bind("input", "other")),
    "where": lambda step: step.put("Where", *step.bind("condition", "input", "other")),
    "clamp": _clamp, "masked_fill": _masked_fill, "scaled_dot_product_attention": _attention,
    "mean": _dims("Mean"), "sum": _dims("Sum"), "amax": _dims("Max"), "amin": _dims("Min"),
    "logsumexp": _dims("LogSumExp"),
    "argmax": _one_dim("ArgMax", "dim", "keepdim", dim=None, keepdim=False),
    "argmin": _one_dim("ArgMin", "dim", "keepdim", dim=None, keepdim=False),
    "cumsum": _one_dim("CumSum", "dim"), "cumprod": _one_dim("CumProd", "dim"),
    "cat": _joined("Cat"), "concat": _joined("Cat"), "concatenate": _joined("Cat"), "stack": _joined("Stack"),
    "split": _parts("Split", "split_size"), "chunk": _parts("Chunk", "chunks"), "unbind": _unbind,
    "flatten": _flatten, "reshape": _reshape, "view": _reshape, "expand": _expand,
    "permute": _many("Permute", "dims"),
    "transpose": _one_dim("Transpose", "dim0", "dim1"), "swapaxes": _one_dim("Transpose", "dim0", "dim1"),
    "squeeze": _one_dim("Squeeze", "dim"), "unsqueeze": _one_dim("Unsqueeze", "dim"),
    "unflatten": _one_dim("Unflatten", "dim", "unflattened_size"),
    "movedim": _one_dim("Movedim", "source", "destination"),
    "flip": _many("Flip", "dims"), "roll": _one_dim("Roll", "shifts", "dims"),
    "narrow": _one_dim("Narrow", "dim", "start", "length"), "select": _one_dim("Select", "dim", "index"),
    "repeat_interleave": _one_dim("RepeatInterleave", "repeats", "dim"),
    "pixel_shuffle": _layer("PixelShuffle", "input", "upscale_factor"),
    "interpolate": _layer("Interpolate", "input", "size", "scale_factor", "mode", "align_corners"),
    "normalize": _layer("Normalize", "input", "p", "dim", "eps"),
    "pad": _layer("Pad", "input", "pad", "mode", "value"),
    "contiguous": _same, "clone": _same, "to": _cast, "type_as": _cast, "float": _cast, "half": _cast, "long": _cast,
    "type": _cast, "detach": lambda step: step.put("Detach", *step.bind("input")),
    "getitem": _item,
    **dict.fromkeys(("eq", "ne", "lt", "le", "gt", "ge"), _compare),
}  # fmt: skip


def name_of(node: fx.Node) -> str:
    """The function's or method's plain name: `add` for `+`, `torch.add`, `x.add` and `x.add_`."""
    target = node.target
    name = target if isinstance(target, str) else getattr(target, "__name__", "")
    return name.strip("_") if name.startswith("__") else name.rstrip("_")


def write(level: Level, node: fx.Node) -> Any:
    """The blocks of one call, and where what it gives is found. Raises Unwritten."""
    name = name_of(node)
    if name not in WRITERS:
        raise Unwritten
    return WRITERS[name](Step(level, node, name))
