"""Any `nn.Module` as a table: its hierarchy, folded, with the shapes, parameters and MACs of one forward pass.

The pass is made on a copy without numbers, or, where numbers decide, on one that shares the parameters; the module
that was given stays as it is. What comes out is a record (`record`) that says itself as text and as HTML.
"""

from typing import TYPE_CHECKING, Any

from blocks.errors import BlockError
from blocks.showing.record import Row, Shown

if TYPE_CHECKING:
    from torch import nn

__all__ = ["Row", "Shown", "show"]


def show(net: "nn.Module", given: Any, depth: int | None = None) -> Shown:
    """What one forward pass on `given` tells of a module. Raises BlockError for what is no module or no input."""
    from blocks.showing import counting, passing
    from blocks.showing.given import inputs, module

    module(net)
    if depth is not None and (type(depth) is not int or depth < 0):
        raise BlockError(f"depth is {depth!r}.", "a whole number from 0 on.", "leave it out, or give how many levels.")
    net = net._modules.get("_orig_mod") or net  # what torch.compile was given
    return counting.shown(net, passing.passed(net, inputs(given, net)), depth)
