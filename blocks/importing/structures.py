"""Modules of the classes that our own code brings along: `Residual`, branches, a `Repeat`. They are the structures that
they were written from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from torch import nn

from blocks.catalogue import structures
from blocks.importing.names import joined
from blocks.importing.texts import same
from blocks.tree import SLOTS, Block

if TYPE_CHECKING:
    from blocks.importing.importer import Importer

MERGES = {found.__name__: merge for merge, found in structures.MERGES.items()}


def is_row(module: nn.Module) -> bool:
    """Whether a module is a `Sequential`, be it of a class of its own that does not change what it does."""
    return isinstance(module, nn.Sequential) and type(module).forward is nn.Sequential.forward


def block_of(importer: "Importer", module: nn.Module, path: str) -> Block | None:
    """The structure that a module is; None where it is none of ours."""
    own = next((each for each in type(module).__mro__ if "forward" in vars(each)), None)
    known = getattr(structures, own.__name__, None) if own else None
    if known is None or own is None or not (own is known or same(own, known)):
        return None
    if known is structures.Residual:
        return _residual(importer, module, path)
    if known is structures.Repeat:
        return _repeat(importer, importer.row(module, path))
    if own.__name__ in MERGES:
        return Block("Parallel", args=_merge(module, MERGES[own.__name__]), children=importer.row(module, path))
    return None


def _residual(importer: "Importer", module: nn.Module, path: str) -> Block | None:
    slots = [(name, module.get_submodule(name)) for name in SLOTS["Residual"]]
    if not all(type(each) is nn.Sequential for _, each in slots):
        return None
    return Block(
        "Residual", children=tuple(Block("Sequential", name, children=importer.row(each, joined(path, name)))
                                   for name, each in slots),
    )  # fmt: skip


def _merge(module: nn.Module, merge: str) -> dict[str, Any]:
    """The arguments of a `Parallel`, without those at their defaults."""
    dim = getattr(module, "dim", 1)
    return ({} if merge == "concat" else {"merge": merge}) | ({} if dim == 1 else {"dim": dim})


def _repeat(importer: "Importer", rounds: Sequence[Block]) -> Block | None:
    """Equal rounds as a `Repeat`; None for others, or for those that share."""
    if not rounds or any(each != rounds[0] for each in rounds) or any(each.kind == "Reuse" for each in rounds):
        return None
    found = Block("Repeat", args={"times": len(rounds)}, children=body(rounds[0]))
    importer.rounds[found.id] = tuple(rounds)
    return found


def body(first: Block) -> tuple[Block, ...]:
    """The children of a `Repeat` whose rounds are like this one: a row of several blocks is written as these."""
    return first.children if first.kind == "Sequential" and len(first.children) > 1 else (first,)
