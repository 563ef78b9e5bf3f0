"""Ideas about what stands where: blocks that stand in the wrong place, that are missing, or that are too many."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice
from math import isqrt

from blocks import catalogue
from blocks.analysis import analyse
from blocks.repair.place import MERGES, ROWS, Place, before, fix, moving, name, planting, setting
from blocks.repair.upstream import GIVES, MOST_BLOCKS
from blocks.report import Fix, Node
from blocks.tree import Address, Block, Model, addresses

LONGEST_ROW = 12  # siblings of which every pair is exchanged


def earlier(place: Place) -> Iterator[Fix]:
    """A layer that wants pictures moves to where there still are some."""
    siblings = place.siblings()
    for position in range(place.address[-1] - 1 if siblings else -1, -1, -1):
        if siblings[position].kind in ("Flatten", "Reshape", "Mean", "Select"):
            edit = moving(place.address, place.address[:-1], position)
            yield fix(f"Move it before {siblings[position].name or siblings[position].kind}", edit)


def exchange(place: Place) -> Iterator[Fix]:
    """Two siblings change places: those beside the problem first, then those around it, outwards."""
    for parent, center in _rows(place):
        row = place.model.at(parent).children
        if len(row) > LONGEST_ROW:
            continue
        for first, second in sorted(combinations(range(len(row)), 2), key=lambda pair: _distance(pair, center)):
            if row[first] != row[second]:
                label = f"Swap {name(place.model, (*parent, first))} and {name(place.model, (*parent, second))}"
                yield fix(
                    label, moving((*parent, second), parent, first), moving((*parent, first + 1), parent, second + 1)
                )  # fmt: skip


def _rows(place: Place) -> Iterator[tuple[Address, int]]:
    """The rows that the problem may lie in, with the position in each that it lies at."""
    if place.block.kind in MERGES:
        for slot, branch in enumerate(place.block.children):
            if branch.kind in ROWS:
                yield (*place.address, slot), len(branch.children) - 1
    for depth in range(len(place.address) - 1, -1, -1):
        if place.model.at(place.address[:depth]).kind in ROWS:
            yield place.address[:depth], place.address[depth]


def _distance(pair: tuple[int, int], center: int) -> tuple[int, int]:
    """How far a pair is from where the problem lies, and how far apart its two are."""
    return min(abs(each - center) + (each > center) for each in pair), pair[1] - pair[0]


def missing_as_elsewhere(place: Place) -> Iterator[Fix]:
    """A block that every similar row has is put in, with as many channels as are wanted here."""
    rows = [found for found in islice(addresses(place.model.root), MOST_BLOCKS) if found[1].kind in ROWS]
    for parent, _ in _rows(place):
        row = place.model.at(parent)
        looks = [_look(child) for child in row.children]
        for _, other in rows:
            if len(other.children) != len(row.children) + 1 or other.kind != row.kind or len(row.children) < 1:
                continue
            for position, child in enumerate(other.children):
                theirs = [_look(each) for each in other.children]
                if theirs[:position] + theirs[position + 1 :] == looks:
                    yield from _planted(place, child, parent, position)


def _look(block: Block) -> tuple[str, str]:
    return block.kind, block.name


def _planted(place: Place, block: Block, parent: Address, position: int) -> Iterator[Fix]:
    """A copy of a block, its channels scaled to what is wanted, or as they are."""
    made = [child.args[each] for child in block.walk() for each in GIVES if each in child.args]
    wanted = [size for size in _wanted(place) if size] if made and isinstance(made[-1], int) else []
    for size in dict.fromkeys([*wanted, made[-1] if made else 0]):
        copy = _scaled(block, size, made[-1]) if size and isinstance(made[-1], int) else block
        called = block.name or block.kind
        yield fix(f"Insert {called}, as elsewhere", *planting(copy, parent, position))


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


def missing(place: Place) -> Iterator[Fix]:
    """A layer that makes the wanted features, or a pool that leaves the wanted size, is put before the block."""
    found = place.disagreement
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


def infer_all(place: Place) -> Iterator[Fix]:
    """Every typed size that does not fit any more is inferred."""
    if not place.disagreement:
        return
    report = analyse(Model(inputs=place.model.inputs, root=_without_sizes(place.model.root)))
    found = list(_changed(place.model.root, report.root, ()))
    if report.ok and len(found) > 1:
        yield fix(f"Infer the sizes in {len(found)} blocks", *(setting(address, unset=names) for address, names in found))


def _without_sizes(block: Block) -> Block:
    args = {key: held for key, held in block.args.items() if key not in _sizes(block)}
    return replace(block, args=args, children=tuple(map(_without_sizes, block.children)))


def _sizes(block: Block) -> list[str]:
    return [each.name for each in catalogue.kinds()[block.kind].arguments if each.reads is not None]


def _changed(block: Block, node: Node, address: Address) -> Iterator[tuple[Address, list[str]]]:
    """The blocks of which a typed size is not the one that is inferred, with the names of those sizes."""
    names = [each for each in _sizes(block) if each in block.args and node.args.get(each) != block.args[each]]
    if names:
        yield address, names
    rounds = [each.children for each in node.rounds] or [node.children]
    told: dict[Address, list[str]] = {}
    for children in rounds:
        for position, (child, each) in enumerate(zip(block.children, children, strict=False)):
            told |= dict(_changed(child, each, (*address, position)))
    yield from told.items()


def remove(place: Place) -> Iterator[Fix]:
    """Without the block, when nothing else helps."""
    if place.address:
        yield fix(f"Remove {place.block.name or place.block.kind}", {"op": "remove", "block": list(place.address)})
