"""Exported files run without Blockyard and give what the model gives; what cannot be exported is named with its block."""

import sys
from importlib import util
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from codes import forward
from making import block, doc

import blocks
from blocks import exporting
from blocks.__main__ import main
from blocks.errors import BlockError
from blocks.tree import Block, Input, Model

ROOT = Path(__file__).parents[1]
BATCHED = (Input((2, 20), batch=0),)
MLP = Model("Test", "", BATCHED, Block("Sequential", children=(
    block("Linear", out_features=8), block("Dropout", p=0.5), block("Linear", out_features=3))))  # fmt: skip


def outputs(path: Path, *given: torch.Tensor) -> list[torch.Tensor]:
    """What an exported file gives, run by what others have."""
    if path.suffix == ".pt2":
        found = torch.export.load(path).module()(*given)
        return [found] if isinstance(found, torch.Tensor) else list(found)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    names = [each.name for each in session.get_inputs()]
    fed = {name: each.numpy() for name, each in zip(names, given, strict=True)}
    return [torch.from_numpy(each) for each in session.run(None, fed)]


@pytest.mark.parametrize("ending", [".onnx", ".pt2"])
@pytest.mark.parametrize("stem", ["lenet", "mlp", "factory"])
def test_gallery(stem: str, ending: str, tmp_path: Path) -> None:
    """Small models of the gallery, with a batch of their own and with another, against the eager module."""
    model, path = blocks.load(ROOT / f"gallery/{stem}.json"), tmp_path / f"model{ending}"
    weights = tmp_path / "w.safetensors"
    blocks.save_weights(model, weights, seed=5)
    found = blocks.export(model, path, weights=weights)
    assert found.dynamic and found.batches == (2, 1, 3) and found.difference < 1e-5
    assert found.bytes == path.stat().st_size
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted((path.name, "w.safetensors"))
    net = blocks.build(model)
    blocks.load_weights(net, weights)
    given = torch.randn(7, *model.inputs[0].shape[1:])
    assert torch.allclose(outputs(path, given)[0], net(given), atol=1e-5)


def test_two_inputs_tied(tmp_path: Path) -> None:
    """Inputs keep their names, and a layer that is called twice has its weights in the file once."""
    root = Block("Graph", "", {"inputs": ("left", "right"), "outputs": ("add",)}, (
        Block("Linear", "one", {"out_features": 500, "in_features": 500}, inputs=("left",), shared="one"),
        Block("Reuse", "two", {"of": "one"}, inputs=("right",)),
        Block("Add", "add", inputs=("one", "two")),
    ))  # fmt: skip
    model = Model("Test", "", (Input((2, 500), name="left", batch=0), Input((2, 500), name="right", batch=0)), root)
    for ending in (".onnx", ".pt2"):
        found = blocks.export(model, tmp_path / f"model{ending}")
        assert found.dynamic and 4 * 500 * 500 < found.bytes < 1.1 * 4 * 500 * 500
    read = onnx.load(tmp_path / "model.onnx")
    assert [each.name for each in read.graph.input] == ["left", "right"]
    assert [each.type.tensor_type.shape.dim[0].dim_param for each in read.graph.input] == ["B", "B"]
    assert found.opset is None


@pytest.mark.parametrize("ending", [".onnx", ".pt2"])
def test_several_outputs(ending: str, tmp_path: Path) -> None:
    """Whole numbers must be the same to the last one, real ones up to rounding, whatever else comes out."""
    several = doc(Block("Code", "both", {"source": forward("return x.argmax(1), x.softmax(1)")}), shape=(4, 6))
    blocks.export(several, tmp_path / f"m{ending}", code=True)
    given = torch.randn(4, 6)
    place, share = outputs(tmp_path / f"m{ending}", given)
    assert torch.equal(place, given.argmax(1)) and torch.allclose(share, given.softmax(1))
    drawn = doc(Block("Code", "both", {"source": forward("return torch.randint(0, 9, (1,)) + 10**7, x")}), shape=(4, 6))
    with pytest.raises(BlockError, match="gives another output"):  # by less than 10⁻⁴ of the largest
        blocks.export(drawn, tmp_path / f"m{ending}", code=True)


def test_names_no_file_of_this_machine(tmp_path: Path) -> None:
    """A file that is passed on does not tell where on whose machine it was made."""
    for ending in (".onnx", ".pt2"):
        blocks.export(MLP, tmp_path / f"m{ending}")
        raw = (tmp_path / f"m{ending}").read_bytes()
        for each in (str(ROOT), str(Path(torch.__file__).parent), str(tmp_path)):
            assert each.encode() not in raw


@pytest.mark.parametrize("ending", [".onnx", ".pt2"])
def test_fixed_batch(ending: str, tmp_path: Path) -> None:
    """Where the batch cannot change, it is the model's own, and the record says why; so it does where one is asked."""
    path = tmp_path / f"m{ending}"
    stuck = Model("Test", "", (Input((4, 6), batch=0),), Block("Sequential", children=(
        block("Flatten", start_dim=0), block("Linear", name="four", in_features=24, out_features=2))))  # fmt: skip
    found = blocks.export(stuck, path)
    assert not found.dynamic and found.batches == (4,)
    assert "four" in found.fixed and str(found).count("Its batch is fixed: four") == 1
    assert outputs(path, torch.ones(4, 6))[0].shape == (2,)
    assert blocks.export(doc(block("ReLU")), path).fixed == "no dimension of the model's inputs is called B."
    assert blocks.export(MLP, path, batch=5).fixed == "5 was asked for."
    assert outputs(path, torch.ones(5, 20))[0].shape == (5, 3)


@pytest.mark.parametrize("ending", [".onnx", ".pt2"])
def test_decides_by_numbers(ending: str, tmp_path: Path) -> None:
    """FixedHiddenMLP's loop: the block, the line and its text, and an older file stays as it was."""
    path = tmp_path / f"m{ending}"
    path.write_text("old")
    with pytest.raises(BlockError, match="which way it goes depends on the numbers") as error:
        blocks.export(blocks.load(ROOT / "gallery/fixedhiddenmlp.json"), path, code=True)
    assert error.value.path == "fixed"
    assert "in line 13: `while X.abs().sum() > 1:`" in error.value.received
    assert path.read_text() == "old" and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("ending", [".onnx", ".pt2"])
def test_random_numbers(ending: str, tmp_path: Path) -> None:
    """A model that draws random numbers gives others in the file: that is seen, and nothing is written."""
    noisy = doc(Block("Code", "noise", {"source": forward("return x + torch.rand_like(x)")}))
    with pytest.raises(BlockError, match="gives another output than the model") as error:
        blocks.export(noisy, tmp_path / f"m{ending}", code=True)
    assert "draws random numbers" in error.value.fix
    assert list(tmp_path.iterdir()) == []


def test_no_such_operation(tmp_path: Path) -> None:
    """What ONNX has no operation for is told with the block; a program of torch.export holds it."""
    odd = doc(
        block("Linear", out_features=4),
        Block("Code", "odd", {"source": forward("return torch.linalg.eigvalsh(x.T @ x)")}),
    )
    with pytest.raises(BlockError, match="ONNX has no operation for aten._linalg_eigh") as error:
        blocks.export(odd, tmp_path / "m.onnx", code=True)
    assert error.value.path == "odd" and list(tmp_path.iterdir()) == []
    assert blocks.export(odd, tmp_path / "m.pt2", code=True).difference < 1e-6


def test_what_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with another ending, no folder, weights of another model, a broken model, what is not installed."""
    with pytest.raises(BlockError, match="ends in .onnx or .pt2"):
        blocks.export(MLP, tmp_path / "m.pt")
    with pytest.raises(BlockError, match="ends in .pt2"):
        blocks.export(MLP, tmp_path / "m.onnx", "program")
    with pytest.raises(BlockError, match="No such file"):
        blocks.export(MLP, tmp_path / "no" / "m.pt2")
    blocks.save_weights(doc(block("Linear", out_features=2)), tmp_path / "w.safetensors")
    with pytest.raises(BlockError, match="w.safetensors does not fit"):
        blocks.export(MLP, tmp_path / "m.pt2", weights=tmp_path / "w.safetensors")
    with pytest.raises(BlockError, match="batch"):
        blocks.export(MLP, tmp_path / "m.pt2", batch=0)
    with pytest.raises(BlockError, match="Linear receives"):
        blocks.export(doc(block("Linear", in_features=3, out_features=2)), tmp_path / "m.pt2")
    monkeypatch.setattr(exporting, "find_spec", lambda name: None if name == "onnxruntime" else util.find_spec(name))
    with pytest.raises(BlockError, match="onnxruntime cannot be imported") as error:
        blocks.export(MLP, tmp_path / "m.onnx")
    assert error.value.fix == "pip install -r requirements-export.txt"
    assert not list(tmp_path.glob("*m.*"))


def test_too_large_for_onnx(tmp_path: Path) -> None:
    """More than 2 GB of weights are refused before they are made."""
    with pytest.raises(BlockError, match="at most 2 GB in an .onnx file"):
        blocks.export(doc(block("Linear", out_features=1_000_000), shape=(1, 600)), tmp_path / "m.onnx")


def test_programs_need_no_onnx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A .pt2 is exported where nothing of ONNX can be imported."""
    for name in ("onnx", "onnxscript", "onnxruntime"):
        monkeypatch.setitem(sys.modules, name, None)
    assert blocks.export(MLP, tmp_path / "m.pt2").dynamic


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`export` says what it wrote and how it was checked; what it refuses is told in one line."""
    lenet, path = str(ROOT / "gallery/lenet.json"), tmp_path / "lenet.pt2"
    assert main(["export", lenet, str(path), "--seed", "2"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("torch.export, ") and "It takes any batch. It was run on 6 inputs" in said
    one = np.ones((1, 1, 28, 28), dtype="float32")
    run = blocks.run(blocks.load(lenet), seed=2, given=one)
    assert torch.allclose(outputs(path, torch.from_numpy(one))[0], torch.from_numpy(run.outputs[0]), atol=1e-5)
    assert main(["export", lenet, str(tmp_path / "lenet.txt")]) == 2
    refused: Any = capsys.readouterr()
    assert refused.out == "" and refused.err.count("\n") == 1
