"""The open model as a program that runs without Blockyard, to download; what cannot be one is named and selected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from blocks import engine, words
from blocks.dimensions import address_of
from blocks.errors import BlockError
from blocks.exported import ENDINGS, NAMES, Exported, Form
from blocks.stored import Stored
from blocks.tree import Model
from ui import text

if TYPE_CHECKING:
    from blocks.engine.process import Tick
    from ui.state import Studio

_ENDING: dict[Form, str] = {form: ending for ending, form in ENDINGS.items()}
_WAY = (
    "ONNX is read by onnxruntime and many other programs; a program of torch.export by PyTorch, without the model's "
    "Python. Either is kept only after it ran here and gave what the model gives."
)


class Tried(NamedTuple):
    """An export of a model with weights, and what came of it: the file, or why there is none."""

    model: Model
    stored: Stored | None
    way: Form
    came: tuple[Exported, bytes] | BlockError | str


@dataclass
class Exporting:
    """The last export."""

    tried: Tried | None = None


def form(studio: Studio) -> None:
    """Which way, with which weights; and what came of it."""
    from ui.running.asking import waited  # which needs the studio

    ways = list(NAMES)
    way = st.segmented_control(
        "As", ways, default=ways[0], format_func=lambda each: NAMES[each], key="export-way", required=True, help=_WAY
    ) or ways[0]  # fmt: skip
    stored = studio.weights.usable(studio)
    st.caption(_with(studio, stored))
    ready = studio.report.ok and bool(studio.model.root.children)
    pressed = st.button("Export", key="export", width="stretch", icon=":material/output:", disabled=not ready)
    if pressed:
        came = waited("Exporting and checking", lambda tick: _tried(studio, way, stored, tick))
        studio.exporting.tried = Tried(studio.model, stored, way, came)
    if not studio.report.ok:
        st.info("The model has a problem: once it is mended it can be exported.")
    if studio.exporting.tried:
        _show(studio, studio.exporting.tried, stored)


def _with(studio: Studio, stored: Stored | None) -> str:
    if stored:
        return f"With the weights of **{text.literal(stored.name)}**."
    if studio.weights.stored:
        return "With random weights: the file above does not fit as it is."
    return "With random weights, those of a run with seed 0. Load trained ones above."


def _tried(studio: Studio, way: Form, stored: Stored | None, tick: Tick) -> tuple[Exported, bytes] | BlockError:
    try:
        return engine.export(studio.model, way, stored, studio.trusts, tick)
    except BlockError as error:  # with the block, which one may want to see
        return error


def _show(studio: Studio, tried: Tried, stored: Stored | None) -> None:
    came = tried.came
    if tried.model is not studio.model or tried.stored is not stored:
        st.caption("The last export was of an earlier version of the model, or with other weights.")
    if isinstance(came, tuple):
        exported, raw = came
        st.success(text.literal(str(exported)))
        name = f"{text.file_name(tried.model.title)}{_ENDING[tried.way]}"
        st.download_button(
            f"{name} · {words.size(len(raw))}", raw, name, "application/octet-stream", on_click="ignore",
            width="stretch", icon=":material/download:", key="exported",
        )  # fmt: skip
        return
    st.error(text.literal(str(came)))
    path = came.path if isinstance(came, BlockError) else ""
    block = _block(studio, path)
    if block is not None:
        st.button(
            f"Select {text.literal(path)}", key="export-select", width="stretch",
            icon=":material/my_location:", on_click=lambda: studio.reveal(block),
        )  # fmt: skip


def _block(studio: Studio, path: str) -> int | None:
    """The block at a path of the open model."""
    try:
        return studio.model.at(address_of(studio.model, path)).id if path else None
    except BlockError:  # "the model", or a file
        return None
