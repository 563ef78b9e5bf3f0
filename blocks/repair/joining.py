"""Ideas for blocks that take or give several tensors: a Graph around them, and sources that are there and fit."""

from collections.abc import Iterator

import msgspec

from blocks import catalogue, commands, wiring
from blocks.repair.place import GIVES, Place, fix, name, rewiring, setting
from blocks.report import Fix
from blocks.tree import Address, Block, Model, addresses, is_slot

MOST_SOURCES = 6  # that are tried in the place of one


def graph(place: Place) -> Iterator[Fix]:
    """A Sequential hands on one tensor; as a Graph, its blocks choose what they take."""
    parent = place.model.at(place.address[:-1]) if place.address else None
    if parent is None or parent.kind != "Sequential" or _is_slot(place):
        return
    around = {"op": "swap", "block": list(place.address[:-1]), "kind": "Graph"}
    missing = place.kind.least - len(place.node.inputs)
    if len(place.node.inputs) > 1:
        made = commands.apply_all(place.model, catalogue.kinds(), [around]).at(place.address[:-1])
        before = made.children[place.address[-1] - 1].name if place.address[-1] else ""
        if before and 1 < place.kind.least <= len(place.node.inputs):
            taken = [before, *(f"{before}.{number}" for number in range(1, place.kind.least))]
            label = f"Make the Sequential a Graph: take {' and '.join(taken)}"
            yield fix(label, around, rewiring(place.address, taken))
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
    if any(each.split(".")[0] not in known for each in taken):
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
                if changed != taken and changed.count(other) == 1:
                    yield fix(f"Take {other} instead of {taken[number]}", rewiring(place.address, changed))


def sizes(place: Place) -> Iterator[Fix]:
    """Tensors that must fit each other: the last layer behind one gives as many features as another has."""
    around = place.model.named_at(place.address[:-1]) if place.address else None
    given = place.node.inputs
    if around is None or around.kind != "Graph" or len(given) < 2 or len(place.block.inputs) != len(given):
        return
    for number, source in enumerate(wiring.sources(around, place.address[-1])):
        start = (*place.address[:-1], source.child) if source.child is not None else None
        found = next(_givers(place, start), None) if start else None
        wanted = {other.shape[-1] for other in given[:number] + given[number + 1 :] if other.shape}
        for size in sorted(wanted - set(given[number].shape[-1:])) if found else ():
            address, argument = found or ((), "")
            label = f"Set {argument} = {size} in {name(place.model, address)}"
            yield fix(label, setting(address, {argument: size}))


def _givers(place: Place, start: Address) -> Iterator[tuple[Address, str]]:
    """The layers in a block that say how many features come out, the last one first."""
    for address, block in reversed(list(addresses(place.model.at(start), start))):
        yield from ((address, argument) for argument in GIVES if argument in block.args)


def names(place: Place) -> Iterator[Fix]:
    """A nested Graph names as many inputs as it is given."""
    known, given = wiring.input_names(place.block), len(place.node.inputs)
    if place.block.kind != "Graph" or not place.address or len(known) == given or not given:
        return
    taken = {child.name for child in place.block.children}
    spare = (f"input{number}" for number in range(1, given + len(taken) + 2))
    more = [each for each in spare if each not in taken][: max(given - len(known), 0)]
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


def unused(model: Model) -> int:
    """How many inputs and results there are in the Graphs of a model that nobody takes."""
    graphs = (model.named_at(address) for address, block in addresses(model.root) if block.kind == "Graph")
    return sum(len(_free(graph)) for graph in graphs)


def _free(around: Block) -> set[str]:
    offered = wiring.offered(around, len(around.children))
    before = len(wiring.input_names(around)) - 1  # the position of what comes before the first child, but for inputs
    taken = {name.split(".")[0] for name in wiring.output_names(around) or offered[-1:]}
    for place, child in enumerate(around.children):
        if not child.inputs:
            taken.add(offered[before + place] if place else offered[0])
        taken |= {name.split(".")[0] for name in child.inputs}
    return {*offered} - taken


def _is_slot(place: Place) -> bool:
    """Whether the row around a place is the body or the shortcut of a Residual."""
    return len(place.address) > 1 and is_slot(place.model.at(place.address[:-2]))


def _offered(around: Block, position: int) -> tuple[str, list[str]]:
    """What comes before a child of a Graph, and the other sources it may take: the nearest first, then the inputs."""
    offered = wiring.offered(around, position)
    before = offered[-1] if position else offered[0]
    return before, [each for each in dict.fromkeys([*reversed(offered)]) if each != before][:MOST_SOURCES]
