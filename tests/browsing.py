"""The real app in a real browser: fixtures for the tests that need one, and what a person does on the Build page."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.app_server import FLAGS, chromium, running_app

SLOWEST = 20_000  # milliseconds: how long a busy machine may take for what is usually there at once

# A definition with one parameter, which is the width of what it gives.
STEP: dict[str, Any] = {
    "name": "Step",
    "hue": 142,
    "parameters": {"width": 16},
    "body": {
        "kind": "Sequential",
        "children": [{"kind": "Linear", "args": {"out_features": {"rule": "width"}}}, {"kind": "ReLU"}],
    },
}


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The app, running."""
    path = chromium()
    assert path
    with running_app() as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    expect.set_options(timeout=SLOWEST)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of one person, as large as a laptop."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        yield context


@pytest.fixture
def page(desk: BrowserContext, address: str) -> Iterator[Page]:
    """The Build page at a first visit, with the perceptron on the canvas."""
    found = first_visit(desk, address)
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    open_build(found, address)
    yield found
    found.close()
    assert not faults


def first_visit(context: BrowserContext, address: str) -> Page:
    """A page that remembers nothing of the tests before. The browser has fetched and compiled the app by then, which a
    context for each test would do anew: half of the time that a page takes to open."""
    for other in context.pages:
        other.close()
    context.clear_permissions()
    found = context.new_page()
    found.goto(f"{address}/_stcore/health")  # of the same origin, and nothing runs in it
    found.evaluate("localStorage.clear()")
    return found


def open_build(page: Page, address: str) -> None:
    """Go to the Build page and wait for its first block."""
    page.goto(address)
    expect(cards(page).first).to_be_visible(timeout=60_000)


def cards(page: Page) -> Locator:
    """The blocks on the canvas, in the order in which they are drawn."""
    return page.locator("[role=treeitem][data-kind]")


def kinds(page: Page) -> list[str]:
    """The kinds of these blocks."""
    return [str(card.get_attribute("data-kind")) for card in cards(page).all()]


def settled(page: Page) -> None:
    """Wait until Python has answered everything that was sent."""
    expect(page.locator("[data-pending]").first).to_have_attribute("data-pending", "0", timeout=20_000)


def head(card: Locator) -> Locator:
    """A card's own line, without what is inside it."""
    return card.locator(".head").first


def drag(page: Page, source: Locator, target: Locator, at: float) -> None:
    """Drag a block's or palette item's line to a height within the target: 0 its top edge, 1 its bottom."""
    source.scroll_into_view_if_needed()
    start, end = source.bounding_box(), target.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] / 2)
    page.mouse.down()
    x, y = end["x"] + min(120.0, end["width"] / 2), end["y"] + end["height"] * at
    page.mouse.move(x, y - 12, steps=6)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    settled(page)


def palette(page: Page, kind: str) -> Locator:
    """A kind in the palette."""
    return page.locator(f"[data-palette={kind}]")


def open_model(page: Page, model: dict[str, Any]) -> None:
    """Open a document through the File panel."""
    page.get_by_role("tab", name="File").click()
    given = json.dumps(model).encode()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "model.json", "mimeType": "application/json", "buffer": given}
    )
    expect(page.locator("[data-action=title]")).to_have_text(model.get("title") or "Untitled", timeout=20_000)
    last = model["root"]["children"][-1]["kind"]
    expect(page.locator(f"[role=treeitem][data-kind={last}]").first).to_be_visible()
    # Selecting a block turns to this panel: turned to later, it would take the focus from the canvas.
    page.get_by_role("tab", name="Inspect").click()
