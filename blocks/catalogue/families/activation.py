"""Functions of each number by itself, and of a row of numbers together."""

from typing import Any

from blocks.catalogue.entry import GRID, Entry, floats, grid

FAMILY = "Activation"


def _function(name: str, hint: str = "", lax: bool = False, **start: Any) -> Entry:
    return Entry(name, hint, start=start, example=(floats(2, 6, 8),), lax=lax)


ENTRIES = (
    _function("ReLU", "max(0, x)"),
    Entry("GELU", "smooth", example=(floats(2, 6, 8),), choices={"approximate": ("none", "tanh")}),
    _function("SiLU"),
    _function("Sigmoid", "0 … 1"),
    _function("Tanh", "−1 … 1"),
    _function("Softmax", "sums to 1", lax=True, dim=1),
    _function("LeakyReLU"),
    _function("ELU"),
    _function("SELU"),
    _function("PReLU"),
    _function("ReLU6"),
    _function("CELU", lax=True),
    _function("Mish"),
    _function("Hardswish"),
    _function("Hardsigmoid"),
    _function("Hardtanh"),
    _function("GLU"),
    _function("LogSoftmax", dim=1),
    _function("Softmin", lax=True, dim=1),
    Entry("Softmax2d", example=(grid(2),), takes=GRID[2]),
    _function("LogSigmoid"),
    _function("Softplus"),
    _function("Softshrink"),
    _function("Softsign"),
    _function("Tanhshrink"),
    _function("Hardshrink"),
    _function("RReLU"),
    _function("Threshold", threshold=0.0, value=0.0),
)
