"""What is in the structures: each draws its children and hands on where their results leave."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from blocks import wiring
from blocks.diagram.drawing import Drawing, End
from blocks.diagram.labels import pairs, skipped
from blocks.diagram.skips import skips, sources
from blocks.errors import BlockError
from blocks.families import is_container, is_grouping
from blocks.report import Node
from blocks.tree import Block
from blocks.wiring import Source

Ends = tuple[End, ...]


def inside(drawing: Drawing, block: Block, node: Node, given: Ends, level: int) -> Ends:
    """What is in a container, its children at `level`, fed from `given`."""
    return _INSIDE.get(block.kind, _chain)(drawing, block, node, given, level)


def _child(drawing: Drawing, parent: Block, child: Block, node: Node, given: Ends, level: int) -> Ends:
    """One block with what is in it, its frame only where it has one."""
    if is_grouping(parent, child):
        return inside(drawing, child, node, given, level)
    folded = not child.children or not node.children or level >= drawing.depth or skipped(child, node)
    if not is_container(child) or folded:
        return drawing.single(child, node, given)
    with drawing.frame(child, node):
        ends = inside(drawing, child, node, given, level + 1)
    types = node.outputs or (None,) * len(ends)
    return tuple(replace(end, type=each) for end, each in zip(ends, types, strict=False))


def _chain(drawing: Drawing, block: Block, node: Node, given: Ends, level: int) -> Ends:
    ends = given
    for child, known in pairs(block, node):
        ends = _child(drawing, block, child, known, ends, level)
    return ends if block.children else given[:1]


def _residual(drawing: Drawing, block: Block, node: Node, given: Ends, level: int) -> Ends:
    starts = (given, tuple(replace(each, skip=True) for each in given))
    ways = [inside(drawing, *pair, start, level) for pair, start in zip(pairs(block, node), starts, strict=True)]
    return drawing.merge(block, node, given, "+", [end for way in ways for end in way])


def _parallel(drawing: Drawing, block: Block, node: Node, given: Ends, level: int) -> Ends:
    ways = [_child(drawing, block, child, known, given, level) for child, known in pairs(block, node)]
    args = {**block.args, **node.args}
    sign = str(args.get("merge", "concat"))
    if sign in ("concat", "stack"):
        sign += f" dim {args.get('dim', 1)}"
    return drawing.merge(block, node, given, sign, [end for way in ways for end in way])


def _graph(drawing: Drawing, block: Block, node: Node, given: Ends, level: int) -> Ends:
    """Each block fed from what it takes; what leads around something is a skip."""
    around = len(given) == 1 and given[0].skip  # the whole Graph may stand on a skip
    done: list[Ends] = []

    def at(source: Source) -> End:
        ends = given if source.child is None else done[source.child]
        return ends[source.place] if source.place < len(ends) else replace(ends[0], type=None)

    for position, ((child, known), skipping) in enumerate(zip(pairs(block, node), skips(block), strict=True)):
        kind = drawing.kinds.get(child.kind)
        takes = sources(block, position) if kind is None or kind.inputs else ()
        taken = tuple(replace(at(source), skip=at(source).skip or source in skipping) for source in takes)
        ends = _child(drawing, block, child, known, taken, level)
        done.append(tuple(replace(end, skip=around) for end in ends))
    with suppress(BlockError):
        return tuple(at(source) for source in wiring.results(block))
    return done[-1][:1] if done else given[:1]


_INSIDE: dict[str, Callable[[Drawing, Block, Node, Ends, int], Ends]] = {
    "Residual": _residual,
    "Parallel": _parallel,
    "Graph": _graph,
}
