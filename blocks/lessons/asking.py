"""What a check asks for, in a sentence: on the page before anything is built, and beside each outcome."""

from collections.abc import Sequence

from blocks.lessons.checks import (
    AnyCheck,
    Bounds,
    Gives,
    Gradient,
    Keys,
    Macs,
    Parameters,
    Receptive,
    SameOutputs,
    Sharing,
    Size,
    Sums,
    Takes,
    Trains,
    Uses,
)
from blocks.words import plural

WORKS = "It works, from the input to the output"
_REACHED = {
    "input": "all of the input",
    "parameters": "every parameter",
    "both": "all of the input and every parameter",
}


def asked(check: AnyCheck) -> str:
    """What is asked for.

    >>> asked(Gives(shape=("B", 16))), asked(Parameters(most=8_000))
    ('It gives B×16, for any batch', 'It has at most 8,000 parameters')
    """
    match check:
        case Takes(shape=shape, dtype=dtype):
            return f"It takes {shaped(shape)}{of_whole_numbers(dtype)}, for any batch"
        case Gives(shape=shape):
            return f"It gives {shaped(shape)}, for any batch"
        case Parameters():
            return f"It has {_amount(check)} parameters"
        case Macs():
            return f"It needs {_amount(check)} multiply-adds (MACs)"
        case Receptive():
            return f"A place of the output depends on {_amount(check)} places of the input in a row"
        case Sharing(by_place=count, tensors=tensors):
            return _shared(count, tensors)
        case Gradient(to=to):
            return f"A gradient of the output reaches {_REACHED[to]}"
        case SameOutputs():
            return "With the same weights it gives what the lesson's own model gives"
        case Uses(kind=kind, least=least, most=most):
            return f"It is built with {_times(least, most)} {kind}"
        case Size(most=most):
            return f"It is drawn with at most {plural(most, 'block')}, a definition's counted once"
        case Keys(names=names):
            return f"Its state_dict has {listed(names)}"
        case Trains(batch=batch):
            return f"A step of training with {plural(batch, 'example')} works, and moves every parameter"
        case Sums(dim=dim):
            return f"What it gives is never negative, and sums to one along {along(dim)}"


def shaped(shape: Sequence[int | str]) -> str:
    """A shape in signs: `B×3×8×8`."""
    return "×".join(map(str, shape)) or "a single number"


def of_whole_numbers(dtype: str) -> str:
    """What is said of a dtype beside a shape, where it is not the usual one."""
    if dtype == "float32":
        return ""
    return " of whole numbers" if dtype.startswith(("int", "uint")) else f" of {dtype}"


def along(dim: int) -> str:
    """A dimension in words."""
    return "the last dimension" if dim == -1 else f"dimension {dim}"


def listed(names: Sequence[str], most: int = 6) -> str:
    """Some names in a row, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _amount(check: Bounds) -> str:
    if check.exactly is not None:
        return f"exactly {check.exactly:,}"
    if check.least is not None and check.most is not None:
        return f"{check.least:,} to {check.most:,}"
    return f"at least {check.least:,}" if check.least is not None else f"at most {check.most or 0:,}"


def _shared(by_place: int | None, tensors: int | None) -> str:
    told = []
    if by_place is not None:
        told.append(f"There would be {by_place:,} parameters if each place had its own")
    if tensors is not None:
        none = "no parameter tensor" if not tensors else plural(tensors, "parameter tensor")
        told.append(f"{none} in use in more than one place")
    return ", ".join(told) if by_place is not None else f"There {'are' if (tensors or 0) > 1 else 'is'} {told[0]}"


def _times(least: int, most: int | None) -> str:
    if most == 0:
        return "no"
    if most is None:
        return f"at least {least}"
    return f"{least}" if least == most else f"{least} to {most}"
