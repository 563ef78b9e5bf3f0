"""Rows that are alike, one after the other, drawn once; and how deep a table goes to be seen at once.

What is alike is found by comparing: class, arguments, shapes, numbers and all inside. Names do not count, but for those
of the modules inside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from blocks.report import TensorType
from blocks.showing.record import Row

MOST_LINES = 36  # of a table, that are seen at once
LONGEST_ROUND = 16  # rows that repeat themselves together


@dataclass(frozen=True)
class View:
    """What is drawn as one line: a row, or several that repeat themselves. `rows` are those of the first of `count`
    rounds, and stand for all; `last` is the last row of all."""

    rows: tuple[Row, ...]
    count: int
    last: Row
    signs: "Signs"

    @property
    def row(self) -> Row:
        """The only row of a round, or the first."""
        return self.rows[0]

    @property
    def single(self) -> bool:
        return len(self.rows) == 1

    @property
    def name(self) -> str:
        """Its name, or the first and the last of all rounds."""
        return self.row.name if self.row is self.last else f"{self.row.name}–{self.last.name}"

    @property
    def kind(self) -> str:
        return ", ".join(row.kind for row in self.rows)

    @property
    def inputs(self) -> tuple[TensorType, ...]:
        return self.rows[0].inputs

    @property
    def outputs(self) -> tuple[TensorType, ...]:
        return self.rows[-1].outputs

    @property
    def params(self) -> int:
        """Of one round, as `counted` and `macs` are."""
        return sum(row.params for row in self.rows)

    @property
    def counted(self) -> int:
        return sum(row.counted for row in self.rows)

    @property
    def macs(self) -> int:
        return sum(row.macs for row in self.rows)

    @cached_property
    def inner(self) -> tuple["View", ...]:
        """What is drawn in it: what is in its row, or the rows of a round."""
        if not self.single:
            return tuple(View((row,), 1, row, self.signs) for row in self.rows)
        return views(self.row.children, self.signs)

    @property
    def own(self) -> tuple[int, int]:
        """The parameters and MACs of the module itself, less those of what is in it."""
        return (self.row.own_counted, self.row.own_macs) if self.single and self.row.children else (0, 0)

    @property
    def troubled(self) -> bool:
        """Whether something in it failed."""
        failed = self.signs.failed
        return failed is not None and any(
            f"{failed}.".startswith(f"{row.path}." if row.path else "") for row in self.rows
        )


def root(row: Row) -> View:
    """The whole tree as a view."""
    failed = next((each.path for each in row.walk() if each.problem), None)
    return View((row,), 1, row, Signs(failed))


def views(rows: tuple[Row, ...], signs: "Signs") -> tuple[View, ...]:
    """The rows, those folded that repeat themselves."""
    looks = [signs.of(row) for row in rows]
    found, start = [], 0
    while start < len(rows):
        period, count = _repeats(looks, start)
        stop = start + period * count
        found.append(View(rows[start : start + period], count, rows[stop - 1], signs))
        start = stop
    return tuple(found)


def _repeats(looks: list[int], start: int) -> tuple[int, int]:
    """The period and the number of rounds that fold most rows from a place on; (1, 1) where nothing repeats itself.
    Rounds of several rows are worth it from three on: two are as long to read as they are."""
    best = 1, 1
    for period in range(1, min(LONGEST_ROUND, (len(looks) - start) // 2) + 1):
        first, count = looks[start : start + period], 1
        while looks[start + count * period : start + (count + 1) * period] == first:
            count += 1
        if (count > 2 or (period == 1 and count > 1)) and period * (count - 1) > best[0] * (best[1] - 1):
            best = period, count
    return best


def lines(view: View, depth: int) -> Iterator[tuple[View, int]]:
    """The views that are drawn down to a depth, with the depth of each; those around a failure always."""
    yield from _lines(view, depth, 0)


def _lines(view: View, depth: int, level: int) -> Iterator[tuple[View, int]]:
    yield view, level
    if level < depth or view.troubled:
        for child in view.inner:
            yield from _lines(child, depth, level + 1)


def fitting(view: View) -> int:
    """The largest depth at which a table is seen at once; at least 1."""
    depth, count = 1, len(list(lines(view, 1)))
    while True:
        more = len(list(lines(view, depth + 1)))
        if more == count or more > MOST_LINES:
            return depth
        depth, count = depth + 1, more


class Signs:
    """Numbers that are equal for rows that are alike. `failed` is the path of the one that failed."""

    def __init__(self, failed: str | None) -> None:
        self.failed = failed
        self._numbers: dict[Any, int] = {}
        self._known: dict[int, int] = {}

    def of(self, row: Row) -> int:
        """The number of a row."""
        if id(row) not in self._known:
            self._known[id(row)] = self._numbers.setdefault(self._look(row), len(self._numbers))
        return self._known[id(row)]

    def _look(self, row: Row) -> Any:
        inner = tuple((child.name, self.of(child)) for child in row.children)
        again = None if row.same is None else _from(row.path, row.same)
        tied = tuple((name, _from(row.path, path)) for name, _, path in (each.partition(" = ") for each in row.tied))
        return (
            row.kind, row.words, row.inputs, row.outputs, row.params, row.counted, row.frozen, row.buffers, row.macs,
            row.calls, row.weights, again, tied, row.unused, row.hooks, str(row.problem or ""), inner,
        )  # fmt: skip


def _from(path: str, other: str) -> tuple[int, str]:
    """Where another place is, seen from one: how many levels up, and the way down from there."""
    here, there = path.split("."), other.split(".")
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    return len(here) - common, ".".join(there[common:])
