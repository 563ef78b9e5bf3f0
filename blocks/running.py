"""A real pass on a device, forward and maybe back, and what each block gave in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from blocks import attending, coding, tracing, words
from blocks.analysis import analyse
from blocks.backward import backward
from blocks.building import broken, build
from blocks.devices import device_called
from blocks.errors import BlockError
from blocks.explain import sentence
from blocks.feeding import feed
from blocks.initialising import initialise
from blocks.limits import bounded, limits
from blocks.measuring import type_of
from blocks.peaks import held
from blocks.places import places
from blocks.report import ITEM_BYTES, Report, TensorType
from blocks.runs import (
    MOST_BLOCKS,
    MOST_OUTPUT,
    Array,
    Attention,
    BlockRun,
    Device,
    Order,
    Result,
    Shown,
    Summary,
    with_batch,
)  # fmt: skip
from blocks.source import CODE
from blocks.steps import Steps
from blocks.timing import Clock, timed
from blocks.tracing import Traced
from blocks.training import training_memory
from blocks.tree import Model
from blocks.watching import Watch

SLOW = 500.0  # milliseconds: so long a pass may be repeated for its median
PASSES = 25  # of which the median is told, where there is time
LONG = 10_000.0  # milliseconds: a pass that takes longer is done once
SHARE_OF_FREE = 0.8  # of the free memory may be used by a run


def run(model: Model, order: Order = Order(), given: Mapping[str, Array] | None = None) -> Result:
    """Run the model once and look at every block's output, and at every gradient where a pass back is asked for.

    `given` are the arrays of inputs, by name. Weights are drawn from the feed's seed.

    Raises: BlockError when the model has a problem, does not fit in memory, or PyTorch refuses.
    """
    model = with_batch(model, order.batch)
    report = analyse(model)
    device = device_called(order.device)
    need = affordable(report, device, order)
    if order.show and order.show not in {place.path for place in places(report)}:
        raise BlockError(f"No block is called {order.show[:64]!r}.", "the path of a block.", "choose another block.")
    watch = Watch(order.show)
    look: Clock | None = None
    try:
        net = network(report, order)
        tensors = [as_run(each, order) for each in feed(model, order.feed, given or {})]
        coded = _coded(report, net)
        steps = Steps(net, report.root.unfolded)

        def fresh() -> Sequence[Tensor]:  # for one pass; dropout drops the same in each
            torch.manual_seed(order.feed.seed)
            return [each.clone() for each in tensors] if coded else tensors  # code may write to its input

        with torch.inference_mode():
            with Clock(report, net, device.name, watch.see) as look:  # it warms up, and tells which block fails
                outputs, cold = look.run(fresh())
            if order.steps:
                with Clock(report, net, device.name, steps.see) as walk:
                    walk.run(fresh())
            times, clock, memory = [cold], look, None
            if cold < LONG:
                times, clock = _timed(report, net, fresh, device.name)
                memory = held(net, fresh(), device.name)
            lines = tracing.lines(net, fresh(), coded) if coded else {}
            looks = attending.weights(report, net, fresh(), order.show) if order.show else {}
        precision = order.precision or "float32"
        best = limits(device.name, precision)
        rows = bounded(watch.rows(report, clock), places(report), best, precision)
        came = _back(report, net, fresh(), order, rows) if order.backward else _Back(rows)
    except BlockError:
        raise
    except Exception as error:
        if not isinstance(error, _USUAL) and coding.line_of(error) is None:
            raise
        raise _failed(error, look.current if look else "", device) from error
    sent, seen = ([_sendable(each) for each in some] for some in (outputs, watch.shown or ()))
    looked = [_sendable(each, MOST_OUTPUT // len(looks)) for each in looks.values()]
    attention = tuple(map(Attention, looks, _types(looks.values()), _types(looked)))
    summary = Summary(
        device.name,
        device.label,
        inputs=_types(tensors),
        outputs=_types(outputs),
        sent=_types(sent),
        ms=median(times),
        bytes=need,
        rows=came.rows,
        lines=lines,
        order=order,
        reached=came.reached,
        stuck=came.stuck,
        shown=Shown(order.show, _types(watch.shown), _types(seen), attention) if watch.shown else None,
        passes=len(times),
        limits=best,
        held=memory,
        steps=steps.steps,
    )
    arrays = (tensors, sent, [*seen, *looked], steps.tensors)
    return Result(summary, *([_array(each) for each in some] for some in arrays))


def _timed(
    report: Report, net: nn.Module, fresh: Callable[[], Sequence[Tensor]], device: str
) -> tuple[list[float], Clock]:
    """The milliseconds of passes of a warm module, one where it is slow, and of its blocks in as many others."""
    times = [timed(net, fresh(), device)[1]]
    times += [timed(net, fresh(), device)[1] for _ in range(min(PASSES - 1, int(SLOW / max(times[0], 1))))]
    with Clock(report, net, device) as clock:
        for _ in times:
            clock.run(fresh())
    return times, clock


def _types(tensors: Iterable[Tensor]) -> tuple[TensorType, ...]:
    return tuple(map(type_of, tensors))


def network(report: Report, order: Order) -> nn.Module:
    """The model as a run has it: weights, precision and mode."""
    torch.manual_seed(order.feed.seed)
    net = build(report, order.device)
    initialise(net, order.weights)
    return (net.to(_dtype(order)) if order.precision else net).train(order.training)


def as_run(given: Tensor, order: Order) -> Tensor:
    """An input on the device and in the precision of a run."""
    dtype = _dtype(order) if order.precision and given.is_floating_point() else given.dtype
    return given.to(order.device, dtype)


def _dtype(order: Order) -> torch.dtype:
    found: torch.dtype = getattr(torch, order.precision or "float32")
    return found


class _Back(NamedTuple):
    """The rows, with gradients after a pass back; what reached the inputs, or why there was none."""

    rows: tuple[BlockRun, ...]
    reached: tuple[float | None, ...] = ()
    stuck: str = ""


def _back(report: Report, net: nn.Module, given: Sequence[Tensor], order: Order, rows: tuple[BlockRun, ...]) -> _Back:
    try:
        found = backward(report, net, given, order.feed.seed)
    except BlockError as error:
        return _Back(rows, stuck=str(error))
    told = (replace(row, gradient=found.outputs[row.path], learns=found.parameters[row.path]) for row in rows)
    return _Back(tuple(told), found.inputs)


_USUAL = (RuntimeError, IndexError, MemoryError, ValueError, NotImplementedError)  # what PyTorch raises in a run


def _coded(report: Report, net: nn.Module) -> dict[nn.Module, Traced]:
    """The modules of blocks that are written in Python."""
    found: dict[nn.Module, Traced] = {}
    for place in places(report):
        if place.block.kind == CODE:
            file = coding.filename(str(place.block.args["source"]))
            found.setdefault(net.get_submodule(place.module), Traced(file, [])).paths.append(place.path)
    return found


def _array(tensor: Tensor) -> Array:
    """As arrays travel; of complex numbers their magnitudes."""
    found: Array = (tensor.abs() if tensor.is_complex() else tensor).float().cpu().numpy()
    return found


def affordable(report: Report, device: Device, order: Order = Order()) -> int:
    """The bytes a run needs: the weights and the most that is held at once; for a pass back also a gradient for each
    weight, and what the blocks keep for it. Raises BlockError if too many."""
    if not report.ok:
        raise broken(report)
    root = report.root
    if root.unfolded > MOST_BLOCKS:
        raise BlockError(
            f"The model unfolds to {root.unfolded:,} blocks.",
            f"at most {MOST_BLOCKS:,} in a run.",
            "repeat fewer times.",
        )
    weights, activations = root.weight_bytes, root.peak
    if order.backward:
        weights, activations = 2 * weights, activations + _kept(report)
    scale = ITEM_BYTES[order.precision or "float32"] / ITEM_BYTES["float32"]
    weights, activations = (int(each * scale) for each in (weights, activations))
    need = weights + activations
    if need > SHARE_OF_FREE * device.free:
        most = words.size(SHARE_OF_FREE * device.free)
        raise BlockError(
            f"The run needs about {words.size(need)}: weights {words.size(weights)}, activations "
            f"{words.size(activations)}.",
            f"at most {most}, {SHARE_OF_FREE:.0%} of what is free on {device.name}.",
            "use a smaller batch, a smaller input or smaller layers.",
        )
    return need


def _kept(report: Report) -> int:
    try:
        return training_memory(report).bytes
    except BlockError:  # it cannot be trained: the pass back will say so
        return 0


def _sendable(output: Tensor, most: int = MOST_OUTPUT) -> Tensor:
    """As much as may travel: the first examples; of one example the first of what is in it."""
    kept = output
    for dim in range(output.ndim):
        each = 4 * kept.select(dim, 0).numel() if kept.numel() else 0
        if kept.numel() * 4 <= most:
            break
        kept = kept.narrow(dim, 0, max(1, most // each))
    return kept


def _failed(error: Exception, path: str, device: Device) -> BlockError:
    if "out of memory" in str(error) or "allocate" in str(error):
        return BlockError(
            f"{device.name} ran out of memory.",
            f"a run within {words.size(device.free)}.",
            "use a smaller batch or input.",
            path,
        )
    if isinstance(error, IndexError) and coding.line_of(error) is None:
        return BlockError(
            sentence(error), "indices below num_embeddings.", "lower the largest number of the input.", path
        )
    line = coding.line_of(error)
    if line is not None:
        said = sentence(error) if isinstance(error, RuntimeError) else f"{type(error).__name__}: {sentence(error)}"
        return BlockError(
            f"The code stops in line {line}: {said}", "code that runs on this input.", f"change line {line}.", path
        )
    return BlockError(
        f"PyTorch stops: {sentence(error)}", "a block that runs on this input.", "change the block or the input.", path
    )
