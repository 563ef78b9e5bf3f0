"""The one owner of what a person learns: answers, and a desk for each model that a lesson lays out.

A desk is a `Studio` of its own, so that lessons leave the model on the Build page alone. Its model is kept with the
answers, by the browser, and comes again after a refresh.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex

import streamlit as st
from msgspec.structs import replace

from blocks import document, engine
from blocks.errors import BlockError, EngineError
from blocks.fitting import Fitted
from blocks.lessons import answers, progress
from blocks.lessons.checks import Outcome
from blocks.lessons.classroom import Regraded
from blocks.lessons.progress import MOST_TRIES, Answered, Attempt, Given, Progress
from blocks.lessons.records import FROM_MODEL, Ask, Lesson, Part, Step, Task
from blocks.report import Report
from blocks.tree import Model
from ui.keeping import Kept
from ui.learning import course
from ui.operations import folded_at_first
from ui.state import Studio, know

_KEY = "learner"


@dataclass
class Learner:
    """What one person has done in the lessons, and what is laid out now."""

    progress: Progress = field(default_factory=Progress)
    own: dict[str, Lesson] = field(default_factory=dict)  # lessons that were brought for this visit
    desks: dict[tuple[str, int], Studio] = field(default_factory=dict)
    said: dict[tuple[str, str], str] = field(default_factory=dict)  # of a wrong answer, until the next
    heard: bool = False  # whether the browser has told what it kept
    session: str = field(default_factory=token_hex)  # the browser tells each session once what it kept
    projector: bool = False
    races: dict[tuple[str, str, str], tuple[Fitted, ...] | str] = field(default_factory=dict)  # trained side by side
    regraded: dict[tuple[str, str, str, bool], Regraded] = field(default_factory=dict)  # of a class, by what was built
    _graded: dict[tuple[str, str], Kept[list[Outcome] | str]] = field(default_factory=dict)

    @property
    def lessons(self) -> Mapping[str, Lesson]:
        """All lessons by name, ours first."""
        return {**course.shipped()[0], **self.own}

    # --- what the browser kept

    def hear(self, kept: object) -> None:
        """What the browser kept of an earlier visit. What was done meanwhile goes before it."""
        self.heard = True
        if not isinstance(kept, str):
            return
        try:
            self.take(progress.loads(kept))
        except BlockError:
            return  # damaged: the browser keeps it until something new is written

    def take(self, other: Progress) -> None:
        """Add what was done elsewhere; a lesson that was begun here stays as it is here."""
        name = self.progress.name or other.name
        self.progress = Progress(name, {**other.lessons, **self.progress.lessons})

    def restore(self, raw: bytes) -> None:
        """Go on with what a file says. Raises BlockError when it says nothing."""
        other = progress.loads(raw)
        self.progress = Progress(other.name or self.progress.name, {**self.progress.lessons, **other.lessons})
        self.desks = {key: desk for key, desk in self.desks.items() if key[0] not in other.lessons}

    def put(self, lesson: Lesson, **changes: object) -> None:
        """Change what is known of a lesson."""
        self.progress = self.progress.putting(lesson.name, replace(self.progress.attempt(lesson.name), **changes))

    def forget(self, lesson: Lesson) -> None:
        """Begin a lesson again."""
        self.progress = self.progress.putting(lesson.name, Attempt())
        self.desks = {key: desk for key, desk in self.desks.items() if key[0] != lesson.name}

    # --- desks

    def desk(self, lesson: Lesson, place: int) -> Studio:
        """What lies on the desk in a step: the model that an earlier step began with, as it has become."""
        bench = lesson.bench(place)
        if (lesson.name, bench) not in self.desks:
            self.desks[lesson.name, bench] = self._laid_out(lesson, bench)
        return self.desks[lesson.name, bench]

    def _laid_out(self, lesson: Lesson, bench: int) -> Studio:
        start = course.model(lesson, lesson.start(bench))
        kept = self.progress.attempt(lesson.name).models.get(progress.desk(bench))
        studio = Studio(engine.kinds(), start, opened=start, keeps=False, fresh=False, trusted=course.trusted(lesson))
        studio.folded = folded_at_first(start)
        if kept:
            studio.load(kept, "What you built here")
        return know(studio)

    def touched(self, lesson: Lesson, place: int) -> bool:
        """Whether what lies on the desk is something else than what was laid out."""
        laid = document.dumps(course.model(lesson, lesson.start(place)))
        return self.desk(lesson, place).document != laid

    def keep(self, lesson: Lesson, place: int) -> None:
        """Note what the model on the desk has become."""
        studio, name = self.desk(lesson, place), progress.desk(lesson.bench(place))
        models = self.progress.attempt(lesson.name).models
        touched = self.touched(lesson, place)
        if touched and models.get(name) != studio.document:
            self.put(lesson, models={**models, name: studio.document})
        elif not touched and name in models:
            self.put(lesson, models={key: text for key, text in models.items() if key != name})

    def begin_again(self, lesson: Lesson, place: int) -> None:
        """Lay the step's model out as it was, as a step that undo takes back."""
        self.desk(lesson, place).open(course.model(lesson, lesson.start(place)))

    # --- questions

    def answered(self, lesson: Lesson, key: str) -> Answered:
        """What is known of a question or task."""
        return self.progress.attempt(lesson.name).of(key)

    def _record(self, lesson: Lesson, key: str, answered: Answered) -> None:
        attempt = self.progress.attempt(lesson.name)
        self.put(lesson, answers={**attempt.answers, key: answered})

    def answer(self, lesson: Lesson, place: int, ask: Ask, given: Given) -> None:
        """Judge an answer, and keep it."""
        key, before = (lesson.name, ask.key), self.answered(lesson, ask.key)
        if isinstance(given, str):
            given = given[: progress.LONGEST_ANSWER]
        try:
            verdict = answers.judge(ask, given, self.reported(lesson, place, ask))
        except (BlockError, EngineError) as error:
            self.said[key] = str(error)
            return
        self.said[key] = verdict.said
        tries = before.tries if verdict.right else (*before.tries, given)[-MOST_TRIES:]
        self._record(lesson, ask.key, replace(before, given=given, right=verdict.right, tries=tries))

    def reported(self, lesson: Lesson, place: int, ask: Ask) -> Report | None:
        """What is known of the model that a question is about, where it is about one."""
        return course.report(lesson, lesson.asked(ask, place)) if ask.answer in FROM_MODEL else None

    def hint(self, lesson: Lesson, key: str) -> None:
        """Give one hint more."""
        before = self.answered(lesson, key)
        self._record(lesson, key, replace(before, hints=before.hints + 1))

    def reveal(self, lesson: Lesson, key: str) -> None:
        """Show the answer."""
        self._record(lesson, key, replace(self.answered(lesson, key), shown=True))

    def waiting(self, lesson: Lesson, step: Step) -> Ask | None:
        """The first question of a step that is still open: what comes after it waits."""
        asks = (part for part in step.parts if isinstance(part, Ask))
        return next((ask for ask in asks if not self.answered(lesson, ask.key).settled), None)

    def open_parts(self, lesson: Lesson, step: Step) -> tuple[Part, ...]:
        """The parts of a step as far as it is open: up to the first question that waits."""
        waiting = self.waiting(lesson, step)
        return step.parts if waiting is None else step.parts[: step.parts.index(waiting) + 1]

    # --- tasks

    def grade(self, lesson: Lesson, place: int, task: Task) -> list[Outcome] | str:
        """What each check says of the model on the desk; or a sentence that says why nobody knows. A task once solved
        stays so."""
        studio = self.desk(lesson, place)
        kept = self._graded.setdefault((lesson.name, task.key), Kept())
        return kept.of(studio.model, lambda: self._grade(lesson, place, task))

    def _grade(self, lesson: Lesson, place: int, task: Task) -> list[Outcome] | str:
        studio = self.desk(lesson, place)
        try:
            outcomes = engine.grade(studio.model, task.checks, references(lesson, task), studio.trusts)
        except (BlockError, EngineError) as error:
            return str(error)
        if self.touched(lesson, place):
            self._note(lesson, task, studio.document, all(outcome.passed for outcome in outcomes))
        return outcomes

    def _note(self, lesson: Lesson, task: Task, built: str, right: bool) -> None:
        """Keep what was built for a task: the first that is right, until then the last."""
        before, attempt = self.answered(lesson, task.key), self.progress.attempt(lesson.name)
        if not before.settled:
            self.put(lesson, models={**attempt.models, task.key: built})
            self._record(lesson, task.key, replace(before, right=right))

    def open_answer(self, lesson: Lesson, place: int, task: Task) -> None:
        """Lay the answer to a task out, as a step that undo takes back."""
        self.reveal(lesson, task.key)
        self.desk(lesson, place).open(course.model(lesson, task.answer))

    # --- how far

    def done(self, lesson: Lesson) -> tuple[int, int]:
        """How many questions and tasks are settled, and how many there are."""
        keys = [part.key for _, part in lesson.questions()]
        return sum(self.answered(lesson, key).settled for key in keys), len(keys)


def references(lesson: Lesson, task: Task) -> dict[str, Model]:
    """The models that a task's checks name."""
    named = {name for check in task.checks if (name := getattr(check, "model", ""))}
    return {name: course.model(lesson, name) for name in sorted(named)}


def learner() -> Learner:
    """The session's learner."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Learner()
    found: Learner = st.session_state[_KEY]
    return found
