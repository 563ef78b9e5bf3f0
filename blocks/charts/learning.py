"""A training as it goes on: loss and accuracy, the plane as the model sees it, what it takes digits for."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from blocks import words
from blocks.charts import frame
from blocks.charts.frame import Figure
from blocks.families import shade
from blocks.fitting.datasets import Data
from blocks.fitting.records import MOST_GUESSES, SIDE, Guess, Point
from blocks.runs import Array

USUAL = 2.5  # a loss, before there is any
HEIGHT = 230  # pixels
PLANE = 330
ACROSS = 5  # digits in a row
ROWS = 3
PITCH = (11, 14)  # pixels of a digit with its room
PALE = 0.62  # of the paper in the surest colour


def progress(points: Sequence[Point], until: float, dark: bool = False) -> Figure:
    """Loss and accuracy by the seconds of training, each on examples it learns from and on those held out.

    The time that is left, `until` some second, is there from the start, so that nothing moves but the lines.
    """
    layout = frame.layout(dark, "Loss and accuracy")
    across = frame.axis(dark, "seconds") | {
        "range": [0, max(until, points[-1].seconds if points else 0)],
        "zeroline": False,
    }
    most = max(
        [
            1e-9 if points else USUAL,
            *(each for point in points for each in (point.loss, point.held_loss) if each is not None),
        ]
    )
    layout |= {
        "xaxis": across | {"domain": [0, 0.46]}, "xaxis2": across | {"domain": [0.54, 1], "anchor": "y2"},
        "yaxis": frame.axis(dark, "loss") | {"range": [0, 1.08 * most]},
        "yaxis2": frame.axis(dark, "right") | {"range": [0, 1.03], "tickformat": ".0%", "anchor": "x2"},
        "height": HEIGHT, "margin": frame.sides(38, 8), "showlegend": True,
        "legend": {"orientation": "h", "x": 1, "xanchor": "right", "y": 1.22, "font": {"size": 11}},
    }  # fmt: skip
    seconds = [each.seconds for each in points]
    steps = [each.step for each in points]
    kinds = (
        ("learns from", frame.accent(dark), [(p.loss, p.accuracy) for p in points]),
        ("held out", shade(20, 85, 62 if dark else 46), [(p.held_loss, p.held_accuracy) for p in points]),
    )
    traces = []
    for name, colour, values in kinds:
        common = {
            "type": "scatter", "mode": "lines" if len(points) > 1 else "markers", "name": name, "legendgroup": name,
            "x": seconds, "customdata": steps, "line": {"color": colour, "width": 2.2},
        }  # fmt: skip
        traces += [
            common | {"y": [loss for loss, _ in values], "hovertemplate": _told(name, "%{y:.3g}")},
            common | {"y": [right for _, right in values], "xaxis": "x2", "yaxis": "y2", "showlegend": False,
                      "hovertemplate": _told(name, "%{y:.1%}")},
        ]  # fmt: skip
    return {"data": traces, "layout": layout}


def _told(name: str, value: str) -> str:
    return f"{name}: {value}<br>step %{{customdata:,}}, %{{x:.1f}} s<extra></extra>"


def plane(found: Data, classes: Array | None = None, sure: Array | None = None, dark: bool = False) -> Figure:
    """Points in the plane on what the model says everywhere: a colour a class, pale where it is not sure. Those held
    out are rings. The points alone, where nothing is said yet."""
    reach = found.reach
    title = "What it learns from" if classes is None else "What it says of each point"
    layout = frame.layout(dark, title, "filled: learns from · rings: held out")
    side = {"range": [-reach, reach], "visible": False, "fixedrange": True}
    layout |= {"xaxis": side | {"constrain": "domain"}, "yaxis": side | {"scaleanchor": "x", "constrain": "domain"},
               "height": PLANE}  # fmt: skip
    step = 2 * reach / (SIDE - 1)
    nothing = np.zeros((SIDE, SIDE), np.uint8)
    pixels = _blended(classes if classes is not None else nothing, sure if sure is not None else nothing, found, dark)
    picture = {
        "type": "image", "z": frame.packed(pixels, "u1"), "x0": -reach, "y0": -reach, "dx": step, "dy": step,
        "zsmooth": "fast", "hoverinfo": "skip",
    }  # fmt: skip
    return {
        "data": [picture, *_points(found, found.examples, found.labels, dark, False),
                 *_points(found, found.held, found.held_labels, dark, True)],
        "layout": layout,
    }  # fmt: skip


def _points(found: Data, examples: Array, labels: Array, dark: bool, held: bool) -> list[dict[str, Any]]:
    traces = []
    for label in range(found.classes):
        colour = class_colour(label, found.classes, dark)
        own = examples[labels == label]
        marker = {"size": 6, "color": colour, "line": {"width": 0.8, "color": frame.paper(dark)}}
        ring = {"size": 6, "color": frame.paper(dark), "line": {"width": 1.6, "color": colour}}
        x, y = (frame.packed(own[:, place], "f4") for place in (0, 1))
        traces.append({
            "type": "scatter", "mode": "markers", "x": x, "y": y,
            "marker": ring if held else marker, "hovertemplate": f"class {label}<extra></extra>",
        })  # fmt: skip
    return traces


def class_colour(label: int, classes: int, dark: bool) -> str:
    """The colour of a class: blue and orange for two, else once around."""
    hue = (212, 22)[label] if classes == 2 else round(212 + 360 * label / classes) % 360
    return shade(hue, 78, 62 if dark else 46)


def _blended(classes: Array, sure: Array, found: Data, dark: bool) -> Array:
    """(SIDE, SIDE, 3): the colour of the class on paper, the more of it the surer."""
    count = found.classes
    colours = np.array([_rgb(class_colour(label, count, dark)) for label in range(count)])
    paper = np.array(_rgb(frame.paper(dark)))
    surplus = np.clip((sure / 255 - 1 / count) / (1 - 1 / count), 0, 1)[..., None]
    share = surplus * (1 - PALE)
    return np.rint(paper * (1 - share) + colours[np.minimum(classes, count - 1)] * share).astype(np.uint8)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def guesses(found: Data, some: Sequence[Guess], dark: bool = False) -> Figure:
    """Digits that were held out, and what the model takes each for; below the wrong ones, what it is. Without guesses,
    the first digits and what they are."""
    known = {guess.example: guess for guess in some}
    places = list(known) or list(range(MOST_GUESSES))
    wrong = any(guess.label != found.held_labels[guess.example] for guess in some)
    note = ("the first that are wrong, then right ones" if wrong else "all of these are right") if some else ""
    layout = frame.layout(dark, "What it takes digits for" if some else "Digits that are held out", note or " ")
    side = {"visible": False, "constrain": "domain", "fixedrange": True}
    layout |= {
        "xaxis": side | {"range": [-1, ACROSS * PITCH[0] - 2]},
        "yaxis": side | {"range": [ROWS * PITCH[1] - 1, -1], "scaleanchor": "x"},
        "height": PLANE,
        "annotations": [_said(place, int(found.held_labels[example]), known.get(example), dark)
                        for place, example in enumerate(places)],
    }  # fmt: skip
    ink, none = frame.ink(dark), shade(220, 15, 16 if dark else 94)
    mosaic = {
        "type": "heatmap", "z": frame.packed(_mosaic(found, places), "f4"), "zmin": 0, "zmax": 1, "showscale": False,
        "colorscale": [[0, none], [1, ink]], "hoverinfo": "skip",
    }  # fmt: skip
    return {"data": [mosaic], "layout": layout}


def _mosaic(found: Data, places: Sequence[int]) -> Array:
    """The pictures in rows, with gaps of NaN: one trace is drawn far sooner than one each."""
    across, down = PITCH
    whole = np.full((ROWS * down, ACROSS * across), np.nan, np.float32)
    for place, example in enumerate(places):
        top, left = place // ACROSS * down, place % ACROSS * across
        whole[top : top + 8, left : left + 8] = found.held[example].reshape(8, 8)
    return whole


def _said(place: int, truth: int, guess: Guess | None, dark: bool) -> dict[str, Any]:
    if guess is None:
        text, colour = str(truth), frame.faint(dark)
    elif guess.label == truth:
        text, colour = f"✓ {guess.label} · {guess.probability:.0%}", shade(142, 60, 60 if dark else 30)
    else:
        text, colour = f"✗ {guess.label} · {guess.probability:.0%}<br>it is {truth}", shade(0, 80, 70 if dark else 42)
    left, top = place % ACROSS * PITCH[0], place // ACROSS * PITCH[1]
    return {
        "text": text, "font": {"size": 11, "color": colour}, "x": left + 3.5, "y": top + 8, "xanchor": "center",
        "yanchor": "top", "showarrow": False, "borderpad": 0,
    }  # fmt: skip


def settled(point: Point) -> str:
    """Where a training stands, in a line.

    >>> settled(Point(1200, 3.4, 0.05, 0.99, 0.1, 0.965))
    'step 1,200 · loss 0.05 · 96.5% right of those held out'
    """
    loss = "no number" if point.loss is None else f"{point.loss:.3g}"
    return f"step {words.count(point.step)} · loss {loss} · {point.held_accuracy:.1%} right of those held out"
