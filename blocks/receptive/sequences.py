"""Rules of attention and of recurrent layers, in which a time reads other times.

Letters: `T` time of queries or of a target, `S` of keys or of a memory, `F` features.
"""

from collections.abc import Sequence

import numpy as np

from blocks.receptive.calling import Args
from blocks.receptive.maps import Taps
from blocks.receptive.tensors import Seen, Shape, joined, met

Given = Sequence[Seen]
Shapes = Sequence[Shape]
Outputs = tuple[Seen, ...]

# --- attention


def attention(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """Query (T, F), and keys and values (S, F): a query reads all keys and values, or those up to its own time."""
    query = given[0]
    key = given[1] if len(given) > 1 else query
    value = given[2] if len(given) > 2 else key
    time, causal = _time(query, args), bool(args.get("causal"))
    looked = (_looked_at(_features(each), time, query.shape[time], causal) for each in (key, value))
    sources = [_features(query), *looked]
    found = met([each.resized(len(each.shape) - 1, shapes[0][-1]) for each in sources], shapes[0])
    if len(shapes) == 1:
        return (found,)
    if causal:  # some weights are zero, whatever comes
        return found, query.unknown(shapes[1])
    return found, _weights(_batch_first(query, time), _batch_first(key, time), shapes[1])


def _weights(query: Seen, key: Seen, shape: Shape) -> Seen:
    """The weight of each key for each query, all heads together: (..., T, S)."""
    rows = _features(query).resized(len(shape) - 1, shape[-1])
    columns = key.mixed(-2, -1).resized(len(shape) - 1, shape[-1]).resized(len(shape) - 2, shape[-2])
    return met([rows, columns], shape)


def _batch_first(seen: Seen, time: int) -> Seen:
    return seen.permuted((1, 0, 2)) if time == 0 and len(seen.shape) == 3 else seen


def scaled_dot_product(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """Query, key and value (..., time, features), and maybe a mask (..., T, S): features of values are not mixed."""
    query, key, value, *mask = given
    time, shape = len(shapes[0]) - 2, shapes[0]
    if any(len(each.shape) != len(shape) for each in (query, key, value)):
        return ()
    causal = bool(args.get("is_causal"))
    sources = [_features(query).resized(time + 1, shape[-1])]
    for each in (_features(key).resized(time + 1, shape[-1]), value):
        each = _looked_at(each, time, shape[time], causal)
        sources.append(_for_heads(each, shape) if args.get("enable_gqa") else each)
    sources += [_features(each).resized(len(each.shape) - 1, shape[-1]) for each in mask]
    return (met(sources, shape),)


def _for_heads(seen: Seen, shape: Shape) -> Seen:
    """A head of keys or values for several of queries, which follow each other."""
    heads = len(shape) - 3
    each = shape[heads] // seen.shape[heads]
    return seen.tapped(heads, Taps(np.zeros((each, 1), dtype=np.int64), 1), shape[heads])


def encoder_layer(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """Attention to itself, then a perceptron."""
    return (_attended(given[0], args),)


def decoder_layer(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """Attention of the target to itself and to a memory, then a perceptron."""
    target, memory = given
    time = _time(target, args)
    looked = _looked_at(_features(memory), time, target.shape[time], False)
    return (met([_attended(target, args), looked], shapes[0]),)


def transformer(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """A decoder for the second tensor, whose memory is made of the first."""
    return decoder_layer(given[::-1], args, shapes)


def _attended(seen: Seen, args: Args) -> Seen:
    time = _time(seen, args)
    return _looked_at(_features(seen), time, seen.shape[time], bool(args.get("causal")))


def _features(seen: Seen) -> Seen:
    return seen.mixed(-1)


def _looked_at(seen: Seen, time: int, extent: int, causal: bool) -> Seen:
    """What `extent` queries see along the time of keys."""
    return seen.until(time, extent) if causal else seen.mixed(time).resized(time, extent)


def _time(seen: Seen, args: Args) -> int:
    """The dimension of time: the first, but for a batch before it."""
    return 1 if len(seen.shape) == 3 and args.get("batch_first") else 0


# --- recurrent layers


def recurrent(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """A sequence (T, F) with its batch, and maybe states: the sequence, its end, or it and the states."""
    seen, *states = given
    if states:  # a layer's state reaches some of the layers behind it, and each direction has its own
        return ()
    time = _time(seen, args)
    width, seen = shapes[0][-1], _features(seen)
    end = seen.mixed(time).selected(time, 0)
    match args.get("output", "sequence"):
        case "last state":
            return (end.resized(len(end.shape) - 1, width),)
        case "last step":
            return (_steps(seen, args, time, width).selected(time, -1),)
    ends = (end.resized(len(end.shape) - 1, shape[-1]).inserted(0, shape[0]) for shape in shapes[1:])
    return _steps(seen, args, time, width), *ends


def _steps(seen: Seen, args: Args, time: int, width: int) -> Seen:
    """The sequence: each step reads those up to it; with two directions, also those from it on."""
    last, extent = len(seen.shape) - 1, seen.shape[time]
    if not args.get("bidirectional"):
        return seen.until(time, extent).resized(last, width)
    if args.get("num_layers", 1) > 1:  # the second layer reads both directions of the first
        return seen.mixed(time).resized(last, width)
    back = Taps(np.array([[extent - 1]]), -1)
    forward = seen.until(time, extent).resized(last, width // 2)
    backward = seen.tapped(time, back, extent).until(time, extent).tapped(time, back, extent).resized(last, width // 2)
    return joined([forward, backward], last, (*seen.shape[:last], width))


def cell(given: Given, args: Args, shapes: Shapes) -> Outputs:
    """One step (batch, F): all features of the input and of the hidden state; of an LSTM's cell, the one beside it."""
    mixed = [each.mixed(-1).resized(len(shapes[0]) - 1, shapes[0][-1]) for each in given[:2]]
    return (met([*mixed, *given[2:]], shapes[0]),) * len(shapes)
