"""The models of the counting table as a person writes them with `torch.nn` alone. Each takes one tensor.

Shapes: B batch, T time, D features, H heads.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def perceptron() -> nn.Module:
    """Two layers."""
    return nn.Sequential(nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 10))


def shared() -> nn.Module:
    """One Linear in two places: the module itself is used twice."""
    linear = nn.Linear(20, 20)
    return nn.Sequential(linear, linear)


def tower() -> nn.Module:
    """A network of two layers in two places, with an activation between."""
    network = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 20))
    return nn.Sequential(network, nn.ReLU(), network)


def instances() -> nn.Module:
    """A class used three times: every module that it makes has parameters of its own."""

    class Layer(nn.Sequential):
        def __init__(self, given: int, width: int) -> None:
            super().__init__(nn.Linear(given, width), nn.ReLU())

    return nn.Sequential(Layer(20, 64), Layer(64, 64), Layer(64, 32))


def no_rounds() -> nn.Module:
    """A number of layers that is a setting, and 0 here."""
    return nn.Sequential(nn.Linear(20, 10), nn.Sequential(*(nn.Linear(10, 10) for _ in range(0))))


class TiedLinears(nn.Module):
    """Two Linears that hold one and the same parameter."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(64, 64, bias=False)
        self.second = nn.Linear(64, 64, bias=False)
        self.second.weight = self.first.weight

    def forward(self, x: Tensor) -> Tensor:
        return self.second(F.relu(self.first(x)))


class TiedHead(nn.Module):
    """A head that reads the embedding's own weight, as language models do."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(1000, 64)
        self.head = nn.Linear(64, 1000, bias=False)
        self.head.weight = self.embedding.weight

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.embedding(x))


class FixedHiddenMLP(nn.Module):
    """A constant weight, a layer used twice and a loop that looks at the numbers.

    Source: Zhang et al., Dive into Deep Learning, section 6.1, https://d2l.ai
    """

    def __init__(self) -> None:
        super().__init__()
        self.constant = torch.rand((20, 20))
        self.linear = nn.Linear(20, 20)

    def forward(self, x: Tensor) -> Tensor:
        x = self.linear(x)
        x = self.linear(F.relu(x @ self.constant + 1))
        while x.abs().sum() > 1:
            x = x / 2
        return x.sum()


class OneReLU(nn.Module):
    """One ReLU module called in three places."""

    def __init__(self) -> None:
        super().__init__()
        self.linears = nn.ModuleList(nn.Linear(wide, narrow) for wide, narrow in ((20, 64), (64, 64), (64, 32)))
        self.relu = nn.ReLU()
        self.out = nn.Linear(32, 10)

    def forward(self, x: Tensor) -> Tensor:
        for linear in self.linears:
            x = self.relu(linear(x))
        return self.out(x)


def lenet() -> nn.Module:
    """LeCun et al. 1998, with the sizes of the gallery's file."""
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10),
    )  # fmt: skip


def vgg16() -> nn.Module:
    """Simonyan and Zisserman 2014, https://arxiv.org/abs/1409.1556"""
    layers: list[nn.Module] = []
    channels = 3
    for count, width in ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512)):
        for _ in range(count):
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
            channels = width
        layers.append(nn.MaxPool2d(2))
    layers += [nn.AdaptiveAvgPool2d(7), nn.Flatten()]
    layers += [nn.Linear(512 * 7 * 7, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout()]
    return nn.Sequential(*layers, nn.Linear(4096, 1000))


def convolution(given: int, made: int, kernel: int, stride: int = 1) -> list[nn.Module]:
    """A convolution without bias that keeps the size (up to its stride), and its normalisation."""
    return [nn.Conv2d(given, made, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(made)]


class Added(nn.Module):
    """ReLU of body plus shortcut: He et al. 2015, https://arxiv.org/abs/1512.03385"""

    def __init__(self, given: int, made: int, stride: int, body: list[nn.Module]) -> None:
        super().__init__()
        self.body = nn.Sequential(*body)
        same = given == made and stride == 1
        self.shortcut = nn.Sequential() if same else nn.Sequential(*convolution(given, made, 1, stride))

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.body(x) + self.shortcut(x))


def basic(given: int, width: int, stride: int) -> Added:
    """Two 3 x 3 convolutions: the block of ResNet-18."""
    return Added(
        given, width, stride, [*convolution(given, width, 3, stride), nn.ReLU(), *convolution(width, width, 3)]
    )


def bottleneck(given: int, width: int, stride: int) -> Added:
    """1 x 1, 3 x 3 with the stride, 1 x 1 to four times the width: the block of ResNet-152."""
    narrow, middle = convolution(given, width, 1), convolution(width, width, 3, stride)
    return Added(given, 4 * width, stride, [*narrow, nn.ReLU(), *middle, nn.ReLU(), *convolution(width, 4 * width, 1)])


def resnet(block: Callable[[int, int, int], Added], counts: tuple[int, ...], expansion: int) -> nn.Module:
    """Four stages of blocks between a stem and a head; each stage after the first halves the picture."""
    layers: list[nn.Module] = [*convolution(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    channels = 64
    for stage, count in enumerate(counts):
        for turn in range(count):
            width, stride = 64 * 2**stage, 2 if stage and not turn else 1
            layers.append(block(channels, width, stride))
            channels = expansion * width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 1000))


def resnet18() -> nn.Module:
    """He et al. 2015, https://arxiv.org/abs/1512.03385"""
    return resnet(basic, (2, 2, 2, 2), 1)


def resnet152() -> nn.Module:
    """He et al. 2015, with the stride on the 3 x 3 convolution as everybody trains it."""
    return resnet(bottleneck, (3, 8, 36, 3), 4)


def twice(given: int, made: int) -> nn.Module:
    """Two 3 x 3 convolutions, each with its normalisation and ReLU."""
    return nn.Sequential(*convolution(given, made, 3), nn.ReLU(), *convolution(made, made, 3), nn.ReLU())


class UNet(nn.Module):
    """Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597, padded and normalised as in the gallery's file."""

    def __init__(self) -> None:
        super().__init__()
        widths = (64, 128, 256, 512)
        self.encoders = nn.ModuleList(twice(given, made) for given, made in zip((1, *widths[:-1]), widths, strict=True))
        self.pool = nn.MaxPool2d(2)
        self.bottom = twice(512, 1024)
        self.ups = nn.ModuleList(nn.ConvTranspose2d(2 * width, width, 2, 2) for width in reversed(widths))
        self.decoders = nn.ModuleList(twice(2 * width, width) for width in reversed(widths))
        self.head = nn.Conv2d(64, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        skips = []
        for encoder in self.encoders:
            skips.append(encoder(x))
            x = self.pool(skips[-1])
        x = self.bottom(x)
        for up, decoder in zip(self.ups, self.decoders, strict=True):
            x = decoder(torch.cat([skips.pop(), up(x)], dim=1))
        return self.head(x)


def separable() -> nn.Module:
    """One filter a channel, then a mix of the channels: Howard et al. 2017, https://arxiv.org/abs/1704.04861"""
    return nn.Sequential(nn.Conv2d(32, 32, 3, padding=1, groups=32, bias=False), nn.Conv2d(32, 64, 1, bias=False))


class _Outputs(nn.Module):
    """A recurrent layer without its last state: the outputs of all steps (B, T, D)."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: Tensor) -> Tensor:
        return self.layer(x)[0]


def recurrent(layer: Callable[..., nn.Module]) -> nn.Module:
    """Features from 16 to 32 over the steps of a sequence."""
    return _Outputs(layer(16, 32, batch_first=True))


class SelfAttention(nn.Module):
    """`nn.MultiheadAttention` of a sequence (B, T, D) to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(64, 4, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention(x, x, x, need_weights=False)[0]


class Attention(nn.Module):
    """The functional alone, on heads that are there already (B, H, T, D)."""

    def forward(self, x: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(x, x, x)


class Bilinear(nn.Module):
    """Both inputs of the layer are the same tensor."""

    def __init__(self) -> None:
        super().__init__()
        self.bilinear = nn.Bilinear(20, 20, 5)

    def forward(self, x: Tensor) -> Tensor:
        return self.bilinear(x, x)


class MatMul(nn.Module):
    """A projection and a product that is no module: the similarities of all pairs of steps, (B, T, T)."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(64, 32)

    def forward(self, x: Tensor) -> Tensor:
        x = self.linear(x)
        return torch.matmul(x, x.transpose(1, 2))


class Einsum(MatMul):
    """The same product as an equation."""

    def forward(self, x: Tensor) -> Tensor:
        x = self.linear(x)
        return torch.einsum("btd,bsd->bts", x, x)


class Scores(nn.Module):
    """How well each step (B, T, D) fits one learned vector, as in pooling by attention: (B, T)."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Parameter(torch.rand(64))

    def forward(self, x: Tensor) -> Tensor:
        return torch.matmul(x, self.query)


class GPTBlock(nn.Module):
    """Norm first, causal attention by the functional, four times the width inside: Radford et al. 2019."""

    def __init__(self, width: int = 64, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.projection = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = (self._heads(each) for each in self.qkv(self.norm1(x)).chunk(3, -1))  # each (B, H, T, D/H)
        seen = F.scaled_dot_product_attention(q, k, v, is_causal=True)  # (B, H, T, D/H)
        x = x + self.projection(seen.transpose(1, 2).flatten(-2))  # (B, T, D)
        return x + self.down(F.gelu(self.up(self.norm2(x))))

    def _heads(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class GPT2(nn.Module):
    """The small model of Radford et al. 2019: 12 blocks of 768, a head that reads the embedding's weight."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens, self.places = nn.Embedding(50257, 768), nn.Embedding(1024, 768)
        self.blocks = nn.Sequential(*(GPTBlock(768, 12) for _ in range(12)))
        self.norm = nn.LayerNorm(768)
        self.head = nn.Linear(768, 50257, bias=False)
        self.head.weight = self.tokens.weight

    def forward(self, x: Tensor) -> Tensor:
        x = self.tokens(x) + self.places(torch.arange(x.shape[1], device=x.device))  # (B, T, D)
        return self.head(self.norm(self.blocks(x)))
