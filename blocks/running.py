"""A real pass on a device, forward and maybe back, and what each block gave in it."""

from collections.abc import Iterable, Mapping, Sequence
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
from blocks.stored import MOST_FILE, Stored
from blocks.timing import Clock, timed
from blocks.tracing import Traced
from blocks.training import training_memory
from blocks.tree import Model
from blocks.watching import Watch
from blocks.weights import load_weights, packed

SLOW = 500.0  # milliseconds: so long a pass may be repeated for its median
PASSES = 25  # of which the median is told, where there is time
LONG = 10_000.0  # milliseconds: a pass that takes longer is done once
SHARE_OF_FREE = 0.8  # of the free memory may be used by a run


def run(
    model: Model,
    order: Order = Order(),
    given: Mapping[str, Array] | None = None,
    stored: Stored | None = None,
) -> Result:
    """Run the model and look at every block's output, and at every gradient where a pass back is asked for.

    `given` are the arrays of inputs, by name. Weights are drawn from the feed's seed, or come from a file.

    Raises: BlockError when the model has a problem, does not fit in memory, or PyTorch refuses.
    """
    model = with_batch(model, order.batch)
    report = analyse(model)
    device = device_called(order.device)
    need = affordable(report, device, order)
    if order.show and order.show not in {place.path for place in places(report)}:
        raise BlockError(f"No block is called {order.show[:64]!r}.", "the path of a block.", "choose another block.")
    watch = Watch(order.show)
    look = Clock(device.name, watch.see)
    precision = order.precision or "float32"
    try:
        work = _work(report, order, device.name, given or {}, stored)
        with torch.inference_mode():
            gave = work.done(look)
        rows = watch.rows(report, gave.clock)
        best = limits(device.name, precision) if order.timed else None
        rows = bounded(rows, places(report), best, precision) if best else rows
        came = _back(work, rows) if order.backward else _Back(rows)
    except BlockError:
        raise
    except Exception as error:
        if not isinstance(error, USUAL) and coding.line_of(error) is None:
            raise
        raise failed(error, look.current, device) from error
    sent = [_sendable(each) for each in gave.outputs]
    shown, seen = _shown(order.show, watch.shown, gave.attention)
    summary = Summary(
        device.name,
        device.label,
        inputs=_types(work.tensors),
        outputs=_types(gave.outputs),
        sent=_types(sent),
        ms=median(gave.times),
        bytes=need,
        rows=came.rows,
        lines=gave.lines,
        order=order,
        reached=came.reached,
        stuck=came.stuck,
        shown=shown,
        passes=len(gave.times),
        limits=best,
        held=gave.held,
        steps=gave.steps.steps,
    )
    arrays = (work.tensors, sent, seen, gave.steps.tensors)
    return Result(summary, *([_array(each) for each in some] for some in arrays))


class _Gave(NamedTuple):
    """What some passes of a model gave: the outputs and milliseconds of plain ones, a clock that saw each block, the
    bytes that one held at most, how often lines of code ran, the weights of attention, and the steps."""

    outputs: tuple[Tensor, ...]
    times: list[float]
    clock: Clock
    held: int | None
    lines: dict[str, dict[int, int]]
    attention: dict[str, Tensor]
    steps: Steps


class _Work(NamedTuple):
    """A model that is built, and what it is fed."""

    report: Report
    order: Order
    device: str
    net: nn.Module
    tensors: list[Tensor]
    coded: dict[nn.Module, Traced]

    def fresh(self) -> Sequence[Tensor]:
        """The inputs of one pass. Dropout drops the same in each, and code may write to its input."""
        torch.manual_seed(self.order.feed.seed)
        return [each.clone() for each in self.tensors] if self.coded else self.tensors

    def done(self, look: Clock) -> _Gave:
        """All passes that are asked for; the first warms up, and tells `look` which block fails."""
        outputs, cold = self._watched(look)
        steps = Steps(self.net, self.report.root.unfolded)
        if self.order.steps:
            self._watched(Clock(self.device, steps.see))
        times, clock, memory = [cold], look, None
        if self.order.timed and cold < LONG:
            times, clock = self._timed()
            memory = held(self.net, self.fresh(), self.device)
        lines = tracing.lines(self.net, self.fresh(), self.coded) if self.coded else {}
        show = self.order.show
        attention = attending.weights(self.report, self.net, self.fresh(), show) if show else {}
        return _Gave(outputs, times, clock, memory, lines, attention, steps)

    def _watched(self, clock: Clock) -> tuple[tuple[Tensor, ...], float]:
        with clock.on(self.report, self.net):
            return clock.run(self.net, self.fresh())

    def _timed(self) -> tuple[list[float], Clock]:
        """The milliseconds of passes of a warm module, one where it is slow, and of its blocks in as many others."""
        times = [timed(self.net, self.fresh(), self.device)[1]]
        more = min(PASSES - 1, int(SLOW / max(times[0], 1)))
        times += [timed(self.net, self.fresh(), self.device)[1] for _ in range(more)]
        clock = Clock(self.device)
        with clock.on(self.report, self.net):
            for _ in times:
                clock.run(self.net, self.fresh())
        return times, clock


def _work(report: Report, order: Order, device: str, given: Mapping[str, Array], stored: Stored | None) -> _Work:
    net = network(report, order, stored)
    tensors = [as_run(each, order) for each in feed(report.model, order.feed, given)]
    return _Work(report, order, device, net, tensors, _coded(report, net))


def _shown(
    path: str, outputs: Sequence[Tensor] | None, attention: Mapping[str, Tensor]
) -> tuple[Shown | None, list[Tensor]]:
    """The block that is to be shown, and what of it comes along."""
    if not outputs:
        return None, []
    sent = [_sendable(each) for each in outputs]
    weights = [_sendable(each, MOST_OUTPUT // len(attention)) for each in attention.values()]
    told = tuple(map(Attention, attention, _types(attention.values()), _types(weights)))
    return Shown(path, _types(outputs), _types(sent), told), [*sent, *weights]


def _types(tensors: Iterable[Tensor]) -> tuple[TensorType, ...]:
    return tuple(map(type_of, tensors))


def network(report: Report, order: Order, stored: Stored | None = None) -> nn.Module:
    """The model as a run has it: weights, precision and mode. Raises BlockError for a file that does not fit."""
    torch.manual_seed(order.feed.seed)
    net = build(report, order.device)
    initialise(net, order.weights)
    if stored is not None:
        load_weights(net, stored, stored.only_matching)
    return (net.to(_dtype(order)) if order.precision else net).train(order.training)


def first_weights(model: Model, order: Order, stored: Stored | None = None) -> bytes:
    """The weights that a run begins with, as a `.safetensors` file. Raises BlockError where it is too large."""
    report = analyse(with_batch(model, order.batch))
    affordable(report, device_called(order.device))
    if report.root.weight_bytes > MOST_FILE:
        raise BlockError(
            f"The weights have {words.size(report.root.weight_bytes)}.", f"at most {words.size(MOST_FILE)} on a page.",
            "save the model as JSON, and in a shell: python -m blocks weights model.json model.safetensors",
        )  # fmt: skip
    return packed(network(report, order, stored))


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


def _back(work: _Work, rows: tuple[BlockRun, ...]) -> _Back:
    try:
        found = backward(work.report, work.net, work.fresh(), work.order.feed.seed)
    except BlockError as error:
        return _Back(rows, stuck=str(error))
    told = (replace(row, gradient=found.outputs[row.path], learns=found.parameters[row.path]) for row in rows)
    return _Back(tuple(told), found.inputs)


USUAL = (RuntimeError, IndexError, MemoryError, ValueError, NotImplementedError)  # what PyTorch raises in a run


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


def failed(error: Exception, path: str, device: Device) -> BlockError:
    """What PyTorch, or code, raised in a pass at the block at `path`, in three parts."""
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
