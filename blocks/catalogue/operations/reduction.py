"""Many numbers become one, or a running one. Without dimensions, over all of them, the batch too."""

import torch
from torch import Tensor, nn


class Mean(nn.Module):
    """Average over dimensions."""

    def __init__(self, dim: tuple[int, ...] | None = None, keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.mean(self.dim, keepdim=self.keepdim)


class Sum(nn.Module):
    """Sum over dimensions."""

    def __init__(self, dim: tuple[int, ...] | None = None, keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.sum(self.dim, keepdim=self.keepdim)


class Max(nn.Module):
    """The largest value over dimensions."""

    def __init__(self, dim: tuple[int, ...] | None = None, keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.amax(self.dim or (), keepdim=self.keepdim)


class Min(nn.Module):
    """The smallest value over dimensions."""

    def __init__(self, dim: tuple[int, ...] | None = None, keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.amin(self.dim or (), keepdim=self.keepdim)


class Std(nn.Module):
    """Standard deviation over dimensions."""

    def __init__(self, dim: tuple[int, ...] | None = None, correction: int = 1, keepdim: bool = False):
        super().__init__()
        self.dim, self.correction, self.keepdim = dim, correction, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.std(self.dim, correction=self.correction, keepdim=self.keepdim)


class Var(nn.Module):
    """Variance over dimensions."""

    def __init__(self, dim: tuple[int, ...] | None = None, correction: int = 1, keepdim: bool = False):
        super().__init__()
        self.dim, self.correction, self.keepdim = dim, correction, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.var(self.dim, correction=self.correction, keepdim=self.keepdim)


class Norm(nn.Module):
    """Length of the vectors along dimensions: 1 adds absolute values, 2 is Euclid's."""

    def __init__(self, ord: float = 2.0, dim: tuple[int, ...] | None = None, keepdim: bool = False):
        super().__init__()
        self.ord, self.dim, self.keepdim = ord, dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return torch.linalg.vector_norm(x, self.ord, self.dim, self.keepdim)


class LogSumExp(nn.Module):
    """Logarithm of the sum of exponentials over dimensions, a smooth maximum."""

    def __init__(self, dim: tuple[int, ...], keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.logsumexp(self.dim, self.keepdim)


class ArgMax(nn.Module):
    """Where along a dimension the largest value stands."""

    def __init__(self, dim: int | None = None, keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.argmax(self.dim, self.keepdim)


class ArgMin(nn.Module):
    """Where along a dimension the smallest value stands."""

    def __init__(self, dim: int | None = None, keepdim: bool = False):
        super().__init__()
        self.dim, self.keepdim = dim, keepdim

    def forward(self, x: Tensor) -> Tensor:
        return x.argmin(self.dim, self.keepdim)


class CumSum(nn.Module):
    """Running sum along a dimension."""

    def __init__(self, dim: int):
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return x.cumsum(self.dim)


class CumProd(nn.Module):
    """Running product along a dimension."""

    def __init__(self, dim: int):
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return x.cumprod(self.dim)
