import torch
import torch.nn as nn


class DenseLayer(nn.Module):
    def __init__(self, in_features, growth):
        super().__init__()
        self.norm = nn.BatchNorm2d(in_features)
        self.relu = nn.ReLU(inplace=True)
        self.conv = nn.Conv2d(in_features, growth, 3, padding=1, bias=False)

    def forward(self, xs):
        return self.conv(self.relu(self.norm(xs)))


class DenseBlock(nn.Module):
    def __init__(self, layers, in_features, growth):
        super().__init__()
        self.layers = nn.ModuleList([DenseLayer(in_features + i * growth, growth) for i in range(layers)])

    def forward(self, x):
        features = [x]
        for layer in self.layers:
            new = layer(torch.cat(features, 1))
            features.append(new)
        return torch.cat(features, dim=1)


class DenseNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, padding=1)
        self.block1 = DenseBlock(3, 8, 4)
        self.transition = nn.Sequential(nn.BatchNorm2d(20), nn.ReLU(), nn.Conv2d(20, 10, 1), nn.AvgPool2d(2))
        self.block2 = DenseBlock(3, 10, 4)
        self.head = nn.Linear(22, 10)

    def forward(self, x):
        x = self.block2(self.transition(self.block1(self.stem(x))))
        return self.head(x.mean([2, 3]))
