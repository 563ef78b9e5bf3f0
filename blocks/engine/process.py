"""One process next door, and the thread that reads its answers."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from typing import Any, TypeAlias

import msgspec
import numpy as np
import psutil

from blocks.engine import wire
from blocks.engine.jobs import Answer, AnyJob, Hello, Partial
from blocks.errors import EngineError, WorkerEnded

Tick: TypeAlias = Callable[[float], None]
Reply: TypeAlias = "tuple[Answer, list[np.ndarray[Any, Any]]]"
Heard: TypeAlias = Callable[[Partial, "list[np.ndarray[Any, Any]]"], None]
ROOT = Path(__file__).resolve().parents[2]
TICK = 0.25  # seconds between two looks at whether a job is still wanted
MOST_PARTIAL = 2_000  # answers to one job, before its last
START_LIMIT = 120.0  # seconds until a worker must have said hello: a cold disk may need most of a minute


class Worker:
    """One process and the thread that reads its answers."""

    def __init__(self, module: str = "blocks.engine.worker", *arguments: str) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=ROOT,
        )  # fmt: skip
        self.hello: Hello | None = None
        self.warm = threading.Event()  # it has said hello and done its first operations, or has ended
        self._ready = False
        self._greeting = threading.Lock()
        self._answers: Queue[tuple[msgspec.Raw, list[np.ndarray[Any, Any]]] | None] = Queue()
        threading.Thread(target=self._read, daemon=True, name="worker answers").start()

    def ask(
        self, job: AnyJob, arrays: Sequence["np.ndarray[Any, Any]"], limit: float, tick: Tick | None = None,
        heard: Heard | None = None,
    ) -> Reply:  # fmt: skip
        """The last answer to one job; `heard` gets those before it. Raises EngineError when it does not come within
        `limit` seconds, all answers together."""
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
        start = time.monotonic()
        return last(lambda: self._next(limit, tick, start), heard)

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
        """End the process, whatever it is doing, and what it has started: a compiler."""
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(self.process.pid).children(recursive=True):
                child.kill()
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
            for number in count(1):
                self._answers.put(wire.unpack(self.process.stdout.read))
                if number == 2:  # hello was the first
                    self.warm.set()
        except (EOFError, wire.BadMessage, ValueError, OSError):
            self._answers.put(None)
            self.warm.set()
        self.process.stdout.close()

    def _next(self, limit: float, tick: Tick | None = None, start: float | None = None) -> Reply:
        message = self._waited(limit, tick, time.monotonic() if start is None else start)
        if message is None:
            self._answers.put(None)  # also for whoever asks next
            raise WorkerEnded(_last_words(self._end()))
        return msgspec.json.decode(message[0], type=Answer), message[1]

    def _waited(
        self, limit: float, tick: Tick | None, start: float
    ) -> "tuple[msgspec.Raw, list[np.ndarray[Any, Any]]] | None":
        """The next message, within `limit` seconds since `start`."""
        while (spent := time.monotonic() - start) < limit:
            try:
                return self._answers.get(timeout=min(TICK, limit - spent) if tick else limit)
            except Empty:
                if tick:
                    tick(time.monotonic() - start)
        raise EngineError(f"Stopped after {limit:g} s: this takes too long. Your model is safe.")


def last(following: Callable[[], Reply], heard: Heard | None) -> Reply:
    """The last answer to a job, of those that `following` gives one by one. Raises EngineError for a partial one that
    nobody waits for, and for more of them than a job may give."""
    for _ in range(MOST_PARTIAL):
        answer, arrays = following()
        if not isinstance(answer, Partial):
            return answer, arrays
        if heard is None:
            break
        heard(answer, arrays)
    raise EngineError("The worker says more than it was asked. Your model is safe.")


def _last_words(code: int) -> str:
    if code == -signal.SIGSEGV:
        return "PyTorch itself crashed on these settings. Your model is safe; change the last one."
    if hasattr(signal, "SIGKILL") and code == -signal.SIGKILL:
        return (
            "The system stopped the worker, most likely because memory ran out. Your model is safe; use smaller sizes."
        )
    return f"The worker ended unexpectedly (code {code}). Your model is safe; try again."
