"""How much memory a pass holds at most, beyond the weights and the input, as PyTorch's own allocators count it."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.autograd.profiler import profile

from blocks.devices import wait


def held(net: nn.Module, given: Sequence[Tensor], device: str) -> int | None:
    """The bytes that a forward pass holds at most at once; None where the device does not tell."""
    match device.split(":")[0]:
        case "cpu":
            return _on_cpu(net, given)
        case "cuda":
            return _on_cuda(net, given, device)
    return None


def _on_cpu(net: nn.Module, given: Sequence[Tensor]) -> int:
    with profile(profile_memory=True) as seen:
        net(*given)
    now = most = 0
    for event in seen.kineto_results.events():
        if event.name() == "[memory]" and event.device_type().name == "CPU":
            now += event.nbytes()
            most = max(most, now)
    return most


def _on_cuda(net: nn.Module, given: Sequence[Tensor], device: str) -> int:
    wait(device)
    torch.cuda.reset_peak_memory_stats(device)
    before = torch.cuda.memory_allocated(device)
    net(*given)
    wait(device)
    return torch.cuda.max_memory_allocated(device) - before
