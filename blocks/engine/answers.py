"""What blocks written in Python gave, as far as it is known: asked once in a locked process, checked, and kept.

An answer was made in a process that ran somebody's code, so it may be anything: what is kept of it is of the right
types and of sound sizes, and no more than a layer would say.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any, TypeAlias

import numpy as np

from blocks.compiled import WAYS, Comparison
from blocks.engine.jobs import Answer, Measure, Measured
from blocks.errors import BlockError, CodeStopped, EngineError
from blocks.fitting.datasets import data
from blocks.fitting.records import MOST_GUESSES, MOST_STEPS, SIDE, Moment, Plan, Point
from blocks.ledger import SharedGradient
from blocks.pending import Question
from blocks.report import ITEM_BYTES, Node, Part, Problem, TensorType
from blocks.runs import MOST_BLOCKS, Summary

Trusted: TypeAlias = Callable[[str], bool] | Set[str]  # which texts may run
Ask: TypeAlias = Callable[[Measure, float], Answer]
LIMIT = 5.0  # seconds for one question
PATIENCE = 30.0  # seconds for all questions of one analysis
MOST_ASKED = 200  # questions of one analysis
MOST_KEPT = 2_000
MOST_SENT = 200
MOST_SHARED = 100 * MOST_BLOCKS  # paths of places: a block may have several parameters
LARGEST = 2**60
NEAR_NOTHING = 1e-3  # a probability may be so far beyond 1
LONGEST = 1_000  # characters of a sentence


def trusts(trusted: Trusted, text: str) -> bool:
    """Whether a text may run."""
    return trusted(text) if callable(trusted) else text in trusted


class Answers:
    """The answers of one server, the most recent ones last. Safe to use from many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, Node]] = OrderedDict()
        self._changing = threading.Lock()

    def of(self, texts: Iterable[str]) -> dict[str, Node]:
        """The most recent answers about some texts, by the key of the question."""
        wanted = set(texts)
        with self._changing:
            found = [(key, node) for key, (text, node) in reversed(self._kept.items()) if text in wanted]
        return dict(found[:MOST_SENT])

    def keep(self, asked: Question, node: Node) -> None:
        """Remember an answer."""
        with self._changing:
            self._kept[asked.key] = (asked.source, node)
            self._kept.move_to_end(asked.key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


class Session:
    """The questions of one analysis, within its budget."""

    def __init__(self, answers: Answers, trusted: Trusted, ask: Ask) -> None:
        self._answers, self._trusted, self._ask = answers, trusted, ask
        self._start, self._asked = time.monotonic(), 0

    def node(self, asked: Question) -> Node:
        """What is known of a block now: it runs if its text is trusted and the budget lasts."""
        if not trusts(self._trusted, asked.source):
            return _problem(
                asked,
                "This code came from elsewhere and has not run.",
                "your consent.",
                "read it, then press Allow.",
            )
        left = PATIENCE - (time.monotonic() - self._start)
        if self._asked >= MOST_ASKED or left <= 0:
            return _problem(
                asked, "This code has not run: too much ran before it in this model.",
                f"at most {MOST_ASKED} different calls in {PATIENCE:g} s.", "use fewer, or make the slow ones faster.",
            )  # fmt: skip
        self._asked += 1
        try:
            node = self._measured(asked, min(LIMIT, left))
        except EngineError as error:  # which is not the code's fault: the next analysis tries again
            return _problem(asked, str(error), "an answer.", "change something, or save and start again.")
        self._answers.keep(asked, node)
        return node

    def _measured(self, asked: Question, limit: float) -> Node:
        """What a locked process says of a block. Raises EngineError when there was none to ask."""
        try:
            answer = self._ask(Measure(asked), limit)
        except (CodeStopped, BlockError) as error:
            return _problem(asked, str(error), "code that ends, and gives tensors.", "change the code.")
        if not isinstance(answer, Measured):
            return _problem(asked, "The code gave another answer than asked.", "tensors.", "change the code.")
        return checked(answer.node, asked)


def sound_run(summary: Summary, results: Sequence["np.ndarray[Any, Any]"]) -> bool:
    """Whether the answer to a run holds together: as many arrays of such shapes as it says, and no more rows than a
    run can have."""
    shown = summary.shown.arrays if summary.shown else ()
    stepped = [each for step in summary.steps for each in (step.given_sent, step.gave_sent)]
    shapes = [each.shape for each in (*summary.inputs, *summary.sent, *shown, *stepped)]
    attention = summary.shown.attention if summary.shown else ()
    texts = (
        summary.stuck,
        *summary.lines,
        *(each.module for each in attention),
        *(step.path for step in summary.steps),
        *(row.path for row in summary.rows),
        *(row.kind for row in summary.rows),
    )
    return (
        [each.shape for each in results] == shapes
        and len(summary.outputs) == len(summary.sent) >= 1
        and (summary.shown is None or len(summary.shown.path) <= LONGEST)
        and len(summary.rows) <= MOST_BLOCKS
        and all(len(each) <= LONGEST for each in (*texts, summary.device, summary.label))
    )


def sound_gradients(gradients: Sequence[SharedGradient]) -> bool:
    """Whether an answer has no more to say than a run of as many blocks could."""
    paths = [path for each in gradients for path in (each.path, *(place.path for place in each.places))]
    return len(paths) <= MOST_SHARED and all(len(path) <= LONGEST for path in paths)


def sound_comparison(compared: Comparison) -> bool:
    """Whether an answer has one row for each way, eager first, and no more to say than a person would read."""
    spots = [spot for row in compared.rows for spot in row.spots]
    texts = [text for row in compared.rows for text in (row.note, row.refused)]
    texts += [text for spot in spots for text in (spot.reason, spot.path, spot.text, spot.file)]
    return (
        tuple(row.way for row in compared.rows) == WAYS
        and len(spots) <= MOST_SENT
        and len(compared.inputs) + len(compared.outputs) <= MOST_SENT
        and all(len(each) <= LONGEST for each in (*texts, compared.device, compared.label))
        and all(0 <= number < LARGEST for row in compared.rows for number in (row.first, row.later, row.gain))
    )


def sound_moment(moment: Moment, arrays: "Sequence[np.ndarray[Any, Any]]", plan: Plan, before: Point | None) -> bool:
    """Whether a moment of a training holds together and comes after the one before: numbers within bounds, examples and
    classes that the data have, arrays of the right types and sizes."""
    point, found = moment.point, data(plan.data)
    done = before.step if before else -1
    shares = (point.accuracy, point.held_accuracy, *(each.probability for each in moment.guesses))
    losses = [each for each in (point.loss, point.held_loss) if each is not None]
    numbers = [each for row in moment.rows for each in (row.gradient, row.learns, row.moved) if each is not None]
    expected = [((SIDE, SIDE), "uint8")] * 2 * moment.plane
    kept = arrays[len(expected) :]
    return (
        done < point.step <= max(done, 0) + MOST_STEPS
        and 0 <= point.seconds < LARGEST
        and all(-NEAR_NOTHING <= each <= 1 + NEAR_NOTHING for each in shares)
        and all(map(math.isfinite, (*losses, *numbers)))
        and len(moment.rows) <= MOST_BLOCKS
        and all(len(row.path) <= LONGEST and len(row.kind) <= LONGEST for row in moment.rows)
        and len(moment.guesses) <= MOST_GUESSES * (not found.flat)
        and all(0 <= each.example < len(found.held) and 0 <= each.label < LARGEST for each in moment.guesses)
        and moment.plane <= found.flat
        and [(each.shape, str(each.dtype)) for each in arrays[: len(expected)]] == expected
        and len(kept) == 2 * moment.weights
        and all(each.ndim == 1 and each.dtype == np.uint8 for each in kept)
    )


def _problem(asked: Question, received: str, expected: str, fix: str) -> Node:
    return Node(inputs=asked.given, problem=Problem(received, expected, fix))


def checked(node: Node, asked: Question) -> Node:
    """The part of an answer that a layer would give, if it is sound; else a problem."""
    numbers = (node.params, node.trainable, node.placed, node.buffers, node.weight_bytes, node.macs, node.saved,
               node.peak)  # fmt: skip
    sound = all(map(_sound, node.outputs)) and all(0 <= each < LARGEST for each in numbers)
    if not sound or (node.problem is None) == (not node.outputs):
        return _problem(asked, "The code gave sizes that no tensor has.", "usual ones.", "change the code.")
    params, trainable, placed, buffers, weight_bytes, macs, saved, peak = numbers
    return Node(
        inputs=asked.given, outputs=node.outputs, params=params, trainable=trainable, placed=placed, buffers=buffers,
        weight_bytes=weight_bytes, macs=macs, saved=saved, peak=peak, many=node.many, problem=_short(node.problem),
        caution=_short(node.caution), parts=tuple(map(_bounded, node.parts[:MOST_SENT])),
    )  # fmt: skip


def _sound(output: TensorType) -> bool:
    sizes = all(0 <= size < 2**40 for size in output.shape) and all(0 <= each < 2**20 for each in output.grows)
    return sizes and len(output.shape) <= 64 and len(output.grows) in (0, len(output.shape)) and _dtype(output.dtype)


def _dtype(name: str) -> bool:
    return name in ITEM_BYTES or (len(name) <= 24 and name.isidentifier())


def _short(problem: Problem | None) -> Problem | None:
    if problem is None:
        return None
    return Problem(
        problem.received[:LONGEST], problem.expected[:LONGEST], problem.fix[:LONGEST], why=problem.why[:LONGEST]
    )


def _bounded(part: Part) -> Part:
    return Part(part.path[:200], part.kind[:64], part.text[:200], max(part.params, 0), min(max(part.depth, 0), 64))
