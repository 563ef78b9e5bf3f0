"""Which blocks become one class, and with which arguments.

Instances of one definition that differ in numbers alone are made by one class, and so are blocks of one name
stem. What they have in common is their *outline*. Where a `Repeat` that is written as one comprehension has no
round in some place, the outline of its rounds is unknown there, and fits every other.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from blocks.code.inline import fixed
from blocks.code.uses import Use
from blocks.definitions import kind_of
from blocks.expressions import Expression
from blocks.kinds import Kinds
from blocks.scope import INDEX, free_names
from blocks.tree import Block, Definition, is_slot

_UNKNOWN = ("of no round",)


def plain(value: Any) -> Any:
    """A value as Python writes it: what came as a list is a tuple."""
    return tuple(value) if isinstance(value, list) else value


def named(block: Block) -> bool:
    """Whether a block has children and each has a name."""
    return bool(block.children) and all(child.name for child in block.children)


def has_forward(block: Block) -> bool:
    """Whether a class of this block has a `forward` of its own; else it is a subclass of what the block is."""
    return block.kind == "Graph" or (block.kind == "Sequential" and named(block))


def is_class(use: Use) -> bool:
    """Whether a use is written as an instance of a class of the file."""
    if use.block.definition:
        return True
    if use.parent is None or is_slot(use.parent.block):
        return False
    return use.block.kind == "Graph" or (bool(use.block.name) and has_forward(use.block))


def stem(name: str) -> str:
    """`layer3` and `layer4` are both a `layer`."""
    return re.sub(r"_?\d+$", "", name) or name


@dataclass
class Argument:
    """One argument of a class: its value in each use of the class where that is known, and the rule behind it.

    `known` is what rules call it. A value is a number or a word; for a module that is shared it is its use.
    """

    name: str
    known: str
    values: dict[Use, Any] = field(default_factory=dict)
    rules: dict[Use, Expression] = field(default_factory=dict)
    annotation: str = ""
    parameter: bool = False  # of a definition
    default: Any = None
    inferred: bool = False

    def declared(self) -> str:
        """As it stands in the signature: `channels: int = 64`."""
        types = {type(value) for value in self.values.values()}
        if not self.annotation and types <= {int, float, bool, str} and len(types) == 1:
            self.annotation = types.pop().__name__
        noted = f"{self.name}: {self.annotation}" if self.annotation else self.name
        return f"{noted} = {self.default!r}" if self.parameter else noted


@dataclass(eq=False)
class Class:
    """One class of the file: its uses, and its arguments as far as they are known."""

    outline: Any
    uses: list[Use] = field(default_factory=list)
    arguments: list[Argument] = field(default_factory=list)
    name: str = ""

    @property
    def block(self) -> Block:
        """The block that it is made of."""
        return self.uses[0].inside.block

    @property
    def definition(self) -> Definition | None:
        return self.uses[0].block.definition

    def start(self, taken: Set[str]) -> None:
        """Begin with the parameters of the definition, under names that hide nothing."""
        for known, default in self.definition.parameters.items() if self.definition else ():
            name = known
            while name in taken:
                name += "_"
            values = {use: plain(use.node.args[known]) for use in self.uses}
            kind = type(default).__name__
            self.arguments.append(
                Argument(name, known, values, {}, kind if kind != "tuple" else "", True, plain(default))
            )

    def signature(self) -> list[str]:
        """The arguments as `__init__` takes them, those of the definition, which have defaults, last."""
        return [argument.declared() for argument in sorted(self.arguments, key=lambda each: each.parameter)]


class Classes:
    """All classes of a model, by use. Raises nothing: a Repeat whose rounds differ is put into `unrolled`."""

    def __init__(self, root: Use, kinds: Kinds, unrolled: set[Block]) -> None:
        self.kinds, self.unrolled = kinds, unrolled
        self.of: dict[Use, Class] = {}
        self.all: list[Class] = []  # the innermost first
        self._alike: dict[str, list[Class]] = {}
        self._collect(root)

    def _collect(self, use: Use) -> None:
        for each in use.below:
            self._collect(each)
        if is_class(use):
            self.of[use] = self._class(use)
            self.of[use].uses.append(use)

    def _class(self, use: Use) -> Class:
        """The class that a use fits, or a new one."""
        key = f"={use.block.kind}" if use.block.definition else stem(use.block.name)
        outline = (self._outline(use.inside), self._shared(use))
        for each in self._alike.setdefault(key, []):
            if (common := _common(each.outline, outline)) is not None:
                each.outline = common
                return each
        found = Class(outline)
        self._alike[key].append(found)
        self.all.append(found)
        return found

    def comprehended(self, repeat: Use) -> bool:
        """Whether all rounds of a Repeat are to be written as one, with their number and index as they come."""
        block = repeat.block
        if block in self.unrolled or repeat.node.args.get("share"):
            return False
        ruled = any(INDEX in free_names(child) for child in block.children)
        return ruled or isinstance(block.args.get("times"), Expression) or _in_definition(repeat)

    def _outline(self, use: Use) -> Any:
        """What two uses have in common when they differ in numbers alone."""
        block, node = use.block, use.node
        kind = kind_of(block, self.kinds)
        words = tuple(
            (name, plain(node.args[name]))
            for name in ("merge", "share", "inputs", "outputs", "source", *fixed(kind))
            if name in node.args and not block.definition
        )
        inner = self._rounds(use) if block.kind == "Repeat" else self._row(use.children)
        return block.kind, words, len(node.inputs), len(node.outputs), inner

    def _row(self, uses: list[Use]) -> Any:
        return tuple(
            (each.block.name, each.block.inputs, id(self.of[each]) if each in self.of else self._outline(each))
            for each in uses
        )

    def _rounds(self, repeat: Use) -> Any:
        rows = [self._row(stretch.children) for stretch in repeat.stretches]
        if not self.comprehended(repeat):
            return tuple(rows)
        common: Any = _UNKNOWN
        for row in rows:
            if (common := _common(common, row)) is None:
                self.unrolled.add(repeat.block)
                return tuple(rows)
        return common

    def _shared(self, top: Use) -> Any:
        """Where in a use something of another place is used: from where in it, or under which label from outside."""
        found = []
        for use in top.walk():
            for name, (source, parameter) in use.ties.items():
                if source.within(top):
                    found.append((use.address(top), name, source.address(top), parameter))
            if use.again and use.again.within(top):
                found.append((use.address(top), "", use.again.address(top), ""))
            elif use.again and _frame(use) is _frame(top.inside):
                found.append((use.address(top), "", (), use.again.block.shared))
        return tuple(dict.fromkeys(found))


def numbers(use: Use, kinds: Kinds) -> Iterator[str]:
    """Every number in a use, to see whether two are equal in everything."""
    for each in use.walk():
        yield repr([plain(value) for value in each.node.args.values()])
        yield repr([stretch.count for stretch in each.stretches])


def frame(use: Use) -> Mapping[str, Any]:
    """The parameters that the rules of a block know, with their values."""
    owner = _frame(use)
    return owner.node.args if owner else {}


def _frame(use: Use) -> Use | None:
    """The instance in whose body a use stands."""
    owner = use.parent
    while owner and not owner.block.definition:
        owner = owner.parent
    return owner


def _in_definition(use: Use) -> bool:
    return _frame(use) is not None


def _common(first: Any, second: Any) -> Any:
    """The outline that two have in common; None where they differ."""
    if first == second or second == _UNKNOWN:
        return first
    if first == _UNKNOWN:
        return second
    if not isinstance(first, tuple) or not isinstance(second, tuple) or len(first) != len(second):
        return None
    parts = [_common(one, other) for one, other in zip(first, second, strict=True)]
    matched = all(
        part is not None or (one is None and other is None)
        for part, one, other in zip(parts, first, second, strict=True)
    )
    return tuple(parts) if matched else None
