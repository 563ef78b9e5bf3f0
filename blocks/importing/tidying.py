"""What was imported, as a person would have built it: equal rows as `Repeat`, classes as definitions, sizes that follow
from what arrives left out, what is shared said to be."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from torch import nn

from blocks import catalogue, labels
from blocks.analysis import analyse
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.importing.importer import Importer
from blocks.importing.names import label
from blocks.importing.structures import body
from blocks.naming import class_name, good_parameter, number
from blocks.report import Node
from blocks.source import CODE
from blocks.tree import Block, Definition, Model

LEAST = 2  # uses of a class that make it a definition


def shared(root: Block, importer: Importer) -> Block:
    """The root with labels on what is called again, and ties where layers have a parameter in common."""
    ties, sources = _ties(root, importer)
    wanted = importer.again | sources
    names: dict[int, str] = {}
    for block in root.walk():
        if block.id in wanted:
            stem = block.name or importer.paths.get(block.id, "").replace(".", "_") or "shared"
            stem = f"block_{stem}" if stem[0].isdigit() else stem
            names[block.id] = number(stem, names.values()) if stem in names.values() else stem
    old = {label(each): name for each, name in names.items()}

    def change(block: Block) -> Block:
        if block.kind == "Reuse":
            block = replace(block, args={"of": old[str(block.args["of"])]})
        tied = {own: f"{names[source]}.{theirs}" for own, (source, theirs) in ties.get(block.id, {}).items()}
        return replace(block, shared=names.get(block.id, ""), tied=tied)

    return labels.mapped(root, change) if wanted else root


def _ties(root: Block, importer: Importer) -> tuple[dict[int, dict[str, tuple[int, str]]], set[int]]:
    """By block, its parameters that an earlier layer has already, with that layer; and these layers."""
    modules = {block: module for module, block in importer.met.items()}
    first: dict[nn.Parameter, tuple[int, str]] = {}
    ties: dict[int, dict[str, tuple[int, str]]] = {}
    for block in root.walk():
        module = modules.get(block.id)
        own = importer.held.get(block.id, {})
        if module is not None and block.kind in catalogue.ENTRIES and block.kind != CODE:
            own = dict(module.named_parameters(recurse=False))
        for name, parameter in own.items():
            if parameter in first:
                ties.setdefault(block.id, {})[name] = first[parameter]
            else:
                first[parameter] = (block.id, name)
    return ties, {source for own in ties.values() for source, _ in own.values()}


# --- equal rows


def repeated(block: Block) -> Block:
    """A `Sequential` of equal blocks alone, or of one that is called again and again, as a `Repeat`; at any depth."""
    uses = Counter(name for each in block.walk() for name in labels.used(each))
    return labels.mapped(block, lambda each: _repeated(each, uses))


def _repeated(block: Block, uses: Mapping[str, int]) -> Block:
    children = block.children
    if block.kind != "Sequential" or len(children) < 2 or any(child.name for child in children):
        return block
    first, *rest = children
    label = first.shared
    if label and all(labels.called(each) == label for each in rest) and uses[label] == len(rest):
        args = {"times": len(children), "share": True}
        return replace(block, kind="Repeat", args=args, children=body(replace(first, shared="")))
    if any(child != first for child in rest) or _sharing(first):
        return block
    return replace(block, kind="Repeat", args={"times": len(children)}, children=body(first))


def _sharing(block: Block) -> bool:
    return any(each.shared or each.tied or each.kind == "Reuse" for each in block.walk())


# --- sizes that follow from what arrives


def inferring(model: Model) -> Model:
    """The model without those sizes that come out the same when they are inferred. One with a problem keeps all."""
    report = analyse(model)
    if not report.ok:
        return model
    loose = replace(model, root=labels.mapped(model.root, _loosened))
    wrong = set(_differing(model.root, analyse(loose).root))
    return replace(
        model, root=labels.mapped(model.root, lambda block: block if block.id in wrong else _loosened(block))
    )


def _loosened(block: Block) -> Block:
    if block.kind not in catalogue.ENTRIES:
        return block
    sizes = {each.name for each in catalogue.kinds()[block.kind].arguments if each.reads is not None}
    return replace(block, args={name: value for name, value in block.args.items() if name not in sizes})


def _differing(block: Block, node: Node) -> Iterator[int]:
    """The blocks whose inferred sizes are not those that they were made with."""
    if any(node.args.get(name) != value for name, value in block.args.items()) or not node.ok:
        yield block.id
    for child, known in zip(block.children, node.children, strict=False):
        yield from _differing(child, known)


# --- classes


def defined(root: Block, importer: Importer) -> tuple[Block, tuple[Definition, ...]]:
    """Classes that are used more than once as definitions, those inside others first; what differs from use to use
    becomes a parameter."""
    definitions: list[Definition] = []
    while True:
        groups = _groups(root, importer)
        made = next(filter(None, (_made(name, uses, importer, definitions) for name, uses in groups)), None)
        if made is None:
            return root, tuple(definitions)
        definition, instances = made
        definitions.append(definition)
        root = labels.mapped(root, lambda block, known=instances: known.get(block.id, block))  # type: ignore[misc]


def _groups(root: Block, importer: Importer) -> list[tuple[str, list[Block]]]:
    """Blocks of one class and one form, the smallest first: then what they are made of is a definition already."""
    found: dict[tuple[str, Any], list[Block]] = {}
    for block in root.walk():
        name = importer.classes.get(block.id)
        if name and block is not root and block.kind in ("Sequential", "Graph") and not _sharing(block):
            found.setdefault((name, _form(block)), []).append(block)
    groups = [(name, uses) for (name, _), uses in found.items() if len(uses) >= LEAST]
    return sorted(groups, key=lambda each: sum(1 for _ in each[1][0].walk()))


def _form(block: Block, top: bool = True) -> Any:
    """What has to be the same in all uses: all but arguments."""
    fixed = {
        name: value
        for name, value in block.args.items()
        if isinstance(value, tuple | Expression) or name in ("source", "times")
    }
    own = (block.kind, "" if top else block.name, () if top else block.inputs, tuple(block.args), tuple(fixed.items()))
    return (*own, tuple(_form(child, False) for child in block.children))


def _made(
    name: str, uses: Sequence[Block], importer: Importer, known: Sequence[Definition]
) -> tuple[Definition, dict[int, Block]] | None:
    """A definition of a class, and its instances by the id of what they replace."""
    taken = {*catalogue.kinds(), *(each.name for each in known)}
    try:
        called = class_name(number(name, taken) if name in taken else name, taken)
    except BlockError:
        return None
    modules = {block: module for module, block in importer.met.items()}
    told = [importer.made.get(modules[use.id], {}) if use.id in modules else {} for use in uses]
    parameters: dict[str, list[Any]] = {}
    body = _unified([replace(use, name="", inputs=()) for use in uses], parameters, told)
    hue = 30 + 67 * len(known) % 330
    defaults = {each: values[0] for each, values in parameters.items()}
    definition = Definition(called, body, defaults, hue)
    instances = {
        use.id: Block(called, use.name, _other(parameters, defaults, place), inputs=use.inputs, id=use.id)
        for place, use in enumerate(uses)
    }
    return definition, instances


def _other(parameters: Mapping[str, list[Any]], defaults: Mapping[str, Any], place: int) -> dict[str, Any]:
    """The arguments of one use: where it is not as the first one."""
    return {name: values[place] for name, values in parameters.items() if values[place] != defaults[name]}


def _unified(uses: Sequence[Block], parameters: dict[str, list[Any]], told: Sequence[Mapping[str, Any]]) -> Block:
    first = uses[0]
    args = {}
    for name in first.args:
        values = [use.args[name] for use in uses]
        same = all(type(value) is type(values[0]) and value == values[0] for value in values)
        args[name] = (
            values[0]
            if same
            else Expression(_parameter(f"{first.name}_{name}" if first.name else name, name, values, parameters, told))
        )
    children = tuple(
        _unified([use.children[place] for use in uses], parameters, told) for place in range(len(first.children))
    )
    return replace(first, args=args, children=children)


def _parameter(
    long: str, short: str, values: list[Any], parameters: dict[str, list[Any]], told: Sequence[Mapping[str, Any]]
) -> str:
    """The name of the parameter with these values: the constructor's own where it has one, else the argument's."""
    known = next((name for name, others in parameters.items() if others == values), None)
    if known:
        return known
    own = [name for name in told[0] if [each.get(name) for each in told] == values] if told else []
    for name in (*own, short, long, number(long, parameters)):
        try:
            if name not in parameters and good_parameter(name):
                parameters[name] = values
                return name
        except BlockError:
            continue
    raise BlockError(f"No parameter can be called {long!r}.", "a plain name.", "rename it.")
