"""A model that is graded: what is known of it, its module, and what that gives for other batches.

Nothing is left behind in torch: whoever grades keeps the seed (`grading.grade`).
"""

from collections.abc import Sequence
from functools import cached_property

import torch
from torch import Tensor, nn

from blocks import coding
from blocks.analysis import analyse
from blocks.building import build
from blocks.devices import device_called
from blocks.explain import sentence
from blocks.feeding import feed
from blocks.measuring import tensors_of
from blocks.running import affordable
from blocks.runs import Feed, Order, vocabulary, with_batch
from blocks.source import texts
from blocks.tree import Model
from blocks.vocabularies import vocabularies

OTHER_BATCHES = (3, 1)  # beside the document's own: 1 finds a squeeze that takes the batch with it
COSTLY = 50_000_000  # multiply-adds or parameters from which shapes alone are looked at on the meta device
EXAMPLES = 16  # at most in a pass
HIGH = 10  # whole numbers are below this, or below what the model's tables hold
LOW = 2  # with code, whose tables nobody knows: 0 and 1 can be looked up in any


class Stopped(Exception):
    """The model works as far as its shapes go, and still stops on some input. Says why, in a sentence."""


class Subject:
    """A model and what becomes of it. Raises BlockError where it is too large to run here."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.report = analyse(model)

    @property
    def batches(self) -> tuple[int, ...]:
        """Sizes of the batch to try: the document's own first."""
        first = self.model.inputs[0].shape
        if self.model.batch is None and len(first) < 2:  # one example, without a batch
            return (first[0] if first else 1,)
        return tuple(dict.fromkeys((self.model.batch or first[0], *OTHER_BATCHES)))

    @property
    def affordable(self) -> int:
        """How many examples may go through it at once: many of a small model, two of a costly one."""
        each = self.report.macs // self.batches[0]
        return max(2, min(EXAMPLES, COSTLY // max(each, 1)))

    @cached_property
    def net(self) -> nn.Module:
        """The module in eval mode, always with the same first weights. Whoever changes it takes a `fresh` one."""
        return self.fresh()

    def gives(self, examples: int) -> tuple[Tensor, ...]:
        """What comes out for a batch of that size; of a costly model its shapes alone. Raises Stopped."""
        net, given = self.sketched(examples)
        with torch.no_grad():
            return passed(net, given)

    def sketched(self, examples: int) -> tuple[nn.Module, list[Tensor]]:
        """A module and inputs for looking at shapes, or at what is used: real ones, but for a costly model."""
        given = self.fed(examples)
        if max(self.report.macs, self.report.params) < COSTLY or texts(self.model.walk()):
            return self.net, given
        return self._sketch, [each.to("meta") for each in given]

    @cached_property
    def _sketch(self) -> nn.Module:
        return build(self.report, "meta")

    def fresh(self, seed: int = 0) -> nn.Module:
        """A module of its own."""
        affordable(self.report, device_called("cpu"), Order(backward=True))
        torch.manual_seed(seed)
        return build(self.report)

    @property
    def high(self) -> int:
        """Whole numbers below this can be fed to it."""
        known = (vocabulary(self.model), *vocabularies(self.model).values())
        return LOW if texts(self.model.walk()) else min(HIGH, *known)

    def fed(self, examples: int, seed: int = 0, high: int | None = None) -> list[Tensor]:
        """Random inputs for a batch of that size; whole numbers are below `high`, or as large as it takes them."""
        model = with_batch(self.model, examples) if len(self.batches) > 1 else self.model
        return feed(model, Feed(seed=seed, high=high or self.high))


def passed(net: nn.Module, given: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """What a module gives, gradients and all where they are on. Raises Stopped where it gives nothing."""
    try:
        return tensors_of(net(*(each.clone() for each in given)))  # code may write to its input
    except Exception as error:  # a person's code may raise anything
        raise Stopped(said(error)) from error


def said(error: BaseException) -> str:
    """Why something stops, with the line where it is in somebody's code."""
    line = coding.line_of(error)
    words = sentence(error) if isinstance(error, Exception) else type(error).__name__
    return f"line {line} of the code says: {words}" if line else f"PyTorch says: {words}"
