"""The last run once more on another device, or in another precision, beside the first."""

import streamlit as st

from blocks import charts, words
from blocks.comparing import Difference, differences
from blocks.errors import EngineError
from blocks.runs import BlockRun, Result
from ui import text
from ui.panels import is_dark
from ui.running.asking import PRECISIONS, again, device_label, devices
from ui.state import Studio


def show_elsewhere(studio: Studio, result: Result) -> None:
    """The choice of another device or precision, and both runs side by side."""
    st.caption(
        "The same input and the same first weights once more, forward, on another device or in another precision."
    )
    try:
        found = {each.name: each for each in devices()}
    except EngineError as error:
        st.error(text.literal(str(error)))
        return
    left, middle, right = st.columns([2, 1.2, 1], vertical_alignment="bottom")
    device = left.selectbox("Device", list(found), format_func=lambda each: device_label(found[each]), key="elsewhere")
    precisions = [name for name, precision in PRECISIONS.items() if precision]
    precision = middle.selectbox("Precision", precisions, precisions.index("bfloat16"), key="elsewhere-precision")
    if right.button("Run it there", key="run-elsewhere", width="stretch", disabled=studio.stale_result):
        studio.elsewhere = again(
            studio, result, device=device, precision=PRECISIONS[precision], backward=False, show="", steps=False
        )
    other = studio.elsewhere
    if isinstance(other, str):
        st.error(text.literal(other))
    elif other is not None:
        _beside(result, other)


def _beside(first: Result, second: Result) -> None:
    one, two = first.summary, second.summary
    rows = [
        ("Forward pass", words.milliseconds(one.ms), words.milliseconds(two.ms), _times(one.ms, two.ms)),
        ("Held at most", _size(one.held), _size(two.held), _times(one.held, two.held)),
    ]
    if one.limits and two.limits:
        here, there = one.limits.products, two.limits.products
        rows.append(("Large products", _rate(here), _rate(there), _times(here, there)))
    names = [_called(first), _called(second)]
    lines = [("", *names, ""), ("---",) * 4, *rows]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
    for place, each in enumerate(differences(first, second)):
        st.markdown(f"Output {place}: {_told(each)}" if len(first.outputs) > 1 else f"The output {_told(each)}")
    figure = charts.beside(_outermost(first.rows), _outermost(second.rows), names, is_dark())
    st.plotly_chart(figure, theme=None, key="beside-times", config={"displayModeBar": False})


def _called(result: Result) -> str:
    summary = result.summary
    return f"{summary.device}, {summary.order.precision or 'as the model says'}"


def _outermost(rows: tuple[BlockRun, ...]) -> list[BlockRun]:
    """One cut through the hierarchy, with two blocks or more in it where there are."""
    for depth in range(1, 8):
        level = [row for row in rows if row.depth == depth]
        if len(level) > 1:
            return level
    return list(rows)


def _told(each: Difference) -> str:
    if each.relative == 0:
        return "is the same, to the last digit that came along."
    if each.relative == float("inf"):
        return "has NaN or infinite numbers in one of the runs only: its range is too narrow for this model."
    same = f" The largest class is the same in {each.same:,} of {each.examples:,} examples." if each.examples else ""
    return f"differs by {each.largest:.2g} at most, {each.relative:.2g} of its norm.{same}"


def _size(held: int | None) -> str:
    return "not counted" if held is None else words.size(held)


def _rate(operations: float) -> str:
    return f"{words.count(operations)}FLOP/s"


def _times(first: float | None, second: float | None) -> str:
    return words.times(second / first) if first and second else ""
