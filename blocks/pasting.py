"""Blocks from a JSON text, put into a model: the text is a whole document, so what is copied can be opened too.

Nothing in the text is trusted: it is read as any document is, with the same limits. Definitions come along. One that
the model has already is that one; another one of a name that is taken gets a number.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import msgspec

from blocks import defining, document, edits, groups, wiring
from blocks.definitions import linked, used
from blocks.errors import BlockError
from blocks.kinds import Kinds
from blocks.naming import LONGEST_NAME
from blocks.tree import Address, Block, Definition, Model

MOST = 500  # blocks side by side


def paste(model: Model, kinds: Kinds, text: str, parent: Address, index: int) -> Model:
    """Put the blocks of a JSON text into `parent` before its child `index`. `kinds` are the catalogue's.

    Raises: BlockError when the text is no document, or does not fit there.
    """
    try:
        found = document.loads(text, kinds)
    except BlockError as error:
        raise error.at(f"Clipboard {error.path}".strip()) from error
    if not 1 <= len(found.root.children) <= MOST:
        raise BlockError(
            f"The clipboard holds {len(found.root.children)} blocks side by side.", f"1 to {MOST}.",
            "copy some blocks, or open the text as a file.",
        )  # fmt: skip
    found = _told_apart(found, model, kinds)
    model = _with_definitions(model, found)
    parent, index = groups.landing(model, parent, index)
    if found.root.kind == "Graph" and model.at(parent).kind == "Graph":
        return _into_graph(model, found, parent, index)
    return groups.insert(model, parent, index, _alone(found))


def title(text: str) -> str:
    """What a text holds in a few words, for undo: `Conv2d`, `3 blocks`. Whether it is sound is not asked here."""
    try:
        children = msgspec.json.decode(text, type=_Glance).root.children
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
        return "blocks"
    return children[0].name or children[0].kind if len(children) == 1 else f"{len(children)} blocks"


class _Named(msgspec.Struct):
    kind: str
    name: str = ""


class _Root(msgspec.Struct):
    children: list[_Named] = []


class _Glance(msgspec.Struct):
    root: _Root


# --- definitions


def _told_apart(found: Model, model: Model, kinds: Kinds) -> Model:
    """What was read, its definitions under names that mean the same in the model, or nothing yet."""
    known = {each.name: each for each in model.definitions}
    for place in range(len(found.definitions)):
        each = found.definitions[place]
        taken = {*kinds, *known, *(other.name for other in found.definitions if other is not each)}
        name = next(name for name in _names(each.name) if name not in taken or _same(known.get(name), each))
        if name != each.name:
            found = defining.rename_definition(found, each.name, name, {**kinds})
    return found


def _names(name: str) -> Iterator[str]:
    yield name
    for number in range(2, document.MOST_DEFINITIONS * 2 + 3):
        yield f"{name[: LONGEST_NAME - 4]}{number}"


def _same(one: Definition | None, other: Definition) -> bool:
    """Whether two definitions make the same; their colours may differ."""
    return one is not None and (one.body, one.parameters) == (other.body, other.parameters)


def _with_definitions(model: Model, found: Model) -> Model:
    """The model with those definitions that the blocks need and it does not have."""
    needed = used(found.root)
    for each in reversed(found.definitions):
        needed |= used(each.body) if each.name in needed else set()
    known = {each.name for each in model.definitions}
    new = tuple(each for each in found.definitions if each.name in needed - known)
    if len(known) + len(new) > document.MOST_DEFINITIONS:
        raise BlockError(
            f"There would be {len(known) + len(new)} definitions.", f"at most {document.MOST_DEFINITIONS}.",
            "remove some that nothing uses.",
        )  # fmt: skip
    return linked(replace(model, definitions=(*model.definitions, *new))) if new else model


# --- wires


def _alone(found: Model) -> tuple[Block, ...]:
    """The blocks where nothing is wired; those of a Graph that is no chain stay together in one."""
    root = found.root
    if root.kind != "Graph":
        return root.children
    graph = replace(root, args={**root.args, "inputs": tuple(each.name for each in found.inputs)})
    with suppress(BlockError):
        return wiring.straightened(graph)
    return (graph,)


def _into_graph(model: Model, found: Model, parent: Address, index: int) -> Model:
    """Into a Graph the wires come along: between the blocks, and from what has the same name there."""
    index = max(0, min(index, len(model.at(parent).children)))
    first, names = found.inputs[0].name, dict[str, str]()
    for place, block in enumerate(found.root.children, index):
        model = edits.insert(model, parent, place, block)
        graph = model.named_at(parent)
        before = wiring.offered(graph, index)
        names[block.name] = graph.children[place].name
        if first not in before:
            names.setdefault(first, before[-1] if index else before[0])
        if block.inputs:
            with suppress(BlockError):  # a source that is not here: it takes what comes before it
                model = edits.rewire(model, (*parent, place), wiring.renamed(block.inputs, names))
    return model
