"""One backward pass, and what gradient comes back through each block.

The loss is a random mix of the model's (first) output, drawn from a seed and scaled so that the gradient enters at the
output with norm 1: what arrives at a block is then what the blocks behind it make of 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from blocks.errors import BlockError
from blocks.measuring import tensors_of
from blocks.places import Place, by_module
from blocks.report import Report


class Gradients(NamedTuple):
    """Norms: of the gradient at each block's (first) output, and of those of all its parameters together, by the path
    of the place; and of what reaches each of the model's inputs. None where no gradient comes, or nothing can learn."""

    outputs: dict[str, float | None]
    parameters: dict[str, float | None]
    inputs: tuple[float | None, ...]


def backward(report: Report, net: nn.Module, given: Sequence[Tensor], seed: int) -> Gradients:
    """The gradients of one pass. The module keeps its mode, and has no gradients afterwards.

    Raises: BlockError when the output has no gradient.
    """
    modules = by_module(report, net)
    fed = [_leaf(each) for each in given]
    with noted(modules) as seen, torch.enable_grad():
        # Code may write to its input, which PyTorch forbids for a leaf.
        output = tensors_of(net(*(each.clone() for each in fed)))[0]
        _mix(output, seed).backward()
    reached = tuple(None if each.grad is None else float(norm(each.grad)) for each in fed)
    gradients = {each: torch.zeros(()) if each.grad is None else each.grad for each in net.parameters()}
    of_parameters = by_place(modules, gradients)
    paths = [place.path for there in modules.values() for place in there]
    net.zero_grad()
    came = {path: float(seen[path]) if path in seen else None for path in paths}
    return Gradients(came, of_parameters, reached)


@contextmanager
def noted(modules: Mapping[nn.Module, list[Place]]) -> Iterator[dict[str, Tensor]]:
    """While it lasts, the norm of what comes back to the (first) output at each place, by its path."""
    seen: dict[str, Tensor] = {}
    with ExitStack() as hooks:
        for module, there in modules.items():
            hooks.callback(module.register_forward_hook(_hook(there, seen)).remove)
        yield seen


def by_place(
    modules: Mapping[nn.Module, list[Place]], tensors: Mapping[nn.Parameter, Tensor]
) -> dict[str, float | None]:
    """The norm of one tensor a parameter, of all parameters at a place together, by the path of the place; None where
    there are no parameters."""
    norms = {parameter: norm(each) for parameter, each in tensors.items()}
    return {
        place.path: _together([norms[each] for each in module.parameters()])
        for module, there in modules.items()
        for place in there
    }


def _leaf(given: Tensor) -> Tensor:
    real = given.is_floating_point() or given.is_complex()
    return given.detach().clone().requires_grad_(real)


def _hook(there: list[Place], seen: dict[str, Tensor]) -> Any:
    """Notes the norm of what comes back to each call's output. A shared module answers to its places in turn."""
    turns = iter(there)

    def after(_module: nn.Module, _args: Any, result: Any) -> None:
        place, tensors = next(turns, None), tensors_of(result)
        if place is None or not tensors or not tensors[0].requires_grad:
            return
        path = place.path

        def note(gradient: Tensor) -> None:
            seen[path] = norm(gradient)

        tensors[0].register_hook(note)

    return after


def _mix(output: Tensor, seed: int) -> Tensor:
    if not output.requires_grad:
        raise BlockError(
            f"The output ({str(output.dtype).removeprefix('torch.')}) has no gradient.",
            "an output of real numbers that follows from a parameter.", "end with a layer that gives such.",
        )  # fmt: skip
    if output.numel() == 0:
        raise BlockError("The output is empty, and has no gradient.", "an output with numbers.", "use a larger input.")
    random = torch.Generator().manual_seed(seed)
    mix = torch.randn(output.shape, generator=random)
    mix = (mix / mix.norm()).to(output.device)
    loss: Tensor = ((output.abs() if output.is_complex() else output).float() * mix).sum()
    return loss


def norm(gradient: Tensor) -> Tensor:
    """The norm of all its numbers as one row, on the device where they are."""
    wide = torch.complex64 if gradient.is_complex() else torch.float32
    found: Tensor = torch.linalg.vector_norm(gradient.detach().to(wide))
    return found


def _together(norms: list[Tensor]) -> float | None:
    return float(torch.linalg.vector_norm(torch.stack(norms))) if norms else None
