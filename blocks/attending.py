"""Where attention looked: the weights of each head, which PyTorch itself gives when the module is called again.

B batch, T time of the queries, S time of the keys, D features. Weights are those without dropout.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from blocks.catalogue.operations.functional import ScaledDotProductAttention
from blocks.places import by_module, places
from blocks.report import Report

_KINDS = (nn.MultiheadAttention, ScaledDotProductAttention)


def weights(report: Report, net: nn.Module, given: Sequence[Tensor], path: str) -> dict[str, Tensor]:
    """The weights (B, heads, T, S) of every attention in the layer with this path, by the path of its module in the
    layer; of none where it holds other blocks, or no attention. Runs the net once."""
    place = next(each for each in places(report) if each.path == path)
    layer = net.get_submodule(place.module)
    names: dict[nn.Module, str] = {each: name for name, each in layer.named_modules() if isinstance(each, _KINDS)}
    if place.block.children or place.block.definition or not names:
        return {}
    found: dict[str, list[Tensor]] = {}

    def note(module: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any], _: Any) -> None:
        found.setdefault(names[module], []).append(_asked(module)(module, *args, **kwargs))

    handles = [module.register_forward_hook(note, with_kwargs=True) for module in names]
    try:
        net(*given)
    finally:
        for handle in handles:
            handle.remove()
    call = [each.path for each in by_module(report, net)[layer]].index(path)  # a shared module answers in turn
    return {name: calls[call] for name, calls in found.items() if call < len(calls)}


def _asked(module: nn.Module) -> Callable[..., Tensor]:
    return _of_heads if isinstance(module, nn.MultiheadAttention) else _of_product


def _of_heads(
    module: nn.MultiheadAttention, query: Tensor, key: Tensor | None = None, value: Tensor | None = None, **others: Any
) -> Tensor:
    key = query if key is None else key
    value = key if value is None else value
    if getattr(module, "causal", False):  # the block's own mask, which its forward makes
        time = -2 if module.batch_first else 0
        ones = torch.ones(query.shape[time], key.shape[time], dtype=torch.bool, device=query.device)
        others["attn_mask"] = ones.triu(1)
    others |= {"need_weights": True, "average_attn_weights": False}
    training, module.training = module.training, False  # dropout would draw numbers, and drop weights
    try:
        _, found = nn.MultiheadAttention.forward(module, query, key, value, **others)
    finally:
        module.training = training
    assert found is not None
    return found  # (B, heads, T, S), or (heads, T, S) without a batch


def _of_product(module: ScaledDotProductAttention, query: Tensor, key: Tensor, value: Tensor, *mask: Tensor) -> Tensor:
    each = torch.eye(key.shape[-2], dtype=value.dtype, device=value.device)  # (S, S): each key's value is its place
    return module.forward(query, key, each.expand(*value.shape[:-2], *each.shape), *mask)  # (..., T, S)
