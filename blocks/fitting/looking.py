"""Looks at a training without touching it: loss and accuracy, predictions, the plane, and what becomes of each block.

N examples, K classes.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from blocks.backward import by_place
from blocks.fitting.datasets import Data, mesh
from blocks.fitting.records import MOST_GUESSES, SIDE, BlockFit, Guess
from blocks.fitting.suiting import as_fed
from blocks.measuring import tensors_of
from blocks.places import Place
from blocks.report import Report
from blocks.runs import Array

MOST_EXAMPLES = 360  # on each side
LEAST_EXAMPLES = 32
MACS = 10**10  # for as many, at most, where that leaves enough
AT_ONCE = 512
NUMBERS = 4 * 10**6  # that are fed at once
NEAR_ONE = 1e-3


class Seen(NamedTuple):
    """The loss and the share that is right on some examples, the probabilities (N, K), and whether the model's own
    outputs are such."""

    loss: float | None
    accuracy: float
    probabilities: Tensor
    shares: bool


class Look:
    """Looks at one model on some data. The module is in training mode before and after; no random number is drawn."""

    def __init__(self, report: Report, net: nn.Module, found: Data, shape: tuple[int, ...]) -> None:
        self._net, self._data, self._shape = net, found, shape
        given, output = report.root.inputs[0], report.root.outputs[0]
        batch = given.shape[0]
        free = bool(given.grows and output.grows and given.grows[0] and output.grows[0])
        most = max(1, NUMBERS // int(np.prod(shape)))
        self._batch = max(batch, min(AT_ONCE, most)) if free else batch
        each = report.macs // batch
        self.examples = int(min(MOST_EXAMPLES, max(LEAST_EXAMPLES, MACS // max(each, 1))))

    def learned(self) -> Seen:
        """On the first examples of those it learns from."""
        return self._seen(self._data.examples, self._data.labels)

    def held(self) -> Seen:
        """On the first examples of those held out."""
        return self._seen(self._data.held, self._data.held_labels)

    def plane(self, shares: bool) -> tuple[Array, Array]:
        """The class at each point of the plane, and how sure the model is: (SIDE, SIDE) each, in uint8."""
        sure, classes = _shares(self.outputs(mesh(self._data.reach)), shares).max(dim=1)
        sure = torch.nan_to_num(sure, nan=0.0) * 255
        return _square(classes), _square(sure)

    def guesses(self, seen: Seen) -> tuple[Guess, ...]:
        """A handful of those held out, the wrong ones first, each kind in the order of the data: a picture keeps its
        place until the model gets it right."""
        sure, classes = seen.probabilities.max(dim=1)
        truth = torch.from_numpy(self._data.held_labels[: len(classes)])
        order = torch.argsort((classes == truth).int(), stable=True)[:MOST_GUESSES].tolist()
        sure = torch.nan_to_num(sure, nan=0.0)
        return tuple(Guess(each, int(classes[each]), float(sure[each])) for each in order)

    def outputs(self, examples: Array) -> Tensor:
        """(N, K) in eval mode, in batches of a size that the model takes; the last one is filled up."""
        gave = []
        self._net.eval()
        try:
            with torch.no_grad(), torch.random.fork_rng(devices=[]):
                for start in range(0, len(examples), self._batch):
                    some = examples[start : start + self._batch]
                    filled = some if len(some) == self._batch else np.resize(some, (self._batch, *some.shape[1:]))
                    given = torch.from_numpy(as_fed(self._data, filled, self._shape))
                    gave.append(tensors_of(self._net(given))[0][: len(some)].float())  # (b, K)
        finally:
            self._net.train()
        return torch.cat(gave)

    def _seen(self, examples: Array, labels: Array) -> Seen:
        outputs = self.outputs(examples[: self.examples])  # (N, K)
        truth = torch.from_numpy(labels[: self.examples])
        loss = float(F.cross_entropy(outputs, truth))
        right = float((outputs.argmax(dim=1) == truth).float().mean())
        shares = bool((outputs >= 0).all() and ((outputs.sum(dim=1) - 1).abs() < NEAR_ONE).all())
        return Seen(loss if np.isfinite(loss) else None, right, _shares(outputs, shares), shares)


def _square(values: Tensor) -> Array:
    found: Array = values.round().to(torch.uint8).reshape(SIDE, SIDE).numpy()
    return found


def _shares(outputs: Tensor, already: bool) -> Tensor:
    """The model's probabilities: its outputs, if these are such already, else what softmax makes of them."""
    return outputs if already else outputs.softmax(dim=1)


class Changes:
    """What becomes of each block while its module learns, since `start`, the parameters as they were first."""

    def __init__(self, modules: dict[nn.Module, list[Place]], start: dict[nn.Parameter, Tensor]) -> None:
        self._modules, self._start = modules, start
        self._before = by_place(modules, start)

    def rows(self, order: Iterable[Place], came: dict[str, Tensor], entered: float) -> tuple[BlockFit, ...]:
        """One row a place. `came` is the norm of what came back to each place, `entered` that at the model's output."""
        with torch.no_grad():
            learns = by_place(self._modules, {each: _gradient(each) for each in self._start})
            moved = by_place(self._modules, {each: each - start for each, start in self._start.items()})
        return tuple(
            BlockFit(
                place.path, place.block.kind, place.depth,
                _finite(float(came[place.path]) / entered) if place.path in came and entered else None,
                _finite(learns[place.path]), _finite(_part(moved[place.path], self._before[place.path])),
            )
            for place in order
        )  # fmt: skip


def _gradient(parameter: Tensor) -> Tensor:
    return torch.zeros(()) if parameter.grad is None else parameter.grad


def _part(moved: float | None, before: float | None) -> float | None:
    return moved / before if moved is not None and before else moved


def _finite(value: float | None) -> float | None:
    return value if value is not None and np.isfinite(value) else None
