"""Tensors that a model holds, learned or constant, and what adds or puts them to its input.

Letters: B batch, T time, D features.
"""

import torch
from torch import Tensor, nn


class Parameter(nn.Module):
    """A learned tensor: it takes no input."""

    def __init__(self, shape: tuple[int, ...], init: str = "zeros", std: float = 0.02):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(shape) if init == "ones" else torch.zeros(shape))
        if init == "normal":
            nn.init.normal_(self.weight, std=std)

    def forward(self) -> Tensor:
        return self.weight


class Constant(nn.Module):
    """A tensor that is not learned, all one value or random from a seed: it takes no input."""

    constant: Tensor

    def __init__(self, shape: tuple[int, ...], fill: str = "value", value: float = 0.0, seed: int = 0):
        super().__init__()
        random = {"normal": torch.randn, "uniform": torch.rand}
        with torch.random.fork_rng():  # the seed is for these numbers alone
            torch.manual_seed(seed)
            constant = random[fill](shape) if fill in random else torch.full(shape, value)
        self.register_buffer("constant", constant)

    def forward(self) -> Tensor:
        return self.constant


class Bias(nn.Module):
    """Add a learned number to each feature."""

    def __init__(self, features: int):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(features))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.bias


class LayerScale(nn.Module):
    """Multiply each feature by a learned number that starts small."""

    def __init__(self, features: int, start: float = 1e-4):
        super().__init__()
        self.scale = nn.Parameter(torch.full((features,), start))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.scale


class ClassToken(nn.Module):
    """Put a learned vector before the first position of a sequence (batch, time, features)."""

    def __init__(self, features: int):
        super().__init__()
        self.token = nn.Parameter(torch.zeros(1, 1, features))

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.token.expand(x.shape[0], -1, -1), x], dim=1)  # (B, 1 + T, D)


class Queries(nn.Module):
    """Learned vectors, the same for each example: what attention may ask of the input."""

    def __init__(self, features: int, count: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(count, features))
        nn.init.normal_(self.weight, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        return self.weight.expand(x.shape[0], -1, -1)  # (B, count, D)


class PositionalEmbedding(nn.Module):
    """Add a learned vector for each position of a sequence (batch, time, features)."""

    def __init__(self, features: int, longest: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(longest, features))
        nn.init.normal_(self.weight, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.weight[: x.shape[-2]]


class SinusoidalEncoding(nn.Module):
    """Add sines and cosines of its position to each vector of a sequence (batch, time, features).

    Source: Vaswani et al. 2017, https://arxiv.org/abs/1706.03762
    """

    waves: Tensor

    def __init__(self, features: int, longest: int):
        super().__init__()
        frequency = 10_000.0 ** (-torch.arange(0, features, 2) / features)  # (D / 2)
        angle = torch.arange(longest).unsqueeze(1) * frequency  # (T, D / 2)
        waves = torch.stack([angle.sin(), angle.cos()], dim=2).flatten(1)  # (T, D), sine and cosine by turns
        self.register_buffer("waves", waves[:, :features])

    def forward(self, x: Tensor) -> Tensor:
        return x + self.waves[: x.shape[-2]]


class RotaryEmbedding(nn.Module):
    """Turn pairs of features by an angle that grows with the position: queries and keys (..., time, features).

    Source: Su et al. 2021, https://arxiv.org/abs/2104.09864
    """

    def __init__(self, base: float = 10_000.0):
        super().__init__()
        self.base = base

    def forward(self, x: Tensor) -> Tensor:
        first, second = x.unflatten(-1, (2, -1)).unbind(-2)  # (..., T, D / 2) each
        steps = torch.arange(first.shape[-1], device=x.device) / first.shape[-1]
        angle = torch.arange(x.shape[-2], device=x.device).unsqueeze(1) * self.base**-steps  # (T, D / 2)
        cos, sin = angle.cos(), angle.sin()
        return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)
