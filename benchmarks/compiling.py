"""What recording and compiling gain: each way of calling a model against eager, by turns.

    python -m benchmarks.compiling

It is what the Run page does when asked to compare. Each model has a process of its own, and machine code starts from
nothing. On the CPU, with all threads or one, whichever suits the model. The spread, the upper quarter of eager's calls
over the lower one, says how quiet the machine was.
"""

import subprocess
import sys

import blocks
from blocks.catalogue import kinds
from blocks.document import loads
from blocks.inputs import set_batch
from blocks.runs import Feed, Order, vocabulary
from blocks.tree import Model
from ui.chapters import GALLERY

MODELS = (("perceptron", 2), ("factory", 2), ("lenet", 1), ("resnet18", 1), ("smallsteps", 1))
COLUMNS = (
    "", "eager, ms", "torch.compile: first call, s", "× as quick", "torch.jit.trace: × as quick",
    "torch.export: × as quick", "threads", "spread",
)  # fmt: skip


def main() -> None:
    """Print a row for each model, each from a process of its own."""
    if len(sys.argv) == 3:
        print(_row(_model(sys.argv[1], int(sys.argv[2]))))
        return
    print(f"| {' | '.join(COLUMNS)} |\n|---|{'---:|' * (len(COLUMNS) - 1)}", flush=True)
    for name, batch in MODELS:
        subprocess.run([sys.executable, "-m", "benchmarks.compiling", name, str(batch)], check=True)


def _model(name: str, batch: int) -> Model:
    return set_batch(loads((GALLERY / f"{name}.json").read_bytes(), kinds()), batch)


def _row(model: Model) -> str:
    order = Order(feed=Feed(high=vocabulary(model)))
    found = blocks.compare_compiled(model, order)
    gains = [f"{found[way].gain:.2f}" for way in ("torch.jit.trace", "torch.export")]
    compiled, eager = found["torch.compile"], found["eager"]
    return " | ".join(
        [
            f"| {model.title}, batch {model.batch}", f"{eager.later:.3g}", f"{compiled.first / 1000:.1f}",
            f"**{compiled.gain:.2f}**", *gains, str(found.threads), f"{found.spread:.2f} |",
        ]
    )  # fmt: skip


if __name__ == "__main__":
    main()
