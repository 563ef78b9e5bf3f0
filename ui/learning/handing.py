"""Handing in: what was answered and built in a lesson, as a small file or a link."""

import streamlit as st
from msgspec.structs import replace

from blocks.errors import BlockError
from blocks.lessons import progress
from blocks.lessons.records import Lesson
from ui import text
from ui.learning.learner import Learner


def button(learner: Learner, lesson: Lesson) -> None:
    """The way to hand a lesson in."""
    with st.popover("Hand in", icon=":material/send:"):
        st.text_input("Your name", learner.progress.name, key="student", on_change=_name, args=(learner,),
                      max_chars=progress.LONGEST_NAME)  # fmt: skip
        done, total = learner.done(lesson)
        st.caption(f"{done} of {total} done. Your answers and models go into the file, nothing else.")
        work = learner.progress.only(lesson.name)
        name = text.file_name(f"{lesson.name} {work.name}")
        st.download_button(
            "Save the file", progress.dumps(work), f"{name}.json", "application/json", on_click="ignore",
            icon=":material/download:", width="stretch", type="primary",
        )  # fmt: skip
        try:
            link = progress.to_link(work, f"{(st.context.url or '').partition('?')[0]}?class")
        except BlockError:
            st.caption("It is too long for a link.")
            return
        st.caption("Or copy this link and send it:")
        st.code(link, None)


def _name(learner: Learner) -> None:
    learner.progress = replace(learner.progress, name=progress.sober(st.session_state["student"]))
