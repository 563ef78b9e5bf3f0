"""Numbers left out by chance while training."""

from blocks.catalogue.entry import GRID, Entry, floats, grid

FAMILY = "Dropout"
CHANNELS = "https://arxiv.org/abs/1411.4280"
SELU = "https://arxiv.org/abs/1706.02515"


def _channels(dimensions: int) -> Entry:
    return Entry(
        f"Dropout{dimensions}d", "channels", example=(grid(dimensions),), takes=GRID[dimensions], paper=CHANNELS
    )


ENTRIES = (
    Entry("Dropout", "regularise", example=(floats(2, 6, 8),), paper="https://arxiv.org/abs/1207.0580"),
    *map(_channels, (2, 1, 3)),
    Entry("AlphaDropout", "for SELU", example=(floats(2, 6, 8),), paper=SELU),
    Entry("FeatureAlphaDropout", "for SELU", example=(floats(2, 6, 8),), paper=SELU),
)
