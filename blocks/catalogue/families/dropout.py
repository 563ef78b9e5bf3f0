"""Numbers left out by chance while training."""

from blocks.catalogue.entry import GRID, Entry, floats, grid

FAMILY = "Dropout"


def _channels(dimensions: int) -> Entry:
    return Entry(f"Dropout{dimensions}d", example=(grid(dimensions),), takes=GRID[dimensions])


ENTRIES = (
    Entry("Dropout", "regularise", example=(floats(2, 6, 8),)),
    *map(_channels, (2, 1, 3)),
    Entry("AlphaDropout", example=(floats(2, 6, 8),)),
    Entry("FeatureAlphaDropout", example=(floats(2, 6, 8),)),
)
