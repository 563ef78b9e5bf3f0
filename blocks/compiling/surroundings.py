"""What compilers need around them, and what must not stay behind: folders, threads, what they print."""

import contextlib
import io
import logging
import os
import warnings
from collections.abc import Iterator
from statistics import median

import torch

from blocks.compiling.case import Case

PAYS = 0.8  # of the time with one thread
FEWEST = 5  # calls of which the median tells


def has_compiler(device: str) -> bool:
    """Whether machine code can be made for a device: for the CPU it is C++ first."""
    if not device.startswith("cpu"):
        return True
    from torch._inductor.cpp_builder import get_cpp_compiler
    from torch._inductor.exc import InvalidCxxCompiler

    try:
        get_cpp_compiler()
    except InvalidCxxCompiler:
        return False
    return True


@contextlib.contextmanager
def compiling(folder: str) -> Iterator[None]:
    """What the compiler writes goes to a folder, it starts no processes that stay, and it forgets all afterwards."""
    try:
        if folder:
            with _environment(TORCHINDUCTOR_CACHE_DIR=folder, TMPDIR=folder), _configured():
                yield
        else:
            yield
    finally:
        forget()


def _configured() -> contextlib.AbstractContextManager[None]:
    """No pool of compilers, which would stay; random numbers are drawn as eager draws them."""
    from torch._inductor import config

    changes = {"compile_threads": 1, "fallback_random": True}
    found: contextlib.AbstractContextManager[None] = config.patch(changes)
    return found


def forget() -> None:
    """What `torch.compile` has compiled and counted."""
    from torch._dynamo import reset
    from torch._dynamo.utils import counters

    reset()
    counters.clear()


@contextlib.contextmanager
def threads(case: Case) -> Iterator[int]:
    """All threads, where they make this model a quarter quicker, else one: small operations lose by sharing, above
    all on a busy machine."""
    before = torch.get_num_threads()
    if case.device != "cpu" or before == 1:
        yield before
        return
    found = {}
    try:
        for count in (before, 1):
            torch.set_num_threads(count)
            with contextlib.suppress(Exception):  # what is wrong with the model shows below
                found[count] = median(case.timed(case.net, case.given)[1] for _ in range(FEWEST))
        pays = len(found) == 2 and found[before] < PAYS * found[1]
        torch.set_num_threads(before if pays else 1)
        yield torch.get_num_threads()
    finally:
        torch.set_num_threads(before)


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """PyTorch's compilers print a good deal; what matters of it is in the records."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
