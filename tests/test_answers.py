"""Answers to a lesson's questions: right ones in any way of writing, wrong ones with words that help; and progress."""

import json

import msgspec
import pytest

import blocks
from blocks.errors import BlockError
from blocks.lessons import answers, progress
from blocks.lessons.progress import Answered, Attempt, Progress
from blocks.lessons.records import Ask, Option
from blocks.report import Report

MLP = '{"format": "blockyard/1", "title": "t", "batch": 2, "inputs": [{"shape": ["B", 20]}], "root": %s}'
TWO = {
    "kind": "Sequential",
    "children": [{"kind": "Linear", "args": {"out_features": 256}}, {"kind": "Linear", "args": {"out_features": 10}}],
}


@pytest.fixture(scope="module")
def perceptron() -> Report:
    """(2, 20) through 20 → 256 → 10: 20·256 + 256 + 256·10 + 10 = 7,946 parameters, 2·(20·256 + 256·10) MACs."""
    return blocks.analyse(blocks.load("gallery/perceptron.json"))


@pytest.mark.parametrize(
    "given", ["2×10", "2x10", "(2, 10)", "[2,10]", "2 10", "B×10", "b x 10", "torch.Size([2, 10])", "2 by 10"]
)
def test_a_shape_may_be_written_in_many_ways(perceptron: Report, given: str) -> None:
    """As PyTorch prints it, as people type it, and with B for the batch."""
    assert answers.judge(Ask("?", "shape"), given, perceptron) == (True, "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("10", "one example"),
        ("10×2", "another order"),
        ("2×20", "what goes in"),
        ("B×11", "the second dimension"),
        ("2×10×1", "3 dimensions; there are fewer"),
        ("3×4", "2 of the 2"),
    ],
)
def test_a_wrong_shape_is_told_what_kind_of_wrong(perceptron: Report, given: str, said: str) -> None:
    """Without saying what would be right."""
    verdict = answers.judge(Ask("?", "shape"), given, perceptron)
    assert not verdict.right
    assert said in verdict.said
    assert "10" not in verdict.said


@pytest.mark.parametrize("given", ["foo", "", "2×-1", "9" * 40])
def test_what_is_no_shape_is_refused(perceptron: Report, given: str) -> None:
    """In three parts; it is no wrong answer."""
    with pytest.raises(BlockError, match="is no shape"):
        answers.judge(Ask("?", "shape"), given, perceptron)


@pytest.mark.parametrize(
    ("kind", "given", "right", "said"),
    [
        ("parameters", "7,946", True, ""),
        ("parameters", "7 946", True, ""),
        ("parameters", "7680", False, "bias"),  # 20·256 + 256·10
        ("parameters", "266", False, "biases alone"),
        ("parameters", "15892", False, "batch"),
        ("parameters", "8000", False, "too many by 54"),
        ("parameters", "1", False, "Far too few"),
        ("MACs", "15360", True, ""),
        ("MACs", "15.4 k", True, ""),
        ("MACs", "30720", False, "FLOPs"),
        ("MACs", "7680", False, "one example"),
        ("MACs", "7946", False, "number of parameters"),
    ],
)
def test_counts_know_the_usual_mistakes(perceptron: Report, kind: str, given: str, right: bool, said: str) -> None:
    """A number that comes of a known mistake gets the words for it."""
    verdict = answers.judge(Ask("?", msgspec.convert(kind, type=str)), given, perceptron)  # type: ignore[arg-type]
    assert verdict.right is right
    assert said in verdict.said


def test_shared_parameters_are_counted_both_ways() -> None:
    """FixedHiddenMLP's layer, 20·20 + 20 = 420, in two places: the number of the other question is a known mistake."""
    layer = {"kind": "Linear", "shared": "again", "args": {"out_features": 20}}
    root = {"kind": "Sequential", "children": [layer, {"kind": "Reuse", "args": {"of": "again"}}]}
    report = blocks.analyse(blocks.loads(MLP % json.dumps(root)))
    assert answers.truth(Ask("?", "parameters"), report) == "420"
    assert answers.truth(Ask("?", "by place"), report) == "840"
    assert "counts a shared parameter at each place" in answers.judge(Ask("?", "parameters"), "840", report).said
    assert "once" in answers.judge(Ask("?", "by place"), "420", report).said


def test_the_block_that_fails_is_found() -> None:
    """Linear(20, 32) gives 32 where 64 are expected: after it nothing is reached."""
    children = [
        {"kind": "Linear", "name": "first", "args": {"out_features": 32}},
        {"kind": "Linear", "name": "second", "args": {"in_features": 64, "out_features": 8}},
        {"kind": "ReLU", "name": "last"},
    ]
    report = blocks.analyse(blocks.loads(MLP % json.dumps({"kind": "Sequential", "children": children})))
    ask = Ask("Where?", "fails at")
    assert answers.places(report) == ["first", "second", "last", answers.NOWHERE]
    assert answers.truth(ask, report) == "second"
    assert answers.judge(ask, "second", report).right
    assert "still works" in answers.judge(ask, "first", report).said
    assert "already" in answers.judge(ask, "last", report).said
    assert "does fail" in answers.judge(ask, answers.NOWHERE, report).said


def test_receptive_fields_are_asked_along_the_last_dimension() -> None:
    """Three 3×3 convolutions in a row see 7 places."""
    conv = {"kind": "Conv2d", "args": {"out_channels": 4, "kernel_size": 3}}
    text = MLP.replace("20", "1, 28, 28") % json.dumps({"kind": "Sequential", "children": [conv, conv, conv]})
    report = blocks.analyse(blocks.loads(text))
    assert answers.truth(Ask("?", "receptive field"), report) == "7"
    assert answers.truth(Ask("?", "receptive field", of="0"), report) == "3"


def test_choices_say_why() -> None:
    """The words of the wrong option that was chosen; where several are right, how many are still missing."""
    options = (Option("a", True, "yes a"), Option("b", False, "no b"), Option("c", True))
    ask = Ask("?", "choice", options=options)
    assert answers.judge(ask, [0, 1], None) == (False, "no b")
    assert answers.judge(ask, [0], None) == (False, "Right so far. 1 answer more to find.")
    assert answers.judge(ask, [0, 2], None) == (True, "yes a")
    for given in ([], [7], "a"):
        with pytest.raises(BlockError):
            answers.judge(ask, given, None)


def test_numbers_are_right_within_a_distance() -> None:
    """0.5 ± 0.1."""
    ask = Ask("?", "number", value=0.5, within=0.1)
    assert answers.judge(ask, "0.55", None).right
    assert not answers.judge(ask, "0.7", None).right
    with pytest.raises(BlockError, match="is no number"):
        answers.judge(ask, "half", None)


def test_a_mistake_in_the_lesson_is_an_error() -> None:
    """A question about a block that is not there, and one for a shape where nothing comes out."""
    layer = {"kind": "Linear", "args": {"in_features": 3, "out_features": 1}}
    broken = blocks.loads(MLP % json.dumps({"kind": "Sequential", "children": [layer]}))
    with pytest.raises(BlockError, match="correct `of`"):
        answers.truth(Ask("?", "shape", of="nowhere"), blocks.analyse(broken))
    with pytest.raises(BlockError, match="does not work"):
        answers.truth(Ask("?", "shape"), blocks.analyse(broken))


# --- progress

DONE = Progress(
    "Ada",
    {
        "nesting": Attempt(
            3,
            {"one-1": Answered("2×16", True, ("16", "2×10"), hints=1), "two-1": Answered([0, 2], shown=True)},
            {"desk 0": "{}", "two-2": "{…}"},
        )
    },
)


def test_progress_comes_back_from_file_and_link() -> None:
    """All of it, and the same bytes again."""
    assert progress.loads(progress.dumps(DONE)) == DONE
    assert progress.from_link(progress.to_link(DONE, "http://localhost:8501/learn?class")) == DONE
    assert progress.dumps(progress.loads(progress.dumps(DONE))) == progress.dumps(DONE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no answers"),
        ("[" * 100_000, "holds no answers"),
        ('{"format": "blockyard/1", "root": {}}', "Its format"),
        ('{"format": 3}', "holds no answers"),
        ('{"lessons": {}}', "holds no answers"),
        (progress.dumps(DONE).replace('"2×16"', '"' + "9" * 300 + '"'), "more than a course"),
        (progress.dumps(DONE).replace('"step": 3', '"step": -3'), "more than a course"),
        (" " * 3_000_000, "at most 2,000,000"),
    ],
)
def test_what_is_no_progress_is_refused(text: str, said: str) -> None:
    """With what was expected, and nothing taken over."""
    with pytest.raises(BlockError, match=said):
        progress.loads(text)


def test_names_stay_on_their_line() -> None:
    """No line breaks, no marks that turn the text around, and no more than fits a table."""
    hostile = progress.dumps(Progress("a\n\u202eb" + "x" * 200))
    assert progress.loads(hostile).name == ("a b" + "x" * 200)[:64]
