"""A tensor on the Run page: the picture that suits it, the places that are looked at, and its values."""

from typing import Literal

import streamlit as st

from blocks import charts
from blocks.charts import Drawable, View
from blocks.dimensions import Words, address_of, meanings
from blocks.errors import BlockError
from ui.panels import is_dark
from ui.state import Studio

HEIGHT = 300  # pixels
MOST_CELLS = 200  # rows, and columns, of the table


def show(tensor: Drawable, key: Literal["input", "output"]) -> None:
    """A tensor in the picture that is chosen of those that suit it; of an output also the values."""
    suiting = charts.views(tensor)
    if not tensor.array.ndim:
        st.metric("One number", _number(tensor))
        return
    if not suiting:
        st.info(f"There is no number in it: its shape is {tensor.whole}.")
        return
    picture, values = st.tabs(["Picture", "Values"]) if key == "output" else (st.container(), None)
    with picture:
        view = _chosen(suiting, key)
        picks = _picked(tensor, view, key)
        _draw(tensor, view, picks, key)
    if values:
        with values:
            _show_values(tensor, picks)


def _number(tensor: Drawable) -> str:
    value = float(tensor.array)
    if tensor.whole.dtype == "bool":
        return str(bool(value))
    return f"{value:,.0f}" if tensor.is_whole else f"{value:.6g}"


def _chosen(suiting: list[View], key: str) -> View:
    if len(suiting) == 1:
        return suiting[0]
    names = [each.name for each in suiting]
    name = st.segmented_control(
        "Picture", names, default=names[0], key=f"{key}-{'-'.join(names)}", required=True, label_visibility="collapsed"
    )
    return suiting[names.index(name or names[0])]


def _picked(tensor: Drawable, view: View, key: str) -> dict[int, int]:
    """The place to look at, of each dimension that is not drawn."""
    dims = tensor.picked(view)
    if not dims:
        return {}
    columns = st.columns(len(dims)) if key == "output" else [st.container() for _ in dims]
    return {dim: _slider(tensor, dim, key, column) for dim, column in zip(dims, columns, strict=True)}


def _slider(tensor: Drawable, dim: int, key: str, where: "st.delta_generator.DeltaGenerator") -> int:
    called, size = tensor.called(dim), tensor.array.shape[dim]
    here, there = (f"{each}-{called}-{size}" for each in (key, "input" if key == "output" else "output"))

    def follow() -> None:  # the input and the output of one example stand side by side
        if called == "example":
            st.session_state[there] = st.session_state[here]

    return int(where.slider(called.capitalize(), 0, size - 1, key=here, on_change=follow))


def _draw(tensor: Drawable, view: View, picks: dict[int, int], key: str) -> None:
    shares = False
    if charts.may_be_logits(tensor, view, picks):
        shares = st.toggle("Softmax", key=f"{key}-softmax", help=_SOFTMAX)
    figure = charts.draw(tensor, view, picks, is_dark(), shares)
    height = figure["layout"].get("height", HEIGHT)
    st.plotly_chart(figure, theme=None, key=f"{key}-chart", height=height, config={"displayModeBar": False})


_SOFTMAX = (
    "The shares of the classes, where these numbers are logits. It is off until you say so: nobody can tell from the "
    "numbers alone whether they are."
)


def _show_values(tensor: Drawable, picks: dict[int, int]) -> None:
    table, said = charts.values(tensor, picks)
    rows, columns = table.shape
    st.dataframe(table[:MOST_CELLS, :MOST_CELLS], key="output-values")
    if rows > MOST_CELLS or columns > MOST_CELLS:
        said += f" The first {MOST_CELLS} rows and columns of {rows:,} × {columns:,}."
    st.caption(said)


def words_of_block(studio: Studio, path: str, count: int) -> list[Words]:
    """What the dimensions of a block's outputs are, "" being the model; nothing where the model has changed since."""
    try:
        address = address_of(studio.model, path)
    except BlockError:
        return [()] * count
    return _words(studio, address, count, given=True)


def words_of_inputs(studio: Studio, count: int) -> list[Words]:
    """What the dimensions of the model's inputs are; nothing where the model has changed since."""
    return _words(studio, (), count, given=False)


def _words(studio: Studio, address: tuple[int, ...], count: int, given: bool) -> list[Words]:
    if studio.stale_result:
        return [()] * count
    found = meanings(studio.report, studio.kinds).get(address)
    told = list(found.given if given else found.taken) if found else []
    return told if len(told) == count else [()] * count
