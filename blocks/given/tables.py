"""Rows of a table, pasted or in a CSV file, as a batch of features."""

import math
import re
from typing import NamedTuple

import numpy as np

from blocks.errors import BlockError
from blocks.given import MOST_BYTES
from blocks.runs import Array
from blocks.words import plural

_BETWEEN = re.compile(r"\s*[,;\t]\s*|\s+")


class Table(NamedTuple):
    """`rows` (N, features) as float64, of so many that came; whether a row of names stood above them."""

    rows: Array
    came: int
    header: bool


def read(given: str | bytes, features: int, most: int) -> Table:
    """The first rows of a table, at most `most`. Numbers stand apart by commas, semicolons, tabs or spaces; a first row
    in which nothing is a number is taken for names.

    Raises: BlockError when there is no row, one has another count of numbers, or something in it is none.
    """
    lines = [(number, line) for number, line in enumerate(_text(given).splitlines(), 1) if line.strip()]
    header = len(lines) > 1 and all(_number(cell) is None for cell in _cells(lines[0][1]))
    lines = lines[header:]
    if not lines:
        raise BlockError("No numbers came.", f"a row of {features:,} numbers.", "type or paste one.")
    return Table(np.array([_row(line, number, features) for number, line in lines[:most]]), len(lines), header)


def _text(given: str | bytes) -> str:
    if len(given) > MOST_BYTES:
        raise BlockError(f"The table has {len(given):,} bytes.", f"at most {MOST_BYTES:,}.", "keep fewer rows of it.")
    if isinstance(given, str):
        return given
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BlockError("The file is no text in UTF-8.", "a CSV file.", "save the table as CSV.") from error


def _row(line: str, number: int, features: int) -> list[float]:
    cells = _cells(line)
    if len(cells) != features:
        raise BlockError(
            f"Line {number:,} has {plural(len(cells), 'number')}.",
            f"{features:,}, one for each feature.",
            "leave out or add some, or change the model's input.",
        )
    found = []
    for place, cell in enumerate(cells, 1):
        value = _number(cell)
        if value is None:
            what = f"“{cell[:24]}”" if cell else "empty"
            raise BlockError(
                f"Number {place:,} of line {number:,} is {what}.", "a number such as 0.5, −2 or 1e-3.", "write one."
            )
        found.append(value)
    return found


def _cells(line: str) -> list[str]:
    found = _BETWEEN.split(line.strip())
    return [cell.strip("\"'") for cell in (found[:-1] if not found[-1] else found)]  # a comma may end a row


def _number(cell: str) -> float | None:
    """A finite number; Python's own `1_000` is none."""
    try:
        value = float(cell.replace("−", "-")) if "_" not in cell else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None
