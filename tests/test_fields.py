"""The fields of the forms: what comes back from the browser is an edit only where a person typed it."""

from typing import Any

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from tests.browsing import cards, head, open_build, settled
from ui import fields


class Form:
    """One field of a form, as the page draws it and the browser answers."""

    def __init__(self) -> None:
        self.state: dict[str, Any] = {}
        self.typed: list[Any] = []

    def draw(self, value: Any) -> dict[str, Any]:
        """The arguments of the field."""
        return fields.held("width", value, self.typed.append)

    def send(self, field: dict[str, Any], value: Any) -> None:
        """What Streamlit does when the browser tells that a field shows a value."""
        self.state[field["key"]] = value
        field["on_change"]()


@pytest.fixture
def form(monkeypatch: pytest.MonkeyPatch) -> Form:
    """A form nobody has typed in."""
    found = Form()
    monkeypatch.setattr(fields.st, "session_state", found.state)
    return found


def test_what_is_typed_is_an_edit_once(form: Form) -> None:
    """It keeps its key, so the browser keeps the field; sent again it says what holds already."""
    field = form.draw(1)
    form.send(field, 2)
    again = form.draw(2)
    assert (again["key"], again["value"]) == (field["key"], 2)
    form.send(again, 2)
    assert form.typed == [2]


def test_what_is_refused_springs_back(form: Form) -> None:
    """The same field shows what holds, and the same may be typed once more."""
    field = form.draw(1)
    form.send(field, -3)
    again = form.draw(1)
    assert again["key"] == field["key"]
    assert form.state[field["key"]] == 1
    form.send(again, -3)
    assert form.typed == [-3, -3]


def test_what_is_left_of_before_is_no_edit(form: Form) -> None:
    """After a change from elsewhere, an undo for one, the field is another, and the old one has no say."""
    old = form.draw(1)
    new = form.draw(2)
    assert new["key"] != old["key"]
    form.send(old, 1)
    form.send(old, 7)
    assert form.typed == []
    form.send(new, 1)
    assert form.typed == [1]


def test_fields_that_offer_options(form: Form) -> None:
    """A selectbox has the place of its value for a default; a field without one has none."""
    chosen = fields.choice("mode", ("a", "b"), "b", form.typed.append)
    assert (chosen["options"], chosen["index"]) == (("a", "b"), 1)
    assert fields.choice("other", ("a", "b"), None, form.typed.append)["index"] is None
    assert fields.choices("several", ["a", "b"], ["b"], form.typed.append)["default"] == ["b"]


def test_a_number_that_may_be_cleared(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no default, so it is told its value until the page has surely heard; then what is typed there stays."""
    now = 100.0
    monkeypatch.setattr(fields, "monotonic", lambda: now)
    field = fields.clearable("width", 7, form.typed.append)
    assert (field["value"], form.state["width"]) == (None, 7)
    form.state["width"] = None  # an answer was lost, and the browser shows the default
    now += fields.AT_ONCE / 2
    fields.clearable("width", 7, form.typed.append)
    assert form.state["width"] == 7
    now += fields.AT_ONCE
    field = fields.clearable("width", 7, form.typed.append)
    form.send(field, None)
    assert form.typed == [None]


@pytest.mark.browser
def test_an_undo_holds_when_messages_cross(browser: Browser, address: str) -> None:
    """A click that leaves before the page has heard of the undo brings the field's old number along: it is no edit."""
    waiting: list[str | bytes] = []
    sockets: list[WebSocketRoute] = []
    is_slow = False

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        sockets.append(socket)
        socket.on_message(server.send)
        server.on_message(lambda message: waiting.append(message) if is_slow else socket.send(message))

    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.route_web_socket("**/_stcore/stream", between)
        open_build(page, address)
        undo = page.locator("[data-action=undo]")
        linear = cards(page).first
        head(linear).click()
        settled(page)
        number = page.get_by_label("out_features", exact=True)
        before = number.input_value()
        number.fill("77")
        number.press("Enter")
        expect(undo).to_have_attribute("aria-label", "Undo Set out_features of Linear")
        settled(page)
        head(linear).click()
        is_slow = True
        page.keyboard.press("Control+z")
        expect(undo).to_be_disabled()
        page.wait_for_timeout(500)  # the page beside the canvas has its answer on the way
        head(cards(page).nth(1)).click()
        page.wait_for_timeout(500)
        is_slow = False
        for message in waiting:
            sockets[-1].send(message)
        settled(page)
        head(linear).click()
        settled(page)
        expect(page.get_by_label("out_features", exact=True)).to_have_value(before)
        expect(undo).to_be_disabled()
