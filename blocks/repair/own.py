"""Ideas that change the arguments of the block that complains."""

from collections.abc import Iterator
from itertools import islice
from math import isqrt, prod
from typing import Any

from blocks import catalogue
from blocks.kinds import Argument, written
from blocks.repair.place import GIVES, ROWS, Place, fix, setting, value
from blocks.report import Fix


def infer(place: Place) -> Iterator[Fix]:
    """A typed size gives way to what arrives."""
    for argument in place.kind.arguments:
        if argument.reads is None or argument.name not in place.block.args:
            continue
        if -len(place.shape) <= argument.reads < len(place.shape):
            found = place.shape[argument.reads]
            label = f"Infer {argument.name} in each round" if place.later else f"Set {argument.name} = {found}"
            yield fix(label, setting(place.address, unset=[argument.name]))


def complete(place: Place) -> Iterator[Fix]:
    """A missing argument gets the value that fits what follows, or its usual one."""
    for argument in place.kind.arguments:
        if argument.required and argument.name not in place.block.args:
            sizes = [*islice(_typed_after(place), 2), *_around(place)]
            if argument.name in GIVES:
                yield from (_to(place, argument.name, size) for size in sizes)
            if argument.name == "output_size" and len(place.shape) == 4 and sizes:
                yield _to(place, argument.name, max(1, isqrt(sizes[0] // max(place.shape[1], 1))))
            yield _to(place, argument.name, place.kind.start.get(argument.name, 1))


def _typed_after(place: Place) -> Iterator[int]:
    """The sizes that the layers behind are typed for, nearest first."""
    for depth in range(len(place.address) - 1, -1, -1):
        row = place.model.at(place.address[:depth])
        for sibling in row.children[place.address[depth] + 1 :] if row.kind in ROWS else ():
            for block in sibling.walk():
                reads = [each.name for each in catalogue.kind_of(block).arguments if each.reads is not None]
                yield from (size for size in map(block.args.get, reads) if isinstance(size, int))


def _around(place: Place) -> Iterator[int]:
    """The features that a Residual around gets, and must get back."""
    for depth in range(len(place.address) - 1, -1, -1):
        around = place.report.at(place.address[:depth]).input
        if place.model.at(place.address[:depth]).kind == "Residual" and around and len(around.shape) > 1:
            yield around.shape[1 if len(around.shape) > 3 else -1]


def divide(place: Place) -> Iterator[Fix]:
    """Heads, groups and factors become the nearest number that divides what they split."""
    for name in ("num_heads", "nhead", "num_groups", "groups", "upscale_factor", "downscale_factor"):
        number = place.args.get(name)
        if not isinstance(number, int):
            continue
        whole = _split(place, name)
        power = 2 if name == "upscale_factor" else 1
        fitting = [each for each in range(power, 2 * number + 1) if all(size % each**power == 0 for size in whole)]
        if whole and fitting:
            yield _to(place, name, min(fitting, key=lambda each: (abs(each - number), each)))


def _split(place: Place, name: str) -> list[int]:
    """The sizes that an argument splits into equal parts."""
    if name == "downscale_factor":
        return list(place.shape[-2:])
    if name in ("upscale_factor",) or place.block.kind == "ChannelShuffle":
        return list(place.shape[1:2])
    names = ("embed_dim", "d_model", "num_channels", "in_channels", "out_channels")
    return [place.args[each] for each in names if isinstance(place.args.get(each), int)]


def window(place: Place) -> Iterator[Fix]:
    """A window larger than its input gets padding, or becomes as large as the input; padding becomes half of it."""
    space = place.shape[2:]
    kernel = place.args.get("kernel_size")
    if kernel is None or not space:
        return
    largest = max(kernel) if isinstance(kernel, tuple | list) else kernel
    padding = value(place.block, place.node, "padding")
    if isinstance(padding, int) and padding > largest // 2:
        yield _to(place, "padding", largest // 2)
    if min(space) == 1 and largest > 1 and "Pool" not in place.block.kind:
        yield _to(place, "kernel_size", 1)
    if min(space) > 1:  # a window on one pixel does nothing
        if padding is not None and not place.block.kind.startswith("ConvTranspose"):
            yield _to(place, "padding", largest // 2)
        if min(space) < largest:
            yield _to(place, "kernel_size", min(space))


def dimension(place: Place) -> Iterator[Fix]:
    """A dimension, an index or a stretch that is not there becomes the nearest that is."""
    count = len(place.shape)
    for argument in place.kind.arguments:
        number = place.args.get(argument.name, argument.default)
        if argument.name in ("dim", "dim0", "dim1", "start_dim", "end_dim") and isinstance(number, int):
            taken = {place.args.get(each, 0) % max(count, 1) for each in ("dim0", "dim1") if each != argument.name}
            for other in dict.fromkeys((max(-count, min(number, count - 1)), 1, -1, *range(2, count))):
                if argument.name not in ("dim0", "dim1") or other % max(count, 1) not in taken:
                    yield _to(place, argument.name, other)
        elif argument.name in ("dim", "dims") and isinstance(number, tuple):
            yield _to(place, argument.name, _named(argument, number, count))
    dim = place.args.get("dim")
    if isinstance(dim, int) and -count <= dim < count:
        yield from _stretch(place, place.shape[dim])


def _named(argument: Argument, dims: tuple[int, ...], count: int) -> tuple[int, ...]:
    """Dimensions that are there: all of them for a permutation, else the last ones instead of those beyond."""
    if argument.name == "dims":
        return (0, *range(count - 1, 0, -1))
    return tuple(dict.fromkeys(max(-count, min(each, count - 1)) for each in dims))


def _stretch(place: Place, size: int) -> Iterator[Fix]:
    """An index or a stretch within a dimension of `size`."""
    if "index" in place.args:
        yield _to(place, "index", -1)
        yield _to(place, "index", 0)
    if "length" in place.args and "start" in place.args:
        start, length = place.args["start"], place.args["length"]
        yield _to(place, "length", max(1, size - start))
        yield _to(place, "start", max(0, size - length))


def rearrange(place: Place) -> Iterator[Fix]:
    """Numbers that must multiply to a size: one of them is worked out. Lengths and slopes become what arrives."""
    for name in ("shape", "unflattened_size"):
        sizes = place.args.get(name)
        if isinstance(sizes, tuple):
            yield from (_to(place, name, other) for other in _multiplying(sizes, _whole(place, name)))
    if "longest" in place.args and len(place.shape) > 1:
        yield _to(place, "longest", place.shape[-2])
    if "num_parameters" in place.args and len(place.shape) > 1:
        yield _to(place, "num_parameters", place.shape[1])
    if place.block.kind == "Fold":
        yield from _folded(place)


def _whole(place: Place, name: str) -> int:
    """How many numbers the sizes must multiply to."""
    dim = place.args.get("dim", 1)
    if name == "unflattened_size" and isinstance(dim, int) and -len(place.shape) <= dim < len(place.shape):
        return place.shape[dim]
    return prod(place.shape[1:])


def _multiplying(sizes: tuple[int, ...], whole: int) -> Iterator[tuple[int, ...]]:
    """Sizes near these that multiply to `whole`: one of them is worked out, or the first becomes a divisor."""
    known = tuple(1 if each == -1 else each for each in sizes)
    if sizes.count(-1) < 2:
        for position in range(len(sizes) - 1, -1, -1):
            yield (*known[:position], -1, *known[position + 1 :])
        divisors = [each for each in range(1, max(2 * known[0], 1) + 1) if whole % each == 0]
        yield (min(divisors, key=lambda each: abs(each - known[0])), -1)
    yield (-1,) if len(sizes) == 1 or sizes.count(-1) > 1 else (1, -1)
    yield (1, -1)


def _folded(place: Place) -> Iterator[Fix]:
    """A Fold undoes the Unfold before it."""
    for _, block, node in place.upstream():
        if block.kind == "Unfold" and node.input:
            names = ("kernel_size", "stride", "padding", "dilation")
            args = {name: node.args[name] for name in names if name in node.args}
            args["output_size"] = list(node.input.shape[-2:])
            yield fix("Fold as it was unfolded", setting(place.address, args))


def batch_first(place: Place) -> Iterator[Fix]:
    """The first dimension that arrives is the batch."""
    if place.kind.argument("batch_first"):
        yield fix("Set batch_first", setting(place.address, {"batch_first": True}))


def default(place: Place) -> Iterator[Fix]:
    """A typed argument goes back to its default; others become what the palette starts with."""
    for argument in place.kind.arguments:
        typed = place.block.args.get(argument.name)
        if typed not in (None, argument.default) and not argument.required and argument.reads is None:
            label = f"Set {argument.name} = {written(argument.default)}"
            yield fix(label, setting(place.address, unset=[argument.name]))
    for name, start in place.kind.start.items():
        yield _to(place, name, start)


def _to(place: Place, name: str, number: Any) -> Fix:
    return fix(f"Set {name} = {written(number)}", setting(place.address, {name: number}))
