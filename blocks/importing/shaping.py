"""Views, slices and other shapes that a `forward` gives to tensors, as blocks.

A size that was read off a tensor stays open: the blocks work for other sizes too, where one of the catalogue can say
so.
"""

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, fx

from blocks.importing.steps import Step, Unwritten, Writer, fitting, name_of, part, plain, size_of


def parts(kind: str, name: str) -> Writer:
    """A tensor taken apart: `x.chunk(2, dim=1)`."""

    def write(step: Step) -> Any:
        x, size, dim = step.bind("tensor", name, "dim", dim=0)
        block = step.put(kind, x, **{name: size, "dim": dim})
        return tuple(part(block, place) for place in range(len(step.level.known(step.node))))

    return write


def unbind(step: Step) -> Any:
    """`q, k, v = x.unbind(2)`"""
    x, dim = step.bind("input", "dim", dim=0)
    block = step.put("Unbind", x, dim=dim)
    return tuple(part(block, place) for place in range(len(step.level.known(step.node))))


def flatten(step: Step) -> Any:
    """`torch.flatten(x, 1)`"""
    x, start, end = step.bind("input", "start_dim", "end_dim", start_dim=0, end_dim=-1)
    return _flat(step, x, plain(start), plain(end))


def _flat(step: Step, x: Any, start: int, end: int) -> Any:
    args = fitting("Flatten", {"start_dim": start, "end_dim": end})
    return step.level.add("Flatten", [step.level.source(x)], step.name, **args)


def reshape(step: Step) -> Any:
    """Splitting one dimension, or joining neighbours, stays that for any other sizes."""
    x, *sizes = step.args
    if step.named or not sizes:
        raise Unwritten
    wanted = _listed(step, sizes)
    loose = [isinstance(each, fx.Node) for each in wanted]
    if loose[0] and size_of(wanted[0]) == 0 and wanted[1:] == [-1]:
        return _flat(step, x, 1, -1)
    if not any(loose):
        return step.put("View", x, shape=tuple(wanted))
    came, gave = step.shape(x), step.shape(step.node)
    split = _split(came, gave)
    if split is not None and sum(loose[split[0] : split[1]]) + wanted[split[0] : split[1]].count(-1) <= 1:
        inner = [-1 if isinstance(each, fx.Node) else each for each in wanted[split[0] : split[1]]]
        return step.put("Unflatten", x, dim=split[0], unflattened_size=inner)
    joined = _split(gave, came)
    if joined is not None:
        return _flat(step, x, joined[0], -1 if joined[1] == len(came) else joined[1] - 1)
    if loose[0] and not any(loose[1:]) and came[0] == gave[0]:
        return step.put("Reshape", x, shape=wanted[1:])
    raise Unwritten


def _listed(step: Step, sizes: Sequence[Any]) -> list[Any]:
    """Sizes that come one by one, or as one tuple."""
    if len(sizes) > 1 or not isinstance(sizes[0], list | tuple | fx.Node):
        return list(sizes)
    if isinstance(sizes[0], fx.Node):
        if isinstance(step.level.known(sizes[0]), tuple | torch.Size):
            raise Unwritten
        return [sizes[0]]
    return list(sizes[0])


def _split(came: Sequence[int], gave: Sequence[int]) -> tuple[int, int] | None:
    """Where one dimension of `came` is several of `gave`, and all others are the same: from, up to."""
    more = len(gave) - len(came)
    if more < 1:
        return None
    for place, size in enumerate(came):
        end = place + more + 1
        if [*came[:place], *came[place + 1 :]] == [*gave[:place], *gave[end:]] and math.prod(gave[place:end]) == size:
            return place, end
    return None


def expand(step: Step) -> Any:
    """`x.expand(b, -1, -1)` with plain sizes; over the batch it is what the next step would do by itself."""
    x, *sizes = step.args
    return step.put("Expand", x, shape=tuple(_listed(step, sizes)))


def expand_as(step: Step) -> Any:
    """Arithmetic with the very tensor broadcasts by itself."""
    x, other = step.bind("input", "other")
    signs = ("add", "sub", "mul", "truediv")
    if all(name_of(user) in signs and other in user.args for user in step.node.users):
        return step.level.source(x)
    raise Unwritten


def repeat(step: Step) -> Any:
    """`x.repeat(1, 3)`"""
    x, *sizes = step.args
    wanted = _listed(step, sizes)
    if step.named or len(wanted) < len(step.shape(x)):
        raise Unwritten
    return step.put("Tile", x, dims=tuple(wanted))


def same(step: Step) -> Any:
    """A call that changes no number."""
    return step.level.source(step.args[0])


def cast(step: Step) -> Any:
    """`x.float()`, `x.to(y.dtype)`"""
    given, gives = step.level.known(step.args[0]), step.level.known(step.node)
    if given.dtype == gives.dtype:
        return same(step)
    return step.put("Cast", step.args[0], dtype=str(gives.dtype).removeprefix("torch."))


def transposed(step: Step) -> Any:
    """`x.T`, `x.t()`, `x.mT`"""
    if step.name != "mT" and len(step.shape(step.args[0])) != 2:
        raise Unwritten
    return step.put("Transpose", step.args[0], dim0=-2, dim1=-1)


def item(step: Step) -> Any:
    """`x[:, 0]`, `x[..., 1:]`: dimension by dimension."""
    x, index = step.args
    asked = list(index) if isinstance(index, tuple) else [index]
    if any(isinstance(each, fx.Node | Tensor | list | bool) for each in asked):
        raise Unwritten
    if Ellipsis in asked:
        at = asked.index(Ellipsis)
        missing = len(step.shape(x)) - sum(each is not None and each is not Ellipsis for each in asked)
        asked[at : at + 1] = [slice(None)] * missing
    name, dim = step.level.source(x), 0
    for each in asked:
        if each is None:
            name = step.level.add("Unsqueeze", [name], "unsqueeze", dim=dim)
            dim += 1
        elif isinstance(each, slice):
            if (each.start, each.stop, each.step) not in ((None, None, None), (0, None, None)):
                name = step.level.add("Slice", [name], "slice", **_slice(dim, each))
            dim += 1
        else:
            name = step.level.add("Select", [name], "select", **fitting("Select", {"dim": dim, "index": each}))
    return name


def _slice(dim: int, asked: slice) -> dict[str, Any]:
    args = {"dim": dim, "start": plain(asked.start), "stop": plain(asked.stop), "step": plain(asked.step)}
    return fitting("Slice", {name: value for name, value in args.items() if value is not None})
