"""What only a browser shows: drags, keys, a fix clicked, a run, a reload, in the real app."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.app_server import FLAGS, chromium, running_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The app, running."""
    path = chromium()
    assert path
    with running_app() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The Build page in a browser of its own, with the perceptron on the canvas."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    found = context.new_page()
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    open_build(found, address)
    yield found
    context.close()
    assert not faults


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


def test_title_and_first_model(page: Page) -> None:
    """The page has its title, and the perceptron's three blocks with their shapes."""
    assert page.title() == "Build · Blockyard"
    assert kinds(page) == ["Linear", "ReLU", "Linear"]
    expect(page.get_by_text("Shapes agree")).to_be_visible()


def test_drag_from_the_palette(page: Page) -> None:
    """A layer dragged between two blocks lands there, with its shape."""
    drag(page, palette(page, "Identity"), head(cards(page).nth(2)), -0.2)
    expect(cards(page)).to_have_count(4)
    assert kinds(page) == ["Linear", "ReLU", "Identity", "Linear"]


def test_drag_to_nest_and_out_again(page: Page) -> None:
    """A block dragged into a Residual is in its body; dragged above it, it is out again."""
    drag(page, palette(page, "Residual"), head(cards(page).nth(2)), -0.2)
    expect(page.locator("[data-kind=Residual]")).to_have_count(1)
    drag(page, head(cards(page).nth(1)), page.locator("[data-kind=Residual]"), 0.6)
    expect(page.locator("[data-kind=Residual] [data-kind=ReLU]")).to_have_count(1)
    drag(page, head(page.locator("[data-kind=ReLU]")), head(cards(page).nth(0)), -0.3)
    expect(page.locator("[data-kind=Residual] [data-kind=ReLU]")).to_have_count(0)
    assert kinds(page)[0] == "ReLU"


def test_reorder_by_keyboard(page: Page) -> None:
    """Alt and an arrow move the focused block, and the focus stays with it."""
    head(cards(page).nth(1)).click()
    settled(page)
    page.keyboard.press("Alt+ArrowUp")
    settled(page)
    expect(cards(page).nth(0)).to_have_attribute("data-kind", "ReLU")
    page.keyboard.press("Control+z")
    settled(page)
    expect(cards(page).nth(0)).to_have_attribute("data-kind", "Linear")


def test_build_by_keyboard_alone(page: Page) -> None:
    """Search and Enter add a layer; Delete takes it away."""
    head(cards(page).nth(0)).click()
    page.keyboard.press("/")
    page.keyboard.type("dropout")
    page.keyboard.press("Enter")
    settled(page)
    expect(cards(page).nth(1)).to_have_attribute("data-kind", "Dropout")
    page.keyboard.press("Escape")
    head(cards(page).nth(1)).click()
    page.keyboard.press("Delete")
    settled(page)
    expect(cards(page)).to_have_count(3)


def test_one_click_fix(page: Page) -> None:
    """A size typed wrong is marked at its block, and one click mends it."""
    head(cards(page).nth(2)).click()
    field = page.get_by_role("spinbutton", name="in_features")
    field.fill("100")
    field.press("Enter")
    expect(page.get_by_text("1 problem")).to_be_visible(timeout=15_000)
    page.locator("[data-fix='0']").click()
    expect(page.get_by_text("Shapes agree")).to_be_visible(timeout=15_000)


def test_typed_number_changes_the_shapes(page: Page) -> None:
    """A number typed in the inspector changes every shape downstream."""
    head(cards(page).nth(0)).click()
    field = page.get_by_role("spinbutton", name="out_features")
    field.fill("64")
    field.press("Enter")
    expect(page.locator("[data-shape='B×64']").first).to_be_visible(timeout=15_000)


def test_forty_edits_at_once(page: Page) -> None:
    """Forty layers added as fast as keys go are forty layers, each once."""
    palette(page, "Identity").focus()
    for _ in range(40):
        page.keyboard.press("Enter")
    settled(page)
    expect(page.locator("[data-kind=Identity]")).to_have_count(40)


def test_reload_offers_the_model(page: Page, address: str) -> None:
    """After a refresh the canvas offers the edited model, and gives it back."""
    head(cards(page).nth(1)).click()
    page.keyboard.press("Delete")
    settled(page)
    expect(cards(page)).to_have_count(2)
    page.wait_for_timeout(600)  # the model is stored after 300 ms of quiet
    open_build(page, address)
    expect(cards(page)).to_have_count(3)
    page.get_by_role("button", name="Restore").click()
    expect(cards(page)).to_have_count(2, timeout=15_000)


def test_diagram_click_selects(page: Page) -> None:
    """A click on a node of the diagram selects its block on the canvas."""
    page.get_by_role("tab", name="Diagram").click()
    node = page.locator("svg [id^=b]").filter(has_text="ReLU").last
    expect(node).to_be_visible(timeout=20_000)
    node.click()
    expect(page.locator("[data-kind=ReLU]")).to_have_attribute("aria-selected", "true", timeout=15_000)


def test_run_on_a_device(page: Page) -> None:
    """Run forward shows the output and a row for each block."""
    page.get_by_role("link", name="Run").first.click()
    page.get_by_role("button", name="Run forward").click()
    expect(page.get_by_text("for the forward pass on cpu")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("2×10").first).to_be_visible()


def test_gallery_opens_resnet(page: Page) -> None:
    """A card of the gallery opens on the canvas, with its published number of parameters."""
    page.get_by_role("link", name="Gallery").first.click()
    page.locator(".st-key-open-resnet152 button").click(timeout=60_000)
    expect(page.locator("[title^='60,192,808']").first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("name", ["run", "gallery", "build"])
def test_deep_link_on_a_fresh_server(browser: Browser, name: str) -> None:
    """The first session of a server may start on any page."""
    with running_app() as address:
        page = browser.new_page()
        page.goto(f"{address}/{name}")
        expect(page.get_by_role("link", name="Gallery").first).to_be_visible(timeout=60_000)
        expect(page).to_have_title(re.compile("Blockyard"), timeout=60_000)
        assert page.get_by_text("Page not found").count() == 0
        page.close()


def test_names_are_never_markup(page: Page) -> None:
    """A title full of HTML is drawn as the letters it has."""
    page.locator("[data-action=title]").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_text("<img src=x onerror=alert(1)>").first).to_be_visible()
    images: Any = page.locator("img[src='x']")
    assert images.count() == 0


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768)])
def test_nothing_is_cut_off(browser: Browser, address: str, width: int, height: int) -> None:
    """The page itself never scrolls, and no card is wider than the canvas."""
    page = browser.new_page(viewport={"width": width, "height": height})
    open_build(page, address)
    page.wait_for_timeout(500)
    over = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight - window.innerHeight")
    assert over <= 0
    page.close()


def test_title_ends_with_enter(page: Page) -> None:
    """Enter keeps the new title and closes its field."""
    page.locator("[data-action=title]").click()
    page.keyboard.type("Mine")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_role("textbox", name="Title of the model")).to_have_count(0)
    expect(page.locator("[data-action=title]")).to_have_text("Mine")


def test_two_tabs_keep_two_drafts(page: Page, address: str) -> None:
    """Work in a second tab does not write over the draft of the first."""
    other = page.context.new_page()
    open_build(other, address)
    for tab, kind in ((page, "Tanh"), (other, "Sigmoid")):
        palette(tab, kind).focus()
        tab.keyboard.press("Enter")
        settled(tab)
        tab.wait_for_timeout(600)  # the model is stored after 300 ms of quiet
    other.close()
    open_build(page, address)
    page.get_by_role("button", name="Show an older one").click()
    page.get_by_role("button", name="Restore").click()
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_have_count(1, timeout=15_000)


def test_selecting_in_the_diagram_unfolds(page: Page) -> None:
    """A block that is folded away on the canvas is brought to sight when the diagram selects it."""
    drag(page, palette(page, "Residual"), head(cards(page).nth(2)), -0.2)
    drag(page, palette(page, "Tanh"), page.locator("[data-kind=Residual]"), 0.6)
    expect(page.locator("[data-kind=Tanh]")).to_have_count(1)
    page.get_by_role("tab", name="Diagram").click()
    page.locator("[data-action=fold-all]").click()
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_have_count(0, timeout=15_000)
    page.get_by_role("radio", name="3").or_(page.get_by_role("button", name="3", exact=True)).first.click()
    node = page.locator("svg [id^=b]").filter(has_text="Tanh").last
    expect(node).to_be_visible(timeout=20_000)
    node.click()
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_have_attribute("aria-selected", "true", timeout=15_000)


def test_cost_click_selects(page: Page) -> None:
    """A click on a part of the parameter map selects its block, and the whole map stays in sight."""
    page.get_by_role("tab", name="Cost").click()
    slices = page.locator(".js-plotly-plot .slice")
    expect(slices).to_have_count(3, timeout=20_000)  # the model and its two layers with parameters
    slices.nth(1).click()
    expect(cards(page).nth(0)).to_have_attribute("aria-selected", "true", timeout=15_000)
    expect(slices).to_have_count(3)


def test_saved_model_opens_and_a_bad_file_changes_nothing(page: Page) -> None:
    """A file chosen in the File panel is opened; one that is no model is refused with a word."""
    chooser = page.locator("input[type=file]").first
    page.get_by_role("tab", name="File").click()
    model = b'{"format": "blockyard/1", "inputs": [{"shape": [2, 8]}], "root": {"kind": "Sequential", "children": [{"kind": "Tanh"}]}}'
    chooser.set_input_files({"name": "tanh.json", "mimeType": "application/json", "buffer": model})
    expect(page.locator("[role=treeitem][data-kind=Tanh]")).to_have_count(1, timeout=15_000)
    chooser.set_input_files({"name": "page.json", "mimeType": "application/json", "buffer": b"<html>"})
    expect(page.get_by_text("The file looks like HTML or XML").first).to_be_visible(timeout=15_000)
    assert kinds(page) == ["Tanh"]


# Two inputs; `key` takes the second, `mix` takes a block that is not right before it, and the one that is.
DECODER: dict[str, Any] = {
    "format": "blockyard/1",
    "batch": 2,
    "inputs": [{"name": "x", "shape": ["B", 10, 8]}, {"name": "memory", "shape": ["B", 12, 8]}],
    "root": {
        "kind": "Graph",
        "args": {"outputs": ["query", "mix"]},
        "children": [
            {"kind": "Linear", "name": "query", "args": {"out_features": 8}},
            {"kind": "Linear", "name": "key", "args": {"out_features": 8}, "inputs": ["memory"]},
            {
                "kind": "Graph",
                "name": "mix",
                "args": {"inputs": ["a", "b"]},
                "inputs": ["query", "key"],
                "children": [{"kind": "ReLU", "name": "act", "inputs": ["b"]}],
            },
        ],
    },
}


def open_model(page: Page, model: dict[str, Any]) -> None:
    """Open a document through the File panel."""
    page.get_by_role("tab", name="File").click()
    given = json.dumps(model).encode()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "model.json", "mimeType": "application/json", "buffer": given}
    )
    last = model["root"]["children"][-1]["kind"]
    expect(page.locator(f"[role=treeitem][data-kind={last}]").first).to_be_visible(timeout=20_000)


def test_a_graph_says_what_its_blocks_take(page: Page) -> None:
    """Chips name the sources, the wire stops above what takes something else, and the tree says it aloud."""
    open_model(page, DECODER)
    query, key, mix, act = (cards(page).nth(place) for place in range(4))
    expect(key.locator(".chip")).to_have_text(["←memory"])
    expect(mix.locator("> .card > .takes .chip")).to_have_text(["←query", "←key"])
    expect(key).to_have_attribute("aria-label", re.compile("takes memory"))
    expect(act).to_have_attribute("aria-label", re.compile("takes b"))
    expect(page.locator(".terminal.input")).to_have_text([re.compile("xB×10×8"), re.compile("memoryB×12×8")])
    expect(page.locator(".terminal.output")).to_contain_text("B×10×8 · B×12×8")
    expect(query.locator("> .wire > .pill")).to_have_attribute("title", re.compile("B = 2, the batch"))
    assert stub(query) < gap(query, key)  # nothing between query and key: key takes memory
    assert stub(key) == gap(key, mix)  # mix takes key


def stub(card: Locator) -> float:
    """How far down the wire below a block is drawn, in pixels."""
    found = card.locator("> .wire").evaluate("wire => parseFloat(getComputedStyle(wire, '::before').height)")
    return float(found)


def gap(upper: Locator, lower: Locator) -> float:
    """The space between two cards."""
    above, below = upper.locator("> .card").bounding_box(), lower.locator("> .card").bounding_box()
    assert above and below
    return below["y"] - above["y"] - above["height"]


def test_a_chip_and_its_source_light_up_together(page: Page) -> None:
    """Resting on a chip shows its source, on a block or an input what takes it; a press goes there, by key too."""
    open_model(page, DECODER)
    query, key, mix = (cards(page).nth(place) for place in range(3))
    mix.locator("> .card > .takes .chip").first.hover()
    expect(query).to_have_class(re.compile(r"\blit\b"))
    expect(key).not_to_have_class(re.compile(r"\blit\b"))
    head(query).hover()
    expect(mix).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator(".terminal.output")).to_have_class(re.compile(r"\blit\b"))
    page.locator(".terminal.input").nth(1).hover()
    expect(key).to_have_class(re.compile(r"\blit\b"))
    head(mix).click()
    settled(page)
    page.keyboard.press("Tab")  # its wrap, duplicate and remove have keys, its chips are tab stops
    expect(query).to_have_class(re.compile(r"\blit\b"))
    page.keyboard.press("Enter")
    settled(page)
    expect(query).to_be_focused()
    expect(query).to_have_attribute("aria-selected", "true")


def test_a_block_dropped_into_a_graph_gets_a_name(page: Page) -> None:
    """What is dropped between two blocks of a Graph takes the upper one; Python names it, and the chips stay."""
    open_model(page, DECODER)
    drag(page, palette(page, "Identity"), head(cards(page).nth(3)), 1.0)
    identity = page.locator("[role=treeitem][data-kind=Identity]")
    expect(identity.locator(".name")).to_have_text("identity")
    expect(identity).to_have_attribute("aria-label", re.compile("takes act"))
    drag(page, head(identity), head(cards(page).nth(1)), -0.4)
    expect(cards(page).nth(1)).to_have_attribute("data-kind", "Identity")
    expect(cards(page).nth(1)).to_have_attribute("aria-label", re.compile("takes query"))


def test_an_input_added_and_taken_away(page: Page) -> None:
    """The plus gives the model a second input, selected and in focus; Delete takes it away again."""
    inputs = page.locator(".terminal.input")
    inputs.first.hover()
    page.locator("[data-action=add-input]").click()
    expect(inputs).to_have_count(2, timeout=15_000)
    expect(inputs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(inputs.nth(1)).to_be_focused()
    expect(cards(page).first.locator(".chip")).to_have_text(["←x"])
    page.keyboard.press("Delete")
    expect(inputs).to_have_count(1, timeout=15_000)
    expect(inputs.first).to_be_focused()
    expect(page.locator(".chip:visible")).to_have_count(0)


def test_a_caution_is_no_problem(page: Page) -> None:
    """A BatchNorm that sees one value for each feature works, and says what will go wrong in training."""
    norm = {"kind": "BatchNorm1d"}
    open_model(
        page,
        {
            "format": "blockyard/1",
            "batch": 1,
            "inputs": [{"shape": ["B", 8]}],
            "root": {"kind": "Sequential", "children": [norm]},
        },
    )
    expect(page.locator("[data-action=status]")).to_have_text("1 caution")
    note = page.locator("[data-kind=BatchNorm1d] .caution")
    expect(note).to_contain_text("one value for each of its 8 features")
    expect(note).to_have_attribute("title", re.compile("larger batch"))
    expect(page.locator("[data-kind=BatchNorm1d] .problem")).to_have_count(0)


def test_wrap_in_a_graph(page: Page) -> None:
    """The wrap menu offers a Graph, whose block then has a name."""
    head(cards(page).nth(1)).click()
    settled(page)
    page.keyboard.press("w")
    page.locator("[data-choice=Graph]").click()
    settled(page)
    expect(page.locator("[data-kind=Graph] [data-kind=ReLU] .name")).to_have_text("relu")


def test_the_output_of_a_graph_is_chosen_at_its_end(page: Page) -> None:
    """A press on the output selects the model itself, which has no card; what is wrong with it stands there."""
    broken = DECODER | {"root": {**DECODER["root"], "args": {"outputs": ["query", "gone"]}}}
    open_model(page, broken)
    output = page.locator(".ending")
    expect(output.locator(".problem")).to_contain_text("gone")
    expect(output.locator(".chip", has_text="gone")).to_be_disabled()
    output.get_by_role("button", name=re.compile("^output")).click()
    settled(page)
    expect(output.locator(".terminal")).to_have_class(re.compile("selected"))
    expect(page.get_by_text("gives", exact=True).first).to_be_visible(timeout=15_000)


# `act` takes what comes before it, `sum` that and the first block; `late` has nothing to do with either.
SKIPS: dict[str, Any] = {
    "format": "blockyard/1",
    "batch": 2,
    "inputs": [{"shape": ["B", 8]}],
    "root": {
        "kind": "Graph",
        "children": [
            {"kind": "Linear", "name": "first", "args": {"out_features": 8}},
            {"kind": "ReLU", "name": "act"},
            {"kind": "Add", "name": "sum", "inputs": ["act", "first"]},
            {"kind": "Tanh", "name": "late"},
        ],
    },
}


def lines(page: Page) -> list[tuple[str, str]]:
    """The wires beside the blocks, each by the names of the cards where it begins and ends."""
    ids = {
        str(card.get_attribute("data-block")): card.locator(".name").first.inner_text() for card in cards(page).all()
    }
    found = page.locator(".wires > .line").all()
    return sorted(
        (ids.get(str(line.get_attribute("data-from")), "in"), ids.get(str(line.get_attribute("data-to")), "out"))
        for line in found
    )


def draw_wire(page: Page, source: Locator, target: Locator) -> None:
    """Draw a wire from the handle of a block to another block."""
    head(source).hover()
    start, end = source.locator("> .card > .handle").bounding_box(), head(target).bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 100, end["y"] + 10, steps=6)
    page.mouse.move(end["x"] + 100, end["y"] + end["height"] / 2)
    page.mouse.up()


def test_a_wire_runs_past_blocks(page: Page) -> None:
    """What is not taken from the block right before has a wire beside the blocks; it stands out with its ends."""
    open_model(page, SKIPS)
    assert lines(page) == [("first", "sum")]
    head(cards(page).nth(3)).hover()
    expect(page.locator(".line.lit")).to_have_count(0)
    head(cards(page).nth(2)).hover()
    expect(page.locator(".line.lit")).to_have_count(1)
    card, line = cards(page).nth(1).locator(".card").bounding_box(), page.locator(".line .run").bounding_box()
    assert card and line and line["x"] + line["width"] <= card["x"] + 2  # beside the cards, its round end aside


def test_a_wire_drawn_by_mouse(page: Page) -> None:
    """A wire drawn from one block to a later one is what that one takes; the blocks that can take it light up."""
    open_model(page, SKIPS)
    draw_wire(page, cards(page).nth(0), cards(page).nth(3))
    settled(page)
    expect(cards(page).nth(3)).to_have_attribute("aria-label", re.compile("takes first"))
    expect(page.locator(".line")).to_have_count(2)
    assert lines(page) == [("first", "late"), ("first", "sum")]
    page.keyboard.press("Control+z")
    expect(page.locator(".line")).to_have_count(1)


def test_a_wire_to_an_earlier_block_is_refused(page: Page) -> None:
    """A block cannot take from a later one: nothing changes, and a sentence says why."""
    open_model(page, SKIPS)
    draw_wire(page, cards(page).nth(1), cards(page).nth(0))
    expect(page.locator(".toast")).to_have_text(
        "Linear first comes before act: a block takes only from blocks above it."
    )
    expect(cards(page).nth(0)).to_have_attribute("aria-label", re.compile("takes the input"))


def test_a_wire_to_one_of_several_inputs(page: Page) -> None:
    """A block that has all it needs asks what the new wire is to replace."""
    open_model(page, SKIPS)
    page.locator(".terminal.input").hover()
    start, end = page.locator(".terminal.input .port").bounding_box(), head(cards(page).nth(2)).bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 100, end["y"] + 12, steps=6)
    page.mouse.up()
    page.locator("[data-choice='Instead of first']").click()
    settled(page)
    expect(cards(page).nth(2)).to_have_attribute("aria-label", re.compile("takes act, x"))


def test_what_a_block_takes_by_keyboard(page: Page) -> None:
    """T opens what the block in focus may take, the nearest first; Enter takes it."""
    open_model(page, SKIPS)
    head(cards(page).nth(3)).click()
    settled(page)
    page.keyboard.press("t")
    expect(page.locator("[data-choice]")).to_have_text(
        [re.compile("^sum.*now"), re.compile("^act"), re.compile("^first"), re.compile("^x")]
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    expect(cards(page).nth(3)).to_have_attribute("aria-label", re.compile("takes act"))
    expect(cards(page).nth(3)).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator(".shortcuts")).to_contain_text("choose what the block takes")


def test_a_folded_graph_counts_its_skips(page: Page) -> None:
    """A nested Graph that is folded says how many of its wires run past a block, and keeps the ones it has itself."""
    inner = {**SKIPS["root"], "name": "inner"}
    outer = [*SKIPS["root"]["children"][:1], inner, {"kind": "Add", "name": "end", "inputs": ["first", "inner"]}]
    open_model(page, SKIPS | {"root": {"kind": "Graph", "children": outer}})
    expect(page.locator(".line")).to_have_count(2)
    head(cards(page).nth(1)).locator("[data-action=fold]").click()
    settled(page)
    expect(head(cards(page).nth(1)).locator(".detail")).to_contain_text("1 skip")
    assert lines(page) == [("first", "end")]
