"""The models that are timed: rows, towers and networks made of definitions, and a model with Python in it."""

from dataclasses import replace

from blocks.definitions import linked, unique
from blocks.expressions import Expression
from blocks.kinds import Value
from blocks.tree import Block, Definition, Input, Model

CODE = """class Doubled(nn.Module):
    def __init__(self, width: int = 64):
        super().__init__()
        self.linear = nn.Linear(width, width)

    def forward(self, x):
        return self.linear(torch.relu(self.linear(x)))
"""


def tower(count: int, step: int) -> Model:
    """Residual blocks of Linear, ReLU and Linear; with a step, each of another width."""
    children = []
    for index in range(count):
        wide = Block("Linear", args={"out_features": 64 + step * index})
        narrow = Block("Linear", args={"out_features": 64})
        body = Block("Sequential", "body", children=(wide, Block("ReLU"), narrow))
        children.append(Block("Residual", children=(body, Block("Sequential", "shortcut"))))
    return _row((1, 64), *children)


def flat(count: int) -> Model:
    """Blocks in a row: Linear and ReLU in turn, then a head."""
    pairs = (_linear(64) if index % 2 == 0 else Block("ReLU") for index in range(count))
    return _row((1, 64), *pairs, _linear(10))


def gpt3() -> Model:
    """96 layers of 12,288 features over 2,048 tokens (Brown et al. 2020, https://arxiv.org/abs/2005.14165)."""
    layer = Block("TransformerEncoderLayer", args={"nhead": 96, "dim_feedforward": 49_152, "batch_first": True})
    children = (
        Block("Embedding", args={"num_embeddings": 50_257, "embedding_dim": 12_288}),
        Block("PositionalEmbedding", args={"longest": 2_048}),
        Block("Repeat", args={"times": 96}, children=(layer,)),
        Block("LayerNorm"),
        Block("Linear", args={"out_features": 50_257, "bias": False}),
    )
    return Model(inputs=(Input((1, 2_048), "int64", batch=0),), root=Block("Sequential", children=children))


def resnet152() -> Model:
    """Its 50 bottlenecks in a row, each an instance of one definition (He et al. 2015)."""
    pool = Block("MaxPool2d", args={"kernel_size": 3, "stride": 2, "padding": 1})
    stem = (*_convolution(64, 7, stride=2), Block("ReLU"), pool)
    instances = [
        Block("Bottleneck", args={"width": width, "stride": stride if index == 0 else 1, "project": int(index == 0)})
        for count, width, stride in ((3, 64, 1), (8, 128, 2), (36, 256, 2), (3, 512, 2))
        for index in range(count)
    ]
    head = (Block("AdaptiveAvgPool2d", args={"output_size": 1}), Block("Flatten"), _linear(1000))
    picture = Input((1, 3, 224, 224), batch=0)  # as in the gallery: what follows B is found too
    root = Block("Sequential", children=(*stem, *instances, *head))
    return linked(Model(inputs=(picture,), root=root, definitions=(_bottleneck(),)))


def _bottleneck() -> Definition:
    width, stride = Expression("width"), Expression("stride")
    inner = (
        *_convolution(width, 1), Block("ReLU"),
        *_convolution(width, 3, stride=stride), Block("ReLU"),
        *_convolution(Expression("4 * width"), 1),
    )  # fmt: skip
    project = Block(
        "Repeat", args={"times": Expression("project")}, children=_convolution(Expression("4 * width"), 1, stride)
    )
    sides = (Block("Sequential", "body", children=inner), Block("Sequential", "shortcut", children=(project,)))
    body = Block("Sequential", children=(Block("Residual", children=sides), Block("ReLU")))
    return Definition("Bottleneck", body, {"width": 64, "stride": 1, "project": 0})


def _convolution(channels: Value, kernel: int, stride: Value = 1) -> tuple[Block, ...]:
    args = {"out_channels": channels, "kernel_size": kernel, "padding": kernel // 2, "stride": stride, "bias": False}
    return Block("Conv2d", args=args), Block("BatchNorm2d")


def instances(count: int) -> Model:
    """As many instances of a definition of ten blocks: four times Linear and ReLU, then a norm and a dropout."""
    pairs = [block for _ in range(4) for block in (_linear(64), Block("ReLU"))]
    body = Block("Sequential", children=(*pairs, Block("LayerNorm"), Block("Dropout")))
    model = _row((1, 64), *(Block("Ten") for _ in range(count)), _linear(10))
    return linked(replace(model, definitions=(Definition("Ten", body),)))


def without_definitions(model: Model) -> Model:
    """The model with every instance made unique."""
    children = tuple(unique(each) if each.definition else each for each in model.root.children)
    return replace(model, root=replace(model.root, children=children), definitions=())


def with_code(source: str = CODE) -> Model:
    """Six layers, and a block written in Python between them."""
    code = Block("Code", "doubled", {"source": source})
    return _row((1, 64), _linear(64), Block("ReLU"), code, _linear(64), Block("ReLU"), _linear(10))


def without_code(model: Model) -> Model:
    """The model with a Linear in the place of its code."""
    children = tuple(_linear(64) if each.kind == "Code" else each for each in model.root.children)
    return replace(model, root=replace(model.root, children=children))


def _row(shape: tuple[int, ...], *children: Block) -> Model:
    return Model(inputs=(Input(shape),), root=Block("Sequential", children=children))


def _linear(width: int) -> Block:
    return Block("Linear", args={"out_features": width})
