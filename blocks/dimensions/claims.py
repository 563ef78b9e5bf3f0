"""The names under which a kind takes the dimensions of a tensor, read off the words of the catalogue: from
`(batch, channels, …)` that the first two of any number are the batch and the channels."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from blocks.dimensions.axes import Axes

WORDS = {"batch", "channels", "depth", "height", "width", "length", "time", "features", "heads"}
REST = "…"
ALL_INPUTS = "Attention"  # the family whose further tensors are like the first


def claim(takes: str, args: Mapping[str, Any], axes: Axes) -> None:
    """Name what has no name yet among the axes of a tensor that a block takes."""
    for axis, word in zip(axes, wanted(takes, len(axes), args.get("batch_first") is False), strict=False):
        if word in WORDS:
            axis.claim(word)


@lru_cache(maxsize=1000)
def wanted(takes: str, rank: int, time_first: bool = False) -> tuple[str, ...]:
    """A word for each dimension of a tensor of this rank, "" where the catalogue has none; () where no form fits.

    >>> wanted("(batch, channels, height, width)", 3)
    ('channels', 'height', 'width')
    """
    forms = [tuple(form.split(", ")) for form in re.findall(r"\(([^)]*)\)", takes)]
    if "batch_first" in takes:
        forms = forms[1:] if time_first else forms[:1]
    return next(filter(None, (_fitted(form, rank) for form in forms)), ())


def _fitted(form: tuple[str, ...], rank: int) -> tuple[str, ...]:
    if REST in form:
        at = form.index(REST)
        gap = rank - len(form) + 1
        return (*form[:at], *[""] * gap, *form[at + 1 :]) if gap >= 0 else ()
    if len(form) == rank + 1 and "batch" in form:  # one example alone
        return tuple(word for word in form if word != "batch")
    return form if len(form) == rank else ()
