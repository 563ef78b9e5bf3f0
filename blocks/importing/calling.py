"""What a module is called with: which of it are tensors, and what else its block has to know."""

import inspect
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.utils import _pytree as pytree

from blocks.importing import layers
from blocks.importing.tracing import Traced, Untraceable, constant

_STATES = ("LSTM", "GRU", "RNN", "LSTMCell", "GRUCell", "RNNCell")
_IGNORED = {"need_weights", "is_causal", "tgt_is_causal", "src_is_causal", "memory_is_causal", "enforce_sorted"}
_MASKS = {"attn_mask", "mask", "src_mask", "tgt_mask"}


def leaves(module: nn.Module, args: Any, named: Any) -> Iterator[tuple[str, Any]]:
    """What a call gives a module, in the order of its `forward`: the arguments' names, and each entry of a tuple, a
    list or a dictionary."""
    bound = inspect.signature(module.forward).bind(*args, **named).arguments
    for name, value in bound.items():
        yield from ((name, leaf) for leaf in pytree.tree_leaves(value))


def default(module: nn.Module, name: str) -> Any:
    """What an argument of `forward` is when it is not given."""
    return inspect.signature(module.forward).parameters[name].default


def taken(traced: Traced, node: fx.Node, module: nn.Module) -> tuple[list[Any], dict[str, Any], list[Any]]:
    """The tensors that a module takes in a step, arguments that its block has for it, and what else it is given.

    Raises: Untraceable for what no block of it can be given.
    """
    name = type(module).__name__
    found = list(leaves(module, node.args, node.kwargs))
    tensors = [(own, leaf) for own, leaf in found if _tensor(traced, leaf)]
    plain = [(own, leaf) for own, leaf in found if not _tensor(traced, leaf)]
    if layers.kind_of(module) is None and type(module) is not nn.TransformerEncoder:
        return [leaf for _, leaf in tensors], {}, [(own, _plain(traced, leaf)) for own, leaf in plain]
    args: dict[str, Any] = {}
    if name in _STATES and all(_zero(traced, leaf) for own, leaf in tensors[1:]):
        tensors = tensors[:1]
    for own, leaf in [each for each in tensors if each[0] in _MASKS]:
        if not causal(constant(traced, leaf)) or (name == "Transformer" and own != "tgt_mask"):
            raise Untraceable(f"it calls {name} with a mask that is not the causal one.")
        tensors.remove((own, leaf))
        args["causal"] = True
    more = [own for own, leaf in plain if own not in _IGNORED and leaf is not None and leaf != default(module, own)]
    more += [own for own, _ in tensors if own.endswith("mask")]
    if more:
        raise Untraceable(f"it calls {name} with {', '.join(more)}.")
    return _attended(name, [leaf for _, leaf in tensors]), args, []


def _attended(name: str, tensors: list[Any]) -> list[Any]:
    """Attention of a tensor to itself takes it once, to a memory that is both key and value two."""
    if name != "MultiheadAttention" or len(tensors) < 3:
        return tensors
    query, key, value = tensors
    return [query] if query is key is value else [query, key] if key is value else tensors


def _tensor(traced: Traced, leaf: Any) -> bool:
    """Whether something is a tensor, as far as is known."""
    if not isinstance(leaf, fx.Node):
        return False
    return isinstance(traced.values[leaf], Tensor) if leaf in traced.values else True


def _plain(traced: Traced, leaf: Any) -> Any:
    return traced.values[leaf] if isinstance(leaf, fx.Node) else leaf


def _zero(traced: Traced, leaf: Any) -> bool:
    found = constant(traced, leaf)
    return found is not None and not bool(found.any())


def causal(mask: Tensor | None) -> bool:
    """Whether a mask lets each position see itself and what comes before: True, or minus infinity, above the diagonal
    alone; dimensions of size 1 in front do not count."""
    if mask is None or mask.ndim < 2 or mask.shape[-1] != mask.shape[-2] or any(each != 1 for each in mask.shape[:-2]):
        return False
    later = torch.ones(mask.shape[-2:], dtype=torch.bool).triu(1)
    if mask.dtype is torch.bool:
        return torch.equal(mask.reshape(later.shape), later)
    hidden = torch.zeros(later.shape, dtype=mask.dtype).masked_fill(later, float("-inf"))
    return mask.is_floating_point() and torch.equal(mask.reshape(later.shape), hidden)
