"""A worker: the process in which torch lives. Started by the supervisor; answers one job at a time.

It talks over its standard input and output; whatever else prints goes to standard error. It never runs a
block that is written in Python: what such a block gives comes with the question, from a locked process.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO, TypeAlias

import msgspec
import numpy as np
import torch

from blocks import (
    analysis,
    catalogue,
    compiling,
    devices,
    document,
    exporting,
    gradients,
    grading,
    pending,
    repair,
    running,
    source,
    training,
    weights,
)
from blocks.building import build
from blocks.engine import wire
from blocks.engine.jobs import (
    Analyse,
    Analysed,
    Answer,
    AnyJob,
    Compare,
    Compared,
    Devices,
    Export,
    ExportedFile,
    Failed,
    Fit,
    FitEnded,
    FitMoment,
    Grade,
    Graded,
    Hello,
    ListDevices,
    Loading,
    MatchWeights,
    Ran,
    Ready,
    Refused,
    Run,
    SaveWeights,
    Share,
    SharedGradients,
    Train,
    Trained,
    WeightsMatched,
    WeightsSaved,
)
from blocks.errors import BlockError
from blocks.fitting import loop
from blocks.fitting.records import Moment, Scene
from blocks.pending import Question
from blocks.report import Node
from blocks.runs import Order
from blocks.stored import Stored
from blocks.tree import Block, Input, Model

Say: TypeAlias = Callable[[Answer, "Sequence[np.ndarray[Any, Any]]"], None]


def main() -> None:
    """Say hello, warm up, then answer until the other side hangs up."""
    questions, sink = sys.stdin.buffer, own_output()
    send(sink, Hello(str(torch.__version__), catalogue.kinds()))
    torch.set_num_threads(1)
    warm_up()
    send(sink, Ready())
    while True:
        try:
            data, arrays = wire.unpack(questions.read)
        except EOFError:
            return
        job = msgspec.json.decode(data, type=AnyJob)
        reply, results = answer(job, arrays, lambda part, given: send(sink, part, given))
        send(sink, reply, results)


def answer(
    job: AnyJob, arrays: "Sequence[np.ndarray[Any, Any]]", say: Say
) -> "tuple[Answer, Sequence[np.ndarray[Any, Any]]]":
    """What is answered to a job at last, mistakes in it included. `say` gives the answers before, if it has several."""
    try:
        match job:
            case Analyse(text, known):
                return _analysed(_model(text), known), ()
            case Train(text):
                kept = training.training_memory(_model(text))
                return Trained(kept.root, kept.inputs), ()
            case Run(text, order, loading):
                torch.set_num_threads(os.cpu_count() or 1)
                fed, file = _sent(order, loading, arrays)
                result = running.run(_model(text), order, fed, file)
                return Ran(result.summary), result.arrays
            case Compare(text, order, ways, folder, loading):
                torch.set_num_threads(os.cpu_count() or 1)
                fed, file = _sent(order, loading, arrays)
                return Compared(compiling.compare(_model(text), order, fed, ways, folder, file)), ()
            case MatchWeights(text, loading):
                return WeightsMatched(weights.matched(build(_model(text), "meta"), _stored(loading, arrays))), ()
            case SaveWeights(text, order, loading):
                _, file = _sent(order, loading, arrays)
                return WeightsSaved(), [_as_array(running.first_weights(_model(text), order, file))]
            case Export(text, way, loading):
                torch.set_num_threads(os.cpu_count() or 1)
                exported, raw = exporting.export_bytes(_model(text), way, _stored(loading, arrays) if loading else None)
                return ExportedFile(exported), [_as_array(raw)]
            case Share(text, order):
                return SharedGradients(gradients.shares(_model(text), order)), ()
            case Grade(text, checks, references):
                models = {name: _model(each) for name, each in references.items()}
                return Graded(grading.grade(_model(text), checks, models)), ()
            case Fit():
                return _fitted(job, arrays, say), ()
            case ListDevices():
                return Devices(devices.devices()), ()
            case _:
                return Failed("This is no job for a worker."), ()
    except BlockError as error:
        return Refused(error.received, error.expected, error.fix, error.path), ()
    except Exception as error:  # the supervisor tells the person; the worker lives on
        return Failed(f"{type(error).__name__}: {str(error)[:500]}"), ()
    finally:
        torch.set_num_threads(1)


def _fitted(job: Fit, arrays: "Sequence[np.ndarray[Any, Any]]", say: Say) -> FitEnded:
    """A training, told moment by moment."""

    def heard(moment: Moment, scene: Scene) -> None:
        say(FitMoment(moment), scene.arrays)

    going = loop.Going(job.start, *(each.tobytes() for each in arrays)) if job.start else None
    return FitEnded(loop.fit(_model(job.document), job.plan, heard, going))


def _analysed(model: Model, known: Mapping[str, Node]) -> Analysed:
    """What is known of a model, or what has to be asked of its blocks that are written in Python before it is."""
    if not source.texts(model.walk()):
        return Analysed(repair.diagnose(model).root)
    wanted: dict[str, Question] = {}

    def look(asked: Question) -> Node:
        node = known.get(asked.key)
        if node is None:
            wanted[asked.key] = asked
        return node or pending.unknown(asked)

    with pending.answered_by(look):
        report = analysis.analyse(model)
        return Analysed(report.root, tuple(wanted.values())) if wanted else Analysed(repair.diagnose(model).root)


def _sent(
    order: Order, loading: Loading | None, arrays: "Sequence[np.ndarray[Any, Any]]"
) -> "tuple[dict[str, np.ndarray[Any, Any]], Stored | None]":
    """What came along: the inputs by name, and a file of weights."""
    file = _stored(loading, arrays) if loading else None
    return dict(zip(order.given, arrays[:-1] if file else arrays, strict=True)), file


def _stored(loading: Loading, arrays: "Sequence[np.ndarray[Any, Any]]") -> Stored:
    return Stored(loading.name, arrays[-1].tobytes(), only_matching=loading.only_matching)


def _as_array(raw: bytes) -> "np.ndarray[Any, Any]":
    return np.frombuffer(raw, "uint8")


def _model(text: str) -> Model:
    return document.loads(text, catalogue.kinds())


def send(sink: BinaryIO, answer: Answer, arrays: "Sequence[np.ndarray[Any, Any]]" = ()) -> None:
    """Write one message."""
    sink.write(wire.pack(answer, arrays))
    sink.flush()


def own_output() -> BinaryIO:
    """Standard output for answers alone: a stray print must not end up in the stream."""
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sink


def warm_up() -> None:
    """The first operation on the meta device imports a second's worth of code."""
    layers = (
        Block("Conv2d", args={"out_channels": 1, "kernel_size": 1}),
        Block("BatchNorm2d"),
        Block("ReLU"),
        Block("Linear"),
    )
    repair.diagnose(Model(inputs=(Input((1, 1, 2, 2)),), root=Block("Sequential", children=layers)))


if __name__ == "__main__":
    main()
