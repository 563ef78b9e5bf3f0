"""One pass forward and back, to see whether something changes a tensor in place that the way back still needs."""

import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode, resolve_name

from blocks.feeding import feed
from blocks.importing.observing import evaluating
from blocks.importing.tracing import tensors_in
from blocks.runs import Feed
from blocks.tree import Input, Model


class Change(NamedTuple):
    """A change in place of what another step keeps for its gradient: the steps, their lines, the module, and what
    PyTorch says."""

    function: str
    line: int | None
    kept_by: int | None
    module: str
    said: str


def way_back(net: nn.Module, inputs: Sequence[Input], file: str) -> Change | None:
    """The change in place that stops the pass back; None where there is none. Lines are those of `file`."""
    said = _stopped(net, inputs)
    if said is None:
        return None
    watch = _Watch(file)
    handles = [
        module.register_forward_pre_hook(lambda module, args, path=path: watch.path.append(path))
        for path, module in net.named_modules()
    ]
    handles += [module.register_forward_hook(lambda *_: watch.path.pop() and None) for module in net.modules()]
    try:
        with evaluating(net), watch, torch.autograd.graph.saved_tensors_hooks(watch.keep, lambda kept: kept):
            net(*feed(Model(inputs=tuple(inputs)), Feed(high=2)))
    except Exception as error:  # it stops before the way back
        return Change(
            "an operation", _line(error.__traceback__, file), None, watch.path[-1] if watch.path else "", said
        )
    finally:
        for each in handles:
            each.remove()
    return watch.found(said) or Change("an operation", None, None, "", said)


def _stopped(net: nn.Module, inputs: Sequence[Input]) -> str | None:
    """What PyTorch says against a change in place, on the way there or back."""
    try:
        with evaluating(net), torch.random.fork_rng(devices=[]), torch.enable_grad():
            result = net(*feed(Model(inputs=tuple(inputs)), Feed(high=2)))
            ends = [each for each in tensors_in(result) if each.requires_grad]
            if ends:
                torch.autograd.backward([each.abs().sum() for each in ends])
    except RuntimeError as error:
        text = str(error)
        return text.split(";")[0] if "inplace operation" in text or "in-place operation" in text else None
    except Exception:  # others tell about those
        return None
    finally:
        net.zero_grad()
    return None


class _Watch(TorchFunctionMode):
    """What is kept for gradients, and what is changed in place, line by line."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file, self.path = file, list[str]()
        self.kept: list[tuple[Tensor, int, int | None]] = []  # with the version, and the line
        self.changes: list[tuple[str, int, int | None, str]] = []  # function, storage, line, module

    def keep(self, tensor: Tensor) -> Tensor:
        self.kept.append((tensor, tensor._version, self._line()))
        return tensor

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        versions = [(each, each._version) for each in args[:1] if isinstance(each, Tensor)]
        result = func(*args, **(kwargs or {}))
        for tensor, version in versions:
            if tensor._version != version:
                name = (resolve_name(func) or getattr(func, "__name__", "")).split(".")[-1]
                self.changes.append((name, _storage(tensor), self._line(), self.path[-1] if self.path else ""))
        return result

    def found(self, said: str) -> Change | None:
        """The first change of something that was kept."""
        changed = {_storage(tensor): line for tensor, version, line in self.kept if tensor._version != version}
        for name, storage, line, path in self.changes:
            if storage in changed:
                return Change(name, line, changed[storage], path, said)
        return None

    def _line(self) -> int | None:
        frame: Any = sys._getframe(1)
        while frame and frame.f_code.co_filename != self.file:
            frame = frame.f_back
        return frame.f_lineno if frame else None


def _storage(tensor: Tensor) -> int:
    return tensor.untyped_storage().data_ptr()


def _line(trace: Any, file: str) -> int | None:
    line = None
    while trace:
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == file else line
        trace = trace.tb_next
    return line
