"""The command line: what it prints, where, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from making import GALLERY, WITHOUT_CODE, block, doc

import blocks
from blocks.__main__ import main
from blocks.analysis import analyse

ROOT = Path(__file__).parents[1]
LENET = str(next(path for path in GALLERY if path.stem == "lenet"))


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """A file with a model that does not work."""
    path = tmp_path / "broken.json"
    blocks.dump(doc(block("Linear", name="fc", in_features=3, out_features=2)), path)
    return str(path)


def test_report_as_json() -> None:
    """`report --json` in a process of its own gives totals, output, problems and a row for each block."""
    command = [sys.executable, "-m", "blocks", "report", "gallery/lenet.json", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    found, report = json.loads(done.stdout), analyse(blocks.load(LENET))
    assert found["title"] == "LeNet-5"
    assert found["ok"] is True
    # convolutions 6 x 25 + 6 and 16 x 150 + 16; 400 x 120 + 120, 120 x 84 + 84 and 84 x 10 + 10
    assert found["params"] == found["trainable"] == 61_706
    assert found["macs"] == report.macs
    assert found["output"] == {"shape": [1, 10], "dtype": "float32"}
    assert found["problems"] == []
    assert [row["path"] for row in found["rows"]] == [path for path, _, _ in report.rows()]
    assert set(found["rows"][0]) == {"path", "kind", "output", "params", "macs", "args", "inferred"}


@pytest.mark.parametrize("path", WITHOUT_CODE, ids=lambda path: path.stem)
def test_report_as_table(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`report` prints a line for each block, and the convention of its counts."""
    assert main(["report", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    report = analyse(blocks.load(path))
    assert len({path for path, _, _ in report.rows()}) == len(lines) - 3  # head, empty line, convention
    assert f"{report.params:,}" in lines[1]
    assert "FLOPs = 2 × MACs" in lines[-1]


def test_broken_model(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A model with a problem is reported with its fixes, and the exit code is 1; it has no code."""
    assert main(["report", broken]) == 1
    out = capsys.readouterr().out
    assert "fc: Linear receives 2×20" in out
    assert "  - Set in_features = 20" in out
    assert main(["report", broken, "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["path"] == "fc"
    assert "Set in_features = 20" in problem["fixes"]
    for command in ("code", "run"):
        assert main([command, broken]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith("fc: Linear receives")
        assert "Traceback" not in captured.err


def test_files_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is told on standard error, in one line, with exit code 2."""
    (tmp_path / "page.json").write_text("<html>")
    for name, words in [("page.json", "HTML"), ("missing.json", "No such file"), ("", "directory")]:
        assert main(["report", str(tmp_path / name)]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert words in captured.err
        assert captured.err.count("\n") == 1


def test_code(capsys: pytest.CaptureFixture[str]) -> None:
    """`code` prints the model's source and nothing else."""
    assert main(["code", LENET]) == 0
    assert capsys.readouterr().out == blocks.to_code(blocks.load(LENET))


def test_dot(capsys: pytest.CaptureFixture[str]) -> None:
    """`dot` prints a graphviz drawing, folded below the depth."""
    assert main(["dot", LENET, "--depth", "1"]) == 0
    folded = capsys.readouterr().out
    assert main(["dot", LENET, "--depth", "9"]) == 0
    whole = capsys.readouterr().out
    assert folded.startswith("digraph")
    assert len(folded) < len(whole)


def test_run(capsys: pytest.CaptureFixture[str]) -> None:
    """`run` prints what each block gave, as a table or as JSON."""
    assert main(["run", LENET, "--batch", "3"]) == 0
    assert "3×10" in capsys.readouterr().out.splitlines()[0]
    assert main(["run", LENET, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["output"] == [1, 10]
    assert found["rows"][0]["path"] == "features"
    assert found["rows"][0]["gradient"] is None
    assert main(["run", LENET, "--json", "--back"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"][-1]["gradient"] == pytest.approx(1)
    assert main(["run", LENET, "--device", "tpu"]) == 2
    assert "'tpu' is not here" in capsys.readouterr().err
    assert main(["run", LENET, "--batch", "0"]) == 2


def test_compile(capsys: pytest.CaptureFixture[str]) -> None:
    """`compile` refuses what `run` refuses."""
    fixed = str(ROOT / "gallery" / "fixedhiddenmlp.json")
    assert main(["compile", fixed]) == 2  # its Python was not allowed
    assert "code" in capsys.readouterr().err
    assert main(["compile", LENET, "--device", "tpu"]) == 2
    assert "'tpu' is not here" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["explode", LENET], ["report"], ["run", LENET, "--batch", "x"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command line shows how it is meant."""
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2
    assert "usage" in capsys.readouterr().err
