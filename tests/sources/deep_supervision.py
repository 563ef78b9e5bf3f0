import torch
from torch import nn


class Net(nn.Module):
    """Two exits: the early one sees half of the net."""

    def __init__(self, width=12):
        super().__init__()
        self.first = nn.Sequential(nn.Linear(10, width), nn.ReLU())
        self.second = nn.Sequential(nn.Linear(width, width), nn.ReLU())
        self.exits = nn.ModuleList([nn.Linear(width, 3), nn.Linear(width, 3)])
        self.unused = nn.Linear(4, 4)

    def forward(self, x):
        outputs = []
        x = self.first(x)
        outputs.append(self.exits[0](x))
        x = self.second(x)
        outputs.append(self.exits[1](x))
        return tuple(outputs)
