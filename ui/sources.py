"""Forms for what goes in: the model's inputs, and what a block inside a `Graph` takes."""

import re

import streamlit as st

from blocks import wiring
from blocks.errors import BlockError
from blocks.kinds import Kind
from blocks.report import ITEM_BYTES
from blocks.tree import Block, Input
from ui import text
from ui.fields import choice, choices, held
from ui.state import Studio
from ui.wires import wanted

BEFORE = "what comes before"
NONE = "—"
USUAL = ("float32", "int64", "float64", "float16", "bfloat16")


# --- the model's inputs


def input_form(studio: Studio, index: int) -> None:
    """The form of one of the model's inputs."""
    model, given = studio.model, studio.model.inputs[index]
    several = len(model.inputs) > 1
    st.markdown(f"**Input** {text.literal(given.name) if model.root.kind == 'Graph' else ''}")
    st.caption("The whole shape of the tensor that the model is fed. B is the batch: B, 3, 224, 224.")
    if model.root.kind == "Graph":
        _input_name(studio, index, given)
    shape = ", ".join(map(str, given.extents))
    st.text_input("shape", **held(f"input-shape-{index}", shape, lambda typed: _set_shape(studio, index, typed)))
    left, right = st.columns(2)
    with left:
        _dtype(studio, index, given)
    with right:
        _batch(studio, given)
    left, right = st.columns(2)
    left.button(
        "Add an input", on_click=lambda: _add(studio, given), width="stretch", icon=":material/add:",
        help="The model becomes a Graph, in which blocks choose what they take.",
    )  # fmt: skip
    if several:
        right.button(
            "Remove this one", width="stretch", icon=":material/delete:",
            on_click=lambda: studio.edit({"op": "remove input", "index": index}),
        )  # fmt: skip


def _input_name(studio: Studio, index: int, given: Input) -> None:
    st.text_input(
        "name", max_chars=64, **held(f"input-name-{index}", given.name, lambda name: _change(studio, index, name=name))
    )


def _dtype(studio: Studio, index: int, given: Input) -> None:
    names = [name for name in USUAL if name in ITEM_BYTES]
    offered = names if given.dtype in names else [given.dtype, *names]
    st.selectbox(
        "dtype", help="float32 for pictures and features, int64 for tokens that an Embedding looks up",
        **choice(f"input-dtype-{index}", offered, given.dtype, lambda dtype: _change(studio, index, dtype=dtype)),
    )  # fmt: skip


def _batch(studio: Studio, given: Input) -> None:
    size = studio.model.batch
    if size is None:
        shape = ", ".join(["B", *map(str, given.shape[1:])])
        st.button(
            "Call the batch B", width="stretch", help="Shapes then show B instead of a number.",
            on_click=lambda: _set_shape(studio, studio.model.inputs.index(given), shape),
        )  # fmt: skip
        return
    st.number_input(  # a size that cannot be is refused by the edit, with a word
        "B, the batch size", step=1, help="How many examples at once: at every input that has B.",
        **held("batch", size, lambda typed: studio.edit({"op": "batch", "size": typed or 0})),
    )  # fmt: skip


def _set_shape(studio: Studio, index: int, typed: str) -> None:
    parts = re.split(r"\s*[,×x*\s]\s*", typed.strip(" ()[],"))
    if not all(re.fullmatch(r"-?\d{1,12}|[Bb]", part) for part in parts):
        studio.say(f"The shape {typed[:40]!r} is no list of sizes. Write it like B, 3, 224, 224.", "error")
        return
    _change(studio, index, shape=[int(part) if part not in "Bb" else "B" for part in parts])


def _change(studio: Studio, index: int, **details: object) -> None:
    given = studio.model.inputs[index]
    studio.edit(
        {"op": "input", "index": index, "shape": list(given.extents), "dtype": given.dtype, "name": given.name}
        | details
    )


def _add(studio: Studio, like: Input) -> None:
    studio.edit({"op": "add input", "shape": list(like.extents), "dtype": like.dtype, "name": "memory"})


# --- what a block takes


def sources_form(studio: Studio, block: Block, kind: Kind) -> None:
    """For a child of a `Graph`: one field for each tensor it takes."""
    address = studio.model.address(block.id)
    if not address or studio.model.at(address[:-1]).kind != "Graph" or not kind.inputs:
        return
    graph = studio.model.named_at(address[:-1])
    names = _offered(studio, graph, address)
    if kind.variadic:
        _many(studio, block, names)
        return
    given, least, _ = wanted(block, studio.kinds)
    columns = st.columns(2) if len(given) > 1 else [st.container()]
    for place, name in enumerate(given):
        with columns[place % len(columns)]:
            _one(studio, block, names, place, f"takes: {name}" if len(given) > 1 else "takes", place < least)


def _offered(studio: Studio, graph: Block, address: tuple[int, ...]) -> list[str]:
    """The names a child may take, each output of those that give several."""
    nodes = studio.report.at(address[:-1]).children
    names = list(wiring.input_names(graph))
    for child, known in zip(graph.children[: address[-1]], nodes, strict=False):
        names += [child.name, *(f"{child.name}.{place}" for place in range(1, len(known.outputs)))]
    return names


def _one(studio: Studio, block: Block, names: list[str], place: int, label: str, needed: bool) -> None:
    first = BEFORE if place == 0 else NONE
    taken = block.inputs[place] if place < len(block.inputs) else first
    options = list(dict.fromkeys([first, *names, taken]))
    st.selectbox(
        label if needed or place == 0 else f"{label} (optional)",
        **choice(f"takes-{block.id}-{place}", options, taken, lambda chosen: _rewire(studio, block, place, chosen)),
    )


def _rewire(studio: Studio, block: Block, place: int, chosen: str) -> None:
    inputs = list(block.inputs)
    if place >= len(inputs):
        inputs += [_before(studio, block)] * (place - len(inputs) + 1)
    if chosen == NONE:
        inputs = inputs[:place]
    else:
        inputs[place] = _before(studio, block) if chosen == BEFORE else chosen
    alone = len(inputs) == 1 and chosen == BEFORE
    studio.edit_block(block.id, "rewire", inputs=[] if alone else inputs)


def _before(studio: Studio, block: Block) -> str:
    """What comes before a block, by its name."""
    address = studio.model.address(block.id)
    graph = studio.model.named_at(address[:-1])
    position = address[-1]
    return graph.children[position - 1].name if position else wiring.input_names(graph)[0]


def _many(studio: Studio, block: Block, names: list[str]) -> None:
    taken = [each for each in block.inputs if each in names] or [_before(studio, block)]
    st.multiselect(
        "takes, in this order",
        **choices(f"takes-{block.id}", names, taken, lambda names: studio.edit_block(block.id, "rewire", inputs=names)),
    )  # fmt: skip


def outputs_form(studio: Studio, graph: Block) -> None:
    """For a `Graph`: whose outputs it gives."""
    address = studio.model.address(graph.id)
    whole = studio.model.named_at(address)
    names = _offered(studio, whole, (*address, len(graph.children)))
    given = [each for each in wiring.output_names(graph) if each in names]
    st.multiselect(
        "gives", placeholder="the last block's output",
        help="The blocks whose outputs it gives, in this order; without any, the last one's.",
        **choices(f"gives-{graph.id}", names, given, lambda chosen: _set_outputs(studio, graph, chosen)),
    )  # fmt: skip


def _set_outputs(studio: Studio, graph: Block, chosen: list[str]) -> None:
    try:
        address = list(studio.model.address(graph.id))
    except BlockError as error:
        studio.say(str(error), "error")
        return
    changes = {"args": {"outputs": chosen}} if chosen else {"unset": ["outputs"]}
    studio.edit({"op": "set", "block": address, **changes})
