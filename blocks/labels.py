"""The labels of a frame: which blocks have one, who uses it, and from where it is known. Looking only.

A *frame* is the root of a model, or the body of a definition: labels are unique in it and unknown outside. A label
is known to what comes after its block, but outside a `Repeat` not to those around it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from blocks.scope import OPEN
from blocks.tree import Address, Block, Model


def frames(model: Model) -> dict[str, Block]:
    """The model's root under "", and the body of each definition under its name."""
    return {"": model.root} | {each.name: each.body for each in model.definitions}


def own_root(model: Model) -> Block:
    """The frame of a model that may stand for a definition, as `definitions.inside` makes it."""
    return model.root.children[0] if model.root.definition else model.root


def own(block: Block) -> tuple[Block, ...]:
    """The children of a block in its frame: what is in an instance lies in another."""
    return () if block.definition else block.children


def places(root: Block, start: Address = ()) -> Iterator[tuple[Address, Block]]:
    """Every block of a frame with its address in it, in the order in which labels become known."""
    yield start, root
    for position, child in enumerate(own(root)):
        yield from places(child, (*start, position))


def called(block: Block) -> str:
    """The label of the block that a `Reuse` calls again; "" where this is none."""
    return str(block.args.get("of", "")) if block.kind == "Reuse" else ""


def used(block: Block) -> set[str]:
    """The labels that one block uses."""
    return ({called(block)} - {""}) | {source.partition(".")[0] for source in block.tied.values()}


@lru_cache(maxsize=100_000)
def involved(root: Block) -> bool:
    """Whether anything in a frame has a label or uses one."""
    return bool(root.shared) or bool(used(root)) or any(map(involved, own(root)))


def renamed(block: Block, names: Mapping[str, str]) -> Block:
    """The block with labels by other names, {"old": "new"}: its own, and those that it uses."""
    args = {"of": names[called(block)]} if called(block) in names else block.args
    stems = {name: source.partition(".") for name, source in block.tied.items()}
    tied = {name: f"{names.get(stem, stem)}.{rest}" for name, (stem, _, rest) in stems.items()}
    shared = names.get(block.shared, block.shared)
    same = (shared, tied) == (block.shared, block.tied) and args is block.args
    return block if same else replace(block, shared=shared, args=args, tied=tied)


def labelled(root: Block) -> dict[str, tuple[Address, Block]]:
    """Where each label stands; the first place, should there be several."""
    found: dict[str, tuple[Address, Block]] = {}
    for address, block in places(root) if involved(root) else ():
        if block.shared:
            found.setdefault(block.shared, (address, block))
    return found


def known(root: Block, label: Address, place: Address) -> bool:
    """Whether a label of the block at one address is known at another: before it, and in no `Repeat` of its own."""
    if not label < place or place[: len(label)] == label:
        return False
    common = next(depth for depth, (one, other) in enumerate(zip(label, place, strict=False)) if one != other)
    return all(at(root, label[:depth]).kind in OPEN for depth in range(common + 1, len(label)))


def at(root: Block, address: Address) -> Block:
    """The block at an address in a frame."""
    for position in address:
        root = root.children[position]
    return root


def put(root: Block, address: Address, block: Block) -> Block:
    """The frame with another block at an address."""
    if not address:
        return block
    position, children = address[0], root.children
    changed = put(children[position], address[1:], block)
    return replace(root, children=(*children[:position], changed, *children[position + 1 :]))


def mapped(block: Block, change: Callable[[Block], Block]) -> Block:
    """The frame with each block changed, inside out; what does not change stays the very same."""
    children = tuple(mapped(child, change) for child in own(block))
    same = all(new is old for new, old in zip(children, own(block), strict=True))
    return change(block if same else replace(block, children=children))
