"""The canvas: palette and model, drawn and edited in the browser.

It draws the data it is given and sends small operations back; the model is only ever changed in
Python.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui.component import fetched

_component = fetched("canvas")


def canvas(message: bytes, receive: Callable[[Any], None], key: str = "canvas") -> None:
    """Draw the canvas; `receive` gets what it sends, before the page is drawn again.

    The message travels as bytes: Streamlit would turn it to JSON twice, and ten times slower.
    """

    def on_ops() -> None:
        receive(st.session_state[key].get("ops"))

    _component(data=message, key=key, on_ops_change=on_ops, height="content")
