"""What went in and what came out of a run, the whole model's or that of any block, as pictures and values."""

from collections.abc import Sequence

import streamlit as st

from blocks import wiring, words
from blocks.charts import Drawable
from blocks.dimensions import Words
from blocks.report import TensorType
from blocks.runs import Array, Result
from blocks.tree import Model
from ui import text
from ui.running import drawing
from ui.running.asking import look
from ui.state import Studio


def choose_shown(studio: Studio) -> None:
    """Whose output is shown: the model's, or that of any block in it, for which the same run is done again."""
    result = studio.result
    if not isinstance(result, Result) or studio.stale_result:
        return
    paths = ["", *(row.path for row in result.rows)]
    shown = result.summary.order.show
    if st.session_state.get("shown-block") not in paths:
        st.session_state["shown-block"] = ""
    path = st.selectbox("Output of", paths, format_func=lambda each: each or "the whole model", key="shown-block")
    if path == shown:
        return
    found = look(studio, result, show=path) if path else None
    if isinstance(found, str):
        st.error(text.literal(found))
    else:
        studio.look_closer(result.showing(found))


def show_output(studio: Studio, result: Result) -> None:
    """The output as a picture that fits what it is, and its values; of several, the chosen one."""
    summary, shown = result.summary, result.summary.shown
    names, tensors = _of_block(studio, result) if shown else _of_model(studio, result)
    place = _chosen("Output", names)
    tensor = tensors[place]
    what = "Attention weights" if shown and place >= len(shown.outputs) else "Output"
    of = f" of {text.literal(shown.path)}" if shown else ""
    took = f"{words.milliseconds(summary.ms)} for the forward pass on {summary.device}"
    median = f", median of {summary.passes}" if summary.passes > 1 else ""
    st.markdown(f"**{what}**{of} `{tensor.whole}` {tensor.whole.dtype} · {took}{median}")
    drawing.show(tensor, "output")


def _of_model(studio: Studio, result: Result) -> tuple[list[str], list[Drawable]]:
    """The model's outputs and their names."""
    names = output_names(studio.ran, len(result.outputs))
    told = [_classes(each) for each in drawing.words_of_block(studio, "", len(names))]
    return names, _drawables(result.outputs, result.summary.outputs, told)


def _of_block(studio: Studio, result: Result) -> tuple[list[str], list[Drawable]]:
    """The outputs of the block that is shown and the weights of its attention, and what they are called."""
    shown = result.summary.shown
    assert shown
    count = len(shown.outputs)
    names = ["values", *map(str, range(1, count))] if shown.attention else list(map(str, range(count)))
    names += [f"attention weights{each.module and ' of '}{each.module}" for each in shown.attention]
    told = drawing.words_of_block(studio, shown.path, count)
    told += [("batch", "heads", "query", "key")[-len(each.weights.shape) :] for each in shown.attention]
    types = (*shown.outputs, *(each.weights for each in shown.attention))
    return names, _drawables(result.shown, types, told)


def _drawables(arrays: Sequence[Array], types: Sequence[TensorType], told: Sequence[Words]) -> list[Drawable]:
    return [Drawable(*each) for each in zip(arrays, types, told, strict=True)]


def _classes(words: Words) -> Words:
    """What a model says of an example in a row of numbers may be classes."""
    one_row = len(words) == 2 and words[-1].startswith("features")
    return (*words[:-1], "class or feature") if one_row else words


def _chosen(label: str, names: Sequence[str]) -> int:
    if len(names) == 1:
        return 0
    return names.index(st.selectbox(label, names, key=f"{label}-{len(names)}"))


def output_names(model: Model, count: int) -> list[str]:
    """What the outputs are called: the blocks they come from, else their numbers."""
    known = wiring.output_names(model.root)
    return list(known) if len(known) == count else [str(number) for number in range(count)]


def show_input(studio: Studio, result: Result) -> None:
    """What was fed, as a picture that fits what it is; of several, the chosen one."""
    place = _chosen("Input shown", [each.name for each in studio.ran.inputs])
    given = result.summary.inputs[place]
    st.markdown(f"**Input** `{given}` {given.dtype}")
    told = drawing.words_of_inputs(studio, len(result.inputs))
    drawing.show(Drawable(result.inputs[place], given, told[place], fed=True), "input")
    reached = result.summary.reached[place] if result.summary.reached else None
    if reached is not None:
        st.caption(f"Of a gradient of 1 at the output, {reached:.3g} reaches this input.")


def of_what(studio: Studio) -> str:
    """Whose run is shown, where it is not the open model's."""
    if studio.ran.root.id == studio.model.root.id:
        return "This is the run of an earlier version of the model."
    return f"This is the run of another model: {text.literal(studio.ran.title)}."


def show_nothing(studio: Studio) -> None:
    """What stands where the results will be, before the first run."""
    if studio.model.root.children:
        st.info("Choose an input and press **Run forward**: what each block makes of it comes here, and its time.")
        return
    st.info("The model is empty: what goes in comes out. Put some layers in, or open a finished model.")
    st.page_link("pages/build/page.py", label="Build it", icon=":material/edit:")
    st.page_link("pages/gallery/page.py", label="Open one from the Gallery", icon=":material/grid_view:")
