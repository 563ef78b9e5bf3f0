"""Eager against recorded and compiled, for the run that is shown: nothing of it happens before it is asked for."""

from typing import Any

import streamlit as st
from msgspec.structs import replace

from blocks import charts, engine, words
from blocks.compiled import Called, Comparison, Spot, agreement, explained, meaning
from blocks.runs import Order, Result
from ui import text
from ui.panels import is_dark
from ui.running.asking import fed, waited
from ui.state import Studio

_ABOUT = (
    "Python calls one operation after the other: that is eager. `torch.jit.trace` and `torch.export` record them once; "
    "`torch.compile` records them and makes machine code. It may take half a minute or more."
)


def show(studio: Studio, result: Result) -> None:
    """A button, and below it what the last comparison gave."""
    st.caption(_ABOUT)
    if studio.stale_result:
        st.caption("Run the model again first: the comparison takes the input of that run.")
    order = _order(result.summary.order)
    button, beside = st.columns([1, 2])
    if button.button(
        "Compare with compiled", key="compare", icon=":material/speed:", disabled=studio.stale_result, width="stretch"
    ):
        given = fed(studio, result)
        with beside:
            found = waited(
                "Comparing",
                lambda tick: engine.compare_compiled(studio.model, order, given, tick, studio.trusts, studio.ran_with),
            )
        studio.compared = studio.model, found
    if studio.compared is not None:
        _show_compared(studio, *studio.compared, order)


def _order(order: Order) -> Order:
    """A run's order, as far as it means something here."""
    return replace(order, backward=False, show="", steps=False, given=())


def _show_compared(studio: Studio, model: Any, found: Comparison | str, order: Order) -> None:
    if isinstance(found, str):
        st.error(text.literal(found))
        return
    if model is not studio.model:
        st.warning("This compared an earlier version of the model, or another one.")
    elif _order(found.order) != order:
        st.warning("This compared another run: its input, weights or precision were not these.")
    st.markdown(f"**{text.literal(meaning(found))}**")
    st.plotly_chart(
        charts.ways(found, is_dark()), theme=None, key="ways", config={"displayModeBar": False}, width="stretch"
    )
    st.dataframe(
        [_row(row, found.rounding) for row in found.rows], key="ways-table", column_config=_COLUMNS, placeholder=""
    )
    st.caption(
        f"On {found.device} with {words.plural(found.threads, 'thread')}, by turns. The first call includes all "
        "recording and compiling. PyTorch has deprecated torch.jit.trace in favour of the two others; it is here "
        "because it shows what Python costs."
    )
    for sentence, spots in explained(found):
        st.markdown(f"- {text.literal(sentence)}\n" + "\n".join(f"  - {_spot(spot)}" for spot in spots))


def _spot(spot: Spot) -> str:
    code = f" `{spot.text.replace('`', ' ')}`" if spot.text else ""
    return f"**{text.literal(spot.place)}**{code} {text.literal(spot.reason)}".rstrip()


def _row(row: Called, rounding: float) -> dict[str, Any]:
    if row.refused:
        return {"way": row.way, "output": "refused"}
    return {
        "way": f"{row.way}, recorded only" if row.note else row.way,
        "first call": row.first,
        "later calls": row.later,
        "as quick": row.gain,
        "output": agreement(row, rounding) if row.way != "eager" else "",
        "difference": row.difference if row.way != "eager" else None,
        "on another input": row.elsewhere if row.way != "eager" else None,
        "graphs": row.graphs or None,
    }


_COLUMNS = {
    "way": st.column_config.TextColumn("way of calling", width="medium"),
    "first call": st.column_config.NumberColumn("first call, ms", format="%.3g"),
    "later calls": st.column_config.NumberColumn("later calls, ms", format="%.3g"),
    "as quick": st.column_config.NumberColumn("times as quick", format="%.2f×"),
    "output": st.column_config.TextColumn("output against eager's", width="medium"),
    "difference": st.column_config.NumberColumn(
        "difference", format="%.2g", help="The largest, as a share of the largest number of eager's output."
    ),
    "on another input": st.column_config.NumberColumn(
        format="%.2g", help="The same on other numbers: real ones ten times as large, whole ones in another order."
    ),
    "graphs": st.column_config.NumberColumn(help="How many pieces without Python between them."),
}
