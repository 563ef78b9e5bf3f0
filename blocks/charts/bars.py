"""A row of numbers as bars, in their order or by size."""

from typing import Any

import numpy as np

from blocks.charts import frame
from blocks.charts.frame import Figure
from blocks.runs import Array

MOST_VALUES = 1_000  # that are drawn as bars
MOST_LARGEST = 10


def bars(
    values: Array, dark: bool = False, title: str = "", note: str = "", called: str = "", shares: bool = False
) -> Figure:
    """Numbers as bars. `called` names what each number is of; `shares` are parts of 1.
    More than `MOST_VALUES` are thinned."""
    step = -(-len(values) // MOST_VALUES) or 1
    shown = np.asarray(values, dtype=np.float64)[::step]
    thinned = f"1 value in {step} is drawn" if step > 1 else ""
    layout = frame.layout(dark, title, frame.joined(note, thinned, frame.unnumbered(shown), by=", "))
    layout |= {
        "xaxis": frame.counted(dark, called, len(values)), "yaxis": _scale(dark, shares), "bargap": 0.1
    }  # fmt: skip
    trace = {
        "type": "bar", "x": list(range(0, len(values), step)), "y": frame.numbers(shown),
        "marker": {"color": frame.accent(dark), "line": {"width": 0}},
        "hovertemplate": f"{called} %{{x}}: %{{y:{_digits(shown, shares)}}}<extra></extra>".lstrip(),
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def largest(
    values: Array, dark: bool = False, title: str = "", note: str = "", called: str = "", shares: bool = False
) -> Figure:
    """The `MOST_LARGEST` of some numbers as bars that lie, each with its place and its value, the largest on top."""
    exact = np.asarray(values, dtype=np.float64)
    order = np.argsort(-exact, kind="stable")  # NaN is last
    places = [int(place) for place in order[:MOST_LARGEST] if np.isfinite(exact[place])]
    shown = exact[places]
    said = f"the largest {len(places)} of {len(exact):,}"
    if shares:
        said += f", together {shown.sum():.1%}"
    layout = frame.layout(dark, title, frame.joined(note, said, frame.unnumbered(exact), by=", "))
    names = [f"{called} {place}".lstrip() for place in places]
    down = {"autorange": "reversed", "showgrid": False, "zeroline": False} | frame.named(
        list(range(len(places))), names
    )
    layout |= {"xaxis": _scale(dark, shares), "yaxis": frame.axis(dark, "") | down, "bargap": 0.25}
    form = _digits(shown, shares)
    trace = {
        "type": "bar", "orientation": "h", "x": frame.numbers(shown), "y": list(range(len(places))),
        "marker": {"color": frame.accent(dark), "line": {"width": 0}}, "customdata": names,
        "texttemplate": f"%{{x:{form}}}",
        "hovertemplate": f"%{{customdata}}: %{{x:{form}}}<extra></extra>",
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def _scale(dark: bool, shares: bool) -> dict[str, Any]:
    return frame.axis(dark, "") | ({"tickformat": ".2~%", "rangemode": "tozero"} if shares else {})


def _digits(values: Array, shares: bool) -> str:
    return ".2%" if shares else frame.digits(values)
