"""A lesson as it was read: steps, and what stands in them."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import msgspec

from blocks.fitting.records import DataName
from blocks.lessons.checks import AnyCheck

Answer = Literal["shape", "parameters", "by place", "MACs", "receptive field", "fails at", "number", "choice"]
Panel = Literal["run", "inspect", "code", "diagram", "cost", "train"]
FROM_MODEL: tuple[Answer, ...] = ("shape", "parameters", "by place", "MACs", "receptive field", "fails at")


class Text(msgspec.Struct, frozen=True):
    """Some Markdown."""

    text: str


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the answers to choose from, and what is said to who chooses it."""

    text: str
    right: bool = False
    why: str = ""


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question before something is shown.

    `answer` says what is asked for. What a model says is looked up in `model`, or else in the one that the step begins
    with, of the block at the path `of`, or else of the whole model. "number" is the number in `value`, as near as
    `within`; "choice" one of `options`, or all that are right where several are. `then` is said once it is answered.
    """

    question: str
    answer: Answer
    of: str = ""
    model: str = ""
    value: float | None = None
    within: float = 0.0
    options: tuple[Option, ...] = msgspec.field(default=(), name="option")
    hints: tuple[str, ...] = ()
    then: str = ""
    key: str = ""


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to build on the canvas, or to change there: done when all checks hold. `answer` is a model that passes
    them, for who gives up; `wrong` are models that must not."""

    title: str
    checks: tuple[AnyCheck, ...] = msgspec.field(name="check")
    answer: str
    hints: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    then: str = ""
    key: str = ""


class Side(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the models that are shown side by side."""

    title: str
    model: str
    why: str = ""


class Compare(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A trap beside the right way: each with its code, what PyTorch says of it, and why. With `train`, the loss of
    both as they learn the same data for so many steps."""

    sides: tuple[Side, ...] = msgspec.field(name="side")
    train: DataName | None = None
    steps: int = 60


class Show(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which panel stands open beside the canvas in this step."""

    panel: Panel


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The model that a step begins with."""

    model: str


Part: TypeAlias = Text | Ask | Task | Compare


class Step(msgspec.Struct, frozen=True):
    """One screen of a lesson. `start` is "" where it goes on with the model of the step before."""

    title: str
    parts: tuple[Part, ...]
    start: str = ""
    panel: Panel = "inspect"

    @property
    def questions(self) -> "tuple[Ask | Task, ...]":
        """What can be answered in it."""
        return tuple(part for part in self.parts if isinstance(part, Ask | Task))


class Lesson(msgspec.Struct, frozen=True):
    """A lesson. `models` are documents, as text, by the name by which the lesson calls them."""

    name: str
    title: str
    about: str
    steps: tuple[Step, ...]
    models: Mapping[str, str]

    def start(self, place: int) -> str:
        """The name of the model that a step begins with: its own, or that of the last step before it that has one."""
        return next((step.start for step in reversed(self.steps[: place + 1]) if step.start), "")

    def bench(self, place: int) -> int:
        """The step whose model a step goes on with."""
        return next((each for each in range(place, -1, -1) if self.steps[each].start), 0)

    def asked(self, ask: Ask, place: int) -> str:
        """The name of the model that a question is about."""
        return ask.model or self.start(place)

    def questions(self) -> "Iterator[tuple[int, Ask | Task]]":
        """Everything that can be answered, with the step in which it stands."""
        return ((place, part) for place, step in enumerate(self.steps) for part in step.questions)


def slug(title: str) -> str:
    """A title as part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "step"
