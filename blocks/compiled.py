"""What recording and compiling a model gave, as plain records, and what it means in words. The work itself is next
door, in `compiling`."""

from math import ceil
from typing import Literal

import msgspec

from blocks import words
from blocks.report import TensorType
from blocks.runs import Order

Way = Literal["eager", "torch.compile", "torch.jit.trace", "torch.export"]
WAYS: tuple[Way, ...] = ("eager", "torch.compile", "torch.jit.trace", "torch.export")
ROUNDING = {"float64": 1e-10, "float32": 1e-4, "bfloat16": 0.05, "float16": 0.01}  # as a share of the largest number
NOISE = 1.15  # times as quick: less is not told from nothing
MUCH = 1.5
SMALL = 30.0  # µs an operation: less is mostly the call
RESTLESS = 1.6  # where eager itself varies more, the machine was busy with something else


class Spot(msgspec.Struct, frozen=True):
    """Why a way cannot keep to the text, in PyTorch's own words, and where: the block, of `others` more with the same
    code, and the line of its text; or, where it is no text of the model's, a file of PyTorch's."""

    reason: str
    path: str = ""
    line: int = 0
    text: str = ""
    file: str = ""
    others: int = 0

    @property
    def place(self) -> str:
        """Where it is, in words."""
        more = f" (and {words.plural(self.others, 'block')} more)" if self.others else ""
        inside = f" in {self.file}" if self.file else ""
        return f"{self.path}{more}, line {self.line}{inside}" if self.path else f"line {self.line}{inside}"


class Called(msgspec.Struct, frozen=True):
    """One way of calling a model: the first call in milliseconds, with all recording and compiling, and the median of
    `times` later ones.

    `gain`: how many times as quick as eager these are, the median over rounds in which each way was called once.
    `difference` is the largest from eager's output, as a share of the largest number there; `elsewhere` the same on
    another input of the same shape; None where one has other shapes, or NaN where the other has none. `spots` are graph
    breaks, or what a trace took for a constant; `note` says what is not as usual, and `refused` why this way does not
    work at all."""

    way: Way
    first: float = 0.0
    later: float = 0.0
    gain: float = 1.0
    difference: float | None = 0.0
    elsewhere: float | None = 0.0
    graphs: int = 0
    operations: int = 0
    spots: tuple[Spot, ...] = ()
    note: str = ""
    refused: str = ""


class Comparison(msgspec.Struct, frozen=True):
    """A model called in several ways, by turns, `times` each, on one input; eager comes first. On the CPU with so many
    `threads`: all or one, whichever suits the model."""

    device: str
    label: str
    inputs: tuple[TensorType, ...]
    outputs: tuple[TensorType, ...]
    rows: tuple[Called, ...]
    times: int
    spread: float = 1.0  # the upper quarter of eager's later calls over the lower one
    threads: int = 1
    order: Order = Order()

    def __getitem__(self, way: str) -> Called:
        return next(row for row in self.rows if row.way == way)

    @property
    def rounding(self) -> float:
        """The largest difference that is nothing but rounding, as a share of the largest number."""
        return max((ROUNDING.get(each.dtype, 0.0) for each in self.outputs), default=0.0)


def agreement(row: Called, rounding: float) -> str:
    """Whether a way gives what eager gives, in words."""
    if row.refused:
        return ""
    if _differs(row.difference, rounding):
        return "other numbers"
    if _differs(row.elsewhere, rounding):
        return "other numbers on another input"
    return "the same, up to rounding" if row.difference or row.elsewhere else "exactly the same"


def _differs(difference: float | None, rounding: float) -> bool:
    return difference is None or difference > rounding


def explained(compared: Comparison) -> list[tuple[str, list[Spot]]]:
    """Sentences on what each way did with the model, each with the places it speaks of."""
    found = [_sentences(row, compared.rounding) for row in compared.rows if row.way != "eager"]
    return [(sentence, list(row)) for sentence, row in found if sentence]


def _sentences(row: Called, rounding: float) -> tuple[str, tuple[Spot, ...]]:
    if row.refused:
        return f"{row.way} refuses this model: {row.refused}", row.spots
    told = [row.note] if row.note else []
    if row.way == "torch.compile":
        told.insert(0, _graphs(row))
    elif row.way == "torch.jit.trace" and row.spots:
        told.append("The trace keeps the way that this input took: what Python decided is a constant in it.")
    if _differs(row.difference, rounding):
        told.append(f"Its output differs {_by(row.difference)}: that is more than rounding.")
    elif _differs(row.elsewhere, rounding):
        told.append(
            f"On another input of the same shape its output differs {_by(row.elsewhere)}, and nothing says so: "
            "the recording is wrong there."
        )
    return f"{row.way}: {' '.join(told)}" if told else "", row.spots


def _by(difference: float | None) -> str:
    if difference is None:
        return "in shape, or has NaN where eager's has none or the other way round"
    return f"by {difference:.2g} times the largest number of eager's"


def _graphs(row: Called) -> str:
    size = words.plural(row.operations, "operation")
    if not row.graphs:
        return "it found no graph to record, and left the model to Python."
    if row.graphs == 1 and not row.spots:
        return f"the whole model is one graph of {size}, without a break."
    return f"the model falls into {words.plural(row.graphs, 'graph')}, {size} in all; Python takes over between them."


def meaning(compared: Comparison) -> str:
    """Where the time goes, as the ways tell it together."""
    if compared.spread > RESTLESS:
        busy = f" The machine was busy: eager itself varied by {compared.spread:.2g}, so compare again for the numbers."
        return _meaning(compared) + busy
    return _meaning(compared)


def _meaning(compared: Comparison) -> str:
    gains = {row.way: row.gain for row in compared.rows if not row.refused and not row.note}
    compiled, recorded = gains.get("torch.compile", 0.0), gains.get("torch.jit.trace", 0.0)
    if compiled > MUCH and compiled > 1.25 * recorded:
        return (
            f"Memory traffic is the cost here: torch.compile joins operations, so that numbers are read and written "
            f"once for many of them, and is {compiled:.3g} times as quick.{_paid(compared)}"
        )
    if recorded > MUCH:
        return (
            f"Python is the cost here: without it between the operations, as a trace runs, the model is "
            f"{recorded:.3g} times as quick."
        )
    best = max(compiled, recorded)
    if best > NOISE:
        return f"The operations are most of the cost: recording or compiling makes it {best:.3g} times as quick."
    return f"{_operations(compared)}{_slower(compiled)}"


def _operations(compared: Comparison) -> str:
    """What to say where nothing is gained."""
    count = max((row.operations for row in compared.rows), default=0)
    each = 1e3 * compared["eager"].later / count if count else SMALL
    if each < SMALL:
        return (
            f"Calling PyTorch is the cost here: {words.plural(count, 'operation')} of {each:.2g} µs, whatever they "
            "compute. A larger batch costs little more."
        )
    return "The operations themselves are the cost: there is nothing to gain from what is between them."


def _slower(compiled: float) -> str:
    if not 0 < compiled < 1 / NOISE:
        return ""
    return (
        f" torch.compile takes {1 / compiled:.2g} times as long: at each call it first checks that what it compiled "
        "still holds."
    )


def _paid(compared: Comparison) -> str:
    eager, row = compared["eager"], compared["torch.compile"]
    saved = eager.later - row.later
    if saved <= 0:
        return ""
    return f" Its first call is made up for after {words.count(ceil(row.first / saved))} calls."
