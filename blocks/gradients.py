"""What each place of a shared parameter adds to its gradient, in one real forward and backward pass on the CPU.

The loss is the mean of the model's (first) output. The module is in eval mode, so two passes do the same.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack

import torch
from torch import Tensor, nn

from blocks.analysis import analyse
from blocks.building import build
from blocks.devices import device_called
from blocks.errors import BlockError
from blocks.feeding import feed
from blocks.labels import involved
from blocks.ledger import Contribution, SharedGradient, visits
from blocks.measuring import tensors_of
from blocks.report import Report
from blocks.running import affordable
from blocks.runs import Order, with_batch
from blocks.tree import Model

Parts = list[tuple[str, Tensor]]  # path of the place, what it adds


def shares(model: Model, order: Order = Order()) -> list[SharedGradient]:
    """The gradient of each shared parameter, and what each call adds to it, in the order of the calls.

    Raises: BlockError when the model has a problem, does not fit in memory, or has no gradient.
    """
    report = analyse(with_batch(model, order.batch))
    affordable(report, device_called("cpu"), Order(backward=True))
    torch.manual_seed(order.feed.seed)
    net = build(report)
    given = feed(report.model, order.feed)
    return [
        SharedGradient(path, tuple(whole.shape), whole.norm().item(), _contributions(parts))
        for path, (whole, parts) in by_place(report, net, given).items()
    ]


def _contributions(parts: Parts) -> tuple[Contribution, ...]:
    return tuple(Contribution(path, part.norm().item()) for path, part in parts)


def by_place(report: Report, net: nn.Module, given: Sequence[Tensor]) -> dict[str, tuple[Tensor, Parts]]:
    """For each shared parameter, by its path, its gradient and the part that each call adds to it."""
    calls = _calls(report, net)
    often = Counter(parameter for module, paths in calls.items() for parameter in module.parameters() for _ in paths)
    shared = {parameter for parameter, count in often.items() if count > 1}
    _backward(net, given)
    whole = {parameter: _gradient(parameter) for parameter in shared}
    placed = _Placed(shared)
    with ExitStack() as stack:
        for module, paths in calls.items():
            placed.watch(module, paths, stack.callback)
        _backward(net, given)
    names = {parameter: name for name, parameter in net.named_parameters() if parameter in shared}
    parts = {each: [(path, _gradient(clone)) for path, clone in placed.parts[each]] for each in names}
    return {name: (whole[each], parts[each]) for each, name in names.items()}


def _calls(report: Report, net: nn.Module) -> dict[nn.Module, list[str]]:
    """For each module of a layer the paths of the places that call it, in the order of the calls."""
    calls: dict[nn.Module, list[str]] = {}
    for visit in visits(report, unfold=True) if _shares(report) else ():
        if not (visit.target or visit.block).children:
            calls.setdefault(net.get_submodule(visit.owner), []).append(visit.path)
    return calls


def _shares(report: Report) -> bool:
    """Whether anything is shared: otherwise there is no need to look."""
    return any(involved(block) or block.args.get("share") for block in report.model.walk())


def _backward(net: nn.Module, given: Sequence[Tensor]) -> None:
    net.zero_grad()
    output = tensors_of(net(*(each.clone() for each in given)))[0]  # code may write to its input
    if not output.requires_grad:
        raise BlockError(
            f"The output ({str(output.dtype).removeprefix('torch.')}) has no gradient.",
            "an output of real numbers that follows from a parameter.", "end with a layer that gives such.",
        )  # fmt: skip
    (output.abs() if output.is_complex() else output).mean().backward()


def _gradient(parameter: Tensor) -> Tensor:
    """Zero where the output does not follow from the parameter."""
    return torch.zeros_like(parameter) if parameter.grad is None else parameter.grad.detach().clone()


class _Placed:
    """Gives each call of a module copies of the shared parameters: each copy gets the gradient of its call alone."""

    def __init__(self, shared: set[nn.Parameter]) -> None:
        self.parts: dict[Tensor, Parts] = {parameter: [] for parameter in shared}

    def watch(self, module: nn.Module, paths: Sequence[str], at_end: Callable[[Callable[[], None]], object]) -> None:
        """Do so with one module, which is called at these places in turn."""
        own = [
            (inner, name, parameter)
            for inner in module.modules()
            for name, parameter in inner.named_parameters(recurse=False)
            if parameter in self.parts
        ]
        turns = iter(paths)

        def before(*_: object) -> None:
            path = next(turns)
            for inner, name, parameter in own:
                clone = nn.Parameter(parameter.detach().clone())
                self.parts[parameter].append((path, clone))
                setattr(inner, name, clone)

        def after(*_: object) -> None:
            for inner, name, parameter in own:
                setattr(inner, name, parameter)

        if own:
            at_end(module.register_forward_pre_hook(before).remove)
            at_end(module.register_forward_hook(after).remove)
