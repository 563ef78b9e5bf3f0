"""Partial inverses of max pooling, with the size of what comes out as an argument."""

from torch import Tensor, nn


class MaxUnpool1d(nn.MaxUnpool1d):
    """PyTorch's MaxUnpool1d, told at once how long its output is where several lengths fit."""

    def __init__(self, *args, output_size: list[int] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.output_size = output_size

    def forward(self, input: Tensor, indices: Tensor) -> Tensor:
        return super().forward(input, indices, self.output_size)


class MaxUnpool2d(nn.MaxUnpool2d):
    """PyTorch's MaxUnpool2d, told at once how large its output is where several sizes fit."""

    def __init__(self, *args, output_size: list[int] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.output_size = output_size

    def forward(self, input: Tensor, indices: Tensor) -> Tensor:
        return super().forward(input, indices, self.output_size)


class MaxUnpool3d(nn.MaxUnpool3d):
    """PyTorch's MaxUnpool3d, told at once how large its output is where several sizes fit."""

    def __init__(self, *args, output_size: list[int] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.output_size = output_size

    def forward(self, input: Tensor, indices: Tensor) -> Tensor:
        return super().forward(input, indices, self.output_size)
