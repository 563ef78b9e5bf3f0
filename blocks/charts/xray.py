"""Every block of a run in one picture: a row for each, a column for each thing that may go wrong."""

import html
import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from blocks.charts import frame
from blocks.charts.frame import Figure
from blocks.families import shade
from blocks.fitting.records import BlockFit
from blocks.runs import BlockRun

MOST_ROWS = 150
ROW = 24  # pixels
HEAD = 72
DECADES = 3.0  # from 1 to the fullest colour
INDENT = "\u2002"


Row: TypeAlias = BlockRun | BlockFit


class _Column(NamedTuple):
    title: str
    value: Callable[[Any], float | None]
    tone: Callable[[float], float]  # from -1, far below what is usual, to 1, far above
    text: str  # a format


def _tiny_or_huge(value: float) -> float:
    return max(-1.0, min(1.0, math.log10(value) / DECADES)) if value > 0 else -1.0


def _far(value: float) -> float:
    """Of parameters that moved by a share of their size: as usual, at a tenth."""
    return max(-1.0, min(1.0, math.log10(value * 10) / 2)) if value > 0 else -1.0


def _some(value: float) -> float:
    return 1.0 if value else 0.0


_COLUMNS = (
    _Column("mean / std", lambda row: row.mean / row.std if row.std else None, lambda x: max(-1, min(1, x / 4)), ".2g"),
    _Column("std", lambda row: row.std, _tiny_or_huge, ".2g"),
    _Column("zeros", lambda row: row.zeros, lambda share: -share, ".0%"),
    _Column("NaN or ∞", lambda row: row.strange, _some, ",.0f"),
    _Column("gradient", lambda row: row.gradient, _tiny_or_huge, ".2g"),
    _Column("of its weights", lambda row: row.learns, _tiny_or_huge, ".2g"),
)


_CHANGES = (
    _Column("gradient", lambda row: row.gradient, _tiny_or_huge, ".2g"),
    _Column("of its weights", lambda row: row.learns, _tiny_or_huge, ".2g"),
    _Column("moved by", lambda row: row.moved, _far, ".0%"),
)


def xray(rows: Sequence[BlockRun], dark: bool = False) -> Figure:
    """A heat map keyed to the hierarchy: blue is small, orange is large, and each cell says its number.

    The gradient's columns are there after a pass back. Rows after the first `MOST_ROWS` are left out.
    """
    return _table(rows, _COLUMNS, dark)


def changes(rows: Sequence[BlockFit], dark: bool = False) -> Figure:
    """The same of a training: the gradients, and how far each block's parameters have moved."""
    return _table(rows, _CHANGES, dark, "What each block learns by comes with the first steps")


def _table(rows: Sequence[Row], known: Sequence[_Column], dark: bool, empty: str = "No blocks") -> Figure:
    shown = rows[:MOST_ROWS]
    if not shown:
        return {"data": [{"type": "heatmap"}], "layout": frame.layout(dark, empty)}
    columns = [each for each in known if any(_value(each, row) is not None for row in shown)]
    values = [[_value(column, row) for column in columns] for row in shown]
    left_out = (
        f"{len(rows) - len(shown):,} blocks are left out: choose a smaller depth" if len(rows) > len(shown) else ""
    )
    layout = frame.layout(dark, "Blue is small, orange is large", left_out)
    names = [INDENT * 2 * (row.depth - 1) + html.escape(_name(row)) for row in shown]
    layout |= {
        "xaxis": frame.axis(dark, "") | frame.named(list(range(len(columns))), [each.title for each in columns])
        | {"side": "top", "showgrid": False, "zeroline": False, "fixedrange": True},
        "yaxis": frame.axis(dark, "") | frame.named(list(range(len(shown))), names)
        | {"autorange": "reversed", "showgrid": False, "zeroline": False, "fixedrange": True},
        "height": HEAD + ROW * len(shown), "margin": frame.sides(HEAD, 8),
    }  # fmt: skip
    return {"data": [_cells(shown, columns, values, dark)], "layout": layout}


def _value(column: _Column, row: Row) -> float | None:
    value = column.value(row)
    return None if value is None or math.isnan(value) else value


def _cells(rows: Sequence[Row], columns: list[_Column], values: list[list[float | None]], dark: bool) -> dict[str, Any]:
    texts = [
        ["" if value is None else _written(value, column) for value, column in zip(line, columns, strict=True)]
        for line in values
    ]
    told = [
        [f"<b>{html.escape(row.path)}</b> ({html.escape(row.kind)})<br>{column.title}" for column in columns]
        for row in rows
    ]
    tones = [
        [None if value is None else column.tone(value) for value, column in zip(line, columns, strict=True)]
        for line in values
    ]
    middle = shade(220, 15, 14 if dark else 96)
    return {
        "type": "heatmap", "z": tones, "zmin": -1, "zmax": 1, "showscale": False, "xgap": 2, "ygap": 2,
        "colorscale": [[0, shade(212, 70, 45 if dark else 65)], [0.5, middle], [1, shade(20, 80, 42 if dark else 62)]],
        "text": texts, "texttemplate": "%{text}", "textfont": {"size": 11, "color": "#f2f4f8" if dark else "#10141c"},
        "customdata": told, "hovertemplate": "%{customdata}: %{text}<extra></extra>", "hoverongaps": False,
    }  # fmt: skip


def _written(value: float, column: _Column) -> str:
    return format(value, column.text) if math.isfinite(value) else "∞"


def _name(row: Row) -> str:
    """Its own name, as it stands under what it is in."""
    return f"{frame.short(row.path.rpartition('.')[2])} {row.kind}"
