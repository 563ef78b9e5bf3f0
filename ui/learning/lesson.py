"""A lesson: one step at a time, its text at the left and the desk it is done on at the right."""

import streamlit as st

from blocks.errors import BlockError, EngineError
from blocks.lessons.records import FROM_MODEL, Compare, Lesson, Task
from ui import text
from ui.learning import handing, step
from ui.learning.comparing import sides
from ui.learning.desk import show_desk
from ui.learning.keeper import keeper
from ui.learning.learner import Learner
from ui.learning.overview import go_to, go_to_course

_PROJECTED = "projected"  # the key by which ui/page.css knows that the page is on a wall


def show(learner: Learner, lesson: Lesson) -> None:
    """The step that the address names."""
    place = _place(lesson)
    now = lesson.steps[place]
    if learner.progress.attempt(lesson.name).step != place:
        learner.put(lesson, step=place)
    with st.container(key=_PROJECTED if learner.projector else "lesson", gap="small"):
        _head(learner, lesson, place)
        words, room = st.columns([1, 2.6] if not learner.projector else [1, 1.6], gap="medium")
        with room:
            try:
                compares = [part for part in learner.open_parts(lesson, now) if isinstance(part, Compare)]
                for compare in compares:
                    sides(learner, lesson, compare)
                if not compares or any(isinstance(part, Task) for part in now.parts):
                    _desk(learner, lesson, place)
            except (BlockError, EngineError) as error:
                st.error(text.literal(str(error)))
        with words, st.container(key="panel-step", border=False):
            step.show(learner, lesson, place)
    learner.keep(lesson, place)
    keeper(learner, (lambda by: go_to(learner, lesson, place + by)) if learner.projector else None)


def _place(lesson: Lesson) -> int:
    """The step in the address, counted from 1 there; the nearest one if there is no such."""
    asked = st.query_params.get("step", "1")
    return max(0, min(int(asked) - 1 if asked.isdecimal() and len(asked) < 5 else 0, len(lesson.steps) - 1))


def _desk(learner: Learner, lesson: Lesson, place: int) -> None:
    studio = learner.desk(lesson, place)
    waiting = learner.waiting(lesson, lesson.steps[place])
    studio.veiled = waiting is not None and waiting.answer in FROM_MODEL
    show_desk(studio, f"{lesson.name}-{place}", lesson.steps[place].panel)


def _head(learner: Learner, lesson: Lesson, place: int) -> None:
    """Where one is: the lesson, its steps, and what one does with it as a whole."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="lesson-head"):
        st.button("Lessons", on_click=go_to_course, icon=":material/arrow_back:", type="tertiary")
        st.markdown(f"**{text.literal(lesson.title)}**", width="content")
        _steps(learner, lesson, place)
        st.space("stretch")
        st.toggle(
            "Projector", value=learner.projector, key="projector", on_change=_project, args=(learner,),
            help="Large type, and the arrow keys turn the steps.",
        )  # fmt: skip
        handing.button(learner, lesson)


def _project(learner: Learner) -> None:
    learner.projector = st.session_state["projector"]


def _steps(learner: Learner, lesson: Lesson, place: int) -> None:
    """All steps by number, ticked where everything in them is answered."""
    key = f"step-{lesson.name}-{place}"  # another one for each step: it shows where one is, however one came

    def turn() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            go_to(learner, lesson, chosen)

    st.segmented_control(
        "Step", range(len(lesson.steps)), default=place, key=key, on_change=turn, label_visibility="collapsed",
        format_func=lambda each: _number(learner, lesson, each), width="content",
    )  # fmt: skip


def _number(learner: Learner, lesson: Lesson, place: int) -> str:
    questions = lesson.steps[place].questions
    done = questions and all(learner.answered(lesson, each.key).settled for each in questions)
    return f"{place + 1} ✓" if done else str(place + 1)
