"""NestMLP: (B, 20) float32 -> (B, 16), 3,952 parameters."""

import torch
from torch import Tensor, nn


class NestMLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)

    def forward(self, x: Tensor) -> Tensor:
        x = self.net(x)
        return self.linear(x)


class NestMLPModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.nest = NestMLP()

    def forward(self, x: Tensor) -> Tensor:
        return self.nest(x)


if __name__ == "__main__":
    model = NestMLPModel().eval()
    x = torch.randn(2, 20)
    print(model(x).shape)
