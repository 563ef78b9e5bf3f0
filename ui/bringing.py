"""Bring your own: Python that was written elsewhere, an expression and a shape become the open model."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from blocks import engine
from blocks.document import checked_input
from blocks.engine import Brought
from blocks.errors import BlockError, EngineError
from blocks.source import texts
from ui import consent, text
from ui.fields import held
from ui.packages import Packages, picker

if TYPE_CHECKING:
    from ui.state import Studio

START = """class MLP(nn.Module):
    def __init__(self, hidden=256):
        super().__init__()
        self.hidden = nn.Linear(20, hidden)
        self.out = nn.Linear(hidden, 10)

    def forward(self, x):
        return self.out(F.relu(self.hidden(x)))"""
LARGEST = 200_000  # characters
BATCH = 2  # what B stands for
SAME = 1e-4  # of the largest number: rounding, in another order
_STYLE = "<style>.st-key-bring textarea {font: 0.8rem/1.45 monospace; white-space: pre}</style>"
_EXPRESSION = "What makes the module, as in `MLP(hidden=64)`. Without one: the last class, without arguments."
_INPUTS = (
    "The shape of an example input with its batch, as in `2, 20`; whole numbers as in `2, 12 int64`; several by `;`."
)


@dataclass
class Bringing:
    """What was typed, and what came of it last."""

    source: str = START
    expression: str = ""
    inputs: str = "2, 20"
    package: str = ""  # which it may read where that stands apart from the others
    came: Brought | str | None = None
    packages: Packages = field(default_factory=Packages)

    def put(self, name: str, value: str) -> None:
        """Let a field say this."""
        setattr(self, name, value)


def form(bringing: Bringing, studio: Studio) -> None:
    """The fields, the button, and what came of it."""
    refused = consent.refusal()
    if refused:
        st.info(refused)
        return
    picker(bringing.packages, bringing)
    st.html(_STYLE)
    with st.container(key="bring"):
        st.text_area(
            "Python", height=300, max_chars=LARGEST,
            **held("bring-source", bringing.source, lambda typed: bringing.put("source", typed)),
        )  # fmt: skip
    left, right = st.columns(2)
    left.text_input(
        "Expression", help=_EXPRESSION, placeholder=_suggested(bringing.source),
        **held("bring-expression", bringing.expression, lambda typed: bringing.put("expression", typed)),
    )  # fmt: skip
    right.text_input(
        "Input", help=_INPUTS, **held("bring-inputs", bringing.inputs, lambda typed: bringing.put("inputs", typed))
    )
    st.button(
        "Make blocks", type="primary", width="stretch", icon=":material/widgets:", key="bring-it",
        on_click=lambda: bring(bringing, studio),
    )  # fmt: skip
    if bringing.came is None:
        st.caption(
            "It runs in a process of its own, without files or network where the system can enforce it. torch, "
            "nn, F and math are there without an import. The open model comes back with undo."
        )
    else:
        if isinstance(bringing.came, Brought):
            _explain(bringing, studio, bringing.came)
        _show(bringing.came)


def bring(bringing: Bringing, studio: Studio) -> None:
    """Make blocks of what was typed, and open them."""
    expression = bringing.expression.strip() or _suggested(bringing.source)
    if consent.refusal():
        return
    try:
        found = engine.bring_in(
            bringing.source,
            expression,
            read_inputs(bringing.inputs),
            _title(expression),
            studio.catalogue,
            bringing.package,
        )
    except (BlockError, EngineError) as error:
        bringing.came = str(error)
        return
    bringing.came = found
    if found.model is None:
        return
    studio.trusted |= texts(found.model.walk())
    studio.open(found.model)


def read_inputs(written: str) -> list[tuple[tuple[int, ...], str]]:
    """Shapes and dtypes as they are typed: `2, 20` or `2, 3, 32, 32; 2, 5 int64`. Raises BlockError."""
    return [_read(each) for each in written.split(";") if each.strip()] or [_read(written)]


def _read(written: str) -> tuple[tuple[int, ...], str]:
    *sizes, last = re.findall(r"\w+", written) or [""]
    sizes, dtype = (sizes, last) if last[:1].isalpha() and last != "B" else ([*sizes, last], "float32")
    try:
        shape = tuple(BATCH if each == "B" else int(each) for each in sizes)
    except ValueError:
        shape = ()
    if not shape:
        raise BlockError(
            f"The input is {written.strip()[:60]!r}.", "sizes such as 2, 20, the batch first.", "write them so."
        )
    checked_input(shape, dtype)
    return shape, dtype


def _suggested(source: str) -> str:
    """A call of the last class of a text; "" where there is none."""
    try:
        names = [node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return f"{names[-1]}()" if names else ""


def _title(expression: str) -> str:
    return expression.partition("(")[0].rpartition(".")[2].strip()[:64] or "Imported"


def _explain(bringing: Bringing, studio: Studio, came: Brought) -> None:
    """What is wrong with the code, each with a click that puts it right."""
    for place, each in enumerate(came.mistakes):
        where = f"**Line {each.line}** · " if each.line else ""
        st.warning(f"{where}{text.literal(f'{each.received} Expected: {each.expected} {each.why}'.strip())}")
        if each.repair:
            st.button(
                text.literal(each.repair.label), key=f"bring-repair-{place}", width="stretch", icon=":material/build:",
                help=f"Changes your code and makes blocks of it again: {each.fix}",
                on_click=lambda source=each.repair.source: _repair(bringing, studio, source),
            )  # fmt: skip


def _repair(bringing: Bringing, studio: Studio, source: str) -> None:
    bringing.source = source
    bring(bringing, studio)


def _show(came: Brought | str) -> None:
    if isinstance(came, str):
        st.error(text.literal(came))
        return
    if came.model is None:
        st.error(text.literal(came.error))
    elif came.error:
        st.warning(f"The module itself stops on such an input: {text.literal(came.error)}. The canvas shows where.")
    elif came.mistakes:  # they say why it may differ
        st.caption("The blocks are those of the code as it is.")
    elif came.apart is None:
        st.info("Nobody could compare the blocks with the module itself.")
    elif came.apart <= SAME:
        st.success("The blocks give what the module itself gives.")
    else:
        st.warning(
            f"The blocks' output differs by {came.apart:.2g} of the largest number: the module draws random numbers "
            "that are no parameters, or something in it was not understood."
        )
    if came.notes:
        notes = (f"- **{text.literal(path or 'the model')}** · {text.literal(note)}" for path, note in came.notes)
        st.markdown("\n".join(notes))
