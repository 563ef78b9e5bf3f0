"""Definitions and their instances: records of their parameters, the copies of bodies that instances carry, and
in which definition an address lies.

An edit of what is in an instance is an edit of its definition, so it changes every instance. `inside` makes of
a definition a small model whose edits are the usual ones, and `with_body` puts the outcome back.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from blocks import expressions
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.kinds import Argument, Kind, Kinds, Type, Value, accept
from blocks.source import CODE, own_kind
from blocks.tree import Address, Block, Definition, Model
from blocks.wiring import input_names, output_names

FAMILY = "My blocks"
MOST_BLOCKS = 20_000  # in one document, with what is in instances; repeats are not unfolded
_FIRST_COPY = 2**52  # ids of copies, above every other; a browser's numbers are exact below 2**53


@lru_cache(maxsize=1_000)
def record(definition: Definition) -> Kind:
    """A definition as the catalogue would describe it: its parameters are arguments with defaults."""
    body = definition.body
    graph = body.kind == "Graph"
    inputs = input_names(body) if graph else ("input",)
    return Kind(
        definition.name, "structure", FAMILY, hint="definition", inputs=inputs, least=len(inputs),
        arguments=tuple(_argument(name, value) for name, value in definition.parameters.items()),
        gives=tuple(name.replace(".", "_") for name in output_names(body)) if graph else (),
        doc=f"Your own block, of {sum(1 for _ in body.walk()) - 1} blocks.",
    )  # fmt: skip


def records(model: Model, kinds: Kinds) -> Kinds:
    """The kinds one can use in a model: those of the catalogue, and its definitions."""
    return {**kinds, **{each.name: record(each) for each in model.definitions}} if model.definitions else kinds


def kind_of(block: Block, kinds: Kinds) -> Kind:
    """The record of a block's kind; of one written in Python, that which its own text makes."""
    if block.definition:
        return record(block.definition)
    return own_kind(kinds[CODE], block.args) if block.kind == CODE else kinds[block.kind]


def _argument(name: str, value: Any) -> Argument:
    """A parameter as an argument of the type that its default has. What it may be is said where it is used."""
    return Argument(name, _TYPES[type(value)], default=value, scalar=type(value) is tuple)


def parameter(value: Any) -> Value:
    """A value that a parameter can have. Raises BlockError."""
    value = tuple(value) if isinstance(value, list) else value
    if type(value) in _TYPES:
        return accept(_argument("parameter", value), value)
    raise BlockError(
        f"A parameter is {value!r:.60}.", "a number, true or false, a word, or whole numbers.", "give such a default."
    )


_TYPES: dict[type, Type] = {bool: "bool", int: "int", float: "float", str: "text", tuple: "ints"}


def linked(model: Model) -> Model:
    """The model with every instance carrying its definition and a copy of its body.

    Raises: BlockError when a definition contains itself, or all becomes too large.
    """
    if not model.definitions:
        return model
    definitions = _in_order(model.definitions)
    known: dict[str, Definition] = {}
    for each in definitions:
        known[each.name] = _with_body(each, _linked(each.body, known))
        _bounded(known[each.name].body)
    done = tuple(known.values())
    root = _linked(model.root, known)
    same = root is model.root and len(done) == len(model.definitions)
    if same and all(new is old for new, old in zip(done, model.definitions, strict=True)):
        return model
    return replace(model, root=root, definitions=done)


def _with_body(definition: Definition, body: Block) -> Definition:
    return definition if body is definition.body else replace(definition, body=body)


def _linked(block: Block, known: Mapping[str, Definition]) -> Block:
    if block.kind in known:
        definition = known[block.kind]
        if block.definition is definition:
            return block
        before = (block.definition.body, block.children[0]) if block.definition and block.children else None
        return replace(block, definition=definition, children=(_copied(definition.body, block.id, before),))
    children = tuple(_linked(child, known) for child in block.children)
    if all(new is old for new, old in zip(children, block.children, strict=True)):
        return block
    return replace(block, children=children)


def _copied(block: Block, owner: int, before: tuple[Block, Block] | None = None) -> Block:
    """The block in the instance with the id `owner`. Its own id follows from both, so it stays through edits.

    `before` are an earlier state of the block and its copy there: what has not changed since keeps its copy.
    """
    known: dict[int, tuple[Block, Block]] = {}
    if before:
        old, copy = before
        if old is block:
            return copy
        known = {each.id: (each, its) for each, its in zip(old.children, copy.children, strict=True)}
    children = tuple(_copied(child, owner, known.get(child.id)) for child in block.children)
    return replace(block, id=_FIRST_COPY + hash((owner, block.id)) % _FIRST_COPY, children=children)


def _bounded(body: Block) -> None:
    if sum(1 for _ in body.walk()) > MOST_BLOCKS:
        raise BlockError("There are too many blocks.", f"at most {MOST_BLOCKS:,}.", "use a Repeat for equal ones.")


def _in_order(definitions: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """The definitions, each after those that it uses."""
    names = {each.name for each in definitions}
    waiting = {each.name: used(each.body) & names for each in definitions}
    by_name = {each.name: each for each in definitions}
    done: list[Definition] = []
    while waiting:
        ready = next((name for name, needs in waiting.items() if not needs), None)
        if ready is None:
            raise BlockError(
                f"{min(waiting)} would contain itself.", "a definition made of other blocks.",
                "use a Repeat for blocks in blocks, or drop it elsewhere.",
            )  # fmt: skip
        del waiting[ready]
        for needs in waiting.values():
            needs.discard(ready)
        done.append(by_name[ready])
    return tuple(done)


def used(block: Block) -> set[str]:
    """The kinds in a block, not looking into instances."""
    inner = () if block.definition else block.children
    return {block.kind}.union(*map(used, inner))


# --- where an address lies


def frame(model: Model, address: Address) -> tuple[Definition | None, Address]:
    """The definition in which an address lies, and the address in a model of that definition; (None, address)
    where it lies in no instance. The instance itself, and its place, lie outside."""
    block, found, start = model.root, None, 0
    for depth, position in enumerate(address):
        if not 0 <= position < len(block.children):
            break
        if depth and block.definition:
            found, start = block.definition, depth
        block = block.children[position]
    return found, address[start:]


def inside(model: Model, definition: Definition) -> Model:
    """A model whose root stands for an instance of a definition: its first block is the definition's body."""
    root = Block(definition.name, definition=definition, children=(definition.body,))
    return replace(model, root=root)


def with_body(model: Model, name: str, body: Block) -> Model:
    """The model with another body in a definition. Raises BlockError when it would contain itself."""
    definitions = tuple(replace(each, body=body) if each.name == name else each for each in model.definitions)
    return linked(replace(model, definitions=definitions))


def definition_of(model: Model, name: str) -> Definition:
    """The definition with a name. Raises BlockError when there is none."""
    for each in model.definitions:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in model.definitions)
    raise BlockError(f"There is no definition {name[:64]!r}.", f"one of {known or 'none so far'}.", "look again.")


def uses(model: Model) -> Counter[str]:
    """How many instances of each definition the model has, also in other instances; in a Repeat one counts once."""
    return Counter(block.kind for block in model.walk() if block.definition)


# --- bodies with values in the place of parameters


def unique(block: Block) -> Block:
    """An instance as a plain block: its definition's body with the values of this place, on its own from now on."""
    assert block.definition
    body = substituted(block.children[0], {**block.definition.parameters, **block.args})
    return replace(body, name=block.name, inputs=block.inputs, shared=block.shared, id=block.id)


def values_at(model: Model, address: Address) -> dict[str, Value]:
    """What the parameters stand for at an address, as rules where an outer definition gives them; {} where there are
    none."""
    block, found = model.root, dict[str, Value]()
    for depth, position in enumerate(address):
        if depth and block.definition:
            found = {**block.definition.parameters, **{name: _filled(each, found) for name, each in block.args.items()}}
        block = block.children[position]
    return found


def substituted(block: Block, values: Mapping[str, Value]) -> Block:
    """The block with values in the place of some names. Raises BlockError where a Repeat inside would give a rule
    another index."""
    if not values:
        return block
    args = {name: _filled(value, values) for name, value in block.args.items()}
    if block.definition:  # its body knows nothing from outside
        return replace(block, args=args)
    within = values
    if block.kind == "Repeat":  # inside it, i is its own index
        outer = {name: value for name, value in values.items() if name != "i"}
        within = {name: value for name, value in outer.items() if not _follows_index(value)}
        _refuse_captured(block, set(outer) - set(within))
    return replace(block, args=args, children=tuple(substituted(child, within) for child in block.children))


def _filled(value: Value, values: Mapping[str, Value]) -> Value:
    if not isinstance(value, Expression):
        return value
    found: Value = expressions.substituted(value, values)
    return int(found) if isinstance(found, float) and found.is_integer() else found


def _follows_index(value: Value) -> bool:
    return isinstance(value, Expression) and "i" in expressions.names_in(value)


def _refuse_captured(repeat: Block, names: set[str]) -> None:
    inner = {
        name
        for block in repeat.walk()
        if block is not repeat
        for value in block.args.values()
        if isinstance(value, Expression)
        for name in expressions.names_in(value)
    }
    if names & inner:
        name = min(names & inner)
        raise BlockError(
            f"{name} follows the index of a Repeat around the block, and is used in a Repeat inside it.",
            "a value of its own.", f"give {name} a number first, or unroll the outer Repeat.",
        )  # fmt: skip
