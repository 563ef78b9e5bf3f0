"""What is called in all ways: a module, on two inputs; and how far apart the numbers are that two ways give."""

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

import torch
from torch import Tensor, nn

from blocks.devices import wait
from blocks.measuring import tensors_of

Call: TypeAlias = Callable[..., Any]


class Case(NamedTuple):
    """What is called, and on what."""

    net: nn.Module
    device: str
    seed: int
    given: Sequence[Tensor]
    other: Sequence[Tensor]

    def timed(self, call: Call, given: Sequence[Tensor]) -> tuple[tuple[Tensor, ...], float]:
        """The outputs of a call and its milliseconds. Dropout drops the same each time; a block may write to its
        input."""
        torch.manual_seed(self.seed)
        own = [each.clone() for each in given]
        wait(self.device)
        start = time.perf_counter()
        result = call(*own)
        wait(self.device)
        ms = (time.perf_counter() - start) * 1e3
        return tuple(each.clone() for each in tensors_of(result)), ms


def difference(some: Sequence[Tensor], others: Sequence[Tensor]) -> float | None:
    """The largest one, as a share of the largest number of the others; None where there is no comparing them."""
    if [each.shape for each in some] != [each.shape for each in others]:
        return None
    found = [_apart(*pair) for pair in zip(some, others, strict=True)]
    return None if None in found else max(filter(None, found), default=0.0)


def _apart(one: Tensor, other: Tensor) -> float | None:
    one, other = (each.detach().cpu().to(torch.complex128 if each.is_complex() else torch.float64).flatten()
                  for each in (one, other))  # fmt: skip
    finite = torch.isfinite(other)
    if not torch.equal(finite, torch.isfinite(one)):
        return None
    if not finite.any():
        return 0.0
    one, other = one[finite], other[finite]
    return float((one - other).abs().max() / other.abs().max().clamp(min=1e-30))
