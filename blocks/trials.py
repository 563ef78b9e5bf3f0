"""Small runs on the CPU, where the meta device is lax: it runs what a real device refuses."""

import copy
from typing import Any

import torch
from torch import nn

from blocks.kinds import Value
from blocks.report import TensorType
from blocks.stretching import Reading

SMALL = 50_000_000  # bytes and MACs that a trial may take
LARGE = 2_000_000_000  # bytes of weights that it may reserve: they are not written, and seldom read


def tried(module: nn.Module, given: tuple[TensorType, ...], reading: Reading, suspect: bool) -> bool:
    """Raise what PyTorch raises on the CPU, if a trial there is small, or surely ends at once: for a `suspect`, whose
    typed size is not the one that arrives. The meta device multiplies whole by real numbers, say; on the CPU that
    stops before it computes, so only real numbers have their MACs weighed. Gives whether it was tried."""
    real = all(each.dtype == "float32" for each in given)
    work = sum(each.bytes for each in given) + reading.written + (reading.macs if real else 0)
    shapes = [each.shape for each in given]
    if work > SMALL and len(shapes) == 1 and shapes[0]:  # then one example stands for all
        first, *rest = shapes[0]
        shapes, work = [(1, *rest)], work // max(first, 1)
    weights = sum(each.nbytes for each in (*module.parameters(), *module.buffers()))
    small = (work <= SMALL or suspect) and weights <= LARGE
    if small:
        tensors = [_zeros(shape, each.dtype) for shape, each in zip(shapes, given, strict=True)]
        copy.deepcopy(module).to_empty(device="cpu")(*tensors)
    return small


def try_thin(found: type[nn.Module], args: dict[str, Value], given: TensorType) -> None:
    """Raise what PyTorch raises on the CPU for a convolution that is too large to be tried there: one with a channel
    for each group has the same windows, padding and strides."""
    groups = int(str(args.get("groups", 1)))
    thin = found(**args | {"in_channels": groups, "out_channels": groups}).eval()
    place = len(given.shape) - 1 - int(found.__name__[-2])
    thin(_zeros((*given.shape[:place], groups, *given.shape[place + 1 :]), given.dtype))


def _zeros(shape: tuple[int, ...], dtype: str) -> Any:
    return torch.zeros(shape, dtype=getattr(torch, dtype))
