"""The catalogue: one record a kind, and the PyTorch class behind it.

A document can only name what stands in these tables; no name from outside is ever looked up in torch.
"""

import inspect
from functools import cache
from typing import Any

from torch import nn

from blocks.catalogue import facts, introspect, operations, structures
from blocks.kinds import Argument, Kind

_OPERATIONS: dict[str, type[nn.Module]] = {
    name: found
    for name, found in vars(operations).items()
    if isinstance(found, type) and issubclass(found, nn.Module) and found.__module__ == operations.__name__
}


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by name, in the order of the palette."""
    records = [record(name, family) for family, names in facts.FAMILIES.items() for name in names.split()]
    return {kind.name: kind for kind in records}


def record(name: str, family: str) -> Kind:
    """The record of one kind."""
    if name in _OPERATIONS:
        return introspect.operation(_OPERATIONS[name], family)
    return _STRUCTURES[name] if name in _STRUCTURES else introspect.layer(name, family)


def module_class(name: str) -> type[nn.Module]:
    """The class behind a layer or an operation."""
    found: type[nn.Module] = _OPERATIONS[name] if name in _OPERATIONS else getattr(nn, kinds()[name].name)
    return found


def _structure(
    name: str, doc: str, *arguments: Argument, call: str = "", classes: dict[str, Any] | None = None
) -> Kind:
    sources = {key: inspect.getsource(found).rstrip() for key, found in (classes or {}).items()}
    hint, start = facts.HINTS[name], facts.START.get(name, {})
    return Kind(name, "structure", "Structure", doc, call or name, sources, "", hint, arguments, start)


_MERGES = tuple(structures.MERGES)
_STRUCTURES = {
    kind.name: kind
    for kind in (
        _structure(
            "Sequential", "Runs its blocks one after the other.", call="nn.Sequential",
        ),
        _structure(
            "Graph", "Runs its blocks in order; each may take what any earlier one gives, or an input.",
            Argument("inputs", "names", ("x",), doc="The names of what it is given, in order."),
            Argument("outputs", "names", (), doc="The blocks whose outputs it gives; empty is the last one's."),
        ),
        _structure(
            "Residual", "Adds what its body makes of the input to the input, or to what its shortcut makes of it.",
            classes={"Residual": structures.Residual},
        ),
        _structure(
            "Parallel", "Gives every branch the same input and merges their outputs.",
            Argument("merge", "choice", "concat", choices=_MERGES, doc="How the branches' outputs become one tensor."),
            Argument("dim", "int", 1, low=-8, high=7, doc="The dimension for concat and stack."),
            classes=structures.MERGES,
        ),
        _structure(
            "Repeat", "Runs its blocks N times, with fresh parameters each time or always with the same.",
            Argument("times", "int", required=True, low=1, high=10_000, doc="How many rounds; rules know the index i."),
            Argument("share", "bool", False, doc="One instance for all rounds, so that they share parameters."),
            call="nn.Sequential", classes={"Repeat": structures.Repeat},
        ),
    )
}  # fmt: skip
