"""What looking at PyTorch cannot tell about a kind: one entry a kind, all that is said of it in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from torch import nn

from blocks.kinds import Example


@dataclass(frozen=True)
class Entry:
    """One kind: a module of `torch.nn` by its name, or a `module` of our own.

    `hint` is a word or two for the palette; `start` the arguments of a fresh one, which then works on
    tensors like those in `example`. `reads` gives, for an argument that may be left out, the dimension
    of the first input it is read from. `takes` says in words what the first input is. `bounds`
    (inclusive) and `choices` override what the argument's name and annotation say. `lax`: it runs on the
    meta device with settings that it refuses on a real one. `inputs` and `least` are read off
    `forward` unless given; `gives` names the outputs of a kind that can give several. `meta` is False
    where only a run on the CPU can tell.
    """

    name: str
    hint: str = ""
    module: type[nn.Module] | None = None
    start: Mapping[str, Any] = field(default_factory=dict)
    example: tuple[Example, ...] = ()
    reads: Mapping[str, int] = field(default_factory=dict)
    takes: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    least: int | None = None
    variadic: bool = False
    gives: tuple[str, ...] = ()
    paper: str = ""
    lax: bool = False
    meta: bool = True


def floats(*shape: int) -> Example:
    """A tensor of real numbers, for `example`."""
    return shape, "float32"


def whole(*shape: int) -> Example:
    """A tensor of whole numbers (indices), for `example`."""
    return shape, "int64"
