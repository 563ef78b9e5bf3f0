"""What a student answered and built, as JSON: kept by the browser, saved as a file, handed in.

A file says what somebody did, and claims nothing that is believed: whoever looks at one grades what is in it again.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from blocks import links
from blocks.errors import BlockError

FORMAT = "blockyard-progress/1"
MARK = "#answers="
LARGEST = 2_000_000  # bytes
LONGEST_NAME, LONGEST_ANSWER = 64, 200
MOST_LESSONS, MOST_KEYS, MOST_TRIES = 100, 200, 50
Given: TypeAlias = str | list[int]


class Answered(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was answered to a question, or that a task was solved: the last answer, whether it is right, the wrong ones
    before it, and whether the answer was `shown` first."""

    given: Given = ""
    right: bool = False
    tries: tuple[Given, ...] = ()
    shown: bool = False
    hints: int = 0

    @property
    def settled(self) -> bool:
        """Whether there is nothing left to find out."""
        return self.right or self.shown


class Attempt(msgspec.Struct, frozen=True, omit_defaults=True):
    """How far somebody came with a lesson. `models` are documents: of a task, by its key, what was graded last; of a
    step that begins with a model, by `desk(step)`, what it has become."""

    step: int = 0
    answers: Mapping[str, Answered] = {}
    models: Mapping[str, str] = {}

    def of(self, key: str) -> Answered:
        """What is known of a question or task."""
        return self.answers.get(key, Answered())


class Progress(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything of one student, by the name of the lesson."""

    name: str = ""
    lessons: Mapping[str, Attempt] = {}

    def attempt(self, lesson: str) -> Attempt:
        """How far this student came with a lesson."""
        return self.lessons.get(lesson, Attempt())

    def putting(self, lesson: str, attempt: Attempt) -> "Progress":
        """The same with another attempt at a lesson."""
        return replace(self, lessons={**self.lessons, lesson: attempt})

    def only(self, lesson: str) -> "Progress":
        """One lesson of it, to hand in."""
        return replace(self, lessons={lesson: self.attempt(lesson)})


class _File(Progress, frozen=True, omit_defaults=True, kw_only=True):
    format: str


def desk(step: int) -> str:
    """The name under which the model of a step is kept."""
    return f"desk {step}"


def dumps(progress: Progress) -> str:
    """As JSON text."""
    file = _File(name=progress.name, lessons=progress.lessons, format=FORMAT)
    return msgspec.json.format(msgspec.json.encode(file, order="deterministic"), indent=1).decode() + "\n"


def loads(raw: str | bytes) -> Progress:
    """What is in a JSON text. Raises BlockError when it is none of ours, or too large."""
    size = len(raw)
    if size > LARGEST:
        raise BlockError(f"It has {size:,} bytes.", f"at most {LARGEST:,}.", "hand in one lesson at a time.")
    try:
        file = msgspec.json.decode(raw, type=_File)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise BlockError(
            f"It holds no answers: {str(error)[:120]}.", "a file saved on the Learn page.", "ask for the file again."
        ) from error
    if file.format != FORMAT:
        raise BlockError(
            f"Its format is {file.format[:40]!r}.", f"{FORMAT!r}.", "ask for a file saved on the Learn page."
        )
    _bounded(file)
    return Progress(sober(file.name), file.lessons)


def _bounded(file: Progress) -> None:
    many = len(file.lessons) > MOST_LESSONS or any(
        len(each.answers) > MOST_KEYS or len(each.models) > MOST_KEYS or each.step < 0 for each in file.lessons.values()
    )
    long = any(
        len(given) > LONGEST_ANSWER or len(answered.tries) > MOST_TRIES
        for attempt in file.lessons.values()
        for answered in attempt.answers.values()
        for given in (answered.given, *answered.tries)
    )
    if many or long:
        raise BlockError("It holds more than a course has.", "what one student did.", "ask for the file again.")


def sober(name: str) -> str:
    """A name on one line, without marks that turn what stands beside it around."""
    return re.sub(r"\s+", " ", "".join(each if each.isprintable() else " " for each in name)).strip()[:LONGEST_NAME]


def to_link(progress: Progress, address: str = "") -> str:
    """A link with all of it. Raises BlockError when it is too long for one."""
    return links.pack(dumps(progress), address, MARK)


def from_link(link: str) -> Progress:
    """What is in a link. Raises BlockError when it is damaged, or holds none."""
    return loads(links.unpack(link, MARK, LARGEST))
