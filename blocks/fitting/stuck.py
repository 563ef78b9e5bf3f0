"""Where a training got stuck: the first block, in the order of the calls, whose numbers are none any more."""

from typing import Any

import torch
from torch import Tensor, nn

from blocks import words
from blocks.fitting.records import End
from blocks.measuring import tensors_of
from blocks.places import Place
from blocks.report import Report
from blocks.timing import Clock


def stuck(report: Report, net: nn.Module, given: Tensor, step: int, loss: float, rate: float) -> End:
    """Why the loss after `step` steps is no finite number, and the block where it begins: the batch once more, looked
    at block by block."""
    broken: list[Place] = []

    def see(place: Place, _given: Any, result: Any) -> None:
        if not place.block.children and not all(map(_sound, tensors_of(result))):
            broken.append(place)

    clock = Clock("cpu", see)
    with torch.no_grad(), clock.on(report, net):
        clock.run(net, [given.clone()])
    what = "NaN" if loss != loss else "infinite"
    after = f"After {words.plural(step, 'step')} the loss is {what}."
    smaller = f"A smaller learning rate may help: {rate / 10:.3g}."
    if not broken:
        return End("stuck", "", f"{after} All blocks give numbers, but too large ones. {smaller}")
    first = broken[0]
    module = net.get_submodule(first.module)
    if not all(map(_sound, module.parameters())):
        return End("stuck", first.path, f"{after} It begins here: the parameters are no numbers any more. {smaller}")
    advice = "A normalisation before it may help, or another operation" if step == 0 else smaller.rstrip(".")
    return End("stuck", first.path, f"{after} It begins here: what comes out is NaN or infinite. {advice}.")


def _sound(tensor: Tensor) -> bool:
    return bool(torch.isfinite(tensor).all())
