"""The form of a block written in Python: its text, how often each line ran, and the modules inside it."""

import re
from collections.abc import Iterator

import streamlit as st

from blocks import words
from blocks.errors import BlockError
from blocks.report import Node, Part, Problem
from blocks.runs import Result
from blocks.source import CODE, SOURCE, read
from blocks.tree import Block, Model
from ui import consent, text
from ui.editor import code_editor
from ui.fields import held
from ui.state import Studio

_LINE = re.compile(r"\bline (\d+)\b")


def code_form(studio: Studio, block: Block, node: Node) -> None:
    """The text of a Code block, to read and, where code may run, to change."""
    if block.kind != CODE:
        return
    source = str(block.args.get(SOURCE.name, ""))
    refused = consent.refusal()
    if refused:
        st.warning(refused)
    elif studio.waits(block):
        _ask(studio, source)
    widen(studio)
    counts = studio.lines(block)
    code_editor(
        f"code-{block.id}", source, counts, list(_marks(node.problem)), bool(refused) or not studio.trusts(source),
        lambda typed: studio.write(block.id, typed),
    )  # fmt: skip
    if counts:
        st.caption("At the side: how often each line ran in the last forward pass.")
    _parts(node.parts)


def widen(studio: Studio) -> None:
    """The switch that gives code half of the page."""
    st.toggle("Wide", **held("wide", studio.wide, lambda wide: setattr(studio, "wide", wide)))


def show_lines(result: Result, model: Model) -> None:
    """After a run: each text that ran, with how often each of its lines did."""
    for path in result.lines:
        show_lines_of(path, result, model, "ran")


def show_lines_of(path: str, result: Result, model: Model, key: str) -> None:
    """The same of one block; nothing where that is no text, or a later round of a Repeat."""
    if path not in result.lines:
        return
    try:
        source = str(model.find(path).args[SOURCE.name])
        name = read(source).name
    except BlockError:
        return
    st.markdown(f"**{text.literal(path)}** · {text.literal(name)} · how often each line ran")
    code_editor(f"{key}-{path}", source, result.lines[path], [], True, lambda _: None)


def _ask(studio: Studio, source: str) -> None:
    st.button(
        "Allow", icon=":material/play_arrow:", type="primary", width="stretch", key="allow",
        help="It runs in a process of its own, without files or network where the system can enforce it.",
        on_click=lambda: studio.allow(source),
    )  # fmt: skip


def _marks(problem: Problem | None) -> Iterator[tuple[int, str]]:
    """The problem at its line of the text, where it names one."""
    found = _LINE.search(problem.received) if problem else None
    if problem and found:
        yield int(found[1]), problem.received


def _parts(parts: tuple[Part, ...]) -> None:
    if not parts:
        return
    st.caption(f"{words.plural(len(parts), 'module')} inside")
    rows = [
        f"{'&nbsp;' * 4 * each.depth}**{text.literal(each.path.split('.')[-1])}** {text.literal(each.kind)} "
        f"{text.literal(each.text)} · {each.params:,}"
        for each in parts
    ]
    st.markdown("  \n".join(rows))
