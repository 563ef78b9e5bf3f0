"""What a class handed in for a lesson, side by side: who passed what, how many did, and what went wrong most often.

Nothing that a file claims is believed: answers are judged again here, and models are graded again by whoever calls
this (`to_grade` says which). Nobody's work is dropped without a word.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from blocks.errors import BlockError
from blocks.lessons.answers import judge
from blocks.lessons.checks import Outcome
from blocks.lessons.progress import MARK, Answered, Attempt, Given, Progress, from_link, loads
from blocks.lessons.records import FROM_MODEL, Ask, Lesson, Task
from blocks.report import Report
from blocks.words import plural

MOST_HANDED = 300
NAMELESS = "no name"

State = Literal["passed", "failed", "given up", "not tried", "not graded"]
STATES: tuple[State, ...] = ("passed", "failed", "given up", "not tried", "not graded")


class Handed(NamedTuple):
    """What one student handed in, and the name of the file, or a word about the link, that it came in."""

    source: str
    progress: Progress


class Regraded(msgspec.Struct, frozen=True):
    """What this machine says of a student's model: the outcomes of its checks and its parameters, None where it does
    not work; or why nothing could be said."""

    outcomes: tuple[Outcome, ...] = ()
    params: int | None = None
    refused: str = ""


Place: TypeAlias = tuple[int, str]  # the number of what was handed in, and the key of a task


class Cell(msgspec.Struct, frozen=True):
    """What became of a question or task with one student. `said` is the answer that was given, the check that failed,
    or why nothing is known; `wrong` are all wrong answers, each once."""

    state: State
    said: str = ""
    params: int | None = None
    wrong: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """A student, with a cell for each column."""

    name: str
    source: str
    cells: tuple[Cell, ...]

    @property
    def passed(self) -> int:
        """How many questions and tasks this student has right."""
        return sum(cell.state == "passed" for cell in self.cells)


class Column(msgspec.Struct, frozen=True):
    """A question or task of the lesson. `common` is the wrong answer, or the failed check, that most students have had,
    and `times` how many; "" and 0 where there is none."""

    key: str
    title: str
    task: bool
    step: int
    counts: Mapping[State, int]
    common: str = ""
    times: int = 0
    params: tuple[int, ...] = ()

    @property
    def tried(self) -> int:
        """How many students have tried it, those who gave up included."""
        return sum(self.counts[state] for state in ("passed", "failed", "given up"))


class Classroom(msgspec.Struct, frozen=True):
    """A lesson and a class: columns in the lesson's order, rows by name; `notes` are on what was handed in."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def opened(files: Sequence[tuple[str, bytes]]) -> tuple[list[Handed], list[str]]:
    """What some files hold, each the JSON that the Learn page saves or a text with its link, by their names; and a
    sentence on each that holds nothing."""
    found, notes = list[Handed](), list[str]()
    for name, raw in files[:MOST_HANDED]:
        try:
            found.append(Handed(name, _progress(raw)))
        except BlockError as error:
            notes.append(f"{name}: {error.received} It is not counted; {error.fix}")
    if len(files) > MOST_HANDED:
        notes.append(f"Only the first {MOST_HANDED} of {len(files):,} files are looked at.")
    return found, notes


def _progress(raw: bytes) -> Progress:
    if not raw.strip():
        raise BlockError("It is empty.", "a file saved on the Learn page.", "ask for the file again.")
    link = re.search(rb"\S*" + re.escape(MARK.encode()) + rb"\S+", raw)
    return from_link(link[0].decode("utf-8", "replace")) if link and raw[:1] != b"{" else loads(raw)


def to_grade(lesson: Lesson, handed: Sequence[Handed]) -> Iterator[tuple[Place, Task, str]]:
    """Every model that is to be graded again: its place, the task, and its document as text."""
    tasks = [part for _, part in lesson.questions() if isinstance(part, Task)]
    for number, each in enumerate(handed):
        models = each.progress.attempt(lesson.name).models
        yield from (((number, task.key), task, models[task.key]) for task in tasks if task.key in models)


def summary(
    lesson: Lesson, handed: Sequence[Handed], regraded: Mapping[Place, Regraded], reports: Mapping[str, Report],
    notes: Sequence[str] = (),
) -> Classroom:  # fmt: skip
    """A class and a lesson. `reports` are those of the lesson's models, by their names, as far as questions ask for
    them; `notes` what was said of files that could not be opened."""
    parts = list(lesson.questions())
    kept, more = _kept(lesson, handed)
    rows = []
    for number, name in kept:
        attempt = handed[number].progress.attempt(lesson.name)
        cells = tuple(
            _task(part, attempt, regraded.get((number, part.key))) if isinstance(part, Task)
            else _question(part, attempt.of(part.key), reports.get(lesson.asked(part, place)))
            for place, part in parts
        )  # fmt: skip
        rows.append(Row(name, handed[number].source, cells))
    rows.sort(key=lambda row: (row.name.startswith(NAMELESS), row.name.casefold(), row.source))
    columns = [_column(part, place, [row.cells[at] for row in rows]) for at, (place, part) in enumerate(parts)]
    return Classroom(lesson.title, tuple(columns), tuple(rows), (*notes, *more))


def _kept(lesson: Lesson, handed: Sequence[Handed]) -> tuple[list[tuple[int, str]], list[str]]:
    """Which of what was handed in counts, by its number, under which name; and what is to be said of that."""
    kept, notes = list[tuple[int, str]](), list[str]()
    seen: dict[str, str] = {}
    taken = Counter[str]()
    for number, (source, progress) in enumerate(handed):
        own = progress.only(lesson.name)
        text = repr(own)
        if lesson.name not in progress.lessons:
            notes.append(f"{source}: nothing in it is of this lesson.")
        elif text in seen:
            notes.append(f"{source}: the same as {seen[text]}, counted once.")
        else:
            name = progress.name or f"{NAMELESS} ({source})"
            taken[name.casefold()] += 1
            seen[text] = source
            kept.append((number, name if taken[name.casefold()] == 1 else f"{name} ({taken[name.casefold()]})"))
    for name, count in taken.items():
        if count > 1:
            first = next(shown for _, shown in kept if shown.casefold() == name)
            notes.append(f"{count} students are called {first}: the file beside each name tells them apart.")
    return kept, notes


# --- cells


def _question(ask: Ask, answered: Answered, report: Report | None) -> Cell:
    if ask.answer in FROM_MODEL and report is None:
        return Cell("not graded", "The lesson's model could not be looked at.")
    wrong = [each for each in (*answered.tries, answered.given) if each and not _right(ask, each, report)]
    told = tuple(dict.fromkeys(_worded(ask, each) for each in wrong))
    said = _worded(ask, answered.given) if answered.given else ""
    if answered.shown:
        return Cell("given up", said, wrong=told)
    if answered.given and _right(ask, answered.given, report):
        return Cell("passed", said, wrong=told)
    return Cell("failed", said or told[-1], wrong=told) if told else Cell("not tried")


def _right(ask: Ask, given: Given, report: Report | None) -> bool:
    try:
        return judge(ask, given, report).right
    except BlockError:  # no answer of the kind that is asked for
        return False


def _worded(ask: Ask, given: Given) -> str:
    """An answer as one reads it: the texts of options, or what was typed, without what makes no difference."""
    if isinstance(given, list):
        known = [ask.options[place].text for place in sorted(set(given)) if 0 <= place < len(ask.options)]
        return " · ".join(known) or "an answer that is not among the options"
    return re.sub(r"\s*[×*x,]\s*", "×", given.strip(" ()[]").lower()) if ask.answer == "shape" else given.strip()


def _task(task: Task, attempt: Attempt, found: Regraded | None) -> Cell:
    answered = attempt.of(task.key)
    if task.key not in attempt.models:
        return Cell("given up" if answered.shown else "not tried")
    if found is None or found.refused or not found.outcomes:
        return Cell("not graded", found.refused if found else "It was not graded here.")
    failed = next((each for each in found.outcomes if not each.passed), None)
    if answered.shown:
        return Cell("given up", failed.asked if failed else "", found.params)
    if failed:
        return Cell("failed", failed.asked, found.params, (failed.asked,))
    return Cell("passed", "", found.params)


def _column(part: Ask | Task, place: int, cells: Sequence[Cell]) -> Column:
    counts = Counter(cell.state for cell in cells)
    wrong = Counter(text for cell in cells for text in cell.wrong)
    common, times = min(wrong.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return Column(
        part.key, part.title if isinstance(part, Task) else part.question, isinstance(part, Task), place,
        {state: counts[state] for state in STATES}, common, times,
        tuple(cell.params for cell in cells if cell.params is not None),
    )  # fmt: skip


def told(column: Column) -> str:
    """A column in a sentence.

    >>> told(Column("k", "Shape?", False, 0, dict.fromkeys(STATES, 0) | {"passed": 3, "failed": 1}, "10×2", 2))
    '3 of 4 who tried have it right. Most common wrong answer: 10×2 (2 students).'
    """
    if not column.tried:
        return "Nobody has tried it."
    right = f"{column.counts['passed']} of {column.tried} who tried have it right."
    if not column.common:
        return right
    what = "Most often failed" if column.task else "Most common wrong answer"
    return f"{right} {what}: {column.common} ({plural(column.times, 'student')})."
