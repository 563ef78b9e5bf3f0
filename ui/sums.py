"""How the parameters of one layer add up: `256 × 20 weights + 256 biases = 5,376`."""

from math import prod
from typing import Any

from blocks.report import Node

CONVOLUTION = ("Conv1d", "Conv2d", "Conv3d")
TRANSPOSED = ("ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d")


def written(kind: str, node: Node) -> str:
    """The sum of a Linear layer or a convolution in words, "" for all others.

    It is only told where it comes to what PyTorch counted: not where a parameter is shared or tied.
    """
    weights = _weights(kind, node.args) if node.ok else ()
    if not weights:
        return ""
    biases = _biases(kind, node.args)
    if prod(weights) + biases != node.params:
        return ""
    product = " × ".join(f"{each:,}" for each in weights) + " weights"
    return f"{product} + {biases:,} biases = {node.params:,}" if biases else f"{product} = {node.params:,}"


def _weights(kind: str, args: dict[str, Any]) -> tuple[int, ...]:
    """The shape of the weight as PyTorch documents it, () where it is not known here."""
    if kind == "Linear":
        return args.get("out_features", 0), args.get("in_features", 0)
    if kind not in (*CONVOLUTION, *TRANSPOSED):
        return ()
    into, out, groups = args.get("in_channels", 0), args.get("out_channels", 0), args.get("groups", 1)
    window = _window(args.get("kernel_size", 0), int(kind[-2]))
    return (out, into // groups, *window) if kind in CONVOLUTION else (into, out // groups, *window)


def _biases(kind: str, args: dict[str, Any]) -> int:
    """One for each output, unless there are none."""
    return args.get("out_features" if kind == "Linear" else "out_channels", 0) if args.get("bias", True) else 0


def _window(size: Any, dims: int) -> tuple[int, ...]:
    """A window's size in each dimension: PyTorch takes 3 for 3×3."""
    return tuple(size) if isinstance(size, list | tuple) else (size,) * dims
