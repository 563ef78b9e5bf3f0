"""A class: what students handed in, judged and graded again on this machine."""

from collections.abc import Iterable

import streamlit as st

from blocks import charts, document, engine
from blocks.errors import BlockError, EngineError
from blocks.lessons import classroom
from blocks.lessons.classroom import Cell, Classroom, Handed, Place, Regraded, told
from blocks.lessons.records import FROM_MODEL, Ask, Lesson, Task
from blocks.report import Report
from blocks.source import texts
from blocks.tree import Model
from ui import consent, text
from ui.learning import course
from ui.learning.learner import Learner, references
from ui.learning.overview import go_to_course
from ui.panels import is_dark

SIGNS = {"passed": "✓", "failed": "✗", "given up": "shown", "not tried": "", "not graded": "?"}


def show(learner: Learner) -> None:
    """The page for a teacher."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Lessons", on_click=go_to_course, icon=":material/arrow_back:", type="tertiary")
        st.markdown("**A class**", width="content")
    asked, found = st.columns([1, 2.6], gap="medium")
    with asked:
        lesson, handed, notes, runs_code = _asked(learner)
    with found:
        if not handed:
            st.info(
                "Drop the files that students saved with **Hand in**, or paste their links. Answers are judged and "
                "models graded again here: nothing that a file says of itself is believed."
            )
            for note in notes:
                st.warning(text.literal(note))
            return
        graded = _graded(learner, lesson, handed, runs_code)
        _show(lesson, classroom.summary(lesson, handed, graded, _reports(lesson), notes))


def _asked(learner: Learner) -> tuple[Lesson, list[Handed], list[str], bool]:
    """Which lesson, what was handed in, what is to be said of it, and whether code in it may run."""
    lessons = learner.lessons
    name = st.selectbox("Lesson", list(lessons), format_func=lambda each: lessons[each].title, key="class-lesson")
    given = st.file_uploader(
        "What was handed in", type=["json", "txt"], accept_multiple_files=True, key="class-files", max_upload_size=2
    )
    pasted = st.text_area("Links, one a line", key="class-links", max_chars=2_000_000)
    files = [(each.name, each.getvalue()) for each in given]
    files += [(f"link {number}", line.encode()) for number, line in enumerate(pasted.split(), start=1) if line.strip()]
    handed, notes = classroom.opened(files)
    refused = consent.refusal()
    allowed = st.toggle(
        "Run the Python in their models", key="class-code", disabled=bool(refused), help=refused or
        "Each runs in a process of its own, without files or network. Without this, such models are not graded.",
    )  # fmt: skip
    return lessons[name], handed, notes, allowed and not refused


def _reports(lesson: Lesson) -> dict[str, Report]:
    """What is known of the models that questions are about."""
    found = {}
    for place, part in lesson.questions():
        if isinstance(part, Ask) and part.answer in FROM_MODEL:
            name = lesson.asked(part, place)
            try:
                found[name] = course.report(lesson, name)
            except (BlockError, EngineError):
                continue  # the summary says so
    return found


def _graded(learner: Learner, lesson: Lesson, handed: list[Handed], runs_code: bool) -> dict[Place, Regraded]:
    """Every model graded, each text once; a bar shows how far it is."""
    waiting = list(classroom.to_grade(lesson, handed))
    bar, found, kept = st.empty(), {}, {}
    for number, (place, task, built) in enumerate(waiting):
        key = (lesson.name, task.key, built, runs_code)
        if key not in learner.regraded:
            bar.progress(number / len(waiting), f"Grading {number + 1} of {len(waiting)}")
            learner.regraded[key] = _regraded(lesson, task, built, runs_code)
        found[place] = kept[key] = learner.regraded[key]
    bar.empty()
    learner.regraded = kept
    return found


def _regraded(lesson: Lesson, task: Task, built: str, runs_code: bool) -> Regraded:
    try:
        model = document.loads(built, engine.kinds())
        trusted = course.trusted(lesson) | (texts(model.walk()) if runs_code else set[str]())
        outcomes = engine.grade(model, task.checks, references(lesson, task), trusted)
        return Regraded(tuple(outcomes), _params(model, trusted))
    except (BlockError, EngineError) as error:
        return Regraded(refused=str(error))


def _params(model: Model, trusted: set[str]) -> int | None:
    report = engine.analyse(model, trusted)
    return report.params if report.ok else None


# --- what came of it


def _show(lesson: Lesson, found: Classroom) -> None:
    for note in found.notes:
        st.warning(text.literal(note))
    who, what, sizes = st.tabs(["Who", "Question by question", "Parameters"])
    with who:
        st.dataframe(list(_rows(found)), width="stretch", hide_index=True, key="class-rows")
        st.caption("✓ right · ✗ wrong so far · shown: the answer was looked at · ?: not graded. Empty: not tried.")
    with what:
        st.plotly_chart(
            charts.passed(found, is_dark()), theme=None, key="class-passed", config={"displayModeBar": False}
        )
        for number, column in enumerate(found.columns, start=1):
            st.markdown(f"{number}. {text.told(column.title)}  \n:small[{text.told(told(column))}]")
    with sizes:
        tasks = [column for column in found.columns if column.task]
        if not tasks:
            st.info("Nothing is built in this lesson.")
        for column in tasks:
            st.markdown(f"**{text.told(column.title)}**")
            st.plotly_chart(
                charts.spread(column, is_dark()), theme=None, key=f"class-{column.key}",
                config={"displayModeBar": False},
            )  # fmt: skip


def _rows(found: Classroom) -> Iterable[dict[str, str]]:
    """The table: a student a line, and what became of each question."""
    for row in found.rows:
        cells = {
            f"{number}. {column.title}"[:60]: _cell(cell) for number, (column, cell) in _numbered(found, row.cells)
        }
        yield {"Student": row.name, "Right": f"{row.passed} of {len(found.columns)}", **cells}


def _numbered(found: Classroom, cells: tuple[Cell, ...]) -> Iterable[tuple[int, tuple[classroom.Column, Cell]]]:
    return enumerate(zip(found.columns, cells, strict=True), start=1)


def _cell(cell: Cell) -> str:
    sign = SIGNS[cell.state]
    return f"{sign} {cell.said}" if cell.said and cell.state in ("failed", "not graded") else sign
