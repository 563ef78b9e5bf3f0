"""The diagram on the page: the SVG that `blocks.diagram` makes, to zoom, to click and to save.

It shows the picture it is given and says which block was clicked; it draws nothing of its own. `dist/`
is built from `src/` by `npm run build` and committed, so that nobody needs Node to run it.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

HEIGHT = 620  # pixels

_DIST = Path(__file__).parent / "dist"
_component = st.components.v2.component(
    "blockyard_diagram",
    html="<div></div>",
    css=(_DIST / "diagram.css").read_text(encoding="utf-8"),
    js=(_DIST / "diagram.js").read_text(encoding="utf-8"),
    isolate_styles=True,
)


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
