"""A border around sequences, pictures and volumes."""

from blocks.catalogue.entry import GRID, Entry, grid

FAMILY = "Padding"
HINTS = {"Zero": "zeros", "Reflection": "mirror", "Replication": "edge", "Constant": "a number", "Circular": "wrap"}


def _padding(name: str, dimensions: int) -> Entry:
    start = {"padding": 1, "value": 0.0} if name == "Constant" else {"padding": 1}
    docs = {"value": "The number in the border"} if name == "Constant" else {}
    return Entry(
        f"{name}Pad{dimensions}d",
        HINTS[name],
        start=start,
        example=(grid(dimensions),),
        takes=GRID[dimensions],
        docs=docs,
    )


ENTRIES = tuple(_padding(name, dimensions) for dimensions in (2, 1, 3) for name in HINTS)
