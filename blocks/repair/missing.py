"""Ideas about blocks that are not there: put in as similar rows have them, or as the sizes want them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from math import isqrt

from blocks.repair.order import look, rows_near
from blocks.repair.place import GIVES, MERGES, ROWS, Place, before, fix, name, planting
from blocks.repair.upstream import MOST_BLOCKS
from blocks.report import Fix
from blocks.tree import Address, Block, addresses


def as_elsewhere(place: Place) -> Iterator[Fix]:
    """A block that every similar row has is put in, with as many channels as are wanted here."""
    everywhere = [block for _, block in islice(addresses(place.model.root), MOST_BLOCKS) if block.kind in ROWS]
    for parent, _ in rows_near(place):
        row = place.model.at(parent)
        namesakes = [other for other in everywhere if other.name == row.name]
        for other in (*namesakes, *everywhere):
            position = _lacks(row, other)
            if position is not None:
                yield from _planted(place, other.children[position], parent, position)


def _lacks(row: Block, other: Block) -> int | None:
    """Where the one block stands that `other` has more than `row`; None where they differ otherwise."""
    if other.kind != row.kind or not row.children or len(other.children) != len(row.children) + 1:
        return None
    looks, theirs = [look(child) for child in row.children], [look(child) for child in other.children]
    found = (place for place in range(len(theirs)) if theirs[:place] + theirs[place + 1 :] == looks)
    return next(found, None)


def _planted(place: Place, block: Block, parent: Address, position: int) -> Iterator[Fix]:
    """A copy of a block, its channels scaled to what is wanted, or as they are."""
    called = block.name or block.kind
    sizes = [child.args[each] for child in block.walk() for each in GIVES if each in child.args]
    last = sizes[-1] if sizes else None
    if isinstance(last, int):
        for size in dict.fromkeys([*_wanted(place), last]):
            copy = _scaled(block, size, last)
            yield fix(f"Insert {called} that gives {size}, as elsewhere", *planting(copy, parent, position))
    else:
        yield fix(f"Insert {called}, as elsewhere", *planting(block, parent, position))


def _scaled(block: Block, wanted: int, made: int) -> Block:
    args = {
        key: max(1, held * wanted // made) if key in GIVES and isinstance(held, int) else held
        for key, held in block.args.items()
    }
    return replace(block, args=args, children=tuple(_scaled(child, wanted, made) for child in block.children))


def _wanted(place: Place) -> Iterator[int]:
    """The channels that would fit: the typed number, or those of another branch."""
    if place.disagreement:
        yield place.disagreement[1]
    for child in place.node.children if place.block.kind in MERGES else ():
        if child.output and len(child.output.shape) > 1:
            yield child.output.shape[1 if len(child.output.shape) > 3 else -1]


def made(place: Place) -> Iterator[Fix]:
    """A layer that makes the wanted features, or a pool that leaves the wanted size, is put before the block."""
    found = place.disagreement
    factor = place.args.get("upscale_factor")
    if isinstance(factor, int) and len(place.shape) == 4 and place.address:
        args = {"out_channels": place.shape[1] * factor**2, "kernel_size": 3, "padding": 1}
        yield fix(f"Insert Conv2d with {place.shape[1] * factor**2} channels", before(place.address, "Conv2d", args))
    if not found or not place.address:
        return
    _, wanted, arrives, dimension = found
    space = len(place.shape) - 2
    if dimension == 1 and space in (1, 2, 3):
        args = {"out_channels": wanted, "kernel_size": 3, "padding": 1}
        yield fix(f"Insert Conv{space}d with {wanted} channels", before(place.address, f"Conv{space}d", args))
    else:
        yield from _pooled(place, wanted, arrives)
        yield fix(f"Insert Linear with {wanted} features", before(place.address, "Linear", {"out_features": wanted}))


def _pooled(place: Place, wanted: int, arrives: int) -> Iterator[Fix]:
    """A pool before the Flatten, so that as many numbers are left as are wanted."""
    for address, block, node in place.upstream():
        if block.kind == "Flatten" and node.input and len(node.input.shape) == 4:
            channels, height, width = node.input.shape[1:]
            for factor in range(2, 9):
                if channels * (height // factor) * (width // factor) == wanted:
                    pool = before(address, "MaxPool2d", {"kernel_size": factor})
                    yield fix(f"Insert MaxPool2d of {factor}×{factor} before {name(place.model, address)}", pool)
            side = isqrt(wanted // channels) if channels else 0
            if side and channels * side * side == wanted:
                pool = before(address, "AdaptiveAvgPool2d", {"output_size": side})
                yield fix(f"Insert AdaptiveAvgPool2d to {side}×{side} before {name(place.model, address)}", pool)
            return
