"""Eager, recorded and compiled: the numbers are eager's, breaks have their lines, and nothing stays behind."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psutil
import pytest
import torch
from codes import forward
from making import block, doc

import blocks
from blocks import charts, engine
from blocks.compiled import WAYS, Called, Comparison, Spot, agreement, explained, meaning
from blocks.engine.answers import sound_comparison
from blocks.engine.supervisor import Supervisor
from blocks.errors import BlockError
from blocks.report import TensorType
from blocks.runs import Feed, Order
from blocks.tree import Block, Input, Model

ROOT = Path(__file__).parents[1]
MLP = doc(block("Linear", out_features=8), block("ReLU"), block("Linear", out_features=3))
RECORDED = ("torch.jit.trace", "torch.export")


@pytest.fixture(scope="module")
def compiler() -> None:
    """A C++ compiler; without one the test is skipped, and in CI it fails."""
    from torch._inductor.cpp_builder import get_cpp_compiler
    from torch._inductor.exc import InvalidCxxCompiler

    try:
        get_cpp_compiler()
    except InvalidCxxCompiler:
        words = "No C++ compiler on the path: no machine code was made. Install g++, or set CXX."
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)


@pytest.fixture(scope="module")
def pool() -> Iterator[Supervisor]:
    """A supervisor of this file's own."""
    before, engine._supervisor = engine._supervisor, Supervisor(2)
    while len(engine._supervisor._workers) < 2:
        time.sleep(0.05)
    yield engine._supervisor
    engine._supervisor.close()
    engine._supervisor = before


@pytest.fixture(scope="module")
def fixed(pool: Supervisor) -> Comparison:
    """The chapter's model with a loop, compared as the page does it: in a locked process."""
    model = blocks.load(ROOT / "gallery" / "fixedhiddenmlp.json")
    return engine.compare_compiled(model, Order(), trusted=lambda _: True)


def folders() -> set[Path]:
    """What machine code was put into."""
    return set(Path(tempfile.gettempdir()).glob("blockyard-*"))


def compilers() -> list[str]:
    """The C++ compilers that run for this process."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            found += [child.name()] * child.name().startswith(("cc1plus", "g++", "clang"))
    return found


def test_machine_code_gives_what_eager_gives(compiler: None, pool: Supervisor) -> None:
    """The whole model is one graph, all ways agree, and folder, worker and compilers are gone afterwards."""
    before, workers = folders(), [worker.process.pid for worker in pool._workers]
    found = engine.compare_compiled(MLP, Order(batch=4))
    assert [row.way for row in found.rows] == list(WAYS)
    compiled = found["torch.compile"]
    assert (compiled.refused, compiled.note, compiled.graphs, compiled.operations) == ("", "", 1, 3)
    assert compiled.first > 10 * compiled.later > 0
    assert not compiled.spots
    assert found.inputs == (TensorType((4, 20), "float32"),)
    assert {agreement(row, found.rounding) for row in found.rows} <= {"exactly the same", "the same, up to rounding"}
    assert found.times >= 5 and sound_comparison(found)
    assert folders() <= before
    (ended,) = set(workers) - {worker.process.pid for worker in pool._workers}
    assert not psutil.pid_exists(ended)
    assert compilers() == []
    assert engine.analyse(MLP).ok


def test_the_loop_breaks_the_graph(fixed: Comparison) -> None:
    """torch.compile leaves the graph at the line of the `while`, in the block, for its reason; nothing is compiled in
    the locked process, and it says so."""
    row = fixed["torch.compile"]
    assert row.graphs == 3  # before the loop, one round of it, and behind it
    assert [(spot.path, spot.line, spot.text) for spot in row.spots] == [("fixed", 13, "while X.abs().sum() > 1:")]
    assert row.spots[0].reason.startswith("Data-dependent branching.")
    assert "no machine code" in row.note
    assert agreement(row, fixed.rounding) in ("exactly the same", "the same, up to rounding")


def test_a_trace_keeps_the_number_of_halvings(fixed: Comparison) -> None:
    """The trace is right on its own input and wrong on one that needs more rounds; PyTorch's warning has the line."""
    row = fixed["torch.jit.trace"]
    assert [(spot.path, spot.line) for spot in row.spots] == [("fixed", 13)]
    assert row.difference is not None and row.difference <= fixed.rounding
    assert row.elsewhere is not None and row.elsewhere > 0.5
    assert agreement(row, fixed.rounding) == "other numbers on another input"
    assert any("keeps the way that this input took" in sentence for sentence, _ in explained(fixed))


def test_export_refuses_the_loop(fixed: Comparison) -> None:
    """torch.export wants one graph, and says which line has none."""
    row = fixed["torch.export"]
    assert "depends on the numbers" in row.refused and "data-dependent" in row.refused
    assert [(spot.path, spot.line) for spot in row.spots] == [("fixed", 13)]
    assert sound_comparison(fixed)


@pytest.mark.parametrize(
    ("lines", "line", "word"),
    [
        (("n = int(x.sum().item())", "return x + n"), 7, "item"),
        (("for i in range(2):", "    print(i)", "return x"), 8, "print"),
        (("return x[x > 0].sum()",), 7, "Dynamic shape"),
    ],
)
def test_breaks_have_their_lines(lines: tuple[str, ...], line: int, word: str) -> None:
    """A value taken out of a tensor, a call that is none of PyTorch's, a shape that the numbers decide."""
    found = _compared(doc(block("ReLU"), block("Code", source=forward(*lines))), "torch.compile")
    assert {(spot.path, spot.line) for spot in found["torch.compile"].spots} == {("1", line)}
    assert word in found["torch.compile"].spots[0].reason


def test_a_break_in_a_layer_names_the_block() -> None:
    """torch.compile leaves recurrent layers to Python: the block is named, and no line of the model's."""
    found = _compared(doc(block("LSTM", hidden_size=4), shape=(2, 5, 3)), "torch.compile")["torch.compile"]
    assert found.graphs == 0
    assert [spot.path for spot in found.spots] == ["0"]
    assert "LSTM" in found.spots[0].reason and found.spots[0].text == ""


def _compared(model: Model, *ways: str, order: Order = Order()) -> Comparison:
    """In this process, without machine code."""
    from blocks import coding, compiling

    with coding.allowed():
        return compiling.compare(model, order, ways=ways)  # type: ignore[arg-type]


def test_the_difference_is_pytorchs_own() -> None:
    """A trace of code that adds the sum of its first input to any later one differs by exactly that."""
    model = doc(block("Code", source=forward("return x + float(x.sum())")))
    row = _compared(model, "torch.jit.trace")["torch.jit.trace"]
    (x,) = (torch.randn(2, 20, generator=torch.Generator().manual_seed(0)),)
    right, wrong = 10 * x + (10 * x).sum(), 10 * x + x.sum()
    assert row.difference == 0
    assert row.elsewhere == pytest.approx(((wrong - right).abs().max() / right.abs().max()).item(), rel=1e-4)


@pytest.mark.parametrize(
    "order",
    [Order(training=True, feed=Feed(seed=3)), Order(precision="bfloat16"), Order(weights="constant", batch=3)],
    ids=["training", "bfloat16", "constant"],
)
def test_orders(order: Order) -> None:
    """Dropout drops the same in each way, and precision and weights are those of the order."""
    model = doc(block("Linear", out_features=64), block("Dropout"), block("BatchNorm1d"), block("ReLU"))
    found = _compared(model, *RECORDED, order=order)
    assert [row.refused for row in found.rows] == ["", "", ""]
    assert all(agreement(row, found.rounding) != "other numbers" for row in found.rows)
    assert found.order == order
    assert found.outputs[0].dtype == (order.precision or "float32")


def test_whole_numbers_and_several_inputs() -> None:
    """Tokens are looked up in another order elsewhere, and a model with two inputs is called with both."""
    tokens = doc(block("Embedding", num_embeddings=9, embedding_dim=3), shape=(2, 5), dtype="int64")
    found = _compared(tokens, *RECORDED, order=Order(feed=Feed(high=9)))
    assert [row.elsewhere for row in found.rows] == [0, 0, 0]
    inputs = (Input((2, 6), name="x"), Input((2, 6), name="y"))
    both = Model("Two", "", inputs, Block("Graph", "", {}, (Block("Subtract", "less", inputs=("x", "y")),)))
    assert [row.refused for row in _compared(both, *RECORDED).rows] == ["", "", ""]


def test_nothing_is_left_behind() -> None:
    """Threads, environment and what dynamo knows are as before."""
    from torch._dynamo.utils import counters

    threads, environment = torch.get_num_threads(), dict(os.environ)
    _compared(MLP, "torch.compile")
    assert torch.get_num_threads() == threads
    assert dict(os.environ) == environment
    assert not counters["frames"]


def test_what_does_not_run_is_refused() -> None:
    """A broken model, and one that stops on these numbers, are told in three parts."""
    with pytest.raises(BlockError, match="100"):
        _compared(doc(block("Linear", in_features=100, out_features=2)))
    tokens = doc(block("Embedding", num_embeddings=2, embedding_dim=3), shape=(2, 50), dtype="int64")
    with pytest.raises(BlockError, match="PyTorch stops"):
        _compared(tokens, order=Order(feed=Feed(high=1000)))


def test_without_a_compiler_the_rest_is_measured() -> None:
    """No g++ on the path: a sentence, the graphs all the same, and every other way."""
    script = (
        "import blocks, msgspec; from blocks.compiled import *; import sys; sys.path.insert(0, 'tests');"
        "from making import block, doc; found = blocks.compare_compiled(doc(block('ReLU')));"
        "print(msgspec.json.encode(found).decode())"
    )
    with tempfile.TemporaryDirectory() as empty:
        environment = {name: value for name, value in os.environ.items() if name != "CXX"} | {"PATH": empty}
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
        )
    found = msgspec.json.decode(done.stdout, type=Comparison)
    assert "C++ compiler" in found["torch.compile"].note
    assert found["torch.compile"].graphs == 1
    assert [row.refused for row in found.rows] == [""] * 4


def test_a_comparison_can_be_stopped(compiler: None, pool: Supervisor) -> None:
    """What the page raises while it waits ends the work, with the compiler that was started for it."""

    class Stop(Exception):
        pass

    def tick(seconds: float) -> None:
        if seconds > 100 or compilers():
            raise Stop

    before = folders()
    with pytest.raises(Stop):
        engine.compare_compiled(MLP, Order(), tick=tick)
    assert folders() <= before
    assert compilers() == []
    assert engine.analyse(MLP).ok


# --- words


def _told(later: float = 1.0, operations: int = 10, spread: float = 1.0, **gains: float) -> str:
    names = {"compiled": "torch.compile", "traced": "torch.jit.trace"}
    rows = [Called("eager", later, later)]
    rows += [
        Called(names[name], 1000, later / gain, gain, operations=operations)  # type: ignore[arg-type]
        for name, gain in gains.items()
    ]
    return meaning(Comparison("cpu", "", (), (), tuple(rows), 9, spread))


def test_what_the_times_mean() -> None:
    """Who gains tells where the time goes."""
    assert _told(compiled=15, traced=1.2).startswith("Memory traffic is the cost here")
    assert "after 1,072 calls" in _told(compiled=15, traced=1.2)  # 1000 / (1 - 1 / 15) is 1,071.4
    assert _told(compiled=1, traced=2).startswith("Python is the cost here")
    assert _told(later=5, compiled=1.05, traced=1).startswith("The operations themselves are the cost")
    assert _told(later=5, compiled=1.3, traced=1).startswith("The operations are most of the cost")
    assert _told(later=0.05, compiled=0.5, traced=1).startswith(
        "Calling PyTorch is the cost here: 10 operations of 5 µs"
    )
    assert "takes 2 times as long" in _told(later=0.05, compiled=0.5, traced=1)
    assert "The machine was busy" in _told(spread=3, compiled=1, traced=1)


def test_unsound_answers() -> None:
    """What a locked process could send instead of an answer is no answer."""
    rows = tuple(Called(way, 1, 1) for way in WAYS)
    sound = Comparison("cpu", "", (), (), rows, 9)
    assert sound_comparison(sound)
    for wrong in (
        rows[::-1], rows[:1], (*rows[:3], Called("torch.export", refused="x" * 2000)),
        (*rows[:3], Called("torch.export", later=-1)), (*rows[:3], Called("torch.export", spots=(Spot("x"),) * 999)),
    ):  # fmt: skip
        assert not sound_comparison(Comparison("cpu", "", (), (), wrong, 9))


def test_the_chart_has_a_bar_for_each_way_that_works(fixed: Comparison) -> None:
    """Later calls and first calls, in milliseconds; what refuses has none."""
    later, first = charts.ways(fixed)["data"]
    assert later["customdata"] == ["eager", "torch.compile", "torch.jit.trace"]
    assert later["x"] == [row.later for row in fixed.rows[:3]]
    assert first["x"] == [row.first for row in fixed.rows[:3]]
