"""Operations that people write in `forward`: of the shape, and over dimensions."""

from typing import Any

from torch import nn

from blocks.catalogue import operations
from blocks.catalogue.entry import Entry, floats


def _operation(module: type[nn.Module], hint: str = "", **start: Any) -> Entry:
    return Entry(module.__name__, hint, module, start=start, example=(floats(2, 6, 8),))


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
    ),
)
REDUCTION = (
    _operation(operations.Mean, "over dims", dim=(1,)),
    _operation(operations.Sum, dim=(1,)),
    _operation(operations.Max, dim=(1,)),
    _operation(operations.Affine, "a·x + b"),
)
