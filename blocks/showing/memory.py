"""What operations and PyTorch's layers give on the meta device, remembered by what they are given.

There they are functions of shapes, strides, dtypes and arguments alone, and a second is asked of few of them: a
ResNet-152 has some forty different ones. The memory holds no tensors and no modules; it is emptied when it is full.
"""

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.utils._pytree import TreeSpec, tree_flatten, tree_unflatten

MOST = 20_000
_NO_ARGUMENTS = frozenset(vars(nn.Module())) - {"training"}
_PLAIN = (str, torch.dtype, torch.device, torch.layout, torch.memory_format, type(None))


class Known(NamedTuple):
    """The tensors of a result, as shape, stride and dtype, how they stand in it, and the MACs it takes."""

    tensors: tuple[tuple[tuple[int, ...], tuple[int, ...], torch.dtype], ...]
    form: TreeSpec
    macs: int

    def made(self) -> Any:
        """The like of the result."""
        found = [torch.empty_strided(size, stride, dtype=dtype, device="meta") for size, stride, dtype in self.tensors]
        return found[0] if self.form.is_leaf() else tree_unflatten(found, self.form)


_memory: dict[Any, Known] = {}


def forget() -> None:
    """Start with an empty memory: for benchmarks and tests."""
    _memory.clear()


def recall(key: Any) -> Known | None:
    """What is known under a key."""
    return _memory.get(key)


def remember(key: Any, result: Any, macs: int) -> None:
    """Keep a result that is of meta tensors alone."""
    tensors, form = tree_flatten(result)
    if tensors and all(isinstance(each, Tensor) and each.is_meta for each in tensors):
        if len(_memory) >= MOST:
            _memory.clear()
        _memory[key] = Known(tuple((tuple(each.shape), each.stride(), each.dtype) for each in tensors), form, macs)


def key(asked: Any, *given: Any) -> Any:
    """What an operation or a layer is asked and given; None where it depends on more than can be compared."""
    try:
        return asked, torch.get_default_dtype(), *map(_sign, given)
    except _Other:
        return None


def layer(module: nn.Module) -> Any:
    """What layers of one class have in common that do the same: their arguments, and their tensors without the numbers.
    None where that cannot be told."""
    arguments = {name: value for name, value in vars(module).items() if name not in _NO_ARGUMENTS}
    public = {name: value for name, value in arguments.items() if name[0] != "_"}  # PyTorch derives the others of these
    return key(type(module), public, dict(module._parameters), dict(module._buffers))


class _Other(Exception):
    """Something that is no plain value and no meta tensor."""


def _sign(value: Any) -> Any:
    """A value that is equal for equal ones; 1, 1.0 and True are not."""
    kind = type(value)
    if isinstance(value, Tensor):
        return tuple(value.shape), value.stride(), value.dtype, value.device.type
    if kind in (int, float, bool, complex):
        return kind, value
    if kind in (tuple, list, torch.Size):
        return kind, *map(_sign, value)
    if kind is dict:
        return kind, *((name, _sign(each)) for name, each in value.items())
    if kind in _PLAIN:
        return value
    raise _Other
