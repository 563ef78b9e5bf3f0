"""What several steps of a `forward` mean together: a list called as a row, positions looked up, a change in place."""

import operator
from collections.abc import Container, Iterator, Sequence

import torch
from torch import Tensor, fx, nn

from blocks.importing.names import joined
from blocks.importing.steps import name_of
from blocks.importing.structures import is_row
from blocks.importing.tracing import Traced, Untraceable, constant


def positions(traced: Traced, module: nn.Module) -> Iterator[tuple[fx.Node, nn.Embedding]]:
    """Calls of an `Embedding` for the positions from 0 on, which are then added to a sequence."""
    calls = [node for node in traced.graph.nodes if node.op == "call_module"]
    for node in calls:
        found = module.get_submodule(str(node.target))
        alone = [each.target for each in calls].count(node.target) == 1 and len(node.args) == 1 and not node.kwargs
        if type(found) is not nn.Embedding or not alone or found.max_norm is not None or found.padding_idx is not None:
            continue
        (user, *others), asked = node.users or (None,), constant(traced, node.args[0])
        if others or user is None or user.target is not operator.add or asked is None or user.args[0] is user.args[1]:
            continue
        if asked.numel() == asked.shape[-1:].numel() and torch.equal(asked.flatten(), torch.arange(asked.numel())):
            other = next((each for each in user.args if each is not node), None)
            there = traced.values.get(other) if isinstance(other, fx.Node) else None
            if isinstance(there, Tensor) and there.ndim == 3 and there.shape[1] == asked.numel():
                yield node, found


# --- lists of modules that are called one after the other


def rows(module: nn.Module, graph: fx.Graph) -> dict[fx.Node, str]:
    """The first call of each list whose modules are called in a row, each with what the one before it gave alone, and
    where the list is. Its other calls are mapped to ""."""
    found: dict[fx.Node, str] = {}
    called = [node for node in graph.nodes if node.op == "call_module"]
    for path, container in _containers(module, ""):
        inside = [node for node in called if str(node.target).startswith(f"{path}.")]
        targets = [f"{path}.{name}" for name in container._modules]
        if inside and [str(node.target) for node in inside] == targets and _in_a_row(inside):
            found |= dict.fromkeys(inside[1:], "") | {inside[0]: path}
    return found


def _containers(module: nn.Module, path: str) -> Iterator[tuple[str, nn.Module]]:
    for name, child in module.named_children():
        if isinstance(child, nn.ModuleList | nn.ModuleDict):
            yield joined(path, name), child
            yield from _containers(child, joined(path, name))


def _in_a_row(nodes: Sequence[fx.Node]) -> bool:
    """Whether each takes what the one before it gives, alone, and nobody else does."""
    alone = all(len(node.args) == 1 and isinstance(node.args[0], fx.Node) and not node.kwargs for node in nodes)
    return alone and all(
        after.args[0] is before and list(before.users) == [after]
        for before, after in zip(nodes, nodes[1:], strict=False)
    )


# --- changes in place


def refuse_change(graph: fx.Graph, node: fx.Node, module: nn.Module, changing: Container[nn.Module]) -> None:
    """A step that changes a tensor in place is one that gives a new one, if nobody takes the old one later. `changing`
    are modules that change what they are given. Raises Untraceable where somebody does."""
    changed = node.args[0] if node.args and _in_place(node, module, changing) else None
    if not isinstance(changed, fx.Node):
        return
    order = {each: place for place, each in enumerate(graph.nodes)}
    views = [user for user in changed.users if user.op != "call_module" and name_of(user) in _VIEWS]
    later = [*changed.users, *(user for view in views if view is not node for user in view.users)]
    if any(order[user] > order[node] for user in later):
        raise Untraceable(f"{name_of(node)} changes a tensor in place that is used again.")


def changes_input(graph: fx.Graph, module: nn.Module, changing: Container[nn.Module]) -> bool:
    """Whether a step changes in place what the module itself was given."""
    steps = (node for node in graph.nodes if node.args and _in_place(node, module, changing))
    return any(isinstance(node.args[0], fx.Node) and node.args[0].op == "placeholder" for node in steps)


def _alters(module: nn.Module, changing: Container[nn.Module]) -> bool:
    """Whether a module changes what it is given: a row does if its first one does."""
    first = next(iter(module.children()), None) if is_row(module) else None
    inside = first is not None and _alters(first, changing)
    return bool(getattr(module, "inplace", False)) or module in changing or inside


_VIEWS = {"view", "reshape", "transpose", "permute", "getitem", "squeeze", "unsqueeze", "flatten", "expand", "detach"}


def _in_place(node: fx.Node, module: nn.Module, changing: Container[nn.Module]) -> bool:
    """Whether a step changes its first argument."""
    if node.op == "call_module":
        return _alters(module.get_submodule(str(node.target)), changing)
    own = getattr(node.target, "__name__", "") if node.op == "call_function" else str(node.target)
    inside = own.endswith("_") and not own.endswith("__")
    return inside or node.target in _CHANGES or bool(node.kwargs.get("inplace"))


_CHANGES = {operator.iadd, operator.isub, operator.imul, operator.itruediv, operator.ipow, operator.imatmul}
