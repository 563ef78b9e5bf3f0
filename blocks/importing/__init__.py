"""Modules that were written elsewhere become blocks, as far as truth allows.

Layers of PyTorch and rows of them are blocks as they are. A class of one's own becomes a `Graph` of what its `forward`
calls, level by level; what cannot be followed stays Python. Nothing is guessed: `difference` says whether the blocks
compute the same.
"""

import inspect
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor, nn

from blocks import catalogue, document, words
from blocks.building import build
from blocks.definitions import linked
from blocks.errors import BlockError
from blocks.feeding import feed
from blocks.importing.importer import Importer, whole
from blocks.importing.making import Made, make
from blocks.importing.names import joined, label
from blocks.importing.observing import evaluating, observe
from blocks.importing.steps import part
from blocks.importing.tidying import defined, inferring, repeated, shared
from blocks.importing.tracing import tensors_in
from blocks.runs import Feed
from blocks.tree import Block, Input, Model
from blocks.wiring import input_names


@dataclass(frozen=True)
class Imported:
    """A model; what was not turned into blocks, by path, and why; what keys of the original's `state_dict` are called
    in the model's; and what stopped the original's own pass."""

    model: Model
    notes: tuple[tuple[str, str], ...]
    keys: dict[str, str]
    error: str = ""


def from_module(
    net: nn.Module, inputs: Sequence[tuple[Sequence[int], str]], title: str = "", made: "Made | None" = None
) -> Imported:
    """A module as blocks; `inputs` are shapes, the batch first, and dtypes. It runs once on random numbers, and is left
    as it was. Raises BlockError, with the path, for what can be neither blocks nor Python."""
    given = _inputs(net, inputs)
    seen = observe(net, given)
    importer = Importer(made or {}, seen.calls)
    root, given = _root(whole(importer.block(net, "", importer.call(net)), net), given, len(tensors_in(seen.result)))
    keys = _keys(root, importer)
    model = _sound(Model(title or type(net).__name__, "", given, shared(root, importer)))
    model = _tidy(model, importer)
    return Imported(model, tuple(importer.notes), keys, _told(seen.error))


def from_code(source: str, expression: str, inputs: Sequence[tuple[Sequence[int], str]], title: str = "") -> Imported:
    """What an expression such as `MLP(20)` makes after the source has run, as blocks; see `from_module`. The source
    runs in this process. Raises BlockError, with the line, where it stops."""
    net, made = make(source, expression)
    return from_module(net, inputs, title, made)


def difference(found: Imported, net: nn.Module) -> float:
    """How far the outputs of the blocks are from those of the original with the same weights, as a share of the largest
    number: 0 is the same. Raises BlockError where they cannot be compared."""
    built = build(found.model).eval()
    built.load_state_dict(weights(found, net))
    tensors = feed(found.model, Feed(high=2))
    with evaluating(net), torch.no_grad():
        ours, theirs = (tensors_in(each(*(one.clone() for one in tensors))) for each in (built, net))
    if [each.shape for each in ours] != [each.shape for each in theirs]:
        return float("inf")
    return max(_apart(one.double(), other.double()) for one, other in zip(ours, theirs, strict=True))


def _apart(one: Tensor, other: Tensor) -> float:
    if torch.equal(one, other):
        return 0.0
    return float((one - other).abs().max() / other.abs().max().clamp(min=1e-12))


def weights(found: Imported, net: nn.Module) -> dict[str, Tensor]:
    """The original's `state_dict` under the model's keys."""
    known = {**dict(net.named_parameters(remove_duplicate=False)), **dict(net.named_buffers(remove_duplicate=False))}
    return {name: known[path].detach() for name, path in found.keys.items() if path in known}


MOST = 2**28  # numbers that are fed


def _inputs(net: nn.Module, inputs: Sequence[tuple[Sequence[int], str]]) -> tuple[Input, ...]:
    """The inputs of the model. Raises BlockError where they are none, or where `forward` does not take as many."""
    if any(isinstance(each, torch.jit.ScriptModule) for each in net.modules()):
        raise BlockError(
            "A TorchScript module has no Python to follow.", "a module as it was written.",
            "give the module before torch.jit.script.",
        )  # fmt: skip
    names = ["x"] if len(inputs) == 1 else [f"x{place}" for place in range(1, len(inputs) + 1)]
    given = tuple(
        Input(tuple(shape), dtype, name, 0 if shape else None)
        for name, (shape, dtype) in zip(names, inputs, strict=True)
    )
    _sound(Model(inputs=given, root=Block("Graph", children=(Block("Identity", "identity"),))))
    if sum(math.prod(each.shape) for each in given) > MOST:
        raise BlockError("The inputs are too large to run.", f"at most {MOST:,} numbers.", "use smaller ones.")
    try:
        inspect.signature(net.forward).bind(*given)
    except TypeError as error:
        raise BlockError(
            f"The forward of {type(net).__name__} cannot be called with {words.plural(len(given), 'tensor')}: {error}.",
            "a shape for each tensor that forward takes.", "give as many shapes.",
        ) from error  # fmt: skip
    return given


def _root(block: Block, inputs: tuple[Input, ...], gives: int) -> tuple[Block, tuple[Input, ...]]:
    """A root that a model can have, which gives so many tensors, and its inputs under the names that it has for
    them."""
    if block.kind == "Graph":
        names = input_names(block)
        if len(names) != len(inputs):
            raise BlockError(
                f"forward takes {len(names)} tensors, and {len(inputs)} shapes were given.",
                "a shape for each tensor.", "give as many shapes as forward takes tensors.",
            )  # fmt: skip
        args = {name: value for name, value in block.args.items() if name != "inputs"}
        return replace(block, args=args), tuple(
            replace(each, name=name) for each, name in zip(inputs, names, strict=True)
        )
    if block.kind == "Sequential":
        return block, inputs
    if len(inputs) == 1:
        return Block("Sequential", children=(block,)), inputs
    inner = replace(block, name="block", inputs=tuple(each.name for each in inputs))
    outputs = tuple(part("block", place) for place in range(max(gives, 1)))
    return Block("Graph", args={"outputs": outputs}, children=(inner,)), inputs


def _keys(root: Block, importer: Importer) -> dict[str, str]:
    """The model's keys, and the original's."""
    found: dict[str, str] = {}
    modules = {block: module for module, block in importer.met.items()}
    labelled = {label(block.id): block for block in root.walk() if block.id in importer.again}

    def visit(block: Block, path: str, beside: Sequence[Block]) -> None:
        if block.kind == "Reuse":
            block = labelled[str(block.args["of"])]
            if block in beside:
                return  # called again in the same Graph, it has its keys there alone
        module = modules.get(block.id)
        if block.id in importer.keys:
            found.update({joined(path, own): theirs for own, theirs in importer.keys[block.id].items()})
        elif module is not None and not (block.children or block.kind in ("Sequential", "Graph")):
            for name in module.state_dict():
                found[joined(path, name)] = joined(importer.paths[block.id], name)
        if block.id in importer.rounds:
            block = Block("Sequential", children=importer.rounds[block.id])
        for name, child in zip(block.names(), block.children, strict=True):
            visit(child, joined(path, name), block.children if block.kind == "Graph" else ())

    visit(root, "", ())
    return found


def _tidy(model: Model, importer: Importer) -> Model:
    """As a person would have built it, as long as that reads as a document."""
    for step in (inferring, _with_definitions(importer), lambda each: replace(each, root=repeated(each.root))):
        try:
            model = _sound(step(model))
        except BlockError:
            continue
    return model


def _with_definitions(importer: Importer) -> Any:
    def step(model: Model) -> Model:
        root, definitions = defined(model.root, importer)
        return replace(model, root=root, definitions=definitions)

    return step


def _sound(model: Model) -> Model:
    """The model as a file would give it back. Raises BlockError where it is none."""
    document.loads(document.dumps(model), catalogue.kinds())
    return linked(model)


def _told(error: BaseException | None) -> str:
    return "" if error is None else f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
