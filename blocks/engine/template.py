"""The template: a process with torch, warm, from which a fresh child is forked for each job that runs code.

It never runs a block that is written in Python itself, has one thread, and does three things when asked over its
socket: fork a child with two open files, tell how a child ended, and end when nobody is left to ask.
"""

import gc
import os
import signal
import socket
import sys
import time

import msgspec
import torch

from blocks import coding
from blocks.engine import child, worker
from blocks.engine.jobs import End, Ended, Fork, Forked
from blocks.pending import question
from blocks.report import TensorType

WARM = """class Warm(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Conv2d(1, 1, 1), nn.Flatten(), nn.Linear(4, 4), nn.ReLU())

    def forward(self, x):
        return x if self.layers(x).sum() > 0 else 2 * x"""  # what the meta device cannot do, so that it runs on both
GRACE = 0.3  # seconds in which a child that has hung up ends by itself


def main() -> None:
    """Warm up, then fork on demand until the other side hangs up."""
    control = socket.socket(fileno=int(sys.argv[1]))
    torch.set_num_threads(1)
    worker.warm_up()
    coding.measure(question({"source": WARM}, (TensorType((1, 1, 2, 2), "float32", (1, 0, 0, 0)),)))
    gc.collect()
    gc.freeze()  # so that no child's collector writes to pages that it shares with the others
    control.send(b"{}")
    while True:
        message, files, *_ = socket.recv_fds(control, 2**16, 2)
        if not message:
            return
        request = msgspec.json.decode(message, type=Fork | End)
        answer = _forked(request, files) if isinstance(request, Fork) else _ended(request)
        control.send(msgspec.json.encode(answer))


def _forked(request: Fork, files: list[int]) -> Forked:
    pid = os.fork()
    if pid == 0:
        child.serve(files[0], files[1], child.Bounds(request.memory, request.seconds, request.readable))
    for each in files:
        os.close(each)
    return Forked(pid)


def _ended(request: End) -> Ended:
    """How a child ended: by itself within the grace, else because it is ended here. Only a child that nobody has
    asked about yet has its number for sure."""
    limit = time.monotonic() + GRACE * request.alone
    done, status = os.waitpid(request.pid, os.WNOHANG)
    while not done and time.monotonic() < limit:
        time.sleep(0.002)
        done, status = os.waitpid(request.pid, os.WNOHANG)
    if not done:
        os.kill(request.pid, signal.SIGKILL)
        _, status = os.waitpid(request.pid, 0)
    return Ended(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
