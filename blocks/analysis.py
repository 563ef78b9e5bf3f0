"""What PyTorch says of a model: shapes, parameters, MACs, problems. It never raises: it reports.

Each distinct pair of block and input type is measured once and the answer is kept. An edit therefore
costs the path from the edited block to the root and whatever its new shapes touch.
"""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import msgspec
import torch

from blocks import catalogue, explain, measuring
from blocks.expressions import Expression
from blocks.measuring import Unresolved, measured, merged, resolve
from blocks.report import Node, Problem, Report, Rounds, TensorType
from blocks.tree import Block, Model

MOST_UNFOLDED = 10**6  # blocks, with every round of every Repeat
MOST = 2**60  # of anything that is counted

_nodes: dict[tuple[Block, TensorType, int | None], Node] = {}
_blocks: dict[Block, Block] = {}
REMEMBERED = 200_000


def analyse(model: Model) -> Report:
    """What is known of each block of a model."""
    if len(_nodes) + len(_blocks) > REMEMBERED:
        _nodes.clear()
        _blocks.clear()
    given = model.inputs[0]
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a warning is no problem, also where a program makes errors of them
        root = _node(_one(model.root), TensorType(given.shape, given.dtype), None)
    return Report(model, root)


def _one(block: Block) -> Block:
    """The one block that stands for all equal ones, so that comparing two is comparing identities."""
    children = tuple(map(_one, block.children))
    same = Block(block.kind, block.name, block.args, children, 0)
    return _blocks.setdefault(same, same)


def _node(block: Block, given: TensorType, index: int | None) -> Node:
    """The node of a block that receives `given`, in round `index` of the Repeat around it."""
    key = (block, given, index if _follows_index(block) else None)
    node = _nodes.get(key)
    if node is None:
        node = _nodes[key] = _bounded(_STRUCTURES.get(block.kind, _leaf)(block, given, index))
    return node


@lru_cache(maxsize=100_000)
def _follows_index(block: Block) -> bool:
    """Whether a rule in the block depends on the round of the Repeat around it."""
    own = any(isinstance(value, Expression) for value in block.args.values())
    return own or (block.kind != "Repeat" and any(map(_follows_index, block.children)))


# --- kinds of block


def _leaf(block: Block, given: TensorType, index: int | None) -> Node:
    kind = catalogue.kinds()[block.kind]
    try:
        args, inferred = resolve(kind, block, given, index)
    except Unresolved as error:
        return Node(input=given, problem=error.problem)
    return measured(block.kind, tuple(args.items()), inferred, given)


def _sequential(block: Block, given: TensorType, index: int | None) -> Node:
    children = []
    current: TensorType | None = given
    for child in block.children:
        children.append(_node(child, current, index) if current else Node())
        current = children[-1].output
    return Node(input=given, output=current, children=tuple(children), **_totals(children), peak=_most(children, given))


def _residual(block: Block, given: TensorType, index: int | None) -> Node:
    body, shortcut = children = [_node(child, given, index) for child in block.children]
    output, problem = _merged("Residual", 0, children)
    peak = given.bytes + max(body.peak, shortcut.peak + (body.output.bytes if body.output else 0))
    return Node(
        input=given, output=output, problem=problem, children=tuple(children), peak=peak,
        **_totals(children, output),
    )  # fmt: skip


def _parallel(block: Block, given: TensorType, index: int | None) -> Node:
    children = [_node(child, given, index) for child in block.children]
    if not children:
        return Node(input=given, problem=Problem("Parallel has no branches.", "at least one.", "drop a block into it."))
    kind = catalogue.kinds()["Parallel"]
    try:
        args, _ = resolve(kind, block, given, index)
    except Unresolved as error:
        return Node(input=given, problem=error.problem, children=tuple(children), **_totals(children))
    merge, dim = str(args.get("merge", "concat")), args.get("dim", 1)
    output, problem = _merged(merge, int(str(dim)), children)
    done = sum(child.output.bytes for child in children if child.output)
    peak = given.bytes + done + max(child.peak for child in children)
    return Node(
        input=given, output=output, args=args, problem=problem, children=tuple(children), peak=peak,
        **_totals(children, output),
    )  # fmt: skip


def _merged(merge: str, dim: int, children: list[Node]) -> tuple[TensorType | None, Problem | None]:
    types = [child.output for child in children if child.output]
    if len(types) < len(children):
        return None, None
    return merged(merge, dim, tuple(types))


def _repeat(block: Block, given: TensorType, index: int | None) -> Node:
    kind = catalogue.kinds()["Repeat"]
    try:
        args, _ = resolve(kind, block, given, index)
    except Unresolved as error:
        return Node(input=given, problem=error.problem)
    times, share = int(str(args["times"])), bool(args.get("share"))
    rounds = list(_rounds(Block("Sequential", children=block.children, id=0), given, times, share))
    first, (_, last) = rounds[0][1], rounds[-1]
    shown = first if last.ok else last
    single = len(block.children) == 1  # then that block is the round, without a Sequential around it
    bodies = [(1 if share else count, body) for count, body in rounds[: 1 if share else None]]
    return Node(
        input=given,
        output=last.output,
        args=args,
        problem=last.problem,
        children=shown.children,
        rounds=tuple(Rounds(count, body.children) for count, body in rounds),
        peak=max(body.peak for _, body in rounds),
        **_weight_totals(bodies),
        placed=sum(count * body.placed for count, body in rounds),
        macs=sum(count * body.macs for count, body in rounds),
        saved=sum(count * body.saved for count, body in rounds),
        unfolded=1 + sum(count * (body.unfolded - single) for count, body in rounds),
    )


def _rounds(body: Block, given: TensorType, times: int, share: bool) -> Iterator[tuple[int, Node]]:
    """Stretches of equal rounds, up to the first that fails."""
    current, done = given, 0
    first: Node | None = None
    while done < times:
        node = _node(_one(body), current, done)
        if share and first and node.output and _built(node) != _built(first):
            node = Node(input=current, problem=explain.shared(current, given))
        if node.output is None:
            yield 1, _in_round(node, done) if done else node
            return
        if share and first is None:
            body, first = pinned(body, node), node
        settled = node.output == current and not _follows_index(_one(body))
        count = times - done if settled else 1
        yield count, node
        done += count
        current = node.output


def pinned(block: Block, node: Node) -> Block:
    """The block with every argument typed as it was resolved: what a shared instance is, wherever it is called."""
    children = block.children
    if len(node.rounds) < 2:  # rounds that differ have no one set of arguments: `_built` tells whether they stay
        children = tuple(pinned(child, known) for child, known in zip(children, node.children, strict=True))
    return Block(block.kind, block.name, node.args or block.args, children, 0)


def _built(node: Node) -> tuple[Any, ...]:
    """What a node's module is built with, all through."""
    rounds = tuple((each.count, tuple(map(_built, each.children))) for each in node.rounds)
    return node.args, tuple(map(_built, node.children)), rounds


def _in_round(node: Node, index: int) -> Node:
    """The node with its problem saying in which round it comes up."""
    changes: dict[str, Any] = {"children": tuple(_in_round(child, index) for child in node.children)}
    if node.problem:
        told = f"In round {index + 1}, {node.problem.received}"
        changes["problem"] = msgspec.structs.replace(node.problem, received=told)
    return _changed(node, **changes)


def _changed(node: Node, **changes: Any) -> Node:
    return Node(**{name: getattr(node, name) for name in node.__struct_fields__} | changes)


_STRUCTURES: dict[str, Callable[[Block, TensorType, int | None], Node]] = {
    "Sequential": _sequential,
    "Residual": _residual,
    "Parallel": _parallel,
    "Repeat": _repeat,
}


# --- totals


def _totals(children: list[Node], merged: TensorType | None = None) -> dict[str, Any]:
    added = merged.bytes if merged else 0
    return _weight_totals([(1, child) for child in children]) | {
        "placed": sum(child.placed for child in children),
        "macs": sum(child.macs for child in children),
        "saved": sum(child.saved for child in children) + added,
        "unfolded": 1 + sum(child.unfolded for child in children),
    }


def _weight_totals(bodies: list[tuple[int, Node]]) -> dict[str, Any]:
    names = ("params", "trainable", "buffers", "weight_bytes")
    return {name: sum(count * getattr(body, name) for count, body in bodies) for name in names}


def _most(children: list[Node], given: TensorType) -> int:
    return max((child.peak for child in children), default=given.bytes)


def _bounded(node: Node) -> Node:
    """The node, unless it is too large to count or to unfold."""
    if node.unfolded <= MOST_UNFOLDED and max(node.macs, node.saved, node.weight_bytes, node.placed) < MOST:
        return node
    problem = Problem(
        f"This unfolds to {node.unfolded:,} blocks and {node.placed:,} parameters.",
        f"at most {MOST_UNFOLDED:,} blocks, and numbers below 2**60.",
        "repeat fewer times, or use smaller sizes.",
    )
    return Node(input=node.input, args=node.args, problem=problem)


@contextmanager
def forgotten() -> Iterator[None]:
    """Run with empty memories, as after a start: for benchmarks and tests."""
    _nodes.clear()
    _blocks.clear()
    _follows_index.cache_clear()
    measuring.forget()
    yield
