"""What goes into each block and what comes out, in small and of the first example: a forward pass to walk through."""

from typing import Any

import torch
from torch import Tensor

from blocks.measuring import tensors_of, type_of
from blocks.places import Place
from blocks.runs import MOST_OUTPUT, Step

MOST = 16_384  # numbers of one tensor
EXTENT = 32  # rows and columns of a feature map


class Steps:
    """The steps of a pass, in the order in which the blocks are done."""

    def __init__(self, count: int) -> None:
        self._most = min(MOST, MOST_OUTPUT // 4 // (2 * max(count, 1)))
        self._steps: list[Step] = []
        self.tensors: list[Tensor] = []  # of each step what went in, then what came out

    def see(self, place: Place, args: Any, result: Any) -> None:
        """For a `Clock`: what a block was given, and what it gave."""
        given, gave = tensors_of(args), tensors_of(result)
        if not given or not gave:
            return
        small = [thumbnail(each, self._most) for each in (given[0], gave[0])]
        self._steps.append(Step(place.path, type_of(given[0]), type_of(gave[0]), *map(type_of, small)))
        self.tensors += small

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was done, in order."""
        return tuple(self._steps)


def thumbnail(tensor: Tensor, most: int = MOST) -> Tensor:
    """The first example in at most so many numbers: of a feature map every few rows and columns and the first channels,
    of anything else the first of each dimension, the outer ones cut first."""
    kept = tensor[:1] if tensor.ndim > 1 else tensor
    if kept.ndim >= 4:
        step = max(1, -(-max(kept.shape[-2:]) // EXTENT))
        kept = kept[..., ::step, ::step]
    for dim in range(kept.ndim):
        each = kept.select(dim, 0).numel() if kept.numel() else 0
        if kept.numel() > most:
            kept = kept.narrow(dim, 0, max(1, most // each))
    return (kept.abs() if kept.is_complex() else kept).to("cpu", torch.float32, copy=True)
