"""Build: the canvas, and beside it what is selected, the diagram, the cost, the code and files."""

import streamlit as st

from ui import panels, view
from ui.canvas import canvas
from ui.inspector import inspector
from ui.state import studio

PANELS = {
    "Inspect": inspector,
    "Diagram": panels.diagram_panel,
    "Cost": panels.cost_panel,
    "Code": panels.code_panel,
    "File": panels.file_panel,
}

open_now = studio()
shows_code = {"Code": True, "Inspect": open_now.reads_code}.get(st.session_state.get("panel", "Inspect"), False)
left, right = st.columns([1.2, 1] if open_now.wide and shows_code else [2.35, 1], gap="small")
with left:
    canvas(view.message(open_now), open_now.receive)
with right:
    if open_now.asked_for_form == "at once" or open_now.asked_for_form and st.session_state.get("panel") == "File":
        st.session_state["panel"] = "Inspect"
    open_now.asked_for_form = ""
    for name, tab in zip(PANELS, st.tabs(list(PANELS), key="panel", on_change="rerun"), strict=True):
        if tab.open:  # what is not seen is not computed
            with tab, st.container(border=False, key=f"panel-{name.lower()}"):
                PANELS[name](open_now)
