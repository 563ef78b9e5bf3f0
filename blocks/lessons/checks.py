"""What a task asks of a student's module: its behaviour, whatever way it is built.

Each kind of check is a record; `blocks.grading` finds out what a module does, and says what differs. Shapes hold the
letter B where the batch stands.
"""

from typing import Literal, TypeAlias

import msgspec

Shape: TypeAlias = tuple[int | str, ...]  # "B" for the batch


class Check(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="check"):
    """One thing to look at. `hint` is said, in place of the usual words, to who has it wrong."""

    hint: str = ""


class Takes(Check, frozen=True, tag="input"):
    """The model takes one tensor of this shape, for any batch."""

    shape: Shape
    dtype: str = "float32"


class Gives(Check, frozen=True, tag="output"):
    """It gives one tensor of this shape, for any batch."""

    shape: Shape


class Bounds(Check, frozen=True):
    """A number that is `exactly` so large, or at `least`, or at `most`."""

    exactly: int | None = None
    least: int | None = None
    most: int | None = None

    def holds(self, number: int) -> bool:
        """Whether a number is as it should be."""
        if self.exactly is not None:
            return number == self.exactly
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)


class Parameters(Bounds, frozen=True, tag="parameters"):
    """How many parameters it has, each counted once by identity."""


class Macs(Bounds, frozen=True, tag="MACs"):
    """How many multiply-adds it takes for its batch."""


class Receptive(Bounds, frozen=True, tag="receptive field"):
    """How many places of the input, along its last dimension, one place of the output depends on."""


class Sharing(Check, frozen=True, tag="sharing"):
    """How its parameters are shared: how many there would be if each place had its own; or, with `tensors`, how many
    parameter tensors stand in more than one place."""

    by_place: int | None = None
    tensors: int | None = None


class Gradient(Check, frozen=True, tag="gradient"):
    """A gradient of the output reaches all of the input, all parameters, or both."""

    to: Literal["input", "parameters", "both"] = "both"


class SameOutputs(Check, frozen=True, tag="same outputs"):
    """With the same weights it gives what a model of the lesson gives, for several inputs and batches."""

    model: str


class Uses(Check, frozen=True, tag="uses"):
    """How many blocks of a kind are drawn in it. Asks for a way of building, so use it where that is the lesson."""

    kind: str
    least: int = 1
    most: int | None = None


class Size(Check, frozen=True, tag="blocks"):
    """How many blocks are drawn in all, a definition's once: what repeats is to be said once."""

    most: int


class Keys(Check, frozen=True, tag="keys"):
    """Names that its `state_dict` has."""

    names: tuple[str, ...]


class Trains(Check, frozen=True, tag="trains"):
    """A step of training works with so many examples, and moves every parameter."""

    batch: int = 2


class Sums(Check, frozen=True, tag="sums to one"):
    """What it gives is never negative and sums to one along a dimension."""

    dim: int = -1


AnyCheck: TypeAlias = (
    Takes | Gives | Parameters | Macs | Receptive | Sharing | Gradient | SameOutputs | Uses | Size | Keys | Trains
    | Sums
)  # fmt: skip
MODEL_CHECKS = (SameOutputs,)  # that name a model of the lesson


class Outcome(msgspec.Struct, frozen=True):
    """What came of one check: what was asked for, in words, and where it is not so what came instead and a hint."""

    asked: str
    passed: bool
    came: str = ""
    hint: str = ""
