"""The keyboard in a browser: what it does to a marked row, where it is afterwards, and where its keys are heard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import cards, drag, head, kinds, open_model, palette, settled

pytestmark = pytest.mark.browser

ROW = ["Linear", "ReLU", "Linear", "ReLU", "Tanh"]
MODEL = {
    "format": "blockyard/1",
    "inputs": [{"shape": [2, 8]}],
    "root": {
        "kind": "Sequential",
        "children": [{"kind": kind, "args": {"out_features": 8} if kind == "Linear" else {}} for kind in ROW],
    },
}


def mark_two(page: Page) -> None:
    """Mark the second and third block of the row."""
    head(cards(page).nth(1)).click()
    settled(page)
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".item.marked")).to_have_count(2)
    settled(page)


def press(page: Page, key: str) -> None:
    """Press a key and wait for what it does."""
    page.keyboard.press(key)
    settled(page)


def undone(page: Page) -> None:
    """One step back, and everything is as it was."""
    press(page, "Control+z")
    expect(cards(page)).to_have_count(len(ROW))
    assert kinds(page) == ROW


def test_keys_act_on_the_whole_row(page: Page) -> None:
    """Each key does to all marked blocks what it does to one, and one undo takes it back."""
    open_model(page, MODEL)
    mark_two(page)
    assert [card.get_attribute("aria-selected") for card in cards(page).all()] == [
        "false",
        "true",
        "true",
        "false",
        "false",
    ]
    press(page, "Delete")
    assert kinds(page) == ["Linear", "ReLU", "Tanh"]
    expect(cards(page).nth(1)).to_be_focused()
    undone(page)
    mark_two(page)
    press(page, "Alt+ArrowDown")
    assert kinds(page) == ["Linear", "ReLU", "ReLU", "Linear", "Tanh"]
    expect(page.locator(".item.marked")).to_have_count(2)
    press(page, "Alt+ArrowUp")
    assert kinds(page) == ROW
    press(page, "d")
    assert kinds(page) == ["Linear", "ReLU", "Linear", "ReLU", "Linear", "ReLU", "Tanh"]
    expect(page.locator(".item.marked")).to_have_count(2)
    expect(cards(page).nth(3)).to_be_focused()
    undone(page)


def test_a_row_is_wrapped_and_not_called_again(page: Page) -> None:
    """W puts one container around the row; R says that a row has to become one block first."""
    open_model(page, MODEL)
    mark_two(page)
    page.keyboard.press("r")
    expect(page.locator(".toast")).to_contain_text("Wrap the marked row")
    page.keyboard.press("w")
    page.get_by_role("menuitem", name="Residual").click()
    settled(page)
    residual = page.locator("[role=treeitem][data-kind=Residual]")
    expect(residual.locator(".slot.body [role=treeitem]")).to_have_count(2)
    undone(page)


def test_a_line_says_how_many_are_marked_and_does_it_to_all(page: Page) -> None:
    """It counts, as the trail does; its buttons act on all that is marked, and it goes with the marks."""
    open_model(page, MODEL)
    line, last = page.locator(".several"), page.locator(".trail-part").last
    expect(line).to_be_hidden()
    mark_two(page)
    expect(page.get_by_role("toolbar", name="2 blocks marked")).to_be_visible()
    expect(last).to_have_text("2 blocks")
    line.get_by_role("button", name="Wrap (w)").click()
    page.get_by_role("menuitem", name="Residual").click()
    settled(page)
    expect(page.locator("[role=treeitem][data-kind=Residual] .slot.body [role=treeitem]")).to_have_count(2)
    expect(line).to_be_hidden()
    undone(page)
    mark_two(page)
    line.get_by_role("button", name="Unmark").click()
    expect(line).to_be_hidden()
    expect(cards(page).nth(2)).to_be_focused()
    mark_two(page)
    line.get_by_role("button", name="Remove").click()
    settled(page)
    assert kinds(page) == ["Linear", "ReLU", "Tanh"]
    expect(cards(page).nth(1)).to_be_focused()
    undone(page)


def test_a_row_is_dragged(page: Page) -> None:
    """A drag of one marked block carries the others along."""
    open_model(page, MODEL)
    mark_two(page)
    drag(page, head(cards(page).nth(1)), head(cards(page).nth(4)), 1.3)
    assert kinds(page) == ["Linear", "ReLU", "Tanh", "ReLU", "Linear"]
    assert page.locator(".item.marked").evaluate_all("items => items.map((item) => item.ariaPosInSet)") == ["4", "5"]


def test_a_new_block_is_named_at_once(page: Page) -> None:
    """M leaves the keyboard in a field for the class name: Enter renames the definition, Escape keeps its name."""
    mark_two(page)
    press(page, "m")
    field = page.get_by_role("textbox", name="Class name of the block")
    expect(field).to_be_focused()
    page.keyboard.type("Stage")
    press(page, "Enter")
    instance = page.locator(".item.instance")
    expect(instance).to_have_attribute("data-kind", "Stage")
    expect(instance).to_be_focused()
    expect(instance).to_have_attribute("aria-label", re.compile("its only place"))
    body = instance.locator(".within")  # says nothing: what is in it is in the instance
    assert [body.get_attribute(name) for name in ("role", "aria-label", "tabindex")] == ["none", None, None]
    press(page, "m")
    expect(field).to_be_focused()
    press(page, "Escape")
    expect(field).to_have_count(0)
    expect(page.locator(".item.instance").first).to_have_attribute("data-kind", re.compile("MyBlock"))


def test_keys_are_heard_all_over_the_page(page: Page) -> None:
    """Undo, search and help work wherever the person is, but not while they type."""
    palette(page, "Tanh").dblclick()
    settled(page)
    expect(cards(page)).to_have_count(4)
    page.mouse.click(700, 8)  # the bar at the top of the page
    press(page, "Control+z")
    expect(cards(page)).to_have_count(3)
    page.keyboard.press("?")
    shortcuts = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(shortcuts.get_by_role("heading", name="In the projector")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Inspect").focus()
    page.keyboard.press("/")
    expect(page.locator(".search-field")).to_be_focused()
    page.keyboard.type("gelu")
    press(page, "Enter")
    expect(page.locator(".search-field")).to_have_value("")
    expect(page.locator("[role=treeitem][data-kind=GELU]")).to_have_count(1)


def test_a_click_beside_the_blocks_keeps_the_keyboard_in_the_canvas(page: Page) -> None:
    """The empty canvas takes the focus, and an arrow goes on from there to the blocks."""
    head(cards(page).nth(1)).click()
    settled(page)
    page.locator(".scroller").click(position={"x": 8, "y": 300})
    settled(page)
    expect(page.locator(".scroller")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cards(page).nth(1)).to_be_focused()


def test_choosing_a_block_keeps_the_keyboard(page: Page) -> None:
    """From the File panel the page turns to another one, whose tab takes the focus; the canvas gets it back."""
    page.get_by_role("tab", name="File").click()
    expect(page.locator("input[type=file]").first).to_be_attached(timeout=20_000)
    head(cards(page).nth(2)).click()
    settled(page)
    expect(page.get_by_role("tab", name="Inspect")).to_have_attribute("aria-selected", "true")
    page.wait_for_timeout(1000)  # whatever else the page draws
    expect(cards(page).nth(2)).to_be_focused()
    page.keyboard.press("Tab")
    page.get_by_role("tab", name="Cost").focus()
    expect(page.get_by_role("tab", name="Cost")).to_be_focused()  # by the person: nothing takes it away
