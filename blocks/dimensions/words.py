"""Axes in words: what each dimension of a tensor is, and what a block has changed about them."""

from collections.abc import Iterable
from math import prod

from blocks.dimensions.axes import Axes, Axis, Shape

BATCH = "batch"


def said(axes: Axes, shape: Shape) -> tuple[str, ...]:
    """What each dimension is: `channels`, `features = 16 channels × 5 height × 5 width`, "" where nobody knows."""
    return tuple(map(_said, axes, shape))


def _said(axis: Axis, size: int) -> str:
    """A row of other dimensions says what it was made of, as long as it has that length."""
    if not axis.parts:
        return axis.name
    parts = axis.parts if prod(size for _, size in axis.parts) == size else ()
    made_of = " × ".join(f"{extent} {_called(part)}".rstrip() for part, extent in parts if part.name != BATCH)
    return " = ".join(filter(None, (_called(axis) if axis.name else "", made_of)))


def _called(axis: Axis) -> str:
    """Its name; what attention takes as time, but was laid in a row, is rather positions."""
    return "positions" if axis.parts and axis.name == "time" else axis.name


def change(before: Axes, taken: Shape, after: Axes, given: Shape) -> str:
    """What happened between two tensors: `64 → 128 channels; height and width halved`. "" where nothing did, or where
    too little is known to say it."""
    if before == after and taken == given:
        return ""
    old, new = _sizes(before, taken), _sizes(after, given)
    if old is None or new is None:
        return ""
    gone = {axis: size for axis, size in old.items() if axis not in new}
    come = {axis: size for axis, size in new.items() if axis not in old}
    parts = [*_merges(gone, come), *_replaced(gone, come), *_resized(old, new)]
    renamed = sorted(gone.values()) == sorted(come.values())  # the same numbers under another name
    if not renamed and all(axis.name for axis in (*gone, *come)):
        lost, won = _listed(map(_called, gone)), _listed(f"{size} {_called(axis)}" for axis, size in come.items())
        parts.append(f"{lost} → {won}" if gone and come else f"{lost} gone" if gone else f"new: {won}")
    moved = [axis for axis in new if axis in old]
    if not parts and all(axis.name for axis in new) and moved != [axis for axis in old if axis in new]:
        parts.append(f"now in the order {', '.join(map(_called, new))}")
    return "; ".join(parts)


def _sizes(axes: Axes, shape: Shape) -> dict[Axis, int] | None:
    """The size of each axis, None where one stands there twice."""
    roots = [axis.root for axis in axes]
    return dict(zip(roots, shape, strict=True)) if len(set(roots)) == len(roots) == len(shape) else None


def _merges(gone: dict[Axis, int], come: dict[Axis, int]) -> list[str]:
    """`channels, height and width laid in a row: 400 features`; takes what it tells of out of both."""
    found = []
    for axis, size in list(come.items()):
        parts = [part.root for part, _ in axis.parts]
        if not parts or any(part not in gone for part in parts):
            continue
        if all(part.name for part in parts):
            row = f"{size} {_called(axis)}" if axis.name else f"{size} in all"
            found.append(f"{_listed(map(_called, parts))} laid in a row: {row}")
        del come[axis]
        for part in parts:
            del gone[part]
    return found


def _replaced(gone: dict[Axis, int], come: dict[Axis, int]) -> list[str]:
    """`64 → 128 channels`: new ones of the same name, or features of what was a row of something else."""
    found = []
    for axis, size in list(come.items()):
        old = next((each for each in gone if each.name and each.name == axis.name), None)
        if old is None:
            continue
        before = gone.pop(old)
        del come[axis]
        if before != size:
            found.append(f"{before} → {size} {axis.name}")
    return found


def _resized(old: dict[Axis, int], new: dict[Axis, int]) -> list[str]:
    """`height and width halved`, `time 9 → 10`: the axes that stay, by what happened to their sizes."""
    changes: dict[str, list[str]] = {}
    for axis, size in new.items():
        before = old.get(axis, size)
        if before != size and axis.name not in ("", BATCH):
            changes.setdefault(_ratio(before, size), []).append(_called(axis))
    return [f"{_listed(names)} {ratio}" for ratio, names in changes.items()]


def _ratio(before: int, after: int) -> str:
    if before == 2 * after:
        return "halved"
    if after == 2 * before:
        return "doubled"
    return f"{before} → {after}"


def _listed(names: Iterable[str]) -> str:
    *first, last = (*names,) or ("",)
    return f"{', '.join(first)} and {last}" if first else last
