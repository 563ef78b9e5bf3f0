"""One number for each window: the largest, the mean, a norm."""

from blocks.catalogue.entry import GRID, Entry, grid

FAMILY = "Pooling"


def _pool(name: str, dimensions: int, hint: str = "") -> Entry:
    return Entry(
        f"{name}Pool{dimensions}d",
        hint,
        start={"kernel_size": 2},
        example=(grid(dimensions),),
        takes=GRID[dimensions],
    )


def _adaptive(name: str, dimensions: int, hint: str = "") -> Entry:
    return Entry(
        f"Adaptive{name}Pool{dimensions}d",
        hint,
        start={"output_size": 1},
        example=(grid(dimensions),),
        takes=GRID[dimensions],
    )


def _norm(dimensions: int) -> Entry:
    return Entry(
        f"LPPool{dimensions}d",
        start={"norm_type": 2.0, "kernel_size": 2},
        example=(grid(dimensions),),
        takes=GRID[dimensions],
    )


def _fractional(dimensions: int) -> Entry:
    return Entry(
        f"FractionalMaxPool{dimensions}d",
        start={"kernel_size": 2, "output_ratio": 0.5},
        example=(grid(dimensions),),
        takes=GRID[dimensions],
    )


ENTRIES = (
    _pool("Max", 2, "image"),
    _pool("Avg", 2, "image"),
    _adaptive("Avg", 2, "to size"),
    _adaptive("Max", 2),
    _pool("Max", 1),
    _pool("Avg", 1),
    _adaptive("Avg", 1),
    _adaptive("Max", 1),
    _pool("Max", 3),
    _pool("Avg", 3),
    _adaptive("Avg", 3),
    _adaptive("Max", 3),
    *map(_norm, (1, 2, 3)),
    *map(_fractional, (2, 3)),
)
