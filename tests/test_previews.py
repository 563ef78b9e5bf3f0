"""The palette's previews: every number and every formula in them is PyTorch's."""

import math
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from blocks import catalogue
from blocks.catalogue import previews
from blocks.catalogue.previews import Preview

FILE = Path(__file__).parents[1] / "ui" / "canvas" / "previews.json"
FORMULAS = {name: entry.formula for name, entry in catalogue.ENTRIES.items() if entry.formula}
SIZES = [name for name, formula in FORMULAS.items() if formula.startswith("n →")]
VALUES = [name for name in FORMULAS if name not in SIZES]
SIGNS = {
    "−": "-",
    "·": "*",
    "⌊": "floor(",
    "⌋": ")",
    "Σ exp(-x)": "sum(exp(-x))",
    "Σ exp(x)": "sum(exp(x))",
    "√": "sqrt",
}
GREEK = {"σ": torch.sigmoid, "Φ": lambda x: (1 + torch.erf(x / math.sqrt(2))) / 2}


@pytest.fixture(scope="module")
def table() -> dict[str, Preview]:
    """All previews."""
    return previews.table()


def test_the_file_is_current() -> None:
    """The file that the browser fetches is what PyTorch says today; UPDATE_GOLDEN=1 writes it anew."""
    found = previews.page()
    if os.environ.get("UPDATE_GOLDEN"):
        FILE.write_text(found, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == found


def test_every_module_has_one(table: dict[str, Preview]) -> None:
    """Each kind that is a module gives something in its preview."""
    assert list(table) == [name for name in catalogue.kinds() if name in catalogue.ENTRIES]
    assert all(each.gives for each in table.values())


@pytest.mark.parametrize("name", ["Linear", "Conv2d", "MaxPool2d", "LSTM", "Embedding"])
def test_numbers_are_those_of_a_real_layer(name: str, table: dict[str, Preview]) -> None:
    """The shape and count of a preview are those of the layer made by hand."""
    layer, given = {
        "Linear": (nn.Linear(8, 128), torch.zeros(2, 6, 8)),
        "Conv2d": (nn.Conv2d(4, 32, 3, padding=1), torch.zeros(2, 4, 8, 8)),
        "MaxPool2d": (nn.MaxPool2d(2), torch.zeros(2, 4, 8, 8)),
        "LSTM": (nn.LSTM(8, 64, batch_first=True), torch.zeros(2, 6, 8)),
        "Embedding": (nn.Embedding(1000, 64), torch.zeros(2, 5, dtype=torch.int64)),
    }[name]
    result = layer(given)
    shape = (result[0] if isinstance(result, tuple) else result).shape
    found = table[name]
    assert found.gives[0] == "×".join(["B", *map(str, shape[1:])])
    assert found.params == sum(each.numel() for each in layer.parameters())


def test_curves_belong_to_functions_of_one_number(table: dict[str, Preview]) -> None:
    """A curve runs through what PyTorch gives at -4, 0 and 4; what mixes numbers has none."""
    relu = table["ReLU"].curve
    assert (relu[0], relu[16], relu[32]) == (0, 0, 4)
    assert table["Tanh"].curve[32] == round(math.tanh(4), 3)
    assert {name for name in ("Softmax", "Softmax2d", "Softmin", "LogSoftmax", "GLU") if table[name].curve} == set()
    assert sum(bool(each.curve) for each in table.values()) > 20


def readable(formula: str) -> str:
    """A formula as Python: signs replaced, what is said after a comma of its letters left out."""
    text = re.sub(r", a learned$", "", formula.removeprefix("n → "))
    for sign, word in SIGNS.items():
        text = text.replace(sign, word)
    return re.sub(r"\|x\|", "abs(x)", text)


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize(("n", "k", "p", "s", "d"), [(17, 3, 1, 2, 1), (20, 4, 2, 3, 1), (19, 3, 0, 1, 2)])
def test_size_formulas_give_the_size(name: str, n: int, k: int, p: int, s: int, d: int) -> None:
    """What a size formula says of a side is the side that PyTorch gives."""
    kind = catalogue.kinds()[name]
    wanted = {"kernel_size": k, "stride": s, "padding": p, "dilation": d}
    formula = FORMULAS[name]
    letters = {"kernel_size": "k", "stride": "s", "padding": "p", "dilation": "d"}
    args: dict[str, Any] = {
        each: value for each, value in wanted.items() if re.search(rf"\b{letters[each]}\b", formula)
    }
    args |= {"in_channels": 2, "out_channels": 3} if "Conv" in name else {}
    args |= {"norm_type": 2.0} if "LP" in name else {}
    side = int(name[-2])
    module = catalogue.module_class(name)(**args)
    given = torch.zeros(1, 2, *[n] * side)
    expected = eval(readable(formula), {"floor": math.floor}, {"n": n, "k": k, "p": p, "s": s, "d": d})
    assert module(given).shape[2:] == (expected,) * side, kind.name


@pytest.mark.parametrize("name", VALUES)
def test_value_formulas_give_the_values(name: str) -> None:
    """What a formula says of numbers is what PyTorch makes of them."""
    torch.manual_seed(0)
    entry = catalogue.ENTRIES[name]
    given = torch.randn(entry.example[0][0])
    made = {argument: given.shape[dim] for argument, dim in entry.reads.items() if isinstance(dim, int)}
    module = catalogue.module_class(name)(**dict(entry.start) | made)
    found = eval(readable(entry.formula), letters(name, module, given), {"x": given})
    torch.testing.assert_close(found.reshape(given.shape), module(given), atol=1e-5, rtol=1e-4)


def pair(pick: Callable[[Tensor, Tensor], Tensor]) -> Callable[[Any, Any], Tensor]:
    """A function of two tensors, for numbers too."""
    return lambda one, other: pick(
        torch.as_tensor(one, dtype=torch.float32), torch.as_tensor(other, dtype=torch.float32)
    )


def letters(name: str, module: nn.Module, x: Tensor) -> dict[str, Any]:
    """What the letters of a formula stand for: functions, a layer's own settings, and means over the dimensions that
    its paper names."""
    over = {"Batch": [0, *range(2, x.dim())], "Layer": [-1], "Group": [2, 3], "Insta": [*range(2, x.dim())]}.get(
        name[:5], [0]
    )
    dim = getattr(module, "dim", None)
    return {
        "max": pair(torch.maximum), "min": pair(torch.minimum), "exp": torch.exp, "tanh": torch.tanh,
        "log": torch.log, "abs": torch.abs, "sqrt": torch.sqrt, **GREEK,
        "sum": lambda a: a.sum(dim, keepdim=True),
        "mean": (lambda a: a.mean(-1, keepdim=True)) if name == "RMSNorm" else x.mean(over, keepdim=True),
        "var": x.var(over, unbiased=False, keepdim=True),
        "ε": getattr(module, "eps", None) or torch.finfo(x.dtype).eps, "γ": 1, "β": getattr(module, "beta", 0),
        "α": getattr(module, "alpha", None), "a": getattr(module, "negative_slope", getattr(module, "weight", None)),
    }  # fmt: skip
