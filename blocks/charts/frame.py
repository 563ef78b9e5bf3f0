"""What all figures share: the layout, axes, colours, and arrays as plotly takes them.

Figures are plain `{"data": [...], "layout": {...}}`. Plain data is thirty times faster to make than plotly's own
objects; a test holds every figure against them. Each figure carries its colours, so that no template is needed. What a
figure leaves out, its title says. Names from a file are escaped: plotly reads a little HTML in every text.
"""

import base64
import html
import math
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from blocks.families import shade
from blocks.runs import Array

Figure: TypeAlias = dict[str, Any]
Pair: TypeAlias = tuple[str, str]

FONT = "Helvetica, Arial, sans-serif"


def layout(dark: bool, title: str, note: str = "") -> dict[str, Any]:
    """The layout of every figure: a title, a note below it, no frame."""
    heading = worded(title, 13, ink(dark)) | {"subtitle": worded(note, 11, faint(dark))}
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 8}}
    return {
        "title": heading | place, "margin": sides(50 if note else 34, 8), "showlegend": False,
        "font": {"family": FONT, "size": 12, "color": ink(dark)},
        "xaxis": {"visible": False}, "yaxis": {"visible": False},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
    }  # fmt: skip


def sides(top: int, others: int) -> dict[str, int]:
    """Margins in pixels."""
    return {"t": top, "l": others, "r": others, "b": others}


def axis(dark: bool, title: str) -> dict[str, Any]:
    """An axis that is faint, with a title."""
    return {
        "title": worded(title, 11, faint(dark)), "tickfont": {"size": 10, "color": faint(dark)}, "automargin": True,
        "gridcolor": "rgba(128,128,128,0.18)", "zerolinecolor": "rgba(128,128,128,0.4)",
    }  # fmt: skip


def counted(dark: bool, title: str, count: int) -> dict[str, Any]:
    """An axis of things counted from 0, whose ticks are whole numbers."""
    few = {"tick0": 0, "dtick": 1 if count <= 12 else 2} if count <= 24 else {}
    return axis(dark, title) | {"tickformat": ",d", "zeroline": False} | few


def named(places: list[int], names: list[str]) -> dict[str, Any]:
    """Names at some places of an axis."""
    return {"tickmode": "array", "tickvals": places, "ticktext": names}


def worded(text: str, size: int, colour: str) -> dict[str, Any]:
    """A text with its size and colour."""
    return {"text": html.escape(text), "font": {"size": size, "color": colour}}


def plain(colours: list[str]) -> dict[str, Any]:
    """Bars without a line around them."""
    return {"color": colours, "line": {"width": 0}}


def ink(dark: bool) -> str:
    """The colour of texts."""
    return "#d5d9e0" if dark else "#2b3240"


def faint(dark: bool) -> str:
    """The colour of what matters less."""
    return "#9aa3b2" if dark else "#5b6472"


def paper(dark: bool) -> str:
    """The colour behind all."""
    return "#151a23" if dark else "#ffffff"


def accent(dark: bool) -> str:
    """The colour of what is shown."""
    return shade(212, 75, 64 if dark else 48)


def short(path: str, longest: int = 18) -> str:
    """A path that fits, its end kept."""
    return path if len(path) <= longest else "…" + path[1 - longest :]


def numbers(values: Sequence[float] | Array) -> list[float | None]:
    """Numbers as JSON knows them: what is not finite is a gap."""
    return [float(value) if math.isfinite(value) else None for value in values]


def digits(values: Array) -> str:
    """The format of some numbers: whole ones in full, others with four digits."""
    finite = values[np.isfinite(values)]
    return ",d" if np.array_equal(finite, np.rint(finite)) else ".4g"


def unnumbered(values: Array) -> str:
    """How many values have no place in a picture, in words."""
    count = int(np.count_nonzero(~np.isfinite(values)))
    return f"{count:,} NaN or infinite, left blank" if count else ""


def packed(array: Array, dtype: str) -> dict[str, str]:
    """An array as plotly's typed array: its bytes in base64, a fraction of the digits."""
    raw = np.ascontiguousarray(array, dtype=f"<{dtype}").tobytes()
    return {"dtype": dtype, "bdata": base64.b64encode(raw).decode(), "shape": ", ".join(map(str, array.shape))}


def joined(*pieces: str, by: str = ".") -> str:
    """The pieces that are not empty, in one."""
    return by.join(piece for piece in pieces if piece)
