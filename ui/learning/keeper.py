"""Answers in the browser: they are there again after a refresh, and never on the server's disk."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from blocks.lessons import progress
from ui.learning.learner import Learner

_KEY = "keeper"
_component = st.components.v2.component(
    "blockyard_keeper", html="<div hidden></div>", js=(Path(__file__).parent / "keeper.js").read_text(encoding="utf-8")
)


def keeper(learner: Learner, turn: Callable[[int], None] | None = None) -> None:
    """Have the browser keep what the learner did, and hear what it kept before. Draw it last: what it keeps is what
    the page shows. `turn` hears the keys that lead one step on or back."""

    def on_kept() -> None:
        if not learner.heard:
            learner.hear(st.session_state[_KEY].get("kept"))

    def on_turn() -> None:
        by = st.session_state[_KEY].get("turn")
        if turn and by in (1, -1):
            turn(by)

    data = {
        "text": progress.dumps(learner.progress) if learner.heard else None,
        "session": learner.session,
        "keys": turn is not None,
    }
    _component(data=data, key=_KEY, on_kept_change=on_kept, on_turn_change=on_turn, height="content")
