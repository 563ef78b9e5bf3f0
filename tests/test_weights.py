"""Weights in files: what goes in comes out, what differs is listed, and nothing is half loaded or unpickled."""

import json
import re
import signal
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import torch
from making import doc
from safetensors.torch import load_file, load_model, save_file, save_model
from torch import Tensor, nn

import blocks
from blocks.__main__ import main
from blocks.errors import BlockError
from blocks.tree import Block

ROOT = Path(__file__).parents[1]
TIED = doc(  # as GPT-2 has it: what looks a word up also scores it
    Block("Embedding", "words", {"num_embeddings": 10, "embedding_dim": 4}, shared="words"),
    Block("Linear", "hidden", {"out_features": 4}),
    Block("Linear", "head", {"out_features": 10, "bias": False}, tied={"weight": "words.weight"}),
    shape=(2, 5),
    dtype="int64",
)


def net(seed: int = 0) -> nn.Sequential:
    """Two layers and one normalisation, with weights of their own for each seed."""
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2, bias=False))


def held(module: nn.Module) -> dict[str, Tensor]:
    """A copy of its numbers."""
    return {name: each.clone() for name, each in module.state_dict().items()}


def equal(one: Mapping[str, Tensor], other: Mapping[str, Tensor]) -> bool:
    """Whether two state_dicts are the same, bit by bit."""
    return one.keys() == other.keys() and all(
        each.dtype == other[name].dtype and torch.equal(each, other[name]) for name, each in one.items()
    )


@pytest.mark.parametrize("stem", ["mlp", "cnn", "lstm", "siamese", "fixedhiddenmlp"])
def test_round_trip(stem: str, tmp_path: Path) -> None:
    """A model's weights come back bit by bit into another build of it, and are what the safetensors library reads."""
    model, path = blocks.load(ROOT / f"gallery/{stem}.json"), tmp_path / "weights.safetensors"
    first, second = blocks.build(model, code=True), blocks.build(model, code=True)
    assert not equal(first.state_dict(), second.state_dict())
    blocks.save_weights(first, path)
    found = blocks.load_weights(second, path)
    assert not found and found.lines == []
    assert equal(first.state_dict(), second.state_dict())
    assert equal(load_file(path), {name: first.state_dict()[name] for name in load_file(path)})
    assert [each.name for each in tmp_path.iterdir()] == ["weights.safetensors"]


def test_first_weights_are_those_of_a_run(tmp_path: Path) -> None:
    """A model's file has the weights that a run with the same seed has; the random numbers outside stay as they were."""
    model, path = blocks.load(ROOT / "gallery/mlp.json"), tmp_path / "mlp.safetensors"
    before = torch.get_rng_state()
    blocks.save_weights(model, path, seed=3)
    assert torch.equal(before, torch.get_rng_state())
    made = blocks.build(model)
    blocks.load_weights(made, path)
    run = blocks.run(model, seed=3)
    assert torch.allclose(made(torch.from_numpy(run.inputs[0])), torch.from_numpy(run.outputs[0]), atol=1e-6)


def test_tied_parameters(tmp_path: Path) -> None:
    """Tied parameters are written once, come back under all names, and the library itself reads them so."""
    path, made = tmp_path / "tied.safetensors", blocks.build(TIED)
    blocks.save_weights(made, path)
    assert set(load_file(path)) == {"words.weight", "hidden.weight", "hidden.bias"}
    again, other = blocks.build(TIED), blocks.build(TIED)
    blocks.load_weights(again, path)
    load_model(other, path)
    for each in (again, other):
        assert equal(each.state_dict(), made.state_dict())
        assert each.head.weight is each.words.weight
    free = nn.ModuleDict({"words": nn.Embedding(10, 4), "hidden": nn.Linear(4, 4), "head": nn.Linear(4, 10, False)})
    assert not blocks.load_weights(free, path)  # a module that ties nothing gets both
    assert equal(free.state_dict(), made.state_dict())
    save_model(made, str(path))  # and what the library writes is read here
    assert not blocks.compare_weights(TIED, path)


def test_tied_parameters_take_one_tensor(tmp_path: Path) -> None:
    """One name of a tied parameter is enough; two with other numbers are a difference, and with the same are none."""
    path, made = tmp_path / "tied.safetensors", blocks.build(TIED)
    whole = {name: each.clone() for name, each in made.state_dict().items()}
    save_file(whole, path)
    assert not blocks.compare_weights(made, path)
    save_file({name: each for name, each in whole.items() if name != "words.weight"}, path)
    assert not blocks.load_weights(blocks.build(TIED), path)
    save_file(whole | {"head.weight": torch.zeros(10, 4)}, path)
    assert blocks.compare_weights(made, path).untied == {"head.weight": "words.weight"}
    found = blocks.load_weights(made, path, only_matching=True)
    assert len(found) == 1 and "head.weight has other numbers than words.weight" in found.lines[0]
    assert equal(made.state_dict(), whole)  # neither of the two was taken


def test_any_tensor(tmp_path: Path) -> None:
    """Views, transposed, conjugated, empty and single numbers of any dtype are written as what they show."""
    path, base = tmp_path / "any.safetensors", torch.arange(24, dtype=torch.float32).reshape(4, 6)
    complex_ = torch.randn(3, dtype=torch.complex64)
    given = {
        "whole": base, "again": base, "part": base[1:3], "column": base[:, 2], "turned": base.T, "single": base[1, 1],
        "complex": complex_, "conjugated": complex_.conj(), "empty": torch.empty(0, 3), "bits": base > 3,
        "small": base.to(torch.bfloat16), "smaller": base.to(torch.float8_e4m3fn), "count": torch.tensor(7),
        "spread": torch.ones(1).expand(5), "unsigned": torch.tensor([2**16 - 1], dtype=torch.uint16),
    }  # fmt: skip
    blocks.save_weights(given, path)
    read = load_file(path)
    assert set(read) == set(given) - {"again"}
    for name, each in read.items():
        assert each.dtype == given[name].dtype and each.shape == given[name].shape
        wide = torch.complex64 if each.is_complex() else torch.float64
        assert torch.equal(each.to(wide), given[name].to(wide)), name


@pytest.mark.parametrize(
    ("tensor", "words"),
    [
        (torch.ones(2, device="meta"), "on the meta device"),
        (torch.eye(3).to_sparse(), "sparse"),
        (torch.ones(2, dtype=torch.complex128), "complex128"),
        ({"steps": 3}, "dict, no tensor"),
    ],
)
def test_what_cannot_be_saved(tensor: Any, words: str, tmp_path: Path) -> None:
    """It is refused by its name, and the file that was there stays."""
    path = tmp_path / "w.safetensors"
    path.write_text("old")
    with pytest.raises(BlockError, match=words) as error:
        blocks.save_weights({"fine": torch.ones(1), "odd.one": tensor}, path)
    assert error.value.received.startswith("odd.one is ")
    assert path.read_text() == "old" and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("no/w.safetensors", "No such file"), ("w.npz", "ends in .safetensors"), ("d.safetensors", "directory")],
)
def test_where_nothing_can_be_saved(name: str, words: str, tmp_path: Path) -> None:
    """A folder that is not there, another ending, a folder in its place: one sentence, and nothing is left."""
    (tmp_path / "d.safetensors").mkdir()
    with pytest.raises(BlockError, match=words):
        blocks.save_weights(net(), tmp_path / name)
    assert [each.name for each in tmp_path.iterdir()] == ["d.safetensors"]


def test_killed_while_saving(tmp_path: Path) -> None:
    """Whenever a process that saves is killed, the file is whole: the old one or the new one."""
    path = tmp_path / "w.safetensors"
    source = f"""
import torch
from blocks.weights import save_weights
number = 0
while True:
    save_weights({{"a": torch.full((4_000_000,), number), "b": torch.full((9,), number)}}, {str(path)!r})
    number += 1
    print(number, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", source], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        saved = int(process.stdout.readline())
        while not list(tmp_path.glob(".*")):  # it is at the next one
            pass
        process.send_signal(signal.SIGKILL)
        saved = int((process.stdout.read().split() or [saved])[-1])
    read = load_file(path)
    assert saved - 1 <= read["a"][0].item() <= saved
    assert read["a"].unique().tolist() == read["b"].unique().tolist()


# --- differences


def changed(change: Callable[[dict[str, Tensor]], object], path: Path) -> Path:
    """A file with the weights of `net(1)`, changed."""
    tensors = held(net(1))
    change(tensors)
    save_file(tensors, path)
    return path


DIFFERENCES: dict[str, tuple[Callable[[dict[str, Tensor]], object], str]] = {
    "missing": (lambda found: found.pop("0.bias"), "Missing from the file: 0.bias (4, float32)."),
    "unexpected": (lambda found: found.update(extra=torch.ones(2, 3)), "Not expected: extra (2×3, float32)."),
    "shapes": (
        lambda found: found.update({"2.weight": torch.ones(4, 2)}),
        "Another shape: 2.weight is 2×4 in the model and 4×2 in the file.",
    ),
    "dtypes": (
        lambda found: found.update({"2.weight": found["2.weight"].half()}),
        "Another dtype: 2.weight is float32 in the model and float16 in the file.",
    ),
}


@pytest.mark.parametrize("kind", DIFFERENCES)
def test_differences(kind: str, tmp_path: Path) -> None:
    """Each kind of difference is named, and nothing at all is loaded; `only_matching` loads the rest."""
    change, words = DIFFERENCES[kind]
    path, made = changed(change, tmp_path / "w.safetensors"), net(0)
    before = held(made)
    with pytest.raises(BlockError, match=re.escape(words)) as error:
        blocks.load_weights(made, path)
    assert error.value.received.startswith("w.safetensors does not fit in 1 place.")
    assert equal(made.state_dict(), before)
    found = blocks.load_weights(made, path, only_matching=True)
    assert found == blocks.compare_weights(made, path) and found.lines == [words]
    (name,) = getattr(found, kind)
    other = held(net(1))
    for each, tensor in made.state_dict().items():
        assert torch.equal(tensor, before[each] if each == name else other[each])


@pytest.mark.parametrize("dtype", [torch.int64, torch.complex64, torch.float64])
def test_no_silent_cast(dtype: torch.dtype, tmp_path: Path) -> None:
    """What `load_state_dict` casts without a word, whole numbers and complex ones too, is a difference of dtype."""
    path = changed(lambda found: found.update({"0.bias": torch.full((4,), 1.5).to(dtype)}), tmp_path / "w.safetensors")
    made = net()
    with pytest.raises(BlockError, match="Another dtype") as error:
        blocks.load_weights(made, path)
    assert error.value.fix == f"convert the model first, as in net.to({dtype}), or the file."


def test_renamed(tmp_path: Path) -> None:
    """A missing name comes with the one in the file that has its type and is most like it; ten are listed."""
    many = nn.ModuleDict({f"layer{place}": nn.Linear(3, 3, bias=False) for place in range(25)})
    path = tmp_path / "w.safetensors"
    save_file({name.replace("layer", "block"): each for name, each in held(many).items()}, path)
    with pytest.raises(BlockError) as error:
        blocks.load_weights(many, path)
    said = error.value.received
    assert "fit in 50 places" in said and said.count("and 15 more") == 2
    assert "layer7.weight (3×3, float32; perhaps it is block7.weight there)" in said
    with pytest.raises(BlockError, match="Nothing in w.safetensors fits"):
        blocks.load_weights(many, path, only_matching=True)


@pytest.mark.parametrize("prefix", ["module.", "_orig_mod.", "module._orig_mod."])
def test_prefixes(prefix: str, tmp_path: Path) -> None:
    """Names that all begin as DataParallel's or torch.compile's are those of what is inside; some alone are not."""
    path, made, other = tmp_path / "w.safetensors", net(0), held(net(1))
    save_file({prefix + name: each for name, each in other.items()}, path)
    assert not blocks.load_weights(made, path)
    assert equal(made.state_dict(), other)
    save_file({prefix * (name != "0.bias") + name: each for name, each in other.items()}, path)
    assert f"perhaps it is {prefix}0.weight there" in blocks.compare_weights(made, path).lines[0]


@pytest.mark.filterwarnings("ignore:`torch.jit")  # torch.compile's own imports
def test_compiled_and_named_module(tmp_path: Path) -> None:
    """A compiled module and the plain one read each other's files; a block may be called `module`."""
    path, made = tmp_path / "w.safetensors", net(0)
    compiled: Any = torch.compile(made)
    assert all(name.startswith("_orig_mod.") for name in compiled.state_dict())
    blocks.save_weights(net(1), path)
    blocks.load_weights(compiled, path)
    assert equal(held(made), held(net(1)))
    inner = nn.ModuleDict({"module": net(0)})
    blocks.load_weights(inner, path)
    assert equal(held(inner["module"]), held(net(1)))


def test_modules_that_cannot_be_written(tmp_path: Path) -> None:
    """A module without memory of its own would end half loaded: it is refused before."""
    path = tmp_path / "w.safetensors"
    blocks.save_weights(net(), path)
    with pytest.raises(BlockError, match="meta device"):
        blocks.load_weights(net().to("meta"), path)
    assert not blocks.compare_weights(net().to("meta"), path)
    spread, before = net(), net(1)
    spread[2].weight = nn.Parameter(torch.ones(1).expand(2, 4))
    with pytest.raises(BlockError, match="stands for many"):
        blocks.load_weights(spread, path)
    with torch.inference_mode():
        before = net(1)
    with pytest.raises(BlockError, match="inference mode"):
        blocks.load_weights(before, path)


# --- files of PyTorch


@pytest.mark.parametrize("ending", [".pt", ".pth", ".bin"])
@pytest.mark.parametrize("zipped", [True, False])
def test_files_of_pytorch(ending: str, zipped: bool, tmp_path: Path) -> None:
    """What `torch.save` writes, in its present format and the one before."""
    path, made = tmp_path / f"w{ending}", net(0)
    torch.save(net(1).state_dict(), path, _use_new_zipfile_serialization=zipped)
    assert not blocks.load_weights(made, path)
    assert equal(made.state_dict(), held(net(1)))


class _Touch:
    """Unpickled, it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return open, (str(self.path), "w")


@pytest.mark.parametrize("zipped", [True, False])
def test_hostile_pickle(zipped: bool, tmp_path: Path) -> None:
    """A pickle that would run something is refused, runs nothing, and nobody is told to read it without care."""
    path, made = tmp_path / "w.pt", net()
    torch.save({"0.weight": torch.ones(4, 3), "evil": _Touch(tmp_path / "done")}, path,
               _use_new_zipfile_serialization=zipped)  # fmt: skip
    with pytest.raises(BlockError, match="Python objects beside tensors") as error:
        blocks.load_weights(made, path)
    assert not (tmp_path / "done").exists()
    assert "weights_only" not in str(error.value)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"epoch": 3, "model": {"a": torch.ones(1)}}, "save the 'model' in it alone"),
        ({"a": torch.ones(1), "epoch": 3}, "epoch is int, no tensor"),
        ([torch.ones(1)], "The file holds list"),
        ({}, "which is empty"),
        ({1: torch.ones(1)}, "The file holds dict"),
        ({"a": torch.eye(2).to_sparse()}, "sparse"),
        ({"a": torch.ones(2, device="meta")}, "meta device"),
    ],
)
def test_other_pickles(held: Any, words: str, tmp_path: Path) -> None:
    """Whatever else is in a file of PyTorch is named."""
    torch.save(held, tmp_path / "w.pt")
    with pytest.raises(BlockError, match=words):
        blocks.load_weights(net(), tmp_path / "w.pt")


def test_damaged_files_of_pytorch(tmp_path: Path) -> None:
    """Text, a cut file, an archive that unpacks to more than it is, one that is none of PyTorch's."""
    path = tmp_path / "w.pt"
    torch.save(net().state_dict(), path)
    whole = path.read_bytes()
    for raw in (b"", b"<html>", whole[:100], whole[: len(whole) // 2], b"\x80\x02" + bytes(90)):
        path.write_bytes(raw)
        with pytest.raises(BlockError, match="cannot be read"):
            blocks.load_weights(net(), path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", bytes(10**7))
    with pytest.raises(BlockError, match="compressed"):
        blocks.load_weights(net(), path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", b"nothing")
    with pytest.raises(BlockError, match="cannot be read"):
        blocks.load_weights(net(), path)


# --- damaged and hostile .safetensors


def packed(header: Any, data: bytes = b"") -> bytes:
    """The header's length, the header, the data."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def entry(dtype: str, shape: list[int], start: int, stop: int) -> dict[str, object]:
    """What the header says of one tensor."""
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, stop]}


HOSTILE = {
    "empty": (b"", "no .safetensors file"),
    "text": (b"<html>" * 9, "no .safetensors file"),
    "header as long as it says, and more": (struct.pack("<Q", 2**62) + b"{}", "no .safetensors file"),
    "header of 33 MB that is not there": (struct.pack("<Q", 33 * 2**20) + b"{}", "no .safetensors file"),
    "header that is no JSON": (packed(b"{" * 500), "damaged"),
    "deep header": (packed(b'{"a":' * 9_000), "damaged"),
    "header of numbers": (packed(b'{"a": 3}'), "damaged"),
    "negative offset": (packed({"a": entry("F32", [1], -4, 0)}), "damaged"),
    "negative shape": (packed({"a": entry("F32", [-1, -1], 0, 4)}, bytes(4)), "damaged"),
    "huge": (packed({"a": entry("F32", [10**6, 10**6], 0, 4 * 10**12)}, bytes(4)), "beyond its end"),
    "huge shape alone": (packed({"a": entry("F32", [10**9, 10**9], 0, 4)}, bytes(4)), "not as long"),
    "many dimensions": (packed({"a": entry("F32", [2**40] * 100_000, 0, 4)}, bytes(4)), "not as long"),
    "overlapping": (packed({"a": entry("U8", [4], 0, 4), "b": entry("U8", [4], 2, 6)}, bytes(6)), "overlap"),
    "gap": (packed({"a": entry("U8", [2], 0, 2), "b": entry("U8", [2], 4, 6)}, bytes(6)), "gaps"),
    "rest": (packed({"a": entry("U8", [2], 0, 2)}, bytes(6)), "gaps"),
    "cut": (packed({"a": entry("U8", [8], 0, 8)}, bytes(6)), "beyond its end"),
    "notes that are none": (packed({"__metadata__": {"a": 3}, "a": entry("U8", [1], 0, 1)}, b"1"), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_safetensors(name: str, tmp_path: Path) -> None:
    """A damaged file is refused in words, without memory for what it says it holds; the module stays as it was."""
    raw, words = HOSTILE[name]
    path, made = tmp_path / "w.safetensors", net()
    path.write_bytes(raw)
    before = held(made)
    tracemalloc.start()
    with pytest.raises(BlockError, match=words) as error:
        blocks.load_weights(made, path, only_matching=True)
    assert tracemalloc.get_traced_memory()[1] < 8 * len(raw) + 2**20
    tracemalloc.stop()
    assert error.value.path == "w.safetensors" and error.value.fix
    assert equal(made.state_dict(), before)


def test_unknown_dtype(tmp_path: Path) -> None:
    """A dtype that PyTorch has not is another dtype; what stands beside it can be loaded."""
    path, alone = tmp_path / "w.safetensors", nn.ParameterDict({"a": torch.zeros(4), "b": torch.zeros(2)})
    path.write_bytes(packed({"a": entry("F6_E2M3", [4], 0, 3), "b": entry("F32", [2], 3, 11)}, bytes(3) + b"\1" * 8))
    assert (
        "a is float32 in the model and F6_E2M3 in the file"
        in blocks.load_weights(alone, path, only_matching=True).lines[0]
    )
    assert alone["a"].tolist() == [0] * 4 and alone["b"].view(torch.int32).tolist() == [0x01010101] * 2


def test_notes_that_lie(tmp_path: Path) -> None:
    """Names in the notes that lead nowhere, or to a name that is there, mean nothing."""
    path, made = tmp_path / "w.safetensors", net()
    save_file(held(net(1)), path, {"0.weight": "2.weight", "2.weight": "nowhere", "more": "also nowhere"})
    assert not blocks.load_weights(made, path)
    assert equal(made.state_dict(), held(net(1)))


def test_missing_file() -> None:
    """A file that is not there."""
    with pytest.raises(BlockError, match="No such file"):
        blocks.load_weights(net(), "nowhere.safetensors")


# --- from a shell


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`weights` writes a file, `weights-check` compares one: 0 for the same, 1 for differences, 2 for no file."""
    lenet, path = str(ROOT / "gallery/lenet.json"), str(tmp_path / "lenet.safetensors")
    assert main(["weights", lenet, path, "--seed", "4"]) == 0
    assert main(["weights-check", lenet, path]) == 0
    assert capsys.readouterr().out == "All names, shapes and dtypes are the model's.\n"
    assert main(["weights-check", str(ROOT / "gallery/mlp.json"), path]) == 1
    assert capsys.readouterr().out.startswith("Missing from the file: ")
    assert main(["weights-check", lenet, str(tmp_path / "none.safetensors")]) == 2
    assert "No such file" in capsys.readouterr().err
    assert main(["weights", str(ROOT / "gallery/fixedhiddenmlp.json"), path]) == 2  # its Python was not allowed
