"""Some entries of a tensor: by place, by index, by order."""

import torch
from torch import Tensor, nn


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


class Slice(nn.Module):
    """Take the entries `start:stop:step` of a dimension, as Python's slices do."""

    def __init__(self, dim: int, start: int | None = None, stop: int | None = None, step: int = 1):
        super().__init__()
        self.dim, self.slice = dim, slice(start, stop, step)

    def forward(self, x: Tensor) -> Tensor:
        return x.transpose(0, self.dim)[self.slice].transpose(0, self.dim)


class IndexSelect(nn.Module):
    """Take entries of a dimension by their numbers, in any order, also more than once."""

    def __init__(self, dim: int, index: tuple[int, ...]):
        super().__init__()
        self.dim, self.index = dim, index

    def forward(self, x: Tensor) -> Tensor:
        return x.index_select(self.dim, torch.tensor(self.index, device=x.device))


class Gather(nn.Module):
    """Take entries of a dimension by a second tensor of indices, for each place its own."""

    def __init__(self, dim: int):
        super().__init__()
        self.dim = dim

    def forward(self, input: Tensor, index: Tensor) -> Tensor:
        return input.gather(self.dim, index)


class MaskedFill(nn.Module):
    """Put a constant wherever a mask is true."""

    def __init__(self, value: float = 0.0):
        super().__init__()
        self.value = value

    def forward(self, input: Tensor, mask: Tensor) -> Tensor:
        return input.masked_fill(mask, self.value)


class TopK(nn.Module):
    """The largest or smallest entries of a dimension, and where they are."""

    def __init__(self, k: int, dim: int = -1, largest: bool = True):
        super().__init__()
        self.k, self.dim, self.largest = k, dim, largest

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return x.topk(self.k, self.dim, self.largest)


class Sort(nn.Module):
    """The entries of a dimension in order, and where they were."""

    def __init__(self, dim: int = -1, descending: bool = False):
        super().__init__()
        self.dim, self.descending = dim, descending

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return x.sort(dim=self.dim, descending=self.descending)
