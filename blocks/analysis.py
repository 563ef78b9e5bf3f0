"""What PyTorch says of a model: shapes, parameters, MACs, problems. It never raises: it reports.

Each distinct pair of block and input type is built and run once on the meta device, which computes
shapes and allocates nothing; the answer is kept. An edit therefore costs the path from the edited
block to the root and whatever its new shapes touch. There is no shape formula in this file.
"""

import copy
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves
from torch.utils.flop_counter import flop_registry

from blocks import catalogue, explain
from blocks.catalogue import facts
from blocks.catalogue.structures import MERGES
from blocks.errors import BlockError
from blocks.expressions import Expression, evaluate
from blocks.kinds import Argument, Kind, Value, accept
from blocks.report import Node, Problem, Report, Rounds, TensorType
from blocks.tree import Block, Model

MOST_UNFOLDED = 10**6  # blocks, with every round of every Repeat
SMALL = 50_000_000  # bytes and MACs that a trial on the CPU may take
LARGE = 2_000_000_000  # bytes of weights that it may reserve: they are not written, and seldom read
MOST = 2**60  # of anything that is counted

_nodes: dict[tuple[Block, TensorType, int | None], Node] = {}
_blocks: dict[Block, Block] = {}
REMEMBERED = 200_000


def analyse(model: Model) -> Report:
    """What is known of each block of a model."""
    if len(_nodes) + len(_blocks) > REMEMBERED:
        _nodes.clear()
        _blocks.clear()
    given = model.inputs[0]
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a warning is no problem, also where a program makes errors of them
        root = _node(_one(model.root), TensorType(given.shape, given.dtype), None)
    return Report(model, root)


def _one(block: Block) -> Block:
    """The one block that stands for all equal ones, so that comparing two is comparing identities."""
    children = tuple(map(_one, block.children))
    same = Block(block.kind, block.name, block.args, children, 0)
    return _blocks.setdefault(same, same)


def _node(block: Block, given: TensorType, index: int | None) -> Node:
    """The node of a block that receives `given`, in round `index` of the Repeat around it."""
    key = (block, given, index if _follows_index(block) else None)
    node = _nodes.get(key)
    if node is None:
        node = _nodes[key] = _bounded(_STRUCTURES.get(block.kind, _leaf)(block, given, index))
    return node


@lru_cache(maxsize=100_000)
def _follows_index(block: Block) -> bool:
    """Whether a rule in the block depends on the round of the Repeat around it."""
    own = any(isinstance(value, Expression) for value in block.args.values())
    return own or (block.kind != "Repeat" and any(map(_follows_index, block.children)))


# --- layers and operations


def _leaf(block: Block, given: TensorType, index: int | None) -> Node:
    kind = catalogue.kinds()[block.kind]
    try:
        args, inferred = resolve(kind, block, given, index)
    except Unresolved as error:
        return Node(input=given, problem=error.problem)
    return _measured(block.kind, tuple(args.items()), inferred, given)


class Unresolved(Exception):
    """An argument has no value."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def resolve(kind: Kind, block: Block, given: TensorType, index: int | None) -> tuple[dict[str, Value], tuple[str, ...]]:
    """The arguments a block is built with, and the names of those that were inferred."""
    names = {} if index is None else {"i": index}
    args: dict[str, Value] = {}
    inferred = []
    for argument in kind.arguments:
        if argument.name in block.args:
            args[argument.name] = _computed(argument, block.args[argument.name], names)
        elif argument.reads is not None:
            args[argument.name] = _read_off(kind, argument, given)
            inferred.append(argument.name)
        elif argument.required:
            raise Unresolved(explain.missing_argument(kind, argument.name))
    return args, tuple(inferred)


def _computed(argument: Argument, value: Value, names: dict[str, int]) -> Value:
    if not isinstance(value, Expression):
        return value
    try:
        number = evaluate(value, names)
        if argument.type != "float" and float(number).is_integer():
            number = int(number)
        return accept(argument, number)
    except BlockError as error:
        raise Unresolved(Problem(error.received, error.expected, error.fix)) from error


def _read_off(kind: Kind, argument: Argument, given: TensorType) -> Value:
    assert argument.reads is not None
    try:
        found = given.shape[argument.reads]
    except IndexError as error:
        raise Unresolved(explain.missing_dimension(kind, argument.name, given)) from error
    return (found,) if argument.type == "ints" else found


@lru_cache(maxsize=50_000)
def _measured(name: str, items: tuple[tuple[str, Value], ...], inferred: tuple[str, ...], given: TensorType) -> Node:
    """Build and run one layer on the meta device."""
    kind, args = catalogue.kinds()[name], dict(items)
    meter = Meter()
    try:
        module, x = _on_meta(name, items), _empty(given)
        with meter:
            result = module(x)
        if given.dtype != "float32" or name in facts.LAX:
            _try_on_cpu(module, given, meter)
    except Exception as error:  # whatever PyTorch raises is the answer
        return Node(input=given, args=args, inferred=inferred, problem=explain.leaf(kind, args, given, error))
    if not isinstance(result, Tensor):
        return Node(input=given, args=args, inferred=inferred, problem=_not_a_tensor(kind))
    return Node(
        input=given,
        output=type_of(result),
        args=args,
        inferred=inferred,
        macs=meter.macs,
        saved=meter.written,
        peak=given.bytes + meter.written,
        **_weights(module),
    )


@lru_cache(maxsize=20_000)
def _on_meta(name: str, items: tuple[tuple[str, Value], ...]) -> nn.Module:
    with torch.device("meta"):
        return _unfilled(name)(**dict(items)).eval()


@cache
def _unfilled(name: str) -> type[nn.Module]:
    """The class without its initialisation, which on the meta device costs most and fills nothing."""
    found = catalogue.module_class(name)
    if not hasattr(found, "reset_parameters"):
        return found
    return type(name, (found,), {"reset_parameters": lambda self: None})


def _try_on_cpu(module: nn.Module, given: TensorType, meter: "Meter") -> None:
    """Raise what PyTorch raises on the CPU, if a trial there is small. The meta device is lax: it multiplies whole
    by real numbers. (On the CPU that stops before it computes, so only real numbers have their MACs weighed.)"""
    work = given.bytes + meter.written + (meter.macs if given.dtype == "float32" else 0)
    shape = given.shape
    if work > SMALL and shape:  # then one example stands for all
        shape, work = (1, *shape[1:]), work // max(shape[0], 1)
    if work <= SMALL and _weights(module)["weight_bytes"] <= LARGE:
        copy.deepcopy(module).to_empty(device="cpu")(torch.zeros(shape, dtype=getattr(torch, given.dtype)))


def _weights(module: nn.Module) -> dict[str, Any]:
    parameters = list(module.parameters())
    return {
        "params": sum(each.numel() for each in parameters),
        "trainable": sum(each.numel() for each in parameters if each.requires_grad),
        "placed": sum(each.numel() for _, each in module.named_parameters(remove_duplicate=False)),
        "buffers": sum(each.numel() for each in module.buffers()),
        "weight_bytes": sum(each.nbytes for each in (*parameters, *module.buffers())),
    }


def _not_a_tensor(kind: Kind) -> Problem:
    return Problem(f"{kind.name} gives no single tensor.", "one tensor.", "choose other arguments.")


@lru_cache(maxsize=1_000)
def _empty(given: TensorType) -> Tensor:
    return torch.empty(given.shape, dtype=getattr(torch, given.dtype), device="meta")


def type_of(tensor: Tensor) -> TensorType:
    """Shape and dtype of a tensor."""
    return TensorType(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."))


class Meter(TorchDispatchMode):
    """Counts MACs with PyTorch's own table, as `FlopCounterMode` does, and the bytes that are written."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.macs = 0
        self.written = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        count = flop_registry.get(func._overloadpacket)
        if count is None and func is not torch.ops.prim.device.default:
            with self:
                result = func.decompose(*args, **kwargs)
                if result is not NotImplemented:
                    return result
        result = func(*args, **kwargs)
        if count is not None:
            self.macs += count(*args, **kwargs, out_val=result) // 2
        if not func.is_view:
            self.written += sum(each.nbytes for each in tree_leaves(result) if isinstance(each, Tensor))
        return result


# --- structures


def _sequential(block: Block, given: TensorType, index: int | None) -> Node:
    children = []
    current: TensorType | None = given
    for child in block.children:
        children.append(_node(child, current, index) if current else Node())
        current = children[-1].output
    return Node(input=given, output=current, children=tuple(children), **_totals(children), peak=_most(children, given))


def _residual(block: Block, given: TensorType, index: int | None) -> Node:
    body, shortcut = children = [_node(child, given, index) for child in block.children]
    output, problem = _merged("Residual", 0, children)
    peak = given.bytes + max(body.peak, shortcut.peak + (body.output.bytes if body.output else 0))
    return Node(
        input=given, output=output, problem=problem, children=tuple(children), peak=peak,
        **_totals(children, output),
    )  # fmt: skip


def _parallel(block: Block, given: TensorType, index: int | None) -> Node:
    children = [_node(child, given, index) for child in block.children]
    if not children:
        return Node(input=given, problem=Problem("Parallel has no branches.", "at least one.", "drop a block into it."))
    kind = catalogue.kinds()["Parallel"]
    try:
        args, _ = resolve(kind, block, given, index)
    except Unresolved as error:
        return Node(input=given, problem=error.problem, children=tuple(children), **_totals(children))
    merge, dim = str(args.get("merge", "concat")), args.get("dim", 1)
    output, problem = _merged(merge, int(str(dim)), children)
    done = sum(child.output.bytes for child in children if child.output)
    peak = given.bytes + done + max(child.peak for child in children)
    return Node(
        input=given, output=output, args=args, problem=problem, children=tuple(children), peak=peak,
        **_totals(children, output),
    )  # fmt: skip


def _merged(merge: str, dim: int, children: list[Node]) -> tuple[TensorType | None, Problem | None]:
    types = [child.output for child in children if child.output]
    if len(types) < len(children):
        return None, None
    return _merge(merge, dim, tuple(types))


@lru_cache(maxsize=10_000)
def _merge(merge: str, dim: int, types: tuple[TensorType, ...]) -> tuple[TensorType | None, Problem | None]:
    """What PyTorch makes of the branches' outputs."""
    tensors = [_empty(each) for each in types]
    try:
        if merge == "Residual":
            return type_of(tensors[0] + tensors[1]), None
        branches = [_Give(tensor) for tensor in tensors]
        module = MERGES[merge](*branches, dim=dim) if merge in ("concat", "stack") else MERGES[merge](*branches)
        return type_of(module(tensors[0])), None
    except Exception as error:  # whatever PyTorch raises is the answer
        return None, explain.merge(merge, list(types), error)


class _Give(nn.Module):
    """A branch whose output is known."""

    def __init__(self, output: Tensor) -> None:
        super().__init__()
        self.output = output

    def forward(self, _: Tensor) -> Tensor:
        return self.output


def _repeat(block: Block, given: TensorType, index: int | None) -> Node:
    kind = catalogue.kinds()["Repeat"]
    try:
        args, _ = resolve(kind, block, given, index)
    except Unresolved as error:
        return Node(input=given, problem=error.problem)
    times, share = int(str(args["times"])), bool(args.get("share"))
    rounds = list(_rounds(Block("Sequential", children=block.children, id=0), given, times, share))
    first, (_, last) = rounds[0][1], rounds[-1]
    shown = first if last.ok else last
    single = len(block.children) == 1  # then that block is the round, without a Sequential around it
    bodies = [(1 if share else count, body) for count, body in rounds[: 1 if share else None]]
    return Node(
        input=given,
        output=last.output,
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


def _rounds(body: Block, given: TensorType, times: int, share: bool) -> Iterator[tuple[int, Node]]:
    """Stretches of equal rounds, up to the first that fails."""
    current, done = given, 0
    first: Node | None = None
    while done < times:
        node = _node(_one(body), current, done)
        if share and first and node.output and _built(node) != _built(first):
            node = Node(input=current, problem=explain.shared(current, given))
        if node.output is None:
            yield 1, _in_round(node, done) if done else node
            return
        if share and first is None:
            body, first = pinned(body, node), node
        settled = node.output == current and not _follows_index(_one(body))
        count = times - done if settled else 1
        yield count, node
        done += count
        current = node.output


def pinned(block: Block, node: Node) -> Block:
    """The block with every argument typed as it was resolved: what a shared instance is, wherever it is called."""
    children = block.children
    if len(node.rounds) < 2:  # rounds that differ have no one set of arguments: `_built` tells whether they stay
        children = tuple(pinned(child, known) for child, known in zip(children, node.children, strict=True))
    return Block(block.kind, block.name, node.args or block.args, children, 0)


def _built(node: Node) -> tuple[Any, ...]:
    """What a node's module is built with, all through."""
    rounds = tuple((each.count, tuple(map(_built, each.children))) for each in node.rounds)
    return node.args, tuple(map(_built, node.children)), rounds


def _in_round(node: Node, index: int) -> Node:
    """The node with its problem saying in which round it comes up."""
    changes: dict[str, Any] = {"children": tuple(_in_round(child, index) for child in node.children)}
    if node.problem:
        told = f"In round {index + 1}, {node.problem.received}"
        changes["problem"] = Problem(told, node.problem.expected, node.problem.fix)
    return _changed(node, **changes)


def _changed(node: Node, **changes: Any) -> Node:
    return Node(**{name: getattr(node, name) for name in node.__struct_fields__} | changes)


_STRUCTURES: dict[str, Callable[[Block, TensorType, int | None], Node]] = {
    "Sequential": _sequential,
    "Residual": _residual,
    "Parallel": _parallel,
    "Repeat": _repeat,
}


# --- totals


def _totals(children: list[Node], merged: TensorType | None = None) -> dict[str, Any]:
    added = merged.bytes if merged else 0
    return _weight_totals([(1, child) for child in children]) | {
        "placed": sum(child.placed for child in children),
        "macs": sum(child.macs for child in children),
        "saved": sum(child.saved for child in children) + added,
        "unfolded": 1 + sum(child.unfolded for child in children),
    }


def _weight_totals(bodies: list[tuple[int, Node]]) -> dict[str, Any]:
    names = ("params", "trainable", "buffers", "weight_bytes")
    return {name: sum(count * getattr(body, name) for count, body in bodies) for name in names}


def _most(children: list[Node], given: TensorType) -> int:
    return max((child.peak for child in children), default=given.bytes)


def _bounded(node: Node) -> Node:
    """The node, unless it is too large to count or to unfold."""
    if node.unfolded <= MOST_UNFOLDED and max(node.macs, node.saved, node.weight_bytes, node.placed) < MOST:
        return node
    problem = Problem(
        f"This unfolds to {node.unfolded:,} blocks and {node.placed:,} parameters.",
        f"at most {MOST_UNFOLDED:,} blocks, and numbers below 2**60.",
        "repeat fewer times, or use smaller sizes.",
    )
    return Node(input=node.input, args=node.args, problem=problem)


@contextmanager
def forgotten() -> Iterator[None]:
    """Run with empty memories, as after a start: for benchmarks and tests."""
    for memory in (_nodes, _blocks):
        memory.clear()
    for function in (_measured, _on_meta, _empty, _merge, _follows_index):
        function.cache_clear()
    yield
