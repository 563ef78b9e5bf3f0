"""Analysis against one forward pass on the meta device and against torchinfo, and what definitions and code cost.

    python -m benchmarks.analysis

CPU time on one thread, candidates interleaved round by round; the medians of the per-round ratios are
what to look at. An A/A control (the same candidate twice) comes first: outside 0.9 to 1.1 the machine
is too busy to measure. Where other processes work (code runs in one of its own) it is wall time.
"""

import itertools
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import torchinfo

import blocks
from benchmarks import models
from blocks import analysis, catalogue, edits, engine
from blocks.tree import Address, Model, addresses

ROUNDS = 9
GALLERY = Path(__file__).resolve().parents[1] / "gallery"
Run = Callable[[], object]
Change = Callable[[int], Model]  # a model by a number that makes it one never seen before
_turns = itertools.count(11)


def main() -> None:
    """Print one table for each question."""
    torch.set_num_threads(1)
    print(f"torch {torch.__version__}, {ROUNDS} rounds, CPU ms and the ratio to the first row")
    resnet, lenet = blocks.load(GALLERY / "resnet152.json"), blocks.load(GALLERY / "lenet.json")
    _compare("ResNet-152, batch 1, 224 x 224", _against_others(resnet))
    _compare("LeNet-5", _against_others(lenet))
    towers = {"equal, cold": _cold(models.tower(1000, 0)), "all distinct, cold": _cold(models.tower(1000, 1))}
    _compare("1,000 residual blocks", towers, 3)
    rows = {f"{size:,}": models.flat(size) for size in (10, 100, 1_000, 10_000)}
    _compare("Blocks in a row, from cold", {name: _cold(row) for name, row in rows.items()}, 3)
    _compare("Blocks in a row, after one edit", {name: _after(_new_last(row)) for name, row in rows.items()})
    _compare("ResNet-152 with definitions", _defined())
    _compare("10,000 blocks in 1,000 instances", _instances(), 5)
    _grown()
    _compare("Code, through the engine (wall time)", _code(), clock=time.perf_counter)


def _grown() -> None:
    """A model that no machine here could hold, and the memory that it takes to know it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gpt = models.gpt3()
    _compare("GPT-3's shape", {"from cold": _cold(gpt), "after one edit": _after(_new_last(gpt))})
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"  {analysis.analyse(gpt).params:,} parameters; the process grew by {grown:.0f} MiB")


# --- candidates


def _against_others(model: Model) -> dict[str, Run]:
    shape = model.inputs[0].shape
    on_meta = blocks.build(model, "meta")
    quiet: dict[str, Any] = {"verbose": 0, "col_names": ()}
    on_cpu = blocks.build(model)
    x = torch.empty(shape, device="meta")

    def forward() -> None:
        with torch.no_grad():
            on_meta(x)

    return {
        "one forward on meta": forward,
        "one forward on meta, again (control)": forward,
        "torchinfo.summary, built model on CPU": lambda: torchinfo.summary(on_cpu, shape, **quiet),
        "torchinfo.summary, built model on meta": lambda: torchinfo.summary(on_meta, shape, device="meta", **quiet),
        "analysis from cold": _cold(model),
        "analysis after one edit": _after(_new_last(model)),
    }


def _defined() -> dict[str, Run]:
    """One network three ways; the edit is another eps in the bottleneck's first norm."""
    written, gallery = models.resnet152(), blocks.load(GALLERY / "resnet152.json")
    plain = models.without_definitions(written)
    norm = (4, 0, 0, 0, 1)  # of the first bottleneck: instance, body, Residual, its body, second block
    everywhere = _changing(written, norm, "eps", 1e-9)
    one = _changing(plain, (4, 0, 0, 1), "eps", 1e-9)
    inside = gallery.address(gallery.find("resnet.layer1.deep.0.residual.body.bn1").id)
    repeated = _changing(gallery, inside, "eps", 1e-9)
    return {  # each "cold" empties the memory, and what follows finds that model in it
        "no definitions: cold": _cold(plain),
        "no definitions: after an edit of one place": _after(one),
        "no definitions: after an edit of all 50": _after(lambda turn: models.without_definitions(everywhere(turn))),
        "50 instances in a row: cold": _cold(written),
        "50 instances: after an edit in all": _after(everywhere),
        "the gallery's, in Repeats: cold": _cold(gallery),
        "the gallery's: after an edit in all": _after(repeated),
        "no definitions: the edit of one place itself": _edit(one),
        "50 instances: the edit itself": _edit(everywhere),
        "the gallery's: the edit itself": _edit(repeated),
    }


def _instances() -> dict[str, Run]:
    plain, defined = models.flat(10_000), models.instances(1_000)
    one, everywhere = _changing(plain, (0,), "out_features"), _changing(defined, (0, 0, 0), "out_features")
    return {
        "plain blocks: cold": _cold(plain),
        "plain blocks: after an edit of one": _after(one),
        "instances: cold": _cold(defined),
        "instances: after an edit in all": _after(everywhere),
        "plain blocks: the edit itself": _edit(one),
        "instances: the edit itself": _edit(everywhere),
    }


def _code() -> dict[str, Run]:
    """Cold means that the text has never run: a locked process starts, runs it and ends."""
    engine.start().hello()
    code = models.with_code()
    plain = models.without_code(code)

    def cold() -> None:
        _asked(models.with_code(f"{models.CODE}# {next(_turns)}\n"))

    return {
        "no code: after an edit": _after(_new_last(plain), _asked),
        "no code: after an edit, again (control)": _after(_new_last(plain), _asked),
        "code that has never run": cold,
        "code: after an edit of another block": _after(_new_last(code), _asked),
    }


def _asked(model: Model) -> None:
    assert engine.analyse(model, trusted=lambda text: True).ok


def _known(model: Model) -> None:
    assert analysis.analyse(model).ok


def _cold(model: Model) -> Run:
    def run() -> None:
        with analysis.forgotten():
            _known(model)

    return run


def _after(change: Change, analyse: Callable[[Model], None] = _known) -> Run:
    """Each call analyses a model with one block never seen before; the edits are done beforehand."""
    prepared = iter([change(next(_turns)) for _ in range(1 + ROUNDS)])  # one to warm up, one a round
    return lambda: analyse(next(prepared))


def _edit(change: Change) -> Run:
    """Each call makes an edit, and analyses nothing."""
    return lambda: change(next(_turns))


def _new_last(model: Model) -> Change:
    last = [address for address, block in addresses(model.root) if block.kind == "Linear"][-1]
    return _changing(model, last, "out_features")


def _changing(model: Model, address: Address, argument: str, step: float = 1) -> Change:
    """The model with another argument of one block, as the page changes it."""
    kinds = catalogue.kinds()
    return lambda turn: edits.set_args(model, address, kinds, {argument: turn * step})


def _compare(
    title: str, candidates: dict[str, Run], rounds: int = ROUNDS, clock: Callable[[], float] = time.process_time
) -> None:
    for run in candidates.values():
        run()  # warm
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, run in candidates.items():
            start = clock()
            run()
            times[name].append((clock() - start) * 1e3)
    first = times[next(iter(times))]
    print(f"\n{title}")
    for name, measured in times.items():
        ratio = statistics.median(one / base for one, base in zip(measured, first, strict=True))
        print(f"  {name:42} {statistics.median(measured):10.2f} ms   x {ratio:7.3f}")


if __name__ == "__main__":
    main()
