"""How the blocks of a `Graph` are joined: which results each of them takes.

A *source* is written as a name: `memory` is an input of the Graph, `conv1` what its child `conv1`
gives, `lstm.1` the second of several outputs. A child without sources takes what the child before it
gives; the first one takes the Graph's first input. A child takes from earlier ones only.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from blocks.errors import BlockError, near
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
        return (Source(position - 1) if position else Source(None),)
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
    return not joined and len(input_names(graph)) == 1 and not output_names(graph)


def named(block: Block, graph: Block) -> Block:
    """The block with a name that no child or input of the Graph has: its own, else one made from its kind."""
    taken = {*input_names(graph), *(child.name for child in graph.children)}
    if block.name and block.name not in taken:
        return block
    return replace(block, name=next(each for each in _suggestions(block) if each not in taken))


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
    made = next(_suggestions(replace(block, name="")))
    return replace(block, name="" if block.name == made else block.name, inputs=())


def resourced(graph: Block, changes: Mapping[str, str]) -> Block:
    """The Graph whose children and outputs name sources by other names: {"old": "new"}."""
    children = tuple(replace(child, inputs=_renamed(child.inputs, changes)) for child in graph.children)
    outputs = output_names(graph)
    args = {**graph.args} | ({"outputs": _renamed(outputs, changes)} if outputs else {})
    return replace(graph, children=children, args=args)


def without(graph: Block, position: int) -> Block:
    """The Graph without a child; what took from it takes what it took."""
    gone = graph.children[position]
    before = gone.inputs[0] if gone.inputs else written(graph, sources(graph, position)[0])
    rest = replace(graph, children=graph.children[:position] + graph.children[position + 1 :])
    return resourced(rest, {gone.name: before})


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


def _renamed(names: tuple[str, ...], changes: Mapping[str, str]) -> tuple[str, ...]:
    found = []
    for name in names:
        stem, dot, place = name.partition(".")
        new = changes.get(name) or changes.get(stem)
        found.append(name if new is None else new if "." in new or name in changes else f"{new}{dot}{place}")
    return tuple(found)


def _suggestions(block: Block) -> Iterator[str]:
    """`relu`, `layer_norm`, `layer_norm_2` for a block without a name; `stem_2` for one called `stem` or `stem_1`."""
    if block.name:
        stem = re.sub(r"_?\d+$", "", block.name) or block.name
    else:
        stem = re.sub(r"(?<=[a-z])(?=[A-Z][A-Za-z]{2})|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})", "_", block.kind).lower()
        yield stem
    yield from (f"{stem}_{number}" for number in count(2))
