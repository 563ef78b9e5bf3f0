"""What the canvas is told of instances, labels and parts, held against the model."""

from dataclasses import replace
from typing import Any

from blocks import commands
from blocks.analysis import analyse
from blocks.families import share_hue
from blocks.report import Part
from blocks.tree import Block, Model
from tests.app_server import filled
from tests.making import KINDS, block, doc, residual
from ui.state import Studio
from ui.view import PLAIN, card, palette, part_card, skips, ties


def drawn(model: Model) -> list[dict[str, Any]]:
    """The blocks of a model as the canvas gets them."""
    studio = Studio(KINDS, model)
    root = card(studio, model.root, analyse(model).root, "", False)
    found: list[dict[str, Any]] = filled(root, PLAIN)["children"]
    return found


def twice() -> Model:
    """A model with two instances of a definition of two blocks."""
    model = doc(block("Sequential", block("Linear", out_features=20), block("ReLU"), name="step"))
    edits = [{"op": "define", "blocks": [[0]]}, {"op": "add", "kind": "Step", "parent": [], "index": 1}]
    return commands.apply_all(model, KINDS, edits)


def test_an_instance_has_one_child_its_body() -> None:
    """Both instances have the colour of their definition and know of each other; the body is a place, not a card."""
    model = twice()
    for each in drawn(model):
        assert (each["instance"], each["places"], each["hue"]) == (True, 2, model.definitions[0].hue)
        (body,) = each["children"]
        assert (body["body"], body["slot"]) == (True, True)
        assert [child["kind"] for child in body["children"]] == ["Linear", "ReLU"]


def test_definitions_come_first_in_the_palette() -> None:
    """My blocks stand before the kinds of the catalogue, each in its own colour."""
    model = twice()
    first, second = palette(Studio(KINDS, model).kinds, model.definitions)[:2]
    assert (first["mine"], [kind["kind"] for kind in first["kinds"]]) == (True, ["Step"])
    assert first["kinds"][0]["hue"] == model.definitions[0].hue
    assert not second["mine"]


def test_places_of_one_block_have_one_colour() -> None:
    """A labelled block and the one that calls it again have the hue of the label; the second is drawn in it."""
    tower = replace(block("Linear", out_features=20), shared="tower")
    first, again, other = drawn(doc(tower, block("Reuse", of="tower"), block("ReLU")))
    assert (first["label"], again["reuse"], other["label"]) == ("tower", "tower", "")
    assert first["shareHue"] == again["shareHue"] == again["hue"] == share_hue("tower")
    assert other["shareHue"] is None


def test_ties_name_their_source() -> None:
    """A tied parameter says where it comes from, in the colour of that label."""
    layer = Block("Linear", tied={"weight": "embed.weight"})
    assert ties(layer) == [{"text": "weight = embed.weight", "label": "embed", "hue": share_hue("embed")}]


def test_parts_look_like_the_kinds_they_are() -> None:
    """A Linear within a block of code has the colour of a Linear; a class of the code's own that of code."""
    linear, own = Part("net", "Linear", "20, 20", 420, 0), Part("mine", "Mine", "", 0, 0)
    assert (part_card(KINDS, linear)["family"], part_card(KINDS, linear)["params"]) == ("Linear", "420")
    assert (part_card(KINDS, own)["family"], part_card(KINDS, own)["params"]) == ("Code", "")


def test_a_folded_block_counts_the_ways_around_its_blocks() -> None:
    """An instance of a Residual has one way around, of a Sequential none; a Residual says it in other words."""
    plain, around = twice(), doc(residual(block("ReLU"), name="step"))
    around = commands.apply_all(around, KINDS, [{"op": "define", "blocks": [[0]]}])
    for model, count in ((plain, 0), (around, 1), (doc(residual(block("ReLU"))), 0)):
        assert skips(Studio(KINDS, model), model.root.children[0]) == count
