"""GPT-2: (B, 128) int64 -> (B, 128, 50257), 124,439,808 parameters."""

from collections import OrderedDict

import torch
from torch import Tensor, nn


class Residual(nn.Module):
    """The body's output plus the shortcut's; an empty shortcut passes the input on.

    Source: He et al. 2015, https://arxiv.org/abs/1512.03385
    """

    def __init__(self, body: nn.Module, shortcut: nn.Module | None = None):
        super().__init__()
        self.body = body
        self.shortcut = nn.Sequential() if shortcut is None else shortcut

    def forward(self, x: Tensor) -> Tensor:
        return self.body(x) + self.shortcut(x)


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


class GPT2Block(nn.Module):
    def __init__(self, width: int = 768, heads: int = 12):
        super().__init__()
        self.attention = Residual(
            nn.Sequential(
                OrderedDict(
                    ln_1=nn.LayerNorm(width),
                    attn=MultiheadAttention(width, heads, batch_first=True, causal=True),
                    dropout=nn.Dropout(p=0.1),
                )
            )
        )
        self.feedforward = Residual(
            nn.Sequential(
                OrderedDict(
                    ln_2=nn.LayerNorm(width),
                    c_fc=nn.Linear(width, 4 * width),
                    gelu=nn.GELU(approximate="tanh"),
                    c_proj=nn.Linear(4 * width, width),
                    dropout=nn.Dropout(p=0.1),
                )
            )
        )

    def forward(self, x: Tensor) -> Tensor:
        x = self.attention(x)
        return self.feedforward(x)


class GPT2(nn.Module):
    def __init__(self, layers: int = 12, width: int = 768, heads: int = 12):
        super().__init__()
        self.wte = nn.Embedding(50257, width)
        self.wpe = PositionalEmbedding(width, 1024)
        self.dropout = nn.Dropout(p=0.1)
        self.h = nn.Sequential(*[GPT2Block(width, heads=heads) for _ in range(layers)])
        self.ln_f = nn.LayerNorm(width)
        self.lm_head = nn.Linear(width, 50257, bias=False)
        self.lm_head.weight = self.wte.weight

    def forward(self, x: Tensor) -> Tensor:
        x = self.wte(x)
        x = self.wpe(x)
        x = self.dropout(x)
        x = self.h(x)
        x = self.ln_f(x)
        return self.lm_head(x)


class GPT2Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.gpt2 = GPT2()

    def forward(self, x: Tensor) -> Tensor:
        return self.gpt2(x)


if __name__ == "__main__":
    model = GPT2Model().eval()
    x = torch.randint(50257, (1, 128))
    print(model(x).shape)
