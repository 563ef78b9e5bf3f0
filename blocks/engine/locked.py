"""Jobs that run somebody's Python: each gets a locked process that serves it alone, and nothing of it is trusted.

On Linux, and for the CPU, the process is forked from a template that has imported torch: some 30 ms. Elsewhere it is
started anew: two seconds, and less of it is locked (see `lock`). Whatever happens in it ends as one sentence.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import psutil

from blocks.engine import wire
from blocks.engine.jobs import (
    Answer,
    AnyJob,
    Compare,
    End,
    Ended,
    Export,
    Fit,
    Fork,
    Forked,
    Grade,
    Import,
    ListOffers,
    MatchWeights,
    Measure,
    ReadWeights,
    Run,
    SaveWeights,
    Train,
)
from blocks.engine.process import ROOT, START_LIMIT, TICK, Heard, Reply, Tick, Worker, last
from blocks.errors import CodeStopped, EngineError, WorkerEnded

MEMORY = 2 * 2**30  # bytes of address space in an analysis; torch alone takes a third of it
GRACE = 1.0  # seconds beyond a job's limit, in which it says where it was
MOST_HEADER = 4 * 2**20  # bytes of an answer, without its arrays
MOST_WORDS = 2**16
FORKS = sys.platform.startswith("linux") and hasattr(os, "fork")

_HEAVY = (Run, Train, Compare, Import, Grade, Fit, ListOffers, ReadWeights, MatchWeights, SaveWeights, Export)
_LINE = re.compile(r'File "<Code \w+>", line (\d+)')


class Cells:
    """The processes of one supervisor. Safe to use from many threads."""

    def __init__(self, forks: bool = FORKS) -> None:
        cores = os.cpu_count() or 2
        self._forks = forks
        self._template: Template | None = None
        self._starting = threading.Lock()
        self._closed = False
        self._quick, self._heavy = threading.Semaphore(cores), threading.Semaphore(max(1, cores - 1))

    def ask(
        self, job: AnyJob, arrays: Sequence["np.ndarray[Any, Any]"], limit: float, device: str, tick: Tick | None,
        heard: Heard | None = None, readable: Sequence[str] = (),
    ) -> Reply:  # fmt: skip
        """The last answer to one job; `heard` gets those before it. Raises EngineError, with one sentence, when it does
        not come in time. `readable` are places that its process may read beside the usual ones."""
        heavy = isinstance(job, _HEAVY)
        memory = max(MEMORY, psutil.virtual_memory().available // 2) if heavy else MEMORY
        with _turn(self._heavy if heavy else self._quick, tick):
            if self._forks and device == "cpu":
                return _conversed(self.template(), Fork(memory, limit, tuple(readable)), job, arrays, tick, heard)
            bounds = Fork(memory if device == "cpu" else None, limit, tuple(readable))
            return self._started(bounds, job, arrays, tick, heard)

    def template(self) -> "Template":
        """The template, started on the first call and whenever it has ended. Nobody who closes has to wait for it."""
        with self._starting:
            if self._template and not self._template.alive():
                self._template.stop()
                self._template = None
            if self._template is None:
                if self._closed:
                    raise WorkerEnded("The server is ending.")
                self._template = Template()
            found = self._template
        found.greet()
        return found

    def warm(self) -> None:
        """Start the template, where there is one, before it is needed."""
        with contextlib.suppress(EngineError):  # whoever needs it will hear
            if self._forks:
                self.template()

    def close(self) -> None:
        """End the template, and with it every child."""
        with self._starting:
            self._closed = True
            if self._template:
                self._template.stop()

    def _started(
        self, bounds: Fork, job: AnyJob, arrays: Sequence["np.ndarray[Any, Any]"], tick: Tick | None,
        heard: Heard | None,
    ) -> Reply:  # fmt: skip
        """As `ask`, in a process that is started for it."""
        started = Worker("blocks.engine.child", msgspec.json.encode(bounds).decode())
        try:
            started.greet()
            return started.ask(job, arrays, bounds.seconds, tick, heard)
        except EngineError as error:
            raise CodeStopped(str(error)) from error
        finally:
            started.stop()


@contextlib.contextmanager
def _turn(gate: threading.Semaphore, tick: Tick | None) -> Iterator[None]:
    start = time.monotonic()
    while not gate.acquire(timeout=TICK):
        if tick:
            tick(time.monotonic() - start)
    try:
        yield
    finally:
        gate.release()


class Template:
    """The process of `engine.template`, from this side."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        known = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LD_LIBRARY_PATH")}
        paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "blocks.engine.template", str(theirs.fileno())],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT,
                env=known | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1"}, start_new_session=True,
            )  # fmt: skip
        self._asking = threading.Lock()
        self._warm = False
        self._socket.settimeout(START_LIMIT)

    def greet(self) -> None:
        """Wait for its first words: it is warm."""
        with self._asking:
            if not self._warm:
                self._receive()
                self._warm = True

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def fork(self, order: Fork, files: Sequence[int]) -> int:
        """The number of a new child, which has these open files."""
        with self._asking:
            self._send(order, files)
            return msgspec.json.decode(self._receive(), type=Forked).pid

    def end(self, pid: int, alone: bool) -> int:
        """How a child ended: its exit code, or minus the signal."""
        with self._asking:
            self._send(End(pid, alone))
            return msgspec.json.decode(self._receive(), type=Ended).code

    def stop(self) -> None:
        """End it; the system then ends its children."""
        self._process.kill()
        self._process.wait()
        self._socket.close()

    def _send(self, request: Fork | End, files: Sequence[int] = ()) -> None:
        with _hung_up():
            socket.send_fds(self._socket, [msgspec.json.encode(request)], files)

    def _receive(self) -> bytes:
        with _hung_up():
            message = self._socket.recv(2**16)
        if not message:
            self.stop()
            raise WorkerEnded("The process that starts code blocks ended. Your model is safe; try again.")
        return message


@contextlib.contextmanager
def _hung_up() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkerEnded("The process that starts code blocks ended. Your model is safe; try again.") from error


def _conversed(
    template: Template, order: Fork, job: AnyJob, arrays: Sequence["np.ndarray[Any, Any]"], tick: Tick | None,
    heard: Heard | None,
) -> Reply:  # fmt: skip
    """Fork a child, give it the job, hear its answers, and see it ended whatever happens."""
    mine, theirs = socket.socketpair()
    hears, says = os.pipe()
    try:
        with mine, os.fdopen(hears, "rb", buffering=0) as words:
            with theirs, os.fdopen(says, "wb"):
                pid = template.fork(order, [theirs.fileno(), says])
            call = _Call(mine, order.seconds, tick)
            hung_up = False
            try:
                most = wire.MOST_BODY if not isinstance(job, Measure) else 0
                call.send(wire.pack(job, arrays))
                answer = last(lambda: call.next(most), heard)
            except (EOFError, OSError):
                hung_up = True
            finally:
                code = template.end(pid, hung_up)
            if hung_up:
                raise CodeStopped(sentence(code, _said(words), order.seconds))
            return answer
    except wire.BadMessage as error:
        raise CodeStopped("The code's process answered with something that is no answer.") from error


class _Call:
    """A conversation with a child that may not keep to it."""

    def __init__(self, channel: socket.socket, limit: float, tick: Tick | None) -> None:
        self._channel, self._tick = channel, tick
        self._start = time.monotonic()
        self._limit = limit
        channel.settimeout(TICK)

    def send(self, message: bytes) -> None:
        """Give it the job."""
        rest = memoryview(message)
        while rest:
            rest = rest[self._patiently(lambda: self._channel.send(rest[: 2**20])) :]  # noqa: B023

    def next(self, most_body: int) -> Reply:
        """Its next answer."""
        data, arrays = wire.unpack(
            lambda count: self._patiently(lambda: self._channel.recv(count)), MOST_HEADER, most_body
        )
        try:
            return msgspec.json.decode(data, type=Answer), arrays
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
            raise wire.BadMessage(str(error)[:200]) from error

    def _patiently(self, act: Callable[[], Any]) -> Any:
        while True:
            spent = time.monotonic() - self._start
            if spent > self._limit + GRACE:
                raise CodeStopped(sentence(-signal.SIGKILL, "Timeout", self._limit))
            try:
                return act()
            except TimeoutError:
                if self._tick:
                    self._tick(spent)


def _said(words: Any) -> str:
    """What a child said on its way down; it may have kept the pipe open, so nobody waits for more."""
    os.set_blocking(words.fileno(), False)
    found: bytes = words.read(MOST_WORDS) or b""
    return found.decode("utf-8", "replace")


def sentence(code: int, words: str, limit: float) -> str:
    """What happened in a child that ended with `code` and gave no answer; `words` are its last ones."""
    line = _LINE.search(words)
    where = f" in line {line[1]}" if line else ""
    if words.startswith("Timeout"):
        return f"Stopped after {limit:g} s{where}: does a loop never end?"
    if code in (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL, -signal.SIGFPE, -signal.SIGABRT, -signal.SIGSYS):
        return f"The code crashed its process{where} ({signal.Signals(-code).name})."
    if code == -signal.SIGXCPU:
        return f"Stopped{where}: it computed for too long."
    if code == -signal.SIGKILL:
        return f"The system stopped the code{where}, most likely because memory ran out."
    return f"The code ended its process without an answer (code {code})."
