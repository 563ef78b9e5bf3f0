"""What a training is asked and what comes of it, as plain records. The training itself is next door, in `loop`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
import numpy as np

from blocks.errors import BlockError
from blocks.runs import Array

DataName = Literal["digits", "moons", "circles", "spirals", "corners"]
Optimiser = Literal["Adam", "SGD"]
Why = Literal["time", "steps", "stopped", "stuck"]
MOST_SECONDS = 120.0
MOST_STEPS = 1_000_000
MOST_BATCH = 512
MOST_RATE = 1_000.0
MOST_GUESSES = 15  # pictures that come along
SIDE = 64  # points each way of the plane
LARGEST_SEED = 2**63 - 1


class Plan(msgspec.Struct, frozen=True):
    """A training to do: on which data, for how many seconds, or until `steps` are done where they come first.

    `rate` is the learning rate. The seed draws the first weights, as in a run, and the order of the examples: the same
    plan gives the same numbers at the same step, however long it takes.
    """

    data: DataName = "digits"
    seconds: float = 10.0
    steps: int | None = None
    rate: float = 0.01
    optimiser: Optimiser = "Adam"
    batch: int = 32
    seed: int = 0


class Point(msgspec.Struct, frozen=True):
    """Where a training stands after so many steps: the loss (cross-entropy, the mean of all examples) and the share
    that is right, on examples it learns from and on those held out, both in eval mode. None for a loss that is no
    number any more."""

    step: int
    seconds: float
    loss: float | None
    accuracy: float
    held_loss: float | None
    held_accuracy: float


class BlockFit(msgspec.Struct, frozen=True):
    """What a training does to one block: of a gradient of 1 at the model's output, what comes to its own; the norm of
    the loss's gradient by all its parameters together; and how far these have moved since the start, as a share of the
    norm they had. None where no gradient comes, or nothing can learn."""

    path: str
    kind: str
    depth: int
    gradient: float | None = None
    learns: float | None = None
    moved: float | None = None


class Guess(msgspec.Struct, frozen=True):
    """What the model takes a held-out example for, and its probability."""

    example: int
    label: int
    probability: float


class Moment(msgspec.Struct, frozen=True):
    """A training at one moment. `plane`: a picture of the plane came along; `weights`: so did the weights, and what
    is needed to go on. `shares`: each output already sums to one, as after a softmax. `examples` are how many were
    looked at, of those it learns from and of those held out."""

    point: Point
    rows: tuple[BlockFit, ...] = ()
    guesses: tuple[Guess, ...] = ()
    plane: bool = False
    weights: bool = False
    shares: bool = False
    examples: int = 0


class End(msgspec.Struct, frozen=True):
    """Why a training ended; where it got stuck, the block and a sentence."""

    why: Why
    path: str = ""
    text: str = ""


class Scene(msgspec.Struct, frozen=True):
    """The arrays of a moment: for data in the plane the class at each point of a grid, from the lowest corner on, and
    how sure the model is of it (0 to 255), both (SIDE, SIDE); the weights as the bytes of a `.safetensors` file; and
    what else is needed to go on."""

    classes: Array | None = None
    sure: Array | None = None
    weights: bytes = b""
    state: bytes = b""

    @property
    def arrays(self) -> list[Array]:
        """All of them in one row, as they travel."""
        plane = [each for each in (self.classes, self.sure) if each is not None]
        kept = [np.frombuffer(each, np.uint8) for each in (self.weights, self.state)] if self.state else []
        return [*plane, *kept]

    @classmethod
    def of(cls, moment: Moment, arrays: Sequence[Array]) -> "Scene":
        """From the arrays that came with a moment."""
        left = list(arrays)
        classes, sure = (left.pop(0), left.pop(0)) if moment.plane else (None, None)
        weights, state = (left.pop(0).tobytes(), left.pop(0).tobytes()) if moment.weights else (b"", b"")
        return cls(classes, sure, weights, state)


class Fitted(msgspec.Struct, frozen=True):
    """A training as far as it is known: what was asked, all points, the last moment with its arrays, and why it ended
    (None while it goes on). One that went on has the points of both."""

    plan: Plan
    points: tuple[Point, ...]
    moment: Moment
    scene: Scene
    end: End | None = None

    @property
    def last(self) -> Point:
        return self.moment.point

    @property
    def rows(self) -> tuple[BlockFit, ...]:
        return self.moment.rows

    @property
    def can_go_on(self) -> bool:
        """Whether its weights are at hand, and are numbers."""
        return bool(self.scene.state) and not (self.end and self.end.why == "stuck")

    def weights(self) -> dict[str, Array]:
        """The weights by the keys of the state_dict. Raises BlockError where they were too many to come along."""
        from safetensors.numpy import load

        if not self.scene.weights:
            raise BlockError("The weights did not come along.", "a model of fewer parameters.", "train a smaller one.")
        found: dict[str, Array] = load(self.scene.weights)
        return found

    def save(self, path: str | Path) -> None:
        """Write the weights to a `.safetensors` file, for `blocks.load_weights`."""
        self.weights()
        Path(path).write_bytes(self.scene.weights)

    def __getitem__(self, path: str) -> BlockFit:
        for row in self.rows:
            if row.path == path:
                return row
        raise BlockError(f"No block is called {path!r}.", "the path of a block.", "see fitted.rows.")


def with_moment(plan: Plan, moment: Moment, scene: Scene, before: "Fitted | None" = None) -> Fitted:
    """A training at its first moment, or one later than another."""
    return Fitted(plan, (*(before.points if before else ()), moment.point), moment, scene)


def apart(one: "Fitted", other: "Fitted") -> dict[str, float]:
    """How far the weights of two trainings are from each other, by key: the norm of the difference as a share of the
    norm of the first. 0 for the same weights; about √2 where nothing relates them. Keys or shapes that only one of
    them has are left out.

    Raises: BlockError where weights did not come along.
    """
    first, second = one.weights(), other.weights()
    shared = [key for key in first if key in second and first[key].shape == second[key].shape]
    return {key: _share(first[key] - second[key], first[key]) for key in shared if first[key].dtype.kind == "f"}


def apart_in_all(one: "Fitted", other: "Fitted") -> float | None:
    """The same for all weights together; None where nothing can be compared."""
    first, second = one.weights(), other.weights()
    if {key: each.shape for key, each in first.items()} != {key: each.shape for key, each in second.items()}:
        return None
    return _share(_row(first) - _row(second), _row(first))


def _row(weights: Mapping[str, Array]) -> Array:
    real = [weights[key].ravel() for key in sorted(weights) if weights[key].dtype.kind == "f"]
    return np.concatenate(real) if real else np.zeros(0)


def _share(difference: Array, whole: Array) -> float:
    norm = float(np.linalg.norm(whole))
    far: Any = np.linalg.norm(difference)
    return float(far) / norm if norm else float(far)


def checked(plan: Plan) -> Plan:
    """The plan, if it is one that can be done. Raises BlockError for numbers out of bounds."""
    bounds = (
        ("seconds", plan.seconds, 0.1, MOST_SECONDS),
        ("steps", 1 if plan.steps is None else plan.steps, 1, MOST_STEPS),
        ("learning rate", plan.rate, 0.0, MOST_RATE),
        ("batch", plan.batch, 1, MOST_BATCH),
        ("seed", plan.seed, 0, LARGEST_SEED),
    )
    for name, value, low, high in bounds:
        if not low <= value <= high:
            raise BlockError(
                f"The {name} is {value:g}.", f"{low:g} to {high:,g}.", "choose a number between these."
            )  # fmt: skip
    for name, chosen, known in (("data", plan.data, DataName), ("optimiser", plan.optimiser, Optimiser)):
        if chosen not in get_args(known):
            raise BlockError(f"The {name} is {chosen[:32]!r}.", f"{' or '.join(get_args(known))}.", "choose one.")
    return plan
