"""What the canvas shows of the wiring of a `Graph`: which results each child takes, and which the Graph gives.

Sources become ids here, so that the canvas can point at them. An input of a nested Graph is that
Graph; an input of the model is its own card.
"""

from dataclasses import dataclass, replace
from typing import Any

from blocks import wiring
from blocks.definitions import kind_of
from blocks.errors import BlockError
from blocks.families import hue, hue_of
from blocks.kinds import Kinds
from blocks.report import Node, TensorType
from blocks.tree import Block, Model
from blocks.wiring import Source
from ui import text

ALONE = {"takes": [], "linked": True, "outs": [], "wants": None}  # of a block that no Graph holds
NOTHING = {"gives": [], "given": True, "ins": [], "skips": 0}  # of a block that is none


def input_id(index: int) -> int:
    """The id by which the canvas calls an input of the model: 0, -1, -2 …"""
    return -index


@dataclass(frozen=True)
class Wires:
    """The wiring of one Graph. `graph` has its inputs' names, also where it is the root of a model."""

    graph: Block
    node: Node
    kinds: Kinds
    root: bool

    def child(self, position: int) -> dict[str, Any]:
        """What a child takes, and whether the one before it hands anything on to it.

        A child that simply takes what comes before it has no chips; the wire above it says so. Where
        a Graph has several inputs no wire can tell them apart, so its first child has chips as well.
        """
        child = self.graph.children[position]
        ports = {"outs": self._outs(position), "wants": self._wants(child)}
        if not kind_of(child, self.kinds).inputs:
            return {"takes": [], "linked": False, **ports}
        before = Source(position - 1) if position else Source(None)
        several = not position and len(wiring.input_names(self.graph)) > 1
        names = child.inputs or (wiring.written(self.graph, before),)
        found = [self._found(name, position) for name in names]
        return {
            "takes": self._chips(names, found) if several or found != [before] else [],
            "linked": not several and before in found,
            **ports,
        }

    def results(self) -> dict[str, Any]:
        """What the Graph gives, unless it is its last child's output, and whether that is among it."""
        names, last = wiring.output_names(self.graph), len(self.graph.children) - 1
        found = [self._found(name, last + 1) for name in names]
        return {
            "gives": self._chips(names, found) if found not in ([], [Source(last)]) else [],
            "given": not found or Source(last) in found,
            "ins": list(wiring.input_names(self.graph)),
        }

    def skips(self) -> int:
        """How many wires run past a block: what a folded Graph says of itself."""
        count = 0
        for position, child in enumerate(self.graph.children):
            before = Source(position - 1) if position else Source(None)
            count += sum(1 for name in child.inputs if self._found(name, position) not in (before, None))
        return count

    def _outs(self, position: int) -> list[dict[str, str]]:
        """The outputs of a child that gives several: what each is called, and the name by which others take it."""
        child, offered = self.graph.children[position], self._offered(Source(position))
        if len(offered) < 2:
            return []
        words = output_words(child, self.kinds, len(offered))
        return [
            {
                "text": word,
                "name": wiring.written(self.graph, Source(position, place)),
                "hint": f"{word}: {text.shape(offered[place])}",
            }
            for place, word in enumerate(words)
        ]

    def _wants(self, child: Block) -> dict[str, Any] | None:
        """The tensors that a child takes, by name, unless it is simply one."""
        names, least, many = wanted(child, self.kinds)
        return {"names": list(names), "least": least, "many": many} if many or len(names) != 1 else None

    def _found(self, name: str, position: int) -> Source | None:
        taker = Block("Identity", inputs=(name,))
        children = (*self.graph.children[:position], taker)
        try:
            return wiring.sources(replace(self.graph, children=children), position)[0]
        except BlockError:
            return None

    def _chips(self, names: tuple[str, ...], found: list[Source | None]) -> list[dict[str, Any]]:
        return [self._chip(name, source) for name, source in zip(names, found, strict=True)]

    def _chip(self, name: str, source: Source | None) -> dict[str, Any]:
        """A source as the canvas shows it: without an id it leads nowhere, without a hue it is the model's input."""
        if source is None or self._offers_less(source):
            return {"text": name, "id": None, "place": 0, "hue": None, "hint": f"{name} leads nowhere"}
        if source.child is not None:
            block = self.graph.children[source.child]
            at, colour = block.id, hue_of(block, self.kinds)
        elif self.root:
            at, colour = input_id(source.place), None
        else:
            at, colour = self.graph.id, hue("Graph", "Structure")
        shape = text.shape(self._type(source))
        hint = f"{name}: {shape}" if shape else name
        return {"text": name, "id": at, "place": source.place, "hue": colour, "hint": hint}

    def _offers_less(self, source: Source) -> bool:
        """Whether a block is known to give fewer tensors than the source asks of it."""
        offered = self._offered(source)
        return bool(offered) and source.place >= len(offered)

    def _type(self, source: Source) -> TensorType | None:
        """The tensor at a source, where it is known."""
        offered = self._offered(source)
        return offered[source.place] if source.place < len(offered) else None

    def _offered(self, source: Source) -> tuple[TensorType, ...]:
        """All tensors of the child that a source names, or of the Graph's inputs."""
        if source.child is None:
            return self.node.inputs
        children = self.node.children
        return children[source.child].outputs if source.child < len(children) else ()


def wanted(block: Block, kinds: Kinds) -> tuple[tuple[str, ...], int, bool]:
    """The names of the tensors a block takes, how many of them it needs, and whether the last may come many times.

    A Repeat takes what its round does.
    """
    if block.kind == "Repeat" and len(block.children) == 1:
        return wanted(block.children[0], kinds)
    if block.kind == "Graph":
        names = wiring.input_names(block)
        return names, len(names), False
    kind = kind_of(block, kinds)
    return kind.inputs, kind.least, kind.variadic


def output_words(block: Block, kinds: Kinds, count: int) -> tuple[str, ...]:
    """What the outputs of a block are called: `sequence`, `hidden`, `cell`; `part 0`, `part 1`; else numbers."""
    if block.kind == "Repeat" and len(block.children) == 1:
        return output_words(block.children[0], kinds, count)
    names = wiring.output_names(block) if block.kind == "Graph" else kind_of(block, kinds).gives
    if len(names) == count:
        return names
    word = f"{names[0]} " if len(names) == 1 else ""
    return tuple(f"{word}{place}" for place in range(count))


def wires(block: Block, node: Node, model: Model, kinds: Kinds) -> Wires | None:
    """The wiring of a block that is a Graph."""
    if block.kind != "Graph":
        return None
    root = block is model.root
    return Wires(model.named_at(()) if root else block, node, kinds, root)


def signature(node: Node) -> str:
    """What a Graph is given and gives, by the names its blocks know: `f(x, memory) → y`."""
    given, results = ", ".join(node.args.get("inputs", ("x",))), ", ".join(node.args.get("outputs", ()))
    return f"f({given}) → {results}" if results else f"f({given})"
