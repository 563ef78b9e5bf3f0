"""Where each block stands in the code of its model: the lines that make it, and those that call it."""

from pathlib import Path

import pytest
from making import GALLERY, SMALL, block, doc

import blocks
from blocks import coding
from blocks.analysis import analyse
from blocks.catalogue import kinds as catalogued
from blocks.code import lines, to_code
from blocks.code.lines import block_at
from blocks.tree import Model, addresses


def written(model: Model) -> tuple[str, list[str], dict[str, list[str]]]:
    """The code, its lines, and those of each block by its path."""
    with coding.allowed():
        source = to_code(analyse(model), catalogued())
    rows = source.splitlines()
    found = {
        model.path(address): [row.strip() for start, stop in ranges for row in rows[start - 1 : stop]]
        for address, ranges in lines.lines(source, model).items()
        if address and not model.at(address[:-1]).definition
    }
    return source, rows, found


def test_made_and_called() -> None:
    """A block with a name: its line in `__init__`, and the one in `forward`; an operation its own line there."""
    inner = block("Sequential", block("Linear", out_features=3), block("ReLU"), name="inner")
    model = doc(block("Linear", out_features=4, name="first"), block("Flatten", name="flat"), inner)
    _, _, found = written(model)
    assert found["first"] == ["self.first = nn.Linear(20, 4)", "x = self.first(x)"]
    assert found["flat"] == ["x = x.flatten(1)"]
    assert found["inner"][-1] == "return self.inner(x)"
    assert found["inner.0"] == found["inner.1"] == ["self.inner = nn.Sequential(nn.Linear(4, 3), nn.ReLU())"]


def test_in_definitions_and_rounds() -> None:
    """What is in a definition stands in its class; what is in a Repeat in the line of its rounds."""
    _, _, found = written(blocks.load(next(path for path in GALLERY if path.stem == "factory")))
    assert found["blocks.0"] == ["self.blocks = nn.Sequential(*[MLP(64, out=20) for _ in range(5)])"]
    assert found["blocks.0.hidden"] == ["self.hidden = nn.Linear(20, hidden)", "x = self.hidden(x)"]


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_every_layer_has_the_line_that_makes_it(path: Path) -> None:
    """In all small models of the gallery, but for layers in a Repeat of no rounds, which stand nowhere."""
    model, kinds = blocks.load(path), catalogued()
    with coding.allowed():
        report = analyse(model)
        source = to_code(report, kinds)
    found, rows = lines.lines(source, model), source.splitlines()
    for address, each in addresses(model.root):
        around = [(model.at(address[:end]), report.at(address[:end])) for end in range(len(address))]
        if any(outer.kind == "Repeat" and not node.rounds for outer, node in around):
            continue
        if each.kind in kinds and kinds[each.kind].call.startswith("nn.") and not each.children:
            text = " ".join(row for start, stop in found.get(address, ()) for row in rows[start - 1 : stop])
            expected = f"{kinds[each.kind].call}(" if each.kind != "Flatten" else "latten("
            assert expected in text or each.kind == "Sequential", model.path(address)


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_a_line_leads_back(path: Path) -> None:
    """The line that makes a block leads to a block whose lines hold that line, and none inside it does."""
    model = blocks.load(path)
    with coding.allowed():
        source = to_code(analyse(model), catalogued())
    found = lines.lines(source, model)
    for ranges in found.values():
        for start, _ in ranges:
            there = block_at(found, start)
            assert there is not None
            assert any(low <= start <= high for low, high in found[there])
    assert block_at(found, 1) is None  # the docstring


def test_an_empty_shortcut_has_the_lines_of_what_is_around_it() -> None:
    """It is nothing in the code: its Residual stands for it."""
    model = doc(
        block(
            "Residual",
            block("Sequential", block("ReLU"), name="body"),
            block("Sequential", name="shortcut"),
            name="skip",
        )
    )
    source, rows, _ = written(model)
    ((start, _), *_) = lines.of(lines.lines(source, model), (0, 1))
    assert "self.skip = Residual(" in rows[start - 1]
