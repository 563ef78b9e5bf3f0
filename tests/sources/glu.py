import torch
from torch import nn
from torch.nn import functional as F


class GatedConv(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.conv = nn.Conv1d(dim, dim * 2, 3, padding=1)

    def forward(self, x):
        a, b = torch.chunk(self.conv(x), 2, dim=1)
        return a * torch.sigmoid(b)


class SwiGLU(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.w12 = nn.Linear(dim, 2 * hidden)
        self.w3 = nn.Linear(hidden, dim)

    def forward(self, x):
        x1, x2 = self.w12(x).chunk(2, dim=-1)
        return self.w3(F.silu(x1) * x2)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.convs = nn.Sequential(GatedConv(8), GatedConv(8))
        self.ffn = SwiGLU(8, 12)

    def forward(self, x):
        x = self.convs(x).transpose(1, 2)
        return self.ffn(x)
