"""The same numbers in another shape, order or type, or with others around them."""

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


class View(nn.Module):
    """Give the whole tensor another shape, the batch included. One -1 is worked out."""

    def __init__(self, shape: tuple[int, ...]):
        super().__init__()
        self.shape = shape

    def forward(self, x: Tensor) -> Tensor:
        return x.reshape(self.shape)  # unlike `view`, also after a permute


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


class Movedim(nn.Module):
    """Move dimensions to other places; the rest keep their order."""

    def __init__(self, source: tuple[int, ...], destination: tuple[int, ...]):
        super().__init__()
        self.source, self.destination = source, destination

    def forward(self, x: Tensor) -> Tensor:
        return x.movedim(self.source, self.destination)


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


class Expand(nn.Module):
    """Repeat dimensions of size 1 up to a shape, without a copy; -1 keeps a size."""

    def __init__(self, shape: tuple[int, ...]):
        super().__init__()
        self.shape = shape

    def forward(self, x: Tensor) -> Tensor:
        return x.expand(self.shape)


class Tile(nn.Module):
    """Repeat the whole tensor along its last dimensions."""

    def __init__(self, dims: tuple[int, ...]):
        super().__init__()
        self.dims = dims

    def forward(self, x: Tensor) -> Tensor:
        return x.tile(self.dims)


class RepeatInterleave(nn.Module):
    """Repeat each entry of a dimension: a b becomes a a b b."""

    def __init__(self, repeats: int, dim: int):
        super().__init__()
        self.repeats, self.dim = repeats, dim

    def forward(self, x: Tensor) -> Tensor:
        return x.repeat_interleave(self.repeats, self.dim)


class Flip(nn.Module):
    """Turn the order of the entries around."""

    def __init__(self, dims: tuple[int, ...]):
        super().__init__()
        self.dims = dims

    def forward(self, x: Tensor) -> Tensor:
        return x.flip(self.dims)


class Roll(nn.Module):
    """Shift the entries; what leaves at one end comes in at the other."""

    def __init__(self, shifts: tuple[int, ...], dims: tuple[int, ...]):
        super().__init__()
        self.shifts, self.dims = shifts, dims

    def forward(self, x: Tensor) -> Tensor:
        return x.roll(self.shifts, self.dims)


class Pad(nn.Module):
    """Put entries around the last dimensions; negative numbers cut entries off."""

    def __init__(self, pad: tuple[int, ...], mode: str = "constant", value: float = 0.0):
        super().__init__()
        self.pad, self.mode, self.value = pad, mode, value

    def forward(self, x: Tensor) -> Tensor:
        return F.pad(x, self.pad, self.mode, self.value)


class Cast(nn.Module):
    """Turn the numbers into another type."""

    def __init__(self, dtype: str):
        super().__init__()
        self.dtype = dtype

    def forward(self, x: Tensor) -> Tensor:
        return x.to(getattr(torch, self.dtype))
