"""One level of a module as PyTorch's fx records it: its `forward`, with each module that it calls as one step."""

import copy
import inspect
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.utils import _pytree as pytree

from blocks.importing.observing import Call


class Untraceable(Exception):
    """Why a `forward` cannot be recorded or written as blocks, in words."""


class _Level(fx.Tracer):
    """Records the root alone: whatever it calls is a step, be it PyTorch's or not."""

    trace_asserts = True

    def is_leaf_module(self, m: nn.Module, module_qualified_name: str) -> bool:
        return True


def trace(module: nn.Module, call: Call | None) -> tuple[nn.Module, fx.Graph]:
    """A copy of the module, which holds the constants that were met, and the steps of its `forward`; as it was called,
    where that is known: arguments that are no tensors are the ones of that call. Raises Untraceable."""
    root = copy.copy(module)  # tracing may put constants there
    try:
        return root, _Level().trace(root, concrete_args=_fixed(module, call))
    except Exception as error:  # it runs anybody's code, on stand-ins
        raise Untraceable(_reason(error)) from error


def _fixed(module: nn.Module, call: Call | None) -> dict[str, Any]:
    """The arguments that are not traced: numbers, None, and what was left at its default."""
    parameters = inspect.signature(module.forward).parameters
    defaults = {name: each.default for name, each in parameters.items() if each.default is not each.empty}
    if call is None:
        return defaults
    bound = inspect.signature(module.forward).bind(*call.args, **call.named).arguments
    rest = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    plain = {
        name: value for name, value in bound.items() if not tensors_in(value) and parameters[name].kind not in rest
    }
    return {name: value for name, value in defaults.items() if name not in bound} | plain


def tensors_in(value: Any) -> list[Tensor]:
    """All tensors in a value, in order."""
    return [each for each in pytree.tree_leaves(value) if isinstance(each, Tensor)]


def _reason(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    if isinstance(error, NameError) and "not installed as a submodule" in text:
        return "it calls a layer that is not registered: one in a plain list, perhaps."
    if "symbolically traced variables cannot be used as inputs to control flow" in text:
        return "what it does depends on the numbers: an `if` or a `while` looks at them."
    if "len" in text or "iterate" in text or "iterated over" in text:
        return "it counts or goes through the entries of a tensor in Python."
    return f"fx cannot follow its forward ({text[:160].rstrip('.')})."


def interpreted(
    root: nn.Module, graph: fx.Graph, inputs: Mapping[str, Any], results: Mapping[fx.Node, Any]
) -> dict[fx.Node, Any]:
    """What is known of each step's value: tensors on the meta device, and plain numbers, as far as that goes.

    `inputs` are those of the level, `results` what the modules that it calls gave.
    """
    known: dict[fx.Node, Any] = {}
    for node in graph.nodes:
        try:
            known[node] = _value(root, node, known, inputs, results)
        except Exception:  # the shapes are wrong, or unknown from before: the blocks will say so
            continue
    return known


def _value(
    root: nn.Module, node: fx.Node, known: dict[fx.Node, Any], inputs: Mapping[str, Any], results: Mapping[fx.Node, Any]
) -> Any:
    if node.op == "placeholder":
        return inputs[str(node.target)]
    if node.op == "call_module":
        return results[node]
    if node.op == "get_attr":
        found = attribute(root, str(node.target))
        return found.detach().to("meta") if isinstance(found, Tensor) else found
    args = fx.map_arg(node.args, lambda each: known[each])
    named = fx.map_arg(node.kwargs, lambda each: known[each])
    with torch.no_grad():
        if node.op == "call_method":
            return getattr(args[0], str(node.target))(*args[1:], **named)
        if callable(node.target):
            return node.target(*args, **_on_meta(named))
    raise KeyError(node.op)


def _on_meta(named: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "meta" if name == "device" else value for name, value in named.items()}


def attribute(root: nn.Module, path: str) -> Any:
    """What stands at a dotted path."""
    found: Any = root
    for name in path.split("."):
        found = getattr(found, name)
    return found
