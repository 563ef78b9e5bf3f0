"""One `forward` as a `Graph` of what it calls, or as a `Sequential` where each takes what the one before it gives."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, fx, nn
from torch.utils import _pytree as pytree

from blocks import labels
from blocks.importing import functions, holding, wording
from blocks.importing.calling import taken
from blocks.importing.names import child_name, free_name, joined
from blocks.importing.observing import Call
from blocks.importing.patterns import changes_input, positions, refuse_change, rows
from blocks.importing.steps import Unwritten, name_of, part
from blocks.importing.tracing import Untraceable, attribute, tensors_in, trace
from blocks.source import CODE, SOURCE
from blocks.tree import Block
from blocks.wiring import renamed

if TYPE_CHECKING:
    from blocks.importing.importer import Importer

SEVERAL = {"LSTM": "all", "GRU": "all", "RNN": "all", "MultiheadAttention": "all"}  # where more than one is used
_SIZED = "It goes one way for these sizes, and may go another for others: it looks at them in Python."


class Level:
    """A module's `forward`, step by step."""

    def __init__(self, importer: "Importer", module: nn.Module, path: str, call: Call | None) -> None:
        self.importer, self.module, self.path = importer, module, path
        self.traced = trace(module, call, importer.calls)
        self.graph, self.values = self.traced.graph, self.traced.values
        own = {child_name(name) for name, _ in module.named_children()}
        self.inputs: dict[fx.Node, str] = {}
        for node, name in self.traced.inputs.items():
            self.inputs[node] = free_name(child_name(name), {*own, *self.inputs.values()})
        self.where: dict[fx.Node, Any] = dict(self.inputs)
        self.children: list[Block] = []
        self.taken = {*self.inputs.values(), *own}
        self.places: dict[int, str] = {}  # of blocks that stand for modules, where these are in this one
        self.hints: dict[int, str] = {}  # of blocks, the name without a number
        self.kept: dict[str, str] = {}  # the blocks of tensors that the module holds
        self.fixed: list[float] = []
        self.positions = dict(positions(self.traced, module))
        self.rows = rows(module, self.graph)

    def block(self) -> Block:
        """All steps, as one block."""
        for node in self.graph.nodes:
            if node.op != "output":
                self._step(node)
        if changes_input(self.graph, self.module, self.importer.changing):
            self.importer.changing.add(self.module)
        result = pytree.tree_leaves(node.args[0])
        outputs = tuple(self._output(each) for each in result if each is not None)
        if not outputs:
            raise Untraceable("it gives no tensor.")
        outputs = self._prune(outputs)
        if not self.children:
            raise Untraceable("it passes on what it is given, and has no block.")
        self._notes(node.args[0])
        names = tuple(self.inputs.values())
        if _is_row(self.children, names, outputs):
            return Block("Sequential", children=tuple(map(self._in_row, range(len(self.children)))))
        args: dict[str, Any] = {} if names == ("x",) else {"inputs": names}
        return Block("Graph", args=args | {"outputs": outputs}, children=tuple(self.children))

    def _in_row(self, place: int) -> Block:
        """A child without sources; one that is called by its position in the original has no name here either."""
        child = self.children[place]
        return replace(child, inputs=(), name="" if self.places.get(child.id) == str(place) else child.name)

    def _output(self, leaf: Any) -> str:
        if not isinstance(leaf, fx.Node):
            raise Untraceable("it gives something that is no tensor.")
        return self.source(leaf)

    def _prune(self, outputs: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out steps whose result nobody takes; modules stay."""
        used = {each.partition(".")[0] for each in outputs}
        for child in reversed(self.children):
            if child.name in used or child.id in self.places:
                used |= {each.partition(".")[0] for each in child.inputs}
        self.children = [child for child in self.children if child.name in used or child.id in self.places]
        return self._renumbered(outputs)

    def _renumbered(self, outputs: tuple[str, ...]) -> tuple[str, ...]:
        """Give names back that only steps had which are gone: `token` for `token_2`."""
        changes: dict[str, str] = {}
        taken = {*(child.name for child in self.children), *self.inputs.values()}
        for child in self.children:
            hint = self.hints[child.id]
            if hint not in taken:
                changes[child.name] = hint
                taken.add(hint)
        self.children = [
            replace(child, name=changes.get(child.name, child.name), inputs=renamed(child.inputs, changes))
            for child in self.children
        ]
        self.kept = {path: changes.get(name, name) for path, name in self.kept.items()}
        return renamed(outputs, changes)

    def _notes(self, result: Any) -> None:
        """Say what is not as it was: modules that are never called, tensors that are not used, a choice by sizes."""
        note = self.importer.notes.append
        if self.traced.sized:
            note((self.path, _SIZED))
        for each in dict.fromkeys(self.fixed):
            note((self.path, f"The number {each:.6g} comes from a size: it stays when that changes."))
        if isinstance(result, dict):
            note((self.path, f"It gives a dictionary ({', '.join(map(str, result))}): the blocks give its tensors."))
        done = {path for child in self.children for path in self.importer.keys.get(child.id, {}).values()}
        called = {str(node.target) for node in self.graph.nodes if node.op == "call_module"}
        for name, child in self.module.named_children():
            if any(each == name or each.startswith(f"{name}.") for each in called):
                continue
            left = [key for key in child.state_dict() if joined(self.path, f"{name}.{key}") not in done]
            if len(left) == len(child.state_dict()) > 0:
                note((joined(self.path, name), f"{name} is never called: it is left out."))
            else:
                self._left_out([f"{name}.{key}" for key in left])
        held = [name for name in self.module._parameters if getattr(self.module, name) is not None]
        held += [name for name in self.module._buffers if holding.is_saved(self.module, name)]
        self._left_out([name for name in held if joined(self.path, name) not in done])

    def _left_out(self, paths: Sequence[str]) -> None:
        for path in paths:
            self.importer.notes.append(
                (joined(self.path, path), f"{path} is not needed by the blocks: it is left out.")
            )

    # --- the steps

    def _step(self, node: fx.Node) -> None:
        match node.op:
            case "placeholder" | "get_attr":
                return
            case "call_module":
                self.where[node] = self._called(node)
            case _ if self._plain(node):
                return
            case _:
                self.where[node] = self._done(node)

    def _plain(self, node: fx.Node) -> bool:
        """Whether a step gives no tensor: a size, a device. What uses it knows it."""
        if node in self.values:
            return not tensors_in(self.values[node])
        return node.target is getattr or node.target in ("size", "dim")

    def _done(self, node: fx.Node) -> Any:
        refuse_change(self.graph, node, self.module, self.importer.changing)
        before = len(self.children)
        try:
            return functions.write(self, node)
        except (Unwritten, TypeError, ValueError, IndexError, AttributeError, KeyError):
            del self.children[before:]
            self.kept = {path: name for path, name in self.kept.items() if self._there(name)}
            return self._python(node)

    def _there(self, name: str) -> bool:
        return any(child.name == name for child in self.children)

    def _python(self, node: fx.Node) -> Any:
        """A step that no block does, as a block of Python."""
        name = "".join(part.capitalize() for part in name_of(node).split("_")) or "Step"
        text, inputs = wording.block_of(node, self.values, name)
        if not inputs:
            raise Untraceable(f"{name_of(node)} makes a tensor from nothing that goes in.")
        made = self.add(CODE, [self.source(each) for each in inputs], name_of(node), **{SOURCE.name: text})
        return self._spread(made, self.values.get(node))

    # --- modules that are called

    def _called(self, node: fx.Node) -> Any:
        if node in self.positions:
            return None
        if node in self.rows:
            return self._row(node)
        path = str(node.target)
        module = self.module.get_submodule(path)
        tensors, args, plain = taken(self.traced, node, module)
        inputs = [self.source(each) for each in tensors]
        if type(module).__name__ in SEVERAL and self._several(path):
            args["output"] = SEVERAL[type(module).__name__]
        plain = [*plain, *sorted(args.items())]
        block = _told(self.importer.block(module, joined(self.path, path), self._call(node, module), plain), args)
        refuse_change(self.graph, node, self.module, self.importer.changing)
        self.places[block.id] = path
        name = self._put(block, inputs, path.replace(".", "_"), exact="." not in path)
        return self._spread(name, self.values.get(node))

    def _call(self, node: fx.Node, module: nn.Module) -> Call | None:
        """How a module is called here, be it from a pass that came so far."""
        found = self.importer.call(module)
        values = self.values
        if found is None and all(each in values for each in node.all_input_nodes):
            args, named = (fx.map_arg(each, values.__getitem__) for each in (node.args, node.kwargs))
            return Call(args, named, values.get(node))  # type: ignore[arg-type]
        return found

    def _several(self, path: str) -> bool:
        """Whether more than the first of what a module gives is used, whenever it is called."""
        calls = [node for node in self.graph.nodes if node.op == "call_module" and node.target == path]
        users = [user for node in calls for user in node.users if user.users or user.op == "output"]
        return any(_index_of(user) not in (0, None) for user in users)

    def _row(self, node: fx.Node) -> Any:
        path = self.rows[node]
        if not path:
            (before,) = node.all_input_nodes
            return self.where[before]
        inputs = [self.source(node.args[0])]
        block = Block(
            "Sequential", children=self.importer.row(self.module.get_submodule(path), joined(self.path, path))
        )
        self.importer.paths[block.id] = joined(self.path, path)
        refuse_change(self.graph, node, self.module, self.importer.changing)
        self.places[block.id] = path
        return self._put(block, inputs, path.replace(".", "_"), exact="." not in path)

    def _spread(self, name: str, result: Any) -> Any:
        """Where the tensors of a result are found, in the form of the result."""
        if result is None or isinstance(result, Tensor):
            return name
        leaves, form = pytree.tree_flatten(result)
        places = iter(range(len(leaves)))
        found = [part(name, next(places)) if isinstance(leaf, Tensor) else None for leaf in leaves]
        return pytree.tree_unflatten(found, form)

    # --- what steps need

    def source(self, value: Any) -> str:
        """How a block names what it takes."""
        if isinstance(value, fx.Node) and value.op == "get_attr":
            return self._held(str(value.target))
        found = self.where.get(value) if isinstance(value, fx.Node) else None
        if not isinstance(found, str):
            raise Unwritten
        return found

    def _held(self, path: str) -> str:
        """The block of a tensor that the module holds."""
        if path in self.kept:
            return self.kept[path]
        value, hint = attribute(self.traced.root, path), path.replace(".", "_")
        if isinstance(value, nn.Parameter):
            self.kept[path] = self.put_held(holding.parameter(path, value), [], hint, weight=path)
        elif isinstance(value, Tensor):
            saved = holding.is_saved(self.module, path)
            block, key = holding.constant(path, value, saved)
            if saved:
                self.importer.keys[block.id] = {key: joined(self.path, path)}
            self.kept[path] = self._put(block, [], hint)
        else:
            raise Untraceable(f"{path} is no tensor.")
        return self.kept[path]

    def put_held(self, block: Block, inputs: Sequence[str], hint: str, **paths: str) -> str:
        """A block whose parameters are the module's own: their names in it, and where they are in the module."""
        self.importer.keys[block.id] = {own: joined(self.path, path) for own, path in paths.items()}
        self.importer.held[block.id] = {own: attribute(self.traced.root, path) for own, path in paths.items()}
        return self._put(block, list(inputs), hint)

    def known(self, value: Any) -> Any:
        """A value, as far as it is known."""
        if not isinstance(value, fx.Node):
            return value
        if value not in self.values:
            if isinstance(self.where.get(value), str):
                return torch.empty(0)  # a tensor, though of no known shape
            raise Unwritten
        return self.values[value]

    def add(self, kind: str, inputs: Sequence[str], hint: str, /, **args: Any) -> str:
        """A new block of this level, and its name."""
        return self._put(Block(kind, args=args), list(inputs), hint)

    def _put(self, block: Block, inputs: list[str], name: str, exact: bool = False) -> str:
        name = self.hints[block.id] = child_name(name)
        there = {child.name for child in self.children}
        name = name if exact and name not in there else free_name(name, self.taken | there)
        self.children.append(replace(block, name=name, inputs=tuple(inputs)))
        return name


def _told(block: Block, args: Mapping[str, Any]) -> Block:
    """A block with further arguments; PyTorch's row of encoder layers hands them on."""
    if not args or block.kind == "Reuse":
        return block
    if block.kind != "Sequential":
        return replace(block, args={**block.args, **args})
    inner = "TransformerEncoderLayer"
    return labels.mapped(block, lambda each: replace(each, args={**each.args, **args}) if each.kind == inner else each)


def _is_row(children: Sequence[Block], inputs: Sequence[str], outputs: Sequence[str]) -> bool:
    if len(inputs) != 1 or len(outputs) != 1 or not children:
        return False
    before = [*inputs, *(child.name for child in children)]
    return outputs[0] == children[-1].name and all(
        child.inputs == (name,) for child, name in zip(children, before, strict=False)
    )


def _index_of(node: fx.Node) -> Any:
    return node.args[1] if getattr(node.target, "__name__", "") == "getitem" else 0
