"""What PyTorch accepts and people seldom mean, or what it will refuse only in training: told, and in nobody's way."""

import math
from typing import Any

import torch
from torch import nn

from blocks import explain
from blocks.kinds import Kind
from blocks.report import Problem, TensorType

Types = tuple[TensorType, ...]


def caution(kind: Kind, args: dict[str, Any], module: nn.Module, given: Types) -> Problem | None:
    """A word about a layer that works on these inputs."""
    if not given:
        return None
    return _in_training(kind, module, given[0]) or _batch_as_time(kind, args, given[0]) or _rows(kind, given[0])


def _in_training(kind: Kind, module: nn.Module, given: TensorType) -> Problem | None:
    """BatchNorm cannot normalise a single value, and Dropout cannot scale whole numbers."""
    single = isinstance(module, nn.modules.batchnorm._BatchNorm) and math.prod(given.shape) <= given.shape[1]
    whole = kind.family == "Dropout" and given.dtype.startswith(("int", "uint"))
    if whole:
        return Problem(
            f"In training, {kind.name} receives whole numbers ({given.dtype}).",
            "real numbers; evaluation works.",
            "put it after the layer that makes real numbers, such as the Embedding.",
            why="What it keeps is scaled up in training, which gives fractions.",
        )
    if not single:
        return None
    try:
        module.train()(torch.empty(given.shape, dtype=getattr(torch, given.dtype), device="meta"))
    except ValueError as error:
        return explain.in_training(kind, given, error)
    finally:
        module.eval()
    return None


def _batch_as_time(kind: Kind, args: dict[str, Any], given: TensorType) -> Problem | None:
    """The batch B stands where a layer looks for time, or for channels."""
    if not given.grows:
        return None
    rank = len(given.shape)
    space = (
        int(kind.name[-2]) if kind.family in ("Convolution", "Pooling") and kind.name[-2:] in ("1d", "2d", "3d") else 0
    )
    if space and rank == space + 1 and given.grows[0]:
        return _taken_for(kind, given, "channels", "give the input its channels: B, 1, …")
    if kind.argument("batch_first") is None:
        return None
    if rank == 2 and given.grows[0]:
        return _taken_for(kind, given, "time", "give each example a time dimension: B, T, features")
    if rank == 3 and given.grows[1 if args.get("batch_first") else 0]:
        return _taken_for(kind, given, "time", "set batch_first, or put time first")
    return None


def _taken_for(kind: Kind, given: TensorType, what: str, fix: str) -> Problem:
    return Problem(
        f"{kind.name} receives {given} and takes B, the batch, for {what}.",
        "each example on its own.",
        f"{fix}.",
        why="PyTorch cannot know which dimension is the batch: examples are mixed with each other.",
    )


def _rows(kind: Kind, given: TensorType) -> Problem | None:
    """A Linear on pictures: nobody flattened them.

    Where height and width are equal and stand before the last dimension, the channels were put there on purpose.
    """
    if kind.name != "Linear" or len(given.shape) < 4:
        return None
    height, width, features = given.shape[-3:]
    if height == width != features:
        return None
    return Problem(
        f"Linear receives {given} and works on each row of {given.shape[-1]} apart.",
        "a vector for each example, as a rule.",
        "put a Flatten before it, if each picture should become one vector.",
        why="It acts on the last dimension, here the width.",
    )
