"""A pass of a copied module, watched: what each module takes, gives and multiplies, and which one fails.

What an operation multiplies is told of the innermost module that is being called. On the meta device a layer of
PyTorch's own that is like an earlier one, on tensors like its, is not run again: it gives the like (`memory`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple, TypeAlias

from torch import Tensor, nn
from torch.utils._pytree import tree_flatten, tree_unflatten

from blocks.measuring import type_of
from blocks.metering import Meter
from blocks.report import TensorType
from blocks.showing import memory
from blocks.showing.copying import Copies
from blocks.stretching import Reading, stretched, time_axis

Run: TypeAlias = Callable[..., Any]
_OURS = ("torch.nn.modules.", "blocks.catalogue.adapters.")  # whose layers are known to do the same on the like


@dataclass(slots=True)
class Seen:
    """What was seen of a module: the tensors of its first call, and the MACs of its own operations in all."""

    calls: int = 0
    inputs: tuple[TensorType, ...] = ()
    outputs: tuple[TensorType, ...] = ()
    macs: int = 0


class Failure(NamedTuple):
    """The innermost module that raised, and what it was called with."""

    module: nn.Module
    inputs: tuple[TensorType, ...]
    error: Exception


class Watch:
    """Follows the copies of modules; what is seen stands under the modules themselves."""

    def __init__(self, copies: Copies, meter: Meter) -> None:
        self.meter = meter
        self.failure: Failure | None = None
        self.seen = {module: Seen() for module in copies}
        self._open: list[Seen] = []
        self._told = 0  # of the meter's MACs
        for module, made in copies.items():
            made.__dict__["forward"] = self._watched(module, made)

    def _watched(self, module: nn.Module, made: nn.Module) -> Run:
        seen, run = self.seen[module], self._quickest(module, made)

        @wraps(made.forward)
        def forward(*args: Any, **kwargs: Any) -> Any:
            self._charge()
            self._open.append(seen)
            seen.calls += 1
            try:
                if seen.calls == 1:
                    seen.inputs = types_in((args, kwargs))
                result = run(*args, **kwargs)
                if seen.calls == 1:
                    seen.outputs = types_in(result)
                return result
            except Exception as error:
                self._fail(module, (args, kwargs), error)
                raise
            finally:
                self._charge()
                self._open.pop()

        return forward

    def _charge(self) -> None:
        """Tell what was multiplied since the last time of the module that is being called."""
        if self._open:
            self._open[-1].macs += self.meter.macs - self._told
        self._told = self.meter.macs

    def _fail(self, module: nn.Module, given: Any, error: Exception) -> None:
        if self.failure is None or self.failure.error is not error:
            self.failure = Failure(module, types_in(given), error)

    # --- what need not be run

    def _quickest(self, module: nn.Module, made: nn.Module) -> Run:
        run: Run = made.forward
        plain = "forward" not in vars(module) and type(module).__module__.startswith(_OURS)
        if self.meter.real or not plain or module._modules or made._forward_pre_hooks:
            return run
        asked = memory.layer(module)
        steps = self._stretching(module, run) if isinstance(module, nn.RNNBase) else run
        return steps if asked is None else self._remembering(asked, steps)

    def _remembering(self, asked: Any, run: Run) -> Run:
        def forward(*args: Any, **kwargs: Any) -> Any:
            key = memory.key(asked, args, kwargs)
            known = None if key is None else memory.recall(key)
            if known is not None:
                self.meter.macs += known.macs
                return known.made()
            before = self.meter.macs
            result = run(*args, **kwargs)
            if key is not None:
                memory.remember(key, result, self.meter.macs - before)
            return result

        return forward

    def _stretching(self, module: nn.Module, run: Run) -> Run:
        """A recurrent layer is unrolled on the meta device: two steps of it tell of all."""

        def forward(*args: Any, **kwargs: Any) -> Any:
            tensors, how = tree_flatten((args, kwargs))
            if not args or not isinstance(args[0], Tensor) or time_axis(module, tuple(tensors)) is None:
                return run(*args, **kwargs)
            form: Any = None

            def read(given: tuple[Any, ...]) -> Reading:
                nonlocal form
                before = self.meter.macs
                inner, named = tree_unflatten(list(given), how)
                outputs, form = tree_flatten(run(*inner, **named))
                return Reading(tuple(outputs), self.meter.macs - before, 0)

            before = self.meter.macs
            found = stretched(read, module, tuple(tensors))
            self.meter.macs = before + found.macs
            return tree_unflatten(list(found.outputs), form)

        return forward


def types_in(value: Any) -> tuple[TensorType, ...]:
    """The types of all tensors in what a module takes or gives."""
    return tuple(type_of(each) for each in tensors_in(value))


def tensors_in(value: Any) -> Iterator[Tensor]:
    """The tensors in tuples, lists, mappings and dataclasses, whatever is in them."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from tensors_in(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from tensors_in(each)
    elif hasattr(type(value), "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from tensors_in(getattr(value, name, None))
