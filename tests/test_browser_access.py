"""Whether everybody can see and name what is on the pages: axe on each of them, contrasts, and a system's own colours."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from blocks.kinds import Kinds
from tests.accessing import CONTRASTS, at_rest, faults
from tests.browsing import STEP, cards, first_visit, head, open_build, open_model, settled
from ui.chapters import CHAPTERS

pytestmark = pytest.mark.browser

HALVER = """class Halver(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(8, 8)

    def forward(self, x):
        for _ in range(2):
            x = self.linear(x)
        return x
"""


def linear(name: str, **args: Any) -> dict[str, Any]:
    """A Linear layer of 8 features."""
    return {"kind": "Linear", "name": name, "args": {"out_features": 8, **args}}


# A Graph of two inputs with everything that a card can show: instances, labels, wires, branches, rounds, code that
# waits to be allowed, a problem.
EVERYTHING: dict[str, Any] = {
    "format": "blockyard/1",
    "title": "Everything",
    "batch": 1,
    "inputs": [{"shape": ["B", 8], "name": "x"}, {"shape": ["B", 8], "name": "memory"}],
    "definitions": [STEP],
    "root": {
        "kind": "Graph",
        "children": [
            {"kind": "Step", "name": "step", "args": {"width": 8}},
            linear("tower") | {"shared": "tower"},
            {"kind": "Reuse", "name": "again", "args": {"of": "tower"}},
            {"kind": "Add", "name": "add", "inputs": ["step", "memory"]},
            {
                "kind": "Residual",
                "name": "residual",
                "children": [
                    {"kind": "Sequential", "name": "body", "children": [linear("inner")]},
                    {"kind": "Sequential", "name": "shortcut", "children": []},
                ],
            },
            {"kind": "Repeat", "name": "rounds", "args": {"times": 3}, "children": [linear("round")]},
            {
                "kind": "Parallel",
                "name": "lanes",
                "args": {"merge": "add"},
                "children": [{"kind": "Sequential", "children": [linear("lane")]}, {"kind": "Sequential"}],
            },
            {"kind": "Code", "name": "code", "args": {"source": HALVER}},
            linear("wrong", in_features=5),
        ],
    },
}


@pytest.fixture(scope="module", params=["light", "dark"])
def theme(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser in each theme. Colours do not glide: they are measured."""
    with browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme=request.param, reduced_motion="reduce"
    ) as context:
        yield context


@pytest.fixture
def themed(theme: BrowserContext, address: str) -> Page:
    """The Build page with the perceptron."""
    page = first_visit(theme, address)
    open_build(page, address)
    return page


def choose(page: Page, kind: str) -> None:
    """Select the first block of a kind, and wait for its form."""
    card = page.locator(f"[role=treeitem][data-kind={kind}]").first
    head(card).click()
    settled(page)
    expect(page.locator(f".st-key-name-{card.get_attribute('data-block')}")).to_be_visible(timeout=15_000)


def test_build(themed: Page) -> None:
    """axe finds nothing serious on the Build page: with the model, a block or the input selected, in each panel."""
    assert faults(themed, palette=True) == []
    choose(themed, "Linear")
    assert faults(themed) == []
    themed.locator("[role=treeitem].input").click()
    expect(themed.locator(".st-key-input-shape-0")).to_be_visible(timeout=15_000)
    assert faults(themed) == []
    drawn = {
        "Diagram": "svg [id^=b]",
        "Cost": ".js-plotly-plot .slice",
        "Code": ".cm-content",
        "File": "[data-testid=stFileUploader]",
    }
    for name, sign in drawn.items():
        themed.get_by_role("tab", name=name).click()
        expect(themed.locator(sign).first).to_be_visible(timeout=60_000)  # plotly is large
        assert faults(themed) == [], name
    themed.get_by_role("tab", name="Code").click()
    themed.get_by_role("radio", name="Your code").click()
    expect(themed.get_by_role("button", name="Make blocks")).to_be_visible()
    assert faults(themed) == []


def test_build_with_everything(themed: Page) -> None:
    """axe finds nothing serious on a model with all that a card can show, nor in the form of each."""
    open_model(themed, EVERYTHING)
    themed.locator("[data-action=unfold-all]").first.click()
    settled(themed)
    expect(themed.locator("[data-kind=Linear] .problem")).to_have_count(0)  # it waits for the code before it
    assert faults(themed) == []
    for kind in ("Step", "Reuse", "Repeat", "Parallel"):
        choose(themed, kind)
        assert faults(themed) == [], kind


def test_build_with_code_and_a_problem(themed: Page) -> None:
    """axe finds nothing serious in the code editor, before and after its text may run, nor on a broken model."""
    open_model(themed, EVERYTHING)
    choose(themed, "Code")
    expect(themed.locator(".cm-content")).to_be_visible(timeout=20_000)
    assert faults(themed) == []
    themed.get_by_role("button", name="Allow", exact=True).click()
    expect(themed.locator("[data-kind=Linear] .problem [data-fix='0']")).to_be_visible(timeout=20_000)
    settled(themed)
    expect(themed.locator("[data-action=status]")).to_contain_text("1 problem")
    assert faults(themed) == []


def test_menus_and_messages(themed: Page) -> None:
    """axe finds nothing serious in what opens over the canvas, nor in an empty model."""
    head(cards(themed).first).click()
    settled(themed)
    for key, opened in (("w", "[role=menu]"), ("?", "[role=dialog]")):
        cards(themed).first.focus()
        themed.keyboard.press(key)
        expect(themed.locator(opened)).to_be_visible()
        assert faults(themed) == [], key
        themed.keyboard.press("Escape")
    themed.get_by_role("tab", name="File").click()
    themed.get_by_role("button", name="New empty model").click()
    expect(cards(themed)).to_have_count(0, timeout=15_000)
    assert faults(themed) == []


def test_run(themed: Page) -> None:
    """axe finds nothing serious on the Run page, before a run and after it."""
    themed.get_by_role("link", name="Run").first.click()
    expect(themed.get_by_role("button", name="Run forward")).to_be_enabled(timeout=30_000)
    assert faults(themed) == []
    themed.get_by_role("button", name="Run forward").click()
    expect(themed.get_by_text("for the forward pass on cpu")).to_be_visible(timeout=60_000)
    expect(themed.locator(".js-plotly-plot").first).to_be_visible(timeout=60_000)
    assert faults(themed) == []


def test_gallery(themed: Page) -> None:
    """axe finds nothing serious in any chapter of the Gallery."""
    themed.get_by_role("link", name="Gallery").first.click()
    for chapter, names in CHAPTERS.items():
        themed.get_by_role("radio", name=chapter).click(timeout=60_000)
        expect(themed.locator(f".st-key-open-{names[-1]} button")).to_be_visible(timeout=90_000)
        assert faults(themed) == [], chapter


def test_names_begin_with_what_is_seen(page: Page) -> None:
    """The name by which a block is spoken to begins with what stands on its card: its kind, then its own name."""
    open_model(page, EVERYTHING)
    told = page.evaluate(
        """() => [...document.querySelectorAll('*')].find(one => one.shadowRoot?.querySelector('[role=tree]')).shadowRoot
        .querySelectorAll('[role=treeitem][data-kind]').values().map(item => [
          item.getAttribute('aria-label'),
          [...item.querySelectorAll(':scope > .card > .head > :is(.kind, .name)')].map(one => one.textContent).join(' ').trim(),
        ]).toArray()"""
    )
    assert len(told) >= 9  # the children of EVERYTHING, and what is unfolded of theirs
    for name, seen in told:
        assert name.startswith(seen), (name, seen)


def test_each_hue_can_be_read(themed: Page, kinds: Kinds) -> None:
    """Each word of the canvas, in the palette and on a card of each family, stands out as WCAG AA asks."""
    families = {kind.family: kind for kind in kinds.values() if kind.role != "structure" and kind.name != "Code"}
    row = [{"kind": kind.name, "name": kind.name.lower(), "args": kind.start} for kind in families.values()]
    assert len(row) > 15
    themed.set_viewport_size({"width": 1440, "height": 6000})  # what is out of sight is not drawn
    open_model(themed, EVERYTHING | {"root": {"kind": "Sequential", "children": row}, "inputs": [{"shape": ["B", 8]}]})
    _all_can_be_read(themed)
    open_model(themed, EVERYTHING)
    _all_can_be_read(themed)


def _all_can_be_read(page: Page) -> None:
    at_rest(page)
    words = page.locator(".editor").evaluate(CONTRASTS)
    places = {word["place"].split(" ")[0] for word in words}
    assert places >= {"kind", "name", "pill", "brick-hint", "family-name", "terminal-shape"}
    assert [word for word in words if word["ratio"] < word["enough"]] == []
