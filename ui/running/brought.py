"""What a person brings to a run: a picture, a text, rows of a table, a tensor. The fields for it, and its array."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from blocks import given
from blocks.given import tables, tensors, texts
from blocks.runs import Array
from blocks.tree import Input
from ui import pictures, text
from ui.drawing import as_png, drawing
from ui.running.chosen import Fields

FIRST_TEXT = "The quick brown fox jumps over the lazy dog."
SHOWN_PIECES = 12


class Way(NamedTuple):
    """A way to bring an input: which inputs it is for; and its fields drawn, which give the array, or None while
    something is missing. Raises BlockError when what came cannot be used. `vocabulary` is what the Embedding that reads
    the input can look up, None where none does."""

    takes: Callable[[Input], bool]
    array: Callable[[Fields, Input, int | None], Array | None]


def _is_picture(wanted: Input) -> bool:
    real = not given.is_whole(wanted) and wanted.batch in (None, 0)
    return real and pictures.takes_pictures(wanted.shape)


def _is_row(wanted: Input) -> bool:
    return len(wanted.shape) == 2 and wanted.batch in (None, 0)


def _shipped(name: str) -> Way:
    return Way(_is_picture, lambda fields, wanted, _: _pictured(pictures.shipped(name), fields, wanted))


def _picture(fields: Fields, wanted: Input, _: int | None) -> Array | None:
    file = fields.file("picture", "Picture", ["png", "jpg", "jpeg"], given.MOST_BYTES)
    return _pictured(file.raw, fields, wanted, file.name) if file else None


def _is_square(wanted: Input) -> bool:
    return _is_picture(wanted) and wanted.shape[2] == wanted.shape[3]


def _drawn(fields: Fields, wanted: Input, _: int | None) -> Array | None:
    sent = fields.of("drawing", "")
    drawing(sent, f"fed-{fields.place}-drawing", lambda drawn: fields.put("drawing", drawn))
    if not sent:
        st.caption("Draw in the square: it is fed when you lift the pen.")
        return None
    return _pictured(as_png(sent), fields, wanted)


def _pictured(raw: bytes, fields: Fields, wanted: Input, name: str = "") -> Array:
    ways = pictures.normalisations(wanted.shape[1])
    way = st.selectbox("Values", **fields.choice("normalisation", ways), help=_NORMALISATION)
    array, told = pictures.as_input(raw, wanted.shape, way)
    _say(told, name)
    return array


_NORMALISATION = (
    "What the numbers of the picture become: 0 for black and 1 for white, −1 and 1, or, by the mean and the standard "
    "deviation of ImageNet's pictures, what most published models of photographs are trained on."
)


def _text(pieces: Callable[[str], list[texts.Piece]]) -> Way:
    def array(fields: Fields, wanted: Input, vocabulary: int | None) -> Array | None:
        typed = st.text_input("Text", **fields.held("text", FIRST_TEXT))
        if not typed:
            return None
        found = pieces(typed)
        _show_pieces(found, texts.places(wanted))
        return texts.tokens(found, wanted, vocabulary)

    return Way(given.is_whole, array)


def _show_pieces(pieces: list[texts.Piece], places: int) -> None:
    """How a text became numbers."""
    shown = [f"{text.literal(each.sign)}\u00a0**{each.number}**" for each in pieces[:SHOWN_PIECES]]
    more = " · …" if len(pieces) > SHOWN_PIECES else ""
    st.caption(" · ".join(shown) + more)
    _say(texts.how_fitted(len(pieces), places))


def _rows(fields: Fields, wanted: Input, vocabulary: int | None) -> Array | None:
    features = wanted.shape[1]
    help_ = "Numbers apart by commas, spaces or tabs, one row in a line: as a spreadsheet copies them."
    pasted = st.text_area(f"Rows of {features:,} numbers", help=help_, height=120, **fields.held("rows", ""))
    return _table(pasted, wanted, vocabulary) if pasted.strip() else None


def _csv(fields: Fields, wanted: Input, vocabulary: int | None) -> Array | None:
    file = fields.file("table", f"Rows of {wanted.shape[1]:,} numbers", ["csv", "tsv", "txt"], given.MOST_BYTES)
    return _table(file.raw, wanted, vocabulary, file.name) if file else None


def _table(came: str | bytes, wanted: Input, vocabulary: int | None, name: str = "") -> Array:
    table = tables.read(came, wanted.shape[1], most=wanted.shape[0])
    told = given.how_filled(table.came, wanted, "row")
    _say(f"{told}; names above them left out" if table.header else told, name)
    return given.filled(given.numbers(table.rows, wanted, vocabulary), wanted)


def _tensor(fields: Fields, wanted: Input, vocabulary: int | None) -> Array | None:
    file = fields.file("tensor", "Tensor", ["npy", "safetensors"], given.MOST_BYTES)
    if not file:
        return None
    stored = tensors.listed(file.raw)
    name = next(iter(stored))
    if len(stored) > 1:
        fitting = next((each for each, known in stored.items() if tensors.fits(known.shape, wanted)), name)
        name = st.selectbox("Tensor in the file", **fields.choice("tensor-name", list(stored), fitting))
    array, told = tensors.fitted(tensors.load(file.raw, stored[name]), wanted)
    _say(f"{stored[name]}, {told}", file.name)
    return given.numbers(array, wanted, vocabulary)


def _say(told: str, name: str = "") -> None:
    """How what came became the input."""
    st.caption(text.literal(f"{name}: {told}." if name else f"{told}."))


WAYS: dict[str, Way] = {
    **{name: _shipped(name) for name in pictures.NAMES},
    "Upload a picture": Way(_is_picture, _picture),
    "Draw a picture": Way(_is_square, _drawn),
    "A text, as bytes": _text(texts.as_bytes),
    "A text, as characters": _text(texts.as_characters),
    "Rows of a table": Way(_is_row, _rows),
    "Upload a table": Way(_is_row, _csv),
    "Upload a tensor": Way(lambda wanted: not wanted.dtype.startswith("complex"), _tensor),
}
