"""How often each line of a block that is written in Python runs in one forward pass.

Python's own tracing tells it, of frames of that text alone: what PyTorch does inside runs at its usual speed.
"""

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import Any, NamedTuple, TypeAlias

from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

Trace: TypeAlias = Callable[[FrameType, str, Any], Any]
Lines: TypeAlias = dict[int, int]  # how often, by the number of the line


class Traced(NamedTuple):
    """A module whose lines are counted: what tracebacks call its text, and its places, which its calls belong to in
    turn."""

    file: str
    paths: list[str]


def lines(net: nn.Module, given: Sequence[Tensor], traced: Mapping[nn.Module, Traced]) -> dict[str, Lines]:
    """The lines that run in `net(*given)`, by the path of the block."""
    found: dict[str, Counter[int]] = {path: Counter() for each in traced.values() for path in each.paths}
    handles = [handle for module, each in traced.items() for handle in _hooks(module, each, found)]
    before = sys.gettrace()
    try:
        net(*given)
    finally:
        sys.settrace(before)
        for handle in handles:
            handle.remove()
    return {path: dict(sorted(counter.items())) for path, counter in found.items()}


def _hooks(module: nn.Module, traced: Traced, found: Mapping[str, Counter[int]]) -> list[RemovableHandle]:
    """Tracing goes on before the module is called, and back to what it was after."""
    calls = 0
    outside: list[Any] = []

    def before(*_: Any) -> None:
        nonlocal calls
        outside.append(sys.gettrace())
        sys.settrace(_tracer(traced.file, found[traced.paths[min(calls, len(traced.paths) - 1)]]))
        calls += 1

    def after(*_: Any) -> None:
        sys.settrace(outside.pop())

    return [module.register_forward_pre_hook(before), module.register_forward_hook(after)]


def _tracer(file: str, counter: Counter[int]) -> Trace:
    def step(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            counter[frame.f_lineno] += 1
        return step

    def enter(frame: FrameType, _event: str, _: Any) -> Any:
        return step if frame.f_code.co_filename == file else None

    return enter
