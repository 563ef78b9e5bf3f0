"""What is known of a model: for each block its shapes, parameters, MACs and problems.

Plain records, made next door by `analysis` and read here by pages, charts, diagram and code.

Conventions. Parameters are counted by identity: one that is shared counts once. MACs are the
multiply-adds of matrix products, convolutions and attention, as PyTorch counts them; bias,
normalisation, pooling and element-wise work are not counted, and FLOPs are 2 x MACs.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from blocks.errors import BlockError
from blocks.tree import Address, Block, Model
from blocks.words import count


class TensorType(msgspec.Struct, frozen=True, order=True):
    """Shape and dtype of a tensor. `grows` says of each dimension how many times B it is, and 0 where it is none;
    () where none follows the batch B, or nobody knows."""

    shape: tuple[int, ...]
    dtype: str = "float32"
    grows: tuple[int, ...] = ()

    def __str__(self) -> str:
        """The shape in signs, with B where a dimension follows the batch: `B×3×224×224`, `4B×10`."""
        if not self.grows:
            return "×".join(map(str, self.shape)) or "scalar"
        return "×".join(_extent(size, grows) for size, grows in zip(self.shape, self.grows, strict=True))

    @property
    def batch(self) -> int | None:
        """The size of B, where a dimension follows it."""
        pairs = zip(self.shape, self.grows, strict=True) if self.grows else ()
        return next((size // grows for size, grows in pairs if grows), None)

    @property
    def grown(self) -> tuple[int, ...]:
        """The shape with one example more."""
        return tuple(map(sum, zip(self.shape, self.grows, strict=True))) if self.grows else self.shape

    @property
    def bytes(self) -> int:
        """Its size in memory."""
        size = 1
        for extent in self.shape:
            size *= extent
        return size * ITEM_BYTES.get(self.dtype, 4)


def _extent(size: int, grows: int) -> str:
    return f"{grows if grows > 1 else ''}B" if grows else str(size)


ITEM_BYTES = {
    "float64": 8, "float32": 4, "float16": 2, "bfloat16": 2, "int64": 8, "int32": 4, "int16": 2,
    "int8": 1, "uint8": 1, "bool": 1, "complex64": 8, "complex128": 16,
}  # fmt: skip


class Fix(msgspec.Struct, frozen=True):
    """Edits, as plain data for `commands`, that were tried on a copy and work.

    `params` and `macs` are its price: what it adds to blocks that worked before, and what its new blocks cost.
    `cures` says that the whole model works with it.
    """

    label: str
    edits: tuple[dict[str, Any], ...]
    params: int = 0
    macs: int = 0
    cures: bool = False

    @property
    def offer(self) -> str:
        """The label with the price: `Project the shortcut with Conv2d (+16 parameters, +1,024 MACs)`."""
        parts = [(self.params, "parameters"), (self.macs, "MACs")]
        price = ", ".join(
            f"{'+' if number > 0 else '−'}{count(abs(number))} {noun}" for number, noun in parts if number
        )
        return f"{self.label} ({price})" if price else self.label


_QUOTATION = re.compile(r'(?:^| )(\w+ says: ".*")$', re.DOTALL)


class Problem(msgspec.Struct, frozen=True):
    """Why a block does not work: what it received, what it expected, how to fix it, and why it is so.

    `why` is a plain sentence; what PyTorch says is quoted at its end.
    """

    received: str
    expected: str
    fix: str
    fixes: tuple[Fix, ...] = ()
    why: str = ""

    @property
    def reason(self) -> str:
        """`why` without the quotation."""
        return _QUOTATION.sub("", self.why)

    @property
    def quotation(self) -> str:
        """What PyTorch, or Python, says itself: `PyTorch says: "…"`, or ""."""
        found = _QUOTATION.search(self.why)
        return found[1] if found else ""

    def __str__(self) -> str:
        why = f" {self.why}" if self.why else ""
        return f"{self.received} Expected: {self.expected}{why} Fix: {self.fix}"


class Part(msgspec.Struct, frozen=True):
    """A module in a block that is written in Python: its path in the block, its class, its own words about itself, and
    its parameters."""

    path: str
    kind: str
    text: str
    params: int
    depth: int


class Node(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of one block, in one place of the model. No `outputs` where it does not work, or nobody knows.

    `inputs` and `outputs` are all its tensors, `input` and `output` the first of them. `args` are the
    values it is built with; `inferred` names those read off its input. `params` are counted by identity,
    `placed` by place. `saved` and `peak` estimate, in bytes, what the forward pass writes in all and the
    most it holds at once. `caution` is what works, and may not be meant, or fails in training. A
    `Repeat` has one entry in `rounds` for each stretch of equal rounds; its `children` are those of the
    first round, or of the round that fails. `parts` are the modules in a block that is written in Python.
    """

    inputs: tuple[TensorType, ...] = ()
    outputs: tuple[TensorType, ...] = ()
    args: dict[str, Any] = {}
    inferred: tuple[str, ...] = ()
    params: int = 0
    trainable: int = 0
    placed: int = 0
    buffers: int = 0
    weight_bytes: int = 0  # of parameters and buffers
    macs: int = 0
    saved: int = 0
    peak: int = 0
    many: bool = False  # whether it gives a tuple, be it of one tensor
    unfolded: int = 1  # blocks, with every round of every Repeat
    problem: Problem | None = None
    caution: Problem | None = None
    children: tuple["Node", ...] = ()
    rounds: tuple["Rounds", ...] = ()
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        for name, value in self.args.items():  # JSON knows no tuples
            if type(value) is list:
                self.args[name] = tuple(value)

    def weights_in(self, dtype: str) -> int:
        """The bytes of its parameters and buffers, were their real numbers of another dtype. (They are built as
        float32; whole ones, such as counters, stay int64.)"""
        numbers = self.params + self.buffers
        whole = (self.weight_bytes - 4 * numbers) // 4
        return (numbers - whole) * ITEM_BYTES[dtype] + 8 * whole

    @property
    def ok(self) -> bool:
        """Whether the block works."""
        return bool(self.outputs)

    @property
    def input(self) -> TensorType | None:
        return self.inputs[0] if self.inputs else None

    @property
    def output(self) -> TensorType | None:
        return self.outputs[0] if self.outputs else None


class Rounds(msgspec.Struct, frozen=True):
    """`count` rounds of a `Repeat`, one after the other, that are all alike."""

    count: int
    children: tuple[Node, ...]


class Report(msgspec.Struct, frozen=True):
    """A model with what is known of it. `report["stage3.0.conv1"]` is the node of a block."""

    model: Model
    root: Node

    def __getitem__(self, path: str) -> Node:
        block, node = self.model.root, self.root
        pieces = path.split(".") if path else []
        while pieces:
            block, node = _step(block, node, pieces, path)
        return node

    def at(self, address: Address) -> Node:
        """The node at an address; inside a `Repeat`, that of the first round."""
        node = self.root
        for position in address:
            node = node.children[position] if position < len(node.children) else Node()
        return node

    def rows(self) -> Iterator[tuple[str, Block, Node]]:
        """Path, block and node of every block, outside in; inside a `Repeat`, of the first round."""
        for address, block, node in self.nodes():
            yield self.model.path(address), block, node

    def nodes(self) -> Iterator[tuple[Address, Block, Node]]:
        """Address, block and node of every block, outside in; inside a `Repeat`, of the first round."""
        return _nodes((), self.model.root, self.root)

    @property
    def ok(self) -> bool:
        """Whether the whole model works."""
        return self.root.ok

    @property
    def params(self) -> int:
        return self.root.params

    @property
    def buffers(self) -> int:
        return self.root.buffers

    @property
    def macs(self) -> int:
        return self.root.macs

    @property
    def output(self) -> TensorType | None:
        return self.root.output

    @property
    def problems(self) -> list[tuple[str, Problem]]:
        """Path and problem of every block that complains."""
        return [(path, node.problem) for path, _, node in self.rows() if node.problem]


def _nodes(address: Address, block: Block, node: Node) -> Iterator[tuple[Address, Block, Node]]:
    yield address, block, node
    for position, child in enumerate(block.children):
        known = node.children[position] if position < len(node.children) else Node()
        yield from _nodes((*address, position), child, known)


def _step(block: Block, node: Node, pieces: list[str], path: str) -> tuple[Block, Node]:
    """One step down a path; takes what it used off `pieces`. An instance and its body have one path."""
    if block.definition:
        return block.children[0], node.children[0] if node.children else Node()
    piece = pieces.pop(0)
    children = node.children
    if block.kind == "Repeat":
        children = _round(node, piece, path).children
        if len(block.children) == 1:
            return block.children[0], children[0]
        if not pieces:
            raise _missing(path)
        piece = pieces.pop(0)
    names = block.names()
    if piece not in names or names.index(piece) >= len(children):
        raise _missing(path)
    position = names.index(piece)
    return block.children[position], children[position]


def _round(node: Node, piece: str, path: str) -> Rounds:
    index = int(piece) if piece.isdecimal() and len(piece) < 12 else -1
    for rounds in node.rounds:
        if 0 <= index < rounds.count:
            return rounds
        index -= rounds.count
    raise _missing(path)


def _missing(path: str) -> BlockError:
    return BlockError(f"No block is called {path!r}.", "the path of a block.", "see report.rows().")
