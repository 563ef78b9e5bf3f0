"""A forward pass to walk through: each block in the order in which they are done, what goes in, what comes out, and the
five duties of a block."""

import streamlit as st

from blocks import charts, words
from blocks.charts import Drawable
from blocks.report import TensorType
from blocks.runs import Array, BlockRun, Result, Step, Summary, innermost
from ui import code_block, text
from ui.panels import is_dark
from ui.running.asking import WEIGHTS, look
from ui.state import Studio

HEIGHT = 260  # pixels


def show_steps(studio: Studio, result: Result, depth: int) -> None:
    """The step that is chosen, of those of blocks down to a depth; the run is done again where it brought none."""
    if not result.steps:
        if studio.stale_result:
            st.info("The model has changed since: run it again to walk through it.")
            return
        found = look(studio, result, steps=True)
        if isinstance(found, str):
            st.error(text.literal(found))
            return
        result = result.walking(found)
        studio.look_closer(result)
    rows = {row.path: row for row in result.rows if row.depth <= depth}
    lowest = {row.path for row in innermost(list(rows.values()))}
    walk = [place for place, step in enumerate(result.summary.steps) if step.path in lowest]
    if not walk:
        st.info("No block was at work.")
        return
    at = walk[_chosen(len(walk))]
    step = result.summary.steps[at]
    row = rows[step.path]
    st.markdown(f"**{text.literal(step.path)}** · {text.literal(row.kind)}")
    left, right = st.columns(2)
    with left:
        _picture("Goes in", step.given, result.steps[at][0], step.given_sent, "given")
    with right:
        _picture("Comes out", step.gave, result.steps[at][1], step.gave_sent, "gave")
    st.caption("The first example; of large tensors a part, of large maps every few rows and columns.")
    code_block.show_lines_of(step.path, result, studio.ran, "step")
    way = text.literal(studio.ran_with.name) if studio.ran_with else _drawn(result.summary)
    st.markdown(
        "\n".join(f"{number}. {line}" for number, line in enumerate(_duties(step, row, result.summary, way), 1))
    )


def _chosen(count: int) -> int:
    """The place of the step: by slider, whose arrow keys walk too, or by two buttons."""
    key = f"step-{count}"
    if count == 1:
        return 0
    back, middle, on = st.columns([1.5, 8, 1.5], vertical_alignment="bottom")
    for column, label, by in ((back, "Back", -1), (on, "Next", 1)):
        column.button(label, key=f"step-{label}", width="stretch", on_click=_go, args=(key, by, count))
    return int(middle.slider(f"Step of {count}", 1, count, key=key)) - 1


def _go(key: str, by: int, count: int) -> None:
    st.session_state[key] = min(max(st.session_state.get(key, 1) + by, 1), count)


def _picture(title: str, whole: TensorType, array: Array, sent: TensorType, key: str) -> None:
    st.markdown(f"{title} `{whole}` {whole.dtype}")
    tensor = Drawable(array, sent, fed=key == "given")
    suiting = charts.views(tensor)
    if not suiting:
        st.caption(f"{float(array):.6g}" if array.size else "no number")
        return
    figure = charts.draw(tensor, suiting[0], {}, is_dark(), False)
    height = figure["layout"].get("height", HEIGHT)
    st.plotly_chart(figure, theme=None, key=f"step-{key}", height=height, config={"displayModeBar": False})


def _drawn(summary: Summary) -> str:
    """How first weights were drawn."""
    return next(name for name, weights in WEIGHTS.items() if weights == summary.order.weights)


def _duties(step: Step, row: BlockRun, summary: Summary, way: str) -> list[str]:
    """What a block has to do, and how this one did it; `way` is where its weights come from."""
    kept = f"**Keeps** {words.plural(step.params, 'parameter')}." if step.params else "**Keeps** no parameters."
    spread = f", their standard deviation is {step.spread:.3g}" if step.spread is not None else ""
    drawn = f"them: {way}{spread}" if step.params else "nothing: there is nothing to learn"
    return [
        f"**Takes** an input of shape {step.given}.",
        f"**Gives** an output of shape {step.gave}.",
        f"**Has a gradient**: {_gradient(row, summary)}.",
        kept,
        f"**Initialises** {drawn}.",
    ]


def _gradient(row: BlockRun, summary: Summary) -> str:
    if not summary.order.backward:
        return "turn on “And back” to see it"
    if row.gradient is None:
        return "none comes here"
    learns = f", and {row.learns:.3g} to its parameters" if row.learns is not None else ""
    return f"of 1 at the model's output {row.gradient:.3g} comes back to its own{learns}"
