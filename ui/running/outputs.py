"""What went in and what came out of a run, the whole model's or that of any block, as pictures and values."""

from collections.abc import Sequence

import streamlit as st
from msgspec.structs import replace

from blocks import charts, wiring, words
from blocks.runs import Result
from blocks.tree import Model
from ui import text
from ui.panels import is_dark
from ui.running.asking import do
from ui.state import Studio


def choose_shown(studio: Studio) -> None:
    """Whose output is shown: the model's, or that of any block in it, for which the same run is done again."""
    result = studio.result
    if not isinstance(result, Result) or studio.stale_result:
        return
    paths = ["", *(row.path for row in result.rows)]
    shown = result.summary.order.show
    if st.session_state.get("shown-block") not in paths:
        st.session_state["shown-block"] = ""
    path = st.selectbox("Output of", paths, format_func=lambda each: each or "the whole model", key="shown-block")
    if path == shown:
        return
    given = {each.name: array for each, array in zip(studio.ran.inputs, result.inputs, strict=True)}
    found = do(studio, replace(result.summary.order, show=path), given)
    if isinstance(found, str):
        st.error(text.literal(found))
    else:
        studio.result = found


def show_output(result: Result, names: Sequence[str]) -> None:
    """The output as a picture that fits what it is, and its values; of several, the chosen one."""
    summary, shown = result.summary, result.summary.shown
    if shown:
        names = [str(number) for number in range(len(shown.outputs))]
    place = _chosen("Output", names)
    all_, some, arrays = (
        (shown.outputs, shown.sent, result.shown) if shown else (summary.outputs, summary.sent, result.outputs)
    )
    whole, sent, array = all_[place], some[place], arrays[place]
    of = f" of {text.literal(shown.path)}" if shown else ""
    took = f"{words.milliseconds(summary.ms)} for the forward pass on {summary.device}"
    median = f", median of {summary.passes}" if summary.passes > 1 else ""
    st.markdown(f"**Output**{of} `{whole}` · {took}{median}")
    if sent != whole:
        st.caption(f"Of {whole} only {sent} came along: a larger output stays with the worker.")
    if array.ndim == 0:
        st.metric("One number", f"{float(array):.6g}")
        return
    example, channel = _position(array.shape)
    picture, values = st.tabs(["Picture", "Values"])
    figure = charts.output(array, array.shape, is_dark(), example=example, channel=channel)
    picture.plotly_chart(figure, theme=None, key="output-chart", height=300, config={"displayModeBar": False})
    matrix = array.reshape(-1, array.shape[-1]) if array.ndim else array.reshape(1, 1)
    values.dataframe(matrix[:200, :200], key="output-values")
    if matrix.shape[0] > 200 or matrix.shape[1] > 200:
        values.caption(f"The first 200 rows and columns of {matrix.shape[0]:,} × {matrix.shape[1]:,}.")


def _chosen(label: str, names: Sequence[str]) -> int:
    if len(names) == 1:
        return 0
    return names.index(st.selectbox(label, names, key=f"{label}-{len(names)}"))


def output_names(model: Model, count: int) -> list[str]:
    """What the outputs are called: the blocks they come from, else their numbers."""
    known = wiring.output_names(model.root)
    return list(known) if len(known) == count else [str(number) for number in range(count)]


def _position(shape: tuple[int, ...]) -> tuple[int, int | None]:
    """Which example and channel of a picture-like output to draw; no channel where all are."""
    if len(shape) < 3:
        return 0, 0
    left, right = st.columns(2)
    example = left.slider("Example", 0, shape[0] - 1, 0, key="example") if shape[0] > 1 else 0
    if len(shape) != 4 or shape[1] == 1:
        return example, 0
    channels: list[int | None] = [None, *range(shape[1])]
    beside = right if shape[0] > 1 else left
    channel = beside.select_slider(
        "Channel", channels, format_func=lambda each: "all" if each is None else str(each), key=f"channel-{shape[1]}"
    )
    return example, channel


def show_input(result: Result, names: Sequence[str]) -> None:
    """What was fed, as a picture where it is one; of several, the chosen one."""
    place = _chosen("Input shown", names)
    array, given = result.inputs[place], result.summary.inputs[place]
    st.markdown(f"**Input** `{given}` {given.dtype}")
    if array.ndim == 4 and array.shape[1] in (1, 3):
        figure = charts.image(array[0], is_dark())
    else:
        figure = charts.output(array, array.shape, is_dark(), title="Input")
    st.plotly_chart(figure, theme=None, key="input-chart", height=300, config={"displayModeBar": False})


def of_what(studio: Studio) -> str:
    """Whose run is shown, where it is not the open model's."""
    if studio.ran.root.id == studio.model.root.id:
        return "This is the run of an earlier version of the model."
    return f"This is the run of another model: {text.literal(studio.ran.title)}."


def show_nothing(studio: Studio) -> None:
    """What stands where the results will be, before the first run."""
    if studio.model.root.children:
        st.info("Choose an input and press **Run forward**: what each block makes of it comes here, and its time.")
        return
    st.info("The model is empty: what goes in comes out. Put some layers in, or open a finished model.")
    st.page_link("pages/build/page.py", label="Build it", icon=":material/edit:")
    st.page_link("pages/gallery/page.py", label="Open one from the Gallery", icon=":material/grid_view:")
