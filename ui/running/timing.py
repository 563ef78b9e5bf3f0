"""How long a run took, block by block, what held each of them, and how much memory it held."""

from collections.abc import Sequence

import streamlit as st

from blocks import charts, words
from blocks.runs import BlockRun, Limits, Summary
from ui.panels import is_dark


def show_time(summary: Summary, level: Sequence[BlockRun]) -> None:
    """The hierarchy by time, the longest blocks of a `level`, the device's own limits, and the memory."""
    if summary.limits:
        st.caption(_limits(summary.device, summary.limits))
    figure = charts.icicle(summary.rows, summary.ms, is_dark())
    st.plotly_chart(figure, theme=None, key="icicle", config={"displayModeBar": False})
    st.caption(
        "Each block is as wide as its time: the median of "
        f"{words.plural(summary.passes, 'pass') if summary.passes == 1 else f'{summary.passes} passes'} after one to "
        "warm up. Blue is held by compute, orange by memory, violet by Python, grey by something else; “3 × its least” "
        "says how far a block is from what the device could do. Click a block to go into it."
    )
    st.caption(_memory(summary))
    st.plotly_chart(charts.times(level, is_dark()), theme=None, key="times", config={"displayModeBar": False})


def _limits(device: str, best: Limits) -> str:
    return (
        f"Measured on {device}: {words.count(best.products)}FLOP/s in a large matrix product, "
        f"{words.size(best.copies)}/s read and written in a large copy, {words.milliseconds(best.call * 1e3)} to call "
        "a layer that has nothing to do. A block takes at least the longest of what its own products, bytes and call "
        "need."
    )


def _memory(summary: Summary) -> str:
    if summary.held is None:
        return "How much memory the pass held at most, nobody counted here."
    return (
        f"Beyond weights and input the pass held {words.size(summary.held)} at most at once, as PyTorch's allocator "
        f"counts; the estimate before was {words.size(summary.bytes)} with the weights."
    )
