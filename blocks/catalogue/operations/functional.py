"""Functions of `torch.nn.functional` that have no module, and their like.

Letters: B batch, T and S time of queries and of keys, D features.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class ScaledDotProductAttention(nn.Module):
    """Average the values, each weighted by how well its key fits the query."""

    def __init__(self, is_causal: bool = False, scale: float | None = None, enable_gqa: bool = False):
        super().__init__()
        self.is_causal, self.scale, self.enable_gqa = is_causal, scale, enable_gqa

    def forward(self, query: Tensor, key: Tensor, value: Tensor, attn_mask: Tensor | None = None) -> Tensor:
        return F.scaled_dot_product_attention(
            query, key, value, attn_mask, is_causal=self.is_causal, scale=self.scale, enable_gqa=self.enable_gqa
        )


class CausalMask(nn.Module):
    """Put minus infinity where a query would look at a later key: scores (..., T, S) before a softmax."""

    def forward(self, x: Tensor) -> Tensor:
        later = torch.ones(x.shape[-2:], dtype=torch.bool, device=x.device).triu(1)  # (T, S)
        return x.masked_fill(later, float("-inf"))


class OneHot(nn.Module):
    """Turn each whole number into a vector of zeros with a one at its place."""

    def __init__(self, num_classes: int):
        super().__init__()
        self.num_classes = num_classes

    def forward(self, x: Tensor) -> Tensor:
        return F.one_hot(x, self.num_classes).float()


class Interpolate(nn.Module):
    """Resize the dimensions after the channels, by a factor, to a size, or to that of a second tensor."""

    def __init__(
        self,
        size: int | tuple[int, ...] | None = None,
        scale_factor: float | None = None,
        mode: str = "nearest",
        align_corners: bool | None = None,
        antialias: bool = False,
    ):
        super().__init__()
        self.size, self.scale_factor = size, scale_factor
        self.mode, self.align_corners, self.antialias = mode, align_corners, antialias

    def forward(self, x: Tensor, like: Tensor | None = None) -> Tensor:
        size, factor = (self.size, self.scale_factor) if like is None else (tuple(like.shape[2:]), None)
        return F.interpolate(x, size, factor, self.mode, self.align_corners, antialias=self.antialias)


class Normalize(nn.Module):
    """Scale vectors to length 1."""

    def __init__(self, p: float = 2.0, dim: int = 1):
        super().__init__()
        self.p, self.dim = p, dim

    def forward(self, x: Tensor) -> Tensor:
        return F.normalize(x, self.p, self.dim)


class Detach(nn.Module):
    """Pass the tensor on and stop the gradient."""

    def forward(self, x: Tensor) -> Tensor:
        return x.detach()


class DropPath(nn.Module):
    """In training, set whole examples to zero at random and enlarge the rest: before a residual sum.

    Source: Huang et al. 2016, https://arxiv.org/abs/1603.09382
    """

    def __init__(self, p: float = 0.1):
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        each = x.new_ones(x.shape[0], *[1] * (x.dim() - 1))  # one number an example
        return x * F.dropout(each, self.p, self.training)
