"""What a module would give that the pass did not reach: where a model is wrong, its blocks are to say so, and what
comes after needs shapes all the same."""

import copy
from typing import Any

import torch
from torch import Tensor, nn

from blocks.analysis import analyse
from blocks.importing import layers
from blocks.measuring import type_of
from blocks.report import TensorType
from blocks.tree import Block, Input, Model


def guessed(module: nn.Module, args: Any, named: Any) -> Any:
    """What a module gives on tensors of the meta device; of a layer, with the sizes that suit them. Raises whatever
    comes up where that is not known."""
    kind = layers.kind_of(module)
    given = layers.arguments(module, kind, None) if kind else None
    if kind is None or given is None or named or not all(isinstance(each, Tensor) for each in args):
        return copy.deepcopy(module).to("meta").eval()(*args, **named)
    sizes = {each.name for each in kind.arguments if each.reads is not None}
    inputs = tuple(Input(*_written(type_of(each)), name=f"x{place}") for place, each in enumerate(args))
    block = Block(
        kind.name, "layer", {name: value for name, value in given.items() if name not in sizes},
        inputs=tuple(each.name for each in inputs),
    )  # fmt: skip
    outputs = tuple(map(_meta, analyse(Model(inputs=inputs, root=Block("Graph", children=(block,)))).root.outputs))
    return outputs if len(outputs) > 1 else outputs[0]


def _written(found: TensorType) -> tuple[tuple[int, ...], str]:
    return found.shape, found.dtype


def _meta(found: TensorType) -> Tensor:
    return torch.empty(found.shape, dtype=getattr(torch, found.dtype), device="meta")
