"""Every place of every block in a built model, a Repeat's rounds one by one, and the modules that answer there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from torch import nn

from blocks.building import called_again
from blocks.report import Node, Report
from blocks.tree import Block


class Place(NamedTuple):
    """A block where it stands: its path, the path of the module that answers there, which may be shared, and what is
    known of it."""

    path: str
    module: str
    block: Block
    depth: int
    node: Node


def places(report: Report) -> Iterator[Place]:
    """All of them, in the order of the model; the model itself is none."""
    return _places(report.model.root, report.root, "", "", 0)


def by_module(report: Report, net: nn.Module) -> dict[nn.Module, list[Place]]:
    """The places of each module, in the order in which it is called there."""
    found: dict[nn.Module, list[Place]] = {}
    for place in places(report):
        found.setdefault(net.get_submodule(place.module), []).append(place)
    return found


def _places(block: Block, node: Node, path: str, module: str, depth: int) -> Iterator[Place]:
    if path:
        yield Place(path, module, block, depth, node)
    yield from _inner_places(block, node, path, depth + 1)


def _inner_places(block: Block, node: Node, path: str, depth: int) -> Iterator[Place]:
    if block.definition:  # its body is the same module
        yield from _inner_places(block.children[0], node.children[0], path, depth)
    elif block.kind == "Reuse":  # what is in it is told of its own place
        return
    elif block.kind == "Repeat":
        rounds = [each.children for each in node.rounds for _ in range(each.count)]
        for index, nodes in enumerate(rounds):
            names = [""] if len(block.children) == 1 else block.names()
            yield from _row(block.children, nodes, names, f"{path}.{index}", {}, depth)
    else:
        again = called_again(block) if block.kind == "Graph" else {}
        yield from _row(block.children, node.children, block.names(), path, again, depth)


def _row(
    blocks: Sequence[Block],
    nodes: Sequence[Node],
    names: Sequence[str],
    path: str,
    again: Mapping[str, str],
    depth: int,
) -> Iterator[Place]:
    for name, child, known in zip(names, blocks, nodes, strict=True):
        own, called = (f"{path}.{each}".strip(".") for each in (name, again.get(name, name)))
        yield from _places(child, known, own, called, depth)
