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
    of the first input it is read from, or a pair: which input, and the dimension of it. `takes` says in
    words what the first input is. `bounds` (inclusive) and `choices` override what the argument's name
    and annotation say, and `docs` its sentence. `lax`: it runs on the meta device with settings that it
    refuses on a real one. `inputs` and `least` are read off `forward` unless given; `gives` names the
    outputs of a kind that can give several.
    `added` are arguments of ours with whose defaults PyTorch's own class does the same.
    `paper` and `url` are whole addresses. `expression` is how a line of Python writes it, in the form that
    `code.inline` reads. `doc` is its sentence where PyTorch has none that helps, and `formula` what it computes, or how
    it changes a size, where PyTorch's sentence does not say it; a test holds it against PyTorch.
    """

    name: str
    hint: str = ""
    module: type[nn.Module] | None = None
    start: Mapping[str, Any] = field(default_factory=dict)
    example: tuple[Example, ...] = ()
    reads: Mapping[str, int | tuple[int, int]] = field(default_factory=dict)
    takes: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    least: int | None = None
    variadic: bool = False
    gives: tuple[str, ...] = ()
    paper: str = ""
    lax: bool = False
    docs: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    expression: str = ""
    added: tuple[str, ...] = ()
    doc: str = ""
    formula: str = ""


def floats(*shape: int) -> Example:
    """A tensor of real numbers, for `example`."""
    return shape, "float32"


def whole(*shape: int) -> Example:
    """A tensor of whole numbers (indices), for `example`."""
    return shape, "int64"


def grid(dimensions: int) -> Example:
    """A small batch of sequences (1), pictures (2) or volumes (3), for `example`."""
    return floats(2, 4, *[8] * dimensions)


GRID = {
    1: "(batch, channels, length)",
    2: "(batch, channels, height, width)",
    3: "(batch, channels, depth, height, width)",
}  # in words, for `takes`
WINDOWS = "n → ⌊(n + 2·p − d·(k − 1) − 1)/s⌋ + 1"  # what k wide windows, s apart, make of a side n; for `formula`
WORDS = {1: "sequence", 2: "image", 3: "volume"}  # in a word, for `hint`


def page(function: str) -> str:
    """The address of PyTorch's page about a function, such as `cat` or `nn.functional.pad`."""
    return f"https://docs.pytorch.org/docs/stable/generated/torch.{function}.html"
