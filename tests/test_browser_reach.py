"""Without a pointer: a whole model by keyboard alone, the way between a block and its form, and a focus never lost."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.accessing import at_rest
from tests.app_server import ROOT
from tests.browsing import cards, head, kinds, open_model, settled

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body ? '' : at.getAttribute('aria-label') || at.textContent;
}"""


def focused(page: Page) -> str:
    """The name of what has the focus; "" where it is lost."""
    return str(page.evaluate(FOCUSED))


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, and wait for what each does."""
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def add(page: Page, *names: str) -> None:
    """Add layers by the search, each after the one before, and go back to the canvas."""
    press(page, "/")
    for name in names:
        page.keyboard.type(name)
        press(page, "Enter")
    press(page, "Escape")


def tab_to(page: Page, name: str) -> None:
    """Go on by Tab until a field has the focus."""
    for _ in range(30):
        if focused(page).split(" · ")[0] == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {name}")


def set_numbers(page: Page, **numbers: int) -> None:
    """On the focused block: to its form, type its arguments in the order in which they stand, and back."""
    page.keyboard.press("e")
    expect(page.locator("[class*=st-key-arg-] :focus")).to_have_count(1, timeout=15_000)
    for name, number in numbers.items():
        tab_to(page, name)
        page.keyboard.press("Control+a")
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
        at_rest(page)
        assert focused(page).split(" · ")[0] == name  # the answer has not taken it away
    page.keyboard.press("Escape")
    expect(page.locator("[role=treeitem]:focus")).to_have_count(1)
    settled(page)


def test_lenet_by_keyboard_alone(page: Page) -> None:
    """From an empty model, without a pointer: the layers, their numbers, the input and the names of LeNet-5.

    Parameters: (5·5·1 + 1)·6 + (5·5·6 + 1)·16 + (400 + 1)·120 + (120 + 1)·84 + (84 + 1)·10 = 61,706, where 400 = 16·5·5
    is what two convolutions (28 → 28 with padding 2, 14 → 10) and two halvings leave of a picture.
    """
    page.keyboard.press("Control+k")
    page.keyboard.type("new model")
    press(page, "Enter")
    expect(cards(page)).to_have_count(0, timeout=15_000)

    add(page, "Sequential", "Conv2d", "Sigmoid", "AvgPool2d", "Conv2d", "Sigmoid", "AvgPool2d")
    press(page, "Escape", "Enter")  # out to the Sequential, and choose it
    add(page, "Sequential", "Flatten", "Linear", "Sigmoid", "Linear", "Sigmoid", "Linear")

    press(page, "Home", "Enter")
    page.keyboard.press("e")
    expect(page.get_by_role("textbox", name="shape")).to_be_focused(timeout=15_000)
    page.keyboard.press("Control+a")
    page.keyboard.type("B, 1, 28, 28")
    page.keyboard.press("Enter")
    at_rest(page)
    expect(page.get_by_role("textbox", name="shape")).to_be_focused()
    press(page, "Escape", "ArrowDown", "F2")
    page.keyboard.type("features")
    press(page, "Enter", "ArrowDown")
    set_numbers(page, out_channels=6, kernel_size=5, padding=2)
    press(page, "ArrowDown", "ArrowDown")
    set_numbers(page, kernel_size=2, stride=2)
    press(page, "ArrowDown")
    set_numbers(page, out_channels=16, kernel_size=5, padding=0)
    press(page, "ArrowDown", "ArrowDown")
    set_numbers(page, kernel_size=2, stride=2)
    press(page, "ArrowDown", "F2")
    page.keyboard.type("classifier")
    press(page, "Enter", "ArrowDown", "ArrowDown")
    for width in (120, 84, 10):
        set_numbers(page, out_features=width)
        if width != 10:
            press(page, "ArrowDown", "ArrowDown")

    expect(page.locator("[title^='61,706']").first).to_be_visible(timeout=15_000)
    expect(page.get_by_text("Shapes agree")).to_be_visible()
    shapes = [pill.get_attribute("data-shape") for pill in page.locator(".pill[data-shape*=B]").all()]
    assert {"B×6×28×28", "B×6×14×14", "B×16×10×10", "B×16×5×5", "B×400", "B×120", "B×84", "B×10"} <= set(shapes)
    assert kinds(page) == _kinds(json.loads((ROOT / "gallery/lenet.json").read_text())["root"])


def _kinds(block: dict[str, Any]) -> list[str]:
    """The kinds below a block of a document, in reading order."""
    return [kind for child in block.get("children", []) for kind in (child["kind"], *_kinds(child))]
