"""A tensor drawn as one of the pictures that suit it."""

import numpy as np

from blocks.charts import frame
from blocks.charts.bars import bars, largest
from blocks.charts.drawable import Drawable, Picks, View
from blocks.charts.frame import Figure
from blocks.charts.maps import grid, heatmap, image, numbers
from blocks.charts.points import points
from blocks.runs import Array


def draw(tensor: Drawable, view: View, picks: Picks | None = None, dark: bool = False, shares: bool = False) -> Figure:
    """One of the pictures that suit a tensor. `picks` are places at the dimensions that are not drawn; with `shares` a
    row is shown as its softmax."""
    picks = picks or {}
    part = tensor.part(view.drawn, picks)
    names = [tensor.called(dim) for dim in view.drawn]
    title = _title(tensor)
    note = frame.joined(tensor.left_out, tensor.where(view.drawn, picks), "softmax" * shares, by=", ")
    axes = (names[-1], names[-2] if len(names) > 1 else "")
    match view.way:
        case "bars" | "largest":
            row = softmax(part) if shares else part
            called = "class" if shares else names[0]
            return (bars if view.way == "bars" else largest)(row, dark, title, note, called, shares)
        case "points":
            return points(part, dark, title, note, names[0], (f"{names[1]} 0", f"{names[1]} 1"))
        case "numbers":
            return numbers(part, dark, title, note, names[0], tensor.whole.dtype == "bool")
        case "picture":
            return image(part, dark, title, note)
        case "grid":
            told = f"{names[1]} down, {names[2]} across" if tensor.word(view.drawn[2]) == "key" else ""
            return grid(part, dark, title, frame.joined(note, told, by=", "), names[0])
    return heatmap(part, dark, title, note, axes, square=_is_square(tensor))


def _is_square(tensor: Drawable) -> bool:
    """Whether a step down is as long as a step across: in space, and where attention looks."""
    down, across = (tensor.word(dim) for dim in tensor.plane)
    return (down, across) in (("height", "width"), ("query", "key")) or (tensor.array.ndim > 3 and not across)


def _title(tensor: Drawable) -> str:
    shape = " × ".join(map(str, tensor.whole.shape)) or "a scalar"
    return f"{'Input' if tensor.fed else 'Output'}: {shape}"


def softmax(values: Array) -> Array:
    """The shares that a row of logits stands for."""
    with np.errstate(invalid="ignore"):
        exact = np.asarray(values, dtype=np.float64)
        powers = np.exp(exact - exact.max())
    found: Array = powers / powers.sum()
    return found


def may_be_logits(tensor: Drawable, view: View, picks: Picks) -> bool:
    """Whether shares can be made of what is drawn: a row of finite real numbers, not of examples, that are none yet."""
    if (
        view.way not in ("bars", "largest")
        or tensor.is_whole
        or tensor.fed
        or tensor.called(view.drawn[0]) == "example"
    ):
        return False
    row = tensor.part(view.drawn, picks)
    shares = row.min() >= 0 and abs(float(row.sum(dtype=np.float64)) - 1) < 1e-3
    return len(row) > 1 and bool(np.isfinite(row).all()) and not shares
