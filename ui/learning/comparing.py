"""A trap beside the right way: each with its code or its picture, and what PyTorch says of it."""

import streamlit as st

from blocks import diagram, engine
from blocks.code import to_code
from blocks.errors import BlockError, EngineError
from blocks.lessons.records import Compare, Lesson
from blocks.report import Report
from blocks.source import CODE, SOURCE
from blocks.tree import Model
from ui import text
from ui.learning import course
from ui.learning.learner import Learner
from ui.learning.racing import race
from ui.panels import is_dark

DEPTH = 3  # to which a picture is unfolded


def sides(learner: Learner, lesson: Lesson, compare: Compare) -> None:
    """The models side by side."""
    with st.container(key="sides"):
        columns = st.columns(len(compare.sides), gap="small")
    for column, side in zip(columns, compare.sides, strict=True):
        with column, st.container(border=True):
            st.markdown(f"**{side.title}**")
            try:
                _side(course.model(lesson, side.model), course.report(lesson, side.model))
            except (BlockError, EngineError) as error:
                st.error(text.literal(str(error)))
            if side.why:
                st.markdown(side.why)
    if compare.train:
        race(learner, lesson, compare, compare.train)


def _side(model: Model, report: Report) -> None:
    sources = [str(block.args.get(SOURCE.name, "")) for block in model.walk() if block.kind == CODE]
    kinds = engine.kinds()
    if sources:
        st.code("\n\n".join(sources), "python")
    else:
        svg = diagram.to_svg(diagram.to_dot(report, kinds, DEPTH, is_dark()))
        if svg:
            st.image(svg, width="stretch", alt=f"{model.title} as a picture of its blocks")
        else:
            st.code(to_code(report, kinds), "python")
    st.html(_table(report))
    for _, problem in report.problems:
        st.error(text.told(f"{problem.received} {problem.reason or problem.quotation}".strip()))
    for _, _, node in report.rows():
        if node.caution:
            st.warning(text.told(node.caution.received))


def _table(report: Report) -> str:
    rows = [("Output", str(report.output) if report.output else "none"), ("Parameters", f"{report.params:,}")]
    if report.root.placed != report.params:
        rows.append(("by place", f"{report.root.placed:,}"))
    if report.buffers:
        rows.append(("Numbers in buffers", f"{report.buffers:,}"))
    body = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows)
    return f'<table class="numbers">{body}</table>'
