import torch
import torch.nn as nn
import torch.nn.functional as F


class CausalConv1d(nn.Conv1d):
    def __init__(self, in_channels, out_channels, kernel_size, dilation=1):
        super().__init__(in_channels, out_channels, kernel_size, dilation=dilation)
        self.left = (kernel_size - 1) * dilation

    def forward(self, x):
        return super().forward(F.pad(x, (self.left, 0)))


class ResidualUnit(nn.Module):
    def __init__(self, channels, dilation):
        super().__init__()
        self.filter = CausalConv1d(channels, channels, 2, dilation)
        self.gate = CausalConv1d(channels, channels, 2, dilation)
        self.res = nn.Conv1d(channels, channels, 1)
        self.skip = nn.Conv1d(channels, channels, 1)

    def forward(self, x):
        z = torch.tanh(self.filter(x)) * torch.sigmoid(self.gate(x))
        return x + self.res(z), self.skip(z)


class WaveNet(nn.Module):
    def __init__(self, channels=8, dilations=(1, 2, 4, 8), classes=16):
        super().__init__()
        self.input = nn.Conv1d(1, channels, 1)
        self.units = nn.ModuleList(ResidualUnit(channels, d) for d in dilations)
        self.end = nn.Sequential(nn.ReLU(), nn.Conv1d(channels, classes, 1))

    def forward(self, x):
        x = self.input(x)
        skips = 0
        for unit in self.units:
            x, skip = unit(x)
            skips = skips + skip
        return self.end(skips)
