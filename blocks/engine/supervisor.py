"""Keeps workers alive and hands them jobs: one supervisor a process, as many workers as cores.

A job has a time limit. A worker that dies or exceeds it is replaced, and the caller gets a sentence.
Heavy jobs (runs) never take the first worker, so edits are always answered.
"""

import atexit
import os
import threading
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from blocks.engine.jobs import Answer, AnyJob, Failed, Hello, Refused
from blocks.engine.locked import Cells
from blocks.engine.process import START_LIMIT, TICK, Heard, Tick, Worker
from blocks.errors import BlockError, EngineError


class Supervisor:
    """A pool of workers. Safe to use from many threads."""

    def __init__(self, size: int | None = None) -> None:
        self._workers = [Worker()]
        self._busy = [False]
        self._turn = threading.Condition()
        self._closed = False
        self.cells = Cells()
        atexit.register(self.close)
        size = size or max(2, os.cpu_count() or 2)
        threading.Thread(target=self._grow, args=(size,), daemon=True, name="more workers").start()

    def hello(self) -> Hello:
        """What the first worker said when it came up."""
        try:
            return self._workers[0].greet()
        except EngineError:
            self._replace(0)
            raise

    def ask(
        self,
        job: AnyJob,
        arrays: Sequence["np.ndarray[Any, Any]"] = (),
        limit: float = 5.0,
        heavy: bool = False,
        tick: Tick | None = None,
        last: bool = False,
        heard: Heard | None = None,
    ) -> "tuple[Answer, list[np.ndarray[Any, Any]]]":
        """The answer to a job. `tick` is called now and then with the seconds that have passed; whatever it
        raises ends the job. So does what `heard` raises, which gets the answers that come before the last, if the
        job gives several. After a `last` job, which leaves much behind, the worker is replaced.

        Raises: BlockError when the job has a mistake, EngineError when the worker fails or `limit`
        seconds pass.
        """
        place = self._take(heavy, tick)
        try:
            answer, results = self._workers[place].ask(job, arrays, limit, tick, heard)
        except BaseException:  # also when the page that waits is called off
            self._replace(place)
            raise
        else:
            if last:
                self._replace(place)
        finally:
            self._give(place)
        return _told(answer), results

    def ask_locked(
        self,
        job: AnyJob,
        arrays: Sequence["np.ndarray[Any, Any]"] = (),
        limit: float = 5.0,
        device: str = "cpu",
        tick: Tick | None = None,
        heard: Heard | None = None,
        readable: Sequence[str] = (),
    ) -> "tuple[Answer, list[np.ndarray[Any, Any]]]":
        """The answer to a job that runs somebody's Python: from a process that serves this job alone, and may read
        some places beside the usual ones. As `ask`."""
        answer, results = self.cells.ask(job, arrays, limit, device, tick, heard, readable)
        return _told(answer), results

    def expect_code(self) -> None:
        """Have what runs code ready soon, but not before the first worker: everybody waits for that one."""
        self._workers[0].warm.wait(START_LIMIT)
        if not self._closed:
            self.cells.warm()

    def close(self) -> None:
        """End all workers."""
        with self._turn:
            self._closed = True
            workers = list(self._workers)
        for worker in workers:
            worker.stop()
        self.cells.close()

    def _grow(self, size: int) -> None:
        """The other workers, once the first is warm: it answers sooner when it need not share the processor."""
        self._workers[0].warm.wait(START_LIMIT)
        with self._turn:
            for _ in range(size - 1 if not self._closed else 0):
                self._workers.append(Worker())
                self._busy.append(False)
            self._turn.notify_all()

    def _take(self, heavy: bool, tick: Tick | None) -> int:
        start = time.monotonic()
        while True:
            with self._turn:
                first = 1 if heavy and len(self._workers) > 1 else 0  # kept free for edits, where there are several
                places = sorted(range(first, len(self._workers)), reverse=heavy)
                free = next((place for place in places if not self._busy[place]), None)
                if free is not None:
                    self._busy[free] = True
                    return free
                self._turn.wait(TICK if tick else None)
            if tick:
                tick(time.monotonic() - start)

    def _give(self, place: int) -> None:
        with self._turn:
            self._busy[place] = False
            self._turn.notify_all()

    def _replace(self, place: int) -> None:
        self._workers[place].stop()
        if not self._closed:
            self._workers[place] = Worker()


def _told(answer: Answer) -> Answer:
    """The answer, unless it says what was wrong."""
    if isinstance(answer, Refused):
        raise BlockError(answer.received, answer.expected, answer.fix, answer.path)
    if isinstance(answer, Failed):
        raise EngineError(f"The worker failed: {answer.reason}. Your model is safe.")
    return answer
