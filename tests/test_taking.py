"""Weights and programs by the page: a file is read in a locked process, a run has its numbers, an export is proved, and
what cannot be used is told with the model as it was."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from making import block, doc
from safetensors.torch import load, save
from streamlit import config
from streamlit.testing.v1 import AppTest
from torch import Tensor, nn

import blocks
from blocks import engine
from blocks.document import loads
from blocks.engine import worker
from blocks.engine.jobs import Failed, ReadWeights
from blocks.errors import BlockError
from blocks.kinds import Kinds
from blocks.runs import Feed, Order
from blocks.source import texts
from blocks.stored import MOST_FILE, Stored
from blocks.tree import Model
from ui import exporting
from ui.state import Studio
from ui.weights import Weights

ROOT = Path(__file__).parents[1]
MLP = doc(block("Linear", out_features=8), block("ReLU"), block("Linear", out_features=3))


@pytest.fixture(scope="module", autouse=True)
def supervisor() -> Iterator[None]:
    """Workers for this file."""
    config.set_option("server.address", "127.0.0.1")
    found = engine.start()
    yield
    found.close()
    engine._supervisor = None


def state(seed: int = 7) -> dict[str, Tensor]:
    """Weights for MLP."""
    torch.manual_seed(seed)
    return {name: torch.randn_like(each) for name, each in blocks.build(MLP).state_dict().items()}


def pickled(value: object, **how: object) -> bytes:
    """As torch.save writes it."""
    sink = io.BytesIO()
    torch.save(value, sink, **how)  # type: ignore[arg-type]
    return sink.getvalue()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("w.safetensors", save(state())),
        ("w.pt", pickled(state())),
        ("old.pth", pickled(state(), _use_new_zipfile_serialization=False)),
        ("renamed.safetensors", pickled(state())),
        ("prefixed.bin", pickled({f"module.{name}": each for name, each in state().items()})),
    ],
)
def test_a_run_has_the_weights_of_a_file(name: str, raw: bytes) -> None:
    """Whatever sort of file they come in: the output is that of the module with them, and they come back bit by bit."""
    stored = engine.read_weights(raw, name)
    assert (stored.name, stored.tensors, stored.strange) == (name, 4, ())
    found = engine.run(MLP, Order(timed=False), stored=stored)
    net = blocks.build(MLP)
    net.load_state_dict(state())
    assert torch.allclose(torch.tensor(found.output), net(torch.tensor(found.input)), atol=1e-6)
    back = load(engine.save_weights(MLP, Order(), stored))
    assert all(torch.equal(back[key], each) for key, each in state().items())


def test_random_weights_of_a_run_are_saved() -> None:
    """Without a file: what a run with this seed and these first weights begins with."""
    order = Order(feed=Feed(seed=3), weights="xavier", timed=False)
    stored = Stored("again.safetensors", engine.save_weights(MLP, order))
    plain, again = engine.run(MLP, order), engine.run(MLP, order, stored=stored)
    assert plain.output.tolist() == again.output.tolist()


class Evil:
    """What would make a folder, if it were unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("owned",)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "cannot be read"),
        (b"<!doctype html><html></html>", "cannot be read"),
        (pickled({"a": Evil()}), "Python objects beside tensors"),
        (pickled({"a": torch.zeros(1).expand(10**12)}), "with 4 TB."),
        (pickled(nn.Linear(2, 2)), "Python objects beside tensors"),
        (save(state())[:-40], "go on beyond its end"),
        (save({f"t{number}": torch.zeros(0) for number in range(10_001)}), "10,001 tensors"),
        (bytes(MOST_FILE + 1), "The file has 128 MB."),
    ],
)
def test_what_is_no_file_of_weights(raw: bytes, told: str) -> None:
    """One sentence with the file's name, nothing run, and what was loaded before is still there."""
    weights = Weights()
    weights.bring(save(state()), "good.safetensors")
    weights.bring(raw, "bad.pt")
    assert weights.trouble.startswith("bad.pt: ") and told in weights.trouble
    assert weights.stored and weights.stored.name == "good.safetensors"
    assert not any(Path(folder, "owned").exists() for folder in (".", ROOT))


def test_a_worker_never_reads_them() -> None:
    """A file that may be anything is for a locked process alone."""
    answer, _ = worker.answer(ReadWeights("w.pt"), [], lambda *_: None)
    assert isinstance(answer, Failed)


def test_what_differs_is_listed_and_nothing_is_half_loaded(kinds: Kinds) -> None:
    """A file that fits in part is not used before one asks for what fits; then the rest stays random."""
    studio = Studio(kinds, MLP)
    wrong = state() | {"2.weight": torch.zeros(5, 8), "extra": torch.full((3,), torch.nan)}
    studio.weights.bring(save(wrong), "part.safetensors")
    stored = studio.weights.stored
    assert stored and stored.strange == ("extra",)
    found = studio.weights.fit(studio)
    assert not isinstance(found, str) and (found.matching, found.wanted, found.whole) == (3, 4, False)
    assert "2.weight is 3×8 in the model and 5×8 in the file" in " ".join(found.lines)
    assert studio.weights.usable(studio) is None
    with pytest.raises(BlockError, match="Nothing was loaded"):
        engine.run(MLP, Order(timed=False), stored=stored)
    studio.weights.match_only(True)
    usable = studio.weights.usable(studio)
    assert usable
    back = load(engine.save_weights(MLP, Order(), usable))
    assert torch.equal(back["0.weight"], state()["0.weight"])
    assert torch.equal(back["2.weight"], load(engine.save_weights(MLP, Order()))["2.weight"])
    studio.open(doc(block("ReLU")))  # another model, which has no tensors: the file is looked at anew
    assert studio.weights.usable(studio) is None


def test_an_export_is_proved_and_downloads(kinds: Kinds) -> None:
    """The page has the figures of the proof and the file, which runs elsewhere with the weights of the file."""
    studio = Studio(kinds, MLP)
    stored = engine.read_weights(save(state()), "w.safetensors")
    came = exporting._tried(studio, "program", stored, lambda seconds: None)
    assert isinstance(came, tuple)
    exported, raw = came
    assert exported.difference < 1e-6 and exported.bytes == len(raw)
    net, given = blocks.build(MLP), torch.randn(2, 20)
    net.load_state_dict(state())
    assert torch.allclose(torch.export.load(io.BytesIO(raw)).module()(given), net(given), atol=1e-6)
    studio.exporting.tried = exporting.Tried(studio.model, None, "program", came)
    app = shown(studio)
    assert not app.exception
    assert any("It was run on" in each.value for each in app.success)
    assert any(each.label.startswith("test.pt2") for each in app.get("download_button"))


def test_what_cannot_be_exported_is_named_and_selected(kinds: Kinds) -> None:
    """The block whose loop depends on the numbers, its line and the reason; a click selects it."""
    model = gallery("fixedhiddenmlp", kinds)
    studio = Studio(kinds, model, trusted=set(texts(model.walk())))
    came = exporting._tried(studio, "onnx", None, lambda seconds: None)
    assert isinstance(came, BlockError)
    assert came.path == "fixed" and "while X.abs().sum() > 1:" in came.received
    studio.exporting.tried = exporting.Tried(studio.model, None, "onnx", came)
    app = shown(studio)
    app.button(key="export-select").click().run()
    selected = studio.block()
    assert selected and selected[0].kind == "Code"


def test_too_large_for_a_page_is_for_the_shell() -> None:
    """Before anything is built the size is told, and what to do."""
    wide = doc(block("Linear", out_features=10_000), block("Linear", out_features=4_000))  # 40,000,000 weights
    with pytest.raises(BlockError, match=r"at most 128 MB on a page.*python -m blocks weights"):
        engine.save_weights(wide, Order())
    with pytest.raises(BlockError, match=r"at most 128 MB on a page.*python -m blocks export model.json model.onnx"):
        engine.export(wide, "onnx")


def gallery(name: str, kinds: Kinds) -> Model:
    """A model of the gallery."""
    return loads((ROOT / f"gallery/{name}.json").read_bytes(), kinds)


def shown(studio: Studio) -> AppTest:
    """The File panel of the Build page."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["studio"] = studio
    app.session_state["panel"] = "File"
    return app.run()
