"""What the model is fed in a run, and how it is chosen: for each input a source of its own."""

import math
from typing import NamedTuple

import streamlit as st

from blocks import given, words
from blocks.errors import BlockError
from blocks.runs import Array, Feed, Order, Source, vocabulary, with_batch
from blocks.tree import Input, Model
from blocks.vocabularies import vocabularies
from ui import text
from ui.running.brought import WAYS
from ui.running.chosen import Fields
from ui.state import Studio

REAL: dict[str, Source] = {
    "Random, normal": "normal",
    "Random, uniform": "uniform",
    "Ones": "ones",
    "Ramp": "ramp",
    "One-hot": "one-hot",
}
WHOLE: dict[str, Source] = {
    "Whole numbers": "integers",
    "Ones": "ones",
    "Ramp": "ramp",
    "One-hot": "one-hot",
}
MOST_GIVEN = 200 * 2**20  # bytes of all inputs that are brought, together
_SOURCE = (
    "Ramp: from 0 to 1 in even steps over the numbers of each example; 0, 1, 2, … where the model takes whole numbers. "
    "One-hot: 0, and a single 1 in the middle of each example, so that the output is an impulse response; a row of "
    "features has it at the first in the first example, at the second in the second."
)


class _Fed(NamedTuple):
    """What one input is fed: a source, or an array that was brought; neither where something is missing."""

    source: Source | None = None
    array: Array | None = None

    @property
    def missing(self) -> bool:
        """Whether there is nothing to feed yet."""
        return self.source is None and self.array is None


def choose_input(studio: Studio) -> tuple[Order | None, dict[str, Array]]:
    """What the model is fed; no order while something is missing, or is refused, which is told where it is chosen."""
    model = studio.model
    above = st.container()
    try:
        batch, seed, sound = *_numbers(Fields(studio.chosen), batch_size(model)), True
        inputs = with_batch(model, batch).inputs
    except BlockError as error:
        st.error(text.literal(str(error)))
        inputs, sound = model.inputs, False
    sizes = vocabularies(model)
    with above:
        fed = {
            each.name: _choose(Fields(studio.chosen, place), each, sizes.get(each.name), len(inputs))
            for place, each in enumerate(inputs)
        }
    if not sound or any(each.missing for each in fed.values()):
        return None, {}
    sources = {name: each.source for name, each in fed.items() if each.source is not None}
    arrays = {name: each.array for name, each in fed.items() if each.array is not None}
    return Order(batch=batch, feed=Feed("normal", seed, vocabulary(model), sources, sizes)), arrays


def _numbers(fields: Fields, size: int) -> tuple[int, int]:
    """The batch size and the seed. Raises BlockError when one is out of range."""
    left, right = st.columns(2)
    batch = left.number_input("Batch size", step=1, **fields.held(f"batch-{size}", size))
    seed = right.number_input("Seed", step=1, help="Draws the input and the weights.", **fields.held("seed", 0))
    return _within("batch", batch, 1, 4096), _within("seed", seed, 0, 2**31 - 1)


def _choose(fields: Fields, wanted: Input, vocabulary: int | None, inputs: int) -> _Fed:
    """The source of one of so many inputs, and the fields that it needs."""
    whole = given.is_whole(wanted)
    drawn = WHOLE if whole else REAL
    options = [*drawn, *(name for name, way in WAYS.items() if way.takes(wanted))]
    label = f"Input {text.literal(wanted.name)}" if inputs > 1 else "Input"
    kept = f"source-{'whole' if whole else 'real'}-{len(wanted.shape)}"
    source = st.selectbox(label, help=_SOURCE, **fields.choice(kept, options))
    if source in drawn:
        return _Fed(drawn[source])
    try:
        _check_size(wanted, MOST_GIVEN // inputs)
        return _Fed(array=WAYS[source].array(fields, wanted, vocabulary))
    except BlockError as error:
        st.error(text.literal(str(error)))
        return _Fed()


def _check_size(wanted: Input, most: int) -> None:
    """Before an array is made. Raises BlockError when it would not travel to the worker."""
    size = math.prod(wanted.shape) * (8 if given.is_whole(wanted) else 4)
    if size > most:
        raise BlockError(
            f"The input would have {words.size(size)}.", f"at most {words.size(most)}.",
            "use a smaller batch, or a random input.",
        )  # fmt: skip


def _within(name: str, typed: int | None, low: int, high: int) -> int:
    """A number as it was typed. Raises BlockError: a browser that is told the limits puts it back and says nothing."""
    if typed is None or not low <= typed <= high:
        received = "empty" if typed is None else f"{typed:,}"
        raise BlockError(f"The {name} is {received}.", f"{low:,} to {high:,}.", "type such a number.")
    return typed


def batch_size(model: Model) -> int:
    """The size of B, or of the first dimension where no input has B."""
    return model.batch or model.inputs[0].shape[0]
