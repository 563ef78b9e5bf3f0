"""A second module like a given one, to be run and thrown away.

Its modules are new and in eval mode, their attributes copied; of the tensors, the caller says what stands for each, so
no weight need be copied. Hooks of PyTorch's own (`torch.nn.utils`, which make a weight before it is used) come along,
others do not: nobody knows what they touch.
"""

import copy
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy
from torch.overrides import TorchFunctionMode

from blocks.errors import BlockError

Making: TypeAlias = Callable[[Tensor], Tensor]
Copies: TypeAlias = dict[nn.Module, nn.Module]
_PLAIN = (int, float, bool, str, bytes, complex, type(None), torch.dtype, torch.device, torch.Size)
_HOOKS = ("_forward_hooks", "_forward_pre_hooks")
_TENSORS = ("_parameters", "_buffers")


def copied(net: nn.Module, parameter: Making, buffer: Making) -> Copies:
    """A copy of each module in `net`, joined as they are; `parameter` and `buffer` give what stands for a tensor.

    Raises BlockError for modules that cannot be copied so.
    """
    copies: Copies = {each: _empty(each) for each in net.modules()}
    memo: dict[int, Any] = {id(each): made for each, made in copies.items()}
    for module, made in copies.items():
        for name, make in zip(_TENSORS, (parameter, buffer), strict=True):
            made.__dict__[name] = {key: _standing(each, make, memo) for key, each in vars(module)[name].items()}
        made.__dict__["_modules"] = {name: memo.get(id(each)) for name, each in module._modules.items()}
    with _Standing(parameter, buffer):
        for module, made in copies.items():
            _fill(module, made, memo)
    return copies


def own_hooks(module: nn.Module) -> int:
    """How many forward hooks of a module are left out of its copy."""
    return sum(not _is_pytorchs(hook) for name in _HOOKS for hook in vars(module)[name].values())


def _empty(module: nn.Module) -> nn.Module:
    if isinstance(module, torch.jit.ScriptModule):
        raise BlockError(
            f"{type(module).__name__} was compiled by torch.jit.", "modules that run in Python.",
            "show the module that it was made from.",
        )  # fmt: skip
    return type(module).__new__(type(module))


def _standing(tensor: Tensor | None, make: Making, memo: dict[int, Any]) -> Tensor | None:
    if tensor is None:
        return None
    if is_lazy(tensor):
        raise BlockError(
            "A lazy layer has no parameters yet.", "layers that know their sizes.",
            "call the module on an input once, then show it.",
        )  # fmt: skip
    if id(tensor) not in memo:
        memo[id(tensor)] = make(tensor)
    found: Tensor = memo[id(tensor)]
    return found


def _fill(module: nn.Module, made: nn.Module, memo: dict[int, Any]) -> None:
    own = made.__dict__
    for name, value in vars(module).items():
        if name in _HOOKS:
            own[name] = OrderedDict((key, hook) for key, hook in value.items() if _is_pytorchs(hook))
        elif name not in own:
            own[name] = _attribute(value, memo)
    own["training"] = False
    own["_compiled_call_impl"] = None


def _attribute(value: Any, memo: dict[int, Any]) -> Any:
    """A copy of an attribute, in which the copies of modules and tensors stand for them; itself, if there is none."""
    if isinstance(value, _PLAIN) or (type(value) is tuple and all(type(each) in _PLAIN for each in value)):
        return value
    if type(value) in (dict, OrderedDict, set, list) and not value:
        return type(value)()
    if type(value).__module__.startswith("torch.fx"):  # how it was traced; what runs is made of it already
        return value
    try:
        return copy.deepcopy(value, memo)
    except Exception:  # it may be anything: a lock, an open file
        return value


def _is_pytorchs(hook: Any) -> bool:
    return any(each.__module__.startswith("torch.nn.utils.") for each in type(hook).__mro__)


class _Standing(TorchFunctionMode):
    """While attributes are copied: what stands for the tensors in them."""

    def __init__(self, parameter: Making, other: Making) -> None:
        super().__init__()
        self.parameter, self.other = parameter, other

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if func is Tensor.__deepcopy__:
            given, memo = args
            return _standing(given, self.other, memo)
        if func is Tensor.clone:  # how a Parameter copies itself
            return args[0] if args[0].is_meta else self.parameter(args[0])
        return func(*args, **(kwargs or {}))
