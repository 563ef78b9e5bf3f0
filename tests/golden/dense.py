"""DenseNet block: (B, 4, 8, 8) float32 -> (B, 20, 8, 8), 1,644 parameters."""

import torch
from torch import Tensor, nn


class DenseNetBlock(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(4, 8, 3, padding=1)
        self.conv1 = nn.Conv2d(8, 4, 3, padding=1)
        self.conv2 = nn.Conv2d(12, 4, 3, padding=1)
        self.conv3 = nn.Conv2d(16, 4, 3, padding=1)
        self.norm = nn.BatchNorm2d(20)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        conv1 = self.conv1(x)
        conv2 = self.conv2(torch.cat([x, conv1], dim=1))
        conv3 = self.conv3(torch.cat([x, conv1, conv2], dim=1))
        x = torch.cat([x, conv1, conv2, conv3], dim=1)
        return self.norm(x)


if __name__ == "__main__":
    model = DenseNetBlock().eval()
    x = torch.randn(2, 4, 8, 8)
    print(model(x).shape)
