"""A real pass on a device, forward and maybe back, and what each block gave in it."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from blocks import coding, tracing, words
from blocks.analysis import analyse
from blocks.backward import backward
from blocks.building import broken, build
from blocks.devices import device_called
from blocks.errors import BlockError
from blocks.explain import sentence
from blocks.feeding import feed, with_batch
from blocks.initialising import initialise
from blocks.measuring import type_of
from blocks.places import places
from blocks.report import ITEM_BYTES, Report, TensorType
from blocks.runs import MOST_BLOCKS, MOST_OUTPUT, Array, BlockRun, Device, Order, Result, Shown, Summary
from blocks.source import CODE
from blocks.tracing import Traced
from blocks.training import training_memory
from blocks.tree import Model
from blocks.watching import Watch, timed

SLOW = 500.0  # milliseconds: a pass that takes longer is done once, as warming up gains nothing
PASSES = 5  # of which the median is told, where there is time
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
    watch = Watch(device.name, order.show)
    try:
        net = network(report, order)
        tensors = [as_run(each, order) for each in feed(model, order.feed, given or {})]
        coded = _coded(report, net)

        def fresh() -> Sequence[Tensor]:  # for one pass; dropout drops the same in each
            torch.manual_seed(order.feed.seed)
            return [each.clone() for each in tensors] if coded else tensors  # code may write to its input

        with torch.inference_mode():
            outputs, ms = watch.look(report, net, fresh())  # it warms up, and tells which block fails
            passes = min(PASSES, int(SLOW / max(ms, 1)))
            if passes:
                ms = median(timed(net, fresh(), device.name)[1] for _ in range(passes))
                outputs, _ = watch.look(report, net, fresh())
            lines = tracing.lines(net, fresh(), coded) if coded else {}
        rows = tuple(watch.rows())
        came = _back(report, net, fresh(), order, rows) if order.backward else _Back(rows)
    except BlockError:
        raise
    except Exception as error:
        if not isinstance(error, _USUAL) and coding.line_of(error) is None:
            raise
        raise _failed(error, watch.current, device) from error
    sent, seen = ([_sendable(each) for each in some] for some in (outputs, watch.shown or ()))
    fed, gave, part = map(_types, (tensors, outputs, sent))
    shown = Shown(order.show, _types(watch.shown), _types(seen)) if watch.shown else None
    summary = Summary(
        device.name,
        device.label,
        fed,
        gave,
        part,
        ms,
        need,
        came.rows,
        lines,
        order,
        came.reached,
        came.stuck,
        shown,
        max(passes, 1),
    )
    return Result(summary, *([_array(each) for each in some] for some in (tensors, sent, seen)))


def _types(tensors: Sequence[Tensor]) -> tuple[TensorType, ...]:
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
    for path, module, block, _ in places(report):
        if block.kind == CODE:
            file = coding.filename(str(block.args["source"]))
            found.setdefault(net.get_submodule(module), Traced(file, [])).paths.append(path)
    return found


def _array(tensor: Tensor) -> Array:
    found: Array = tensor.float().cpu().numpy()
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


def _sendable(output: Tensor) -> Tensor:
    """As many of the first examples as may travel."""
    if output.ndim == 0 or output.numel() * 4 <= MOST_OUTPUT:
        return output
    each = max(1, output[:1].numel() * 4)
    kept = output[: max(1, MOST_OUTPUT // each)]
    return kept if kept.numel() * 4 <= MOST_OUTPUT else kept.flatten()[: MOST_OUTPUT // 4]


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
