"""A worker: the process in which torch lives. Started by the supervisor; answers one job at a time.

It talks over its standard input and output; whatever else prints goes to standard error. Code
blocks, when they come, get a locked worker of their own; this one only sees built-in kinds.
"""

import os
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO

import msgspec
import numpy as np
import torch

from blocks import catalogue, document, gradients, repair, running, training
from blocks.engine import wire
from blocks.engine.jobs import (
    Analyse,
    Analysed,
    Answer,
    AnyJob,
    Devices,
    Failed,
    Hello,
    ListDevices,
    Ran,
    Ready,
    Refused,
    Run,
    Share,
    SharedGradients,
    Train,
    Trained,
)
from blocks.errors import BlockError
from blocks.tree import Block, Input, Model


def main() -> None:
    """Say hello, warm up, then answer until the other side hangs up."""
    source, sink = sys.stdin.buffer, _own_output()
    _send(sink, Hello(str(torch.__version__), catalogue.kinds()))
    torch.set_num_threads(1)
    _warm_up()
    _send(sink, Ready())
    while True:
        try:
            data, arrays = wire.unpack(source.read)
        except EOFError:
            return
        answer, results = _answer(msgspec.json.decode(data, type=AnyJob), arrays)
        _send(sink, answer, results)


def _answer(job: AnyJob, arrays: "Sequence[np.ndarray[Any, Any]]") -> "tuple[Answer, Sequence[np.ndarray[Any, Any]]]":
    try:
        match job:
            case Analyse(text):
                return Analysed(repair.diagnose(_model(text)).root), ()
            case Train(text):
                kept = training.training_memory(_model(text))
                return Trained(kept.root, kept.inputs), ()
            case Run(text, order):
                torch.set_num_threads(os.cpu_count() or 1)
                result = running.run(_model(text), order, dict(zip(order.given, arrays, strict=True)))
                return Ran(result.summary), (*result.inputs, *result.outputs)
            case Share(text, order):
                return SharedGradients(gradients.shares(_model(text), order)), ()
            case ListDevices():
                return Devices(running.devices()), ()
    except BlockError as error:
        return Refused(error.received, error.expected, error.fix, error.path), ()
    except Exception as error:  # the supervisor tells the person; the worker lives on
        return Failed(f"{type(error).__name__}: {str(error)[:500]}"), ()
    finally:
        torch.set_num_threads(1)


def _model(text: str) -> Model:
    return document.loads(text, catalogue.kinds())


def _send(sink: BinaryIO, answer: Answer, arrays: "Sequence[np.ndarray[Any, Any]]" = ()) -> None:
    sink.write(wire.pack(answer, arrays))
    sink.flush()


def _own_output() -> BinaryIO:
    """Standard output for answers alone: a stray print must not end up in the stream."""
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sink


def _warm_up() -> None:
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
