"""Other first weights than PyTorch's own."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from blocks.runs import Weights

CONSTANT = 0.5
DEVIATION = 0.01


_DRAW: dict[Weights, Callable[[Tensor], object]] = {
    "xavier": lambda weight: nn.init.xavier_uniform_(weight),
    "kaiming": lambda weight: nn.init.kaiming_normal_(weight),
    "normal": lambda weight: nn.init.normal_(weight, std=DEVIATION),
    "constant": lambda weight: nn.init.constant_(weight, CONSTANT),
}


def initialise(net: nn.Module, how: Weights) -> None:
    """Draw the weights of a module anew, from torch's current seed.

    Weights are parameters of two dimensions or more; what adds (a bias) becomes zero. What scales one number a
    channel, as in a normalisation, stays as PyTorch has it. `"default"` changes nothing.
    """
    if how == "default":
        return
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            if parameter.ndim >= 2:
                _DRAW[how](parameter)
            elif name.rpartition(".")[2].startswith("bias"):
                nn.init.zeros_(parameter)
