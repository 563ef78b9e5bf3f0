"""How the blocks of a `Graph` are joined: which results each of them takes.

A *source* is written as a name: `memory` is an input of the Graph, `conv1` what its child `conv1`
gives, `lstm.1` the second of several outputs. A child without sources takes what the child before it
gives; the first one takes the Graph's first input. A child takes from earlier ones only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from blocks.errors import BlockError, near
from blocks.naming import from_kind, number
from blocks.tree import Block


@dataclass(frozen=True, slots=True)
class Source:
    """Output `place` of the child at position `child`; of the Graph's own inputs where `child` is None."""

    child: int | None
    place: int = 0


def input_names(graph: Block) -> tuple[str, ...]:
    """The names under which a Graph's children know what it is given."""
    return _names(graph, "inputs") or ("x",)


def output_names(graph: Block) -> tuple[str, ...]:
    """The sources of what a Graph gives; () is its last child's output."""
    return _names(graph, "outputs")


def sources(graph: Block, position: int) -> tuple[Source, ...]:
    """Where the child at a position takes its inputs from. Raises BlockError for a name that leads nowhere."""
    child = graph.children[position]
    if not child.inputs:
        return (_before(position),)
    return tuple(_found(graph, name, position) for name in child.inputs)


def results(graph: Block) -> tuple[Source, ...]:
    """Where a Graph takes its outputs from. Raises BlockError for a name that leads nowhere."""
    last = len(graph.children)
    if not output_names(graph):
        return (Source(last - 1) if last else Source(None),)
    return tuple(_found(graph, name, last) for name in output_names(graph))


def written(graph: Block, source: Source) -> str:
    """A source as a child names it."""
    if source.child is None:
        return input_names(graph)[source.place]
    name = graph.children[source.child].name
    return f"{name}.{source.place}" if source.place else name


def offered(graph: Block, position: int) -> list[str]:
    """The names a child at a position may take, without the further outputs of those that give several."""
    return [*input_names(graph), *(child.name for child in graph.children[:position])]


def is_chain(graph: Block) -> bool:
    """Whether a Graph is no more than a `Sequential`."""
    joined = any(child.inputs for child in graph.children)
    ends = output_names(graph) in ((), tuple(child.name for child in graph.children[-1:]))
    return not joined and len(input_names(graph)) == 1 and ends


def named(block: Block, graph: Block) -> Block:
    """The block with a name that no child or input of the Graph has: its own, else one made from its kind."""
    taken = {*input_names(graph), *(child.name for child in graph.children)}
    name = block.name or from_kind(block.kind)
    return replace(block, name=number(name, taken) if name in taken else name)


def all_named(graph: Block) -> Block:
    """The Graph with a name for each child that has none."""
    done = replace(graph, children=tuple(child for child in graph.children if child.name))
    children = []
    for child in graph.children:
        if not child.name:
            child = named(child, done)
            done = replace(done, children=(*done.children, child))
        children.append(child)
    return replace(graph, children=tuple(children))


def unnamed(block: Block) -> Block:
    """The block outside a Graph: without sources, and without a name that was only made from its kind."""
    return replace(block, name="" if block.name == from_kind(block.kind) else block.name, inputs=())


def resourced(graph: Block, changes: Mapping[str, str]) -> Block:
    """The Graph whose children and outputs name sources by other names: {"old": "new"}."""
    children = tuple(replace(child, inputs=renamed(child.inputs, changes)) for child in graph.children)
    outputs = output_names(graph)
    args = {**graph.args} | ({"outputs": renamed(outputs, changes)} if outputs else {})
    return replace(graph, children=children, args=args)


def without(graph: Block, position: int) -> Block:
    """The Graph without a child; what took from it takes what it took."""
    gone = graph.children[position]
    before = gone.inputs[0] if gone.inputs else written(graph, sources(graph, position)[0])
    rest = replace(graph, children=graph.children[:position] + graph.children[position + 1 :])
    return resourced(rest, {gone.name: before})


def poured(graph: Block, position: int, inner: tuple[Block, ...]) -> Block:
    """The Graph with the blocks of a child in its place; they take what it was given, and give what it gave.

    Raises: BlockError when the child takes from where nothing is.
    """
    old = graph.children[position]
    if not inner:
        return without(graph, position)
    given = [written(graph, source) for source in sources(graph, position)]
    known = dict(zip(input_names(old) if old.kind == "Graph" else ("x",), given, strict=False))  # inside -> outside
    before, after = graph.children[:position], graph.children[position + 1 :]
    done = replace(graph, children=(*before, *after))
    placed: list[Block] = []
    for child in inner:
        name = old.name if len(inner) == 1 else child.name
        new = named(replace(child, name=name, inputs=renamed(child.inputs, known)), done)
        if not placed and not child.inputs:
            new = replace(new, inputs=old.inputs[:1])
        known[child.name] = new.name
        placed.append(new)
        done = replace(done, children=(*done.children, new))
    ends = renamed(output_names(old) if old.kind == "Graph" else (), known) or (placed[-1].name,)
    if after and not after[0].inputs and ends[0] != placed[-1].name:
        after = (replace(after[0], inputs=(ends[0],)), *after[1:])
    gave = {old.name: ends[0]} | {f"{old.name}.{place}": end for place, end in enumerate(ends) if place}
    changed = resourced(replace(graph, children=(*before, *after)), gave)
    return replace(changed, children=(*changed.children[:position], *placed, *changed.children[position:]))


def gathered(graph: Block, start: int, stop: int, kind: str = "Graph") -> tuple[Block, Block]:
    """The children from `start` up to `stop` as a Graph of their own, and the graph with one block in their place,
    named after a kind.

    Raises: BlockError when one of them takes from where nothing is.
    """
    names = {child.name for child in graph.children[start:stop]}
    given: dict[str, str] = {}  # outside -> inside
    inner = []
    for position in range(start, stop):
        takes = [written(graph, source) for source in sources(graph, position)]
        for each in takes:
            if each.partition(".")[0] not in names:
                given.setdefault(each, _free_name(each.replace(".", "_"), {*names, *given.values()}))
        inner.append(replace(graph.children[position], inputs=tuple(given.get(each, each) for each in takes)))
    later = [written(graph, each) for place in range(stop, len(graph.children)) for each in sources(graph, place)]
    later += [written(graph, source) for source in results(graph)]
    gives = tuple(dict.fromkeys(each for each in later if each.partition(".")[0] in names)) or (inner[-1].name,)
    body = Block("Graph", args={"inputs": tuple(given.values()) or ("x",), "outputs": gives}, children=tuple(inner))
    rest = (*graph.children[:start], *graph.children[stop:])
    new = named(Block(kind, inputs=tuple(given)), replace(graph, children=rest))
    changes = {each: f"{new.name}.{place}" if place else new.name for place, each in enumerate(gives)}
    after = tuple(
        replace(child, inputs=tuple(written(graph, each) for each in sources(graph, stop + place)))
        for place, child in enumerate(graph.children[stop:])
    )
    outer = resourced(replace(graph, children=(*graph.children[:start], *after)), changes)
    return body, replace(outer, children=(*outer.children[:start], new, *outer.children[start:]))


def straightened(graph: Block) -> tuple[Block, ...]:
    """The blocks of a Graph where each takes just the one before, without their wires; else the Graph, as one block."""
    last = len(graph.children) - 1
    straight = all(sources(graph, place) == (_before(place),) for place in range(last + 1))
    if straight and results(graph) == (Source(last),):
        return tuple(map(unnamed, graph.children))
    return (graph,)


def _before(position: int) -> Source:
    return Source(position - 1) if position else Source(None)


def _free_name(name: str, taken: set[str]) -> str:
    return number(name, taken) if name in taken else name


def _names(graph: Block, argument: str) -> tuple[str, ...]:
    found = graph.args.get(argument)
    return tuple(map(str, found)) if isinstance(found, tuple | list) else ()


def _found(graph: Block, name: str, position: int) -> Source:
    stem, _, place = name.partition(".")
    number = int(place or 0)
    if stem in input_names(graph) and not place:
        return Source(None, input_names(graph).index(stem))
    earlier = [child.name for child in graph.children[:position]]
    if stem in earlier:
        return Source(earlier.index(stem), number)
    later = stem in {child.name for child in graph.children[position:]}
    known = offered(graph, position)
    raise BlockError(
        f"It takes {name!r}, which {'does not come before it' if later else 'is not there'}.",
        f"an input of the Graph or an earlier block: {', '.join(known[:8])}.",
        near(stem, known) or "choose another source.",
    )


def renamed(names: tuple[str, ...], changes: Mapping[str, str]) -> tuple[str, ...]:
    """Sources under other names: {"old": "new"}, where "new" can be one of several outputs."""
    found = []
    for name in names:
        stem, dot, place = name.partition(".")
        new = changes.get(name) or changes.get(stem)
        found.append(name if new is None else new if "." in new or name in changes else f"{new}{dot}{place}")
    return tuple(found)
