"""Training next door: told while it goes on, stopped at any time, and nothing that comes is taken on trust."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from codes import forward
from making import block, doc
from msgspec.structs import replace

import blocks
from blocks import engine
from blocks.engine.answers import sound_moment
from blocks.engine.jobs import ListDevices
from blocks.engine.process import last
from blocks.engine.supervisor import Supervisor
from blocks.errors import BlockError, EngineError
from blocks.fitting import BlockFit, Fitted, Guess, Moment, Plan, Point
from ui.fitting.work import Fitting

TOYS = blocks.load(Path(__file__).parents[1] / "gallery" / "toys.json")
MOONS = Plan("moons", 60.0, steps=30)


@pytest.fixture(scope="module", autouse=True)
def pool() -> Iterator[Supervisor]:
    """A supervisor of this file's own."""
    before, engine._supervisor = engine._supervisor, Supervisor(2)
    yield engine._supervisor
    engine._supervisor.close()
    engine._supervisor = before


def test_it_is_told_while_it_goes_on() -> None:
    """The moments come one after the other, then the end; they are those of a training here, to the bit."""
    heard: list[Fitted] = []
    far, near = engine.fit(TOYS, MOONS, heard.append), blocks.fit(TOYS, "moons", 60.0, steps=30)
    assert [each.last.step for each in heard] == [each.step for each in far.points] == list(range(31))
    assert heard[3].end is None and far.end and far.end.why == "steps"
    assert far.scene.weights == near.scene.weights and far.moment.rows == near.moment.rows
    on = engine.fit(TOYS, MOONS, before=far)
    assert on.last.step == 60 and on.points[:31] == far.points
    with pytest.raises(BlockError, match="The digits are B×64"):
        engine.fit(TOYS, Plan("digits"))


def test_stop_keeps_what_was_learned(pool: Supervisor) -> None:
    """What is raised while it is heard ends it and its worker; the next job is answered."""

    def enough(fitted: Fitted) -> None:
        if fitted.last.step:
            raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        engine.fit(TOYS, replace(MOONS, steps=None), enough)
    assert pool.ask(ListDevices(), limit=60, heavy=True)

    fitting = Fitting()
    fitting.start(TOYS, replace(MOONS, steps=None), lambda _: False)
    assert fitting.work
    while fitting.work.fitted is None or fitting.work.fitted.last.step == 0:
        assert fitting.work.running
    fitting.stop()
    stopped = fitting.work.fitted
    assert stopped.end and stopped.end.why == "stopped" and stopped.can_go_on
    fitting.go_on(replace(MOONS, seconds=0.3), lambda _: False)
    fitting.work._thread.join()
    assert fitting.work.fitted and fitting.work.fitted.last.step > stopped.last.step


def test_a_killed_worker_is_a_sentence(pool: Supervisor) -> None:
    """A worker that is killed in the middle ends it with a sentence, and what was told stays."""

    def kill(fitted: Fitted) -> None:
        os.kill(pool._workers[-1].process.pid, signal.SIGKILL)

    with pytest.raises(EngineError, match="Your model is safe"):
        engine.fit(TOYS, replace(MOONS, steps=None), kill)


def test_code_trains_in_a_locked_process() -> None:
    """A block written in Python trains with the rest, told while it goes on; without trust it does not."""
    text = forward("return self.inner(x)", init="self.inner = nn.Linear(2, 2)")
    model = doc(block("Code", source=text), shape=(4, 2))
    heard: list[Fitted] = []
    fitted = engine.fit(model, MOONS, heard.append, trusted={text})
    assert len(heard) == 31 and fitted.last.step == 30 and "0.inner.weight" in fitted.weights()
    with pytest.raises(BlockError, match="has not run"):
        engine.fit(model, MOONS)
    endless = forward(
        "while self.training and x.sum() != 0: pass", "return self.inner(x)", init="self.inner = nn.Linear(2, 2)"
    )
    with pytest.raises(KeyError):
        engine.fit(doc(block("Code", source=endless), shape=(4, 2)), MOONS, tick=_leave, trusted={endless})


def _leave(seconds: float) -> None:
    if seconds > 1:
        raise KeyError("left")


POINT = Point(1, 0.5, 0.7, 0.5, 0.7, 0.5)
PLANE = [np.zeros((64, 64), np.uint8)] * 2
UNSOUND: list[tuple[dict[str, Any], list[Any]]] = [
    ({"point": replace(POINT, step=0)}, PLANE),  # no step since the one before
    ({"point": replace(POINT, accuracy=1.5)}, PLANE),
    ({"point": replace(POINT, loss=float("inf"))}, PLANE),
    ({"rows": (BlockFit("x" * 2000, "Linear", 1),)}, PLANE),
    ({"rows": (BlockFit("x", "Linear", 1),) * 3000}, PLANE),
    ({"guesses": (Guess(0, 0, 0.5),)}, PLANE),  # of points nobody guesses
    ({}, PLANE[:1]),
    ({}, [*PLANE, np.zeros(4, np.uint8)]),
    ({}, [np.zeros((64, 64), np.float32)] * 2),
    ({"plane": False, "weights": True}, [np.zeros(4, np.uint8)]),
    ({"plane": False, "weights": True}, [np.zeros(4, np.float32)] * 2),
]


@pytest.mark.parametrize(("changed", "arrays"), UNSOUND)
def test_moments_are_checked(changed: dict[str, Any], arrays: list[Any]) -> None:
    """What holds together is taken; each thing that does not is seen."""
    moment = Moment(POINT, plane=True)
    before = replace(POINT, step=0)
    assert sound_moment(moment, PLANE, MOONS, before)
    assert not sound_moment(replace(moment, **changed), arrays, MOONS, before)
    wild = replace(moment, plane=False, guesses=(Guess(360, 0, 0.5),))
    assert not sound_moment(wild, [], Plan("digits"), before)


def test_a_job_says_no_more_than_it_is_asked() -> None:
    """Partial answers that nobody waits for, or without end, are an error."""
    from blocks.engine.jobs import FitMoment

    part = FitMoment(Moment(POINT)), []
    with pytest.raises(EngineError, match="more than it was asked"):
        last(lambda: part, None)
    with pytest.raises(EngineError, match="more than it was asked"):
        last(lambda: part, lambda *_: None)
