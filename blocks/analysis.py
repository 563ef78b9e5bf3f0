"""What PyTorch says of a model: shapes, parameters, MACs, problems. It never raises: it reports.

Each distinct pair of block and input type is measured once and the answer is kept. An edit therefore
costs the path from the edited block to the root and whatever its new shapes touch.
"""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import msgspec
import torch

from blocks import arity, catalogue, explain, measuring, pending, tying, wiring
from blocks.definitions import record
from blocks.errors import BlockError
from blocks.measuring import Types, Unresolved, measured, merged, resolve
from blocks.report import Node, Problem, Report, Rounds, TensorType
from blocks.scope import INDEX, Scope, extended, fixed, free_names, label, labelled, narrowed
from blocks.source import CODE, kind_of_source
from blocks.tree import Block, Input, Model, holds

MOST_UNFOLDED = 10**6  # blocks, with every round of every Repeat
MOST = 2**60  # of anything that is counted

_nodes: dict[tuple[Block, Types, Scope], Node] = {}
_blocks: dict[Block, Block] = {}
REMEMBERED = 200_000


def analyse(model: Model) -> Report:
    """What is known of each block of a model."""
    if len(_nodes) + len(_blocks) > REMEMBERED:
        _nodes.clear()
        _blocks.clear()
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a warning is no problem, also where a program makes errors of them
        return Report(model, _node(_one(model.named_at(())), tuple(map(_type, model.inputs)), ()))


def _type(given: Input) -> TensorType:
    grows = () if given.batch is None else tuple(int(place == given.batch) for place in range(len(given.shape)))
    return TensorType(given.shape, given.dtype, grows)


def _one(block: Block) -> Block:
    """The one block that stands for all equal ones, so that comparing two is comparing identities."""
    known = _blocks.get(block)
    if known is None:
        known = replace(block, children=tuple(map(_one, block.children)), id=0)
        _blocks[known] = known
    return known


def _node(block: Block, given: Types, scope: Scope) -> Node:
    """The node of a block that receives `given` and knows `scope`."""
    scope = narrowed(scope, block)
    make = _instance if block.definition else _STRUCTURES.get(block.kind, _leaf)
    if _calls_code(block, scope):  # what is known of that may change from one analysis to the next
        return _bounded(make(block, given, scope))
    key = (block, given, scope)
    node = _nodes.get(key)
    if node is None:
        node = _nodes[key] = _bounded(make(block, given, scope))
    return node


def _calls_code(block: Block, scope: Scope) -> bool:
    """Whether a block written in Python is called in the block, or is it."""
    return _holds_code(block) or any(isinstance(each, Block) and _holds_code(each) for _, each in scope)


@lru_cache(maxsize=100_000)
def _holds_code(block: Block) -> bool:
    return block.kind == CODE or any(map(_holds_code, block.children))


# --- kinds of block


def _leaf(block: Block, given: Types, scope: Scope) -> Node:
    kind = catalogue.kind_of(block)
    try:
        args, inferred = resolve(kind, block, given, scope)
    except Unresolved as error:
        return Node(inputs=given, problem=error.problem)
    node = measured(block.kind, tuple(args.items()), inferred, given)
    return tying.tied(block, node, scope) if block.tied and node.ok else node


def _code(block: Block, given: Types, scope: Scope) -> Node:
    """A block written in Python: what those say who may run it."""
    try:
        kind = kind_of_source(str(block.args.get("source")))
        args, inferred = resolve(kind, block, given, scope)
    except BlockError as error:
        return Node(inputs=given, args=dict(block.args), problem=Problem(error.received, error.expected, error.fix))
    except Unresolved as error:
        return Node(inputs=given, problem=error.problem)
    if len(given) < kind.least or (len(given) > len(kind.inputs) and not kind.variadic):
        return Node(inputs=given, args=args, problem=arity.count(kind, given))
    node = _changed(pending.answering()(pending.question(args, given)), args=args, inferred=inferred)
    return tying.tied(block, node, scope) if block.tied and node.ok else node


def _instance(block: Block, given: Types, scope: Scope) -> Node:
    """The body, in a scope of the parameters alone."""
    assert block.definition
    try:
        args, _ = resolve(record(block.definition), block, given, scope)
    except Unresolved as error:
        return Node(inputs=given, problem=error.problem)
    args = {**block.definition.parameters, **args}
    body = _node(block.children[0], given, extended((), **args))
    return _changed(_carried(body), args=args, children=(body,))


def _carried(node: Node) -> Node:
    """What a node says of the block around it: everything but its own complaints and insides."""
    return _changed(
        node, args={}, inferred=(), problem=None, caution=None, rounds=(), parts=(), unfolded=1 + node.unfolded
    )


def _reuse(block: Block, given: Types, scope: Scope) -> Node:
    """The labelled block on other tensors: it costs time and no parameters."""
    name = str(block.args.get("of", ""))
    known = dict(scope)
    if label(name) not in known:
        return Node(inputs=given, problem=tying.unknown(name))
    again = known[label(name)]
    if again is None:  # it does not work in its own place
        return Node(inputs=given)
    node = _node(_one(again), given, scope)
    problem = tying.refused(name, node)
    none = dict.fromkeys(("params", "trainable", "buffers", "weight_bytes"), 0)
    return _changed(_carried(node), args={"of": name}, children=(node,), problem=problem, **none)


def _followed(scope: Scope, block: Block, node: Node) -> Scope:
    """The scope of what comes after a block: with the labels in it."""
    found = {label(name): fixed(each, known) if known.ok else None for name, each, known in labelled(block, node)}
    return extended(scope, **found) if found else scope


def _sequential(block: Block, given: Types, scope: Scope) -> Node:
    if len(given) != 1:
        return Node(inputs=given, problem=arity.one_tensor("Sequential", given))
    children: list[Node] = []
    current: Types = given
    for child in block.children:
        if children and children[-1].many:
            children.append(_refusing(child, current))
        else:
            children.append(_node(child, current, scope) if current else Node())
        current = children[-1].outputs
        scope = _followed(scope, child, children[-1])
    peak = max((child.peak for child in children), default=given[0].bytes)
    many = bool(children) and children[-1].many
    return Node(inputs=given, outputs=current, many=many, children=tuple(children), **_totals(children), peak=peak)


def _refusing(block: Block, given: Types) -> Node:
    """The node of a block that is given a tuple by a Sequential: the first layer in it refuses."""
    if not holds(block) or not block.children:
        return Node(inputs=given, problem=arity.one_tensor(block.kind, given))
    children = (_refusing(block.children[0], given), *[Node()] * (len(block.children) - 1))
    rounds = (Rounds(1, children),) if block.kind == "Repeat" else ()
    return Node(inputs=given, children=children, rounds=rounds)


def _graph(block: Block, given: Types, scope: Scope) -> Node:
    """Every child whose sources are known, also after one that fails."""
    names = wiring.input_names(block)
    if len(given) != len(names) or len(set(names)) < len(names):
        return Node(inputs=given, problem=arity.other_inputs(names, given))
    children: list[Node] = []
    for position, child in enumerate(block.children):
        if _takes_nothing(child):
            children.append(_node(child, (), scope))
            continue
        taken, problem = _taken(partial(wiring.sources, block, position), given, children)
        known = _node(child, taken, scope) if taken else Node(problem=problem)
        children.append(known)
        scope = _followed(scope, child, known)
    outputs, problem = _taken(partial(wiring.results, block), given, children)
    works = all(child.ok for child in children)
    args = {"inputs": names, "outputs": wiring.output_names(block)}
    return Node(
        inputs=given, outputs=outputs if works else (), args=args, problem=problem if works else None,
        many=len(outputs) > 1,
        children=tuple(children), **_totals(children), peak=_most_held(block, given, children),
    )  # fmt: skip


def _takes_nothing(block: Block) -> bool:
    return block.definition is None and not catalogue.kind_of(block).inputs


def _taken(
    find: Callable[[], tuple[wiring.Source, ...]], given: Types, children: list[Node]
) -> tuple[Types, Problem | None]:
    """The types at some sources; none where one is unknown, with the problem where one leads nowhere."""
    found = []
    try:
        for source in find():
            offered = given if source.child is None else children[source.child].outputs
            if not offered:
                return (), None
            if source.place >= len(offered):
                return (), arity.no_such_output(source.place, offered)
            found.append(offered[source.place])
    except BlockError as error:
        return (), Problem(error.received, error.expected, error.fix)
    return tuple(found), None


def _most_held(block: Block, given: Types, children: list[Node]) -> int:
    """The most that is held at once: each result until the last child that takes it has run."""
    taken = [
        {source.child for source in _sources_or_none(block, position) if source.child is not None}
        for position in range(len(children))
    ]
    until = {each: position for position, sources in enumerate(taken) for each in sources}
    sizes = [sum(each.bytes for each in child.outputs) for child in children]
    most, held = sum(each.bytes for each in given), 0
    for position, child in enumerate(children):
        own = sum(sizes[each] for each in taken[position])  # is in the child's own peak
        most = max(most, child.peak + held - own)
        held += sizes[position] if position in until else 0
        held -= sum(sizes[each] for each in taken[position] if until[each] == position)
    return most


def _sources_or_none(block: Block, position: int) -> tuple[wiring.Source, ...]:
    with suppress(BlockError):
        return wiring.sources(block, position)
    return ()


def _beside(block: Block, given: Types, scope: Scope) -> list[Node]:
    """Every child on the same tensors, one after the other."""
    children = []
    for child in block.children:
        children.append(_node(child, given, scope))
        scope = _followed(scope, child, children[-1])
    return children


def _residual(block: Block, given: Types, scope: Scope) -> Node:
    if len(given) != 1:
        return Node(inputs=given, problem=arity.one_tensor("Residual", given))
    body, shortcut = children = _beside(block, given, scope)
    outputs, problem = _merged("Residual", 0, children)
    peak = given[0].bytes + max(body.peak, shortcut.peak + (body.output.bytes if body.output else 0))
    return Node(
        inputs=given, outputs=outputs, problem=problem, caution=_repeated("Residual", children, outputs),
        children=tuple(children), peak=peak,
        **_totals(children, outputs),
    )  # fmt: skip


def _parallel(block: Block, given: Types, scope: Scope) -> Node:
    if len(given) != 1:
        return Node(inputs=given, problem=arity.one_tensor("Parallel", given))
    children = _beside(block, given, scope)
    if not children:
        problem = Problem("Parallel has no branches.", "at least one.", "drop a block into it.")
        return Node(inputs=given, problem=problem)
    kind = catalogue.kinds()["Parallel"]
    try:
        args, _ = resolve(kind, block, given, scope)
    except Unresolved as error:
        return Node(inputs=given, problem=error.problem, children=tuple(children), **_totals(children))
    merge, dim = str(args.get("merge", "concat")), args.get("dim", 1)
    outputs, wrong = _merged(merge, int(str(dim)), children)
    done = sum(child.output.bytes for child in children if child.output)
    peak = given[0].bytes + done + max(child.peak for child in children)
    return Node(
        inputs=given, outputs=outputs, args=args, problem=wrong, caution=_repeated(merge, children, outputs),
        children=tuple(children), peak=peak,
        **_totals(children, outputs),
    )  # fmt: skip


def _merged(merge: str, dim: int, children: list[Node]) -> tuple[Types, Problem | None]:
    for child in children:
        if child.many:
            return (), arity.one_tensor(merge, child.outputs)
    types = [child.output for child in children if child.output]
    if len(types) < len(children):
        return (), None
    return merged(merge, dim, tuple(types))


def _repeated(merge: str, children: list[Node], outputs: Types) -> Problem | None:
    return explain.stretched(merge, [each for child in children for each in child.outputs]) if outputs else None


def _repeat(block: Block, given: Types, scope: Scope) -> Node:
    """Rounds that hand on the first input; further ones are given to each of them."""
    kind = catalogue.kinds()["Repeat"]
    try:
        args, _ = resolve(kind, block, given, scope)
    except Unresolved as error:
        return Node(inputs=given, problem=error.problem)
    single = len(block.children) == 1  # then that block is the round, without a Sequential around it
    if len(given) != 1 and not (single and given):
        return Node(inputs=given, args=args, problem=arity.one_tensor("Repeat", given))
    times, share = int(str(args["times"])), bool(args.get("share"))
    if times == 0:
        unused = (Node(),) * len(block.children)
        return Node(inputs=given, outputs=given, args=args, children=unused, peak=given[0].bytes)
    rounds = list(_rounds(block, given, times, share, scope))
    first, (_, last) = rounds[0][1], rounds[-1]
    shown = first if last.ok else last
    bodies = [(1 if share else count, body) for count, body in rounds[: 1 if share else None]]
    return Node(
        inputs=given,
        outputs=last.outputs,
        many=last.many,
        args=args,
        problem=last.problem,
        children=shown.children,
        rounds=tuple(Rounds(count, body.children) for count, body in rounds),
        peak=max(body.peak for _, body in rounds),
        **_weight_totals(bodies),
        placed=sum(count * body.placed for count, body in rounds),
        macs=sum(count * body.macs for count, body in rounds),
        saved=sum(count * body.saved for count, body in rounds),
        unfolded=1 + sum(count * (body.unfolded - single) for count, body in rounds),
    )


def _rounds(block: Block, given: Types, times: int, share: bool, scope: Scope) -> Iterator[tuple[int, Node]]:
    """Stretches of equal rounds, up to the first that fails."""
    body = Block("Sequential", children=block.children, id=0)
    current, done = given, 0
    first: Node | None = None
    while done < times:
        node = _round(body, current, extended(scope, **{INDEX: done}))
        if node.ok and node.many and times > 1:
            node = Node(inputs=current, problem=arity.one_tensor("The next round", node.outputs))
        if share and first and node.ok and _built(node) != _built(first):
            node = Node(inputs=current, problem=explain.shared(current[0], given[0]))
        if not node.ok:
            yield 1, _in_round(node, done) if done else node
            return
        if share and first is None:
            body, first = _pinned(body, node), node
        following = (*node.outputs[:1], *given[1:])
        settled = following == current and INDEX not in free_names(body)
        count = times - done if settled else 1
        yield count, node
        done += count
        current = following


def _round(body: Block, given: Types, scope: Scope) -> Node:
    """One round as a Sequential; a single block may take further inputs."""
    if len(given) == 1:
        return _node(_one(body), given, scope)
    only = _node(_one(body.children[0]), given, scope)
    return Node(inputs=given, outputs=only.outputs, many=only.many, children=(only,), **_totals([only]), peak=only.peak)


def _pinned(block: Block, node: Node) -> Block:
    """The body of shared rounds with its arguments as they were resolved in the first one. (Rounds inside that
    differ have no one set of arguments: `_built` tells whether they stay the same.)"""
    children = block.children
    if block.kind == "Repeat" and len(node.rounds) != 1:
        return replace(block, args=node.args, id=0)
    if block.kind != "Reuse":
        children = tuple(_pinned(child, known) for child, known in zip(children, node.children, strict=True))
    return replace(block, args=node.args or block.args, children=children, id=0)


def _built(node: Node) -> tuple[Any, ...]:
    """What a node's module is built with, all through."""
    rounds = tuple((each.count, tuple(map(_built, each.children))) for each in node.rounds)
    return node.args, tuple(map(_built, node.children)), rounds


def _in_round(node: Node, index: int) -> Node:
    """The node with its problem saying in which round it comes up."""
    changes: dict[str, Any] = {"children": tuple(_in_round(child, index) for child in node.children)}
    if node.problem:
        told = f"In round {index + 1}, {node.problem.received}"
        changes["problem"] = msgspec.structs.replace(node.problem, received=told)
    return _changed(node, **changes)


def _changed(node: Node, **changes: Any) -> Node:
    return Node(**{name: getattr(node, name) for name in node.__struct_fields__} | changes)


_STRUCTURES: dict[str, Callable[[Block, Types, Scope], Node]] = {
    "Sequential": _sequential,
    "Graph": _graph,
    "Residual": _residual,
    "Parallel": _parallel,
    "Repeat": _repeat,
    "Reuse": _reuse,
    CODE: _code,
}


# --- totals


def _totals(children: list[Node], merged: Types = ()) -> dict[str, Any]:
    added = sum(each.bytes for each in merged)
    return _weight_totals([(1, child) for child in children]) | {
        "placed": sum(child.placed for child in children),
        "macs": sum(child.macs for child in children),
        "saved": sum(child.saved for child in children) + added,
        "unfolded": 1 + sum(child.unfolded for child in children),
    }


def _weight_totals(bodies: list[tuple[int, Node]]) -> dict[str, Any]:
    names = ("params", "trainable", "buffers", "weight_bytes")
    return {name: sum(count * getattr(body, name) for count, body in bodies) for name in names}


def _bounded(node: Node) -> Node:
    """The node, unless it is too large to count or to unfold."""
    if node.unfolded <= MOST_UNFOLDED and max(node.macs, node.saved, node.weight_bytes, node.placed) < MOST:
        return node
    problem = Problem(
        f"This unfolds to {node.unfolded:,} blocks and {node.placed:,} parameters.",
        f"at most {MOST_UNFOLDED:,} blocks, and numbers below 2**60.",
        "repeat fewer times, or use smaller sizes.",
    )
    return Node(inputs=node.inputs, args=node.args, problem=problem)


@contextmanager
def forgotten() -> Iterator[None]:
    """Run with empty memories, as after a start: for benchmarks and tests."""
    _nodes.clear()
    _blocks.clear()
    free_names.cache_clear()
    _holds_code.cache_clear()
    measuring.forget()
    yield
