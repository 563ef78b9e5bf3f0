"""What a run is fed, in a browser: a drawing and a file, which are still there after the Build page."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.app_server import ROOT
from tests.browsing import open_model

pytestmark = pytest.mark.browser


@pytest.fixture
def run(page: Page) -> Page:
    """The Run page with LeNet."""
    lenet: dict[str, Any] = json.loads((ROOT / "gallery/lenet.json").read_text())
    open_model(page, lenet)
    to(page, "Run")
    return page


def to(page: Page, name: str) -> None:
    """Go to a page."""
    page.get_by_role("link", name=name).first.click()
    shown = page.get_by_role("button", name="Run forward") if name == "Run" else page.locator("[data-action=title]")
    expect(shown).to_be_visible(timeout=30_000)


def choose(page: Page, source: str) -> None:
    """Choose what is fed; the list shows what is typed."""
    page.get_by_label("Input", exact=True).first.click()
    page.keyboard.type(source)
    page.get_by_role("option", name=source, exact=True).click()


def white(page: Page) -> int:
    """How many pixels of the square are drawn."""
    count = page.locator("canvas[role=application]").evaluate(
        "square => square.getContext('2d').getImageData(0, 0, 280, 280).data.filter((v, at) => at % 4 === 0 && v > 127).length"
    )
    return int(count)


def test_a_drawing_is_fed_and_kept(run: Page) -> None:
    """A stroke of the pointer and one of the keys; both are there after the Build page; Clear takes them away."""
    choose(run, "Draw a picture")
    button = run.get_by_role("button", name="Run forward")
    expect(button).to_be_disabled(timeout=20_000)
    square = run.locator("canvas[role=application]")
    square.scroll_into_view_if_needed()
    box = square.bounding_box()
    assert box
    run.mouse.move(box["x"] + 60, box["y"] + 40)
    run.mouse.down()
    run.mouse.move(box["x"] + 60, box["y"] + 200, steps=5)
    run.mouse.up()
    expect(run.get_by_text("280×280 → 28×28, grey, values 0 to 1")).to_be_visible(timeout=20_000)
    stroke = white(run)
    assert stroke > 160 * 15  # its length by most of its width
    run.keyboard.down(" ")
    for _ in range(10):
        run.keyboard.press("ArrowRight")
    run.keyboard.up(" ")
    both = white(run)
    assert both > stroke + 80 * 15  # ten steps of ten pixels, of which some were white already
    expect(button).to_be_enabled(timeout=20_000)
    run.wait_for_timeout(1000)
    to(run, "Build")
    to(run, "Run")
    expect(run.get_by_text("280×280 → 28×28")).to_be_visible(timeout=20_000)
    assert white(run) == both
    run.get_by_role("button", name="Clear").click()
    expect(run.get_by_text("Draw in the square")).to_be_visible(timeout=20_000)
    assert white(run) == 0


def test_an_uploaded_picture_is_kept(run: Page) -> None:
    """The uploader is empty after the Build page; what was uploaded is fed all the same, and told."""
    choose(run, "Upload a picture")
    run.locator("input[type=file]").first.set_input_files(str(ROOT / "gallery/pictures/cat.png"))
    told = run.get_by_text("cat.png: 256×256 → 28×28, grey, values 0 to 1.")
    expect(told).to_be_visible(timeout=20_000)
    to(run, "Build")
    to(run, "Run")
    expect(told).to_be_visible(timeout=20_000)
    run.get_by_role("button", name="Run forward").click()
    expect(run.get_by_text("for the forward pass")).to_be_visible(timeout=60_000)
