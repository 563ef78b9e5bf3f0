"""The pure edits: each takes a model and returns a new one that shares all it did not touch.

An edit that does not fit raises BlockError and leaves nothing half done. Arguments and kinds are
checked against the catalogue's records in `kinds`. An edit of what is in an instance is done in its
definition, and so at every place of it.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

from blocks import wiring
from blocks.definitions import (
    FAMILY,
    frame,
    inside,
    linked,
    record,
    substituted,
    values_at,
    with_body,
)
from blocks.errors import BlockError, near
from blocks.expressions import Expression
from blocks.kinds import Kind, Kinds, Value, accept
from blocks.naming import LONGEST_NAME, good_name, number
from blocks.source import CODE, own_kind
from blocks.tree import CONTAINERS, SLOTS, Address, Block, Model, fresh, holds, is_slot

P = ParamSpec("P")
Edit: TypeAlias = Callable[Concatenate[Model, Address, P], Model]
DEEPEST = 50
MOST_BLOCKS = 20_000  # in one document; repeats are not unfolded


def in_definition(edit: Edit[P]) -> Edit[P]:
    """An edit at an address, done in the definition in which the address lies."""

    @wraps(edit)
    def done(model: Model, address: Address, /, *rest: P.args, **named: P.kwargs) -> Model:
        definition, inner = frame(model, address)
        if definition is None:
            return linked(edit(model, address, *rest, **named))
        changed = edit(inside(model, definition), inner, *rest, **named)
        others = replace(changed, root=model.root)  # what was put onto an instance in it is in that one's definition
        return with_body(others, definition.name, changed.root.children[0])

    return done


def make(kinds: Kinds, name: str) -> Block:
    """A fresh block of a kind, as the palette gives it: start arguments, and its fixed places."""
    kind = kind_of(kinds, name)
    children = tuple(Block("Sequential", slot) for slot in SLOTS.get(name, ()))
    if name == "Parallel":
        children = (Block("Sequential"), Block("Sequential"))
    return Block(name, args=checked(kind, kind.start), children=children)


def configured(block: Block, kinds: Kinds, args: Mapping[str, Any], name: str = "") -> Block:
    """The block with other arguments and, where given, a name."""
    return replace(block, name=good_name(name), args=_changed(kinds, block.kind, block.args, args))


@in_definition
def insert(model: Model, parent: Address, index: int, block: Block) -> Model:
    """Put `block` into the block at `parent`, before its child `index`.

    A layer put into a `Parallel` becomes a branch of its own; a `Residual` takes it into its body; in a
    `Graph` it gets a name. It takes what comes before it.
    """
    target = model.at(parent)
    if not holds(target):
        raise BlockError(
            f"{target.kind} holds no blocks.", f"one of {', '.join(CONTAINERS)}.", "drop it before or after instead."
        )
    if is_slot(target):
        at = index if target.definition else len(target.children[0].children)
        return insert(model, (*parent, 0), at, block)
    block = replace(block, inputs=())
    if target.kind == "Parallel" and block.kind != "Sequential":
        block = Block("Sequential", children=(block,))
    block = wiring.named(block, model.named_at(parent)) if target.kind == "Graph" else _unique(block, target)
    index = max(0, min(index, len(target.children)))
    return with_children(model, parent, (*target.children[:index], block, *target.children[index:]))


@in_definition
def remove(model: Model, address: Address, count: int = 1) -> Model:
    """Take `count` blocks from `address` on out, with all that is in them. In a `Graph`, what took from one of them
    takes what it took."""
    _, start, stop = row(model, address, count)
    for position in range(stop - 1, start - 1, -1):
        model = _remove(model, (*address[:-1], position))
    return model


def _remove(model: Model, address: Address) -> Model:
    parent, position = model.at(address[:-1]), address[-1]
    if parent.kind == "Graph":
        with suppress(BlockError):  # its own sources may lead nowhere
            return rejoined(model, address[:-1], wiring.without(model.named_at(address[:-1]), position))
    return with_children(model, address[:-1], parent.children[:position] + parent.children[position + 1 :])


def move(model: Model, source: Address, parent: Address, index: int, count: int = 1) -> Model:
    """Take `count` blocks from `source` on and put them into `parent` before its child `index`, all counted before
    the move.

    What leaves a definition takes the values with it that the parameters have at this place.
    """
    definition, inner = frame(model, source)
    other, target = frame(model, (*parent, 0))
    if definition and other and definition.name == other.name:
        changed = _move(inside(model, definition), inner, target[:-1], index, count)
        return with_body(model, definition.name, changed.root.children[0])
    return linked(_move(model, source, parent, index, count))


def _move(model: Model, source: Address, parent: Address, index: int, count: int) -> Model:
    _, start, stop = row(model, source, count)
    around = source[:-1]
    if parent[: len(around)] == around and any(start <= each < stop for each in parent[len(around) : len(source)]):
        raise BlockError("A block cannot be moved into itself.", "a place outside it.", "drop it elsewhere.")
    if parent == around:
        return _reorder(model, source, index, count)
    target, values = model.at(parent).id, values_at(model, source)
    moved = [substituted(block, values) for block in model.at(around).children[start:stop]]
    model = remove(model, source, count)
    for place, block in enumerate(moved, max(0, index)):
        model = insert(model, model.address(target), place, block)
    return model


def _reorder(model: Model, source: Address, index: int, count: int) -> Model:
    """Move children among their siblings; in a `Graph` they keep their sources."""
    parent, start, stop = source[:-1], source[-1], source[-1] + count
    children = model.at(parent).children
    index = max(0, min(index, len(children)))
    index -= max(0, min(index, stop) - start)  # those before the place that are taken out
    rest = children[:start] + children[stop:]
    return with_children(model, parent, (*rest[:index], *children[start:stop], *rest[index:]))


@in_definition
def duplicate(model: Model, address: Address, count: int = 1) -> Model:
    """Copies of `count` blocks right after them, with ids (and, once built, weights) of their own. In a `Graph` a copy
    takes what the block takes, or the copy of that."""
    _, start, stop = row(model, address, count)
    around = address[:-1]
    copied, copies = model, dict[str, str]()
    for block in model.named_at(around).children[start:stop]:
        place = (*around, stop + len(copies))
        copied = insert(copied, around, place[-1], fresh(model.at((*around, start + len(copies)))))
        new = copied.at(place)
        if block.inputs:
            copied = replaced_at(copied, place, replace(new, inputs=wiring.renamed(block.inputs, copies)))
        copies[block.name] = new.name
    return copied


@in_definition
def rename(model: Model, address: Address, name: str) -> Model:
    """Name a block; "" gives it its position as name. Raises BlockError when the name cannot be used."""
    parent = _parent(model, address)
    name = good_name(name)
    if parent.kind == "Graph":
        return _rename_in_graph(model, address, name)
    if name and any(child.name == name for place, child in enumerate(parent.children) if place != address[-1]):
        raise BlockError(
            f"There is already a {name!r} here.",
            "a name no sibling has.",
            f"try {number(name, {child.name for child in parent.children})!r}.",
        )
    return replaced_at(model, address, replace(model.at(address), name=name))


def _rename_in_graph(model: Model, address: Address, name: str) -> Model:
    """Where every child has a name: those that take from it follow."""
    graph, block = model.named_at(address[:-1]), model.at(address)
    others = {*wiring.input_names(graph), *(child.name for child in graph.children)} - {block.name}
    if name in others:
        raise BlockError(
            f"There is already a {name!r} here.",
            "a name that no sibling and no input of the Graph has.",
            f"try {number(name, others)!r}.",
        )
    position = address[-1]
    rest = replace(graph, children=(*graph.children[:position], *graph.children[position + 1 :]))
    named = replace(block, name=name) if name else wiring.named(replace(block, name=""), rest)
    children = (*graph.children[:position], named, *graph.children[position + 1 :])
    return rejoined(model, address[:-1], wiring.resourced(replace(graph, children=children), {block.name: named.name}))


def rejoined(model: Model, address: Address, graph: Block) -> Model:
    """The model with another Graph at an address; the root's inputs are named in the model alone."""
    args = graph.args if address else {name: value for name, value in graph.args.items() if name != "inputs"}
    return replaced_at(model, address, replace(graph, args=args))


@in_definition
def rewire(model: Model, address: Address, inputs: tuple[str, ...]) -> Model:
    """Let a child of a `Graph` take other sources; () is what comes before it. Raises BlockError for one that is
    not offered there."""
    _parent(model, address)
    graph = model.named_at(address[:-1])
    if graph.kind != "Graph":
        raise BlockError(
            f"{graph.kind} hands on one tensor from block to block.", "a Graph around it.", "make it a Graph first."
        )
    changed = replace(model.at(address), inputs=inputs)
    children = (*graph.children[: address[-1]], changed, *graph.children[address[-1] + 1 :])
    wiring.sources(replace(graph, children=children), address[-1])
    return replaced_at(model, address, changed)


@in_definition
def set_args(
    model: Model, address: Address, kinds: Kinds, changes: Mapping[str, Any], unset: tuple[str, ...] = ()
) -> Model:
    """Set arguments, and forget those in `unset` so that they are inferred or fall to their default."""
    block = model.at(address)
    args = {name: value for name, value in block.args.items() if name not in unset}
    if block.definition:
        return replaced_at(model, address, replace(block, args=args | checked(record(block.definition), changes)))
    return replaced_at(model, address, replace(block, args=_changed(kinds, block.kind, args, changes)))


def _changed(kinds: Kinds, name: str, args: Mapping[str, Value], changes: Mapping[str, Any]) -> dict[str, Value]:
    """Arguments with some changed. A new text of a Code block drops those that its class no longer takes."""
    kind = kind_of(kinds, name, {**args, **changes})
    kept = args if name != CODE else _fitting(kind, args)
    return {**kept, **checked(kind, changes)}


def _fitting(kind: Kind, args: Mapping[str, Value]) -> dict[str, Value]:
    """Those of the arguments that a kind takes."""
    kept: dict[str, Value] = {}
    for name, value in args.items():
        with suppress(BlockError):
            kept |= checked(kind, {name: value})
    return kept


@in_definition
def swap(model: Model, address: Address, kinds: Kinds, kind: str) -> Model:
    """Make the block another kind; arguments that fit it are kept. A `Sequential` can become a `Graph`, and back."""
    block, other = model.at(address), kind_of(kinds, kind)
    slot = bool(address) and model.at(address[:-1]).kind in SLOTS
    if {block.kind, kind} == {"Sequential", "Graph"} and not slot:
        return replaced_at(model, address, as_graph(model, block) if kind == "Graph" else _as_chain(model, block))
    if holds(block) or other.name in CONTAINERS or other.family == FAMILY:
        raise BlockError(f"{block.kind} cannot become {kind}.", "two layers.", "wrap or unwrap instead.")
    kept = _fitting(other, block.args)
    if kind == CODE:  # a block without a text is nothing to start from
        kept = checked(other, other.start)
    return replaced_at(model, address, replace(block, kind=kind, args=kept))


def as_graph(model: Model, block: Block) -> Block:
    """A `Sequential` as the Graph that does the same."""
    names = tuple(each.name for each in model.inputs) if block is model.root else ()
    graph = wiring.all_named(replace(block, kind="Graph", args={"inputs": names} if names else {}))
    return replace(graph, args={})


def _as_chain(model: Model, graph: Block) -> Block:
    if not wiring.is_chain(graph) or (graph is model.root and len(model.inputs) > 1):
        raise BlockError(
            "The blocks of this Graph do not take each from the one before.", "a chain.", "change what they take first."
        )
    return replace(graph, kind="Sequential", args={}, children=tuple(map(wiring.unnamed, graph.children)))


def kind_of(kinds: Kinds, name: str, args: Mapping[str, Any] | None = None) -> Kind:
    """The record of a kind; with `args`, that of a Code block is made from its own text. Raises BlockError with near
    names."""
    if name in kinds:
        return own_kind(kinds[name], args) if name == CODE and args else kinds[name]
    raise BlockError(
        f"{name[:LONGEST_NAME]!r} is not a kind of block.",
        "a kind of the catalogue.",
        near(name, kinds) or "look for it in the palette.",
    )


def checked(kind: Kind, args: Mapping[str, Any]) -> dict[str, Value]:
    """`args` as the kind's arguments hold them. Raises BlockError for one that is unknown or does not fit."""
    result = {}
    for name, value in args.items():
        argument = kind.argument(name)
        if argument is None:
            known = [each.name for each in kind.arguments]
            raise BlockError(
                f"{kind.name} has no argument {name[:LONGEST_NAME]!r}.",
                f"one of {', '.join(known) or 'none at all'}.",
                near(name, known) or "leave it out.",
            )
        result[name] = accept(argument, Expression(value["rule"]) if _is_rule(value) else value)
    return result


def _is_rule(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {"rule"} and isinstance(value["rule"], str)


def _parent(model: Model, address: Address) -> Block:
    if not address:
        raise BlockError("The model itself stays where it is.", "a block inside it.", "open another model instead.")
    model.at(address)
    parent = model.at(address[:-1])
    if is_slot(parent):
        raise BlockError(
            f"The {parent.children[address[-1]].name} belongs to its {parent.kind}.",
            "a block inside it, or the whole block.",
            f"select the {parent.kind}, or what is in the {parent.children[address[-1]].name}.",
        )
    return parent


def _unique(block: Block, parent: Block) -> Block:
    return unlike(block, {child.name for child in parent.children})


def unlike(block: Block, taken: set[str]) -> Block:
    """The block, with a number after its name where that is taken."""
    if not block.name or block.name not in taken:
        return block
    return replace(block, name=number(block.name, taken))


def with_children(model: Model, address: Address, children: tuple[Block, ...]) -> Model:
    """The model with other children of the block at an address."""
    return replaced_at(model, address, replace(model.at(address), children=children))


def siblings(model: Model, addresses: tuple[Address, ...]) -> tuple[Address, int, int]:
    """Blocks in a row, as the address of what holds them, the first position and the one after the last.

    Raises: BlockError when they do not stand side by side.
    """
    parents, positions = {each[:-1] for each in addresses}, sorted({each[-1] for each in addresses if each})
    if len(parents) != 1 or not positions or positions[-1] - positions[0] != len(positions) - 1:
        raise BlockError(
            f"{len(addresses)} blocks that do not stand side by side.", "blocks in a row.", "select neighbours."
        )
    _parent(model, addresses[0])
    model.at(max(addresses))
    return addresses[0][:-1], positions[0], positions[-1] + 1


def row(model: Model, address: Address, count: int) -> tuple[Block, int, int]:
    """What holds the `count` siblings from `address` on, the first position and the one after the last.

    Raises: BlockError when there are not so many.
    """
    parent = _parent(model, address)
    start, stop = address[-1], address[-1] + count
    if not start < stop <= len(parent.children):
        raise BlockError(
            f"{count} blocks from position {start} on.", f"up to {len(parent.children) - start}.", "mark them again."
        )
    return parent, start, stop


def replaced(block: Block, position: int, child: Block) -> Block:
    """The block with another child at a position."""
    return replace(block, children=(*block.children[:position], child, *block.children[position + 1 :]))


def replaced_at(model: Model, address: Address, block: Block) -> Model:
    """The model with another block at an address (which lies in no instance)."""
    for depth in range(len(address) - 1, -1, -1):
        block = replaced(model.at(address[:depth]), address[depth], block)
    return replace(model, root=bounded(block))


def bounded(root: Block) -> Block:
    """The root itself, if it is neither nested too deep nor too large. Raises BlockError."""
    level, depth, count = list(root.children), 0, 1
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > DEEPEST:
            raise BlockError("The blocks are nested too deep.", f"at most {DEEPEST} levels.", "unwrap some of them.")
        if count > MOST_BLOCKS:
            raise BlockError("There are too many blocks.", f"at most {MOST_BLOCKS:,}.", "use a Repeat for equal ones.")
        level = [child for block in level for child in block.children]
    return root
