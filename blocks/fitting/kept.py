"""A training put away as bytes, and taken up again where it stood: weights, the optimiser's state, random numbers.

The weights are a `.safetensors` file of their own, the rest another one. Nothing is pickled.
"""

from collections.abc import Mapping
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn
from torch.optim import Optimizer

from blocks.errors import BlockError
from blocks.weights import packed

MOST_LIVE = 4 * 2**20  # bytes that may come along several times a second
MOST_KEPT = 192 * 2**20  # at the end
_RANDOM, _STEP = "random", "step"


def size(net: nn.Module, optimiser: Optimizer) -> int:
    """The bytes of all that is put away, about."""
    tensors = [*net.state_dict().values(), *_flat(optimiser).values()]
    return sum(each.numel() * each.element_size() for each in tensors)


def put_away(net: nn.Module, optimiser: Optimizer, step: int) -> tuple[bytes, bytes]:
    """The weights, and the state after so many steps."""
    rest = _flat(optimiser) | {_RANDOM: torch.get_rng_state(), _STEP: torch.tensor([step])}
    return packed(net), save(rest)


def take_up(net: nn.Module, optimiser: Optimizer, weights: bytes, state: bytes) -> int:
    """Put a module, an optimiser and torch's random numbers where they stood; the steps that were done.

    Raises: BlockError when the bytes are those of another model or damaged; it is then half done.
    """
    try:
        _load(net, load(weights))
        rest = load(state)
        random, step = rest.pop(_RANDOM), int(rest.pop(_STEP))
        torch.set_rng_state(random)
        _restore(optimiser, rest)
    except (SafetensorError, KeyError, ValueError, RuntimeError, TypeError) as error:
        raise _another() from error
    return step


def _load(net: nn.Module, found: Mapping[str, Tensor]) -> None:
    own = {name: each for name, each in net.state_dict(keep_vars=True).items() if isinstance(each, Tensor)}
    held = {id(own[name]) for name in found}
    fits = all(own[name].shape == each.shape and own[name].dtype == each.dtype for name, each in found.items())
    if not fits or {id(each) for each in own.values()} != held:
        raise ValueError
    with torch.no_grad():
        for name, each in found.items():
            own[name].copy_(each)


def _flat(optimiser: Optimizer) -> dict[str, Tensor]:
    """The optimiser's tensors by the number of the parameter and their name: `3.exp_avg`."""
    states: dict[int, dict[str, Any]] = optimiser.state_dict()["state"]
    return {
        f"{number}.{name}": each
        for number, state in states.items()
        for name, each in state.items()
        if isinstance(each, Tensor)
    }


def _restore(optimiser: Optimizer, flat: Mapping[str, Tensor]) -> None:
    states: dict[int, dict[str, Tensor]] = {}
    for key, each in flat.items():
        number, _, name = key.partition(".")
        states.setdefault(int(number), {})[name] = each
    optimiser.load_state_dict({"state": states, "param_groups": optimiser.state_dict()["param_groups"]})


def _another() -> BlockError:
    return BlockError(
        "The training cannot go on: what was kept of it is another model's, or damaged.",
        "that of this model, with the same optimiser.", "train again from the start.",
    )  # fmt: skip
