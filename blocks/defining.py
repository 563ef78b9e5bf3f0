"""The edits that make, change and end definitions."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from blocks import wiring, words
from blocks.definitions import (
    definition_of,
    frame,
    kind_of,
    linked,
    parameter,
    record,
    records,
    substituted,
    unique,
    uses,
)
from blocks.edits import in_definition, rejoined, replaced, replaced_at, siblings
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.kinds import Kinds, Value, accept
from blocks.naming import class_name, good_parameter, number
from blocks.scope import free_names
from blocks.tree import CONTAINERS, Address, Block, Definition, Model

FIRST_HUE, NEXT_HUE = 200, 137  # degrees: each definition's colour is far from those before it


def define(model: Model, addresses: tuple[Address, ...], kinds: Kinds, name: str = "") -> Model:
    """Make a definition of some siblings in a row, and put an instance of it into their place.

    Rules that use names from around the blocks keep their meaning: these names become parameters.
    """
    parent, start, stop = siblings(model, addresses)
    first = model.at((*parent, start))
    label = first.shared if stop - start == 1 else ""  # its instance is what is called again
    taken = {*kinds, *(each.name for each in model.definitions)}
    name = class_name(name, taken) if name else _suggested(first if stop - start == 1 else None, taken)
    body, graph = _taken_out(model, parent, start, stop, name)
    outer = _free(body)
    parameters = {("index" if each == "i" else each): _outer_value(model, parent, each) for each in sorted(outer)}
    body = substituted(body, {"i": Expression("index")}) if "i" in outer else body
    definition = Definition(name, body, parameters, _next_hue(model))
    instance = graph.children[start]
    args: dict[str, Value] = {("index" if each == "i" else each): Expression(each) for each in outer}
    graph = replaced(graph, start, replace(instance, args=args, shared=label))
    with_it = replace(model, definitions=(*model.definitions, definition))
    return linked(_put(with_it, parent, graph))


@in_definition
def _put(model: Model, address: Address, block: Block) -> Model:
    return rejoined(model, address, block)


@in_definition
def make_unique(model: Model, address: Address) -> Model:
    """Make an instance a block of its own, with the values of this place: later edits change it alone."""
    block = model.at(address)
    if block.definition is None:
        raise BlockError(f"{block.kind} is no instance.", "an instance of a definition.", "select one of My blocks.")
    return replaced_at(model, address, unique(block))


def pull_out(model: Model, address: Address, argument: str, kinds: Kinds, name: str = "") -> Model:
    """Make an argument of a block in a definition a parameter of the definition, with its value as default."""
    definition, inner = frame(model, address)
    block = model.at(address)
    if definition is None:
        raise BlockError(f"{block.kind} is in no definition.", "a block inside one.", "make a block of it first (M).")
    name = good_parameter(name or _parameter_name(definition, block, argument))
    value = _present(block, argument, records(model, kinds))
    parameters = {**definition.parameters}
    parameters.setdefault(name, value)
    definitions = tuple(
        replace(each, parameters=parameters) if each.name == definition.name else each for each in model.definitions
    )
    changed = linked(replace(model, definitions=definitions))
    block = changed.at(address)
    return _put(changed, address, replace(block, args={**block.args, argument: Expression(name)}))


def set_parameter(model: Model, name: str, which: str, value: Any) -> Model:
    """Another default for a parameter; instances that say nothing follow it."""
    definition = definition_of(model, name)
    argument = record(definition).argument(which)
    if argument is None:
        raise BlockError(f"{name} has no parameter {which!r}.", "one that it has.", "look at its form.")
    parameters = {**definition.parameters, which: accept(argument, value)}
    return _changed(model, name, lambda each: replace(each, parameters=parameters))


def remove_parameter(model: Model, name: str, which: str) -> Model:
    """One parameter less: its default stands in the body, and instances say nothing of it."""
    definition = definition_of(model, name)
    rest = {each: value for each, value in definition.parameters.items() if each != which}
    body = substituted(definition.body, {which: definition.parameters[which]}) if which not in rest else definition.body
    fewer = _changed(model, name, lambda each: replace(each, parameters=rest, body=body))
    return _everywhere(fewer, lambda block: _without_argument(block, which) if block.kind == name else block)


def rename_parameter(model: Model, name: str, which: str, new: str) -> Model:
    """Call a parameter something else, in the body and in each instance."""
    definition, new = definition_of(model, name), good_parameter(new)
    if which not in definition.parameters or (new != which and new in definition.parameters):
        raise BlockError(
            f"{which!r} cannot become {new!r}.", "a parameter, and a name that is free.", "choose another."
        )
    parameters = {new if each == which else each: value for each, value in definition.parameters.items()}
    body = substituted(definition.body, {which: Expression(new)})
    done = _changed(model, name, lambda each: replace(each, parameters=parameters, body=body))

    def renamed(block: Block) -> Block:
        if block.kind != name or which not in block.args:
            return block
        return replace(block, args={new if each == which else each: value for each, value in block.args.items()})

    return _everywhere(done, renamed)


def rename_definition(model: Model, name: str, new: str, kinds: Kinds) -> Model:
    """Call a definition something else."""
    definition_of(model, name)
    others = {*kinds, *(each.name for each in model.definitions if each.name != name)}
    new = class_name(new, others)
    done = replace(
        model, definitions=tuple(replace(each, name=new) if each.name == name else each for each in model.definitions)
    )
    return _everywhere(done, lambda block: replace(block, kind=new) if block.kind == name else block)


def recolour(model: Model, name: str, hue: int) -> Model:
    """Another colour for a definition, in degrees."""
    return _changed(model, definition_of(model, name).name, lambda each: replace(each, hue=hue % 360))


def remove_definition(model: Model, name: str) -> Model:
    """Forget a definition that no block uses."""
    count = uses(model)[definition_of(model, name).name]
    inner = [each.name for each in model.definitions if any(block.kind == name for block in each.body.walk())]
    if count or inner:
        where = f"in {inner[0]}" if inner else f"at {words.plural(count, 'place')}"
        raise BlockError(
            f"{name} is used {where}.",
            "a definition that nothing uses.", "remove its instances, or make them unique.",
        )  # fmt: skip
    return replace(model, definitions=tuple(each for each in model.definitions if each.name != name))


def bring_in(model: Model, others: tuple[Definition, ...]) -> Model:
    """Add definitions of another model. Those that are equal are there already; another one of a name that is taken
    is refused."""
    known = {each.name: each for each in model.definitions}
    for each in others:
        if each.name in known and known[each.name] != each:
            raise BlockError(
                f"There is another {each.name} here.",
                "definitions with names of their own.",
                "rename one of them first.",
            )
    new = tuple(each for each in others if each.name not in known)
    return linked(replace(model, definitions=(*model.definitions, *new)))


# --- helpers


def _suggested(block: Block | None, taken: set[str]) -> str:
    """A class name from a block's name, `ConvBlock` for `conv_block_2`, that is free."""
    stem = re.sub(r"[_\d]+$", "", block.name if block else "")
    name = "".join(word[:1].upper() + word[1:] for word in stem.split("_")) or "MyBlock"
    for each in (name, f"{name}Block", "MyBlock", *(f"MyBlock{n}" for n in range(2, len(taken) + 2))):
        with suppress(BlockError):
            return class_name(each, taken)
    raise AssertionError("a number is always free")


def _next_hue(model: Model) -> int:
    return (FIRST_HUE + NEXT_HUE * len(model.definitions)) % 360


def _free(block: Block) -> set[str]:
    """The names from around a block that its rules use; labels are none."""
    return {name for name in free_names(block) if name.isidentifier()}


def _outer_value(model: Model, parent: Address, name: str) -> Value:
    """The default of a parameter that stands for a name from around the blocks."""
    definition, _ = frame(model, (*parent, 0))
    return definition.parameters.get(name, 0) if definition else 0


def _taken_out(model: Model, parent: Address, start: int, stop: int, name: str) -> tuple[Block, Block]:
    """The body that siblings make, and their parent with one block in their place."""
    outer = model.named_at(parent)
    if stop - start == 1:
        outer = replaced(outer, start, replace(outer.children[start], shared=""))
    if outer.kind == "Graph":
        body, outer = wiring.gathered(outer, start, stop)
        return body, replaced(outer, start, replace(outer.children[start], kind=name, children=()))
    group = outer.children[start:stop]
    single = group[0] if len(group) == 1 and group[0].kind in CONTAINERS else None
    body = single or Block("Sequential", children=group)
    instance = Block(name, group[0].name if len(group) == 1 else "")
    children = (*outer.children[:start], instance, *outer.children[stop:])
    return replace(body, name="", inputs=(), shared=""), replace(outer, children=children)


def _parameter_name(definition: Definition, block: Block, argument: str) -> str:
    if argument not in definition.parameters:
        return argument
    name = f"{block.name}_{argument}" if block.name else argument
    return number(name, definition.parameters) if name in definition.parameters else name


def _present(block: Block, argument: str, kinds: Kinds) -> Value:
    """The value that an argument has now."""
    known = kind_of(block, kinds).argument(argument)
    if known is None:
        raise BlockError(f"{block.kind} has no argument {argument!r}.", "one that it has.", "look at its form.")
    value = block.args.get(argument, known.default)
    if isinstance(value, Expression) or value is None:
        raise BlockError(
            f"{argument} is {'a rule' if value else 'inferred, or none'}.", "a value that can be the default.",
            f"type a value for {argument} first.",
        )  # fmt: skip
    return parameter(value)


def _without_argument(block: Block, which: str) -> Block:
    return replace(block, args={name: value for name, value in block.args.items() if name != which})


def _changed(model: Model, name: str, change: Callable[[Definition], Definition]) -> Model:
    definitions = tuple(change(each) if each.name == name else each for each in model.definitions)
    return linked(replace(model, definitions=definitions))


def _everywhere(model: Model, change: Callable[[Block], Block]) -> Model:
    """The model with every block changed, in the root and in each definition."""

    def changed(block: Block) -> Block:
        inner = () if block.definition else tuple(map(changed, block.children))
        return change(replace(block, children=inner or block.children))

    definitions = tuple(replace(each, body=changed(each.body)) for each in model.definitions)
    return linked(replace(model, root=changed(model.root), definitions=definitions))
