"""The diagram panel: what is unfolded, apart from the canvas, and what stands there without Graphviz."""

import shutil

import pytest
from making import KINDS, block, doc
from streamlit.testing.v1 import AppTest

from blocks import diagram
from blocks.repair import diagnose
from tests.app_server import ROOT
from ui.state import Studio
from ui.unfolding import Unfolding

NESTED = doc(block("Sequential", block("Sequential", block("ReLU"), name="inner"), name="outer"))
OUTER = NESTED.root.children[0].id
INNER = NESTED.root.children[0].children[0].id


def unfolded(chosen: Unfolding) -> set[int]:
    """The containers that are drawn as frames."""
    report = diagnose(NESTED)
    return {part.id for part in diagram.parts(report, chosen.folds(report)) if part.unfolded}


def test_a_hand_changes_what_a_depth_says() -> None:
    """What fits is unfolded; by hand one folds and unfolds on top of it, and a depth that is chosen starts anew."""
    chosen = Unfolding()
    assert unfolded(chosen) == {OUTER, INNER}
    chosen.turn(INNER, False)
    assert unfolded(chosen) == {OUTER}
    chosen.turn(OUTER, False)
    assert unfolded(chosen) == set()
    chosen.turn(OUTER, True)
    assert unfolded(chosen) == {OUTER}  # what is in it is as it was left
    chosen.choose(9)
    assert unfolded(chosen) == {OUTER, INNER}
    chosen.choose(1)
    assert unfolded(chosen) == set()
    chosen.turn(OUTER, True)
    assert unfolded(chosen) == {OUTER}


def test_the_canvas_keeps_its_own_folds() -> None:
    """Folding in the picture folds nothing on the canvas, nor the reverse."""
    studio = Studio(KINDS, NESTED)
    studio.picture.turn(OUTER, False)
    assert not studio.folded
    studio.folded = {INNER}
    studio.picture.choose(None)
    assert unfolded(studio.picture) == {OUTER, INNER}


def test_without_graphviz_the_panel_draws_and_has_a_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where dot is missing, Streamlit draws the picture, the depth stands above it, and a caption says what is missed."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.session_state["panel"] = "Diagram"
    app.run()
    assert not app.exception
    assert any("on the path the diagram is quicker" in each.value for each in app.caption)
    app.selectbox(key="depth").select("2 levels").run()
    assert not app.exception
    assert app.session_state["studio"].picture.depth == 2
