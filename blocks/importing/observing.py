"""One pass of a module as it is, and what each module in it was given and gave: types alone, no numbers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.utils import _pytree as pytree

from blocks.feeding import feed
from blocks.runs import Feed
from blocks.tree import Input, Model


class Call(NamedTuple):
    """A call: positional and named arguments, and the result, tensors as such on the meta device."""

    args: tuple[Any, ...]
    named: dict[str, Any]
    result: Any


class Observed(NamedTuple):
    """The calls of each module, in turn, as far as the pass came; why it stopped; and what went in and came out."""

    calls: dict[nn.Module, list[Call]]
    error: BaseException | None
    given: tuple[Tensor, ...]
    result: Any


def observe(net: nn.Module, inputs: Sequence[Input]) -> Observed:
    """The calls of one pass in eval mode, on random numbers. The module is left as it was."""
    calls: dict[nn.Module, list[Call]] = {}

    def note(module: nn.Module, args: Any, named: Any, result: Any) -> None:
        calls.setdefault(module, []).append(Call(*map(typed, (args, named, result))))

    given = tuple(feed(Model(inputs=tuple(inputs)), Feed(high=2)))
    handle = [module.register_forward_hook(note, with_kwargs=True) for module in net.modules()]
    try:
        with evaluating(net), torch.no_grad(), torch.random.fork_rng(devices=[]):
            return Observed(calls, None, given, net(*(each.clone() for each in given)))
    except (Exception, SystemExit) as error:  # it is anybody's code
        return Observed(calls, error, given, None)
    finally:
        for each in handle:
            each.remove()


@contextmanager
def evaluating(net: nn.Module) -> Iterator[None]:
    """Eval mode for a while, each module for itself."""
    modes = [(module, module.training) for module in net.modules()]
    try:
        for module, _ in modes:
            module.training = False
        yield
    finally:
        for module, mode in modes:
            module.training = mode


def typed(value: Any) -> Any:
    """The same with tensors on the meta device; a value that cannot be taken apart as it is."""
    try:
        return pytree.tree_map(lambda each: each.detach().to("meta") if isinstance(each, Tensor) else each, value)
    except Exception:  # PackedSequence, which checks where its tensors are
        return value
