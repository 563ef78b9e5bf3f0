"""Why a module's forward fails, in three parts: as the app says it of PyTorch's layers, else with the line of code."""

import linecache
from pathlib import Path
from typing import Any

import torch
from torch import nn

from blocks import arity, catalogue, explain
from blocks.errors import BlockError
from blocks.report import Problem
from blocks.showing.watch import Failure

_OF_BLOCKS = ", or leave it out so that it is inferred"  # which a plain module cannot
_NOT_THEIRS = (str(Path(torch.__file__).parent), str(Path(__file__).parents[1]))


def told(module: nn.Module, path: str, failure: Failure) -> BlockError:
    """What the module received, what it expects, and what to change."""
    problem = _of_layer(module, failure) or _of_code(module, failure)
    expected = f"{problem.expected} {problem.why}".rstrip()
    fix = problem.fix.replace(_OF_BLOCKS, "")
    return BlockError(problem.received, expected, fix, path or "the model")


def _of_layer(module: nn.Module, failure: Failure) -> Problem | None:
    """What the catalogue knows of a layer of PyTorch's."""
    name = type(module).__name__
    if name not in catalogue.kinds() or not type(module).__module__.startswith("torch.nn.") or not failure.inputs:
        return None
    kind = catalogue.kinds()[name]
    arguments: dict[str, Any] = {each.name: getattr(module, each.name, None) for each in kind.arguments}
    arguments = {name: value for name, value in arguments.items() if isinstance(value, int | float | str | tuple)}
    if len(failure.inputs) == 1:
        return explain.leaf(kind, arguments, failure.inputs[0], failure.error)
    return arity.misfit(kind, arguments, failure.inputs, failure.error)


def _of_code(module: nn.Module, failure: Failure) -> Problem:
    """The line of somebody's code at which it stops."""
    kind, error = type(module).__name__, failure.error
    file, line = _line(error)
    text = linecache.getline(file, line).strip()[:80] if line else ""
    where = f" in line {line} of {Path(file).name}" + (f": `{text}`" if text else "") if line else ""
    came = arity.listed(failure.inputs) if failure.inputs else "no tensor"
    who = "PyTorch" if type(error) in (RuntimeError, NotImplementedError) else "Python"
    said = explain.sentence(error)
    quote = said if who == "PyTorch" else ": ".join(dict.fromkeys((type(error).__name__, said.removesuffix(".")))) + "."
    fix = f"change {f'line {line}' if line else 'what it is given'}, or what comes before."
    return Problem(
        f"{kind} receives {came} and stops{where}.", "code that runs on it.", fix, why=f'{who} says: "{quote}"'
    )


def _line(error: BaseException) -> tuple[str, int]:
    """The innermost line that is neither PyTorch's nor ours; 0 where there is none."""
    found, trace = ("", 0), error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not file.startswith((*_NOT_THEIRS, "<")):
            found = file, trace.tb_lineno
        trace = trace.tb_next
    return found
