"""Explanations: each refusal that is known is provoked in PyTorch itself, and told in words a student understands."""

import re

import pytest
import torch
from making import block, doc, residual

from blocks import catalogue, explain, reasons
from blocks.analysis import analyse, forgotten
from blocks.report import TensorType
from blocks.tree import Block, Model

PICTURE, LONG = (1, 3, 8, 8), (1, 5, 8)


def conv(**args: object) -> Block:
    """A convolution, 3x3."""
    return block("Conv2d", **{"out_channels": 4, "kernel_size": 3} | args)


# model, what must be expected, what must be said to be the reason
REFUSED: list[tuple[str, Model, str, str]] = [
    ("window", doc(conv(kernel_size=9), shape=PICTURE), "a window that fits", "window (9 x 9) is larger"),
    ("pool", doc(block("MaxPool2d", kernel_size=9), shape=PICTURE), "a window that fits", "left of the input (8×8)"),
    ("pool 1d", doc(block("MaxPool1d", kernel_size=9), shape=LONG), "a window that fits", "left of the input (8)"),
    ("unfold", doc(block("Unfold", kernel_size=9), shape=PICTURE), "a window that fits", "left of the input (8×8)"),
    ("fraction", doc(block("FractionalMaxPool2d", kernel_size=9, output_ratio=0.5), shape=PICTURE), "a window that fits", "nothing would come out"),
    ("half", doc(block("MaxPool2d", kernel_size=2, padding=2), shape=PICTURE), "at most half", "wholly in the padding"),
    ("mirror", doc(block("ReflectionPad2d", padding=9), shape=PICTURE), "less padding", "filled from the input itself"),
    ("circle", doc(block("CircularPad2d", padding=9), shape=PICTURE), "less padding", "filled from the input itself"),
    ("same", doc(conv(padding="same", stride=2), shape=PICTURE), "stride 1", "stride 2 shrinks"),
    ("output padding", doc(block("ConvTranspose2d", out_channels=2, kernel_size=3, output_padding=3), shape=PICTURE), "below stride", "leaves open"),
    ("pixel", doc(block("Upsample", scale_factor=0.01), shape=PICTURE), "one pixel", "smaller than that"),
    ("empty", doc(block("MaxPool2d", kernel_size=1), shape=(1, 3, 0, 0)), "something to compute", "is empty"),
    ("empty reduction", doc(block("Max", dim=(1,)), shape=(1, 0)), "something to compute", "is empty"),
    ("groups", doc(conv(groups=2), shape=PICTURE), "divides in_channels", "in_channels cannot be split into 2"),
    ("groups out", doc(conv(groups=3), shape=PICTURE), "divides in_channels", "out_channels cannot be split into 3"),
    ("norm groups", doc(block("GroupNorm", num_groups=4), shape=PICTURE), "divides the channels", "3 channels cannot be split into 4"),
    ("shuffled groups", doc(block("ChannelShuffle", groups=2), shape=PICTURE), "divides the channels", "3 channels cannot be split into 2"),
    ("heads", doc(block("MultiheadAttention", num_heads=3, batch_first=True), shape=LONG), "divides the features", "equal part of the features"),
    ("pixel shuffle", doc(block("PixelShuffle", upscale_factor=2), shape=PICTURE), "multiple of 2×2 channels", "3 cannot be dealt out"),
    ("pixel unshuffle", doc(block("PixelUnshuffle", downscale_factor=3), shape=PICTURE), "that 3 divides", "squares of 3×3"),
    ("gate", doc(block("GLU", dim=1), shape=(2, 7)), "an even number", "7 has no half"),
    ("columns", doc(block("Fold", output_size=(8, 8), kernel_size=2, stride=2), shape=(1, 12, 15)), "16 columns", "15 arrive"),
    ("column", doc(block("Fold", output_size=(8, 8), kernel_size=2, stride=2), shape=(1, 11, 16)), "whole windows", "11 numbers do not make"),
    ("reshape", doc(block("Reshape", shape=(3, 7))), "multiplies to 20", "each example has 20"),
    ("unflatten", doc(block("Unflatten", dim=1, unflattened_size=(3, 7))), "multiply to 20", "Dimension 1 holds 20"),
    ("open", doc(block("Reshape", shape=(-1, -1))), "one -1", "two are open"),
    ("permute", doc(block("Permute", dims=(0, 2, 1))), "named once", "has 2 dimensions, and 3 are named"),
    ("twice", doc(block("Permute", dims=(0, 0, 1)), shape=LONG), "named once", "named twice"),
    ("dimension", doc(block("Softmax", dim=4)), "from -2 to 1", "no dimension 4"),
    ("no time", doc(block("PositionalEmbedding", longest=3), shape=(8,)), "number of dimensions", "tensors of 1"),
    ("index", doc(block("Select", dim=1, index=99)), "dimension 1 has", "no entry 99"),
    ("stretch", doc(block("Narrow", dim=1, start=15, length=10)), "the 20 entries", "10 entries from 15"),
    ("start", doc(block("Narrow", dim=1, start=50, length=10)), "start within", "after the end"),
    ("order", doc(block("Flatten", start_dim=2, end_dim=1), shape=PICTURE), "start_dim before", "in this order"),
    ("row", doc(block("Embedding", num_embeddings=9, embedding_dim=3)), "int64", "no row 2.5"),
    ("mixed", doc(block("Linear", out_features=3), dtype="int64"), "kind that it computes with", "whole numbers arrive"),
    ("mixed norm", doc(block("LayerNorm"), dtype="int64"), "kind that it computes with", "whole numbers arrive"),
    ("double", doc(conv(), shape=PICTURE, dtype="float64"), "kind that it computes with", "float64 arrive"),
    ("bag", doc(block("EmbeddingBag", num_embeddings=9, embedding_dim=3), shape=(2, 3, 4), dtype="int64"), "(batch, words)", "3 dimensions arrive"),
    ("no space", doc(block("Upsample", scale_factor=2.0)), "dimensions of space", "2×20 has none"),
    ("mode", doc(block("Upsample", scale_factor=2.0, mode="bilinear"), shape=LONG), "4 dimensions", "weighed along each"),
    ("padded", doc(block("ZeroPad2d", padding=1), shape=(3,)), "number of dimensions", "tensors of 1"),
    ("dropout", doc(block("Dropout1d"), shape=PICTURE), "number of dimensions", "tensors of 4"),
    ("longest", doc(block("PositionalEmbedding", longest=3), shape=LONG), "at most 3 steps", "one learned vector"),
    ("slopes", doc(block("PReLU", num_parameters=5)), "20 slopes", "num_parameters is 5"),
    ("padding row", doc(block("Embedding", num_embeddings=9, embedding_dim=3, padding_idx=20), dtype="int64"), "a row", "the table has 9"),
    ("alpha", doc(block("CELU", alpha=0.0)), "than 0", "divides by alpha"),
    ("both sizes", doc(block("Upsample", size=3, scale_factor=2.0), shape=PICTURE), "size or scale_factor", "Both say"),
    ("no size", doc(block("Upsample"), shape=PICTURE), "size or scale_factor", "Nothing says"),
    ("corners", doc(block("Upsample", scale_factor=2.0, align_corners=True), shape=PICTURE), "interpolates", "this mode does not"),
    ("one place", doc(block("InstanceNorm2d"), shape=(1, 3, 1, 1)), "more than one value", "deviation is 0"),
    # not from a pattern: dimensions, typed sizes, merges
    ("few dimensions", doc(block("BatchNorm2d"), shape=(4, 8)), "(batch, channels, height, width)", "of 4 dimensions, and this one has 2"),
    ("many dimensions", doc(block("Conv1d", in_channels=3, out_channels=2, kernel_size=1), shape=PICTURE), "(batch, channels, length)", "this one has 4"),
    ("picture for attention", doc(block("MultiheadAttention", num_heads=2, batch_first=True), shape=PICTURE), "(batch, time, features)", "this one has 4"),
    ("in_features", doc(block("Linear", in_features=7, out_features=3)), "because in_features is 7", "weighted sum of the last dimension"),
    ("in_channels", doc(conv(in_channels=5), shape=PICTURE), "because in_channels is 5", "one slice of weights"),
    ("large transposed", doc(block("ConvTranspose2d", in_channels=511, out_channels=256, kernel_size=2), shape=(1, 512, 16, 16)), "because in_channels is 511", "one slice of weights"),
    ("large output padding", doc(block("ConvTranspose2d", out_channels=256, kernel_size=2, stride=2, output_padding=3), shape=(1, 512, 16, 16)), "below stride", "leaves open"),
    ("num_features", doc(block("BatchNorm2d", num_features=5), shape=PICTURE), "because num_features is 5", "mean, a deviation"),
    ("channels last", doc(conv(in_channels=3), shape=(1, 32, 32, 3)), "in_channels is 3", "right after the batch"),
    ("no batch", doc(conv(in_channels=3), shape=(1, 32, 32)), "in_channels is 3", "Without a batch dimension"),
    ("no features", doc(block("Linear")), "a value for out_features", "a choice of yours"),
    ("sum", doc(residual(conv(padding=1)), shape=PICTURE), "they are added: dimension 1 has 4 and 3.", "every dimension."),
    ("sum of forms", doc(residual(block("Flatten")), shape=PICTURE), "they are added", "2 and 4 dimensions"),
    ("concat", doc(block("Parallel", conv(), block("ReLU")), shape=PICTURE), "concat can join: dimension 2 has 6 and 8, dimension 3 has 6 and 8.", "all others."),
    ("mean", doc(block("Parallel", conv(), block("ReLU"), merge="mean"), shape=PICTURE), "mean can join: dimension 1 has 4 and 3, dimension 2 has 6 and 8, dimension 3", "every dimension."),
    ("stack dim", doc(block("Parallel", block("ReLU"), block("ReLU"), merge="stack", dim=5)), "from -3 to 2", "no dimension 5"),
    ("shared", doc(block("Repeat", block("Linear", out_features=20), block("Linear", in_features=20, out_features=10), times=2, share=True)), "because in_features is 20", "weighted sum"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "expected", "why"), [entry[1:] for entry in REFUSED], ids=[entry[0] for entry in REFUSED])  # fmt: skip
def test_refusal(model: Model, expected: str, why: str) -> None:
    """PyTorch refuses the model, and the problem says what was expected and why, in whole sentences."""
    _, problem = analyse(model).problems[0]
    assert expected in problem.expected
    assert why in problem.why
    for text in (problem.received, problem.expected, problem.why, problem.fix):
        assert text.endswith((".", '."'))
        assert "{" not in text


def test_every_pattern_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pattern of the table is the first to know some refusal above: none is dead."""
    words: list[str] = []
    known = reasons.reason

    def listening(kind: str, args: dict[str, object], given: TensorType, said: str) -> reasons.Reason | None:
        words.append(said)
        return known(kind, args, given, said)

    monkeypatch.setattr(explain, "reason", listening)
    with forgotten():
        for _, model, _, _ in REFUSED:
            analyse(model)
    spoke = {next((row[0] for row in reasons._TABLE if re.search(row[0], said)), "") for said in words}
    assert [row[0] for row in reasons._TABLE if row[0] not in spoke] == []


def test_pytorch_is_quoted_last() -> None:
    """Our own sentence comes first; what nobody has put into words yet is quoted as it is."""
    _, problem = analyse(doc(conv(kernel_size=9), shape=PICTURE)).problems[0]
    ours, quote = problem.why.split(' PyTorch says: "')
    assert ours.endswith(".")
    assert "Kernel size can't be greater than actual input size" in quote
    assert (problem.reason, problem.quotation) == (ours, f'PyTorch says: "{quote}')
    odd = explain.leaf(catalogue.kinds()["ReLU"], {}, TensorType((2, 20)), RuntimeError("the moon is full"))
    assert odd.why == 'PyTorch says: "the moon is full."'
    assert (odd.reason, odd.quotation) == ("", odd.why)
    assert odd.expected == "an input it can work on."


def test_a_problem_is_told_in_its_round() -> None:
    """A problem of a later round keeps its reason."""
    model = doc(block("Repeat", block("Linear", in_features=20, out_features=10), times=3))
    _, problem = analyse(model).problems[0]
    assert problem.received.startswith("In round 2,")
    assert "weighted sum" in problem.why


def test_training_on_a_single_value_is_a_warning() -> None:
    """What PyTorch says of BatchNorm on one example, in training alone, becomes a sentence about means and deviations."""
    given = TensorType((1, 4))
    with pytest.raises(ValueError, match="more than 1 value per channel") as error:
        torch.nn.BatchNorm1d(4).train()(torch.zeros(1, 4))
    warning = explain.in_training(catalogue.kinds()["BatchNorm1d"], given, error.value)
    assert warning.received == "In training, BatchNorm1d receives 1×4: one value for each of its 4 features."
    assert "evaluation works" in warning.expected
    assert "deviation is 0" in warning.why
    assert "larger batch" in warning.fix


def test_stretched_sums_get_a_warning() -> None:
    """One channel added to six is what PyTorch does and hardly what one means; equal shapes and joins are no matter."""
    one, six = TensorType((1, 1, 8, 8)), TensorType((1, 6, 8, 8))
    for merge in ("Residual", "add"):
        caution = explain.stretched(merge, [one, six])
        assert caution is not None
        assert "repeats the smaller" in caution.why
    assert explain.stretched("Residual", [six, six]) is None
    assert explain.stretched("concat", [one, six]) is None
    assert explain.stretched("multiply", [one, six]) is None  # a gate
    widened = doc(residual(block("Conv2d", out_channels=6, kernel_size=1)), shape=(1, 1, 8, 8))
    report = analyse(widened)
    assert report.ok
    caution = report["0"].caution
    assert caution is not None
    assert caution.received == "1×6×8×8 and 1×1×8×8 are added although they differ."
