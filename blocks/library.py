"""The library's face: what `import blocks` offers to a script or a notebook. Torch runs in this process.

Python that stands in a document runs here only with `code=True`: whoever passes it has read the document.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from blocks import document, links
from blocks.code import to_code as _to_code
from blocks.code.notebook import to_notebook as _to_notebook
from blocks.compiled import WAYS, Comparison, Way
from blocks.differences import Differences
from blocks.errors import BlockError
from blocks.exported import Exported, Form
from blocks.fitting.records import DataName, Fitted, Moment, Optimiser, Plan, Scene, with_moment
from blocks.kept import Training
from blocks.lessons.checks import AnyCheck, Outcome
from blocks.report import Report
from blocks.runs import Array, Feed, Order, Precision, Result, Source, Weights, vocabulary
from blocks.showing.record import Shown
from blocks.tree import Model
from blocks.vocabularies import vocabularies

if TYPE_CHECKING:
    from torch import Tensor, nn

    from blocks.grading.lessons import Checked


def load(path: str | Path) -> Model:
    """The model in a JSON file. Raises BlockError when it is none."""
    path = Path(path)
    try:
        return loads(path.read_bytes())
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise BlockError(f"{path.name}: {reason}.", "a file one can read.", "check the path.") from error
    except BlockError as error:
        raise error.at(f"{path.name} {error.path}".strip()) from error


def loads(text: str | bytes) -> Model:
    """The model in a JSON text. Raises BlockError when it is none."""
    from blocks import catalogue

    return document.loads(text, catalogue.kinds())


def dump(model: Model, path: str | Path) -> None:
    """Write the model to a JSON file; loading it gives an equal model."""
    Path(path).write_text(dumps(model), encoding="utf-8")


def dumps(model: Model) -> str:
    """The model as JSON text."""
    return document.dumps(model)


def to_link(model: Model, address: str = "http://localhost:8501/") -> str:
    """A link that opens the model where the app is served. Raises BlockError when the model is too long for one."""
    return links.pack(document.dumps(model), address)


def from_link(link: str) -> Model:
    """The model in a link. Raises BlockError when it is damaged, or when there is none in it."""
    return loads(links.unpack(link))


def from_module(net: "nn.Module", inputs: Sequence[tuple[Sequence[int], str]], title: str = "") -> Model:
    """A module that was written elsewhere, as blocks; `inputs` are shapes, the batch first, and dtypes, as in
    `[((2, 20), "float32")]`. It runs once on random numbers, and is left as it was; what cannot be followed stays
    Python (`importing.from_module` says what, and why). Raises BlockError for what can be neither."""
    from blocks import importing

    return importing.from_module(net, inputs, title).model


def from_code(source: str, expression: str, inputs: Sequence[tuple[Sequence[int], str]], title: str = "") -> Model:
    """What an expression such as `MLP(20)` makes after the source has run, as blocks; see `from_module`. The source
    runs in this process: whoever calls this has read it. Raises BlockError, with the line, where it stops."""
    from blocks import importing

    return importing.from_code(source, expression, inputs, title).model


def _allowing(code: bool) -> AbstractContextManager[None]:
    """Whether the Python in a document runs meanwhile."""
    from blocks import coding

    return coding.allowed() if code else nullcontext()


def analyse(model: Model, code: bool = False) -> Report:
    """What PyTorch says of each block: shapes, parameters, MACs, and problems with fixes that work.

    `code=True` runs the Python in the document, in this process.
    """
    from blocks.repair import diagnose

    with _allowing(code):
        return diagnose(model)


def training_memory(model: Model | Report, code: bool = False) -> Training:
    """The bytes that training keeps for the backward pass, of each block and in all; nothing is run or allocated.

    Raises BlockError when the model has a problem or cannot be trained.
    """
    from blocks import training

    with _allowing(code):
        return training.training_memory(model)


def build(model: Model, device: str = "cpu", code: bool = False) -> "nn.Module":
    """The model as a plain `nn.Module` in eval mode. `code=True` runs the Python in the document.

    Raises BlockError when the model has a problem.
    """
    from blocks.building import build

    with _allowing(code):
        return build(model, device)


def run(
    model: Model, device: str = "cpu", batch: int | None = None, seed: int = 0,
    source: Source | Mapping[str, Source] = "normal", given: "Array | Mapping[str, Array] | None" = None,
    code: bool = False, backward: bool = False, training: bool = False, weights: Weights = "default",
    precision: Precision | None = None,
) -> Result:  # fmt: skip
    """One real forward pass, with each block's output looked at; `backward` adds a pass back and its gradients.

    The loss of the pass back is a random mix of the output, so scaled that a gradient of norm 1 enters there.
    `training`: dropout drops, and batch normalisation looks at the batch. `weights` says how they are drawn: by
    PyTorch's own "default", or "xavier", "kaiming", "normal" or "constant". `source` is "normal", "uniform", "ones",
    "integers", "ramp" or "one-hot", which `blocks.runs.Feed` describes, or a mapping to these from the names of inputs.
    An array in `given` is fed to the first input instead, a mapping to the inputs it names. Inputs of whole numbers get
    whole numbers. `code=True` runs the Python in the document. Raises BlockError when it cannot be done.
    """
    from blocks import running

    arrays = given if isinstance(given, Mapping) else {} if given is None else {model.inputs[0].name: given}
    named = source if isinstance(source, Mapping) else {}
    first: Source = "normal" if isinstance(source, Mapping) else source
    feed = Feed(first, seed, vocabulary(model), dict(named), vocabularies(model))
    with _allowing(code):
        order = Order(
            device, batch, feed, precision=precision, weights=weights, training=training, backward=backward
        )  # fmt: skip
        return running.run(model, order, arrays)


def fit(
    model: Model, data: DataName = "digits", seconds: float = 10.0, seed: int = 0, steps: int | None = None,
    rate: float = 0.01, optimiser: Optimiser = "Adam", batch: int = 32, heard: Callable[[Fitted], None] | None = None,
    before: Fitted | None = None, code: bool = False,
) -> Fitted:  # fmt: skip
    """Train a model for some seconds, or `steps` where these come first, to see that it learns: on the "digits" of
    scikit-learn, or on points in the plane, "moons", "circles", "spirals" or "corners". The loss is cross-entropy.

    The seed draws the first weights, as in a run, and the order of the examples: with the same seed the numbers at a
    step are the same. `heard` gets the training as it stands, several times a second. `before` is one of the same model
    to go on with, as if it had never stopped. `fitted.save("x.safetensors")` writes the weights. `code=True` runs the
    Python in the document. Raises BlockError when the data do not fit the model, or PyTorch refuses.
    """
    from blocks.fitting import loop

    plan = Plan(data, seconds, steps, rate, optimiser, batch, seed)
    if before and not before.can_go_on:
        raise BlockError("The weights of this training are not at hand.", "some.", "train from the start.")
    found = before

    def hear(moment: Moment, scene: Scene) -> None:
        nonlocal found
        found = with_moment(plan, moment, scene, found)
        if heard:
            heard(found)

    going = loop.Going(before.last, before.scene.weights, before.scene.state) if before else None
    with _allowing(code):
        end = loop.fit(model, plan, hear, going)
    assert found
    return replace(found, end=end)


def compare_compiled(
    model: Model, order: Order = Order(), given: "Mapping[str, Array] | None" = None, ways: Sequence[Way] = WAYS,
    code: bool = False,
) -> Comparison:  # fmt: skip
    """The model called eagerly, by `torch.compile`, `torch.jit.trace` and `torch.export`, by turns: each way's first
    and later calls in milliseconds, its difference from eager's output, and its graph breaks with their lines.

    Making machine code takes some ten seconds and a C++ compiler; it stays in a folder that is gone afterwards.
    `code=True` runs the Python in the document. Raises BlockError when it cannot be done.
    """
    from blocks import compiling

    with _allowing(code), TemporaryDirectory(prefix="blockyard-", ignore_cleanup_errors=True) as folder:
        return compiling.compare(model, order, given, ways, folder)


def grade(
    model: Model, checks: Sequence[AnyCheck], references: Mapping[str, Model] | None = None, code: bool = False
) -> list[Outcome]:
    """What came of each check (`blocks.lessons.checks`) of a task, in their order: by what the model does, whatever
    way it is built. Of a model that does not work there is one outcome, which says so. `references` are the models
    that checks name. `code=True` runs the Python in all of them. Raises BlockError where a reference is missing or
    does not work."""
    from blocks import grading

    with _allowing(code):
        return grading.grade(model, checks, references)


def check_lessons(path: str | Path, code: bool = False) -> "Checked":
    """What is wrong with the lessons in a folder, or with one lesson by its folder: its `complaints`, each with file
    and line; it is true where there are none. `code=True` runs the Python in them. Raises BlockError where there is no
    lesson."""
    from blocks.grading import lessons

    return lessons.check(path, code)


def save_weights(
    source: "Model | nn.Module | Mapping[str, Tensor]", path: str | Path, seed: int = 0, code: bool = False
) -> None:
    """Write weights to a `.safetensors` file: those of a module, a state_dict, or those that a model has in a run with
    this `seed`. Tied parameters are written once, and are tied when they are loaded.

    `code=True` runs the Python in the model. Raises BlockError when it cannot be done; an older file then stays.
    """
    from blocks import weights

    weights.save_weights(_drawn(source, seed, code) if isinstance(source, Model) else source, path)


def _drawn(model: Model, seed: int, code: bool) -> "nn.Module":
    from torch import random

    from blocks.analysis import analyse
    from blocks.running import network

    with _allowing(code), random.fork_rng(devices=[]):
        return network(analyse(model), Order(feed=Feed(seed=seed)))


def load_weights(net: "nn.Module", path: str | Path, only_matching: bool = False) -> Differences:
    """Copy the tensors in a `.safetensors` file, or one of PyTorch's (`.pt`, `.pth`, `.bin`), into a built module.

    Names, shapes and dtypes are compared first. Raises BlockError with the differences, if there are any, and changes
    nothing; with `only_matching` what fits is loaded, and the differences are returned.
    """
    from blocks import weights

    return weights.load_weights(net, path, only_matching)


def compare_weights(source: "Model | nn.Module", path: str | Path, code: bool = False) -> Differences:
    """How the tensors in a file differ from those of a model or a module: empty, so false, where they do not.

    `code=True` runs the Python in the model. Raises BlockError when the file cannot be read.
    """
    from blocks import weights

    net = build(source, code=code) if isinstance(source, Model) else source
    return weights.compare_weights(net, path)


def export(
    model: Model, path: str | Path, way: Form | None = None, weights: str | Path | None = None,
    batch: int | None = None, seed: int = 0, code: bool = False,
) -> Exported:  # fmt: skip
    """Write the model as a program that runs without Blockyard: "onnx" (`.onnx`) or a "program" of torch.export
    (`.pt2`), with the weights in a file or those of a run with this `seed`.

    It takes any batch where that can be, or `batch` examples at once. It is run first and compared with the model.
    `code=True` runs the Python in the model. Raises BlockError, with the block and why, when it cannot be exported or
    gives other numbers; nothing is written then.
    """
    from blocks import exporting

    with _allowing(code):
        return exporting.export(model, Path(path), way, weights, batch, seed)


def show(
    module: "nn.Module | Model", input: Any = None, depth: int | None = None, code: bool = False
) -> Shown:  # fmt: skip
    """Any module as a table of its hierarchy: shapes, parameters and MACs of one forward pass in eval mode. `print` it,
    or leave it as the last line of a notebook's cell.

    `input` is a shape, one with its dtype as `((2, 20), "int64")`, a tensor, or a list of these; a model of blocks has
    its own. `depth` is how many levels are unfolded, by default as many as are seen at once. Equal modules in a row are
    one line, ×N. Where the meta device can make the pass, no number is computed; the module stays as it is in any case.
    A forward that fails is told at the module that does. Raises BlockError for what is no module or no input.
    """
    from blocks import showing

    if not isinstance(module, Model):
        return showing.show(module, input, depth)
    given = [(each.shape, each.dtype) for each in module.inputs] if input is None else input
    found = showing.show(build(module, "meta", code), given, depth)
    return found if found.ok else showing.show(build(module, code=code), given, depth)


def to_code(model: Model, code: bool = False) -> str:
    """The model as PyTorch source that needs torch alone; `code=True` runs the Python in the document, for its shapes.
    Raises BlockError when it has a problem."""
    from blocks import catalogue

    return _to_code(analyse(model, code), catalogue.kinds())


def to_notebook(model: Model, code: bool = False) -> str:
    """The same code as the text of a Jupyter notebook (`.ipynb`), a cell a class; see `to_code`."""
    return _to_notebook(to_code(model, code))


def to_dot(model: Model, depth: int = 2, code: bool = False) -> str:
    """The model's hierarchy as a graphviz drawing, folded below `depth`; `code=True` runs the Python in the document,
    for its shapes."""
    from blocks import catalogue, diagram

    return diagram.to_dot(analyse(model, code), catalogue.kinds(), depth)
