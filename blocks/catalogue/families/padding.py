"""A border around sequences, pictures and volumes."""

from blocks.catalogue.entry import GRID, Entry, grid

FAMILY = "Padding"


def _padding(name: str, dimensions: int) -> Entry:
    start = {"padding": 1, "value": 0.0} if name == "Constant" else {"padding": 1}
    return Entry(f"{name}Pad{dimensions}d", start=start, example=(grid(dimensions),), takes=GRID[dimensions])


ENTRIES = tuple(
    _padding(name, dimensions)
    for dimensions in (2, 1, 3)
    for name in ("Zero", "Reflection", "Replication", "Constant", "Circular")
)
