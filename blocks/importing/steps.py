"""A call in a `forward`, and what writing it as a block of the catalogue needs."""

import math
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, fx, nn

from blocks import catalogue
from blocks.errors import BlockError
from blocks.importing.tracing import Traced, attribute
from blocks.kinds import accept
from blocks.tree import Block


class Unwritten(Exception):
    """No block of the catalogue does this."""


class Level(Protocol):
    """What a step needs of the level in which it stands."""

    traced: Traced
    where: dict[fx.Node, Any]  # what each step gave: a block, or several in a tuple

    positions: dict[fx.Node, nn.Embedding]  # calls that look up the positions from 0 on, to be added to something
    fixed: list[float]  # numbers that come from sizes, and are written as they are

    def source(self, value: Any) -> str: ...  # what a block takes as its name; Unwritten for what is no tensor
    def known(self, value: Any) -> Any: ...  # the value on the meta device; Unwritten where it is not known
    def add(self, kind: str, inputs: Sequence[str], hint: str, /, **args: Any) -> str: ...  # a new block, its name
    def put_held(self, block: Block, inputs: Sequence[str], hint: str, **paths: str) -> str: ...  # with parameters


class Step:
    """A call of a function or method: its name, and its arguments as fx has them."""

    def __init__(self, level: Level, node: fx.Node, name: str) -> None:
        self.level, self.node, self.name = level, node, name
        self.args, self.named = list(node.args), dict(node.kwargs)

    def bind(self, *names: str, **defaults: Any) -> list[Any]:
        """The arguments by name, in this order; what is not given has its default, or Unwritten."""
        given = dict(zip(names, self.args, strict=False)) | self.named
        if len(self.args) > len(names) or given.keys() - set(names):
            raise Unwritten
        try:
            return [given.get(name, defaults[name]) if name in defaults else given[name] for name in names]
        except KeyError:
            raise Unwritten from None

    def put(self, kind: str, *inputs: Any, **args: Any) -> str:
        """A block that takes these, with arguments that do not depend on any tensor."""
        sources = [self.level.source(each) for each in inputs]
        return self.level.add(kind, sources, self.name, **fitting(kind, {name: plain(args[name]) for name in args}))

    def put_held(self, kind: str, *inputs: Any, args: dict[str, Any], **held: fx.Node) -> str:
        """A block that takes these, and whose parameters are the module's own."""
        sources = [self.level.source(each) for each in inputs]
        block = Block(kind, args=fitting(kind, {name: plain(value) for name, value in args.items()}))
        paths = {own: str(node.target) for own, node in held.items()}
        hint = self.name if len(paths) > 1 or "weight" in paths else next(iter(paths.values()))
        return self.level.put_held(block, sources, hint.replace(".", "_"), **paths)

    def put_positions(self, x: Any, node: fx.Node) -> str:
        """A block that adds the vectors of an `Embedding` for positions from 0 on."""
        path, shape = str(node.target), self.shape(x)
        if len(shape) != 3 or shape[1:] != self.shape(node)[-2:]:
            raise Unwritten
        longest, features = self.level.positions[node].weight.shape
        block = Block("PositionalEmbedding", args={"features": features, "longest": longest})
        name = path.replace(".", "_")
        return self.level.put_held(block, [self.level.source(x)], name, weight=f"{path}.weight")

    def tensor(self, value: Any) -> bool:
        """Whether an argument is a tensor."""
        return isinstance(value, fx.Node) and isinstance(self.level.known(value), Tensor)

    def shape(self, value: Any) -> tuple[int, ...]:
        """The shape of a tensor."""
        found = self.level.known(value)
        if not isinstance(found, Tensor) or found.device != torch.device("meta"):
            raise Unwritten
        return tuple(found.shape)

    def number(self, value: Any) -> float:
        """A plain number, or one that comes from the number of features alone, of which the level takes note."""
        if isinstance(value, fx.Node) and _of_features(self, value):
            value = number(self.level.known(value))
            self.level.fixed.append(value)
        return number(value)

    def parameter(self, value: Any) -> nn.Parameter | None:
        """The parameter that an argument is, if it is one as it stands."""
        if not isinstance(value, fx.Node) or value.op != "get_attr":
            return None
        found = attribute(self.level.traced.root, str(value.target))
        return found if isinstance(found, nn.Parameter) else None


Writer = Callable[[Step], Any]


def size_of(node: Any) -> int | None:
    """Which dimension's size a step reads off a tensor, as `x.size(0)` and `x.shape[0]` do."""
    if not isinstance(node, fx.Node):
        return None
    if node.target == "size" and len(node.args) == 2:
        return node.args[1] if isinstance(node.args[1], int) else None
    if name_of(node) == "getitem" and isinstance(node.args[0], fx.Node) and name_of(node.args[0]) in ("shape", "size"):
        return node.args[1] if isinstance(node.args[1], int) else None
    return None


def _of_features(step: Step, node: fx.Node) -> bool:
    """Whether a number is computed from sizes of last dimensions alone."""
    place = size_of(node)
    if place is None:
        before = node.all_input_nodes
        return bool(before) and all(_of_features(step, each) for each in before)
    of = node.args[0] if node.target == "size" else node.args[0].args[0]  # type: ignore[union-attr]
    return place in (-1, len(step.shape(of)) - 1)


def plain(value: Any) -> Any:
    """A value that no tensor has a say in, as it is; Unwritten for any other."""
    if isinstance(value, list | tuple):
        return tuple(plain(each) for each in value)
    if isinstance(value, fx.Node | Tensor | slice | torch.device):
        raise Unwritten
    return value


def fitting(kind: str, args: dict[str, Any]) -> dict[str, Any]:
    """Arguments of a kind without those at their defaults; Unwritten where one does not fit."""
    record, kept = catalogue.kinds()[kind], {}
    for name, value in args.items():
        argument = record.argument(name)
        if argument is None:
            raise Unwritten
        if isinstance(value, str) and argument.type == "float":
            raise Unwritten
        if (value == argument.default or (value is None and not argument.optional)) and not argument.required:
            continue
        try:
            kept[name] = accept(argument, value)
        except BlockError:
            raise Unwritten from None
    return kept


def number(value: Any) -> float:
    """A plain number; Unwritten for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Unwritten
    return float(value)


def part(name: str, place: int) -> str:
    """How one of several outputs of a block is written."""
    return f"{name}.{place}" if place else name


def name_of(node: fx.Node) -> str:
    """The function's or method's plain name: `add` for `+`, `torch.add`, `x.add` and `x.add_`; of an attribute its
    own."""
    target = node.target
    if target is getattr:
        return str(node.args[1])
    name = target if isinstance(target, str) else getattr(target, "__name__", "")
    return name.strip("_") if name.startswith("__") else name.rstrip("_")
