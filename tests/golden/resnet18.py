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


class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, channels: int = 64, stride: int = 1, project: int = 0):
        super().__init__()
        self.residual = Residual(
            nn.Sequential(
                OrderedDict(
                    conv1=nn.Conv2d(in_channels, channels, 3, stride=stride, padding=1, bias=False),
                    bn1=nn.BatchNorm2d(channels),
                    relu1=nn.ReLU(),
                    conv2=nn.Conv2d(channels, channels, 3, padding=1, bias=False),
                    bn2=nn.BatchNorm2d(channels),
                )
            ),
            nn.Sequential(
                OrderedDict(
                    project=nn.Sequential(
                        *[
                            nn.Sequential(
                                OrderedDict(
                                    conv=nn.Conv2d(
                                        in_channels, channels, 1, stride=stride, bias=False
                                    ),
                                    bn=nn.BatchNorm2d(channels),
                                )
                            )
                            for _ in range(project)
                        ]
                    )
                )
            ),
        )
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        x = self.residual(x)
        return self.relu(x)


class Stage(nn.Module):
    def __init__(
        self,
        in_channels: int,
        blocks: int = 2,
        channels: int = 64,
        stride: int = 1,
        deep: bool = False,
    ):
        super().__init__()
        self.basic = nn.Sequential(
            *[
                BasicBlock(
                    in_channels if i == 0 else channels,
                    channels,
                    stride=stride if i == 0 else 1,
                    project=(i == 0) * (stride > 1),
                )
                for i in range(0 if deep else blocks)
            ]
        )
        self.deep = nn.Sequential()

    def forward(self, x: Tensor) -> Tensor:
        x = self.basic(x)
        return self.deep(x)


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(512, 1000)

    def forward(self, x: Tensor) -> Tensor:
        x = self.pool(x)
        x = x.flatten(1)
        return self.fc(x)


class ResNet(nn.Module):
    def __init__(
        self, first: int = 2, second: int = 2, third: int = 2, fourth: int = 2, deep: bool = False
    ):
        super().__init__()
        self.stem = Stem()
        self.layer1 = Stage(64, first, deep=deep)
        self.layer2 = Stage(64, second, channels=128, stride=2, deep=deep)
        self.layer3 = Stage(128, third, channels=256, stride=2, deep=deep)
        self.layer4 = Stage(256, fourth, channels=512, stride=2, deep=deep)
        self.head = Head()

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        x = self.layer1(x)
        x = self.layer2(x)
        x = self.layer3(x)
        x = self.layer4(x)
        return self.head(x)


class ResNet18(nn.Module):
    def __init__(self):
        super().__init__()
        self.resnet = ResNet()

    def forward(self, x: Tensor) -> Tensor:
        return self.resnet(x)


if __name__ == "__main__":
    model = ResNet18().eval()
    x = torch.randn(1, 3, 224, 224)
    print(model(x).shape)
