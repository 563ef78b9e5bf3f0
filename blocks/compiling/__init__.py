"""Eager against recorded and compiled: the same model, weights and input, called in several ways by turns.

`torch.compile` makes machine code only where it has a folder to put it in (and, for the CPU, a C++ compiler); else it
records its graphs and PyTorch runs them. It trains nothing, and looks at the forward pass alone.

Sources: https://docs.pytorch.org/docs/stable/torch.compiler.html, https://docs.pytorch.org/docs/stable/export.html
"""

import time
from collections.abc import Mapping, Sequence
from statistics import median, quantiles
from typing import NamedTuple

import torch
from msgspec.structs import replace
from torch import Tensor

from blocks.analysis import analyse
from blocks.compiled import WAYS, Called, Comparison, Way
from blocks.compiling.case import Call, Case, difference
from blocks.compiling.surroundings import compiling, quiet, threads
from blocks.compiling.ways import MAKING
from blocks.devices import device_called
from blocks.errors import BlockError
from blocks.explain import sentence
from blocks.feeding import feed
from blocks.measuring import type_of
from blocks.report import Report
from blocks.running import affordable, as_run, network
from blocks.runs import Array, Order, with_batch
from blocks.stored import Stored
from blocks.tree import Model

WARM = 3  # rounds that are not counted: a trace is improved while it runs for the first times
FEWEST, MOST = 5, 200  # rounds that are
PATIENCE = 4_000.0  # milliseconds for all of them, where that is enough


def compare(
    model: Model,
    order: Order = Order(),
    given: Mapping[str, Array] | None = None,
    ways: Sequence[Way] = WAYS,
    folder: str = "",
    stored: Stored | None = None,
) -> Comparison:
    """Call the model in each of the ways, and eagerly first in any case.

    `folder` is where machine code may be put; without one none is made. `stored` are weights from a file.
    `order.backward` and `order.show` mean nothing here. Raises BlockError when the model has a problem, does not fit in
    memory, or does not run as it is.
    """
    model = with_batch(model, order.batch)
    report = analyse(model)
    device = device_called(order.device)
    affordable(report, device, replace(order, backward=False))
    wanted: list[Way] = ["eager", *(way for way in WAYS if way in ways and way != "eager")]
    with quiet(), torch.no_grad():
        net = network(report, order, stored)
        tensors = [as_run(each, order) for each in feed(model, order.feed, given or {})]
        case = Case(net, device.name, order.feed.seed, tensors, [_other(each) for each in tensors])
        with compiling(folder), threads(case) as count:
            tries = [_tried(way, case, report, folder) for way in wanted]
            if tries[0].error:
                raise _stops(tries[0].error) from tries[0].error
            times = _by_turns(case, [each for each in tries if each.call])
        rows = [_row(each, tries[0], times) for each in tries]
    fed, gave = (tuple(map(type_of, some)) for some in (tensors, tries[0].outputs))
    return Comparison(
        device.name, device.label, fed, gave, tuple(rows), len(times["eager"]), _spread(times["eager"]), count, order
    )


class _Tried(NamedTuple):
    """A way after its first call, or with the error that it ended in."""

    way: Way
    first: float = 0.0
    call: Call | None = None
    outputs: tuple[Tensor, ...] = ()
    elsewhere: tuple[Tensor, ...] = ()
    told: Called | None = None
    error: Exception | None = None


def _tried(way: Way, case: Case, report: Report, folder: str) -> _Tried:
    making = MAKING[way](case, report, folder)
    start = time.perf_counter()
    try:
        call = making.made()
        made = (time.perf_counter() - start) * 1e3
        outputs, ms = case.timed(call, case.given)
        elsewhere, _ = case.timed(call, case.other)
    except Exception as error:  # of whatever type: a compiler may raise anything
        return _Tried(way, error=error, told=making.told(error))
    return _Tried(way, made + ms, call, outputs, elsewhere, making.told())


def _by_turns(case: Case, tries: Sequence[_Tried]) -> dict[str, list[float]]:
    """The milliseconds of later calls: each way once in each round."""

    def rounds(count: int) -> list[list[float]]:
        return [[case.timed(each.call, case.given)[1] for each in tries if each.call] for _ in range(count)]

    lasts = sum(rounds(WARM)[-1])
    found = rounds(max(FEWEST, min(MOST, int(PATIENCE / max(lasts, 1e-3)))))
    return {each.way: list(row) for each, row in zip(tries, zip(*found, strict=True), strict=True)}


def _spread(times: Sequence[float]) -> float:
    low, _, high = quantiles(times, n=4)
    return high / max(low, 1e-6)


def _row(tried: _Tried, eager: _Tried, times: Mapping[str, Sequence[float]]) -> Called:
    told = tried.told or Called(tried.way)
    if tried.error:
        return told
    own, plain = times[tried.way], times["eager"]
    return replace(
        told,
        first=tried.first,
        later=median(own),
        gain=median(slow / max(quick, 1e-6) for slow, quick in zip(plain, own, strict=True)),
        difference=difference(tried.outputs, eager.outputs),
        elsewhere=difference(tried.elsewhere, eager.elsewhere),
    )


def _other(given: Tensor) -> Tensor:
    """Another input of the same shape and kind: real numbers ten times as large, whole ones in another order."""
    return given * 10 if given.is_floating_point() or given.is_complex() else given.flatten().flip(0).view_as(given)


def _stops(error: Exception) -> BlockError:
    return BlockError(
        f"PyTorch stops: {sentence(error)}",
        "a model that runs on this input.",
        "run it: that says which block stops.",
    )
