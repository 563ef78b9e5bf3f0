"""DenseNet-121: (B, 3, 224, 224) float32 -> (B, 1000), 7,978,856 parameters."""

from collections import OrderedDict

import torch
from torch import Tensor, nn


class ConcatBranches(nn.Sequential):
    """Every branch on the same input, the outputs concatenated."""

    def __init__(self, *branches: nn.Module, dim: int = 1):
        super().__init__(*branches)
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([branch(x) for branch in self], dim=self.dim)


class Stem(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv0 = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.norm0 = nn.BatchNorm2d(64)
        self.relu0 = nn.ReLU()
        self.pool0 = nn.MaxPool2d(3, stride=2, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv0(x)
        x = self.norm0(x)
        x = self.relu0(x)
        return self.pool0(x)


class New(nn.Module):
    def __init__(self, num_features: int, growth: int):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(num_features)
        self.relu1 = nn.ReLU()
        self.conv1 = nn.Conv2d(num_features, 4 * growth, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4 * growth)
        self.relu2 = nn.ReLU()
        self.conv2 = nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        x = self.norm1(x)
        x = self.relu1(x)
        x = self.conv1(x)
        x = self.norm2(x)
        x = self.relu2(x)
        return self.conv2(x)


class DenseLayer(ConcatBranches):
    def __init__(self, num_features: int, growth: int = 32):
        super().__init__(
            OrderedDict(input=nn.Sequential(), new=New(num_features=num_features, growth=growth))
        )


class DenseBlock(nn.Sequential):
    def __init__(self, num_features: int, layers: int = 6, growth: int = 32):
        super().__init__(*[DenseLayer(num_features + growth * i, growth) for i in range(layers)])


class Transition(nn.Module):
    def __init__(self, num_features: int, channels: int = 128):
        super().__init__()
        self.norm = nn.BatchNorm2d(num_features)
        self.relu = nn.ReLU()
        self.conv = nn.Conv2d(num_features, channels, 1, bias=False)
        self.pool = nn.AvgPool2d(2, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        x = self.norm(x)
        x = self.relu(x)
        x = self.conv(x)
        return self.pool(x)


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm5 = nn.BatchNorm2d(1024)
        self.relu = nn.ReLU()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(1024, 1000)

    def forward(self, x: Tensor) -> Tensor:
        x = self.norm5(x)
        x = self.relu(x)
        x = self.avgpool(x)
        x = x.flatten(1)
        return self.classifier(x)


class DenseNet121(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Stem()
        self.denseblock1 = DenseBlock(64)
        self.transition1 = Transition(256)
        self.denseblock2 = DenseBlock(128, 12)
        self.transition2 = Transition(512, 256)
        self.denseblock3 = DenseBlock(256, 24)
        self.transition3 = Transition(1024, 512)
        self.denseblock4 = DenseBlock(512, 16)
        self.head = Head()

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        x = self.denseblock1(x)
        x = self.transition1(x)
        x = self.denseblock2(x)
        x = self.transition2(x)
        x = self.denseblock3(x)
        x = self.transition3(x)
        x = self.denseblock4(x)
        return self.head(x)


if __name__ == "__main__":
    model = DenseNet121().eval()
    x = torch.randn(1, 3, 224, 224)
    print(model(x).shape)
