"""The command line: `python -m blocks report FILE`, `code FILE`, `notebook FILE`, `dot FILE`, `run FILE`,
`fit FILE`, `compile FILE`, `export FILE TO`, `weights FILE TO`, `weights-check FILE WEIGHTS`; and `check FOLDER` for
lessons."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

import blocks
from blocks.compiled import agreement, explained, meaning
from blocks.errors import BlockError
from blocks.findings import findings, of_gradients
from blocks.fitting import TITLES, Fitted
from blocks.report import Node, Report
from blocks.runs import Feed, Order, innermost, vocabulary
from blocks.tree import Block


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the model or a lesson has a problem, 2 when it cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        given = options.folder if options.command is _check else blocks.load(options.file)
        code: int = options.command(given, options)
        return code
    except BlockError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m blocks", description="Look at a model file, or at lessons.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, command, words in (
        ("report", _report, "shapes, parameters, MACs and problems of each block"),
        ("code", _code, "the model as PyTorch source"),
        ("notebook", _notebook, "the same as a Jupyter notebook"),
        ("dot", _dot, "the hierarchy as a graphviz drawing"),
        ("run", _run, "one forward pass, and what each block gave"),
        ("fit", _fit, "train it for some seconds, and see that it learns"),
        ("compile", _compile, "eager against recorded and compiled: times, differences, graph breaks"),
        ("export", _export, "an .onnx or .pt2 file that runs without Blockyard, after a check that it does"),
        ("weights", _weights, "first weights, as a run has them, in a .safetensors file"),
        ("weights-check", _weights_check, "how the tensors in a file differ from those of the model"),
    ):
        added = commands.add_parser(name, help=words, description=words)
        added.add_argument("file", help="a model saved as JSON")
        added.add_argument("--code", action="store_true", help="run the Python in the file, in this process")
        added.set_defaults(command=command)
        if name in ("report", "run", "fit", "compile"):
            added.add_argument("--json", action="store_true", help="print JSON")
        if name in ("run", "compile"):
            added.add_argument("--device", default="cpu", help="cpu, cuda:0, mps … (default: cpu)")
            added.add_argument("--batch", type=int, help="examples at once (default: as in the file)")
        if name in ("export", "weights"):
            added.add_argument("to", help="the file to write")
            added.add_argument("--seed", type=int, default=0, help="from which weights are drawn (default: 0)")
        if name == "export":
            added.add_argument("--weights", help="a .safetensors or .pt file with the weights")
            added.add_argument("--batch", type=int, help="so many examples alone (default: any, where it can be)")
        if name == "weights-check":
            added.add_argument("weights", help="a .safetensors, .pt, .pth or .bin file")
        if name == "run":
            added.add_argument("--back", action="store_true", help="a pass back as well: gradients")
        if name == "fit":
            added.add_argument("--data", default="digits", choices=list(TITLES), help="what it learns from (digits)")
            added.add_argument("--seconds", type=float, default=10.0, help="how long (default: 10)")
            added.add_argument(
                "--steps", type=int, help="so many steps at most (default: as many as there is time for)"
            )
            added.add_argument("--rate", type=float, default=0.01, help="learning rate (default: 0.01)")
            added.add_argument("--optimiser", default="Adam", choices=["Adam", "SGD"], help="(default: Adam)")
            added.add_argument("--seed", type=int, default=0, help="draws weights and the order (default: 0)")
            added.add_argument("--weights", help="a .safetensors file for the trained weights")
        if name == "dot":
            added.add_argument("--depth", type=int, default=2, help="fold below this depth (default: 2)")
    words = "what is wrong with lessons, by doing them"
    added = commands.add_parser("check", help=words, description=words)
    added.add_argument("folder", help="a folder of lessons, or one lesson's")
    added.add_argument("--code", action="store_true", help="run the Python in their models, in this process")
    added.set_defaults(command=_check)
    return parser


def _report(model: Any, options: argparse.Namespace) -> int:
    report = blocks.analyse(model, options.code)
    print(json.dumps(plain(report), indent=2) if options.json else _table(report))
    return 0 if report.ok else 1


def _notebook(model: Any, options: argparse.Namespace) -> int:
    print(blocks.to_notebook(model, options.code), end="")
    return 0


def _code(model: Any, options: argparse.Namespace) -> int:
    print(blocks.to_code(model, options.code), end="")
    return 0


def _dot(model: Any, options: argparse.Namespace) -> int:
    print(blocks.to_dot(model, options.depth, options.code))
    return 0


def _run(model: Any, options: argparse.Namespace) -> int:
    result = blocks.run(model, device=options.device, batch=options.batch, code=options.code, backward=options.back)
    summary = result.summary
    if options.json:
        rows = [{"path": row.path, "output": row.output.shape, "mean": row.mean, "std": row.std,
                 "zeros": row.zeros, "strange": row.strange, "ms": row.ms, "gradient": row.gradient,
                 "weight_gradient": row.learns} for row in result.rows]  # fmt: skip
        told = [f"{each.path}: {each.text} {each.advice}" for each in findings(summary)]
        print(json.dumps({"device": summary.device, "output": summary.output.shape, "ms": summary.ms, "rows": rows,
                          "findings": told}, indent=2))  # fmt: skip
        return 0
    print(f"{summary.input} -> {summary.output} on {summary.device} ({summary.label}): {summary.ms:.2f} ms")
    for row in result.rows:
        print(
            f"{row.path:40.40} {row.kind:20.20} {str(row.output):>20} "
            f"{row.mean:10.4g} ± {row.std:<10.4g} {row.ms:9.3f} ms"
            + (f" gradient {row.gradient:.3g}" if row.gradient is not None else "")
        )
    for each in findings(summary):
        print(f"{each.path}: {each.text} {each.advice}")
    return 0


def _fit(model: Any, options: argparse.Namespace) -> int:
    def heard(fitted: Fitted) -> None:
        point = fitted.last
        if not options.json and point.loss is not None:
            print(f"step {point.step:7,} {point.seconds:6.1f} s  loss {point.loss:8.4f}  right {point.accuracy:6.1%}, "
                  f"{point.held_accuracy:6.1%} of those held out")  # fmt: skip

    fitted = blocks.fit(
        model, options.data, options.seconds, options.seed, options.steps, options.rate, options.optimiser,
        heard=heard, code=options.code,
    )  # fmt: skip
    told = [f"{each.path}: {each.text} {each.advice}" for each in of_gradients(innermost(fitted.rows))]
    end = fitted.end
    stuck = end is not None and end.why == "stuck"
    if options.weights and not stuck:
        fitted.save(options.weights)
    if options.json:
        plain = {"plan": fitted.plan, "points": fitted.points, "rows": fitted.rows, "end": end, "findings": told}
        print(msgspec.json.format(msgspec.json.encode(plain)).decode())
    elif stuck and end:
        print(": ".join(filter(None, (end.path, end.text))))
    if not options.json:
        print(*told, sep="\n", end="\n" if told else "")
    return 1 if stuck else 0


def _compile(model: Any, options: argparse.Namespace) -> int:
    order = Order(options.device, options.batch, Feed(high=vocabulary(model)))
    compared = blocks.compare_compiled(model, order, code=options.code)
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(compared)).decode())
        return 0
    print(f"{compared.device} ({compared.label}), {compared.times} calls each after the first")
    print(f"{'':16} {'first call':>12} {'later calls':>12} {'as quick':>9}")
    for row in compared.rows:
        if not row.refused:
            numbers = f"{row.first:9.1f} ms {row.later:9.3f} ms {row.gain:8.2f}×"
            print(f"{row.way:16} {numbers}  {agreement(row, compared.rounding)}")
    for sentence, spots in explained(compared):
        print(sentence)
        for spot in spots:
            print(f"  {spot.place}: {' '.join(filter(None, (spot.text, spot.reason)))}")
    print(meaning(compared))
    return 0


def _export(model: Any, options: argparse.Namespace) -> int:
    print(blocks.export(model, options.to, None, options.weights, options.batch, options.seed, options.code))
    return 0


def _weights(model: Any, options: argparse.Namespace) -> int:
    blocks.save_weights(model, options.to, options.seed, options.code)
    return 0


def _weights_check(model: Any, options: argparse.Namespace) -> int:
    found = blocks.compare_weights(model, options.weights, options.code)
    print("\n".join(found.lines) or "All names, shapes and dtypes are the model's.")
    return 1 if found else 0


def _check(folder: str, options: argparse.Namespace) -> int:
    found = blocks.check_lessons(folder, options.code)
    print(found)
    return 0 if found else 1


def plain(report: Report) -> dict[str, Any]:
    """A report as JSON data: totals, output, problems, and a row for each block."""
    return {
        "title": report.model.title,
        "ok": report.ok,
        "params": report.params,
        "trainable": report.root.trainable,
        "buffers": report.buffers,
        "macs": report.macs,
        "input": report.root.input and report.root.input.shape,
        "output": report.output and {"shape": report.output.shape, "dtype": report.output.dtype},
        "problems": [
            {"path": path, "received": problem.received, "expected": problem.expected, "why": problem.why,
             "fix": problem.fix,
             "fixes": [fix.label for fix in problem.fixes]}
            for path, problem in report.problems
        ],
        "rows": [
            {"path": path, "kind": block.kind, "output": node.output and node.output.shape,
             "params": node.params, "macs": node.macs, "args": node.args, "inferred": node.inferred}
            for path, block, node in _rows(report)
        ],
    }  # fmt: skip


def _rows(report: Report) -> Iterator[tuple[str, Block, Node]]:
    """Every block once: an instance, and not also its body, which has the same path and the same numbers."""
    before = ""
    for path, block, node in report.rows():
        if not path or path != before:
            yield path, block, node
        before = path


def _table(report: Report) -> str:
    lines = [f"{'block':40} {'kind':22} {'output':>20} {'parameters':>14} {'MACs':>18}"]
    for path, block, node in _rows(report):
        depth = path.count(".") + 1 if path else 0
        name = "  " * depth + (path.rsplit(".", 1)[-1] or report.model.title)
        output = str(node.output) if node.output else "✕" if node.problem else "?"
        params, macs = (f"{node.params:,}", f"{node.macs:,}") if node.ok else ("?", "?")
        lines.append(f"{name:40.40} {block.kind:22} {output:>20} {params:>14} {macs:>18}")
    for path, problem in report.problems:
        lines.append(f"\n{path}: {problem}" + "".join(f"\n  - {fix.label}" for fix in problem.fixes))
    lines.append(
        "\nParameters count once by identity. MACs: matrix products, convolutions, attention. FLOPs = 2 × MACs."
    )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
