"""Problems and cautions get their fixes: every idea's edits are tried on a copy, within a budget, and kept if they
work."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec

from blocks import catalogue, commands
from blocks.analysis import analyse
from blocks.errors import BlockError
from blocks.measuring import measured
from blocks.repair import feeding, joining, merging, missing, order, own, tied, upstream
from blocks.repair.place import Place
from blocks.repair.prices import price
from blocks.report import Fix, Node, Report, Rounds
from blocks.source import CODE
from blocks.tree import Address, Block, Model

MOST_FIXES = 3
MOST_PROBLEMS = 5  # that get fixes: after the first ones, the rest may vanish by themselves
MOST_TRIALS = 100  # for one problem while nothing works
MORE_TRIALS = 16  # once something does
MOST_WORK = 150  # layers measured afresh, for all problems together; twice that while nothing works
LONGEST = 0.5  # seconds of computing, should the layers be slow ones

Idea = Callable[[Place], Iterator[Fix]]

# The likeliest first: what makes a place like its equals in the model, then what brings back a number that all else
# agrees on, then what gives way to what arrives. What adds a block comes after what changes one.
_IDEAS: tuple[Idea, ...] = (
    joining.graph, joining.sizes, joining.sources, joining.names, feeding.flatten, upstream.as_elsewhere,
    order.as_elsewhere, own.complete, upstream.restore, upstream.unshare, feeding.form, feeding.transposed,
    own.infer, own.divide, own.dimension, own.rearrange, own.window, feeding.other_dimensions, feeding.feed,
    feeding.dtype, order.earlier, feeding.sequence, feeding.unsqueeze, missing.as_elsewhere, merging.keep_size,
    merging.project, merging.resize, merging.same_form, merging.join, upstream.channels, upstream.nudge,
    order.exchange, missing.made, own.default, order.infer_all, upstream.once,
)  # fmt: skip
_OF_TIES: tuple[Idea, ...] = (tied.sizes, tied.untie)
_OF_CAUTIONS: tuple[Idea, ...] = (
    feeding.flatten, feeding.flatten_afresh, own.batch_first, merging.keep_size, merging.project,
)  # fmt: skip
# Worth a click only if the whole model works then: a step with them is chance.
_ALL_OR_NOTHING = (upstream.restore, upstream.nudge, order.exchange, missing.as_elsewhere, missing.made, own.default)


def diagnose(model: Model) -> Report:
    """What is known of each block of a model, with verified fixes at its problems and its cautions."""
    report = analyse(model)
    places = [Place(report, *found) for found in report.nodes() if _curable(found[1])]
    failing = [place for place in places if place.node.problem][:MOST_PROBLEMS]
    doubtful = [place for place in places if place.node.caution and not place.node.problem][:MOST_PROBLEMS]
    root, budget = report.root, _Budget(sum(1 for _ in model.walk()))
    for place in failing:
        root = _attach(root, place.address, _Search(place, budget).fixes())
    for place in doubtful:
        root = _attach(root, place.address, _Doubt(place, budget).fixes())
    return Report(report.model, root)


def _curable(block: Block) -> bool:
    """Whether an edit may help. What is wrong in a Code block is put right in its text."""
    return block.kind != CODE


@dataclass
class _Budget:
    """What a diagnosis has cost. It counts work rather than time, so that a busy machine offers the same fixes."""

    blocks: int  # of the model: to go through a thousand of them costs as much as to measure ten layers
    trials: int = 0
    measured: int = field(default_factory=lambda: measured.cache_info().misses)
    clock: float = field(default_factory=time.thread_time)

    def within(self, most: int) -> bool:
        """Whether less work than this is done, in reasonable time."""
        work = measured.cache_info().misses - self.measured + self.trials * self.blocks // 100
        return work < most and time.thread_time() - self.clock < LONGEST


@dataclass
class _Search:
    """The trials for one problem."""

    place: Place
    budget: _Budget
    trials: int = 0
    cures: list[Fix] = field(default_factory=list)  # with these the whole model works
    steps: list[Fix] = field(default_factory=list)  # with these it works further than before
    accepted: list[Model] = field(default_factory=list)
    spare: int | None = None  # results that nobody takes, in a model with Graphs

    def __post_init__(self) -> None:
        if any(block.kind == "Graph" for block in self.place.model.walk()):
            self.spare = joining.unused(self.place.model)

    def fixes(self) -> tuple[Fix, ...]:
        """The best few: cures first, then steps; without the block only when nothing else cures."""
        before = _standing(self.place.report)
        for idea in _OF_TIES if self.place.block.tied else _IDEAS:
            self._try(idea, before, 2)
            if self._done():
                break
        if not self.cures:
            self.trials = 0
            self._try(order.remove, before, 1)
        return tuple([*self.cures, *self.steps][:MOST_FIXES])

    def _try(self, idea: Idea, before: tuple[bool, int, int], most: int) -> None:
        """Try an idea's fixes until `most` of them cure."""
        wanted = len(self.cures) + most
        for fix in _ideas(idea, self.place):
            if len(self.cures) == wanted or self._done():
                return
            if fix.label not in {each.label for each in (*self.cures, *self.steps)}:  # another way to the same
                self._judge(fix, before, idea not in _ALL_OR_NOTHING and len(self.steps) < MOST_FIXES)

    def _judge(self, fix: Fix, before: tuple[bool, int, int], step: bool) -> None:
        """Keep a fix if it cures, or if a `step` is welcome and it is one."""
        model = self.place.model
        try:
            fix = joining.joined(self.place, fix)
            changed = commands.apply_all(model, catalogue.kinds(), fix.edits)
        except BlockError:
            return
        if changed in (model, *self.accepted) or self._wastes(changed):
            return
        self.trials += 1
        self.budget.trials += 1
        report = analyse(changed)
        if not self._helps(report, before, step):
            return
        self.accepted.append(changed)
        params, macs = price(self.place.report, report)
        found = msgspec.structs.replace(fix, params=params, macs=macs, cures=report.ok)
        (self.cures if report.ok else self.steps).append(found)

    def _helps(self, report: Report, before: tuple[bool, int, int], step: bool) -> bool:
        """Whether the whole model works then, or more of it where a `step` is welcome."""
        return report.ok or (step and _standing(report) > before)

    def _wastes(self, changed: Model) -> bool:
        """Whether a result in a Graph that was taken is taken no more: then a part of the model would do nothing."""
        return self.spare is not None and joining.unused(changed) > self.spare

    def _done(self) -> bool:
        """Whether enough is found, or the budget is spent."""
        if len(self.cures) >= MOST_FIXES:
            return True
        if self.cures:
            return self.trials >= MORE_TRIALS or not self.budget.within(MOST_WORK)
        return self.trials >= MOST_TRIALS or not self.budget.within(2 * MOST_WORK)


class _Doubt(_Search):
    """The trials for one caution."""

    def fixes(self) -> tuple[Fix, ...]:
        """What takes the caution away and breaks nothing."""
        before = _standing(self.place.report)
        for idea in _OF_CAUTIONS:
            self._try(idea, before, 1)
        return tuple([*self.cures, *self.steps][:MOST_FIXES])

    def _helps(self, report: Report, before: tuple[bool, int, int], step: bool) -> bool:
        return _standing(report) >= before and _cautions(report) < _cautions(self.place.report)


def _cautions(report: Report) -> int:
    return sum(node.caution is not None for _, _, node in report.nodes())


def _ideas(idea: Idea, place: Place) -> Iterator[Fix]:
    """The fixes of an idea. One that fails in an unforeseen place costs itself alone, not the whole diagnosis."""
    with suppress(BlockError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError):
        yield from idea(place)


def _standing(report: Report) -> tuple[bool, int, int]:
    """How well a model stands: whether it works, fewer problems, more blocks that work."""
    nodes = [node for _, _, node in report.nodes()]
    return report.ok, -sum(node.problem is not None for node in nodes), sum(node.ok for node in nodes)


def _attach(node: Node, address: Address, fixes: tuple[Fix, ...]) -> Node:
    """The node with fixes at the problem, or else the caution, of the block at an address."""
    if not address:
        field, told = ("problem", node.problem) if node.problem else ("caution", node.caution)
        assert told is not None
        return msgspec.structs.replace(node, **{field: msgspec.structs.replace(told, fixes=fixes)})
    children = list(node.children)
    children[address[0]] = _attach(children[address[0]], address[1:], fixes)
    changed = tuple(children)
    # The children of a Repeat are those of its first round, or of the one that fails.
    rounds = tuple(Rounds(each.count, changed) if each.children is node.children else each for each in node.rounds)
    return msgspec.structs.replace(node, children=changed, rounds=rounds)
