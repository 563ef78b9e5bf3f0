"""What a block costs, as a small table: each number exact, its convention one hover away."""

import html
from collections.abc import Callable

import streamlit as st

from blocks import wiring, words
from blocks.definitions import kind_of
from blocks.errors import BlockError
from blocks.kept import KEPT
from blocks.receptive import CONVENTION as FIELD
from blocks.receptive import Field, receptive_field
from blocks.report import Node
from blocks.tree import Address
from ui.state import Studio
from ui.view import MACS, PARAMETERS

PRECISIONS = ("float32", "bfloat16", "float16", "float64")
BUFFERS = "numbers that belong to the state and are not trained, such as running means"
PLACES = "a shared parameter is counted again at each place where it is used"
FROZEN = "parameters that training leaves as they are"
PEAK = "the most that a forward pass holds at once when nothing is kept for training; an estimate from what is written"
MOST_TENSORS = 4  # of a block, that are listed
Row = tuple[str, str, str]  # label, value, what is said on hover


def show(studio: Studio, address: Address, node: Node, head: str) -> Callable[[], None]:
    """Draw the numbers of a block, or of the whole model at address (), under a head in HTML. What training keeps may
    take a while to find: calling what this returns, when all else is drawn, fills it in."""
    place = st.empty()
    rows, fields = _costs(studio, address, node), _fields(studio, address) if node.ok else []

    def draw() -> None:
        training = _training(studio, address) if node.ok else []
        place.html(head + _table([*rows, *training, *fields]))

    def complete() -> None:
        if studio.training is None and node.ok:
            studio.find_training()
            draw()

    draw()
    return complete


def _costs(studio: Studio, address: Address, node: Node) -> list[Row]:
    rows = _flow(studio, address, node)
    if node.ok:
        rows += _weights(studio, node)
        rows += [("MACs", f"{node.macs:,}", MACS), ("Activations", words.size(node.peak), PEAK)]
    return rows


def _table(rows: list[Row]) -> str:
    body = "".join(
        f'<tr title="{html.escape(hint)}"><th>{html.escape(label)}</th><td>{html.escape(value)}</td></tr>'
        for label, value, hint in rows
    )
    return f'<table class="numbers">{body}</table>'


def _flow(studio: Studio, address: Address, node: Node) -> list[Row]:
    batch = studio.model.batch
    hint = f"B is the batch, now {batch}. " if batch else ""
    block = studio.model.named_at(address)
    kind = kind_of(block, studio.kinds)
    takes = wiring.input_names(block) if block.kind == "Graph" else kind.inputs
    gives = wiring.output_names(block) if block.kind == "Graph" else kind.gives
    rows = []
    for label, tensors, names in (("Takes", node.inputs, takes), ("Gives", node.outputs, gives)):
        for number, each in enumerate(tensors[:MOST_TENSORS]):
            name = names[number] if number < len(names) else str(number)
            told = f"{label} {name}" if len(tensors) > 1 else label
            rows.append((told, f"{each} {each.dtype}", f"{hint}{words.size(each.bytes)} in memory"))
        if len(tensors) > MOST_TENSORS:
            rows.append((label, f"… {len(tensors):,} in all", hint))
    return rows


def _weights(studio: Studio, node: Node) -> list[Row]:
    rows = [("Parameters", f"{node.params:,}", PARAMETERS)]
    if node.params != node.trainable:
        rows += [("trainable", f"{node.trainable:,}", PARAMETERS)]
        rows += [("frozen", f"{node.params - node.trainable:,}", FROZEN)]
    if node.placed != node.params:
        rows.append(("by place", f"{node.placed:,}", PLACES))
    if node.buffers:
        rows.append(("Buffers", f"{node.buffers:,}", BUFFERS))
    size = words.size(node.weights_in(studio.precision))
    return [*rows, ("Weights", f"{size} as {studio.precision}", "parameters and buffers in memory")]


def _training(studio: Studio, address: Address) -> list[Row]:
    training = studio.training
    if training is None or isinstance(training, str):
        return [("Kept in training", "—" if training else "…", training or KEPT)]
    kept = training.at(address).bytes if address else training.bytes
    return [("Kept in training", words.size(kept), KEPT)]


def _fields(studio: Studio, address: Address) -> list[Row]:
    """Of what a number depends on, for each input of the model."""
    rows = []
    for place, given in enumerate(studio.model.inputs):
        try:
            field = receptive_field(studio.report, address, place)
        except BlockError:
            field = None
        name = f"Sees of {given.name}" if len(studio.model.inputs) > 1 else "Receptive field"
        rows.append((name, _within(field) if field else "?", f"{FIELD}{_beyond(field)}{_jumps(field)}"))
    return rows


def _within(field: Field) -> str:
    """A receptive field, cut at the edges of the input: which numbers reach so far depends on where they stand."""
    if not _beyond(field):
        return str(field)
    sizes = [span if span.size is None else min(span.size, span.extent) for span in field.spans]
    extents = [span.extent for span in field.spans]
    seen = "all" if sizes == extents else " × ".join(map(str, sizes))
    return f"up to {seen} of {' × '.join(map(str, extents))}"


def _beyond(field: Field | None) -> str:
    """The whole of a receptive field that is larger than the input."""
    larger = field and any(span.size is not None and span.size > span.extent for span in field.spans)
    return f" Here, with what lies beyond the edges: {field}." if larger else ""


def _jumps(field: Field | None) -> str:
    jumps = [str(span.jump) for span in field.spans if span.jump] if field else []
    return f" From one number to the next it moves by {' × '.join(jumps)}." if jumps else ""
