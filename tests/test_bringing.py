"""Code that was written elsewhere, brought in on the page: what is typed, what comes of it, and what it may not do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import doc
from streamlit import config
from streamlit.testing.v1 import AppTest

from blocks import engine
from blocks.engine import worker
from blocks.engine.jobs import Failed, Import
from blocks.errors import BlockError
from blocks.kinds import Kinds
from ui import bringing, consent
from ui.bringing import Bringing, read_inputs
from ui.state import Studio

ROOT = Path(__file__).parents[1]
NET = """
class Halve(nn.Module):
    def forward(self, x):
        while x.abs().sum() > 1:
            x = x / 2
        return x

class Net(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.first = nn.Linear(20, width)
        self.halve = Halve()

    def forward(self, x):
        return self.halve(F.relu(self.first(x)))
"""


@pytest.fixture(scope="module", autouse=True)
def supervisor() -> Iterator[None]:
    """Workers for this file."""
    config.set_option("server.address", "127.0.0.1")
    found = engine.start()
    yield
    found.close()
    engine._supervisor = None


@pytest.fixture
def studio(kinds: Kinds) -> Studio:
    """A session with an empty model."""
    return Studio(kinds, doc())


def brought(studio: Studio, source: str, expression: str = "", inputs: str = "2, 20") -> Bringing:
    """What comes of a press on the button."""
    found = Bringing(source, expression, inputs)
    bringing.bring(found, studio)
    return found


def test_code_becomes_the_open_model(studio: Studio) -> None:
    """The last class is made, its blocks are the open model, undo leads back; what stays Python is said, and may run."""
    before = studio.model
    found = brought(studio, NET)
    assert isinstance(found.came, engine.Brought)
    assert [block.kind for block in studio.model.root.children] == ["Linear", "ReLU", "Code"]
    assert studio.model.root.names() == ("first", "relu", "halve") and studio.model.title == "Net"
    assert found.came.apart == 0 and not found.came.error
    assert [path for path, _ in found.came.notes] == ["halve"]
    assert studio.report.ok and studio.report.params == 20 * 8 + 8
    studio.undo()
    assert studio.model is before


def test_an_expression_makes_the_module(studio: Studio) -> None:
    """With arguments of its own, or PyTorch's classes alone."""
    brought(studio, NET, "Net(width=3)")
    assert studio.model.root.children[0].args == {"out_features": 3}
    brought(studio, "", "nn.Sequential(nn.Flatten(), nn.Linear(12, 2))", "B, 3, 4")
    assert [block.kind for block in studio.model.root.children] == ["Flatten", "Linear"]


@pytest.mark.parametrize(
    ("source", "expression", "told"),
    [
        ("class Net(nn.Module)\n    pass", "Net()", "The code stops in line 1."),
        ("x = 1\ny = z", "Net()", "The code stops in line 2. NameError"),
        (NET, "Net(width='wide')", "`Net(width='wide')` stops in line"),
        (NET, "3 + 4", "`3 + 4` gives int."),
        ("while True: pass", "Net()", "does a loop never end?"),
        ("import os; os._exit(3)", "Net()", "ended its process"),
        ("open('/etc/passwd')", "Net()", "PermissionError"),
        ("import socket; socket.socket()", "Net()", "PermissionError"),
    ],
)
def test_what_stops_is_told(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, source: str, expression: str, told: str
) -> None:
    """One sentence with the line; the open model stays. What code may not do is refused by the lock around it."""
    monkeypatch.setattr(engine, "IMPORT_LIMIT", 3.0)
    before = studio.model
    found = brought(studio, source, expression)
    assert isinstance(found.came, str) and told in found.came
    assert studio.model is before


def test_a_worker_never_runs_it() -> None:
    """Only a locked process takes such a job; one that runs nothing else says no."""
    answer, _ = worker.answer(Import("x = 1", "nn.ReLU()", (((2, 2), "float32"),), "t"), [], lambda *_: None)
    assert isinstance(answer, Failed)


def test_inputs_are_read() -> None:
    """Sizes with commas or spaces, B for a batch of two, a dtype after them, several with semicolons."""
    assert read_inputs("2, 20") == [((2, 20), "float32")]
    assert read_inputs("(B, 3, 4)") == [((2, 3, 4), "float32")]
    assert read_inputs("2 12 int64; B×5") == [((2, 12), "int64"), ((2, 5), "float32")]
    for wrong in ("", "wide", "2, x, 3", "2, 0", "2, 3 int7"):
        with pytest.raises(BlockError):
            read_inputs(wrong)


def test_nothing_runs_where_the_server_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a server where code is off the form is not there."""
    monkeypatch.setenv(consent.SWITCH, "off")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["panel"] = "Code"
    app.session_state["code-way"] = "Your code"
    app.run()
    assert not app.exception
    assert any("switched off" in each.value for each in app.info)
    assert not [button for button in app.button if button.key == "bring-it"]


LIST = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(20, 20), nn.Linear(20, 4)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
"""


def test_wrong_code_teaches_and_is_repaired_by_a_click(studio: Studio) -> None:
    """Layers in a plain list: the line, why PyTorch sees nothing of them, and a text that is right."""
    found = brought(studio, LIST)
    assert isinstance(found.came, engine.Brought)
    (mistake,) = found.came.mistakes
    assert mistake.line == 4 and "0 parameters" in mistake.received
    assert mistake.repair and "ModuleList" in mistake.repair.source
    found.source = mistake.repair.source
    bringing.bring(found, studio)
    assert isinstance(found.came, engine.Brought) and not found.came.mistakes
    assert studio.report.params == 20 * 20 + 20 + 20 * 4 + 4


def test_a_forgotten_constructor_is_put_in(studio: Studio) -> None:
    """Nothing can be made of such a class: the mistake is all there is, and its text works."""
    before = studio.model
    found = brought(studio, NET.replace("        super().__init__()\n", ""))
    assert isinstance(found.came, engine.Brought) and found.came.model is None and studio.model is before
    (mistake,) = found.came.mistakes
    assert "super().__init__()" in mistake.fix and mistake.repair
    brought(studio, mistake.repair.source)
    assert studio.report.ok and studio.model.title == "Net"
