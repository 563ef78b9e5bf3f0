"""Which containers a picture draws unfolded: those above a depth, those that fit a page, and what a hand changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from blocks.diagram.labels import pairs, skipped
from blocks.edits import DEEPEST
from blocks.families import is_container, is_grouping
from blocks.report import Node, Report
from blocks.tree import Block

MOST_ROWS = 15.0  # of one line, one below the other, that are read at once in a panel
TWO_LINES, ARROW_TEXT = 0.4, 0.5  # rows more, of a fold, and of a shape that changes
MOST_COLUMNS = 2
FEW = 5  # nodes: a picture of fewer says too little, and may be taller


@dataclass(frozen=True, slots=True)
class Folds:
    """Unfolded are the containers above `depth`, less `closed`, and those of `opened`; all by their blocks' ids."""

    depth: int = 1
    opened: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()

    def unfolds(self, block: Block, node: Node, level: int) -> bool:
        """Whether a block is drawn as a frame; `level` is 1 for the root's children."""
        if not is_foldable(block, node):
            return False
        return block.id in self.opened or (level < self.depth and block.id not in self.closed)

    def turned(self, opened: frozenset[int], closed: frozenset[int]) -> "Folds":
        """The same with what was opened and closed by hand."""
        return Folds(self.depth, (self.opened | opened) - closed, closed)


def is_foldable(block: Block, node: Node) -> bool:
    """Whether there is something to see in a block: it holds blocks, which run."""
    return is_container(block) and bool(block.children and node.children) and not skipped(block, node)


def drawn_at(depth: int | Folds) -> Folds:
    """A depth as folds; at least 1."""
    return depth if isinstance(depth, Folds) else Folds(max(depth, 1))


def fitting(report: Report) -> Folds:
    """What is unfolded at first: level by level all that fits a panel legibly, at the last the smallest of it.

    Containers of the same kinds, as instances of one definition are, are all unfolded at a level or none.
    """
    folds = Folds()
    for _ in range(DEEPEST):
        groups = list(_folded_groups(report, folds))
        whole = _with(folds, set().union(*groups))
        if not groups:
            break
        if _fits(report, whole, 2 if _extent(report, folds).nodes < FEW else 1):
            folds = whole
            continue
        tried = sorted((_with(folds, group) for group in groups), key=lambda each: _extent(report, each).rows)
        for each in tried:
            if _fits(report, _with(folds, each.opened), 1):
                folds = _with(folds, each.opened)
        break
    return folds


def visible(report: Report, depth: int | Folds) -> dict[int, int]:
    """For every block's id the id under which it is drawn: its own, or that of the fold around it."""
    root = report.model.root
    return dict(_visible(root, report.root, root.id, 0, drawn_at(depth), True))


def _visible(
    block: Block, node: Node, shown: int, level: int, folds: Folds, unfolded: bool
) -> Iterator[tuple[int, int]]:
    yield block.id, shown
    for child, known in pairs(block, node):
        if is_grouping(block, child):
            yield from _visible(child, known, shown, level, folds, unfolded)
        else:
            own = child.id if unfolded else shown
            further = unfolded and folds.unfolds(child, known, level + 1)
            yield from _visible(child, known, own, level + 1, folds, further)


# --- what fits


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a picture about is."""

    rows: float = 0
    columns: int = 1
    nodes: int = 0


def _with(folds: Folds, more: Iterable[int]) -> Folds:
    return replace(folds, opened=folds.opened | set(more))


def _fits(report: Report, folds: Folds, times: int) -> bool:
    extent = _extent(report, folds)
    return extent.rows <= MOST_ROWS * times and extent.columns <= MOST_COLUMNS


def _extent(report: Report, folds: Folds) -> Extent:
    return _inside(report.model.root, report.root, folds, 0)


def _inside(block: Block, node: Node, folds: Folds, level: int) -> Extent:
    ways = [
        _inside(child, known, folds, level) if is_grouping(block, child) else _of(child, known, folds, level + 1)
        for child, known in pairs(block, node)
    ]
    nodes = sum(way.nodes for way in ways)
    if block.kind in ("Parallel", "Residual"):
        columns = sum(way.columns for way in ways if way.rows)
        return Extent(max((way.rows for way in ways), default=0) + 2, max(columns, 1), nodes + 1)
    return Extent(sum(way.rows for way in ways), max((way.columns for way in ways), default=1), nodes)


def _of(block: Block, node: Node, folds: Folds, level: int) -> Extent:
    if not folds.unfolds(block, node, level):
        tall = TWO_LINES if is_container(block) else 0
        return Extent(1 + tall + ARROW_TEXT * (node.inputs != node.outputs), 1, 1)
    found = _inside(block, node, folds, level)
    return replace(found, rows=found.rows + 1)


def _folded_groups(report: Report, folds: Folds) -> Iterator[set[int]]:
    """The containers that are drawn folded, those together that hold the same kinds."""
    groups: dict[object, set[int]] = {}
    shown = set(visible(report, folds).values()) - folds.opened
    for _, block, node in report.nodes():
        folded = block.id in shown and block is not report.model.root
        if folded and is_foldable(block, node):
            alike = block.kind, tuple(child.kind for child in block.children)
            groups.setdefault(alike, set()).add(block.id)
    yield from groups.values()
