"""Code that was written elsewhere, pasted in a browser: it becomes the open model, and what stays Python is said."""

import pytest
from playwright.sync_api import Page, expect
from sources import source

from tests.browsing import cards, head, kinds, settled

pytestmark = pytest.mark.browser
NET = """class Halve(nn.Module):
    def forward(self, x):
        while x.abs().sum() > 1:
            x = x / 2
        return x

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(20, 8)
        self.halve = Halve()

    def forward(self, x):
        return self.halve(F.relu(self.first(x)))
"""


def test_pasted_code_becomes_blocks(page: Page) -> None:
    """Paste and press: the canvas has its blocks, the panel says that they give the same, and undo leads back."""
    page.get_by_role("tab", name="Code").click()
    page.get_by_role("radio", name="Your code").click()
    page.get_by_role("textbox", name="Python").fill(NET)
    page.get_by_role("button", name="Make blocks").click()
    expect(page.get_by_text("The blocks give what the module itself gives.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Halve stays Python")).to_be_visible()
    expect(cards(page)).to_have_count(3)
    assert kinds(page) == ["Linear", "ReLU", "Code"]
    expect(page.locator("[data-action=title]")).to_have_text("Net")
    page.locator("[data-action=undo]").click()
    settled(page)
    expect(page.locator("[data-action=title]")).to_have_text("Perceptron")


def test_a_mistake_is_told_with_its_line(page: Page) -> None:
    """Code that stops names the line; the open model stays, and so does what was typed."""
    page.get_by_role("tab", name="Code").click()
    page.get_by_role("radio", name="Your code").click()
    field = page.get_by_role("textbox", name="Python")
    field.fill(NET.replace("nn.Linear(20, 8)", "nn.Liner(20, 8)"))
    page.get_by_role("button", name="Make blocks").click()
    expect(page.get_by_role("alert").filter(has_text="stops in line 10")).to_be_visible(timeout=60_000)
    assert "nn.Liner" in field.input_value()
    expect(page.locator("[data-action=title]")).to_have_text("Perceptron")


def test_the_companion_cnn_is_repaired_by_two_clicks(page: Page) -> None:
    """Two wrong sizes: each is explained in the card that fails, and put right by a click there."""
    page.get_by_role("tab", name="Code").click()
    page.get_by_role("radio", name="Your code").click()
    page.get_by_role("textbox", name="Python").fill(source("cnn_wrong"))
    shape = page.get_by_role("textbox", name="Input", exact=True)
    shape.fill("2, 1, 28, 28")
    shape.press("Enter")
    page.get_by_role("button", name="Make blocks").click()
    expect(page.get_by_text("The module itself stops on such an input")).to_be_visible(timeout=60_000)
    for received, fix in (
        ("receives B×64×28×28: 64 in dimension 1.", "Set num_features = 64"),
        ("receives B×50176: 50176 in dimension 1.", "Set in_features = 50176"),
    ):
        expect(page.get_by_text(received).first).to_be_visible()
        settled(page)
        page.get_by_role("button", name=fix).first.click()
        expect(page.get_by_text(received)).to_have_count(0)
    expect(page.get_by_text("Shapes agree")).to_be_visible()


def test_code_and_canvas_point_at_each_other(page: Page) -> None:
    """Selecting a block lights its lines; a click on a line selects its block, and stays on the code."""
    page.get_by_role("tab", name="Code").click()
    expect(page.locator(".cm-line").first).to_be_visible()
    head(cards(page).nth(2)).click()
    lit = page.locator(".cm-line.lit")
    expect(lit).to_have_text(["        super().__init__(nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 10))"])
    page.locator(".cm-line", has_text="class Perceptron").click()
    expect(page.get_by_role("tab", name="Code")).to_have_attribute("aria-selected", "true")
    expect(lit.first).to_contain_text("class Perceptron")
