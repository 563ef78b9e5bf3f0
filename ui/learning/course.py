"""Which lessons there are: ours, an operator's, and what the models in them look like to PyTorch."""

import os
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from blocks import document, engine
from blocks.errors import BlockError
from blocks.lessons.reading import LESSONS, folder
from blocks.lessons.records import Lesson
from blocks.report import Report
from blocks.source import texts
from blocks.tree import Model
from ui import consent

FOLDER = "BLOCKYARD_LESSONS"  # an operator's folder of lessons, beside ours
MOST_REPORTS = 400


@cache
def shipped() -> tuple[Mapping[str, Lesson], tuple[str, ...]]:
    """Our lessons and those of the server's operator, by name; and why some of the operator's are none."""
    found, refused = dict[str, Lesson](), list[str]()
    for place in (LESSONS, *([Path(os.environ[FOLDER])] if os.environ.get(FOLDER) else [])):
        try:
            for name, lesson in folder(place):
                if isinstance(lesson, BlockError):
                    refused.append(str(lesson))
                else:
                    found[name] = lesson
        except BlockError as error:
            refused.append(str(error))
    return found, tuple(refused)


def model(lesson: Lesson, name: str) -> Model:
    """A model of a lesson, which may be changed. Raises BlockError when it is none."""
    return document.loads(lesson.models[name], engine.kinds())


def report(lesson: Lesson, name: str) -> Report:
    """What is known of a model of a lesson. Raises BlockError when it is none, EngineError when no worker answers."""
    return _report(lesson.models[name], frozenset(trusted(lesson)))


@lru_cache(MOST_REPORTS)
def _report(text: str, trusted: frozenset[str]) -> Report:
    """The same text has the same answer for everybody."""
    return engine.analyse(document.loads(text, engine.kinds()), trusted)


def trusted(lesson: Lesson) -> set[str]:
    """The Python in a lesson's models that may run, locked: ours and the operator's always, any other where this server
    lets people run code; who opens a lesson has agreed."""
    if shipped()[0].get(lesson.name) is not lesson and consent.refusal():
        return set()
    found = set[str]()
    for name in lesson.models:
        try:
            found |= texts(model(lesson, name).walk())
        except BlockError:
            continue
    return found
