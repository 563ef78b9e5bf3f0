"""Messages between the web process and its workers: a JSON header and raw arrays. No pickle, either way.

Layout: header length (4 bytes) and body length (8 bytes), little endian, then both. The header is
`{"data": …, "arrays": [[dtype, shape], …]}`; the body is the arrays' bytes, one after the other. The
reader checks every length against its limits and against what the header says before it uses it.
"""

import math
import struct
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

_LENGTHS = struct.Struct("<IQ")
MOST_HEADER = 64 * 2**20
MOST_BODY = 256 * 2**20
MOST_DIMENSIONS = 64  # of numpy and of torch
DTYPES = ("float32", "int64", "uint8")


class _Header(msgspec.Struct):
    data: msgspec.Raw
    arrays: list[tuple[str, tuple[int, ...]]] = []


class BadMessage(ValueError):
    """The other side sent something that is no message of ours."""


def pack(data: Any, arrays: Sequence["np.ndarray[Any, Any]"] = ()) -> bytes:
    """One message as bytes."""
    parts = [np.ascontiguousarray(each) for each in arrays]
    described = [(str(each.dtype), each.shape) for each in arrays]
    header = msgspec.json.encode({"data": data, "arrays": described})
    body = b"".join(part.tobytes() for part in parts)
    return _LENGTHS.pack(len(header), len(body)) + header + body


def unpack(
    read: Callable[[int], bytes], most_header: int = MOST_HEADER, most_body: int = MOST_BODY
) -> tuple[msgspec.Raw, "list[np.ndarray[Any, Any]]"]:
    """The next message from `read(count)`, as its still encoded data and its arrays.

    Raises: EOFError at the end of the stream, BadMessage when it is no message.
    """
    header_size, body_size = _LENGTHS.unpack(_exactly(read, _LENGTHS.size))
    if header_size > most_header or body_size > most_body:
        raise BadMessage(f"a message of {header_size} and {body_size} bytes")
    try:
        header = msgspec.json.decode(_exactly(read, header_size), type=_Header)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage(str(error)) from error
    return header.data, _arrays(header.arrays, _exactly(read, body_size))


def _arrays(described: list[tuple[str, tuple[int, ...]]], body: bytes) -> "list[np.ndarray[Any, Any]]":
    arrays, start = [], 0
    for name, shape in described:
        sound = name in DTYPES and len(shape) <= MOST_DIMENSIONS and all(0 <= extent <= MOST_BODY for extent in shape)
        if not sound or math.prod(max(extent, 1) for extent in shape) > MOST_BODY:
            raise BadMessage(f"an array of {name[:32]} {shape[:9]}")
        count = math.prod(shape)
        stop = start + count * np.dtype(name).itemsize
        if stop > len(body):
            raise BadMessage("an array longer than the message")
        arrays.append(np.frombuffer(body, name, count, start).reshape(shape))
        start = stop
    if start != len(body):
        raise BadMessage("bytes that belong to no array")
    return arrays


def _exactly(read: Callable[[int], bytes], count: int) -> bytes:
    parts = []
    while count:
        part = read(min(count, 2**20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
