"""Functions of each number by itself, and of a row of numbers together."""

from typing import Any

from blocks.catalogue.entry import GRID, Entry, floats, grid

FAMILY = "Activation"


def _function(name: str, hint: str = "", paper: str = "", lax: bool = False, formula: str = "", **start: Any) -> Entry:
    return Entry(name, hint, start=start, example=(floats(2, 6, 8),), paper=paper, lax=lax, formula=formula)


ENTRIES = (
    _function("ReLU", "max(0, x)", "https://www.cs.toronto.edu/~fritz/absps/reluICML.pdf", formula="max(0, x)"),
    Entry(
        "GELU",
        "smooth",
        example=(floats(2, 6, 8),),
        choices={"approximate": ("none", "tanh")},
        formula="x·Φ(x)",
        paper="https://arxiv.org/abs/1606.08415",
    ),
    _function("SiLU", "x · sigmoid", "https://arxiv.org/abs/1702.03118", formula="x·σ(x)"),
    _function("Sigmoid", "0 … 1", formula="1/(1 + exp(−x))"),
    _function("Tanh", "−1 … 1", formula="tanh(x)"),
    _function("Softmax", "sums to 1", lax=True, dim=1, formula="exp(x)/Σ exp(x)"),
    _function(
        "LeakyReLU",
        "small slope",
        "https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf",
        formula="max(0, x) + a·min(0, x)",
    ),
    _function("ELU", "e^x − 1", "https://arxiv.org/abs/1511.07289", formula="max(0, x) + min(0, α·(exp(x) − 1))"),
    _function(
        "SELU",
        "keeps the scale",
        "https://arxiv.org/abs/1706.02515",
        formula="1.0507·(max(0, x) + min(0, 1.6733·(exp(x) − 1)))",
    ),
    _function(
        "PReLU", "learned slope", "https://arxiv.org/abs/1502.01852", formula="max(0, x) + a·min(0, x), a learned"
    ),
    _function(
        "ReLU6", "0 … 6", "https://www.cs.toronto.edu/~kriz/conv-cifar10-aug2010.pdf", formula="min(max(0, x), 6)"
    ),
    _function(
        "CELU",
        "smooth ELU",
        "https://arxiv.org/abs/1704.07483",
        lax=True,
        formula="max(0, x) + min(0, α·(exp(x/α) − 1))",
    ),
    _function("Mish", "smooth", "https://arxiv.org/abs/1908.08681", formula="x·tanh(log(1 + exp(x)))"),
    _function("Hardswish", "cheap SiLU", "https://arxiv.org/abs/1905.02244", formula="x·min(max(0, x + 3), 6)/6"),
    _function("Hardsigmoid", "0 … 1", formula="min(max(0, x + 3), 6)/6"),
    _function("Hardtanh", "−1 … 1", formula="min(max(−1, x), 1)"),
    _function("GLU", "gated half", "https://arxiv.org/abs/1612.08083"),
    _function("LogSoftmax", "log of it", dim=1, formula="x − log(Σ exp(x))"),
    _function("Softmin", "of −x", lax=True, dim=1, formula="exp(−x)/Σ exp(−x)"),
    Entry("Softmax2d", "over channels", example=(grid(2),), takes=GRID[2]),
    _function("LogSigmoid", "≤ 0", formula="−log(1 + exp(−x))"),
    _function("Softplus", "smooth ReLU", formula="log(1 + exp(β·x))/β"),
    _function("Softshrink", "towards 0"),
    _function("Softsign", "−1 … 1", formula="x/(1 + |x|)"),
    _function("Tanhshrink", "x − tanh x", formula="x − tanh(x)"),
    _function("Hardshrink", "small to 0"),
    _function("RReLU", "random slope", "https://arxiv.org/abs/1505.00853"),
    _function("Threshold", "x if > t", threshold=0.0, value=0.0),
)
