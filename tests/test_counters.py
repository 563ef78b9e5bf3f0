"""The counting table: our numbers, and the derivations they are held against."""

import re
from pathlib import Path

import pytest
import torch
from torch import nn

import blocks
from benchmarks import counters
from benchmarks.counting import documents, plain
from benchmarks.counting.cases import CASES, Case
from benchmarks.counting.derivations import value
from benchmarks.counting.tools import TOOLS, Counted, flop_counter

BY_NAME = {case.name: case for case in CASES}
TOOL = {tool.name: tool for tool in TOOLS}
PAGE = Path(__file__).parents[1] / "docs" / "counting.md"
# the first cannot run on meta, the operations of the others are not in PyTorch's table
BLIND = ("FixedHiddenMLP", "Bilinear", "torch.matmul with a vector")


def named(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=named)
def test_ours_is_the_derived_number(case: Case) -> None:
    """The analysis of our document gives the parameters and MACs that were derived by hand."""
    report = blocks.analyse(case.document(), code=True)
    assert report.ok, report.problems
    assert (report.params, report.macs) == (value(case.work.params), value(case.work.macs))


@pytest.mark.parametrize("case", CASES, ids=named)
def test_derived_parameters_are_the_plain_models(case: Case) -> None:
    """What was derived is what the plain model holds, by identity."""
    with torch.device("meta"):
        model = case.plain()
    assert value(case.work.params) == sum(each.numel() for each in model.parameters())


@pytest.mark.parametrize("case", [case for case in CASES if case.name not in BLIND], ids=named)
def test_derived_macs_are_pytorchs(case: Case) -> None:
    """What was derived is what PyTorch counts for the plain model where nothing is fused."""
    with torch.device("meta"):
        model, x = case.plain().eval(), case.feed()
    assert value(case.work.macs) == flop_counter(model, x)


def test_derived_macs_of_a_loop_that_looks() -> None:
    """A model that reads its numbers is counted on the CPU, where none of its products is fused."""
    case = BY_NAME["FixedHiddenMLP"]
    assert value(case.work.macs) == flop_counter(case.plain(), case.feed())


def test_derived_macs_of_bilinear() -> None:
    """A Bilinear is a Linear on all products of two inputs, which PyTorch counts: 5 outputs of 20·20 products."""
    model, x = plain.Bilinear(), BY_NAME["Bilinear"].feed()
    pairs = (x.unsqueeze(2) * x.unsqueeze(1)).flatten(1)  # (B, 20·20)
    linear = nn.Linear(400, 5)
    linear.load_state_dict({"weight": model.bilinear.weight.detach().flatten(1), "bias": model.bilinear.bias.detach()})
    torch.testing.assert_close(linear(pairs), model(x))
    assert flop_counter(linear, pairs) == value(BY_NAME["Bilinear"].work.macs)


def test_derived_macs_of_a_vector() -> None:
    """A product with a vector is one with a matrix of one column, which PyTorch counts: 10 steps of 64 features."""
    model, x = plain.Scores(), BY_NAME["torch.matmul with a vector"].feed()
    column = nn.Linear(64, 1, bias=False)
    column.load_state_dict({"weight": model.query.detach().unsqueeze(0)})
    torch.testing.assert_close(column(x).squeeze(-1), model(x))
    assert flop_counter(column, x) == value(BY_NAME["torch.matmul with a vector"].work.macs)


def test_derivations_read_as_printed() -> None:
    """A dot multiplies, a small two squares, lines add up: 3·4² + 2."""
    assert value("3·4²\n2") == 50


@pytest.mark.parametrize(
    "tool, macs, fair",
    [
        ("Blockyard", 7680, True),
        ("Blockyard", 7681, False),  # it has no wider convention
        ("torchinfo", 7946, True),  # 256 + 10 additions of biases more
        ("ptflops aten", 7946, True),
        ("ptflops aten", 7947, False),  # nor has it one for activations
        ("ptflops pytorch", 8458, True),  # and 256 activations, twice
        ("fvcore", 7679, False),  # no convention leaves products out
    ],
)
def test_wider_conventions_are_no_mistakes(tool: str, macs: int, fair: bool) -> None:
    """A tool may count what its convention counts, and no more than that."""
    assert counters.explained(TOOL[tool], BY_NAME["Perceptron"], macs) is fair


def test_a_tool_that_fails_stops_nothing() -> None:
    """What a tool raises is its answer: on meta there are no numbers for the loop to look at."""
    assert isinstance(counters.asked(TOOL["FlopCounterMode meta"], BY_NAME["FixedHiddenMLP"]), RuntimeError)


def test_a_tool_that_fails_on_macs_alone() -> None:
    """What a tool counted before it failed on the MACs stands in the table of parameters."""
    answer = Counted(7946, IndexError("list index out of range"))
    found: counters.Found = {case.name: {tool.name: answer for tool in TOOLS} for case in CASES}
    assert f"| Perceptron | 7,946 |{' 7,946 |' * len(TOOLS)}" in counters.params(found)
    assert f"| Perceptron | 7,680 |{' fails (1) |' * len(TOOLS)}" in counters.macs(found)
    assert "1. Blockyard on Perceptron: IndexError: list index out of range" in counters.notes(found)


def test_page_has_the_derivations() -> None:
    """docs/counting.md shows the derivations as they are."""
    assert counters.derivations() in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=named)
def test_page_has_our_numbers(case: Case) -> None:
    """docs/counting.md shows true and our numbers as they are (else: `python -m benchmarks.counters --write`)."""
    ours = [value(derived) for derived in (case.work.params, case.work.macs)]
    rows = re.findall(rf"^\| {re.escape(case.name)} \| ([\d,]+) \| ([^|]+) \|", PAGE.read_text(encoding="utf-8"), re.M)
    assert rows == [(f"{number:,}", f"{number:,}") for number in ours]


def test_page_on_what_is_a_parameter() -> None:
    """The page's examples: shared rounds are placed twice and held once; BatchNorm2d(64) has 2·64 + 1 buffers."""
    shared = blocks.analyse(documents.shared()).root
    assert (shared.params, shared.placed) == (420, 840)
    norm = blocks.analyse(documents.row((1, 64, 8, 8), documents.layer("BatchNorm2d"))).root
    assert (norm.params, norm.buffers) == (128, 129)
