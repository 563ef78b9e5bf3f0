"""Tensors in a file, `.npy` or `.safetensors`: read without pickle, each length checked against what is there.

The formats: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html and
https://github.com/huggingface/safetensors#format.
"""

import io
import math
from typing import NamedTuple

import numpy as np
from numpy.lib import format as npy

from blocks.errors import BlockError
from blocks.given import MOST_BYTES, batch_dimension, example_shape, filled, how_filled, written
from blocks.given.headers import damaged, read_header
from blocks.runs import Array
from blocks.tree import Input

MOST_HEADER = 2**20  # bytes of a header
MOST_DIMENSIONS = 8
_NUMBERS = "biuf"  # numpy's kinds: truth values, whole and real numbers
_DTYPES = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "|i1",
    "U64": "<u8", "U32": "<u4", "U16": "<u2", "U8": "|u1", "BOOL": "|b1",
}  # fmt: skip


class Stored(NamedTuple):
    """A tensor where it lies in a file: bytes `start` to `stop`. `columns`: the first index changes fastest."""

    shape: tuple[int, ...]
    dtype: str  # as safetensors or numpy writes it
    start: int
    stop: int
    columns: bool = False

    def __str__(self) -> str:
        """`3×224×224, float32`."""
        name = "bfloat16" if self.dtype == "BF16" else np.dtype(_DTYPES.get(self.dtype, self.dtype)).name
        return f"{written(self.shape)}, {name}"


def listed(raw: bytes) -> dict[str, Stored]:
    """The tensors in a file by name; the one of a `.npy` has none. Only the header is read.

    Raises: BlockError when it is no such file, or too large.
    """
    if len(raw) > MOST_BYTES:
        raise BlockError(f"The file has {len(raw):,} bytes.", f"at most {MOST_BYTES:,}.", "save less of the tensor.")
    if raw.startswith(npy.MAGIC_PREFIX):
        return {"": _in_npy(raw)}
    if raw.startswith(b"PK"):
        raise BlockError(
            "The file is an archive, as PyTorch's .pt and numpy's .npz are.", "a .npy or .safetensors file.",
            "save the tensor with numpy.save or safetensors.torch.save_file.",
        )  # fmt: skip
    return _in_safetensors(raw)


def load(raw: bytes, stored: Stored) -> Array:
    """One tensor of the file. Raises BlockError when its place in the file is not as long as its shape says."""
    dtype = np.dtype(_DTYPES.get(stored.dtype, stored.dtype))
    sound = len(stored.shape) <= MOST_DIMENSIONS and all(0 < extent <= MOST_BYTES for extent in stored.shape)
    if (
        not sound
        or not 0 <= stored.start <= stored.stop <= len(raw)
        or math.prod(stored.shape) * dtype.itemsize != stored.stop - stored.start
    ):
        raise damaged(f"{written(stored.shape[:9])} numbers of {dtype.itemsize} bytes do not fit where they should lie")
    array = np.frombuffer(raw, dtype, math.prod(stored.shape), stored.start)
    if stored.dtype == "BF16":  # the upper half of a float32
        array = (array.astype("uint32") << 16).view("float32")
    return array.reshape(stored.shape, order="F" if stored.columns else "C")


def fits(shape: tuple[int, ...], wanted: Input) -> bool:
    """Whether a tensor of this shape is the input, one example of it, or another batch of them."""
    place, example = batch_dimension(wanted.shape, wanted.batch), example_shape(wanted)
    if place is None or shape in (wanted.shape, example):
        return shape in (wanted.shape, example)
    return len(shape) == len(wanted.shape) and (*shape[:place], *shape[place + 1 :]) == example


def fitted(array: Array, wanted: Input) -> tuple[Array, str]:
    """The tensor in the input's shape, and how it got there. Raises BlockError for one that does not fit."""
    if array.shape == wanted.shape:
        return array, "as it is"
    place, example = batch_dimension(wanted.shape, wanted.batch), example_shape(wanted)
    if place is None or not fits(array.shape, wanted):
        others = "" if place is None else f", another batch of it, or {written(example)} for one example"
        raise BlockError(
            f"The tensor is {written(array.shape)}.",
            f"{written(wanted.shape)}{others}.",
            "choose another tensor, or change the model's input.",
        )
    examples = array[None] if array.shape == example else np.moveaxis(array, place, 0)
    return filled(examples, wanted), how_filled(len(examples), wanted, "example")


def _in_npy(raw: bytes) -> Stored:
    stream = io.BytesIO(raw)
    try:
        version = npy.read_magic(stream)
        read = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}[version]
        shape, columns, dtype = read(stream)
    except Exception as error:  # numpy reads the header as Python's literals: it may fail in many ways
        raise damaged("its header is no header of numpy") from error
    if dtype.kind not in _NUMBERS or dtype.itemsize > 8:
        raise _no_numbers(str(dtype))
    return Stored(tuple(map(int, shape)), dtype.str, stream.tell(), len(raw), columns)


def _in_safetensors(raw: bytes) -> dict[str, Stored]:
    header = read_header(io.BytesIO(raw), len(raw), MOST_HEADER)
    if header is None:
        raise BlockError(
            "The file is no tensor that can be read.", "a .npy file, or .safetensors with a header of at most 1 MB.",
            "save the tensor with numpy.save or safetensors.torch.save_file.",
        )  # fmt: skip
    found = {
        name: Stored(each.shape, each.dtype, header.start + each.data_offsets[0], header.start + each.data_offsets[1])
        for name, each in header.entries.items()
        if each.dtype in _DTYPES
    }
    if not found:
        raise _no_numbers(", ".join(sorted({each.dtype[:16] for each in header.entries.values()})[:4]) or "nothing")
    return found


def _no_numbers(dtype: str) -> BlockError:
    return BlockError(f"The file holds {dtype[:64]}.", "real or whole numbers.", "convert the tensor before saving it.")
