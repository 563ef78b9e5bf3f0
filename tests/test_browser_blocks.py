"""Blocks of one's own in a browser: rows of marked blocks, definitions, their instances, labels and reuse."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import STEP, cards, drag, head, kinds, open_model, palette, settled

pytestmark = pytest.mark.browser

# Two instances of a definition with one parameter, and a labelled layer that a Reuse calls again.
OWN: dict[str, Any] = {
    "format": "blockyard/1",
    "batch": 2,
    "inputs": [{"shape": ["B", 8]}],
    "definitions": [STEP],
    "root": {
        "kind": "Sequential",
        "children": [
            {"kind": "Step"},
            {"kind": "Step", "args": {"width": 8}},
            {"kind": "Linear", "shared": "tower", "args": {"out_features": 8}},
            {"kind": "Reuse", "args": {"of": "tower"}},
        ],
    },
}


def instances(page: Page) -> Locator:
    """The instances of definitions, in the order in which they are drawn."""
    return page.locator(".item.instance")


def test_marked_blocks_become_a_definition(page: Page) -> None:
    """Shift and an arrow mark a row; M makes a definition of it, which the palette offers first."""
    head(cards(page).nth(0)).click()
    settled(page)
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".item.marked")).to_have_count(2)
    page.keyboard.press("m")
    settled(page)
    assert kinds(page) == ["MyBlock", "Linear", "ReLU", "Linear"]
    expect(instances(page)).to_have_attribute("aria-selected", "true")
    expect(page.locator(".item.marked")).to_have_count(0)
    expect(page.locator(".family").first.locator(".brick .kind")).to_have_text("MyBlock")
    palette(page, "MyBlock").focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(instances(page)).to_have_count(2)


def test_a_row_is_marked_by_shift_and_click(page: Page) -> None:
    """A click with shift marks from the selected block to that one; a plain click ends it; the toolbar makes the block."""
    head(cards(page).nth(0)).click()
    settled(page)
    head(cards(page).nth(2)).click(modifiers=["Shift"])
    expect(page.locator(".item.marked")).to_have_count(3)
    head(cards(page).nth(1)).click()
    expect(page.locator(".item.marked")).to_have_count(0)
    head(cards(page).nth(2)).click(modifiers=["Shift"])
    settled(page)
    page.get_by_role("button", name="Make a block of my own (m)").click()
    settled(page)
    assert kinds(page) == ["Linear", "MyBlock", "ReLU", "Linear"]


def test_an_edit_in_one_instance_is_in_all(page: Page) -> None:
    """What is dropped into an open instance is in its definition, so in each instance, and the card says how many."""
    open_model(page, OWN)
    expect(instances(page).first.locator(".reach-text")).to_have_text("Step · edits here change 2 places")
    drag(page, palette(page, "Tanh"), head(cards(page).nth(2)), -0.3)
    expect(page.locator(".item.instance [data-kind=Tanh]")).to_have_count(2)
    assert kinds(page)[:4] == ["Step", "Linear", "Tanh", "ReLU"]


def test_an_instance_made_unique(page: Page) -> None:
    """Made unique, an instance is blocks of its own; the other one is alone then, and does not warn."""
    open_model(page, OWN)
    instances(page).nth(1).locator(".unique").click()
    settled(page)
    assert kinds(page) == ["Step", "Linear", "ReLU", "Sequential", "Linear", "ReLU", "Linear", "Reuse"]
    expect(instances(page).first.locator(".reach")).to_be_hidden()
    expect(page.get_by_text("Shapes agree")).to_be_visible()


def test_walking_through_an_instance(page: Page) -> None:
    """The body of an instance has no card of its own: Enter goes straight in, Escape straight out, down walks past it."""
    open_model(page, OWN)
    head(cards(page).nth(0)).click()
    settled(page)
    page.keyboard.press("Enter")
    expect(cards(page).nth(1)).to_be_focused()
    expect(cards(page).nth(1)).to_have_attribute("aria-level", "2")
    page.keyboard.press("Escape")
    expect(cards(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cards(page).nth(1)).to_be_focused()
    page.locator(".reach-text").first.click()
    settled(page)
    expect(cards(page).nth(0)).to_have_attribute("aria-selected", "true")


def test_a_label_and_its_reuse_look_alike(page: Page) -> None:
    """A labelled block and the place that calls it again carry the same chain in one colour; the second has no parameters of its own."""
    open_model(page, OWN)
    chains = page.locator(".chain")
    expect(chains).to_have_text(["tower", "tower"])
    colours = [chain.evaluate("chain => getComputedStyle(chain).backgroundColor") for chain in chains.all()]
    assert colours[0] == colours[1]
    reuse = page.locator("[role=treeitem][data-kind=Reuse]")
    expect(head(reuse).locator(".params")).to_have_text("shared")
    expect(reuse).to_have_attribute("aria-label", re.compile("calls again tower"))


def test_called_again_by_key_and_by_drag(page: Page) -> None:
    """R puts a call of the same block below it; a drag with Alt held puts one where it is dropped."""
    head(cards(page).nth(1)).click()
    settled(page)
    page.keyboard.press("r")
    settled(page)
    assert kinds(page) == ["Linear", "ReLU", "Reuse", "Linear"]
    expect(page.locator(".chain")).to_have_text(["relu", "relu"])
    page.keyboard.down("Alt")
    drag(page, head(cards(page).nth(1)), head(cards(page).nth(3)), 1.2)
    page.keyboard.up("Alt")
    settled(page)
    assert kinds(page) == ["Linear", "ReLU", "Reuse", "Linear", "Reuse"]
    head(cards(page).nth(4)).hover()
    expect(cards(page).nth(1)).to_have_class(re.compile(r"\blit\b"))
    expect(cards(page).nth(2)).to_have_class(re.compile(r"\blit\b"))
    expect(cards(page).nth(3)).not_to_have_class(re.compile(r"\blit\b"))
