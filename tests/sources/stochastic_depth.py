import torch
import torch.nn as nn
import torch.nn.functional as F


def drop_path(x, p, training):
    if p == 0.0 or not training:
        return x
    keep = 1 - p
    mask = x.new_empty((x.shape[0],) + (1,) * (x.ndim - 1)).bernoulli_(keep)
    return x * mask / keep


class Layer(nn.Module):
    def __init__(self, dim, p):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.fc = nn.Linear(dim, dim)
        self.p = p

    def forward(self, x):
        y = F.dropout(F.gelu(self.fc(self.norm(x))), 0.1, self.training)
        return x + drop_path(y, self.p, self.training)


class Net(nn.Module):
    def __init__(self, dim=12, depth=4):
        super().__init__()
        self.layers = nn.ModuleList([Layer(dim, 0.1 * i) for i in range(depth)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
