"""What is in the structures: each draws its children and hands on where their results leave."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from blocks import wiring
from blocks.diagram.drawing import Drawing, End
from blocks.diagram.labels import pairs
from blocks.diagram.skips import skips, sources
from blocks.errors import BlockError
from blocks.families import is_grouping
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
    if not drawing.folds.unfolds(child, node, level):
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
    given = _forked(drawing, block, given)
    starts = (given, tuple(replace(each, skip=True) for each in given))
    with drawing.abreast(all(child.children for child in block.children)):
        ways = [inside(drawing, *pair, start, level) for pair, start in zip(pairs(block, node), starts, strict=True)]
    return drawing.merge(block, node, given, "+", [end for way in ways for end in way])


def _parallel(drawing: Drawing, block: Block, node: Node, given: Ends, level: int) -> Ends:
    given = _forked(drawing, block, given) if len(block.children) > 1 else given
    with drawing.abreast(len(block.children) > 1):
        ways = [_child(drawing, block, child, known, given, level) for child, known in pairs(block, node)]
    args = {**block.args, **node.args}
    sign = str(args.get("merge", "concat"))
    if sign in ("concat", "stack"):
        sign += f" dim {args.get('dim', 1)}"
    return drawing.merge(block, node, given, sign, [end for way in ways for end in way])


def _graph(drawing: Drawing, block: Block, node: Node, given: Ends, level: int) -> Ends:
    """Each block fed from what it takes; what leads around something is a skip."""
    around = len(given) == 1 and given[0].skip  # the whole Graph may stand on a skip
    takes = [_takes(drawing, block, position) for position in range(len(block.children))]
    given = _parted(drawing, block, given, takes)
    done: list[Ends] = []

    def at(source: Source) -> End:
        ends = given if source.child is None else done[source.child]
        return ends[source.place] if source.place < len(ends) else replace(ends[0], type=None)

    rows = zip(pairs(block, node), skips(block), takes, _apart(takes), strict=True)
    for (child, known), skipping, wanted, apart in rows:
        taken = tuple(replace(at(source), skip=at(source).skip or source in skipping) for source in wanted)
        with drawing.abreast(apart):
            ends = _child(drawing, block, child, known, taken, level)
        done.append(tuple(replace(end, skip=around) for end in ends))
    with suppress(BlockError):
        return tuple(at(source) for source in wiring.results(block))
    return done[-1][:1] if done else given[:1]


def _forked(drawing: Drawing, block: Block, given: Ends) -> Ends:
    """The first of what arrives, with a point at which it parts."""
    return (drawing.fork(block, given[0]), *given[1:]) if given else ()


def _takes(drawing: Drawing, graph: Block, position: int) -> tuple[Source, ...]:
    """What a block of a Graph takes; some kinds take nothing."""
    kind = drawing.kinds.get(graph.children[position].kind)
    return sources(graph, position) if kind is None or kind.inputs else ()


def _parted(drawing: Drawing, graph: Block, given: Ends, takes: list[tuple[Source, ...]]) -> Ends:
    """What arrives in a Graph, each with a point at which it parts where several blocks take it."""
    taken = Counter(source.place for each in takes for source in each if source.child is None)
    return tuple(drawing.fork(graph, end, place) if taken[place] > 1 else end for place, end in enumerate(given))


def _apart(takes: list[tuple[Source, ...]]) -> list[bool]:
    """For each block of a Graph whether it stands beside others: on the way from one input, before several meet."""
    inputs: list[set[int]] = []  # for each block those that it depends on
    for wanted in takes:
        ways = ({source.place} if source.child is None else inputs[source.child] for source in wanted)
        inputs.append(set().union(*ways))
    several = len({min(each) for each in inputs if len(each) == 1}) > 1
    return [several and len(each) == 1 for each in inputs]


_INSIDE: dict[str, Callable[[Drawing, Block, Node, Ends, int], Ends]] = {
    "Residual": _residual,
    "Parallel": _parallel,
    "Graph": _graph,
}
