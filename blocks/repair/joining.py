"""Ideas for blocks that take or give several tensors: a Graph around them, and sources that are there and fit."""

from collections.abc import Iterator

import msgspec

from blocks import catalogue, commands, wiring
from blocks.repair.place import Place, fix, rewiring, setting
from blocks.report import Fix
from blocks.tree import Block

MOST_SOURCES = 6  # that are tried in the place of one


def graph(place: Place) -> Iterator[Fix]:
    """A Sequential hands on one tensor; as a Graph, its blocks choose what they take."""
    parent = place.model.at(place.address[:-1]) if place.address else None
    if parent is None or parent.kind != "Sequential":
        return
    around = {"op": "swap", "block": list(place.address[:-1]), "kind": "Graph"}
    missing = place.kind.least - len(place.node.inputs)
    if len(place.node.inputs) > 1:
        yield fix("Make the Sequential a Graph: take the first", around)
    elif missing > 0 or not place.kind.inputs:
        made = commands.apply_all(place.model, catalogue.kinds(), [around]).named_at(place.address[:-1])
        if not place.kind.inputs:
            yield fix("Make the Sequential a Graph", around)
            return
        before, others = _offered(made, place.address[-1])
        for other in others:
            wired = rewiring(place.address, [before, *[other] * missing])
            yield fix(f"Make it a Graph: take {other} too", around, wired)


def sources(place: Place) -> Iterator[Fix]:
    """In a Graph: a source that is not there gives way, a missing one is added, one that does not fit is changed."""
    around = place.model.named_at(place.address[:-1]) if place.address else None
    if around is None or around.kind != "Graph" or not place.kind.inputs:
        return
    position = place.address[-1]
    before, others = _offered(around, position)
    taken = list(place.block.inputs or (before,))
    known = {before, *others}
    if any(name.split(".")[0] not in known for name in taken):
        yield fix("Take what comes before it", rewiring(place.address, []))
    missing = place.kind.least - len(taken)
    if missing > 0:
        for other in others:
            yield fix(f"Take {other} too", rewiring(place.address, [*taken, *[other] * missing]))
    if not place.kind.variadic and place.block.kind != "Graph" and len(taken) > len(place.kind.inputs):
        most = len(place.kind.inputs)
        yield fix(f"Take {', '.join(taken[:most])} alone", rewiring(place.address, taken[:most]))
    if len(taken) > 1 or place.block.inputs:
        for number in range(len(taken) - 1, -1, -1):
            for other in (before, *others):
                changed = [*taken[:number], other, *taken[number + 1 :]]
                if changed != taken:
                    yield fix(f"Take {other} instead of {taken[number]}", rewiring(place.address, changed))


def names(place: Place) -> Iterator[Fix]:
    """A nested Graph names as many inputs as it is given."""
    known, given = wiring.input_names(place.block), len(place.node.inputs)
    if place.block.kind != "Graph" or not place.address or len(known) == given or not given:
        return
    taken = {child.name for child in place.block.children}
    spare = (f"input{number}" for number in range(1, given + len(taken) + 2))
    more = [name for name in spare if name not in taken][: max(given - len(known), 0)]
    yield fix(f"Name {given} inputs", setting(place.address, {"inputs": [*known[:given], *more]}))


def joined(place: Place, found: Fix) -> Fix:
    """A fix that puts a block before one of a Graph that names its source: the new one takes that, and gives to it."""
    around = place.model.at(place.address[:-1]) if place.address else None
    if around is None or around.kind != "Graph" or len(place.block.inputs) != 1:
        return found
    position, wired = place.address[-1], []
    for each in found.edits:
        if each["op"] == "add" and tuple(each["parent"]) == place.address[:-1] and each["index"] == position:
            wired.append(rewiring((*place.address[:-1], position), place.block.inputs))
        if each["op"] == "add" and tuple(each["parent"]) == place.address[:-1]:
            position += 1
    if not wired:
        return found
    last = rewiring((*place.address[:-1], position), [])
    return msgspec.structs.replace(found, edits=(*found.edits, *wired, last))


def _offered(around: Block, position: int) -> tuple[str, list[str]]:
    """What comes before a child of a Graph, and the other sources it may take: the nearest first, then the inputs."""
    offered = wiring.offered(around, position)
    before = offered[-1] if position else offered[0]
    return before, [name for name in dict.fromkeys([*reversed(offered)]) if name != before][:MOST_SOURCES]
