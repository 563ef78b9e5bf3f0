"""The diagram on the page: the SVG that `blocks.diagram` makes, to zoom, to click, to fold and to save.

It shows the picture it is given and says what was clicked; it draws nothing of its own but the signs that fold.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.component import component

_component = component("diagram")


def diagram(
    data: Mapping[str, Any],
    key: str,
    on_select: Callable[[int], None],
    on_fold: Callable[[int, bool], None],
    on_depth: Callable[[str], None],
) -> None:
    """Show a picture: `data` is what `src/types.ts` calls a Picture.

    `on_select` gets the id of a block that is clicked, `on_fold` that of one to fold, or to unfold where the
    second argument is true, and `on_depth` the depth that is chosen.
    """

    def selected() -> None:
        match st.session_state[key].get("select"):
            case int() | float() as block:
                on_select(int(block))

    def turned() -> None:
        match st.session_state[key].get("fold"):
            case {"block": int() | float() as block, "unfolded": bool() as unfolded}:
                on_fold(int(block), unfolded)

    def chosen() -> None:
        match st.session_state[key].get("depth"):
            case str() as depth:
                on_depth(depth)

    _component(
        data=dict(data),
        key=key,
        on_select_change=selected,
        on_fold_change=turned,
        on_depth_change=chosen,
        height="content",
    )
