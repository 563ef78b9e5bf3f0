"""The same numbers in another shape, order or type, or with others around them."""

from typing import Any

from torch import nn

from blocks.catalogue.entry import Entry, floats, grid, page
from blocks.catalogue.operations import shape

FAMILY = "Shape"
_ANY = floats(2, 6, 8)
_DIM = "Which dimension; -1 is the last."
_MODES = ("constant", "reflect", "replicate", "circular")
_DTYPES = ("float32", "float64", "float16", "bfloat16", "int64", "int32", "int8", "uint8", "bool", "complex64")


def _method(module: type[nn.Module], hint: str, expression: str, function: str, **more: Any) -> Entry:
    """An operation that is one function of PyTorch; `more` are further fields of the entry."""
    return Entry(
        module.__name__, hint, module, **{"example": (_ANY,), "expression": expression, "url": page(function)} | more
    )


ENTRIES = (
    Entry("Flatten", "to vector", example=(_ANY,), expression="{0}.flatten({start_dim}{end_dim:, })"),
    _method(
        shape.Reshape, "keeps batch", "{0}.reshape({0}.shape[0], {shape!s})", "reshape", start={"shape": (-1,)},
        docs={"shape": "The shape of one example; -1 stands for what is left."},
    ),
    _method(
        shape.View, "with batch", "{0}.reshape({shape!s})", "reshape", start={"shape": (-1, 8)},
        docs={"shape": "The whole shape, the batch first; -1 stands for what is left."},
    ),
    _method(
        shape.Permute, "reorder", "{0}.permute({dims!s})", "permute", start={"dims": (0, 2, 1)},
        docs={"dims": "The old dimensions in their new order; 0 is the batch."},
    ),
    _method(
        shape.Transpose, "swap two", "{0}.transpose({dim0}, {dim1})", "transpose", start={"dim0": 1, "dim1": 2},
        docs={"dim0": "The one dimension; 0 is the batch.", "dim1": "The other dimension; -1 is the last."},
    ),
    Entry(
        "Unflatten", "split one", start={"dim": 1, "unflattened_size": (1, -1)}, example=(_ANY,),
        expression="{0}.unflatten({dim}, {unflattened_size!r})",
    ),
    _method(
        shape.Movedim, "move one", "{0}.movedim({source}, {destination})", "movedim",
        start={"source": (1,), "destination": (-1,)}, bounds={"source": (-8, 7), "destination": (-8, 7)},
        docs={"source": "Which dimensions move.", "destination": "Where each of them goes."},
    ),
    _method(
        shape.Squeeze, "drop size 1", "{0}.squeeze({dim})", "squeeze", start={"dim": -1},
        docs={"dim": f"{_DIM} One of another size stays."},
    ),
    _method(
        shape.Unsqueeze, "add size 1", "{0}.unsqueeze({dim})", "unsqueeze", start={"dim": 1},
        docs={"dim": "Where the new dimension stands; -1 is last."},
    ),
    _method(
        shape.Expand, "broadcast", "{0}.expand({shape!s})", "Tensor.expand", start={"shape": (-1, 4, -1)},
        example=(floats(2, 1, 8),), docs={"shape": "The whole shape, the batch first; -1 keeps a size."},
    ),
    _method(
        shape.Tile, "copies", "{0}.tile({dims!s})", "tile", start={"dims": (2, 1)}, bounds={"dims": (1, 10**4)},
        docs={"dims": "How often along each of the last dimensions."},
    ),
    _method(
        shape.RepeatInterleave, "a a b b", "{0}.repeat_interleave({repeats}, {dim})", "repeat_interleave",
        start={"repeats": 2, "dim": 1}, bounds={"repeats": (1, 10**4)},
        docs={"repeats": "How often each entry comes.", "dim": _DIM},
    ),
    _method(
        shape.Flip, "reverse", "{0}.flip({dims!s})", "flip", start={"dims": (-1,)},
        docs={"dims": "The dimensions whose order turns around."},
    ),
    _method(
        shape.Roll, "rotate", "{0}.roll({shifts}, {dims})", "roll", start={"shifts": (1,), "dims": (-1,)},
        bounds={"shifts": (-(10**6), 10**6)},
        docs={"shifts": "How far, for each dimension; negative is towards the start.", "dims": "The dimensions."},
    ),
    _method(
        shape.Pad, "around", "F.pad({0}, {pad!r}{mode:, mode=}{value:, value=})", "nn.functional.pad",
        start={"pad": (1, 1)}, example=(grid(2),), bounds={"pad": (-(10**4), 10**4)}, choices={"mode": _MODES},
        docs={
            "pad": "How many before and after, the last dimension first: left, right, top, bottom.",
            "mode": "What to put there; all but constant need the batch and channels before the padded dimensions.",
            "value": "The constant.",
        },
    ),
    _method(
        shape.Cast, "dtype", "{0}.to(torch.{dtype!s})", "Tensor.to", start={"dtype": "float32"},
        choices={"dtype": _DTYPES}, docs={"dtype": "The type of the numbers that come out."},
    ),
)  # fmt: skip
