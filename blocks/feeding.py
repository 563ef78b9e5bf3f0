"""What a run feeds a model: random numbers from a seed, ones, or the arrays it was given."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from blocks.document import checked_batch, checked_input
from blocks.errors import BlockError
from blocks.inputs import set_batch
from blocks.runs import Array, Feed
from blocks.tree import Input, Model


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
