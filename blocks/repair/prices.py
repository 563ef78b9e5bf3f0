"""What a fix costs: parameters and MACs of the blocks it adds, and what it changes in those that worked."""

from collections.abc import Iterator
from typing import TypeAlias

from blocks.report import Node, Report
from blocks.tree import Block

Price: TypeAlias = tuple[int, int]  # parameters, MACs


def price(before: Report, after: Report) -> Price:
    """The difference in blocks that are known on both sides, plus the blocks that are new, less those that went.

    What lies behind the problem was unknown before and is no part of the price: every fix brings it back.
    """
    known = {block.id: node for _, block, node in before.nodes()}
    kept = {block.id for block in after.model.walk()}
    costs = [*_added(after.model.root, after.root, known, 1), *_taken(before.model.root, before.root, kept, 1)]
    return sum(params for params, _ in costs), sum(macs for _, macs in costs)


def _added(block: Block, node: Node, known: dict[int, Node], times: int) -> Iterator[Price]:
    old = known.get(block.id)
    if old and old.ok:
        yield times * (node.params - old.params), times * (node.macs - old.macs)
    elif not old and not block.children:
        yield times * node.params, times * node.macs
    else:
        for child, each in zip(block.children, node.children, strict=False):
            yield from _added(child, each, known, times * _rounds(node))


def _taken(block: Block, node: Node, kept: set[int], times: int) -> Iterator[Price]:
    if block.id not in kept:
        yield -times * node.params, -times * node.macs
    elif not node.ok:
        for child, each in zip(block.children, node.children, strict=False):
            yield from _taken(child, each, kept, times * _rounds(node))


def _rounds(node: Node) -> int:
    """How often the children of a node are there: a Repeat's once a round."""
    times = node.args.get("times", 1)
    return times if isinstance(times, int) and not node.args.get("share") else 1
