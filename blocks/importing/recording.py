"""How fx records one `forward`: stand-ins for tensors, which know their sizes where Python asks for them."""

import inspect
import linecache
import operator
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.fx.proxy import Attribute, TraceError
from torch.utils import _pytree as pytree

from blocks.importing.guessing import guessed
from blocks.importing.observing import Call, typed
from blocks.naming import number

_TAKEN_OUT = {("call_method", name) for name in ("item", "tolist", "numpy")}
NUMBERS = "what it does depends on the numbers: an `if` or a `while` looks at them."


class Recorder(fx.Tracer):
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
        if not torch.is_grad_enabled():
            raise TraceError("it switches gradients off for a while.")
        if args[:2] in _TAKEN_OUT:
            raise TraceError("it takes numbers out of a tensor.")
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
        named: dict[str, Any] = fx.map_arg(node.kwargs, self.values.__getitem__)
        if node.op == "call_module":
            return self._result(self.root.get_submodule(str(node.target)), args, named)
        if node.op == "get_attr":
            owner, _, name = str(node.target).rpartition(".")
            found = self._held.get(str(node.target))
            return getattr(self.root.get_submodule(owner), name) if found is None else found
        return computed(node, args, named | ({"device": "meta"} if "device" in named else {}))

    def _result(self, module: nn.Module, args: Any, named: Any) -> Any:
        turn = self._turns[module] = self._turns.get(module, -1) + 1
        known = self._calls.get(module, ())
        if known:
            return known[min(turn, len(known) - 1)].result
        with _as_usual():
            return guessed(module, args, named)

    # --- questions that Python asks while it runs

    def told(self, proxy: fx.Proxy, what: str = NUMBERS) -> Any:
        """What a stand-in that is no tensor stands for."""
        value = self.values.get(proxy.node)
        if value is None or isinstance(value, Tensor):
            raise TraceError(what)
        self.sized = self.sized or (_sized(proxy.node) and not _asserting())
        return value

    def to_bool(self, obj: fx.Proxy) -> bool:
        return bool(self.told(obj))

    def iter(self, obj: fx.Proxy) -> Iterator[Any]:
        return iter([operator.getitem(obj, place) for place in range(self.count(obj))])

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
        return int(self.tracer.count(self))

    def __index__(self) -> int:
        return operator.index(self.tracer.told(self))

    def __int__(self) -> int:
        return int(self.tracer.told(self))

    def __float__(self) -> float:
        return float(self.tracer.told(self))

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


class _Proxy(_Asked, fx.Proxy):
    pass


class _Attribute(_Asked, Attribute):
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
    frame: Any = sys._getframe(1)
    while frame and frame.f_code.co_filename.startswith((torch.__path__[0], __file__)):
        frame = frame.f_back
    return frame is not None and _line(frame).startswith("assert")


def _line(frame: Any) -> str:
    return linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
