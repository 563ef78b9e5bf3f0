"""Modules that were written elsewhere become blocks: the same keys, the same numbers, and back again."""

import contextlib
import io
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch
from making import GALLERY, HUGE, KINDS, LARGE
from sources import CASES, Case, source
from test_code import code, executed
from torch import nn

import blocks
from blocks import catalogue, coding
from blocks.analysis import analyse
from blocks.building import build, plan
from blocks.feeding import feed
from blocks.importing import Imported, difference, from_module
from blocks.importing.making import make
from blocks.report import Node
from blocks.runs import Feed
from blocks.source import CODE
from blocks.tree import Block, Model

CLOSE = 1e-5  # of the largest number


@pytest.fixture(autouse=True)
def code_runs() -> Iterator[None]:
    """Python of imported models may run here, and PyTorch may warn of what people write."""
    with coding.allowed(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@cache
def imported(name: str) -> tuple[nn.Module, Imported]:
    """The module of a source, and its blocks."""
    case = CASES[name]
    torch.manual_seed(0)
    with contextlib.redirect_stdout(io.StringIO()):
        net, made = make(source(name), case.call)
    return net, from_module(net, case.inputs, name, made)


@pytest.mark.parametrize("name", CASES)
def test_the_same_numbers(name: str) -> None:
    """Blocks made of a source work, and with its weights they give what it gives."""
    net, found = imported(name)
    report = analyse(found.model)
    assert report.ok, report.problems
    assert found.error == ""
    torch.manual_seed(0)  # where a class keeps random numbers that are neither parameters nor buffers
    assert difference(found, net) <= CLOSE


@pytest.mark.parametrize("name", CASES)
def test_the_same_keys(name: str) -> None:
    """The `state_dict` has the original's keys, but for those that the case lists; each of them is known."""
    net, found = imported(name)
    built, case = build(found.model), CASES[name]
    assert set(found.keys) == set(built.state_dict())
    assert set(found.keys.values()) == set(net.state_dict()) - set(case.dropped)
    renamed = {(ours, theirs) for ours, theirs in found.keys.items() if ours != theirs}
    assert {_told(case, ours) for ours, _ in renamed} == {theirs for _, theirs in renamed}
    assert bool(renamed) == bool(case.renamed)
    assert _unique(built) == _unique(net) - _dropped(net, case)


def _told(case: Case, key: str) -> str:
    for ours, theirs in case.renamed:
        key = key.replace(ours, theirs, 1) if key.startswith(ours) or f".{ours}" in key else key
    return key


def _unique(net: nn.Module) -> int:
    return sum(each.numel() for each in net.parameters())


def _dropped(net: nn.Module, case: Case) -> int:
    return sum(each.numel() for name, each in net.named_parameters() if name in case.dropped)


@pytest.mark.parametrize("name", CASES)
def test_what_stays_python(name: str) -> None:
    """Only the classes that the case names stay Python, only its steps become blocks of Python, and each is noted."""
    _, found = imported(name)
    case = CASES[name]
    kept = [text.split(" stays Python: ")[0] for _, text in found.notes if " stays Python: " in text]
    assert tuple(dict.fromkeys(kept)) == case.kept
    written = [_class(each) for each in found.model.walk() if each.kind == CODE]
    assert tuple(dict.fromkeys(each for each in written if each not in case.kept)) == case.steps
    assert len(written) >= len(kept)


def _class(block: Block) -> str:
    text = str(block.args["source"])
    return text[text.rindex("\nclass ") + 7 if "\nclass " in text else 6 :].split("(")[0]


@pytest.mark.parametrize("name", CASES)
def test_and_back_to_code(name: str) -> None:
    """The code of the blocks is a module with their keys and their outputs."""
    _, found = imported(name)
    torch.manual_seed(0)
    built = build(found.model)
    torch.manual_seed(0)
    made = executed(code(found.model)).eval()
    assert list(made.state_dict()) == list(built.state_dict())
    made.load_state_dict(built.state_dict())
    tensors = feed(found.model, Feed(high=2))
    with torch.no_grad():
        torch.testing.assert_close(_tensors(made(*tensors)), _tensors(built(*tensors)))


def _tensors(result: object) -> tuple[torch.Tensor, ...]:
    return tuple(result) if isinstance(result, tuple | list) else (result,)  # type: ignore[return-value]


@pytest.mark.parametrize("name", CASES)
def test_a_document(name: str) -> None:
    """What is imported is a document as it is: written and read it is the same model."""
    _, found = imported(name)
    assert blocks.loads(blocks.dumps(found.model)) == found.model


# --- the gallery: blocks -> code -> blocks

CHILD = KINDS["Sequential"]
OTHERS = {"mysequential"}  # its row is written in Python, and is a row of blocks when it comes back


def back(model: Model) -> tuple[nn.Module, Imported]:
    """A model's own code, imported: the module that it makes, and the blocks."""
    text = code(model)
    (call,) = [line for line in text.splitlines() if line.startswith("    model = ")]
    net, made = make(text, call.removeprefix("    model = ").removesuffix(".eval()"))
    return net, from_module(net, [(each.shape, each.dtype) for each in model.inputs], model.title, made)


def form(block: Block, node: Node) -> Any:
    """A block as it is built: definitions and rounds written out, sizes in the place of rules. An operation, which code
    has as an expression, is told by what it takes alone: neither its name nor its place in a `Graph` is in the code."""
    if block.definition:
        return form(block.children[0], node.children[0])
    if block.kind == "Reuse":
        return "Reuse"
    if block.kind == "Graph":
        return _graph(block, node)
    if block.kind == "Repeat":
        rounds = [each.children for each in node.rounds for _ in range(each.count)]
        return "Sequential", tuple((str(place), _round(block, each)) for place, each in enumerate(rounds)), ()
    return block.kind, _row(block, node.children), _args(block, node)


def _row(block: Block, nodes: Sequence[Node]) -> Any:
    pairs = zip(block.names(), block.children, nodes, strict=True)
    return tuple(("" if _nameless(child) else name, form(child, node)) for name, child, node in pairs)


def _nameless(block: Block) -> bool:
    """Whether the name of a block is in no module: of an operation, or of a block that is called again."""
    return block.kind == "Reuse" or bool(KINDS.get(block.kind, CHILD).expression)


def _round(block: Block, nodes: Sequence[Node]) -> Any:
    return form(block.children[0], nodes[0]) if len(nodes) == 1 else ("Sequential", _row(block, nodes), ())


def _graph(block: Block, node: Node) -> Any:
    done: list[Any] = []
    steps = plan(block, node)
    for (name, known), sources in zip(_row(block, node.children), steps[:-1], strict=True):
        done.append((name, known, _taken(sources, done)))
    return "Graph", frozenset(each for each in done if each[0]), _taken(steps[-1], done)


def _taken(sources: Sequence[tuple[int | None, int]], done: list[Any]) -> Any:
    return tuple((place if child is None else done[child], place) for child, place in sources)


def _args(block: Block, node: Node) -> Any:
    kind = catalogue.kind_of(block) if block.kind in KINDS else CHILD
    usual = {each.name: each.default for each in kind.arguments if not each.required}
    plain = {
        name: value[0] if isinstance(value, tuple) and len(value) == 1 else value for name, value in node.args.items()
    }
    return tuple(sorted((name, str(value)) for name, value in plain.items() if value != usual.get(name, ...)))


@pytest.mark.parametrize("path", [path for path in GALLERY if path.stem not in HUGE], ids=lambda path: path.stem)
def test_gallery_there_and_back(path: Path) -> None:
    """A gallery model that became code becomes the same blocks again."""
    model = blocks.load(path)
    torch.manual_seed(0)
    net, found = back(model)
    before, after = analyse(model), analyse(found.model)
    assert (after.ok, after.params, after.macs) == (True, before.params, before.macs)
    assert set(build(after, "meta").state_dict()) == set(build(before, "meta").state_dict())
    if path.stem not in LARGE:
        torch.manual_seed(0)
        assert difference(found, net) <= CLOSE
    same = form(found.model.root, after.root) == form(model.root, before.root)
    assert same == (path.stem not in OTHERS)
