"""One number for each window: the largest, the mean, a norm; and the largest put back where they came from."""

from torch import nn

from blocks.catalogue.adapters import unpooling
from blocks.catalogue.entry import GRID, WINDOWS, WORDS, Entry, floats, grid, whole

FAMILY = "Pooling"


VALUES = ("values", "indices")  # what the largest can give: themselves, and where in the input they stood


def _pool(name: str, dimensions: int) -> Entry:
    return Entry(
        f"{name}Pool{dimensions}d",
        WORDS[dimensions],
        start={"kernel_size": 2},
        example=(grid(dimensions),),
        takes=GRID[dimensions],
        gives=VALUES if name == "Max" else (),
        formula=WINDOWS if name == "Max" else "n → ⌊(n + 2·p − k)/s⌋ + 1",
    )


def _adaptive(name: str, dimensions: int) -> Entry:
    return Entry(
        f"Adaptive{name}Pool{dimensions}d",
        "to size",
        start={"output_size": 1},
        example=(grid(dimensions),),
        takes=GRID[dimensions],
        gives=VALUES if name == "Max" else (),
    )


def _usual(dimensions: int) -> tuple[Entry, ...]:
    return (
        _pool("Max", dimensions),
        _pool("Avg", dimensions),
        _adaptive("Avg", dimensions),
        _adaptive("Max", dimensions),
    )


def _norm(dimensions: int) -> Entry:
    return Entry(
        f"LPPool{dimensions}d",
        "norm",
        start={"norm_type": 2.0, "kernel_size": 2},
        example=(grid(dimensions),),
        takes=GRID[dimensions],
        paper="https://arxiv.org/abs/1204.3968",
        formula="n → ⌊(n − k)/s⌋ + 1",
        docs={"norm_type": "The exponent p: 1 sums, 2 is the Euclidean length, a larger one is nearer to the maximum"},
    )


def _fractional(dimensions: int) -> Entry:
    return Entry(
        f"FractionalMaxPool{dimensions}d",
        "random windows",
        start={"kernel_size": 2, "output_ratio": 0.5},
        example=(grid(dimensions),),
        takes=GRID[dimensions],
        gives=VALUES,
        paper="https://arxiv.org/abs/1412.6071",
    )


def _unpool(module: type[nn.Module], dimensions: int) -> Entry:
    pooled = (2, 4, *[4] * dimensions)
    return Entry(
        module.__name__,
        "undo MaxPool",
        module,
        start={"kernel_size": 2},
        example=(floats(*pooled), whole(*pooled)),
        takes=GRID[dimensions],
        paper="https://arxiv.org/abs/1511.00561",
        docs={
            "kernel_size": "Size of the window that the pooling took the largest of",
            "stride": "Step of that window; left out, it is kernel_size",
            "padding": "Border that the pooling added on both sides",
            "output_size": "Size of what comes out, where several sizes pool to what came in",
        },
    )


ENTRIES = (
    *(entry for dimensions in (2, 1, 3) for entry in _usual(dimensions)),
    *map(_norm, (1, 2, 3)),
    *map(_fractional, (2, 3)),
    _unpool(unpooling.MaxUnpool2d, 2),
    _unpool(unpooling.MaxUnpool1d, 1),
    _unpool(unpooling.MaxUnpool3d, 3),
)
