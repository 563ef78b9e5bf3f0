"""What a worker can be asked, and what it answers: the records of both directions."""

import msgspec

from blocks.compiled import Comparison, Way
from blocks.engine.lock import Locked
from blocks.exported import Exported, Form
from blocks.fitting.records import End as FitEnd
from blocks.fitting.records import Moment, Plan, Point
from blocks.kept import Kept
from blocks.kinds import Kind
from blocks.ledger import SharedGradient
from blocks.lessons.checks import AnyCheck, Outcome
from blocks.mistakes import Mistake
from blocks.offers import Offer
from blocks.pending import Question
from blocks.report import Node
from blocks.runs import Device, Order, Summary
from blocks.stored import Match


class Job(msgspec.Struct, tag_field="job"):
    """One question. Models travel as documents, so a worker trusts no more than a file."""


class Analyse(Job, tag="analyse"):
    """`known` are the answers to questions about blocks written in Python, by key."""

    document: str
    known: dict[str, Node] = {}


class Measure(Job, tag="measure"):
    """For a locked process."""

    question: Question


class Inspect(Job, tag="inspect"):
    """What holds in a locked process."""


class Train(Job, tag="train"):
    document: str


class Loading(msgspec.Struct, frozen=True):
    """A file of weights that comes along, after all other arrays: its name, and whether what fits is enough."""

    name: str
    only_matching: bool


class Run(Job, tag="run"):
    document: str
    order: Order
    loading: Loading | None = None


class Compare(Job, tag="compare"):
    """`folder` is where machine code may be put; without one none is made."""

    document: str
    order: Order
    ways: tuple[Way, ...]
    folder: str = ""
    loading: Loading | None = None


class ReadWeights(Job, tag="read weights"):
    """For a locked process: a file of weights, whose bytes come along, and may be anything."""

    name: str


class MatchWeights(Job, tag="match weights"):
    document: str
    loading: Loading


class SaveWeights(Job, tag="save weights"):
    """Those of a run."""

    document: str
    order: Order
    loading: Loading | None = None


class Export(Job, tag="export"):
    document: str
    way: Form
    loading: Loading | None = None


class Share(Job, tag="share"):
    document: str
    order: Order


class Grade(Job, tag="grade"):
    """`references` are documents, by the names that the checks give them."""

    document: str
    checks: tuple[AnyCheck, ...]
    references: dict[str, str]


class Import(Job, tag="import"):
    """For a locked process: Python that somebody wrote, an expression that makes a module of it, and the shapes and
    dtypes of what that module takes."""

    source: str
    expression: str
    inputs: tuple[tuple[tuple[int, ...], str], ...]
    title: str


class Fit(Job, tag="fit"):
    """`start` is where the training stood that is gone on with; its weights and its state come along."""

    document: str
    plan: Plan
    start: Point | None = None


class ListOffers(Job, tag="offers"):
    """For a locked process: what modules a package has."""

    package: str


class ListDevices(Job, tag="devices"):
    pass


AnyJob = (
    Analyse | Measure | Inspect | Train | Run | Compare | Share | Grade | Import | Fit | ListDevices | ReadWeights
    | MatchWeights | SaveWeights | Export | ListOffers
)  # fmt: skip


class Hello(msgspec.Struct, tag="hello"):
    """A worker's first words: its version of torch and its catalogue."""

    torch: str
    kinds: dict[str, Kind]


class Ready(msgspec.Struct, tag="ready"):
    """A worker's second words: it is warm, and a job's time limit counts from now."""


class Analysed(msgspec.Struct, tag="analysed"):
    """What is known of a model; there are no fixes yet while answers are `wanted`."""

    root: Node
    wanted: tuple[Question, ...] = ()


class Measured(msgspec.Struct, tag="measured"):
    node: Node


class Inspected(msgspec.Struct, tag="inspected"):
    locked: Locked


class Trained(msgspec.Struct, tag="trained"):
    """What a training step keeps: of the blocks, and of the model's inputs in bytes."""

    root: Kept
    inputs: int


class SharedGradients(msgspec.Struct, tag="shared gradients"):
    gradients: list[SharedGradient]


class Ran(msgspec.Struct, tag="ran"):
    summary: Summary


class Compared(msgspec.Struct, tag="compared"):
    comparison: Comparison


class ImportedModel(msgspec.Struct, tag="imported"):
    """A document, "" where there is none and mistakes say why; what stayed Python or was left out, by path, and why;
    how far the blocks' outputs are from those of the module, as a share of the largest number (None where nobody could
    compare); why its own pass stops; and what is wrong with the code."""

    document: str
    notes: tuple[tuple[str, str], ...] = ()
    apart: float | None = None
    error: str = ""
    mistakes: tuple[Mistake, ...] = ()


class Graded(msgspec.Struct, tag="graded"):
    outcomes: list[Outcome]


class Partial(msgspec.Struct):
    """An answer after which another one comes: a job may give several of these, and ends with one that is none."""


class FitMoment(Partial, tag="fit moment"):
    moment: Moment


class FitEnded(msgspec.Struct, tag="fitted"):
    end: FitEnd


class Offers(msgspec.Struct, tag="offered"):
    offers: tuple[Offer, ...]


class WeightsRead(msgspec.Struct, tag="weights read"):
    """How many tensors, and some that hold NaN or infinite numbers. Where the file was no `.safetensors` file, one
    comes along."""

    tensors: int
    strange: tuple[str, ...]


class WeightsMatched(msgspec.Struct, tag="weights matched"):
    found: Match


class WeightsSaved(msgspec.Struct, tag="weights saved"):
    """The file comes along."""


class ExportedFile(msgspec.Struct, tag="exported"):
    """The file comes along."""

    exported: Exported


class Devices(msgspec.Struct, tag="listed"):
    devices: list[Device]


class Refused(msgspec.Struct, tag="refused"):
    """The question had a mistake in it: a BlockError's parts."""

    received: str
    expected: str
    fix: str
    path: str


class Failed(msgspec.Struct, tag="failed"):
    """The worker itself failed on it."""

    reason: str


Answer = (
    Hello | Ready | Analysed | Measured | Inspected | Trained | SharedGradients | Ran | Compared | Graded
    | ImportedModel | FitMoment | FitEnded | Offers | WeightsRead | WeightsMatched | WeightsSaved | ExportedFile
    | Devices | Refused | Failed
)  # fmt: skip


# --- what the template is asked, and answers


class Fork(msgspec.Struct, tag="fork"):
    """`readable` are places that the child may read beside those that every child may."""

    memory: int | None
    seconds: float
    readable: tuple[str, ...] = ()


class Forked(msgspec.Struct, tag="forked"):
    pid: int


class End(msgspec.Struct, tag="end"):
    """`alone`: it has hung up, and ends by itself."""

    pid: int
    alone: bool


class Ended(msgspec.Struct, tag="ended"):
    code: int
