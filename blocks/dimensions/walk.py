"""The way through a model, from its inputs to its outputs: the axes of what every block takes and gives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from blocks import wiring
from blocks.dimensions.axes import Axes, Axis, met, unknown
from blocks.dimensions.claims import ALL_INPUTS, claim
from blocks.dimensions.rules import Call, applied, joined
from blocks.kinds import Kinds
from blocks.report import Node, Report, TensorType
from blocks.scope import resolved
from blocks.tree import Address, Block

MOST_STEPS = 20_000  # layers gone through, counting the rounds of a Repeat; behind them all is unknown


@dataclass(frozen=True)
class Flow:
    """The axes of what a block takes, and of what it gives."""

    taken: tuple[Axes, ...]
    given: tuple[Axes, ...]


def flows(report: Report, kinds: Kinds) -> dict[Address, Flow]:
    """The flow through every block that works; inside a `Repeat`, through its first round."""
    walk = _Walk(kinds)
    fed = tuple(
        tuple(Axis("batch" if place == each.batch else "") for place in range(len(each.shape)))
        for each in report.model.inputs
    )
    walk.through(resolved(report.model.root, report.root), report.root, fed, ())
    return walk.found


class _Walk:
    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self.found: dict[Address, Flow] = {}
        self.steps = 0

    def through(self, block: Block, node: Node, fed: tuple[Axes, ...], address: Address | None) -> tuple[Axes, ...]:
        """The axes of what a block gives. They are noted under its address, if it has one."""
        made = _fitted(self._made(block, node, fed, address), node.outputs)
        if address is not None and node.ok:
            self.found.setdefault(address, Flow(fed, made))
        return made

    def _made(self, block: Block, node: Node, fed: tuple[Axes, ...], address: Address | None) -> tuple[Axes, ...]:
        if block.definition:
            return self.through(block.children[0], node.children[0], fed, _below(address, 0)) if node.children else ()
        match block.kind:
            case "Reuse":
                return self._row(block.children, node.children, fed, None)
            case "Sequential":
                return self._row(block.children, node.children, fed, address)
            case "Graph":
                return self._graph(block, node, fed, address)
            case "Repeat":
                return self._rounds(block, node, fed, address)
            case "Residual" | "Parallel":
                return self._branches(block, node, fed, address)
        return self._layer(block, node, fed)

    def _layer(self, block: Block, node: Node, fed: tuple[Axes, ...]) -> tuple[Axes, ...]:
        self.steps += 1
        kind = self.kinds.get(block.kind)
        if kind is None or not node.ok or self.steps > MOST_STEPS or len(fed) != len(node.inputs):
            return ()
        for axes in fed if kind.family == ALL_INPUTS else fed[:1]:
            claim(kind.takes, node.args, axes)
        taken, made = (tuple(each.shape for each in tensors) for tensors in (node.inputs, node.outputs))
        return applied(block.kind, kind.family, Call(fed, node.args, taken, made))

    def _row(
        self, blocks: Sequence[Block], nodes: Sequence[Node], fed: tuple[Axes, ...], address: Address | None
    ) -> tuple[Axes, ...]:
        for position, (block, node) in enumerate(zip(blocks, nodes, strict=False)):
            if not fed:  # what comes before does not work
                return ()
            fed = self.through(block, node, fed, _below(address, position))
        return fed

    def _rounds(self, block: Block, node: Node, fed: tuple[Axes, ...], address: Address | None) -> tuple[Axes, ...]:
        """Round for round, until one gives what the one before it gave; the first is noted."""
        for rounds in node.rounds or (() if node.ok else (None,)):
            before: list[list[str]] = []
            for _ in range(rounds.count if rounds else 1):
                done = self._row(block.children, rounds.children if rounds else node.children, fed, address)
                address, fed = None, (done if len(done) != 1 else (*done, *fed[1:]))
                names = [[axis.name for axis in axes] for axes in done]
                if names == before:
                    break
                before = names
        return fed[: len(node.outputs)]

    def _branches(self, block: Block, node: Node, fed: tuple[Axes, ...], address: Address | None) -> tuple[Axes, ...]:
        ends = []
        for position, (child, known) in enumerate(zip(block.children, node.children, strict=False)):
            made = self.through(child, known, fed, _below(address, position))
            ends.append((made[0], known.outputs[0].shape) if made else None)
        branches = [end for end in ends if end]
        if node.output is None or len(branches) < len(block.children):
            return ()
        merge = "add" if block.kind == "Residual" else node.args.get("merge", "concat")
        if merge == "concat":
            return (joined([axes for axes, _ in branches], int(node.args.get("dim", 1)) % len(branches[0][0])),)
        shape = branches[0][1] if merge == "stack" else node.output.shape
        axes = met(branches, shape)
        if merge == "stack":
            at = int(node.args.get("dim", 1)) % (len(axes) + 1)
            axes = (*axes[:at], Axis(), *axes[at:])
        return (axes,)

    def _graph(self, graph: Block, node: Node, fed: tuple[Axes, ...], address: Address | None) -> tuple[Axes, ...]:
        graph = replace(graph, args=node.args or graph.args)  # the root's inputs are named in the model
        done: list[tuple[Axes, ...]] = []
        for place, (child, known) in enumerate(zip(graph.children, node.children, strict=False)):
            given = _taken(wiring.sources(graph, place), fed, done) if known.inputs else ()
            done.append(self.through(child, known, given, _below(address, place)) if known.ok else ())
        return _taken(wiring.results(graph), fed, done) if node.ok else ()


def _taken(
    sources: Sequence[wiring.Source], fed: tuple[Axes, ...], done: Sequence[tuple[Axes, ...]]
) -> tuple[Axes, ...]:
    return tuple((fed if each.child is None else done[each.child])[each.place] for each in sources)


def _fitted(found: tuple[Axes, ...], outputs: tuple[TensorType, ...]) -> tuple[Axes, ...]:
    """The axes of the outputs; new ones wherever those found are not as many as the dimensions."""
    return tuple(
        found[place]
        if place < len(found) and len(found[place]) == len(each.shape)
        else unknown(len(each.shape), each.grows)
        for place, each in enumerate(outputs)
    )


def _below(address: Address | None, position: int) -> Address | None:
    return None if address is None else (*address, position)
