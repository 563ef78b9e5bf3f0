"""Modules of installed packages that can be brought in, and which packages are there: found without importing any."""

from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import msgspec

PACKAGES = ("torchvision", "timm", "transformers")  # which are asked for most
MOST_OFFERS = 5_000


class Offer(msgspec.Struct, frozen=True):
    """A module by name; the text and the expression that make one; and an input that it takes, as it is typed, "" where
    nobody knows."""

    name: str
    source: str
    expression: str
    inputs: str


def installed() -> list[str]:
    """The packages that are asked for most, as far as they are here."""
    return [each for each in PACKAGES if place(each)]


def place(package: str) -> str:
    """The folder (or file) that holds a package; "" where there is none of that name."""
    top = package.partition(".")[0]  # whose parts could be found by importing it alone
    with suppress(ImportError, ValueError):
        found = find_spec(top)
        if found and found.origin and found.has_location:
            return str(Path(found.origin).parent if found.submodule_search_locations else found.origin)
    return ""
