"""`blocks.show` next to torchinfo and torchview: the numbers that they give of the same modules, and their time.

    python -m benchmarks.showing

CPU time on one thread, candidates interleaved round by round, each with its text or picture; the medians of
the per-round ratios to torchinfo are what to look at. An A/A control (torchinfo again) says how steady the machine is.
Every candidate gets a module that is built already. The true numbers are derived from the layers' sizes. torchview is
left out where it is not installed. From cold, `show` knows nothing of earlier modules.
"""

import gc
import importlib.util
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torchinfo
from torch import nn

import blocks
from benchmarks.counting import plain
from benchmarks.counting.cases import CASES
from benchmarks.counting.derivations import Work, value
from blocks.showing import memory

ROUNDS = 9
GALLERY = Path(__file__).resolve().parents[1] / "gallery"
COLUMNS = ("input_size", "output_size", "num_params", "mult_adds")
Run = Callable[[], object]


@dataclass(frozen=True)
class Shown:
    """A module with its input, and what is true of it."""

    name: str
    build: Callable[[], nn.Module]
    shape: tuple[int, ...]
    work: Work
    dtype: str = "float32"


def _gallery(name: str) -> Callable[[], nn.Module]:
    return lambda: blocks.build(blocks.load(GALLERY / f"{name}.json"))


def _encoder() -> nn.Module:
    layer = nn.TransformerEncoderLayer(512, 8, 2048, batch_first=True)
    return nn.TransformerEncoder(layer, 6, enable_nested_tensor=False).eval()


_WORK = {case.name: case.work for case in CASES}
_ENCODER = Work(
    "6·(3·512² + 3·512 + 512² + 512)\n6·(512·2048 + 2048 + 2048·512 + 512 + 2·2·512)",
    "6·(64·3·512² + 64²·512 + 64²·512 + 64·512²)\n6·(64·512·2048 + 64·2048·512)",
)
_LSTM = Work("4·(64·128 + 128² + 2·128)\n4·(128·128 + 128² + 2·128)", "64·4·(64·128 + 128²)\n64·4·(128·128 + 128²)")
MODULES = (
    Shown("LeNet-5", _gallery("lenet"), (1, 1, 28, 28), _WORK["LeNet-5"]),
    Shown("ResNet-18", _gallery("resnet18"), (1, 3, 224, 224), _WORK["ResNet-18"]),
    Shown("ResNet-152", _gallery("resnet152"), (1, 3, 224, 224), _WORK["ResNet-152"]),
    Shown("Embedding and head, one weight", plain.TiedHead, (1, 12), _WORK["Embedding and head, one weight"], "int64"),
    Shown("TransformerEncoder, 6 layers", _encoder, (1, 64, 512), _ENCODER),
    Shown("LSTM, 2 layers, 64 steps", lambda: nn.LSTM(64, 128, 2, batch_first=True), (1, 64, 64), _LSTM),
)


def main() -> None:
    """Print the numbers, then the times."""
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")  # of the tools, about themselves
    print(f"torch {torch.__version__}, torchinfo {torchinfo.__version__}, {ROUNDS} rounds, CPU ms\n")
    built = [(each, each.build()) for each in MODULES]
    print(
        "| | parameters: true | show | torchinfo | MACs: true | show | torchinfo |\n|---|---:|---:|---:|---:|---:|---:|"
    )
    for each, net in built:
        print(_numbers(each, net))
    names = list(_candidates(*built[0]))
    print(f"\n| | {' | '.join(names)} |\n|---|{'---:|' * len(names)}")
    for each, net in built:
        print(_times(each, _candidates(each, net)))


def _candidates(each: Shown, net: nn.Module) -> dict[str, Run]:
    """torchinfo first: what the others are measured by."""
    dtype = getattr(torch, each.dtype)
    x = torch.zeros(each.shape, dtype=dtype)
    on_meta = each.build().to("meta")
    quiet: dict[str, Any] = {"verbose": 0, "col_names": COLUMNS}
    found: dict[str, Run] = {
        "torchinfo": lambda: str(torchinfo.summary(net, input_data=x, **quiet)),
        "again (control)": lambda: str(torchinfo.summary(net, input_data=x, **quiet)),
        "torchinfo, module on meta": lambda: str(
            torchinfo.summary(on_meta, input_data=x.to("meta"), device="meta", **quiet)
        ),
        "show, from cold": lambda: (memory.forget(), str(blocks.show(net, (each.shape, each.dtype)))),
        "show": lambda: str(blocks.show(net, (each.shape, each.dtype))),
        "show, as HTML": lambda: blocks.show(net, (each.shape, each.dtype))._repr_html_(),
    }
    if importlib.util.find_spec("torchview"):
        import torchview

        found["torchview"] = lambda: torchview.draw_graph(net, input_data=x, device="cpu").visual_graph.source
    return found


def _numbers(each: Shown, net: nn.Module) -> str:
    shown = blocks.show(net, (each.shape, each.dtype))
    told = torchinfo.summary(net, input_data=torch.zeros(each.shape, dtype=getattr(torch, each.dtype)), verbose=0)
    params, macs = value(each.work.params), value(each.work.macs)
    row = (params, shown.params, told.total_params, macs, shown.macs, told.total_mult_adds)
    return f"| {each.name} | " + " | ".join(f"{number:,}" for number in row) + " |"


def _times(each: Shown, candidates: dict[str, Run]) -> str:
    works = {name: _works(run) for name, run in candidates.items()}  # warm, too
    times: dict[str, list[float]] = {name: [] for name, fine in works.items() if fine}
    for _ in range(ROUNDS):
        for name, taken in times.items():
            gc.collect()  # what earlier candidates left is not this one's
            start = time.process_time()
            candidates[name]()
            taken.append((time.process_time() - start) * 1e3)
    cells = [_cell(times[name], times["torchinfo"]) if name in times else "fails" for name in candidates]
    return f"| {each.name} | {' | '.join(cells)} |"


def _works(run: Run) -> bool:
    try:
        run()
    except Exception:  # whatever a tool raises
        return False
    return True


def _cell(taken: list[float], first: list[float]) -> str:
    ratio = statistics.median(one / base for one, base in zip(taken, first, strict=True))
    return f"{statistics.median(taken):.3g} ms, × {ratio:.2f}"


if __name__ == "__main__":
    main()
