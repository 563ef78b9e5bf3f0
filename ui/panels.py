"""The panels beside the canvas: diagram, cost, code and files."""

import streamlit as st

from blocks import charts, diagram, document
from blocks.code import to_code
from blocks.errors import BlockError, EngineError
from blocks.tree import Model
from ui import text
from ui.code_block import widen
from ui.definitions import library_form
from ui.diagram import diagram as diagram_view
from ui.state import Studio

DEPTHS = {"auto": None, "1": 1, "2": 2, "3": 3, "4": 4, "all": 50}


def is_dark() -> bool:
    """Whether the person looks at the dark theme."""
    return st.context.theme.type == "dark"


def diagram_panel(studio: Studio) -> None:
    """The hierarchy, drawn by graphviz; a click selects."""
    chosen = st.segmented_control("Depth", list(DEPTHS), default="auto", key="depth", required=True)
    report = studio.report
    depth = DEPTHS[chosen or "auto"] or diagram.fitting_depth(report)
    dot = diagram.to_dot(report, studio.kinds, depth, is_dark())
    try:
        svg = diagram.to_svg(dot)
    except EngineError as error:
        st.warning(f"{text.literal(str(error))} Choose a smaller depth.")
        return
    if svg is None:
        _drawn_by_streamlit(studio, dot)
        st.caption("With Graphviz's `dot` on the path the diagram is quicker, and a click in it selects.")
        return
    shown = diagram.visible(report, depth)
    selected = shown.get(studio.selected or -1)
    diagram_view(svg, selected, text.file_name(studio.model.title), "picture", studio.reveal)


def _drawn_by_streamlit(studio: Studio, dot: str) -> None:
    """A drawing changed in place freezes the tab for seconds: a new one goes to the other of two places."""
    before, place = studio.drawn
    if dot != before:
        studio.drawn = (dot, place) = (dot, 1 - place)
    (st.empty(), st.empty())[place].graphviz_chart(dot, width="stretch")


def cost_panel(studio: Studio) -> None:
    """Where the parameters or the work are; a click selects."""
    figures = {"Parameters": charts.parameters, "MACs": charts.macs}
    chosen = st.segmented_control("Show", list(figures), default="Parameters", key="cost", required=True)
    if not (studio.report.params if chosen == "Parameters" else studio.report.macs):
        what = "parameters" if chosen == "Parameters" else "MACs"
        st.info(f"No {what} to draw yet. A layer such as Linear or Conv2d has some.")
        return
    figure = figures[chosen or "Parameters"](studio.report, studio.kinds, is_dark())
    found = studio.block()
    if found and not found[0].children:  # a click on a leaf selects; it must not leave the leaf filling the map
        figure["layout"]["uirevision"] = str(found[0].id)
    key = "cost-chart"

    def select() -> None:
        points = st.session_state[key].selection.points
        if points and str(points[0].get("id", "")).isdecimal():
            studio.reveal(int(points[0]["id"]))

    st.plotly_chart(figure, key=key, on_select=select, theme=None, config={"displayModeBar": False})
    st.caption("Click a part to select its block.")


def code_panel(studio: Studio) -> None:
    """The model as PyTorch, to copy or to download."""
    try:
        source = to_code(studio.report, studio.kinds)
    except BlockError as error:
        st.info(f"Code comes when the shapes agree. {text.literal(str(error))}")
        return
    name = text.file_name(studio.model.title)
    st.download_button(f"Download {name}.py", source, f"{name}.py", "text/x-python", on_click="ignore", width="stretch")
    widen(studio)
    st.code(source, "python", height=560)


def file_panel(studio: Studio) -> None:
    """Start anew, save, open."""
    name = text.file_name(studio.model.title)
    st.button("New empty model", on_click=lambda: studio.open(Model()), width="stretch", icon=":material/add:")
    st.download_button(
        "Save as JSON",
        document.dumps(studio.model),
        f"{name}.json",
        "application/json",
        on_click="ignore",
        width="stretch",
        icon=":material/download:",
    )
    key = "upload"

    def opened() -> None:
        uploaded = st.session_state[key]
        if uploaded is not None:
            studio.load(uploaded.getvalue(), uploaded.name[:80])

    st.file_uploader("Open a saved model", type="json", key=key, max_upload_size=1, on_change=opened)
    st.caption("Opening and starting anew can be undone.")
    st.divider()
    library_form(studio)
