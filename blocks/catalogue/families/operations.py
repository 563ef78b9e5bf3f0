"""Operations that people write in `forward`: of the shape, and over dimensions."""

import inspect
from typing import Any

from torch import nn

from blocks.catalogue import operations
from blocks.catalogue.entry import Entry, floats

DOCS = {
    "shape": "The shape of each example; one -1 is worked out",
    "dims": "The old dimensions in their new order",
    "dim": "The dimension, or dimensions; negative ones count from the last",
    "dim0": "One of the two dimensions",
    "dim1": "The other one",
    "index": "Which entry; negative ones count from the last",
    "start": "The first entry",
    "length": "How many entries",
    "keepdim": "Whether the dimension stays, with size 1",
    "scale": "What the input is multiplied by",
    "shift": "What is added then",
}


def _operation(module: type[nn.Module], hint: str = "", **start: Any) -> Entry:
    docs = {name: DOCS[name] for name in inspect.signature(module).parameters}
    return Entry(module.__name__, hint, module, start=start, example=(floats(2, 6, 8),), docs=docs)


SHAPE = (
    Entry("Flatten", "to vector", example=(floats(2, 6, 8),)),
    _operation(operations.Reshape, shape=(-1,)),
    _operation(operations.Permute, dims=(0, 2, 1)),
    _operation(operations.Transpose, dim0=1, dim1=2),
    Entry("Unflatten", start={"dim": 1, "unflattened_size": (1, -1)}, example=(floats(2, 6, 8),)),
    _operation(operations.Squeeze, dim=-1),
    _operation(operations.Unsqueeze, dim=1),
    _operation(operations.Select, "one index", dim=1, index=0),
    Entry(
        "Narrow",
        module=operations.Narrow,
        start={"dim": 1, "start": 0, "length": 1},
        example=(floats(2, 6, 8),),
        bounds={"start": (0, 10**6), "length": (1, 10**6)},
        docs={name: DOCS[name] for name in ("dim", "start", "length")},
    ),
)
REDUCTION = (
    _operation(operations.Mean, "over dims", dim=(1,)),
    _operation(operations.Sum, dim=(1,)),
    _operation(operations.Max, dim=(1,)),
    _operation(operations.Affine, "a·x + b"),
)
