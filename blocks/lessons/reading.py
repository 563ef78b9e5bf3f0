"""Lessons from their files: `lesson.md` and the models beside it.

Nothing is taken on trust: what is misspelt, missing or too large is refused with the file, the line, and what belongs
there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from blocks.document import LARGEST
from blocks.errors import BlockError, near
from blocks.lessons.checks import MODEL_CHECKS
from blocks.lessons.fences import DIRECTIVES, PICTURE, Fence, record
from blocks.lessons.records import Ask, Compare, Lesson, Part, Show, Start, Step, Task, Text, slug

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
GALLERY = Path(__file__).resolve().parents[2] / "gallery"
TEXT = "lesson.md"
LARGEST_TEXT = 200_000  # bytes
MOST_STEPS, MOST_FILES, MOST_LESSONS = 30, 100, 100
CODE = ("", "python", "py", "text", "json", "bash", "sh", "toml", "markdown", "console")  # shown as it stands
_OURS = re.compile(r"gallery/([a-z0-9]+)\.json")


class _Line(NamedTuple):
    number: int
    text: str


def folder(path: str | Path = LESSONS) -> Iterator[tuple[str, Lesson | BlockError]]:
    """Each lesson in a folder of lessons, by its name and in the order of the names; or why it is none."""
    for each in folders(path):
        try:
            yield each.name, read(each.name, files(each))
        except BlockError as error:
            yield each.name, error


def folders(path: str | Path) -> list[Path]:
    """The folder of each lesson in a folder of lessons, in the order of their names; or the one that is a lesson
    itself. Raises BlockError where there is none."""
    root = Path(path).resolve()
    try:
        found = [root] if (root / TEXT).is_file() else sorted(each.parent for each in root.glob(f"*/{TEXT}"))
    except OSError as error:
        raise BlockError(f"{root.name}: {error.strerror}.", "a folder one can read.", "check the path.") from error
    if not found:
        raise BlockError(
            f"There is no lesson in {root.name}.", f"folders with a {TEXT} in each.", "name the folder around them."
        )
    return found[:MOST_LESSONS]


def files(path: Path) -> dict[str, bytes]:
    """What a lesson's folder holds; a file that is too large is read no further than shows that."""
    names = sorted(each for each in path.iterdir() if each.suffix in (".md", ".json") and each.is_file())
    found = {}
    for each in names[:MOST_FILES]:
        with each.open("rb") as file:
            found[each.name] = file.read(LARGEST + 1)
    return found


def read(name: str, given: Mapping[str, bytes]) -> Lesson:
    """The lesson in a folder's files, by their names. Raises BlockError, with file and line, when it is none."""
    try:
        title, about, steps = _steps(_text(given))
        lesson = Lesson(_sober(name), title, about, tuple(steps), {})
        return replace(lesson, models={each: _model(each, given) for each in sorted(set(_named(lesson)))})
    except BlockError as error:
        raise error.at(f"{name}/{error.path or TEXT}") from error


def lines(given: Mapping[str, bytes]) -> dict[str, list[int]]:
    """The lines in which the directives of a lesson that can be read begin, by what they are called."""
    fences = [each for each in _pieces(_text(given)) if isinstance(each, Fence)]
    return {name: [each.line for each in fences if each.name == name] for name in DIRECTIVES}


def _sober(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name):
        raise BlockError(
            f"The folder is called {name!r}.", "small letters, digits, _ and -, for it becomes part of an address.",
            "rename the folder.",
        )  # fmt: skip
    return name


def _text(given: Mapping[str, bytes]) -> str:
    raw = given.get(TEXT)
    if raw is None:
        raise BlockError(f"There is no {TEXT}.", "the lesson's text under this name.", "rename the text.")
    if len(raw) > LARGEST_TEXT:
        raise BlockError(f"It has {len(raw):,} bytes.", f"at most {LARGEST_TEXT:,}.", "make two lessons of it.")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BlockError("It is no text in UTF-8.", "a text file.", "save it again as UTF-8.") from error


# --- the text


def _steps(text: str) -> tuple[str, str, list[Step]]:
    """Title, what the lesson is about, and its steps."""
    pieces = list(_pieces(text))
    title, about, steps = "", "", list[Step]()
    for piece in pieces:
        if isinstance(piece, Fence):
            if not steps:
                raise _misplaced(piece.line, f"`{piece.name}` stands before the first step.")
            steps[-1] = _with(steps[-1], piece)
        elif piece.text.startswith("# "):
            title = piece.text[2:].strip()
        elif piece.text.startswith("## "):
            steps.append(Step(piece.text[3:].strip(), ()))
        elif steps:
            steps[-1] = _with_text(steps[-1], piece.text)
        else:
            about = f"{about} {piece.text.lstrip('> ')}".strip()
    if not title:
        raise BlockError("It has no title.", "a first line such as `# Nesting`.", "add one.", f"{TEXT} line 1")
    if not 0 < len(steps) <= MOST_STEPS:
        raise BlockError(
            f"It has {len(steps)} steps.", f"1 to {MOST_STEPS}, each under a line such as `## Build it`.",
            "divide it into steps.", TEXT,
        )  # fmt: skip
    if not steps[0].start:
        raise BlockError("The first step has no model.", 'a `start` block with `model = "…"` in it.', "add one.", TEXT)
    return title, about, [_keyed(step, place) for place, step in enumerate(steps)]


def _pieces(text: str) -> Iterator[Fence | _Line]:
    """Fences that mean something here, and all other lines; a fence of code is one line of text."""
    lines = iter(enumerate(text.split("\n"), start=1))
    for number, line in lines:
        opened = re.fullmatch(r"(`{3,})[ \t]*([^`]*)", line)
        if not opened:
            if PICTURE in line:
                raise _misplaced(number, "There is a picture.", "text, models and questions", "say it with a model.")
            yield _Line(number, line)
            continue
        inside, name = list(_inside(lines, opened[1], number)), opened[2].strip()
        if name in DIRECTIVES:
            yield Fence(name, number, "\n".join(inside))
        elif name in CODE:
            yield _Line(number, "\n".join([line, *inside, opened[1]]))
        else:
            raise _misplaced(
                number, f"A block is called {name!r}.", f"{', '.join(DIRECTIVES)}, or code in {', '.join(CODE[1:4])}",
                near(name, [*DIRECTIVES, *CODE[1:]]) or "call it by one of these.",
            )  # fmt: skip


def _inside(lines: Iterable[tuple[int, str]], fence: str, begun: int) -> Iterator[str]:
    for _, line in lines:
        if line.strip() == fence:
            return
        yield line
    raise _misplaced(begun, "This block has no end.", f"a line of {fence} after it", "add one.")


def _misplaced(line: int, received: str, expected: str = "steps, each under a line such as `## Build it`",
               fix: str = "put it into a step.") -> BlockError:  # fmt: skip
    return BlockError(received, f"{expected}.", fix, f"{TEXT} line {line}")


def _with_text(step: Step, line: str) -> Step:
    *before, last = step.parts or (Text(""),)
    if isinstance(last, Text):
        return replace(step, parts=(*before, Text(f"{last.text}\n{line}" if last.text else line)))
    return replace(step, parts=(*step.parts, Text(line)))


def _with(step: Step, fence: Fence) -> Step:
    try:
        found = record(fence)
    except BlockError as error:
        raise error.at(f"{TEXT} {error.path}") from error
    if isinstance(found, Start):
        return replace(step, start=found.model)
    if isinstance(found, Show):
        return replace(step, panel=found.panel)
    return replace(step, parts=(*step.parts, found))


def _keyed(step: Step, place: int) -> Step:
    """A step without empty texts, whose questions have names by which answers are kept."""
    parts: list[Part] = []
    for part in step.parts:
        if isinstance(part, Ask | Task) and not part.key:
            count = sum(isinstance(each, Ask | Task) for each in parts) + 1
            part = replace(part, key=f"{slug(step.title)}-{count}")
        if not isinstance(part, Text) or part.text.strip():
            parts.append(replace(part, text=part.text.strip("\n")) if isinstance(part, Text) else part)
    return replace(step, parts=tuple(parts))


# --- models


def _named(lesson: Lesson) -> Iterator[str]:
    """The models that a lesson calls by name."""
    for step in lesson.steps:
        if step.start:
            yield step.start
        for part in step.parts:
            if isinstance(part, Ask) and part.model:
                yield part.model
            if isinstance(part, Task):
                yield from (part.answer, *part.wrong)
                yield from (each.model for each in part.checks if isinstance(each, MODEL_CHECKS))
            if isinstance(part, Compare):
                yield from (side.model for side in part.sides)


def _model(name: str, given: Mapping[str, bytes]) -> str:
    """The document of that name: a file of the lesson, or one of the gallery's."""
    ours = _OURS.fullmatch(name)
    try:
        raw = (GALLERY / f"{ours[1]}.json").read_bytes() if ours else given[name]
        return raw.decode()
    except (KeyError, OSError, UnicodeDecodeError) as error:
        offered = near(name, given) or "put the file beside the text, or correct the name."
        raise BlockError(
            f"It calls a model {name!r}.", "a .json file in the lesson's folder, or one such as gallery/lenet.json.",
            offered, TEXT,
        ) from error  # fmt: skip
