"""The inspector: what is selected, as a form that comes from the catalogue."""

import re
from typing import Any

import streamlit as st

from blocks import kinds as catalogue
from blocks import words
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.kinds import Argument, Kind
from blocks.report import ITEM_BYTES, Node, Problem
from blocks.tree import Block
from ui import text
from ui.state import INPUT, Studio
from ui.view import MACS, PARAMETERS

USUAL = (
    "kernel_size",
    "stride",
    "padding",
    "p",
    "dim",
    "merge",
    "share",
    "groups",
    "bias",
)  # shown at once, with what is set


def inspector(studio: Studio) -> None:
    """Draw the form of the selected block, of the input, or of the whole model."""
    found = studio.block()
    if studio.trouble:
        st.error(text.literal(studio.trouble))
    if studio.selected == INPUT:
        _input(studio)
    elif found is None:
        _model(studio)
    else:
        _block(studio, *found)


# --- the whole model


def _model(studio: Studio) -> None:
    report = studio.report
    st.markdown(f"**{text.literal(studio.model.title)}**")
    if studio.model.about:
        st.markdown(text.literal(studio.model.about))
    rows = {
        "Parameters": (words.count(report.params), f"{report.params:,} {PARAMETERS}"),
        "Buffers": (words.count(report.buffers), f"{report.buffers:,} numbers that are kept but not trained"),
        "MACs": (words.count(report.macs), f"{report.macs:,} {MACS}"),
        "Weights": (words.size(report.root.weight_bytes), "parameters and buffers in memory"),
        "Activations": (words.size(report.root.peak), "the most a forward pass holds at once; an estimate"),
    }
    for row in (("Parameters", "MACs"), ("Weights", "Activations")):
        for column, label in zip(st.columns(2), row, strict=True):
            column.metric(label, rows[label][0], help=rows[label][1])
    st.caption("Select a block to change it. Drag from the palette to add one.")


# --- the input


def _input(studio: Studio) -> None:
    given = studio.model.inputs[0]
    st.markdown("**Input**")
    st.caption("The whole shape of the tensor that the model is fed, the batch first.")
    key = "input-shape"
    st.session_state[key] = ", ".join(map(str, given.shape))
    st.text_input("shape", key=key, on_change=lambda: _set_shape(studio, st.session_state[key]))
    dtypes = [name for name in ITEM_BYTES if name in ("float32", "int64", "float64", "float16", "bfloat16")]
    st.session_state["input-dtype"] = given.dtype
    st.selectbox(
        "dtype", dtypes if given.dtype in dtypes else [given.dtype, *dtypes], key="input-dtype",
        on_change=lambda: _set_input(studio, given.shape, st.session_state["input-dtype"]),
        help="float32 for pictures and features, int64 for tokens that an Embedding looks up",
    )  # fmt: skip


def _set_shape(studio: Studio, typed: str) -> None:
    parts = [part for part in re.split(r"[\s,×x*()\[\]]+", typed) if part]
    if not all(re.fullmatch(r"-?\d{1,12}", part) for part in parts):
        studio.say(f"The shape {typed[:40]!r} is no list of whole numbers. Write it like 1, 3, 224, 224.", "error")
        return
    _set_input(studio, tuple(map(int, parts)), studio.model.inputs[0].dtype)


def _set_input(studio: Studio, shape: tuple[int, ...], dtype: str) -> None:
    studio.edit({"op": "input", "shape": list(shape), "dtype": dtype})


# --- a block


def _block(studio: Studio, block: Block, node: Node) -> None:
    kind = studio.kinds[block.kind]
    link = f" [↗]({kind.url})" if kind.url else ""
    st.markdown(f"**{kind.name}**{link}")
    st.caption(text.literal(kind.doc))
    st.caption(_numbers(node))
    if node.problem:
        _problem(studio, node.problem)
    _name(studio, block)
    shown, hidden = _split(kind, block)
    _form(studio, block, node, shown)
    if hidden:
        with st.expander(f"{words.plural(len(hidden), 'more argument')}"):
            _form(studio, block, node, hidden)


def _numbers(node: Node) -> str:
    """In one line: what goes in, what comes out, what it costs."""
    flow = f"{text.shape(node.input, '?')} → {text.shape(node.output, '?')}"
    return f"{flow}  ·  {node.params:,} parameters  ·  {words.count(node.macs)} MACs" if node.ok else flow


def _problem(studio: Studio, problem: Problem) -> None:
    st.error(
        f"{text.literal(problem.received)}\n\n**Expected** {text.literal(problem.expected)}\n\n"
        + (f"**Why** {text.literal(problem.why)}\n\n" if problem.why else "")
        + f"**Fix** {text.literal(problem.fix)}"
    )
    for fix in problem.fixes:
        st.button(text.literal(fix.label), on_click=studio.fix, args=(fix,), type="primary", width="stretch")


def _name(studio: Studio, block: Block) -> None:
    address = studio.model.address(block.id)
    if not address or studio.model.at(address[:-1]).kind == "Residual":
        return
    key = f"name-{block.id}"
    st.session_state[key] = block.name
    st.text_input(
        "name", key=key, placeholder=str(address[-1]), max_chars=64,
        help="As in PyTorch: the attribute and the state_dict key. Without one, the position is the name.",
        on_change=lambda: studio.edit_block(block.id, "rename", name=st.session_state[key]),
    )  # fmt: skip


def _split(kind: Kind, block: Block) -> tuple[list[Argument], list[Argument]]:
    """The arguments that are shown at once, and the others."""
    shown = [
        each
        for each in kind.arguments
        if each.required
        or each.reads is not None
        or each.name in block.args
        or each.name in USUAL
        or len(kind.arguments) <= 4
    ]
    return shown, [each for each in kind.arguments if each not in shown]


def _form(studio: Studio, block: Block, node: Node, arguments: list[Argument]) -> None:
    columns = st.columns(2)
    for place, argument in enumerate(arguments):
        with columns[place % 2]:
            _field(studio, block, node, argument)


def _field(studio: Studio, block: Block, node: Node, argument: Argument) -> None:
    """One argument. The widget always shows what the model says: a refused value springs back."""
    key = f"arg-{block.id}-{argument.name}"
    value = block.args.get(argument.name, argument.default)
    inferred = argument.reads is not None and argument.name not in block.args
    label = f"{argument.name} · inferred" if inferred else argument.name
    common: dict[str, Any] = {
        "key": key,
        "help": _help(argument),
        "on_change": lambda: _typed(studio, block, argument, key),
    }
    if argument.type == "bool":
        st.session_state[key] = bool(value)
        st.toggle(label, **common)
    elif argument.type == "choice":
        st.session_state[key] = value
        st.selectbox(label, argument.choices, **common)
    elif argument.type == "int" and not isinstance(value, Expression) and not _ruled(studio, block):
        st.session_state[key] = None if inferred else value
        low, high = int(argument.low), int(argument.high)
        st.number_input(label, low, high, step=1, placeholder=_placeholder(node, argument), **common)
    else:
        st.session_state[key] = "" if value is None or inferred else catalogue.written(value)
        st.text_input(label, placeholder=_placeholder(node, argument), **common)


def _ruled(studio: Studio, block: Block) -> bool:
    """Whether a rule in `i` may be typed: somewhere around the block there is a Repeat."""
    address = studio.model.address(block.id)
    return any(studio.model.at(address[:depth]).kind == "Repeat" for depth in range(len(address)))


def _placeholder(node: Node, argument: Argument) -> str:
    if argument.reads is not None:
        value = node.args.get(argument.name)
        return (
            catalogue.written(tuple(value) if isinstance(value, list) else value) if value is not None else "inferred"
        )
    return "none" if argument.optional else ""


def _help(argument: Argument) -> str:
    words = [text.literal(argument.doc)] if argument.doc else []
    words.append(f"Takes {text.literal(catalogue.expectation(argument))}.")
    if argument.reads is not None:
        words.append(f"Left empty, it is read off dimension {argument.reads} of what arrives.")
    return "\n\n".join(words)


def _typed(studio: Studio, block: Block, argument: Argument, key: str) -> None:
    typed = st.session_state[key]
    if typed is None or typed == "":
        studio.edit_block(block.id, "set", unset=[argument.name])
        return
    try:
        value = catalogue.parse(argument, typed) if isinstance(typed, str) and argument.type != "choice" else typed
    except BlockError as error:
        studio.say(str(error), "error")
        return
    plain = (
        {"rule": value.text} if isinstance(value, Expression) else list(value) if isinstance(value, tuple) else value
    )
    studio.edit_block(block.id, "set", args={argument.name: plain})
