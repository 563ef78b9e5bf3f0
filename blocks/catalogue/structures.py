"""The structures that PyTorch has no module for. `Sequential` and `Repeat` are `nn.Sequential`.

Generated code brings these classes along word for word, so each stands alone with torch.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn


class Residual(nn.Module):
    """The body's output plus the shortcut's; an empty shortcut passes the input on.

    Source: He et al. 2015, https://arxiv.org/abs/1512.03385
    """

    def __init__(self, body: nn.Module, shortcut: nn.Module | None = None):
        super().__init__()
        self.body = body
        self.shortcut = nn.Sequential() if shortcut is None else shortcut

    def forward(self, x: Tensor) -> Tensor:
        return self.body(x) + self.shortcut(x)


class ConcatBranches(nn.Sequential):
    """Every branch on the same input, the outputs concatenated."""

    def __init__(self, *branches: nn.Module, dim: int = 1):
        super().__init__(*branches)
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([branch(x) for branch in self], dim=self.dim)


class StackBranches(nn.Sequential):
    """Every branch on the same input, the outputs stacked along a new dimension."""

    def __init__(self, *branches: nn.Module, dim: int = 1):
        super().__init__(*branches)
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return torch.stack([branch(x) for branch in self], dim=self.dim)


class AddBranches(nn.Sequential):
    """Every branch on the same input, the outputs added."""

    def forward(self, x: Tensor) -> Tensor:
        first, *others = (branch(x) for branch in self)
        for other in others:
            first = first + other
        return first


class MultiplyBranches(nn.Sequential):
    """Every branch on the same input, the outputs multiplied."""

    def forward(self, x: Tensor) -> Tensor:
        first, *others = (branch(x) for branch in self)
        for other in others:
            first = first * other
        return first


class AverageBranches(nn.Sequential):
    """Every branch on the same input, the outputs averaged."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.stack([branch(x) for branch in self]).mean(dim=0)


MERGES: dict[str, Callable[..., nn.Sequential]] = {
    "concat": ConcatBranches,
    "add": AddBranches,
    "multiply": MultiplyBranches,
    "mean": AverageBranches,
    "stack": StackBranches,
}
