"""Recurrent layers on long sequences: the line through two short readings is what the whole sequence gives."""

from functools import partial
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from blocks.catalogue.adapters import recurrent
from blocks.metering import Meter
from blocks.stretching import Reading, Tensors, stretched, time_axis


def read(module: nn.Module, tensors: Tensors) -> Reading:
    """One whole run on the meta device, step by step."""
    with torch.no_grad(), Meter() as meter:
        output = module(*tensors)
    return Reading(output if isinstance(output, tuple) else (output,), meter.macs, meter.written)


def shapes(tensors: Tensors) -> list[tuple[tuple[int, ...], torch.dtype]]:
    """Shape and dtype of each."""
    return [(tuple(each.shape), each.dtype) for each in tensors]


@st.composite
def layers(draw: st.DrawFn) -> tuple[type[nn.Module], dict[str, Any]]:
    """A recurrent class and arguments for it, of which PyTorch accepts all."""
    found = draw(st.sampled_from([recurrent.RNN, recurrent.GRU, recurrent.LSTM]))
    args = {
        "input_size": draw(st.integers(1, 5)),
        "hidden_size": draw(st.integers(3, 6)),
        "num_layers": draw(st.integers(1, 3)),
        "bias": draw(st.booleans()),
        "batch_first": draw(st.booleans()),
        "bidirectional": draw(st.booleans()),
        "output": draw(st.sampled_from(["sequence", "last step", "last state", "all"])),
    }
    if found is recurrent.LSTM:
        args["proj_size"] = draw(st.integers(0, 2))
    return found, args


@pytest.mark.filterwarnings("ignore:LSTM with projections")
@settings(max_examples=60)
@given(layers(), st.integers(1, 9), st.integers(1, 3), st.booleans(), st.sampled_from([torch.float32, torch.float64]))
def test_as_the_whole_sequence(
    layer: tuple[type[nn.Module], dict[str, Any]], time: int, batch: int, batched: bool, dtype: torch.dtype
) -> None:
    """Shapes, MACs and bytes are those of the whole sequence on the meta device, and the shapes those of the CPU."""
    found, args = layer
    sizes = ((batch, time) if args["batch_first"] else (time, batch)) if batched else (time,)
    module = found(**args, device="meta", dtype=dtype).eval()
    x = torch.empty(*sizes, args["input_size"], device="meta", dtype=dtype)
    line, whole = stretched(partial(read, module), module, (x,)), read(module, (x,))
    assert shapes(line.outputs) == shapes(whole.outputs)
    assert line[1:] == whole[1:]
    with torch.no_grad():
        real = found(**args, dtype=dtype).eval()(torch.zeros(x.shape, dtype=dtype))
    assert shapes(line.outputs) == shapes(real if isinstance(real, tuple) else (real,))


def test_with_a_state() -> None:
    """Further inputs, the states to start from, stay as they are."""
    module = recurrent.LSTM(4, 6, batch_first=True, output="all", device="meta").eval()
    given = (torch.empty(2, 7, 4, device="meta"), *[torch.empty(1, 2, 6, device="meta")] * 2)
    line, whole = stretched(partial(read, module), module, given), read(module, given)
    assert (shapes(line.outputs), line[1:]) == (shapes(whole.outputs), whole[1:])


def test_agrees_with_the_counter_of_pytorch() -> None:
    """MACs of a long sequence: 100 steps of 4 gates, 3 examples, 8 hidden by 5 + 8 features, also by PyTorch's counter."""
    module, x = recurrent.LSTM(5, 8, batch_first=True, device="meta").eval(), torch.empty(3, 100, 5, device="meta")
    counter = FlopCounterMode(display=False)
    with torch.no_grad(), counter:
        module(x)
    found = stretched(partial(read, module), module, (x,)).macs
    assert found == 100 * 4 * 3 * 8 * (5 + 8) == counter.get_total_flops() // 2


def test_reads_at_most_three_steps() -> None:
    """A sequence of a million steps is read as two short ones, of one step and of two."""
    steps = []

    def counted(tensors: Tensors) -> Reading:
        steps.append(tensors[0].shape[0])
        return read(module, tensors)

    module = recurrent.GRU(4, 8, device="meta").eval()
    found = stretched(counted, module, (torch.empty(10**6, 2, 4, device="meta"),))
    assert (steps, shapes(found.outputs)) == ([1, 2], [((10**6, 2, 8), torch.float32)])


@pytest.mark.parametrize(
    ("module", "shape", "axis"),
    [
        (nn.LSTM(4, 8), (5, 2, 4), 0),
        (nn.LSTM(4, 8, batch_first=True), (2, 5, 4), 1),
        (nn.LSTM(4, 8, batch_first=True), (5, 4), 0),  # without a batch
        (nn.LSTM(4, 8), (4,), None),
        (nn.Linear(4, 8), (2, 5, 4), None),
        (nn.LSTMCell(4, 8), (2, 4), None),  # one step by itself
    ],
)
def test_time_axis(module: nn.Module, shape: tuple[int, ...], axis: int | None) -> None:
    """Only a recurrent layer goes along a dimension, the one its arguments and the rank of its input say."""
    assert time_axis(module, (torch.empty(shape),)) == axis


def test_errors_are_kept() -> None:
    """What a module refuses on a short sequence is refused on a long one."""
    module = nn.LSTM(4, 8, device="meta")
    tensors: tuple[Tensor, ...] = (torch.empty(9, 2, 5, device="meta"),)
    with pytest.raises(RuntimeError, match="input.size"):
        stretched(partial(read, module), module, tensors)
