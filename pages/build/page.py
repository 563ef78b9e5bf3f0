"""Build: the canvas, and beside it what is selected, the diagram, the cost and the code."""

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
}

open_now = studio()
left, right = st.columns([2.35, 1], gap="small")
with left:
    canvas(view.data(open_now), open_now.receive)
with right:
    tabs, file = st.columns([3.2, 1], gap="small", vertical_alignment="center")
    with tabs:
        chosen = st.segmented_control(
            "Panel",
            list(PANELS),
            default="Inspect",
            key="panel",
            required=True,
            label_visibility="collapsed",
            width="stretch",
        )
    with file:
        panels.file_menu(open_now)
    with st.container(height="stretch", border=False, key="panel-body"):
        PANELS[chosen or "Inspect"](open_now)
