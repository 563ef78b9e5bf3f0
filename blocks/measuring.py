"""One layer, or one merge of branches, asked of PyTorch.

It is built and run on the meta device, which computes shapes and allocates nothing; where that device
is known to be lax, a small run on the CPU has the last word. There is no shape formula in this file.
"""

import copy
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
from blocks.report import Node, Problem, TensorType
from blocks.tree import Block

SMALL = 50_000_000  # bytes and MACs that a trial on the CPU may take
LARGE = 2_000_000_000  # bytes of weights that it may reserve: they are not written, and seldom read


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
def measured(name: str, items: tuple[tuple[str, Value], ...], inferred: tuple[str, ...], given: TensorType) -> Node:
    """Build and run one layer on the meta device."""
    kind, args = catalogue.kinds()[name], dict(items)
    meter = Meter()
    try:
        module, x = _on_meta(name, items), _empty(given)
        with meter:
            result = module(x)
        if given.dtype != "float32" or name in facts.LAX:
            suspect = explain.disagreement(kind, args, given) is not None
            if not _try_on_cpu(module, given, meter, suspect) and name.startswith("ConvTranspose"):
                _try_thin(name, args, given)
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


def _try_on_cpu(module: nn.Module, given: TensorType, meter: "Meter", suspect: bool) -> bool:
    """Raise what PyTorch raises on the CPU, if a trial there is small, or surely ends at once: for a `suspect`, whose
    typed size is not the one that arrives. The meta device is lax: it multiplies whole by real numbers. (On the CPU
    that too stops before it computes, so only real numbers have their MACs weighed.) Gives whether it was tried."""
    work = given.bytes + meter.written + (meter.macs if given.dtype == "float32" else 0)
    shape = given.shape
    if work > SMALL and shape:  # then one example stands for all
        shape, work = (1, *shape[1:]), work // max(shape[0], 1)
    small = (work <= SMALL or suspect) and _weights(module)["weight_bytes"] <= LARGE
    if small:
        copy.deepcopy(module).to_empty(device="cpu")(torch.zeros(shape, dtype=getattr(torch, given.dtype)))
    return small


def _try_thin(name: str, args: dict[str, Value], given: TensorType) -> None:
    """Raise what PyTorch raises on the CPU for a convolution that is too large to be tried there: one with a channel
    for each group has the same windows, padding and strides."""
    groups = int(str(args.get("groups", 1)))
    thin = _unfilled(name)(**args | {"in_channels": groups, "out_channels": groups}).eval()
    place = len(given.shape) - 1 - int(name[-2])
    shape = (*given.shape[:place], groups, *given.shape[place + 1 :])
    thin(torch.zeros(shape, dtype=getattr(torch, given.dtype)))


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


@lru_cache(maxsize=10_000)
def merged(merge: str, dim: int, types: tuple[TensorType, ...]) -> tuple[TensorType | None, Problem | None]:
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


def forget() -> None:
    """Start with empty memories again."""
    for function in (measured, merged, _on_meta, _empty):
        function.cache_clear()
