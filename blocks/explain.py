"""Why a block does not work: what came, what was expected, why, and what to change.

From what PyTorch raised (`reasons` knows its sentences) and from what the catalogue knows of the kind.
PyTorch's own words are quoted last.
"""

import re
from collections.abc import Sequence
from typing import Any

from blocks.kinds import Kind
from blocks.reasons import Reason, reason
from blocks.report import Problem, TensorType


def leaf(kind: Kind, args: dict[str, Any], given: TensorType, error: Exception) -> Problem:
    """The problem of a layer or operation that raised `error` on an input of type `given`."""
    received = f"{kind.name} receives {describe(given)}."
    found = rank(kind, given)
    typed = None if found else disagreement(kind, args, given)
    if typed:
        name, value, there, dimension = typed
        received = f"{kind.name} receives {given}: {there} in dimension {dimension}."
        found = _disagrees(given, name, value, there, dimension)
    return told(received, found or reason(kind.name, args, given, str(error)) or _unknown(kind), error)


def missing_dimension(kind: Kind, name: str, given: TensorType) -> Problem:
    """An argument is read off a dimension that the input does not have."""
    found = rank(kind, given) or _unknown(kind)
    takes = kind.takes or "more dimensions"
    received = f"{kind.name} receives {describe(given)}."
    return Problem(received, f"{takes}, so that {name} can be read off it.", found.fix, why=found.why)


def missing_argument(kind: Kind, name: str) -> Problem:
    """An argument that must be typed is not."""
    return Problem(
        f"{kind.name} has no {name}.",
        f"a value for {name}.",
        f"type one; {kind.start.get(name, 1)} is usual." if kind.start else "type one.",
        why="It is a choice of yours: nothing that arrives says what it should be.",
    )


def shared(given: TensorType, first: TensorType) -> Problem:
    """A shared instance is called with a shape for which its layers were not built."""
    return Problem(
        f"the shared blocks receive {describe(given)}.",
        f"{describe(first)}, for which their layers are built.",
        "make them give the shape they take, or do not share.",
        why="Shared rounds are one set of layers called again and again, so every round must fit the same weights.",
    )


def merge(kind: str, given: list[TensorType], error: Exception) -> Problem:
    """The outputs of branches cannot be merged."""
    if kind == "Residual":
        received = f"The body gives {given[0]}, the shortcut {given[1]}."
    else:
        received = f"The branches give {' and '.join(map(str, given[:4]))}."
    return told(received, _unequal(kind, [each.shape for each in given], error), error)


def in_training(kind: Kind, given: TensorType, error: Exception) -> Problem:
    """A layer that works when evaluated, and raised `error` in a training step: a warning, no obstacle."""
    problem = leaf(kind, {}, given, error)
    return Problem(
        f"In training, {kind.name} receives {describe(given)}: one value for each of its {given.shape[1]} features.",
        "more than one; evaluation works.",
        problem.fix,
        why=problem.why,
    )


def stretched(kind: str, given: Sequence[TensorType]) -> Problem | None:
    """A caution where a sum repeats a smaller tensor to fit the larger one: 1×1×8×8 + 1×6×8×8 adds the one channel to
    each of the six. (A product does so on purpose: it weighs channels or places.)"""
    if kind not in ("Residual", "add") or len({each.shape for each in given}) < 2:
        return None
    return Problem(
        f"{' and '.join(map(str, given[:4]))} are added although they differ.",
        "equal shapes, as a rule.",
        "make the shapes equal, if that is not meant.",
        why="PyTorch repeats the smaller along the larger.",
    )


def describe(given: TensorType) -> str:
    """Shape and, where it is not the usual one, dtype."""
    return f"{given}" if given.dtype == "float32" else f"{given} of {given.dtype}"


def sentence(error: Exception) -> str:
    """PyTorch's own words: the first sentence, without C++ traces."""
    text = " ".join(str(error).strip().split("\n")[0].split())
    text = re.sub(r"^\w+(Error|Exception):\s*", "", text)
    return text[:240].rstrip(". ") + "." if text else f"{type(error).__name__}."


def disagreement(kind: Kind, args: dict[str, Any], given: TensorType) -> tuple[str, Any, int, int] | None:
    """A typed argument that differs from the dimension it stands for: name, value, what arrives, dimension."""
    for argument in kind.arguments:
        if argument.reads is None or argument.of or argument.name not in args or not _has(given, argument.reads):
            continue
        value = args[argument.name]
        last = value[-1] if isinstance(value, tuple) else value
        found = given.shape[argument.reads]
        if last != found:
            return argument.name, last, found, argument.reads % len(given.shape)
    return None


def channels_last(given: TensorType, channels: int) -> bool:
    """Whether these look like pictures with their channels last: few of them, or after two equal sides."""
    shape = given.shape
    return len(shape) == 4 and shape[3] == channels and (channels <= 4 or shape[1] == shape[2])


def rank(kind: Kind, given: TensorType) -> Reason | None:
    """Why a kind refuses a tensor of so many dimensions; None where their number is not the reason."""
    wanted = _ranks(kind.name)
    found = len(given.shape)
    if not wanted or found in wanted:
        return None
    expected = f"{kind.takes or ' or '.join(map(str, wanted)) + ' dimensions'}."
    why = f"{kind.name} works on tensors of {' or '.join(map(str, wanted))} dimensions, and this one has {found}."
    if kind.takes.startswith("(batch, time") and found > 3:
        return Reason(expected, why, "make the picture a sequence: flatten its space, then put the channels last.")
    if found > max(wanted):
        return Reason(expected, why, f"use the kind for {found} dimensions, or flatten or average some of them before.")
    return Reason(expected, why, "move it to where there still are as many, or give the input its batch and channels.")


def _ranks(kind: str) -> tuple[int, ...]:
    """How many dimensions a kind takes, the batch included (some take one less: an example alone); () is any."""
    if kind in _RANKS:
        return _RANKS[kind]
    found = re.fullmatch(r"(?:Lazy)?([A-Za-z]+?)([123])d", kind)
    if not found or found[1] in ("Dropout", "ZeroPad", "ConstantPad"):  # these take nearly anything
        return ()
    space = int(found[2])
    exact = found[1] == "BatchNorm"
    return (2, 3) if exact and space == 1 else (space + 2,) if exact else (space + 1, space + 2)


_RANKS = {
    **dict.fromkeys(("MultiheadAttention", "TransformerEncoderLayer", "Fold"), (2, 3)),
    "ClassToken": (3,),
    **dict.fromkeys(("Unfold", "PixelShuffle", "PixelUnshuffle", "ChannelShuffle"), (3, 4)),
}


def _has(given: TensorType, dimension: int) -> bool:
    return -len(given.shape) <= dimension < len(given.shape)


def _unknown(kind: Kind) -> Reason:
    """What can be said of an error that no pattern knows."""
    takes = kind.takes or "an input it can work on"
    return Reason(f"{takes}.", "", "change its arguments, or what comes before it.")


def _disagrees(given: TensorType, name: str, value: int, found: int, dimension: int) -> Reason:
    """Why a typed argument must be what arrives."""
    why = _WEIGHTS.get(name, "Its weights are made for that many.")
    if dimension == 1 and channels_last(given, value):
        why += f" The last dimension is {value}: it seems to hold the channels, which belong right after the batch."
    if dimension == 0:
        why += " Without a batch dimension, PyTorch takes the first for the channels."
    fix = f"set {name} to {found}, or leave it out so that it is inferred."
    return Reason(f"{value} there, because {name} is {value}.", why, fix)


_WEIGHTS = {
    "in_features": "Each output is a weighted sum of the last dimension, with one weight for each of its numbers.",
    "in_channels": "Each filter has one slice of weights for every channel that comes in.",
    "num_features": "Each channel has a mean, a deviation, a scale and a shift of its own.",
    "num_channels": "Each channel has a scale and a shift of its own.",
    "normalized_shape": "Each feature has a scale of its own.",
    "embed_dim": "Queries, keys and values are made by weights for that many features.",
    "d_model": "Queries, keys and values are made by weights for that many features.",
    "features": "Each feature has a learned number of its own.",
}


def _unequal(kind: str, shapes: list[tuple[int, ...]], error: Exception) -> Reason:
    """Why tensors of these shapes cannot be merged."""
    expected = "equal shapes, because they are added" if kind in ("Residual", "add") else f"shapes that {kind} can join"
    if "out of range" in str(error):
        found = reason(kind, {}, TensorType(shapes[0]), str(error))
        return found or Reason(f"{expected}.", "", "change dim.")
    if len({len(shape) for shape in shapes}) > 1:
        why = (
            f"They have {' and '.join(str(len(shape)) for shape in shapes[:4])} dimensions: pictures and vectors, say."
        )
        return Reason(f"{expected}.", why, "flatten or average in one branch, or do not in the other.")
    joined = re.search(r"match except in dimension (\d+)", str(error))
    differ = _differing(shapes, int(joined[1]) if joined else None)
    sizes = ", ".join(f"dimension {place} has {' and '.join(map(str, differ[place][:4]))}" for place in differ)
    rule = (
        "Joined along one dimension, they must agree in all others."
        if joined
        else "Numbers at the same place are put together, so they must agree in every dimension."
    )
    return Reason(f"{expected}: {sizes}.", rule, _to_agree(kind, joined is not None, max(differ, default=0) > 1))


def _differing(shapes: list[tuple[int, ...]], joined: int | None) -> dict[int, list[int]]:
    """The sizes of each dimension in which shapes disagree, but for the one along which they are `joined`. What is not
    joined is repeated where it has size 1."""
    found = {}
    for place, sizes in enumerate(zip(*shapes, strict=True)):
        fitting = {1} if joined is None else set()
        if place != joined and len(set(sizes) - fitting) > 1:
            found[place] = list(dict.fromkeys(sizes))
    return found


def _to_agree(kind: str, joined: bool, in_space: bool) -> str:
    """What makes branches agree."""
    if kind == "Residual":
        wanted = "size, or shrink the shortcut alike" if in_space else "features, or project the shortcut"
        return f"make the body keep the {wanted}."
    if joined:
        return "change dim, or make the sizes equal by padding, stride or interpolation."
    return "make the sizes equal by padding or stride, the channels by a projection; or concatenate."


def told(received: str, found: Reason, error: Exception) -> Problem:
    """A problem with its reason; what PyTorch said is quoted last."""
    quote = f'PyTorch says: "{sentence(error)}"'
    return Problem(received, found.expected, found.fix, why=f"{found.why} {quote}".strip())
