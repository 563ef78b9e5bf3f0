"""One forward pass of any module, which stays as it is: without numbers where that works, else with them.

On the meta device nothing is allocated or computed. Where it cannot tell (a loop whose length the numbers decide) the
pass is made where the parameters are, on random numbers, with the parameters themselves and copies of the buffers.
Mode, hooks, running statistics and random generators are as they were.
"""

import random
import sys
import warnings
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils._pytree import tree_leaves

from blocks.metering import Meter, unfused
from blocks.report import TensorType
from blocks.showing import memory
from blocks.showing.copying import Copies, copied
from blocks.showing.given import filled
from blocks.showing.record import Way
from blocks.showing.watch import Failure, Seen, Watch, types_in


@dataclass(frozen=True)
class Pass:
    """What was seen of each module, and of which parameters something was computed."""

    seen: dict[nn.Module, Seen]
    used: frozenset[nn.Module]  # whose own parameters were used
    outputs: tuple[TensorType, ...]
    failure: Failure | None
    way: Way
    device: str


def passed(net: nn.Module, inputs: list[Tensor]) -> Pass:
    """A pass on the meta device; if that fails, for whatever reason, one with numbers, where there are any."""
    with _undisturbed():
        meta = _on_meta(net, inputs)
        if meta.failure is None:
            return meta
    tensors = [*net.parameters(), *net.buffers()]
    if any(each.is_meta for each in tensors):
        return meta
    with _undisturbed({each.device.index for each in tensors if each.is_cuda}):
        real = _real(net, inputs, str(tensors[0].device) if tensors else "cpu")
    no_memory = real.failure is not None and "allocate" in str(real.failure.error)
    return meta if no_memory else real


def _on_meta(net: nn.Module, inputs: list[Tensor]) -> Pass:
    tensors = [each if each.is_meta else _bare(each) for each in inputs]
    return _watched(net, tensors, copied(net, _bare, _bare), _Counter(), "meta", "meta")


def _real(net: nn.Module, inputs: list[Tensor], device: str) -> Pass:
    """A parameter is shared with the pass until something is written into it; then the pass starts again with a copy of
    that one."""
    written: set[int] = set()

    while True:
        counter = _Counter(real=True)

        def parameter(tensor: Tensor, guarded: set[int] = counter.guarded) -> Tensor:
            if _storage(tensor) in written:
                return _own(tensor)
            guarded.add(_storage(tensor))
            return tensor

        tensors = [filled(each, device) for each in inputs]
        done = _watched(net, tensors, copied(net, parameter, _own), counter, "real", device)
        if done.failure is None or not isinstance(done.failure.error, _Writes):
            return done
        written.add(done.failure.error.storage)


def _watched(net: nn.Module, tensors: list[Tensor], copies: Copies, counter: "_Counter", way: Way, device: str) -> Pass:
    watch = Watch(copies, counter)
    outputs: tuple[TensorType, ...] = ()
    failure = None
    try:
        # what forward itself makes stands on meta too
        with torch.device("meta") if way == "meta" else nullcontext(), counter:
            outputs = types_in(copies[net](*tensors))
    except Exception as error:  # it may be anybody's code
        failure = watch.failure or Failure(net, types_in(tensors), error)
    used = {module for module, made in copies.items() if any(id(each) in counter.used for each in _own_weights(made))}
    for made in copies.values():  # they refer to each other, and would wait for the garbage collector
        made.__dict__.clear()
    return Pass(watch.seen, frozenset(used), outputs, failure, way, device)


def _own_weights(module: nn.Module) -> list[Tensor]:
    return [each for each in module._parameters.values() if each is not None]


# --- what stands for a tensor


def _bare(tensor: Tensor) -> Tensor:
    """The like of it on the meta device."""
    made = torch.empty_strided(tensor.shape, tensor.stride(), dtype=tensor.dtype, device="meta")
    return nn.Parameter(made, requires_grad=tensor.requires_grad) if isinstance(tensor, nn.Parameter) else made


def _own(tensor: Tensor) -> Tensor:
    """A copy with the same numbers."""
    made = tensor.detach().clone()
    return nn.Parameter(made, requires_grad=tensor.requires_grad) if isinstance(tensor, nn.Parameter) else made


def _storage(tensor: Tensor) -> int:
    """What tensors have in common that share their numbers."""
    found: int = tensor.untyped_storage()._cdata
    return found


# --- around it


_aten = torch.ops.aten
_PRODUCTS = frozenset((_aten.mm, _aten.addmm, _aten.bmm, _aten.baddbmm, _aten.convolution))


class _Counter(Meter):
    """Counts MACs, and looks at what is computed with and written into. What the meta device said once it is not asked
    again."""

    def __init__(self, real: bool = False) -> None:
        super().__init__(real)
        self.used: set[int] = set()
        self.guarded: set[int] = set()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.used.update(id(each) for each in args if isinstance(each, nn.Parameter))
        if not self.real:
            return self._without_numbers(func, types, args, kwargs or {})
        if self.guarded and func._schema.is_mutable:
            self._refuse_writing(func, args)
        return super().__torch_dispatch__(func, types, args, kwargs)

    def _without_numbers(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if func is _aten.empty_strided.default:  # what a known layer gives
            return func(*args, **kwargs)
        if func.is_view or func._schema.is_mutable:
            return super().__torch_dispatch__(func, types, args, kwargs)
        key = memory.key(func, args, kwargs)
        known = None if key is None else memory.recall(key)
        if known is not None:
            self.macs += known.macs
            return known.made()
        if func._overloadpacket in _PRODUCTS:
            _refuse_mixed(args)
        before = self.macs
        result = super().__torch_dispatch__(func, types, args, kwargs)
        if key is not None:
            memory.remember(key, result, self.macs - before)
        return result

    def _refuse_writing(self, func: Any, args: Any) -> None:
        for argument, each in zip(func._schema.arguments, args, strict=False):
            if argument.alias_info is None or not argument.alias_info.is_write:
                continue
            for tensor in tree_leaves(each):
                if isinstance(tensor, Tensor) and _storage(tensor) in self.guarded:
                    raise _Writes(_storage(tensor))


class _Writes(RuntimeError):
    """Something is to be written into a parameter that is not the pass's own."""

    def __init__(self, storage: int) -> None:
        super().__init__("a parameter is written into")
        self.storage = storage


def _refuse_mixed(args: Any) -> None:
    """The meta device multiplies whole by real numbers, which no real one does."""
    kinds = {each.dtype for each in args if isinstance(each, Tensor)}
    if len(kinds) > 1:
        raise RuntimeError("a product of numbers of two kinds")


@contextmanager
def _undisturbed(devices: Collection[int] = ()) -> Iterator[None]:
    """No gradients, no warnings, no fused kernels; random generators as before, those of GPUs too."""
    numpy: Any = sys.modules.get("numpy")
    python, numbers = random.getstate(), numpy and numpy.random.get_state()
    with ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        for each in (torch.no_grad(), torch.random.fork_rng(sorted(devices)), unfused()):
            stack.enter_context(each)
        try:
            yield
        finally:
            random.setstate(python)
            if numpy:
                numpy.random.set_state(numbers)
