"""What a person gives a model: text, rows of a table, tensors in a file, as arrays of the shape that an input has.

Pure functions from text and bytes to numpy. Whatever comes in, an array comes out or a BlockError says why not.
Nothing is unpickled.

B the batch, N how many examples came.
"""

import math

import numpy as np

from blocks.errors import BlockError
from blocks.runs import Array
from blocks.tree import Input
from blocks.words import plural

MOST_BYTES = 20 * 2**20  # of a file


def is_whole(wanted: Input) -> bool:
    """Whether an input takes whole numbers, such as tokens."""
    return wanted.dtype.startswith(("int", "uint"))


def batch_dimension(shape: tuple[int, ...], batch: int | None) -> int | None:
    """The dimension along which examples lie: B, else the first of several; None where the whole is one example."""
    if batch is not None:
        return batch
    return 0 if len(shape) > 1 else None


def example_shape(wanted: Input) -> tuple[int, ...]:
    """The shape of one example."""
    place = batch_dimension(wanted.shape, wanted.batch)
    return wanted.shape if place is None else (*wanted.shape[:place], *wanted.shape[place + 1 :])


def filled(examples: Array, wanted: Input) -> Array:
    """(N, example) as the input's shape: again from the first where they are too few, the first B where too many."""
    place = batch_dimension(wanted.shape, wanted.batch)
    if place is None:
        return np.asarray(examples[0])
    turns = np.arange(wanted.shape[place]) % len(examples)
    return np.moveaxis(examples[turns], 0, place)


def how_filled(count: int, wanted: Input, noun: str) -> str:
    """What `filled` does with so many examples: `3 rows, repeated to fill the batch of 8`."""
    place = batch_dimension(wanted.shape, wanted.batch)
    size = 1 if place is None else wanted.shape[place]
    came = plural(count, noun)
    if count == size:
        return came
    if count > size:
        return f"{came}, of which the first {f'{size:,} are' if size > 1 else 'is'} fed"
    return f"{came}, repeated to fill the batch of {size:,}"


def numbers(array: Array, wanted: Input, vocabulary: int | None = None) -> Array:
    """The numbers as the input holds them: float32, or int64 for whole numbers.

    Raises: BlockError for a number that it cannot hold: no whole one, one beyond its dtype, or beyond the `vocabulary`
    of the Embedding that reads it.
    """
    if not is_whole(wanted):
        most = float(np.finfo("float16" if wanted.dtype == "float16" else "float32").max)
        _refuse(array, np.isfinite(array) & (np.abs(array.astype("float64")) > most), f"numbers up to {most:.3g}")
        return array.astype("float32")
    _refuse(array, array != np.rint(array), "whole numbers")
    low, high = limits(wanted, vocabulary)
    words = f"whole numbers from {low:,} to {high:,}"
    if vocabulary is not None:
        words += ", which is what the Embedding that reads the input can look up"
    _refuse(array, (array < low) | (array > high), words)
    return array.astype("int64")


def limits(wanted: Input, vocabulary: int | None = None) -> tuple[int, int]:
    """The least and the largest number that an input of whole numbers may hold."""
    held = np.iinfo(wanted.dtype)
    return (int(held.min), int(held.max)) if vocabulary is None else (0, min(vocabulary - 1, int(held.max)))


def _refuse(array: Array, bad: Array, expected: str) -> None:
    count = int(np.count_nonzero(bad))
    if count:
        first = array[bad].flat[0].item()
        others = f", and {count - 1:,} more like it" if count > 1 else ""
        raise BlockError(f"The number {first:,} came{others}.", f"{expected}.", "change the numbers, or the model.")


def written(shape: tuple[int, ...]) -> str:
    """A shape in signs: `3×224×224`."""
    return "×".join(map(str, shape)) or "a single number"


def size_of(shape: tuple[int, ...]) -> int:
    """How many numbers a shape has."""
    return math.prod(shape)
