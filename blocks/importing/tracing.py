"""One level of a module as PyTorch's fx records it: its `forward`, with each module that it calls as one step.

What is known of the tensors (their shapes, from one real pass) goes along: an `if` that looks at sizes is followed.
"""

import copy
import inspect
import linecache
import operator
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import torch
from torch import Tensor, fx, nn
from torch.fx.proxy import Attribute, TraceError
from torch.utils import _pytree as pytree

from blocks.importing.guessing import guessed
from blocks.importing.observing import Call, typed
from blocks.naming import number

_NUMBERS = "what it does depends on the numbers: an `if` or a `while` looks at them."


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
    recorder = _Recorder(call, calls)
    try:
        with warnings.catch_warnings(), torch.random.fork_rng(devices=[]):
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


# --- recording


class _Recorder(fx.Tracer):
    """Records the root alone: whatever it calls is a step, be it PyTorch's or not."""

    proxy_buffer_attributes = True

    def __init__(self, call: Call | None, calls: Mapping[nn.Module, Sequence[Call]]) -> None:
        super().__init__()
        self._call, self._calls = call, calls
        self._turns: dict[nn.Module, int] = {}
        self.inputs: dict[fx.Node, str] = {}
        self.values: dict[fx.Node, Any] = {}
        self.sized = False

    def is_leaf_module(self, m: nn.Module, module_qualified_name: str) -> bool:
        return True

    def create_args_for_root(self, root_fn: Any, is_module: bool, concrete_args: Any = None) -> Any:
        """The arguments of the call with stand-ins for its tensors."""
        signature = inspect.signature(root_fn)
        if self._call is None:
            named = [name for name, each in list(signature.parameters.items())[1:] if _needed(each)]
            return root_fn, [self.root, *(self._input(name, None) for name in named)]
        bound = signature.bind(self.root, *self._call.args, **self._call.named)
        for name in list(bound.arguments)[1:]:
            bound.arguments[name] = pytree.tree_map(
                lambda leaf, name=name: self._input(name, leaf) if isinstance(leaf, Tensor) else leaf,
                bound.arguments[name],
            )
        return (lambda *_: root_fn(*bound.args, **bound.kwargs)), []

    def trace(self, root: Any, concrete_args: Any = None) -> fx.Graph:
        """The steps of a module; while it is traced, its tensors are stand-ins."""
        self._held = {**dict(root.named_parameters(remove_duplicate=False)), **dict(root.named_buffers())}
        with _types_told(type(root).forward):
            return super().trace(root, concrete_args)

    def _input(self, name: str, value: Tensor | None) -> fx.Proxy:
        name = number(name, self.inputs.values()) if name in self.inputs.values() else name
        proxy = self.create_proxy("placeholder", name, (), {})
        self.inputs[proxy.node] = name
        if value is not None:
            self.values[proxy.node] = value
        return proxy

    def create_node(self, *args: Any, **named: Any) -> fx.Node:
        node = super().create_node(*args, **named)
        try:
            with torch.no_grad():
                self.values[node] = typed(self._value(node))
        except Exception:  # the shapes are wrong, or unknown from before: the blocks will say so
            self.values.pop(node, None)
        return node

    def create_arg(self, a: Any) -> Any:
        return a.node if issubclass(type(a), fx.Proxy) else super().create_arg(a)

    def proxy(self, node: fx.Node) -> fx.Proxy:
        return _Proxy(node, self)

    def _value(self, node: fx.Node) -> Any:
        args = fx.map_arg(node.args, self.values.__getitem__)
        named: dict[str, Any] = fx.map_arg(node.kwargs, self.values.__getitem__)  # type: ignore[assignment]
        if node.op == "call_module":
            return self._result(self.root.get_submodule(str(node.target)), args, named)
        if node.op == "get_attr":
            path = str(node.target)
            return self._held[path] if path in self._held else attribute(self.root, path)
        return computed(node, args, named | ({"device": "meta"} if "device" in named else {}))

    def _result(self, module: nn.Module, args: Any, named: Any) -> Any:
        turn = self._turns[module] = self._turns.get(module, -1) + 1
        known = self._calls.get(module, ())
        if known:
            return known[min(turn, len(known) - 1)].result
        with _as_usual():
            return guessed(module, args, named)

    # --- questions that Python asks while it runs

    def told(self, proxy: fx.Proxy, what: str = _NUMBERS) -> Any:
        """What a stand-in that is no tensor stands for."""
        value = self.values.get(proxy.node)
        if value is None or isinstance(value, Tensor):
            raise TraceError(what)
        self.sized = self.sized or (_sized(proxy.node) and not _asserting())
        return value

    def to_bool(self, obj: fx.Proxy) -> bool:
        return bool(self.told(obj))

    def iter(self, obj: fx.Proxy) -> Iterator[Any]:
        return iter([obj[place] for place in range(self.count(obj))])

    def count(self, proxy: fx.Proxy) -> int:
        """How many entries a stand-in has."""
        value = self.values.get(proxy.node)
        if value is None:
            raise TraceError("it counts or goes through something of which nothing is known.")
        self.sized = self.sized or (isinstance(value, Tensor) and not _asserting())
        return len(value)


def computed(node: fx.Node, args: Any, named: Any) -> Any:
    """What a function or a method gives."""
    if node.op == "call_method":
        if node.target in ("cpu", "cuda"):
            return args[0]
        return getattr(args[0], str(node.target))(*args[1:], **named)
    if not callable(node.target):
        raise KeyError(node.op)
    return node.target(*args, **named)


class _Asked:
    """A stand-in that says what it knows when Python asks for a number, a length or a type."""

    node: Any
    tracer: Any

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # it is no array, whoever asks
        return _Attribute(self, name)  # type: ignore[arg-type]

    def __len__(self) -> int:
        return self.tracer.count(self)  # type: ignore[arg-type]

    def __index__(self) -> int:
        return int(self.tracer.told(self).__index__())  # type: ignore[arg-type]

    def __int__(self) -> int:
        return int(self.tracer.told(self))  # type: ignore[arg-type]

    def __float__(self) -> float:
        return float(self.tracer.told(self))  # type: ignore[arg-type]

    def __iadd__(self, other: Any) -> Any:
        return self._changed(operator.iadd, other)

    def __isub__(self, other: Any) -> Any:
        return self._changed(operator.isub, other)

    def __imul__(self, other: Any) -> Any:
        return self._changed(operator.imul, other)

    def __itruediv__(self, other: Any) -> Any:
        return self._changed(operator.itruediv, other)

    def _changed(self, change: Callable[[Any, Any], Any], other: Any) -> Any:
        return self.tracer.create_proxy("call_function", change, (self, other), {})


@contextmanager
def _as_usual() -> Iterator[None]:
    """Modules answer as they do when nothing is recorded."""
    call, getter = nn.Module.__call__, nn.Module.__getattr__
    try:
        nn.Module.__call__, nn.Module.__getattr__ = _CALL, _GETATTR  # type: ignore[method-assign]
        yield
    finally:
        nn.Module.__call__, nn.Module.__getattr__ = call, getter  # type: ignore[method-assign]


_CALL, _GETATTR = nn.Module.__call__, nn.Module.__getattr__


@contextmanager
def _types_told(forward: Any) -> Iterator[None]:
    """For the text of a `forward`, `isinstance` takes a stand-in for a tensor as one."""
    names = forward.__globals__

    def told(each: Any, types: Any) -> bool:
        if issubclass(type(each), _Asked) and isinstance(each.tracer.values.get(each.node), Tensor):
            return issubclass(Tensor, types)
        return isinstance(each, types)

    before = names.get("isinstance", isinstance)
    names["isinstance"] = told
    try:
        yield
    finally:
        names["isinstance"] = before
        if before is isinstance:
            del names["isinstance"]


class _Proxy(_Asked, fx.Proxy):  # type: ignore[misc]
    pass


class _Attribute(_Asked, Attribute):  # type: ignore[misc]
    pass


def _needed(parameter: inspect.Parameter) -> bool:
    rest = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return parameter.default is parameter.empty and parameter.kind not in rest


def _sized(node: fx.Node) -> bool:
    """Whether a value comes from sizes, and not just from a number of dimensions or a dtype."""
    waiting, seen = [node], {node}
    while waiting:
        each = waiting.pop()
        if each.target == "size" or (each.target is getattr and each.args[1] == "shape"):
            return True
        waiting += [before for before in each.all_input_nodes if before not in seen]
        seen |= set(waiting)
    return False


def _asserting() -> bool:
    """Whether it is an `assert` that asks."""
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename.startswith((torch.__path__[0], __file__)):
        frame = frame.f_back  # type: ignore[assignment]
    return frame is not None and _line(frame).startswith("assert")


def _line(frame: Any) -> str:
    return linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()


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
