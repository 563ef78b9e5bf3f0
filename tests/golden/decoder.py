"""Decoder: 15,906 parameters.

Takes:
    tokens: (B, 5) int64
    memory: (B, 7, 16) float32
Gives:
    (B, 5, 50)
    (B, 5, 16)
"""

import torch
from torch import Tensor, nn


class MultiheadAttention(nn.MultiheadAttention):
    """PyTorch's attention of a query to itself, to a memory, or to keys and values; with its weights where asked."""

    def __init__(self, *args, causal: bool = False, output: str = "values", **kwargs):
        super().__init__(*args, **kwargs)
        self.causal, self.output = causal, output

    def forward(
        self, query: Tensor, key: Tensor | None = None, value: Tensor | None = None
    ) -> Tensor | tuple[Tensor, Tensor]:
        key = query if key is None else key
        value = key if value is None else value
        mask, time = None, -2 if self.batch_first else 0
        if self.causal:
            ones = torch.ones(
                query.shape[time], key.shape[time], dtype=torch.bool, device=query.device
            )
            mask = ones.triu(1)
        if self.output == "all":
            return super().forward(query, key, value, attn_mask=mask)
        return super().forward(query, key, value, attn_mask=mask, need_weights=False)[0]


class PositionalEmbedding(nn.Module):
    """Add a learned vector for each position of a sequence (batch, time, features)."""

    def __init__(self, features: int, longest: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(longest, features))
        nn.init.normal_(self.weight, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.weight[: x.shape[-2]]


class Repeat(nn.Sequential):
    """The blocks one after the other; inputs after the first are given to each of them."""

    def forward(self, x: Tensor, *others: Tensor) -> Tensor:
        for block in self:
            x = block(x, *others)
        return x


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1 = nn.LayerNorm(16)
        self.attention = MultiheadAttention(16, 4, batch_first=True, causal=True)
        self.norm2 = nn.LayerNorm(16)
        self.cross = MultiheadAttention(16, 4, batch_first=True)
        self.norm3 = nn.LayerNorm(16)
        self.fc1 = nn.Linear(16, 64)
        self.gelu = nn.GELU()
        self.fc2 = nn.Linear(64, 16)

    def forward(self, x: Tensor, memory: Tensor) -> Tensor:
        x = x + self.attention(self.norm1(x))
        add2 = x + self.cross(self.norm2(x), memory)
        x = self.norm3(add2)
        x = self.fc1(x)
        x = self.gelu(x)
        fc2 = self.fc2(x)
        return add2 + fc2


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(50, 16)
        self.position = PositionalEmbedding(16, 64)
        self.layers = Repeat(*[Block() for _ in range(3)])
        self.norm = nn.LayerNorm(16)
        self.head = nn.Linear(16, 50)

    def forward(self, tokens: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
        x = self.embed(tokens)
        x = self.position(x)
        x = self.layers(x, memory)
        x = self.norm(x)
        head = self.head(x)
        return head, x


if __name__ == "__main__":
    model = Decoder().eval()
    tokens = torch.randint(50, (2, 5))
    memory = torch.randn(2, 7, 16)
    for output in model(tokens, memory):
        print(output.shape)
