"""The inputs that `show` is given, as tensors without numbers, and filled where numbers are wanted."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from blocks.errors import BlockError

_EXPECTED = "a shape as (1, 3, 224, 224), one with its dtype as ((2, 20), 'int64'), a tensor, or a list of these."


def inputs(given: Any, net: nn.Module) -> list[Tensor]:
    """Each input as a tensor: a given one as it is, a shape on the meta device, in the module's own dtype.

    Raises BlockError for anything else.
    """
    one = isinstance(given, Tensor) or _is_shape(given) or _is_typed(given)
    if not one and not (isinstance(given, Sequence) and not isinstance(given, str)):
        raise _refused(given)
    if not one and any(type(each) is int for each in given):  # a shape that is none
        raise _refused(given)
    return [_input(each, net) for each in ([given] if one else given)]


def module(given: Any) -> None:
    """Raises BlockError for anything but an `nn.Module`."""
    if not isinstance(given, nn.Module):
        noun = "the class" if isinstance(given, type) else "an object of"
        kind = given.__name__ if isinstance(given, type) else type(given).__name__
        fix = "make an object of it first." if isinstance(given, type) else "give the module itself."
        raise BlockError(f"show was given {noun} {kind}.", "an nn.Module, or a model of blocks.", fix)
    if "_modules" not in vars(given):
        name = type(given).__name__
        expected = "one whose __init__ calls that of nn.Module."
        raise BlockError(f"{name} is no whole module yet.", expected, "call `super().__init__()` first.")


def filled(tensor: Tensor, device: str) -> Tensor:
    """The tensor with numbers, on a device: whole ones are 0 or 1, which any table can look up. A given one is copied:
    a forward may write into what it takes."""
    if not tensor.is_meta:
        return tensor.detach().to(device, copy=True)
    if tensor.dtype.is_floating_point or tensor.dtype.is_complex:
        return torch.randn(tensor.shape, device=device).to(tensor.dtype)
    return torch.randint(0, 2, tensor.shape, device=device).to(tensor.dtype)


def _input(given: Any, net: nn.Module) -> Tensor:
    if isinstance(given, Tensor):
        return given
    if _is_typed(given):
        return torch.empty(given[0], dtype=_dtype(given[1]), device="meta")
    if _is_shape(given):
        return torch.empty(given, dtype=_own_dtype(net), device="meta")
    raise _refused(given)


def _is_shape(given: Any) -> bool:
    return isinstance(given, Sequence) and all(type(size) is int and size >= 0 for size in given)


def _is_typed(given: Any) -> bool:
    return (
        isinstance(given, Sequence)
        and len(given) == 2
        and _is_shape(given[0])
        and isinstance(given[1], str | torch.dtype)
    )


def _dtype(named: str | torch.dtype) -> torch.dtype:
    found = getattr(torch, named, None) if isinstance(named, str) else named
    if isinstance(found, torch.dtype):
        return found
    raise BlockError(f"The dtype is {named!r}.", "one of PyTorch's, as 'float32' or 'int64'.", "name one of them.")


def _own_dtype(net: nn.Module) -> torch.dtype:
    """What the parameters of the module are of: it computes with its like."""
    real = (each.dtype for each in net.parameters() if each.dtype.is_floating_point)
    return next(real, torch.float32)


def _refused(given: Any) -> BlockError:
    shown = repr(given)
    return BlockError(
        f"The input is {shown if len(shown) < 80 else shown[:79] + '…'}.", _EXPECTED, "give what forward takes."
    )
