"""The canvas: palette and model, drawn and edited in the browser.

It draws the data it is given and sends small operations back; the model is only ever changed in
Python. `dist/` is built from `src/` by `npm run build` and committed, so that nobody needs Node to run it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_DIST = Path(__file__).parent / "dist"
_component = st.components.v2.component(
    "blockyard_canvas",
    html="<div></div>",
    css=(_DIST / "canvas.css").read_text(encoding="utf-8"),
    js=(_DIST / "canvas.js").read_text(encoding="utf-8"),
    isolate_styles=True,
)


def canvas(data: dict[str, Any], receive: Callable[[Any], None], key: str = "canvas") -> None:
    """Draw the canvas; `receive` gets what it sends, before the page is drawn again."""

    def on_ops() -> None:
        receive(st.session_state[key].get("ops"))

    _component(data=data, key=key, on_ops_change=on_ops, height="content")
