"""Which Python of a model may run on the page: the server's rule, and the person's word."""

from collections.abc import Iterator

import pytest
from making import GALLERY, block, doc
from streamlit import config

from blocks import document, engine
from blocks.kinds import Kinds
from blocks.source import START, texts
from ui import consent
from ui.state import Studio

CHIMERA = next(path for path in GALLERY if path.stem == "chimera")
ASKED = "This code came from elsewhere and has not run."


@pytest.fixture(scope="module", autouse=True)
def supervisor() -> Iterator[None]:
    """Workers for this file."""
    found = engine.start()
    yield
    found.close()
    engine._supervisor = None


@pytest.fixture
def studio(kinds: Kinds) -> Studio:
    """A session with an empty model, on a server of its own machine."""
    config.set_option("server.address", "127.0.0.1")
    return Studio(kinds, doc(), trusted={START})


@pytest.mark.parametrize(
    ("address", "switch", "told"),
    [
        ("127.0.0.1", "", ""),
        ("localhost", "on", ""),
        ("127.0.0.1", "off", "switched off"),
        ("0.0.0.0", "", "can be reached from other machines"),
        (None, "", "can be reached from other machines"),  # Streamlit then listens everywhere
        ("192.168.1.4", "off", "switched off"),
    ],
)
def test_who_may_run_code(address: str | None, switch: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code runs on a server that only this machine reaches; elsewhere its operator must say so."""
    monkeypatch.setenv(consent.SWITCH, switch)
    config.set_option("server.address", address)
    assert told in consent.refusal()
    assert bool(told) == bool(consent.refusal())


def test_an_operator_turns_it_on_where_the_lock_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a server that others reach, the switch counts where the lock is complete."""
    monkeypatch.setenv(consent.SWITCH, "on")
    config.set_option("server.address", "0.0.0.0")
    assert bool(consent.refusal()) == (not engine.code_state().complete)


def test_code_of_a_file_waits_for_its_reader(studio: Studio) -> None:
    """What an opened file brings has not run; once allowed it has, and what stands in the model stays as it was."""
    studio.load(CHIMERA.read_bytes(), "chimera.json")
    assert [problem.received for _, problem in studio.report.problems] == [ASKED]
    before = studio.model
    studio.allow(next(iter(texts(studio.model.walk()))))
    assert studio.report.ok
    assert studio.report.params == 4_712  # 3,952 of NestMLP, 16 * 20 + 20, 20 * 20 + 20
    assert studio.model is before


def test_what_is_ours_or_ones_own_runs(studio: Studio) -> None:
    """The gallery's code, a fresh block's and what a person writes need no asking."""
    studio.open_ours("fixedhiddenmlp")
    assert studio.report.ok
    studio.open(doc(block("Code", source=START)))
    assert studio.report.ok
    studio.write(studio.model.root.children[0].id, START.replace("x * gate", "x + gate"))
    assert studio.report.ok


def test_a_restored_model_asks_too(studio: Studio, kinds: Kinds) -> None:
    """What the browser kept is a file like any other."""
    studio.receive({"client": "a", "ops": [{"op": "restore", "id": 1, "text": CHIMERA.read_text()}]})
    assert studio.model == document.loads(CHIMERA.read_bytes(), kinds)
    assert [problem.received for _, problem in studio.report.problems] == [ASKED]
