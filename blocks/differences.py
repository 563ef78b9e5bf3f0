"""How the tensors of a weight file differ from those of a model, by name."""

from collections.abc import Mapping, Sized
from difflib import get_close_matches
from typing import TypeVar

import msgspec

from blocks import words
from blocks.errors import BlockError
from blocks.report import TensorType

LISTED = 10  # of each kind of difference
T = TypeVar("T")


class Differences(msgspec.Struct, frozen=True):
    """What does not fit, with the types of the tensors; of two types the model's comes first.

    `missing` from the file, `unexpected` in it, of other `shapes`, of other `dtypes`. `untied` are names that are one
    tensor in the model, and other numbers in the file than those of the name beside it.
    """

    missing: dict[str, TensorType] = {}
    unexpected: dict[str, TensorType] = {}
    shapes: dict[str, tuple[TensorType, TensorType]] = {}
    dtypes: dict[str, tuple[TensorType, TensorType]] = {}
    untied: dict[str, str] = {}

    def __len__(self) -> int:
        return sum(self._counts)

    @property
    def _counts(self) -> list[int]:
        rows: tuple[Sized, ...] = (self.missing, self.unexpected, self.shapes, self.dtypes, self.untied)
        return [len(each) for each in rows]

    @property
    def lines(self) -> list[str]:
        """A sentence for each kind of difference, with the first ten names."""
        rows = {
            "missing from the file": [self._missing(*each) for each in _first(self.missing)],
            "not expected": [f"{_short(name)} ({_said(type_)})" for name, type_ in _first(self.unexpected)],
            "another shape": [_two(name, *map(str, types)) for name, types in _first(self.shapes)],
            "another dtype": [_two(name, *(each.dtype for each in types)) for name, types in _first(self.dtypes)],
            "tied in the model": [
                f"{_short(name)} has other numbers than {_short(other)}" for name, other in _first(self.untied)
            ],
        }
        return [_line(what, row, count) for (what, row), count in zip(rows.items(), self._counts, strict=True) if row]

    def error(self, file: str) -> BlockError:
        """The same as an error of a file that was to be loaded whole."""
        return BlockError(
            f"{file} does not fit in {words.plural(len(self), 'place')}. {' '.join(self.lines)}",
            "the model's own names, shapes and dtypes. Nothing was loaded.",
            self._fix(),
        )

    def _fix(self) -> str:
        if self.dtypes and len(self) == len(self.dtypes):
            dtype = next(iter(self.dtypes.values()))[1].dtype
            return f"convert the model first, as in net.to(torch.{dtype}), or the file."
        return "take the file of this model, or load what fits with only_matching=True."

    def _missing(self, name: str, wanted: TensorType) -> str:
        same = [other for other, found in self.unexpected.items() if found == wanted]
        near = get_close_matches(name, same[:1_000], n=1, cutoff=0.0)
        return f"{_short(name)} ({_said(wanted)}{f'; perhaps it is {_short(near[0])} there' if near else ''})"


def compare(here: Mapping[str, TensorType], there: Mapping[str, TensorType], same: Mapping[str, str]) -> Differences:
    """A model's tensors against a file's. `same` has for each name of the model the first that is the same tensor: of
    these the file needs one."""
    given = {same[name] for name in here if name in there}
    both = {name: (mine, there[name]) for name, mine in here.items() if name in there}
    return Differences(
        missing={name: mine for name, mine in here.items() if name not in there and same[name] not in given},
        unexpected={name: found for name, found in there.items() if name not in here},
        shapes={name: pair for name, pair in both.items() if pair[0].shape != pair[1].shape},
        dtypes={name: pair for name, pair in both.items()
                if pair[0].shape == pair[1].shape and pair[0].dtype != pair[1].dtype},
    )  # fmt: skip


def _first(found: Mapping[str, T]) -> list[tuple[str, T]]:
    return list(found.items())[:LISTED]


def _line(what: str, row: list[str], count: int) -> str:
    more = f" and {count - len(row):,} more" if count > len(row) else ""
    return f"{what.capitalize()}: {', '.join(row)}{more}."


def _two(name: str, mine: str, found: str) -> str:
    return f"{_short(name)} is {mine} in the model and {found} in the file"


def _said(found: TensorType) -> str:
    return f"{found}, {found.dtype}"


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:77]}…"
