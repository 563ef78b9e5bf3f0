import torch
import torch.nn as nn


def conv_block(in_channels, out_channels):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, kernel_size=3, padding=1),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )


class CNN(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.features = nn.ModuleList([conv_block(i, o) for i, o in zip(channels[:-1], channels[1:])])
        self.classifier = nn.Linear(channels[-1] * 28 * 28, 10)

    def forward(self, x):
        for layer in self.features:
            x = layer(x)
        x = torch.flatten(x, 1)
        return self.classifier(x)
