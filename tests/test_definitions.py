"""Definitions and instances: one body in many places, parameters, edits that reach every place, and leaving it."""

import json
from dataclasses import replace
from typing import Any

import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from making import KINDS, graphs, models, written
from torch import nn

import blocks
from blocks import commands, document
from blocks.definitions import frame, uses
from blocks.errors import BlockError
from blocks.tree import Model, addresses

CONV = {
    "name": "ConvBlock",
    "hue": 30,
    "parameters": {"channels": 8, "stride": 1, "same": False},
    "body": {
        "kind": "Sequential",
        "children": [
            {
                "kind": "Conv2d",
                "name": "conv",
                "args": {
                    "out_channels": {"rule": "channels"},
                    "kernel_size": 3,
                    "padding": 1,
                    "stride": {"rule": "stride"},
                    "bias": {"rule": "same"},
                },
            },
            {"kind": "BatchNorm2d", "name": "bn"},
        ],
    },
}
STAGE = {
    "name": "Stage",
    "parameters": {"times": 2, "channels": 8},
    "body": {
        "kind": "Repeat",
        "args": {"times": {"rule": "times"}},
        "children": [
            {"kind": "ConvBlock", "args": {"channels": {"rule": "channels"}, "stride": {"rule": "2 if i == 0 else 1"}}}
        ],
    },
}
ROOT = {
    "kind": "Sequential",
    "children": [
        {"kind": "ConvBlock", "name": "stem", "args": {"same": True}},
        {"kind": "Stage", "name": "one"},
        {"kind": "Stage", "name": "two", "args": {"times": 3, "channels": 16}},
        {"kind": "AdaptiveAvgPool2d", "args": {"output_size": 1}},
    ],
}


def stages(**changes: Any) -> Model:
    """A model of two definitions, one of which uses the other."""
    text = written(ROOT, definitions=[CONV, STAGE], inputs=[{"shape": ["B", 3, 16, 16]}], **changes)
    return blocks.loads(text)


def done(model: Model, *edits: dict[str, Any]) -> Model:
    """The model after edits; sound as a document, with ids that differ."""
    model = commands.apply_all(model, KINDS, edits)
    assert blocks.loads(blocks.dumps(model)) == model
    ids = [block.id for block in model.walk()]
    assert len(set(ids)) == len(ids) and max(ids) < 2**53  # numbers that a browser keeps exact
    return model


class ConvBlock(nn.Sequential):
    """What the definition means, written by hand."""

    def __init__(self, come: int, channels: int = 8, stride: int = 1, same: bool = False) -> None:
        super().__init__()
        self.conv = nn.Conv2d(come, channels, 3, padding=1, stride=stride, bias=same)
        self.bn = nn.BatchNorm2d(channels)


def by_hand() -> nn.Module:
    """The model of `stages`, written by hand."""
    net = nn.Sequential()
    net.add_module("stem", ConvBlock(3, same=True))
    net.add_module("one", nn.Sequential(ConvBlock(8, 8, 2), ConvBlock(8, 8, 1)))
    net.add_module("two", nn.Sequential(ConvBlock(8, 16, 2), ConvBlock(16, 16), ConvBlock(16, 16)))
    net.add_module("3", nn.AdaptiveAvgPool2d(1))
    return net.eval()


def test_an_instance_is_the_module_of_its_body() -> None:
    """A model of instances is built as one would write it: the same keys, shapes and numbers."""
    ours, theirs = blocks.build(stages()), by_hand()
    assert {key: each.shape for key, each in ours.state_dict().items()} == {
        key: each.shape for key, each in theirs.state_dict().items()
    }
    theirs.load_state_dict(ours.state_dict())
    x = torch.randn(2, 3, 16, 16)
    assert torch.equal(ours(x), theirs(x))
    assert blocks.analyse(stages()).params == sum(each.numel() for each in theirs.parameters())


def test_each_instance_has_its_own_report() -> None:
    """Rules in a body take the values of each place."""
    report = blocks.analyse(stages())
    assert str(report["stem"].output) == "B×8×16×16"
    assert str(report["one.0.conv"].output) == "B×8×8×8"
    assert str(report["two.2.bn"].output) == "B×16×4×4"
    assert report["stem"].args == {"channels": 8, "stride": 1, "same": True}
    assert report["two.1.conv"].args["bias"] is False


def test_a_run_and_training_go_through_instances() -> None:
    """A run tells of every place once, and training memory is that of the same blocks without definitions."""
    model = stages()
    paths = [row.path for row in blocks.run(model).rows]
    assert len(set(paths)) == len(paths)
    assert {"stem.conv", "one", "one.1.bn", "two.2"} <= set(paths)
    plain = done(model, *_all_unique(model))
    assert not plain.definitions or not uses(plain)
    assert blocks.training_memory(model).bytes == blocks.training_memory(plain).bytes


def _all_unique(model: Model) -> list[dict[str, Any]]:
    """Edits that leave no instance: the outer ones first."""
    return [
        *({"op": "make unique", "block": [place]} for place in range(3)),
        *({"op": "make unique", "block": [place, 0]} for place in (1, 2)),
    ]


def test_an_edit_in_an_instance_reaches_every_place() -> None:
    """Whatever is done in one instance is done in its definition, also through an instance inside another."""
    for inside in ([0, 0], [1, 0, 0, 0]):  # the body of the ConvBlock in the stem, and of that in the first stage
        model = done(stages(), {"op": "add", "kind": "ReLU", "parent": inside, "index": 2})
        assert uses(model)["ConvBlock"] == 3
        assert [block.kind for block in model.walk()].count("ReLU") == 3
        assert [child.kind for child in model.definitions[0].body.children] == ["Conv2d", "BatchNorm2d", "ReLU"]
        model = done(model, {"op": "move", "block": [*inside, 2], "parent": inside, "index": 0})
        assert model.definitions[0].body.children[0].kind == "ReLU"
        model = done(model, {"op": "remove", "block": [*inside, 0]})
        assert model == stages()


def test_ids_stay_with_their_places() -> None:
    """A block keeps its id through an edit of another, in an instance too: the page keeps what is selected and folded."""
    before = stages()
    after = done(before, {"op": "rename", "block": [1, 0, 0, 0, 1], "name": "norm"})
    assert [block.id for block in before.walk()] == [block.id for block in after.walk()]


def test_an_edit_copies_what_it_changed() -> None:
    """What an edit of a definition leaves alone keeps its copy at every place; what it changes has a new one."""
    before = stages()
    after = done(before, {"op": "rename", "block": [0, 0, 1], "name": "norm"})
    for place in ((0, 0), (1, 0, 0, 0), (2, 0, 0, 0)):  # the body of each ConvBlock
        assert after.at((*place, 0)) is before.at((*place, 0))
        assert (before.at((*place, 1)).name, after.at((*place, 1)).name) == ("bn", "norm")


def test_unique_places_are_left_alone() -> None:
    """A place that was made unique computes the same and stays as it is when the definition changes."""
    before = stages()
    apart = done(before, {"op": "make unique", "block": [2]})
    assert blocks.analyse(apart).params == blocks.analyse(before).params
    assert blocks.build(apart).state_dict().keys() == blocks.build(before).state_dict().keys()
    changed = done(apart, {"op": "set", "block": [1, 0], "args": {"times": 5}})
    assert blocks.analyse(changed)["two"].params == blocks.analyse(before)["two"].params
    assert blocks.analyse(changed)["one"].params > blocks.analyse(before)["one"].params


def test_parameters() -> None:
    """An argument becomes a parameter, gets other values, names and defaults, and becomes an argument again."""
    model = done(stages(), {"op": "pull out", "block": [0, 0, 0], "argument": "kernel_size"})
    assert model.definitions[0].parameters["kernel_size"] == 3
    model = done(model, {"op": "set", "block": [0], "args": {"kernel_size": 5}})
    report = blocks.analyse(model)
    assert report["stem.conv"].args["kernel_size"] == 5
    assert report["one.0.conv"].args["kernel_size"] == 3
    told = {"definition": "ConvBlock", "parameter": "kernel_size"}
    model = done(model, {"op": "parameter", **told, "value": 1}, {"op": "rename parameter", **told, "name": "window"})
    report = blocks.analyse(model)
    assert (report["stem.conv"].args["kernel_size"], report["one.0.conv"].args["kernel_size"]) == (5, 1)
    model = done(model, {"op": "remove parameter", "definition": "ConvBlock", "parameter": "window"})
    assert blocks.analyse(model)["stem.conv"].args["kernel_size"] == 1
    assert "window" not in model.at((0,)).args


def test_a_definition_ends_when_nothing_uses_it() -> None:
    """One in use is refused; the others go, get another name, another colour."""
    with pytest.raises(BlockError, match="is used in Stage"):
        done(stages(), {"op": "remove definition", "definition": "ConvBlock"})
    model = done(stages(), {"op": "rename definition", "definition": "ConvBlock", "name": "Unit"})
    assert [block.kind for block in model.walk()].count("Unit") == 3
    model = done(model, {"op": "recolour", "definition": "Unit", "hue": 400})
    assert model.definitions[0].hue == 40
    model = done(model, *_all_unique(model), {"op": "remove definition", "definition": "Stage"})
    assert [each.name for each in model.definitions] == ["Unit"]


def test_nothing_contains_itself() -> None:
    """An instance is refused inside its own definition, also by a detour."""
    for parent in ([0, 0], [1, 0, 0, 0]):
        for kind in ("ConvBlock", "Stage"):
            with pytest.raises(BlockError, match="would contain itself"):
                done(stages(), {"op": "add", "kind": kind, "parent": parent, "index": 0})
    with pytest.raises(BlockError, match="not a kind of block"):
        blocks.loads(written(ROOT, definitions=[STAGE, CONV], inputs=[{"shape": [1, 3, 8, 8]}]))


def test_nothing_explodes() -> None:
    """Definitions that double each other are refused before they fill the memory."""
    first = {"name": "D0", "body": {"kind": "Sequential", "children": [{"kind": "ReLU"}] * 2}}
    more = [
        {"name": f"D{n}", "body": {"kind": "Sequential", "children": [{"kind": f"D{n - 1}"}] * 2}} for n in range(1, 40)
    ]
    with pytest.raises(BlockError, match="too many blocks"):
        blocks.loads(written({"kind": "Sequential"}, definitions=[first, *more]))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "conv"}, "cannot be the name of a definition"),
        ({"name": "Linear"}, "already a kind"),
        ({"name": "Tensor"}, "cannot be the name"),
        ({"name": "__import__"}, "cannot be the name"),
        ({"parameters": {"i": 3}}, "'i' cannot be a parameter"),
        ({"parameters": {"n": None}}, "A parameter is None"),
        ({"parameters": {"n": {"a": 1}}}, "A parameter is"),
        ({"parameters": {"n": 10**30}}, "whole number"),
        ({"body": {"kind": "Linear"}}, "The body is a Linear"),
        ({"body": {"kind": "ConvBlock"}}, "not a kind of block"),
        ({"extra": 1}, "unknown field"),
    ],
)
def test_bad_definitions(change: dict[str, Any], told: str) -> None:
    """A damaged definition is refused with its place in the file."""
    with pytest.raises(BlockError, match=told) as caught:
        blocks.loads(written({"kind": "Sequential"}, definitions=[CONV | change]))
    assert "definitions[0]" in caught.value.path


def test_moving_between_worlds() -> None:
    """What leaves a definition takes its values along; what comes into one comes to every place."""
    out = done(stages(), {"op": "move", "block": [0, 0, 0], "parent": [], "index": 0})
    assert out.at((0,)).args["out_channels"] == 8
    assert out.at((0,)).args["bias"] is True  # what `same` is in the stem
    assert len(out.definitions[0].body.children) == 1
    into = done(stages(), {"op": "move", "block": [3], "parent": [1, 0, 0, 0], "index": 2})
    assert [block.kind for block in into.walk()].count("AdaptiveAvgPool2d") == 3
    assert len(into.root.children) == 3


def test_a_library_comes_in() -> None:
    """Definitions of a file join a model's; equal ones are there already, others of the same name are refused."""
    from blocks.defining import bring_in

    model = blocks.loads(written({"kind": "Sequential"}))
    with_it = bring_in(model, stages().definitions)
    assert with_it.definitions == stages().definitions
    assert bring_in(with_it, stages().definitions) == with_it
    other = replace(stages().definitions[0], hue=99)
    with pytest.raises(BlockError, match="another ConvBlock"):
        bring_in(with_it, (other,))


def _same(first: Model, second: Model) -> None:
    """Both compute the same, as far as anybody can tell without weights."""
    one, two = blocks.analyse(first), blocks.analyse(second)
    assert one.ok == two.ok
    for number in ("params", "macs", "buffers", "outputs", "placed"):
        assert getattr(one.root, number) == getattr(two.root, number)


@given(models() | graphs(), st.data())
def test_making_a_block_changes_nothing_else(model: Model, data: st.DataObject) -> None:
    """Any neighbours become a definition with one instance that computes the same, and unique again too."""
    places = [address for address, block in addresses(model.root) if block.children and block.kind != "Residual"]
    assume(places)
    parent = data.draw(st.sampled_from(places))
    count = len(model.at(parent).children)
    start = data.draw(st.integers(0, count - 1))
    stop = data.draw(st.integers(start + 1, count))
    try:
        changed = done(model, {"op": "define", "blocks": [[*parent, place] for place in range(start, stop)]})
    except BlockError as error:
        assert "takes" in error.received or "Repeat" in error.received  # a source, or an index, that is not there
        return
    name = changed.definitions[-1].name
    assert uses(changed)[name] == 1
    whole = model.at(parent).kind not in ("Repeat",) or stop - start in (1, count)
    if blocks.analyse(model).ok and whole:
        _same(model, changed)
        try:
            _same(model, done(changed, {"op": "make unique", "block": [*parent, start]}))
        except BlockError as error:
            assert "index of a Repeat" in error.received


def test_where_an_address_lies() -> None:
    """An instance lies outside its definition, what is in it inside; of nested ones the innermost counts."""
    model = stages()
    names = {
        address: found.name if found else ""
        for address in [(0,), (0, 0), (1, 0, 0), (1, 0, 0, 0, 1)]
        for found, _ in [frame(model, address)]
    }
    assert names == {(0,): "", (0, 0): "ConvBlock", (1, 0, 0): "Stage", (1, 0, 0, 0, 1): "ConvBlock"}


def test_documents_show_each_body_once() -> None:
    """A body stands in its definition alone, however many instances there are."""
    text = document.dumps(stages())
    assert text.count("BatchNorm2d") == 1
    assert json.loads(text)["root"]["children"][1] == {"kind": "Stage", "name": "one"}
