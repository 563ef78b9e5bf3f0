"""Which data a model can learn from, and the data in the shape that it takes.

Digits are enlarged where a model takes larger squares: that is said, and adds nothing that was not there. Nothing is
cut, padded or made up. N examples, C channels, S the side of a square.
"""

import math
from typing import NamedTuple

import numpy as np

from blocks.errors import BlockError
from blocks.fitting.datasets import Data, data, enlarged
from blocks.fitting.records import DataName
from blocks.given import batch_dimension, example_shape
from blocks.report import Report
from blocks.runs import Array
from blocks.tree import Input, Model

LARGEST = 256  # a side
NATURAL: dict[DataName, tuple[tuple[int, ...], ...]] = {
    "digits": ((64,), (1, 8, 8)),
    **dict.fromkeys(("moons", "circles", "spirals", "corners"), ((2,),)),
}


class Suit(NamedTuple):
    """How some data fit a model: the shape of one example as the model takes it, and what has to be said of it."""

    shape: tuple[int, ...]
    notes: tuple[str, ...] = ()


def suit(report: Report, name: str) -> Suit:
    """How the data of this name fit a model. Raises BlockError, with what to change, where they do not."""
    found = data(name)
    _check_works(report)
    wanted = _input(report.model, found)
    shape = example_shape(wanted)
    side = _side(found, shape)
    if side is None:
        raise _misfit(found, f"it takes {_signs(shape)}")
    notes = []
    if side > 8:
        notes.append(f"The digits are enlarged from 8×8 to {side}×{side}: blurred, and no new detail.")
    if len(shape) == 3 and shape[0] == 3:
        notes.append("The grey is repeated in all 3 channels.")
    outputs = _outputs(report, found)
    if outputs > found.classes:
        notes.append(f"The model gives {outputs} numbers for {found.classes} classes: it learns never to say the rest.")
    return Suit(shape, tuple(notes))


def as_fed(found: Data, examples: Array, shape: tuple[int, ...]) -> Array:
    """Some of the examples (N, D) as the model takes them: (N, *shape)."""
    if found.flat:
        return examples
    side = _side(found, shape) or 8
    pictures = enlarged(examples, side)  # (N, S, S)
    if len(shape) == 3:
        pictures = np.repeat(pictures[:, None], shape[0], axis=1)  # (N, C, S, S)
    return np.ascontiguousarray(pictures.reshape(len(examples), *shape), dtype=np.float32)


def _check_works(report: Report) -> None:
    for path, problem in report.problems[:1]:
        raise BlockError(problem.received, problem.expected, problem.fix, path or "the model")
    if not report.ok:
        raise BlockError("Nobody knows yet whether the model works.", "one that does.", "look at it on the Build page.")
    if not report.root.trainable:
        raise BlockError("The model has no parameters to learn.", "at least one.", "add a layer such as Linear.")


def _input(model: Model, found: Data) -> Input:
    if len(model.inputs) > 1:
        raise _misfit(found, f"it takes {len(model.inputs)} inputs")
    wanted = model.inputs[0]
    if batch_dimension(wanted.shape, wanted.batch) != 0:
        raise _misfit(found, f"its batch does not come first in {_signs(wanted.shape, '')}")
    if not wanted.dtype.startswith(("float", "bfloat")):
        raise _misfit(found, f"it takes {wanted.dtype}")
    return wanted


def _side(found: Data, shape: tuple[int, ...]) -> int | None:
    """The side of the squares that the model takes, 0 for points; None where the data do not fit."""
    if found.flat:
        return 0 if shape == (2,) else None
    side = math.isqrt(shape[0]) if len(shape) == 1 else shape[-1] if shape else 0
    squares = {(side * side,), (side, side), (1, side, side), (3, side, side)}
    return side if 8 <= side <= LARGEST and shape in squares else None


def _outputs(report: Report, found: Data) -> int:
    """How many numbers the model gives for an example."""
    output, given = report.output, report.root.input
    assert output and given
    one_row = len(output.shape) == 2 and output.shape[0] == given.shape[0] and output.dtype.startswith("float")
    if not one_row or output.shape[1] < found.classes:
        came = f"the model gives {output}" + ("" if output.dtype.startswith("float") else f" of {output.dtype}")
        raise BlockError(
            f"{_title(found)} are of {found.classes} classes, and {came}.",
            f"B×{found.classes}: a number for each class.",
            f"end the model with Linear, out_features={found.classes}, after a Flatten where there is more than a row.",
        )
    return output.shape[1]


def _misfit(found: Data, why: str) -> BlockError:
    if found.flat:
        return BlockError(
            f"{_title(found)} are points, B×2, and the model does not take these: {why}.", "an input of B×2.",
            "set the model's input to B, 2, or open the Toy MLP from the Gallery.",
        )  # fmt: skip
    return BlockError(
        f"{_title(found)} are B×64 or B×1×8×8, and the model does not take these: {why}.",
        "B×64, B×8×8, B×1×8×8 or B×3×8×8, or larger squares.",
        "set the model's input to B, 64, or open the Digits CNN from the Gallery.",
    )


def _title(found: Data) -> str:
    return "The digits" if found.name == "digits" else f"The {found.title.split(' (')[0].lower()}"


def _signs(shape: tuple[int, ...], batch: str = "B×") -> str:
    return batch + "×".join(map(str, shape))
