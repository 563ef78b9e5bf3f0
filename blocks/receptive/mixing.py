"""Rules of layers in which every number reads all the numbers along a dimension, or along several."""

import numpy as np

from blocks.receptive.calling import Args, Rule, each_of
from blocks.receptive.maps import Taps
from blocks.receptive.tensors import Seen, Shape
from blocks.receptive.windows import in_groups


def largest(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Some numbers of a dimension, chosen by comparing all."""
    dim = args.get("dim", -1) % len(shape)
    return seen.mixed(dim).resized(dim, shape[dim])


def to_features(seen: Seen, args: Args, shape: Shape) -> Seen:
    """All features."""
    return seen.mixed(-1).resized(len(shape) - 1, shape[-1])


def over_dim(usual: int) -> Rule:
    """All numbers along one dimension."""
    return lambda seen, args, shape: seen.mixed(args.get("dim", usual))


def softmax(seen: Seen, args: Args, shape: Shape) -> Seen:
    """All numbers along a dimension; without one, along that which PyTorch takes."""
    dim = args.get("dim")
    return seen.mixed((0 if len(shape) in (0, 1, 3) else 1) if dim is None else dim)


def glu(seen: Seen, args: Args, shape: Shape) -> Seen:
    """The first half of a dimension, gated by the second."""
    dim = args.get("dim", -1) % len(shape)
    return seen.tapped(dim, Taps(np.array([[0, shape[dim]]]), 1), shape[dim])


def over_normalized_shape(seen: Seen, args: Args, shape: Shape) -> Seen:
    """All numbers along the last dimensions, as many as are normalized."""
    return seen.mixed(*range(-len(each_of(args["normalized_shape"], 1)), 0))


def group_norm(seen: Seen, args: Args, shape: Shape) -> Seen:
    """All numbers of a group of channels."""
    seen = seen.mixed(*range(2, len(shape)))
    return in_groups(seen, 1, args["num_groups"], shape[1])


def batch_norm(seen: Seen, args: Args, shape: Shape) -> Seen:
    """In eval mode by statistics of the past, unless there are none: then of the batch."""
    tracked = args.get("track_running_stats", True)
    return seen if tracked else seen.mixed(0, *range(2, len(shape)))


def instance_norm(dims: int) -> Rule:
    """All numbers of a channel, unless statistics of the past are kept."""

    def rule(seen: Seen, args: Args, shape: Shape) -> Seen:
        return seen if args.get("track_running_stats", False) else seen.mixed(*range(-dims, 0))

    return rule


def reduced(seen: Seen, args: Args, shape: Shape) -> Seen:
    """One number for all numbers of some dimensions; without dimensions, for all."""
    dims = args.get("dim")
    places = range(len(seen.shape)) if dims is None else (dim % len(seen.shape) for dim in each_of(dims, 1))
    ordered = sorted(places)
    seen = seen.mixed(*ordered)
    for dim in reversed(ordered):
        seen = seen.selected(dim, 0)
    for dim in ordered if args.get("keepdim") else ():
        seen = seen.inserted(dim)
    return seen


def running(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Each number reads all up to itself."""
    return seen.until(args["dim"] % len(shape), shape[args["dim"]])


def embedding(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A vector in place of each number."""
    return seen.inserted(len(seen.shape), shape[-1])


def embedding_bag(seen: Seen, args: Args, shape: Shape) -> Seen:
    """A vector for all numbers of a row."""
    return seen.mixed(1).selected(1, 0).inserted(1, shape[-1])
