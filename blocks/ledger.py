"""What is shared in a model, and what that saves: the places of each shared block, and the ties.

Three ways to count parameters. `params`: each once. `separate`: as many as there were if each `Reuse` were a
copy of its block and nothing were tied; rounds that share stay one. `placed`: once a call, in every round.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from blocks.labels import called
from blocks.report import Node, Report, TensorType
from blocks.scope import fixed
from blocks.tree import Address, Block


class Place(msgspec.Struct, frozen=True):
    """One place that calls a shared block: the block's own, or a `Reuse`. `calls` and `macs` are those of one forward
    pass, in all rounds around it; the path and the inputs are those of the first round."""

    path: str
    address: Address
    inputs: tuple[TensorType, ...]
    calls: int
    macs: int


class Shared(msgspec.Struct, frozen=True):
    """A block that is called again, with all its places, its own first.

    In a Repeat it stands for the blocks of all rounds. `calls` and `macs` also count those from inside other shared
    blocks, wherever these are called again.
    """

    label: str
    kind: str
    params: int
    separate: int
    calls: int
    macs: int
    places: tuple[Place, ...]

    @property
    def path(self) -> str:
        """Where its parameters are."""
        return self.places[0].path


class Tied(msgspec.Struct, frozen=True):
    """A layer with parameters of other layers: `ties` by name, as in {"weight": "embedding.weight"}, and how many
    numbers it saves."""

    path: str
    address: Address
    ties: dict[str, str]
    saved: int


class Ledger(msgspec.Struct, frozen=True):
    """All that is shared in a model, and the model's parameters counted in the three ways."""

    shared: tuple[Shared, ...]
    tied: tuple[Tied, ...]
    params: int
    separate: int
    placed: int


class Contribution(msgspec.Struct, frozen=True):
    """What one call adds to the gradient of a shared parameter: the path of the call's place, and the norm."""

    path: str
    norm: float


class SharedGradient(msgspec.Struct, frozen=True):
    """The gradient of a shared parameter, which is the sum over its places in the order of the forward pass. The norm
    of a sum is at most the sum of the norms, and smaller where the places disagree."""

    path: str
    shape: tuple[int, ...]
    norm: float
    places: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """A block where a forward pass comes by: `owner` is the path of the module that is called there, `modules` for
    how many the visit stands: in what is called `again`, for those that copies would make. There, the address is that
    of the `Reuse`."""

    path: str
    owner: str
    address: Address
    block: Block
    node: Node
    target: Block | None = None  # what a Reuse calls, as `fixed`
    calls: int = 1
    modules: int = 1
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """A labelled block: the path of its module, and what is called."""

    owner: str
    block: Block


def visits(report: Report, unfold: bool = False) -> Iterator[Visit]:
    """Every block in the order of the forward pass, also those in what is called again. Equal rounds are visited
    once, or one by one if they are to unfold."""
    yield from _visits(Visit("", "", (), report.model.root, report.root), {}, unfold)


def _visits(visit: Visit, known: dict[str, _Known], unfold: bool) -> Iterator[Visit]:
    block, node = visit.block, visit.node
    if block.kind == "Reuse":
        again = known.get(called(block))
        if again and node.children:
            visit = replace(visit, owner=again.owner, target=again.block)
            yield visit
            inner = replace(visit, block=again.block, node=node.children[0], target=None, again=True)
            yield from _inside(inner, dict(known), unfold)
        return
    yield visit
    yield from _inside(visit, known, unfold)
    if block.shared and node.ok:
        known[block.shared] = _Known(visit.owner, fixed(block, node))


def _inside(visit: Visit, known: dict[str, _Known], unfold: bool) -> Iterator[Visit]:
    block, node = visit.block, visit.node
    if block.definition:
        yield from _row(visit, node.children, [""], {}, unfold)
    elif block.kind == "Repeat":
        yield from _rounds(visit, known, unfold)
    else:
        yield from _row(visit, node.children, list(block.names()), known, unfold)


def _rounds(visit: Visit, known: dict[str, _Known], unfold: bool) -> Iterator[Visit]:
    block, node = visit.block, visit.node
    names = [""] if len(block.children) == 1 else list(block.names())
    index, share = 0, bool(node.args.get("share"))
    for rounds in node.rounds:
        for count in [1] * rounds.count if unfold else [rounds.count]:
            modules = visit.modules * (int(index == 0) if share else count)
            path, owner = (_joined(each, str(index)) for each in (visit.path, visit.owner))
            owner = _joined(visit.owner, "0") if share else owner
            one = replace(visit, path=path, owner=owner, calls=visit.calls * count, modules=modules)
            yield from _row(one, rounds.children, names, dict(known), unfold)
            index += count


def _row(
    visit: Visit, nodes: tuple[Node, ...], names: list[str], known: dict[str, _Known], unfold: bool
) -> Iterator[Visit]:
    for position, (child, node, name) in enumerate(zip(visit.block.children, nodes, names, strict=False)):
        path, owner = (_joined(each, name) for each in (visit.path, visit.owner))
        address = visit.address if visit.again else (*visit.address, position)
        one = replace(visit, path=path, owner=owner, address=address, block=child, node=node)
        yield from _visits(one, known, unfold)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}".strip(".")


# --- the account


def ledger(report: Report) -> Ledger:
    """What is shared in a model. Where a block does not work, what depends on it is left out."""
    seen: dict[int, list[Visit]] = {}
    tied: dict[Address, Tied] = {}
    for visit in visits(report):
        if visit.target or visit.block.shared:
            seen.setdefault((visit.target or visit.block).id, []).append(visit)
        if visit.block.tied and not visit.again:
            saved = visit.modules * (visit.node.placed - visit.node.params)
            saved += tied[visit.address].saved if visit.address in tied else 0
            path = report.model.path(visit.address)
            tied[visit.address] = Tied(path, visit.address, dict(visit.block.tied), saved)
    again = [each for found in seen.values() for each in found]
    shared = tuple(_shared(report, found) for found in seen.values() if any(each.target for each in found))
    separate = report.params + sum(map(_own, again)) + sum(each.saved for each in tied.values())
    return Ledger(shared, tuple(tied.values()), report.params, separate, report.root.placed)


def _own(visit: Visit) -> int:
    """The parameters that a `Reuse` would have, were it a copy."""
    return visit.modules * sum(each.params for each in visit.node.children) if visit.target else 0


def _shared(report: Report, found: list[Visit]) -> Shared:
    first = found[0]
    params = sum(each.modules * each.node.params for each in found if not (each.target or each.again))
    calls, macs = sum(each.calls for each in found), sum(each.calls * each.node.macs for each in found)
    direct: dict[Address, list[Visit]] = {}
    for each in found:
        if not each.again:
            direct.setdefault(each.address, []).append(each)
    return Shared(
        label=first.block.shared, kind=first.block.kind, params=params, separate=params + sum(map(_own, found)),
        calls=calls, macs=macs, places=tuple(_place(report, each) for each in direct.values()),
    )  # fmt: skip


def _place(report: Report, found: list[Visit]) -> Place:
    """One place, with the stretches of rounds in which it is visited."""
    address = found[0].address
    calls, macs = sum(each.calls for each in found), sum(each.calls * each.node.macs for each in found)
    return Place(report.model.path(address), address, found[0].node.inputs, calls, macs)
