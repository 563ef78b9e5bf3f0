import torch
import torch.nn as nn
import torch.nn.functional as F


class FPN(nn.Module):
    """Three scales, the coarse ones added to the fine ones."""

    def __init__(self, channels=8):
        super().__init__()
        self.down1 = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.down2 = nn.Conv2d(8, 16, 3, stride=2, padding=1)
        self.down3 = nn.Conv2d(16, 32, 3, stride=2, padding=1)
        self.lateral = nn.ModuleList([nn.Conv2d(c, channels, 1) for c in (8, 16, 32)])
        self.smooth = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        c1 = F.relu(self.down1(x))
        c2 = F.relu(self.down2(c1))
        c3 = F.relu(self.down3(c2))
        p3 = self.lateral[2](c3)
        p2 = F.interpolate(p3, scale_factor=2, mode="nearest") + self.lateral[1](c2)
        p1 = F.interpolate(p2, size=c1.shape[-2:], mode="bilinear", align_corners=False) + self.lateral[0](c1)
        return [self.smooth(p) for p in (p1, p2, p3)]
