"""What a person gives a model: text, tables and tensors become the arrays that PyTorch and numpy would make of them."""

import base64
import io
import json
import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given as draws
from hypothesis import strategies as st
from making import block, doc
from numpy.lib import format as npy
from PIL import Image

import blocks
from blocks import given
from blocks.errors import BlockError
from blocks.given import tables, tensors, texts
from blocks.runs import Array
from blocks.tree import Input
from blocks.vocabularies import vocabularies
from ui import pictures
from ui.drawing import as_png

TOKENS = Input((2, 8), "int64", batch=0)
ROW = Input((3, 4), batch=0)


def test_bytes_are_utf8() -> None:
    """A text's numbers are its UTF-8 bytes; a character of two bytes says which of them it is."""
    found = texts.as_bytes("hé \n")
    assert bytes(piece.number for piece in found) == "hé \n".encode()
    assert [piece.sign for piece in found] == ["h", "é 1/2", "é 2/2", "␣", "↵"]


def test_characters_keep_their_numbers() -> None:
    """Characters are numbered from 1 in the order in which they first appear."""
    assert [piece.number for piece in texts.as_characters("abcab!")] == [1, 2, 3, 1, 2, 4]


@draws(st.text(max_size=30), st.booleans())
def test_any_text_is_fed(typed: str, characters: bool) -> None:
    """Any text is cut or padded with 0 to the input's length, the same in each example."""
    pieces = texts.as_characters(typed) if characters else texts.as_bytes(typed)
    array = texts.tokens(pieces, TOKENS)
    wanted = ([piece.number for piece in pieces] + [0] * 8)[:8]
    assert array.shape == (2, 8)
    assert array.dtype == np.int64
    assert array.tolist() == [wanted, wanted]


def test_a_token_beyond_the_vocabulary_is_refused() -> None:
    """“o” is 111: 112 words can be looked up, 111 cannot; what is cut off does not count."""
    pieces = texts.as_bytes("hello")  # 104 101 108 108 111
    assert texts.tokens(pieces, TOKENS, 112)[0, 4] == 111
    with pytest.raises(BlockError, match="“o” becomes the number 111") as error:
        texts.tokens(pieces, TOKENS, 111)
    assert "0 to 110" in error.value.expected
    assert "112 or more" in error.value.fix
    assert texts.tokens(texts.as_bytes("hell" + "o" * 9), Input((1, 4), "int64", batch=0), 109).max() == 108
    with pytest.raises(BlockError, match="dtype"):
        texts.tokens(texts.as_bytes("é"), Input((1, 4), "int8", batch=0))


@pytest.mark.parametrize(
    ("fit", "said"),
    [
        (3, "3 numbers, and 0 in the other 5 places"),
        (8, "8 numbers, as many as there are places"),
        (11, "11 numbers, cut after the first 8"),
    ],
)
def test_how_a_text_was_fitted(fit: int, said: str) -> None:
    """Padding and cutting are told."""
    assert texts.how_fitted(fit, 8) == said


def test_an_endless_text_is_refused() -> None:
    """A pasted book does not hold the page up."""
    for pieces in (texts.as_bytes, texts.as_characters):
        with pytest.raises(BlockError, match="100,001 characters"):
            pieces("a" * 100_001)


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("bert", {"tokens": 30_522, "segments": 2}),
        ("gpt2", {"x": 50_257}),
        ("transformer", {"source": 37_000, "target": 37_000}),  # the target's embedding is a Reuse
        ("lenet", {}),
    ],
)
def test_each_input_has_its_vocabulary(name: str, sizes: dict[str, int]) -> None:
    """The Embedding that takes an input tells how many words it may have, through definitions, wires and reuse."""
    assert vocabularies(blocks.load(Path(__file__).parents[1] / f"gallery/{name}.json")) == sizes


def test_the_smallest_of_several_embeddings_counts() -> None:
    """Both branches look the same tokens up."""
    both = block(
        "Parallel",
        block("Embedding", num_embeddings=9, embedding_dim=2),
        block("Embedding", num_embeddings=5, embedding_dim=2),
    )
    assert vocabularies(doc(both, shape=(2, 3), dtype="int64")) == {"x": 5}


@pytest.mark.parametrize("between", [",", ", ", "\t", " ", "; ", "  \t "])
def test_rows_are_read(between: str) -> None:
    """Numbers stand apart by commas, semicolons, tabs or spaces."""
    typed = between.join(["1", "-2.5", "1e3", "−4"]) + "\n\n" + between.join("5678") + "\n"
    table = tables.read(typed, 4, most=9)
    assert table.rows.tolist() == [[1, -2.5, 1000, -4], [5, 6, 7, 8]]
    assert (table.came, table.header) == (2, False)


def test_a_csv_file_with_names_is_read() -> None:
    """A first row of words is left out, quotation marks and a byte order mark go, and only the first rows are read."""
    raw = "\ufeff".encode() + b'a,b,c,d\r\n"1","2",3,4\r\n5,6,7,8\r\nx,y\r\n'
    table = tables.read(raw, 4, most=2)
    assert table.rows.tolist() == [[1, 2, 3, 4], [5, 6, 7, 8]]
    assert (table.came, table.header) == (3, True)


@pytest.mark.parametrize(
    ("typed", "received", "expected"),
    [
        ("1,2,3", "Line 1 has 3 numbers.", "4, one for each"),
        ("1,2,3,4\n1,2,3,4,5", "Line 2 has 5 numbers.", "4, one for each"),
        ("1,2,x,4", "Number 3 of line 1 is “x”.", "a number"),
        ("1,2,,4", "Number 3 of line 1 is empty.", "a number"),
        ("1,2,nan,4", "Number 3 of line 1 is “nan”.", "a number"),
        ("1,2,1_0,4", "Number 3 of line 1 is “1_0”.", "a number"),
        ("", "No numbers came.", "a row of 4"),
        (b"\xff\xfe1,2", "The file is no text in UTF-8.", "a CSV"),
        (b"1" * (given.MOST_BYTES + 1), "The table has 20,971,521 bytes.", "at most"),
    ],
)
def test_a_wrong_table_is_refused(typed: str | bytes, received: str, expected: str) -> None:
    """What does not fit is told with its place, and how many are expected."""
    with pytest.raises(BlockError) as error:
        tables.read(typed, 4, most=3)
    assert error.value.received == received
    assert expected in error.value.expected


def test_rows_fill_the_batch() -> None:
    """Too few rows come again from the first; of too many the first are taken; each is told."""
    rows = np.arange(8.0).reshape(2, 4)
    assert given.filled(rows, ROW).tolist() == [*rows.tolist(), rows[0].tolist()]
    assert given.how_filled(2, ROW, "row") == "2 rows, repeated to fill the batch of 3"
    assert given.how_filled(3, ROW, "row") == "3 rows"
    assert given.how_filled(5, ROW, "row") == "5 rows, of which the first 3 are fed"
    assert given.filled(np.arange(20.0).reshape(5, 4), ROW).max() == 11
    second = Input((4, 3), batch=1)  # B is the second dimension
    assert given.filled(rows, second).tolist() == given.filled(rows, ROW).T.tolist()


@pytest.mark.parametrize(
    ("array", "wanted", "vocabulary"),
    [
        (np.array([[0.5]]), TOKENS, None),
        (np.array([[-1]]), TOKENS, 5),
        (np.array([[5]]), TOKENS, 5),
        (np.array([[np.nan]]), TOKENS, None),
        (np.array([[2**64 - 1]], "uint64"), TOKENS, None),
        (np.array([[300]]), Input((1, 1), "uint8"), None),
        (np.array([[1e300]]), ROW, None),
        (np.array([[1e5]]), Input((1, 1), "float16"), None),
    ],
)
def test_a_number_that_an_input_cannot_hold_is_refused(array: Array, wanted: Input, vocabulary: int | None) -> None:
    """Fractions and numbers beyond dtype or vocabulary never reach the model as something else."""
    with pytest.raises(BlockError, match="The number"):
        given.numbers(array, wanted, vocabulary)


def test_whole_numbers_stay_exact() -> None:
    """2^53 + 1 is fed as it is: float32 would round it."""
    large = np.array([[2**53 + 1]])
    assert given.numbers(large, TOKENS)[0, 0] == 2**53 + 1
    assert np.isnan(given.numbers(np.array([[np.nan]]), ROW)[0, 0])


# --- tensors in files


def saved(array: Array) -> bytes:
    """A `.npy` as numpy writes it."""
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def packed(header: object, data: bytes = b"") -> bytes:
    """A `.safetensors`: the header's length, the header, the data."""
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def entry(dtype: str, shape: list[int], start: int, stop: int) -> dict[str, object]:
    """What the header says of one tensor."""
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, stop]}


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16", "int64", "int8", "uint16", "bool", ">f4", ">i8"])
def test_npy_is_read_as_numpy_reads_it(dtype: str) -> None:
    """Any real or whole dtype, in either order of bytes, rows or columns first."""
    array = np.arange(24).reshape(2, 3, 4).astype(dtype)
    for each in (array, np.asfortranarray(array), array[:0:-1]):
        raw = saved(each)
        (stored,) = tensors.listed(raw).values()
        assert np.array_equal(tensors.load(raw, stored), np.load(io.BytesIO(raw), allow_pickle=False))


@pytest.mark.parametrize(
    "dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.bool]
)
def test_safetensors_are_read_as_torch_has_them(dtype: torch.dtype) -> None:
    """Two tensors in one file, of which the second lies behind the first; bfloat16 as torch widens it."""
    names = {
        torch.float64: "F64",
        torch.float32: "F32",
        torch.float16: "F16",
        torch.bfloat16: "BF16",
        torch.int64: "I64",
        torch.bool: "BOOL",
    }
    tensor = (torch.randn(3, 5) * 10).to(dtype)
    data = tensor.view(torch.uint8).numpy().tobytes()
    raw = packed(
        {
            "__metadata__": {"a": "b"},
            "first": entry("U8", [4], 0, 4),
            "second": entry(names[dtype], [3, 5], 4, 4 + len(data)),
        },
        b"\1\2\3\4" + data,
    )
    found = tensors.listed(raw)
    assert list(found) == ["first", "second"]
    assert tensors.load(raw, found["first"]).tolist() == [1, 2, 3, 4]
    assert np.array_equal(
        tensors.load(raw, found["second"]), tensor.float().numpy() if dtype == torch.bfloat16 else tensor.numpy()
    )


def with_header(header: str) -> bytes:
    """A `.npy` with this header and 96 bytes behind it."""
    text = header.encode()
    return npy.magic(1, 0) + struct.pack("<H", len(text)) + text + bytes(96)


HOSTILE = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "an archive": b"PK\3\4" + bytes(50),
    "a pickle": b"\x80\x04\x95" + bytes(50),
    "objects": with_header("{'descr': '|O', 'fortran_order': False, 'shape': (12,)}"),
    "words": with_header("{'descr': '<U2', 'fortran_order': False, 'shape': (12,)}"),
    "records": with_header("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (24,)}"),
    "complex": with_header("{'descr': '<c8', 'fortran_order': False, 'shape': (12,)}"),
    "code": with_header("__import__('os').system('true')"),
    "deep": with_header("(" * 5000),
    "too large a shape": with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (10**9, 10**9)}"),
    "a long shape": with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 1000000000)}"),
    "a negative shape": with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (-4, -6)}"),
    "a shape of truth": with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (True, 24.0)}"),
    "no numbers at all": with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (0,)}"),
    "truncated": saved(np.ones((4, 6), "float32"))[:-1],
    "too long": saved(np.ones((4, 6), "float32")) + b"\0",
    "half a header": saved(np.ones((4, 6), "float32"))[:40],
    "an unknown version": npy.MAGIC_PREFIX + b"\7\0" + bytes(90),
    "too large": bytes(given.MOST_BYTES + 1),
    "a huge header": struct.pack("<Q", 2**63) + b"{}",
    "a header beyond the file": struct.pack("<Q", 500) + b"{}",
    "no JSON": struct.pack("<Q", 4) + b"{abc",
    "a deep header": struct.pack("<Q", 100_000) + b'{"a":' * 20_000,
    "a list": packed([1, 2]),
    "nothing in it": packed({}),
    "an unknown dtype": packed({"x": entry("F8_E4M3", [4], 0, 4)}, bytes(4)),
    "offsets beyond the file": packed({"x": entry("F32", [4], 0, 16)}, bytes(8)),
    "offsets before the file": packed({"x": entry("F32", [1], -4, 0)}, bytes(8)),
    "offsets backwards": packed({"x": entry("F32", [1], 4, 0)}, bytes(8)),
    "a wrong shape": packed({"x": entry("F32", [3], 0, 16)}, bytes(16)),
    "a negative extent": packed({"x": entry("F32", [-2, -2], 0, 16)}, bytes(16)),
    "many dimensions": packed({"x": entry("F32", [1] * 100, 0, 4)}, bytes(4)),
    "an extent without end": packed({"x": entry("F32", [2**62, 4], 0, 16)}, bytes(16)),
    "an entry of another kind": packed({"x": 7}),
}  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused(raw: bytes) -> None:
    """Whatever the bytes say, the answer is a sentence in three parts."""
    with pytest.raises(BlockError) as error:
        tensors.load(raw, next(iter(tensors.listed(raw).values())))
    assert error.value.received and error.value.expected and error.value.fix


@draws(st.binary(max_size=200), st.sampled_from([b"", npy.magic(1, 0), npy.magic(2, 0), struct.pack("<Q", 20) + b"{"]))
def test_any_bytes_are_read_or_refused(raw: bytes, first: bytes) -> None:
    """No bytes raise anything but a BlockError."""
    try:
        found = tensors.listed(first + raw)
        for each in found.values():
            tensors.load(first + raw, each)
    except BlockError as error:
        assert error.fix


def test_a_tensor_is_fitted() -> None:
    """The input's own shape, one example, or another batch; anything else is refused with both shapes."""
    wanted = Input((3, 2, 5), batch=0)
    whole = np.random.default_rng(0).random((3, 2, 5))
    assert np.array_equal(tensors.fitted(whole, wanted)[0], whole)
    alone, told = tensors.fitted(whole[1], wanted)
    assert np.array_equal(alone, np.stack([whole[1]] * 3))
    assert told == "1 example, repeated to fill the batch of 3"
    assert np.array_equal(tensors.fitted(whole[:2], wanted)[0], whole[[0, 1, 0]])
    time_first = Input((2, 3, 5), batch=1)
    assert np.array_equal(tensors.fitted(whole[0][:, None], time_first)[0], np.stack([whole[0]] * 3, axis=1))
    for shape in ((3, 5, 2), (2, 4), (2,), (), (1, 3, 2, 5)):
        assert not tensors.fits(shape, wanted)
        with pytest.raises(BlockError, match="3×2×5, another batch of it, or 2×5"):
            tensors.fitted(np.zeros(shape), wanted)
    with pytest.raises(BlockError, match="Expected: 20[.]"):
        tensors.fitted(np.zeros(10), Input((20,)))


# --- pictures


def drawn(width: int, height: int, mode: str = "RGB") -> tuple[bytes, Array]:
    """A PNG of random pixels, and these."""
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), "uint8")
    stream = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(stream, "PNG")
    return stream.getvalue(), pixels


def test_a_picture_is_cut_and_told() -> None:
    """The caption says what became of the picture; where nothing was, the pixels are its own."""
    raw, pixels = drawn(64, 48)
    array, told = pictures.as_input(raw, (2, 1, 28, 28))
    assert told == "64×48 → middle 48×48 → 28×28, grey, values 0 to 1"
    assert array.shape == (2, 1, 28, 28)
    same, told = pictures.as_input(raw, (1, 3, 48, 64))
    assert told == "64×48, colour, values 0 to 1"
    assert np.array_equal(same[0], pixels.transpose(2, 0, 1).astype("float32") / 255)
    _, told = pictures.as_input(raw, (1, 3, 48, 48))
    assert told == "64×48 → middle 48×48, colour, values 0 to 1"


@pytest.mark.parametrize("size", [(3000, 1), (1, 3000), (1, 1), (7, 5)])
def test_a_thin_picture_is_fed(size: tuple[int, int]) -> None:
    """A picture of one row or one column is cut to a square of at least one pixel."""
    array, _ = pictures.as_input(drawn(*size)[0], (1, 3, 9, 9))
    assert np.isfinite(array).all()


def test_a_picture_is_normalised() -> None:
    """−1 to 1 is twice the value less one; ImageNet's mean and deviation are taken channel by channel."""
    raw, pixels = drawn(8, 8)
    plain = torch.from_numpy(pixels).permute(2, 0, 1).float() / 255
    mean, std = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    found, told = pictures.as_input(raw, (1, 3, 8, 8), "ImageNet mean and std")
    assert told.endswith("normalised by ImageNet mean and std")
    torch.testing.assert_close(torch.from_numpy(found[0]), (plain - mean[:, None, None]) / std[:, None, None])
    found, _ = pictures.as_input(raw, (1, 3, 8, 8), "−1 to 1")
    torch.testing.assert_close(torch.from_numpy(found[0]), plain * 2 - 1)
    assert "ImageNet mean and std" not in pictures.normalisations(1)


def test_a_photograph_stands_upright() -> None:
    """A JPEG that says in its EXIF data that it lies on its side is turned."""
    picture = Image.new("L", (40, 20))
    exif = picture.getexif()
    exif[0x0112] = 6  # orientation: turn by 90°
    stream = io.BytesIO()
    picture.save(stream, "JPEG", exif=exif)
    _, told = pictures.as_input(stream.getvalue(), (1, 1, 20, 20))
    assert told.startswith("20×40")


@pytest.mark.parametrize(
    "sent", ["", "data:image/png;base64,", "data:image/png;base64,§", "x", "data:image/png;base64,AAAA"]
)
def test_what_is_no_drawing_is_refused(sent: str) -> None:
    """A message that holds no PNG is told as a file that is no picture."""
    with pytest.raises(BlockError, match="no picture"):
        pictures.as_input(as_png(sent), (1, 1, 28, 28))


def test_a_drawing_is_a_picture() -> None:
    """A PNG in a data URL is that PNG."""
    raw, _ = drawn(4, 4)
    assert as_png("data:image/png;base64," + base64.b64encode(raw).decode()) == raw
