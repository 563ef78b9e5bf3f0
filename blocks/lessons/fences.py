"""What stands between ``` in a lesson, as its record; or what is wrong with it, in terms of what may stand there."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

import msgspec
from msgspec.structs import fields

from blocks.errors import BlockError, near
from blocks.fitting.records import DataName
from blocks.lessons.checks import AnyCheck, Bounds, Check, Sharing
from blocks.lessons.records import Answer, Ask, Compare, Option, Panel, Show, Side, Start, Task

DIRECTIVES: dict[str, type[Any]] = {"start": Start, "ask": Ask, "task": Task, "compare": Compare, "show": Show}
CHECKS: dict[str, type[Check]] = {str(each.__struct_config__.tag): each for each in get_args(AnyCheck)}
PICTURE = "!["  # how one begins in Markdown
_INNER = {"option": Option, "side": Side}
_KINDS = {
    "str": "text in quotes", "int": "a whole number", "float": "a number", "float | null": "a number",
    "int | null": "a whole number", "array": "a list in [ ]", "object": "fields of its own", "bool": "true or false",
    "int | str": "a whole number, or \"B\" for the batch",
}  # fmt: skip


class Fence(NamedTuple):
    """What stands between two lines of ```: what it is called, in which line it begins, and its text."""

    name: str
    line: int
    text: str


class _Place(NamedTuple):
    """Where in a fence something is wrong: a table in it, such as [[check]], its number and its record, if it is in
    one; and the field."""

    table: str
    turn: int
    record: type[Any]
    field: str

    @property
    def fields(self) -> list[str]:
        """What may stand there."""
        tag = ["check"] if self.table == "check" else []
        return tag + [each.encode_name for each in fields(self.record)]


def record(fence: Fence) -> Any:
    """A fence as its record. Raises BlockError."""
    try:
        plain = tomllib.loads(fence.text)
    except tomllib.TOMLDecodeError as error:
        inner = re.search(r"at line (\d+)", str(error))
        received = re.sub(r" \(at .*\)", "", str(error))
        raise _at(
            fence, int(inner[1]) if inner else 0, f"It is no TOML: {received}.",
            'lines such as `model = "lenet.json"`.', "look at quotes and brackets.",
        ) from error  # fmt: skip
    if any(PICTURE in each for each in _texts(plain)):
        raise _at(fence, 0, "There is a picture.", "text: a page asks nobody for pictures.", "say it with a model.")
    _no_unknown_check(fence, plain)
    try:
        found = msgspec.convert(plain, DIRECTIVES[fence.name], strict=True)
    except msgspec.ValidationError as error:
        raise _unfit(fence, plain, str(error)) from error
    _sound(fence, found)
    return found


def _texts(plain: Any) -> Iterator[str]:
    """All texts in what was read."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        for each in plain.values() if isinstance(plain, dict) else plain:
            yield from _texts(each)


def _at(fence: Fence, line: int, received: str, expected: str, fix: str) -> BlockError:
    """An error in a line of a fence, counted from 1; 0 is the fence as a whole."""
    return BlockError(received, expected, fix, f"line {fence.line + line}, {fence.name}")


def _line(fence: Fence, table: str, index: int) -> int:
    """The line in a fence in which one of its tables begins."""
    pattern = re.compile(rf"\s*\[\[\s*{table}\s*\]\]")
    lines = [number for number, line in enumerate(fence.text.split("\n"), start=1) if pattern.match(line)]
    return lines[index] if table and index < len(lines) else 0


def _no_unknown_check(fence: Fence, plain: dict[str, Any]) -> None:
    checks = plain.get("check") if fence.name == "task" else None
    for index, each in enumerate(checks if isinstance(checks, list) else []):
        given = each.get("check") if isinstance(each, dict) else None
        if isinstance(given, str) and given not in CHECKS:
            raise _at(
                fence, _line(fence, "check", index), f"There is a check {given!r}.", f"{', '.join(CHECKS)}.",
                near(given, CHECKS) or "use one of these.",
            )  # fmt: skip


def _unfit(fence: Fence, plain: dict[str, Any], said: str) -> BlockError:
    """What is wrong with the fields of a fence, or of a table in it."""
    what, _, where = said.partition(" - at ")
    place = _place(fence, plain, where.strip("`"))
    line = _line(fence, place.table, place.turn)
    inside = f"this [[{place.table}]]" if place.table else f"`{fence.name}`"
    named = re.search(r"field `(\w+)`", what)
    if named and "unknown" in what:
        fix = near(named[1], place.fields) or "leave it out."
        return _at(fence, line, f"There is a field `{named[1]}` in {inside}.", f"{', '.join(place.fields)}.", fix)
    if named:
        return _at(
            fence, line, f"There is no `{named[1]}` in {inside}.", f"{', '.join(place.fields)}.", f"add `{named[1]}`."
        )
    if what.startswith("Invalid enum value"):
        given = what.removeprefix("Invalid enum value ").strip("'")
        choices = _choices(fence, place)
        return _at(
            fence, line, f"`{place.field}` says {given!r}.", f"{', '.join(choices)}.",
            near(given, choices) or "use one of these.",
        )  # fmt: skip
    kinds = re.fullmatch(r"Expected `(.+)`, got `(.+)`", what)
    wanted, came = (_KINDS.get(each, each) for each in kinds.groups()) if kinds else ("what docs/lessons.md says", what)
    field = f"`{place.field}` of {inside}" if place.field else inside
    return _at(fence, line, f"There is {came} for {field}.", f"{wanted}.", "compare it with docs/lessons.md.")


def _place(fence: Fence, plain: dict[str, Any], where: str) -> _Place:
    """What a path such as `$.check[1].shape` leads to."""
    found = re.match(r"\$\.(check|option|side)\[(\d+)\](?:\.(\w+))?", where)
    if not found:
        return _Place("", 0, DIRECTIVES[fence.name], where.removeprefix("$").lstrip(".").partition("[")[0])
    table, index = found[1], int(found[2])
    given = plain[table][index]
    inner = _INNER.get(table) or CHECKS.get(given.get("check", "") if isinstance(given, dict) else "", Check)
    return _Place(table, index, inner, found[3] or "")


def _choices(fence: Fence, place: _Place) -> tuple[str, ...]:
    if place.table == "check":
        return get_args(place.record.__annotations__[place.field])
    return get_args({"ask": Answer, "compare": DataName}.get(fence.name, Panel))


def _sound(fence: Fence, found: Any) -> None:
    """Refuse what has the right fields and still makes no sense."""
    if isinstance(found, Ask):
        right = sum(each.right for each in found.options)
        if (found.answer == "choice") != bool(found.options) or found.options and not right:
            raise _at(
                fence, 0, f"{len(found.options)} options, of which {right} are right.",
                "options for a choice and for nothing else, at least one of them with `right = true`.",
                "add what is missing.",
            )  # fmt: skip
        if (found.answer == "number") != (found.value is not None):
            raise _at(
                fence, 0, "A `value` and an answer that do not fit.", "a `value` for a number, and nowhere else.",
                "add it, or leave it out.",
            )  # fmt: skip
    if isinstance(found, Task):
        if not found.checks:
            raise _at(fence, 0, "There is no check.", "a [[check]] or more.", "say what the model has to do.")
        for index, each in enumerate(found.checks):
            _asking(fence, index, each)
    if isinstance(found, Compare) and not 2 <= len(found.sides) <= 3:
        raise _at(fence, 0, f"{len(found.sides)} sides.", "2 or 3 [[side]].", "show one thing beside another.")


def _asking(fence: Fence, index: int, check: Check) -> None:
    """Refuse a check that would hold of anything."""
    names = ("exactly", "least", "most") if isinstance(check, Bounds) else ("by_place", "tensors")
    if isinstance(check, Bounds | Sharing) and all(getattr(check, name) is None for name in names):
        raise _at(
            fence, _line(fence, "check", index), "This [[check]] asks for no number.", f"{', '.join(names)}.",
            "add one of these.",
        )  # fmt: skip
