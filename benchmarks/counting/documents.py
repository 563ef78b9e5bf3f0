"""The same models as documents of ours, each on one example."""

from dataclasses import replace
from pathlib import Path

import blocks
from blocks.kinds import Value
from blocks.tree import Block, Input, Model

GALLERY = Path(__file__).resolve().parents[2] / "gallery"


def gallery(name: str) -> Model:
    """A model of the gallery."""
    model = blocks.load(GALLERY / f"{name}.json")
    one = model.inputs[0]
    return replace(model, inputs=(Input((1, *one.shape[1:]), one.dtype),))


def row(shape: tuple[int, ...], *children: Block, dtype: str = "float32") -> Model:
    """Blocks in a row."""
    return Model(inputs=(Input(shape, dtype),), root=Block("Sequential", children=children))


def layer(kind: str, **args: Value) -> Block:
    """A block without children."""
    return Block(kind, args=args)


def residual(*body: Block) -> Block:
    """What the blocks make of their input, added to it."""
    return Block("Residual", children=(Block("Sequential", "body", {}, body), Block("Sequential", "shortcut")))


def shared() -> Model:
    """One Linear in two rounds."""
    linear = layer("Linear", out_features=20)
    return row((1, 20), Block("Repeat", args={"times": 2, "share": True}, children=(linear,)))


def one_relu() -> Model:
    """A ReLU holds nothing, so three blocks are the one module that is called three times."""
    hidden = [layer("Linear", out_features=width) for width in (64, 64, 32)]
    pairs = [each for linear in hidden for each in (linear, layer("ReLU"))]
    return row((1, 20), *pairs, layer("Linear", out_features=10))


def steps() -> Model:
    """A Linear on every step of a sequence."""
    return row((1, 10, 64), layer("Linear", out_features=32))


def separable() -> Model:
    """A filter a channel, then a mix of the channels."""
    depthwise = layer("Conv2d", out_channels=32, kernel_size=3, padding=1, groups=32, bias=False)
    return row((1, 32, 56, 56), depthwise, layer("Conv2d", out_channels=64, kernel_size=1, bias=False))


def grouped() -> Model:
    """Four groups of channels that do not see each other."""
    return row((1, 32, 56, 56), layer("Conv2d", out_channels=64, kernel_size=3, padding=1, groups=4))


def transposed() -> Model:
    """Doubles the picture; each input position meets the whole kernel once."""
    up = layer("ConvTranspose2d", out_channels=32, kernel_size=4, stride=2, padding=1, groups=2)
    return row((1, 64, 28, 28), up)


def self_attention() -> Model:
    """`nn.MultiheadAttention` of a sequence to itself."""
    return row((1, 10, 64), layer("MultiheadAttention", num_heads=4, batch_first=True))


def encoder_layer() -> Model:
    """PyTorch's own encoder layer, as one block."""
    return row((1, 10, 64), layer("TransformerEncoderLayer", nhead=4, dim_feedforward=256, batch_first=True))


def embedding() -> Model:
    """A table of 1,000 vectors, looked up."""
    return row((1, 12), layer("Embedding", num_embeddings=1000, embedding_dim=64), dtype="int64")


def gpt_block() -> Model:
    """Norm first, without the mask, which changes no count: PyTorch counts the full square of steps."""
    attention = residual(layer("LayerNorm"), layer("MultiheadAttention", num_heads=4, batch_first=True))
    inner = (layer("Linear", out_features=256), layer("GELU"), layer("Linear", out_features=64))
    return row((1, 10, 64), attention, residual(layer("LayerNorm"), *inner))
