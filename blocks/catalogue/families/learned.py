"""Tensors that a model holds, learned or constant, and what adds or puts them to its input."""

from blocks.catalogue.entry import Entry, floats, page
from blocks.catalogue.operations import learned

FAMILY = "Learned"
_SEQUENCE = floats(2, 6, 8)
_TAKES = "(batch, time, features)"
_FEATURES = "The size of the last dimension."

ENTRIES = (
    Entry(
        "Parameter",
        "learned tensor",
        learned.Parameter,
        start={"shape": (1, 8)},
        choices={"init": ("zeros", "ones", "normal")},
        bounds={"shape": (1, 10**6), "std": (0, 10**3)},
        docs={
            "shape": "Its shape; 1 where it is to broadcast, as over the batch.",
            "init": "What it holds at first: zeros, ones, or random numbers around 0.",
            "std": "The standard deviation of the random numbers.",
        },
        url=page("nn.parameter.Parameter"),
    ),
    Entry(
        "Constant",
        "not learned",
        learned.Constant,
        start={"shape": (1, 8)},
        choices={"fill": ("value", "normal", "uniform")},
        bounds={"shape": (1, 10**6), "seed": (0, 10**6)},
        docs={
            "shape": "Its shape; 1 where it is to broadcast, as over the batch.",
            "fill": "One value, or random numbers: normal around 0, or uniform from 0 to 1.",
            "value": "The one value.",
            "seed": "Equal seeds give equal random numbers.",
        },
        url=page("nn.Module"),
    ),
    Entry(
        "Bias",
        "x + b",
        learned.Bias,
        example=(_SEQUENCE,),
        reads={"features": -1},
        takes="(…, features)",
        docs={"features": _FEATURES},
    ),
    Entry(
        "ClassToken",
        "+ 1 position",
        learned.ClassToken,
        example=(_SEQUENCE,),
        reads={"features": -1},
        takes=_TAKES,
        docs={"features": _FEATURES},
        paper="https://arxiv.org/abs/1810.04805",
    ),
    Entry(
        "Queries",
        "learned rows",
        learned.Queries,
        start={"count": 10},
        example=(_SEQUENCE,),
        reads={"features": -1},
        takes="(batch, …, features)",
        docs={"features": "The size of each vector.", "count": "How many vectors come out for each example."},
        paper="https://arxiv.org/abs/2005.12872",
    ),
    Entry(
        "SinusoidalEncoding",
        "+ position",
        learned.SinusoidalEncoding,
        start={"longest": 512},
        example=(_SEQUENCE,),
        reads={"features": -1},
        takes=_TAKES,
        docs={"features": _FEATURES, "longest": "The longest sequence it can take."},
        paper="https://arxiv.org/abs/1706.03762",
    ),
    Entry(
        "RotaryEmbedding",
        "turn q and k",
        learned.RotaryEmbedding,
        example=(floats(2, 4, 6, 8),),
        takes="(…, time, features), an even number of features",
        bounds={"base": (1, 10**7)},
        docs={"base": "The slowest pair turns about once in this many positions, times 2π."},
        paper="https://arxiv.org/abs/2104.09864",
    ),
)
