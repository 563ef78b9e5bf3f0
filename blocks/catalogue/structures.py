"""The structures that PyTorch has no module for.

Generated code brings these classes along word for word, so each stands alone with torch. (Not `Graph`:
it becomes a class of its own with a straight `forward`.)
"""

from collections.abc import Callable, Mapping, Sequence

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


class Repeat(nn.Sequential):
    """The blocks one after the other; inputs after the first are given to each of them."""

    def forward(self, x: Tensor, *others: Tensor) -> Tensor:
        for block in self:
            x = block(x, *others)
        return x


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


class Graph(nn.Module):
    """Blocks that take from each other as a plan says.

    The plan has for each block, and at last for the results, pairs (block, place): output `place` of
    that block, or of what the Graph is given where block is None. `again` names blocks that are others
    called once more, as in {"second": "first"}: they have no name of their own in the `state_dict`.
    """

    def __init__(
        self,
        blocks: Mapping[str, nn.Module],
        plan: Sequence[Sequence[tuple[int | None, int]]],
        again: Mapping[str, str],
    ):
        super().__init__()
        for name, block in blocks.items():
            if name not in again:
                self.add_module(name, block)
        self.order = [again.get(name, name) for name in blocks]
        self.plan = plan

    def forward(self, *given: Tensor) -> Tensor | tuple[Tensor, ...]:
        done: list[tuple[Tensor, ...]] = []

        def taken(sources: Sequence[tuple[int | None, int]]) -> list[Tensor]:
            return [(given if block is None else done[block])[place] for block, place in sources]

        for name, sources in zip(self.order, self.plan[:-1], strict=True):
            output = self.get_submodule(name)(*taken(sources))
            done.append(output if isinstance(output, tuple) else (output,))
        results = taken(self.plan[-1])
        return results[0] if len(results) == 1 else tuple(results)
