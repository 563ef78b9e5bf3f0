"""Ideas about what stands where: blocks that stand in the wrong place, that are missing, or that are too many."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

from blocks import catalogue
from blocks.analysis import analyse
from blocks.repair.place import MERGES, ROWS, Place, fix, moving, name, setting
from blocks.repair.upstream import MOST_BLOCKS
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


def as_elsewhere(place: Place) -> Iterator[Fix]:
    """Two siblings change places where every other row of the same blocks has them the other way round."""
    for parent, _ in rows_near(place):
        looks = [look(child) for child in place.model.at(parent).children]
        for other in _rows_alike(place, looks):
            wrong = [place for place, (one, two) in enumerate(zip(looks, other, strict=True)) if one != two]
            if len(wrong) == 2:
                yield _exchanged(place, parent, wrong[0], wrong[1], ", as elsewhere")


def _rows_alike(place: Place, looks: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """How the rows of the same blocks in another order look."""
    for _, block in islice(addresses(place.model.root), MOST_BLOCKS):
        other = [look(child) for child in block.children]
        if block.kind in ROWS and other != looks and sorted(other) == sorted(looks):
            yield other


def exchange(place: Place) -> Iterator[Fix]:
    """Two siblings change places: those beside the problem first, then those around it, outwards."""
    for parent, center in rows_near(place):
        row = place.model.at(parent).children
        if len(row) > LONGEST_ROW:
            continue
        for first, second in sorted(combinations(range(len(row)), 2), key=lambda pair: _distance(pair, center)):
            if row[first] != row[second]:
                yield _exchanged(place, parent, first, second)


def _exchanged(place: Place, parent: Address, first: int, second: int, note: str = "") -> Fix:
    one, other = (name(place.model, (*parent, each)) for each in (first, second))
    edits = moving((*parent, second), parent, first), moving((*parent, first + 1), parent, second + 1)
    return fix(f"Swap {one} and {other}{note}", *edits)


def rows_near(place: Place) -> Iterator[tuple[Address, int]]:
    """The rows that the problem may lie in, with the position in each that it lies at: those in a merge, those around
    the block, those in the block before."""
    if place.block.kind in MERGES:
        for slot, branch in enumerate(place.block.children):
            if branch.kind in ROWS:
                yield (*place.address, slot), len(branch.children) - 1
    for depth in range(len(place.address) - 1, -1, -1):
        parent, position = place.address[:depth], place.address[depth]
        if place.model.at(parent).kind in ROWS:
            yield parent, position
            if position:
                yield from _rows_in(place.model, (*parent, position - 1))


def _rows_in(model: Model, start: Address) -> Iterator[tuple[Address, int]]:
    for address, block in islice(addresses(model.at(start), start), LONGEST_ROW):
        if block.kind in ROWS and block.children:
            yield address, len(block.children) - 1


def look(block: Block) -> tuple[str, str]:
    """What a block is at first sight: its kind and name."""
    return block.kind, block.name


def _distance(pair: tuple[int, int], center: int) -> tuple[int, int]:
    """How far a pair is from where the problem lies, and how far apart its two are."""
    return min(abs(each - center) + (each > center) for each in pair), pair[1] - pair[0]


def infer_all(place: Place) -> Iterator[Fix]:
    """Every typed size that does not fit any more is inferred."""
    if not place.disagreement:
        return
    report = analyse(Model(inputs=place.model.inputs, root=_without_sizes(place.model.root)))
    found = list(_changed(place.model.root, report.root, ()))
    if report.ok and len(found) > 1:
        edits = [setting(address, unset=names) for address, names in found]
        yield fix(f"Infer the sizes in {len(found)} blocks", *edits)


def _without_sizes(block: Block) -> Block:
    args = {key: held for key, held in block.args.items() if key not in _sizes(block)}
    return replace(block, args=args, children=tuple(map(_without_sizes, block.children)))


def _sizes(block: Block) -> list[str]:
    return [each.name for each in catalogue.kind_of(block).arguments if each.reads is not None]


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
