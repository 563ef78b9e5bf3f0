"""The code as a notebook: its cells run one after the other, and print what the file prints."""

import contextlib
import io
import json
import re
from pathlib import Path

import pytest
from making import SMALL

import blocks
from blocks import coding
from blocks.analysis import analyse
from blocks.catalogue import kinds as catalogued
from blocks.code import to_code
from blocks.code.notebook import to_notebook


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_its_cells_run(path: Path) -> None:
    """All of the file stands in it, in order, and the last cell prints the output's shape."""
    with coding.allowed():
        source = to_code(analyse(blocks.load(path)), catalogued())
    book = json.loads(to_notebook(source))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in book["cells"]}) == len(book["cells"])
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", cell["id"]) for cell in book["cells"])
    assert book["cells"][0]["cell_type"] == "markdown"
    assert "".join(book["cells"][0]["source"]).startswith("# ")
    code = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    names: dict[str, object] = {"__name__": "notebook"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for cell in code:
            exec(compile(cell, "<cell>", "exec"), names)
    assert printed.getvalue().startswith("torch.Size(")
    for line in source.splitlines():
        if line.startswith(("class ", "import ", "from ", "        self.")):
            assert any(line in cell for cell in code), line


def test_the_same_code_gives_the_same_bytes() -> None:
    """So that a notebook under version control changes where its code does."""
    source = '"""M: a."""\n\nimport torch\n\n\nclass A(torch.nn.Module):\n    pass\n'
    assert to_notebook(source) == to_notebook(source)
    assert "class A" in to_notebook(source)
