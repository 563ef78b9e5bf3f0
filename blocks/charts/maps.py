"""Matrices as heat maps, alone or side by side; pictures, and whole numbers as they are."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from blocks import words
from blocks.charts import frame
from blocks.charts.frame import Figure, Pair
from blocks.families import shade
from blocks.runs import Array

MOST_PIXELS = 512  # a side of a heat map
MOST_MAPS = 64  # side by side
MOST_LABELLED = 36  # of them, with a number each
ROW = 15  # pixels of each, where there are many
MOST_ROWS = 64  # of numbers that are written out
LEAST_ROWS = 8  # that there is room for
ENOUGH_ROWS = 16  # for the usual height
WIDE = 2.2  # the width of the figure in its heights
UNNAMED = ("column", "row")
MOST = 0.99  # of all numbers that have a colour of their own
FAR = 4.0  # times as large as these: then the few beyond share the deepest colour


def heatmap(
    matrix: Array, dark: bool = False, title: str = "", note: str = "", axes: Pair = ("", ""), square: bool = False
) -> Figure:
    """A matrix as colours around zero, its first row on top. `axes` name what counts across and what counts down. Sides
    beyond `MOST_PIXELS` are thinned."""
    far, beyond = _reach(matrix)
    return _map(matrix, dark, title, frame.joined(note, beyond, by=", "), axes, square, _tones(matrix, far, dark))


def grid(
    maps: Array,
    dark: bool = False,
    title: str = "",
    note: str = "",
    called: str = "channel",
) -> Figure:
    """Maps (C, H, W) side by side in rows and in one scale of colours, the first `MOST_MAPS` of them."""
    shown = np.asarray(maps[:MOST_MAPS], dtype=np.float32)
    count, height, width = shown.shape
    across = _columns(count, height, width)
    labelled = count <= MOST_LABELLED
    gap = max(height, width) * 0.06
    pitch = (width + gap, height + gap + (max(height, width) * 0.14 if labelled else 0))
    corners = [(place % across * pitch[0], place // across * pitch[1]) for place in range(count)]
    step = max(1, -(-max(height, width) * across // (2 * MOST_PIXELS)))
    more = f"the first {count} of {len(maps):,}" if len(maps) > count else ""
    thinned = f"1 value in {step} each way is drawn" if step > 1 else ""
    far, beyond = _reach(shown)
    layout = frame.layout(dark, title, frame.joined(note, more, thinned, beyond, frame.unnumbered(shown), by=", "))
    layout |= {
        "xaxis": {"visible": False, "constrain": "domain"},
        "yaxis": {"visible": False, "constrain": "domain", "autorange": "reversed", "scaleanchor": "x"},
        "coloraxis": _coloraxis(_tones(shown, far, dark), dark),
        "annotations": [_label(str(place), *corners[place], dark) for place in range(count)] if labelled else [],
    }  # fmt: skip
    tiles = [_tile(each, corner, step) for each, corner in zip(shown, corners, strict=True)]
    form = frame.digits(shown)
    for place, tile in enumerate(tiles):
        tile["hovertemplate"] = f"{called} {place}: %{{z:{form}}}<extra></extra>"
    return {"data": tiles, "layout": layout}


def _columns(count: int, height: int, width: int) -> int:
    """In how many columns maps are largest, in a figure that is wider than it is high."""
    return max(range(1, count + 1), key=lambda each: min(WIDE / (each * width), 1 / (-(-count // each) * height)))


def _tile(each: Array, corner: tuple[float, float], step: int) -> dict[str, Any]:
    return {
        "type": "heatmap", "z": _packed(each[::step, ::step]), "x0": corner[0], "y0": corner[1], "dx": step, "dy": step,
        "coloraxis": "coloraxis",
    }  # fmt: skip


def _label(text: str, left: float, top: float, dark: bool) -> dict[str, Any]:
    return frame.worded(text, 9, frame.faint(dark)) | {
        "x": left - 0.5, "y": top - 0.5, "xanchor": "left", "yanchor": "bottom", "showarrow": False, "borderpad": 0
    }  # fmt: skip


def _reach(values: Array) -> tuple[float, str]:
    """Where colours are deepest: at the number that is farthest from 0, or, where a few are far beyond all others and
    would leave these pale, below them; and what has to be said of that."""
    sizes = np.abs(values[np.isfinite(values)])
    far = float(sizes.max(initial=0.0)) or 1.0
    usual = float(np.quantile(sizes, MOST)) if sizes.size else far
    if not 0 < FAR * usual < far:
        return far, ""
    return (
        usual,
        f"deepest at {usual:.3g}: {words.plural(int((sizes > usual).sum()), 'number')} beyond, up to {far:.3g}",
    )


def _tones(values: Array, far: float, dark: bool) -> dict[str, Any]:
    """Colours for numbers: nothing is the paper's, blue is below, orange above, deepest `far` from 0."""
    low, high = _ends(values)
    below, none, above = shade(212, 75, 55), shade(220, 15, 12 if dark else 97), shade(16, 85, 55)
    if low >= 0:
        return {"zmin": 0, "zmax": far, "colorscale": [[0, none], [1, above]]}
    if high <= 0:
        return {"zmin": -far, "zmax": 0, "colorscale": [[0, below], [1, none]]}
    return {"zmin": -far, "zmax": far, "colorscale": [[0, below], [0.5, none], [1, above]]}


def _coloraxis(tones: dict[str, Any], dark: bool) -> dict[str, Any]:
    ends = {"cmin": tones["zmin"], "cmax": tones["zmax"], "colorscale": tones["colorscale"]}
    return ends | {"colorbar": _colorbar(dark)}


def _colorbar(dark: bool) -> dict[str, Any]:
    return {"thickness": 10, "outlinewidth": 0, "tickfont": {"color": frame.ink(dark), "size": 10}}


def _packed(matrix: Array) -> dict[str, str]:
    return frame.packed(np.where(np.isfinite(matrix), matrix, np.nan), "f4")


def _map(matrix: Array, dark: bool, title: str, note: str, axes: Pair, square: bool, colours: dict[str, Any]) -> Figure:
    rows, columns = (-(-side // MOST_PIXELS) or 1 for side in matrix.shape)
    shown = np.asarray(matrix, dtype=np.float32)[::rows, ::columns]
    thinned = f"thinned to {shown.shape[0]} × {shown.shape[1]}" if max(rows, columns) > 1 else ""
    x, y = (name or other for name, other in zip(axes, UNNAMED, strict=True))
    trace = {
        "type": "heatmap", "z": _packed(shown), "dx": columns, "dy": rows, "x0": 0, "y0": 0, **colours,
        "colorbar": _colorbar(dark),
        "hovertemplate": f"{y} %{{y}}, {x} %{{x}}: %{{z:{frame.digits(shown)}}}<extra></extra>",
    }  # fmt: skip
    across, down = (
        frame.counted(dark, name, side) | {"showgrid": False}
        for name, side in zip(axes, reversed(matrix.shape), strict=True)
    )
    down |= {"autorange": "reversed"}
    if square:
        across |= {"constrain": "domain"}
        down |= {"scaleanchor": "x", "constrain": "domain"}
    layout = frame.layout(dark, title, frame.joined(note, thinned, frame.unnumbered(shown), by=", "))
    return {"data": [trace], "layout": layout | {"xaxis": across, "yaxis": down}}


def _ends(values: Array) -> tuple[float, float]:
    """The lowest and the highest finite value."""
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)


def image(array: Array, dark: bool = False, title: str = "Input", note: str = "") -> Figure:
    """A picture (C, H, W) or (H, W) in its own range of values: three channels in colour, else the first in grey."""
    values = np.asarray(array, dtype=np.float32)
    values = values if values.ndim == 3 else values[None]
    low, high = _ends(values)
    if len(values) != 3:
        first = f"channel 0 of {len(values)}" if len(values) > 1 else ""
        grey = {"zmin": low, "zmax": high, "colorscale": [[0, "#000000"], [1, "#ffffff"]]}
        return _map(values[0], dark, title, frame.joined(note, first, by=", "), ("", ""), True, grey)
    step = max(-(-side // MOST_PIXELS) for side in values.shape[1:])
    shown = np.nan_to_num(values[:, ::step, ::step], posinf=high, neginf=low)
    pixels = np.rint((shown - low) / ((high - low) or 1) * 255).astype(np.uint8).transpose(1, 2, 0)
    thinned = f"1 pixel in {step} each way is drawn" if step > 1 else ""
    layout = frame.layout(dark, title, frame.joined(note, thinned, by=", "))
    layout |= {"xaxis": {"visible": False}, "yaxis": {"visible": False, "autorange": "reversed", "scaleanchor": "x"}}
    trace = {"type": "image", "z": frame.packed(pixels, "u1"), "dx": step, "dy": step, "hoverinfo": "x+y"}
    return {"data": [trace], "layout": layout}


def numbers(
    values: Array, dark: bool = False, title: str = "", note: str = "", called: str = "", truth: bool = False
) -> Figure:
    """Whole numbers, or truth values, written out in rows like a text, the first `MOST_ROWS` rows of them."""
    texts = [str(bool(each)) if truth else f"{each:.0f}" for each in np.asarray(values)[: 8 * MOST_ROWS].tolist()]
    longest = max(map(len, texts), default=0)
    across = min(8 if longest <= 3 else 6 if longest <= 5 else 4, len(texts))  # what a narrow column has room for
    texts = texts[: across * MOST_ROWS]
    empty = [""] * (-len(texts) % across)
    more = f"the first {len(texts)} of {len(values):,}" if len(values) > len(texts) else ""
    layout = frame.layout(dark, title, frame.joined(note, more, by=", "))
    layout["yaxis"] |= {"range": [max(LEAST_ROWS, -(-len(texts) // across)) - 0.5, -0.5]}  # few are not stretched
    layout["height"] = 60 + ROW * max(ENOUGH_ROWS, -(-len(texts) // across))
    places = [f"{called} {place}".lstrip() for place in range(len(texts))]
    cell = shade(212, 40, 24 if dark else 92)
    trace = {
        "type": "heatmap", "z": _rows([0] * len(texts) + [None] * len(empty), across), "xgap": 2, "ygap": 2,
        "colorscale": [[0, cell], [1, cell]], "showscale": False, "hoverongaps": False,
        "text": _rows([*texts, *empty], across), "texttemplate": "%{text}",
        "textfont": {"size": 10, "color": frame.ink(dark)},
        "customdata": _rows([*places, *empty], across), "hovertemplate": "%{customdata}: %{text}<extra></extra>",
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def _rows(cells: Sequence[Any], across: int) -> list[list[Any]]:
    return [list(cells[start : start + across]) for start in range(0, len(cells), across)]
