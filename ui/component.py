"""How our browser components are registered: from the built files beside them."""

from pathlib import Path
from typing import Any

import streamlit as st

from ui import assets

_FETCHED = """
const module = import(new URL("{address}", location.origin).href);
const sheet = new CSSStyleSheet();
let drawn;
module.then(({{ default: draw, styles }}) => {{ sheet.replaceSync(styles); drawn = draw; }});

export default function (call) {{
  const root = call.parentElement.getRootNode();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  return drawn ? drawn(call) : module.then(() => drawn(call));
}}
"""


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


def fetched(name: str) -> Any:
    """The same, for a large one: the browser gets it once, by an address, and not again with each redraw."""
    return st.components.v2.component(
        f"blockyard_{name}",
        html="<div></div>",
        js=_FETCHED.format(address=assets.address(f"{name}.js")),
        isolate_styles=True,
    )
