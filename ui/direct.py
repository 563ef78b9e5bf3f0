"""Edits that are answered at once: the canvas posts them to an address of its own and gets its new data, before
Streamlit draws the page anew.

Whoever knows the name of a session may edit in it: 256 random bits that only its own page was told. What is sent is
read as carefully as what comes through Streamlit, and each edit is done once, by whichever way it comes.
"""

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ui import state, view

LARGEST = 64 * 2**20  # bytes of one message: a file of 20 MB, written as JSON in JSON
_JSON = "application/json"


def routes() -> list[Route]:
    """For `st.App`: the way to this address."""
    return [Route(view.edits(), _receive, methods=["POST"])]


async def _receive(request: Request) -> Response:
    # A page of another origin cannot send this type without asking first, and nobody answers that.
    if request.headers.get("content-type") != _JSON:
        return PlainTextResponse("Edits come as JSON.", status_code=415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return PlainTextResponse("These edits are too large.", status_code=413)
    answer = await run_in_threadpool(_answer, bytes(body))
    if answer is None:
        return PlainTextResponse("There is no such session.", status_code=404)
    return Response(answer, media_type=_JSON, headers={"Cache-Control": "no-store"})


def _answer(body: bytes) -> bytes | None:
    """The canvas's data after these edits, or None where nobody knows the session."""
    try:
        sent = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return None
    session = sent.get("session") if isinstance(sent, dict) else None
    studio = state.of(session) if isinstance(session, str) else None
    if studio is None:
        return None
    studio.receive(sent)
    return view.message(studio)
