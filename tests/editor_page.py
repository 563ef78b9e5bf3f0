"""A page with nothing but the code editor, for the browser to try it: its texts, and what is applied."""

import streamlit as st

from tests.editor_texts import COUNTS, PROBLEMS, SOURCES
from ui import assets

if not st.runtime.exists():
    app = st.App(__file__, routes=assets.routes())
else:
    from ui.editor import code_editor

    state = st.session_state
    state.runs = state.get("runs", 0) + 1
    state.setdefault("sources", dict(SOURCES))
    state.setdefault("applied", 0)
    which = st.radio("Text", list(SOURCES), horizontal=True)
    readonly = st.toggle("Read only")
    refusing = st.toggle("Refuse what is applied")
    if st.button("Change from outside"):
        state.sources[which] = "# changed\n" + state.sources[which]
    st.button("Redraw")

    def on_apply(text: str) -> None:
        """Take the text without white space at its end, unless the page is to refuse it."""
        state.applied += 1
        if refusing:
            state.refused = [(text.count("\n"), "This line is refused.")]
        else:
            state.sources[which] = text.rstrip() + "\n"

    counts, problems = (COUNTS, state.get("refused", PROBLEMS)) if which == "residual" else ({}, [])
    code_editor(f"code-{which}", state.sources[which], counts, problems, readonly, on_apply)
    st.text(f"runs {state.runs}, applied {state.applied}")
    state.held = state.sources[which]
    st.text_area("As Python has it", key="held", disabled=True)  # by a key: one element, whatever it says
