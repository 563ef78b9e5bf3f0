"""Structures put around blocks, and taken away again. What the blocks compute stays the same, unless the structure
itself changes it (a Repeat, a Residual, the branches of a Parallel)."""

from dataclasses import replace

from blocks import wiring
from blocks.definitions import unique
from blocks.edits import in_definition, make, rejoined, replaced, row, unlike, with_children
from blocks.errors import BlockError
from blocks.kinds import Kinds
from blocks.tree import CONTAINERS, Address, Block, Model, holds, is_slot


@in_definition
def wrap(model: Model, address: Address, kinds: Kinds, kind: str, count: int = 1) -> Model:
    """Put a new structure around `count` blocks from `address` on: the branches of a Parallel, the body of a Residual,
    the blocks of any other."""
    parent, start, stop = row(model, address, count)
    outer = make(kinds, kind)
    if kind not in CONTAINERS:
        raise BlockError(f"{kind} holds no blocks.", f"one of {', '.join(CONTAINERS)}.", "wrap in one of these.")
    if count > 1 and parent.kind == "Graph":
        return rejoined(model, address[:-1], _gathered(model.named_at(address[:-1]), start, stop, outer))
    blocks = parent.children[start:stop]
    wrapped = _around(outer, blocks[0]) if count == 1 else _filled(outer, blocks)
    return with_children(model, address[:-1], (*parent.children[:start], wrapped, *parent.children[stop:]))


def _around(outer: Block, block: Block) -> Block:
    """A fresh structure with one block in it, whose name and sources it takes."""
    if len(block.inputs) > 1 and outer.kind != "Graph":
        raise BlockError(
            f"{block.kind} takes {len(block.inputs)} tensors.", "a Graph around it: the others hand on one.",
            "wrap it in a Graph.",
        )  # fmt: skip
    names = tuple(dict.fromkeys(source.replace(".", "_") for source in block.inputs)) if outer.kind == "Graph" else ()
    inner = replace(block, name="", inputs=names if len(names) > 1 else ())
    outer = replace(outer, args={**outer.args, "inputs": names}) if names else outer
    return replace(_filled(outer, (inner,)), name=block.name, inputs=block.inputs)


def _gathered(graph: Block, start: int, stop: int, outer: Block) -> Block:
    """A Graph with a fresh structure around some of its blocks, which keep their wires."""
    body, rest = wiring.gathered(graph, start, stop, outer.kind)
    placed = rest.children[start]
    if outer.kind == "Graph":
        return replaced(rest, start, replace(placed, args=body.args, children=body.children))
    takes, gives = len(wiring.input_names(body)), len(wiring.output_names(body))
    if takes > 1 or gives > 1:
        raise BlockError(
            f"Together these blocks take {takes} and give {gives} tensors.",
            "a Graph around them: the others take one and give one.",
            "wrap them in a Graph.",
        )
    blocks = tuple(map(wiring.unnamed, body.children)) if outer.kind == "Parallel" else wiring.straightened(body)
    return replaced(rest, start, replace(_filled(outer, blocks), name=placed.name, inputs=placed.inputs))


def _filled(outer: Block, blocks: tuple[Block, ...]) -> Block:
    """A fresh structure with blocks in it."""
    if is_slot(outer):
        body, *others = outer.children
        return replace(outer, children=(replace(body, children=blocks), *others))
    if outer.kind == "Parallel":
        blocks = tuple(each if each.kind == "Sequential" else Block("Sequential", children=(each,)) for each in blocks)
    filled = replace(outer, children=blocks)
    return wiring.all_named(filled) if outer.kind == "Graph" else filled


@in_definition
def unwrap(model: Model, address: Address) -> Model:
    """Replace a structure by what is in it (a `Residual`'s body; a `Parallel`'s branches in a row)."""
    (parent, position, _), block = row(model, address, 1), model.at(address)
    if not holds(block):
        raise BlockError(f"{block.kind} holds no blocks.", "a structure.", "select the block around it.")
    if block.definition:
        block = unique(block)
    inner = block.children[0].children if is_slot(block) else block.children
    if parent.kind == "Parallel" and len(inner) != 1:
        raise BlockError(
            f"The branch holds {len(inner)} blocks in a row.",
            "one block: beside each other they would compute something else.",
            "unwrap the Parallel instead, or move the blocks.",
        )
    if block.kind == "Graph" and parent.kind != "Graph" and not wiring.is_chain(block):
        raise BlockError(
            "The blocks of this Graph take from each other, not each from the one before.",
            "a Graph that is a chain.",
            "change what they take, or move the blocks.",
        )
    before, after = parent.children[:position], parent.children[position + 1 :]
    if parent.kind == "Graph":
        return rejoined(model, address[:-1], wiring.poured(model.named_at(address[:-1]), position, inner))
    taken = {child.name for child in (*before, *after) if child.name}
    kept = []
    for child in map(wiring.unnamed, inner) if block.kind == "Graph" else inner:
        kept.append(unlike(child, taken))
        taken.add(kept[-1].name)
    return with_children(model, address[:-1], (*before, *kept, *after))
