"""From a model to PyTorch source that a programmer would have written and that needs torch alone.

A `Graph`, and a named `Sequential` whose children are all named, becomes a class with these as
attributes and a straight `forward`, in which operations without weights are plain expressions; blocks
that differ in numbers alone share one class with arguments. A `Sequential` without names is an
`nn.Sequential`; a `Repeat` is a comprehension. Inferred arguments are written out. The module has the
`state_dict` keys that `build` gives.
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
