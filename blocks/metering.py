"""What a forward pass costs on the meta device: MACs by PyTorch's own table, and the bytes that it writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves
from torch.utils.flop_counter import flop_registry

MOST_PARTS = 1_000  # into which a tensor may be taken apart


# Products that PyTorch's table of FLOPs lacks, so that `FlopCounterMode` counts them as nothing; a multiply-add is two,
# as there. Only `Bilinear` runs `_trilinear`: for each example every entry of its weight meets one pair of features.
_LACKING: dict[Any, Callable[..., int]] = {
    torch.ops.aten._trilinear: lambda given, weight, *_, out_val: 2 * given.shape[0] * weight.numel(),
    torch.ops.aten.mv: lambda matrix, vector, out_val: 2 * matrix.numel(),
    torch.ops.aten.dot: lambda one, other, out_val: 2 * one.numel(),
}


class Meter(TorchDispatchMode):
    """Counts MACs with PyTorch's own table, as `FlopCounterMode` does, and what that lacks; and the bytes written.

    Where numbers are `real`, rather than on the meta device, nothing is done in a shorter way.
    """

    def __init__(self, real: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.real = real
        self.macs = 0
        self.written = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        if not self.real and func in (torch.ops.aten.unbind.int, torch.ops.aten.split.Tensor):
            _refuse_many(func, *args)
        count = flop_registry.get(func._overloadpacket) or _LACKING.get(func._overloadpacket)
        if count is None and func is not torch.ops.prim.device.default:
            with self:
                result = func.decompose(*args, **kwargs)
                if result is not NotImplemented:
                    return result
        short = not self.real and _is_plain_linear(func, args, kwargs)
        result = torch.mm(args[1], args[2]) if short else func(*args, **kwargs)
        if count is not None:
            self.macs += count(*args, **kwargs, out_val=result) // 2
        if not func.is_view:
            self.written += sum(each.nbytes for each in tree_leaves(result) if isinstance(each, Tensor))
        return result


@contextmanager
def unfused() -> Iterator[None]:
    """Run every product on its own: the CPU has kernels for a whole LSTM, an attention or an encoder layer, and no
    table tells what is in them."""
    quick = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        with torch.backends.mkldnn.flags(enabled=False), sdpa_kernel(SDPBackend.MATH):
            yield
    finally:
        torch.backends.mha.set_fastpath_enabled(quick)


def _refuse_many(func: Any, given: Tensor, *numbers: int) -> None:
    """Raise ValueError before a tensor is taken apart into very many: a million take seconds and a gigabyte."""
    size, (dim,) = (1, numbers or (0,)) if func is torch.ops.aten.unbind.int else (numbers[0], numbers[1:] or (0,))
    parts = -(-given.size(dim) // size)
    if parts > MOST_PARTS:
        raise ValueError(f"a tensor is taken apart into at most {MOST_PARTS:,} parts, not {parts:,}")


def _is_plain_linear(func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """A matrix product plus one number a column has the type of the product alone, which the meta device knows ten
    times sooner; it does the sum in Python. What does not fit is left to PyTorch's own words."""
    if func is not torch.ops.aten.addmm.default or kwargs:
        return False
    bias, left, right = args
    fits = left.shape[1:] == right.shape[:1] and bias.shape == right.shape[1:]
    return bool(fits and bias.dtype == left.dtype == right.dtype)
