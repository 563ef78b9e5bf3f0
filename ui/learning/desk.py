"""The desk of a step: the canvas with what belongs beside it, or a run of what stands on it."""

from collections.abc import Callable

import streamlit as st

from blocks.lessons.records import Panel
from ui import panels, view
from ui.canvas import canvas
from ui.fitting.panel import panel
from ui.inspector import inspector
from ui.running.board import board
from ui.state import Studio

BESIDE: dict[str, Callable[[Studio], None]] = {
    "Build": inspector,
    "Code": panels.code_panel,
    "Diagram": panels.diagram_panel,
    "Cost": panels.cost_panel,
}
WHOLE: dict[str, Callable[[Studio], None]] = {"Run": board, "Train": panel}
_NAMES: dict[Panel, str] = {
    "inspect": "Build", "code": "Code", "diagram": "Diagram", "cost": "Cost", "run": "Run", "train": "Train",
}  # fmt: skip


def show_desk(studio: Studio, key: str, first: Panel) -> None:
    """What a step is done on. `key` stands for the step, which begins with the panel `first`. While the model is veiled
    nothing stands beside the canvas: it would tell what is to be predicted."""
    begins = _NAMES[first]
    chosen = st.segmented_control(
        "Desk", [*BESIDE, *WHOLE], default=begins, required=True, key=f"desk-{key}", label_visibility="collapsed",
        disabled=studio.veiled,
    )  # fmt: skip
    chosen = chosen or begins
    if chosen in WHOLE and not studio.veiled:
        with st.container(key="panel-whole", border=False):
            WHOLE[chosen](studio)
        return
    left, right = st.columns([1.55, 1], gap="small")
    with left:
        canvas(view.message(studio), studio.receive, key="desk")
    with right, st.container(border=False, key=f"panel-{chosen.lower()}"):
        if studio.veiled:
            st.caption("Shapes and numbers come when you have answered.")
        else:
            BESIDE[chosen](studio)
