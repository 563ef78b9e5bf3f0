"""What no block of the catalogue does, as a small block of Python: a class with the lines that compute it."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, fx
from torch.nn import functional

from blocks.importing.tracing import Untraceable

_SIGNS = {
    operator.add: "{} + {}", operator.sub: "{} - {}", operator.mul: "{} * {}", operator.truediv: "{} / {}",
    operator.floordiv: "{} // {}", operator.mod: "{} % {}", operator.pow: "{} ** {}", operator.matmul: "{} @ {}",
    operator.neg: "-{}", operator.eq: "{} == {}", operator.ne: "{} != {}",
    operator.lt: "{} < {}", operator.le: "{} <= {}", operator.gt: "{} > {}", operator.ge: "{} >= {}",
    operator.and_: "{} & {}", operator.or_: "{} | {}", operator.invert: "~{}",
    operator.iadd: "{} + {}", operator.isub: "{} - {}", operator.imul: "{} * {}", operator.itruediv: "{} / {}",
}  # fmt: skip


def block_of(node: fx.Node, known: Mapping[fx.Node, Any], name: str) -> tuple[str, list[fx.Node]]:
    """The text of a class that computes a step from tensors, and these tensors. Sizes are read off them in it, so that
    it works for other sizes too. Raises Untraceable."""
    inputs, lines = _gathered(node, known)
    names = {each: "x" if len(inputs) == 1 else f"x{place}" for place, each in enumerate(inputs)}
    written: list[str] = []
    for each in lines:
        names[each] = each.name if each.name not in names.values() else f"{each.name}_"
        written.append(f"        {names[each]} = {_expression(each, names)}")
    last = f"        return {_expression(node, names)}"
    signature = ", ".join(["self", *(names[each] for each in inputs)])
    return "\n".join([f"class {name}(nn.Module):", f"    def forward({signature}):", *written, last]), inputs


def _gathered(node: fx.Node, known: Mapping[fx.Node, Any]) -> tuple[list[fx.Node], list[fx.Node]]:
    """The tensors that a step is computed from, and the steps in between that give none, in order."""
    inputs: dict[fx.Node, None] = {}
    between: dict[fx.Node, None] = {}

    def visit(each: fx.Node) -> None:
        if each in inputs or each in between:
            return
        if each.op in ("placeholder", "call_module", "get_attr") or isinstance(known.get(each), Tensor):
            inputs[each] = None
            return
        if each not in known:
            raise Untraceable("the shapes of what it works on are not known.")
        for before in each.all_input_nodes:
            visit(before)
        between[each] = None

    for before in node.all_input_nodes:
        visit(before)
    return list(inputs), list(between)


def _expression(node: fx.Node, names: Mapping[fx.Node, str]) -> str:
    if node.target is operator.getitem:
        return f"{names[node.args[0]]}[{_index(node.args[1], names)}]"  # type: ignore[index]
    args = [_value(each, names) for each in node.args]
    named = [f"{name}={_value(each, names)}" for name, each in node.kwargs.items()]
    if node.op == "call_method":
        return f"{args[0]}.{node.target}({', '.join([*args[1:], *named])})"
    target: Callable[..., Any] = node.target  # type: ignore[assignment]
    if target is getattr:
        return f"{args[0]}.{node.args[1]}"
    if target in _SIGNS:
        return _SIGNS[target].format(*args)
    return f"{_function(target)}({', '.join([*args, *named])})"


def _function(target: Callable[..., Any]) -> str:
    name = getattr(target, "__name__", "")
    for module, prefix in (
        (torch, "torch"),
        (functional, "F"),
        (Tensor, "Tensor"),
        (torch.special, "torch.special"),
        (torch.linalg, "torch.linalg"),
        (torch.fft, "torch.fft"),
    ):
        short = name.removeprefix("linalg_").removeprefix("special_").removeprefix("fft_")
        for each in (name, short):
            if getattr(module, each, None) is target:
                return f"{prefix}.{each}"
    raise Untraceable(f"it calls {name or target!r}, which no block has and which stands in no module of torch.")


def _index(value: Any, names: Mapping[fx.Node, str]) -> str:
    if isinstance(value, tuple):
        return ", ".join(_index(each, names) for each in value) + ("," if len(value) == 1 else "")
    if isinstance(value, slice):
        first, last = ("" if each is None else _value(each, names) for each in (value.start, value.stop))
        step = "" if value.step is None else f":{_value(value.step, names)}"
        return f"{first}:{last}{step}"
    return _value(value, names)


def _value(value: Any, names: Mapping[fx.Node, str]) -> str:
    if isinstance(value, fx.Node):
        return names[value]
    if isinstance(value, tuple):
        return f"({', '.join(_value(each, names) for each in value)}{',' if len(value) == 1 else ''})"
    if isinstance(value, list):
        return f"[{', '.join(_value(each, names) for each in value)}]"
    if value is Ellipsis:
        return "..."
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return f'float("{value}")'
    if isinstance(value, torch.dtype | bool | int | float | str) or value is None:
        return str(value) if isinstance(value, torch.dtype) else repr(value)
    if isinstance(value, torch.device):
        return f'"{value}"'
    raise Untraceable(f"it uses a {type(value).__name__} that cannot be written down.")
