"""Modules as blocks: layers of the catalogue, rows, levels of their own, and Python where nothing else is true."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from torch import nn

from blocks.errors import BlockError
from blocks.importing import keeping, layers, structures
from blocks.importing.levels import SEVERAL, Level
from blocks.importing.names import child_name, joined, label
from blocks.importing.observing import Call
from blocks.importing.tracing import Untraceable
from blocks.tree import Block


@dataclass
class Importer:
    """What is known of the modules while they become blocks, and what was found on the way."""

    made: Mapping[nn.Module, Mapping[str, Any]]
    calls: Mapping[nn.Module, Sequence[Call]]
    paths: dict[int, str] = field(default_factory=dict)  # of blocks, where their module stands in the original
    classes: dict[int, str] = field(default_factory=dict)  # of blocks, the class of their module
    notes: list[tuple[str, str]] = field(default_factory=list)  # path, what was not turned into blocks, and why
    met: dict[nn.Module, int] = field(default_factory=dict)  # modules and their first block
    again: set[int] = field(default_factory=set)  # blocks that are called again
    keys: dict[int, dict[str, str]] = field(default_factory=dict)  # of blocks made for tensors, the original's keys
    held: dict[int, dict[str, nn.Parameter]] = field(default_factory=dict)  # and the parameters among these
    rounds: dict[int, tuple[Block, ...]] = field(default_factory=dict)  # of a Repeat, the blocks that it stands for
    changing: set[nn.Module] = field(default_factory=set)  # modules that change in place what they are given
    _turns: dict[nn.Module, int] = field(default_factory=dict)
    _plain: dict[nn.Module, list[Any]] = field(default_factory=dict)

    def call(self, module: nn.Module) -> Call | None:
        """The next call of a module, in turn; where it was called less often, the last."""
        known = self.calls.get(module, ())
        turn = self._turns.get(module, 0)
        self._turns[module] = turn + 1
        return known[min(turn, len(known) - 1)] if known else None

    def block(self, module: nn.Module, path: str, call: Call | None, plain: Sequence[Any] = ()) -> Block:
        """A module as a block, without a name. One that was met before is called again, which is only right with the
        same plain arguments."""
        if module in self.met and not _stateless(module):
            if list(plain) != self._plain[module]:
                raise Untraceable(f"it calls {type(module).__name__} twice, with other plain arguments.")
            self.again.add(self.met[module])
            return Block("Reuse", args={"of": label(self.met[module])})
        found = self._new(module, path, call)
        self.met[module] = found.id
        self._plain[module] = list(plain)
        self.paths[found.id] = path
        if not type(module).__module__.startswith("torch.nn"):
            self.classes[found.id] = type(module).__name__
        return found

    def _new(self, module: nn.Module, path: str, call: Call | None) -> Block:
        found = self._layer(module)
        if found is not None:
            return found
        if structures.is_row(module):
            return Block("Sequential", children=self.row(module, path))
        if type(module) is nn.TransformerEncoder:
            return Block("Sequential", children=tuple(self._encoder(module, path)))
        return structures.block_of(self, module, path) or self._level(module, path, call)

    def _layer(self, module: nn.Module) -> Block | None:
        """A layer of the catalogue, as it was made, else as it is."""
        kind = layers.kind_of(module)
        if kind is None:
            return None
        found = (layers.arguments(module, kind, made) for made in (self.made.get(module), None))
        return next((Block(kind.name, args=args) for args in found if args is not None), None)

    def row(self, module: nn.Module, path: str) -> tuple[Block, ...]:
        """The modules of a `Sequential`, or of a list that is called as one."""
        children = []
        for place, (name, each) in enumerate(_children(module)):
            block = self.block(each, joined(path, name), self.call(each))
            children.append(replace(block, name="" if name == str(place) else child_name(name)))
        return (*children[:-1], whole(children[-1], each)) if children else ()

    def _encoder(self, module: nn.TransformerEncoder, path: str) -> Iterator[Block]:
        """PyTorch's own row of encoder layers, and its last normalisation."""
        for name, each in _children(module):
            inner = joined(path, name)
            rows = name == "layers"
            block = Block("Sequential", children=self.row(each, inner)) if rows else self.block(each, inner, None)
            yield replace(block, name=name)

    def _level(self, module: nn.Module, path: str, call: Call | None) -> Block:
        """What its `forward` calls; as Python where that cannot be had."""
        before = (dict(self.met), set(self.again), dict(self._turns), len(self.notes))
        try:
            return Level(self, module, path, call).block()
        except Exception as error:  # it is anybody's code, called in any way
            self.met, self.again, self._turns = before[:3]
            del self.notes[before[3] :]
            return self._kept(module, path, call, error)

    def _kept(self, module: nn.Module, path: str, call: Call | None, error: Exception) -> Block:
        """As Python, with the reason."""
        reason = error.received if isinstance(error, BlockError) else str(error)
        if not isinstance(error, Untraceable | BlockError):
            reason = (
                f"it cannot be followed ({type(error).__name__}: {reason.splitlines()[0][:160] if reason else ''})."
            )
        try:
            found = keeping.block_of(module, self.made.get(module), call)
        except Untraceable as other:
            raise BlockError(
                f"{type(module).__name__} cannot be written as blocks: {reason}",
                "a forward that can be followed, or a class that can stand alone as Python.",
                f"change that, or give the class by itself: {other}",
                path or "the model",
            ) from error
        self.notes.append((path, f"{type(module).__name__} stays Python: {reason}"))
        return found


def whole(block: Block, module: nn.Module) -> Block:
    """A block that gives all that its module does, where that is PyTorch's own layer."""
    if block.kind not in SEVERAL or not type(module).__module__.startswith("torch.nn"):
        return block
    return replace(block, args={**block.args, "output": SEVERAL[block.kind]})


def _stateless(module: nn.Module) -> bool:
    """Whether a layer may as well stand twice: it has nothing to share."""
    return layers.kind_of(module) is not None and not _children(module) and not module.state_dict()


def _children(module: nn.Module) -> list[tuple[str, nn.Module]]:
    """The children by name; one that stands at two places comes twice."""
    return [(name, each) for name, each in module._modules.items() if each is not None]
