"""How long a model takes in each way of calling it: the first call and the later ones."""

import math
from collections.abc import Sequence
from typing import Any

from blocks import words
from blocks.charts import frame
from blocks.charts.frame import Figure
from blocks.compiled import Called, Comparison

ROW = 34  # pixels
HEAD = 96


def ways(compared: Comparison, dark: bool = False) -> Figure:
    """A bar for each way that works: its later calls on the left, and its first call on the right, in powers of ten."""
    rows = [row for row in compared.rows if not row.refused]
    times = words.plural(compared.times, "later call")
    layout = frame.layout(dark, "Milliseconds for one call", f"Median of {times} each, by turns")
    names = frame.named(list(range(len(rows))), [row.way for row in rows])
    down = {"autorange": "reversed", "showgrid": False, "zeroline": False} | names
    layout |= {
        "xaxis": frame.axis(dark, "later calls") | {"domain": [0, 0.46], "range": _reach(rows), "zeroline": False},
        "xaxis2": frame.axis(dark, "first call, in powers of ten") | {
            "domain": [0.54, 1], "type": "log", "anchor": "y", "dtick": 1, "range": _powers(rows),
        },
        "yaxis": frame.axis(dark, "") | down,
        "bargap": 0.3, "height": HEAD + ROW * len(rows),
    }  # fmt: skip
    later = _bars(rows, [row.later for row in rows], [frame.accent(dark)] * len(rows), dark)
    first = _bars(rows, [row.first for row in rows], [frame.faint(dark)] * len(rows), dark) | {"xaxis": "x2"}
    return {"data": [later, first], "layout": layout}


def _bars(rows: Sequence[Called], values: list[float], colours: list[str], dark: bool) -> dict[str, Any]:
    return {
        "type": "bar", "orientation": "h", "x": frame.numbers(values), "y": list(range(len(rows))),
        "marker": frame.plain(colours), "text": [words.milliseconds(value) for value in values],
        "textposition": "outside", "cliponaxis": False, "textfont": {"size": 11, "color": frame.ink(dark)},
        "customdata": [row.way for row in rows], "hovertemplate": "%{customdata}: %{x:.4g} ms<extra></extra>",
    }  # fmt: skip


def _reach(rows: Sequence[Called]) -> list[float]:
    """From nothing to the longest, with room for its number."""
    return [0, 1.3 * max((row.later for row in rows), default=1.0)]


def _powers(rows: Sequence[Called]) -> list[float]:
    """The powers of ten that hold all first calls, with room for the number of the longest."""
    found = [math.log10(max(row.first, 1e-3)) for row in rows] or [0.0]
    low, high = math.floor(min(found)), max(found)
    return [low, high + 0.3 * max(high - low, 1.0)]
