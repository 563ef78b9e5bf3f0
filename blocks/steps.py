"""What goes into each block and what comes out, in small and of the first example: a forward pass to walk through."""

from typing import Any

import torch
from torch import Tensor, nn

from blocks.measuring import tensors_of, type_of
from blocks.places import Place
from blocks.runs import MOST_OUTPUT, Step

MOST = 16_384  # numbers of one tensor
EXTENT = 32  # rows and columns of a feature map


class Steps:
    """The steps of a pass, in the order in which the blocks are done."""

    def __init__(self, net: nn.Module, count: int) -> None:
        self._net = net
        self._most = room(count)
        self._steps: list[Step] = []
        self.tensors: list[Tensor] = []  # of each step what went in, then what came out

    def see(self, place: Place, args: Any, result: Any) -> None:
        """For a `Clock`: what a block was given, and what it gave."""
        given, gave = tensors_of(args), tensors_of(result)
        if not given or not gave:
            return
        small = [thumbnail(each, self._most) for each in (given[0], gave[0])]
        kept = list(self._net.get_submodule(place.module).parameters())
        came, left, *sent = map(type_of, (given[0], gave[0], *small))
        count = sum(each.numel() for each in kept)
        self._steps.append(Step(place.path, came, left, sent[0], sent[1], count, _spread(kept)))
        self.tensors += small

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was done, in order."""
        return tuple(self._steps)


def room(count: int) -> int:
    """The numbers that each of the tensors of so many blocks may have, so that all of them travel."""
    return min(MOST, MOST_OUTPUT // 4 // (2 * max(count, 1)))


def _spread(parameters: list[nn.Parameter]) -> float | None:
    weights = [each.detach().flatten().float() for each in parameters if each.ndim > 1]
    return float(torch.cat(weights).std(correction=0)) if weights else None


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
