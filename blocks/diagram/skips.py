"""Which arrows of a Graph lead around something: the source also goes another, longer way to the same block."""

from contextlib import suppress

from blocks import wiring
from blocks.errors import BlockError
from blocks.tree import Block
from blocks.wiring import Source


def sources(graph: Block, position: int) -> tuple[Source, ...]:
    """What a child takes; () where a name leads nowhere, which the child's problem tells."""
    with suppress(BlockError):
        return wiring.sources(graph, position)
    return ()


def skips(graph: Block) -> list[set[Source]]:
    """For each child those of its sources that also reach it through another one."""
    origins: list[int] = []  # for each child the inputs and children it depends on, as a set of bits
    found = []
    for position in range(len(graph.children)):
        takes = sources(graph, position)
        ways = {source: 0 if source.child is None else origins[source.child] for source in takes}
        found.append({source for source in takes if any(way & _bit(source) for way in ways.values())})
        mine = 0
        for source, way in ways.items():
            mine |= way | _bit(source)
        origins.append(mine)
    return found


def _bit(source: Source) -> int:
    """Inputs stand on the even places, children on the odd ones."""
    return 1 << (2 * source.place if source.child is None else 2 * source.child + 1)
