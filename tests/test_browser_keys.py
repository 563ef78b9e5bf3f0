"""Keys and the command palette, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import cards, head, kinds, settled

pytestmark = pytest.mark.browser


def test_the_command_palette_adds_a_layer_from_a_field_of_the_form(page: Page) -> None:
    """Ctrl+K works also where somebody types; the first find is the kind whose name begins so."""
    head(cards(page).nth(1)).click()
    page.get_by_label("name", exact=True).click()
    page.keyboard.press("Control+k")
    page.keyboard.type("dropout")
    page.keyboard.press("Enter")
    settled(page)
    assert kinds(page)[:3] == ["Linear", "ReLU", "Dropout"]


def test_the_command_palette_acts_on_the_block_with_the_focus(page: Page) -> None:
    """It says which block an action is about, and gives the focus back."""
    head(cards(page).nth(1)).click()
    page.keyboard.press("Control+k")
    page.keyboard.type("wrap residual")
    expect(page.get_by_role("option").first).to_contain_text("ReLU")
    page.keyboard.press("Enter")
    settled(page)
    assert kinds(page)[1] == "Residual"
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.locator("[role=treeitem]:focus")).to_have_count(1)


@pytest.mark.parametrize(
    ("key", "kind"), [("R", "Residual"), ("X", "Repeat"), ("P", "Parallel"), ("S", "Sequential"), ("G", "Graph")]
)
def test_one_key_wraps_what_is_marked(page: Page, key: str, kind: str) -> None:
    """A capital letter puts its structure around the marked row, as one step of undo that is named."""
    head(cards(page).nth(0)).click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press(f"Shift+{key}")
    settled(page)
    assert kinds(page)[0] == kind and kinds(page)[-1] == "Linear"
    expect(page.locator("[data-action=undo]")).to_have_attribute("aria-label", f"Undo Wrap 2 blocks in {kind}")
    page.keyboard.press("Control+z")
    settled(page)
    assert kinds(page) == ["Linear", "ReLU", "Linear"]
