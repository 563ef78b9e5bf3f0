"""The diagram panel: the hierarchy drawn by Graphviz, which answers clicks; where it is missing, by Streamlit."""

from dataclasses import asdict

import streamlit as st

from blocks import diagram
from blocks.edits import DEEPEST
from blocks.errors import EngineError
from ui import text
from ui.diagram import diagram as diagram_view
from ui.fields import choice
from ui.state import Studio

DEPTHS = {"What fits": None, "1 level": 1, "2 levels": 2, "3 levels": 3, "4 levels": 4, "All levels": DEEPEST}


def diagram_panel(studio: Studio, name: str, dark: bool) -> None:
    """The hierarchy of the open model; files of it are called `name`."""
    folds = studio.picture.folds(studio.report)
    dot = diagram.to_dot(studio.report, studio.kinds, folds, dark)
    try:
        svg = diagram.to_svg(dot)
    except EngineError as error:
        st.warning(text.literal(str(error)))
        _depths(studio)
        return
    if svg is None:
        _depths(studio)
        _drawn_by_streamlit(studio, dot)
        st.caption("With Graphviz's `dot` on the path the diagram is quicker, and a click in it selects.")
        return
    selected = studio.selected or -1
    shown = diagram.visible(studio.report, folds).get(selected)
    data = {
        "svg": svg,
        "dot": dot,
        "parts": [asdict(part) for part in diagram.parts(studio.report, folds)],
        "selected": shown,
        "hides": shown not in (None, selected),
        "name": name,
        "title": studio.model.title,
        "depths": list(DEPTHS),
        "depth": _chosen(studio),
    }
    diagram_view(data, "picture", studio.reveal, studio.picture.turn, lambda depth: _choose(studio, depth))


def _chosen(studio: Studio) -> str:
    return next(word for word, depth in DEPTHS.items() if depth == studio.picture.depth)


def _choose(studio: Studio, word: str) -> None:
    if word in DEPTHS:
        studio.picture.choose(DEPTHS[word])


def _depths(studio: Studio) -> None:
    """The choice of the depth where there is no picture that has one."""
    st.selectbox("Depth", **choice("depth", list(DEPTHS), _chosen(studio), lambda word: _choose(studio, word)))


def _drawn_by_streamlit(studio: Studio, dot: str) -> None:
    """A drawing changed in place freezes the tab for seconds: a new one goes to the other of two places."""
    before, place = studio.drawn
    if dot != before:
        studio.drawn = (dot, place) = (dot, 1 - place)
    (st.empty(), st.empty())[place].graphviz_chart(dot, width="stretch")
