"""What only a browser shows: drags, keys, a fix clicked, a run, a reload, in the real app."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app_server import running_app
from tests.browsing import cards, drag, head, kinds, open_build, open_model, palette, settled

pytestmark = pytest.mark.browser


def test_title_and_first_model(page: Page) -> None:
    """The page has its title, and the perceptron's three blocks with their shapes."""
    assert page.title() == "Build · Blockyard"
    assert kinds(page) == ["Linear", "ReLU", "Linear"]
    expect(page.get_by_text("Shapes agree")).to_be_visible()


def test_drag_from_the_palette(page: Page) -> None:
    """A layer dragged between two blocks lands there, with its shape."""
    drag(page, palette(page, "Identity"), head(cards(page).nth(2)), -0.2)
    expect(cards(page)).to_have_count(4)
    assert kinds(page) == ["Linear", "ReLU", "Identity", "Linear"]


def test_drag_to_nest_and_out_again(page: Page) -> None:
    """A block dragged into a Residual is in its body; dragged above it, it is out again."""
    drag(page, palette(page, "Residual"), head(cards(page).nth(2)), -0.2)
    expect(page.locator("[data-kind=Residual]")).to_have_count(1)
    drag(page, head(cards(page).nth(1)), page.locator("[data-kind=Residual]"), 0.6)
    expect(page.locator("[data-kind=Residual] [data-kind=ReLU]")).to_have_count(1)
    drag(page, head(page.locator("[data-kind=ReLU]")), head(cards(page).nth(0)), -0.3)
    expect(page.locator("[data-kind=Residual] [data-kind=ReLU]")).to_have_count(0)
    assert kinds(page)[0] == "ReLU"


def test_reorder_by_keyboard(page: Page) -> None:
    """Alt and an arrow move the focused block, and the focus stays with it."""
    head(cards(page).nth(1)).click()
    settled(page)
    page.keyboard.press("Alt+ArrowUp")
    settled(page)
    expect(cards(page).nth(0)).to_have_attribute("data-kind", "ReLU")
    page.keyboard.press("Control+z")
    settled(page)
    expect(cards(page).nth(0)).to_have_attribute("data-kind", "Linear")


def test_build_by_keyboard_alone(page: Page) -> None:
    """Search and Enter add a layer; Delete takes it away."""
    head(cards(page).nth(0)).click()
    page.keyboard.press("/")
    page.keyboard.type("dropout")
    page.keyboard.press("Enter")
    settled(page)
    expect(cards(page).nth(1)).to_have_attribute("data-kind", "Dropout")
    page.keyboard.press("Escape")
    head(cards(page).nth(1)).click()
    page.keyboard.press("Delete")
    settled(page)
    expect(cards(page)).to_have_count(3)


def test_one_click_fix(page: Page) -> None:
    """A size typed wrong is marked at its block, and one click mends it."""
    head(cards(page).nth(2)).click()
    field = page.get_by_role("spinbutton", name="in_features")
    field.fill("100")
    field.press("Enter")
    expect(page.get_by_text("1 problem")).to_be_visible(timeout=15_000)
    page.locator("[data-fix='0']").click()
    expect(page.get_by_text("Shapes agree")).to_be_visible(timeout=15_000)


def test_typed_number_changes_the_shapes(page: Page) -> None:
    """A number typed in the inspector changes every shape downstream."""
    head(cards(page).nth(0)).click()
    field = page.get_by_role("spinbutton", name="out_features")
    field.fill("64")
    field.press("Enter")
    expect(page.locator("[data-shape='B×64']").first).to_be_visible(timeout=15_000)


def test_forty_edits_at_once(page: Page) -> None:
    """Forty layers added as fast as keys go are forty layers, each once."""
    palette(page, "Identity").focus()
    for _ in range(40):
        page.keyboard.press("Enter")
    settled(page)
    expect(page.locator("[data-kind=Identity]")).to_have_count(40)


def test_diagram_click_selects(page: Page) -> None:
    """A click on a node of the diagram selects its block on the canvas."""
    page.get_by_role("tab", name="Diagram").click()
    node = page.locator("svg [id^=b]").filter(has_text="ReLU").last
    expect(node).to_be_visible(timeout=20_000)
    node.click()
    expect(page.locator("[data-kind=ReLU]")).to_have_attribute("aria-selected", "true", timeout=15_000)


def test_run_on_a_device(page: Page) -> None:
    """Run forward shows the output and a row for each block."""
    page.get_by_role("link", name="Run").first.click()
    page.get_by_role("button", name="Run forward").click()
    expect(page.get_by_text("for the forward pass on cpu")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("2×10").first).to_be_visible()


def test_gallery_opens_resnet(page: Page) -> None:
    """A card of the gallery opens on the canvas, with its published number of parameters."""
    page.get_by_role("link", name="Gallery").first.click()
    page.get_by_role("radio", name="Classic networks").click()
    page.locator(".st-key-open-resnet152 button").click(timeout=60_000)
    expect(page.locator("[title^='60,192,808']").first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("name", ["run", "gallery", "build"])
def test_deep_link_on_a_fresh_server(browser: Browser, name: str) -> None:
    """The first session of a server may start on any page."""
    with running_app() as address:
        page = browser.new_page()
        page.goto(f"{address}/{name}")
        expect(page.get_by_role("link", name="Gallery").first).to_be_visible(timeout=60_000)
        expect(page).to_have_title(re.compile("Blockyard"), timeout=60_000)
        assert page.get_by_text("Page not found").count() == 0
        page.close()


def test_names_are_never_markup(page: Page) -> None:
    """A title full of HTML is drawn as the letters it has."""
    page.locator("[data-action=title]").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_text("<img src=x onerror=alert(1)>").first).to_be_visible()
    images: Any = page.locator("img[src='x']")
    assert images.count() == 0


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768)])
def test_nothing_is_cut_off(browser: Browser, address: str, width: int, height: int) -> None:
    """The page itself never scrolls, and no card is wider than the canvas."""
    page = browser.new_page(viewport={"width": width, "height": height})
    open_build(page, address)
    page.wait_for_timeout(500)
    over = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight - window.innerHeight")
    assert over <= 0
    page.close()


def test_title_ends_with_enter(page: Page) -> None:
    """Enter keeps the new title and closes its field."""
    page.locator("[data-action=title]").click()
    page.keyboard.type("Mine")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_role("textbox", name="Title of the model")).to_have_count(0)
    expect(page.locator("[data-action=title]")).to_have_text("Mine")


def test_selecting_in_the_diagram_unfolds(page: Page) -> None:
    """A block that is folded away on the canvas is brought to sight when the diagram selects it."""
    drag(page, palette(page, "Residual"), head(cards(page).nth(2)), -0.2)
    drag(page, palette(page, "Tanh"), page.locator("[data-kind=Residual]"), 0.6)
    expect(page.locator("[data-kind=Tanh]")).to_have_count(1)
    page.get_by_role("tab", name="Diagram").click()
    page.locator("[data-action=fold-all]").click()
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_have_count(0, timeout=15_000)
    page.get_by_label("Depth of the diagram").select_option("3 levels")
    node = page.locator("svg [id^=b]").filter(has_text="Tanh").last
    expect(node).to_be_visible(timeout=20_000)
    node.click()
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_have_attribute("aria-selected", "true", timeout=15_000)


def test_cost_click_selects(page: Page) -> None:
    """A click on a part of the parameter map selects its block, and the whole map stays in sight."""
    page.get_by_role("tab", name="Cost").click()
    slices = page.locator(".js-plotly-plot .slice")
    expect(slices).to_have_count(3, timeout=20_000)  # the model and its two layers with parameters
    slices.nth(1).click()
    expect(cards(page).nth(0)).to_have_attribute("aria-selected", "true", timeout=15_000)
    expect(slices).to_have_count(3)


def test_saved_model_opens_and_a_bad_file_changes_nothing(page: Page) -> None:
    """A file chosen in the File panel is opened; one that is no model is refused with a word."""
    chooser = page.locator("input[type=file]").first
    page.get_by_role("tab", name="File").click()
    model = b'{"format": "blockyard/1", "inputs": [{"shape": [2, 8]}], "root": {"kind": "Sequential", "children": [{"kind": "Tanh"}]}}'
    chooser.set_input_files({"name": "tanh.json", "mimeType": "application/json", "buffer": model})
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_have_count(1, timeout=15_000)
    chooser.set_input_files({"name": "page.json", "mimeType": "application/json", "buffer": b"<html>"})
    expect(page.get_by_text("The file looks like HTML or XML").first).to_be_visible(timeout=15_000)
    assert kinds(page) == ["Tanh"]


def test_a_caution_is_no_problem(page: Page) -> None:
    """A BatchNorm that sees one value for each feature works, and says what will go wrong in training."""
    norm = {"kind": "BatchNorm1d"}
    open_model(
        page,
        {
            "format": "blockyard/1",
            "batch": 1,
            "inputs": [{"shape": ["B", 8]}],
            "root": {"kind": "Sequential", "children": [norm]},
        },
    )
    expect(page.locator("[data-action=status]")).to_have_text("1 caution")
    note = page.locator("[data-kind=BatchNorm1d] .caution")
    expect(note).to_contain_text("one value for each of its 8 features")
    expect(note).to_have_attribute("title", re.compile("larger batch"))
    expect(page.locator("[data-kind=BatchNorm1d] .problem")).to_have_count(0)
