"""What is known of a module after `show`: a row for each module of its tree, and the totals."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from blocks.errors import BlockError
from blocks.report import TensorType

Way = Literal["meta", "real"]


@dataclass(frozen=True, slots=True)
class Row:
    """A module where it stands in the tree.

    `inputs` and `outputs` are those of its first call, of `calls`. `params`, `frozen` and `buffers` are the numbers in
    it and all in it, by identity; of the parameters, `counted` are those that no row above counts. `macs` are those of
    all calls, with the modules in it. `same` is the path of the place where the same module stands first: all else is
    told there. `tied` says which parameters are others again: `"weight = embed.weight"`. `unused` is why it has no
    shapes, if it has none. `hooks` are a user's own, which did not run.
    """

    path: str
    name: str
    kind: str
    words: str = ""  # what the module says of its arguments
    inputs: tuple[TensorType, ...] = ()
    outputs: tuple[TensorType, ...] = ()
    params: int = 0
    counted: int = 0
    frozen: int = 0
    buffers: int = 0
    macs: int = 0
    calls: int = 0
    weights: tuple[tuple[str, tuple[int, ...]], ...] = ()  # its own parameters, with their shapes
    same: str | None = None
    tied: tuple[str, ...] = ()
    unused: str = ""
    hooks: int = 0
    problem: BlockError | None = None
    children: tuple["Row", ...] = ()

    def walk(self) -> Iterator["Row"]:
        """The row and all in it, outside in."""
        left = [self]
        while left:
            row = left.pop()
            yield row
            left.extend(reversed(row.children))

    @property
    def own_counted(self) -> int:
        """Its own parameters, less those of the modules in it."""
        return self.counted - sum(child.counted for child in self.children)

    @property
    def own_macs(self) -> int:
        """What its own forward multiplies, less what the modules in it do."""
        return self.macs - sum(child.macs for child in self.children)


@dataclass(frozen=True, repr=False)
class Shown:
    """A module with what one forward pass told of it. `print` gives the table, Jupyter draws it.

    `placed` are the parameters counted at each place, shared ones each time; `weight_bytes` those of parameters and
    buffers, once. `way` is "meta" where no number was computed, "real" where the numbers had to be.
    """

    root: Row
    placed: int
    weight_bytes: int
    way: Way
    device: str = "meta"
    cautions: tuple[str, ...] = ()
    depth: int | None = field(default=None, compare=False)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every module of the tree in order, outside in."""
        return tuple(self.root.walk())

    def __getitem__(self, path: str) -> Row:
        for row in self.root.walk():
            if row.path == path:
                return row
        raise BlockError(f"No module is called {path!r}.", "the path of a module.", "see .rows.")

    @property
    def params(self) -> int:
        """Parameters by identity."""
        return self.root.params

    @property
    def frozen(self) -> int:
        return self.root.frozen

    @property
    def trainable(self) -> int:
        return self.root.params - self.root.frozen

    @property
    def buffers(self) -> int:
        """Numbers in buffers, by identity."""
        return self.root.buffers

    @property
    def macs(self) -> int:
        """MACs of one forward pass; up to the module that fails, where one does."""
        return self.root.macs

    @property
    def outputs(self) -> tuple[TensorType, ...]:
        return self.root.outputs

    @property
    def output(self) -> TensorType | None:
        """The first output; None where the pass failed."""
        return self.root.outputs[0] if self.root.outputs else None

    @property
    def problem(self) -> BlockError | None:
        """Why the forward pass failed, with the path of the module that did."""
        return next((row.problem for row in self.root.walk() if row.problem), None)

    @property
    def ok(self) -> bool:
        return self.problem is None

    def __str__(self) -> str:
        from blocks.showing import text

        return text.table(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from blocks.showing import markup

        return markup.page(self)
