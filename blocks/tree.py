"""The model as an immutable tree of blocks. Looking only: the edits are in `edits`.

A *definition* is a named block with parameters, drawn once and used many times. A use of it, an *instance*, has
the definition's name as its kind and one child, a copy of the definition's body, which `definitions.linked` puts
there: whoever reads the tree finds every block in its place.

A block's *address* is the tuple of child positions that leads to it from the root: `()` is the root,
`(2, 0)` the first child of its third child. A block's *path* is made of names, and is PyTorch's own
module path: `"stage3.0.conv1"`.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from blocks.errors import BlockError, near
from blocks.kinds import Value

Address: TypeAlias = tuple[int, ...]

_fresh = itertools.count(1)
SLOTS = {"Residual": ("body", "shortcut")}  # structures whose children are fixed, named Sequentials
CONTAINERS = ("Sequential", "Graph", "Residual", "Parallel", "Repeat")


@dataclass(frozen=True, slots=True)
class Block:
    """One node: its kind, its name ("" takes its position as name, as in PyTorch), arguments, children.

    `inputs` are the sources of a child of a `Graph`, see `wiring`; () is what comes before it. `shared` is the
    label by which `Reuse` blocks call this one again, and `tied` says which parameters it takes from labelled
    blocks, as in {"weight": "embedding.weight"}, see `sharing`. `definition` is what an instance is a use of.
    `id` tells blocks apart on a page and stays with a block through edits; it is no part of its value.
    """

    kind: str
    name: str = ""
    args: Mapping[str, Value] = field(default_factory=dict)
    children: tuple["Block", ...] = ()
    inputs: tuple[str, ...] = ()
    shared: str = ""
    tied: Mapping[str, str] = field(default_factory=dict)
    definition: "Definition | None" = None
    id: int = field(default_factory=lambda: next(_fresh), compare=False)
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        args, tied = tuple(sorted(self.args.items(), key=_name)), tuple(sorted(self.tied.items()))
        key = (self.kind, self.name, args, self.children, self.inputs, self.shared, tied, self.definition)
        object.__setattr__(self, "_hash", hash(key))

    def __hash__(self) -> int:
        return self._hash

    def walk(self) -> Iterator["Block"]:
        """This block and every block in it, outside in."""
        yield self
        for child in self.children:
            yield from child.walk()

    def names(self) -> tuple[str, ...]:
        """The children's names as PyTorch would call them: their own, else their position."""
        return tuple(child.name or str(position) for position, child in enumerate(self.children))


def _name(item: tuple[str, object]) -> str:
    return item[0]


@dataclass(frozen=True, slots=True)
class Definition:
    """A named block with parameters: the class of which instances are made.

    `parameters` have their default values; rules in the body may use them. `body` is a structure; what it is
    called and which id it has is told by each instance. `hue` colours all its instances, in degrees.
    """

    name: str
    body: Block
    parameters: Mapping[str, Value] = field(default_factory=dict)
    hue: int = 0
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        key = (self.name, self.body, tuple(self.parameters.items()), self.hue)
        object.__setattr__(self, "_hash", hash(key))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Input:
    """What the model is fed: its whole shape. `batch` is the dimension called B, or None where none is."""

    shape: tuple[int, ...]
    dtype: str = "float32"
    name: str = "x"
    batch: int | None = None

    @property
    def extents(self) -> tuple[int | str, ...]:
        """The shape as it is written, with "B" for the batch."""
        return tuple("B" if place == self.batch else extent for place, extent in enumerate(self.shape))

    def resized(self, size: int) -> "Input":
        """The same input with another batch size."""
        if self.batch is None:
            return self
        return replace(self, shape=(*self.shape[: self.batch], size, *self.shape[self.batch + 1 :]))


@dataclass(frozen=True, slots=True)
class Model:
    """A document: a title, a word about it, its inputs, its definitions and the root block.

    Several inputs need a `Graph` as root. A definition uses only those that stand before it.
    """

    title: str = "Untitled"
    about: str = ""
    inputs: tuple[Input, ...] = (Input((1, 20), batch=0),)
    root: Block = field(default_factory=lambda: Block("Sequential"))
    definitions: tuple[Definition, ...] = ()

    def walk(self) -> Iterator[Block]:
        """Every block, outside in, the root first."""
        return self.root.walk()

    @property
    def batch(self) -> int | None:
        """The size of the dimension called B, or None where no input has it."""
        return next((each.shape[each.batch] for each in self.inputs if each.batch is not None), None)

    def at(self, address: Address) -> Block:
        """The block at an address. Raises BlockError when there is none."""
        block = self.root
        for position in address:
            if not 0 <= position < len(block.children):
                raise gone()
            block = block.children[position]
        return block

    def named_at(self, address: Address) -> Block:
        """The block at an address; a `Graph` that is the root with the model's inputs as its own."""
        block = self.at(address)
        if address or block.kind != "Graph":
            return block
        return replace(block, args={**block.args, "inputs": tuple(each.name for each in self.inputs)})

    def address(self, block_id: int) -> Address:
        """Where the block with this id stands. Raises BlockError when it is gone."""
        for address, block in addresses(self.root):
            if block.id == block_id:
                return address
        raise gone()

    def path(self, address: Address) -> str:
        """The dotted PyTorch path of an address; inside a `Repeat`, that of its first round."""
        block, names = self.root, []
        for position in address:
            names += round_names(block, position)
            block = block.children[position]
        return ".".join(names)

    def find(self, path: str) -> Block:
        """The block with a path, as in `model.find("net.0")`. Raises BlockError, naming near ones."""
        known: dict[str, Block] = {}
        for address, block in addresses(self.root):
            known.setdefault(self.path(address), block)  # the body of an instance has the instance's path
        if path in known:
            return known[path]
        raise BlockError(
            f"No block is called {path!r}.", "the path of a block.", near(path, known) or "see model.walk()."
        )


def round_names(block: Block, position: int) -> list[str]:
    """The path pieces from a block to one of its children: a `Repeat` puts the round's number between,
    a body of one block *is* the round, and an instance *is* its body."""
    if block.definition:
        return []
    if block.kind != "Repeat":
        return [block.names()[position]]
    return ["0"] if len(block.children) == 1 else ["0", block.names()[position]]


def addresses(block: Block, start: Address = ()) -> Iterator[tuple[Address, Block]]:
    """Every block with its address, in the order of `walk`."""
    yield start, block
    for position, child in enumerate(block.children):
        yield from addresses(child, (*start, position))


def fresh(block: Block) -> Block:
    """A copy with ids of its own, for a duplicate."""
    return replace(block, children=tuple(map(fresh, block.children)), id=next(_fresh))


def is_slot(parent: Block) -> bool:
    """Whether the children of `parent` are fixed places rather than blocks one can move."""
    return parent.kind in SLOTS or parent.definition is not None


def form(block: Block) -> Block:
    """What a block is made as: an instance as its body, any other as itself."""
    return form(block.children[0]) if block.definition and block.children else block


def holds(block: Block) -> bool:
    """Whether blocks can be put into it."""
    return block.kind in CONTAINERS or block.definition is not None


def gone() -> BlockError:
    """The error of an address or id that leads nowhere."""
    return BlockError("That block is no longer there.", "a block of the open model.", "look again and repeat the step.")
