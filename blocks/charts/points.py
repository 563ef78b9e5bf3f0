"""Pairs of numbers as points in a plane."""

import numpy as np

from blocks.charts import frame
from blocks.charts.frame import Figure, Pair
from blocks.runs import Array

MOST_POINTS = 5_000


def points(
    pairs: Array,
    dark: bool = False,
    title: str = "",
    note: str = "",
    called: str = "example",
    axes: Pair = ("feature 0", "feature 1"),
) -> Figure:
    """The rows of (N, 2) as points, the first `MOST_POINTS` of them; `called` and its number name each on hover."""
    exact = np.asarray(pairs, dtype=np.float64)[:MOST_POINTS]
    places = np.flatnonzero(np.isfinite(exact).all(axis=1))
    gone = len(exact) - len(places)
    left_out = f"{gone:,} with NaN or infinite values left out" if gone else ""
    first = f"the first {MOST_POINTS:,} of {len(pairs):,}" if len(pairs) > MOST_POINTS else ""
    layout = frame.layout(dark, title, frame.joined(note, first, left_out, by=", "))
    layout |= {"xaxis": frame.axis(dark, axes[0]), "yaxis": frame.axis(dark, axes[1])}
    trace = {
        "type": "scatter", "mode": "markers",
        "x": frame.numbers(exact[places, 0]), "y": frame.numbers(exact[places, 1]),
        "customdata": places.tolist(),
        "marker": {"color": frame.accent(dark), "size": 8 if len(places) <= 200 else 5, "opacity": 0.75},
        "hovertemplate": f"{called} %{{customdata}}<br>%{{x:.4g}}, %{{y:.4g}}<extra></extra>",
    }  # fmt: skip
    return {"data": [trace], "layout": layout}
