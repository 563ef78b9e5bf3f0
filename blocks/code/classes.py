"""Which blocks become one class, and with which arguments.

Two blocks of one name stem and one *skeleton* (equal but for numbers) are instances of one class. A
*place* is where a value stands below a block; the places whose values differ between the instances
become the class's arguments, one for each distinct series of values.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from blocks.code.inline import fixed
from blocks.kinds import Kinds
from blocks.report import Node
from blocks.tree import Block, is_slot

Place: TypeAlias = tuple[int | str, ...]
Values: TypeAlias = dict[Place, Any]
Key: TypeAlias = tuple[str, Any]


def plain(value: Any) -> Any:
    """A value as Python writes it: what came as a list is a tuple."""
    return tuple(value) if isinstance(value, list) else value


def is_class(block: Block) -> bool:
    """Whether a block is written as a class of its own."""
    return block.kind == "Graph" or (block.kind == "Sequential" and bool(block.name) and named(block))


def named(block: Block) -> bool:
    """Whether a block has children and each has a name."""
    return bool(block.children) and all(child.name for child in block.children)


def bodies(block: Block, node: Node) -> Iterator[tuple[Place, tuple[Block, Node]]]:
    """Every child in every stretch of equal rounds, with its place."""
    if block.kind == "Repeat":
        stretches = node.rounds[:1] if node.args.get("share") else node.rounds
        for index, rounds in enumerate(stretches):
            for position, pair in enumerate(zip(block.children, rounds.children, strict=True)):
                yield (index, position), pair
    else:
        for position, pair in enumerate(zip(block.children, node.children, strict=True)):
            yield (position,), pair


def values(block: Block, node: Node, kinds: Kinds, start: Place = ()) -> Values:
    """Every number of a block and of what is in it, by place."""
    found: Values = {}
    if block.kind == "Repeat":
        found |= {(*start, index, "times"): rounds.count for index, rounds in enumerate(node.rounds)}
    else:
        found |= {
            (*start, argument.name): plain(node.args.get(argument.name, argument.default))
            for argument in kinds[block.kind].arguments
        }
    for place, (child, known) in bodies(block, node):
        found |= values(child, known, kinds, (*start, *place))
    return found


def skeleton(block: Block, node: Node, kinds: Kinds) -> Any:
    """What two blocks have in common when they differ in numbers alone."""
    inner = tuple(
        (place, child.name, child.inputs, skeleton(child, known, kinds))
        for place, (child, known) in bodies(block, node)
    )
    names = ("merge", "share", "inputs", "outputs", *fixed(kinds[block.kind]))
    words = tuple((name, plain(node.args[name])) for name in names if name in node.args)
    return block.kind, words, len(node.inputs), len(node.outputs), len(node.rounds), inner


def stem(name: str) -> str:
    """`layer3` and `layer4` are both a `layer`."""
    return re.sub(r"_?\d+$", "", name) or name


@dataclass
class Class:
    """One class: its instances' values, and from them its arguments."""

    block: Block
    node: Node
    instances: list[Values] = field(default_factory=list)
    name: str = ""

    def arguments(self) -> dict[str, list[Place]]:
        """Each argument with the places it goes to."""
        columns: dict[tuple[str, ...], list[Place]] = {}
        for place in self.instances[0]:
            column = tuple(repr(instance[place]) for instance in self.instances)
            if len(set(column)) > 1:
                columns.setdefault(column, []).append(place)
        found: dict[str, list[Place]] = {}
        for places in columns.values():
            found[self._argument_name(places[0], found)] = places
        return found

    def annotation(self, place: Place) -> str:
        """`: int` where every instance has one."""
        types = {type(instance[place]) for instance in self.instances}
        return f": {types.pop().__name__}" if types in ({int}, {float}, {bool}) else ""

    def _argument_name(self, place: Place, found: dict[str, list[Place]]) -> str:
        name = str(place[-1])
        taken = {*found, *self.block.names()}  # `forward` may need it as an attribute
        if name not in taken:
            return name
        block, prefix = self.block, ""
        for step in place[:-1]:
            if isinstance(step, int) and step < len(block.children):
                block = block.children[step]
                prefix = block.name or prefix
        tries = [f"{prefix}_{name}"] if prefix else []
        tries += [f"{name}_{number}" for number in range(2, len(taken) + 3)]
        return next(each for each in tries if each not in taken)


def collect(block: Block, node: Node, kinds: Kinds) -> dict[Key, Class]:
    """Every class below a block, the innermost first."""
    found: dict[Key, Class] = {}
    for _, (child, known) in bodies(block, node):
        for key, inner in collect(child, known, kinds).items():
            found.setdefault(key, Class(inner.block, inner.node)).instances.extend(inner.instances)
        if is_class(child) and not is_slot(block):
            key = key_of(child, known, kinds)
            found.setdefault(key, Class(child, known)).instances.append(values(child, known, kinds))
    return found


def key_of(block: Block, node: Node, kinds: Kinds) -> Key:
    """What the instances of one class share."""
    return stem(block.name), skeleton(block, node, kinds)
