"""Reports, runs and arrays as plotly figures: plain `{"data": [...], "layout": {...}}`, ready to draw.

Plain data is thirty times faster to make than plotly's own objects; a test holds every figure against
them. Each figure carries its colours, so that no template is needed. What a figure leaves out, its
title says. Names from a file are escaped: plotly reads a little HTML in every text.
"""

import base64
import html
import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from blocks.families import PROBLEM, hue_of, is_container, is_grouping, shade
from blocks.kinds import Kinds
from blocks.report import Node, Report
from blocks.runs import BlockRun
from blocks.tree import Block

Array: TypeAlias = "np.ndarray[Any, Any]"
Figure: TypeAlias = dict[str, Any]
Pair: TypeAlias = tuple[str, str]

FONT = "Helvetica, Arial, sans-serif"
CLASSES = "class or feature"
MOST_BARS = 20  # of times
MOST_VALUES = 1_000  # that are drawn as bars
MOST_TILES = 500  # at once; a click shows what is deeper
MOST_PIXELS = 512  # a side of a heat map


# --- what a report counts


def parameters(report: Report, kinds: Kinds, dark: bool = False) -> Figure:
    """Where the parameters are: a treemap whose areas are counts; its ids are those of the blocks."""
    return _treemap(report, kinds, dark, lambda node: node.params, "parameters", once=True)


def macs(report: Report, kinds: Kinds, dark: bool = False) -> Figure:
    """Where the work is: a treemap of multiply-adds in matrix products, convolutions and attention."""
    return _treemap(report, kinds, dark, lambda node: node.macs, "MACs", once=False)


def _treemap(report: Report, kinds: Kinds, dark: bool, count: Callable[[Node], int], unit: str, once: bool) -> Figure:
    total = count(report.root)
    if not total:
        return {"data": [], "layout": _layout(dark, f"No {unit}")}
    tiles = _Tiles(kinds, dark, count, unit, once, total)
    tiles.add(report.model.root, [(1, report.root)], "", html.escape(report.model.title), "")
    convention = "" if once else "of matrix products, convolutions and attention"
    left_out = f"{tiles.without} layer{'s' * (tiles.without != 1)} without {unit} not drawn" if tiles.without else ""
    layout = _layout(dark, f"{total:,} {unit}", _joined(convention, left_out, by="; "))
    layout["margin"] |= {"b": 26}  # room for the path of the tile one has gone into
    return {"data": [tiles.trace()], "layout": layout}


class _Tiles:
    """The columns of one treemap. A block's value is that of all its rounds together."""

    def __init__(
        self, kinds: Kinds, dark: bool, count: Callable[[Node], int], unit: str, once: bool, total: int
    ) -> None:
        self.kinds, self.dark, self.count, self.unit, self.once, self.total = kinds, dark, count, unit, once, total
        self.without = 0
        self._rows: list[tuple[str, str, str, int, str, list[str]]] = []

    def add(self, block: Block, nodes: list[tuple[int, Node]], parent: str, label: str, path: str) -> None:
        """A block in all its rounds, `(how many, what is known)`, with what is in it."""
        value = sum(times * self.count(node) for times, node in nodes)
        if not value:
            self.without += sum(not is_container(each) for each in block.walk())
            return
        degrees = hue_of(block, self.kinds)
        colour = shade(degrees, 35, 26) if self.dark else shade(degrees, 70, 84)
        where = html.escape(path or "the whole model")
        told = [where, block.kind, f"{value:,} {self.unit}", f"{value / self.total:.2%} of all"]
        self._rows.append((str(block.id), parent, label, value, colour, told))
        self._inside(block, nodes, str(block.id), path)

    def _inside(self, block: Block, nodes: list[tuple[int, Node]], parent: str, path: str) -> None:
        for position, child in enumerate(block.children):
            known = [pair for count, each in nodes for pair in self._child(block, each, count, position)]
            name = child.name or str(position)
            inner = _joined(path, "·" if block.kind == "Repeat" else "", "" if _unseen(block) else name)
            if is_grouping(block, child):
                self._inside(child, known, parent, inner)
            else:
                self.add(child, known, parent, _label(child, [node for _, node in known]), inner)

    def _child(self, block: Block, node: Node, count: int, position: int) -> list[tuple[int, Node]]:
        """What is known of a child, as often as it is there."""
        if block.kind != "Repeat":
            rounds = [(count, node.children)]
        elif self.once and node.args.get("share"):
            rounds = [(count, each.children) for each in node.rounds[:1]]
        else:
            rounds = [(count * each.count, each.children) for each in node.rounds]
        return [(times, children[position]) for times, children in rounds if position < len(children)]

    def trace(self) -> dict[str, Any]:
        """The treemap."""
        ids, parents, labels, values, colours, told = map(list, zip(*self._rows, strict=True))
        return {
            "type": "treemap", "branchvalues": "total", "ids": ids, "parents": parents, "labels": labels,
            "values": values, "customdata": told, "maxdepth": 4 if len(ids) > MOST_TILES else -1, "sort": True,
            "marker": {"colors": colours, "line": {"width": 1, "color": _paper(self.dark)}, "pad": _sides(20, 3)},
            "textfont": {"family": FONT, "size": 12, "color": _ink(self.dark)}, "textinfo": "label+percent root",
            "hovertemplate": "<br>".join(f"%{{customdata[{row}]}}" for row in range(4)) + "<extra></extra>",
            "tiling": {"pad": 2}, "pathbar": {"thickness": 20, "side": "bottom"}, "root": {"color": "rgba(0,0,0,0)"},
        }  # fmt: skip


def _unseen(block: Block) -> bool:
    """Whether a block's only child is its round, or its body, so that paths do not name it."""
    return block.definition is not None or (block.kind == "Repeat" and len(block.children) == 1)


def _joined(*pieces: str, by: str = ".") -> str:
    return by.join(piece for piece in pieces if piece)


def _label(block: Block, nodes: list[Node]) -> str:
    words = [html.escape(block.name or block.kind)]
    if block.kind == "Repeat":
        times = {str(node.args.get("times", block.args.get("times", ""))) for node in nodes}
        words.append("×" + " or ".join(sorted(times)))
        words += ["shared"] * bool(block.args.get("share"))
    return " ".join(words)


# --- what a run shows


def output(
    array: Array, shape: Sequence[int], dark: bool = False, example: int = 0, channel: int = 0, title: str = "Output"
) -> Figure:
    """An output as a picture that suits its shape: bars for a vector, else a heat map.

    `array` holds the examples that came along, `shape` is the whole output's. (B, D) shows all
    examples, or bars when there is one; (B, ..., H, W) one map: `example` and, before the last two
    dimensions, `channel` choose it.
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
    channel = min(max(channel, 0), len(maps) - 1)
    chosen = [f"example {example}"] * (len(values) > 1) + [f"channel {channel}"] * (values.ndim > 3 and len(maps) > 1)
    note = _joined(note, *chosen, "counted from 0" * bool(chosen), by=", ")
    if values.ndim == 3:
        return heatmap(maps[0], dark, head, note, axes=("feature", "position"))
    return heatmap(maps[channel], dark, head, note, square=True)


def bars(values: Array, dark: bool = False, title: str = "", note: str = "") -> Figure:
    """Numbers as bars, negative ones in another colour. More than `MOST_VALUES` are thinned."""
    step = -(-len(values) // MOST_VALUES) or 1
    shown = np.asarray(values, dtype=np.float64)[::step]
    colours = [shade(16, 70, 55) if value < 0 else _accent(dark) for value in shown]
    layout = _layout(dark, title, _joined(note, f"1 value in {step} is drawn" if step > 1 else "", by=", "))
    layout |= {"xaxis": _axis(dark, CLASSES), "yaxis": _axis(dark, ""), "bargap": 0.1}
    trace = {
        "type": "bar", "x": list(range(0, len(values), step)), "y": _numbers(shown), "marker": _plain(colours),
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
        "type": "heatmap", "z": _packed(shown, "f4"), "dx": columns, "dy": rows, "x0": 0, "y0": 0, **colours,
        "colorbar": {"thickness": 10, "outlinewidth": 0, "tickfont": {"color": _ink(dark), "size": 10}},
        "hovertemplate": "row %{y}, column %{x}: %{z:.4g}<extra></extra>",
    }  # fmt: skip
    across, down = (_axis(dark, name) | {"showgrid": False, "zeroline": False} for name in axes)
    down |= {"autorange": "reversed"}
    if square:
        across |= {"constrain": "domain"}
        down |= {"scaleanchor": "x", "constrain": "domain"}
    layout = _layout(dark, title, _joined(note, thinned, by=", ")) | {"xaxis": across, "yaxis": down}
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
    layout = _layout(dark, title, f"1 pixel in {step} each way is drawn" if step > 1 else "")
    layout |= {"xaxis": {"visible": False}, "yaxis": {"visible": False, "autorange": "reversed", "scaleanchor": "x"}}
    trace = {"type": "image", "z": _packed(pixels, "u1"), "dx": step, "dy": step, "hoverinfo": "x+y"}
    return {"data": [trace], "layout": layout}


def statistics(rows: Sequence[BlockRun], dark: bool = False) -> Figure:
    """Mean ± standard deviation of each block's output, in the order of the model, and its share of zeros.

    A block is left out where the rows also have what is in it.
    """
    layers = _innermost(rows)
    if not layers:
        return {"data": [], "layout": _layout(dark, "No blocks")}
    strange = [place for place, row in enumerate(layers) if row.strange]
    note = f"NaN or infinite values in {len(strange)} of them" if strange else ""
    layout = _layout(dark, f"Outputs of {len(layers):,} block{'s' * (len(layers) != 1)}", note)
    layout |= {
        "xaxis": _axis(dark, "") | _ticks(layers) | {"anchor": "y2"},
        "yaxis": _axis(dark, "mean ± std") | {"domain": [0.34, 1]},
        "yaxis2": _axis(dark, "zeros") | {"domain": [0, 0.24], "range": [0, 1], "tickformat": ".0%"},
        "hovermode": "x unified", "hoverlabel": {"bgcolor": _paper(dark), "font": {"color": _ink(dark)}},
    }  # fmt: skip
    return {"data": [*_band(layers, dark), *_strange(layers, strange), _zeros(layers, dark)], "layout": layout}


def _band(layers: list[BlockRun], dark: bool) -> list[dict[str, Any]]:
    names = [f"{html.escape(row.path)} ({row.kind})" for row in layers]
    edge = {"type": "scatter", "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    low = edge | {"y": _numbers([row.mean - row.std for row in layers])}
    high = edge | {"y": _numbers([row.mean + row.std for row in layers]), "fill": "tonexty"}
    high["fillcolor"] = _accent(dark) + "40"
    mean = {
        "type": "scatter", "mode": "lines+markers" if len(layers) <= 60 else "lines",
        "y": _numbers([row.mean for row in layers]),
        "line": {"color": _accent(dark), "width": 2}, "marker": {"size": 5}, "text": names,
        "customdata": _numbers([row.std for row in layers]),
        "hovertemplate": "<b>%{text}</b><br>mean %{y:.3g}, std %{customdata:.3g}<extra></extra>",
    }  # fmt: skip
    return [low, high, mean]


def _strange(layers: list[BlockRun], places: list[int]) -> list[dict[str, Any]]:
    trace = {
        "type": "scatter", "mode": "markers", "x": places, "y": _numbers([layers[place].mean for place in places]),
        "marker": {"color": shade(PROBLEM, 75, 55), "symbol": "x", "size": 9},
        "text": [f"{layers[place].strange:,}" for place in places],
        "hovertemplate": "%{text} values are NaN or infinite<extra></extra>",
    }  # fmt: skip
    return [trace] if places else []


def _zeros(layers: list[BlockRun], dark: bool) -> dict[str, Any]:
    colour = shade(34, 80, 60 if dark else 45)
    return {
        "type": "scatter", "mode": "lines", "yaxis": "y2", "fill": "tozeroy",
        "y": _numbers([row.zeros for row in layers]),
        "line": {"color": colour, "width": 1.5, "shape": "hvh"}, "fillcolor": colour + "50",
        "hovertemplate": "%{y:.1%} zeros<extra></extra>",
    }  # fmt: skip


def _innermost(rows: Sequence[BlockRun]) -> list[BlockRun]:
    """The rows that hold no other: together the whole model, once."""
    pieces = [row.path.split(".") for row in rows]
    holding = {".".join(piece[:length]) for piece in pieces for length in range(1, len(piece))}
    return [row for row in rows if row.path not in holding]


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
    texts = [html.escape(_short(names[place])) for place in kept]
    return _named(kept, texts) | {"tickangle": -35, "range": [-0.5, len(layers) - 0.5]}


def times(rows: Sequence[BlockRun], dark: bool = False, depth: int | None = None) -> Figure:
    """Milliseconds of blocks, the longest on top, those after the first `MOST_BARS` in one bar.

    With a `depth`, the rows of that depth and those above it that hold none; a block is left out where
    the rows also have what is in it.
    """
    chosen = _innermost([row for row in rows if depth is None or row.depth <= depth])
    chosen.sort(key=lambda row: -row.ms)
    shown, rest = chosen[:MOST_BARS], chosen[MOST_BARS:]
    labels = [html.escape(_short(row.path, 28)) for row in shown]
    values = [row.ms for row in shown]
    colours = [_accent(dark)] * len(shown)
    if rest:
        labels.append(f"{len(rest):,} others")
        values.append(sum(row.ms for row in rest))
        colours.append(_faint(dark))
    layout = _layout(dark, f"{sum(values):.3g} ms in {len(chosen):,} blocks")
    places = list(range(len(labels)))
    down = {"autorange": "reversed", "showgrid": False, "zeroline": False} | _named(places, labels)
    layout |= {"xaxis": _axis(dark, "ms") | {"zeroline": False}, "yaxis": _axis(dark, "") | down, "bargap": 0.25}
    told = [html.escape(row.path) for row in shown] + labels[len(shown) :]
    trace = {
        "type": "bar", "orientation": "h", "x": _numbers(values), "y": places, "marker": _plain(colours),
        "customdata": told, "hovertemplate": "%{customdata}: %{x:.3g} ms<extra></extra>",
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


# --- what figures share


def _layout(dark: bool, title: str, note: str = "") -> dict[str, Any]:
    heading = _words(title, 13, _ink(dark)) | {"subtitle": _words(note, 11, _faint(dark))}
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 8}}
    return {
        "title": heading | place, "margin": _sides(50 if note else 34, 8), "showlegend": False,
        "font": {"family": FONT, "size": 12, "color": _ink(dark)},
        "xaxis": {"visible": False}, "yaxis": {"visible": False},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
    }  # fmt: skip


def _sides(top: int, others: int) -> dict[str, int]:
    return {"t": top, "l": others, "r": others, "b": others}


def _axis(dark: bool, title: str) -> dict[str, Any]:
    return {
        "title": _words(title, 11, _faint(dark)), "tickfont": {"size": 10, "color": _faint(dark)}, "automargin": True,
        "gridcolor": "rgba(128,128,128,0.18)", "zerolinecolor": "rgba(128,128,128,0.4)",
    }  # fmt: skip


def _named(places: list[int], names: list[str]) -> dict[str, Any]:
    return {"tickmode": "array", "tickvals": places, "ticktext": names}


def _words(text: str, size: int, colour: str) -> dict[str, Any]:
    return {"text": html.escape(text), "font": {"size": size, "color": colour}}


def _plain(colours: list[str]) -> dict[str, Any]:
    """Bars without a line around them."""
    return {"color": colours, "line": {"width": 0}}


def _ink(dark: bool) -> str:
    return "#d5d9e0" if dark else "#2b3240"


def _faint(dark: bool) -> str:
    return "#9aa3b2" if dark else "#5b6472"


def _paper(dark: bool) -> str:
    return "#151a23" if dark else "#ffffff"


def _accent(dark: bool) -> str:
    return shade(212, 75, 64 if dark else 48)


def _short(path: str, longest: int = 18) -> str:
    return path if len(path) <= longest else "…" + path[1 - longest :]


def _numbers(values: "Sequence[float] | Array") -> list[float | None]:
    """Numbers as JSON knows them: what is not finite is a gap."""
    return [float(value) if math.isfinite(value) else None for value in values]


def _packed(array: Array, dtype: str) -> dict[str, str]:
    """An array as plotly's typed array: its bytes in base64, a fraction of the digits."""
    raw = np.ascontiguousarray(array, dtype=f"<{dtype}").tobytes()
    return {"dtype": dtype, "bdata": base64.b64encode(raw).decode(), "shape": ", ".join(map(str, array.shape))}
