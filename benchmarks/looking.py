"""What looking costs: a pass with every block's statistics against the plain pass, forward and back.

    python -m benchmarks.looking

All four are done by turns in one process, on the CPU with all its threads; the control is the plain pass once more.
"""

import os
import statistics
import time
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

import blocks
from blocks.analysis import analyse
from blocks.backward import backward
from blocks.building import build
from blocks.feeding import feed
from blocks.measuring import tensors_of
from blocks.report import Report
from blocks.runs import Feed, vocabulary, with_batch
from blocks.timing import Clock
from blocks.watching import Watch
from ui.chapters import GALLERY

ROUNDS = 9
MODELS = (("lenet", 64), ("resnet18", 1), ("resnet18", 8), ("resnet152", 1))


def main() -> None:
    """Print a row for each model."""
    torch.set_num_threads(os.cpu_count() or 1)
    print(f"{'':16} {'forward':>9} {'control':>8} {'looking':>8} {'and back':>9} {'control':>8} {'looking':>8}")
    for name, batch in MODELS:
        model = with_batch(blocks.load(GALLERY / f"{name}.json"), batch)
        report = analyse(model)
        torch.manual_seed(0)
        _compare(f"{name}, {batch}", report, build(report), feed(model, Feed(high=vocabulary(model))))


def _compare(name: str, report: Report, net: nn.Module, given: Sequence[Tensor]) -> None:
    ways: list[Callable[[], object]] = [
        lambda: _forward(net, given),
        lambda: _forward(net, given),
        lambda: _looked(report, net, given),
        lambda: _back(net, given),
        lambda: _back(net, given),
        lambda: backward(report, net, given, 0),
    ]
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(ROUNDS + 1):
        for way, found in zip(ways, times, strict=True):
            start = time.perf_counter()
            way()
            if turn:  # the first one warms up
                found.append((time.perf_counter() - start) * 1e3)
    plain, again, looked, back, back_again, told = map(statistics.median, times)
    print(
        f"{name:16} {plain:6.1f} ms {again / plain:8.2f} {looked / plain:8.2f} "
        f"{back:6.1f} ms {back_again / back:8.2f} {told / back:8.2f}",
        flush=True,
    )


def _forward(net: nn.Module, given: Sequence[Tensor]) -> None:
    with torch.inference_mode():
        net(*given)


def _looked(report: Report, net: nn.Module, given: Sequence[Tensor]) -> None:
    clock = Clock("cpu", Watch().see)
    with torch.inference_mode(), clock.on(report, net):
        clock.run(net, given)


def _back(net: nn.Module, given: Sequence[Tensor]) -> None:
    tensors_of(net(*given))[0].mean().backward()
    net.zero_grad()


if __name__ == "__main__":
    main()
