"""The training itself: cross-entropy and an optimiser, on one thread of the CPU, looked at several times a second.

The weights, the order of the examples and dropout follow from the seed and the step alone; looking changes none of it.
N examples, K classes, b the batch.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import SGD, Adam, Optimizer

from blocks import coding
from blocks.analysis import analyse
from blocks.backward import norm, noted
from blocks.devices import device_called
from blocks.errors import BlockError
from blocks.fitting import kept
from blocks.fitting.datasets import data
from blocks.fitting.looking import Changes, Look
from blocks.fitting.records import End, Moment, Plan, Point, Scene, checked
from blocks.fitting.stuck import stuck
from blocks.fitting.suiting import as_fed, suit
from blocks.measuring import tensors_of
from blocks.places import by_module, places
from blocks.running import USUAL, affordable, failed, network
from blocks.runs import Feed, Order, with_batch
from blocks.timing import Clock
from blocks.tree import Model

PAUSE = 0.25  # seconds at least between two looks
SHARE = 4.0  # times as long as a look has to be trained before the next
LOOKS = 40  # of a training whose steps are counted

Heard = Callable[[Moment, Scene], None]


class Going(NamedTuple):
    """A training to go on with: where it stood, and what was put away."""

    point: Point
    weights: bytes
    state: bytes


def fit(model: Model, plan: Plan, heard: Heard, going: Going | None = None) -> End:
    """Train a model. `heard` gets each moment, the first before any step and the last at the end; whatever it raises
    ends the training.

    The module is built anew, with the weights that a run with this seed has; torch's random numbers are as they were
    afterwards. Raises: BlockError when the data do not fit the model, or PyTorch refuses a step.
    """
    with _one_thread(), torch.random.fork_rng(devices=[]), torch.enable_grad():
        return _Training(model, checked(plan), going).done(heard)


@contextmanager
def _one_thread() -> Iterator[None]:
    """More threads hardly help models as small as these, and add numbers in another order."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


class _Training:
    """A model that learns, and what is looked at."""

    def __init__(self, model: Model, plan: Plan, going: Going | None) -> None:
        self._data = data(plan.data)
        self._batch = min(plan.batch, len(self._data.examples))
        order = Order(batch=self._batch, feed=Feed(seed=plan.seed), training=True, backward=True)
        self._shape = suit(analyse(model), plan.data).shape
        self._report = analyse(with_batch(model, self._batch))
        suit(self._report, plan.data)  # it works with so many examples too
        affordable(self._report, device_called("cpu"), order)
        self._plan = plan
        self._net = network(self._report, order)
        self._optimiser = _optimiser(self._net, plan)
        self._modules = by_module(self._report, self._net)
        start = {each: each.detach().clone() for each in self._net.parameters()}
        self._changes = Changes(self._modules, start)
        self._look = Look(self._report, self._net, self._data, self._shape)
        self._labels = torch.from_numpy(self._data.labels)
        self._step = 0
        self._before = going.point.seconds if going else 0.0
        self._resumed = going is not None
        if going:
            self._step = kept.take_up(self._net, self._optimiser, going.weights, going.state)
        self._order = torch.empty(0, dtype=torch.int64)  # of the examples, in this epoch
        self._epoch = -1
        self._live = kept.size(self._net, self._optimiser) * (3 if plan.optimiser == "Adam" else 1) <= kept.MOST_LIVE

    def done(self, heard: Heard) -> End:
        """All steps, until the time is over, they are enough, or a loss is no number."""
        began = looked = time.monotonic()
        least = PAUSE
        until = None if self._plan.steps is None else self._step + self._plan.steps
        every = max(1, -(-(self._plan.steps or 1) // LOOKS))
        if not self._resumed:
            heard(*self._moment(0.0, {}, 0.0, False))
        while True:
            now = time.monotonic()
            over = now - began >= self._plan.seconds
            last = over or self._step + 1 == until
            due = (self._step + 1) % every == 0 if until else now - looked >= least
            if not (last or due):
                end = self._trained()
            else:
                with noted(self._modules) as came:
                    end = self._trained(came)
            if end:
                return end
            if last or due:
                start = time.monotonic()
                heard(*self._moment(start - began, came, float(came.pop("", 0.0)), last))
                looked = time.monotonic()
                least = max(PAUSE, SHARE * (looked - start))
            if last:
                return End("time" if over else "steps")

    def _trained(self, came: dict[str, Tensor] | None = None) -> End | None:
        """One step; the end, where the loss is no number. `came` gets the norm at the model's output, under ""."""
        rows = self._next()
        given = torch.from_numpy(as_fed(self._data, self._data.examples[rows.numpy()], self._shape))  # (b, *example)
        self._optimiser.zero_grad()
        try:
            output = tensors_of(self._net(given))[0]  # (b, K)
            if came is not None and output.requires_grad:
                output.register_hook(lambda gradient: came.__setitem__("", norm(gradient)))
            loss = F.cross_entropy(output.float(), self._labels[rows])
            if not bool(torch.isfinite(loss)):
                return stuck(self._report, self._net, given, self._step, loss.item(), self._plan.rate)
            loss.backward()
        except Exception as error:
            raise self._failed(error, given) from error
        self._optimiser.step()
        self._step += 1
        return None

    def _next(self) -> Tensor:
        """Which examples the next step is for. Each epoch has an order of its own; what is left over is left out."""
        steps = len(self._data.examples) // self._batch
        epoch, place = divmod(self._step, steps)
        if epoch != self._epoch:
            random = torch.Generator().manual_seed((self._plan.seed + epoch) % 2**63)
            self._order, self._epoch = torch.randperm(len(self._data.examples), generator=random), epoch
        return self._order[place * self._batch : (place + 1) * self._batch]

    def _moment(self, seconds: float, came: dict[str, Tensor], entered: float, last: bool) -> tuple[Moment, Scene]:
        learned, held = self._look.learned(), self._look.held()
        point = Point(
            self._step, self._before + seconds, learned.loss, learned.accuracy, held.loss, held.accuracy
        )  # fmt: skip
        rows = self._changes.rows(places(self._report), came, entered) if self._step else ()
        flat = self._data.flat
        classes, sure = self._look.plane(held.shares) if flat else (None, None)
        keeps = self._live or (last and kept.size(self._net, self._optimiser) <= kept.MOST_KEPT)
        weights, state = kept.put_away(self._net, self._optimiser, self._step) if keeps else (b"", b"")
        guesses = () if flat else self._look.guesses(held)
        moment = Moment(point, rows, guesses, flat, keeps, held.shares, self._look.examples)
        return moment, Scene(classes, sure, weights, state)

    def _failed(self, error: Exception, given: Tensor) -> Exception:
        """In three parts with the block, where it is the model's fault."""
        if isinstance(error, BlockError) or not (isinstance(error, USUAL) or coding.line_of(error) is not None):
            return error
        clock = Clock("cpu", lambda *_: None)
        try:
            with torch.no_grad(), clock.on(self._report, self._net):
                clock.run(self._net, [given.clone()])
            clock.current = ""  # it fails on the way back
        except Exception:
            pass
        return failed(error, clock.current or "the model", device_called("cpu"))


def _optimiser(net: nn.Module, plan: Plan) -> Optimizer:
    learning = [each for each in net.parameters() if each.requires_grad]
    return Adam(learning, plan.rate) if plan.optimiser == "Adam" else SGD(learning, plan.rate)
