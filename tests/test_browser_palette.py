"""The palette's shelves and previews, searches, and adding where one points, in a real browser."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import cards, drag, head, kinds, open_build, palette, settled

pytestmark = pytest.mark.browser

PREVIEWS = json.loads((Path(__file__).parents[1] / "ui" / "canvas" / "previews.json").read_text(encoding="utf-8"))


def shelf(page: Page, title: str) -> list[str]:
    """The kinds on one of the palette's shelves."""
    return page.locator(".shelf", has_text=title).locator("[data-shelf] .kind").all_text_contents()


def preview(page: Page) -> Locator:
    """The card beside the palette."""
    return page.get_by_role("tooltip")


def beside(page: Page) -> None:
    """Take the pointer off the palette and the blocks."""
    page.mouse.move(900, 20)


# --- favourites and recent ones


def test_recent_kinds_stay_over_a_refresh(page: Page, address: str) -> None:
    """Whatever was added last, by any way, stands on the shelf, the newest first, and still does after a refresh."""
    expect(page.locator(".shelf")).to_have_count(0)
    drag(page, palette(page, "Dropout"), cards(page).nth(1), 0.9)
    head(cards(page).nth(0)).click()
    page.keyboard.press("Shift+R")
    settled(page)
    beside(page)
    expect(page.locator(".shelf [data-shelf]")).to_have_count(2)
    assert shelf(page, "Recent") == ["Residual", "Dropout"]
    open_build(page, address)
    expect(page.locator(".shelf [data-shelf]")).to_have_count(2)
    assert shelf(page, "Recent") == ["Residual", "Dropout"]


def test_a_favourite_is_made_by_its_star_and_by_its_key(page: Page) -> None:
    """The star and the key * both put a kind on the shelf of favourites; what is dragged from there is added."""
    palette(page, "ReLU").hover()
    page.get_by_label("Make ReLU a favourite (*)").click()
    page.keyboard.press("/")
    page.keyboard.type("tanh")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("*")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    beside(page)
    expect(page.locator(".shelf [data-shelf]")).to_have_count(2)
    assert shelf(page, "Favourites") == ["ReLU", "Tanh"]
    expect(palette(page, "Tanh")).to_have_attribute("aria-description", "a favourite")
    drag(page, page.locator("[data-shelf=Tanh]"), cards(page).nth(2), 0.9)
    assert kinds(page) == ["Linear", "ReLU", "Linear", "Tanh"]
    page.locator("[data-shelf=Tanh]").focus()
    page.keyboard.press("*")
    beside(page)
    head(cards(page).nth(0)).click()
    expect(page.locator(".shelf", has_text="Favourites").locator("[data-shelf]")).to_have_count(1)


def test_nothing_moves_under_the_pointer(page: Page) -> None:
    """Two double clicks at one place of the palette add the same kind twice; the recent ones, at the foot, push nothing."""
    box = palette(page, "Linear").bounding_box()
    assert box
    for _ in range(2):
        page.mouse.dblclick(box["x"] + 60, box["y"] + 15)
        settled(page)
    assert kinds(page) == ["Linear", "ReLU", "Linear", "Linear", "Linear"]
    assert palette(page, "Linear").bounding_box() == box
    beside(page)
    expect(page.locator("[data-shelf=Linear]")).to_be_visible()
    assert palette(page, "Linear").bounding_box() == box


@pytest.mark.parametrize("kept", ['{"v":1,"recent":[1],"favourites":[]}', "not json", '{"v":9}', '{"v":1,"recent":["Nothing"],"favourites":[]}'])  # fmt: skip
def test_a_damaged_shelf_is_an_empty_one(browser: Browser, address: str, kept: str) -> None:
    """What another version or a person wrote into the browser's storage does no harm."""
    context = browser.new_context()
    context.add_init_script(f"localStorage.setItem('blockyard/shelf', {json.dumps(kept)})")
    page = context.new_page()
    open_build(page, address)
    expect(palette(page, "Linear")).to_be_visible()
    expect(page.locator(".shelf")).to_have_count(0)
    context.close()


# --- previews


def test_a_rest_on_an_entry_shows_what_it_does(page: Page) -> None:
    """The card has PyTorch's shapes and count; it follows the pointer, and Escape closes it."""
    palette(page, "Conv2d").hover()
    expect(preview(page)).to_contain_text("Conv2d")
    for text in (*PREVIEWS["Conv2d"]["takes"], *PREVIEWS["Conv2d"]["gives"], "1,184 parameters", "k kernel_size"):
        expect(preview(page)).to_contain_text(text)
    expect(palette(page, "Conv2d")).to_have_attribute("aria-describedby", "palette-preview")
    palette(page, "Conv1d").hover()
    expect(preview(page)).to_contain_text(PREVIEWS["Conv1d"]["gives"][0])
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    palette(page, "Residual").hover()
    expect(preview(page).locator(".structure")).to_be_visible()
    beside(page)
    expect(preview(page)).to_have_count(0)


def test_the_keyboard_gets_the_same_card(page: Page) -> None:
    """It opens at the entry with the focus, Escape closes it and leaves the focus there."""
    page.keyboard.press("/")
    page.keyboard.type("gelu")
    page.keyboard.press("ArrowDown")
    expect(preview(page).locator(".curve")).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    expect(palette(page, "GELU")).to_be_focused()


def test_no_card_stands_in_the_way_of_a_drag(page: Page) -> None:
    """Pressing an entry puts its card away."""
    palette(page, "Linear").hover()
    expect(preview(page)).to_be_visible()
    page.mouse.down()
    expect(preview(page)).to_have_count(0)
    page.mouse.move(600, 400, steps=4)
    expect(page.locator(".ghost")).to_be_visible()
    expect(preview(page)).to_have_count(0)
    page.keyboard.press("Escape")
    page.mouse.up()


def test_without_its_numbers_a_card_still_says_its_sentence(page: Page) -> None:
    """Where the server does not answer, the doc stands alone."""
    page.route("**/assets/previews-*", lambda route: route.abort())
    palette(page, "Conv2d").hover()
    expect(preview(page)).to_contain_text("Applies a 2D convolution")
    expect(preview(page).locator(".sample")).to_have_count(0)


# --- searching

FOUND = {
    "c2d": "Conv2d", "bn": "BatchNorm2d", "bn1": "BatchNorm1d", "ln": "LayerNorm", "aap": "AdaptiveAvgPool2d",
    "conv": "Conv2d", "linear": "Linear", "dropout2": "Dropout2d", "mp2d": "MaxPool2d", "tel": "TransformerEncoderLayer",
    "norm": "Norm", "attention": "ScaledDotProductAttention",
}  # fmt: skip


def test_initials_find_in_the_palette_and_in_the_finder(page: Page) -> None:
    """Both rank alike: the name itself, its beginning, initials, what has it in its name, what mentions it."""
    for typed, kind in FOUND.items():
        page.locator("[data-action=search]").fill(typed)
        expect(page.locator(".brick.first")).to_have_attribute("data-palette", kind)
        page.keyboard.press("Control+k")
        page.get_by_role("combobox", name="Find anything").fill(typed)
        expect(page.get_by_role("option").filter(has_text="Add").first).to_contain_text(kind)
        page.keyboard.press("Escape")
    page.locator("[data-action=search]").fill("zzz")
    expect(page.locator(".brick:visible")).to_have_count(0)


def test_the_finder_begins_with_what_was_used_last(page: Page) -> None:
    """On an empty field the recent kinds stand first."""
    page.keyboard.press("Control+k")
    page.keyboard.type("groupnorm")
    page.keyboard.press("Enter")
    settled(page)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_contain_text("Add GroupNorm")


def test_the_finder_opens_a_model_and_turns_to_a_page(page: Page) -> None:
    """A model of the Gallery opens as one named step of undo; the app's own pages are found too."""
    page.keyboard.press("Control+k")
    page.keyboard.type("open resnet-18")
    expect(page.get_by_role("option").first).to_contain_text("Open ResNet-18")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.locator("[data-action=undo]")).to_have_attribute("aria-label", "Undo Open ResNet-18")
    page.keyboard.press("Control+k")
    page.keyboard.type("turn to run")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/run$"))


# --- adding where one points


def test_the_plus_on_a_wire_adds_there(page: Page) -> None:
    """Beside the shape below a block a plus appears, and the finder puts what is chosen there."""
    cards(page).nth(0).locator(".wire").first.hover()
    plus = page.get_by_label("Add a layer after Linear", exact=True)
    plus.click()
    expect(page.get_by_role("dialog", name="Add after Linear")).to_be_visible()
    page.keyboard.type("bn1")
    page.keyboard.press("Enter")
    settled(page)
    assert kinds(page) == ["Linear", "BatchNorm1d", "ReLU", "Linear"]
    page.locator(".lead").hover()
    page.get_by_label("Add a layer before Linear", exact=True).click()
    page.keyboard.type("dropout")
    page.keyboard.press("Enter")
    settled(page)
    assert kinds(page)[0] == "Dropout"
    beside(page)
    expect(page.locator(".insert")).to_have_count(0)


def test_a_double_click_between_blocks_adds_there(page: Page) -> None:
    """A line shows the place while the finder is open; Escape takes both away and nothing is added."""
    second = cards(page).nth(1).bounding_box()
    assert second
    at = (second["x"] - 40, second["y"] + 4)
    page.mouse.dblclick(*at)
    expect(page.get_by_role("dialog", name="Add after Linear")).to_be_visible()
    expect(page.locator(".landing")).to_have_count(1)  # a line without height
    page.keyboard.press("Escape")
    expect(page.locator(".landing")).to_have_count(0)
    page.mouse.dblclick(*at)
    page.keyboard.type("tanh")
    page.keyboard.press("Enter")
    settled(page)
    assert kinds(page) == ["Linear", "Tanh", "ReLU", "Linear"]


# --- the menu of a block


def test_the_menu_of_a_block_lists_its_actions_with_their_keys(page: Page) -> None:
    """A right click opens it where the pointer is, for the block under it; what does not fit is not offered."""
    head(cards(page).nth(0)).click(button="right")
    menu = page.get_by_role("menu", name="Linear")
    expect(menu).to_be_visible()
    expect(menu.get_by_role("menuitem", name="Duplicate")).to_contain_text("d")
    expect(menu.get_by_role("menuitem", name="Move up")).to_have_count(0)
    expect(menu.get_by_role("menuitem", name="Unwrap")).to_have_count(0)
    menu.get_by_role("menuitem", name="Move down").click()
    settled(page)
    assert kinds(page) == ["ReLU", "Linear", "Linear"]
    expect(page.locator("[role=treeitem]:focus")).to_have_attribute("data-kind", "Linear")


def test_the_menu_copies_and_pastes(page: Page) -> None:
    """Where the browser hands its clipboard out, Paste puts the copied block after the other; else it says the key."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _choose(page, 1, "Copy")
    expect(page.locator(".toast")).to_contain_text("Copied ReLU")
    _choose(page, 2, "Paste after it")
    expect(cards(page)).to_have_count(4)
    settled(page)
    assert kinds(page) == ["Linear", "ReLU", "Linear", "ReLU"]
    page.context.clear_permissions()
    _choose(page, 2, "Paste after it")
    settled(page)  # the answer to another edit takes nothing back that the person has to read
    expect(page.locator(".toast.error")).to_contain_text("Ctrl+V")
    assert len(kinds(page)) == 4


def _choose(page: Page, nth: int, title: str) -> None:
    head(cards(page).nth(nth)).click(button="right")
    page.get_by_role("menuitem", name=title).click()


@pytest.mark.parametrize("key", ["Shift+F10", "ContextMenu"])
def test_the_menu_opens_by_key(page: Page, key: str) -> None:
    """The keys that open menus everywhere open it; Escape closes it and the block has the focus again."""
    head(cards(page).nth(1)).click()
    page.keyboard.press(key)
    expect(page.get_by_role("menu", name="ReLU").get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(page.locator("[role=treeitem]:focus")).to_have_attribute("data-kind", "ReLU")


def test_the_menu_is_about_all_that_is_marked(page: Page) -> None:
    """On a marked row the menu counts it, and what is chosen is done to all of it."""
    head(cards(page).nth(0)).click()
    page.keyboard.press("Shift+ArrowDown")
    head(cards(page).nth(0)).click(button="right")
    menu = page.get_by_role("menu", name="2 blocks")
    menu.get_by_role("menuitem", name="Remove").click()
    settled(page)
    assert kinds(page) == ["Linear"]
