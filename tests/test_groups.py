"""Several blocks at once, wherever they stand: taken out, moved together, copied."""

from typing import Any

import pytest
from test_edits import abc, edit, outline

from blocks import commands
from blocks.analysis import analyse
from blocks.errors import BlockError
from blocks.tree import Block, Model
from tests.making import KINDS, block, doc, residual


def nested() -> Model:
    """Layers at three depths: a, a Residual r with b and c in its body, d, and s around e."""
    inner = residual(block("ReLU", name="b"), block("ReLU", name="c"), name="r")
    return doc(
        block("ReLU", name="a"), inner, block("ReLU", name="d"), block("Sequential", block("ReLU", name="e"), name="s")
    )


B, C, D, E = [1, 0, 0], [1, 0, 1], [2], [3, 0]  # where they stand


def body(*names: str) -> dict[str, Any]:
    """The Residual of `nested`, in short, with these in its body."""
    return {"r": [{"body": [*names]} if names else "body", "shortcut"]}


def test_blocks_of_different_containers() -> None:
    """What is marked at several depths goes, or comes together in the order of the model, however it was told."""
    for others in ([D, E], [E, D]):
        assert outline(edit(nested(), "remove", block=B, others=others)) == ["a", body("c"), "s"]
        moved = edit(nested(), "move", block=C, others=others, parent=[], index=0)
        assert outline(moved) == ["c", "d", "e", "a", body("b"), "s"]
        into = edit(nested(), "move", block=[0], others=others, parent=[1, 0], index=1)
        assert outline(into) == [body("b", "a", "d", "e", "c"), "s"]
    copied = edit(nested(), "duplicate", block=B, others=[D])
    assert outline(copied) == ["a", body("b", "b_2", "c"), "d", "d_2", {"s": ["e"]}]
    there = edit(nested(), "duplicate", block=B, others=[D], parent=[3], index=0)
    assert outline(there) == ["a", body("b", "c"), "d", {"s": ["b", "d", "e"]}]


def test_what_lies_in_another_goes_along() -> None:
    """A block and what is in it are one; so are two names for one block."""
    assert outline(edit(nested(), "remove", block=B, others=[[1], [1]])) == ["a", "d", {"s": ["e"]}]


def test_a_group_goes_nowhere_into_itself() -> None:
    """A place inside a moved block is refused; a place between moved blocks is where they meet."""
    with pytest.raises(BlockError, match="into itself"):
        edit(nested(), "move", block=[0], others=[[3]], parent=[3], index=0)
    assert outline(edit(abc(), "move", block=[0], others=[[2]], parent=[], index=1)) == ["a", "c", "b"]


def test_only_neighbours_are_wrapped() -> None:
    """Blocks that do not stand side by side are refused with a sentence."""
    with pytest.raises(BlockError, match="side by side"):
        edit(abc(), "wrap", block=[0], others=[[2]], kind="Residual")


def twice() -> Model:
    """Two instances of a definition of three layers, x, y and z, whose width is a parameter."""
    layers = (block("Linear", name=name, out_features=8) for name in "xyz")
    model = edit(doc(block("Sequential", *layers, name="s")), "define", blocks=[[0]], name="Stage")
    model = edit(model, "pull out", block=[0, 0, 0], argument="out_features")
    model = edit(model, "duplicate", block=[0])
    return edit(model, "set", block=[1], args={"out_features": 5})


def names(model: Model) -> list[str]:
    """The layers of the first instance."""
    return [child.name for child in model.at((0, 0)).children]


def test_one_definition_through_several_instances() -> None:
    """A block that is marked in two instances is one block; marks in both are all of one body."""
    assert names(edit(twice(), "remove", block=[0, 0, 0], others=[[1, 0, 0]])) == ["y", "z"]
    assert names(edit(twice(), "remove", block=[0, 0, 1], others=[[1, 0, 0]])) == ["z"]
    assert names(edit(twice(), "remove", block=[0, 0, 0], others=[[1, 0, 1]])) == ["z"]


def test_copies_take_the_values_of_their_place() -> None:
    """In its definition a copy keeps the rule; outside it has the number that the rule had there."""
    within = edit(twice(), "duplicate", block=[1, 0, 0], parent=[1, 0], index=3)
    assert str(within.at((0, 0, 3)).args["out_features"]) == "out_features"
    outside = edit(twice(), "duplicate", block=[1, 0, 0], others=[[0]], parent=[], index=2)
    assert [child.kind for child in outside.root.children] == ["Stage", "Stage", "Stage", "Linear"]
    assert outside.root.children[3].args["out_features"] == 5  # that of the second instance


def test_the_order_of_a_group_in_a_definition() -> None:
    """A group that comes together in a definition is together in all its instances."""
    model = edit(twice(), "add", kind="Tanh", parent=[], index=1)
    moved = edit(model, "move", block=[1], others=[[2, 0, 2]], parent=[0, 0], index=0)
    assert [child.kind for child in moved.at((0, 0)).children] == ["Tanh", "Linear", "Linear", "Linear"]
    assert names(moved)[1:] == ["z", "x", "y"]
    assert analyse(moved).ok


def test_said_in_words() -> None:
    """The step is called after what was done and to how many."""
    steps: list[tuple[dict[str, Any], str]] = [
        ({"op": "remove", "block": B, "others": [D, E]}, "Remove 3 blocks"),
        ({"op": "remove", "block": B, "others": [D], "cut": True}, "Cut 2 blocks"),
        ({"op": "duplicate", "block": B, "parent": [], "index": 0}, "Duplicate b"),
    ]
    assert [commands.describe(nested(), commands.read(plain)) for plain, _ in steps] == [words for _, words in steps]
    assert commands.apply_all(nested(), KINDS, [steps[0][0]]).root != Block("Sequential")
