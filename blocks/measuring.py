"""One layer, or one merge of branches, asked of PyTorch.

It is built and run on the meta device, which computes shapes and allocates nothing; where that device
is known to be lax, a small run on the CPU has the last word. There is no shape formula in this file.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn

from blocks import arity, catalogue, cautions, explain, trials
from blocks.catalogue.structures import MERGES
from blocks.errors import BlockError
from blocks.expressions import Expression, evaluate
from blocks.kinds import Argument, Kind, Value, accept
from blocks.metering import Meter
from blocks.report import Node, Problem, TensorType
from blocks.scope import Scope
from blocks.stretching import Reading, stretched
from blocks.tree import Block

IN_PLACE = frozenset(("Activation", "Normalization", "Dropout"))  # families whose numbers stay where they are


class Unresolved(Exception):
    """An argument has no value."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


Types: TypeAlias = tuple[TensorType, ...]


def resolve(kind: Kind, block: Block, given: Types, scope: Scope) -> tuple[dict[str, Value], tuple[str, ...]]:
    """The arguments a block is built with, and the names of those that were inferred from what it takes."""
    names = {name: value for name, value in scope if name.isidentifier()}
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


def _computed(argument: Argument, value: Value, names: dict[str, Any]) -> Value:
    if not isinstance(value, Expression):
        return value
    try:
        found = evaluate(value, names)
        if argument.type in ("int", "ints") and isinstance(found, float) and found.is_integer():
            found = int(found)
        if argument.type in ("int", "ints") and isinstance(found, bool):
            found = int(found)
        return accept(argument, bool(found) if argument.type == "bool" and isinstance(found, int) else found)
    except BlockError as error:
        raise Unresolved(Problem(error.received, error.expected, error.fix)) from error


def _read_off(kind: Kind, argument: Argument, given: Types) -> Value:
    assert argument.reads is not None
    if argument.of >= len(given):
        raise Unresolved(arity.count(kind, given))
    try:
        found = given[argument.of].shape[argument.reads]
    except IndexError as error:
        raise Unresolved(explain.missing_dimension(kind, argument.name, given[argument.of])) from error
    return (found,) if argument.type == "ints" else found


@lru_cache(maxsize=50_000)
def measured(name: str, items: tuple[tuple[str, Value], ...], inferred: tuple[str, ...], given: Types) -> Node:
    """Build and run one layer on the meta device."""
    kind, args = catalogue.kinds()[name], dict(items)
    most = len(given) if kind.variadic else len(kind.inputs)
    if not kind.least <= len(given) <= most:
        return Node(inputs=given, args=args, inferred=inferred, problem=arity.count(kind, given))
    try:
        module, tensors = _on_meta(name, items), tuple(_empty(each.shape, each.dtype) for each in given)
        reading = _reading(module, *tensors)
        if catalogue.ENTRIES[name].lax or any(each.dtype != "float32" for each in given):
            suspect = len(given) == 1 and explain.disagreement(kind, args, given[0]) is not None
            if not trials.tried(module, given, reading, suspect) and name.startswith("ConvTranspose"):
                trials.try_thin(_unfilled(name), args, given[0])
    except Exception as error:  # whatever PyTorch raises is the answer
        return Node(inputs=given, args=args, inferred=inferred, problem=_refused(kind, args, given, error))
    if not reading.outputs:
        return Node(inputs=given, args=args, inferred=inferred, problem=_not_a_tensor(kind))
    outputs = tuple(map(type_of, reading.outputs))
    if kind.family in IN_PLACE and len(given) == 1 and outputs[0].shape == given[0].shape:
        outputs = (TensorType(outputs[0].shape, outputs[0].dtype, given[0].grows),)
    else:
        outputs = followed(lambda *more: _reading(module, *more).outputs, given, outputs)
    return Node(
        inputs=given,
        outputs=outputs,
        args=args,
        inferred=inferred,
        caution=cautions.caution(kind, args, module, given),
        macs=reading.macs,
        saved=reading.written,
        many=reading.many,
        peak=sum(each.bytes for each in given) + reading.written,
        **weights(module),
    )


def _reading(module: nn.Module, *tensors: Tensor) -> Reading:
    """What a module gives and costs; on a long sequence from what it does on short ones."""

    def read(given: tuple[Tensor, ...]) -> Reading:
        with Meter() as meter:
            result = module(*given)
        return Reading(tensors_of(result), meter.macs, meter.written, not isinstance(result, Tensor))

    return stretched(read, module, tensors)


def followed(
    run: Callable[..., Any], given: Types, outputs: Types, made: Callable[[tuple[int, ...], str], Tensor] | None = None
) -> Types:
    """The outputs with the dimensions that follow the batch B: what changes when it is run with one example more, on
    tensors that `made` makes, else on such without numbers."""
    if not any(each.grows for each in given):
        return outputs
    try:
        larger = tensors_of(run(*((made or _empty)(each.grown, each.dtype) for each in given)))
    except Exception:  # it works with this batch alone: then no dimension follows B
        return outputs
    if len(larger) != len(outputs):  # the batch itself is taken apart
        return outputs
    batch = next((each.batch for each in given if each.batch), None)
    if batch is None:  # an empty batch tells nothing
        return outputs
    pairs = zip(outputs, larger, strict=True)
    return tuple(
        TensorType(each.shape, each.dtype, _growth(each.shape, tuple(more.shape), batch)) for each, more in pairs
    )


def _growth(shape: tuple[int, ...], larger: tuple[int, ...], batch: int) -> tuple[int, ...]:
    """How many times B each dimension is; () where one is something else, such as B + 1."""
    if shape == larger or len(shape) != len(larger):
        return ()
    grows = tuple(more - size for size, more in zip(shape, larger, strict=True))
    return grows if all(size == times * batch for size, times in zip(shape, grows, strict=True) if times) else ()


def tensors_of(result: Any) -> tuple[Tensor, ...]:
    """What a module gives, as a tuple of tensors; () when it is something else."""
    found = result if isinstance(result, tuple | list) else (result,)
    return tuple(found) if all(isinstance(each, Tensor) for each in found) else ()


def _refused(kind: Kind, args: dict[str, Any], given: Types, error: Exception) -> Problem:
    if len(given) == 1:
        return explain.leaf(kind, args, given[0], error)
    return arity.misfit(kind, args, given, error)


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


def weights(module: nn.Module) -> dict[str, Any]:
    """A module's parameters and buffers, in numbers and bytes: by identity, and `placed` by place."""
    parameters = list(module.parameters())
    return {
        "params": sum(each.numel() for each in parameters),
        "trainable": sum(each.numel() for each in parameters if each.requires_grad),
        "placed": sum(each.numel() for _, each in module.named_parameters(remove_duplicate=False)),
        "buffers": sum(each.numel() for each in module.buffers()),
        "weight_bytes": sum(each.nbytes for each in (*parameters, *module.buffers())),
    }


def parameter_shapes(name: str, args: Mapping[str, Value]) -> dict[str, tuple[int, ...]]:
    """The parameters of a layer with these arguments, and their shapes; none of a kind that is no layer."""
    if name not in catalogue.ENTRIES:
        return {}
    return {each: tuple(found.shape) for each, found in _on_meta(name, tuple(args.items())).named_parameters()}


def _not_a_tensor(kind: Kind) -> Problem:
    return Problem(f"{kind.name} gives no tensor.", "tensors.", "choose other arguments.")


@lru_cache(maxsize=1_000)
def _empty(shape: tuple[int, ...], dtype: str) -> Tensor:
    return torch.empty(shape, dtype=getattr(torch, dtype), device="meta")


def type_of(tensor: Tensor) -> TensorType:
    """Shape and dtype of a tensor."""
    return TensorType(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."))


@lru_cache(maxsize=10_000)
def merged(merge: str, dim: int, types: Types) -> tuple[Types, Problem | None]:
    """What PyTorch makes of the branches' outputs."""

    def join(*tensors: Tensor) -> Tensor:
        if merge == "Residual":
            return tensors[0] + tensors[1]
        branches = [_Give(tensor) for tensor in tensors]
        module = MERGES[merge](*branches, dim=dim) if merge in ("concat", "stack") else MERGES[merge](*branches)
        joined: Tensor = module(tensors[0])
        return joined

    try:
        output = join(*(_empty(each.shape, each.dtype) for each in types))
    except Exception as error:  # whatever PyTorch raises is the answer
        return (), explain.merge(merge, list(types), error)
    return followed(join, types, (type_of(output),)), None


class _Give(nn.Module):
    """A branch whose output is known."""

    def __init__(self, output: Tensor) -> None:
        super().__init__()
        self.output = output

    def forward(self, _: Tensor) -> Tensor:
        return self.output


def forget() -> None:
    """Start with empty memories again."""
    for function in (measured, merged, _on_meta, _empty):
        function.cache_clear()
