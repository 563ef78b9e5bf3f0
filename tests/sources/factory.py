import torch.nn as nn


class Block(nn.Module):
    def __init__(self, width):
        super(Block, self).__init__()
        self.net = nn.Sequential(nn.Linear(width, width * 2), nn.ReLU(inplace=True), nn.Linear(width * 2, width))

    def forward(self, x):
        return self.net(x)


def make_net(n, width):
    blocks = [Block(width) for _ in range(n)]
    return nn.Sequential(*blocks)
