"""What a run shows that somebody should know, in words and with the block: numbers that are none, dead units, gradients
that vanish or explode."""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Literal, Protocol

import msgspec

from blocks import words
from blocks.runs import BlockRun, Summary, innermost

MANY = 0.5  # of its units are dead: few are nothing to speak of
SMALL = 1e-3  # of a gradient that enters as 1
LARGE = 1e3


class Finding(msgspec.Struct, frozen=True):
    """One sentence about a block, and what to do about it."""

    path: str
    level: Literal["bad", "caution"]
    text: str
    advice: str


class _Passed(Protocol):
    """A block through which a gradient came, or none; see `runs.BlockRun`."""

    @property
    def path(self) -> str: ...
    @property
    def gradient(self) -> float | None: ...
    @property
    def learns(self) -> float | None: ...


def findings(summary: Summary) -> list[Finding]:
    """What is to be told of a run, the worst first. Containers are left out: what is in them says it."""
    rows = innermost(summary.rows)
    found = [*_strange(rows), *of_gradients(rows), *_dead(rows)]
    return sorted(found, key=lambda each: each.level == "caution")


def of_gradients(rows: Sequence[_Passed]) -> list[Finding]:
    """What is to be told of the gradients in a pass back, of blocks that hold no other."""
    return [*_without_gradient(rows), *_vanishing(rows), *_exploding(rows)]


def _strange(rows: list[BlockRun]) -> Iterator[Finding]:
    """Only the first one: what follows has it from there."""
    first = next((row for row in rows if row.strange), None)
    if first:
        share = f"{first.strange:,} of {prod(first.output.shape):,}"
        yield Finding(
            first.path, "bad", f"Here the first numbers are NaN or infinite: {share}.",
            "Smaller weights or inputs, a normalisation before it, or a wider dtype.",
        )  # fmt: skip


def _without_gradient(rows: Sequence[_Passed]) -> Iterator[Finding]:
    if all(row.gradient is None for row in rows):
        return
    for row in rows:
        if row.learns == 0:
            yield Finding(
                row.path, "caution", "Its parameters get a gradient of exactly 0: they would not learn.",
                "Look for zeros behind it, such as a ReLU that gives nothing else.",
            )  # fmt: skip


def _vanishing(rows: Sequence[_Passed]) -> Iterator[Finding]:
    """The block farthest from the output, of those that get nearly nothing."""
    first = next((row for row in rows if row.gradient and row.gradient < SMALL), None)
    if first:
        yield Finding(
            first.path, "caution", f"The gradient vanishes: of 1 at the output, {first.gradient:.1e} comes here.",
            "A shortcut around some blocks, a normalisation, other first weights, or ReLU in the place of Sigmoid.",
        )  # fmt: skip


def _exploding(rows: Sequence[_Passed]) -> Iterator[Finding]:
    largest = max(rows, key=lambda row: row.gradient or 0.0, default=None)
    if largest and largest.gradient and largest.gradient > LARGE:
        yield Finding(
            largest.path, "caution", f"The gradient explodes: of 1 at the output, {largest.gradient:.1e} comes here.",
            "Smaller first weights, or a normalisation.",
        )  # fmt: skip


def _dead(rows: list[BlockRun]) -> Iterator[Finding]:
    for row in rows:
        if row.units and row.dead > MANY * row.units:
            units = words.plural(row.units, "unit")
            yield Finding(
                row.path, "caution", f"{row.dead:,} of {units} are dead: 0 for all that was fed.",
                "Other first weights, or LeakyReLU or GELU in the place of ReLU.",
            )  # fmt: skip
