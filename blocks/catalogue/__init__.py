"""The catalogue: one record a kind, and the PyTorch class behind it.

A document can only name what stands in these tables; no name from outside is ever looked up in torch.
"""

import inspect
from functools import cache
from typing import Any

from torch import nn

from blocks import definitions, source
from blocks.catalogue import introspect, structures
from blocks.catalogue.entry import Entry
from blocks.catalogue.families import FAMILIES
from blocks.kinds import Argument, Kind
from blocks.tree import Block

ENTRIES: dict[str, Entry] = {entry.name: entry for family in FAMILIES.values() for entry in family}


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by name, in the order of the palette."""
    records = [introspect.record(entry, family) for family, entries in FAMILIES.items() for entry in entries]
    return _STRUCTURES | {source.CODE: source.catalogued()} | {kind.name: kind for kind in records}


def kind_of(block: Block) -> Kind:
    """The record of a block's kind; of an instance, that of its definition."""
    return definitions.kind_of(block, kinds())


def module_class(name: str) -> type[nn.Module]:
    """The class behind a layer or an operation."""
    return introspect.module_class(ENTRIES[name])


def _structure(
    name: str,
    hint: str,
    doc: str,
    *arguments: Argument,
    call: str = "",
    classes: dict[str, Any] | None = None,
    start: dict[str, Any] | None = None,
) -> Kind:
    sources = {key: inspect.getsource(found).rstrip() for key, found in (classes or {}).items()}
    return Kind(name, "structure", "Structure", doc, call or name, sources, "", hint, arguments, start or {})


_MERGES = tuple(structures.MERGES)
_STRUCTURES = {
    kind.name: kind
    for kind in (
        _structure(
            "Sequential", "one by one", "Runs its blocks one after the other.", call="nn.Sequential",
        ),
        _structure(
            "Graph", "any order", "Runs its blocks in order; each may take what any earlier one gives, or an input.",
            Argument("inputs", "names", ("x",), doc="The names of what it is given, in order."),
            Argument("outputs", "names", (), doc="The blocks whose outputs it gives; empty is the last one's."),
        ),
        _structure(
            "Residual", "f(x) + x",
            "Adds what its body makes of the input to the input, or to what its shortcut makes of it.",
            classes={"Residual": structures.Residual},
        ),
        _structure(
            "Parallel", "side by side", "Gives every branch the same input and merges their outputs.",
            Argument("merge", "choice", "concat", choices=_MERGES, doc="How the branches' outputs become one tensor."),
            Argument("dim", "int", 1, low=-8, high=7, doc="The dimension for concat and stack."),
            classes=structures.MERGES, start={"merge": "concat", "dim": 1},
        ),
        _structure(
            "Repeat", "× N", "Runs its blocks N times, with fresh parameters each time or always with the same.",
            Argument("times", "int", required=True, low=0, high=10_000, doc="How many rounds; rules know the index i."),
            Argument("share", "bool", False, doc="One instance for all rounds, so that they share parameters."),
            call="nn.Sequential", classes={"Repeat": structures.Repeat}, start={"times": 3},
        ),
        _structure(
            "Reuse", "the same again", "Calls a labelled block again, with the same parameters.",
            Argument("of", "text", required=True, doc="The label of the block that is called again."),
        ),
    )
}  # fmt: skip
