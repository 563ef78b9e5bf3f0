"""What autograd saves of one layer, or one merge of branches, for the backward pass: asked of PyTorch.

The layer is run in training mode on the meta device, where a storage has an identity and a size but no
memory; hooks on what is saved do the rest. Attention and recurrent layers ask their device which way to
compute, and the ways save different tensors: they run once more on tensors that pretend to lie on the CPU.
There is no rule about any layer in this file.

Three kinds keep other bytes on a real CPU. An LSTM in float32 leaves its steps to oneDNN, whose workspace
is two to three times what is told here, which is PyTorch's own computation. An EmbeddingBag keeps one
index more, and in mode "sum" without the lists that its other modes need. A GroupNorm keeps the
statistics of bfloat16 in float32. A GPU's fused kernels (attention, dropout, cuDNN) differ more.
"""

import copy
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any, Literal, NamedTuple, TypeAlias

import torch
from torch import Tensor, nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.autograd.graph import saved_tensors_hooks
from torch.utils._python_dispatch import TorchDispatchMode

from blocks import catalogue, coding, inside
from blocks.catalogue.structures import MERGES, Residual
from blocks.errors import BlockError
from blocks.kinds import Value
from blocks.measuring import tensors_of
from blocks.source import CODE
from blocks.stretching import time_axis

ALIGNED = 16  # bytes: a storage of a multiple of this can be seen as any dtype
FEW = 3  # steps of a recurrent layer from which on each further one keeps the same


class Layout(NamedTuple):
    """How a tensor lies in its storage, and whether a gradient flows into it. Strides and offset in items."""

    shape: tuple[int, ...]
    stride: tuple[int, ...]
    offset: int
    dtype: str
    learns: bool


class Held(NamedTuple):
    """A tensor among others: equal numbers say which are the very same tensor, and which share a storage."""

    tensor: int
    storage: int
    layout: Layout


Helds: TypeAlias = tuple[Held, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Keeping:
    """What a block keeps of inputs whose storages are numbered from 0; the next numbers are what it makes itself.

    `sizes` are the bytes of storages it makes that its outputs lie in, `kept` the numbers of the
    storages it keeps, `inner` the bytes of those it keeps that nobody else sees. A block with `parts`
    keeps what they keep.
    """

    outputs: Helds
    sizes: Mapping[int, int]
    kept: frozenset[int]
    inner: int = 0
    parts: tuple["Part", ...] = ()


Role: TypeAlias = Literal["child", "merge", "round"]


class Part(NamedTuple):
    """`times` calls of a block in a structure, all alike. `made`: its numbers of storages as the structure's own."""

    keeping: Keeping
    made: Mapping[int, int]
    role: Role = "child"
    times: int = 1


@lru_cache(maxsize=50_000)
def of_layer(kind: str, items: tuple[tuple[str, Value], ...], given: Helds) -> Keeping:
    """What a layer keeps. Raises BlockError where PyTorch does not train it."""
    try:
        return _of_code(dict(items), given) if kind == CODE else _stretched(_layer(kind, items), given)
    except Exception as error:  # whatever PyTorch raises is the answer
        reason = str(error).strip().partition("\n")[0][:200]
        raise BlockError(
            f"PyTorch does not train {kind} on this input: {reason}", "a layer that also works in training mode.",
            "choose other arguments, or another input.",
        ) from error  # fmt: skip


def _of_code(args: dict[str, Any], given: Helds) -> Keeping:
    """What a block written in Python keeps: on the meta device, or on the CPU where the numbers decide its way."""
    source = args.pop("source")
    try:
        with torch.device("meta"):
            return _saved(coding.make(source, args).train(), _tensors(given, "meta"), given)
    except Exception:  # whatever it cannot do there
        tensors = _tensors(given, "cpu")
        for each in tensors:
            each.detach().normal_() if each.dtype.is_floating_point else each.detach().zero_()
        return _saved(coding.make(source, args).train(), tensors, given)


@lru_cache(maxsize=10_000)
def of_merge(merge: str, dim: int, given: Helds) -> Keeping:
    """What joining the branches' outputs keeps."""
    return _asked(partial(_join, merge, dim), given)


@lru_cache(maxsize=20_000)
def _layer(kind: str, items: tuple[tuple[str, Value], ...]) -> nn.Module:
    with torch.device("meta"):
        module = catalogue.module_class(kind)(**dict(items)).train()
    for norm in module.modules():
        if getattr(norm, "num_batches_tracked", None) is not None and norm.momentum is None:
            norm.num_batches_tracked = torch.tensor(0)  # the one number that a forward pass reads
    return module


def _join(merge: str, dim: int, *tensors: Tensor) -> Tensor:
    branches = [_Branch(place) for place in range(len(tensors))]
    if merge == "Residual":
        module: nn.Module = Residual(*branches)
    else:
        module = MERGES[merge](*branches, dim=dim) if merge in ("concat", "stack") else MERGES[merge](*branches)
    joined: Tensor = module(tensors)
    return joined


class _Branch(nn.Module):
    """A branch whose output is known."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def forward(self, tensors: tuple[Tensor, ...]) -> Tensor:
        return tensors[self.place]


def _asked(run: Callable[..., Any], given: Helds) -> Keeping:
    if isinstance(run, nn.RNNBase):
        return _asked_pretending(run, given)
    with _Watch() as watch:
        keeping = _saved(run, _tensors(given, "meta"), given)
    return _asked_pretending(run, given) if watch.attends else keeping


def _asked_pretending(run: Callable[..., Any], given: Helds) -> Keeping:
    """As `_asked`, on tensors that pretend to lie on the CPU."""
    run = _pretended(run) if isinstance(run, nn.Module) else run
    with _pretending(), torch.backends.mkldnn.flags(enabled=False):
        return _saved(run, _tensors(given, "cpu"), given)


def _pretended(module: nn.Module) -> nn.Module:
    """A copy whose weights pretend to lie on the CPU."""

    def pretend(weight: Tensor) -> Tensor:
        with _pretending():
            return torch.empty_strided(weight.shape, weight.stride(), dtype=weight.dtype, device="cpu")

    copied: nn.Module = copy.deepcopy(module)._apply(pretend)
    return copied


class _Watch(TorchDispatchMode):
    """Sees whether attention is computed, step by step, as the meta device does."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.attends = False

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.attends |= func is torch.ops.aten._safe_softmax.default  # which nothing else in PyTorch uses
        return func(*args, **(kwargs or {}))


@cache
def _pretending() -> FakeTensorMode:
    """Tensors made in it have no memory, and PyTorch takes them for what they pretend to be."""
    return FakeTensorMode()


def _tensors(given: Helds, device: str) -> tuple[Tensor, ...]:
    """Tensors that lie as told, on storages just large enough."""
    extents: dict[int, int] = {}
    for held in given:
        extents[held.storage] = max(extents.get(held.storage, 0), _extent(held.layout))
    storages = {number: torch.empty(size, dtype=torch.uint8, device=device) for number, size in extents.items()}
    made: dict[int, Tensor] = {}
    for held in given:
        if held.tensor not in made:
            made[held.tensor] = _laid(storages[held.storage], held.layout)
    return tuple(made[held.tensor] for held in given)


def _extent(layout: Layout) -> int:
    """The bytes of a storage in which a tensor lies so."""
    last = sum((size - 1) * stride for size, stride in zip(layout.shape, layout.stride, strict=True))
    items = layout.offset + (last + 1 if math.prod(layout.shape) else 0)
    size: int = items * getattr(torch, layout.dtype).itemsize
    return -(-size // ALIGNED) * ALIGNED


def _laid(storage: Tensor, layout: Layout) -> Tensor:
    items = storage.view(getattr(torch, layout.dtype))
    return items.as_strided(layout.shape, layout.stride, layout.offset).requires_grad_(layout.learns)


def _saved(run: Callable[..., Any], tensors: tuple[Tensor, ...], given: Helds) -> Keeping:
    """What autograd saves while `run` works on these tensors."""
    saved: list[Tensor] = []  # alive until the end, so that no storage's identity is used twice

    def pack(tensor: Tensor) -> Tensor:
        saved.append(tensor)
        return tensor

    with torch.enable_grad(), saved_tensors_hooks(pack, lambda tensor: tensor):
        outputs = tensors_of(run(*tensors))
    weights = set(map(_identity, _weights(run))) if isinstance(run, nn.Module) else set()
    numbers = {_identity(tensor): held.storage for tensor, held in zip(tensors, given, strict=True)}
    names = {id(tensor): held.tensor for tensor, held in zip(tensors, given, strict=True)}
    sizes: dict[int, int] = {}
    for output in outputs:
        names.setdefault(id(output), len(names))
        if _identity(output) not in numbers:
            size = 0 if _identity(output) in weights else output.untyped_storage().nbytes()
            sizes[numbers.setdefault(_identity(output), len(numbers))] = size
    found = {_identity(each): each.untyped_storage().nbytes() for each in saved}
    return Keeping(
        tuple(Held(names[id(each)], numbers[_identity(each)], _layout(each)) for each in outputs),
        sizes,
        frozenset(numbers[each] for each in found if each in numbers),
        sum(size for each, size in found.items() if each not in numbers and each not in weights),
    )


def _weights(module: nn.Module) -> Iterator[Tensor]:
    """What a module keeps anyway, with or without training."""
    yield from module.parameters()
    yield from module.buffers()
    yield from inside.constants(module)


def _identity(tensor: Tensor) -> int:
    identity: int = tensor.untyped_storage()._cdata
    return identity


def _layout(tensor: Tensor) -> Layout:
    dtype = str(tensor.dtype).removeprefix("torch.")
    return Layout(tuple(tensor.shape), tensor.stride(), int(tensor.storage_offset()), dtype, tensor.requires_grad)


def _stretched(module: nn.Module, given: Helds) -> Keeping:
    """What a layer keeps; of a recurrent layer on many steps, the line through two short runs (see `stretching`)."""
    axis = time_axis(module, _tensors(given, "meta"))
    if axis is None or given[0].layout.shape[axis] <= FEW:
        return _asked(module, given)
    one, two = (_asked(module, (_first(given[0], axis, steps), *given[1:])) for steps in (FEW - 1, FEW))
    return _line(one, two, given[0].layout.shape[axis] - FEW + 1)


def _first(held: Held, axis: int, steps: int) -> Held:
    shape = held.layout.shape
    return held._replace(layout=held.layout._replace(shape=(*shape[:axis], steps, *shape[axis + 1 :])))


def _line(one: Keeping, two: Keeping, further: int) -> Keeping:
    """What lies `further` steps beyond the first."""

    def ahead(first: int, second: int) -> int:
        return first + further * (second - first)

    def moved(first: Layout, second: Layout) -> Layout:
        return Layout(
            tuple(map(ahead, first.shape, second.shape)), tuple(map(ahead, first.stride, second.stride)),
            ahead(first.offset, second.offset), first.dtype, first.learns,
        )  # fmt: skip

    outputs = zip(one.outputs, two.outputs, strict=True)
    return Keeping(
        tuple(first._replace(layout=moved(first.layout, second.layout)) for first, second in outputs),
        {number: ahead(size, two.sizes[number]) for number, size in one.sizes.items()},
        one.kept,
        ahead(one.inner, two.inner),
    )


def forget() -> None:
    """Start with empty memories again."""
    for function in (of_layer, of_merge, _layer):
        function.cache_clear()
