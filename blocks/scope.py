"""What a block knows of the world around it: the names that its rules may use, and the labelled blocks.

A `Repeat` gives its blocks `i`, the round's index. A definition's body knows the definition's parameters and
nothing from outside. A label, written "@tower" here, stands for the block that `Reuse` calls again, with all
its arguments as they were resolved; for None where that block does not work.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeAlias

from blocks.expressions import Expression, names_in
from blocks.report import Node
from blocks.tree import Block

Scope: TypeAlias = tuple[tuple[str, Any], ...]
INDEX = "i"  # the round of a Repeat, from 0
OPEN = ("Sequential", "Graph", "Residual", "Parallel")  # labels in these are known around them


def extended(scope: Scope, **names: Any) -> Scope:
    """The scope with more names, or other values for them."""
    return tuple(sorted((dict(scope) | names).items(), key=lambda item: item[0]))


def narrowed(scope: Scope, block: Block) -> Scope:
    """What of the scope matters to a block."""
    if not scope:
        return scope
    free = free_names(block)
    return tuple(item for item in scope if item[0] in free)


@lru_cache(maxsize=100_000)
def free_names(block: Block) -> frozenset[str]:
    """The names, and labels, that a block needs from around it."""
    rules = [value for value in block.args.values() if isinstance(value, Expression)]
    own = {name for rule in rules for name in names_in(rule)}
    own |= {label(source.partition(".")[0]) for source in block.tied.values()}
    if block.kind == "Reuse":
        own.add(label(str(block.args.get("of", ""))))
    if block.definition:
        return frozenset(own)
    inner = frozenset[str]().union(*map(free_names, block.children))
    return frozenset(own) | (inner - {INDEX} if block.kind == "Repeat" else inner)


def label(name: str) -> str:
    """A label as a scope knows it."""
    return f"@{name}"


@lru_cache(maxsize=100_000)
def labels(block: Block) -> frozenset[str]:
    """The labels that a block makes known to those after it."""
    own = {block.shared} if block.shared else set()
    inner = block.children if block.kind in OPEN else ()
    return frozenset(own).union(*map(labels, inner))


def labelled(block: Block, node: Node) -> Iterator[tuple[str, Block, Node]]:
    """Label, block and node of all that `labels` names."""
    if not labels(block):
        return
    if block.shared:
        yield block.shared, block, node
    if block.kind in OPEN:
        for child, known in zip(block.children, (*node.children, *[Node()] * len(block.children)), strict=False):
            yield from labelled(child, known)


def fixed(block: Block, node: Node) -> Block:
    """The block with every argument typed as it was resolved: what an instance is, wherever it is called again.

    Rounds that differ stand in a row, under the names that PyTorch gives them.
    """
    return replace(_fixed(block, node), shared="")


def _fixed(block: Block, node: Node) -> Block:
    """With the labels inside, by which blocks inside are called again."""
    if block.definition:
        body = _fixed(block.children[0], node.children[0])
        return replace(body, name=block.name, inputs=block.inputs, shared=block.shared, id=block.id)
    if block.kind == "Reuse":
        return block
    if block.kind == "Repeat" and not node.rounds:  # it has no round, so nobody knows what would be in one
        return replace(block, args=node.args, children=())
    if len(node.rounds) > 1:
        rounds = [_round(block, each.children) for each in node.rounds for _ in range(each.count)]
        return replace(block, kind="Sequential", args={}, children=tuple(rounds))
    children = tuple(_fixed(child, known) for child, known in zip(block.children, node.children, strict=True))
    return replace(block, args=node.args or block.args, children=children, tied={})


def _round(block: Block, nodes: tuple[Node, ...]) -> Block:
    children = tuple(_fixed(child, known) for child, known in zip(block.children, nodes, strict=True))
    if len(children) == 1:
        return replace(children[0], name="", inputs=())
    return Block("Sequential", children=children, id=0)


def resolved(block: Block, node: Node, known: Scope = ()) -> Block:
    """The block with each `Reuse` in it holding, as its one child, what it calls: as its node does."""
    if block.kind == "Reuse":
        again = dict(known).get(label(str(block.args.get("of", ""))))
        return replace(block, children=(again,)) if again and node.children else block
    if not _reuses(block):
        return block
    inner = () if block.definition else known
    children = []
    for child, each in zip(block.children, node.children, strict=False):
        children.append(resolved(child, each, inner))
        inner = extended(inner, **{label(name): fixed(found, of) for name, found, of in labelled(child, each) if of.ok})
    return replace(block, children=(*children, *block.children[len(children) :]))


@lru_cache(maxsize=100_000)
def _reuses(block: Block) -> bool:
    return block.kind == "Reuse" or any(map(_reuses, block.children))
