"""Python source and an expression become a module, and what each module in it was made with is noted.

This runs the text, in this process: whoever calls it has read the text, or has locked the process before.
"""

import inspect
import linecache
import math
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from types import FrameType
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import torch
from torch import Tensor, nn
from torch.nn import functional

from blocks.errors import BlockError

_FILE = "<imported "
Made: TypeAlias = "WeakKeyDictionary[nn.Module, dict[str, Any]]"  # the arguments by name


def make(source: str, expression: str) -> tuple[nn.Module, Made]:
    """The module that an expression such as `MLP(20)` gives after the source ran, and what modules were made with.

    Raises: BlockError, with the line, where either stops, or where it is no module.
    """
    names: dict[str, Any] = {
        "__name__": "imported", "torch": torch, "nn": nn, "F": functional, "Tensor": Tensor, "math": math,
    }  # fmt: skip
    file = filename(source)
    lines = source.splitlines(keepends=True)
    linecache.cache[file] = (len(source), None, lines, file)  # so that classes know their text
    with noted() as made:
        try:
            exec(compile(source, file, "exec", dont_inherit=True), names)
        except (Exception, SystemExit) as error:
            raise _stopped(error, file, "The code") from error
        try:
            net = eval(compile(expression, "<expression>", "eval"), names)
        except (Exception, SystemExit) as error:
            raise _stopped(error, file, f"`{expression[:80]}`") from error
    if not isinstance(net, nn.Module):
        raise BlockError(
            f"`{expression[:80]}` gives {type(net).__name__}.", "an nn.Module.", "write a call such as `MLP()`."
        )
    return net, made


def filename(source: str) -> str:
    """What tracebacks call the text."""
    return f"{_FILE}{blake2b(source.encode(), digest_size=6).hexdigest()}>"


@contextmanager
def noted() -> Iterator[Made]:
    """Note meanwhile what each new module is made with: the arguments of its class's own constructor."""
    made: Made = WeakKeyDictionary()

    def look(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or code.co_name != "__init__" or not code.co_argcount:
            return
        module = frame.f_locals.get(code.co_varnames[0])
        if isinstance(module, nn.Module) and getattr(type(module).__init__, "__code__", None) is code:
            found = dict(frame.f_locals)
            more = bool(code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS))
            names = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
            pending.append((module, {name: found[name] for name in names}, more))

    pending: list[tuple[nn.Module, dict[str, Any], bool]] = []
    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield made
    finally:
        sys.setprofile(before)
        for module, given, more in pending:
            if "_modules" in vars(module) and not more:  # really made, and by names alone
                made[module] = given


def _stopped(error: BaseException, file: str, what: str) -> BlockError:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
    where = f" in line {line}" if line else ""
    fix = f"change line {line}." if line else "change it."
    if "before Module.__init__() call" in str(error):
        fix = "call `super().__init__()` first: it makes the place where layers are registered."
    return BlockError(
        f"{what} stops{where}. {type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no word'}",
        "code that runs.", fix,
    )  # fmt: skip
