"""A run of the open model as it stands on a page: what is asked for at the left, what came at the right."""

import streamlit as st
from msgspec.structs import replace

from blocks.errors import BlockError, EngineError
from blocks.runs import Array, Order, Result
from ui import code_block, text, weights
from ui.running import asking, feeding, outputs, rows
from ui.state import Studio


def board(studio: Studio) -> None:
    """Draw all of it."""
    controls, results = st.columns([1, 2.35], gap="medium")
    with controls:
        _controls(studio)
    with results:
        _results(studio)


def _controls(studio: Studio) -> None:
    st.markdown(f"### {text.literal(studio.model.title)}")
    order, given, refused = _order(studio)
    from_file = asking.wants_file()
    stored = studio.weights.usable(studio) if from_file else None
    ready = order is not None and studio.report.ok and (stored is not None or not from_file)
    back = order is not None and order.backward
    pressed = st.button(
        "Run forward and back" if back else "Run forward",
        type="primary",
        width="stretch",
        disabled=not ready,
        icon=":material/play_arrow:",
    )
    if refused:
        st.error(text.literal(refused))
    if not studio.report.ok:
        st.warning("The model has a problem: Build shows it, with fixes.")
    st.caption(weights.told(stored, from_file))
    if studio.fresh:
        st.caption("Worked on another model before a refresh? The Build page brings it back.")
    if pressed and order is not None:
        studio.ran_with = stored
        studio.result = asking.do(studio, order, given, stored)
    if isinstance(studio.result, Result):
        weights.save_form(studio, studio.result.summary.order)


def _order(studio: Studio) -> tuple[Order | None, dict[str, Array], str]:
    """What is asked for, with the arrays that go with it; or why it cannot be done."""
    try:
        device = asking.choose_device()
        order, given = feeding.choose_input(studio)
        how = asking.choose_way(studio)
        if order is not None:
            order = replace(order, device=device.name, **how)
            if studio.report.ok:
                st.caption(asking.cost(studio, order))
        return order, given, ""
    except (BlockError, EngineError) as error:
        return None, {}, str(error)


def _results(studio: Studio) -> None:
    if studio.result is None:
        outputs.show_nothing(studio)
    elif isinstance(studio.result, str):
        st.error(text.literal(studio.result))
    else:
        if studio.stale_result:
            st.warning(outputs.of_what(studio))
        picture, output = st.columns([1, 2])
        with output:
            outputs.choose_shown(studio)
        with picture:
            outputs.show_input(studio, studio.result)
        with output:
            outputs.show_output(studio, studio.result)
        rows.show_findings(studio.result)
        code_block.show_lines(studio.result, studio.ran)
        rows.show_blocks(studio, studio.result)
