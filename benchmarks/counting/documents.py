"""The same models as documents of ours, each on one example."""

from dataclasses import replace
from pathlib import Path

import blocks
from blocks.definitions import linked
from blocks.expressions import Expression
from blocks.kinds import Value
from blocks.tree import Block, Definition, Input, Model

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


def graph(shape: tuple[int, ...], *children: Block) -> Model:
    """Blocks that take from each other by name; the input is x."""
    return Model(inputs=(Input(shape),), root=Block("Graph", children=children))


def taking(name: str, kind: str, *sources: str, **args: Value) -> Block:
    """A block of a graph with its name and what it takes; nothing named is what comes before it."""
    return Block(kind, name, args, inputs=sources)


def residual(*body: Block) -> Block:
    """What the blocks make of their input, added to it."""
    return Block("Residual", children=(Block("Sequential", "body", {}, body), Block("Sequential", "shortcut")))


def shared() -> Model:
    """One Linear in two rounds."""
    linear = layer("Linear", out_features=20)
    return row((1, 20), Block("Repeat", args={"times": 2, "share": True}, children=(linear,)))


def tied_linears() -> Model:
    """Two Linears that hold one and the same parameter."""
    first = Block("Linear", "first", {"out_features": 64, "bias": False}, shared="first")
    second = Block("Linear", "second", {"out_features": 64, "bias": False}, tied={"weight": "first.weight"})
    return row((1, 64), first, layer("ReLU"), second)


def tied_head() -> Model:
    """A head that reads the embedding's own weight."""
    table = Block("Embedding", "embedding", {"num_embeddings": 1000, "embedding_dim": 64}, shared="table")
    head = Block("Linear", "head", {"out_features": 1000, "bias": False}, tied={"weight": "table.weight"})
    return row((1, 12), table, head, dtype="int64")


def tower() -> Model:
    """A network of two layers that is called twice."""
    network = (layer("Linear", out_features=64), layer("ReLU"), layer("Linear", out_features=20))
    first = Block("Sequential", "tower", children=network, shared="tower")
    return row((1, 20), first, layer("ReLU"), layer("Reuse", of="tower"))


def instances() -> Model:
    """A definition used three times."""
    body = Block("Sequential", children=(layer("Linear", out_features=Expression("width")), layer("ReLU")))
    model = row((1, 20), *(layer("Layer", width=width) for width in (64, 64, 32)))
    return linked(replace(model, definitions=(Definition("Layer", body, {"width": 64}),)))


def no_rounds() -> Model:
    """A `Repeat` that runs no round: what is in it is never made."""
    idle = Block("Repeat", args={"times": 0}, children=(layer("Linear", out_features=10),))
    return row((1, 20), layer("Linear", out_features=10), idle)


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


def recurrent(kind: str) -> Model:
    """Features from 16 to 32 over the steps of a sequence."""
    return row((1, 5, 16), layer(kind, hidden_size=32, batch_first=True))


def self_attention() -> Model:
    """`nn.MultiheadAttention` of a sequence to itself."""
    return row((1, 10, 64), layer("MultiheadAttention", num_heads=4, batch_first=True))


def encoder_layer() -> Model:
    """PyTorch's own encoder layer, as one block."""
    return row((1, 10, 64), layer("TransformerEncoderLayer", nhead=4, dim_feedforward=256, batch_first=True))


def attention() -> Model:
    """The functional alone: queries, keys and values are one tensor."""
    return graph((1, 4, 10, 16), taking("attention", "ScaledDotProductAttention", "x", "x", "x"))


def bilinear() -> Model:
    """Both inputs of the layer are the same tensor."""
    return graph((1, 20), taking("bilinear", "Bilinear", "x", "x", out_features=5))


def embedding() -> Model:
    """A table of 1,000 vectors, looked up."""
    return row((1, 12), layer("Embedding", num_embeddings=1000, embedding_dim=64), dtype="int64")


def matmul() -> Model:
    """A projection, and the similarities of all pairs of its steps."""
    linear, turned = taking("linear", "Linear", out_features=32), taking("turned", "Transpose", dim0=1, dim1=2)
    return graph((1, 10, 64), linear, turned, taking("product", "MatMul", "linear", "turned"))


def einsum() -> Model:
    """The same product as an equation."""
    linear = taking("linear", "Linear", out_features=32)
    return graph((1, 10, 64), linear, taking("product", "Einsum", "linear", "linear", equation="btd,bsd->bts"))


def scores() -> Model:
    """Every step times one learned vector."""
    query = taking("query", "Parameter", shape=(64,))
    return graph((1, 10, 64), query, taking("scores", "MatMul", "x", "query"))


def gpt_block() -> Model:
    """Norm first, causal attention, four times the width inside."""
    heads = layer("MultiheadAttention", num_heads=4, batch_first=True, causal=True)
    attention = residual(layer("LayerNorm"), heads)
    inner = (layer("Linear", out_features=256), layer("GELU"), layer("Linear", out_features=64))
    return row((1, 10, 64), attention, residual(layer("LayerNorm"), *inner))
