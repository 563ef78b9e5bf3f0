"""Analysis against one forward pass on the meta device and against torchinfo, side by side in one run.

    python -m benchmarks.analysis

CPU time on one thread, candidates interleaved round by round; the medians of the per-round ratios are
what to look at. An A/A control (the same candidate twice) comes first: outside 0.9 to 1.1 the machine
is too busy to measure.
"""

import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import torchinfo

import blocks
from blocks import analysis, catalogue, edits
from blocks.tree import Block, Input, Model, addresses

ROUNDS = 9
GALLERY = Path(__file__).resolve().parents[1] / "gallery"


def main() -> None:
    """Print one table for each question."""
    torch.set_num_threads(1)
    resnet, lenet = blocks.load(GALLERY / "resnet152.json"), blocks.load(GALLERY / "lenet.json")
    print(f"torch {torch.__version__}, {ROUNDS} rounds, CPU ms and the ratio to the first row")
    _compare("ResNet-152, batch 1, 224 x 224", _candidates(resnet))
    _compare("LeNet-5", _candidates(lenet))
    _compare(
        "1,000 residual blocks",
        {"equal, cold": _cold(_tower(1000, 0)), "all distinct, cold": _cold(_tower(1000, 1))},
        3,
    )
    sizes = (10, 100, 1_000, 10_000)
    _compare("Blocks in a row, from cold", {f"{size:,}": _cold(_flat(size)) for size in sizes}, 3)
    _compare("Blocks in a row, one edit", {f"{size:,}": _edits(_flat(size)) for size in sizes})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gpt = _gpt3()
    _compare("GPT-3's shape", {"from cold": _cold(gpt), "after one edit": _edits(gpt)})
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"  {analysis.analyse(gpt).params:,} parameters; the process grew by {grown:.0f} MiB")


def _candidates(model: Model) -> dict[str, Callable[[], object]]:
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
        "analysis after one edit": _edits(model),
    }


def _cold(model: Model) -> Callable[[], object]:
    def run() -> None:
        with analysis.forgotten():
            assert analysis.analyse(model).ok

    return run


def _edits(model: Model) -> Callable[[], object]:
    """Each call analyses the model with a last layer never seen before."""
    last = [place for place, block in addresses(model.root) if block.kind == "Linear"][-1]
    sizes = [{"out_features": size} for size in range(11, 13 + ROUNDS)]  # one here, one to warm up, one a round
    changed = iter([edits.set_args(model, last, catalogue.kinds(), each) for each in sizes])

    def run() -> None:
        assert analysis.analyse(next(changed)).ok

    run()
    return run


def _tower(count: int, step: int) -> Model:
    """Residual blocks of Linear, ReLU and Linear; with a step, each of another width."""
    children = []
    for index in range(count):
        wide = Block("Linear", args={"out_features": 64 + step * index})
        narrow = Block("Linear", args={"out_features": 64})
        body = Block("Sequential", "body", children=(wide, Block("ReLU"), narrow))
        children.append(Block("Residual", children=(body, Block("Sequential", "shortcut"))))
    return Model(inputs=(Input((1, 64)),), root=Block("Sequential", children=tuple(children)))


def _flat(count: int) -> Model:
    pair = (Block("Linear", args={"out_features": 64}), Block("ReLU"))
    last = Block("Linear", args={"out_features": 10})
    return Model(inputs=(Input((1, 64)),), root=Block("Sequential", children=(*pair * (count // 2), last)))


def _gpt3() -> Model:
    """96 layers of 12,288 features over 2,048 tokens (Brown et al. 2020, https://arxiv.org/abs/2005.14165)."""
    layer = Block("TransformerEncoderLayer", args={"nhead": 96, "dim_feedforward": 49_152, "batch_first": True})
    children = (
        Block("Embedding", args={"num_embeddings": 50_257, "embedding_dim": 12_288}),
        Block("PositionalEmbedding", args={"longest": 2_048}),
        Block("Repeat", args={"times": 96}, children=(layer,)),
        Block("LayerNorm"),
        Block("Linear", args={"out_features": 50_257, "bias": False}),
    )
    return Model(inputs=(Input((1, 2_048), "int64", batch=0),), root=Block("Sequential", children=children))


def _compare(title: str, candidates: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> None:
    for run in candidates.values():
        run()  # warm
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, run in candidates.items():
            start = time.process_time()
            run()
            times[name].append((time.process_time() - start) * 1e3)
    first = times[next(iter(times))]
    print(f"\n{title}")
    for name, measured in times.items():
        ratio = statistics.median(one / base for one, base in zip(measured, first, strict=True))
        print(f"  {name:42} {statistics.median(measured):10.2f} ms   x {ratio:7.3f}")


if __name__ == "__main__":
    main()
