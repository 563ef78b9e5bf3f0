import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, hidden=16, use_norm=True, residual=False, pool="mean"):
        super().__init__()
        self.fc1 = nn.Linear(8, hidden)
        self.fc2 = nn.Linear(hidden, hidden)
        self.use_norm = use_norm
        self.residual = residual
        self.pool = pool
        if use_norm:
            self.norm = nn.LayerNorm(hidden)
        self.act = getattr(nn, "SiLU")()
        self.out = nn.Linear(hidden, 3)

    def forward(self, x):
        x = self.act(self.fc1(x))
        h = self.fc2(x)
        if self.use_norm:
            h = self.norm(h)
        if self.residual:
            h = h + x
        if self.pool == "mean":
            h = h.mean(1)
        elif self.pool == "max":
            h = h.max(dim=1)[0]
        return self.out(h)
