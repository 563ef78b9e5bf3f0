"""What stands around the classes of a file: the word about the model, the imports, and the lines that run it."""

import keyword
import re
from collections.abc import Sequence

from blocks.kinds import Kinds
from blocks.report import Report, TensorType
from blocks.runs import vocabulary


def summary(report: Report) -> str:
    """The file's docstring: title, parameters, and what goes in and out; B is the batch."""
    title = "".join(each for each in report.model.title if each.isprintable() and each not in '\\"')
    given, gives = report.root.inputs, report.root.outputs
    count = f"{report.params:,} parameters"
    if len(given) == len(gives) == 1:
        return f'"""{title}: {_shape(given[0])} {given[0].dtype} -> {_shape(gives[0])}, {count}."""'
    inputs = [
        f"    {source.name}: {_shape(each)} {each.dtype}"
        for source, each in zip(report.model.inputs, given, strict=True)
    ]
    outputs = [f"    {_shape(each)}" for each in gives]
    return "\n".join([f'"""{title}: {count}.', "", "Takes:", *inputs, "Gives:", *outputs, '"""'])


def imports(body: str, others: Sequence[str] = ()) -> str:
    """The imports that a file of these classes needs, and `others`."""
    lines = ["import math"] if re.search(r"(?<![\w.])math\.", body) else []
    lines += ["from collections import OrderedDict"] if re.search(r"\bOrderedDict\(", body) else []
    lines += [""] if lines else []
    names = "Tensor, nn" if re.search(r"\bTensor\b", body) else "nn"
    lines += ["import torch", f"from torch import {names}"]
    if re.search(r"\bF\.", body):
        lines.append("from torch.nn import functional as F")
    return "\n".join([*lines, *others])


def main(report: Report, name: str, inputs: Sequence[str]) -> str:
    """The lines that make the model called `name` and run it on inputs of these names."""
    high = vocabulary(report.model)
    examples = [
        f"{each} = {_example(source.shape, source.dtype, high)}"
        for each, source in zip(inputs, report.model.inputs, strict=True)
    ]
    call = f"model({', '.join(inputs)})"
    shown = f"print({call}.shape)"
    if len(report.root.outputs) > 1:
        shown = f"for output in {call}:\n        print(output.shape)"
    lines = [f"model = {name}().eval()", *examples, shown]
    return "\n    ".join(['if __name__ == "__main__":', *lines]) + "\n"


def camel(text: str) -> str:
    """A class name from a title or a block's name."""
    words = re.findall(r"[^\W_]+", text)
    name = "".join(word[0].upper() + word[1:] for word in words)
    candidates = (name, f"Model{name}", "Model")
    return next(each for each in candidates if each.isidentifier() and not keyword.iskeyword(each))


def class_name(text: str) -> str:
    """The name of the class in a text."""
    found = re.match(r"class (\w+)", text)
    assert found
    return found[1]


def helper_names(kinds: Kinds) -> set[str]:
    """The names of all classes that code may bring along."""
    return {class_name(text) for kind in kinds.values() for text in kind.sources.values()}


def _shape(given: TensorType) -> str:
    """A shape as Python writes it, with B for the batch."""
    signs = str(given).split("×") if given.shape else []
    return f"({', '.join(signs)}{',' * (len(signs) == 1)})"


def _example(shape: tuple[int, ...], dtype: str, high: int) -> str:
    if dtype.startswith(("int", "uint")):
        kind = "" if dtype == "int64" else f", dtype=torch.{dtype}"
        return f"torch.randint({high}, {shape}{kind})"
    sizes = ", ".join(map(str, shape))
    return f"torch.randn({sizes})" if dtype == "float32" else f"torch.randn({sizes}).to(torch.{dtype})"
