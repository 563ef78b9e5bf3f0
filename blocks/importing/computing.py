"""Arithmetic, layers called as functions, attention: what a `forward` computes, as blocks."""

import inspect
from typing import Any

import torch
from torch import Tensor, fx
from torch.nn import functional

from blocks.importing.calling import causal
from blocks.importing.steps import Step, Unwritten, Writer, name_of, part
from blocks.importing.tracing import constant


def layer(kind: str, *names: str) -> Writer:
    """A function with the layer's own arguments, after the input."""

    def write(step: Step) -> Any:
        known = _parameters(step.name)
        order = names or tuple(known) or ("input",)
        given = dict(zip(order, step.args, strict=False)) | step.named
        if len(step.args) > len(order):
            raise Unwritten
        first = given.pop(order[0])
        for name in ("inplace", "_stacklevel"):
            given.pop(name, None)
        usual = [name for name, value in given.items() if name in known and _same(value, known[name])]
        if "training" in given and given.pop("training"):
            raise Unwritten
        return step.put(kind, first, **{name: value for name, value in given.items() if name not in usual})

    return write


def _parameters(name: str) -> dict[str, Any]:
    """A function's arguments with their defaults; {} for one that does not tell."""
    try:
        return {each.name: each.default for each in inspect.signature(getattr(functional, name)).parameters.values()}
    except (AttributeError, ValueError, TypeError):
        return {}


def _same(value: Any, other: Any) -> bool:
    return type(value) is type(other) and value == other


def over(kind: str) -> Writer:
    """A reduction: `x.mean(1)`, `x.mean(dim=(2, 3), keepdim=True)`."""

    def write(step: Step) -> Any:
        x, dim, keepdim = step.bind("input", "dim", "keepdim", dim=None, keepdim=False)
        dim = (dim,) if isinstance(dim, int) else dim
        return step.put(kind, x, dim=dim, keepdim=keepdim)

    return write


def extreme(kind: str, which: str, pair: str) -> Writer:
    """`x.max()`, `x.max(dim=1)` with values and indices, `torch.max(x, y)`."""

    def write(step: Step) -> Any:
        if len(step.args) == 2 and step.tensor(step.args[1]):
            return step.put(pair, *step.args)
        x, dim, keepdim = step.bind("input", "dim", "keepdim", dim=None, keepdim=False)
        if dim is None:
            return step.put(kind, x)
        asked = {{"values": 0, "indices": 1}.get(name_of(user), user.args[-1]) for user in step.node.users}
        values = step.put(kind, x, dim=(dim,), keepdim=keepdim) if asked != {1} else None
        return values, (step.put(which, x, dim=dim, keepdim=keepdim) if asked != {0} else None)

    return write


def one(kind: str, *names: str, **defaults: Any) -> Writer:
    """A function of one tensor with plain arguments of these names."""

    def write(step: Step) -> Any:
        x, *values = step.bind("input", *names, **defaults)
        return step.put(kind, x, **dict(zip(names, values, strict=True)))

    return write


def two(kind: str, *names: str) -> Writer:
    """A function of two tensors, with plain arguments of these names."""

    def write(step: Step) -> Any:
        given = dict(zip(names, step.args[2:], strict=False)) | step.named
        return step.put(kind, *step.args[:2], **given)

    return write


def many(kind: str, name: str) -> Writer:
    """Dimensions as one tuple or one by one: `x.permute(0, 2, 1)`."""

    def write(step: Step) -> Any:
        first, *rest = step.args
        numbers: Any = rest[0] if len(rest) == 1 and isinstance(rest[0], list | tuple) else rest
        return step.put(kind, first, **{name: numbers or step.named.get(name)})

    return write


def sorted_(kind: str, *names: str, **defaults: Any) -> Writer:
    """A function that gives values and indices."""

    def write(step: Step) -> Any:
        name = one(kind, *names, **defaults)(step)
        return name, part(name, 1)

    return write


def function(step: Step) -> Any:
    """`torch.exp(x)` and the like."""
    (x,) = step.bind("input")
    return step.put("Function", x, function={"absolute": "abs", "negative": "neg"}.get(step.name, step.name))


# --- arithmetic


def _two_sides(step: Step) -> tuple[Any, Any]:
    left, right = step.bind("input", "other")
    return left, right


def added(step: Step) -> Any:
    """A sum of two tensors, or of a tensor and a number; a parameter for each feature is a bias."""
    left, right = _two_sides(step)
    for x, other in ((left, right), (right, left)):
        if not step.tensor(other) and step.tensor(x):
            return step.put("Affine", x, shift=step.number(other))
        if _featured(step, other, x) and bool((step.parameter(other) == 0).all()):  # type: ignore[union-attr]
            return step.put_held("Bias", x, args={"features": step.shape(other)[0]}, bias=other)
        if isinstance(other, fx.Node) and other in step.level.positions:
            return step.put_positions(x, other)
    return step.put("Add", left, right)


def subtracted(step: Step) -> Any:
    """A difference of two tensors, or of a tensor and a number."""
    left, right = _two_sides(step)
    if step.tensor(left) and step.tensor(right):
        return step.put("Subtract", left, right)
    if step.tensor(left):
        return step.put("Affine", left, shift=-step.number(right))
    return step.put("Affine", right, scale=-1.0, shift=step.number(left))


def multiplied(step: Step) -> Any:
    """A product of two tensors, or of a tensor and a number; a parameter for each feature is a scale."""
    left, right = _two_sides(step)
    for x, other in ((left, right), (right, left)):
        if not step.tensor(other) and step.tensor(x):
            return step.put("Affine", x, scale=step.number(other))
        scale = step.parameter(other)
        if scale is not None and _featured(step, other, x) and bool((scale == scale[0]).all()):
            args = {"features": len(scale), "start": float(f"{scale[0].item():.6g}")}
            return step.put_held("LayerScale", x, args=args, scale=other)
    return step.put("Multiply", left, right)


def _featured(step: Step, value: Any, x: Any) -> bool:
    """Whether a value is a parameter of the module's own, one number for each entry of the last dimension of x."""
    found = step.parameter(value)
    if found is None or found.ndim != 1 or len(found) < 2 or "." in str(value.target) or len(value.users) > 1:
        return False
    return step.parameter(x) is None and step.shape(x)[-1:] == found.shape and len(step.shape(x)) > 1


def divided(step: Step) -> Any:
    """A quotient of two tensors, or of a tensor and a number."""
    left, right = _two_sides(step)
    if step.tensor(left) and step.tensor(right):
        return step.put("Divide", left, right)
    if step.tensor(left) and step.number(right):
        return step.put("Affine", left, scale=1 / step.number(right))
    if step.number(left) == 1:
        return step.put("Function", right, function="reciprocal")
    raise Unwritten


def power(step: Step) -> Any:
    """`x ** 2`"""
    x, exponent = step.bind("input", "exponent")
    return step.put("Power", x, exponent=step.number(exponent))


def compared(step: Step) -> Any:
    """`x > y`, `x > 0`"""
    left, right = _two_sides(step)
    if step.tensor(left) and step.tensor(right):
        return step.put("Compare", left, right, comparison=step.name)
    return step.put("Compare", left, comparison=step.name, value=step.number(right))


def clamped(step: Step) -> Any:
    """`x.clamp(0, 1)`, `x.clamp(min=0)`"""
    x, low, high = step.bind("input", "min", "max", min=None, max=None)
    return step.put("Clamp", x, min=low, max=high)


def joined(kind: str) -> Writer:
    """`torch.cat([x, y], dim=1)`; of one tensor alone that is the tensor."""

    def write(step: Step) -> Any:
        tensors, dim = step.bind("tensors", "dim", dim=0)
        if isinstance(tensors, fx.Node):
            raise Unwritten
        if len(tensors) == 1 and kind == "Cat":
            return step.level.source(tensors[0])
        token = _token(step, tensors[0]) if kind == "Cat" and dim in (1, -2) and len(tensors) == 2 else None
        if token is not None and len(step.shape(tensors[1])) == 3:
            return step.put_held("ClassToken", tensors[1], args={"features": step.shape(token)[2]}, token=token)
        return step.put(kind, *tensors, dim=dim) if len(tensors) > 1 else _unwritten()

    return write


def _token(step: Step, value: Any) -> fx.Node | None:
    """The parameter (1, 1, features) that stands here once for each example."""
    if not isinstance(value, fx.Node) or name_of(value) not in ("expand", "repeat") or len(value.users) > 1:
        return None
    token, shape = value.args[0], step.shape(value)
    found = step.parameter(token)
    if found is None or len(token.users) > 1 or "." in str(token.target):  # type: ignore[union-attr]
        return None
    fits = len(shape) == 3 and tuple(found.shape) == (1, 1, shape[2]) and shape[1] == 1
    return token if fits else None  # type: ignore[return-value]


def _unwritten() -> Any:
    raise Unwritten


def einsum(step: Step) -> Any:
    """`torch.einsum("bij,bjk->bik", x, y)`"""
    equation, *tensors = step.args
    tensors = list(tensors[0]) if isinstance(tensors[0], list | tuple) else tensors
    return step.put("Einsum", *tensors, equation=equation)


# --- layers that are given their parameters


def weighted(kind: str, *names: str) -> Writer:
    """`F.linear(x, self.weight, self.bias)`, where both are parameters of the module, and so is the layer."""

    def write(step: Step) -> Any:
        given: dict[str, Any] = dict(zip(("input", "weight", "bias", *names), step.args, strict=False)) | step.named
        x, weight, bias = given.pop("input"), given.pop("weight"), given.pop("bias", None)
        found = step.parameter(weight)
        plain = found is not None and found.dtype is torch.float32
        if found is None or not plain or (bias is not None and step.parameter(bias) is None):
            raise Unwritten
        held = {"weight": weight} | ({} if bias is None else {"bias": bias})
        sizes = _sizes(kind, tuple(found.shape), given.get("groups", 1))
        args = sizes | given | ({} if bias is not None else {"bias": False})
        return step.put_held(kind, x, args=args, **held)

    return write


def _sizes(kind: str, shape: tuple[int, ...], groups: int) -> dict[str, Any]:
    if kind == "Linear":
        return {"in_features": shape[1], "out_features": shape[0]}
    return {"in_channels": shape[1] * groups, "out_channels": shape[0], "kernel_size": shape[2:]}


# --- attention and masks


def attended(step: Step) -> Any:
    """`F.scaled_dot_product_attention(q, k, v, is_causal=True)`"""
    query, key, value, mask, dropout, is_causal, scale, grouped = step.bind(
        "query", "key", "value", "attn_mask", "dropout_p", "is_causal", "scale", "enable_gqa",
        attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False,
    )  # fmt: skip
    if dropout:
        raise Unwritten
    fixed = constant(step.level.traced, mask) if mask is not None else None
    if fixed is not None and causal(~fixed if fixed.dtype is torch.bool else fixed):
        mask, is_causal = None, True
    inputs = [query, key, value, *([] if mask is None else [mask])]
    return step.put("ScaledDotProductAttention", *inputs, is_causal=is_causal, scale=scale, enable_gqa=grouped)


def masked(step: Step) -> Any:
    """`scores.masked_fill(mask == 0, float("-inf"))`, with the causal mask or any other."""
    x, mask, value = step.bind("input", "mask", "value")
    if value == float("-inf") and isinstance(step.level.known(x), Tensor):
        fixed = constant(step.level.traced, mask)
        if fixed is not None and causal(fixed.bool()) and step.shape(x)[-2:] == tuple(fixed.shape[-2:]):
            return step.put("CausalMask", x)
    return step.put("MaskedFill", x, mask, value=step.number(value))


def resized(step: Step) -> Any:
    """`F.interpolate(x, scale_factor=2)`, or to the size of another tensor."""
    names = ("input", "size", "scale_factor", "mode", "align_corners", "recompute_scale_factor", "antialias")
    given = dict(zip(names, step.args, strict=False)) | step.named
    given.pop("recompute_scale_factor", None)
    x, size = given.pop("input"), given.pop("size", None)
    like = _like(size, len(step.shape(x)) - 2) if isinstance(size, fx.Node) else None
    if like is not None:
        return step.put("Interpolate", x, like, **given)
    return step.put("Interpolate", x, size=size, **given)


def _like(size: fx.Node, dims: int) -> Any:
    """The tensor whose size after the channels this is."""
    if name_of(size) != "getitem" or size.args[1] not in (slice(2, None, None), slice(-dims, None, None)):
        return None
    shape = size.args[0]
    return shape.args[0] if isinstance(shape, fx.Node) and name_of(shape) in ("shape", "size") else None
