import torch
from torch import nn


class MultiTask(nn.Module):
    def __init__(self, tasks=("age", "colour", "kind")):
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(10, 16), nn.ReLU())
        self.heads = nn.ModuleDict({name: nn.Linear(16, i + 2) for i, name in enumerate(tasks)})

    def forward(self, x):
        x = self.trunk(x)
        return {name: head(x) for name, head in self.heads.items()}
