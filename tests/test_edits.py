"""Edits: what each one means, and that no sequence of them loses, doubles or breaks anything."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import KINDS, block, doc, models, residual
from torch import nn

from blocks import commands, document, edits, naming
from blocks.analysis import analyse
from blocks.errors import BlockError
from blocks.kinds import Kinds
from blocks.tree import CONTAINERS, SLOTS, Address, Block, Input, Model, addresses


def edit(model: Model, op: str, **fields: Any) -> Model:
    """The model after one command, as the canvas would send it."""
    return commands.apply_all(model, KINDS, [{"op": op} | fields])


def shape(parent: Block) -> Any:
    """A tree in short: names, else kinds; a structure with its children."""
    label = parent.name or parent.kind
    return {label: [shape(child) for child in parent.children]} if parent.children else label


def outline(model: Model) -> list[Any]:
    """The children of the root, in short."""
    return [shape(child) for child in model.root.children]


def abc() -> Model:
    """Three named layers in a row."""
    return doc(*(block("ReLU", name=name) for name in "abc"))


# --- the meaning of each edit


@pytest.mark.parametrize(
    ("index", "expected"),
    [(0, ["Linear", *"abc"]), (1, ["a", "Linear", *"bc"]), (3, [*"abc", "Linear"]), (99, [*"abc", "Linear"]), (-5, ["Linear", *"abc"])],
)  # fmt: skip
def test_add(index: int, expected: list[str]) -> None:
    """A new block comes before the child with that index; an index beyond the ends means the end."""
    model = edit(abc(), "add", kind="Linear", parent=[], index=index)
    assert outline(model) == expected
    assert next(each for each in model.walk() if each.kind == "Linear").args == {"out_features": 128}


def test_add_with_arguments_and_name() -> None:
    """Given arguments join those of the palette; a name that a sibling has gets a number."""
    model = edit(abc(), "add", kind="Conv2d", parent=[], index=0, args={"kernel_size": 5}, name="b")
    added = model.root.children[0]
    assert added.args == {"out_channels": 32, "kernel_size": 5, "padding": 1}
    assert added.name == "b_2"


def test_add_structures() -> None:
    """A fresh Residual has its two places, a fresh Parallel two branches, a fresh Repeat three rounds."""
    model = edit(doc(), "add", kind="Residual", parent=[], index=0)
    assert outline(model) == [{"Residual": ["body", "shortcut"]}]
    model = edit(doc(), "add", kind="Parallel", parent=[], index=0)
    assert outline(model) == [{"Parallel": ["Sequential", "Sequential"]}]
    assert edit(doc(), "add", kind="Repeat", parent=[], index=0).root.children[0].args == {"times": 3}


def test_add_into_parallel_and_residual() -> None:
    """A layer dropped on a Parallel becomes a branch; a Residual takes it at the end of its body."""
    model = doc(block("Parallel", block("Sequential", name="left")), residual(block("Tanh")))
    model = edit(model, "add", kind="ReLU", parent=[0], index=1)
    assert outline(model)[0] == {"Parallel": ["left", {"Sequential": ["ReLU"]}]}
    model = edit(model, "add", kind="Sequential", parent=[0], index=0)
    assert outline(model)[0] == {"Parallel": ["Sequential", "left", {"Sequential": ["ReLU"]}]}
    model = edit(model, "add", kind="ReLU", parent=[1], index=0)
    assert outline(model)[1] == {"Residual": [{"body": ["Tanh", "ReLU"]}, "shortcut"]}
    model = edit(model, "add", kind="Conv1d", parent=[1, 1], index=0)
    assert outline(model)[1] == {"Residual": [{"body": ["Tanh", "ReLU"]}, {"shortcut": ["Conv1d"]}]}


@pytest.mark.parametrize(
    ("source", "index", "expected"),
    [(0, 0, "abc"), (0, 1, "abc"), (0, 2, "bac"), (0, 3, "bca"), (1, 0, "bac"), (1, 1, "abc"), (1, 2, "abc"), (2, 0, "cab"), (2, 1, "acb"), (2, 9, "abc")],
)  # fmt: skip
def test_move_counts_before_the_move(source: int, index: int, expected: str) -> None:
    """A block lands before the child that had the index before it was taken out."""
    model = abc()
    moved = edit(model, "move", block=[source], parent=[], index=index)
    assert outline(moved) == list(expected)
    assert {each.id for each in moved.walk()} == {each.id for each in model.walk()}


def test_move_into_and_out_of_structures() -> None:
    """A block moves between structures with all that is in it, also where addresses shift on the way."""
    model = doc(block("ReLU", name="a"), block("Sequential", block("Tanh", name="t"), name="s"), residual(name="r"))
    inward = edit(model, "move", block=[0], parent=[1], index=1)
    assert outline(inward) == [{"s": ["t", "a"]}, {"r": ["body", "shortcut"]}]
    whole = edit(model, "move", block=[1], parent=[2], index=0)
    assert outline(whole) == ["a", {"r": [{"body": [{"s": ["t"]}]}, "shortcut"]}]
    outward = edit(model, "move", block=[1, 0], parent=[], index=0)
    assert outline(outward) == ["t", "a", "s", {"r": ["body", "shortcut"]}]


def test_move_refused() -> None:
    """A block cannot go into itself or into a layer, and the model and fixed places stay where they are."""
    model = doc(block("Sequential", block("Sequential", name="inner"), name="outer"), block("ReLU"), residual())
    for source, parent in [([0], [0]), ([0], [0, 0]), ([0], [1]), ([], [0]), ([2, 0], []), ([2, 1], [0]), ([9], []), ([0], [9])]:  # fmt: skip
        with pytest.raises(BlockError):
            edit(model, "move", block=source, parent=parent, index=0)


def test_move_into_parallel_renames_and_wraps() -> None:
    """A layer moved into a Parallel becomes a branch; a name that is taken gets a number."""
    model = doc(
        block("ReLU", name="a"),
        block("Parallel", block("Sequential", name="a"), name="p"),
        block("Sequential", name="a2"),
    )
    moved = edit(model, "move", block=[2], parent=[1], index=0)
    assert outline(moved) == ["a", {"p": ["a2", "a"]}]
    again = edit(moved, "move", block=[0], parent=[1], index=2)
    assert outline(again) == [{"p": ["a2", "a", {"Sequential": ["a"]}]}]


def test_duplicate() -> None:
    """A copy stands right behind its original, with ids of its own and a name of its own."""
    model = doc(block("Sequential", block("ReLU", name="relu"), name="part1"), block("Tanh"))
    copied = edit(model, "duplicate", block=[0])
    assert outline(copied) == [{"part1": ["relu"]}, {"part_2": ["relu"]}, "Tanh"]
    ids = [each.id for each in copied.walk()]
    assert len(set(ids)) == len(ids)
    assert set(ids) >= {each.id for each in model.walk()}


def test_names_that_get_a_number_stay_short() -> None:
    """A numbered name is still one that a document can hold."""
    longest = "x" * naming.LONGEST_NAME
    model = doc(block("ReLU", name=longest))
    for _ in range(11):
        model = edit(model, "duplicate", block=[0])
    names = model.root.names()
    assert len(set(names)) == 12
    assert all(naming.good_name(name) == name for name in names)


@pytest.mark.parametrize("kind", CONTAINERS)
def test_wrap_and_unwrap(kind: str) -> None:
    """A structure around a block takes its name and its place; without the structure all is as before."""
    model = doc(block("ReLU"), block("Linear", name="head", out_features=3), block("Tanh"))
    wrapped = edit(model, "wrap", block=[1], kind=kind)
    outer = wrapped.root.children[1]
    assert (outer.kind, outer.name) == (kind, "head")
    (inner,) = [each for each in outer.walk() if each.kind == "Linear"]
    assert inner.id == model.root.children[1].id
    back = wrapped
    while any(each.kind in CONTAINERS for each in back.root.children):
        back = edit(back, "unwrap", block=[1])
    assert outline(back) == ["ReLU", "Linear", "Tanh"]
    assert back.root.children[1].args == {"out_features": 3}


@pytest.mark.parametrize("kind", CONTAINERS)
def test_wrap_a_row(kind: str) -> None:
    """Several siblings go into one structure together: as branches of a Parallel, in the body of a Residual."""
    model = doc(*(block("Linear", name=name, out_features=8) for name in "abcd"))
    wrapped = edit(model, "wrap", block=[1], others=[[2]], kind=kind)
    outer = wrapped.root.children[1]
    inner: list[Any] = {"Residual": [{"body": ["b", "c"]}, "shortcut"], "Parallel": [{"Sequential": ["b"]}, {"Sequential": ["c"]}]}.get(kind, ["b", "c"])  # fmt: skip
    assert outline(wrapped) == ["a", {kind: inner}, "d"]
    assert {each.id for each in model.root.children} <= {each.id for each in wrapped.walk()}
    assert not outer.inputs
    if kind in ("Sequential", "Graph"):
        before, after = analyse(model), analyse(wrapped)
        assert after.root.outputs == before.root.outputs == after.at((1,)).outputs
        assert after.root.params == before.root.params


def test_a_row_is_moved_copied_and_removed() -> None:
    """What is done to a row keeps its order, wherever it stands afterwards."""
    model = doc(*(block("ReLU", name=name) for name in "abcd"), residual(name="r"))
    moves: list[tuple[int, list[int], int, list[Any]]] = [
        (1, [], 0, [*"bcad", {"r": ["body", "shortcut"]}]),
        (1, [], 2, [*"abcd", {"r": ["body", "shortcut"]}]),  # a place inside the row is where it is
        (1, [], 4, [*"adbc", {"r": ["body", "shortcut"]}]),
        (1, [4, 0], 0, ["a", "d", {"r": [{"body": ["b", "c"]}, "shortcut"]}]),
        (0, [4], 0, ["c", "d", {"r": [{"body": ["a", "b"]}, "shortcut"]}]),
    ]
    for first, parent, index, expected in moves:
        assert outline(edit(model, "move", block=[first], others=[[first + 1]], parent=parent, index=index)) == expected
    short = abc()
    assert outline(edit(short, "duplicate", block=[0], others=[[1]])) == ["a", "b", "a_2", "b_2", "c"]
    assert outline(edit(short, "remove", block=[1], others=[[2]])) == ["a"]
    for op in ("remove", "duplicate"):
        for beyond in ([3], [-1], [0, 0]):
            with pytest.raises(BlockError):
                edit(short, op, block=[1], others=[beyond])
    with pytest.raises(BlockError):
        edit(model, "move", block=[3], others=[[4]], parent=[4, 0], index=0)  # the Residual is in the row


def joined(*children: Block) -> Model:
    """A model whose root is a Graph."""
    return Model("Test", "", (Input((2, 8), name="x"),), Block("Graph", children=children))


def test_wrap_a_row_of_a_graph() -> None:
    """A row keeps its wires: without a fork it becomes a plain row, with one it stays a Graph, in whatever is around it."""
    plain = joined(*(block("Linear", name=name, out_features=8) for name in "abcd"))
    forked = joined(
        block("Linear", name="a", out_features=8),
        block("ReLU", name="b"),
        replace(block("Add", name="c"), inputs=("a", "b")),
        block("Linear", name="d", out_features=8),
    )
    for model, kind, start, expected in [
        (plain, "Sequential", 1, ["a", {"sequential": ["b", "c"]}, "d"]),
        (plain, "Graph", 1, ["a", {"graph": ["b", "c"]}, "d"]),
        (plain, "Residual", 1, ["a", {"residual": [{"body": ["b", "c"]}, "shortcut"]}, "d"]),
        (plain, "Parallel", 1, ["a", {"parallel": [{"Sequential": ["b"]}, {"Sequential": ["c"]}]}, "d"]),
        (forked, "Sequential", 1, ["a", {"sequential": [{"Graph": ["b", "c"]}]}, "d"]),
        (forked, "Graph", 1, ["a", {"graph": ["b", "c"]}, "d"]),
        (forked, "Graph", 0, [{"graph": ["a", "b"]}, "c", "d"]),
    ]:
        wrapped = edit(model, "wrap", block=[start], others=[[start + 1]], kind=kind)
        assert outline(wrapped) == expected
        if kind in ("Sequential", "Graph"):
            before, after = analyse(model), analyse(wrapped)
            assert (after.root.outputs, after.root.params) == (before.root.outputs, before.root.params)
            assert not list(after.problems)
    with pytest.raises(BlockError, match=r"take 1 and give 2"):
        edit(forked, "wrap", block=[0], others=[[1]], kind="Residual")


def test_copies_of_a_row_in_a_graph_take_from_each_other() -> None:
    """A copy takes what the block takes; where that is in the row, it takes its copy."""
    model = joined(block("ReLU", name="a"), replace(block("Add", name="b"), inputs=("a", "x")), block("Tanh", name="c"))
    copied = edit(model, "duplicate", block=[0], others=[[1]])
    assert [(each.name, each.inputs) for each in copied.root.children] == [
        ("a", ()), ("b", ("a", "x")), ("a_2", ()), ("b_2", ("a_2", "x")), ("c", ()),
    ]  # fmt: skip


def test_wrap_refused() -> None:
    """Only structures wrap, and neither the model nor a fixed place can be wrapped."""
    model = doc(block("ReLU"), residual())
    for address, kind in [([0], "Linear"), ([0], "Nothing"), ([], "Repeat"), ([1, 0], "Repeat"), ([5], "Repeat")]:
        with pytest.raises(BlockError):
            edit(model, "wrap", block=address, kind=kind)


def test_unwrap_keeps_names_apart() -> None:
    """What comes out of a structure is renamed where a sibling already has the name."""
    inner = block("Sequential", block("Tanh", name="a"), block("ReLU", name="b"), block("ReLU"), name="s")
    assert outline(edit(doc(block("ReLU", name="a"), inner), "unwrap", block=[1])) == ["a", "a_2", "b", "ReLU"]
    twice = doc(inner, block("ReLU", name="a"), block("ReLU", name="a_2"))
    assert outline(edit(twice, "unwrap", block=[0])) == ["a_3", "b", "ReLU", "a", "a_2"]


def test_unwrap_residual_leaves_its_body() -> None:
    """Of a Residual the body stays."""
    model = doc(residual(block("ReLU"), block("Tanh"), shortcut=(block("Linear", out_features=1),)))
    assert outline(edit(model, "unwrap", block=[0])) == ["ReLU", "Tanh"]
    with pytest.raises(BlockError):
        edit(doc(block("ReLU")), "unwrap", block=[0])


def test_remove() -> None:
    """A block goes with all that is in it; the model and fixed places do not."""
    model = doc(block("ReLU", name="a"), residual(block("Tanh"), name="r"))
    assert outline(edit(model, "remove", block=[1])) == ["a"]
    assert outline(edit(model, "remove", block=[1, 0, 0])) == ["a", {"r": ["body", "shortcut"]}]
    for address in ([], [1, 0], [1, 1], [7], [0, 0]):
        with pytest.raises(BlockError):
            edit(model, "remove", block=address)


def test_rename() -> None:
    """A name is normalised, may be taken away, and is refused when a sibling has it."""
    assert outline(edit(abc(), "rename", block=[1], name=" ﬁrst ")) == ["a", "first", "c"]
    assert outline(edit(abc(), "rename", block=[1], name="")) == ["a", "ReLU", "c"]
    assert outline(edit(abc(), "rename", block=[1], name="b")) == ["a", "b", "c"]
    with pytest.raises(BlockError, match="try 'a_2'"):
        edit(abc(), "rename", block=[1], name="a")
    with pytest.raises(BlockError):
        edit(doc(residual()), "rename", block=[0, 0], name="other")


@given(
    st.text(max_size=80)
    | st.sampled_from(["class", "forward", "1abc", "𐄇", "", "x" * 99, "_" * 9, "7" * 64, "def " * 30])
)
@example("T_destination")
def test_suggested_names_can_be_used(name: str) -> None:
    """A name is usable as it is, as PyTorch and Python take it, or the suggestion is."""
    try:
        good = naming.good_name(name)
    except BlockError as error:
        good = error.fix.removeprefix("try '").removesuffix("'.")
        assert naming.good_name(good) == good != ""
    if good:
        namespace: dict[str, Any] = {}
        exec(f"def f(net, value): net.{good} = value; return net.{good}", namespace)
        child = nn.ReLU()
        assert namespace["f"](nn.Sequential(), child) is child


def test_taken_names() -> None:
    """No block can hide what a module, or one of our structures, itself answers to."""
    for module in (nn.Module(), nn.Sequential(), *(_structures())):
        own = {name for name in [*dir(module), *vars(module)] if not name.startswith("_")}
        assert own - naming.TAKEN <= {"body", "shortcut"}  # the fixed places of a Residual


def _structures() -> Iterator[nn.Module]:
    from blocks.catalogue.structures import MERGES, Residual

    yield Residual(nn.ReLU())
    yield from (merge(nn.ReLU()) for merge in MERGES.values())


def test_set() -> None:
    """Arguments are set, replaced and forgotten; those that do not fit are refused."""
    model = doc(block("Linear", in_features=3, out_features=4))
    changed = edit(
        model, "set", block=[0], args={"out_features": {"rule": "2**i"}, "bias": False}, unset=["in_features"]
    )
    assert document._plain(changed.root.children[0].args["out_features"]) == {"rule": "2**i"}
    assert set(changed.root.children[0].args) == {"out_features", "bias"}
    for args in ({"out_features": 0}, {"out_feature": 1}, {"bias": 1}, {"out_features": {"rule": "import os"}}):
        with pytest.raises(BlockError):
            edit(model, "set", block=[0], args=args)


def test_swap() -> None:
    """Another kind keeps the arguments that both know and that fit it; structures do not swap."""
    model = doc(block("Conv2d", out_channels=8, kernel_size=(3, 5), padding=1, bias=False), block("Sequential"))
    swapped = edit(model, "swap", block=[0], kind="Conv1d").root.children[0]
    assert swapped.kind == "Conv1d"
    assert swapped.args == {"out_channels": 8, "padding": 1, "bias": False}  # two sizes fit no Conv1d
    assert edit(model, "swap", block=[0], kind="ReLU").root.children[0].args == {}
    for address, kind in [([1], "ReLU"), ([0], "Repeat"), ([0], "Conv9d"), ([], "ReLU")]:
        with pytest.raises(BlockError):
            edit(model, "swap", block=address, kind=kind)


def test_input_and_title() -> None:
    """The input and the title are set, or refused when they make no sense."""
    model = edit(abc(), "input", shape=[1, 3, 8, 8], dtype="int64")
    assert (model.inputs[0].shape, model.inputs[0].dtype) == ((1, 3, 8, 8), "int64")
    assert edit(model, "title", title="  My \n net ").title == "My net"
    for shape, dtype in [([], "int64"), ([0], "int64"), ([1], "x")]:
        with pytest.raises(BlockError):
            edit(model, "input", shape=shape, dtype=dtype)
    for title in (" ", "x" * 65, "a\u202eb"):
        with pytest.raises(BlockError):
            edit(model, "title", title=title)


def test_depth_and_size_are_bounded() -> None:
    """Neither wrapping nor duplicating goes beyond what a document holds."""
    model = doc(block("ReLU"))
    address: list[int] = [0]
    for _ in range(edits.DEEPEST - 1):
        model = edit(model, "wrap", block=address, kind="Sequential")
    with pytest.raises(BlockError, match="too deep"):
        edit(model, "wrap", block=address, kind="Sequential")
    assert document.loads(document.dumps(model), KINDS) == model
    many = doc(block("Sequential", *[block("ReLU")] * (edits.MOST_BLOCKS // 2)))
    with pytest.raises(BlockError, match="too many"):
        edit(many, "duplicate", block=[0])


@pytest.mark.parametrize(
    "plain",
    [
        {}, [], None, 3, "move", {"op": "explode"}, {"op": "move"}, {"op": "move", "block": 0, "parent": [], "index": 0},
        {"op": "move", "block": [0], "parent": [], "index": "0"}, {"op": "move", "block": [True], "parent": [], "index": 0},
        {"op": "remove", "block": [0], "extra": 1}, {"op": "remove", "block": [0.5]}, {"op": "remove", "block": [-1]},
        {"op": "remove", "block": [2**70]}, {"op": "rename", "block": [0], "name": 3}, {"op": "set", "block": [0], "args": 3},
        {"op": "add", "kind": "os.system", "parent": [], "index": 0}, {"op": "rename", "block": [0], "name": "\ud800"},
        {"op": "add", "kind": "ReLU", "parent": [], "index": 0, "name": "a.b"}, {"op": "set", "block": [0], "args": {"x": []}},
        {"op": "title", "title": "\ud800"}, {"op": "remove", "block": [0] * 10_000}, {"op": "wrap", "block": [0], "kind": ""},
    ],
    ids=lambda plain: str(plain)[:50],
)  # fmt: skip
def test_no_edit(plain: Any) -> None:
    """What is no edit, or none that fits, is a BlockError."""
    with pytest.raises(BlockError):
        commands.apply_all(abc(), KINDS, [plain])


def test_describe() -> None:
    """An edit in a few words, for undo."""
    words = [
        ({"op": "add", "kind": "ReLU", "parent": [], "index": 0}, "Add ReLU"),
        ({"op": "move", "block": [0], "parent": [], "index": 2}, "Move a"),
        ({"op": "wrap", "block": [0], "kind": "Repeat"}, "Wrap a in Repeat"),
        ({"op": "wrap", "block": [0], "kind": "Repeat", "others": [[1], [2]]}, "Wrap 3 blocks in Repeat"),
        ({"op": "remove", "block": [1], "others": [[2]]}, "Remove 2 blocks"),
        ({"op": "rename", "block": [0], "name": ""}, "Unname a"),
        ({"op": "rename", "block": [0], "name": "z"}, "Rename a to z"),
        ({"op": "swap", "block": [0], "kind": "Tanh"}, "Change a to Tanh"),
        ({"op": "set", "block": [0], "unset": ["x"]}, "Set x of a"),
        ({"op": "input", "shape": [1], "dtype": "int64"}, "Change the input"),
        ({"op": "title", "title": "x"}, "Change the title"),
        ({"op": "remove", "block": [0]}, "Remove a"),
    ]
    assert [commands.describe(abc(), commands.read(plain)) for plain, _ in words] == [text for _, text in words]


# --- any sequence of edits


def any_edit(model: Model, rng: random.Random) -> dict[str, Any]:
    """A command at a random place, which need not be a sensible one."""
    places = [address for address, _ in addresses(model.root)]

    def place() -> list[int]:
        address = list(rng.choice(places))
        return [*address, rng.randint(-1, 3)] if rng.random() < 0.05 else address

    names = ["", "a", "b", "conv", "conv_2", "x" * 64, "class", "a-b", "body", "dim"]
    kinds = [*CONTAINERS, "Linear", "ReLU", "Conv1d", "Conv2d", "Embedding", "Nothing"]
    op = rng.choice("add add add move move move wrap unwrap duplicate remove rename swap set input title".split())
    fields: dict[str, Any] = {
        "add": {"kind": rng.choice(kinds), "parent": place(), "index": rng.randint(-1, 5), "name": rng.choice(names)},
        "move": {"block": place(), "parent": place(), "index": rng.randint(-1, 5)},
        "wrap": {"block": place(), "kind": rng.choice(kinds)},
        "rename": {"block": place(), "name": rng.choice(names)},
        "swap": {"block": place(), "kind": rng.choice(kinds)},
        "set": {"block": place(), "args": rng.choice([{"out_features": 3}, {"kernel_size": [3, 5]}, {"times": 0}, {"p": 0.5}])},
        "input": {"shape": [rng.randint(-1, 4), 3], "dtype": rng.choice(["float32", "int64", "x"])},
        "title": {"title": rng.choice(["", "T", "x" * 80])},
    }.get(op, {"block": place()})  # fmt: skip
    if op in ("move", "duplicate", "remove"):
        fields["others"] = [place() for _ in range(rng.choice([0, 0, 0, 1, 2]))]
    if op == "wrap" and fields["block"] and rng.random() < 0.3:
        fields["others"] = [[*fields["block"][:-1], fields["block"][-1] + 1]]
    if op == "duplicate" and rng.random() < 0.3:
        fields |= {"parent": place(), "index": rng.randint(-1, 5)}
    return {"op": op} | fields


def ids(block: Block) -> Counter[int]:
    """How often each id is in a block."""
    return Counter(each.id for each in block.walk())


def sound(model: Model) -> None:
    """What holds for every model, whatever was done to it."""
    assert max(ids(model.root).values()) == 1
    for parent in model.walk():
        names = [child.name for child in parent.children if child.name]
        assert len(names) == len(set(names))
        assert all(naming.good_name(name) == name for name in names)
        assert not parent.children or parent.kind in CONTAINERS
        if parent.kind in SLOTS:
            assert tuple((child.kind, child.name) for child in parent.children) == (("Sequential", "body"), ("Sequential", "shortcut"))  # fmt: skip
    assert model.root.kind in ("Sequential", "Graph")


def kept(before: Model, after: Model, command: dict[str, Any]) -> None:
    """A sequence loses or doubles no block: exactly those go that the edit names, and only new ones come."""
    old, new = ids(before.root), ids(after.root)
    lost, made = set(old - new), set(new - old)
    at = before.at(tuple(command["block"])) if "block" in command else before.root
    every = [tuple(each) for each in [command.get("block", []), *command.get("others", [])]]
    outer = {each for each in every if not any(each[:depth] in every for depth in range(len(each)))}
    inside, count = sum((ids(before.at(each)) for each in outer), Counter[int]()), len(outer)
    match command["op"]:
        case "remove":
            assert lost == set(inside)
            assert not made
        case "unwrap":
            gone = {at.id, *(child.id for child in at.children if at.kind in SLOTS)}
            shortcut = ids(at.children[1]) if at.kind in SLOTS else Counter[int]()
            assert lost == gone | set(shortcut)
            assert not made
        case "duplicate":
            assert not lost
            assert sum(inside.values()) <= len(made) <= sum(inside.values()) + count  # + a branch around each
        case "move":
            assert not lost
            assert len(made) <= count  # a branch around each
        case "add" | "wrap":
            assert not lost
            assert made
        case _:
            assert (lost, made) == (set(), set())


@settings(max_examples=100)
@given(models(), st.integers(0, 10**9), st.integers(1, 25))
def test_any_sequence(model: Model, seed: int, length: int) -> None:
    """Any sequence of edits keeps every block and every rule, undoes exactly, and round trips."""
    rng = random.Random(seed)
    model = document.loads(document.dumps(model), KINDS)
    history: list[tuple[Model, str]] = [(model, document.dumps(model))]
    for _ in range(length):
        command = any_edit(model, rng)
        try:
            changed = commands.apply_all(model, KINDS, [command])
        except BlockError:
            assert (model, document.dumps(model)) == history[-1]
            continue
        kept(model, changed, command)
        sound(changed)
        model = changed
        history.append((model, document.dumps(model)))
        assert document.loads(history[-1][1], KINDS) == model
    for old, text in reversed(history):
        assert document.dumps(old) == text


@given(models(), st.integers(0, 10**9))
def test_an_edit_shares_what_it_does_not_touch(model: Model, seed: int) -> None:
    """Blocks off the path to the edit are the very same objects after it."""
    rng = random.Random(seed)
    places = [address for address, each in addresses(model.root) if each.kind == "Linear"]
    if not places:
        return
    address: Address = rng.choice(places)
    changed = edit(model, "set", block=list(address), args={"out_features": 77})
    for place, each in addresses(model.root):
        on_path = address[: len(place)] == place
        assert (changed.at(place) is each) != on_path


def test_kinds_are_not_needed_to_look(kinds: Kinds) -> None:
    """Blocks are found by id, by address and by path, and are missed in a sentence."""
    model = doc(block("Repeat", block("Linear", name="one", out_features=3), name="rounds", times=2), block("ReLU"))
    assert model.find("rounds.0").kind == "Linear"
    assert model.find("1").kind == "ReLU"
    assert model.find("") is model.root
    assert model.at(model.address(model.find("rounds.0").id)).name == "one"
    for look in (lambda: model.find("round.0"), lambda: model.at((5,)), lambda: model.address(-1)):
        with pytest.raises(BlockError):
            look()
    with pytest.raises(BlockError, match="Did you mean rounds"):
        model.find("roundz")
    assert len(kinds) > 100


def test_the_blocks_of_a_root_graph_know_the_inputs_of_the_model() -> None:
    """They may take any of them, inherit one from a block that is removed, and never get the name of one."""
    inputs = (Input((2, 20), name="tokens"), Input((2, 20), name="relu"))
    root = Block("Graph", children=(Block("Identity", "first"), Block("Identity", "second", inputs=("first",))))
    model = Model("Test", "", inputs, root)
    assert edit(model, "rewire", block=[1], inputs=["relu"]).at((1,)).inputs == ("relu",)
    assert edit(model, "remove", block=[0]).at((0,)).inputs == ("tokens",)
    assert edit(model, "add", kind="ReLU", parent=[], index=0).at((0,)).name == "relu_2"
    with pytest.raises(BlockError, match="already a 'relu'"):
        edit(model, "rename", block=[0], name="relu")
    assert edit(model, "rename", block=[0], name="one").root.args == {}
