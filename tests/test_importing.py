"""Modules that were written elsewhere become blocks: the same keys, the same numbers, and back again."""

import contextlib
import io
import json
import warnings
from collections.abc import Iterator
from functools import lru_cache

import pytest
import torch
from making import GALLERY, HUGE, KINDS
from sources import CASES, Case, source
from test_code import code, executed
from torch import nn

import blocks
from blocks import coding
from blocks.analysis import analyse
from blocks.building import build
from blocks.errors import BlockError
from blocks.feeding import feed
from blocks.importing import Imported, difference, from_code, from_module, weights
from blocks.importing.making import make
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


@lru_cache(maxsize=1)
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
