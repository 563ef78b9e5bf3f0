"""Arithmetic: of several tensors, and of one with constants. Shapes broadcast as PyTorch's do."""

import torch
from torch import Tensor, nn


class Add(nn.Module):
    """Add tensors."""

    def forward(self, *inputs: Tensor) -> Tensor:
        first, *others = inputs
        for other in others:
            first = first + other
        return first


class Subtract(nn.Module):
    """Subtract the second tensor from the first."""

    def forward(self, input: Tensor, other: Tensor) -> Tensor:
        return input - other


class Multiply(nn.Module):
    """Multiply tensors, number by number."""

    def forward(self, *inputs: Tensor) -> Tensor:
        first, *others = inputs
        for other in others:
            first = first * other
        return first


class Divide(nn.Module):
    """Divide the first tensor by the second."""

    def forward(self, input: Tensor, other: Tensor) -> Tensor:
        return input / other


class MatMul(nn.Module):
    """Matrix product over the last two dimensions; those before them are a batch."""

    def forward(self, input: Tensor, other: Tensor) -> Tensor:
        return input @ other


class Einsum(nn.Module):
    """Sum of products, as an equation such as `bqd,bkd->bqk` says it."""

    def __init__(self, equation: str):
        super().__init__()
        self.equation = equation

    def forward(self, *inputs: Tensor) -> Tensor:
        return torch.einsum(self.equation, *inputs)


class Maximum(nn.Module):
    """The larger of two tensors, number by number."""

    def forward(self, input: Tensor, other: Tensor) -> Tensor:
        return torch.maximum(input, other)


class Minimum(nn.Module):
    """The smaller of two tensors, number by number."""

    def forward(self, input: Tensor, other: Tensor) -> Tensor:
        return torch.minimum(input, other)


class Compare(nn.Module):
    """Where the first tensor is equal to, less or greater than the second, or than a constant."""

    def __init__(self, comparison: str, value: float = 0.0):
        super().__init__()
        self.comparison, self.value = comparison, value

    def forward(self, input: Tensor, other: Tensor | None = None) -> Tensor:
        return getattr(torch, self.comparison)(input, self.value if other is None else other)


class Where(nn.Module):
    """Take from one tensor where a condition holds, and from another where it does not."""

    def forward(self, condition: Tensor, input: Tensor, other: Tensor) -> Tensor:
        return torch.where(condition.bool(), input, other)


class Affine(nn.Module):
    """Multiply by a constant and add a constant."""

    def __init__(self, scale: float = 1.0, shift: float = 0.0):
        super().__init__()
        self.scale, self.shift = scale, shift

    def forward(self, x: Tensor) -> Tensor:
        return self.scale * x + self.shift


class Power(nn.Module):
    """Raise each number to a constant power."""

    def __init__(self, exponent: float):
        super().__init__()
        self.exponent = exponent

    def forward(self, x: Tensor) -> Tensor:
        return x**self.exponent


class Clamp(nn.Module):
    """Raise what is below `min` to it, and lower what is above `max`."""

    def __init__(self, min: float | None = None, max: float | None = None):
        super().__init__()
        self.min, self.max = min, max

    def forward(self, x: Tensor) -> Tensor:
        return torch.clamp(x, min=self.min, max=self.max)


class Function(nn.Module):
    """A function of each number: its root, logarithm, sine, absolute value."""

    def __init__(self, function: str):
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return getattr(torch, self.function)(x)
