"""Attention and the layers made of it, with the causal mask as an argument.

A mask is True where a position may not look: above the diagonal, at what comes later.
"""

import torch
from torch import Tensor, nn


class MultiheadAttention(nn.MultiheadAttention):
    """PyTorch's attention of a query to itself, to a memory, or to keys and values; with its weights where asked."""

    def __init__(self, *args, causal: bool = False, output: str = "values", **kwargs):
        super().__init__(*args, **kwargs)
        self.causal, self.output = causal, output

    def forward(
        self, query: Tensor, key: Tensor | None = None, value: Tensor | None = None
    ) -> Tensor | tuple[Tensor, Tensor]:
        key = query if key is None else key
        value = key if value is None else value
        mask, time = None, -2 if self.batch_first else 0
        if self.causal:
            ones = torch.ones(query.shape[time], key.shape[time], dtype=torch.bool, device=query.device)
            mask = ones.triu(1)
        if self.output == "all":
            return super().forward(query, key, value, attn_mask=mask)
        return super().forward(query, key, value, attn_mask=mask, need_weights=False)[0]


class TransformerEncoderLayer(nn.TransformerEncoderLayer):
    """PyTorch's encoder layer, in which a position may be kept from looking at later ones."""

    def __init__(self, *args, causal: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.causal = causal

    def forward(self, src: Tensor) -> Tensor:
        if not self.causal:
            return super().forward(src)
        length = src.shape[-2 if self.self_attn.batch_first else 0]
        mask = torch.ones(length, length, dtype=torch.bool, device=src.device).triu(1)
        return super().forward(src, src_mask=mask, is_causal=True)


class TransformerDecoderLayer(nn.TransformerDecoderLayer):
    """PyTorch's decoder layer, in which a position may be kept from looking at later ones of its own sequence."""

    def __init__(self, *args, causal: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.causal = causal

    def forward(self, tgt: Tensor, memory: Tensor) -> Tensor:
        if not self.causal:
            return super().forward(tgt, memory)
        length = tgt.shape[-2 if self.self_attn.batch_first else 0]
        mask = torch.ones(length, length, dtype=torch.bool, device=tgt.device).triu(1)
        return super().forward(tgt, memory, tgt_mask=mask, tgt_is_causal=True)


class Transformer(nn.Transformer):
    """PyTorch's Transformer, in which a position of the target may be kept from looking at later ones."""

    def __init__(self, *args, causal: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.causal = causal

    def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
        if not self.causal:
            return super().forward(src, tgt)
        length = tgt.shape[-2 if self.batch_first else 0]
        mask = torch.ones(length, length, dtype=torch.bool, device=tgt.device).triu(1)
        return super().forward(src, tgt, tgt_mask=mask, tgt_is_causal=True)
