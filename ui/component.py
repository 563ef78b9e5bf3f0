"""How our browser components are registered: from the built files beside them."""

from pathlib import Path
from typing import Any

import streamlit as st


def component(name: str) -> Any:
    """The component in `ui/<name>/`, as Streamlit mounts it. Call it once, when the module is loaded.

    `dist/` is built from `src/` by `npm run build` and committed, so that nobody needs Node to run it.
    """
    dist = Path(__file__).parent / name / "dist"
    return st.components.v2.component(
        f"blockyard_{name}",
        html="<div></div>",
        css=(dist / f"{name}.css").read_text(encoding="utf-8"),
        js=(dist / f"{name}.js").read_text(encoding="utf-8"),
        isolate_styles=True,
    )
