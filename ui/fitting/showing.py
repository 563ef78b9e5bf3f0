"""A training as it stands: how far it is, loss and accuracy, what it says of examples, what becomes of each block."""

from collections.abc import Sequence

import streamlit as st

from blocks import charts, words
from blocks.errors import BlockError
from blocks.findings import of_gradients
from blocks.fitting import TITLES, BlockFit, Fitted, Point, apart_in_all, data
from blocks.runs import innermost
from ui import text
from ui.fitting.work import Fitting, Work
from ui.live import live_chart
from ui.panels import is_dark

DEPTH = 2
HEIGHT = 340  # pixels
MOST_FINDINGS = 3
_CHANGES = (
    "One row a block, after the last step. The gradient: of 1 at the model's output, what comes to the block's own. Of "
    "its weights: the loss's gradient by all its parameters. Moved by: how far these are from where they began, as a "
    "share of their size."
)


def show(work: Work) -> None:
    """The training, whether it goes on or has ended. What stands here has its place from the first moment on."""
    fitted = work.fitted
    if fitted is None:
        if work.running:
            st.progress(0.0, "Waiting for a worker …")
            _draw((), work.until, before(work.plan.data), ())
        return
    _show_state(work, fitted)
    _draw(fitted.points, work.until, _picture(fitted), [row for row in fitted.rows if row.depth <= DEPTH])


def show_data(name: str, seconds: float) -> None:
    """What stands there before the first training: the data, and room for the lines. The browser then has at hand what
    it draws with, which is large, before anything moves."""
    st.progress(
        0.0, "Press **Train**: the loss falls while you watch, and the picture shows what the model has learned."
    )
    _draw((), seconds, before(name), ())


def _draw(points: Sequence[Point], until: float, picture: charts.Figure, rows: Sequence[BlockFit]) -> None:
    dark = is_dark()
    _live(charts.progress(points, until, dark), "fit-progress")
    left, right = st.columns([1, 1.1])
    with left:
        _live(picture, "fit-picture")
    with right, st.container(height=HEIGHT, border=False):
        _live(charts.changes(rows, dark), "fit-changes")
    if rows:
        st.caption(_CHANGES)


def _live(figure: charts.Figure, key: str) -> None:
    live_chart(figure, key, int(figure["layout"].get("height", HEIGHT - 20)))


def before(name: str) -> charts.Figure:
    """The picture of some data, before a model says anything of them."""
    found = data(name)
    return charts.plane(found, dark=is_dark()) if found.flat else charts.guesses(found, (), is_dark())


def _show_state(work: Work, fitted: Fitted) -> None:
    point = fitted.last
    if work.running:
        done = min(1.0, (point.seconds - work.began) / work.plan.seconds)
        st.progress(done, "Waiting for a worker …" if work.waits else f"Training · {charts.settled(point)}")
        return
    end = fitted.end
    said = {"time": f"{point.seconds:.0f} s are over", "stopped": "Stopped", "stuck": "Stuck"}
    st.progress(1.0, f"{said[end.why] if end and end.why in said else 'Ended'} · {charts.settled(point)}")


def _picture(fitted: Fitted) -> charts.Figure:
    dark = is_dark()
    found = data(fitted.plan.data)
    scene = fitted.scene
    if found.flat and scene.classes is not None and scene.sure is not None:
        return charts.plane(found, scene.classes, scene.sure, dark)
    return charts.guesses(found, fitted.moment.guesses, dark)


def tell(fitting: Fitting, work: Work) -> None:
    """What somebody should know of a training, once it has ended; a softmax before the loss at once."""
    fitted = work.fitted
    if work.trouble:
        st.error(text.literal(work.trouble))
    if fitted is None:
        return
    if fitted.moment.shares:
        st.warning(
            "Each output sums to one already, as after a Softmax. Cross-entropy makes shares of its own: made twice, "
            "they are flat, and the model learns slowly. End it with the Linear."
        )
    if work.running:
        return
    if fitted.end and fitted.end.why == "stuck":
        place = f"**{text.literal(fitted.end.path)}** · " if fitted.end.path else ""
        st.error(f"{place}{text.literal(fitted.end.text)}")
    for found in of_gradients(innermost(fitted.rows))[:MOST_FINDINGS]:
        st.warning(f"**{text.literal(found.path)}** · {text.literal(found.text)} {text.literal(found.advice)}")
    if fitting.earlier and fitting.earlier.fitted:
        _compare(fitting.earlier.fitted, fitted)


def _compare(earlier: Fitted, fitted: Fitted) -> None:
    """Two trainings of the same blocks are two models: how far their weights are apart."""
    try:
        far = apart_in_all(earlier, fitted)
    except BlockError:
        return
    if far is None:
        return
    before = f"The training before ({TITLES[earlier.plan.data]}, seed {earlier.plan.seed}, {_steps(earlier)})"
    if far == 0:
        st.caption(f"{before} gave the very same weights.")
        return
    st.caption(
        f"{before} gave other weights: the same blocks, another model. They are {far:.0%} of their own size apart."
    )


def _steps(fitted: Fitted) -> str:
    return words.plural(fitted.last.step, "step")
