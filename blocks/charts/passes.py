"""What each block gave in a run, in the order of the model."""

import html
from collections.abc import Sequence
from typing import Any

from blocks.charts import frame
from blocks.charts.frame import Figure
from blocks.families import PROBLEM, shade
from blocks.runs import BlockRun, innermost


def statistics(rows: Sequence[BlockRun], dark: bool = False) -> Figure:
    """Mean ± standard deviation of each block's output, in the order of the model, and its share of zeros.

    A block is left out where the rows also have what is in it.
    """
    layers = innermost(rows)
    if not layers:
        return {"data": [], "layout": frame.layout(dark, "No blocks")}
    strange = [place for place, row in enumerate(layers) if row.strange]
    note = f"NaN or infinite values in {len(strange)} of them" if strange else ""
    layout = frame.layout(dark, f"Outputs of {len(layers):,} block{'s' * (len(layers) != 1)}", note)
    layout |= {
        "xaxis": frame.axis(dark, "") | _ticks(layers) | {"anchor": "y2"},
        "yaxis": frame.axis(dark, "mean ± std") | {"domain": [0.34, 1]},
        "yaxis2": frame.axis(dark, "zeros") | {"domain": [0, 0.24], "range": [0, 1], "tickformat": ".0%"},
        "hovermode": "x unified", "hoverlabel": {"bgcolor": frame.paper(dark), "font": {"color": frame.ink(dark)}},
    }  # fmt: skip
    return {"data": [*_band(layers, dark), *_strange(layers, strange), _zeros(layers, dark)], "layout": layout}


def _band(layers: list[BlockRun], dark: bool) -> list[dict[str, Any]]:
    names = [f"{html.escape(row.path)} ({row.kind})" for row in layers]
    edge = {"type": "scatter", "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    low = edge | {"y": frame.numbers([row.mean - row.std for row in layers])}
    high = edge | {"y": frame.numbers([row.mean + row.std for row in layers]), "fill": "tonexty"}
    high["fillcolor"] = frame.accent(dark) + "40"
    mean = {
        "type": "scatter", "mode": "lines+markers" if len(layers) <= 60 else "lines",
        "y": frame.numbers([row.mean for row in layers]),
        "line": {"color": frame.accent(dark), "width": 2}, "marker": {"size": 5}, "text": names,
        "customdata": frame.numbers([row.std for row in layers]),
        "hovertemplate": "<b>%{text}</b><br>mean %{y:.3g}, std %{customdata:.3g}<extra></extra>",
    }  # fmt: skip
    return [low, high, mean]


def _strange(layers: list[BlockRun], places: list[int]) -> list[dict[str, Any]]:
    trace = {
        "type": "scatter", "mode": "markers", "x": places, "y": frame.numbers([layers[place].mean for place in places]),
        "marker": {"color": shade(PROBLEM, 75, 55), "symbol": "x", "size": 9},
        "text": [f"{layers[place].strange:,}" for place in places],
        "hovertemplate": "%{text} values are NaN or infinite<extra></extra>",
    }  # fmt: skip
    return [trace] if places else []


def _zeros(layers: list[BlockRun], dark: bool) -> dict[str, Any]:
    colour = shade(34, 80, 60 if dark else 45)
    return {
        "type": "scatter", "mode": "lines", "yaxis": "y2", "fill": "tozeroy",
        "y": frame.numbers([row.zeros for row in layers]),
        "line": {"color": colour, "width": 1.5, "shape": "hvh"}, "fillcolor": colour + "50",
        "hovertemplate": "%{y:.1%} zeros<extra></extra>",
    }  # fmt: skip


def _ticks(layers: list[BlockRun]) -> dict[str, Any]:
    """Names along the axis where a new outer block begins, as many as have room."""
    places, names = [0], [""]
    for depth in range(1, 5):
        names = [".".join(row.path.split(".")[:depth]) for row in layers]
        places = [place for place in range(len(names)) if place == 0 or names[place] != names[place - 1]]
        if len(places) >= 4:
            break
    kept = places[:1]
    kept += [place for before, place in zip(places, places[1:], strict=False) if place - before >= len(layers) / 24]
    texts = [html.escape(frame.short(names[place])) for place in kept]
    return frame.named(kept, texts) | {"tickangle": -35, "range": [-0.5, len(layers) - 0.5]}
