"""What a picture shows, part by part, for those who do not see it, and in words for those who point at it."""

from collections.abc import Iterator
from dataclasses import dataclass

from blocks import words
from blocks.diagram import labels
from blocks.diagram.folding import Folds, drawn_at, is_foldable
from blocks.families import is_container, is_grouping
from blocks.report import Node, Report, TensorType
from blocks.tree import Block


@dataclass(frozen=True, slots=True)
class Part:
    """A block that is drawn: as a node, or as a frame around others.

    `level` is 1 for the root's children. `unfolded` is None for what has nothing inside.
    """

    id: int
    level: int
    title: str
    facts: tuple[str, ...]
    unfolded: bool | None


def parts(report: Report, depth: int | Folds) -> list[Part]:
    """Everything that is drawn, outside in and in the order of the document."""
    return list(_inside(report.model.root, report.root, drawn_at(depth), 1))


def _inside(block: Block, node: Node, folds: Folds, level: int) -> Iterator[Part]:
    for child, known in labels.pairs(block, node):
        if is_grouping(block, child):
            yield from _inside(child, known, folds, level)
            continue
        unfolded = folds.unfolds(child, known, level)
        facts = tuple(filter(None, _facts(child, known)))
        yield Part(child.id, level, _title(child, known), facts, unfolded if is_foldable(child, known) else None)
        if unfolded:
            yield from _inside(child, known, folds, level + 1)


def _title(block: Block, node: Node) -> str:
    """As it is written in the picture, and the kind where that is left out there."""
    if not is_container(block):
        return labels.clip(f"{block.kind} {block.name}".strip())
    written = labels.title(block, node)
    return written if block.kind in written else f"{written} · {block.kind}"


def _facts(block: Block, node: Node) -> Iterator[str]:
    """Shapes, numbers, and what is wrong."""
    yield f"{_shapes(node.inputs)} → {_shapes(node.outputs)}"
    yield words.plural(node.params, "parameter") if node.params else ""
    yield f"{words.count(node.macs)} MACs" if node.macs else ""
    yield labels.clip(labels.clean(labels.trouble(node)), 2 * labels.LONGEST_PROBLEM)


def _shapes(types: tuple[TensorType, ...]) -> str:
    return ", ".join(map(labels.typed, types)) or "?"
