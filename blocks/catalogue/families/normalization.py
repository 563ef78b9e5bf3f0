"""Numbers brought to mean 0 and deviation 1, or to length 1."""

from blocks.catalogue.entry import GRID, Entry, floats, grid
from blocks.catalogue.operations import functional, learned

FAMILY = "Normalization"


def _batch(dimensions: int, hint: str = "") -> Entry:
    return Entry(
        f"BatchNorm{dimensions}d",
        hint,
        example=(grid(dimensions),),
        reads={"num_features": 1},
        takes="(batch, features) or (batch, features, length)" if dimensions == 1 else GRID[dimensions],
    )


def _instance(dimensions: int) -> Entry:
    return Entry(
        f"InstanceNorm{dimensions}d",
        example=(grid(dimensions),),
        reads={"num_features": -1 - dimensions},
        takes=GRID[dimensions],
    )


ENTRIES = (
    _batch(2, "image"),
    Entry("LayerNorm", "features", example=(floats(2, 6, 8),), reads={"normalized_shape": -1}, takes="(…, features)"),
    _batch(1, "features"),
    Entry(
        "GroupNorm",
        "groups",
        start={"num_groups": 4},
        example=(grid(2),),
        reads={"num_channels": 1},
        takes="(batch, channels, …)",
    ),
    Entry("RMSNorm", example=(floats(2, 6, 8),), reads={"normalized_shape": -1}, takes="(…, features)"),
    _batch(3),
    *map(_instance, (2, 1, 3)),
    Entry("LocalResponseNorm", start={"size": 5}, example=(grid(2),), takes="(batch, channels, …)"),
    Entry("CrossMapLRN2d", start={"size": 5}, example=(grid(2),), takes=GRID[2]),
    Entry("Normalize", module=functional.Normalize, example=(floats(2, 6, 8),), bounds={"p": (1e-3, 10**3)}),
    Entry(
        "LayerScale",
        module=learned.LayerScale,
        example=(floats(2, 6, 8),),
        reads={"features": -1},
        takes="(…, features)",
        bounds={"start": (-(10**3), 10**3)},
    ),
)
