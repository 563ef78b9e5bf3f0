"""A process for one job that runs somebody's Python: it locks itself, answers, and ends.

Forked by the template (`engine.template`) where there is one; else started by itself, as `python -m`. Either way the
one who asked trusts no byte of the answer, and counts the seconds.
"""

import contextlib
import faulthandler
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from msgspec.structs import replace
from torch import nn

from blocks import coding, document, importing, weights
from blocks.engine import wire, worker
from blocks.engine.jobs import (
    Answer,
    AnyJob,
    Failed,
    Hello,
    Import,
    ImportedModel,
    Inspect,
    Inspected,
    ListOffers,
    Measure,
    Measured,
    Offers,
    ReadWeights,
    Ready,
    Refused,
    WeightsRead,
)
from blocks.engine.lock import Locked, lock
from blocks.errors import BlockError
from blocks.importing import packages, proofreading
from blocks.importing.making import make
from blocks.mistakes import Mistake
from blocks.tree import Input

CHANNEL, WORDS = 3, 4  # file numbers: questions and answers; what is said on the way down
READABLE = {Path(sys.prefix), Path(sys.base_prefix), Path(torch.__file__).parent, Path(__file__).parents[1]}


class Bounds(msgspec.Struct):
    """What a child may use: bytes of address space (None: any), seconds until it says where it is and ends, and places
    that it may read beside the usual ones."""

    memory: int | None
    seconds: float
    readable: tuple[str, ...] = ()


def serve(channel: int, words: int, bounds: Bounds) -> None:
    """Answer the one job that comes in through `channel`. Never returns."""
    code = 1
    with contextlib.suppress(BaseException):  # whatever the code raises, this process is at its end
        _keep_only(channel, words)
        faulthandler.enable(WORDS)
        faulthandler.dump_traceback_later(bounds.seconds, exit=True, file=WORDS)
        locked = _lock(bounds)
        with os.fdopen(CHANNEL, "r+b", buffering=0) as stream:
            _answer_one(stream.read, stream.write, locked)
        code = 0
    os._exit(code)


def _answer_one(read: Callable[[int], bytes | None], write: Callable[[bytes], int | None], locked: Locked) -> None:
    data, arrays = wire.unpack(lambda count: read(count) or b"")

    def say(answer: Answer, results: "Sequence[np.ndarray[Any, Any]]") -> None:
        message = memoryview(wire.pack(answer, results))
        while message:
            message = message[write(bytes(message[: 2**20])) or 0 :]

    say(*_answer(msgspec.json.decode(data, type=AnyJob), arrays, locked, say))


def _answer(
    job: AnyJob, arrays: "Sequence[np.ndarray[Any, Any]]", locked: Locked, say: worker.Say
) -> "tuple[Answer, Sequence[np.ndarray[Any, Any]]]":
    try:
        match job:
            case Measure(question):
                return Measured(coding.measure(question)), ()
            case Inspect():
                return Inspected(locked), ()
            case Import():
                return _imported(job), ()
            case ListOffers(package):
                return _offers(package), ()
            case ReadWeights(name):
                return _read(name, arrays[0].tobytes())
        with coding.allowed():
            return worker.answer(job, arrays, say)
    except BaseException as error:  # SystemExit and KeyboardInterrupt too
        return Failed(f"{type(error).__name__}: {str(error)[:500]}"), ()


def _imported(job: Import) -> Answer:
    """The module that was written elsewhere as a document. It is made once, for the blocks and for what is wrong."""
    net: nn.Module | None = None
    with coding.allowed():
        try:
            net, made = make(job.source, job.expression)
            found = importing.from_module(net, job.inputs, job.title, made)
            came = ImportedModel(document.dumps(found.model), found.notes, _apart(found, net), found.error)
        except BlockError as error:
            told = _mistakes(job, net)
            if told:
                return ImportedModel("", error=str(error), mistakes=told)
            return Refused(error.received, error.expected, error.fix, error.path)
        return replace(came, mistakes=_mistakes(job, net))


def _offers(package: str) -> Answer:
    try:
        return Offers(packages.offered(package))
    except BlockError as error:
        return Refused(error.received, error.expected, error.fix, error.path)


def _read(name: str, raw: bytes) -> "tuple[Answer, Sequence[np.ndarray[Any, Any]]]":
    """A file of weights; only what was no `.safetensors` file goes back as one."""
    try:
        stored = weights.read(raw, name)
    except BlockError as error:
        return Refused(error.received, error.expected, error.fix, error.path), ()
    repacked = [] if stored.raw is raw else [np.frombuffer(stored.raw, "uint8")]
    return WeightsRead(stored.tensors, stored.strange), repacked


def _mistakes(job: Import, net: nn.Module | None) -> tuple[Mistake, ...]:
    """What is wrong with the code, with repaired texts."""
    inputs = tuple(Input(shape, dtype) for shape, dtype in job.inputs)
    with contextlib.suppress(Exception):  # it is a help alone: whoever makes the module says what stops
        return proofreading.mistakes(job.source, job.expression, inputs, net)
    return ()


def _apart(found: importing.Imported, net: nn.Module) -> float | None:
    with contextlib.suppress(Exception):  # a model with a problem, or a module that stops
        return importing.difference(found, net)
    return None


def _keep_only(channel: int, words: int) -> None:
    """Nothing of the parent's stays open, and nothing that is printed goes anywhere."""
    import fcntl  # not on Windows, where nothing is forked

    kept = [fcntl.fcntl(each, fcntl.F_DUPFD, 16) for each in (channel, words)]  # out of the way of what follows
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number, source in enumerate((nowhere, nowhere, nowhere, *kept)):
        os.dup2(source, number)
    os.closerange(WORDS + 1, 2**16)


def _lock(bounds: Bounds) -> Locked:
    with contextlib.suppress(OSError):  # should memory run out, the system ends this process first
        Path("/proc/self/oom_score_adj").write_text("1000")
    return lock(bounds.memory, bounds.seconds, READABLE | set(map(Path, bounds.readable)))


def main() -> None:
    """A child that was started rather than forked: it warms up, says so, locks itself, and answers one job."""
    bounds = msgspec.json.decode(sys.argv[1], type=Bounds)
    questions, sink = sys.stdin.buffer, worker.own_output()
    torch.set_num_threads(1)
    worker.warm_up()
    worker.send(sink, Hello(str(torch.__version__), {}))
    worker.send(sink, Ready())
    data, arrays = wire.unpack(questions.read)
    locked = _lock(bounds)

    def say(answer: Answer, results: "Sequence[np.ndarray[Any, Any]]") -> None:
        worker.send(sink, answer, results)

    say(*_answer(msgspec.json.decode(data, type=AnyJob), arrays, locked, say))
    os._exit(0)


if __name__ == "__main__":
    main()
