"""Whether a model can learn: a real pass back to the input and to each parameter, and a real step of training.

B the batch. The loss is a random mix of all outputs, so that no two numbers of an output cancel.
"""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from blocks.grading.observing import uses
from blocks.grading.subject import Stopped, Subject, passed, said
from blocks.grading.verdict import HOLDS, Verdict, missed
from blocks.lessons.asking import listed
from blocks.lessons.checks import Gradient, Trains

ROUNDS = 4  # until everything is reached: a ReLU may be silent for one draw, or a maximum elsewhere
RATE = 0.1
_WHOLE = "Its input is whole numbers, which have no gradient."


def gradient(check: Gradient, subject: Subject) -> Verdict:
    """Whether a gradient of the output reaches each place of the input, each parameter, or both, in eval mode."""
    net = subject.net
    given = subject.fed(subject.batches[0])
    whole = not any(each.is_floating_point() or each.is_complex() for each in given)
    if check.to == "input" and whole:
        return missed(_WHOLE, "An input of real numbers has one: set it in the form of the model's input.")
    missing = {name: each for name, each in net.named_parameters() if each.requires_grad and check.to != "input"}
    places: list[Tensor] = []
    for seed in range(ROUNDS):
        given, came = _back(net, subject.fed(subject.affordable, seed), seed)
        if came is not None:
            return came
        missing = {name: each for name, each in missing.items() if not _arrives(each)}
        if check.to != "parameters":
            places = _reached(given, places)
        net.zero_grad()
        if not missing and all(bool(each.all()) for each in places):
            break
    if missing:
        return missed(*_unreached(subject, missing))
    return _into(places) if places else Verdict(True, _WHOLE if check.to == "both" and whole else "")


def trains(check: Trains, subject: Subject) -> Verdict:
    """Whether one step of SGD with a batch of that size moves each parameter.

    A bias right before a batch normalisation is taken away again by it, so that its gradient in training is nothing:
    a bias also counts as moved where a gradient reaches it in eval mode.
    """
    net = subject.fresh()
    still = {name: each for name, each in net.named_parameters() if each.requires_grad}
    if not still:
        return missed("It has no parameters that could move.", "Which layers have parameters? Their cards say.")
    for seed in range(ROUNDS):
        before = {name: each.detach().clone() for name, each in still.items()}
        try:
            _, came = _back(net.train(), subject.fed(check.batch, seed), seed)
        except Stopped as error:
            return missed(f"In training it stops: {error}", "In eval mode it works: which block differs in training?")
        if came is not None:
            return came
        torch.optim.SGD(still.values(), lr=RATE).step()
        still = {name: each for name, each in still.items() if torch.equal(each, before[name])}
        net.zero_grad()
        if not still:
            return HOLDS
    if all(name.rpartition(".")[2].startswith("bias") for name in still):
        _back(net.eval(), subject.fed(check.batch), 0)
        still = {name: each for name, each in still.items() if not _arrives(each)}
    return missed(*_unreached(subject, still)) if still else HOLDS


def _back(net: nn.Module, given: Sequence[Tensor], seed: int) -> tuple[list[Tensor], Verdict | None]:
    """The inputs after a pass back, or why there was none."""
    torch.manual_seed(seed)  # for dropout
    leaves = [each.requires_grad_(each.is_floating_point() or each.is_complex()) for each in given]
    with torch.enable_grad():
        outputs = [each for each in passed(net, leaves) if each.requires_grad]
        if not outputs:
            return leaves, missed(
                "The output has no gradient.",
                "No parameter is on the way to it, or a step in between has no gradient, such as one that gives whole "
                "numbers.",
            )
        try:
            _mix(outputs, seed).backward()
        except Exception as error:
            raise Stopped(said(error)) from error
    return leaves, None


def _mix(outputs: Sequence[Tensor], seed: int) -> Tensor:
    random = torch.Generator().manual_seed(seed)
    real = [each.abs() if each.is_complex() else each for each in outputs]
    return torch.stack([(each * torch.randn(each.shape, generator=random)).sum() for each in real]).sum()


def _arrives(parameter: Tensor) -> bool:
    return parameter.grad is not None and bool(parameter.grad.isfinite().all()) and bool(parameter.grad.any())


def _reached(given: Sequence[Tensor], before: list[Tensor]) -> list[Tensor]:
    """Of each input of real numbers, the places of an example that a gradient has reached."""
    real = [each for each in given if each.requires_grad]
    now = [torch.zeros_like(each, dtype=torch.bool) if each.grad is None else each.grad != 0 for each in real]
    now = [each.any(0) if each.ndim else each for each in now]
    return [one | other for one, other in zip(now, before, strict=True)] if before else now


def _into(places: Sequence[Tensor]) -> Verdict:
    count, reached = sum(each.numel() for each in places), sum(int(each.sum()) for each in places)
    if count == reached:
        return HOLDS
    if not reached:
        hint = "Find the block from which on nothing depends on the input: a constant, or a step without a gradient."
        return missed("No gradient reaches the input.", hint)
    return missed(
        f"A gradient reaches {reached:,} of the {count:,} numbers of an example.",
        "Find the block that leaves a part of its input out.",
    )


def _unreached(subject: Subject, missing: Mapping[str, Tensor]) -> tuple[str, str]:
    """Which parameters stay as they are, and where to look."""
    net = subject.net
    own = dict(net.named_parameters())
    counts = uses(net, subject.fed(subject.batches[0]), own.values())
    idle = [name for name in missing if id(own[name]) not in counts]
    if idle:
        return f"Nothing uses {listed(idle, 3)}.", "What has been made is to be called on the way to the output, too."
    hint = "It is used, and no gradient comes back to it: what behind it has none, or is always zero?"
    return f"No gradient reaches {listed(list(missing), 3)}.", hint
