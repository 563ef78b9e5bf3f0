"""What the model is fed in a run, and how it is chosen."""

import streamlit as st

from blocks.errors import BlockError
from blocks.runs import Array, Feed, Order, Source, vocabulary
from blocks.tree import Model
from ui import pictures, text
from ui.state import Studio

RANDOM: dict[str, Source] = {
    "Random, normal": "normal",
    "Random, uniform": "uniform",
    "Ones": "ones",
    "Whole numbers": "integers",
}
UPLOADED = "Upload a picture"


def choose_input(studio: Studio) -> tuple[Order | None, dict[str, Array]]:
    """What the model is fed; no order while a picture is missing. Raises BlockError when one cannot be used."""
    model = studio.model
    canvas = next((each for each in model.inputs if pictures.takes_pictures(each.shape)), None)
    whole = all(each.dtype.startswith(("int", "uint")) for each in model.inputs)
    names = ["Whole numbers", "Ones"] if whole else [name for name in RANDOM if name != "Whole numbers"]
    if canvas:
        names += [*pictures.NAMES, UPLOADED]
    source = st.selectbox("Input", names, key=f"source-{whole}-{len(names)}")
    left, right = st.columns(2)
    size = batch_size(model)
    batch = left.number_input("Batch size", value=size, step=1, key=f"batch-{size}")
    seed = right.number_input("Seed", value=0, step=1, key="seed", help="Draws the input and the weights.")
    batch, seed = _within("batch", batch, 1, 4096), _within("seed", seed, 0, 2**31 - 1)
    if source in RANDOM:
        return Order(batch=batch, feed=Feed(RANDOM[source], seed, vocabulary(model))), {}
    assert canvas is not None
    if len(model.inputs) > 1:
        st.caption(f"The picture goes to {text.literal(canvas.name)}; the other inputs are random.")
    raw = _picture(source)
    if raw is None:
        return None, {}
    shape = canvas.resized(batch).shape if canvas.batch is not None else (batch, *canvas.shape[1:])
    order = Order(batch=batch, feed=Feed(seed=seed, high=vocabulary(model)))
    return order, {canvas.name: pictures.as_input(raw, shape)}


def _within(name: str, typed: int | None, low: int, high: int) -> int:
    """A number as it was typed. Raises BlockError: a browser that is told the limits puts it back and says nothing."""
    if typed is None or not low <= typed <= high:
        received = "empty" if typed is None else f"{typed:,}"
        raise BlockError(f"The {name} is {received}.", f"{low:,} to {high:,}.", "type such a number.")
    return typed


def batch_size(model: Model) -> int:
    """The size of B, or of the first dimension where no input has B."""
    return model.batch or model.inputs[0].shape[0]


def _picture(source: str) -> bytes | None:
    if source != UPLOADED:
        return pictures.shipped(source)
    uploaded = st.file_uploader("Picture", type=["png", "jpg", "jpeg"], key="picture", max_upload_size=20)
    return uploaded.getvalue() if uploaded else None
