"""Where the time of a pass goes: a clock for each block, what a device can do at best, and the memory that is held."""

import time

import pytest
import torch

import blocks
from blocks import charts, limits, running
from blocks.analysis import analyse
from blocks.building import build
from blocks.places import Place, places
from blocks.report import Report
from blocks.runs import BlockRun, Limits, held_by, innermost
from blocks.timing import Clock
from blocks.tree import Model
from tests.making import block, doc
from tests.test_charts import accepted

BEST = Limits(products=1e9, copies=1e9, call=1e-5)


def rows(model: Model, **ms: float) -> tuple[BlockRun, ...]:
    """The rows of a run that took so many milliseconds, by the names of the blocks, on a device with the rates `BEST`."""
    report = analyse(model)
    found = [
        BlockRun(
            place.path, place.block.kind, place.depth, place.node.outputs[0], 0, 1, -1, 1, 0, 0, ms[place.block.name]
        )
        for place in places(report)
    ]
    return limits.bounded(found, places(report), BEST, "float32")


def test_what_holds_a_block() -> None:
    """The slowest of products, bytes and the call; not what it was far quicker than; and nothing of it when far slower."""
    linear = block("Linear", name="a", out_features=1000, bias=False)
    # 2 x 10 x 1,000 x 1,000 operations: 20 ms. Bytes: weights 4 MB, tensors 2 x 40 kB: 4.08 ms.
    (row,) = rows(doc(linear, shape=(10, 1000)), a=30)
    assert (row.bound, row.least) == ("compute", pytest.approx(20))
    (row,) = rows(doc(linear, shape=(10, 1000)), a=6)  # the products cannot have held it
    assert (row.bound, row.least) == ("memory", pytest.approx(4.08))
    (row,) = rows(doc(linear, shape=(10, 1000)), a=300)
    assert (row.bound, row.least) == ("", pytest.approx(20))
    (row,) = rows(doc(block("Flatten", name="a"), shape=(10, 1000)), a=0.02)  # a view moves nothing
    assert (row.bound, row.least) == ("Python", pytest.approx(0.01))
    (row,) = rows(doc(block("ReLU", name="a"), shape=(10, 1000)), a=0.001)
    assert (row.bound, row.least) == ("Python", 0.001)


def test_a_block_is_held_by_what_holds_most_of_it() -> None:
    """The least of what holds others is the sum of theirs."""
    inside = (block("ReLU", name="quick"), block("ReLU", name="slow"))
    whole, quick, slow = rows(
        doc(block("Sequential", *inside, name="whole"), shape=(10, 1000)), whole=1, quick=0.02, slow=0.09
    )
    assert (quick.bound, slow.bound, whole.bound) == ("Python", "memory", "memory")
    assert whole.least == pytest.approx(quick.least + slow.least)
    assert held_by(innermost([whole, quick, slow])) == {"Python": 0.02, "memory": 0.09}


def test_precision_counts() -> None:
    """Half of the bits, half of the bytes."""
    report = analyse(doc(block("Linear", name="a", out_features=1000, bias=False), shape=(1, 1000)))
    (place,) = places(report)
    assert limits._moved(place.node, "bfloat16") * 2 == limits._moved(place.node, "float32") == 4e6 + 8e3


def test_rates_are_measured() -> None:
    """Real rates of this machine, between a very old one and none there is; asked again they are known."""
    best = limits.limits("cpu", "float32")
    assert 1e8 < best.products < 1e16
    assert 1e8 < best.copies < 1e14
    assert 1e-7 < best.call < 1e-2
    assert limits.limits("cpu", "float32") is best


def test_a_busy_moment_does_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Old rates are measured again, and the best that was ever seen counts, each for itself."""
    found = iter([Limits(1e9, 5e9, 2e-6), Limits(3e9, 4e9, 1e-6)])
    monkeypatch.setattr(limits, "_known", {})
    monkeypatch.setattr(limits, "_measured", lambda *_: next(found))
    assert limits.limits("cpu", "float32") == limits.limits("cpu", "float32") == Limits(1e9, 5e9, 2e-6)
    monkeypatch.setattr(limits, "OLD", 0.0)
    assert limits.limits("cpu", "float32") == Limits(3e9, 5e9, 1e-6)


def clocked(report: Report, seen: float = 0.0, passes: int = 3) -> Clock:
    """A clock after some passes of a model, in which looking took so many seconds."""

    def look(_place: Place, _given: object, _result: object) -> None:
        time.sleep(seen)

    net, clock = build(report, "cpu"), Clock("cpu", look)
    with clock.on(report, net), torch.inference_mode():
        for _ in range(passes):
            _, ms = clock.run(net, [torch.ones(report.model.inputs[0].shape)])
            assert ms < 1e3 * seen or not seen
    assert not any(module._forward_hooks or module._forward_pre_hooks for module in net.modules())
    return clock


def test_looking_is_not_counted() -> None:
    """Neither as the block's, nor as that of what it is in, nor as the pass's."""
    report = analyse(doc(block("Sequential", block("ReLU"), block("ReLU"), name="both")))
    clock = clocked(report, seen=0.3)
    assert 0 < clock.median("both.0") < 300
    assert clock.median("both.0") + clock.median("both.1") <= clock.median("both") < 300
    assert clock.median("never") == 0


def test_a_shared_block_has_a_time_at_each_place() -> None:
    """One module, two calls a pass."""
    clock = clocked(analyse(doc(block("Repeat", block("ReLU"), times=2, share=True, name="r"))))
    assert clock.median("r.0") > 0
    assert clock.median("r.1") > 0


@pytest.mark.parametrize(("width", "held"), [(1000, 2 * 1000), (3000, 3000 + 1000)])
def test_memory_is_counted(width: int, held: int) -> None:
    """Two layers hold what the first gives and what the second makes of it, for 500 examples in float32."""
    layers = [block("Linear", out_features=each, bias=False) for each in (width, 1000)]
    counted = blocks.run(doc(*layers, shape=(500, 20))).summary.held
    assert counted is not None
    assert 500 * held * 4 <= counted < 500 * held * 4 * 1.1


def test_a_run_tells_all_of_it() -> None:
    """Every block has a time, and a least that it does not undercut by more than the slack."""
    summary = blocks.run(doc(block("Linear", out_features=64), block("ReLU"), block("Linear", out_features=3))).summary
    assert summary.limits
    assert 1 < summary.passes <= running.PASSES
    assert all(0 < row.least <= limits.SLACK * row.ms for row in summary.rows)


@pytest.mark.parametrize("dark", [False, True])
def test_icicle(dark: bool) -> None:
    """What a block holds and its own remainder make up its time; a round of a Repeat hangs on the Repeat."""
    report = analyse(doc(block("Repeat", block("Linear", out_features=20), block("ReLU"), times=2, name="r")))
    names = [place.path for place in places(report)]
    took = {"r": 9.0} | dict.fromkeys(names[1:], 2.0)
    found = tuple(
        BlockRun(place.path, place.block.kind, 1, place.node.outputs[0], 0, 1, -1, 1, 0, 0, took[place.path], bound="memory", least=1.0)
        for place in places(report)
    )  # fmt: skip
    (trace,) = accepted(charts.icicle(found, 10.0, dark))["data"]
    parents = dict(zip(trace["ids"], trace["parents"], strict=True))
    assert parents == {"/": "", "r": "/"} | dict.fromkeys(["r.0.0", "r.0.1", "r.1.0", "r.1.1"], "r")
    assert dict(zip(trace["ids"], trace["values"], strict=True)) == {
        "/": 1.0, "r": 1.0, "r.0.0": 2.0, "r.0.1": 2.0, "r.1.0": 2.0, "r.1.1": 2.0,
    }  # fmt: skip
    assert trace["text"][1] == "9 ms, memory, 9 × its least"
    assert accepted(charts.icicle((), 0.0, dark))["data"] == []
