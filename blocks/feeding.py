"""What a run feeds a model: random numbers from a seed, ones, a ramp, a single one, or the arrays it was given.

B the batch, N the numbers of one example.
"""

import math
from collections.abc import Mapping
from typing import get_args

import numpy as np
import torch
from torch import Tensor

from blocks.errors import BlockError
from blocks.given import batch_dimension, example_shape
from blocks.runs import Array, Feed, Source
from blocks.tree import Input, Model


def feed(model: Model, how: Feed, given: Mapping[str, Array] | None = None) -> list[Tensor]:
    """The input tensors of a run, on the CPU. Raises BlockError for an array of another shape or an unknown source."""
    names = [each.name for each in model.inputs]
    for name in how.sources.keys() - set(names):
        raise BlockError(f"There is a source for {name[:64]!r}.", f"one for {', '.join(names)}.", "name an input.")
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
    source, high = how.sources.get(wanted.name, how.source), max(how.highs.get(wanted.name, how.high), 1)
    real = dtype.is_floating_point or dtype.is_complex
    match source:
        case "ones":
            return torch.ones(shape, dtype=dtype)
        case "ramp":
            return _ramp(wanted, None if real else high).to(dtype)
        case "one-hot":
            return _one_hot(wanted, real).to(dtype)
        case "normal" | "uniform" if real:
            draw = torch.rand if source == "uniform" else torch.randn
            return draw(shape, generator=random).to(dtype)
        case "normal" | "uniform" | "integers":
            return torch.randint(0, high, shape, generator=random).to(dtype)
    raise BlockError(f"The source is {source!r}.", f"one of {', '.join(get_args(Source))}.", "choose one of them.")


def _ramp(wanted: Input, high: int | None) -> Tensor:
    example, place = example_shape(wanted), batch_dimension(wanted.shape, wanted.batch)
    count = math.prod(example)
    values = torch.linspace(0, 1, count) if high is None else torch.arange(count) % high  # (N,)
    one = values.reshape(example)
    return one if place is None else one.unsqueeze(place).expand(wanted.shape).clone()


def _one_hot(wanted: Input, real: bool) -> Tensor:
    place = batch_dimension(wanted.shape, wanted.batch)
    found = torch.zeros(wanted.shape)
    examples = found[None] if place is None else found.movedim(place, 0)  # (B, example), a view
    for index, example in enumerate(examples):
        if example.ndim == 1 and real:
            example[index % len(example)] = 1
        else:
            example[tuple(size // 2 for size in example.shape)] = 1
    return found
