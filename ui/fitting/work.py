"""A training in the background: a thread asks the engine, and the page looks now and then how far it is.

So the page stays alive meanwhile, what has been learned stays when somebody presses Stop, and leaving the page stops
nothing.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from blocks import engine
from blocks.errors import BlockError, EngineError
from blocks.fitting import End, Fitted, Plan
from blocks.tree import Model


class _Left(Exception):
    """Somebody pressed Stop."""


class Work:
    """One training, and what is known of it."""

    def __init__(self, model: Model, plan: Plan, trusts: Callable[[str], bool], before: Fitted | None = None) -> None:
        self.model, self.plan = model, plan
        self.fitted = before
        self.trouble = ""  # why nothing came of it
        self.running = True
        self.began = before.last.seconds if before else 0.0
        self._stopping = False
        self._trusts, self._before = trusts, before
        self._thread = threading.Thread(target=self._run, daemon=True, name="training")
        self._thread.start()

    @property
    def waits(self) -> bool:
        """Whether nothing came yet: all workers have something to do, or the model is being built."""
        return self.running and self.fitted is self._before

    @property
    def until(self) -> float:
        """The second at which it ends."""
        return self.began + self.plan.seconds

    def stop(self) -> None:
        """End it, and wait until it has ended; what has been learned so far stays."""
        self._stopping = True
        self._thread.join()

    def _run(self) -> None:
        try:
            self.fitted = engine.fit(self.model, self.plan, self._hear, self._tick, self._trusts, self._before)
        except _Left:
            if self.fitted:
                self.fitted = replace(self.fitted, end=End("stopped"))
        except (BlockError, EngineError) as error:
            self.trouble = str(error)
        finally:
            self.running = False

    def _hear(self, fitted: Fitted) -> None:
        self.fitted = fitted
        self._tick()

    def _tick(self, _: float = 0.0) -> None:
        if self._stopping:
            raise _Left


@dataclass
class Fitting:
    """What one person asks of trainings, the last of them, and the one before, with which it can be compared."""

    asked: dict[str, Any] = field(default_factory=dict)
    work: Work | None = None
    earlier: Work | None = None

    def start(self, model: Model, plan: Plan, trusts: Callable[[str], bool]) -> None:
        """Train from the start; a training that is still running ends."""
        self.stop()
        if self.work and self.work.fitted:
            self.earlier = self.work
        self.work = Work(model, plan, trusts)

    def go_on(self, plan: Plan, trusts: Callable[[str], bool]) -> None:
        """Train the last one for as many seconds more, with this plan's learning rate."""
        self.stop()
        if self.work and self.work.fitted and self.work.fitted.can_go_on:
            longer = replace(self.work.plan, seconds=plan.seconds, rate=plan.rate)
            self.work = Work(self.work.model, longer, trusts, self.work.fitted)

    def stop(self) -> None:
        """Stop what is running."""
        if self.work and self.work.running:
            self.work.stop()
