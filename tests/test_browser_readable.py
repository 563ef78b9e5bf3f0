"""Reading a model on the canvas, in a real browser: zoom, depth, the route of a block, the miniature, what shapes mean."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import cards, head, kinds, open_model, settled
from tests.making import GALLERY

pytestmark = pytest.mark.browser

LONG = "a_name_of_" + "long_" * 10  # 60 of the 64 letters that a name may have


def gallery(name: str) -> dict[str, Any]:
    """A model of the gallery as a document."""
    found: Path = next(path for path in GALLERY if path.stem == name)
    return dict(json.loads(found.read_text()))


def press(page: Page, *keys: str) -> None:
    """Press keys while the canvas has the keyboard."""
    page.locator(".scroller").focus()
    for key in keys:
        page.keyboard.press(key)
    settled(page)


def box(found: Locator) -> dict[str, float]:
    """Where an element is on the screen."""
    rectangle = found.bounding_box()
    assert rectangle
    return dict(rectangle)


def middle(rectangle: dict[str, float]) -> float:
    """The height of a box's middle."""
    return rectangle["y"] + rectangle["height"] / 2


# --- zoom


def test_keys_zoom_and_details_drop_out(page: Page) -> None:
    """At 50 % a card says kind and shape in letters of 11 pixels, and nothing that could not be read; 0 goes back."""
    linear = cards(page).first
    before = box(linear)["width"]
    press(page, "-", "-", "-")
    expect(page.locator(".zoom-level")).to_have_text("50 %")
    expect(linear.locator(".detail")).to_be_hidden()
    expect(linear.locator(".params")).to_be_hidden()
    letters = linear.locator(".kind").evaluate("each => parseFloat(getComputedStyle(each).fontSize) * 0.5")
    assert 10.5 <= letters <= 11.5
    assert box(linear)["width"] < before
    press(page, "0")
    expect(page.locator(".zoom-level")).to_have_text("100 %")
    expect(linear.locator(".detail")).to_be_visible()
    assert box(linear)["width"] == before


def test_the_wheel_zooms_around_the_pointer(page: Page) -> None:
    """With Ctrl the wheel zooms, and what was under the pointer still is."""
    open_model(page, gallery("lenet"))
    card = page.locator("[role=treeitem][data-kind=AvgPool2d]").first
    card.scroll_into_view_if_needed()
    place = box(head(card))
    page.mouse.move(place["x"] + 60, middle(place))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -24)
    page.keyboard.up("Control")
    expect(page.locator(".zoom-level")).to_have_text("127 %")  # e to the power of 24 / 100
    assert abs(middle(box(head(card))) - middle(place)) < 4


def test_fit_shows_the_whole_model(page: Page) -> None:
    """After Fit, input and output are both in sight."""
    open_model(page, gallery("unet"))
    expect(page.locator(".terminal.output")).not_to_be_in_viewport()
    page.locator("[data-action=zoom-fit]").click()
    frame, first, last = (
        box(page.locator(each).first) for each in (".scroller", ".terminal.input", ".terminal.output")
    )
    assert frame["y"] <= first["y"] and last["y"] + last["height"] <= frame["y"] + frame["height"]


def test_another_model_is_shown_as_large_as_life(page: Page) -> None:
    """Fit says where a model is too long to be read whole; the next model begins at 100 % again."""
    open_model(page, gallery("resnet152"))
    press(page, "4")
    page.locator("[data-action=zoom-fit]").click()
    expect(page.locator(".toast-text")).to_contain_text("Depth 1, 2 or 3 folds it")
    expect(page.locator(".zoom-level")).to_have_text("35 %")
    open_model(page, gallery("lenet"))
    expect(page.locator(".zoom-level")).to_have_text("100 %")


@pytest.mark.parametrize("keys", [("-", "-", "-"), ("+", "+")], ids=["50 %", "150 %"])
def test_a_block_lands_where_the_line_shows_at_any_zoom(page: Page, keys: tuple[str, ...]) -> None:
    """The line lies between the two cards that the block will stand between."""
    press(page, *keys)
    first, second, third = (box(head(cards(page).nth(place))) for place in range(3))
    page.mouse.move(first["x"] + 40, middle(first))
    page.mouse.down()
    page.mouse.move(first["x"] + 60, third["y"] - 12, steps=5)
    page.mouse.move(first["x"] + 60, third["y"] + 2, steps=3)
    line = box(page.locator(".landing"))
    assert second["y"] + second["height"] - 3 <= middle(line) <= third["y"] + 3
    assert abs(line["x"] - first["x"]) < 4 and abs(line["width"] - first["width"]) < 8
    page.mouse.up()
    settled(page)
    assert kinds(page) == ["ReLU", "Linear", "Linear"]


@pytest.mark.parametrize("keys", [("-", "-", "-"), ("+", "+")], ids=["50 %", "150 %"])
def test_wires_begin_at_their_blocks_at_any_zoom(page: Page, keys: tuple[str, ...]) -> None:
    """The dot where a wire leaves lies on the left edge of the card of its source."""
    open_model(page, gallery("unet"))
    press(page, "1", *keys)
    line = page.locator(".line").first
    source = page.locator(f"[data-block='{line.get_attribute('data-from')}'] > .card")
    dot = box(line.locator(".dot"))
    assert abs(dot["x"] + dot["width"] / 2 - box(source)["x"]) < 4
    assert box(source)["y"] < middle(dot) < box(source)["y"] + box(source)["height"]


# --- depth, miniature, trail


def test_keys_fold_to_a_depth(page: Page) -> None:
    """1 leaves one line a stage, each with what comes in and what goes out; 2 opens them; 4 opens all."""
    open_model(page, gallery("resnet18"))
    press(page, "1")
    assert kinds(page) == ["ResNet"]
    expect(cards(page).first.locator(".detail")).to_contain_text("B×3×224×224 → B×1000")
    press(page, "2")
    assert "Stage" in kinds(page) and "Residual" not in kinds(page)
    expect(page.locator(".depth[aria-pressed=true]")).to_have_text("2")
    press(page, "4")
    assert "Residual" in kinds(page)
    expect(page.locator("[role=treeitem][aria-expanded=false]")).to_have_count(0)


def test_the_miniature_comes_with_long_models_and_scrolls(page: Page) -> None:
    """It is there only when there is more than the canvas shows; a press at its end leads to the model's end."""
    miniature = page.locator(".minimap")
    expect(miniature).to_be_hidden()
    open_model(page, gallery("unet"))
    press(page, "4")
    expect(miniature).to_be_visible()
    expect(miniature).to_have_attribute("aria-hidden", "true")
    picture = box(miniature.locator("canvas"))
    page.mouse.click(picture["x"] + 20, picture["y"] + picture["height"] - 2)
    expect(page.locator(".terminal.output")).to_be_in_viewport()


def test_the_trail_leads_outwards(page: Page) -> None:
    """It names the containers around the selected block; pressing one selects it."""
    open_model(page, gallery("resnet18"))
    press(page, "4")
    head(page.locator("[role=treeitem][data-kind=Conv2d][data-block]").nth(1)).click()
    settled(page)
    trail = page.locator(".trail-part")
    expect(trail.nth(1)).to_have_text("resnet")
    expect(trail.nth(2)).to_have_text("layer1")
    trail.nth(2).click()
    settled(page)
    expect(page.locator(".item.selected")).to_have_attribute("data-kind", "Stage")
    expect(trail.last).to_have_text("layer1")


# --- the route of a block


def test_wires_that_pass_a_block_by_are_paler(page: Page) -> None:
    """What down1 gives reaches up3 by a skip, which is lit; the skip around it, from encode to up4, is not."""
    open_model(page, gallery("unet"))
    press(page, "1")
    head(page.locator("[role=treeitem][data-kind=Down]").first).click()
    settled(page)
    page.mouse.move(5, 5)  # what is pointed at would be lit as well
    ids = {str(each["text"]): each["id"] for each in named(page)}
    lit = page.locator(".line.lit")
    expect(page.locator(f".line.lit[data-from='{ids['down1']}']")).to_have_count(1)
    expect(page.locator(f".line[data-from='{ids['encode']}']")).to_have_count(1)
    expect(page.locator(f".line.lit[data-from='{ids['encode']}']")).to_have_count(0)
    assert lit.count() == 3  # those of down1, down2 and down3


def test_other_branches_stand_aside(page: Page) -> None:
    """The way of a block leads through its own branch of a Parallel alone."""
    open_model(page, gallery("parallel"))
    press(page, "4")
    lanes = page.locator(".item[data-kind=Parallel] .item.lane")
    head(lanes.first).click(position={"x": 40, "y": 8})
    settled(page)
    expect(lanes.first).not_to_have_class("aside")
    assert page.locator(".item.aside").count() == lanes.count() - 1


def named(page: Page) -> list[dict[str, Any]]:
    """The blocks on the canvas, with their names and ids."""
    found: list[dict[str, Any]] = cards(page).evaluate_all(
        "all => all.map(each => ({text: each.querySelector('.name').textContent, id: each.dataset.block}))"
    )
    return found


# --- what shapes mean


def test_a_pill_explains_its_dimensions(page: Page) -> None:
    """Hovered, the shape behind LeNet's first layer says what each size is, and what the layer changed."""
    open_model(page, gallery("lenet"))
    page.locator("[role=treeitem][data-kind=Conv2d] > .wire > .pill").first.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text("channels")
    expect(card.locator(".explain-row").last).to_have_text("28×28height × width")
    expect(card.locator(".explain-change")).to_have_text("1 → 6 channels")
    expect(card.locator(".explain-filled")).to_have_text("Filled: the shape changed here.")
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_a_key_explains_the_shape(page: Page) -> None:
    """For who has no pointer, i shows the same card and has it read out."""
    head(cards(page).first).click()
    settled(page)
    page.keyboard.press("i")
    expect(page.get_by_role("tooltip")).to_be_visible()
    expect(page.locator(".live")).to_contain_text("features")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("tooltip")).to_be_hidden()


# --- names


@pytest.mark.parametrize("width", [1440, 1024])
def test_long_names_stay_in_their_cards(page: Page, width: int) -> None:
    """Names, sources and inputs as long as they may be widen nothing and stick out nowhere."""
    page.set_viewport_size({"width": width, "height": 800})
    open_model(page, crowded())
    press(page, "4")
    assert page.locator(".scroller").evaluate("each => each.scrollWidth - each.clientWidth") < 12
    assert page.locator(".sheet").evaluate(STICKING_OUT) == []
    head(page.locator("[role=treeitem][data-kind=ReLU]").first).click(position={"x": 12, "y": 8})
    settled(page)
    trail, footer = box(page.locator(".trail-part").last), box(page.locator(".footer"))
    assert trail["x"] + trail["width"] <= footer["x"] + footer["width"]


# What reaches over the edge of its card, and is neither cut off by something between nor drawn on the edge on purpose.
STICKING_OUT = """sheet => [...sheet.querySelectorAll('.head > *, .chip, .tag, .terminal > *, .pill')].filter(each => {
    const card = each.closest('.head, .card, .terminal, .item'), [inner, outer] = [each, card].map(one => one.getBoundingClientRect());
    const cut = getComputedStyle(each.parentElement).overflow !== 'visible' || each.matches('.actions, .port.handle, .more');
    return inner.width && !cut && (inner.right > outer.right + 2 || inner.left < outer.left - 2);
}).map(each => each.className + ' ' + each.textContent)"""


def crowded() -> dict[str, Any]:
    """A model with a long name wherever there can be one, and five branches side by side."""
    lanes = [{"kind": "ReLU", "name": f"{LONG}{place}"} for place in range(5)]
    inner = [
        {"kind": "Parallel", "name": f"{LONG}6", "children": lanes},
        {"kind": "Add", "name": LONG, "inputs": [f"{LONG}6"] * 2},
    ]
    body = {"kind": "Graph", "args": {"inputs": [f"{LONG}a"]}, "children": inner}
    definition = {"name": LONG.title().replace("_", ""), "hue": 210, "parameters": {}, "body": body}
    block = {"kind": definition["name"], "name": f"{LONG}7", "inputs": [f"{LONG}x"]}
    last = {"kind": "Add", "name": f"{LONG}8", "inputs": [f"{LONG}7", f"{LONG}7"]}
    return {
        "format": "blockyard/1",
        "title": "A title of a model that is as long as a title may be, and so on",
        "inputs": [{"shape": ["B", 2, 3, 4, 5, 6], "dtype": "float32", "name": f"{LONG}x"}],
        "definitions": [definition],
        "root": {"kind": "Graph", "children": [block, last]},
    }
