"""Functions of each number by itself, and of a row of numbers together."""

from typing import Any

from blocks.catalogue.entry import GRID, Entry, floats, grid

FAMILY = "Activation"


def _function(name: str, hint: str = "", paper: str = "", lax: bool = False, **start: Any) -> Entry:
    return Entry(name, hint, start=start, example=(floats(2, 6, 8),), paper=paper, lax=lax)


ENTRIES = (
    _function("ReLU", "max(0, x)", "https://www.cs.toronto.edu/~fritz/absps/reluICML.pdf"),
    Entry(
        "GELU",
        "smooth",
        example=(floats(2, 6, 8),),
        choices={"approximate": ("none", "tanh")},
        paper="https://arxiv.org/abs/1606.08415",
    ),
    _function("SiLU", "x · sigmoid", "https://arxiv.org/abs/1702.03118"),
    _function("Sigmoid", "0 … 1"),
    _function("Tanh", "−1 … 1"),
    _function("Softmax", "sums to 1", lax=True, dim=1),
    _function("LeakyReLU", "small slope", "https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf"),
    _function("ELU", "e^x − 1", "https://arxiv.org/abs/1511.07289"),
    _function("SELU", "keeps the scale", "https://arxiv.org/abs/1706.02515"),
    _function("PReLU", "learned slope", "https://arxiv.org/abs/1502.01852"),
    _function("ReLU6", "0 … 6", "https://www.cs.toronto.edu/~kriz/conv-cifar10-aug2010.pdf"),
    _function("CELU", "smooth ELU", "https://arxiv.org/abs/1704.07483", lax=True),
    _function("Mish", "smooth", "https://arxiv.org/abs/1908.08681"),
    _function("Hardswish", "cheap SiLU", "https://arxiv.org/abs/1905.02244"),
    _function("Hardsigmoid", "0 … 1"),
    _function("Hardtanh", "−1 … 1"),
    _function("GLU", "gated half", "https://arxiv.org/abs/1612.08083"),
    _function("LogSoftmax", "log of it", dim=1),
    _function("Softmin", "of −x", lax=True, dim=1),
    Entry("Softmax2d", "over channels", example=(grid(2),), takes=GRID[2]),
    _function("LogSigmoid", "≤ 0"),
    _function("Softplus", "smooth ReLU"),
    _function("Softshrink", "towards 0"),
    _function("Softsign", "−1 … 1"),
    _function("Tanhshrink", "x − tanh x"),
    _function("Hardshrink", "small to 0"),
    _function("RReLU", "random slope", "https://arxiv.org/abs/1505.00853"),
    _function("Threshold", "x if > t", threshold=0.0, value=0.0),
)
