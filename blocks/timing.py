"""How long a pass takes, and each block in it: a device that works on its own is waited for."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from statistics import median
from typing import Any

from torch import Tensor, nn

from blocks.devices import wait
from blocks.measuring import tensors_of
from blocks.places import Place, by_module
from blocks.report import Report


def timed(net: nn.Module, given: Sequence[Tensor], device: str) -> tuple[tuple[Tensor, ...], float]:
    """The outputs of a forward pass, and its milliseconds."""
    wait(device)
    start = time.perf_counter()
    output = net(*given)
    wait(device)
    return tensors_of(output), (time.perf_counter() - start) * 1e3


class Clock:
    """The time of each block's calls, in as many passes as it is run for while it is `on`.

    `seen` is called with each place, what the block was given there, and what it gave; the time that it takes is not
    counted.
    """

    def __init__(self, device: str, seen: Callable[[Place, Any, Any], None] | None = None) -> None:
        self.current = ""  # the path of the block that is at work, or failed
        self._device = device
        self._seen = seen
        self._there: dict[nn.Module, list[Place]] = {}
        self._calls: dict[nn.Module, int] = {}
        self._times: dict[str, list[float]] = {}
        self._spent = 0.0
        self._starts: list[tuple[float, float]] = []

    @contextmanager
    def on(self, report: Report, net: nn.Module) -> Iterator[None]:
        """Hooks on every block's module."""
        self._there = by_module(report, net)
        with ExitStack() as hooks:
            for module in self._there:
                hooks.callback(module.register_forward_pre_hook(self._before).remove)
                hooks.callback(module.register_forward_hook(self._after).remove)
            yield

    def run(self, net: nn.Module, given: Sequence[Tensor]) -> tuple[tuple[Tensor, ...], float]:
        """The outputs of a forward pass, and its milliseconds without what is counted as looking."""
        self._spent = 0.0
        self._starts.clear()
        self._calls = dict.fromkeys(self._there, 0)
        outputs, ms = timed(net, given, self._device)
        return outputs, ms - self._spent * 1e3

    def median(self, path: str) -> float:
        """The milliseconds of a block at its place, the median of the passes."""
        return median(self._times.get(path, [0.0])) * 1e3

    def _before(self, module: nn.Module, _args: Any) -> None:
        arrived = time.perf_counter()
        there = self._there[module]
        self.current = there[min(self._calls[module], len(there) - 1)].path
        wait(self._device)
        now = time.perf_counter()
        self._spent += now - arrived
        self._starts.append((now, self._spent))

    def _after(self, module: nn.Module, given: Any, result: Any) -> None:
        """A shared module answers to its places in turn."""
        wait(self._device)
        now = time.perf_counter()
        start, spent = self._starts.pop()
        there, call = self._there[module], self._calls[module]
        self._calls[module] += 1
        if call < len(there):
            self._times.setdefault(there[call].path, []).append((now - start) - (self._spent - spent))
            if self._seen:
                self._seen(there[call], given, result)
        self._spent += time.perf_counter() - now
