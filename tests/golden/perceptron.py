"""Perceptron: (B, 20) float32 -> (B, 10), 7,946 parameters."""

import torch
from torch import nn


class Perceptron(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 10))


if __name__ == "__main__":
    model = Perceptron().eval()
    x = torch.randn(2, 20)
    print(model(x).shape)
