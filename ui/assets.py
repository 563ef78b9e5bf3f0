"""What a browser fetches once, by an address of its own, because it is too large to travel with each redraw.

An address holds a digest of the content: what a browser kept of an older version is never taken for the new
one. Only the files named here are served, and from memory: no address reaches the disk.
"""

import hashlib
import json
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

_FOLDER = Path(__file__).parent


def _component(name: str) -> bytes:
    """A component as one module, which also exports its styles."""
    script, styles = (
        (_FOLDER / name / "dist" / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("js", "css")
    )
    return f"{script}export const styles = {json.dumps(styles)};\n".encode()


_CONTENTS = {
    "canvas.js": _component("canvas"),
    "codemirror.js": (_FOLDER / "editor" / "dist" / "codemirror.js").read_bytes(),
    "previews.json": (_FOLDER / "canvas" / "previews.json").read_bytes(),
}
_TYPES = {"js": "text/javascript", "json": "application/json"}


def _addressed(name: str) -> str:
    """A file's name with a digest of its content."""
    stem, _, ending = name.partition(".")
    return f"{stem}-{hashlib.sha256(_CONTENTS[name]).hexdigest()[:16]}.{ending}"


_FILES = {name: _addressed(name) for name in _CONTENTS}
_SERVED = {_FILES[name]: content for name, content in _CONTENTS.items()}
_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


def address(name: str) -> str:
    """Where a browser finds the file of this name, from the root of the server."""
    return f"{root()}/assets/{_FILES[name]}"


def routes() -> list[Route]:
    """For `st.App`: the way to these files."""
    return [Route(f"{root()}/assets/{{file}}", _serve)]


def root() -> str:
    """The path below which the app is served: "" or "/somewhere"."""
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}" if prefix else ""


async def _serve(request: Request) -> Response:
    file = str(request.path_params["file"])
    content = _SERVED.get(file)
    if content is None:
        return PlainTextResponse("There is no such file.", status_code=404)
    return Response(content, media_type=_TYPES[file.rpartition(".")[2]], headers=_HEADERS)
