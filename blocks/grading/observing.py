"""Which parameters a forward pass uses, in which order and how often: by looking at each call of a torch function, so
that a layer, a call again, a tied weight and a bare parameter in somebody's code are all seen alike.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from blocks.grading.subject import passed

_LOOKS = frozenset({"__get__", "size", "dim", "numel", "stride", "is_floating_point", "is_complex", "__len__"})


class Observer(TorchFunctionMode):
    """Counts the calls that take each of some tensors; `counts` are in the order of first use."""

    def __init__(self, tensors: Iterable[Tensor]) -> None:
        super().__init__()
        self._watched = {id(each): each for each in tensors}
        self.counts: dict[int, int] = {}

    def __torch_function__(
        self, function: Callable[..., Any], types: Any, args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if getattr(function, "__name__", "") not in _LOOKS:
            for each in _tensors((*args, *(kwargs or {}).values())):
                if id(each) in self._watched:
                    self.counts[id(each)] = self.counts.get(id(each), 0) + 1
        return function(*args, **(kwargs or {}))


def uses(net: nn.Module, given: Sequence[Tensor], tensors: Iterable[Tensor]) -> dict[int, int]:
    """How often each of some tensors is used in a pass, by `id`, in the order of first use; only those that are."""
    observer = Observer(tensors)
    with torch.no_grad(), observer:
        passed(net, given)
    return observer.counts


def _tensors(values: Iterable[Any]) -> Iterator[Tensor]:
    for each in values:
        if isinstance(each, Tensor):
            yield each
        elif isinstance(each, list | tuple):
            yield from _tensors(each)
