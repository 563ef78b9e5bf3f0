"""Keeps workers alive and hands them jobs: one supervisor a process, as many workers as cores.

A job has a time limit. A worker that dies or exceeds it is replaced, and the caller gets a sentence.
Heavy jobs (runs) never take the first worker, so edits are always answered.
"""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, Queue
from typing import Any, TypeAlias

import msgspec
import numpy as np

from blocks.engine import wire
from blocks.engine.jobs import Answer, AnyJob, Failed, Hello, Refused
from blocks.errors import BlockError, EngineError, WorkerEnded

Tick: TypeAlias = Callable[[float], None]
ROOT = Path(__file__).resolve().parents[2]
TICK = 0.25  # seconds between two looks at whether a job is still wanted
START_LIMIT = 120.0  # seconds until a worker must have said hello: a cold disk may need most of a minute


class Worker:
    """One process and the thread that reads its answers."""

    def __init__(self) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "blocks.engine.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=ROOT,
        )  # fmt: skip
        self.hello: Hello | None = None
        self._ready = False
        self._greeting = threading.Lock()
        self._answers: Queue[tuple[msgspec.Raw, list[np.ndarray[Any, Any]]] | None] = Queue()
        threading.Thread(target=self._read, daemon=True, name="worker answers").start()

    def ask(
        self, job: AnyJob, arrays: Sequence["np.ndarray[Any, Any]"], limit: float, tick: Tick | None = None
    ) -> "tuple[Answer, list[np.ndarray[Any, Any]]]":
        """The answer to one job. Raises EngineError when there is none in time."""
        self.greet()
        if not self._ready:  # the time it takes to warm up is no job's fault
            self._next(START_LIMIT, tick)
            self._ready = True
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(wire.pack(job, arrays))
            self.process.stdin.flush()
        except OSError:  # it died meanwhile; the answer queue knows how
            pass
        return self._next(limit, tick)

    def greet(self) -> Hello:
        """Wait until the worker is up."""
        with self._greeting:
            if self.hello is None:
                answer, _ = self._next(START_LIMIT)
                if not isinstance(answer, Hello):
                    raise EngineError("The worker did not start properly.")
                self.hello = answer
            return self.hello

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):  # what was not sent yet
            self.process.stdin.close()

    def _end(self) -> int:
        """How the process ended by itself."""
        try:
            return self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.stop()
            return self.process.returncode

    def _read(self) -> None:
        assert self.process.stdout is not None
        try:
            while True:
                self._answers.put(wire.unpack(self.process.stdout.read))
        except (EOFError, wire.BadMessage, ValueError, OSError):
            self._answers.put(None)
        self.process.stdout.close()

    def _next(self, limit: float, tick: Tick | None = None) -> "tuple[Answer, list[np.ndarray[Any, Any]]]":
        message = self._waited(limit, tick)
        if message is None:
            self._answers.put(None)  # also for whoever asks next
            raise WorkerEnded(_last_words(self._end()))
        return msgspec.json.decode(message[0], type=Answer), message[1]

    def _waited(self, limit: float, tick: Tick | None) -> "tuple[msgspec.Raw, list[np.ndarray[Any, Any]]] | None":
        start = time.monotonic()
        while (spent := time.monotonic() - start) < limit:
            try:
                return self._answers.get(timeout=min(TICK, limit - spent) if tick else limit)
            except Empty:
                if tick:
                    tick(time.monotonic() - start)
        raise EngineError(f"Stopped after {limit:g} s: this takes too long. Your model is safe.")


def _last_words(code: int) -> str:
    if code == -signal.SIGSEGV:
        return "PyTorch itself crashed on these settings. Your model is safe; change the last one."
    if hasattr(signal, "SIGKILL") and code == -signal.SIGKILL:
        return (
            "The system stopped the worker, most likely because memory ran out. Your model is safe; use smaller sizes."
        )
    return f"The worker ended unexpectedly (code {code}). Your model is safe; try again."


class Supervisor:
    """A pool of workers. Safe to use from many threads."""

    def __init__(self, size: int | None = None) -> None:
        self._workers = [Worker()]
        self._busy = [False]
        self._turn = threading.Condition()
        self._closed = False
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
    ) -> "tuple[Answer, list[np.ndarray[Any, Any]]]":
        """The answer to a job. `tick` is called now and then with the seconds that have passed; whatever it
        raises ends the job.

        Raises: BlockError when the job has a mistake, EngineError when the worker fails or `limit`
        seconds pass.
        """
        place = self._take(heavy, tick)
        try:
            answer, results = self._workers[place].ask(job, arrays, limit, tick)
        except BaseException:  # also when the page that waits is called off
            self._replace(place)
            raise
        finally:
            self._give(place)
        if isinstance(answer, Refused):
            raise BlockError(answer.received, answer.expected, answer.fix, answer.path)
        if isinstance(answer, Failed):
            raise EngineError(f"The worker failed: {answer.reason}. Your model is safe.")
        return answer, results

    def close(self) -> None:
        """End all workers."""
        with self._turn:
            self._closed = True
            workers = list(self._workers)
        for worker in workers:
            worker.stop()

    def _grow(self, size: int) -> None:
        """The other workers, once the first is up: it answers sooner when it need not share the processor."""
        with contextlib.suppress(EngineError):  # whoever asks it will hear
            self._workers[0].greet()
        with self._turn:
            for _ in range(size - 1 if not self._closed else 0):
                self._workers.append(Worker())
                self._busy.append(False)
            self._turn.notify_all()

    def _take(self, heavy: bool, tick: Tick | None) -> int:
        start = time.monotonic()
        while True:
            with self._turn:
                places = range(len(self._workers) - 1, 0, -1) if heavy else range(len(self._workers))
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
