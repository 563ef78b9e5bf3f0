"""Nothing is lost, in the real app: a refresh, a restart of the server, two tabs, links, and the first visit."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from blocks import document, links
from tests.app_server import free_port, running_app
from tests.browsing import cards, head, kinds, open_build, open_model, palette, settled
from tests.making import block, doc

pytestmark = pytest.mark.browser
SHAPES = ["Linear", "ReLU", "Linear"]


def add(page: Page, kind: str) -> None:
    """Add a layer by keyboard, without waiting for Python."""
    palette(page, kind).focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"[role=treeitem][data-kind={kind}]").first).to_be_attached()


def drawn(page: Page, *wanted: str) -> None:
    """Wait until these blocks, and no others, are on the canvas and Python knows them."""
    expect(cards(page)).to_have_count(len(wanted), timeout=60_000)  # the first Code of a server starts its processes
    for place, kind in enumerate(wanted):
        expect(cards(page).nth(place)).to_have_attribute("data-kind", kind, timeout=30_000)
    settled(page)


def toast(page: Page) -> Locator:
    """What the canvas says at its foot."""
    return page.locator(".toast")


def choose(page: Page, title: str) -> None:
    """Choose from the menu beside the title."""
    page.locator("[data-action=file]").click()
    page.get_by_role("menuitem", name=title).click()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page in a browser of its own: another person."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


# --- a refresh


def test_a_refresh_loses_nothing(page: Page) -> None:
    """After a refresh the model is there at once, with what was selected and folded; one click takes it back."""
    add(page, "Tanh")
    settled(page)
    head(cards(page).nth(1)).click()
    page.keyboard.press("w")
    page.get_by_role("menuitem", name="Residual").click()
    settled(page)
    page.locator("[role=treeitem][data-kind=Residual]").press("f")
    drawn(page, "Linear", "Residual", "Linear", "Tanh")
    head(cards(page).nth(3)).click()
    settled(page)
    page.reload()
    drawn(page, "Linear", "Residual", "Linear", "Tanh")
    expect(cards(page).nth(3)).to_have_attribute("aria-selected", "true")
    expect(cards(page).nth(1)).to_have_attribute("aria-expanded", "false")
    expect(toast(page)).to_contain_text("Restored “Perceptron”, as you left it at")
    toast(page).get_by_role("button", name="Undo").click()
    drawn(page, *SHAPES)


def test_a_refresh_in_the_middle_of_an_edit(page: Page) -> None:
    """What Python had not answered yet is done again after the refresh, once."""
    for kind in ("Tanh", "Sigmoid", "GELU"):
        add(page, kind)
    page.reload()
    drawn(page, *SHAPES, "Tanh", "Sigmoid", "GELU")


def test_a_refresh_on_another_page(page: Page) -> None:
    """The model waits until the canvas is seen again."""
    add(page, "Tanh")
    settled(page)
    page.get_by_role("link", name="Gallery").first.click()
    expect(page.get_by_role("textbox", name="Search")).to_be_visible(timeout=30_000)
    page.reload()
    expect(page.get_by_role("textbox", name="Search")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Build").first.click()
    drawn(page, *SHAPES, "Tanh")


def test_back_from_the_gallery(page: Page) -> None:
    """Turning to another page and back is no refresh: the session has the model, and nothing is offered."""
    add(page, "Tanh")
    settled(page)
    page.get_by_role("link", name="Gallery").first.click()
    expect(page.get_by_role("textbox", name="Search")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Build").first.click()
    drawn(page, *SHAPES, "Tanh")
    expect(page.locator(".banner")).to_be_hidden()
    expect(toast(page)).to_have_count(0)


def test_what_was_open_before_is_an_earlier_draft(page: Page) -> None:
    """Work is kept when another model opens in its place, also over a refresh; an untouched model is no work."""
    add(page, "Tanh")
    settled(page)
    choose(page, "New model")
    drawn(page)
    page.get_by_role("button", name="LeNet-5").click()
    expect(page.locator("[data-action=title]")).to_have_text("LeNet-5", timeout=20_000)
    settled(page)
    page.reload()
    expect(page.locator("[data-action=title]")).to_have_text("LeNet-5", timeout=30_000)
    settled(page)
    choose(page, "Earlier drafts")
    choices = page.get_by_role("menuitem")
    expect(choices).to_have_count(1)
    choices.click()
    drawn(page, *SHAPES, "Tanh")


# --- tabs


def test_two_tabs(page: Page, address: str) -> None:
    """Each tab gets its own model back; a new one is offered what the others have."""
    other = page.context.new_page()
    open_build(other, address)
    for tab, kind in ((page, "Tanh"), (other, "Sigmoid")):
        add(tab, kind)
        settled(tab)
    for tab in (page, other):
        tab.reload()
    drawn(page, *SHAPES, "Tanh")
    drawn(other, *SHAPES, "Sigmoid")
    other.close()
    third = page.context.new_page()
    open_build(third, address)
    assert kinds(third) == SHAPES
    third.get_by_role("button", name="Restore").click()
    expect(cards(third)).to_have_count(4, timeout=20_000)


def test_a_copied_tab_writes_over_nothing(page: Page, address: str) -> None:
    """A copy of a tab has the first one's storage, and yet keeps a draft of its own."""
    add(page, "Tanh")
    settled(page)
    with page.expect_popup() as opened:
        page.evaluate("address => { window.open(address) }", address)
    copy = opened.value
    expect(cards(copy)).to_have_count(3, timeout=60_000)
    assert copy.evaluate("sessionStorage.getItem('blockyard/tab')")
    add(copy, "Sigmoid")
    settled(copy)
    copy.reload()
    drawn(copy, *SHAPES, "Sigmoid")
    page.reload()
    drawn(page, *SHAPES, "Tanh")


# --- a server that goes away


def test_edits_wait_for_the_server(browser: Browser) -> None:
    """What is done while the server is away waits, and after its restart it is done on the same model."""
    port = free_port()
    page = browser.new_page()
    with running_app(port=port) as address:
        open_build(page, address)
        add(page, "Tanh")
        settled(page)
    expect(page.get_by_role("dialog", name="Connection error")).to_be_visible(timeout=30_000)
    page.get_by_role("dialog", name="Connection error").get_by_role("button", name="Close").click()
    add(page, "Sigmoid")
    head(cards(page).nth(0)).click()
    page.keyboard.press("Delete")
    expect(page.locator(".lost")).to_have_text("Not connected: your edits wait here", timeout=20_000)
    with running_app(port=port):
        expect(toast(page)).to_contain_text("Restored “Perceptron”", timeout=90_000)
        drawn(page, "ReLU", "Linear", "Tanh", "Sigmoid")
        expect(page.locator(".lost")).to_be_hidden()
        page.reload()
        drawn(page, "ReLU", "Linear", "Tanh", "Sigmoid")
        page.close()


# --- links


def shared(page: Page) -> str:
    """The link that Share copies."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-action=share]").click()
    expect(page.get_by_role("dialog", name="Share")).to_contain_text("Link copied")
    link = str(page.evaluate("navigator.clipboard.readText()"))
    expect(page.get_by_role("dialog", name="Share")).to_contain_text(
        f"its {len(link):,} characters hold the whole model"
    )
    page.keyboard.press("Escape")
    return link


def test_a_link_holds_the_model(page: Page, visitor: Page, address: str) -> None:
    """Another person who opens the link has the same document; Python reads it out of the link as well."""
    page.locator("[data-action=title]").click()
    page.keyboard.type("Größe 🧱")
    page.keyboard.press("Enter")
    add(page, "Tanh")
    settled(page)
    link = shared(page)
    assert link.startswith(f"{address}/{links.MARK}")
    visitor.goto(link)
    drawn(visitor, *SHAPES, "Tanh")
    expect(toast(visitor)).to_contain_text("Opened “Größe 🧱” from the link.")
    with visitor.expect_download() as saved:
        choose(visitor, "Save as a file")
    assert Path(saved.value.path()).read_bytes() == links.unpack(link)


def test_a_link_is_opened_once(page: Page, visitor: Page) -> None:
    """The address is clean afterwards: a refresh keeps the work that was done since; the same link still opens anew."""
    add(page, "Tanh")
    settled(page)
    link = shared(page)
    visitor.goto(link)
    drawn(visitor, *SHAPES, "Tanh")
    expect(toast(visitor)).to_be_visible()
    assert "#" not in visitor.url
    add(visitor, "Sigmoid")
    settled(visitor)
    visitor.reload()
    drawn(visitor, *SHAPES, "Tanh", "Sigmoid")
    visitor.goto("about:blank")
    visitor.goto(link)
    drawn(visitor, *SHAPES, "Tanh")
    expect(visitor.locator(".banner")).to_contain_text("Restore “Perceptron”")
    visitor.get_by_role("button", name="Restore").click()
    drawn(visitor, *SHAPES, "Tanh", "Sigmoid")


def test_a_link_pasted_over_work(page: Page) -> None:
    """A link that is followed in a tab with work in it opens as one step: undo brings the work back."""
    add(page, "Tanh")
    settled(page)
    link = links.pack(document.dumps(doc(block("GELU"), title="Theirs")))
    page.evaluate("link => { location.hash = link }", link)
    drawn(page, "GELU")
    expect(toast(page)).to_contain_text("Opened “Theirs” from the link.")
    toast(page).get_by_role("button", name="Undo").click()
    drawn(page, *SHAPES, "Tanh")


def test_a_link_opens_though_the_page_is_named_anew(visitor: Page, address: str) -> None:
    """Streamlit may rewrite the address before the canvas is there, without what stands behind the #."""
    visitor.add_init_script("history.replaceState({}, '', location.pathname)")
    visitor.goto(links.pack(document.dumps(doc(block("GELU"))), f"{address}/"))
    drawn(visitor, "GELU")
    visitor.get_by_role("link", name="Gallery").click()
    expect(visitor.get_by_role("button", name="Open").first).to_be_visible(timeout=60_000)
    visitor.get_by_role("link", name="Build").click()
    drawn(visitor, "GELU")
    expect(visitor.locator("[data-action=undo]")).to_have_attribute("aria-label", "Undo Open Test")


def test_a_damaged_link_loses_nothing(page: Page, address: str) -> None:
    """A link that lost its end says so, and what the tab had is there as after any refresh."""
    add(page, "Tanh")
    settled(page)
    link = links.pack(document.dumps(doc(block("GELU"))), f"{address}/")[:-12]
    page.goto("about:blank")
    page.goto(link)
    expect(toast(page)).to_contain_text(
        "The link is cut short. Expected: all of it. Fix: copy the whole link again", timeout=60_000
    )
    drawn(page, *SHAPES, "Tanh")
    assert "#" not in page.url


def test_code_in_a_link_waits(visitor: Page, address: str) -> None:
    """Python that came with a link does not run before it was allowed."""
    source = "class Twice(nn.Module):\n    def forward(self, x):\n        return 2 * x\n"
    visitor.goto(links.pack(document.dumps(doc(block("Code", source=source))), f"{address}/"))
    drawn(visitor, "Code")
    expect(visitor.locator("[data-action=status]")).to_have_text("1 block to allow")
    visitor.reload()
    drawn(visitor, "Code")
    expect(visitor.locator("[data-action=status]")).to_have_text("1 block to allow")


def test_too_long_for_a_link_is_a_file(page: Page) -> None:
    """A model beyond the limit of a link says why, and is saved as the file that it is."""
    notes = "".join(f"# {place * 7919 % 100_003 * 104_729:x}\n" for place in range(1, 1_500))
    source = f"class Same(nn.Module):\n    def forward(self, x):\n        return x\n\n\n{notes}"
    open_model(page, json.loads(document.dumps(doc(block("Code", source=source), title="Long"))))
    settled(page)
    page.locator("[data-action=share]").click()
    panel = page.get_by_role("dialog", name="Share")
    expect(panel).to_contain_text("Beyond 8,000 mail and chat may cut it")
    with page.expect_download() as saved:
        panel.get_by_role("button", name="Save as a file").click()
    assert saved.value.suggested_filename == "long.json"
    assert Path(saved.value.path()).read_text() == document.dumps(doc(block("Code", source=source), title="Long"))


def test_links_below_a_base_path(browser: Browser) -> None:
    """Where the app is served below a path, its links lead there."""
    with running_app(base="class/a") as address:
        page = browser.new_page()
        open_build(page, address)
        add(page, "Tanh")
        settled(page)
        link = shared(page)
        assert link.startswith(f"{address}/{links.MARK}")
        other = browser.new_page()
        other.goto(link)
        drawn(other, *SHAPES, "Tanh")
        page.close()
        other.close()


# --- beginning


def test_a_new_model_offers_ways_to_begin(page: Page) -> None:
    """An empty canvas begins with a layer, a model of the Gallery, or a search."""
    choose(page, "New model")
    drawn(page)
    page.get_by_role("button", name="A search through all layers").click()
    page.keyboard.type("no such layer")
    expect(page.locator(".none")).to_contain_text("No layer matches no such layer.")
    page.get_by_role("button", name="Show all layers").click()
    expect(palette(page, "Linear")).to_be_visible()
    page.get_by_role("button", name="A Linear layer").click()
    drawn(page, "Linear")


def test_a_file_opens_from_the_menu(page: Page) -> None:
    """A file is chosen in the menu beside the title; one that is no model changes nothing."""
    with page.expect_file_chooser() as chosen:
        choose(page, "Open a file")
    given = document.dumps(doc(block("GELU"), title="Mine")).encode()
    chosen.value.set_files({"name": "mine.json", "mimeType": "application/json", "buffer": given})
    drawn(page, "GELU")
    with page.expect_file_chooser() as chosen:
        choose(page, "Open a file")
    chosen.value.set_files({"name": "page.json", "mimeType": "application/json", "buffer": b"<html>"})
    expect(toast(page)).to_contain_text("page.json: The file looks like HTML")
    drawn(page, "GELU")


def test_the_hint_is_for_the_first_visit(page: Page, visitor: Page, address: str) -> None:
    """The first visit has one line of help; it goes for good once it was followed, or put away."""
    hint = page.get_by_role("note")
    expect(hint).to_contain_text("Drag a layer from the left")
    add(page, "Tanh")
    expect(hint).to_be_hidden()
    settled(page)
    choose(page, "New model")
    page.reload()
    drawn(page)
    expect(hint).to_be_hidden()
    open_build(visitor, address)
    visitor.get_by_role("button", name="Got it").click()
    expect(visitor.get_by_role("note")).to_be_hidden()
    visitor.reload()
    drawn(visitor, *SHAPES)
    expect(visitor.get_by_role("note")).to_be_hidden()
