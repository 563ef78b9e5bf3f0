"""What is wrong with lessons, found by doing them: models load, questions have answers, what a task calls its answer
passes all checks, and neither what a step begins with nor what a lesson calls wrong does.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from blocks import catalogue, coding, document
from blocks.analysis import analyse
from blocks.errors import BlockError, near
from blocks.grading import grade
from blocks.lessons.answers import truth
from blocks.lessons.checks import Outcome, SameOutputs, Uses
from blocks.lessons.reading import TEXT, files, folders, lines, read
from blocks.lessons.records import FROM_MODEL, Ask, Compare, Lesson, Task
from blocks.report import Report
from blocks.source import texts
from blocks.tree import Model
from blocks.words import plural


class Checked(NamedTuple):
    """How much there is in some lessons, and what is wrong with it: each a BlockError with its file and line. False
    where something is."""

    lessons: int
    questions: int
    tasks: int
    complaints: tuple[BlockError, ...]

    def __bool__(self) -> bool:
        return not self.complaints

    def __str__(self) -> str:
        counts = (self.lessons, "lesson"), (self.questions, "question"), (self.tasks, "task")
        told = ", ".join(plural(*each) for each in counts)
        return "\n".join([*map(str, self.complaints), f"{told}: {self._sum}"])

    @property
    def _sum(self) -> str:
        return plural(len(self.complaints), "complaint") if self.complaints else "nothing to complain about"


def check(path: str | Path, code: bool = False) -> Checked:
    """What is wrong with the lessons in a folder, or with one lesson by its folder. `code` runs the Python in them.
    Raises BlockError where there is none."""
    lessons, complaints = list[Lesson](), list[BlockError]()
    found = folders(path)
    with coding.allowed() if code else nullcontext():
        for each in found:
            given = files(each)
            try:
                lesson = read(each.name, given)
            except BlockError as error:
                complaints.append(error)
                continue
            lessons.append(lesson)
            complaints += _Looking(lesson, lines(given), code).complaints()
    parts = Counter(type(part) for lesson in lessons for _, part in lesson.questions())
    return Checked(len(found), parts[Ask], parts[Task], tuple(complaints))


class _Looking:
    """One lesson under examination. `lines` are those in which its directives begin."""

    def __init__(self, lesson: Lesson, lines: Mapping[str, Sequence[int]], code: bool) -> None:
        self._lesson = lesson
        self._lines = {name: iter(each) for name, each in lines.items()}
        self._code = code
        self._models: dict[str, Model] = {}
        self._reports: dict[str, Report] = {}

    def complaints(self) -> Iterator[BlockError]:
        """All that is wrong with it."""
        yield from self._loaded()
        if not any(True for _ in self._lesson.questions()):
            yield self._error("", "It asks nothing.", "a question or a task.", "let the reader predict something.")
        seen = set[str]()
        for place, step in enumerate(self._lesson.steps):
            for part in step.parts:
                if isinstance(part, Ask | Task | Compare):
                    name = type(part).__name__.lower()
                    at = f"line {next(self._lines[name])}, {name}"
                    yield from self._of(part, place, at)
                    if isinstance(part, Ask | Task):
                        yield from self._key(part.key, seen, at)

    def _error(self, at: str, received: str, expected: str, fix: str) -> BlockError:
        return BlockError(received, expected, fix, f"{self._lesson.name}/{TEXT} {at}".strip())

    def _loaded(self) -> Iterator[BlockError]:
        """What is wrong with the models; those that can be looked at are kept."""
        coded = []
        for name, text in self._lesson.models.items():
            try:
                model = document.loads(text, catalogue.kinds())
            except BlockError as error:
                where = name if name.startswith("gallery/") else f"{self._lesson.name}/{name}"
                yield error.at(f"{where} {error.path}".strip())
                continue
            if texts(model.walk()) and not self._code:
                coded.append(name)
            else:
                self._models[name] = model
        if coded:
            yield self._error(
                "", f"There is Python in {', '.join(coded)}: what is asked about it was not looked at.",
                "your leave to run it.", "read it, and add --code.",
            )  # fmt: skip

    def _key(self, key: str, seen: set[str], at: str) -> Iterator[BlockError]:
        if key in seen:
            yield self._error(at, f"The key {key!r} is there twice.", "one of its own.", "give this one a `key`.")
        seen.add(key)

    def _of(self, part: Ask | Task | Compare, place: int, at: str) -> Iterator[BlockError]:
        if isinstance(part, Ask):
            yield from self._ask(part, place, at)
        elif isinstance(part, Task):
            yield from self._task(part, place, at)

    def _ask(self, ask: Ask, place: int, at: str) -> Iterator[BlockError]:
        """What is wrong with a question that a model answers."""
        report = self._report(self._lesson.asked(ask, place))
        if ask.answer not in FROM_MODEL or report is None:
            return
        try:
            truth(ask, report)
        except BlockError as error:
            yield self._error(at, error.received, error.expected, error.fix)

    def _task(self, task: Task, place: int, at: str) -> Iterator[BlockError]:
        if not task.hints:
            yield self._error(at, "The task has no hints.", "one or more.", 'add `hints = ["…"]`.')
        unknown = [each.kind for each in task.checks if isinstance(each, Uses) and not self._known(each.kind, task)]
        for kind in unknown:
            fix = near(kind, catalogue.kinds()) or "see docs/kinds.md."
            yield self._error(at, f"There is no kind of block {kind!r}.", "one that can be drawn.", fix)
        if unknown:
            return
        try:
            yield from self._graded(task, place, at)
        except BlockError as error:
            yield self._error(at, error.received, error.expected, error.fix)

    def _graded(self, task: Task, place: int, at: str) -> Iterator[BlockError]:
        """Whether what should pass does, and nothing else."""
        answer = self._failing(task, task.answer)
        if answer:
            yield self._error(
                at, f"Its answer {task.answer} does not pass: {answer.asked}. {answer.came}", "a model that passes.",
                "correct the model or the check.",
            )  # fmt: skip
        start = self._lesson.start(place)
        for name in dict.fromkeys((start, *task.wrong)):
            if name in self._models and self._failing(task, name) is None and self._gradable(task):
                what = "What the step begins with" if name == start else "What is called wrong"
                yield self._error(
                    at,
                    f"{what}, {name}, passes already.",
                    "a model that does not.",
                    "add a check that tells them apart.",
                )

    def _gradable(self, task: Task) -> bool:
        return all(each.model in self._models for each in task.checks if isinstance(each, SameOutputs))

    def _failing(self, task: Task, name: str) -> Outcome | None:
        """The first check that a model does not pass; None where it passes all, or cannot be looked at."""
        if name not in self._models or not self._gradable(task):
            return None
        outcomes = grade(self._models[name], task.checks, self._models)
        return next((each for each in outcomes if not each.passed), None)

    def _known(self, kind: str, task: Task) -> bool:
        names = (task.answer, *self._lesson.models)
        defined = {each.name for name in names if name in self._models for each in self._models[name].definitions}
        return kind in catalogue.kinds() or kind in defined or kind == "Code"

    def _report(self, name: str) -> Report | None:
        if name in self._models and name not in self._reports:
            self._reports[name] = analyse(self._models[name])
        return self._reports.get(name)
