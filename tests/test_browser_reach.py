"""Without a pointer: a whole model by keyboard alone, the way between a block and its form, and a focus never lost."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessing import at_rest
from tests.app_server import ROOT
from tests.browsing import cards, head, kinds, open_build, settled

pytestmark = pytest.mark.browser

SLOW = 20_000  # ms that a busy machine may take for an answer

FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body ? '' : at.getAttribute('aria-label') || at.textContent;
}"""


def focused(page: Page) -> str:
    """The name of what has the focus; "" where it is lost."""
    return str(page.evaluate(FOCUSED))


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, and wait for what each does."""
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def add(page: Page, *names: str) -> None:
    """Add layers by the search, each after the one before, and go back to the canvas."""
    press(page, "/")
    for name in names:
        page.keyboard.type(name)
        press(page, "Enter")
    press(page, "Escape")


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Go on by Tab until a field has the focus."""
    for _ in range(30):
        if focused(page).split(" · ")[0] == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never came to {name}")


def back_to(page: Page, name: str) -> None:
    """Go back by Shift+Tab until a field has the focus."""
    tab_to(page, name, "Shift+Tab")


def set_numbers(page: Page, **numbers: int) -> None:
    """On the focused block: to its form, type its arguments in the order in which they stand, and back."""
    page.keyboard.press("e")
    expect(page.locator("[class*=st-key-arg-] :focus")).to_have_count(1, timeout=SLOW)
    for name, number in numbers.items():
        tab_to(page, name)
        page.keyboard.press("Control+a")
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
        at_rest(page)
        assert focused(page).split(" · ")[0] == name  # the answer has not taken it away
    page.keyboard.press("Escape")
    expect(page.locator("[role=treeitem]:focus")).to_have_count(1, timeout=SLOW)
    settled(page)


def test_lenet_by_keyboard_alone(page: Page) -> None:
    """From an empty model, without a pointer: the layers, their numbers, the input and the names of LeNet-5.

    Parameters: (5·5·1 + 1)·6 + (5·5·6 + 1)·16 + (400 + 1)·120 + (120 + 1)·84 + (84 + 1)·10 = 61,706, where 400 = 16·5·5
    is what two convolutions (28 → 28 with padding 2, 14 → 10) and two halvings leave of a picture.
    """
    page.keyboard.press("Control+k")
    page.keyboard.type("new model")
    press(page, "Enter")
    expect(cards(page)).to_have_count(0, timeout=SLOW)

    add(page, "Sequential", "Conv2d", "Sigmoid", "AvgPool2d", "Conv2d", "Sigmoid", "AvgPool2d")
    press(page, "Escape", "Enter")  # out to the Sequential, and choose it
    add(page, "Sequential", "Flatten", "Linear", "Sigmoid", "Linear", "Sigmoid", "Linear")

    press(page, "Home", "Enter")
    page.keyboard.press("e")
    expect(page.get_by_role("textbox", name="shape")).to_be_focused(timeout=SLOW)
    page.keyboard.press("Control+a")
    page.keyboard.type("B, 1, 28, 28")
    page.keyboard.press("Enter")
    at_rest(page)
    expect(page.get_by_role("textbox", name="shape")).to_be_focused(timeout=SLOW)
    press(page, "Escape", "ArrowDown", "F2")
    page.keyboard.type("features")
    press(page, "Enter", "ArrowDown")
    set_numbers(page, out_channels=6, kernel_size=5, padding=2)
    press(page, "ArrowDown", "ArrowDown")
    set_numbers(page, kernel_size=2, stride=2)
    press(page, "ArrowDown")
    set_numbers(page, out_channels=16, kernel_size=5, padding=0)
    press(page, "ArrowDown", "ArrowDown")
    set_numbers(page, kernel_size=2, stride=2)
    press(page, "ArrowDown", "F2")
    page.keyboard.type("classifier")
    press(page, "Enter", "ArrowDown", "ArrowDown")
    for width in (120, 84, 10):
        set_numbers(page, out_features=width)
        if width != 10:
            press(page, "ArrowDown", "ArrowDown")

    expect(page.locator("[title^='61,706']").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Shapes agree")).to_be_visible(timeout=SLOW)
    shapes = [pill.get_attribute("data-shape") for pill in page.locator(".pill[data-shape*=B]").all()]
    assert {"B×6×28×28", "B×6×14×14", "B×16×10×10", "B×16×5×5", "B×400", "B×120", "B×84", "B×10"} <= set(shapes)
    assert kinds(page) == _kinds(json.loads((ROOT / "gallery/lenet.json").read_text())["root"])


def _kinds(block: dict[str, Any]) -> list[str]:
    """The kinds below a block of a document, in reading order."""
    return [kind for child in block.get("children", []) for kind in (child["kind"], *_kinds(child))]


def form_of(page: Page, kind: str) -> None:
    """By keyboard to the form of the first block of a kind."""
    page.locator(f"[role=treeitem][data-kind={kind}]").first.focus()
    page.keyboard.press("e")
    expect(page.locator("[class*=st-key-arg-] :focus")).to_have_count(1, timeout=SLOW)


def said(page: Page) -> str:
    """What the canvas said last to a screen reader."""
    return str(page.locator(".live").first.text_content())


def test_no_edit_loses_the_focus(page: Page) -> None:
    """Whatever a key does to the blocks, some block or input has the focus afterwards."""
    cards(page).first.focus()
    edits = [
        "d",
        "Delete",
        "Control+z",
        "Control+y",
        "Alt+ArrowDown",
        "Shift+S",
        "f",
        "f",
        "u",
        "Control+z",
        "Shift+ArrowDown",
        "m",
    ]
    for key in [*edits, "Escape", "Escape", "Control+z", *["Delete"] * 8]:
        press(page, key)
        expect(page.locator("[role=treeitem]:focus, .typing:focus")).to_have_count(1, timeout=SLOW)
    expect(cards(page)).to_have_count(0, timeout=SLOW)
    press(page, "Control+z", "End", "Delete", "/")
    expect(page.get_by_label("Search layers")).to_be_focused(timeout=SLOW)


def test_enter_goes_in_and_escape_comes_back(page: Page) -> None:
    """Enter on a chosen layer goes to its first argument that is not inferred, from any panel; Escape goes back."""
    page.get_by_role("tab", name="Diagram").click()
    cards(page).nth(2).focus()
    press(page, "Enter", "Enter")
    field = page.get_by_role("spinbutton", name="out_features")
    expect(field).to_be_focused(timeout=SLOW)
    page.wait_for_function("getSelection().toString() === '10'")  # what is typed replaces it
    page.keyboard.press("Escape")
    expect(cards(page).nth(2)).to_be_focused(timeout=SLOW)


def test_a_form_keeps_the_focus(page: Page) -> None:
    """A number that breaks the model, and one that mends it, leave the focus in their field."""
    form_of(page, "Linear")
    back_to(page, "in_features")
    for typed, status in (("7", "1 problem"), ("", "Shapes agree"), ("20", "Shapes agree")):
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect(page.locator("[data-action=status]")).to_have_text(status, timeout=SLOW)
        at_rest(page)
        assert focused(page).startswith("in_features"), typed


def test_a_number_out_of_range_is_told(page: Page) -> None:
    """A number that cannot be is refused with a sentence in three parts, and the field shows the model's again."""
    form_of(page, "Linear")
    tab_to(page, "out_features")
    page.keyboard.press("Control+a")
    page.keyboard.type("9999999")
    page.keyboard.press("Enter")
    expect(page.locator(".toast.error")).to_contain_text(
        "out_features is 9999999. Expected: a whole number from 1 to 1,000,000. Fix:",
        timeout=SLOW,
    )
    assert "9999999" in said(page)
    expect(page.get_by_role("spinbutton", name="out_features")).to_have_value("256", timeout=SLOW)
    assert focused(page) == "out_features"


def test_typing_goes_on_while_a_field_is_answered(page: Page) -> None:
    """What is typed in the next field while the one before is answered stays there."""
    form_of(page, "Linear")
    back_to(page, "in_features")
    page.keyboard.type("5")
    tab_to(page, "out_features")
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    expect(page.get_by_text("1 problem")).to_be_visible(timeout=SLOW)
    at_rest(page)
    expect(page.get_by_role("spinbutton", name="out_features")).to_have_value("12", timeout=SLOW)
    assert focused(page) == "out_features"
    page.keyboard.press("Escape")
    expect(cards(page).first).to_contain_text("5 → 12", timeout=SLOW)


def test_a_button_that_goes_hands_the_focus_on(page: Page) -> None:
    """The button of a fix goes with its problem: the mended block has the focus then."""
    form_of(page, "Linear")
    back_to(page, "in_features")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    fix = page.locator("[class*=st-key-panel-]").get_by_role("button", name="Set in_features = 20")
    expect(fix).to_be_visible(timeout=SLOW)
    fix.focus()
    page.keyboard.press("Enter")
    expect(fix).to_have_count(0, timeout=SLOW)
    expect(cards(page).first).to_be_focused(timeout=SLOW)


def test_a_panel_keeps_the_focus_on_its_tab(page: Page) -> None:
    """Arrows walk along the tabs, and the tab that is turned to keeps the focus."""
    page.get_by_role("tab", name="Inspect").focus()
    for name in ("Diagram", "Cost", "Code", "File"):
        page.keyboard.press("ArrowRight")
        if focused(page) == name:
            page.keyboard.press("Enter")
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true", timeout=SLOW)
        at_rest(page)
        assert focused(page) == name


WINDOWS = [(720, 450, 2), (512, 384, 2), (390, 844, 2)]


@pytest.mark.parametrize(("width", "height", "zoom"), WINDOWS, ids=["200 % of 1440", "200 % of 1024", "a phone"])
def test_small_windows(browser: Browser, address: str, width: int, height: int, zoom: int) -> None:
    """In a small window, and at 200 %, nothing is cut off sideways, and layers, blocks and forms can be used."""
    page = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=zoom, has_touch=width < 400
    )
    open_build(page, address)
    over = page.locator(".editor").evaluate(OVER)
    assert over == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    page.get_by_label("Search layers").click()
    page.keyboard.type("dropout")
    expect(page.locator("[data-palette=Dropout]")).to_be_in_viewport(timeout=SLOW)
    page.keyboard.press("Enter")
    settled(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("[role=treeitem][data-kind=Dropout]")).to_be_in_viewport(timeout=SLOW)
    page.keyboard.press("e")
    field = page.get_by_label("p", exact=True)
    expect(field).to_be_focused(timeout=SLOW)
    expect(field).to_be_in_viewport(timeout=SLOW)
    page.close()


# What in the canvas sticks out of it, of all that can be pressed and read.
OVER = """editor => {
  const frame = editor.getBoundingClientRect();
  return [...editor.querySelectorAll('button, input, .kind, .pill, .terminal')]
    .filter(one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter(one => { const box = one.getBoundingClientRect(); return box.left < frame.left - 1 || box.right > frame.right + 1; })
    .map(one => one.className);
}"""


def test_no_motion_where_none_is_wanted(browser: Browser, address: str) -> None:
    """Under "reduce motion" nothing on the page glides or turns."""
    page = browser.new_page(reduced_motion="reduce")
    open_build(page, address)
    moving = page.evaluate(MOVING)
    assert moving == []
    page.close()


MOVING = """() => {
  const all = root => [...root.querySelectorAll('*')].flatMap(one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const long = text => text.split(',').some(one => parseFloat(one) * (one.includes('ms') ? 1 : 1000) > 1);
  return all(document).filter(one => {
    const { transitionDuration, animationDuration, animationName } = getComputedStyle(one);
    return long(transitionDuration) || (animationName !== 'none' && long(animationDuration));
  }).map(one => one.className);
}"""


def test_forced_colours_show_what_shadows_said(browser: Browser, address: str) -> None:
    """With the system's own colours the chosen block, a problem and the wires still differ: by outline, frame, line."""
    page = browser.new_page(forced_colors="active")
    open_build(page, address)
    head(cards(page).first).click()
    settled(page)
    style = "(card, name) => getComputedStyle(card)[name]"
    chosen, other = (cards(page).nth(place).locator("> .card") for place in (0, 1))
    assert chosen.evaluate(style, "outlineStyle") == "solid"
    assert other.evaluate(style, "outlineStyle") == "none"
    field = page.get_by_role("spinbutton", name="in_features")
    field.fill("7")
    field.press("Enter")
    expect(page.locator(".failing")).to_have_count(1, timeout=SLOW)
    assert page.locator(".failing > .card").evaluate(style, "borderTopStyle") == "double"
    wire = cards(page).first.locator("> .wire")
    line, paper = wire.evaluate(
        "wire => [getComputedStyle(wire, '::before').backgroundColor, getComputedStyle(wire.closest('.editor')).backgroundColor]"
    )
    assert line != paper
    page.close()
