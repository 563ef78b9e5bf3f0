"""What a run is asked and what it answers, as plain records. The running itself is next door, in `running`."""

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

import msgspec
import numpy as np
from msgspec.structs import replace

from blocks.document import checked_batch, checked_input
from blocks.errors import BlockError
from blocks.inputs import set_batch
from blocks.report import TensorType
from blocks.tree import Model

Source = Literal["normal", "uniform", "ones", "integers", "ramp", "one-hot"]
Weights = Literal["default", "xavier", "kaiming", "normal", "constant"]
Precision = Literal["float32", "float64", "bfloat16", "float16"]
Bound = Literal["compute", "memory", "Python", ""]
Array: TypeAlias = np.ndarray[Any, Any]
MOST_BLOCKS = 2_000  # in a run, with every round of every Repeat
MOST_OUTPUT = 16 * 2**20  # bytes of each output that travel back


class Feed(msgspec.Struct, frozen=True):
    """What is fed where no array is given, from `source`, or by the name of an input from `sources`.

    - "normal": mean 0, standard deviation 1; "uniform": from 0 up to 1; both drawn from `seed`.
    - "ones": 1 everywhere.
    - "integers": whole numbers from 0 up to, but not with, `high`, drawn from `seed`. By the name of an input, `highs`
      goes before `high`.
    - "ramp": in each example, whose numbers are taken in the order in which they lie, from 0 to 1 in even steps; for an
      input of whole numbers 0, 1, 2, … and from 0 again at `high`.
    - "one-hot": 0, and a single 1 in each example: in the middle of each dimension (at index size // 2), or, for
      examples that are a row of real features, at the index of the example, from 0 again past the last feature.

    Inputs of whole numbers get whole numbers for "normal" and "uniform" too.
    """

    source: Source = "normal"
    seed: int = 0
    high: int = 1_000
    sources: dict[str, Source] = {}
    highs: dict[str, int] = {}


class Order(msgspec.Struct, frozen=True):
    """A run to do. `batch` replaces the size of B, or the first size where no input has B; the seed also draws the
    weights, in the way of `weights`. `given` names the inputs for which an array comes along. `training`: dropout
    drops, and batch normalisation looks at the batch. `backward`: a pass back as well. `precision` is that of all real
    numbers, in the place of float32 weights and inputs of the model's own dtypes. `show` is the path of a block whose
    outputs come along too; `steps`: small pictures of what goes into each block and comes out. Without `timed` there is
    a single pass, whose time says little, and nothing is compared with what the device could do."""

    device: str = "cpu"
    batch: int | None = None
    feed: Feed = Feed()
    given: tuple[str, ...] = ()
    precision: Precision | None = None
    weights: Weights = "default"
    training: bool = False
    backward: bool = False
    show: str = ""
    steps: bool = False
    timed: bool = True


class Device(msgspec.Struct, frozen=True):
    """A place to run. Memory in bytes: what is free now and what there is."""

    name: str
    label: str
    free: int
    total: int


class BlockRun(msgspec.Struct, frozen=True):
    """What one block gave in one call: statistics over its whole (first) output, and its own time in milliseconds.

    `dead` of its `units`, channels or features, gave nothing but zeros; no units where too few values could say so.
    `least` are the milliseconds it needs at best on such a device, and `bound` is what holds it there: arithmetic,
    moving numbers, or the call from Python; "" where it takes far longer than all of these.

    After a backward pass the norm of the gradient at this output, where 1 enters at the model's, and that of the
    gradients of all its parameters together."""

    path: str
    kind: str
    depth: int
    output: TensorType
    mean: float
    std: float
    low: float
    high: float
    zeros: float  # share, 0 to 1
    strange: int  # how many NaN or infinite
    ms: float
    units: int = 0
    dead: int = 0
    gradient: float | None = None
    learns: float | None = None
    least: float = 0.0
    bound: Bound = ""


class Limits(msgspec.Struct, frozen=True):
    """What a device does at best: operations (a multiplication or an addition) and bytes (read or written) a second,
    and the seconds of calling a layer that has nothing to do."""

    products: float
    copies: float
    call: float


class _Placed(Protocol):
    @property
    def path(self) -> str: ...


Row = TypeVar("Row", bound=_Placed)


def innermost(rows: Sequence[Row]) -> list[Row]:
    """The rows that hold no other: together the whole model, once."""
    pieces = [row.path.split(".") for row in rows]
    holding = {".".join(piece[:length]) for piece in pieces for length in range(1, len(piece))}
    return [row for row in rows if row.path not in holding]


def held_by(rows: Iterable[BlockRun]) -> dict[Bound, float]:
    """The milliseconds of blocks that hold no other, by what holds them."""
    times: dict[Bound, float] = {}
    for row in rows:
        times[row.bound] = times.get(row.bound, 0.0) + row.ms
    return times


class Attention(msgspec.Struct, frozen=True):
    """The weights of an attention in a block, (B, heads, T, S): the path of its module in the block, "" for the block
    itself, their type, and that of the part that came along."""

    module: str
    weights: TensorType
    sent: TensorType


class Shown(msgspec.Struct, frozen=True):
    """A block whose outputs came along: their types, and of the part that came; and the weights of its attention."""

    path: str
    outputs: tuple[TensorType, ...]
    sent: tuple[TensorType, ...]
    attention: tuple[Attention, ...] = ()

    @property
    def arrays(self) -> tuple[TensorType, ...]:
        """The types of all arrays that came along: the outputs', then the weights'."""
        return (*self.sent, *(each.sent for each in self.attention))


class Step(msgspec.Struct, frozen=True):
    """A block at work: the types of its (first) input and output, and of the small pictures of them that came along;
    how many parameters it keeps, and the standard deviation of its weights (parameters of two dimensions or more)."""

    path: str
    given: TensorType
    gave: TensorType
    given_sent: TensorType
    gave_sent: TensorType
    params: int
    spread: float | None


class Summary(msgspec.Struct, frozen=True):
    """A whole run: `ms` is the plain forward pass, without looking inside, the median of some `passes`. `lines` says
    of each block that is written in Python how often each line of its text ran in one pass. After a backward pass
    `reached` has the norm of what came back to each input, None where nothing did, or `stuck` says why there was
    none. `steps` are in the order in which the blocks were done. `held` are the bytes that the pass held at most
    beyond weights and input, None where nobody counts them."""

    device: str
    label: str
    inputs: tuple[TensorType, ...]
    outputs: tuple[TensorType, ...]
    sent: tuple[TensorType, ...]  # the part of each output that came along
    ms: float
    bytes: int  # estimated need, as it was compared with the free memory
    rows: tuple[BlockRun, ...] = ()
    lines: dict[str, dict[int, int]] = {}
    order: Order = Order()
    reached: tuple[float | None, ...] = ()
    stuck: str = ""
    shown: Shown | None = None
    passes: int = 1
    limits: Limits | None = None
    held: int | None = None
    steps: tuple[Step, ...] = ()

    @property
    def input(self) -> TensorType:
        return self.inputs[0]

    @property
    def output(self) -> TensorType:
        return self.outputs[0]


def vocabulary(model: Model) -> int:
    """The largest `high` that every embedding of the model can look up."""
    sizes = [block.args.get("num_embeddings") for block in model.walk()]
    return min((size for size in sizes if isinstance(size, int)), default=10)


def with_batch(model: Model, batch: int | None) -> Model:
    """The model fed with `batch` examples at once."""
    if batch is None:
        return model
    if model.batch is not None:
        return set_batch(model, checked_batch(batch))
    first = model.inputs[0].shape[0]
    inputs = tuple(
        dataclasses.replace(each, shape=(batch, *each.shape[1:])) if each.shape[0] == first else each
        for each in model.inputs
    )
    for each in inputs:
        checked_input(each.shape, each.dtype)
    return dataclasses.replace(model, inputs=inputs)


class Result:
    """A run's summary with its inputs and outputs as arrays, and those of the block that was to be shown:
    its outputs, then the weights of its attention. Of each step, what went in and what came out."""

    def __init__(
        self, summary: Summary, inputs: Sequence[Array], outputs: Sequence[Array],
        shown: Sequence[Array] = (), steps: Sequence[Array] = (),
    ) -> None:  # fmt: skip
        self.summary = summary
        self.inputs = tuple(inputs)
        self.outputs = tuple(outputs)
        self.shown = tuple(shown)
        self.steps = tuple(zip(steps[::2], steps[1::2], strict=True))

    def showing(self, look: "Result | None") -> "Result":
        """The same run, with the block that a look at it brought along, or with none."""
        shown = look.summary.shown if look else None
        order = replace(self.summary.order, show=shown.path if shown else "")
        summary = replace(self.summary, order=order, shown=shown)
        return Result(summary, self.inputs, self.outputs, look.shown if look else (), [*chain(*self.steps)])

    def walking(self, look: "Result") -> "Result":
        """The same run, with the steps that a look at it brought along."""
        summary = replace(self.summary, order=replace(self.summary.order, steps=True), steps=look.summary.steps)
        return Result(summary, self.inputs, self.outputs, self.shown, [*chain(*look.steps)])

    @classmethod
    def of(cls, summary: Summary, arrays: Sequence[Array]) -> "Result":
        """From all arrays in one row, as `arrays` gives them."""
        left = iter(arrays)
        shown = len(summary.shown.arrays) if summary.shown else 0
        counts = (len(summary.inputs), len(summary.sent), shown, 2 * len(summary.steps))
        return cls(summary, *(list(islice(left, count)) for count in counts))

    @property
    def arrays(self) -> tuple[Array, ...]:
        """All arrays in one row."""
        return (*self.inputs, *self.outputs, *self.shown, *chain.from_iterable(self.steps))

    @property
    def input(self) -> Array:
        """What was fed, the first input of several."""
        return self.inputs[0]

    @property
    def output(self) -> Array:
        """What came out, the first output of several."""
        return self.outputs[0]

    @property
    def rows(self) -> tuple[BlockRun, ...]:
        """What each block gave, in the order of the calls' places in the model."""
        return self.summary.rows

    @property
    def lines(self) -> dict[str, dict[int, int]]:
        """How often each line of a block written in Python ran in one pass, by the path of the block."""
        return self.summary.lines

    def __getitem__(self, path: str) -> BlockRun:
        for row in self.rows:
            if row.path == path:
                return row
        raise BlockError(f"No block is called {path!r}.", "the path of a block that ran.", "see result.rows.")
