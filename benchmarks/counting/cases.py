"""The rows of the counting table: a model in plain `torch.nn`, our document, and the true numbers derived by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from benchmarks.counting import documents, plain
from benchmarks.counting.derivations import GPT2, RESNET18, RESNET152, UNET, VGG16, Work
from blocks.tree import Model


@dataclass(frozen=True)
class Case:
    """`plain` builds the model that the other tools see, `document` ours."""

    name: str
    work: Work
    shape: tuple[int, ...]
    plain: Callable[[], nn.Module]
    document: Callable[[], Model]
    dtype: str = "float32"

    def feed(self) -> Tensor:
        """One example; tokens are all zero."""
        if self.dtype == "float32":
            return torch.rand(self.shape)
        return torch.zeros(self.shape, dtype=getattr(torch, self.dtype))


_ATTENTION = Work(
    "3·64² + 3·64 + 64² + 64",  # to queries, keys and values; from the heads joined
    "10·3·64² + 10²·64 + 10²·64 + 10·64²",  # the same on 10 steps; between them similarities, then mixed values
    "10·4·64",
    "4·10² + 10·64",  # softmax, queries scaled
)
_ENCODER = _ATTENTION + Work(
    "64·256 + 256 + 256·64 + 64 + 2·2·64", "10·64·256 + 10·256·64", "10·(256 + 64)", "10·(2·64 + 256)"
)
_SCORES = Work("64·32 + 32", "10·64·32 + 10²·32", "10·32")

CASES = (
    Case(
        "Perceptron",
        Work("20·256 + 256 + 256·10 + 10", "20·256 + 256·10", "256 + 10", "256"),
        (1, 20), plain.perceptron, partial(documents.gallery, "perceptron"),
    ),
    Case("A Linear used twice", Work("20² + 20", "2·20²", "2·20"), (1, 20), plain.shared, documents.shared),
    Case(
        "A network called twice",
        Work("20·64 + 64 + 64·20 + 20", "2·(20·64 + 64·20)", "2·(64 + 20)", "2·64 + 20"),
        (1, 20), plain.tower, documents.tower,
    ),
    Case(
        "A definition used three times",
        Work("20·64 + 64 + 64² + 64 + 64·32 + 32", "20·64 + 64² + 64·32", "64 + 64 + 32", "64 + 64 + 32"),
        (1, 20), plain.instances, documents.instances,
    ),
    Case("A Repeat of 0 rounds", Work("20·10 + 10", "20·10", "10"), (1, 20), plain.no_rounds, documents.no_rounds),
    Case(
        "Two Linears, one weight",
        Work("64²", "2·64²", touched="64"),
        (1, 64), plain.TiedLinears, documents.tied_linears,
    ),
    Case(
        "Embedding and head, one weight",
        Work("1000·64", "12·64·1000"),
        (1, 12), plain.TiedHead, documents.tied_head, dtype="int64",
    ),
    Case(
        "FixedHiddenMLP",
        Work("20² + 20", "3·20²", "2·20", "2·20"),
        (1, 20), plain.FixedHiddenMLP, partial(documents.gallery, "fixedhiddenmlp"),
    ),
    Case(
        "One ReLU in three places",
        Work("20·64 + 64 + 64² + 64 + 64·32 + 32 + 32·10 + 10", "20·64 + 64² + 64·32 + 32·10", "64 + 64 + 32 + 10",
             "64 + 64 + 32"),
        (1, 20), plain.OneReLU, documents.one_relu,
    ),
    Case(
        "A Linear on 10 steps",
        Work("64·32 + 32", "10·64·32", "10·32"),
        (1, 10, 64), partial(nn.Linear, 64, 32), documents.steps,
    ),
    Case(
        "LeNet-5",
        Work(
            "5²·6 + 6 + 5²·6·16 + 16\n400·120 + 120 + 120·84 + 84 + 84·10 + 10",
            "5²·6·28² + 5²·6·16·10²\n400·120 + 120·84 + 84·10",
            "6·28² + 16·10² + 120 + 84 + 10",
            "2·6·28² + 2·16·10² + 120 + 84",
        ),
        (1, 1, 28, 28), plain.lenet, partial(documents.gallery, "lenet"),
    ),
    Case("VGG-16", VGG16, (1, 3, 224, 224), plain.vgg16, partial(documents.gallery, "vgg16")),
    Case("ResNet-18", RESNET18, (1, 3, 224, 224), plain.resnet18, partial(documents.gallery, "resnet18")),
    Case("ResNet-152", RESNET152, (1, 3, 224, 224), plain.resnet152, partial(documents.gallery, "resnet152")),
    Case("U-Net", UNET, (1, 1, 128, 128), plain.UNet, partial(documents.gallery, "unet")),
    Case(
        "Depthwise-separable convolution",
        Work("3²·32 + 32·64", "(3²·32 + 32·64)·56²"),
        (1, 32, 56, 56), plain.separable, documents.separable,
    ),
    Case(
        "Convolution in 4 groups",
        Work("3²·(32/4)·64 + 64", "3²·(32/4)·64·56²", "64·56²"),
        (1, 32, 56, 56), partial(nn.Conv2d, 32, 64, 3, padding=1, groups=4), documents.grouped,
    ),
    Case(
        "Transposed convolution in 2 groups",
        Work("4²·64·(32/2) + 32", "4²·64·(32/2)·28²", "32·56²"),
        (1, 64, 28, 28), partial(nn.ConvTranspose2d, 64, 32, 4, 2, 1, groups=2), documents.transposed,
    ),
    Case(
        "LSTM, 5 steps",
        Work("4·(16·32 + 32² + 2·32)", "5·4·(16·32 + 32²)", "5·4·2·32", "5·(4 + 3)·32"),
        (1, 5, 16), partial(plain.recurrent, nn.LSTM), partial(documents.recurrent, "LSTM"),
    ),
    Case(
        "GRU, 5 steps",
        Work("3·(16·32 + 32² + 2·32)", "5·3·(16·32 + 32²)", "5·3·2·32", "5·(3 + 3)·32"),
        (1, 5, 16), partial(plain.recurrent, nn.GRU), partial(documents.recurrent, "GRU"),
    ),
    Case("MultiheadAttention, self", _ATTENTION, (1, 10, 64), plain.SelfAttention, documents.self_attention),
    Case(
        "TransformerEncoderLayer",
        _ENCODER,
        (1, 10, 64), partial(nn.TransformerEncoderLayer, 64, 4, 256, batch_first=True), documents.encoder_layer,
    ),
    Case(
        "scaled_dot_product_attention",
        Work("0", "4·10²·16 + 4·10²·16", touched="4·10² + 4·10·16"),
        (1, 4, 10, 16), plain.Attention, documents.attention,
    ),
    Case(
        "Bilinear", Work("5·20·20 + 5", "5·20·20", "5", "20·20"), (1, 20), plain.Bilinear, documents.bilinear
    ),
    Case(
        "Embedding", Work("1000·64", "0"), (1, 12), partial(nn.Embedding, 1000, 64), documents.embedding, dtype="int64"
    ),
    Case("torch.matmul", _SCORES, (1, 10, 64), plain.MatMul, documents.matmul),
    Case("torch.einsum", _SCORES, (1, 10, 64), plain.Einsum, documents.einsum),
    Case("torch.matmul with a vector", Work("64", "10·64"), (1, 10, 64), plain.Scores, documents.scores),
    Case("GPT-2 block", _ENCODER, (1, 10, 64), plain.GPTBlock, documents.gpt_block),
    Case("GPT-2", GPT2, (1, 128), plain.GPT2, partial(documents.gallery, "gpt2"), dtype="int64"),
)  # fmt: skip
