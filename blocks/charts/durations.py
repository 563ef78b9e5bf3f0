"""How long each block of a run took, and what held it."""

import html
from collections.abc import Sequence

from blocks import words
from blocks.charts import frame
from blocks.charts.frame import Figure
from blocks.families import shade
from blocks.runs import BlockRun, Bound, held_by, innermost

MOST_BARS = 20  # of times
MOST_LEVELS = 5  # of the icicle at once; a click goes deeper
HEIGHT = 340  # pixels
SMALLEST = 9  # letters in it; what has no room for them has its text on hover
HUES: dict[Bound, int] = {"compute": 212, "memory": 34, "Python": 280}
OTHER = "something else"
LEAST_SHARE = 0.005  # of the time that is told


def icicle(rows: Sequence[BlockRun], ms: float, dark: bool = False) -> Figure:
    """The hierarchy of a run's blocks, each as wide as its time, coloured by what holds it; a click goes into a block.

    `ms` is the time of the whole pass.
    """
    if not rows:
        return {"data": [], "layout": frame.layout(dark, "No blocks")}
    outer = {row.path: row.path.rpartition(".")[0] for row in rows}
    known = set(outer)
    parents = ["", *(_nearest(outer[row.path], known) or "/" for row in rows)]
    inside: dict[str, float] = {}
    for row, parent in zip(rows, parents[1:], strict=True):
        inside[parent] = inside.get(parent, 0.0) + row.ms
    own = [max(0.0, row.ms - inside.get(row.path, 0.0)) for row in rows]
    colours = [shade(220, 8, 30 if dark else 90), *(_colour(row.bound, dark) for row in rows)]
    trace = {
        "type": "icicle", "ids": ["/", *(row.path for row in rows)], "parents": parents,
        "labels": ["the whole pass", *(html.escape(frame.short(_name(row), 24)) for row in rows)],
        "values": [max(0.0, ms - inside.get("/", 0.0)), *own], "branchvalues": "remainder",
        "maxdepth": MOST_LEVELS, "tiling": {"orientation": "v", "pad": 1}, "pathbar": {"visible": True},
        "marker": {"colors": colours, "line": {"width": 0}},
        "text": [words.milliseconds(ms), *(_told(row) for row in rows)], "texttemplate": "%{label}<br>%{text}",
        "customdata": ["the whole pass", *(f"{html.escape(row.path)} ({html.escape(row.kind)})" for row in rows)],
        "hovertemplate": "<b>%{customdata}</b><br>%{text}<extra></extra>", "sort": False,
        "textfont": {"size": 11, "color": frame.ink(dark)},
    }  # fmt: skip
    layout = frame.layout(dark, _shares(rows)) | {
        "height": HEIGHT, "margin": frame.sides(34, 2), "uniformtext": {"minsize": SMALLEST, "mode": "hide"}
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def _nearest(path: str, known: set[str]) -> str:
    """The innermost of the blocks that holds what is at a path: a Repeat's rounds are no blocks themselves."""
    while path and path not in known:
        path = path.rpartition(".")[0]
    return path


def _name(row: BlockRun) -> str:
    return f"{row.path.rpartition('.')[2]} {row.kind}"


def _told(row: BlockRun) -> str:
    if not row.least:
        return words.milliseconds(row.ms)
    return f"{words.milliseconds(row.ms)}, {row.bound or OTHER}, {words.times(row.ms / row.least)} its least"


def _colour(bound: Bound, dark: bool) -> str:
    return shade(HUES[bound], 65, 42 if dark else 78) if bound else shade(220, 8, 38 if dark else 82)


def _shares(rows: Sequence[BlockRun]) -> str:
    """What holds a run: `Held by compute 81%, something else 13%, memory 6%`."""
    times = held_by(innermost(rows))
    whole = sum(times.values()) or 1.0
    parts = sorted(((part / whole, bound or OTHER) for bound, part in times.items()), reverse=True)
    return "Held by " + ", ".join(f"{bound} {share:.0%}" for share, bound in parts if share >= LEAST_SHARE)


def times(rows: Sequence[BlockRun], dark: bool = False, depth: int | None = None) -> Figure:
    """Milliseconds of blocks, the longest on top, those after the first `MOST_BARS` in one bar.

    With a `depth`, the rows of that depth and those above it that hold none; a block is left out where
    the rows also have what is in it.
    """
    chosen = innermost([row for row in rows if depth is None or row.depth <= depth])
    chosen.sort(key=lambda row: -row.ms)
    shown, rest = chosen[:MOST_BARS], chosen[MOST_BARS:]
    labels = [html.escape(frame.short(row.path, 28)) for row in shown]
    values = [row.ms for row in shown]
    colours = [frame.accent(dark)] * len(shown)
    if rest:
        labels.append(f"{len(rest):,} others")
        values.append(sum(row.ms for row in rest))
        colours.append(frame.faint(dark))
    layout = frame.layout(dark, f"{sum(values):.3g} ms in {len(chosen):,} blocks")
    places = list(range(len(labels)))
    down = {"autorange": "reversed", "showgrid": False, "zeroline": False} | frame.named(places, labels)
    layout |= {
        "xaxis": frame.axis(dark, "ms") | {"zeroline": False},
        "yaxis": frame.axis(dark, "") | down,
        "bargap": 0.25,
    }
    told = [html.escape(row.path) for row in shown] + labels[len(shown) :]
    trace = {
        "type": "bar", "orientation": "h", "x": frame.numbers(values), "y": places, "marker": frame.plain(colours),
        "customdata": told, "hovertemplate": "%{customdata}: %{x:.3g} ms<extra></extra>",
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def beside(first: Sequence[BlockRun], second: Sequence[BlockRun], names: Sequence[str], dark: bool = False) -> Figure:
    """The milliseconds of the same blocks in two runs, the longest of the first on top, at most `MOST_BARS` of them."""
    others = {row.path: row.ms for row in second}
    chosen = sorted((row for row in first if row.path in others), key=lambda row: -row.ms)[:MOST_BARS]
    places = list(range(len(chosen)))
    labels = [html.escape(frame.short(row.path, 28)) for row in chosen]
    left_out = words.plural(len(first) - len(chosen), "shorter block") + " left out" if len(chosen) < len(first) else ""
    layout = frame.layout(dark, "Milliseconds", left_out)
    layout |= {
        "xaxis": frame.axis(dark, "ms") | {"zeroline": False},
        "yaxis": frame.axis(dark, "") | {"autorange": "reversed", "showgrid": False} | frame.named(places, labels),
        "barmode": "group", "bargap": 0.25, "height": 90 + 34 * len(chosen), "margin": frame.sides(60, 8),
        "showlegend": True, "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
    }  # fmt: skip
    colours = (frame.accent(dark), shade(HUES["memory"], 75, 60))
    values = ([row.ms for row in chosen], [others[row.path] for row in chosen])
    traces = [
        {
            "type": "bar", "orientation": "h", "name": html.escape(name), "x": frame.numbers(ms), "y": places,
            "marker": frame.plain([colour] * len(places)), "customdata": [html.escape(row.path) for row in chosen],
            "hovertemplate": "%{customdata}: %{x:.3g} ms<extra></extra>",
        }
        for name, ms, colour in zip(names, values, colours, strict=True)
    ]  # fmt: skip
    return {"data": traces, "layout": layout}
