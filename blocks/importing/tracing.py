"""One level of a module as PyTorch's fx records it: its `forward`, with each module that it calls as one step.

What is known of the tensors (their shapes, from one real pass) goes along: an `if` that looks at sizes is followed.
"""

import copy
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor, fx, nn
from torch.fx.proxy import TraceError
from torch.utils import _pytree as pytree

from blocks.importing.observing import Call
from blocks.importing.recording import Recorder, computed


class Untraceable(Exception):
    """Why a `forward` cannot be recorded or written as blocks, in words."""


class Traced(NamedTuple):
    """The steps of a `forward`: a copy of the module, which holds the constants that were met; the inputs and what they
    are called; what each step gives, tensors on the meta device; and whether an `if` looked at sizes."""

    root: nn.Module
    graph: fx.Graph
    inputs: dict[fx.Node, str]
    values: dict[fx.Node, Any]
    sized: bool


def trace(module: nn.Module, call: Call | None, calls: Mapping[nn.Module, Sequence[Call]]) -> Traced:
    """The steps of a module as it was called; arguments that are no tensors are the ones of that call. `calls` are all
    that were seen. Raises Untraceable, also where it does something else while training."""
    found = _traced(module, call, calls, training=False)
    try:
        other = _traced(module, call, calls, training=True)
    except Untraceable as error:
        raise Untraceable("while training it does something that cannot be followed.") from error
    if _steps(found.graph) != _steps(other.graph):
        raise Untraceable("it does something else while training.")
    return found


def _traced(module: nn.Module, call: Call | None, calls: Mapping[nn.Module, Sequence[Call]], training: bool) -> Traced:
    root = copy.copy(module)  # tracing may put constants there
    root.training = training
    recorder = Recorder(call, calls)
    try:
        with warnings.catch_warnings(), torch.random.fork_rng(devices=[]), torch.enable_grad():
            warnings.simplefilter("ignore")
            graph = recorder.trace(root)
    except Exception as error:  # it runs anybody's code, on stand-ins
        raise Untraceable(_reason(error)) from error
    return Traced(root, graph, recorder.inputs, recorder.values, recorder.sized)


_TRAINING = {"dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout"}


def _steps(graph: fx.Graph) -> list[Any]:
    """What is done, but for the word to a dropout whether to drop."""
    places = {node: f"%{place}" for place, node in enumerate(graph.nodes)}
    found = []
    for node in graph.nodes:
        named = dict(node.kwargs)
        if getattr(node.target, "__name__", "") in _TRAINING:
            named.pop("training", None)
        found.append((node.op, node.target, fx.map_arg((node.args, named), places.__getitem__)))
    return found


def tensors_in(value: Any) -> list[Tensor]:
    """All tensors in a value, in order."""
    return [each for each in pytree.tree_leaves(value) if isinstance(each, Tensor)]


def attribute(root: nn.Module, path: str) -> Any:
    """What stands at a dotted path."""
    found: Any = root
    for name in path.split("."):
        found = getattr(found, name)
    return found


def _reason(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    if isinstance(error, NameError) and "not installed as a submodule" in text:
        return "it calls a layer that is not registered: one in a plain list, perhaps."
    if isinstance(error, TraceError):
        return text
    return f"fx cannot follow its forward ({text[:160].rstrip('.')})."


# --- constants


def constant(traced: Traced, node: Any) -> Tensor | None:
    """The tensor that a step gives whatever goes in, as a causal mask is; None where it depends on that."""
    try:
        with torch.no_grad(), torch.random.fork_rng(devices=[]):
            found = _constant(traced, node)
    except Exception:  # it depends on a tensor, or cannot be had
        return None
    return found if isinstance(found, Tensor) else None


def _constant(traced: Traced, node: Any) -> Any:
    if not isinstance(node, fx.Node):
        return node
    value = traced.values[node]
    if not tensors_in(value):
        return torch.device("cpu") if isinstance(value, torch.device) else value
    if node.op == "get_attr":
        found = attribute(traced.root, str(node.target))
        if isinstance(found, nn.Parameter):
            raise KeyError(node)
        return found.detach().clone()
    if node.op not in ("call_function", "call_method"):
        raise KeyError(node)
    inside: Callable[[Any], Any] = lambda each: _constant(traced, each)  # noqa: E731
    return computed(node, fx.map_arg(node.args, inside), fx.map_arg(node.kwargs, inside))
