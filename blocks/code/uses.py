"""The blocks of a model, each with what is known of it, where it stands, and what it shares with others.

A `Use` is a block in one place. What is in an instance is used once for each instance, and what is in a
`Repeat` once for each stretch of equal rounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from blocks.report import Node, Report
from blocks.tree import Block

Labelled: TypeAlias = dict[str, "Use"]  # by label, as `building` knows them


@dataclass(slots=True)
class Stretch:
    """`count` equal rounds of a `Repeat`, the first of them number `start`, and what is used in each."""

    start: int
    count: int
    children: list["Use"]


@dataclass(eq=False, slots=True)
class Use:
    """A block in one place. `again` is what a `Reuse` calls; `ties` are parameters that are those of others.

    The one child of an instance is its body. A `Repeat` has stretches in the place of children.
    """

    block: Block
    node: Node
    parent: "Use | None" = None
    position: int = 0
    children: list["Use"] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    again: "Use | None" = None
    ties: dict[str, tuple["Use", str]] = field(default_factory=dict)

    @property
    def inside(self) -> "Use":
        """What a class of this use is made of: the body of an instance, else the block itself."""
        return self.children[0] if self.block.definition else self

    @property
    def below(self) -> Iterator["Use"]:
        """What stands in it, in the order of the blocks."""
        yield from self.children
        for stretch in self.stretches:
            yield from stretch.children

    @property
    def step(self) -> str:
        """How Python comes here from what is around it: `.name` or `[0]`; "" where that is the same module."""
        assert self.parent
        block = self.parent.block
        if block.definition or (block.kind == "Repeat" and len(block.children) == 1):
            return ""
        return f".{self.block.name}" if self.block.name else f"[{self.position}]"

    def walk(self) -> Iterator["Use"]:
        """This use and every one in it, outside in."""
        yield self
        for each in self.below:
            yield from each.walk()

    def within(self, top: "Use") -> bool:
        """Whether it stands in another one, or is it."""
        use: Use | None = self
        while use and use is not top:
            use = use.parent
        return use is top

    def way(self, top: "Use") -> list["Use"]:
        """The uses that lead here from `top`, without that."""
        found, use = list[Use](), self
        while use is not top:
            found.append(use)
            assert use.parent
            use = use.parent
        return found[::-1]

    def address(self, top: "Use") -> tuple[int, ...]:
        """The positions that lead here from `top`, whatever the round."""
        return tuple(each.position for each in self.way(top))


def used(report: Report) -> Use:
    """The root of a model that works, with everything in it."""
    return _use(report.model.root, report.root, {}, None, 0)


def _use(block: Block, node: Node, made: Labelled, parent: Use | None, position: int) -> Use:
    use = Use(block, node, parent, position)
    if block.kind == "Reuse":
        use.again = made[str(node.args["of"])]
        return use
    if block.kind == "Repeat":
        use.stretches = list(_stretches(use, made))
    else:
        use.children = _all(use, node.children, {} if block.definition else made)
    use.ties = {name: _source(source, made) for name, source in block.tied.items()}
    if block.shared:
        made[block.shared] = use
    return use


def _all(parent: Use, nodes: tuple[Node, ...], made: Labelled) -> list[Use]:
    pairs = zip(parent.block.children, nodes, strict=True)
    return [_use(child, node, made, parent, position) for position, (child, node) in enumerate(pairs)]


def _stretches(repeat: Use, made: Labelled) -> Iterator[Stretch]:
    """What is used in each stretch; labels in a round are its own. Shared rounds are one."""
    start, shared = 0, bool(repeat.node.args.get("share"))
    for rounds in repeat.node.rounds[: 1 if shared else None]:
        yield Stretch(start, 1 if shared else rounds.count, _all(repeat, rounds.children, dict(made)))
        start += rounds.count


def _source(source: str, made: Labelled) -> tuple[Use, str]:
    """The layer, and its parameter, that a source such as `embedding.weight` is in the end."""
    label, _, parameter = source.partition(".")
    use = made[label]
    return use.ties.get(parameter, (use, parameter))
