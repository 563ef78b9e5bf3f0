"""Graphs: what is taken from where, in analysis, in the built module, in files, and through every edit."""

import random
from dataclasses import replace
from typing import Any

import pytest
import torch
from making import KINDS, block, doc, residual
from torch import Tensor

import blocks
from blocks import commands, document, naming, wiring
from blocks.analysis import analyse
from blocks.errors import BlockError
from blocks.repair import diagnose
from blocks.tree import Block, Input, Model


def graph(*children: Block, **args: Any) -> Block:
    """A Graph of these blocks; those without a name get one."""
    return wiring.all_named(block("Graph", *children, **args))


def takes(single: Block, *sources: str) -> Block:
    """The block with sources."""
    return replace(single, inputs=sources)


def model(root: Block, **shapes: tuple[int, ...]) -> Model:
    """A model around a Graph, with inputs of these names and shapes."""
    return Model("Test", "", tuple(Input(shape, name=name) for name, shape in shapes.items()), root)


def linear(name: str, size: int = 4, *sources: str) -> Block:
    """A Linear with a name."""
    return takes(block("Linear", name=name, out_features=size), *sources)


def two_towers() -> Model:
    """Two inputs, each through a layer, added; the sum and the first layer's output are given."""
    root = graph(linear("left", 4, "x"), linear("right", 4, "y"), takes(block("Add", name="sum"), "left", "right"), outputs=["sum", "left"])  # fmt: skip
    return model(root, x=(2, 3), y=(2, 5))


def edit(found: Model, op: str, **details: Any) -> Model:
    """The model after one edit."""
    return commands.apply_all(found, KINDS, [{"op": op, **details}])


def sources(root: Block) -> dict[str, tuple[str, ...]]:
    """What each child says it takes."""
    return {child.name: child.inputs for child in root.children}


# --- what it computes


def test_two_towers() -> None:
    """A Graph of two inputs and two outputs computes what its wiring says."""
    found = two_towers()
    report = analyse(found)
    assert [each.shape for each in report.root.inputs] == [(2, 3), (2, 5)]
    assert [each.shape for each in report.root.outputs] == [(2, 4), (2, 4)]
    assert report.params == (3 * 4 + 4) + (5 * 4 + 4)
    net = blocks.build(found)
    x, y = torch.randn(2, 3), torch.randn(2, 5)
    left: Tensor = net.get_submodule("left")(x)
    total, first = net(x, y)
    assert torch.equal(first, left)
    assert torch.equal(total, left + net.get_submodule("right")(y))


def test_a_child_takes_the_one_before_it() -> None:
    """Without sources a Graph is a Sequential: same numbers, same output."""
    children = (linear("one", 6), block("ReLU", name="act"), linear("two", 2))
    chain, plain = model(graph(*children), x=(2, 5)), doc(*children, shape=(2, 5))
    first, second = analyse(chain).root, analyse(plain).root
    assert (first.params, first.macs, first.saved, first.outputs) == (second.params, second.macs, second.saved, second.outputs)  # fmt: skip
    one, two = blocks.build(chain), blocks.build(plain)
    two.load_state_dict(one.state_dict())
    x = torch.randn(2, 5)
    assert torch.equal(one(x), two(x))


def test_several_outputs() -> None:
    """A block that gives several tensors hands on the first, and the others by number."""
    pool = takes(block("MaxPool2d", name="pool", kernel_size=2, return_indices=True), "x")
    back = takes(block("MaxUnpool2d", name="back", kernel_size=2), "pool", "pool.1")
    found = model(graph(pool, back), x=(1, 2, 8, 8))
    x = torch.randn(1, 2, 8, 8)
    again = blocks.build(found)(x)
    assert again.shape == x.shape
    assert torch.equal(again[again != 0], x[again != 0])
    wrong = edit(found, "rewire", block=[1], inputs=["pool", "pool.2"])
    assert "output 2" in analyse(wrong).problems[0][1].received


def test_a_sequential_hands_on_one_tensor() -> None:
    """What gives two tensors breaks the block after it in a Sequential, as in PyTorch."""
    pool = block("MaxPool2d", kernel_size=2, return_indices=True)
    report = analyse(doc(pool, block("ReLU"), shape=(1, 2, 8, 8)))
    assert [path for path, _ in report.problems] == ["1"]
    assert "2 tensors" in report.problems[0][1].received
    with pytest.raises(TypeError):
        torch.nn.Sequential(torch.nn.MaxPool2d(2, return_indices=True), torch.nn.ReLU())(torch.zeros(1, 2, 8, 8))


def test_rounds_get_the_further_inputs() -> None:
    """A Repeat hands its first input on from round to round and gives the others to each."""
    cross = graph(takes(block("MultiheadAttention", name="cross", num_heads=2, batch_first=True), "h", "memory"), inputs=["h", "memory"])  # fmt: skip
    stack = takes(block("Repeat", cross, name="stack", times=3), "x", "memory")
    found = model(graph(stack), x=(2, 5, 8), memory=(2, 7, 8))
    report = analyse(found)
    assert report.output is not None
    assert report.output.shape == (2, 5, 8)
    assert report.params == 3 * (4 * 8 * 8 + 4 * 8)
    net = blocks.build(found)
    x, memory = torch.randn(2, 5, 8), torch.randn(2, 7, 8)
    expected = x
    for layer in net.get_submodule("stack"):  # type: ignore[union-attr]
        expected = layer(expected, memory)
    assert torch.equal(net(x, memory), expected)


def test_only_what_is_needed_is_held() -> None:
    """The estimate of the peak holds a skip until it is taken: 3 tensors of 2*4 floats at the sum."""
    found = model(graph(linear("a", 4), linear("b", 4), takes(block("Add", name="sum"), "a", "b")), x=(2, 4))
    assert analyse(found).root.peak == 3 * 2 * 4 * 4


# --- what is wrong


@pytest.mark.parametrize(
    ("child", "words"),
    [
        (linear("one", 4, "nothing"), "'nothing', which is not there"),
        (linear("one", 4, "later"), "'later', which does not come before it"),
        (linear("one", 4, "x", "x"), "2 tensors"),
        (takes(block("Add", name="one"), "x"), "receives 2×3"),
        (takes(block("ReLU", name="one"), "x.1"), "'x.1', which is not there"),
    ],
)
def test_problems(child: Block, words: str) -> None:
    """A wrong source, or too many or too few, is a problem of the block that takes it; what does not depend on it is known."""
    report = analyse(model(graph(child, linear("later", 4, "x")), x=(2, 3)))
    assert [path for path, _ in report.problems] == ["one"]
    assert words in report.problems[0][1].received
    assert report["later"].ok
    assert not report.ok


def test_nested_graphs_need_their_inputs() -> None:
    """A Graph that names two inputs and gets one says so."""
    inner = graph(linear("a", 4, "q"), inputs=["q", "k"])
    report = analyse(doc(inner, shape=(2, 3)))
    assert "q, k" in report.problems[0][1].expected


@pytest.mark.parametrize("kind", ["Sequential", "Residual", "Parallel"])
def test_structures_of_one_tensor(kind: str) -> None:
    """A structure that hands on one tensor refuses two."""
    outer = takes(block(kind, *([block("Sequential")] if kind == "Parallel" else []), name="outer"), "x", "y")
    report = analyse(model(graph(outer), x=(2, 3), y=(2, 3)))
    assert "2 tensors" in report.problems[0][1].received


# --- what is offered

REPAIRS: list[tuple[str, Model, str]] = [
    ("needs two", doc(linear("a", 20), block("Add", name="sum"), shape=(2, 20)), "Make it a Graph: take x too"),
    ("gives two", doc(block("MaxPool2d", kernel_size=2, return_indices=True), block("ReLU"), shape=(1, 2, 8, 8)), "Make the Sequential a Graph: take the first"),
    ("takes nothing", doc(block("ReLU"), block("Parameter", shape=(2, 3)), shape=(2, 3)), "Make the Sequential a Graph"),
    ("a lost source", model(graph(linear("a", 4, "gone")), x=(2, 3)), "Take what comes before it"),
    ("one too few", model(graph(linear("a", 3), takes(block("Add", name="sum"), "a")), x=(2, 3)), "Take x too"),
    ("one too many", model(graph(linear("a", 4, "x", "x")), x=(2, 3)), "Take x alone"),
    ("one that does not fit", model(graph(linear("a", 4), linear("b", 4, "x"), takes(block("Add", name="sum"), "x", "b")), x=(2, 3)), "Take a instead of x"),
    ("names", model(graph(takes(graph(linear("in", 4), inputs=["q", "k"]), "x")), x=(2, 3)), "Name 1 inputs"),
    ("a block in between", model(graph(block("ReLU", name="a"), takes(block("Linear", name="b", in_features=48, out_features=3), "a")), x=(2, 3, 4, 4)), "Insert Flatten"),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "label"), [entry[1:] for entry in REPAIRS], ids=[entry[0] for entry in REPAIRS])
def test_repairs(broken: Model, label: str) -> None:
    """What goes wrong with several tensors has a fix that makes the whole model run."""
    report = diagnose(broken)
    problem = report.problems[0][1]
    fix = next((each for each in problem.fixes if each.label == label), None)
    assert fix is not None, [each.label for each in problem.fixes]
    fixed = commands.apply_all(broken, KINDS, fix.edits)
    assert analyse(fixed).ok
    blocks.build(fixed)(*(torch.zeros(each.shape) for each in fixed.inputs))


# --- files


def test_round_trip() -> None:
    """A document keeps inputs, sources, outputs and B, and saves to the same text again."""
    found = two_towers()
    found = replace(found, inputs=tuple(replace(each, batch=0) for each in found.inputs))
    text = document.dumps(found)
    assert '"shape": ["B", 3]' in text
    assert '"batch": 2' in text
    assert document.loads(text, KINDS) == found
    assert document.dumps(document.loads(text, KINDS)) == text


def test_children_get_names() -> None:
    """Blocks of a Graph that have no name in the file get one from their kind."""
    text = document.dumps(model(Block("Graph", children=(block("ReLU"), block("ReLU"), block("LayerNorm"))), x=(2, 3)))
    assert document.loads(text, KINDS).root.names() == ("relu", "relu_2", "layer_norm")


@pytest.mark.parametrize("name", KINDS)
def test_names_from_kinds(name: str) -> None:
    """The name that is made from a kind can be used in PyTorch."""
    found = wiring.named(block(name), Block("Graph")).name
    assert naming.good_name(found) == found


# --- edits


def test_renaming_is_followed() -> None:
    """Who takes from a block, and the Graph's outputs, know it by its new name."""
    found = edit(two_towers(), "rename", block=[0], name="query")
    assert sources(found.root) == {"query": ("x",), "right": ("y",), "sum": ("query", "right")}
    assert wiring.output_names(found.root) == ("sum", "query")
    for name in ("y", "right"):
        with pytest.raises(BlockError, match="already"):
            edit(found, "rename", block=[0], name=name)


def test_removing_heals() -> None:
    """What took from a removed block takes what that took."""
    found = edit(two_towers(), "remove", block=[0])
    assert sources(found.root) == {"right": ("y",), "sum": ("x", "right")}
    assert wiring.output_names(found.root) == ("sum", "x")


def test_inputs_come_and_go() -> None:
    """Adding an input makes the root a Graph; removing it is a problem where it was taken, and else leaves no trace."""
    plain = doc(linear("one", 4), shape=(2, 3))
    more = edit(plain, "add input", shape=[2, 5], dtype="float32")
    assert more.root.kind == "Graph"
    assert [each.name for each in more.inputs] == ["x", "memory"]
    more = edit(more, "rewire", block=[0], inputs=["memory"])
    assert analyse(more).params == 5 * 4 + 4
    renamed = edit(more, "input", index=1, shape=[2, 5], dtype="float32", name="state")
    assert sources(renamed.root) == {"one": ("state",)}
    back = edit(more, "remove input", index=1)
    assert [path for path, _ in analyse(back).problems] == ["one"]
    assert edit(back, "rewire", block=[0], inputs=[]).root.children == plain.root.children
    with pytest.raises(BlockError, match="one input"):
        edit(plain, "remove input", index=0)
    with pytest.raises(BlockError, match="already"):
        edit(more, "input", index=1, shape=[2, 5], dtype="float32", name="x")


def test_sequential_and_back() -> None:
    """A Sequential becomes a Graph and a Sequential again, unless blocks take from elsewhere."""
    plain = doc(block("Linear", out_features=4), block("ReLU"), shape=(2, 3))
    made = edit(plain, "swap", block=[], kind="Graph")
    assert made.root.names() == ("linear", "relu")
    assert edit(made, "swap", block=[], kind="Sequential") == plain
    with pytest.raises(BlockError):
        edit(two_towers(), "swap", block=[], kind="Sequential")


def test_wrapping_keeps_the_wiring() -> None:
    """A block of a Graph that is wrapped takes and gives what it did; unwrapped, all is as before."""
    found = two_towers()
    before = analyse(found)
    for kind in ("Sequential", "Graph", "Repeat"):
        wrapped = edit(found, "wrap", block=[0], kind=kind)
        assert sources(wrapped.root) == sources(found.root)
        if kind != "Repeat":
            assert analyse(wrapped).root.outputs == before.root.outputs
            assert edit(wrapped, "unwrap", block=[0]) == found
    with pytest.raises(BlockError, match="Graph"):
        edit(found, "wrap", block=[2], kind="Sequential")
    assert analyse(edit(found, "wrap", block=[2], kind="Graph")).root.outputs == before.root.outputs


def test_moving_within_keeps_sources() -> None:
    """A block moved among its siblings keeps what it takes; moved elsewhere it takes what comes before it."""
    found = edit(two_towers(), "move", block=[1], parent=[], index=0)
    assert found.root.names() == ("right", "left", "sum")
    assert analyse(found).ok
    outer = doc(block("Sequential"), graph(linear("a", 4), linear("b", 4, "x")), shape=(2, 3))
    moved = edit(outer, "move", block=[1, 1], parent=[0], index=0)
    assert moved.at((0, 0)).inputs == ()


def any_graph(draw: random.Random) -> Model:
    """A random Graph of vectors: each child takes earlier results; about every second one works."""
    names = ["x", "y"]
    children: list[Block] = []
    for number in range(draw.randint(1, 6)):
        kind = draw.choice(["Linear", "ReLU", "Add", "Cat", "Chunk", "Residual", "Bilinear", "Identity"])
        args = {"Linear": {"out_features": 4}, "Chunk": {"chunks": 2, "dim": 1}, "Bilinear": {"out_features": 4}}.get(kind, {})  # fmt: skip
        single = residual(linear("inner", 4), name=f"n{number}") if kind == "Residual" else block(kind, name=f"n{number}", **args)  # fmt: skip
        count = 2 if kind in ("Add", "Cat", "Bilinear") else draw.choice([0, 1, 1])
        chosen = [draw.choice(names) for _ in range(count)]
        if chosen and draw.random() < 0.1:
            chosen[0] += ".1"
        children.append(takes(single, *chosen))
        names.append(f"n{number}")
    outputs = {"outputs": draw.sample(names, draw.randint(1, 3))} if draw.random() < 0.5 else {}
    return model(graph(*children, **outputs), x=(2, 4), y=(2, 4))


@pytest.mark.parametrize("seed", range(60))
def test_random_graphs(seed: int) -> None:
    """Shapes and parameters are those of the built module on the CPU, and a file gives the same model again."""
    found = any_graph(random.Random(seed))
    assert document.loads(document.dumps(found), KINDS) == found
    report = analyse(found)
    if not report.ok:
        assert report.problems
        return
    net = blocks.build(found)
    with torch.no_grad():
        given = net(torch.randn(2, 4), torch.randn(2, 4))
    given = given if isinstance(given, tuple) else (given,)
    assert [tuple(each.shape) for each in given] == [each.shape for each in report.root.outputs]
    assert report.params == sum(each.numel() for each in net.parameters())


@pytest.mark.parametrize("seed", range(40))
def test_random_edits(seed: int) -> None:
    """No sequence of edits breaks a rule of Graphs: every child has a name of its own, and every file reads again."""
    draw = random.Random(seed)
    found = any_graph(draw)
    for _ in range(12):
        place = draw.randrange(max(len(found.root.children), 1))
        kind, index = draw.choice(["Sequential", "Graph", "Repeat", "Residual"]), draw.randrange(8)
        command = draw.choice(
            [
                {"op": "remove", "block": [place]}, {"op": "rename", "block": [place], "name": draw.choice(["", "n1", "new", "x"])},
                {"op": "wrap", "block": [place], "kind": kind}, {"op": "unwrap", "block": [place]},
                {"op": "move", "block": [place], "parent": [], "index": index}, {"op": "duplicate", "block": [place]},
                {"op": "add", "kind": "ReLU", "parent": [], "index": index},
                {"op": "rewire", "block": [place], "inputs": [draw.choice(["x", "y", "n0", "n1"])]},
                {"op": "add input", "shape": [2, 4], "dtype": "float32"}, {"op": "remove input", "index": 1},
            ]
        )  # fmt: skip
        try:
            found = commands.apply_all(found, KINDS, [command])
        except BlockError:
            continue
        names = [each.name for each in (*found.inputs, *found.root.children)]
        assert len(set(names)) == len(names)
        assert all(names)
        assert document.loads(document.dumps(found), KINDS) == found
        analyse(found)
