"""The linter, the formatter, the type checker and the documents say what the code is."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app_server import ROOT


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
    ],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_tool_is_content(command: list[str]) -> None:
    """Each tool ends without a complaint."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_readme_examples_print_what_they_say(tmp_path: Path) -> None:
    """The README's library examples, run, print the output printed below them."""
    (tmp_path / "gallery").symlink_to(ROOT / "gallery")  # they also write files
    examples = re.findall(r"```python\n(.*?)```\s*```text\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
    assert len(examples) == 4
    for source, output in examples:
        command = [sys.executable, "-c", source]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.stdout == output, done.stderr


def test_readme_names_what_is_there() -> None:
    """Every path in the README's table of the house exists, and every module of `blocks` and `ui` is in it."""
    table = (ROOT / "README.md").read_text().split("## The house")[1].split("## What it is not")[0]
    named = re.findall(r"`((?:blocks|ui|pages|gallery|benchmarks|app)[\w/.]*)`", table)
    assert named and all((ROOT / name).exists() for name in named)
    for package in ("blocks", "ui"):
        for path in (ROOT / package).iterdir():
            if path.name.startswith("_") or not (path.is_dir() or path.suffix == ".py"):
                continue
            assert any(name.rstrip("/") == f"{package}/{path.name}" for name in named) or path.name in _SMALL, path


_SMALL = {
    "errors.py",
    "library.py",
    "text.py",
    "pictures.py",
    "words.py",
}  # a line in the README would say no more than the name


def test_format_document_shows_real_files() -> None:
    """The examples in docs/format.md load, work, and are written back as they stand there."""
    import blocks

    texts = re.findall(r"```json\n(.*?)```", (ROOT / "docs/format.md").read_text(), re.S)
    assert len(texts) == 5
    for text in texts:
        model = blocks.loads(text)
        assert blocks.dumps(model) == text
        assert blocks.analyse(model, code=True).ok
