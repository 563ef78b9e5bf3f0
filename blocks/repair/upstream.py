"""Ideas that look for the cause before the block that complains: which argument there would make all else agree?"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from math import isqrt
from typing import Any

from blocks import catalogue
from blocks.kinds import Argument, written
from blocks.repair.place import GIVES, MERGES, Found, Place, fix, name, setting, value
from blocks.report import Fix, Node
from blocks.tree import Address, Block, addresses

NEAR = 12  # layers before a problem of which each is tried with other values
FAR = 200  # layers before a problem that are held against their equals
FEW = 4  # features that are not worth proposing when others are wanted
MOST_BLOCKS = 3_000  # in a model whose equal places are compared
# Arguments that decide about the shape of what comes out, besides the channels.
SHAPING = (
    "kernel_size", "stride", "padding", "dilation", "output_padding", "ceil_mode", "output_size", "size", "merge",
    "start_dim", "end_dim", "dim", "dim0", "dim1", "dims", "index", "keepdim", "shape", "unflattened_size", "groups",
    "scale_factor", "upscale_factor", "downscale_factor",
)  # fmt: skip


def as_elsewhere(place: Place) -> Iterator[Fix]:
    """An argument becomes what it is at every other place of the model that looks like this one."""
    everywhere = _by_look(place)
    for address, block, _ in _near(place, FAR):
        peers = [peer for peer in everywhere.get(_look(place, address), []) if peer.id != block.id]
        for argument in catalogue.kind_of(block).arguments:
            if argument.reads is not None or argument.name in GIVES or not peers:
                continue
            own = block.args.get(argument.name, argument.default)
            usual = {peer.args.get(argument.name, argument.default) for peer in peers}
            (there,) = usual if len(usual) == 1 else (own,)
            if there != own:
                note = f", as in the {len(peers)} others" if len(peers) > 1 else ""
                yield _to(place, address, argument, there, note)


def _by_look(place: Place) -> dict[Any, list[Block]]:
    """The model's layers by how their places look."""
    found: dict[Any, list[Block]] = {}
    for address, block in islice(addresses(place.model.root), MOST_BLOCKS):
        if address and (block.kind == "Parallel" or not block.children):
            found.setdefault(_look(place, address), []).append(block)
    return found


def _look(place: Place, address: Address) -> Any:
    """How a place looks: the block's kind and name, its position, and the kinds of the row around it."""
    if not address:
        return None
    row = place.model.at(address[:-1])
    block = row.children[address[-1]]
    slot = row.name if row.name in ("body", "shortcut") else row.kind
    return block.kind, block.name or address[-1], slot, _kinds(row)


@lru_cache(maxsize=1_000)
def _kinds(row: Block) -> int:
    """The kinds in a row as one number, so that long rows are compared at once."""
    return hash(tuple(child.kind for child in row.children))


def restore(place: Place) -> Iterator[Fix]:
    """A window goes back to its default or to keeping the size, where that meets a typed number or the other branch."""
    if not place.disagreement and place.block.kind not in MERGES:
        return
    for address, block, node in _near(place, 2 * NEAR):
        if address == place.address:
            continue
        for argument in catalogue.kind_of(block).arguments:
            typed = block.args.get(argument.name, argument.default)
            if typed != argument.default and not argument.required and argument.name in SHAPING:
                yield _to(place, address, argument, argument.default)
        yield from (_set(place, address, "output_size", side) for side in _sides(place, block, node))
        yield from (_set(place, address, argument, kept) for argument, kept in _keeping(block, node))


def _keeping(block: Block, node: Node) -> Iterator[tuple[str, int]]:
    """Padding for the kernel, or a kernel for the padding, with which a convolution keeps the size."""
    kernel, padding, dilation = (value(block, node, each) for each in ("kernel_size", "padding", "dilation"))
    if "Conv" in block.kind and isinstance(kernel, int) and kernel % 2:
        yield "padding", kernel // 2 * (dilation if isinstance(dilation, int) else 1)
        if isinstance(padding, int) and padding:
            yield "kernel_size", 2 * padding + 1


def unshare(place: Place) -> Iterator[Fix]:
    """Rounds that must differ are not shared."""
    for address, block in _repeats(place):
        if block.args.get("share"):
            yield fix("Do not share the rounds", setting(address, unset=["share"]))


def once(place: Place) -> Iterator[Fix]:
    """Rounds that do not fit each other become one."""
    for address, _ in _repeats(place):
        yield fix(f"Run {name(place.model, address)} once", setting(address, {"times": 1}))


def _repeats(place: Place) -> Iterator[tuple[Address, Block]]:
    """The Repeats in which a later round is the problem."""
    for depth in range(len(place.address), -1, -1):
        address = place.address[:depth]
        block = place.model.at(address)
        if block.kind == "Repeat" and (place.later or depth == len(place.address)):
            yield address, block


def channels(place: Place) -> Iterator[Fix]:
    """The layer that made the features makes as many as are wanted."""
    producers = (found for found in place.upstream() if any(each in found[1].args for each in GIVES))
    for address, block, node in islice(producers, 4):
        if address == place.address or not node.output:
            continue
        argument = next(each for each in GIVES if each in block.args)
        made = node.args.get(argument)
        for found, wanted in _wishes(place):
            if isinstance(made, int) and made * wanted % found == 0 and made * wanted // found >= FEW:
                yield _set(place, address, argument, made * wanted // found)
            if isinstance(made, int) and made != wanted:
                yield _set(place, address, argument, wanted)


def _wishes(place: Place) -> Iterator[tuple[int, int]]:
    """What arrives, and what is wanted instead."""
    if place.disagreement:
        _, wanted, found, _ = place.disagreement
        yield max(found, 1), wanted
    elif place.block.kind in MERGES:
        shapes = [child.output.shape for child in place.node.children if child.output]
        axis = 1 if shapes and len(shapes[0]) > 3 else -1
        sizes = [shape[axis] for shape in shapes if len(shape) > 1]
        yield from ((max(one, 1), other) for one in sizes for other in sizes if one != other)
    elif heads := place.args.get("num_heads", place.args.get("nhead")):
        features = max(place.shape[-1], 1)
        yield from ((features, each * heads) for each in (features // heads, -(-features // heads)) if each)
    elif len(place.shape) > 1:
        factor = place.args.get("upscale_factor", 0) ** 2 or place.args.get("num_groups") or place.args.get("groups")
        factor = 2 if place.block.kind == "GLU" else factor
        if isinstance(factor, int) and factor > 1:
            yield max(place.shape[1], 1), -(-place.shape[1] // factor) * factor


def nudge(place: Place) -> Iterator[Fix]:
    """One argument of a layer before takes another usual value: the likely ones, the nearest layers first."""
    for address, block, node in islice((each for each in _near(place) if _shapes(each)), 6):
        if address == place.address and place.disagreement:
            continue
        for argument, other in _usual(block, node):
            if other != value(block, node, argument):
                yield _set(place, address, argument, other)


def _usual(block: Block, node: Node) -> Iterator[tuple[str, Any]]:
    """Arguments with other values that are usual for them."""
    kernel, stride, padding = (value(block, node, each) for each in ("kernel_size", "stride", "padding"))
    stride = kernel if stride is None else stride
    record = catalogue.kind_of(block)
    if isinstance(stride, int):
        yield from (("stride", each) for each in dict.fromkeys((1, 2, stride // 2, 2 * stride, kernel)) if each)
    if isinstance(kernel, int):
        odd = 2 * padding + 1 if isinstance(padding, int) and padding else 3
        yield from (("kernel_size", each) for each in dict.fromkeys((odd, stride, 2, 3, 1)) if each)
        if isinstance(padding, int):
            yield from (
                ("padding", each) for each in dict.fromkeys((kernel // 2, 0, 1, padding + 1, max(padding - 1, 0)))
            )
    if record.argument("dilation") and value(block, node, "dilation") != 1:
        yield "dilation", 1
    for argument in record.arguments:
        start = record.start.get(argument.name)
        if argument.name in SHAPING and argument.name in block.args and start is not None:
            yield argument.name, start


def _sides(place: Place, block: Block, node: Node) -> Iterator[int]:
    """The output_size of an adaptive pool with which as many numbers are left as are wanted."""
    made = node.output.shape if node.output else ()
    if "output_size" in block.args and place.disagreement and len(made) == 4:
        wanted, channels = place.disagreement[1], max(made[1], 1)
        side = isqrt(wanted // channels)
        yield from [side] if side and channels * side**2 == wanted else []


def _shapes(found: Found) -> bool:
    return any(argument.name in SHAPING for argument in catalogue.kind_of(found[1]).arguments)


def _near(place: Place, most: int = NEAR) -> Iterator[Found]:
    """The block that complains, and the nearest before it."""
    if place.block.kind != "Parallel":  # which is among those before it
        yield place.address, place.block, place.node
    yield from islice(place.upstream(), most)


def _to(place: Place, address: Address, argument: Argument, there: Any, note: str = "") -> Fix:
    where = "" if address == place.address else f" in {name(place.model, address)}"
    label = f"Set {argument.name} = {written(there)}{where}{note}"
    if there == argument.default:
        return fix(label, setting(address, unset=[argument.name]))
    return fix(label, setting(address, {argument.name: there}))


def _set(place: Place, address: Address, argument: str, other: Any) -> Fix:
    where = "" if address == place.address else f" in {name(place.model, address)}"
    return fix(f"Set {argument} = {written(other)}{where}", setting(address, {argument: other}))
