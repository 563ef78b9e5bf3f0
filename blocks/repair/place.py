"""The place of a problem, and what the ideas for its repair need: a look around, and edits as plain data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from blocks import catalogue, explain
from blocks.expressions import Expression
from blocks.kinds import Kind, Value
from blocks.report import Fix, Node, Report
from blocks.tree import CONTAINERS, Address, Block, Input, Model, addresses

ROWS = ("Sequential", "Graph", "Repeat")  # structures whose children feed each other in order
MERGES = ("Residual", "Parallel")
GIVES = ("out_channels", "out_features", "embedding_dim")  # arguments that say how many features come out

Found = tuple[Address, Block, Node]


@dataclass(frozen=True)
class Place:
    """A block that complains, in its model."""

    report: Report
    address: Address
    block: Block
    node: Node

    @property
    def model(self) -> Model:
        return self.report.model

    @property
    def kind(self) -> Kind:
        return catalogue.kind_of(self.block)

    @property
    def shape(self) -> tuple[int, ...]:
        """What the block receives; () where that is not known."""
        return self.node.input.shape if self.node.input else ()

    @property
    def args(self) -> dict[str, Any]:
        """The arguments as they were resolved, or as they are typed; a rule that gave no number is none."""
        args = self.node.args or self.block.args
        return {name: value for name, value in args.items() if not isinstance(value, Expression)}

    @cached_property
    def disagreement(self) -> tuple[str, int, int, int] | None:
        """A typed argument that is not what arrives: its name, its value, what arrives, in which dimension."""
        return explain.disagreement(self.kind, self.args, self.node.input) if self.node.input else None

    def siblings(self) -> tuple[Block, ...]:
        """The row that the block stands in, itself included; () where the order means nothing."""
        parent = self.model.at(self.address[:-1]) if self.address else None
        return parent.children if parent and parent.kind in ROWS else ()

    @property
    def later(self) -> bool:
        """Whether the problem comes up after the first round of a Repeat."""
        return self.node.problem is not None and self.node.problem.received.startswith("In round ")

    def upstream(self) -> Iterator[Found]:
        """The layers and Parallels that the problem may come from, nearest first: in a merge what is in its branches,
        last first; else what runs before. After the first round of a Repeat, the rest of its body ran before too."""
        if self.block.kind in MERGES:
            yield from _leaves(self.report, self.address)
        for depth in range(len(self.address), 0, -1):
            parent, position = self.address[: depth - 1], self.address[depth - 1]
            row = self.model.at(parent)
            if row.kind not in ROWS:
                continue
            order = list(range(position - 1, -1, -1))
            if row.kind == "Repeat" and self.later:
                order += range(len(row.children) - 1, position, -1)
            for index in order:
                yield from _leaves(self.report, (*parent, index))


def _leaves(report: Report, start: Address) -> Iterator[Found]:
    """The layers and Parallels in a block, last first."""
    for address, block in reversed(list(addresses(report.model.at(start), start))):
        if block.kind not in CONTAINERS or block.kind == "Parallel":
            yield address, block, report.at(address)


def name(model: Model, address: Address) -> str:
    """What a label calls a block: the last two pieces of its path, and its kind where it has no name."""
    block, path = model.at(address), ".".join(model.path(address).split(".")[-2:])
    return path if block.name else f"{block.kind} {path}"


def value(block: Block, node: Node, argument: str) -> Any:
    """What an argument of a block is: as resolved, as typed, or its default; a window's equal numbers as one."""
    record = catalogue.kind_of(block).argument(argument)
    known = node.args.get(argument, block.args.get(argument, record.default if record else None))
    if isinstance(known, tuple | list) and len(set(known)) == 1 and record and record.scalar:
        return known[0]
    return known


# --- edits as plain data


def fix(label: str, *edits: dict[str, Any]) -> Fix:
    """A fix that nobody has tried yet."""
    return Fix(label, edits)


def setting(address: Address, args: dict[str, Any] | None = None, unset: list[str] | None = None) -> dict[str, Any]:
    """Set arguments of a block, or forget some."""
    return {"op": "set", "block": list(address), "args": args or {}, "unset": unset or []}


def adding(parent: Address, index: int, kind: str, args: dict[str, Any] | None = None) -> dict[str, Any]:
    """Put a new block into another, before its child `index`."""
    return {"op": "add", "kind": kind, "parent": list(parent), "index": index, "args": args or {}}


def before(address: Address, kind: str, args: dict[str, Any] | None = None) -> dict[str, Any]:
    """Put a new block before one that stands in a row."""
    return adding(address[:-1], address[-1] if address else 0, kind, args)


def moving(source: Address, parent: Address, index: int) -> dict[str, Any]:
    """Put a block before the child `index` of another, both counted before the move."""
    return {"op": "move", "block": list(source), "parent": list(parent), "index": index}


def feeding(given: Input, shape: tuple[int, ...], dtype: str) -> dict[str, Any]:
    """Feed the model something else in the place of its first input; its first dimension stays B if it was."""
    return {"op": "input", "shape": ["B" if given.batch == 0 else shape[0], *shape[1:]], "dtype": dtype}


def rewiring(address: Address, inputs: Sequence[str]) -> dict[str, Any]:
    """Let a block of a Graph take other sources."""
    return {"op": "rewire", "block": list(address), "inputs": list(inputs)}


def planting(block: Block, parent: Address, index: int) -> Iterator[dict[str, Any]]:
    """Put a copy of a block, with all that is in it, into another; sizes that can be inferred are left out."""
    kind = catalogue.kind_of(block)
    reads = {argument.name for argument in kind.arguments if argument.reads is not None}
    plain = {each.name: each.default for each in kind.arguments if each.name in kind.start and each.default is not None}
    args = plain | {key: _plain(held) for key, held in block.args.items() if key not in reads}
    yield adding(parent, index, block.kind, args) | {"name": block.name}
    here = (*parent, index)
    for position, child in enumerate(block.children):
        if block.kind == "Residual":
            for place, inner in enumerate(child.children):
                yield from planting(inner, (*here, position), place)
        else:
            yield from planting(child, here, position)


def _plain(held: Value) -> Any:
    return {"rule": held.text} if isinstance(held, Expression) else held
