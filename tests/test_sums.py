"""How parameters add up, held against PyTorch's own weights."""

from typing import Any

import pytest
from torch import nn

from blocks.analysis import analyse
from tests.making import block, doc
from ui.sums import written

PICTURE = (2, 4, 9, 9)
CASES: list[tuple[str, tuple[int, ...], dict[str, Any]]] = [
    ("Linear", (2, 20), {"in_features": 20, "out_features": 256}),
    ("Linear", (2, 20), {"in_features": 20, "out_features": 7, "bias": False}),
    ("Conv1d", (2, 4, 9), {"in_channels": 4, "out_channels": 6, "kernel_size": [3]}),
    ("Conv2d", PICTURE, {"in_channels": 4, "out_channels": 6, "kernel_size": [3, 5]}),
    ("Conv2d", PICTURE, {"in_channels": 4, "out_channels": 6, "kernel_size": 3, "groups": 2, "bias": False}),
    ("Conv3d", (2, 4, 5, 9, 9), {"in_channels": 4, "out_channels": 6, "kernel_size": [1, 2, 3]}),
    ("ConvTranspose1d", (2, 4, 9), {"in_channels": 4, "out_channels": 6, "kernel_size": [3]}),
    ("ConvTranspose2d", PICTURE, {"in_channels": 4, "out_channels": 6, "kernel_size": [2, 2], "groups": 2}),
    ("ConvTranspose3d", (2, 4, 5, 9, 9), {"in_channels": 4, "out_channels": 6, "kernel_size": 2}),
]


@pytest.mark.parametrize(("kind", "shape", "args"), CASES)
def test_the_factors_are_the_extents_of_the_weight(kind: str, shape: tuple[int, ...], args: dict[str, Any]) -> None:
    """The product is the weight's shape, and the sum what PyTorch holds in all."""
    module = getattr(nn, kind)(**args)
    expected = " × ".join(map(str, module.weight.shape)) + " weights"
    if module.bias is not None:
        expected += f" + {module.bias.numel()} biases"
    total = sum(each.numel() for each in module.parameters())
    node = analyse(doc(block(kind, **args), shape=shape)).root.children[0]
    assert written(kind, node) == f"{expected} = {total:,}"


def test_only_layers_of_one_product_are_told() -> None:
    """Others have no such sum, nor has a layer that does not work."""
    root = analyse(doc(block("ReLU"), block("BatchNorm1d"), shape=(2, 20))).root
    assert [written(kind, node) for kind, node in zip(("ReLU", "BatchNorm1d"), root.children, strict=True)] == ["", ""]
    unfit = block("Conv2d", in_channels=5, out_channels=6, kernel_size=3)  # the picture has 4
    failing = analyse(doc(unfit, shape=PICTURE)).root.children[0]
    assert failing.problem
    assert written("Conv2d", failing) == ""
