"""Text as whole numbers: its UTF-8 bytes, or its characters in the order in which they first appear."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from blocks.errors import BlockError
from blocks.given import example_shape, filled, limits, size_of
from blocks.runs import Array
from blocks.tree import Input
from blocks.words import plural

MOST_CHARACTERS = 100_000
_SIGNS = {" ": "␣", "\n": "↵", "\t": "⇥"}
_UTF8 = "surrogatepass"  # half a pair of surrogates is no text, but may be pasted


class Piece(NamedTuple):
    """A piece of a text as people read it, and its number."""

    sign: str
    number: int


def as_bytes(text: str) -> list[Piece]:
    """Each byte of the text in UTF-8, 0 to 255; a character of several says which of them it is: `é 1/2`, `é 2/2`.

    Raises: BlockError for more than 100,000 characters.
    """
    found = []
    for mark in _checked(text):
        raw = mark.encode("utf-8", _UTF8)
        for place, byte in enumerate(raw, 1):
            found.append(Piece(_sign(mark) if len(raw) == 1 else f"{_sign(mark)} {place}/{len(raw)}", byte))
    return found


def as_characters(text: str) -> list[Piece]:
    """Each character with a number that is the same wherever it stands: 1 for the first, 2 for the next new one. 0 is
    what shorter texts are padded with.

    Raises: BlockError for more than 100,000 characters.
    """
    known: dict[str, int] = {}
    return [Piece(_sign(mark), known.setdefault(mark, len(known) + 1)) for mark in _checked(text)]


def tokens(pieces: Sequence[Piece], wanted: Input, vocabulary: int | None = None) -> Array:
    """The numbers in the input's shape, int64: each example the same, cut or padded with 0 to its length.

    Raises: BlockError for a number beyond the `vocabulary` of the Embedding that reads them, or beyond the dtype.
    """
    length = places(wanted)
    fitting = pieces[:length]
    _, high = limits(wanted, vocabulary)
    beyond = [piece for piece in fitting if piece.number > high]
    if beyond:
        most = max(piece.number for piece in fitting)
        reads = "that the input's dtype holds" if vocabulary is None else "that the Embedding of the input can look up"
        raise BlockError(
            f"“{beyond[0].sign}” becomes the number {beyond[0].number}, and the largest is {most}.",
            f"numbers from 0 to {high:,}, {reads}.",
            f"{'use int64 for the input' if vocabulary is None else f'set num_embeddings to {most + 1} or more'}, "
            "or choose another text.",
        )
    example = np.zeros(length, "int64")
    example[: len(fitting)] = [piece.number for piece in fitting]
    return filled(example.reshape(1, *example_shape(wanted)), wanted)


def places(wanted: Input) -> int:
    """How many numbers one example has."""
    return size_of(example_shape(wanted))


def how_fitted(count: int, length: int) -> str:
    """What becomes of so many numbers in an example of a length: `6 numbers, and 0 in the other 2 places`."""
    came = plural(count, "number")
    if count > length:
        return f"{came}, cut after the first {length:,}"
    if count < length:
        return f"{came}, and 0 in the other {plural(length - count, 'place')}"
    return f"{came}, as many as there are places"


def _checked(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise BlockError(f"The text has {len(text):,} characters.", f"at most {MOST_CHARACTERS:,}.", "shorten it.")
    return text


def _sign(mark: str) -> str:
    return _SIGNS.get(mark) or (mark if mark.isprintable() else f"U+{ord(mark):04X}")
