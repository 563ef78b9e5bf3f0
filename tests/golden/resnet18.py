"""ResNet-18: (B, 3, 224, 224) float32 -> (B, 1000), 11,689,512 parameters."""

from collections import OrderedDict

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


class Stem(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.bn = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        x = self.bn(x)
        x = self.relu(x)
        return self.pool(x)


class Block(nn.Module):
    def __init__(self, in_channels: int):
        super().__init__()
        self.residual = Residual(
            nn.Sequential(
                OrderedDict(
                    conv1=nn.Conv2d(in_channels, in_channels, 3, padding=1, bias=False),
                    bn1=nn.BatchNorm2d(in_channels),
                    relu=nn.ReLU(),
                    conv2=nn.Conv2d(in_channels, in_channels, 3, padding=1, bias=False),
                    bn2=nn.BatchNorm2d(in_channels),
                )
            )
        )
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        x = self.residual(x)
        return self.relu(x)


class Down(nn.Module):
    def __init__(self, in_channels: int, out_channels: int):
        super().__init__()
        self.residual = Residual(
            nn.Sequential(
                OrderedDict(
                    conv1=nn.Conv2d(in_channels, out_channels, 3, stride=2, padding=1, bias=False),
                    bn1=nn.BatchNorm2d(out_channels),
                    relu=nn.ReLU(),
                    conv2=nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False),
                    bn2=nn.BatchNorm2d(out_channels),
                )
            ),
            nn.Sequential(
                OrderedDict(
                    conv=nn.Conv2d(in_channels, out_channels, 1, stride=2, bias=False),
                    bn=nn.BatchNorm2d(out_channels),
                )
            ),
        )
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        x = self.residual(x)
        return self.relu(x)


class Layer(nn.Module):
    def __init__(self, in_channels: int, out_channels: int):
        super().__init__()
        self.down = Down(in_channels=in_channels, out_channels=out_channels)
        self.block = Block(out_channels)

    def forward(self, x: Tensor) -> Tensor:
        x = self.down(x)
        return self.block(x)


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(512, 1000)

    def forward(self, x: Tensor) -> Tensor:
        x = self.pool(x)
        x = x.flatten(1)
        return self.fc(x)


class ResNet18(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Stem()
        self.layer1 = nn.Sequential(*[Block(64) for _ in range(2)])
        self.layer2 = Layer(in_channels=64, out_channels=128)
        self.layer3 = Layer(in_channels=128, out_channels=256)
        self.layer4 = Layer(in_channels=256, out_channels=512)
        self.head = Head()

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        x = self.layer1(x)
        x = self.layer2(x)
        x = self.layer3(x)
        x = self.layer4(x)
        return self.head(x)


if __name__ == "__main__":
    model = ResNet18().eval()
    x = torch.randn(1, 3, 224, 224)
    print(model(x).shape)
