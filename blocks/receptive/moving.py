"""Rules of operations that give the same numbers in another place."""

import numpy as np

from blocks.receptive.calling import Args, each_of
from blocks.receptive.maps import Taps, window
from blocks.receptive.tensors import Seen, Shape, apart, joined, met


def reshape(seen: Seen, args: Args, shape: Shape) -> Seen:
    """The same numbers in another shape."""
    return seen.reshaped(shape)


def permute(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Dimensions in another order."""
    return seen.permuted(args["dims"])


def transpose(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Two dimensions change places."""
    order = list(range(len(shape)))
    one, other = args["dim0"], args["dim1"]
    order[one], order[other] = order[other], order[one]
    return seen.permuted(order)


def squeeze(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A dimension of extent 1 goes, if it has that extent."""
    return seen if seen.shape == shape else seen.selected(args["dim"], 0)


def unsqueeze(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A dimension of extent 1 comes."""
    return seen.inserted(args["dim"] % len(shape))


def select(seen: Seen, args: Args, shape: Shape) -> Seen:
    """One index of a dimension."""
    return seen.selected(args["dim"], args["index"])


def narrow(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A stretch of a dimension."""
    dim = args["dim"] % len(shape)
    return seen.tapped(dim, window(1, 1, -args["start"]), shape[dim])


def movedim(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Dimensions to other places; the rest keep their order."""
    moves = zip(each_of(args["destination"], 1), each_of(args["source"], 1), strict=True)
    placed = {to % len(shape): dim % len(shape) for to, dim in moves}
    rest = iter(dim for dim in range(len(shape)) if dim not in placed.values())
    return seen.permuted([placed[to] if to in placed else next(rest) for to in range(len(shape))])


def expand(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A dimension of extent 1 stands for all."""
    return met([seen], shape)


def tile(seen: Seen, args: Args, shape: Shape) -> Seen:
    """The whole tensor again and again along its last dimensions."""
    for _ in range(len(shape) - len(seen.shape)):
        seen = seen.inserted(0)
    for dim, extent in enumerate(seen.shape):
        if shape[dim] != extent:
            seen = seen.tapped(dim, Taps(np.arange(extent)[:, None], 0), shape[dim])
    return seen


def repeat_interleave(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Each entry several times: position i reads i // repeats."""
    dim = args["dim"] % len(shape)
    return seen.tapped(dim, Taps(np.zeros((args["repeats"], 1), dtype=np.int64), 1), shape[dim])


def flip(seen: Seen, args: Args, shape: Shape) -> Seen:
    """The other way round."""
    for dim in each_of(args["dims"], 1):
        seen = seen.tapped(dim % len(shape), Taps(np.array([[shape[dim] - 1]]), -1), shape[dim])
    return seen


def roll(seen: Seen, args: Args, shape: Shape) -> Seen:
    """What leaves at one end comes in at the other."""
    for shift, dim in zip(each_of(args["shifts"], 1), each_of(args["dims"], 1), strict=True):
        extent = shape[dim]
        seen = seen.tapped(dim % len(shape), Taps((np.arange(extent)[:, None] - shift) % extent, extent), extent)
    return seen


def pad(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Padding moves the positions; its own numbers count as if the input went on."""
    sides = each_of(args["pad"], 1)
    for place, before in enumerate(sides[::2], 1):  # PyTorch begins with the last dimension
        seen = seen.tapped(len(shape) - place, window(1, 1, before), shape[-place])
    return seen


def taken(seen: Seen, args: Args, shape: Shape) -> Seen:
    """The entries `start:stop:step` of a dimension."""
    dim = args["dim"] % len(shape)
    entries = range(seen.shape[dim])[args.get("start") : args.get("stop") : args.get("step", 1)]
    return seen.tapped(dim, window(1, entries.step, -entries.start), shape[dim])


def index_select(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Entries of a dimension by their numbers."""
    dim = args["dim"] % len(shape)
    entries = np.array(each_of(args["index"], 1))[:, None] % seen.shape[dim]
    return seen.tapped(dim, Taps(entries, seen.shape[dim]), shape[dim])


def causal_mask(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Above the diagonal of the last two dimensions stands a constant: the rows differ, and so do the columns."""
    return seen.hulled(-2, -1)


def class_token(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A learned vector before the first position of (batch, time, features)."""
    return joined([apart((shape[0], 1, shape[2]), seen.extents), seen], 1, shape)


def learned(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Learned numbers alone."""
    return apart(shape, seen.extents)


def rotary(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Feature i and the one half the features further on are turned together."""
    half = shape[-1] // 2
    pairs = np.arange(half)[:, None] + np.array([0, half])
    return seen.tapped(len(shape) - 1, Taps(pairs, 0), shape[-1])
