"""What a student's module does, against what a task asks of it: by behaviour, whatever way it is built.

It really runs, on the CPU, for several inputs and sizes of the batch, and back. A block written in Python runs in the
same process as what grades it: who writes one in order to deceive can.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

from blocks.errors import BlockError, near
from blocks.grading import counts, learning, same, shapes
from blocks.grading.subject import Stopped, Subject
from blocks.grading.verdict import Verdict, missed
from blocks.lessons import checks as kinds
from blocks.lessons.asking import WORKS, asked
from blocks.lessons.checks import AnyCheck, Outcome, SameOutputs
from blocks.tree import Model

_GRADES: dict[type[Any], Callable[[Any, Subject], Verdict]] = {
    kinds.Takes: shapes.takes,
    kinds.Gives: shapes.gives,
    kinds.Sums: shapes.sums,
    kinds.Parameters: counts.parameters,
    kinds.Macs: counts.macs,
    kinds.Receptive: counts.receptive,
    kinds.Sharing: counts.sharing,
    kinds.Uses: counts.used,
    kinds.Size: counts.size,
    kinds.Keys: counts.keys,
    kinds.Gradient: learning.gradient,
    kinds.Trains: learning.trains,
}


def grade(model: Model, checks: Sequence[AnyCheck], references: Mapping[str, Model] | None = None) -> list[Outcome]:
    """What came of each check, in their order; or, of a model that does not work, one outcome that says so.

    `references` are the models that checks name. Torch's seed is left as it was. Raises BlockError where a reference is
    missing or does not work, or the model is too large to run here.
    """
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a warning is no mistake, also where a program makes errors of them
        subject = Subject(model)
        if not subject.report.ok:
            return [_broken(subject)]
        return [_outcome(each, subject, references or {}) for each in checks]


def _outcome(check: AnyCheck, subject: Subject, references: Mapping[str, Model]) -> Outcome:
    try:
        if isinstance(check, SameOutputs):
            found = same.outputs(subject, _reference(check.model, references))
        else:
            found = _GRADES[type(check)](check, subject)
    except Stopped as error:
        found = missed(f"It stops: {error}", "Its shapes fit; look at what the numbers do in it.")
    hint = "" if found.passed else check.hint or found.hint
    return Outcome(asked(check), found.passed, found.came, hint)


def _reference(name: str, references: Mapping[str, Model]) -> Subject:
    if name not in references:
        raise BlockError(f"There is no model {name!r}.", "a model of the lesson.", near(name, references) or "add it.")
    subject = Subject(references[name])
    if not subject.report.ok:
        raise BlockError(f"The lesson's {name} does not work.", "a model that works.", "look at it in the app.", name)
    return subject


def _broken(subject: Subject) -> Outcome:
    path, problem = subject.report.problems[0]
    place = f"{path}: " if path else ""
    reason = f" {problem.reason}" if problem.reason else ""
    return Outcome(WORKS, False, f"{place}{problem.received} Expected: {problem.expected}{reason}", problem.fix)
