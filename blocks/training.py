"""What training a model keeps for the backward pass, block by block, without running or allocating it.

A tensor between two blocks is one storage: it is kept where the block that makes it or any that takes
it keeps it. So what single layers keep (`saving`) composes exactly, over any nesting: each distinct
pair of block and inputs is composed once. Not counted: weights, gradients, the optimizer, and what a
kernel holds only while it works.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from blocks import saving
from blocks.analysis import analyse
from blocks.building import broken, plan
from blocks.errors import BlockError
from blocks.kept import Kept, KeptRounds, Training
from blocks.report import Node, Report, Rounds, TensorType
from blocks.saving import Held, Helds, Keeping, Layout, Part, Role
from blocks.scope import resolved
from blocks.tree import Block, Model

REMEMBERED = 100_000

_known: dict[tuple[int, Helds], tuple[Any, Keeping]] = {}  # by the identity of a node, which is kept alive with it


def training_memory(model: Model | Report) -> Training:
    """What is kept for one backward pass, of each block and of the whole model.

    The model's own inputs need no gradient; dropout drops, BatchNorm looks at the batch.
    Raises: BlockError when the model has a problem, or cannot be trained.
    """
    report = analyse(model.model if isinstance(model, Report) else model)  # it has it all at hand already
    if not report.ok:
        raise broken(report)
    if len(_known) > REMEMBERED:
        _forget_compositions()
    given = tuple(Held(place, place, _fresh(each)) for place, each in enumerate(report.root.inputs))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        keeping = _keeping(resolved(report.model.root, report.root), report.root, given)
    fed = sum(each.bytes for place, each in enumerate(report.root.inputs) if place in keeping.kept)
    return Training(report.model, _kept(keeping, frozenset()), fed)


def _fresh(given: TensorType) -> Layout:
    """A tensor in a storage of its own, row by row."""
    stride = [1]
    for size in reversed(given.shape[1:]):
        stride.insert(0, stride[0] * max(size, 1))
    return Layout(given.shape, tuple(stride[: len(given.shape)]), 0, given.dtype, learns=False)


def _keeping(block: Block, node: Node, given: Helds) -> Keeping:
    """What a block keeps of inputs numbered from 0."""
    compose = _sequential if block.definition else _STRUCTURES.get(block.kind)
    if compose is None:
        return saving.of_layer(block.kind, tuple(node.args.items()), given)
    return _remembered(node, given, lambda inside: compose(inside, block, node, given))


def _remembered(owner: object, given: Helds, compose: "Callable[[_Inside], Helds]") -> Keeping:
    """The composition that belongs to `owner`, made once for each kind of inputs."""
    key = (id(owner), given)
    if key not in _known:
        inside = _Inside(given)
        _known[key] = owner, inside.closed(compose(inside))
    return _known[key][1]


class _Inside:
    """The tensors in a structure, with the structure's own numbers, while its blocks are called in turn."""

    def __init__(self, given: Helds) -> None:
        self.tensors = 1 + max((each.tensor for each in given), default=-1)
        self.storages = 1 + max((each.storage for each in given), default=-1)
        self.sizes: dict[int, int] = {}
        self.kept: set[int] = set()
        self.parts: list[Part] = []

    def call(
        self, ask: Callable[[Helds], Keeping], given: Helds, name: str = "", role: Role = "child", times: int = 1
    ) -> Helds:
        """The outputs of a block that is called on some tensors, `times` times with the same outcome."""
        try:
            keeping = ask(renumbered(given))
        except BlockError as error:
            raise error.at(".".join(filter(None, (name, error.path)))) from error.__cause__
        storages = dict(enumerate(dict.fromkeys(each.storage for each in given)))
        tensors = dict(enumerate(dict.fromkeys(each.tensor for each in given)))
        made: dict[int, int] = {}
        outputs = []
        for output in keeping.outputs:
            if output.storage not in storages:
                made[output.storage] = storages[output.storage] = self._new_storage(keeping.sizes[output.storage])
            if output.tensor not in tensors:
                tensors[output.tensor] = self._new_tensor()
            outputs.append(Held(tensors[output.tensor], storages[output.storage], output.layout))
        self.kept |= {storages[number] for number in keeping.kept if number in storages}
        self.parts.append(Part(keeping, made, role, times))
        return tuple(outputs)

    def _new_storage(self, size: int) -> int:
        self.sizes[self.storages] = size
        self.storages += 1
        return self.storages - 1

    def _new_tensor(self) -> int:
        self.tensors += 1
        return self.tensors - 1

    def closed(self, outputs: Helds) -> Keeping:
        """What the whole structure keeps."""
        return Keeping(outputs, self.sizes, frozenset(self.kept), parts=tuple(self.parts))


def renumbered(given: Helds) -> Helds:
    """The same tensors with numbers from 0, in the order in which they come."""
    storages = {number: place for place, number in enumerate(dict.fromkeys(each.storage for each in given))}
    tensors = {number: place for place, number in enumerate(dict.fromkeys(each.tensor for each in given))}
    return tuple(Held(tensors[each.tensor], storages[each.storage], each.layout) for each in given)


# --- structures


def _row(inside: _Inside, blocks: Sequence[Block], nodes: Sequence[Node], names: Sequence[str], given: Helds) -> Helds:
    for child, known, name in zip(blocks, nodes, names, strict=True):
        given = _child(inside, child, known, name, given)
    return given


def _child(inside: _Inside, block: Block, node: Node, name: str, given: Helds) -> Helds:
    return inside.call(lambda inputs: _keeping(block, node, inputs), given, name)


def _sequential(inside: _Inside, block: Block, node: Node, given: Helds) -> Helds:
    return _row(inside, block.children, node.children, block.names(), given)


def _graph(inside: _Inside, block: Block, node: Node, given: Helds) -> Helds:
    done: list[Helds] = []

    def taken(sources: Sequence[tuple[int | None, int]]) -> Helds:
        return tuple((given if child is None else done[child])[place] for child, place in sources)

    *plans, results = plan(block, node)
    for child, known, name, sources in zip(block.children, node.children, block.names(), plans, strict=True):
        done.append(_child(inside, child, known, name, taken(sources)))
    return taken(results)


def _branches(inside: _Inside, block: Block, node: Node, given: Helds) -> Helds:
    branches = zip(block.children, node.children, block.names(), strict=True)
    outputs = tuple(_child(inside, *branch, given)[0] for branch in branches)
    merge = "Residual" if block.kind == "Residual" else str(node.args.get("merge", "concat"))
    dim = int(node.args.get("dim", 1))
    return inside.call(lambda inputs: saving.of_merge(merge, dim, inputs), outputs, role="merge")


def _repeat(inside: _Inside, block: Block, node: Node, given: Helds) -> Helds:
    """Rounds that hand on the first tensor. Once a round receives what the one before it did, so will all the rest:
    one call stands for them, and one for the last, whose output goes elsewhere."""
    current, others, done = given[:1], given[1:], 0
    for rounds in node.rounds:
        left, before = rounds.count, None
        while left:
            received = renumbered((*current, *others))
            count = left - 1 if left > 1 and received == before else 1
            current = inside.call(_round(block, rounds), (*current, *others), str(done), "round", count)
            left, before, done = left - count, received, done + count
    return current


def _round(block: Block, rounds: Rounds) -> Callable[[Helds], Keeping]:
    """One round: its blocks in a row, the first of which takes all inputs. A body of one block *is* the round."""
    names = block.names() if len(block.children) > 1 else ("",) * len(block.children)
    return lambda given: _remembered(
        rounds, given, lambda inside: _row(inside, block.children, rounds.children, names, given)
    )


_STRUCTURES: Mapping[str, Callable[[_Inside, Block, Node, Helds], Helds]] = {
    "Sequential": _sequential,
    "Graph": _graph,
    "Residual": _branches,
    "Parallel": _branches,
    "Repeat": _repeat,
    "Reuse": _sequential,  # of the one block that it calls
}


# --- the bytes, from the root down: only there is it known which outputs others keep


@lru_cache(maxsize=REMEMBERED)
def _kept(keeping: Keeping, wanted: frozenset[int]) -> Kept:
    """What a block adds where the storages `wanted` are kept by others."""
    kept = keeping.kept | wanted
    if not keeping.parts:
        return Kept(keeping.inner + sum(size for number, size in keeping.sizes.items() if number in kept))
    parts = [(part, _kept(part.keeping, _own(part, kept))) for part in keeping.parts]
    total = sum(part.times * each.bytes for part, each in parts)
    rounds = _stretches([(part.times, each) for part, each in parts if part.role == "round"])
    children = rounds[0].children if rounds else tuple(each for part, each in parts if part.role == "child")
    return Kept(total, children, rounds)


def _own(part: Part, kept: frozenset[int]) -> frozenset[int]:
    """Those of a structure's kept storages that a part of it makes, by the part's numbers."""
    return frozenset(number for number, outside in part.made.items() if outside in kept)


def _stretches(rounds: list[tuple[int, Kept]]) -> tuple[KeptRounds, ...]:
    """Rounds one after the other, equal ones together."""
    groups = [list(group) for _, group in groupby(rounds, key=lambda each: each[1])]
    return tuple(
        KeptRounds(sum(count for count, _ in group), group[0][1].bytes, group[0][1].children) for group in groups
    )


def forget() -> None:
    """Start with empty memories again."""
    _forget_compositions()
    saving.forget()


def _forget_compositions() -> None:
    _known.clear()
    _kept.cache_clear()
