"""B, the batch: a dimension follows it where PyTorch gives another size for another batch, and nowhere else."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from making import KINDS, WITHOUT_CODE, block, doc, models

import blocks
from blocks.analysis import analyse
from blocks.commands import apply_all
from blocks.errors import BlockError
from blocks.measuring import measured, resolve
from blocks.report import Node, TensorType
from blocks.tree import Input, Model


def named(model: Model, size: int | None = None) -> Model:
    """The model with its first dimension called B, of another size where one is given."""
    inputs = tuple(replace(each, batch=0) for each in model.inputs)
    return replace(model, inputs=tuple(each.resized(size or each.shape[0]) for each in inputs))


def follows(small: Node, large: Node, more: int) -> None:
    """What is said to follow B in the small batch is so in the large one, all through."""
    for one, two in zip(small.outputs, large.outputs, strict=True):
        if one.grows:
            assert tuple(size + more * times for size, times in zip(one.shape, one.grows, strict=True)) == two.shape
            assert two.grows == one.grows
    for one, two in zip(small.children, large.children, strict=True):
        follows(one, two, more)


@pytest.mark.parametrize("path", WITHOUT_CODE, ids=lambda path: path.stem)
def test_gallery(path: Path) -> None:
    """Every output of a gallery model follows B, and its shapes are those of a larger batch; weights stay."""
    model = blocks.load(path)
    small, large = analyse(named(model, 2)), analyse(named(model, 5))
    assert small.output is not None
    assert small.output.grows[0] == 1
    assert str(small.output).startswith("B")
    follows(small.root, large.root, 3)
    assert small.params == large.params
    assert small.macs * 5 == large.macs * 2


@settings(max_examples=100)
@given(models())
def test_random_models(model: Model) -> None:
    """Whatever a model does, a dimension that is said to follow B follows it."""
    small, large = analyse(named(model, 3)), analyse(named(model, 5))
    if small.ok and large.ok:
        follows(small.root, large.root, 2)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.example])
def test_every_kind(name: str) -> None:
    """On its example, with the first dimension called B, a kind's output follows B as PyTorch's does on the CPU."""
    kind = KINDS[name]
    types = tuple(TensorType(shape, dtype, (1, *[0] * (len(shape) - 1))) for shape, dtype in kind.example)
    single = block(name, **kind.start)
    args, inferred = resolve(kind, single, types, ())
    node = measured(name, tuple(args.items()), inferred, types)
    more = tuple(TensorType(each.grown, each.dtype) for each in types)
    larger = measured(name, tuple(args.items()), inferred, more)
    for one, two in zip(node.outputs, larger.outputs, strict=False):
        if one.grows:
            assert one.grown == two.shape
        else:
            assert (
                not larger.ok or len(larger.outputs) != len(node.outputs) or one.shape == two.shape or one.shape[0] != 2
            )


@pytest.mark.parametrize(
    ("made", "shape", "text"),
    [
        (block("Linear", out_features=3), (2, 5), "B×3"),
        (block("Transpose", dim0=0, dim1=1), (2, 5), "5×B"),
        (block("Flatten", start_dim=0, end_dim=1), (2, 5, 3), "5B×3"),  # 2 x 5 = 10 rows
        (block("Sum", dim=(0,)), (2, 5), "5"),
        (block("View", shape=(-1, 2)), (2, 4), "2B×2"),  # 8 numbers in pairs
        (block("View", shape=(2, 4)), (2, 4), "2×4"),  # works with this batch alone
        (block("ConstantPad1d", padding=(0, 1), value=0.0), (2, 5), "B×6"),
    ],
)
def test_signs(made: blocks.Block, shape: tuple[int, ...], text: str) -> None:
    """Shapes show B where a dimension is the batch, and how many times."""
    report = analyse(named(doc(made, shape=shape)))
    assert str(report.output) == text


def test_size_is_one_edit() -> None:
    """Another size of B changes every input that has it, and no other."""
    model = Model(inputs=(Input((2, 3), batch=0), Input((7, 2), name="y", batch=1), Input((2, 2), name="z")), root=block("Graph"))  # fmt: skip
    larger = apply_all(model, KINDS, [{"op": "batch", "size": 9}])
    assert [each.shape for each in larger.inputs] == [(9, 3), (7, 9), (2, 2)]
    for size in (0, -1, 10**6 + 1):
        with pytest.raises(BlockError, match="batch"):
            apply_all(model, KINDS, [{"op": "batch", "size": size}])
    typed = apply_all(model, KINDS, [{"op": "input", "index": 2, "shape": [4, "B"], "dtype": "float32", "name": "z"}])
    assert typed.inputs[2].shape == (4, 2)
    with pytest.raises(BlockError, match="B for the batch, once"):
        apply_all(model, KINDS, [{"op": "input", "shape": ["B", "B"], "dtype": "float32"}])


CAUTIONS = [
    ("unbatched attention", block("MultiheadAttention", num_heads=2), (3, 8), "for time"),
    ("attention over the batch", block("MultiheadAttention", num_heads=2), (3, 5, 8), "for time"),
    ("attention over time", block("MultiheadAttention", num_heads=2, batch_first=True), (3, 5, 8), ""),
    ("LSTM over the batch", block("LSTM", hidden_size=4), (3, 5, 8), "for time"),
    ("LSTM over time", block("LSTM", hidden_size=4, batch_first=True), (3, 5, 8), ""),
    ("no channels", block("Conv2d", out_channels=4, kernel_size=3), (3, 8, 8), "for channels"),
    ("channels", block("Conv2d", out_channels=4, kernel_size=3), (3, 1, 8, 8), ""),
    ("rows", block("Linear", out_features=4), (3, 1, 8, 8), "each row of 8 apart"),
    ("channels last", block("Linear", out_features=4), (3, 8, 8, 5), ""),
    ("a sequence", block("Linear", out_features=4), (3, 5, 8), ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("made", "shape", "words"), [case[1:] for case in CAUTIONS], ids=[case[0] for case in CAUTIONS]
)
def test_cautions(made: blocks.Block, shape: tuple[int, ...], words: str) -> None:
    """What works and mixes examples, or works on rows of a picture, is a caution; what is usual is none."""
    report = analyse(named(doc(made, shape=shape)))
    assert report.ok
    found = report["0"].caution
    assert (found is not None) == bool(words)
    assert found is None or words in found.received


def test_dropout_of_whole_numbers() -> None:
    """Dropout on tokens works in evaluation, and PyTorch refuses it in training."""
    report = analyse(doc(block("Dropout"), dtype="int64"))
    assert report.ok
    assert report["0"].caution is not None
    with pytest.raises(RuntimeError, match="can't be cast"):
        torch.nn.Dropout(0.5)(torch.ones(2, 20, dtype=torch.int64))


def test_caution() -> None:
    """BatchNorm on one value a feature works in evaluation and is a caution: PyTorch refuses it in training."""
    report = analyse(doc(block("BatchNorm1d"), shape=(1, 4)))
    assert report.ok
    caution = report["0"].caution
    assert caution is not None
    assert "one value" in caution.received
    with pytest.raises(ValueError, match="more than 1 value"):
        torch.nn.BatchNorm1d(4)(torch.zeros(1, 4))
    assert analyse(doc(block("BatchNorm1d"), shape=(2, 4)))["0"].caution is None
    assert analyse(doc(block("BatchNorm2d"), shape=(1, 4, 2, 1)))["0"].caution is None
