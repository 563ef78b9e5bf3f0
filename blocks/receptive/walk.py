"""The way through a model's structures, from its input to the output of one block."""

from collections.abc import Sequence

from blocks.receptive.rules import applied
from blocks.receptive.tensors import Seen, given, joined, met, same
from blocks.report import Node, Report
from blocks.tree import Address, Block

MOST_STEPS = 20_000  # layers gone through, counting each round of a Repeat; behind them all is unknown


def seen_behind(report: Report, address: Address) -> Seen:
    """The output of the block at an address, which must have one; inside a `Repeat`, that of the first round, or of
    the one that fails."""
    return _Walk().to(report.model.root, report.root, given(report.model.inputs[0].shape), address)


class _Walk:
    """Counts the layers on its way."""

    def __init__(self) -> None:
        self.steps = 0

    def to(self, block: Block, node: Node, seen: Seen, address: Address) -> Seen:
        """The output of the block at an address inside this one, which is given `seen`."""
        if not address:
            return self.through(block, node, seen)
        position = address[0]
        if block.kind == "Repeat" and not node.ok:
            for rounds in node.rounds[:-1]:
                seen = self._rounds(block, rounds.children, rounds.count, seen)
        if block.kind in ("Sequential", "Repeat"):
            seen = self._row(block.children[:position], node.children, seen)
        return self.to(block.children[position], node.children[position], seen, address[1:])

    def through(self, block: Block, node: Node, seen: Seen) -> Seen:
        """The output of a block."""
        match block.kind:
            case "Sequential":
                return self._row(block.children, node.children, seen)
            case "Repeat":
                for rounds in node.rounds:
                    seen = self._rounds(block, rounds.children, rounds.count, seen)
                return seen
            case "Residual" | "Parallel":
                pairs = zip(block.children, node.children, strict=True)
                merge = "add" if block.kind == "Residual" else node.args.get("merge", "concat")
                return _merged(node, merge, [self.through(child, known, seen) for child, known in pairs])
        self.steps += 1
        shape = _shape(node)
        return applied(block.kind, seen, node.args, shape) if self.steps <= MOST_STEPS else seen.unknown(shape)

    def _row(self, blocks: Sequence[Block], nodes: Sequence[Node], seen: Seen) -> Seen:
        for block, node in zip(blocks, nodes, strict=False):  # of a row, maybe only the first few
            seen = self.through(block, node, seen)
        return seen

    def _rounds(self, block: Block, nodes: Sequence[Node], count: int, seen: Seen) -> Seen:
        """Equal rounds, up to one that changes nothing any more."""
        for _ in range(count):
            before, seen = seen, self._row(block.children, nodes, seen)
            if same(before, seen):
                break
        return seen


def _merged(node: Node, merge: str, branches: list[Seen]) -> Seen:
    """The output of a structure whose branches give these."""
    shape = _shape(node)
    if any(0 in branch.shape for branch in branches):
        return branches[0].unknown(shape)
    if merge not in ("concat", "stack"):
        return met(branches, shape)
    dim = node.args.get("dim", 1) % len(shape)
    if merge == "stack":
        branches = [branch.inserted(dim) for branch in branches]
    return joined(branches, dim, shape)


def _shape(node: Node) -> tuple[int, ...]:
    assert node.output is not None, "the report says that it works"
    return node.output.shape
