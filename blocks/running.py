"""A real forward pass on a device, and what each block gave in it."""

import os
import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from blocks import coding, tracing, words
from blocks.analysis import analyse
from blocks.building import broken, build, called_again
from blocks.document import checked_batch, checked_input
from blocks.errors import BlockError
from blocks.explain import sentence
from blocks.inputs import set_batch
from blocks.measuring import tensors_of, type_of
from blocks.report import Node, Report
from blocks.runs import MOST_BLOCKS, MOST_OUTPUT, Array, BlockRun, Device, Feed, Order, Result, Summary
from blocks.source import CODE
from blocks.tracing import Traced
from blocks.tree import Block, Input, Model

SLOW = 500.0  # milliseconds: a pass that takes longer is done once, as warming up gains nothing
SHARE_OF_FREE = 0.8  # of the free memory may be used by a run


def devices() -> list[Device]:
    """Every device torch offers here, the CPU first."""
    memory = psutil.virtual_memory()
    found = [Device("cpu", _cpu_name(), memory.available, memory.total)]
    for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        free, total = torch.cuda.mem_get_info(index)
        found.append(Device(f"cuda:{index}", torch.cuda.get_device_name(index), free, total))
    if torch.backends.mps.is_available():
        found.append(Device("mps", "Apple GPU", memory.available, memory.total))
    xpu = torch.xpu
    for index in range(xpu.device_count() if xpu.is_available() else 0):
        total = xpu.get_device_properties(index).total_memory
        found.append(Device(f"xpu:{index}", xpu.get_device_name(index), total - xpu.memory_allocated(index), total))
    return found


def run(model: Model, order: Order = Order(), given: Mapping[str, Array] | None = None) -> Result:
    """Run the model once and look at every block's output.

    `given` are the arrays of inputs, by name. Weights are PyTorch's own initialisation, drawn from the
    feed's seed; the module is in eval mode.

    Raises: BlockError when the model has a problem, does not fit in memory, or PyTorch refuses.
    """
    model = with_batch(model, order.batch)
    report = analyse(model)
    device = device_called(order.device)
    need = affordable(report, device)
    watch = _Watch(device.name)
    try:
        torch.manual_seed(order.feed.seed)
        net = build(report, device.name)
        tensors = [each.to(device.name) for each in feed(model, order.feed, given or {})]
        coded = _coded(report, net)
        with torch.inference_mode():
            outputs, ms = watch.look(report, net, _own(tensors, coded))  # it warms up, and tells which block fails
            if ms < SLOW:
                _, ms = _timed(net, _own(tensors, coded), device.name)
                outputs, _ = watch.look(report, net, _own(tensors, coded))
            lines = tracing.lines(net, _own(tensors, coded), coded) if coded else {}
    except BlockError:
        raise
    except Exception as error:
        if not isinstance(error, _USUAL) and coding.line_of(error) is None:
            raise
        raise _failed(error, watch.current, device) from error
    sent = [_sendable(each) for each in outputs]
    fed, gave, came = (tuple(map(type_of, each)) for each in (tensors, outputs, sent))
    summary = Summary(device.name, device.label, fed, gave, came, ms, need, tuple(watch.rows()), lines)
    return Result(summary, [_array(each) for each in tensors], [_array(each) for each in sent])


_USUAL = (RuntimeError, IndexError, MemoryError, ValueError, NotImplementedError)  # what PyTorch raises in a run


def _coded(report: Report, net: nn.Module) -> dict[nn.Module, Traced]:
    """The modules of blocks that are written in Python."""
    found: dict[nn.Module, Traced] = {}
    for path, called, block, _ in _places(report.model.root, report.root, "", "", 0):
        if block.kind == CODE:
            file = coding.filename(str(block.args["source"]))
            found.setdefault(net.get_submodule(called), Traced(file, [])).paths.append(path)
    return found


def _own(tensors: Sequence[Tensor], coded: Mapping[nn.Module, Traced]) -> Sequence[Tensor]:
    """Tensors for one pass: code may write to its input."""
    return [each.clone() for each in tensors] if coded else tensors


def _array(tensor: Tensor) -> Array:
    found: Array = tensor.float().cpu().numpy()
    return found


def with_batch(model: Model, batch: int | None) -> Model:
    """The model fed with `batch` examples at once."""
    if batch is None:
        return model
    if model.batch is not None:
        return set_batch(model, checked_batch(batch))
    first = model.inputs[0].shape[0]
    inputs = tuple(
        replace(each, shape=(batch, *each.shape[1:])) if each.shape[0] == first else each for each in model.inputs
    )
    for each in inputs:
        checked_input(each.shape, each.dtype)
    return replace(model, inputs=inputs)


def feed(model: Model, how: Feed, given: Mapping[str, Array] | None = None) -> list[Tensor]:
    """The input tensors of a run, on the CPU."""
    random = torch.Generator().manual_seed(how.seed)
    return [_fed(each, how, (given or {}).get(each.name), random) for each in model.inputs]


def _fed(wanted: Input, how: Feed, given: Array | None, random: torch.Generator) -> Tensor:
    shape, dtype = wanted.shape, getattr(torch, wanted.dtype)
    if given is not None:
        if given.shape == shape:
            return torch.from_numpy(np.array(given)).to(dtype)
        raise BlockError(
            f"The run was given an array of shape {given.shape} for {wanted.name}.", f"an array of shape {shape}.",
            "give one, or choose a random input.",
        )  # fmt: skip
    if how.source == "ones":
        return torch.ones(shape, dtype=dtype)
    if how.source == "integers" or not (dtype.is_floating_point or dtype.is_complex):
        return torch.randint(0, max(how.high, 1), shape, generator=random).to(dtype)
    draw = torch.rand if how.source == "uniform" else torch.randn
    return draw(shape, generator=random).to(dtype)


def _cpu_name() -> str:
    name = platform.processor() or platform.machine() or "CPU"
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        lines = listing.read_text().splitlines()
        name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), name)
    return f"{name}, {os.cpu_count()} cores"


def device_called(name: str) -> Device:
    """The device with a name. Raises BlockError when it is not here."""
    here = devices()
    for device in here:
        if device.name == name:
            return device
    raise BlockError(
        f"The device {name[:32]!r} is not here.",
        f"one of {', '.join(each.name for each in here)}.",
        "choose another device.",
    )


def affordable(report: Report, device: Device) -> int:
    """The bytes a run needs: the weights and the most that is held at once. Raises BlockError if too many."""
    if not report.ok:
        raise broken(report)
    root = report.root
    if root.unfolded > MOST_BLOCKS:
        raise BlockError(
            f"The model unfolds to {root.unfolded:,} blocks.",
            f"at most {MOST_BLOCKS:,} in a run.",
            "repeat fewer times.",
        )
    need = root.weight_bytes + root.peak
    if need > SHARE_OF_FREE * device.free:
        weights, activations, most = map(words.size, (root.weight_bytes, root.peak, SHARE_OF_FREE * device.free))
        raise BlockError(
            f"The run needs about {words.size(need)}: weights {weights}, activations {activations}.",
            f"at most {most}, {SHARE_OF_FREE:.0%} of what is free on {device.name}.",
            "use a smaller batch, a smaller input or smaller layers.",
        )
    return need


def _timed(net: nn.Module, given: Sequence[Tensor], device: str) -> tuple[tuple[Tensor, ...], float]:
    """The outputs of a forward pass, and its milliseconds."""
    _wait(device)
    start = time.perf_counter()
    output = net(*given)
    _wait(device)
    return tensors_of(output), (time.perf_counter() - start) * 1e3


def _wait(device: str) -> None:
    kind = device.split(":")[0]
    if kind != "cpu":
        getattr(torch, kind).synchronize()


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


class _Watch:
    """Looks at each block's output as it passes. The time this takes is not counted as the blocks'."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.current = ""
        self._spent = 0.0
        self._starts: list[tuple[float, float]] = []
        self._seen: dict[str, BlockRun] = {}
        self._order: list[str] = []
        self._handles: list[RemovableHandle] = []
        self._last: tuple[Tensor, dict[str, Any]] | None = None

    def look(self, report: Report, net: nn.Module, given: Sequence[Tensor]) -> tuple[tuple[Tensor, ...], float]:
        """A forward pass with every block's module hooked, and its milliseconds without the looking.

        A shared module answers to its places in turn.
        """
        self._order.clear()
        self._spent = 0.0
        places: dict[nn.Module, list[tuple[str, str, int]]] = {}
        for path, called, block, depth in _places(report.model.root, report.root, "", "", 0):
            places.setdefault(net.get_submodule(called), []).append((path, block.kind, depth))
            self._order.append(path)
        for module, names in places.items():
            self._hook(module, names)
        outputs, ms = _timed(net, given, self.device)
        for handle in self._handles:
            handle.remove()
        return outputs, ms - self._spent * 1e3

    def rows(self) -> Iterator[BlockRun]:
        """What was seen, in the order of the model."""
        return (self._seen[path] for path in self._order if path in self._seen)

    def _hook(self, module: nn.Module, names: list[tuple[str, str, int]]) -> None:
        calls = 0

        def before(*_: Any) -> None:
            self.current = names[min(calls, len(names) - 1)][0]
            _wait(self.device)
            self._starts.append((time.perf_counter(), self._spent))

        def after(_module: nn.Module, _args: Any, result: Any) -> None:
            nonlocal calls
            _wait(self.device)
            now = time.perf_counter()
            output = _first(result, self.current)
            start, spent = self._starts.pop()
            elapsed = (now - start) - (self._spent - spent)
            if calls < len(names):
                path, kind, depth = names[calls]
                self._seen[path] = BlockRun(
                    path, kind, depth, type_of(output), ms=elapsed * 1e3, **self._statistics(output)
                )
            calls += 1
            self._spent += time.perf_counter() - now

        self._handles += [module.register_forward_pre_hook(before), module.register_forward_hook(after)]

    def _statistics(self, output: Tensor) -> dict[str, Any]:
        """Two passes, because a sum of squares loses the deviation of numbers far from zero. A container gives
        its last child's tensor: what was computed for that one is used again."""
        if self._last and self._last[0] is output:
            return self._last[1]
        found = _statistics(output)
        self._last = (output, found)
        return found


def _first(result: Any, path: str) -> Tensor:
    """The first tensor of a result; code may give something else when it runs than when it was looked at."""
    tensors = tensors_of(result)
    if tensors:
        return tensors[0]
    raise BlockError(
        f"The block gives {type(result).__name__}, and no tensor.", "a tensor, or a tuple of tensors.",
        "let forward return tensors.", path,
    )  # fmt: skip


def _statistics(output: Tensor) -> dict[str, Any]:
    if output.numel() == 0:
        return {"mean": 0.0, "std": 0.0, "low": 0.0, "high": 0.0, "zeros": 0.0, "strange": 0}
    x = output.float().flatten()
    mean = x.mean()
    strange = 0 if torch.isfinite(mean) else int((~torch.isfinite(x)).sum())
    if strange:
        zeros = 1 - x.count_nonzero() / x.numel()
        x = x[torch.isfinite(x)]
        if x.numel() == 0:
            return {"mean": 0.0, "std": 0.0, "low": 0.0, "high": 0.0, "zeros": float(zeros), "strange": strange}
        mean = x.mean()
    low, high = x.aminmax()
    std = (x - mean).square().mean().sqrt()
    zeros = 1 - x.count_nonzero() / x.numel()
    values = torch.stack([mean, std, low, high, zeros]).tolist()
    return dict(zip(("mean", "std", "low", "high", "zeros"), values, strict=True)) | {"strange": strange}


def _places(block: Block, node: Node, path: str, module: str, depth: int) -> Iterator[tuple[str, str, Block, int]]:
    """Every place of every block: path, path of its module, block, depth; a Repeat's rounds one by one."""
    if path:
        yield path, module, block, depth
    yield from _inner_places(block, node, path, depth + 1)


def _inner_places(block: Block, node: Node, path: str, depth: int) -> Iterator[tuple[str, str, Block, int]]:
    if block.definition:  # its body is the same module
        yield from _inner_places(block.children[0], node.children[0], path, depth)
    elif block.kind == "Reuse":  # what is in it is told of its own place
        return
    elif block.kind == "Repeat":
        rounds = [each.children for each in node.rounds for _ in range(each.count)]
        for index, nodes in enumerate(rounds):
            names = [""] if len(block.children) == 1 else block.names()
            yield from _row(block.children, nodes, names, f"{path}.{index}", {}, depth)
    else:
        again = called_again(block) if block.kind == "Graph" else {}
        yield from _row(block.children, node.children, block.names(), path, again, depth)


def _row(
    blocks: Sequence[Block],
    nodes: Sequence[Node],
    names: Sequence[str],
    path: str,
    again: Mapping[str, str],
    depth: int,
) -> Iterator[tuple[str, str, Block, int]]:
    for name, child, known in zip(names, blocks, nodes, strict=True):
        own, called = (f"{path}.{each}".strip(".") for each in (name, again.get(name, name)))
        yield from _places(child, known, own, called, depth)
