"""Tensors as pictures: bars, heat maps and images."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from blocks.charts import frame
from blocks.charts.frame import Figure, Pair
from blocks.families import shade
from blocks.runs import Array

CLASSES = "class or feature"
MOST_VALUES = 1_000  # that are drawn as bars
MOST_PIXELS = 512  # a side of a heat map
MOST_MAPS = 64  # side by side


def output(
    array: Array,
    shape: Sequence[int],
    dark: bool = False,
    example: int = 0,
    channel: int | None = 0,
    title: str = "Output",
) -> Figure:
    """An output as a picture that suits its shape: bars for a vector, else a heat map.

    `array` holds the examples that came along, `shape` is the whole output's. (B, D) shows all
    examples, or bars when there is one; (B, ..., H, W) one map: `example` and, before the last two
    dimensions, `channel` choose it, or no channel all maps of the example side by side.
    """
    values = np.asarray(array)
    whole = " × ".join(map(str, shape)) or "a scalar"
    head = f"{title}: {whole}"
    came = str(len(values)) if values.ndim == len(shape) and values.ndim else "a part"
    note = "" if values.shape == tuple(shape) else f"only {came} came along"
    if values.ndim <= 1 or values.size == 0:
        return bars(values.reshape(-1), dark, head, note)
    if values.ndim == 2:
        if len(values) == 1 and values.shape[1] <= MOST_VALUES:
            return bars(values[0], dark, head, note)
        return heatmap(values, dark, head, note, axes=(CLASSES, "example"))
    example = min(max(example, 0), len(values) - 1)
    maps = values[example].reshape(-1, *values.shape[-2:])
    if channel is None and values.ndim > 3:
        shown = [f"example {example}, counted from 0"] * (len(values) > 1)
        more = f"the first {MOST_MAPS} of {len(maps):,} channels" if len(maps) > MOST_MAPS else f"{len(maps)} channels"
        return heatmap(grid(maps), dark, head, frame.joined(note, *shown, more, by=", "), square=True)
    channel = min(max(channel or 0, 0), len(maps) - 1)
    chosen = [f"example {example}"] * (len(values) > 1) + [f"channel {channel}"] * (values.ndim > 3 and len(maps) > 1)
    note = frame.joined(note, *chosen, "counted from 0" * bool(chosen), by=", ")
    if values.ndim == 3:
        return heatmap(maps[0], dark, head, note, axes=("feature", "position"))
    return heatmap(maps[channel], dark, head, note, square=True)


def grid(maps: Array) -> Array:
    """Maps (C, H, W) side by side in rows, the first `MOST_MAPS` of them, with gaps that hold no number."""
    maps = np.asarray(maps[:MOST_MAPS], dtype=np.float32)
    count, height, width = maps.shape
    across = math.ceil(math.sqrt(count))
    down = math.ceil(count / across)
    found = np.full((down * (height + 1) - 1, across * (width + 1) - 1), np.nan, dtype=np.float32)
    for place, each in enumerate(maps):
        top, left = place // across * (height + 1), place % across * (width + 1)
        found[top : top + height, left : left + width] = each
    return found


def bars(values: Array, dark: bool = False, title: str = "", note: str = "") -> Figure:
    """Numbers as bars, negative ones in another colour. More than `MOST_VALUES` are thinned."""
    step = -(-len(values) // MOST_VALUES) or 1
    shown = np.asarray(values, dtype=np.float64)[::step]
    colours = [shade(16, 70, 55) if value < 0 else frame.accent(dark) for value in shown]
    layout = frame.layout(dark, title, frame.joined(note, f"1 value in {step} is drawn" if step > 1 else "", by=", "))
    layout |= {"xaxis": frame.axis(dark, CLASSES), "yaxis": frame.axis(dark, ""), "bargap": 0.1}
    trace = {
        "type": "bar", "x": list(range(0, len(values), step)), "y": frame.numbers(shown),
        "marker": frame.plain(colours),
        "hovertemplate": "%{x}: %{y:.4g}<extra></extra>",
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def heatmap(
    matrix: Array, dark: bool = False, title: str = "", note: str = "", axes: Pair = ("", ""), square: bool = False
) -> Figure:
    """A matrix as colours around zero, its first row on top. Sides beyond `MOST_PIXELS` are thinned."""
    far = _ends(np.abs(matrix))[1] or 1.0
    scale = [[0, shade(212, 75, 55)], [0.5, shade(220, 15, 12 if dark else 97)], [1, shade(16, 85, 55)]]
    return _map(matrix, dark, title, note, axes, square, {"zmin": -far, "zmax": far, "colorscale": scale})


def _map(matrix: Array, dark: bool, title: str, note: str, axes: Pair, square: bool, colours: dict[str, Any]) -> Figure:
    rows, columns = (-(-side // MOST_PIXELS) or 1 for side in matrix.shape)
    shown = np.asarray(matrix, dtype=np.float32)[::rows, ::columns]
    thinned = f"thinned to {shown.shape[0]} × {shown.shape[1]}" if max(rows, columns) > 1 else ""
    trace = {
        "type": "heatmap", "z": frame.packed(shown, "f4"), "dx": columns, "dy": rows, "x0": 0, "y0": 0, **colours,
        "colorbar": {"thickness": 10, "outlinewidth": 0, "tickfont": {"color": frame.ink(dark), "size": 10}},
        "hovertemplate": "row %{y}, column %{x}: %{z:.4g}<extra></extra>",
    }  # fmt: skip
    across, down = (frame.axis(dark, name) | {"showgrid": False, "zeroline": False} for name in axes)
    down |= {"autorange": "reversed"}
    if square:
        across |= {"constrain": "domain"}
        down |= {"scaleanchor": "x", "constrain": "domain"}
    layout = frame.layout(dark, title, frame.joined(note, thinned, by=", ")) | {"xaxis": across, "yaxis": down}
    return {"data": [trace], "layout": layout}


def _ends(values: Array) -> tuple[float, float]:
    """The lowest and the highest finite value."""
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)


def image(array: Array, dark: bool = False, title: str = "Input") -> Figure:
    """A picture (C, H, W) or (H, W) in its own range of values: three channels in colour, else the first in grey."""
    values = np.asarray(array, dtype=np.float32)
    values = values if values.ndim == 3 else values[None]
    low, high = _ends(values)
    if len(values) != 3:
        note = f"channel 0 of {len(values)}" if len(values) > 1 else ""
        grey = {"zmin": low, "zmax": high, "colorscale": [[0, "#000000"], [1, "#ffffff"]]}
        return _map(values[0], dark, title, note, ("", ""), True, grey)
    step = max(-(-side // MOST_PIXELS) for side in values.shape[1:])
    shown = np.nan_to_num(values[:, ::step, ::step], posinf=high, neginf=low)
    pixels = np.rint((shown - low) / ((high - low) or 1) * 255).astype(np.uint8).transpose(1, 2, 0)
    layout = frame.layout(dark, title, f"1 pixel in {step} each way is drawn" if step > 1 else "")
    layout |= {"xaxis": {"visible": False}, "yaxis": {"visible": False, "autorange": "reversed", "scaleanchor": "x"}}
    trace = {"type": "image", "z": frame.packed(pixels, "u1"), "dx": step, "dy": step, "hoverinfo": "x+y"}
    return {"data": [trace], "layout": layout}
