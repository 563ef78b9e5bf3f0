"""How tests make models: by hand with `doc` and `block`, and at random with `models` and `graphs`."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from blocks import catalogue, edits, wiring
from blocks.expressions import Expression
from blocks.tree import SLOTS, Block, Input, Model, fresh

KINDS = catalogue.kinds()  # for hypothesis, which would print the fixture with every example
GALLERY = sorted((Path(__file__).parents[1] / "gallery").glob("*.json"))
WITHOUT_CODE = [
    path for path in GALLERY if '"kind": "Code"' not in path.read_text()
]  # nothing in them asks for consent
LARGE = {  # much to compute, or to hold: seconds a pass on a CPU, or gigabytes of weights
    "alexnet", "bert", "cnnblocks", "cnnfactory", "convnextt", "densenet121", "efficientnetb0", "gpt2", "gpt2medium",
    "gpt2large", "gpt2xl", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50", "transformer",
    "vgg11", "vgg16", "vgg19", "vit",
}  # fmt: skip
HUGE = {"gpt2medium", "gpt2large", "gpt2xl"}  # more than a gigabyte: only analysed
SMALL = [path for path in WITHOUT_CODE if path.stem not in LARGE]


def block(kind: str, *children: Block, name: str = "", **args: Any) -> Block:
    """A block with checked arguments; a rule is an `Expression`. A structure's fixed places are filled in."""
    if kind in SLOTS:
        given = {child.name: child for child in children}
        children = tuple(given.get(slot) or Block("Sequential", slot) for slot in SLOTS[kind])
    return Block(kind, name, edits.checked(edits.kind_of(KINDS, kind, args), args), tuple(children))


def doc(*children: Block, shape: tuple[int, ...] = (2, 20), dtype: str = "float32", title: str = "Test") -> Model:
    """A model of these blocks in a row."""
    return Model(title, "", (Input(shape, dtype),), Block("Sequential", children=children))


def residual(*body: Block, shortcut: tuple[Block, ...] = (), name: str = "") -> Block:
    """A `Residual` with these blocks in its body."""
    return block(
        "Residual", Block("Sequential", "body", {}, body), Block("Sequential", "shortcut", {}, shortcut), name=name
    )


def written(root: Any, **changes: Any) -> str:
    """A document as JSON text: a sound one around `root`, with some of its fields changed."""
    return json.dumps({"format": "blockyard/1", "inputs": [{"shape": [2, 20]}], "root": root} | changes)


# --- random models, of which about every second one works

_WIDTHS = st.sampled_from([1, 2, 4, 6, 8])
_RULES = st.sampled_from(["4 * 2**i", "8 - i", "i + 1", "2 if i == 0 else 4", "8"]).map(Expression)
_LEAVES: dict[str, st.SearchStrategy[Block]] = {
    "vector": st.one_of(
        st.builds(lambda n, b: block("Linear", out_features=n, bias=b), _WIDTHS | _RULES, st.booleans()),
        st.builds(lambda n: block("Linear", in_features=n, out_features=4), _WIDTHS),
        st.sampled_from(["ReLU", "Sigmoid", "Identity", "LayerNorm", "BatchNorm1d", "Flatten", "LayerScale"]).map(block),
        st.builds(lambda p: block("Dropout", p=p), st.floats(0, 1)),
        st.builds(lambda a: block("Affine", scale=a), _RULES | st.just(2.0)),
    ),
    "picture": st.one_of(
        st.builds(
            lambda n, k, p, s: block("Conv2d", out_channels=n, kernel_size=k, padding=p, stride=s),
            _WIDTHS | _RULES, st.sampled_from([1, 3, (3, 1)]), st.integers(0, 1), st.sampled_from([1, 1, 2]),
        ),
        st.builds(lambda n: block("ConvTranspose2d", in_channels=n, out_channels=4, kernel_size=2), _WIDTHS),
        st.sampled_from(["ReLU", "BatchNorm2d", "Identity", "Flatten", "Softmax2d"]).map(block),
        st.builds(lambda k: block("MaxPool2d", kernel_size=k), st.sampled_from([1, 2, 3])),
        st.builds(lambda g: block("GroupNorm", num_groups=g), st.sampled_from([1, 2, 4])),
        st.just(block("Mean", dim=(2, 3))),
    ),
    "sequence": st.one_of(
        st.builds(lambda h: block("MultiheadAttention", num_heads=h, batch_first=True), st.sampled_from([1, 2, 4])),
        st.builds(lambda n: block("Linear", out_features=n), _WIDTHS | _RULES),
        st.builds(lambda n: block("PositionalEmbedding", longest=n), st.sampled_from([3, 16])),
        st.sampled_from(["LayerNorm", "GELU", "RMSNorm", "Identity"]).map(block),
        st.builds(lambda d: block("Softmax", dim=d), st.integers(-4, 4)),
        st.builds(lambda a, b: block("Transpose", dim0=a, dim1=b), st.integers(0, 2), st.integers(0, 2)),
    ),
    "tokens": st.one_of(
        st.builds(lambda n: block("Embedding", num_embeddings=10, embedding_dim=n), _WIDTHS),
        st.sampled_from(["LayerNorm", "ReLU", "Identity"]).map(block),
        st.builds(lambda n: block("Linear", out_features=n), _WIDTHS),
    ),
}  # fmt: skip
_SHAPES = {"vector": (2, 6), "picture": (2, 4, 8, 8), "sequence": (2, 5, 8), "tokens": (2, 5)}
_NAMES = ("", "", "", "conv", "a1", "schön", "match", "block_2", "Tensor", "none")


@st.composite
def rows(draw: st.DrawFn, inner: st.SearchStrategy[Block], most: int = 3) -> tuple[Block, ...]:
    """A few blocks in a row, some of them with a name, no two with the same."""
    taken: set[str] = set()
    found = []
    for child in draw(st.lists(inner, max_size=most)):
        name = draw(st.sampled_from(_NAMES))
        name = "" if name in taken else name
        taken.add(name)
        found.append(Block(child.kind, name, child.args, child.children))
    return tuple(found)


@st.composite
def _structures(draw: st.DrawFn, inner: st.SearchStrategy[Block]) -> Block:
    kind = draw(st.sampled_from(["Sequential", "Residual", "Parallel", "Repeat", "Repeat"]))
    if kind == "Residual":
        return residual(*draw(rows(inner, 2)), shortcut=draw(rows(inner, 1)))
    if kind == "Parallel":
        args = {"merge": draw(st.sampled_from(["concat", "add", "multiply", "mean", "stack"]))}
        args |= draw(st.sampled_from([{}, {"dim": 0}, {"dim": -1}, {"dim": 3}]))
        branches = (st.just("Sequential"), rows(inner, 2))
        return block(kind, *draw(rows(st.builds(lambda k, c: block(k, *c), *branches) | inner)), **args)
    if kind == "Repeat":
        times = draw(st.integers(1, 3) | st.just(Expression("i + 1")))
        return block(kind, *draw(rows(inner, 2)), times=times, share=draw(st.booleans()))
    return block(kind, *draw(rows(inner)))


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A nested model on one kind of input, sound as a document, though PyTorch may refuse it."""
    domain = draw(st.sampled_from(sorted(_LEAVES)))
    tree = st.recursive(_LEAVES[domain], _structures, max_leaves=6)
    children = draw(rows(tree, 4))
    dtype = "int64" if domain == "tokens" else draw(st.sampled_from(["float32"] * 4 + ["float64", "int64"]))
    return doc(*children, shape=_SHAPES[domain], dtype=dtype)


# --- random models of blocks that take from any earlier one, of which most work

_WIRED: tuple[tuple[Block, int, int], ...] = (  # with the tensors it takes and gives; most keep (2, 6)
    *((block(kind), 1, 1) for kind in ("ReLU", "Tanh", "LayerNorm", "Identity", "Affine")),
    (block("Linear", out_features=6), 1, 1),
    (block("Sum", dim=(0,)), 1, 1),
    *((block(kind), 2, 1) for kind in ("Add", "Subtract", "Multiply", "Maximum")),
    (block("Add"), 3, 1),
    (block("Cat", dim=0), 2, 1),
    (block("Stack", dim=0), 3, 1),
    (block("Bilinear", in2_features=6, out_features=6), 2, 1),
    (block("GRUCell", hidden_size=6), 2, 1),
    (block("LSTMCell", hidden_size=6), 3, 2),
    (block("LSTMCell", hidden_size=6), 1, 2),
    (block("Sort"), 1, 2),
    (block("Chunk", chunks=2, dim=0), 1, 2),
    (block("Parameter", shape=(6,)), 0, 1),
)
_IN_ROUNDS = (
    (block("Linear", out_features=Expression("6 + i")), 1, 1),
    (block("Affine", scale=Expression("i + 1")), 1, 1),
)
_WIRED_NAMES = ("x", "y", "h", "F", "sum", "memory", "conv1", "scale", "values", "hidden", "lambda_", "schön", "float_")


@st.composite
def _graphs(draw: st.DrawFn, depth: int, inputs: tuple[str, ...], gives: int, rounds: bool = False) -> Block:
    """A `Graph` of random blocks on random sources, all of one shape where nothing changes it."""
    made = block("Graph", inputs=inputs)
    offered = list(inputs)
    for _ in range(draw(st.integers(0, 6))):
        child, takes, outputs = draw(_parts(depth, rounds))
        sources = tuple(draw(st.sampled_from(offered)) for _ in range(takes))
        name = draw(st.sampled_from(_WIRED_NAMES))
        child = wiring.named(
            replace(fresh(child), name=name, inputs=() if draw(st.booleans()) and takes == 1 else sources), made
        )
        made = replace(made, children=(*made.children, child))
        offered += [child.name, *(f"{child.name}.{place}" for place in range(1, outputs))]
    results = [draw(st.sampled_from(offered)) for _ in range(gives)]
    return replace(made, args={"inputs": inputs, "outputs": tuple(dict.fromkeys(results))})


@st.composite
def _parts(draw: st.DrawFn, depth: int, rounds: bool) -> tuple[Block, int, int]:
    """A block with the tensors it takes and gives: a layer, an operation, or something around another Graph."""
    around = draw(st.sampled_from(["", "", "", "Graph", "Repeat", "Sequential", "Residual", "Parallel"]))
    if not around or not depth:
        return draw(st.sampled_from((*_WIRED, *_IN_ROUNDS * rounds)))
    takes = draw(st.integers(1, 2)) if around in ("Graph", "Repeat") else 1
    gives = draw(st.integers(1, 2)) if around == "Graph" else 1
    names = tuple(draw(st.permutations(["x", "memory", "class"]))[:takes])
    inner = draw(_graphs(depth - 1, names, gives, rounds or around == "Repeat"))
    if around == "Graph":
        return inner, takes, len(inner.args["outputs"])  # type: ignore[arg-type]
    if around == "Residual":
        return residual(inner), 1, 1
    args = {"times": draw(st.integers(1, 3)), "share": draw(st.booleans())} if around == "Repeat" else {}
    return block(around, inner, **args), takes, 1


@st.composite
def graphs(draw: st.DrawFn) -> Model:
    """A model whose root is a `Graph`, with one to three inputs and one to three outputs."""
    names = draw(st.sampled_from([("x",), ("image",), ("x", "memory"), ("model", "x", "y")]))
    root = draw(_graphs(2, names, draw(st.integers(1, 3))))
    inputs = tuple(Input((2, 6), name=name, batch=draw(st.sampled_from([0, None]))) for name in names)
    return Model("Test", "", inputs, replace(root, args={"outputs": root.args["outputs"]}))
