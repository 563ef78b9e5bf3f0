"""The panel that trains, in a browser: it moves while it trains, in place; it stops, stays, and goes on."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SLOW = 90_000  # milliseconds


def test_train_stop_and_go_on(page: Page) -> None:
    """The perceptron does not fit and is told what does; the Toy MLP learns the moons while its charts stay the same
    elements; stopped, what it learned stays, and goes on."""
    page.get_by_role("link", name="Run").first.click()
    page.get_by_text("Train", exact=True).first.click()
    expect(page.get_by_text("does not take these: it takes B×20")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Make the model's input B×64").click()
    expect(page.get_by_text("does not take these")).to_have_count(0, timeout=SLOW)
    page.get_by_role("combobox", name="Learn from").click()
    page.get_by_role("option", name="Two moons").click()
    page.get_by_role("button", name="Open the Toy MLP").click(timeout=SLOW)
    page.get_by_role("spinbutton", name="Seconds").fill("60")
    page.get_by_role("spinbutton", name="Seconds").press("Enter")
    drawn = page.locator(".js-plotly-plot")
    expect(drawn).to_have_count(3, timeout=SLOW)
    page.get_by_role("button", name="Train", exact=True).click()
    said = page.get_by_text(re.compile(r"Training · step [1-9]"))
    expect(said).to_be_visible(timeout=SLOW)
    drawn.evaluate_all("all => all.forEach(each => { each.dataset.first = 'yes' })")
    before = said.inner_text()
    expect(page.get_by_text(before, exact=True)).to_have_count(0, timeout=SLOW)
    expect(page.locator(".js-plotly-plot[data-first=yes]")).to_have_count(3)
    page.get_by_role("button", name="Stop").click()
    stopped = page.get_by_text(re.compile(r"Stopped · step [1-9]"))
    expect(stopped).to_be_visible(timeout=SLOW)
    words = stopped.inner_text()
    page.get_by_role("link", name="Gallery").first.click()
    page.get_by_role("link", name="Run").first.click()
    page.get_by_text("Train", exact=True).first.click()
    expect(page.get_by_text(words)).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Go on for").click()
    expect(said).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Stop").click()
    expect(stopped).to_be_visible(timeout=SLOW)
    assert stopped.inner_text() != words
