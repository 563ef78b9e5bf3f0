"""A square to draw in, white on black, with a pointer or the arrow keys: a picture for a run.

It sends what was drawn as a PNG when the pen is lifted; the resizing is done where all pictures are resized.
"""

import base64
import binascii
from collections.abc import Callable

import streamlit as st

from ui.component import component

_component = component("drawing")
_PNG = "data:image/png;base64,"
MOST_SENT = 2**20  # characters


def drawing(picture: str, key: str, on_drawn: Callable[[str], None]) -> None:
    """Show the square with a picture in it, as it was sent, "" for none; `on_drawn` gets the next one."""

    def drawn() -> None:
        match st.session_state[key].get("drawn"):
            case str() as sent if len(sent) <= MOST_SENT:
                on_drawn(sent)

    _component(data={"picture": picture}, key=key, on_drawn_change=drawn, height="content")


def as_png(sent: str) -> bytes:
    """The bytes of a picture as it was sent; none where it is no picture."""
    try:
        return base64.b64decode(sent.removeprefix(_PNG), validate=True)
    except (binascii.Error, ValueError):
        return b""
