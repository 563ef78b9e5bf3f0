"""Run: an input through the open model on a device, and what each block made of it."""

import streamlit as st
from msgspec.structs import replace

from blocks.errors import BlockError, EngineError
from ui import code_block, text
from ui.fitting.panel import panel
from ui.running import asking, feeding, outputs, rows
from ui.state import studio

open_now = studio()
ways = ("Run", "Train")
if st.segmented_control("Run or train", ways, default=ways[0], key="run-or-train", label_visibility="collapsed",
                        required=True) == ways[1]:  # fmt: skip
    panel(open_now)
    st.stop()
controls, results = st.columns([1, 2.35], gap="medium")

with controls:
    st.markdown(f"### {text.literal(open_now.model.title)}")
    order, refused = None, ""
    try:
        device = asking.choose_device()
        order, given = feeding.choose_input(open_now)
        how = asking.choose_way()
        if order is not None:
            order = replace(order, device=device.name, **how)
            if open_now.report.ok:
                st.caption(asking.cost(open_now, order))
    except (BlockError, EngineError) as error:
        refused = str(error)
    ready = order is not None and open_now.report.ok
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
    if not open_now.report.ok:
        st.warning("The model has a problem: Build shows it, with fixes.")
    st.caption("The weights are random, drawn from the seed: the model has learned nothing yet.")
    if open_now.fresh:
        st.caption("Worked on another model before a refresh? The Build page brings it back.")
    if pressed and order is not None:
        open_now.result = asking.do(open_now, order, given)

with results:
    if open_now.result is None:
        outputs.show_nothing(open_now)
    elif isinstance(open_now.result, str):
        st.error(text.literal(open_now.result))
    else:
        if open_now.stale_result:
            st.warning(outputs.of_what(open_now))
        picture, output = st.columns([1, 2])
        with output:
            outputs.choose_shown(open_now)
        with picture:
            outputs.show_input(open_now, open_now.result)
        with output:
            outputs.show_output(open_now, open_now.result)
        rows.show_findings(open_now.result)
        code_block.show_lines(open_now.result, open_now.ran)
        rows.show_blocks(open_now, open_now.result)
