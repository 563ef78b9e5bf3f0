"""U-Net: (B, 3, 16, 16) float32 -> (B, 1, 16, 16), 14,409 parameters."""

import torch
from torch import Tensor, nn


class Down(nn.Module):
    def __init__(self, in_channels: int, out_channels: int):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        return self.relu(x)


class Middle(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(16, 32, 3, padding=1)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        return self.relu(x)


class Side(nn.Module):
    def __init__(self, in_channels: int, out_channels: int):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        return self.relu(x)


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down1 = Down(in_channels=3, out_channels=8)
        self.pool1 = nn.MaxPool2d(2)
        self.down2 = Down(in_channels=8, out_channels=16)
        self.pool2 = nn.MaxPool2d(2)
        self.middle = Middle()
        self.up2 = nn.ConvTranspose2d(32, 16, 2, stride=2)
        self.side2 = Side(in_channels=32, out_channels=16)
        self.up1 = nn.ConvTranspose2d(16, 8, 2, stride=2)
        self.side1 = Side(in_channels=16, out_channels=8)
        self.head = nn.Conv2d(8, 1, 1)

    def forward(self, image: Tensor) -> Tensor:
        down1 = self.down1(image)
        x = self.pool1(down1)
        down2 = self.down2(x)
        x = self.pool2(down2)
        x = self.middle(x)
        up2 = self.up2(x)
        x = torch.cat([down2, up2], dim=1)
        x = self.side2(x)
        up1 = self.up1(x)
        x = torch.cat([down1, up1], dim=1)
        x = self.side1(x)
        return self.head(x)


if __name__ == "__main__":
    model = UNet().eval()
    image = torch.randn(2, 3, 16, 16)
    print(model(image).shape)
