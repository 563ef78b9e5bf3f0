"""The short way of an edit: an address that answers it with the canvas's new data."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect
from starlette.types import Message

from tests.browsing import cards, kinds, palette, settled
from tests.making import KINDS, block, doc
from ui import direct, state, view
from ui.state import Studio


@pytest.fixture
def studio() -> Iterator[Studio]:
    """A studio with one layer, known by its name as one is that a page opened."""
    found = Studio(KINDS, doc(block("ReLU")))
    state.know(found)
    yield found


class Answer:
    """What came back."""

    status_code = 0
    content = b""

    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.content)

    async def hear(self, message: Message) -> None:
        """As the server is told."""
        self.status_code = message.get("status", self.status_code)
        self.content += message.get("body", b"")


def post(body: Any, content_type: str = "application/json") -> Answer:
    """What the address answers."""
    (route,), answer = direct.routes(), Answer()
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    parts = [content[at : at + 500] for at in range(0, len(content), 500)] or [b""]
    messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages[-1]["more_body"] = False

    async def give() -> Message:
        return messages.pop(0)

    scope = {
        "type": "http", "method": "POST", "path": view.edits(), "query_string": b"", "path_params": {},
        "headers": [(b"content-type", content_type.encode())],
    }  # fmt: skip
    with ThreadPoolExecutor(1) as aside:  # in this thread the loop that drives the browser may be running
        aside.submit(asyncio.run, route.app(scope, give, answer.hear)).result()
    return answer


def adding(studio: Studio, *numbers: int) -> dict[str, Any]:
    """A batch that adds a layer for each number."""
    add = {"op": "add", "kind": "Tanh", "parent": studio.model.root.id, "index": 0}
    return {"client": "a", "session": studio.session, "ops": [{"id": number, **add} for number in numbers]}


def test_an_edit_is_answered_with_the_canvas(studio: Studio) -> None:
    """What comes back is what Streamlit would draw; the same edit on both ways is done once."""
    answer = post(adding(studio, 1))
    assert answer.status_code == 200
    assert answer.content == view.message(studio)
    data = answer.json()["data"]
    assert [child["kind"] for child in data["root"]["children"]] == ["Tanh", "ReLU"]
    assert data["ack"] == {"client": "a", "id": 1}
    studio.receive(adding(studio, 1))
    post(adding(studio, 1, 2))
    assert [child.kind for child in studio.model.root.children] == ["Tanh", "Tanh", "ReLU"]


def test_the_number_grows_with_each_change(studio: Studio) -> None:
    """The browser draws nothing anew for a number that it has drawn, and never goes back to a smaller one."""
    first = post(adding(studio)).json()["number"]
    assert post(adding(studio)).json()["number"] == first
    assert post(adding(studio, 1)).json()["number"] == first + 1
    studio.undo()
    assert json.loads(view.message(studio))["number"] == first + 2


def test_only_a_session_that_is_there(studio: Studio) -> None:
    """Without the name of a session nobody edits, whatever is sent."""
    before = studio.model
    for body in (
        adding(studio, 1) | {"session": "guessed"}, adding(studio, 1) | {"session": ""}, {"ops": []}, [], None, 7, b"", b"{",
        b"[" * 100_000, b"\xff",
    ):  # fmt: skip
        assert post(body).status_code == 404
    gone = Studio(KINDS, doc())
    state.know(gone)
    batch = adding(gone, 1)
    assert post(batch).status_code == 200
    del gone
    assert post(batch).status_code == 404
    assert studio.model is before


def test_no_page_of_another_origin(studio: Studio) -> None:
    """Browsers send another type than JSON to strangers without asking them first: that is refused."""
    assert post(adding(studio, 1), "text/plain").status_code == 415
    assert post(adding(studio, 1), "application/x-www-form-urlencoded").status_code == 415
    assert len(studio.model.root.children) == 1


def test_no_more_than_fits(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large is refused before it is read."""
    monkeypatch.setattr(direct, "LARGEST", 1000)
    assert post(adding(studio, *range(1, 100))).status_code == 413
    assert len(studio.model.root.children) == 1


def test_damaged_edits_are_told(studio: Studio) -> None:
    """What is no edit changes nothing, and the canvas says so."""
    answer = post({"client": "a", "session": studio.session, "ops": [{"id": "one"}]})
    assert answer.status_code == 200
    assert answer.json()["data"]["notice"]["level"] == "error"


@pytest.mark.browser
def test_the_page_follows(page: Page) -> None:
    """The canvas is answered the short way, and the panel beside it shows the new layer too."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    palette(page, "Dropout").dblclick()
    settled(page)
    expect(page.locator("[class*=st-key-panel-inspect] strong").first).to_have_text("Dropout")
    assert [request.url.rpartition("/")[2] for request in sent] == ["edits"]
    assert kinds(page) == ["Linear", "ReLU", "Linear", "Dropout"]


@pytest.mark.browser
@pytest.mark.parametrize("how", ["abort", "refuse", "wait"])
def test_without_the_short_way(page: Page, how: str) -> None:
    """A proxy that does not let it through, or swallows it, loses no edit: Streamlit's own way is left."""
    hung: list[Route] = []

    def hang(route: Route) -> None:
        hung.append(route)

    answers = {
        "abort": lambda route: route.abort(),
        "refuse": lambda route: route.fulfill(status=403),
        "wait": hang,
    }
    page.route("**/edits", answers[how])
    palette(page, "Tanh").dblclick()
    settled(page)
    assert kinds(page) == ["Linear", "ReLU", "Linear", "Tanh"]
    page.keyboard.press("Control+z")
    settled(page)
    expect(cards(page)).to_have_count(3)
    page.unroute("**/edits")
    palette(page, "Tanh").dblclick()
    settled(page)
    assert kinds(page) == ["Linear", "ReLU", "Linear", "Tanh"]
