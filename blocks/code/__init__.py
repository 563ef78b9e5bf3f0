"""From a model to PyTorch source that a programmer would have written and that needs torch alone.

A definition becomes a class of its name: its parameters are arguments, and rules stand as they were written.
A number that is inferred, and not the same in all instances, is a further argument, a required one; where it
is the width that a rule gives, it is written as this rule. Instances that differ in more than numbers have a
class each (`Bottleneck`, `Bottleneck2`).

A `Graph`, and a named `Sequential` whose children are all named, becomes a class with these as attributes and
a straight `forward`, in which operations without weights are plain expressions; blocks that differ in numbers
alone share one class with arguments. A `Sequential` without names is an `nn.Sequential`. A `Repeat` is a
comprehension: over all rounds, `for i in range(times)`, where rules or parameters decide on them, else over
each stretch of equal rounds.

What is called again is one module, and tied parameters are one; see `sharing`. The module has the `state_dict`
keys, and the parameters in common, that `build` gives.
"""

import subprocess

from ruff.__main__ import find_ruff_bin

from blocks.code.writer import source
from blocks.errors import BlockError
from blocks.kinds import Kinds
from blocks.report import Report


def to_code(report: Report, kinds: Kinds) -> str:
    """The model as Python source. Raises BlockError when the model has a problem."""
    if not report.ok and not report.problems:
        raise BlockError("Nothing is known of the model.", "an analysis.", "look at what the page says of it.")
    if not report.ok:
        path, problem = report.problems[0]
        raise BlockError(problem.received, problem.expected, problem.fix, path or "the model")
    return _formatted(source(report, kinds))


def _formatted(text: str) -> str:
    """The source as ruff lays it out."""
    command = [find_ruff_bin(), "format", "--isolated", "--line-length", "100", "--target-version", "py310", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=20, check=True)
    return done.stdout
