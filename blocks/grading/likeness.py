"""What two outputs that differ have in common, so that a hint can say where to look."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import torch
from torch import Tensor

Close: TypeAlias = Callable[[Tensor, Tensor], bool]


def likeness(mine: Sequence[Tensor], theirs: Sequence[Tensor], given: Sequence[Tensor], close: Close) -> str:
    """A hint, or "" where the two have nothing in common that one could name."""
    if len(mine) != len(theirs):
        return ""
    if any(not bool(each.isfinite().all()) for each in mine):
        return "Some of its numbers are infinite or none at all (NaN)."
    for one, other in zip(mine, theirs, strict=True):
        if not close(one, other):
            return next(_alike(one, other, given, close), "")
    return ""


def _alike(one: Tensor, other: Tensor, given: Sequence[Tensor], close: Close) -> Iterator[str]:
    if one.shape != other.shape:
        yield from _rearranged(one, other, close)
        return
    for dim in range(1, one.ndim):
        if one.shape[dim] > 1 and close(one.sort(dim).values, other.sort(dim).values):
            yield f"The numbers are right, and stand in another order along dimension {dim}: what is joined first?"
    if not (one.is_floating_point() and other.is_floating_point()):
        return
    yield from _by_input(one, other, given, close)
    factor = float((one * other).sum() / (other * other).sum().clamp_min(1e-30))
    if abs(factor) > 1e-3 and close(one / factor, other):
        yield f"Each number is {factor:.3g} times what it should be: is something added that should be averaged, or so?"
    yield from _by_function(one, other, close)


def _rearranged(one: Tensor, other: Tensor, close: Close) -> Iterator[str]:
    if one.numel() != other.numel():
        return
    if close(one.flatten(), other.flatten()):
        yield "The numbers are right, arranged in another shape."
    elif close(one.flatten().sort().values, other.flatten().sort().values):
        yield "The numbers are right, with dimensions exchanged."


def _by_input(one: Tensor, other: Tensor, given: Sequence[Tensor], close: Close) -> Iterator[str]:
    for each in given:
        if each.shape == other.shape and each.dtype == other.dtype:
            if close(one + each, other):
                yield "What is missing is exactly the input itself."
            if close(one - each, other):
                yield "The input itself is added, and should not be."


def _by_function(one: Tensor, other: Tensor, close: Close) -> Iterator[str]:
    """Whether one is the other before, or after, a last function."""
    changes: dict[str, Callable[[Tensor], Tensor]] = {
        "negative numbers are cut off": torch.relu,
        "they are squeezed between 0 and 1": torch.sigmoid,
        "they are squeezed between −1 and 1": torch.tanh,
        "they are made shares of one": lambda each: each.softmax(-1),
        "they are made logarithms of shares": lambda each: each.log_softmax(-1),
    }
    for words, change in changes.items():
        if close(change(one), other):
            yield f"The numbers are those that the lesson's has before its last step: there {words}."
        if close(one, change(other)):
            yield f"The lesson's gives these numbers before one more step of yours: there {words}."
