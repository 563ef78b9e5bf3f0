"""What a browser fetches once, by an address of its own, because it is too large to travel with each redraw.

An address holds a digest of the content: what a browser kept of an older version is never taken for the new
one. Only the files named here are served, and from memory: no address reaches the disk.
"""

import hashlib
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

_FOLDER = Path(__file__).parent
_CONTENTS = {"codemirror": (_FOLDER / "editor" / "dist" / "codemirror.js").read_bytes()}
_FILES = {name: f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.js" for name, content in _CONTENTS.items()}
_SERVED = {_FILES[name]: content for name, content in _CONTENTS.items()}
_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


def address(name: str) -> str:
    """Where a browser finds a module of this name, from the root of the server."""
    return f"{_base()}/{_FILES[name]}"


def routes() -> list[Route]:
    """For `st.App`: the way to these files."""
    return [Route(f"{_base()}/{{file}}", _serve)]


def _base() -> str:
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}/assets" if prefix else "/assets"


async def _serve(request: Request) -> Response:
    content = _SERVED.get(request.path_params["file"])
    if content is None:
        return PlainTextResponse("There is no such file.", status_code=404)
    return Response(content, media_type="text/javascript", headers=_HEADERS)
