"""The code editor in a real browser: what stays in the page, what reaches Python, and when."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.accessing import at_rest
from tests.app_server import ROOT, chromium, running_app
from tests.browsing import first_visit
from tests.editor_texts import COUNTS, PROBLEMS, SOURCES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A page that holds the editor alone."""
    assert chromium()
    with running_app("tests/editor_page.py") as found:
        yield found


@pytest.fixture(scope="module", params=["light"])
def desk(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser that is as wide as the inspector."""
    size: ViewportSize = {"width": 400, "height": 1100}
    with browser.new_context(viewport=size, color_scheme=request.param) as context:
        yield context


@pytest.fixture
def page(desk: BrowserContext, address: str) -> Iterator[Page]:
    """The page, of which the browser remembers nothing."""
    found = first_visit(desk, address)
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.goto(address)
    expect(code(found)).to_be_visible(timeout=60_000)
    yield found
    found.close()
    assert not faults


def code(page: Page) -> Locator:
    """Where one types."""
    return page.locator(".cm-content")


def type_in_front(page: Page, text: str) -> None:
    """Type at the very beginning of the code."""
    code(page).click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(text)


def press(page: Page, button: str) -> None:
    """Press a button of the page around the editor, and wait until the page has been drawn again."""
    before = page.get_by_text(re.compile(r"^runs \d+, applied \d+$")).inner_text().split(",")[0]
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(f"{before},")).to_have_count(0)


def choose(page: Page, text: str) -> None:
    """Show another of the page's texts."""
    page.locator("label", has_text=text).click()
    # The editor of the text before stays for a moment beside the new one.
    expect(code(page)).to_have_text([re.compile(re.escape(SOURCES[text].split()[0]))])
    at_rest(page)
    expect(code(page)).to_have_count(1)


def says(page: Page, words: str) -> None:
    """Expect these words in the bar under the code."""
    expect(page.locator(".bar .words")).to_have_text(words)


def in_python(page: Page) -> Locator:
    """The text as Python has it."""
    return page.get_by_label("As Python has it")


def test_typing_stays_in_the_page_and_ctrl_enter_applies_once(page: Page) -> None:
    """Typing draws nothing anew; Ctrl+Enter, pressed twice, sends the text once."""
    says(page, "No changes")
    type_in_front(page, "y = 2\n")
    says(page, "Unsaved changes")
    page.wait_for_timeout(300)
    expect(page.get_by_text("runs 1, applied 0")).to_be_visible()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("runs 2, applied 1")).to_be_visible()
    says(page, "No changes")
    expect(in_python(page)).to_have_value("y = 2\n" + SOURCES["residual"])
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(300)
    expect(page.get_by_text("runs 2, applied 1")).to_be_visible()


def test_apply_and_revert_by_button(page: Page) -> None:
    """Revert shows Python's text again, Apply sends the other; undo is the editor's own."""
    type_in_front(page, "z")
    page.get_by_role("button", name="Revert").click()
    says(page, "No changes")
    expect(code(page)).not_to_contain_text("zclass")
    page.keyboard.press("Control+z")
    expect(code(page)).to_contain_text("zclass")
    page.get_by_role("button", name="Apply").click()
    expect(in_python(page)).to_have_value("z" + SOURCES["residual"])


def test_counts_and_problems_stand_at_their_lines(page: Page) -> None:
    """Each counted line has its count; a problem is under its line, spoken, and still there once the line has moved."""
    shown = page.locator(".count")
    expect(shown).to_have_text([f"{count}×" for count in COUNTS.values()])
    assert shown.nth(1).get_attribute("title") == "ran 4 times in the last forward pass"
    assert shown.nth(3).get_attribute("title") == "did not run in the last forward pass"
    ((line, words),) = PROBLEMS
    expect(page.locator(".problem")).to_have_text(words)
    expect(page.locator(".faulty")).to_contain_text("torch.relu")
    expect(page.locator("[aria-live=polite]", has_text=words)).to_have_text(f"Line {line}: {words}")
    type_in_front(page, "# one\n# two\n")
    expect(page.locator(".faulty")).to_contain_text("torch.relu")
    expect(page.locator(".count.stale")).to_have_count(len(COUNTS))
    assert "before these changes" in str(shown.nth(1).get_attribute("title"))
    box, frame = page.locator(".problem span").bounding_box(), page.locator(".cm-editor").bounding_box()
    assert box and frame and box["x"] + box["width"] <= frame["x"] + frame["width"]


def test_unsaved_text_survives(page: Page) -> None:
    """A redraw leaves what was typed alone, and so does a look at another text."""
    type_in_front(page, "kept ")
    press(page, "Redraw")
    says(page, "Unsaved changes")
    expect(code(page)).to_contain_text("kept class")
    choose(page, "short")
    says(page, "No changes")
    choose(page, "residual")
    says(page, "Unsaved changes")
    expect(code(page)).to_contain_text("kept class")
    expect(in_python(page)).to_have_value(SOURCES["residual"])


def test_python_changes_the_text(page: Page) -> None:
    """A change from outside is shown; over unsaved text it is announced, and neither text is lost."""
    press(page, "Change from outside")
    expect(code(page)).to_contain_text("# changed")
    says(page, "No changes")
    type_in_front(page, "mine ")
    press(page, "Change from outside")
    expect(page.locator(".bar .words")).to_contain_text("Changed elsewhere too. Yours is kept")
    expect(code(page)).to_contain_text("mine # changed")
    page.get_by_role("button", name="Revert").click()
    says(page, "No changes")
    assert str(code(page).inner_text()).count("# changed") == 2
    page.keyboard.press("Control+z")
    expect(code(page)).to_contain_text("mine # changed")


def test_refused_text_stays(page: Page) -> None:
    """A text that Python did not take is still in the editor, which says so, with the problem at a line of that text."""
    page.get_by_text("Refuse what is applied").click()
    type_in_front(page, "one = 1\n\n\nbad ")
    page.keyboard.press("Control+Enter")
    says(page, "Not applied")
    expect(page.get_by_text(re.compile("applied 1$"))).to_be_visible()
    expect(code(page)).to_contain_text("bad class")
    expect(page.locator(".faulty")).to_have_text("        return x")  # its last line, the 16th; Python's own has 13
    press(page, "Redraw")
    expect(page.locator(".faulty")).to_have_text("        return x")
    expect(page.locator(".faulty.stale")).to_have_count(0)
    code(page).press("x")
    says(page, "Unsaved changes")
    expect(page.locator(".faulty.stale")).to_have_count(1)


def test_python_may_write_an_applied_text_in_its_own_way(page: Page) -> None:
    """What Python made of the text is shown, as applied, and one undo brings back what was typed."""
    choose(page, "short")
    code(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("y = 2\n\n\n")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(re.compile("applied 1$"))).to_be_visible()
    says(page, "No changes")
    expect(page.locator(".cm-line")).to_have_count(3)  # x = 1, y = 2, and the empty one behind the last line end
    code(page).press("Control+z")
    expect(page.locator(".cm-line")).to_have_count(5)
    says(page, "Unsaved changes")


def test_read_only_refuses(page: Page) -> None:
    """Read-only code can be read and reached by key, takes no typing, and Tab leaves it."""
    page.get_by_text("Read only").first.click()
    says(page, "Read only")
    expect(page.get_by_role("button", name="Apply")).to_have_count(0)
    type_in_front(page, "no")
    page.keyboard.press("Control+Enter")
    assert "noclass" not in code(page).inner_text()
    expect(code(page)).to_have_attribute("aria-readonly", "true")
    page.keyboard.press("Tab")
    expect(code(page)).not_to_be_focused()
    expect(page.get_by_text(re.compile("applied 0$"))).to_be_visible()


def test_tab_indents_and_escape_lets_it_leave(page: Page) -> None:
    """Enter after a colon indents by four, Tab by four more; after Escape, Tab moves on."""
    choose(page, "short")
    type_in_front(page, "if x:\n")
    page.keyboard.press("Tab")
    page.keyboard.type("y")
    expect(code(page).locator(".cm-line").nth(1)).to_have_text("        yx = 1")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(code(page)).not_to_be_focused()
    expect(page.get_by_role("button", name="Revert")).to_be_focused()


@pytest.mark.parametrize("desk", ["light", "dark"], indirect=True)
def test_colours_can_be_read(page: Page) -> None:
    """Each colour of the code and its marks, before and after typing, is at least 4.5 to 1 against what is behind it (WCAG AA)."""
    found = page.evaluate(_CONTRASTS)
    type_in_front(page, "z = 1\n")
    found |= page.evaluate(_CONTRASTS)
    assert any(name.startswith("count stale") for name in found)
    assert {name: ratio for name, ratio in found.items() if ratio < 4.5} == {}


# The contrast of every piece of text with what is behind it, by its class and first words, as WCAG 2.2 counts it.
_CONTRASTS = """() => {
  const root = [...document.querySelectorAll("*")].map(e => e.shadowRoot).find(r => r && r.querySelector(".cm-editor"));
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement ?? each.getRootNode().host) layers.unshift(getComputedStyle(each).backgroundColor);
    return layers;
  };
  const light = (layers) => {
    paint.fillStyle = "#fff"; paint.fillRect(0, 0, 1, 1);
    for (const layer of layers) { paint.fillStyle = layer; paint.fillRect(0, 0, 1, 1); }
    const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = {};
  for (const element of root.querySelectorAll(".cm-line, .cm-line span, .count, .problem span, .words, .cm-lineNumbers .cm-gutterElement")) {
    if (!element.textContent.trim()) continue;
    const layers = behind(element), back = light(layers), front = light([...layers, getComputedStyle(element).color]);
    found[`${element.className} ${element.textContent.slice(0, 12)}`] = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  }
  return found;
}"""


def test_leaving_with_unsaved_text_asks(page: Page) -> None:
    """The browser asks before unsaved text is lost with the page, and not when there is none."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    choose(page, "short")
    type_in_front(page, "y")
    choose(page, "residual")
    page.close(run_before_unload=True)
    expect(code(page)).to_be_visible()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    choose(page, "short")
    page.get_by_role("button", name="Revert").click()
    says(page, "No changes")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_without_the_module_the_source_can_be_read(browser: Browser, address: str) -> None:
    """When the large file does not come, the source stands there plainly, and a sentence says what to do."""
    page = browser.new_page()
    page.route("**/assets/**", lambda route: route.abort())
    page.goto(address)
    expect(page.get_by_role("alert").filter(has_text="Reload the page")).to_be_visible(timeout=60_000)
    expect(page.locator("pre")).to_have_text(SOURCES["residual"])
    page.close()


def test_the_module_is_fetched_once_and_nothing_else_is(page: Page, address: str) -> None:
    """The large file comes from our server, as JavaScript to be kept for good; other addresses open nothing."""
    fetched = [
        url for url in page.evaluate("performance.getEntriesByType('resource').map(e => e.name)") if "/assets/" in url
    ]
    assert len(fetched) == 1 and fetched[0].startswith(f"{address}/assets/codemirror-")
    press(page, "Redraw")
    with urlopen(fetched[0]) as answer:
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert "immutable" in answer.headers["Cache-Control"]
        assert b"Copyright (C) 2018-2021 by Marijn Haverbeke" in answer.read()
    for other in ("codemirror.js", "codemirror-0000000000000000.js", "..%2fassets.py", "%2e%2e/assets.py"):
        with pytest.raises(HTTPError) as refused:
            urlopen(f"{address}/assets/{other}")
        assert refused.value.code in (400, 404)
        refused.value.close()


def test_the_address_keeps_the_base_path(tmp_path: Path) -> None:
    """Under a base path of the server, the module's address and its route are both below it."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('[server]\nbaseUrlPath = "/lab/one/"\n')
    source = "from ui import assets; print(assets.address('codemirror.js'), assets.routes()[0].path)"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=tmp_path, env=surroundings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    address, route = done.stdout.split()
    assert re.fullmatch(r"/lab/one/assets/codemirror-[0-9a-f]{16}\.js", address)
    assert route == "/lab/one/assets/{file}"
