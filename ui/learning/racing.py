"""The models of a comparison, as they learn the same data: their losses in one picture."""

import streamlit as st

from blocks import charts, engine, words
from blocks.errors import BlockError, EngineError
from blocks.fitting import TITLES, Fitted, Plan
from blocks.fitting.records import DataName
from blocks.lessons.records import Compare, Lesson
from ui import text
from ui.learning import course
from ui.learning.learner import Learner
from ui.panels import is_dark

SECONDS = 30.0  # each has at most


def race(learner: Learner, lesson: Lesson, compare: Compare, data: DataName) -> None:
    """A button that trains them one after the other, and what came of it; it stays for the visit."""
    key = (lesson.name, compare.sides[0].model, data)
    asked = f"Train each for {words.plural(compare.steps, 'step')} on {TITLES[data]}"
    if st.button(asked, key=f"race-{'-'.join(key)}", icon=":material/school:"):
        learner.races[key] = _raced(lesson, compare, data)
    found = learner.races.get(key)
    if isinstance(found, str):
        st.error(text.literal(found))
    elif found:
        titles = [side.title for side in compare.sides]
        figure = charts.losses(list(zip(titles, [each.points for each in found], strict=True)), is_dark())
        st.plotly_chart(figure, theme=None, key=f"raced-{'-'.join(key)}", config={"displayModeBar": False})


def _raced(lesson: Lesson, compare: Compare, data: DataName) -> tuple[Fitted, ...] | str:
    """The trainings in the order of the sides, or why there are none."""
    plan = Plan(data, SECONDS, compare.steps)
    trusted = course.trusted(lesson)
    slot, found = st.empty(), list[Fitted]()
    for side in compare.sides:

        def heard(fitted: Fitted, title: str = side.title) -> None:
            slot.caption(f"{text.literal(title)}: step {fitted.last.step} of {compare.steps}")

        try:
            found.append(engine.fit(course.model(lesson, side.model), plan, heard, trusted=trusted))
        except (BlockError, EngineError) as error:
            return f"{side.title}: {error}"
        finally:
            slot.empty()
    return tuple(found)
