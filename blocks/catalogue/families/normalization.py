"""Numbers brought to mean 0 and deviation 1, or to length 1."""

from blocks.catalogue.entry import GRID, WORDS, Entry, floats, grid
from blocks.catalogue.operations import functional, learned

FAMILY = "Normalization"
SCALED = "(x − mean)/√(var + ε)·γ + β"


def _batch(dimensions: int) -> Entry:
    return Entry(
        f"BatchNorm{dimensions}d",
        "features" if dimensions == 1 else WORDS[dimensions],
        example=(grid(dimensions),),
        reads={"num_features": 1},
        takes="(batch, features) or (batch, features, length)" if dimensions == 1 else GRID[dimensions],
        paper="https://arxiv.org/abs/1502.03167",
        formula=SCALED,
    )


def _instance(dimensions: int) -> Entry:
    return Entry(
        f"InstanceNorm{dimensions}d",
        WORDS[dimensions],
        example=(grid(dimensions),),
        reads={"num_features": -1 - dimensions},
        takes=GRID[dimensions],
        paper="https://arxiv.org/abs/1607.08022",
        formula="(x − mean)/√(var + ε)",
    )


ALEXNET = "https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks"
ENTRIES = (
    _batch(2),
    Entry(
        "LayerNorm",
        "features",
        example=(floats(2, 6, 8),),
        reads={"normalized_shape": -1},
        takes="(…, features)",
        paper="https://arxiv.org/abs/1607.06450",
        formula=SCALED,
    ),
    _batch(1),
    Entry(
        "GroupNorm",
        "groups",
        start={"num_groups": 4},
        example=(grid(2),),
        reads={"num_channels": 1},
        takes="(batch, channels, …)",
        paper="https://arxiv.org/abs/1803.08494",
        formula=SCALED,
    ),
    Entry(
        "RMSNorm",
        "no mean",
        example=(floats(2, 6, 8),),
        reads={"normalized_shape": -1},
        takes="(…, features)",
        paper="https://arxiv.org/abs/1910.07467",
        formula="x/√(mean(x·x) + ε)·γ",
    ),
    _batch(3),
    *map(_instance, (2, 1, 3)),
    Entry(
        "LocalResponseNorm",
        "neighbours",
        start={"size": 5},
        example=(grid(2),),
        takes="(batch, channels, …)",
        paper=ALEXNET,
    ),
    Entry(
        "CrossMapLRN2d",
        "neighbours",
        doc="Applies local response normalization across the channels of pictures.",
        start={"size": 5},
        example=(grid(2),),
        takes=GRID[2],
        paper=ALEXNET,
        docs={
            "size": "How many neighbouring channels are summed",
            "alpha": "Factor of their sum of squares",
            "beta": "Exponent of the whole",
            "k": "What is added to the sum",
        },
    ),
    Entry(
        "Normalize",
        "to length 1",
        functional.Normalize,
        example=(floats(2, 6, 8),),
        bounds={"p": (1e-3, 10**3)},
        docs={"p": "The norm's exponent: 2 is the Euclidean length", "dim": "The dimension along which a vector lies"},
        url="https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.normalize.html",
    ),
    Entry(
        "LayerScale",
        "γ · x",
        learned.LayerScale,
        example=(floats(2, 6, 8),),
        reads={"features": -1},
        takes="(…, features)",
        bounds={"start": (-(10**3), 10**3)},
        paper="https://arxiv.org/abs/2103.17239",
        docs={"features": "How many features there are", "start": "The number each feature's factor starts with"},
    ),
)
