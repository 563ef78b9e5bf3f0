"""What is called in all ways: a module, on two inputs."""

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
