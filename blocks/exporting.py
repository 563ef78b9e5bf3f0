"""A model as a program that runs without Blockyard: ONNX, or a file of `torch.export`.

Nothing is written that was not run first, and compared with the model on several inputs; with other batches too where
it takes any. What cannot be exported is refused with the block and the reason.
Sources: https://docs.pytorch.org/docs/stable/export.html, https://docs.pytorch.org/docs/stable/onnx_export.html
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import torch
from torch import Tensor, nn
from torch.export import Dim, ExportedProgram, ShapesCollection

from blocks import coding
from blocks.analysis import analyse
from blocks.compiled import ROUNDING
from blocks.compiling.case import difference
from blocks.compiling.spots import spot_at
from blocks.compiling.surroundings import quiet
from blocks.compiling.ways import why
from blocks.devices import device_called
from blocks.errors import BlockError
from blocks.explain import sentence
from blocks.exported import ENDINGS, NAMES, Exported, Form
from blocks.feeding import feed
from blocks.measuring import tensors_of, type_of
from blocks.places import places
from blocks.report import Report
from blocks.running import affordable, network
from blocks.runs import Feed, Order, vocabulary, with_batch
from blocks.stored import MOST_FILE, Stored
from blocks.tree import Model
from blocks.vocabularies import vocabularies
from blocks.weights import load_weights
from blocks.words import size
from blocks.writing import replacing

SAMPLE = 2  # examples with which a program for any batch is recorded: PyTorch takes 1 for a constant
OTHERS = (1, 3)  # with which it is run as well
SEEDS = (0, 1)  # of the inputs on which it is run
MOST_ONNX = 2 * 10**9  # bytes of weights: the limit of its format is 2 GiB
_NEEDED = ("onnx", "onnxscript", "onnxruntime")

Call: TypeAlias = Callable[[Sequence[Tensor]], tuple[Tensor, ...]]
Target: TypeAlias = Path | BytesIO
Place: TypeAlias = Callable[[], AbstractContextManager[Target]]  # each time anew


def export(
    model: Model,
    path: Path,
    way: Form | None = None,
    weights: str | Path | None = None,
    batch: int | None = None,
    seed: int = 0,
) -> Exported:
    """Write the model to a file, by the ending of its name where no way is given; with the weights in a file, or drawn
    from a seed. It takes any batch where that can be; `batch` fixes it.

    Raises: BlockError when the model has a problem, cannot be exported, or the file would give other numbers.
    """
    return _exported(_Making(model, _form(path, way), weights, seed), lambda: replacing(path), batch)


def export_bytes(model: Model, way: Form, stored: Stored | None = None, seed: int = 0) -> tuple[Exported, bytes]:
    """The same without a file, where none can be written: the bytes of one."""
    _check_installed(way)
    target = BytesIO()
    found = _exported(_Making(model, way, stored, seed, True), lambda: _emptied(target), None)
    return found, target.getvalue()


def _exported(making: "_Making", place: "Place", batch: int | None) -> Exported:
    """For any batch where that can be, else for one."""
    start, model = time.perf_counter(), making.model
    fixed = _why_fixed(model, batch)
    with torch.random.fork_rng(devices=[]), torch.no_grad(), quiet():
        if not fixed:
            try:
                return making.written(place, None, "", start)
            except BlockError as error:
                fixed = f"{error.path}: {error.received}" if error.path else error.received
        return making.written(place, model.batch if batch is None else batch, fixed, start)


class _Making(NamedTuple):
    """What is to be exported, and how."""

    model: Model
    way: Form
    weights: str | Path | Stored | None
    seed: int
    in_memory: bool = False

    def written(self, place: Place, batch: int | None, fixed: str, start: float) -> Exported:
        """One try: the file at its place, after it was checked. `fixed` says why it takes `batch` alone."""
        report, net = self._built(batch if fixed else SAMPLE)
        program = _program(report, net, self._fed(batch if fixed else SAMPLE, 0), not fixed)
        with place() as target:
            opset = _WRITING[self.way](report, program, target)
            call = _LOADING[self.way](report.model, target)
            sizes = (batch,) if fixed else (SAMPLE, *OTHERS)
            apart = max(self._compared(net, call, each) for each in sizes)
            bytes = target.stat().st_size if isinstance(target, Path) else target.getbuffer().nbytes
        return Exported(self.way, bytes, apart, sizes, fixed, opset, time.perf_counter() - start)

    def _built(self, batch: int | None) -> tuple[Report, nn.Module]:
        report = analyse(with_batch(self.model, batch))
        _check_size(report.root.weight_bytes, self.way, self.in_memory)
        affordable(report, device_called("cpu"))
        net = network(report, Order(feed=Feed(seed=self.seed)))
        if self.weights is not None:
            load_weights(net, self.weights, isinstance(self.weights, Stored) and self.weights.only_matching)
        return report, net

    def _fed(self, batch: int | None, seed: int) -> list[Tensor]:
        model = with_batch(self.model, batch)
        return feed(model, Feed(seed=seed, high=vocabulary(model), highs=vocabularies(model)))

    def _compared(self, net: nn.Module, call: Call, batch: int | None) -> float:
        """How far the file is from the model, at most. Raises BlockError for more than rounding."""
        found = 0.0
        for seed in SEEDS:
            given = self._fed(batch, seed)
            try:
                wanted = tensors_of(net(*(each.clone() for each in given)))
                got = call([each.clone() for each in given])
            except Exception as error:
                raise _not_run(self.way, batch, error) from error
            if _types(got) != _types(wanted):
                raise _other(self.way, None, batch)
            for one, other in zip(got, wanted, strict=True):
                apart = difference([one], [other])
                if apart is None or apart > ROUNDING.get(type_of(other).dtype, 0.0):
                    raise _other(self.way, apart, batch)
                found = max(found, apart)
        return found


def _form(path: Path, way: Form | None) -> Form:
    found = ENDINGS.get(path.suffix.lower())
    if found is None or way not in (None, found):
        ending = next((each for each, form in ENDINGS.items() if form == way), " or ".join(ENDINGS))
        raise BlockError(f"The file is to be called {path.name[:80]}.", f"a name that ends in {ending}.", "call it so.")
    _check_installed(found)
    return found


def _check_installed(way: Form) -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None] if way == "onnx" else []
    if missing:
        raise BlockError(
            f"{' and '.join(missing)} cannot be imported.", "what ONNX is written with and run by.",
            "pip install -r requirements-export.txt",
        )  # fmt: skip


def _check_size(bytes: int, way: Form, in_memory: bool) -> None:
    if in_memory and bytes > MOST_FILE:
        raise BlockError(
            f"The weights have {size(bytes)}.", f"at most {size(MOST_FILE)} on a page.",
            "save the model as JSON, and in a shell: python -m blocks export model.json model"
            + next(ending for ending, form in ENDINGS.items() if form == way),
        )  # fmt: skip
    if way == "onnx" and bytes > MOST_ONNX:
        raise BlockError(
            f"The weights have {size(bytes)}.", f"at most {size(MOST_ONNX)} in an .onnx file.",
            "export a program of torch.export (.pt2), which has no such limit.",
        )  # fmt: skip


@contextmanager
def _emptied(target: BytesIO) -> Iterator[BytesIO]:
    target.seek(0)
    target.truncate()
    yield target


def _why_fixed(model: Model, batch: int | None) -> str:
    if batch is not None:
        return f"{batch:,} was asked for."
    return "" if model.batch is not None else "no dimension of the model's inputs is called B."


# --- recording


def _program(report: Report, net: nn.Module, given: Sequence[Tensor], dynamic: bool) -> ExportedProgram:
    """The model as one graph. Raises BlockError with the block that cannot be in one."""
    shapes, batch = ShapesCollection(), Dim("B", min=1)
    for each, tensor in zip(report.model.inputs, given, strict=True):
        if each.batch is not None:
            shapes[tensor] = {each.batch: batch}
    try:
        program = torch.export.export(
            net, tuple(given), dynamic_shapes=shapes.dynamic_shapes(net, tuple(given)) if dynamic else None
        )
    except Exception as error:  # of whatever type: recording runs the model
        raise _not_recorded(report, net, error) from error
    for node in program.graph.nodes:  # they name files of the machine it is made on
        node.meta.pop("stack_trace", None)
    return program


def _not_recorded(report: Report, net: nn.Module, error: Exception) -> BlockError:
    path, line = _block_of(report, net, error), ""
    file, number = coding.place_of(error)
    if number:
        spot = spot_at(report, net, file, number, "")
        path, line = spot.path, f" in line {number}: `{spot.text}`"
    return BlockError(
        f"torch.export cannot record the block{line}; {why(error)}",
        "one graph, whatever the numbers are.",
        "change that line." if line else "use another block there.",
        path or "the model",
    )


def _block_of(report: Report, net: nn.Module, error: Exception) -> str:
    """The path of the innermost block that was at work when an error came up."""
    names = {module: name for name, module in net.named_modules()}
    found, trace = "", error.__traceback__
    while trace is not None:
        at = trace.tb_frame.f_locals.get("self")
        found = names.get(at, found) if isinstance(at, nn.Module) else found
        trace = trace.tb_next
    return _around(report, found)


def _around(report: Report, module: str) -> str:
    """The path of the block that a module is, or is in."""
    inside = [each for each in places(report) if f"{module}.".startswith(f"{each.module}.")]
    return max(inside, key=lambda each: len(each.module)).path if inside else ""


# --- writing and running


def _write_program(report: Report, program: ExportedProgram, target: Target) -> None:
    torch.export.save(program, target)


def _write_onnx(report: Report, program: ExportedProgram, target: Target) -> int:
    """Its opset."""
    inputs = report.model.inputs
    called = tuple(None if each.batch is None else {each.batch: "B"} for each in inputs)
    try:
        made = torch.onnx.export(
            program, input_names=[each.name for each in inputs], dynamic_shapes=called, dynamo=True, verbose=False
        )
        assert made is not None
        if isinstance(target, Path):
            made.save(target, external_data=False)
        else:
            target.write(made.model_proto.SerializeToString())
    except OSError:
        raise
    except Exception as error:  # of whatever type: it may fail at any operation
        raise _not_translated(report, program, error) from error
    return int(made.model.opset_imports[""])


def _not_translated(report: Report, program: ExportedProgram, error: Exception) -> BlockError:
    """With the block of the operation that PyTorch names, where it names one."""
    found = re.search(r"No ONNX function found for <OpOverload\(op='([\w.]+)', overload='(\w+)'\)>", str(error))
    name = f"{found[1]}.{found[2]}" if found else ""
    told = (
        f"ONNX has no operation for {name}."
        if name
        else f"ONNX cannot hold the model. PyTorch says: “{sentence(error)}”"
    )
    return BlockError(
        told, "operations that PyTorch can translate.",
        "use another block there, or export a program of torch.export (.pt2).",
        _block_with(report, program, name) or "the model",
    )  # fmt: skip


def _block_with(report: Report, program: ExportedProgram, name: str) -> str:
    """The path of the first block with an operation, which may be part of a larger one; "" where none is found."""
    for each in (program, program.run_decompositions()):
        for node in each.graph.nodes:
            if str(node.target) == name.replace("::", "."):
                stack = list(node.meta.get("nn_module_stack", {}).values())
                return _around(report, str(stack[-1][0])) if stack else ""
    return ""


def _load_program(model: Model, target: Target) -> Call:
    if not isinstance(target, Path):
        target.seek(0)
    module = torch.export.load(target).module()
    return lambda given: tensors_of(module(*given))


def _load_onnx(model: Model, target: Target) -> Call:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # what is wrong with it is raised
    options.intra_op_num_threads = torch.get_num_threads()
    try:
        source = target if isinstance(target, Path) else target.getvalue()
        session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise _not_run("onnx", None, error) from error
    names = [each.name for each in session.get_inputs()]

    def call(given: Sequence[Tensor]) -> tuple[Tensor, ...]:
        fed = {each.name: tensor.numpy() for each, tensor in zip(model.inputs, given, strict=True)}
        outputs: list[Any] = session.run(None, {name: fed[name] for name in names})
        return tuple(torch.from_numpy(each) for each in outputs)

    return call


_WRITING: dict[Form, Callable[[Report, ExportedProgram, Target], int | None]] = {
    "onnx": _write_onnx, "program": _write_program,
}  # fmt: skip
_LOADING: dict[Form, Callable[[Model, Target], Call]] = {"onnx": _load_onnx, "program": _load_program}


# --- checking


def _types(tensors: Sequence[Tensor]) -> list[Any]:
    return [type_of(each) for each in tensors]


def _not_run(way: Form, batch: int | None, error: Exception) -> BlockError:
    where = f" with a batch of {batch}" if batch else ""
    return BlockError(
        f"As {NAMES[way]} it does not run{where}: {sentence(error)}", "a file that runs.",
        "export it in the other way, .onnx or .pt2.",
    )  # fmt: skip


def _other(way: Form, apart: float | None, batch: int | None) -> BlockError:
    how = "in shape, dtype or NaN" if apart is None else f"by {apart:.2g} times the largest number of the model's"
    where = f" with a batch of {batch}" if batch else ""
    return BlockError(
        f"The {NAMES[way]} file gives another output than the model{where}: it differs {how}.",
        "the model's own numbers, up to rounding.",
        "look for a block that draws random numbers, or decides by the numbers it sees.",
    )
