"""Modules of an installed package: listed and brought in by a locked process, which reads that package alone."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import doc
from streamlit import config
from streamlit.testing.v1 import AppTest

from blocks import engine, offers
from blocks.errors import BlockError
from blocks.kinds import Kinds
from ui import bringing
from ui.bringing import Bringing
from ui.packages import Packages
from ui.state import Studio

ROOT = Path(__file__).parents[1]
SOURCE = """
import torch
from torch import nn
from torch.nn import Linear

class Tower(nn.Module):
    def __init__(self, width=8, *, depth=2):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(width, width) for _ in range(depth))

    def forward(self, x):
        for layer in self.layers:
            x = torch.relu(layer(x))
        return x

class Head(nn.Module):
    def __init__(self, width, classes=3):
        super().__init__()
        self.out = nn.Linear(width, classes)

    def forward(self, x):
        return self.out(x)

class _Inner(nn.Module):
    pass
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder on the path with a package of two modules, one without any, and one that stops; and workers."""
    found = tmp_path_factory.mktemp("installed")
    for name, text in {"towers": SOURCE, "plain": "x = 1", "broken": "import towers\n1 / 0"}.items():
        (found / name).mkdir()
        (found / name / "__init__.py").write_text(text)
    (found / "secret.py").write_text("secret = 1")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(found))
        patched.setattr(sys, "path", [*sys.path, str(found)])
        config.set_option("server.address", "127.0.0.1")
        supervisor = engine.start()
        yield found
        supervisor.close()
        engine._supervisor = None


def test_modules_are_listed(folder: Path) -> None:
    """The package's own public modules, with what each must be given; this process imports nothing of it."""
    found = engine.offers("towers")
    assert [(each.name, each.expression) for each in found] == [
        ("Head", "towers.Head(width=...)"), ("Tower", "towers.Tower()"),
    ]  # fmt: skip
    assert "towers" not in sys.modules
    assert offers.place("towers") == str(folder / "towers")


@pytest.mark.parametrize(
    ("package", "told"),
    [
        ("plain", "plain has no nn.Module of its own."),
        ("broken", "`import broken` stops."),
        ("absent", "ModuleNotFoundError"),
        ("../etc", "`import ../etc` stops."),
        ("__main__", "has no nn.Module"),
    ],
)
def test_what_cannot_be_listed_is_told(folder: Path, package: str, told: str) -> None:
    """In three parts, and nothing else happens."""
    with pytest.raises(BlockError) as refused:
        engine.offers(package)
    assert told in refused.value.received and refused.value.fix


def test_a_chosen_module_becomes_blocks(folder: Path, kinds: Kinds) -> None:
    """The choice fills the fields; what is made of them are the package's blocks. Its neighbours stay out of reach."""
    studio, found = Studio(kinds, doc()), Bringing(inputs="2, 8")
    offer = engine.offers("towers")[1]
    found.source, found.expression, found.package = offer.source, offer.expression, "towers"
    bringing.bring(found, studio)
    assert isinstance(found.came, engine.Brought) and found.came.apart == 0
    assert studio.model.title == "Tower" and studio.report.params == 2 * (8 * 8 + 8)
    if engine.code_state().landlock:
        found.source = "import secret"
        bringing.bring(found, studio)
        assert isinstance(found.came, str) and "line 1" in found.came


def test_nothing_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any of the packages that are asked for most the form is there, and any name can be typed."""
    monkeypatch.setattr(offers, "PACKAGES", ("absent_one", "absent_two"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["panel"] = "Code"
    app.session_state["code-way"] = "Your code"
    app.run()
    assert not app.exception
    assert any("none is installed" in each.value for each in app.caption)
    packages = Packages()
    packages.look("absent_one")
    assert "ModuleNotFoundError" in packages.trouble and not packages.found
