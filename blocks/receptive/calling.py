"""What a rule is: how a layer's output depends on its input, as steps on what was seen so far."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from blocks.receptive.tensors import Seen, Shape

Args: TypeAlias = Mapping[str, Any]
Rule: TypeAlias = Callable[[Seen, Args, Shape], Seen]  # the tensor that comes, the arguments, the shape that goes
Several: TypeAlias = Callable[[Sequence[Seen], Args, Sequence[Shape]], tuple[Seen, ...]]  # the same with tensors


def each_of(value: Any, count: int) -> list[int]:
    """A number for each dimension: one number stands for all."""
    return list(value) if isinstance(value, list | tuple) else [value] * count
