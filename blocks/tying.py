"""Blocks that use what others have: a `Reuse` in its place, and layers with a parameter of another layer."""

from math import prod
from typing import Any

from blocks.measuring import parameter_shapes
from blocks.report import Node, Problem
from blocks.scope import Scope, label
from blocks.tree import Block


def unknown(name: str) -> Problem:
    """A `Reuse` calls what is not known before it."""
    return Problem(
        f"It calls {name!r} again, which does not come before it."
        if name
        else "It does not say which block it calls again.",
        "the label of a block that comes before, in the same definition and in no Repeat of its own.",
        "choose one in the form, or share a block first.",
    )


def refused(name: str, node: Node) -> Problem | None:
    """The problem of a `Reuse` whose block does not work on what it is given here."""
    found = _first_problem(node)
    if node.ok or found is None:
        return None
    return Problem(f"{name!r} is called again. {found.received}", found.expected, found.fix, why=found.why)


def _first_problem(node: Node) -> Problem | None:
    if node.problem:
        return node.problem
    return next(filter(None, map(_first_problem, node.children)), None)


def tied(block: Block, node: Node, scope: Scope) -> Node:
    """The node of a layer that takes parameters of others: it has none of its own in their place."""
    known, own = dict(scope), parameter_shapes(block.kind, node.args)
    taken = 0
    for name, source in block.tied.items():
        theirs = _shape(source, known)
        if name not in own or theirs is None:
            return _broken(node, _missing(block, name, source, own))
        if own[name] != theirs:
            return _broken(node, _other_shape(block, name, own[name], source, theirs))
        taken += prod(theirs)
    fewer = {"params": taken, "trainable": taken, "weight_bytes": 4 * taken}
    changed = {field: getattr(node, field) - count for field, count in fewer.items()}
    return Node(**{field: getattr(node, field) for field in node.__struct_fields__} | changed)


def _shape(source: str, known: dict[str, Any]) -> tuple[int, ...] | None:
    """The shape of a parameter such as `embedding.weight`; None where there is none."""
    name, _, parameter = source.partition(".")
    found = known.get(label(name))
    if found is None or found.children:
        return None
    return parameter_shapes(found.kind, found.args).get(parameter)


def _broken(node: Node, problem: Problem) -> Node:
    return Node(inputs=node.inputs, args=node.args, inferred=node.inferred, problem=problem)


def _missing(block: Block, name: str, source: str, own: dict[str, tuple[int, ...]]) -> Problem:
    return Problem(
        f"The {name} of {block.kind} is tied to {source!r}.",
        f"one of its own parameters ({', '.join(own) or 'it has none'}), and one of a labelled layer before it.",
        "tie it to another parameter, or untie it.",
    )


def _other_shape(block: Block, name: str, own: tuple[int, ...], source: str, theirs: tuple[int, ...]) -> Problem:
    return Problem(
        f"The {name} of {block.kind} has the shape {own}, and {source} has {theirs}.",
        "the same shape, because they are one tensor.",
        "change the sizes until they agree, or untie it.",
    )
