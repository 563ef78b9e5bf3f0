"""Two towers: 5,248 parameters.

Takes:
    image: (B, 3, 32, 32) float32
    text: (B, 12) int64
Gives:
    (B,)
"""

import torch
from torch import Tensor, nn


class TwoTowers(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, stride=2)
        self.relu = nn.ReLU()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.image_head = nn.Linear(16, 32)
        self.embed = nn.Embedding(100, 32)
        self.text_head = nn.Linear(32, 32)
        self.similarity = nn.CosineSimilarity()

    def forward(self, image: Tensor, text: Tensor) -> Tensor:
        x = self.conv(image)
        x = self.relu(x)
        x = self.pool(x)
        x = x.flatten(1)
        image_head = self.image_head(x)
        x = self.embed(text)
        x = x.mean(1)
        text_head = self.text_head(x)
        return self.similarity(image_head, text_head)


if __name__ == "__main__":
    model = TwoTowers().eval()
    image = torch.randn(2, 3, 32, 32)
    text = torch.randint(100, (2, 12))
    print(model(image, text).shape)
