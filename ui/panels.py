"""The panels beside the canvas: cost, code and files; the diagram's is `ui.picture`."""

import streamlit as st

from blocks import charts, document
from blocks.code import lines, to_code
from blocks.code.notebook import to_notebook
from blocks.errors import BlockError
from blocks.tree import Model
from ui import bringing, exporting, picture, text, weights
from ui.code_block import widen
from ui.definitions import library_form
from ui.editor import code_editor
from ui.state import Studio


def is_dark() -> bool:
    """Whether the person looks at the dark theme."""
    return st.context.theme.type == "dark"


def diagram_panel(studio: Studio) -> None:
    """The hierarchy, drawn by graphviz; a click selects."""
    picture.diagram_panel(studio, text.file_name(studio.model.title), is_dark())


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
    """The model as PyTorch, to copy or to download; and PyTorch that was written elsewhere as the model."""
    ways = ["This model", "Your code"]
    if (
        st.segmented_control("Code", ways, default=ways[0], key="code-way", required=True, label_visibility="collapsed")
        == ways[1]
    ):
        bringing.form(studio.bringing, studio)
        return
    try:
        source = to_code(studio.report, studio.kinds)
    except BlockError as error:
        st.info(f"Code comes when the shapes agree. {text.literal(str(error))}")
        return
    name = text.file_name(studio.model.title)
    script, book = st.columns(2)
    script.download_button(
        f"{name}.py", source, f"{name}.py", "text/x-python", on_click="ignore", width="stretch",
        icon=":material/download:", help="Download the code as a file that runs the model.",
    )  # fmt: skip
    book.download_button(
        f"{name}.ipynb", to_notebook(source), f"{name}.ipynb", "application/x-ipynb+json", on_click="ignore",
        width="stretch", icon=":material/download:", help="Download the code as a Jupyter notebook, a cell a class.",
    )  # fmt: skip
    widen(studio)
    _lit_code(studio, source)


def _lit_code(studio: Studio, source: str) -> None:
    """The code, in which the lines of the selected block are lit; a click on a line selects its block."""
    model = studio.model
    found = studio.code_lines(source)

    def point(line: int) -> None:
        address = lines.block_at(found, line)
        if address is not None and studio.model is model:
            inside = address and model.at(address[:-1]).definition  # the body of an instance is the instance
            studio.reveal(model.at(address[:-1] if inside else address).id)

    chosen = studio.block()
    ranges = lines.of(found, model.address(chosen[0].id)) if chosen else ()
    lit = [each for start, stop in ranges for each in range(start, stop + 1)]
    code_editor("model-code", source, {}, [], True, lambda _: None, lit, point)


def file_panel(studio: Studio) -> None:
    """Start anew, save, open; weights, and the model as a program."""
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
    with st.expander("Weights", icon=":material/tune:", expanded=studio.weights.stored is not None):
        weights.form(studio)
        if studio.weights.stored:
            st.page_link("pages/run/page.py", label="Run with them", icon=":material/play_arrow:")
    with st.expander("Export as a program", icon=":material/output:", expanded=studio.exporting.tried is not None):
        exporting.form(studio)
    st.divider()
    library_form(studio)
