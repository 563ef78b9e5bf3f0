"""Operations of `forward` that PyTorch has no module for, as modules.

Generated code brings these classes along word for word, so each stands alone with torch.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Reshape(nn.Module):
    """Give each example another shape; the batch stays. One -1 is worked out."""

    def __init__(self, shape: tuple[int, ...]):
        super().__init__()
        self.shape = shape

    def forward(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], *self.shape)


class Permute(nn.Module):
    """Put the dimensions into another order."""

    def __init__(self, dims: tuple[int, ...]):
        super().__init__()
        self.dims = dims

    def forward(self, x: Tensor) -> Tensor:
        return x.permute(self.dims)


class Transpose(nn.Module):
    """Swap two dimensions."""

    def __init__(self, dim0: int, dim1: int):
        super().__init__()
        self.dim0, self.dim1 = dim0, dim1

    def forward(self, x: Tensor) -> Tensor:
        return x.transpose(self.dim0, self.dim1)


class Squeeze(nn.Module):
    """Drop a dimension of size 1."""

    def __init__(self, dim: int):
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return x.squeeze(self.dim)


class Unsqueeze(nn.Module):
    """Add a dimension of size 1."""

    def __init__(self, dim: int):
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return x.unsqueeze(self.dim)


class Select(nn.Module):
    """Take one index of a dimension: the class token (0) or the last step (-1)."""

    def __init__(self, dim: int, index: int):
        super().__init__()
        self.dim, self.index = dim, index

    def forward(self, x: Tensor) -> Tensor:
        return x.select(self.dim, self.index)


class Narrow(nn.Module):
    """Take a stretch of a dimension: `length` entries from `start`."""

    def __init__(self, dim: int, start: int, length: int):
        super().__init__()
        self.dim, self.start, self.length = dim, start, length

    def forward(self, x: Tensor) -> Tensor:
        return x.narrow(self.dim, self.start, self.length)


class Mean(nn.Module):
    """Average over dimensions."""

    def __init__(self, dim: tuple[int, ...], keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.mean(self.dim, keepdim=self.keepdim)


class Sum(nn.Module):
    """Sum over dimensions."""

    def __init__(self, dim: tuple[int, ...], keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.sum(self.dim, keepdim=self.keepdim)


class Max(nn.Module):
    """The largest value over dimensions."""

    def __init__(self, dim: tuple[int, ...], keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.amax(self.dim, keepdim=self.keepdim)


class Normalize(nn.Module):
    """Scale vectors to length 1."""

    def __init__(self, p: float = 2.0, dim: int = 1):
        super().__init__()
        self.p, self.dim = p, dim

    def forward(self, x: Tensor) -> Tensor:
        return F.normalize(x, self.p, self.dim)


class Affine(nn.Module):
    """Multiply by a constant and add a constant."""

    def __init__(self, scale: float = 1.0, shift: float = 0.0):
        super().__init__()
        self.scale, self.shift = scale, shift

    def forward(self, x: Tensor) -> Tensor:
        return self.scale * x + self.shift


class LayerScale(nn.Module):
    """Multiply each feature by a learned number that starts small."""

    def __init__(self, features: int, start: float = 1e-4):
        super().__init__()
        self.scale = nn.Parameter(torch.full((features,), start))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.scale


class PositionalEmbedding(nn.Module):
    """Add a learned vector for each position of a sequence (batch, time, features)."""

    def __init__(self, features: int, longest: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(longest, features))
        nn.init.normal_(self.weight, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.weight[: x.shape[-2]]
