"""Hand-written models whose blocks take from each other: skips, several inputs, several outputs, nesting."""

from dataclasses import replace

from making import block, residual

from blocks.expressions import Expression
from blocks.tree import Block, Input, Model


def on(child: Block, *inputs: str) -> Block:
    """The block with what it takes."""
    return replace(child, inputs=inputs)


def graph(*children: Block, name: str = "", inputs: tuple[str, ...] = ("x",), outputs: tuple[str, ...] = ()) -> Block:
    """A `Graph` of these blocks."""
    return block("Graph", *children, name=name, inputs=inputs, **({"outputs": outputs} if outputs else {}))


def model(title: str, root: Block, **inputs: tuple[int, ...] | tuple[tuple[int, ...], str]) -> Model:
    """A model with these inputs, a shape or a shape and a dtype each, of B = 2."""
    typed = {name: given if isinstance(given[0], tuple) else (given, "float32") for name, given in inputs.items()}
    given = tuple(Input((2, *shape), dtype, name, 0) for name, (shape, dtype) in typed.items())  # type: ignore[misc]
    return Model(
        title, "", given, replace(root, args={key: each for key, each in root.args.items() if key != "inputs"})
    )


def _convolution(name: str, width: int, size: int = 3) -> Block:
    return block("Conv2d", name=name, out_channels=width, kernel_size=size, padding=size // 2)


def two_towers() -> Model:
    """A picture and a text, compared."""
    root = graph(
        block("Conv2d", name="conv", out_channels=16, kernel_size=3, stride=2),
        block("ReLU", name="relu"),
        block("AdaptiveAvgPool2d", name="pool", output_size=1),
        block("Flatten", name="flatten"),
        block("Linear", name="image_head", out_features=32),
        on(block("Embedding", name="embed", num_embeddings=100, embedding_dim=32), "text"),
        block("Mean", name="mean", dim=(1,)),
        block("Linear", name="text_head", out_features=32),
        on(block("CosineSimilarity", name="similarity"), "image_head", "text_head"),
    )
    return model("Two towers", root, image=(3, 32, 32), text=((12,), "int64"))


def decoder() -> Model:
    """Blocks that attend to themselves and to a memory; a second output."""
    layer = graph(
        block("LayerNorm", name="norm1"),
        block("MultiheadAttention", name="attention", num_heads=4, batch_first=True, causal=True),
        on(block("Add", name="add1"), "x", "attention"),
        block("LayerNorm", name="norm2"),
        on(block("MultiheadAttention", name="cross", num_heads=4, batch_first=True), "norm2", "memory"),
        on(block("Add", name="add2"), "add1", "cross"),
        block("LayerNorm", name="norm3"),
        block("Linear", name="fc1", out_features=64),
        block("GELU", name="gelu"),
        block("Linear", name="fc2", out_features=16),
        on(block("Add", name="add3"), "add2", "fc2"),
        inputs=("x", "memory"),
    )
    root = graph(
        on(block("Embedding", name="embed", num_embeddings=50, embedding_dim=16), "tokens"),
        block("PositionalEmbedding", name="position", longest=64),
        on(block("Repeat", layer, name="layers", times=3), "position", "memory"),
        block("LayerNorm", name="norm"),
        block("Linear", name="head", out_features=50),
        outputs=("head", "norm"),
    )
    return model("Decoder", root, tokens=((5,), "int64"), memory=(7, 16))


def dense() -> Model:
    """A block of a DenseNet: each convolution takes all that came before it."""
    root = graph(
        _convolution("stem", 8),
        _convolution("conv1", 4),
        on(block("Cat", name="cat1", dim=1), "stem", "conv1"),
        _convolution("conv2", 4),
        on(block("Cat", name="cat2", dim=1), "stem", "conv1", "conv2"),
        _convolution("conv3", 4),
        on(block("Cat", name="cat3", dim=1), "stem", "conv1", "conv2", "conv3"),
        block("BatchNorm2d", name="norm"),
    )
    return model("DenseNet block", root, x=(4, 8, 8))


def unet() -> Model:
    """Two levels down and up again, with skips across."""

    def twice(name: str, width: int) -> Block:
        return block("Sequential", _convolution("conv", width), block("ReLU", name="relu"), name=name)

    root = graph(
        twice("down1", 8),
        block("MaxPool2d", name="pool1", kernel_size=2),
        twice("down2", 16),
        block("MaxPool2d", name="pool2", kernel_size=2),
        twice("middle", 32),
        block("ConvTranspose2d", name="up2", out_channels=16, kernel_size=2, stride=2),
        on(block("Cat", name="cat2", dim=1), "down2", "up2"),
        twice("side2", 16),
        block("ConvTranspose2d", name="up1", out_channels=8, kernel_size=2, stride=2),
        on(block("Cat", name="cat1", dim=1), "down1", "up1"),
        twice("side1", 8),
        _convolution("head", 1, 1),
    )
    return model("U-Net", root, image=(3, 16, 16))


def several_outputs() -> Model:
    """Blocks that give several tensors; some are taken, some not, two have one name."""
    root = graph(
        block("LSTM", name="lstm", hidden_size=8, batch_first=True, output="all"),
        on(block("GRU", name="gru", hidden_size=8, batch_first=True, output="all"), "lstm", "lstm.1"),
        on(block("Add", name="states"), "lstm.2", "gru.1"),
        on(block("Chunk", name="parts", chunks=4, dim=-1), "gru"),
        on(block("Subtract", name="difference"), "parts.2", "parts"),
        block("TopK", name="largest", k=1),
        outputs=("largest.1", "states"),
    )
    return model("Several outputs", root, x=(6, 4))


def unpooled() -> Model:
    """Indices that are used much later."""
    root = graph(
        block("MaxPool2d", name="pool", kernel_size=2, return_indices=True),
        _convolution("conv", 4),
        on(block("MaxUnpool2d", name="unpool", kernel_size=2), "conv", "pool.1"),
        on(block("Subtract", name="difference"), "x", "unpool"),
    )
    return model("Unpooled", root, x=(4, 8, 8))


def nested() -> Model:
    """Graphs in a Repeat whose rounds differ, in a Residual and in a Parallel; one gives two tensors to another."""

    def wide() -> Expression:
        return Expression("8 * 2**i")

    stage = graph(
        block("Conv2d", name="conv", out_channels=wide(), kernel_size=3, padding=1),
        block("ReLU", name="relu"),
        block("Affine", name="affine", scale=Expression("1 + i")),
        on(block("Conv2d", name="short", out_channels=wide(), kernel_size=1), "x"),
        on(block("Add", name="add"), "affine", "short"),
    )

    def gated() -> Block:
        return graph(block("Tanh", name="tanh"), on(block("Multiply", name="product"), "x", "tanh"))

    pair = graph(
        block("Sigmoid", name="gate"),
        on(block("Multiply", name="gated"), "gate", "y"),
        name="pair", inputs=("x", "y"), outputs=("gated", "gate"),
    )  # fmt: skip
    root = graph(
        block("Repeat", stage, name="stages", times=3),
        residual(gated(), name="skip"),
        on(pair, "skip", "stages"),
        on(block("Parallel", gated(), block("ReLU"), name="branches"), "pair.1"),
        on(block("Cat", name="cat", dim=1), "branches", "pair"),
    )
    return model("Nested", root, x=(3, 8, 8))


ALL = {made.__name__: made for made in (two_towers, decoder, dense, unet, several_outputs, unpooled, nested)}
