"""Blocks written in Python, run: what they give and cost, and the module itself.

This is the one file that executes a text of the document. It does so where `allowed` says so alone: in a locked
process (`engine.locked`), or in a program whose author asked for it. A module is asked on the meta device first; where
that cannot do it, as for a loop whose length the numbers decide, and wherever it is cheap, it really runs on the CPU.
"""

import math
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from blocks import arity, explain, inside, pending
from blocks.errors import BlockError
from blocks.measuring import followed, tensors_of, type_of, weights
from blocks.metering import Meter, unfused
from blocks.pending import Question
from blocks.report import Node, Part, Problem, TensorType
from blocks.source import read
from blocks.stretching import Reading

SMALL = 50_000_000  # bytes and MACs up to which a run on the CPU has the last word
LARGEST = 2**28  # bytes of inputs with which it runs on the CPU at all
QUICK = 2.0  # seconds of the processor: after a longer run there is no second one, with one example more. The first
# run of a process has torch's own start in it, about one of them.
MOST_OUTPUTS = 64
_FILE = "<Code "


def make(source: str, args: dict[str, Any]) -> nn.Module:
    """The module of a text, built with these arguments. Raises BlockError where that is not allowed, and whatever the
    text raises."""
    if pending.answering() is not remembered:
        told = pending.refusing(Question(source, (), ())).problem
        assert told is not None
        raise BlockError(told.received, told.expected, told.fix)
    return _made(source, args)


@contextmanager
def allowed() -> Iterator[None]:
    """Run the Python of documents in this process."""
    with pending.answered_by(remembered):
        yield


@lru_cache(maxsize=1_000)
def remembered(asked: Question) -> Node:
    """What a block gives and costs; asked once."""
    return measure(asked)


def filename(source: str) -> str:
    """What tracebacks call the text."""
    return f"{_FILE}{blake2b(source.encode(), digest_size=6).hexdigest()}>"


def line_of(error: BaseException) -> int | None:
    """The line of a block's text in which an error came up: the innermost that is of any text."""
    return place_of(error)[1]


def place_of(error: BaseException) -> tuple[str, int | None]:
    """What tracebacks call the text in which an error came up, and the line; no line where it is in none."""
    file, line, trace = "", None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(_FILE):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return file, line


def measure(asked: Question) -> Node:
    """What a block gives and costs, or its problem with the line where it stops. It runs; it never raises."""
    with torch.no_grad(), warnings.catch_warnings(), torch.random.fork_rng(devices=[]):
        warnings.simplefilter("ignore")
        try:
            return _node(asked, *_looked(asked))
        except (Exception, SystemExit) as error:  # it may raise anything
            return Node(inputs=asked.given, problem=_problem(asked, error))


class _Look(NamedTuple):
    """One run: the module, what it gave and cost, what is odd about it, and the seconds of the processor
    it took."""

    module: nn.Module
    reading: Reading
    caution: Problem | None
    parts: tuple[Part, ...]
    seconds: float
    device: str


class _NoTensors(Exception):
    """What forward gave instead."""

    def __init__(self, given: Any) -> None:
        self.given = type(given).__name__


def _made(source: str, args: dict[str, Any]) -> nn.Module:
    names: dict[str, Any] = {
        "__name__": "code_block", "torch": torch, "nn": nn, "F": functional, "Tensor": Tensor, "math": math,
    }  # fmt: skip
    found = read(source)
    exec(compile(source, filename(source), "exec", dont_inherit=True), names)
    del names["__name__"]  # no module of that name can be imported, which torch.compile would try
    module = names[found.name](**args)
    if not isinstance(module, nn.Module):
        raise TypeError(f"{found.name} makes no nn.Module")
    return module


def _looked(asked: Question) -> tuple[_Look, Reading]:
    """The run that tells most, and what surely comes out. The meta device is lax, and some it cannot do at all."""
    try:
        meta = _look(asked, "meta")
    except (Exception, SystemExit) as error:
        try:
            real = _look(asked, "cpu")
        except (MemoryError, RuntimeError) as further:
            raise (error if "allocate" in str(further) or isinstance(further, MemoryError) else further) from None
        return real, real.reading
    work = sum(each.bytes for each in asked.given) + meta.reading.written + meta.reading.macs
    if work + weights(meta.module)["weight_bytes"] > SMALL:
        return meta, meta.reading
    return meta, _look(asked, "cpu").reading


def _look(asked: Question, device: str) -> _Look:
    if device == "cpu" and sum(each.bytes for each in asked.given) > LARGEST:
        raise MemoryError("the inputs are too large to run it for its shapes")
    torch.manual_seed(0)
    start = time.process_time()
    with torch.device(device):
        module = _made(asked.source, asked.arguments).eval()
        caution = inside.caution(module)
        tensors = [_filled(each.shape, each.dtype) for each in asked.given]
        with unfused(), Meter(real=device == "cpu") as meter:
            result = module(*tensors)
    outputs = tensors_of(result)
    if not 1 <= len(outputs) <= MOST_OUTPUTS:
        raise _NoTensors(result)
    reading = Reading(outputs, meter.macs, meter.written, not isinstance(result, Tensor))
    return _Look(module, reading, caution, inside.parts(module), time.process_time() - start, device)


def _filled(shape: tuple[int, ...], dtype: str) -> Tensor:
    """A random tensor; whole numbers are 0 or 1, which any table can look up."""
    kind: torch.dtype = getattr(torch, dtype)
    if kind.is_floating_point or kind.is_complex:
        return torch.randn(shape, dtype=kind)
    return torch.randint(0, 2, shape).to(kind)


def _node(asked: Question, look: _Look, sure: Reading) -> Node:
    def again(*tensors: Tensor) -> Any:
        with torch.device(look.device):
            return look.module(*tensors)

    outputs = tuple(map(type_of, sure.outputs))
    if look.seconds < QUICK:
        with torch.device(look.device):
            outputs = followed(again, asked.given, outputs, _filled)
    return Node(
        inputs=asked.given, outputs=outputs, many=sure.many, caution=look.caution, parts=look.parts,
        macs=look.reading.macs, saved=look.reading.written,
        peak=sum(each.bytes for each in asked.given) + look.reading.written,
        **weights(look.module),
    )  # fmt: skip


# --- problems


def _problem(asked: Question, error: BaseException) -> Problem:
    if isinstance(error, BlockError):
        return Problem(error.received, error.expected, error.fix)
    name, line = read(asked.source).name, line_of(error)
    came = _came(asked.given)
    if isinstance(error, _NoTensors):
        return Problem(
            f"The forward of {name} gives {_a(error.given)}.", "forward must return a tensor, or a tuple of tensors.",
            "return tensors.",
        )  # fmt: skip
    where = f" in line {line}: `{_text(asked.source, line)}`" if line else ""
    who = "PyTorch" if isinstance(error, RuntimeError) and type(error) is not RecursionError else "Python"
    said = explain.sentence(error) if isinstance(error, Exception) else f"{error}"
    if who == "Python":
        said = ": ".join(dict.fromkeys((type(error).__name__, said)))
    fix = f"change {f'line {line}' if line else 'the code'}, or what comes before."
    if "before Module.__init__() call" in said:
        fix = "call `super().__init__()` first: it makes the place where layers are registered."
    return Problem(f"{name} {came} and stops{where}.", "code that runs on it.", fix, why=f'{who} says: "{said}"')


def _came(given: tuple[TensorType, ...]) -> str:
    return f"receives {arity.listed(given)}"


def _a(name: str) -> str:
    return "None" if name == "NoneType" else f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _text(source: str, line: int) -> str:
    lines = source.split("\n")
    return lines[line - 1].strip()[:80] if line <= len(lines) else ""
