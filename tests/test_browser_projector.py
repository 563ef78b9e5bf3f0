"""Projector mode in a real browser: the forward pass on the arrow keys."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import cards, head, open_model, settled

pytestmark = pytest.mark.browser
LINEAR = {"kind": "Linear", "args": {"out_features": 5}}
SKIPPING = {
    "format": "blockyard/1",
    "title": "Skipping",
    "inputs": [{"shape": ["B", 5], "dtype": "float32"}],
    "root": {
        "kind": "Sequential",
        "children": [
            {
                "kind": "Residual",
                "children": [
                    {"kind": "Sequential", "name": "body", "children": [LINEAR]},
                    {"kind": "Sequential", "name": "shortcut"},
                ],
            },
            {"kind": "Tanh"},
        ],
    },
}


def test_the_arrow_keys_step_through_the_perceptron(page: Page) -> None:
    """Input, three layers, output: five steps, each with what comes in and what goes out."""
    scene = _open(page)
    expect(scene).to_contain_text("input")
    _press(page, "ArrowRight", "2 of 5")
    expect(scene.get_by_role("heading")).to_have_text("Linear")
    assert _shapes(scene) == ["2×20", "2×256"] or _shapes(scene) == ["B×20", "B×256"]
    expect(scene).to_contain_text("256 × 20 weights + 256 biases = 5,376 parameters")
    _press(page, "ArrowRight", "3 of 5")
    _press(page, "ArrowLeft", "2 of 5")
    _press(page, "End", "5 of 5")
    expect(scene).to_contain_text("output")
    expect(page.locator(".rail-step.now .rail-shape")).to_contain_text("×10")


def test_leaving_selects_the_block_of_the_last_step(page: Page) -> None:
    """The class goes on with it: it is selected, and has the focus."""
    _open(page)
    _press(page, "ArrowRight", "2 of 5")
    _press(page, "ArrowRight", "3 of 5")
    page.keyboard.press("Escape")
    settled(page)
    expect(page.locator("dialog.projector")).to_have_count(0)
    expect(page.locator("[role=treeitem]:focus")).to_have_attribute("data-kind", "ReLU")
    expect(page.locator(".item.selected")).to_have_attribute("data-kind", "ReLU")


def test_what_comes_out_can_be_asked_before_it_is_shown(page: Page) -> None:
    """While it is asked neither the scene nor the list beside it tells the shape; the next key does."""
    scene = _open(page)
    page.keyboard.press("a")
    page.keyboard.press("ArrowRight")  # the answer of the first step
    page.keyboard.press("ArrowRight")
    expect(scene.get_by_role("button", name="What shape comes out? Show it")).to_be_visible()
    assert len(_shapes(scene)) == 1
    now = page.locator(".rail-step.now")
    expect(now.locator(".rail-shape")).to_have_text("")
    page.keyboard.press("ArrowRight")
    assert _shapes(scene)[1].endswith("×256")
    expect(now.locator(".rail-shape")).to_contain_text("×256")


def test_ways_part_and_meet_and_a_folded_block_opens(page: Page) -> None:
    """A Residual opens with what it does, and ends with the two shapes that are added."""
    open_model(page, SKIPPING)
    cards(page).first.locator("[data-action=fold]").first.click()
    settled(page)
    scene = _open(page)
    _press(page, "ArrowRight", "2 of 4")  # input, Residual, Tanh, output
    page.keyboard.press("f")
    expect(page.locator(".scene-place")).to_have_text("2 of 6")  # and inside it the Linear and the sum
    expect(scene).to_contain_text("Two ways")
    _press(page, "ArrowRight", "3 of 6")
    expect(scene.locator(".scene-trail")).to_have_text("Residual › body")
    _press(page, "ArrowRight", "4 of 6")
    assert len(_shapes(scene)) == 3  # body, shortcut and their sum


def _open(page: Page) -> Locator:
    head(cards(page).first).click()
    settled(page)
    page.keyboard.press("p")
    page.keyboard.press("Home")
    return page.locator(".scene")


def _press(page: Page, key: str, place: str) -> None:
    page.keyboard.press(key)
    expect(page.locator(".scene-place")).to_have_text(place)


def _shapes(scene: Locator) -> list[str]:
    return scene.locator(".flow-text").all_inner_texts()
