"""Two runs beside each other: how far their outputs are apart, and which blocks take longer."""

import numpy as np
import pytest
import torch

import blocks
from blocks import charts
from blocks.comparing import differences
from blocks.runs import Precision, Result
from blocks.tree import Model
from tests.making import block, doc
from tests.test_charts import accepted


def both(model: Model, precision: Precision) -> tuple[Result, Result]:
    """A run, and the same in another precision."""
    first = blocks.run(model, seed=3)
    return first, blocks.run(model, seed=3, given=first.input, precision=precision)


def test_the_same_run_differs_by_nothing() -> None:
    """Same seed, same device: every digit."""
    (found,) = differences(*both(doc(block("Linear", out_features=5)), "float32"))
    assert (found.largest, found.relative) == (0, 0)
    assert found.same == found.examples == 2


def test_the_difference_is_pytorchs() -> None:
    """Half of the bits, against the same layer in both precisions by hand."""
    first, second = both(doc(block("Linear", out_features=50)), "bfloat16")
    (found,) = differences(first, second)
    torch.manual_seed(3)
    layer, given = torch.nn.Linear(20, 50), torch.from_numpy(first.input)
    with torch.inference_mode():
        exact = layer(given)
        off = layer.bfloat16()(given.bfloat16()).float() - exact
    assert found.largest == pytest.approx(off.abs().max().item(), rel=1e-3)
    assert found.relative == pytest.approx((off.norm() / exact.norm()).item(), rel=1e-3)
    assert 1e-4 < found.relative < 0.1


def test_a_range_that_is_too_narrow() -> None:
    """What is infinite in one of the runs only is no difference that has a number."""
    (found,) = differences(*both(doc(block("Affine", scale=1e6)), "float16"))
    assert found.relative == np.inf


def test_times_beside_each_other() -> None:
    """The same blocks in both traces, the longest of the first on top."""
    first, second = both(doc(block("Linear", out_features=2000), block("ReLU")), "float64")
    (left, right) = accepted(charts.beside(first.rows, second.rows, ["one", "<b>"]))["data"]
    assert (
        left["customdata"] == right["customdata"] == [row.path for row in sorted(first.rows, key=lambda row: -row.ms)]
    )
    assert right["name"] == "&lt;b&gt;"
    assert dict(zip(right["customdata"], right["x"], strict=True)) == {row.path: row.ms for row in second.rows}
