"""How the canvas feels in the hand: where a drop lands is said before, marks of any set, touch, cut, copy and paste."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, expect

from blocks import document
from blocks.analysis import analyse
from blocks.tree import Model
from tests.browsing import cards, first_visit, head, kinds, open_build, open_model, palette, settled
from tests.making import KINDS

pytestmark = pytest.mark.browser

MODEL: dict[str, Any] = {
    "format": "blockyard/1",
    "title": "Feel",
    "inputs": [{"shape": ["B", 20]}],
    "root": {
        "kind": "Sequential",
        "children": [
            {"kind": "Linear", "name": "fc1", "args": {"out_features": 20}},
            {
                "kind": "Residual",
                "name": "block",
                "children": [
                    {
                        "kind": "Sequential",
                        "name": "body",
                        "children": [
                            {"kind": "Linear", "name": "inner", "args": {"out_features": 20}},
                            {"kind": "ReLU", "name": "relu"},
                        ],
                    }
                ],
            },
            {
                "kind": "Graph",
                "name": "g",
                "children": [
                    {"kind": "Tanh", "name": "t"},
                    {"kind": "Sequential", "name": "s", "children": [{"kind": "GELU", "name": "u"}]},
                ],
            },
            {"kind": "Sigmoid", "name": "end"},
        ],
    },
}
FLAT = ["Linear", "Residual", "Linear", "ReLU", "Graph", "Tanh", "Sequential", "GELU", "Sigmoid"]


@pytest.fixture(scope="module")
def fingers(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of a person who uses fingers."""
    with browser.new_context(viewport={"width": 1440, "height": 900}, has_touch=True) as context:
        yield context


@pytest.fixture
def touch(fingers: BrowserContext, address: str) -> Page:
    """The Build page where one uses fingers."""
    found = first_visit(fingers, address)
    open_build(found, address)
    return found


def begin(page: Page) -> None:
    """The model of these tests on the canvas."""
    open_model(page, MODEL)
    expect(page.locator(".title-text").first).to_have_text("Feel")
    settled(page)


def blocks(page: Page) -> list[str]:
    """The kinds in reading order, without the fixed places."""
    return [
        str(card.get_attribute("data-kind")) for card in page.locator("[role=treeitem][data-kind]:not(.slot)").all()
    ]


def named(page: Page, name: str) -> Locator:
    """The block with a name."""
    return page.locator(".item:not(.slot)").filter(
        has=page.locator(f":scope > .card > .head > .name:text-is('{name}')")
    )


def point(place: Locator, at: float) -> tuple[float, float]:
    """A point in the middle of an element, at a height of it: 0 its top edge, 1 its bottom."""
    box = place.bounding_box()
    assert box
    return box["x"] + min(160.0, box["width"] / 2), box["y"] + box["height"] * at


def lift(page: Page, block: Locator) -> None:
    """Press a block's line and move, so that it is carried."""
    x, y = point(head(block), 0.5)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y + 8, steps=3)
    expect(page.locator(".ghost")).to_be_visible()


def carry(page: Page, place: Locator, at: float) -> None:
    """Move what is carried over a place."""
    x, y = point(place, at)
    page.mouse.move(x, y - 6, steps=3)
    page.mouse.move(x, y, steps=2)


def card(block: Locator) -> Locator:
    """The card of a block, without the wire below it."""
    return block.locator(":scope > .card")


# --- where it lands


def test_said_before_it_lands(page: Page) -> None:
    """At any depth the container is lit and the place is told in words, for a move, a copy and another call."""
    begin(page)
    words, lit = page.locator(".ghost-words"), page.locator(".item.target")
    lift(page, named(page, "fc1"))
    carry(page, head(named(page, "inner")), 0.9)
    expect(words).to_have_text("into Residual block body, after Linear inner")
    expect(lit).to_have_class(re.compile(r"slot body"))
    carry(page, head(named(page, "u")), 0.1)
    expect(words).to_have_text("into Sequential s, before GELU u")
    page.keyboard.down("Control")
    expect(words).to_have_text("copy, into Sequential s, before GELU u")
    page.keyboard.up("Control")
    page.keyboard.down("Alt")
    expect(words).to_have_text("call again, into Sequential s, before GELU u")
    page.keyboard.up("Alt")
    carry(page, head(named(page, "end")), 0.9)
    expect(words).to_have_text("after Sigmoid end")
    expect(lit).to_have_count(0)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".ghost")).to_have_count(0)
    assert blocks(page) == FLAT


def test_lands_where_it_was_said(page: Page) -> None:
    """A drop deep inside lands there; the end of a Graph behind a container in it is a place, too."""
    begin(page)
    lift(page, named(page, "fc1"))
    carry(page, head(named(page, "u")), 0.1)
    page.mouse.up()
    settled(page)
    assert blocks(page) == ["Residual", "Linear", "ReLU", "Graph", "Tanh", "Sequential", "Linear", "GELU", "Sigmoid"]
    lift(page, named(page, "end"))
    x, y = point(card(named(page, "s")), 1)
    page.mouse.move(x, y + 4, steps=4)
    expect(page.locator(".ghost-words")).to_have_text("into Graph g, after Sequential s")
    page.mouse.up()
    settled(page)
    expect(named(page, "g").locator("[data-kind=Sigmoid]")).to_have_count(1)


def test_the_destination_stays_in_the_picture(page: Page) -> None:
    """In the lower right corner what is carried, with its words, stays inside the canvas and beside the pointer."""
    begin(page)
    lift(page, named(page, "fc1"))
    frame = page.locator(".editor").bounding_box()
    ground = page.locator(".scroller").bounding_box()
    assert frame and ground
    x, y = ground["x"] + ground["width"] - 3, ground["y"] + ground["height"] - 3
    page.mouse.move(x, y, steps=4)
    expect(page.locator(".ghost-words")).to_be_visible()
    ghost = page.locator(".ghost").bounding_box()
    assert ghost
    assert ghost["x"] + ghost["width"] <= frame["x"] + frame["width"]
    assert ghost["y"] + ghost["height"] <= y
    page.keyboard.press("Escape")
    page.mouse.up()


def test_the_line_leaves_a_shape_to_be_read(page: Page) -> None:
    """Where the line crosses a wire, it has a gap as wide as the pill there."""
    begin(page)
    lift(page, named(page, "end"))
    carry(page, head(named(page, "fc1")), 0.9)
    line, pill = page.locator(".landing"), named(page, "fc1").locator(".pill").first
    expect(pill).to_have_class(re.compile("aimed"))
    start, shape = line.bounding_box(), pill.bounding_box()
    assert start and shape
    ends = (
        float(line.evaluate(f"line => parseFloat(line.style.getPropertyValue('--{end}'))")) for end in ("from", "to")
    )
    first, last = (start["x"] + end for end in ends)
    assert first < shape["x"] and shape["x"] + shape["width"] < last
    page.keyboard.press("Escape")
    page.mouse.up()


def test_not_into_itself(page: Page) -> None:
    """Over its own inside a container is told that it cannot go there, and stays."""
    begin(page)
    lift(page, named(page, "block"))
    carry(page, head(named(page, "relu")), 0.5)
    expect(page.locator(".ghost.refused .ghost-words")).to_have_text("not into itself")
    page.mouse.up()
    settled(page)
    assert blocks(page) == FLAT


def test_on_a_shape(page: Page) -> None:
    """A pill takes what is dropped on it into its wire, and lights up before."""
    begin(page)
    pill = named(page, "inner").locator(".pill").first
    x, y = point(palette(page, "Identity"), 0.5)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=3)
    x, y = point(pill, 0.5)
    page.mouse.move(x, y, steps=5)
    expect(page.locator(".pill.aimed")).to_have_count(1)
    page.mouse.up()
    settled(page)
    assert blocks(page)[2:5] == ["Linear", "Identity", "ReLU"]
    expect(page.locator(".pill.aimed")).to_have_count(0)


def test_copy_by_drag(page: Page) -> None:
    """With Ctrl held the block stays, and its copy is where it was dropped; one step takes it back."""
    begin(page)
    lift(page, named(page, "fc1"))
    page.keyboard.down("Control")
    carry(page, head(named(page, "end")), 0.9)
    page.mouse.up()
    page.keyboard.up("Control")
    settled(page)
    assert blocks(page) == [*FLAT, "Linear"]
    expect(named(page, "fc_2")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Control+z")
    settled(page)
    assert blocks(page) == FLAT


def fold(page: Page, name: str) -> Locator:
    """Fold a container."""
    found = named(page, name)
    found.locator("[data-action=fold]").first.click()
    settled(page)
    expect(found).to_have_attribute("aria-expanded", "false")
    return found


def test_a_folded_container_opens_on_the_way(page: Page) -> None:
    """Where the pointer rests, a folded container opens; it folds again unless the block landed in it."""
    begin(page)
    block = fold(page, "block")
    lift(page, named(page, "fc1"))
    carry(page, head(block), 0.5)
    expect(block).to_have_attribute("aria-expanded", "true")
    carry(page, head(named(page, "end")), 0.9)
    page.mouse.up()
    expect(block).to_have_attribute("aria-expanded", "false")
    settled(page)
    lift(page, named(page, "fc1"))
    carry(page, head(block), 0.5)
    expect(block).to_have_attribute("aria-expanded", "true")
    settled(page)
    carry(page, head(named(page, "relu")), 0.9)
    page.mouse.up()
    settled(page)
    expect(block).to_have_attribute("aria-expanded", "true")
    expect(block.locator("[data-kind=Linear]")).to_have_count(2)


def test_scrolls_on_the_way(page: Page) -> None:
    """Near the lower edge the canvas scrolls under what is carried."""
    page.set_viewport_size({"width": 1280, "height": 560})
    begin(page)
    scroller = page.locator(".scroller")
    scroller.evaluate("element => { element.scrollTop = 0; }")
    lift(page, named(page, "fc1"))
    box = scroller.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 8, steps=4)
    expect(named(page, "end")).to_be_in_viewport(timeout=20_000)
    page.keyboard.press("Escape")
    page.mouse.up()


def test_dropped_on_the_palette_it_is_gone(page: Page) -> None:
    """What is let go where blocks come from is removed, which is said before; Escape keeps it, and undo brings it back."""
    begin(page)
    before = blocks(page)
    for key in ("Escape", ""):
        lift(page, named(page, "fc1"))
        carry(page, palette(page, "Linear"), 0.5)
        expect(page.locator(".ghost-words")).to_have_text("remove")
        if key:
            page.keyboard.press(key)
        page.mouse.up()
        settled(page)
        assert blocks(page) == (before if key else before[1:])
    expect(page.locator("[data-action=undo]")).to_have_attribute("aria-label", "Undo Remove fc1")
    page.keyboard.press("Control+z")
    expect(named(page, "fc1")).to_be_visible()


def test_what_is_pressed_stays_under_the_pointer(page: Page) -> None:
    """Where the model changes between press and release, the click still reaches what was pressed; then all moves."""
    begin(page)
    named(page, "fc1").focus()
    page.keyboard.press("Delete")
    settled(page)
    block = named(page, "block")
    was = block.get_attribute("aria-expanded")
    before = head(block).bounding_box()
    page.mouse.move(*point(block.locator("[data-action=fold]").first, 0.5))
    page.mouse.down()
    with page.expect_response("**/edits"):
        page.keyboard.press("Control+z")  # above it a block comes back
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 50)))")
    assert head(block).bounding_box() == before
    page.mouse.up()
    expect(named(page, "fc1")).to_be_visible()
    expect(block).to_have_attribute("aria-expanded", "false" if was == "true" else "true")


# --- touch


def finger(session: CDPSession, kind: str, at: tuple[float, float] | None) -> None:
    """One finger goes down, moves or is lifted."""
    points = [{"x": at[0], "y": at[1]}] if at else []
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_by_touch(touch: Page) -> None:
    """A finger that rests lifts a block, opens a folded container on the way, and lets go inside."""
    begin(touch)
    session = touch.context.new_cdp_session(touch)
    block = fold(touch, "block")
    finger(session, "touchStart", point(head(named(touch, "end")), 0.5))
    expect(touch.locator(".ghost")).to_be_visible()
    finger(session, "touchMove", point(head(block), 0.4))
    finger(session, "touchMove", point(head(block), 0.5))
    expect(block).to_have_attribute("aria-expanded", "true")
    settled(touch)
    finger(session, "touchMove", point(head(named(touch, "relu")), 0.9))
    expect(touch.locator(".ghost-words")).to_have_text("into Residual block body, after ReLU relu")
    finger(session, "touchEnd", None)
    settled(touch)
    expect(block.locator("[data-kind=Sigmoid]")).to_have_count(1)


# --- marks


def mark(page: Page, *names: str) -> None:
    """Select the first and mark the others beside it."""
    first, *others = names
    head(named(page, first)).click()
    for name in others:
        head(named(page, name)).click(modifiers=["Control"])
    settled(page)
    expect(page.locator(".item.marked")).to_have_count(len(names) if others else 0)


def test_any_set_of_blocks(page: Page) -> None:
    """Ctrl and a click mark blocks of any container; keys act on all of them in one step with a name."""
    begin(page)
    mark(page, "fc1", "relu", "u")
    assert page.locator(".item[aria-selected=true]").count() == 3
    head(named(page, "relu")).click(modifiers=["Control"])
    expect(page.locator(".item.marked")).to_have_count(2)
    head(named(page, "relu")).click(modifiers=["Control"])
    expect(page.locator(".item.marked")).to_have_count(3)
    page.keyboard.press("Shift+r")
    expect(page.locator(".toast.error")).to_contain_text("side by side")
    page.keyboard.press("Delete")
    settled(page)
    assert blocks(page) == ["Residual", "Linear", "Graph", "Tanh", "Sequential", "Sigmoid"]
    undo = page.locator("[data-action=undo]")
    expect(undo).to_have_attribute("aria-label", "Undo Remove 3 blocks")
    page.keyboard.press("Control+z")
    settled(page)
    assert blocks(page) == FLAT
    mark(page, "fc1", "u")
    page.keyboard.press("d")
    settled(page)
    assert blocks(page).count("Linear") == 3
    assert blocks(page).count("GELU") == 2
    expect(page.locator(".item.marked")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".item.marked")).to_have_count(0)


def test_a_set_is_dragged_as_one(page: Page) -> None:
    """Blocks of several containers come together where one of them is dropped, in the order of the model."""
    begin(page)
    mark(page, "u", "fc1", "relu")
    lift(page, named(page, "relu"))
    expect(page.locator(".ghost")).to_contain_text("and 2 more")
    carry(page, head(named(page, "end")), 0.9)
    page.mouse.up()
    settled(page)
    assert blocks(page) == ["Residual", "Linear", "Graph", "Tanh", "Sequential", "Sigmoid", "Linear", "ReLU", "GELU"]
    expect(page.locator("[data-action=undo]")).to_have_attribute("aria-label", "Undo Move 3 blocks")


def test_all_beside_it(page: Page) -> None:
    """Ctrl+A marks what stands in the same container."""
    begin(page)
    head(named(page, "inner")).click()
    page.keyboard.press("Control+a")
    expect(page.locator(".item.marked")).to_have_count(2)
    head(named(page, "end")).click()
    page.keyboard.press("Control+a")
    expect(page.locator(".item.marked")).to_have_count(4)


def test_the_rubber_band(page: Page) -> None:
    """A drag over the empty canvas marks what it touches at one level."""
    begin(page)
    top, bottom = card(named(page, "fc1")).bounding_box(), card(named(page, "block")).bounding_box()
    assert top
    assert bottom
    page.mouse.move(top["x"] - 30, top["y"] + 4)
    page.mouse.down()
    page.mouse.move(top["x"] + 100, bottom["y"] + bottom["height"] / 2, steps=6)
    expect(page.locator(".band")).to_be_visible()
    page.mouse.up()
    expect(page.locator(".band")).to_have_count(0)
    expect(page.locator(".item.marked")).to_have_count(2)
    page.mouse.move(bottom["x"] - 30, bottom["y"] + 40)
    page.mouse.down()
    page.mouse.move(bottom["x"] + 150, bottom["y"] + bottom["height"] - 60, steps=6)
    page.mouse.up()
    expect(named(page, "inner")).to_have_class(re.compile("marked"))
    expect(named(page, "block")).not_to_have_class(re.compile("marked"))


# --- the clipboard


def test_from_one_tab_to_another(page: Page, address: str) -> None:
    """Blocks copied in one tab are pasted in another after the selected block, with the definition they need."""
    begin(page)
    head(named(page, "block")).click()
    settled(page)
    page.keyboard.press("m")
    settled(page)
    field = page.get_by_role("textbox", name="Class name of the block")
    expect(field).to_be_focused(timeout=20_000)
    page.keyboard.type("Stage")
    page.keyboard.press("Enter")
    settled(page)
    stage = page.locator("[data-kind=Stage]")
    expect(stage).to_be_focused()
    head(named(page, "end")).click(modifiers=["Control"])
    expect(page.locator(".item.marked")).to_have_count(2)
    settled(page)
    page.keyboard.press("Control+c")
    expect(page.locator(".toast")).to_contain_text("Copied 2 blocks")
    other = page.context.new_page()
    open_build(other, address)
    head(cards(other).nth(0)).click()
    settled(other)
    other.keyboard.press("Control+v")
    expect(other.locator("[data-kind=Stage]")).to_have_count(1, timeout=20_000)
    settled(other)
    assert [kind for kind in blocks(other) if kind in ("Linear", "Stage", "Sigmoid")][:2] == ["Linear", "Stage"]
    expect(other.locator(".item.marked")).to_have_count(2)
    expect(other.locator("[data-action=undo]")).to_have_attribute("aria-label", "Undo Paste 2 blocks")
    expect(other.locator(".status")).to_contain_text(re.compile("problem|agree"))
    other.keyboard.press("Control+z")
    settled(other)
    assert kinds(other) == ["Linear", "ReLU", "Linear"]


def test_cut_and_paste_inside(page: Page) -> None:
    """Cut is one step; what was cut goes into a container that is selected and empty."""
    begin(page)
    mark(page, "inner", "relu")
    page.keyboard.press("Control+x")
    settled(page)
    assert blocks(page) == ["Linear", "Residual", "Graph", "Tanh", "Sequential", "GELU", "Sigmoid"]
    expect(page.locator("[data-action=undo]")).to_have_attribute("aria-label", "Undo Cut 2 blocks")
    head(named(page, "block")).click()
    settled(page)
    page.keyboard.press("Control+v")
    settled(page)
    assert blocks(page) == FLAT
    for _ in range(2):
        page.keyboard.press("Control+z")
        settled(page)
    assert blocks(page) == FLAT


def put(page: Page, text: str | None) -> None:
    """Paste a text, as any program may have left it on the clipboard."""
    page.locator(".scroller").evaluate(
        """(scroller, text) => {
          const clipboardData = new DataTransfer();
          if (text !== null) clipboardData.setData('text/plain', text);
          const event = new ClipboardEvent('paste', {clipboardData, bubbles: true, composed: true, cancelable: true});
          scroller.dispatchEvent(event);
        }""",
        text,
    )
    settled(page)


def copied(page: Page) -> Model:
    """What is copied now, read as the file that it is."""
    text = page.locator(".scroller").evaluate(
        """scroller => {
          const clipboardData = new DataTransfer();
          const event = new ClipboardEvent('copy', {clipboardData, bubbles: true, composed: true, cancelable: true});
          scroller.dispatchEvent(event);
          return clipboardData.getData('text/plain');
        }"""
    )
    return document.loads(text, KINDS)


STAGED: dict[str, Any] = {
    "format": "blockyard/1",
    "title": "Staged",
    "inputs": [{"shape": ["B", 20]}],
    "definitions": [
        {"name": "Idle", "body": {"kind": "Sequential", "children": [{"kind": "ReLU"}]}},
        {"name": "Unit", "body": {"kind": "Sequential", "children": [{"kind": "GELU"}]}},
        {
            "name": "Stage",
            "parameters": {"width": 4},
            "body": {
                "kind": "Sequential",
                "children": [
                    {"kind": "Linear", "name": "lin", "args": {"out_features": {"rule": "2 * width"}}},
                    {"kind": "Unit", "name": "unit"},
                ],
            },
        },
    ],
    "root": {
        "kind": "Graph",
        "children": [
            {"kind": "Stage", "name": "stage", "args": {"width": 7}},
            {"kind": "Tanh", "name": "tanh"},
            {"kind": "Cat", "name": "cat", "inputs": ["stage", "tanh"]},
        ],
    },
}


def test_what_is_copied_opens_as_a_file(page: Page) -> None:
    """Blocks on the clipboard are a model: with their definitions, the shapes that they get, and values for names."""
    open_model(page, STAGED)
    expect(page.locator(".title-text").first).to_have_text("Staged")
    settled(page)
    mark(page, "lin", "unit")
    text = copied(page)
    assert [each.name for each in text.definitions] == ["Unit"]
    linear = text.root.children[0]
    assert str(linear.args["out_features"]) == "2 * 7"
    mark(page, "cat")
    text = copied(page)
    assert [(each.name, each.extents) for each in text.inputs] == [("stage", ("B", 14)), ("tanh", ("B", 14))]
    assert analyse(text).ok
    mark(page, "tanh", "cat")
    text = copied(page)
    assert [each.name for each in text.inputs] == ["x", "stage"]
    assert analyse(text).ok
    page.locator(".scroller").click(position={"x": 20, "y": 300})
    settled(page)
    assert copied(page) == document.loads(json.dumps(STAGED), KINDS)


def test_rules_stay_in_their_definition(page: Page) -> None:
    """A copy that is pasted in its own definition keeps its rule; elsewhere it has the value of its place."""
    open_model(page, STAGED)
    expect(page.locator(".title-text").first).to_have_text("Staged")
    settled(page)
    head(named(page, "lin")).click()
    settled(page)
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    settled(page)
    copy = page.locator("[data-kind=Stage] [data-kind=Linear]").nth(1)
    expect(copy.locator(".detail")).to_contain_text("width")
    head(named(page, "cat")).click()
    settled(page)
    page.keyboard.press("Control+v")
    settled(page)
    expect(cards(page).last.locator(".detail")).to_contain_text("14")


def test_what_is_no_model_is_refused(page: Page) -> None:
    """A sentence says what is on the clipboard instead; the model stays as it is. A field keeps its own paste."""
    toast = page.locator(".toast.error")
    put(page, "a poem")
    expect(toast).to_contain_text("a text that is no model")
    put(page, None)
    expect(toast).to_contain_text("holds no text")
    put(page, '{"nodes": []}')
    expect(toast).to_contain_text("not a Blockyard model")
    settled(page)
    assert kinds(page) == ["Linear", "ReLU", "Linear"]
    head(cards(page).nth(0)).click()
    settled(page)
    page.keyboard.press("Control+c")
    page.keyboard.press("/")
    page.keyboard.press("Control+v")
    expect(page.locator(".search-field")).to_have_value(re.compile("blockyard/1"))
    assert kinds(page) == ["Linear", "ReLU", "Linear"]


def test_several_steps_back(page: Page) -> None:
    """The last steps are listed by name, and one choice takes back all of them."""
    begin(page)
    for name in ("fc1", "end"):
        head(named(page, name)).click()
        settled(page)
        page.keyboard.press("Delete")
        settled(page)
    page.locator("[data-action=undo]").click(button="right")
    steps = page.get_by_role("menuitem")
    expect(steps).to_have_count(3)  # the two, and opening the model
    page.get_by_role("menuitem", name="Remove fc1").click()
    settled(page)
    assert blocks(page) == FLAT
    expect(page.locator("[data-action=redo]")).to_have_attribute("aria-label", "Redo Remove fc1")
