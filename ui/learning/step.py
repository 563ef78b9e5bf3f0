"""A step's text, with its questions and tasks. What comes after an open question waits for the answer: first one
predicts, then it is shown."""

from typing import Literal

import streamlit as st

from blocks.errors import BlockError, EngineError
from blocks.lessons import answers
from blocks.lessons.asking import WORKS, asked
from blocks.lessons.checks import Outcome
from blocks.lessons.records import Ask, Compare, Lesson, Task, Text
from ui import text
from ui.learning.learner import Learner
from ui.learning.overview import go_to, go_to_course


def show(learner: Learner, lesson: Lesson, place: int) -> None:
    """The step as far as it is open, and the ways on and back."""
    now = lesson.steps[place]
    st.markdown(f"#### {text.literal(now.title)}")
    for part in learner.open_parts(lesson, now):
        match part:
            case Text():
                st.markdown(part.text)
            case Ask():
                _ask(learner, lesson, place, part)
            case Task():
                _task(learner, lesson, place, part)
            case Compare():
                pass  # it has the room beside the text
    _ways(learner, lesson, place)


def _ways(learner: Learner, lesson: Lesson, place: int) -> None:
    done = all(learner.answered(lesson, each.key).settled for each in lesson.steps[place].questions)
    back, on = st.columns(2)
    back.button("Back", disabled=place == 0, on_click=go_to, args=(learner, lesson, place - 1), width="stretch")
    kind: Literal["primary", "secondary"] = "primary" if done else "secondary"
    if place + 1 < len(lesson.steps):
        on.button("Next", on_click=go_to, args=(learner, lesson, place + 1), type=kind, width="stretch")
    else:
        on.button("Finish", on_click=go_to_course, type=kind, width="stretch")


# --- questions


def _ask(learner: Learner, lesson: Lesson, place: int, ask: Ask) -> None:
    known = learner.answered(lesson, ask.key)
    with st.container(border=True, key=f"ask-{ask.key}"):
        st.markdown(ask.question)
        if known.settled:
            _settled(learner, lesson, place, ask)
            return
        with st.form(f"form-{lesson.name}-{ask.key}", border=False):
            given = _field(learner, lesson, place, ask)
            if st.form_submit_button("Check", type="primary", width="stretch"):
                learner.answer(lesson, place, ask, given)
                st.rerun()
        said = learner.said.get((lesson.name, ask.key))
        if said is not None:
            st.warning(text.told(said or "Not yet."))
        _helps(learner, lesson, ask)


def _field(learner: Learner, lesson: Lesson, place: int, ask: Ask) -> str | list[int]:
    """Where the answer is typed or chosen."""
    key = f"given-{lesson.name}-{ask.key}"
    if ask.answer == "choice":
        options = range(len(ask.options))
        if sum(option.right for option in ask.options) > 1:
            ticked = [st.checkbox(option.text, key=f"{key}-{each}") for each, option in enumerate(ask.options)]
            return [each for each in options if ticked[each]]
        chosen = st.radio(
            "Answer", options, index=None, format_func=lambda each: ask.options[each].text, key=key,
            label_visibility="collapsed",
        )  # fmt: skip
        return [] if chosen is None else [chosen]
    if ask.answer == "fails at":
        report = learner.reported(lesson, place, ask)
        assert report
        return str(st.selectbox("Block", answers.places(report), key=key, label_visibility="collapsed"))
    example = "such as B×10 or 2×10" if ask.answer == "shape" else "a number"
    return st.text_input("Answer", key=key, placeholder=example, label_visibility="collapsed", max_chars=60)


def _settled(learner: Learner, lesson: Lesson, place: int, ask: Ask) -> None:
    """The right answer, and what to take away."""
    known = learner.answered(lesson, ask.key)
    try:
        right = answers.truth(ask, learner.reported(lesson, place, ask))
    except (BlockError, EngineError) as error:
        st.error(text.literal(str(error)))
        return
    answer = right if ask.answer == "choice" else f"**{text.literal(right)}**"
    if known.right:
        st.success(f"{answer} {_because(learner, lesson, ask)}".strip(), icon=":material/check:")
    else:
        st.info(answer, icon=":material/visibility:")
    if ask.then:
        st.markdown(ask.then)


def _because(learner: Learner, lesson: Lesson, ask: Ask) -> str:
    said = learner.said.get((lesson.name, ask.key), "")
    return f"— {said}" if said and ask.answer == "choice" else ""


def _helps(learner: Learner, lesson: Lesson, part: Ask | Task) -> None:
    """Hints that were asked for, the next one, and for a question the answer."""
    known = learner.answered(lesson, part.key)
    for hint in part.hints[: known.hints]:
        st.info(hint, icon=":material/lightbulb:")
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if known.hints < len(part.hints):
            st.button(
                "Hint", key=f"hint-{part.key}", on_click=learner.hint, args=(lesson, part.key), type="tertiary",
                icon=":material/lightbulb:",
            )  # fmt: skip
        if isinstance(part, Ask):
            st.button(
                "Show the answer", key=f"show-{part.key}", on_click=learner.reveal, args=(lesson, part.key),
                type="tertiary", icon=":material/visibility:",
            )  # fmt: skip


# --- tasks


def _task(learner: Learner, lesson: Lesson, place: int, task: Task) -> None:
    with st.container(border=True, key=f"task-{task.key}"):
        st.markdown(f":material/construction: **{task.title}**")
        outcomes = learner.grade(lesson, place, task)
        if isinstance(outcomes, str):
            st.error(text.literal(outcomes))
            return
        st.markdown("\n\n".join(map(_outcome, [*outcomes, *_waiting(task, outcomes)])))
        known = learner.answered(lesson, task.key)
        if known.right:
            st.success("Solved." if all(each.passed for each in outcomes) else "Solved before you changed it again.")
        if known.settled and task.then:
            st.markdown(task.then)
        if not known.right:
            _helps(learner, lesson, task)
        _task_ways(learner, lesson, place, task)


def _waiting(task: Task, outcomes: list[Outcome]) -> list[Outcome]:
    """The checks that come once the model works."""
    return [Outcome(asked(check), False) for check in task.checks] if outcomes[0].asked == WORKS else []


def _outcome(outcome: Outcome) -> str:
    if outcome.passed:
        return f":green[:material/check_circle:] {text.told(outcome.asked)}"
    said = " ".join(filter(None, (text.told(outcome.came), text.told(outcome.hint))))
    return f":material/radio_button_unchecked: {text.told(outcome.asked)}" + (f"  \n:small[{said}]" if said else "")


def _task_ways(learner: Learner, lesson: Lesson, place: int, task: Task) -> None:
    """Begin again, or see how it can be done; the first is offered once there is something to undo."""
    studio = learner.desk(lesson, place)
    again, answer = st.columns(2)
    if studio.past:
        again.button(
            "Start over", key=f"again-{task.key}", on_click=learner.begin_again, args=(lesson, place), width="stretch",
        )  # fmt: skip
    known = learner.answered(lesson, task.key)
    label = "Show an answer" if known.right or known.shown else "Give up"
    answer.button(
        label, key=f"give-up-{task.key}", on_click=learner.open_answer, args=(lesson, place, task), width="stretch",
        help="Lays a model that passes on the desk. Undo brings yours back.",
    )  # fmt: skip
