"""Recurrent layers on long sequences, read off two short ones.

The meta device runs a recurrent layer step by step: 150 ms for 64 steps of an LSTM, one second for 512.
Each step does the same, so shapes, MACs and bytes lie on a line over the number of steps: two points
give it. What the line does not give, such as an error that only a long sequence has, there is not.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from torch import Tensor, nn

Tensors: TypeAlias = tuple[Tensor, ...]


class Reading(NamedTuple):
    """What a module gives, on the meta device, with the MACs it takes and the bytes it writes."""

    outputs: Tensors
    macs: int
    written: int
    many: bool = False  # whether it gives a tuple, be it of one tensor


def stretched(read: Callable[[Tensors], Reading], module: nn.Module, tensors: Tensors) -> Reading:
    """`read(tensors)`; of a recurrent layer on more than two steps: the line through two short readings."""
    axis = time_axis(module, tensors)
    if axis is None or tensors[0].shape[axis] <= 2:
        return read(tensors)
    one, two = (read((tensors[0].narrow(axis, 0, steps), *tensors[1:])) for steps in (1, 2))
    further = tensors[0].shape[axis] - 1
    return Reading(
        tuple(_line(first, second, further) for first, second in zip(one.outputs, two.outputs, strict=True)),
        one.macs + further * (two.macs - one.macs),
        one.written + further * (two.written - one.written),
        one.many,
    )


def time_axis(module: nn.Module, tensors: Tensors) -> int | None:
    """The dimension of the first input that `module` goes along step by step; None where it does not."""
    if not isinstance(module, nn.RNNBase) or not tensors or tensors[0].dim() not in (2, 3):
        return None
    return 1 if module.batch_first and tensors[0].dim() == 3 else 0


def _line(first: Tensor, second: Tensor, further: int) -> Tensor:
    """A tensor of the shape that lies `further` steps beyond the first."""
    pairs = zip(first.shape, second.shape, strict=True)
    return first.new_empty([size + further * (more - size) for size, more in pairs])
