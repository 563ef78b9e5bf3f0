"""The library's face: what `import blocks` offers to a script or a notebook. Torch runs in this process.

Python that stands in a document runs here only with `code=True`: whoever passes it has read the document.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from blocks import document, links
from blocks.code import to_code as _to_code
from blocks.compiled import WAYS, Comparison, Way
from blocks.errors import BlockError
from blocks.kept import Training
from blocks.report import Report
from blocks.runs import Array, Feed, Order, Precision, Result, Source, Weights, vocabulary
from blocks.showing.record import Shown
from blocks.tree import Model
from blocks.vocabularies import vocabularies

if TYPE_CHECKING:
    from torch import nn


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


def to_dot(model: Model, depth: int = 2, code: bool = False) -> str:
    """The model's hierarchy as a graphviz drawing, folded below `depth`; `code=True` runs the Python in the document,
    for its shapes."""
    from blocks import catalogue, diagram

    return diagram.to_dot(analyse(model, code), catalogue.kinds(), depth)
