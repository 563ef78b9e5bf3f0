"""Which tensor of one module stands for which of another, so that both can be given the same weights.

Names, the order of first use and the order of registration are tried first. Then each tensor is found by what it does:
all of one shape get the same numbers in both modules, which must then give the same, however they are paired; and one
after the other gets numbers of its own, for which only one of the other module's has the same effect. That takes one
pass for each pair that is tried, where trying all orders would take a factorial.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import torch
from torch import Tensor, nn

from blocks.grading.observing import uses

PERIOD = 99_991  # numbers after which those of a large tensor repeat: a prime, so that no two rows are the same
Named: TypeAlias = Mapping[str, Tensor]
Pairs: TypeAlias = list[tuple[Tensor, Tensor]]  # mine, theirs


class Holds(NamedTuple):
    """What a module keeps, each tensor once: what is trained, and what is not (real numbers, all finite)."""

    trained: dict[str, Tensor]
    constants: dict[str, Tensor]

    @property
    def all(self) -> dict[str, Tensor]:
        return {**self.trained, **self.constants}


def held(net: nn.Module) -> Holds:
    """What a module keeps."""
    own = dict(net.named_parameters())
    trained: dict[str, Tensor] = {name: each for name, each in own.items() if each.requires_grad}
    fixed: dict[str, Tensor] = {name: each for name, each in own.items() if not each.requires_grad}
    fixed |= dict(net.named_buffers())
    constants = {name: each for name, each in fixed.items() if each.is_floating_point() and bool(each.isfinite().all())}
    return Holds(trained, constants)


def common(mine: Holds, theirs: Holds) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """What both keep, of each by name: all that is trained, and the constants of which both have as many."""
    one, other = (Counter(map(_shape, each.constants.values())) for each in (mine, theirs))
    shared = {shape for shape in one if one[shape] == other[shape]}
    return tuple(  # type: ignore[return-value]
        each.trained | {name: tensor for name, tensor in each.constants.items() if _shape(tensor) in shared}
        for each in (mine, theirs)
    )


def orders(mine: tuple[nn.Module, Named], theirs: tuple[nn.Module, Named], given: Sequence[Tensor]) -> Iterator[Pairs]:
    """Pairs by name, by the order of first use, and by that of registration."""
    (net, own), (other, wanted) = mine, theirs
    if own.keys() == wanted.keys() and all(own[name].shape == wanted[name].shape for name in own):
        yield [(own[name], wanted[name]) for name in own]
    yield _in_turn(_by_use(net, own, given), _by_use(other, wanted, given))
    yield _in_turn(list(own.values()), list(wanted.values()))


def by_effect(mine: Named, theirs: Named, same: Callable[[], bool]) -> Pairs | None:
    """Pairs of tensors that do the same, as `same` tells of both modules as they are; None where there are none. The
    modules are left with the same weights."""
    for each in (*mine.values(), *theirs.values()):
        _fill(each, drawn(each, 0))
    if not same():
        return None
    left, pairs = list(mine.values()), Pairs()
    for turn, wanted in enumerate(theirs.values(), start=1):
        value = drawn(wanted, turn)
        _fill(wanted, value)
        found = _found([each for each in left if each.shape == wanted.shape], value, same)
        if found is None:
            return None
        left = [each for each in left if each is not found]
        pairs.append((found, wanted))
    return pairs


def give(pairs: Pairs) -> None:
    """Give both modules the same weights, no two tensors the same."""
    for turn, (mine, theirs) in enumerate(pairs, start=1):
        value = drawn(theirs, turn)
        _fill(mine, value)
        _fill(theirs, value)


def drawn(tensor: Tensor, turn: int) -> Tensor:
    """Numbers for a tensor of this shape, others at each turn: of a size that keeps signals alive, and for what is not
    trained (a variance, say) positive."""
    random = torch.Generator().manual_seed(turn)
    values = torch.empty(min(tensor.numel(), PERIOD), dtype=tensor.dtype)
    if not tensor.requires_grad or tensor.ndim < 2:
        values.uniform_(0.5, 1.5, generator=random)
    else:
        values.normal_(std=max(tensor[0].numel(), 1) ** -0.5, generator=random)
    if tensor.numel() > PERIOD:
        values = values.repeat(-(-tensor.numel() // PERIOD))[: tensor.numel()]
    return values.reshape(tensor.shape)


def _found(candidates: Sequence[Tensor], value: Tensor, same: Callable[[], bool]) -> Tensor | None:
    for each in candidates:
        before = each.detach().clone()
        _fill(each, value)
        if same():
            return each
        _fill(each, before)
    return None


def _fill(tensor: Tensor, value: Tensor) -> None:
    with torch.no_grad():
        tensor.copy_(value)


def _by_use(net: nn.Module, tensors: Named, given: Sequence[Tensor]) -> list[Tensor]:
    order = {key: place for place, key in enumerate(uses(net, given, tensors.values()))}
    return sorted(tensors.values(), key=lambda each: order.get(id(each), len(order)))


def _in_turn(mine: Sequence[Tensor], theirs: Sequence[Tensor]) -> Pairs:
    """The first of each shape with the first, the second with the second."""
    waiting: dict[tuple[object, ...], list[Tensor]] = {}
    for each in mine:
        waiting.setdefault(_shape(each), []).append(each)
    return [(waiting[_shape(each)].pop(0), each) for each in theirs]


def _shape(tensor: Tensor) -> tuple[object, ...]:
    return (*tensor.shape, tensor.requires_grad)
