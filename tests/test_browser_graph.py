"""Graphs in a browser: chips, ports and wires, by mouse and by keyboard."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import cards, drag, head, open_model, palette, settled

pytestmark = pytest.mark.browser

# Two inputs; `key` takes the second, `mix` takes a block that is not right before it, and the one that is.
DECODER: dict[str, Any] = {
    "format": "blockyard/1",
    "batch": 2,
    "inputs": [{"name": "x", "shape": ["B", 10, 8]}, {"name": "memory", "shape": ["B", 12, 8]}],
    "root": {
        "kind": "Graph",
        "args": {"outputs": ["query", "mix"]},
        "children": [
            {"kind": "Linear", "name": "query", "args": {"out_features": 8}},
            {"kind": "Linear", "name": "key", "args": {"out_features": 8}, "inputs": ["memory"]},
            {
                "kind": "Graph",
                "name": "mix",
                "args": {"inputs": ["a", "b"]},
                "inputs": ["query", "key"],
                "children": [{"kind": "ReLU", "name": "act", "inputs": ["b"]}],
            },
        ],
    },
}


def test_a_graph_says_what_its_blocks_take(page: Page) -> None:
    """Chips name the sources, the wire stops above what takes something else, and the tree says it aloud."""
    open_model(page, DECODER)
    query, key, mix, act = (cards(page).nth(place) for place in range(4))
    expect(key.locator(".chip")).to_have_text(["←memory"])
    expect(mix.locator("> .card > .takes .chip")).to_have_text(["←query", "←key"])
    expect(key).to_have_attribute("aria-label", re.compile("takes memory"))
    expect(act).to_have_attribute("aria-label", re.compile("takes b"))
    expect(page.locator(".terminal.input")).to_have_text([re.compile("xB×10×8"), re.compile("memoryB×12×8")])
    expect(page.locator(".terminal.output")).to_contain_text("B×10×8 · B×12×8")
    assert stub(query) < gap(query, key)  # nothing between query and key: key takes memory
    assert stub(key) == gap(key, mix)  # mix takes key
    query.locator("> .wire > .pill").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("batch, now 2")


def stub(card: Locator) -> float:
    """How far down the wire below a block is drawn, in pixels."""
    found = card.locator("> .wire").evaluate("wire => parseFloat(getComputedStyle(wire, '::before').height)")
    return float(found)


def gap(upper: Locator, lower: Locator) -> float:
    """The space between two cards."""
    above, below = upper.locator("> .card").bounding_box(), lower.locator("> .card").bounding_box()
    assert above and below
    return below["y"] - above["y"] - above["height"]


def test_a_chip_and_its_source_light_up_together(page: Page) -> None:
    """Resting on a chip shows its source, on a block or an input what takes it; a press goes there, by key too."""
    open_model(page, DECODER)
    query, key, mix = (cards(page).nth(place) for place in range(3))
    mix.locator("> .card > .takes .chip").first.hover()
    expect(query).to_have_class(re.compile(r"\blit\b"))
    expect(key).not_to_have_class(re.compile(r"\blit\b"))
    head(query).hover()
    expect(mix).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator(".terminal.output")).to_have_class(re.compile(r"\blit\b"))
    page.locator(".terminal.input").nth(1).hover()
    expect(key).to_have_class(re.compile(r"\blit\b"))
    head(mix).click()
    settled(page)
    page.keyboard.press("Tab")  # its wrap, duplicate and remove have keys, its chips are tab stops
    expect(query).to_have_class(re.compile(r"\blit\b"))
    page.keyboard.press("Enter")
    settled(page)
    expect(query).to_be_focused()
    expect(query).to_have_attribute("aria-selected", "true")


def test_a_block_dropped_into_a_graph_gets_a_name(page: Page) -> None:
    """What is dropped between two blocks of a Graph takes the upper one; Python names it, and the chips stay."""
    open_model(page, DECODER)
    drag(page, palette(page, "Identity"), head(cards(page).nth(3)), 1.0)
    identity = page.locator("[role=treeitem][data-kind=Identity]")
    expect(identity.locator(".name")).to_have_text("identity")
    expect(identity).to_have_attribute("aria-label", re.compile("takes act"))
    drag(page, head(identity), head(cards(page).nth(1)), -0.4)
    expect(cards(page).nth(1)).to_have_attribute("data-kind", "Identity")
    expect(cards(page).nth(1)).to_have_attribute("aria-label", re.compile("takes query"))


def test_an_input_added_and_taken_away(page: Page) -> None:
    """The plus gives the model a second input, selected and in focus; Delete takes it away again."""
    inputs = page.locator(".terminal.input")
    inputs.first.hover()
    page.locator("[data-action=add-input]").click()
    expect(inputs).to_have_count(2, timeout=15_000)
    expect(inputs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(inputs.nth(1)).to_be_focused()
    expect(cards(page).first.locator(".chip")).to_have_text(["←x"])
    page.keyboard.press("Delete")
    expect(inputs).to_have_count(1, timeout=15_000)
    expect(inputs.first).to_be_focused()
    expect(page.locator(".chip:visible")).to_have_count(0)


def test_wrap_in_a_graph(page: Page) -> None:
    """The wrap menu offers a Graph, whose block then has a name."""
    head(cards(page).nth(1)).click()
    settled(page)
    page.keyboard.press("w")
    page.locator("[data-choice=Graph]").click()
    settled(page)
    expect(page.locator("[data-kind=Graph] [data-kind=ReLU] .name")).to_have_text("relu")


def test_the_output_of_a_graph_is_chosen_at_its_end(page: Page) -> None:
    """A press on the output selects the model itself, which has no card; what is wrong with it stands there."""
    broken = DECODER | {"root": {**DECODER["root"], "args": {"outputs": ["query", "gone"]}}}
    open_model(page, broken)
    output = page.locator(".ending")
    expect(output.locator(".problem")).to_contain_text("gone")
    expect(output.locator(".chip", has_text="gone")).to_be_disabled()
    output.get_by_role("button", name=re.compile("^output")).click()
    settled(page)
    expect(output.locator(".terminal")).to_have_class(re.compile("selected"))
    expect(page.get_by_text("gives", exact=True).first).to_be_visible(timeout=15_000)


# `act` takes what comes before it, `sum` that and the first block; `late` has nothing to do with either.
SKIPS: dict[str, Any] = {
    "format": "blockyard/1",
    "batch": 2,
    "inputs": [{"shape": ["B", 8]}],
    "root": {
        "kind": "Graph",
        "children": [
            {"kind": "Linear", "name": "first", "args": {"out_features": 8}},
            {"kind": "ReLU", "name": "act"},
            {"kind": "Add", "name": "sum", "inputs": ["act", "first"]},
            {"kind": "Tanh", "name": "late"},
        ],
    },
}


def lines(page: Page) -> list[tuple[str, str]]:
    """The wires beside the blocks, each by the names of the cards where it begins and ends."""
    ids = {
        str(card.get_attribute("data-block")): card.locator(".name").first.inner_text() for card in cards(page).all()
    }
    found = page.locator(".wires > .line").all()
    return sorted(
        (ids.get(str(line.get_attribute("data-from")), "in"), ids.get(str(line.get_attribute("data-to")), "out"))
        for line in found
    )


def draw_wire(page: Page, source: Locator, target: Locator) -> None:
    """Draw a wire from the handle of a block to another block."""
    head(source).hover()
    start, end = source.locator("> .card > .handle").bounding_box(), head(target).bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 100, end["y"] + 10, steps=6)
    page.mouse.move(end["x"] + 100, end["y"] + end["height"] / 2)
    page.mouse.up()


def test_a_wire_runs_past_blocks(page: Page) -> None:
    """What is not taken from the block right before has a wire beside the blocks; it stands out with its ends."""
    open_model(page, SKIPS)
    assert lines(page) == [("first", "sum")]
    head(cards(page).nth(3)).hover()
    expect(page.locator(".line.lit")).to_have_count(0)
    head(cards(page).nth(2)).hover()
    expect(page.locator(".line.lit")).to_have_count(1)
    card, line = cards(page).nth(1).locator(".card").bounding_box(), page.locator(".line .run").bounding_box()
    assert card and line and line["x"] + line["width"] <= card["x"] + 2  # beside the cards, its round end aside


def test_a_wire_drawn_by_mouse(page: Page) -> None:
    """A wire drawn from one block to a later one is what that one takes; the blocks that can take it light up."""
    open_model(page, SKIPS)
    draw_wire(page, cards(page).nth(0), cards(page).nth(3))
    settled(page)
    expect(cards(page).nth(3)).to_have_attribute("aria-label", re.compile("takes first"))
    expect(page.locator(".line")).to_have_count(2)
    assert lines(page) == [("first", "late"), ("first", "sum")]
    page.keyboard.press("Control+z")
    expect(page.locator(".line")).to_have_count(1)


def test_a_wire_to_an_earlier_block_is_refused(page: Page) -> None:
    """A block cannot take from a later one: nothing changes, and a sentence says why."""
    open_model(page, SKIPS)
    draw_wire(page, cards(page).nth(1), cards(page).nth(0))
    expect(page.locator(".toast")).to_have_text(
        "Linear first comes before act: a block takes only from blocks above it."
    )
    expect(cards(page).nth(0)).to_have_attribute("aria-label", re.compile("takes the input"))


def test_a_wire_to_one_of_several_inputs(page: Page) -> None:
    """A block that has all it needs asks what the new wire is to replace."""
    open_model(page, SKIPS)
    page.locator(".terminal.input").hover()
    start, end = page.locator(".terminal.input .port").bounding_box(), head(cards(page).nth(2)).bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 100, end["y"] + 12, steps=6)
    page.mouse.up()
    page.locator("[data-choice='Instead of first']").click()
    settled(page)
    expect(cards(page).nth(2)).to_have_attribute("aria-label", re.compile("takes act, x"))


def test_what_a_block_takes_by_keyboard(page: Page) -> None:
    """T opens what the block in focus may take, the nearest first; Enter takes it."""
    open_model(page, SKIPS)
    head(cards(page).nth(3)).click()
    settled(page)
    page.keyboard.press("t")
    expect(page.locator("[data-choice]")).to_have_text(
        [re.compile("^sum.*now"), re.compile("^act"), re.compile("^first"), re.compile("^x")]
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    expect(cards(page).nth(3)).to_have_attribute("aria-label", re.compile("takes act"))
    expect(cards(page).nth(3)).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator(".shortcuts")).to_contain_text("choose what the block takes")


def test_a_folded_graph_counts_its_skips(page: Page) -> None:
    """A nested Graph that is folded says how many of its wires run past a block, and keeps the ones it has itself."""
    inner = {**SKIPS["root"], "name": "inner"}
    outer = [*SKIPS["root"]["children"][:1], inner, {"kind": "Add", "name": "end", "inputs": ["first", "inner"]}]
    open_model(page, SKIPS | {"root": {"kind": "Graph", "children": outer}})
    expect(page.locator(".line")).to_have_count(2)
    head(cards(page).nth(1)).locator("[data-action=fold]").click()
    settled(page)
    expect(head(cards(page).nth(1)).locator(".detail")).to_contain_text("1 skip")
    assert lines(page) == [("first", "end")]
