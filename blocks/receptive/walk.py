"""The way through a model's structures, from its inputs to the outputs of one block."""

from collections.abc import Sequence
from dataclasses import replace

from blocks import wiring
from blocks.receptive.rules import applied
from blocks.receptive.tensors import Seen, apart, given, joined, met, same, stacked
from blocks.report import Node, Report
from blocks.scope import resolved
from blocks.tree import Address, Block

MOST_STEPS = 20_000  # layers gone through, counting each round of a Repeat; behind them all is unknown
Tensors = tuple[Seen, ...]


def seen_behind(report: Report, address: Address, place: int = 0) -> Tensors:
    """The outputs of the block at an address, which must work, as they depend on input `place` of the model; inside a
    `Repeat`, those of the first round, or of the one that fails."""
    shapes = [each.shape for each in report.model.inputs]
    fed = tuple(given(shape) if place == each else apart(shape, shapes[place]) for each, shape in enumerate(shapes))
    root = resolved(report.model.root, report.root)
    return _Walk(shapes[place]).to(root, report.root, fed, address)


class _Walk:
    """Counts the layers on its way from an input of these extents."""

    def __init__(self, extents: tuple[int, ...]) -> None:
        self.extents = extents
        self.steps = 0

    def to(self, block: Block, node: Node, fed: Tensors, address: Address) -> Tensors:
        """The outputs of the block at an address inside this one, which is `fed` these tensors."""
        if not address:
            return self.through(block, node, fed)
        position = address[0]
        if block.kind == "Repeat" and not node.ok:
            for rounds in node.rounds[:-1]:
                fed = self._rounds(block, rounds.children, rounds.count, fed)
        if block.kind == "Graph":
            fed = self._taken(block, node, fed, position)
        elif block.kind in ("Sequential", "Repeat"):
            fed = self._row(block.children[:position], node.children, fed)
        return self.to(block.children[position], node.children[position], fed, address[1:])

    def through(self, block: Block, node: Node, fed: Tensors) -> Tensors:
        """The outputs of a block."""
        if block.definition:
            return self.through(block.children[0], node.children[0], fed)
        match block.kind:
            case "Sequential" | "Reuse":
                return self._row(block.children, node.children, fed)
            case "Graph":
                return self._taken(block, node, fed, None)
            case "Repeat":
                for rounds in node.rounds:
                    fed = self._rounds(block, rounds.children, rounds.count, fed)
                return fed[: len(node.outputs)]
            case "Residual" | "Parallel":
                pairs = zip(block.children, node.children, strict=True)
                merge = "add" if block.kind == "Residual" else node.args.get("merge", "concat")
                return (_merged(node, merge, [self.through(child, known, fed)[0] for child, known in pairs]),)
        self.steps += 1
        shapes = tuple(each.shape for each in node.outputs)
        if not fed:
            return tuple(apart(shape, self.extents) for shape in shapes)
        if self.steps > MOST_STEPS:
            return tuple(fed[0].unknown(shape) for shape in shapes)
        return applied(block.kind, fed, node.args, shapes)

    def _row(self, blocks: Sequence[Block], nodes: Sequence[Node], fed: Tensors) -> Tensors:
        for block, node in zip(blocks, nodes, strict=False):  # of a row, maybe only the first few
            fed = self.through(block, node, fed)
        return fed

    def _rounds(self, block: Block, nodes: Sequence[Node], count: int, fed: Tensors) -> Tensors:
        """Equal rounds, up to one that changes nothing any more; what is fed beside the first goes to each of them."""
        for _ in range(count):
            done = self._row(block.children, nodes, fed)
            after = (done[0], *fed[1:]) if len(done) == 1 else done
            if len(after) == len(fed) and all(map(same, fed, after)):
                break
            fed = after
        return fed

    def _taken(self, graph: Block, node: Node, fed: Tensors, position: int | None) -> Tensors:
        """What the child at a position of a Graph takes; without a position, what the Graph gives."""
        graph = replace(graph, args=node.args)  # the root's inputs are named in the model
        done: list[Tensors] = []

        def found(sources: Sequence[wiring.Source]) -> Tensors:
            return tuple((fed if each.child is None else done[each.child])[each.place] for each in sources)

        def taken(place: int) -> Tensors:
            return found(wiring.sources(graph, place)) if node.children[place].inputs else ()

        for place, child in enumerate(graph.children[:position]):
            known = node.children[place]
            done.append(self.through(child, known, taken(place)) if known.ok else ())
        return found(wiring.results(graph)) if position is None else taken(position)


def _merged(node: Node, merge: str, branches: list[Seen]) -> Seen:
    """The output of a structure whose branches give these."""
    assert node.output is not None, "the report says that it works"
    if merge == "concat":
        return joined(branches, node.args.get("dim", 1), node.output.shape)
    if merge == "stack":
        return stacked(branches, node.args.get("dim", 1), node.output.shape)
    return met(branches, node.output.shape)
