"""The header of a `.safetensors` file: names, dtypes, shapes, and where each tensor lies. Nothing else is read.

The format: https://github.com/huggingface/safetensors#format.
"""

import math
import re
from itertools import pairwise
from typing import Annotated, BinaryIO, NamedTuple

import msgspec

from blocks.errors import BlockError
from blocks.report import TensorType

MOST_DIMENSIONS = 64
DTYPES = {
    "F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16", "C64": "complex64", "BOOL": "bool",
    "I64": "int64", "I32": "int32", "I16": "int16", "I8": "int8",
    "U64": "uint64", "U32": "uint32", "U16": "uint16", "U8": "uint8",
    "F8_E4M3": "float8_e4m3fn", "F8_E5M2": "float8_e5m2", "F8_E8M0": "float8_e8m0fnu",
    "F8_E4M3FNUZ": "float8_e4m3fnuz", "F8_E5M2FNUZ": "float8_e5m2fnuz",
}  # fmt: skip
_Offset = Annotated[int, msgspec.Meta(ge=0)]


class Entry(msgspec.Struct, frozen=True):
    """A tensor as the header tells of it: bytes `data_offsets` of what follows the header."""

    dtype: str  # as safetensors writes it
    shape: tuple[_Offset, ...]
    data_offsets: tuple[_Offset, _Offset]

    @property
    def type(self) -> TensorType:
        """Shape and dtype as PyTorch calls them; a dtype that PyTorch has not keeps its name."""
        return TensorType(self.shape, DTYPES.get(self.dtype, self.dtype[:16]))

    @property
    def whole(self) -> bool:
        """Whether it is as long as its shape and dtype say."""
        start, stop = self.data_offsets
        if len(self.shape) > MOST_DIMENSIONS or start > stop:
            return False
        return self.dtype not in DTYPES or math.prod(self.shape) * _item_bytes(self.dtype) == stop - start


class Header(NamedTuple):
    """The tensors by name, in the file's order; its notes; and where in the file the tensors begin."""

    entries: dict[str, Entry]
    notes: dict[str, str]
    start: int


def read_header(file: BinaryIO, size: int, most: int) -> Header | None:
    """The header of a file of `size` bytes; None where it begins as no such file does, or with more than `most` bytes
    of header. Raises BlockError for a damaged one."""
    length = int.from_bytes(file.read(8), "little")
    if length > min(most, size - 8):
        return None
    raw = file.read(length)
    if raw[:1] != b"{":
        return None
    try:
        found = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        notes = msgspec.json.decode(found.pop("__metadata__", b"{}"), type=dict[str, str])
        entries = {name: msgspec.json.decode(each, type=Entry) for name, each in found.items()}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise damaged("its header is no header of safetensors") from error
    return Header(entries, notes, 8 + length)


def check_lengths(header: Header, size: int) -> None:
    """Raises BlockError unless the tensors fill a file of `size` bytes one after the other, each as long as it says."""
    for name, each in header.entries.items():
        if not each.whole:
            raise damaged(f"{name[:80]} is not as long as {each.type.dtype} of its shape is")
    spans = sorted(each.data_offsets for each in header.entries.values())
    if any(one[1] != other[0] for one, other in pairwise([(0, 0), *spans, (size - header.start, 0)])):
        raise damaged("its tensors overlap, leave gaps, or go on beyond its end")


def damaged(why: str) -> BlockError:
    """The error of a file that is not what its header says."""
    return BlockError(f"The file is damaged: {why}.", "a whole .npy or .safetensors file.", "save it once more.")


def _item_bytes(dtype: str) -> int:
    """The bits stand in the name: I64, F8_E4M3."""
    return 1 if dtype == "BOOL" else int(re.findall(r"\d+", dtype)[0]) // 8
