"""The Run page in a browser: a pass forward and back, its X-ray, what is wrong in words, and a look into any block."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import open_model

pytestmark = pytest.mark.browser

DEEP = {
    "format": "blockyard/1",
    "title": "Deep",
    "inputs": [{"shape": [16, 32]}],
    "root": {
        "kind": "Sequential",
        "children": [
            {"kind": kind, "args": {"out_features": 32} if kind == "Linear" else {}}
            for _ in range(8)
            for kind in ("Linear", "Sigmoid")
        ],
    },
}


@pytest.fixture
def run(page: Page) -> Page:
    """The Run page with a deep model of Sigmoids."""
    open_model(page, DEEP)
    page.get_by_role("link", name="Run").first.click()
    expect(page.get_by_role("button", name="Run forward")).to_be_enabled(timeout=30_000)
    return page


def test_a_pass_back_names_what_vanishes(run: Page) -> None:
    """The cost is said before; the sentence names the block, and the X-ray has a column for the gradient."""
    run.get_by_text("And back: gradients").click()
    expect(run.get_by_text("weights and their gradients")).to_be_visible(timeout=20_000)
    run.get_by_role("button", name="Run forward and back").click()
    alert = run.get_by_role("alert").filter(has_text="The gradient vanishes")
    expect(alert).to_be_visible(timeout=60_000)
    expect(alert).to_contain_text("of 1 at the output")
    expect(run.get_by_text("reaches this input")).to_be_visible()
    expect(run.locator(".js-plotly-plot").filter(has_text="of its weights")).to_be_visible()


ATTENTIVE = {
    "format": "blockyard/1",
    "title": "Attentive",
    "inputs": [{"shape": [2, 5, 8]}],
    "root": {
        "kind": "Sequential",
        "children": [{"kind": "MultiheadAttention", "name": "look", "args": {"num_heads": 4, "batch_first": True}}],
    },
}


def test_attention_is_seen_by_its_heads(page: Page) -> None:
    """The weights of an attention are drawn head by head, then those of one, with queries down and keys across."""
    open_model(page, ATTENTIVE)
    page.get_by_role("link", name="Run").first.click()
    page.get_by_role("button", name="Run forward").click()
    page.get_by_label("Output of").click(timeout=60_000)
    page.get_by_role("option", name="look").click()
    page.get_by_label("Output", exact=True).click(timeout=30_000)
    page.get_by_role("option", name="attention weights").click()
    drawn = page.locator(".js-plotly-plot").filter(has_text="Output: 2 × 4 × 5 × 5")
    expect(drawn.locator(".hm")).to_have_count(4, timeout=30_000)
    page.get_by_role("radio", name="One head").or_(page.get_by_role("button", name="One head")).first.click()
    expect(drawn.locator(".hm")).to_have_count(1, timeout=30_000)
    expect(drawn.get_by_text("query")).to_be_visible()
    expect(drawn.get_by_text("key")).to_be_visible()


def test_a_block_can_be_looked_into(run: Page) -> None:
    """The output of a block in the middle takes the place of the model's, and goes again."""
    run.get_by_role("button", name="Run forward").click()
    chosen = run.get_by_label("Output of")
    expect(chosen).to_be_visible(timeout=60_000)
    chosen.click()
    run.get_by_role("option", name="3", exact=True).click()
    expect(run.get_by_text("Output of 3", exact=False).last).to_be_visible(timeout=30_000)
    chosen.click()
    run.get_by_role("option", name="the whole model").click()
    expect(run.get_by_text("Output of 3")).to_have_count(0, timeout=30_000)


def test_a_pass_can_be_walked_through(run: Page) -> None:
    """Each step shows what goes in and what comes out, by button and by arrow key, and the five duties of its block."""
    run.get_by_role("button", name="Run forward").click()
    run.get_by_role("tab", name="Step by step").click(timeout=60_000)
    expect(run.get_by_text("Goes in")).to_be_visible(timeout=30_000)
    expect(run.get_by_text("0 · Linear")).to_be_visible()
    expect(run.get_by_text("Keeps 1,056 parameters.")).to_be_visible()  # 32 × 32 weights and 32 biases
    run.get_by_role("button", name="Next", exact=True).click()
    expect(run.get_by_text("1 · Sigmoid")).to_be_visible(timeout=20_000)
    expect(run.get_by_text("Keeps no parameters.")).to_be_visible()
    run.get_by_role("slider", name="Step of 16").focus()
    run.keyboard.press("ArrowRight")
    expect(run.get_by_text("2 · Linear")).to_be_visible(timeout=20_000)


def test_the_same_run_elsewhere(run: Page) -> None:
    """In half of the bits: both times side by side, and how far the output is from the first."""
    run.get_by_role("button", name="Run forward").click()
    run.get_by_role("tab", name="Time", exact=True).click(timeout=60_000)
    expect(run.locator(".js-plotly-plot").filter(has_text="the whole pass")).to_be_visible(timeout=20_000)
    expect(run.get_by_text("as PyTorch's allocator counts")).to_be_visible()
    run.get_by_role("tab", name="Elsewhere").click()
    run.get_by_role("button", name="Run it there").click()
    expect(run.get_by_role("columnheader", name="cpu, bfloat16")).to_be_visible(timeout=60_000)
    expect(run.get_by_text("The output differs by")).to_be_visible()
