"""The diagram in a browser: it selects and is marked, folds in place, answers keys, fills the window and is saved."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.app_server import ROOT
from tests.browsing import head, open_model, settled

pytestmark = pytest.mark.browser

WAIT = 20_000  # ms


def layer(kind: str, name: str, **args: int) -> dict[str, object]:
    return {"kind": kind, "name": name, "args": args}


def holder(kind: str, name: str, *children: object, **args: int) -> dict[str, object]:
    return {"kind": kind, "name": name, "args": args, "children": list(children)}


MODEL = {
    "format": "blockyard/1",
    "title": "Two stages",
    "inputs": [{"shape": ["B", 8]}],
    "root": holder(
        "Sequential", "",
        holder("Sequential", "first", layer("Linear", "wide", out_features=16), layer("Tanh", "bend")),
        holder("Sequential", "second", holder("Repeat", "rounds", layer("ReLU", "cut"), times=3)),
        layer("Sigmoid", "last"),
    ),
}  # fmt: skip


def open_diagram(page: Page) -> None:
    """Open the model with its diagram; all of it fits, so all of it is unfolded."""
    open_model(page, MODEL)
    page.get_by_role("tab", name="Diagram").click()
    expect(part(page, "cut")).to_be_visible(timeout=WAIT)


def part(page: Page, name: str) -> Locator:
    """What stands for a block in the picture."""
    return page.locator(f".window [role=treeitem][aria-label*='{name}' i]").first


def sign(page: Page, name: str) -> Locator:
    """The + or − of a block."""
    return part(page, name).locator(".sign")


def test_a_click_selects_and_a_selection_is_marked(page: Page) -> None:
    """A node that is clicked is selected on the canvas, and what is selected there is marked in the picture."""
    open_diagram(page)
    part(page, "bend").click()
    settled(page)
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_have_attribute("aria-selected", "true", timeout=WAIT)
    head(page.locator("[role=treeitem][data-kind=Sigmoid]")).click()
    settled(page)
    expect(part(page, "last")).to_have_attribute("aria-selected", "true", timeout=WAIT)
    expect(part(page, "bend")).to_have_attribute("aria-selected", "false")
    expect(page.locator(".caption")).to_contain_text("B×16 → B×16")


def test_folds_in_place(page: Page) -> None:
    """The sign folds and unfolds a container where it stands; folded, it is marked for a selected block inside it."""
    open_diagram(page)
    before = part(page, "first").bounding_box()
    sign(page, "first").click()
    expect(part(page, "first")).to_have_attribute("aria-expanded", "false", timeout=WAIT)
    expect(part(page, "bend")).to_have_count(0)
    after = part(page, "first").bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 30
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_be_visible()  # the canvas has folds of its own
    head(page.locator("[role=treeitem][data-kind=Tanh]")).click()
    settled(page)
    expect(part(page, "first")).to_have_class(re.compile("hides"), timeout=WAIT)
    expect(part(page, "first")).to_have_attribute("aria-label", re.compile("holds the selected block"))
    sign(page, "first").click()
    expect(part(page, "bend")).to_have_attribute("aria-selected", "true", timeout=WAIT)


def test_a_double_click_folds_and_a_depth_starts_anew(page: Page) -> None:
    """A double click does what the sign does; a chosen depth forgets what was folded by hand."""
    open_diagram(page)
    part(page, "rounds").locator("text").first.dblclick()
    expect(part(page, "rounds")).to_have_attribute("aria-expanded", "false", timeout=WAIT)
    page.get_by_label("Depth of the diagram").select_option("1 level")
    expect(part(page, "rounds")).to_have_count(0, timeout=WAIT)
    expect(part(page, "first")).to_have_attribute("aria-expanded", "false")
    page.get_by_label("Depth of the diagram").select_option("All levels")
    expect(part(page, "cut")).to_be_visible(timeout=WAIT)


def test_keys(page: Page) -> None:
    """Arrows go through the picture as through a tree, Enter selects, + and 0 zoom, and the focus stays."""
    open_diagram(page)
    part(page, "first").focus()
    page.keyboard.press("ArrowRight")
    expect(part(page, "wide")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(part(page, "bend")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_have_attribute("aria-selected", "true", timeout=WAIT)
    page.keyboard.press("ArrowLeft")
    expect(part(page, "first")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(part(page, "first")).to_have_attribute("aria-expanded", "false", timeout=WAIT)
    expect(part(page, "first")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(part(page, "first")).to_have_attribute("aria-expanded", "true", timeout=WAIT)
    page.keyboard.press("End")
    expect(part(page, "last")).to_be_focused()
    svg = page.locator(".window > svg")
    page.keyboard.press("0")
    whole = svg.get_attribute("viewBox")
    page.keyboard.press("+")
    assert svg.get_attribute("viewBox") != whole
    page.keyboard.press("0")
    assert svg.get_attribute("viewBox") == whole


def test_the_full_window(page: Page) -> None:
    """F gives the diagram the window, where it selects and folds as before, and Escape gives it back."""
    open_diagram(page)
    part(page, "first").focus()
    page.keyboard.press("f")
    dialog = page.get_by_role("dialog", name="Diagram")
    expect(dialog).to_be_visible()
    seen = page.locator(".window").bounding_box()
    assert seen and seen["width"] > 1400
    sign(page, "first").click()
    expect(part(page, "bend")).to_have_count(0, timeout=WAIT)
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(part(page, "first")).to_be_visible()
    expect(page.get_by_role("button", name="Full window (F)")).to_be_focused()


def test_saved_as_svg_png_and_dot(page: Page, tmp_path: Path) -> None:
    """Each button saves the whole picture, without what is on it for the page alone."""
    open_diagram(page)
    saved = {}
    for kind in ("SVG", "PNG", "DOT"):
        with page.expect_download() as download:
            page.get_by_role("button", name=re.compile(f"^Save as {kind}")).click()
        assert download.value.suggested_filename == f"two-stages.{kind.lower()}"
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        saved[kind] = path.read_bytes()
    assert saved["PNG"].startswith(b"\x89PNG")
    svg, dot = saved["SVG"].decode(), saved["DOT"].decode()
    assert "bend" in svg and not re.search("aria-|data-|tabindex|disc", svg)
    assert dot.startswith("digraph model {") and "bend" in dot


def test_pointing_at_a_node_says_what_it_is(page: Page) -> None:
    """Its shapes and numbers stand below the picture, and its arrows are lit."""
    open_diagram(page)
    part(page, "wide").hover()
    # 8 to 16 features: 8 * 16 weights and 16 biases
    expect(page.locator(".caption")).to_contain_text(f"B×8 → B×16 · {8 * 16 + 16} parameters")
    expect(page.locator(".edge.lit")).to_have_count(2)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768)])
def test_resnet_is_read_at_first_sight(page: Page, width: int, height: int) -> None:
    """The picture of ResNet-152 opens whole, and its smallest text is at least 10 pixels high."""
    page.set_viewport_size({"width": width, "height": height})
    page.get_by_role("tab", name="File").click()
    page.locator("input[type=file]").first.set_input_files(ROOT / "gallery" / "resnet152.json")
    expect(page.locator("[role=treeitem][data-kind=ResNet]")).to_be_visible(timeout=WAIT)
    page.get_by_role("tab", name="Diagram").click()
    expect(part(page, "layer4")).to_be_visible(timeout=WAIT)
    window, picture = page.locator(".window").bounding_box(), page.locator(".window g.graph").bounding_box()
    assert window and picture
    assert picture["y"] >= window["y"] and picture["x"] >= window["x"]
    assert picture["y"] + picture["height"] <= window["y"] + window["height"]
    assert picture["x"] + picture["width"] <= window["x"] + window["width"]
    scale = "text => parseFloat(text.getAttribute('font-size')) * text.getScreenCTM().a"
    assert min(text.evaluate(scale) for text in page.locator(".window text").all()) >= 10
