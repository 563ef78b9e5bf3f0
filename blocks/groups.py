"""Several blocks at once, wherever they stand: taken out, moved together or copied, as one edit.

The blocks are told by address. What lies in another of them goes along with it, and they keep the order of the model.
"""

from dataclasses import replace

from blocks import edits
from blocks.definitions import frame, substituted, values_at
from blocks.errors import BlockError
from blocks.tree import Address, Block, Model, addresses, fresh, is_slot


def rows(model: Model, chosen: tuple[Address, ...]) -> list[tuple[Address, int]]:
    """The blocks as rows of neighbours, in the order of the model: where each row begins, and how many it has.

    A block of a definition that is chosen in several instances counts once. Raises BlockError for what is no block one
    can take.
    """
    found: list[tuple[Address, int]] = []
    seen: set[tuple[str, Address]] = set()
    last: Address | None = None
    for address in sorted(chosen):
        model.at(address)
        if last is not None and address[: len(last)] == last:  # it is in the block before, or is that block
            continue
        edits.row(model, address, 1)
        definition, inner = frame(model, address)
        place = (definition.name if definition else "", inner)
        if place in seen:
            continue
        seen.add(place)
        last = address
        if found and (*found[-1][0][:-1], found[-1][0][-1] + found[-1][1]) == address:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((address, 1))
    if not found:
        raise BlockError("No block was given.", "at least one.", "mark blocks first.")
    return found


def remove(model: Model, chosen: tuple[Address, ...]) -> Model:
    """Take the blocks out, with all that is in them."""
    first_ids = [(model.at(address).id, count) for address, count in rows(model, chosen)]
    for first, count in reversed(first_ids):
        address = _there(model, first)
        if address is not None:  # else it lay, through another instance, in what is out already
            model = edits.remove(model, address, count)
    return model


def move(model: Model, chosen: tuple[Address, ...], parent: Address, index: int) -> Model:
    """Put the blocks side by side into `parent` before its child `index`, counted before the move."""
    found = rows(model, chosen)
    if len(found) == 1:
        return edits.move(model, found[0][0], parent, index, found[0][1])
    parent, index = landing(model, parent, index)
    target, anchor = model.at(parent).id, _anchor(model, found, parent, index)
    for first, count in [(model.at(address).id, count) for address, count in found]:
        source, place = _there(model, first), model.address(target)
        if source is None:
            continue
        children = [child.id for child in model.at(place).children]
        model = edits.move(model, source, place, children.index(anchor) if anchor in children else len(children), count)
    return model


def duplicate(model: Model, chosen: tuple[Address, ...]) -> Model:
    """Copies of the blocks, each row of them right after itself."""
    for first, count in reversed([(model.at(address).id, count) for address, count in rows(model, chosen)]):
        model = edits.duplicate(model, model.address(first), count)
    return model


def copy(model: Model, chosen: tuple[Address, ...], parent: Address, index: int) -> Model:
    """Copies of the blocks side by side in `parent`, before its child `index`. What is copied out of a definition
    takes the values with it that the parameters have at its place."""
    found = [(*address[:-1], address[-1] + place) for address, count in rows(model, chosen) for place in range(count)]
    parent, index = landing(model, parent, index)
    frame_of = frame(model, (*parent, 0))[0]
    copies = []
    for address in found:
        home, block = frame(model, address)[0], model.at(address)
        same = home is frame_of or (home and frame_of and home.name == frame_of.name)
        copies.append(fresh(block if same else substituted(block, values_at(model, address))))
    return insert(model, parent, index, tuple(copies))


def insert(model: Model, parent: Address, index: int, blocks: tuple[Block, ...]) -> Model:
    """Put blocks into `parent`, side by side before its child `index`."""
    parent, index = landing(model, parent, index)
    for place, block in enumerate(blocks, max(0, index)):
        model = edits.insert(model, parent, place, replace(block, inputs=()))
    return model


def landing(model: Model, parent: Address, index: int) -> tuple[Address, int]:
    """Where what is put into a block really goes: the end of a `Residual`'s body, the body of an instance."""
    block = model.at(parent)
    while is_slot(block) and block.children:
        index = index if block.definition else len(block.children[0].children)
        parent, block = (*parent, 0), block.children[0]
    return parent, index


def _anchor(model: Model, found: list[tuple[Address, int]], parent: Address, index: int) -> int | None:
    """The id of the child before which the group comes to stand; None for the end."""
    moving = {(*address[:-1], address[-1] + place) for address, count in found for place in range(count)}
    if any(parent[:depth] in moving for depth in range(len(parent) + 1)):
        raise BlockError("A block cannot be moved into itself.", "a place outside it.", "drop it elsewhere.")
    children = model.at(parent).children
    rest = (child.id for place, child in enumerate(children) if place >= index and (*parent, place) not in moving)
    return next(rest, None)


def _there(model: Model, block_id: int) -> Address | None:
    return next((address for address, block in addresses(model.root) if block.id == block_id), None)
