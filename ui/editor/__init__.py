"""The code editor on the page: Python source in CodeMirror, with what is known of each line.

It runs and judges no code. Typing stays in the browser; only a text that is applied comes back.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from ui import assets
from ui.component import component

_component = component("editor")


def code_editor(
    key: str,
    source: str,
    counts: Mapping[int, int],
    problems: Iterable[tuple[int, str]],
    readonly: bool,
    on_apply: Callable[[str], None],
    lit: Iterable[int] = (),
    on_point: Callable[[int], None] | None = None,
) -> None:
    """Show `source`; `on_apply` gets the text that is applied, before the page is drawn again.

    `key` stands for one text, a block's say: what was typed there and not applied is kept under it while
    other texts are shown. `counts` is how often each line ran in the last forward pass, `problems` what is
    wrong with single lines; lines count from 1, in `source`. When `source` is still the same after a text was
    applied, that text was refused: the problems given then are about its lines, until others are given. A
    read-only text is never applied, whatever the browser sends. Lines that are `lit` stand for what is selected
    elsewhere; `on_point` gets the number of a line that is clicked.
    """

    def on_change() -> None:
        text, revision = _applied(key)
        if revision and not readonly:
            on_apply(text)

    data = {
        "address": assets.address("codemirror.js"),
        "key": key,
        "source": source,
        "counts": {str(line): count for line, count in counts.items()},
        "problems": [{"line": line, "text": text} for line, text in problems],
        "readonly": readonly,
        "lit": list(lit),
        "pointed": on_point is not None,
        "answered": _applied(key)[1],
    }

    def on_line() -> None:
        line = _pointed(key)
        if line and on_point:
            on_point(line)

    _component(data=data, key=key, on_applied_change=on_change, on_pointed_change=on_line, height="content")


def _pointed(key: str) -> int:
    """The line that was clicked; 0 where none was."""
    state = st.session_state.get(key)
    value: Any = state.get("pointed") if state else None
    match value:
        case {"line": int() | float() as line}:
            return int(line)
        case _:
            return 0


def _applied(key: str) -> tuple[str, int]:
    """The text that this redraw answers and its revision, which is 0 when it answers none."""
    state = st.session_state.get(key)
    value: Any = state.get("applied") if state else None
    match value:
        case {"text": str(text), "revision": int() | float() as revision}:
            return text, int(revision)
        case _:
            return "", 0
