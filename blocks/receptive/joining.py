"""Rules of operations that take or give several tensors."""

from collections.abc import Sequence

import numpy as np

from blocks.receptive.calling import Args
from blocks.receptive.maps import window
from blocks.receptive.resizing import upsample
from blocks.receptive.tensors import Seen, Shape, joined, met, stacked

Given = Sequence[Seen]
Shapes = Sequence[Shape]
Outputs = tuple[Seen, ...]


def each_number(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """Tensors that are combined number by number."""
    return (met(given, shapes[0]),)


def cat(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """Tensors one after the other."""
    return (joined(given, args.get("dim", 0), shapes[0]),)


def stack(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """Tensors along a new dimension."""
    return (stacked(given, args.get("dim", 0), shapes[0]),)


def split(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """A dimension cut into parts."""
    seen, dim = given[0], args.get("dim", 0) % len(shapes[0])
    starts = np.cumsum([0, *(shape[dim] for shape in shapes)]).tolist()
    parts = zip(starts, shapes, strict=False)
    return tuple(seen.tapped(dim, window(1, 1, -start), shape[dim]) for start, shape in parts)


def unbind(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """An output for each entry of a dimension."""
    return tuple(given[0].selected(args.get("dim", 0), index) for index in range(len(shapes)))


def interpolate(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """To the size of a second tensor, of which the numbers do not matter."""
    if args.get("antialias"):
        return ()
    return (upsample(given[0], args if len(given) == 1 else {**args, "scale_factor": None}, shapes[0]),)


# --- products


def matmul(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """(..., rows, k) @ (..., k, columns)."""
    one, other = given
    if min(len(one.shape), len(other.shape)) < 2:
        return ()
    one = one.mixed(-1).resized(len(one.shape) - 1, other.shape[-1])
    other = other.mixed(-2).resized(len(other.shape) - 2, one.shape[-2])
    return (met([one, other], shapes[0]),)


def einsum(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """A sum over the letters that do not stay. Unknown where a letter stands twice in one tensor, or none stands."""
    taken, _, stay = str(args["equation"]).replace(" ", "").partition("->")
    letters = taken.split(",")
    plain = all(each.isalpha() and len(set(each)) == len(each) for each in letters) and "->" in str(args["equation"])
    if not plain or len(letters) != len(given):
        return ()
    pairs = zip(given, letters, strict=True)
    return (met([_spelled(seen, names, stay, shapes[0]) for seen, names in pairs], shapes[0]),)


def _spelled(seen: Seen, names: str, stay: str, shape: Shape) -> Seen:
    """One tensor of an einsum, its dimensions as the result has them."""
    for name in names:
        if name not in stay:
            place = names.index(name)
            seen, names = seen.mixed(place).selected(place, 0), names.replace(name, "")
    seen = seen.permuted([names.index(name) for name in stay if name in names])
    for place, name in enumerate(stay):
        if name not in names:
            seen = seen.inserted(place, shape[place])
    return seen


def bilinear(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """All features of both."""
    last = len(shapes[0]) - 1
    return (met([each.mixed(-1).resized(last, shapes[0][last]) for each in given], shapes[0]),)


def similarity(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """All numbers of both along a dimension, which goes."""
    return _compared(given, args.get("dim", 1), shapes[0])


def distance(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """All features of both; the last dimension goes, or stays as one."""
    kept = shapes[0][:-1] if args.get("keepdim") else shapes[0]
    (found,) = _compared(given, -1, kept)
    return (found.inserted(len(kept)) if args.get("keepdim") else found,)


def _compared(given: Given, dim: int, shape: Shape) -> Outputs:
    common = np.broadcast_shapes(*(each.shape for each in given))
    whole = [met([each], common).mixed(dim).selected(dim, 0) for each in given]
    return (met(whole, shape),)
