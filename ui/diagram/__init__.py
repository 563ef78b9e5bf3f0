"""The diagram on the page: the SVG that `blocks.diagram` makes, to zoom, to click and to save.

It shows the picture it is given and says which block was clicked; it draws nothing of its own.
"""

from collections.abc import Callable

import streamlit as st

from ui.component import component

HEIGHT = 620  # pixels

_component = component("diagram")


def diagram(
    svg: str, selected: int | None, name: str, key: str, on_select: Callable[[int], None], height: int = HEIGHT
) -> None:
    """Show a picture with the block `selected` marked; `on_select` gets the id of a block that is clicked.

    `name` is what the saved files are called.
    """

    def on_change() -> None:
        block = st.session_state[key].get("select")
        if isinstance(block, int | float):
            on_select(int(block))

    data = {"svg": svg, "selected": selected, "height": height, "name": name}
    _component(data=data, key=key, on_select_change=on_change, height="content")
