"""Several trainings on the same data: a line each."""

from collections.abc import Sequence

from blocks.charts import frame
from blocks.charts.frame import Figure
from blocks.families import shade
from blocks.fitting.records import Point

HEIGHT = 280
HUES = (225, 20, 150)


def losses(runs: Sequence[tuple[str, Sequence[Point]]], dark: bool = False) -> Figure:
    """The loss on what each learns from, by step, and the share of held-out examples that is right in the end. A loss
    that is no number any more ends its line."""
    traces = []
    for (name, points), hue in zip(runs, HUES, strict=False):
        share = f" · {points[-1].held_accuracy:.0%} right" if points else ""
        traces.append({
            "type": "scatter", "mode": "lines", "name": frame.worded(f"{name}{share}", 11, "")["text"],
            "x": [each.step for each in points], "y": [each.loss for each in points],
            "line": {"color": shade(hue, 85, 66 if dark else 46), "width": 2.4},
            "hovertemplate": "step %{x:,}: %{y:.3g}<extra></extra>",
        })  # fmt: skip
    layout = frame.layout(dark, "Loss, and how many of those held out are right")
    layout |= {
        "xaxis": frame.axis(dark, "step") | {"rangemode": "tozero", "zeroline": False},
        "yaxis": frame.axis(dark, "loss") | {"rangemode": "tozero"},
        "height": HEIGHT, "margin": frame.sides(38, 8), "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": -0.28, "font": {"size": 12}},
    }  # fmt: skip
    return {"data": traces, "layout": layout}
