"""Modules as blocks, level by level: layers of the catalogue, rows, and graphs of what a `forward` calls."""

import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.utils import _pytree as pytree

from blocks.errors import BlockError
from blocks.importing import keeping, layers, steps, wording
from blocks.importing.observing import Call
from blocks.importing.tracing import Untraceable, attribute, interpreted, tensors_in, trace
from blocks.naming import good_name, number
from blocks.source import CODE, SOURCE
from blocks.tree import Block

SEVERAL = {
    "LSTM": "all",
    "GRU": "all",
    "RNN": "all",
    "MultiheadAttention": "all",
}  # of these, where more than one is used
_DROPPED = {"need_weights", "average_attn_weights"}  # of attention: which of its outputs are used says it


@dataclass
class Importer:
    """What is known of the modules while they become blocks, and what was found on the way."""

    made: Mapping[nn.Module, Mapping[str, Any]]
    calls: Mapping[nn.Module, Sequence[Call]]
    paths: dict[int, str] = field(default_factory=dict)  # of blocks, where their module stands in the original
    classes: dict[int, str] = field(default_factory=dict)  # of blocks, the class of their module
    notes: list[tuple[str, str]] = field(default_factory=list)  # path, what was not turned into blocks, and why
    met: dict[nn.Module, int] = field(default_factory=dict)  # modules and their first block
    again: set[int] = field(default_factory=set)  # blocks that are called again
    keys: dict[int, str] = field(default_factory=dict)  # of Parameter blocks, the key of theirs in the original
    _turns: dict[nn.Module, int] = field(default_factory=dict)

    def call(self, module: nn.Module) -> Call | None:
        """The next call of a module, in turn; where it was called less often, the last."""
        known = self.calls.get(module, ())
        turn = self._turns.get(module, 0)
        self._turns[module] = turn + 1
        return known[min(turn, len(known) - 1)] if known else None

    def block(self, module: nn.Module, path: str, call: Call | None) -> Block:
        """A module as a block, without a name. One that was met before is called again."""
        if module in self.met:
            self.again.add(self.met[module])
            return Block("Reuse", args={"of": label(self.met[module])})
        found = self._new(module, path, call)
        self.met[module] = found.id
        self.paths[found.id] = path
        if not type(module).__module__.startswith("torch.nn"):
            self.classes[found.id] = type(module).__name__
        return found

    def _new(self, module: nn.Module, path: str, call: Call | None) -> Block:
        kind = layers.kind_of(module)
        if kind:
            args = layers.arguments(module, kind, self.made.get(module))
            if args is None and module in self.made:
                args = layers.arguments(module, kind, None)
            if args is not None:
                return Block(kind.name, args=args)
        if type(module) is nn.Sequential:
            return Block("Sequential", children=self.row(module, path))
        try:
            return self._level(module, path, call)
        except Untraceable as reason:
            return self._kept(module, path, reason)

    def row(self, module: nn.Module, path: str) -> tuple[Block, ...]:
        """The modules of a `Sequential` or of a list that is called as one."""
        return tuple(
            replace(self.block(each, joined(path, name), self.call(each)), name=child_name(name))
            for name, each in module.named_children()
        )

    def _level(self, module: nn.Module, path: str, call: Call | None) -> Block:
        before = (dict(self.met), set(self.again), dict(self._turns), len(self.notes))
        try:
            return Level(self, module, path, call).block()
        except (Untraceable, BlockError) as error:
            self.met, self.again, self._turns = before[:3]
            del self.notes[before[3] :]
            raise error if isinstance(error, Untraceable) else Untraceable(error.received) from error

    def _kept(self, module: nn.Module, path: str, reason: Untraceable) -> Block:
        """As Python, with the reason."""
        try:
            found = keeping.block_of(module, self.made.get(module))
        except Untraceable as other:
            raise BlockError(
                f"{type(module).__name__} cannot be written as blocks: {reason}",
                "a forward that can be followed, or a class that can stand alone as Python.",
                f"change that, or give the class by itself: {other}",
                path or "the model",
            ) from reason
        self.notes.append((path, f"{type(module).__name__} stays Python: {reason}"))
        return found


def label(block: int) -> str:
    """What a block is called where it is called again, before labels have better names."""
    return f"shared_{block}"


def joined(path: str, name: str) -> str:
    """A path one level down."""
    return f"{path}.{name}" if path else name


def child_name(name: str) -> str:
    """The name of a child: "" for a number, which is its position; one that blocks cannot have gets another."""
    if name.isdigit():
        return ""
    try:
        return good_name(name)
    except BlockError:
        plain = re.sub(r"\W+", "_", name).strip("_")
        for each in (plain, f"block_{plain}", f"{plain}_"):
            try:
                return good_name(each) if each else "block"
            except BlockError:
                continue
        return "block"


class Level:
    """One `forward` as a `Graph`, or as a `Sequential` where each block takes what the one before it gives."""

    def __init__(self, importer: Importer, module: nn.Module, path: str, call: Call | None) -> None:
        self.importer, self.module, self.path, self.call = importer, module, path, call
        self.root, self.graph = trace(module, call)
        self.inputs = self._inputs()
        self.results = self._results()
        given = self._given()
        self.values = interpreted(
            self.root, self.graph, given, {node: call.result for node, call in self.results.items()}
        )
        self.where: dict[fx.Node, Any] = {}
        self.children: list[Block] = []
        self.taken = set(self.inputs.values()) | {child_name(name) for name, _ in module.named_children()}
        self.used: set[str] = set()
        self.rows = self._rows()

    # --- what goes in

    def _inputs(self) -> dict[str, str]:
        """The arguments of `forward` that are tensors, and what they are called as inputs of the Graph."""
        own = {child_name(name) for name, _ in self.module.named_children()}
        found = {}
        for node in self.graph.nodes:
            if node.op == "placeholder" and node.users and not _asserted(node):
                name = child_name(str(node.target).lstrip("*"))
                found[str(node.target)] = number(name, own) if name in own else name
        return found

    def _given(self) -> dict[str, Any]:
        if self.call is None:
            return {}
        signature = inspect.signature(self.module.forward)
        bound = dict(signature.bind(*self.call.args, **self.call.named).arguments)
        for name, each in signature.parameters.items():
            if each.kind is inspect.Parameter.VAR_POSITIONAL and name in bound:
                raise Untraceable("it takes any number of tensors.")
        if any(not isinstance(bound.get(name), Tensor) for name in self.inputs if name in bound):
            raise Untraceable("it takes tensors in a tuple, a list or a dictionary.")
        return bound

    def _results(self) -> dict[fx.Node, Call]:
        """What the modules gave that are called here, turn by turn."""
        found = {}
        turns: dict[nn.Module, int] = {}
        for node in self.graph.nodes:
            if node.op == "call_module":
                module = self.module.get_submodule(str(node.target))
                known = self.importer.calls.get(module, ())
                turn = turns[module] = turns.get(module, -1) + 1
                if known:
                    found[node] = known[min(turn, len(known) - 1)]
        return found

    # --- lists of modules that are called one after the other

    def _rows(self) -> dict[fx.Node, str]:
        """The first call of each list whose modules are called in a row, each with what the one before it gave alone,
        and what the list is called. Its other calls are mapped to ""."""
        found: dict[fx.Node, str] = {}
        called = [node for node in self.graph.nodes if node.op == "call_module"]
        for name, child in self.module.named_children():
            if not isinstance(child, nn.ModuleList | nn.ModuleDict) or not len(child):
                continue
            inside = [node for node in called if str(node.target).startswith(f"{name}.")]
            targets = [f"{name}.{each}" for each, _ in child.named_children()]
            if [str(node.target) for node in inside] == targets and _in_a_row(inside):
                found |= dict.fromkeys(inside[1:], "") | {inside[0]: name}
        return found

    # --- the steps

    def block(self) -> Block:
        """All steps, as one block."""
        result = None
        for node in self.graph.nodes:
            if node.op == "output":
                result = node.args[0]
            else:
                self._step(node)
        outputs = [self._output(each) for each in pytree.tree_leaves(result) if each is not None]
        if not outputs:
            raise Untraceable("it gives no tensor.")
        children = tuple(self.children)
        names = tuple(self.inputs.values())
        self._missed()
        if _is_row(children, names, outputs):
            return Block("Sequential", children=tuple(replace(child, inputs=()) for child in children))
        if not children:
            raise Untraceable("it passes on what it is given, and has no block.")
        args: dict[str, Any] = {} if names == ("x",) else {"inputs": names}
        return Block("Graph", args=args | {"outputs": tuple(outputs)}, children=children)

    def _output(self, leaf: Any) -> str:
        if not isinstance(leaf, fx.Node):
            raise Untraceable("it gives something that is no tensor.")
        return self.source(leaf)

    def _step(self, node: fx.Node) -> None:
        match node.op:
            case "placeholder":
                if str(node.target) in self.inputs:
                    self.where[node] = self.inputs[str(node.target)]
            case "get_attr":
                if any(not _asserted(user) for user in node.users):
                    self.where[node] = self._constant(node)
            case "call_module":
                self.where[node] = self._called(node)
            case _ if _asserted(node) or self._plain(node):
                return
            case _:
                self.where[node] = self._done(node)

    def _plain(self, node: fx.Node) -> bool:
        """Whether a step gives no tensor: a size, a device. What uses it knows it."""
        if node in self.values:
            return not tensors_in(self.values[node])
        return node.target is getattr or node.target in ("size", "dim")

    def _done(self, node: fx.Node) -> Any:
        if _called_name(node) == "getitem":
            inside = self.where.get(node.args[0])  # type: ignore[arg-type]
            if isinstance(inside, tuple | list | dict):
                return inside[node.args[1]]  # type: ignore[index]
        if _in_place(node) and len(node.all_input_nodes[0].users) > 1:
            raise Untraceable(f"{node.target} changes a tensor in place that is used again.")
        try:
            return steps.write(self, node)
        except (steps.Unwritten, TypeError, ValueError, IndexError, AttributeError, KeyError):
            return self._python(node)

    def _python(self, node: fx.Node) -> Any:
        """A step that no block does, as a block of Python."""
        name = "".join(part.capitalize() for part in steps.name_of(node).split("_")) or "Step"
        text, inputs = wording.block_of(node, self.values, name)
        if not inputs:
            raise Untraceable(f"{steps.name_of(node)} makes a tensor from nothing that goes in.")
        made = self.add(CODE, [self.source(each) for each in inputs], steps.name_of(node), **{SOURCE.name: text})
        return self._spread(made, self.values.get(node))

    def _called(self, node: fx.Node) -> Any:
        if node in self.rows:
            return self._row(node)
        path = str(node.target)
        module = self.module.get_submodule(path)
        call = self.importer.call(module)
        inputs = self._tensors(node, module)
        block = self.importer.block(module, joined(self.path, path), call)
        if block.kind in SEVERAL and any(
            user.target is not None and _index_of(user) not in (0, None) for user in node.users
        ):
            self.importer.paths[block.id], block = (
                self.importer.paths.get(block.id, ""),
                replace(block, args={**block.args, "output": SEVERAL[block.kind]}),
            )
        name = self._put(block, inputs, path.replace(".", "_"), exact="." not in path)
        return self._spread(name, call.result if call else None)

    def _tensors(self, node: fx.Node, module: nn.Module) -> list[str]:
        """What a module takes here."""
        attention = type(module).__name__ == "MultiheadAttention"
        values = [*node.args, *(value for name, value in node.kwargs.items() if not (attention and name in _DROPPED))]
        leaves = [leaf for value in values for leaf in pytree.tree_leaves(value) if leaf is not None]
        tensors = [leaf for leaf in leaves if isinstance(leaf, fx.Node) and not self._plain(leaf)]
        if layers.kind_of(module) and len(tensors) < len(leaves):
            raise Untraceable(f"it calls {type(module).__name__} with more than tensors.")
        if attention and node.kwargs.keys() - _DROPPED - {"query", "key", "value"}:
            raise Untraceable("it calls MultiheadAttention with a mask.")
        if attention and len(set(tensors)) == 1:
            tensors = tensors[:1]
        if type(module).__name__.startswith("Transformer") and len(tensors) > 2:
            raise Untraceable(f"it calls {type(module).__name__} with a mask.")
        return [self.source(each) for each in tensors]

    def _row(self, node: fx.Node) -> Any:
        name = self.rows[node]
        if not name:
            (before,) = node.all_input_nodes
            return self.where[before]
        block = Block(
            "Sequential", children=self.importer.row(self.module.get_submodule(name), joined(self.path, name))
        )
        self.importer.paths[block.id] = joined(self.path, name)
        return self._put(block, [self.source(node.args[0])], name, exact=True)

    def _constant(self, node: fx.Node) -> str:
        """A tensor that the module holds."""
        path, value = str(node.target), attribute(self.root, str(node.target))
        if not isinstance(value, Tensor):
            raise Untraceable(f"{path} is no tensor.")
        shape = tuple(value.shape)
        if isinstance(value, nn.Parameter):
            if not shape:
                raise Untraceable(f"{path} is a parameter without a dimension, which no block has.")
            name = self.add("Parameter", [], path.replace(".", "_"), shape=shape, init=_init(value))
            self.importer.keys[self.children[-1].id] = joined(self.path, path)
            return name
        text = f"class {_class(path)}(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        text += f'        self.register_buffer("{path.split(".")[-1]}", {_written(path, value)})\n\n'
        text += f"    def forward(self):\n        return self.{path.split('.')[-1]}"
        return self.add(CODE, [], path.replace(".", "_"), **{SOURCE.name: text})

    def _missed(self) -> None:
        """Say which modules are never called."""
        called = {str(node.target) for node in self.graph.nodes if node.op == "call_module"}
        for name, child in self.module.named_children():
            own = any(each == name or each.startswith(f"{name}.") for each in called)
            if not own and child.state_dict():
                self.importer.notes.append((joined(self.path, name), f"{name} is never called: it is left out."))

    # --- what `steps` needs

    def source(self, value: Any) -> str:
        """How a block names what it takes."""
        found = self.where.get(value) if isinstance(value, fx.Node) else None
        if not isinstance(found, str):
            raise steps.Unwritten
        self.used.add(found)
        return found

    def known(self, value: Any) -> Any:
        """A value, as far as it is known."""
        if not isinstance(value, fx.Node):
            return value
        if value not in self.values:
            if isinstance(self.where.get(value), str):
                return torch.empty(0)  # a tensor, though of no known shape
            raise steps.Unwritten
        return self.values[value]

    def add(self, kind: str, inputs: Sequence[str], hint: str, /, **args: Any) -> str:
        """A new block of this level, and its name."""
        return self._put(Block(kind, args=args), list(inputs), hint)

    def _put(self, block: Block, inputs: list[str], name: str, exact: bool = False) -> str:
        name = child_name(name) or "block"
        there = {child.name for child in self.children}
        if not exact or name in there:
            name = number(name, self.taken | there) if name in self.taken | there else name
        self.children.append(replace(block, name=name, inputs=tuple(inputs)))
        return name

    def _spread(self, name: str, result: Any) -> Any:
        """Where the tensors of a result are found, in the form of the result."""
        if result is None or isinstance(result, Tensor):
            return name
        leaves, form = pytree.tree_flatten(result)
        places = iter(range(len(leaves)))
        found = [steps.part(name, next(places)) if isinstance(leaf, Tensor) else None for leaf in leaves]
        return pytree.tree_unflatten(found, form)


def _is_row(children: Sequence[Block], inputs: Sequence[str], outputs: Sequence[str]) -> bool:
    if len(inputs) != 1 or len(outputs) != 1 or not children:
        return False
    before = [*inputs, *(child.name for child in children)]
    return outputs[0] == children[-1].name and all(
        child.inputs == (name,) for child, name in zip(children, before, strict=False)
    )


def _in_a_row(nodes: Sequence[fx.Node]) -> bool:
    """Whether each takes what the one before it gives, alone, and nobody else does."""
    alone = all(len(node.args) == 1 and isinstance(node.args[0], fx.Node) and not node.kwargs for node in nodes)
    return alone and all(
        after.args[0] is before and list(before.users) == [after]
        for before, after in zip(nodes, nodes[1:], strict=False)
    )


def _in_place(node: fx.Node) -> bool:
    return isinstance(node.target, str) and node.target.endswith("_") and not node.target.endswith("__")


def _asserted(node: fx.Node) -> bool:
    """A step that only checks something, or is used by such alone."""
    if node.op == "call_function" and _called_name(node) in ("_assert", "_assert_is_none", "_torch_assert"):
        return True
    return node.op == "call_function" and bool(node.users) and all(_asserted(user) for user in node.users)


def _index_of(node: fx.Node) -> Any:
    return node.args[1] if _called_name(node) == "getitem" else 0


def _called_name(node: fx.Node) -> str:
    return getattr(node.target, "__name__", "") if callable(node.target) else ""


def _init(value: Tensor) -> str:
    if not value.numel() or bool((value == 0).all()):
        return "zeros"
    return "ones" if bool((value == 1).all()) else "normal"


def _class(path: str) -> str:
    return "".join(part.capitalize() for part in re.split(r"\W|_", path) if part) or "Held"


MOST_WRITTEN = 64  # numbers of a constant


def _written(path: str, value: Tensor) -> str:
    """A constant as an expression. Raises Untraceable where none is short enough."""
    shape, dtype = tuple(value.shape), value.dtype
    kept = value.detach().cpu()
    if kept.numel() and bool((kept == kept.flatten()[0]).all()):
        return f"torch.full({shape}, {kept.flatten()[0].item()!r}, dtype={dtype})"
    if kept.numel() <= MOST_WRITTEN:
        return f"torch.tensor({kept.tolist()!r}, dtype={dtype})"
    if kept.ndim >= 2 and not dtype.is_complex:
        for name in ("tril", "triu"):
            for diagonal in (0, 1, -1):
                if torch.equal(kept, getattr(torch.ones(shape, dtype=dtype), name)(diagonal)):
                    return f"torch.ones({shape}, dtype={dtype}).{name}({diagonal or ''})"
    flat = kept.flatten()
    if kept.ndim and torch.equal(flat, torch.arange(len(flat), dtype=dtype)):
        return f"torch.arange({len(flat)}, dtype={dtype}).reshape({shape})"
    raise Untraceable(f"{path} is a constant of {kept.numel():,} numbers, which a model file does not hold.")
