"""What a device can do at best, measured, and what that means for each block: the time it needs at least, and why.

A block multiplies numbers, moves them through the memory, and is called from Python. The slowest of the three is what
it waits for, and the rate of a large product, the rate of a large copy, and the time of a call that has nothing to do
say how long that takes at best (the roofline model, Williams et al., 2009, with Python as a third roof).
"""

import time
from collections.abc import Callable, Iterable, Sequence

import torch
from msgspec.structs import replace
from torch import nn

from blocks.devices import wait
from blocks.places import Place
from blocks.report import ITEM_BYTES, Node
from blocks.runs import BlockRun, Bound, Limits, held_by, innermost

ENOUGH = 0.01  # seconds: a product that takes so long is large
SMALLEST, LARGEST = 512, 8_192  # rows of it
COPY = {"cpu": 2**26}  # bytes: beyond all caches
COPY_ELSEWHERE = 2**28
TRIES = 5  # of which the best counts
CALLS = 200
SLACK = 1.5  # a block this much quicker than a limit is not held by it: views move nothing, caches are quick
OLD = 60.0  # seconds, after which limits are measured again
FAR = 10.0  # a block this much slower than all of them is held by something else


_known: dict[tuple[str, str], tuple[float, Limits]] = {}


def limits(device: str, precision: str) -> Limits:
    """The best rates of a device with numbers of a precision that were seen in this process. Takes some tenths of a
    second the first time, and again after `OLD` seconds: a device that was busy then may do better now."""
    when, best = _known.get((device, precision), (-OLD, None))
    now = time.monotonic()
    if best is None or now - when >= OLD:
        best = _better(_measured(device, getattr(torch, precision)), best)
        _known[device, precision] = now, best
    return best


def _measured(device: str, dtype: torch.dtype) -> Limits:
    with torch.inference_mode():
        return Limits(_products(device, dtype), _copies(device, dtype), _call(device, dtype))


def _better(one: Limits, other: Limits | None) -> Limits:
    if other is None:
        return one
    return Limits(max(one.products, other.products), max(one.copies, other.copies), min(one.call, other.call))


def _products(device: str, dtype: torch.dtype) -> float:
    """The best of growing products, up to one that takes long enough."""
    size, took, best = SMALLEST // 2, 0.0, 0.0
    while took < ENOUGH and size < LARGEST:
        size *= 2
        left = torch.ones(size, size, device=device, dtype=dtype)
        took = _best(lambda left=left: left @ left, device)  # type: ignore[misc]
        best = max(best, 2 * size**3 / took)
    return best


def _copies(device: str, dtype: torch.dtype) -> float:
    given = torch.ones(COPY.get(device, COPY_ELSEWHERE) // dtype.itemsize, device=device, dtype=dtype)
    taken = torch.empty_like(given)
    return 2 * given.nbytes / _best(lambda: taken.copy_(given), device)


def _call(device: str, dtype: torch.dtype) -> float:
    """Seconds for a layer with a single number, waited for as each block of a run is."""
    layer, number = nn.ReLU(), torch.ones(1, device=device, dtype=dtype)

    def calls() -> None:
        for _ in range(CALLS):
            layer(number)
            wait(device)

    return _best(calls, device) / CALLS


def _best(work: Callable[[], object], device: str) -> float:
    times = []
    for _ in range(TRIES + 1):  # the first one warms up
        wait(device)
        start = time.perf_counter()
        work()
        wait(device)
        times.append(time.perf_counter() - start)
    return max(min(times[1:]), 1e-9)


# --- what that means for a block


def bounded(rows: Sequence[BlockRun], places: Iterable[Place], best: Limits, precision: str) -> tuple[BlockRun, ...]:
    """The rows with the milliseconds that each needs at least on such a device, and what holds it: of a block that
    holds others, the sum of theirs, and what holds the most of its time."""
    nodes = {place.path: place.node for place in places}
    leaves: dict[str, list[BlockRun]] = {}
    for row in innermost(rows):
        leaf = _bounded(row, nodes[row.path], best, precision)
        pieces = row.path.split(".")
        for length in range(1, len(pieces) + 1):
            leaves.setdefault(".".join(pieces[:length]), []).append(leaf)
    return tuple(_together(row, leaves[row.path]) for row in rows)


def _bounded(row: BlockRun, node: Node, best: Limits, precision: str) -> BlockRun:
    seconds: dict[Bound, float] = {
        "compute": 2 * node.macs / best.products,
        "memory": _moved(node, precision) / best.copies,
        "Python": best.call,
    }
    real = {bound: found * 1e3 for bound, found in seconds.items() if 0 < found * 1e3 <= SLACK * row.ms}
    bound = max(real, key=lambda each: real[each], default=None)
    if bound is None:  # quicker than a call with nothing to do
        return replace(row, least=row.ms, bound="Python")
    return replace(row, least=real[bound], bound=bound if row.ms <= FAR * real[bound] else "")


def _moved(node: Node, precision: str) -> float:
    """The bytes of all that goes in, comes out, and of the weights."""
    tensors = sum(each.bytes for each in (*node.inputs, *node.outputs))
    return tensors * ITEM_BYTES[precision] / ITEM_BYTES["float32"] + node.weights_in(precision)


def _together(row: BlockRun, leaves: Sequence[BlockRun]) -> BlockRun:
    return replace(row, least=sum(leaf.least for leaf in leaves), bound=max(held_by(leaves).items(), key=_time)[0])


def _time(found: tuple[Bound, float]) -> float:
    return found[1]
