"""Several tensors become one, and one becomes several."""

import torch
from torch import Tensor, nn


class Cat(nn.Module):
    """Concatenate tensors along a dimension."""

    def __init__(self, dim: int = 0):
        super().__init__()
        self.dim = dim

    def forward(self, *inputs: Tensor) -> Tensor:
        return torch.cat(inputs, dim=self.dim)


class Stack(nn.Module):
    """Stack tensors of one shape along a new dimension."""

    def __init__(self, dim: int = 0):
        super().__init__()
        self.dim = dim

    def forward(self, *inputs: Tensor) -> Tensor:
        return torch.stack(inputs, dim=self.dim)


class Split(nn.Module):
    """Cut a dimension into parts of given sizes: an output each."""

    def __init__(self, split_size: int | tuple[int, ...], dim: int = 0):
        super().__init__()
        self.split_size, self.dim = split_size, dim

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        return x.split(self.split_size, dim=self.dim)


class Chunk(nn.Module):
    """Cut a dimension into a number of equal parts: an output each."""

    def __init__(self, chunks: int, dim: int = 0):
        super().__init__()
        self.chunks, self.dim = chunks, dim

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        return x.chunk(self.chunks, dim=self.dim)


class Unbind(nn.Module):
    """Take a dimension apart: an output for each of its entries."""

    def __init__(self, dim: int = 0):
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        return x.unbind(self.dim)
