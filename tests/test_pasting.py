"""Blocks from a text, put into a model: what comes along, what it is called, and what is refused."""

import json
from typing import Any

import pytest
from test_edits import edit, outline

from blocks import document
from blocks.analysis import analyse
from blocks.errors import BlockError
from blocks.tree import Block, Input, Model
from tests.making import GALLERY, KINDS, block, doc, residual, written
from tests.test_gestures import sent
from ui.state import Studio

ROW = {"kind": "Sequential", "children": [{"kind": "ReLU", "name": "a"}, {"kind": "Tanh"}]}


def pasted(model: Model, text: str, parent: list[int] | None = None, index: int = 0) -> Model:
    """The model after a paste."""
    return edit(model, "paste", text=text, parent=parent or [], index=index)


def stage(width: int, name: str = "Stage", inner: str = "ReLU") -> dict[str, Any]:
    """A definition in a document: a Linear of some width, and one more layer."""
    children = [{"kind": "Linear", "args": {"out_features": width}}, {"kind": inner}]
    return {"name": name, "body": {"kind": "Sequential", "children": children}}


def using(*definitions: dict[str, Any], kind: str = "Stage") -> str:
    """A document with one instance."""
    return written({"kind": "Sequential", "children": [{"kind": kind}]}, definitions=list(definitions))


def test_between_after_and_into() -> None:
    """The blocks come in order to the place, with names that are free there; the same text twice makes other blocks."""
    model = doc(block("ReLU", name="a"), residual(name="r"))
    assert outline(pasted(model, written(ROW), [], 1)) == ["a", "a_2", "Tanh", {"r": ["body", "shortcut"]}]
    assert outline(pasted(model, written(ROW), [1])) == ["a", {"r": [{"body": ["a", "Tanh"]}, "shortcut"]}]
    both = pasted(pasted(model, written(ROW), [], 99), written(ROW), [], 99)
    assert len({each.id for each in both.walk()}) == sum(1 for _ in both.walk())


@pytest.mark.parametrize(
    "path", [path for path in GALLERY if path.stem in ("lenet", "unet", "resnet18", "gpt2", "siamese")]
)
def test_whole_models(path: Any) -> None:
    """A model of the gallery pasted onto an empty canvas computes what it did."""
    original = document.loads(path.read_bytes(), KINDS)
    empty = Model("Test", "", original.inputs, Block(original.root.kind, args=original.root.args))
    found = pasted(empty, path.read_text())
    assert (analyse(found).root.outputs, analyse(found).params) == (
        analyse(original).root.outputs,
        analyse(original).params,
    )


def test_definitions_come_along_once() -> None:
    """Equal definitions are one; another one of the name gets a number, again the same when it comes again."""
    model = pasted(doc(), using(stage(8)))
    model = pasted(model, using({**stage(8), "hue": 90}))  # a colour makes no difference
    assert [each.name for each in model.definitions] == ["Stage"]
    for _ in range(2):
        model = pasted(model, using(stage(9)))
    assert [each.name for each in model.definitions] == ["Stage", "Stage2"]
    assert [child.kind for child in model.root.children] == ["Stage2", "Stage2", "Stage", "Stage"]
    assert document.loads(document.dumps(model), KINDS) == model


def test_definitions_in_definitions() -> None:
    """What a renamed definition was used in uses it under its new name; what nothing needs stays away."""
    outer = {"name": "Outer", "body": {"kind": "Sequential", "children": [{"kind": "Stage"}]}}
    model = pasted(doc(), using(stage(8), outer, stage(3, "Idle"), kind="Outer"))
    assert [each.name for each in model.definitions] == ["Stage", "Outer"]
    model = pasted(model, using(stage(9), outer, kind="Outer"))
    assert [each.name for each in model.definitions] == ["Stage", "Outer", "Stage2", "Outer2"]
    assert model.definitions[3].body.children[0].kind == "Stage2"


def test_into_its_own_definition() -> None:
    """An instance pasted into its definition would have no end."""
    model = pasted(doc(), using(stage(8)))
    with pytest.raises(BlockError, match="contain itself"):
        pasted(model, using(stage(8)), [0, 0])


GRAPH = {
    "kind": "Graph",
    "children": [
        {"kind": "ReLU", "name": "a"},
        {"kind": "Tanh", "name": "b", "inputs": ["x"]},
        {"kind": "Add", "name": "c", "inputs": ["a", "b"]},
    ],
}


def test_wires_come_along() -> None:
    """In a Graph the blocks keep their wires and take what comes before them for the text's input; elsewhere they come
    as one Graph, unless they are a plain row."""
    graph = Model("Test", "", (Input((2, 20), name="y"),), Block("Graph", children=(block("Sigmoid", name="b"),)))
    found = pasted(graph, written(GRAPH), [], 1)
    assert [(each.name, each.inputs) for each in found.root.children] == [
        ("b", ()), ("a", ()), ("b_2", ("b",)), ("c", ("a", "b_2")),
    ]  # fmt: skip
    assert analyse(found).ok
    row = pasted(doc(block("Sigmoid")), written(GRAPH), [], 1)
    assert outline(row) == ["Sigmoid", {"Graph": ["a", "b", "c"]}]
    assert analyse(row).ok
    plain = written({"kind": "Graph", "children": [{"kind": "ReLU", "name": "relu", "inputs": ["x"]}]})
    assert outline(pasted(doc(), plain)) == ["ReLU"]


def test_labels() -> None:
    """What shares in the text shares in the model, under a label of its own; a name that leads nowhere is a problem."""
    shared = [{"kind": "Linear", "name": "a", "shared": "w"}, {"kind": "Reuse", "args": {"of": "w"}}]
    model = pasted(doc(), written({"kind": "Sequential", "children": shared}))
    twice = pasted(model, written({"kind": "Sequential", "children": shared}), [], 2)
    assert [child.shared or child.args["of"] for child in twice.root.children] == ["w", "w", "w_2", "w_2"]
    again = pasted(model, written({"kind": "Sequential", "children": shared[1:]}), [], 2)
    assert [child.shared or child.args["of"] for child in again.root.children] == ["w", "w", "w"]
    lost = pasted(doc(), written({"kind": "Sequential", "children": shared[1:]}))
    assert not analyse(lost).ok


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", "empty"), ("hello", "something else"), ("<p>", "HTML"), ("{}", "not a Blockyard model"), ("{" * 9, "JSON|deep"),
        (written({"kind": "Sequential"}), "0 blocks"), (written({"kind": "Sequential", "children": [{"kind": "os"}]}), "not a kind"),
        (written({"kind": "Sequential", "children": [{"kind": "ReLU"}] * 501}), "501 blocks"), ("x" * 1_000_001, "bytes"),
        (written(ROW).replace("blockyard/1", "blockyard/2"), "newer"), ("\ud800", "something else"),
    ],
    ids=lambda each: each[:20],
)  # fmt: skip
def test_refused(text: str, fact: str) -> None:
    """Whatever is no sound document of a sensible size is refused in three parts."""
    with pytest.raises(BlockError, match=fact) as caught:
        pasted(doc(), text)
    assert caught.value.expected
    assert caught.value.fix
    assert "lipboard" in str(caught.value)[:14]


def test_too_deep_and_too_many() -> None:
    """The limits hold for the whole: 50 levels, 20,000 blocks."""
    deep: dict[str, Any] = {"kind": "ReLU"}
    for _ in range(40):
        deep = {"kind": "Sequential", "children": [deep]}
    model = pasted(doc(), written({"kind": "Sequential", "children": [deep]}))
    with pytest.raises(BlockError, match="too deep"):
        pasted(model, written({"kind": "Sequential", "children": [deep]}), [0] * 40)


def test_one_step_that_selects() -> None:
    """From the canvas: one step with a name, the first new block selected, its code not trusted."""
    model = doc(block("ReLU", name="a"))
    studio = Studio(KINDS, model)
    source = "class Block(nn.Module):\n    def forward(self, x):\n        return x + 41\n"
    text = written({"kind": "Sequential", "children": [{"kind": "Code", "args": {"source": source}}, {"kind": "Tanh"}]})
    sent(studio, 1, op="paste", text=text, parent=model.root.id, index=1)
    assert [child.kind for child in studio.model.root.children] == ["ReLU", "Code", "Tanh"]
    assert studio.past[-1][0] == "Paste 2 blocks"
    assert studio.selected == studio.model.root.children[1].id
    assert not studio.trusts(source)
    sent(studio, 2, op="undo")
    assert studio.model is model
    sent(studio, 3, op="paste", text="no blocks", parent=model.root.id, index=0)
    assert studio.model is model
    assert studio.notice is not None
    assert studio.notice.level == "error"
    sent(studio, 4, op="paste", text=written({**ROW, "children": ROW["children"][:1]}), parent=10**15, index=0)
    assert studio.model is model


def test_what_is_written_is_json() -> None:
    """The texts of these tests are documents that open as files."""
    assert document.loads(written(ROW), KINDS).root.children[0].name == "a"
    assert json.loads(using(stage(8)))["definitions"][0]["name"] == "Stage"
