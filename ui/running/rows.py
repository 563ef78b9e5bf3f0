"""What each block did in a run: what is wrong in words, and every block in numbers and pictures."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from blocks import charts
from blocks.findings import findings
from blocks.runs import BlockRun, Result
from ui import text
from ui.panels import is_dark
from ui.running import compiling
from ui.running.comparing import show_elsewhere
from ui.running.stepping import show_steps
from ui.running.timing import show_time
from ui.state import Studio


def show_findings(result: Result) -> None:
    """What somebody should know of the run, in words."""
    if result.summary.stuck:
        st.info(f"No pass back: {text.literal(result.summary.stuck)}")
    for found in findings(result.summary):
        show = st.error if found.level == "bad" else st.warning
        show(f"**{text.literal(found.path)}** · {text.literal(found.text)} {text.literal(found.advice)}")


def show_blocks(studio: Studio, result: Result) -> None:
    """Each block's output in numbers, down to a depth."""
    deepest = max((row.depth for row in result.rows), default=1)
    depth = st.slider("Depth", 1, deepest, min(deepest, 2), key="rows-depth") if deepest > 1 else 1
    rows = tuple(row for row in result.rows if row.depth <= depth)
    level = _level(result.rows, depth)
    names = ["X-ray", "Step by step", "Time", "Compiled", "Elsewhere", "Table", "Statistics"]
    xray, steps, times, compiled, elsewhere, table, statistics = st.tabs(names, key="run-tabs", on_change="rerun")
    shows: dict[Any, Callable[[], None]] = {
        xray: lambda: _show_xray(rows, result.summary.order.backward),
        steps: lambda: show_steps(studio, result, depth),
        times: lambda: show_time(result.summary, level),
        compiled: lambda: compiling.show(studio, result),
        elsewhere: lambda: show_elsewhere(studio, result),
        table: lambda: _show_table(rows),
        statistics: lambda: _show_statistics(level),
    }
    for tab, show in shows.items():
        if tab.open:  # what nobody looks at costs nothing
            with tab:
                show()


def _show_xray(rows: Sequence[BlockRun], backward: bool) -> None:
    st.plotly_chart(charts.xray(rows, is_dark()), theme=None, key="xray", config={"displayModeBar": False})
    st.caption(_XRAY_BACK if backward else _XRAY)


def _show_table(rows: Sequence[BlockRun]) -> None:
    st.dataframe([_row(row) for row in rows], key="rows", column_config=_COLUMNS, height=420, width="stretch")
    st.caption(
        "Mean, standard deviation and zeros are exact, over the whole output. Time is the block's own, with what is "
        "inside it; least is what the device needs for it at best, held by what it waits for there."
    )


def _show_statistics(level: Sequence[BlockRun]) -> None:
    figure = charts.statistics(level, is_dark())
    st.plotly_chart(figure, theme=None, key="statistics", config={"displayModeBar": False})


_XRAY = (
    "One row a block. std: how far its output spreads, usually about 1. Zeros: the share that is exactly 0. "
    "Turn on “And back” to see gradients."
)
_XRAY_BACK = (
    "One row a block. The gradient is that at its output, where 1 enters at the model's; of its weights: of all its "
    "parameters together, by which they would learn."
)


def _level(rows: tuple[BlockRun, ...], depth: int) -> tuple[BlockRun, ...]:
    """One cut through the hierarchy: blocks at `depth`, and those above it that hold none."""
    paths = {row.path for row in rows}
    parents = {path.rsplit(".", 1)[0] for path in paths if "." in path}
    return tuple(row for row in rows if row.depth == depth or (row.depth < depth and row.path not in parents))


def _row(row: BlockRun) -> dict[str, Any]:
    return {
        "block": row.path,
        "kind": row.kind,
        "output": str(row.output),
        "mean": row.mean,
        "std": row.std,
        "low": row.low,
        "high": row.high,
        "zeros": row.zeros * 100,
        "NaN or ∞": row.strange,
        "dead": f"{row.dead:,} of {row.units:,}" if row.units else "",
        "gradient": row.gradient,
        "of weights": row.learns,
        "time": row.ms,
        "least": row.least or None,
        "held by": row.bound or ("something else" if row.least else ""),
    }


_COLUMNS = {
    "mean": st.column_config.NumberColumn(format="%.4g"),
    "std": st.column_config.NumberColumn(format="%.4g"),
    "low": st.column_config.NumberColumn(format="%.4g"),
    "high": st.column_config.NumberColumn(format="%.4g"),
    "gradient": st.column_config.NumberColumn(format="%.3g"),
    "of weights": st.column_config.NumberColumn(format="%.3g"),
    "zeros": st.column_config.ProgressColumn("zeros", format="%.1f %%", min_value=0, max_value=100),
    "time": st.column_config.NumberColumn("time, ms", format="%.3f"),
    "least": st.column_config.NumberColumn("least, ms", format="%.3f"),
}
