"""Receptive fields, held against PyTorch: which numbers of the output change when one slice of the input does."""

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from making import GALLERY, KINDS, WITHOUT_CODE, block, doc, models, residual
from test_catalogue import LAYERS, examples, fresh, shuffled
from torch import Tensor, nn

from blocks import library
from blocks.analysis import analyse
from blocks.building import build
from blocks.edits import checked
from blocks.expressions import Expression
from blocks.receptive import CONVENTION, Field, Span, receptive_field
from blocks.receptive.rules import RULES, SEVERAL, SOURCES, UNKNOWN
from blocks.receptive.tensors import Seen
from blocks.receptive.traces import Trace
from blocks.receptive.walk import seen_behind
from blocks.report import Report, TensorType
from blocks.tree import CONTAINERS, Block, Input, Model

Array = np.ndarray
Pair = tuple[Array, Array]

# --- the oracle: PyTorch runs the model and says from where to where its numbers depend on the input


MARKED = 9  # the index that stands for NaN


def dependence(net: nn.Module, given: Sequence[Tensor], place: int, dim: int, probe: float) -> list[Pair]:
    """First and last position of one dimension of an input on which each number of each output depends."""
    before = outputs(net, given)
    ends = [(np.full(each.shape, np.inf), np.full(each.shape, -np.inf)) for each in before]
    for position in range(given[place].shape[dim]):
        changed = given[place].clone()
        part = changed.select(dim, position)
        part.copy_(other_numbers(part, probe))
        after = outputs(net, [*given[:place], changed, *given[place + 1 :]])
        for (first, last), one, other in zip(ends, before, after, strict=True):
            touched = ~torch.isclose(
                one.double(), other.double(), rtol=1e-10, atol=0
            ).numpy()  # NaN is close to nothing
            first[touched] = np.minimum(first[touched], position)
            last[touched] = position
    return ends


def other_numbers(part: Tensor, probe: float) -> Tensor:
    """What a slice is changed to."""
    if part.is_floating_point():
        return part + probe * torch.rand_like(part)
    return ~part if part.dtype == torch.bool else torch.full_like(part, MARKED)


def outputs(net: nn.Module, given: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """What a model gives, one or several."""
    found = net(*given)
    return found if isinstance(found, tuple) else (found,)


def told(trace: Trace, shape: tuple[int, ...]) -> Pair:
    """The same from a trace, for every number of a tensor of this shape; it does not stop at the input's edges."""
    ends = [np.full(shape, end, dtype=float) for end in trace.base]
    for dim, term in trace.terms.items():
        along = [-1 if each == dim else 1 for each in range(len(shape))]
        ends = [end + part.reshape(along) for end, part in zip(ends, term.over(shape[dim]), strict=True)]
    return ends[0], ends[1]


def hulled(pair: Pair, dims: frozenset[int]) -> Pair:
    """The hull along some dimensions, for every number along them."""
    first, last = pair
    for dim in dims:
        first = np.broadcast_to(first.min(axis=dim, keepdims=True), first.shape)
        last = np.broadcast_to(last.max(axis=dim, keepdims=True), last.shape)
    return first, last


def inside(pair: Pair, extent: int) -> Pair:
    """What is left of stretches inside the input."""
    first, last = np.maximum(pair[0], 0), np.minimum(pair[1], extent - 1)
    return np.where(first > last, np.inf, first), np.where(first > last, -np.inf, last)


def compare(report: Report, given: Sequence[Tensor], probe: float = float("nan"), edges: str = "exact") -> int:
    """Hold every trace of a model's outputs against PyTorch; how many of them are unknown.

    `edges` is for numbers whose field reaches beyond the input: what is left of it is "exact", "within" what is told,
    or "other", as where padding repeats the input. All other numbers must depend on exactly what is told, unless it is
    "bound": then on no more.
    """
    net, unknown = build(report).double(), 0
    for module in net.modules():
        if isinstance(module, nn.Embedding | nn.EmbeddingBag):
            module.weight[MARKED] = torch.nan
    for place, x in enumerate(given):
        truth = [dependence(net, given, place, dim, probe) for dim in range(x.dim())]
        for output, seen in enumerate(seen_behind(report, (), place)):
            assert seen.shape == report.root.outputs[output].shape
            unknown += compare_one(seen, [ends[output] for ends in truth], edges)
    return unknown


def compare_one(seen: Seen, truth: list[Pair], edges: str) -> int:
    """The same for one output and one input, for each of whose dimensions there is a pair in `truth`."""
    known = [dim for dim, trace in enumerate(seen.traces) if trace is not None]
    said = {dim: told(seen.traces[dim], seen.shape) for dim in known}
    clipped = {dim: inside(said[dim], seen.extents[dim]) for dim in known}
    whole = {dim: hulled(truth[dim], seen.traces[dim].hulls) for dim in known}
    some = np.logical_and.reduce([first <= last for first, last in clipped.values()])  # else nothing at all
    border = 0 if edges == "exact" else 2  # strides may leave a rest that is never read
    moving = [(dim, *pair) for dim, pair in said.items() if seen.traces[dim].terms]
    beyond = [(first < border) | (last >= seen.extents[dim] - border) for dim, first, last in moving]
    beyond = np.logical_or.reduce(beyond or [False])
    for dim in known:
        (first, last), (low, high) = clipped[dim], whole[dim]
        nothing = ~some if not seen.traces[dim].hulls else first > last
        if len(known) < len(seen.traces):  # nothing stands behind it in a dimension of which that is not known
            nothing = nothing | (low > high)
        equal = np.where(nothing, low > high, (first == low) & (last == high))
        within = np.where(nothing, low > high, (first <= low) & (last >= high))
        around = {"exact": equal, "within": within, "other": True, "bound": within}[edges]
        assert np.where(beyond, around, within if edges == "bound" else equal).all(), f"dimension {dim}"
    return len(seen.traces) - len(known)


@pytest.fixture(autouse=True)
def no_grad() -> Iterator[None]:
    with torch.no_grad():
        torch.manual_seed(0)
        yield


def inputs(report: Report) -> list[Tensor]:
    """Positive numbers, of which every root and power is one too; indices; truths."""
    kinds = {"int64": lambda shape: torch.randint(MARKED, shape), "bool": lambda shape: torch.rand(shape) < 0.5}
    usual = lambda shape: torch.rand(shape, dtype=torch.float64) + 0.5  # noqa: E731
    return [kinds.get(each.dtype, usual)(each.shape) for each in report.model.inputs]


# --- every kind by itself


def test_every_kind_is_known_or_named() -> None:
    """Each layer of the catalogue has a rule or stands among the unknown ones, and each structure is walked through."""
    tables = [set(RULES), set(SEVERAL), set(UNKNOWN), set(SOURCES)]
    assert set(LAYERS) == set().union(*tables)
    assert sum(map(len, tables)) == len(set().union(*tables))
    assert {name for name, kind in KINDS.items() if kind.role == "structure"} == {*CONTAINERS, "Reuse", "Code"}


REPEATING = ("Reflection", "Replication", "Circular", "Pad")  # their padding may be the input again
# these compare, and not every other number gives another result
COMPARING = ("Sort", "TopK", "ArgMax", "ArgMin", "Compare", "OneHot", "Where", "MaskedFill", "CausalMask")
WEIGHING = ("Upsampl", "Interpolate", "Multihead", "Transformer", "Scaled")  # a weight of zero does not stop NaN
PARTLY = (
    "Upsample",
    "Interpolate",
    "LSTM",
    "GRU",
    "RNN",
    "MultiheadAttention",
    "Einsum",
    "MatMul",
)  # with some arguments
PLAIN = {  # padding that repeats the input is tested below; an index needs its row, which a maximum may not show
    **dict.fromkeys(("Conv", "ConvTranspose"), {"padding_mode": "zeros"}),
    "OneHot": {"num_classes": 10},
    "ScaledDotProductAttention": {"scale": None},
    **dict.fromkeys(("Embedding", "EmbeddingBag"), {"num_embeddings": 10, "max_norm": None, "mode": "mean"}),
}
TRIALS = 6


def alone(single: Block, *given: TensorType) -> Model:
    """A model of one block that takes these tensors, and gives all it gives."""
    fed = tuple(Input(each.shape, each.dtype, f"x{place}") for place, each in enumerate(given))
    taker = replace(single, inputs=tuple(each.name for each in fed), name="taker")
    model = Model(inputs=fed, root=Block("Graph", children=(taker,)))
    given_out = analyse(model).root.children[0].outputs
    results = ("taker", *(f"taker.{place}" for place in range(1, len(given_out))))
    return replace(model, root=replace(model.root, args={"outputs": results}))


def trials(name: str) -> Iterator[Report]:
    """A layer as from the palette, then with other arguments; only sound ones, and of these no large ones."""
    rng = random.Random(name)
    for trial in range(2 if name == "Transformer" else TRIALS):
        args = shuffled(KINDS[name], rng) if trial else dict(KINDS[name].start)
        args |= {each: value for each, value in PLAIN.get(name.rstrip("123d"), {}).items() if each in args}
        report = analyse(alone(Block(name, args=checked(KINDS[name], args)), *examples(name)))
        size = sum(each.bytes for each in report.root.outputs)
        if report.ok and size and (trial == 0 or size < 100_000):
            yield report


@pytest.mark.filterwarnings(
    "ignore:Implicit dimension choice",
    "ignore:input's size at dim",
    "ignore:enable_nested_tensor",
    "ignore:dropout option",
)
@pytest.mark.parametrize("name", [name for name in LAYERS if name not in UNKNOWN and name not in SOURCES])
def test_as_pytorch_does(name: str) -> None:
    """With arguments from the palette and with others, a layer's output depends on what is told and on nothing else."""
    for report in trials(name):
        given, args = inputs(report), report.root.children[0].args
        edges = "other" if name.startswith(REPEATING) else "within" if args.get("dilation", 1) != 1 else "exact"
        edges = "bound" if name in COMPARING or args.get("return_indices") else edges
        probe = 0.37 if name.startswith(WEIGHING) else float("nan")
        if all(each.isfinite().all() for each in outputs(build(report).double(), given)) or name == "CausalMask":
            assert compare(report, given, probe, edges) == 0 or name in PARTLY


@pytest.mark.parametrize("name", [name for name in LAYERS if name in UNKNOWN])
def test_the_unknown_is_not_guessed(name: str) -> None:
    """Of a kind without a rule every span is unknown, and says so."""
    report = analyse(alone(fresh(name), *examples(name)))
    for place, each in enumerate(report.model.inputs):
        found = receptive_field(report, (0,), place)
        assert found == Field(tuple(Span(None, extent) for extent in each.shape[1:]))
        assert str(found).startswith("? × ?")


# --- models


def conv(channels: int, kernel: int = 3, **args: Any) -> Block:
    """A convolution that keeps the size, unless told otherwise."""
    return block("Conv2d", out_channels=channels, kernel_size=kernel, **{"padding": kernel // 2} | args)


def parallel(*branches: Block, **args: Any) -> Block:
    """Branches side by side."""
    return block("Parallel", *branches, **args)


def row(*children: Block) -> Block:
    """Blocks in a row."""
    return block("Sequential", *children)


DOWN, UP = block("MaxPool2d", kernel_size=2), block("ConvTranspose2d", out_channels=3, kernel_size=2, stride=2)
SPREAD = block("AdaptiveAvgPool2d", output_size=1)
MODELS: dict[str, Model] = {
    "dilated": doc(conv(2, dilation=2, padding=2), conv(2, stride=2), conv(2, dilation=3, padding=0), shape=(1, 1, 24, 20)),
    "depthwise": doc(
        conv(8, groups=4), block("ChannelShuffle", groups=4), conv(4, groups=2), block("MaxPool2d", kernel_size=3, stride=2),
        shape=(2, 4, 17, 19),
    ),
    "autoencoder": doc(conv(4), DOWN, conv(4), DOWN, conv(4), UP, conv(4), UP, conv(2), shape=(1, 1, 24, 28)),
    "u-net": doc(
        conv(3), parallel(row(), row(DOWN, conv(4), parallel(row(), row(DOWN, conv(4), UP)), UP)), conv(2), conv(1, 1),
        shape=(1, 1, 20, 24),
    ),
    "interpolated": doc(
        conv(2, stride=2), block("Upsample", scale_factor=3.0), conv(2), block("MaxPool2d", kernel_size=3, stride=2),
        block("Upsample", size=10), shape=(1, 1, 12, 12),
    ),
    "pixels": doc(conv(8, groups=2), block("PixelShuffle", upscale_factor=2), conv(2), shape=(1, 2, 9, 7)),
    "pixels only": doc(block("PixelShuffle", upscale_factor=2), conv(2, groups=2, kernel=2, padding=0), shape=(1, 8, 5, 4)),
    "pixels back": doc(block("PixelUnshuffle", downscale_factor=2), conv(8, 1), conv(2), shape=(1, 2, 12, 14)),
    "inception": doc(parallel(conv(2, 1), row(conv(1), conv(2)), row(conv(2, 5)), block("MaxPool2d", kernel_size=3, stride=1, padding=1)), conv(3), shape=(2, 2, 15, 15)),
    "inception, depthwise": doc(parallel(conv(2, 1), conv(2)), conv(4, groups=4), block("GroupNorm", num_groups=2),
                                shape=(2, 2, 9, 9)),
    "squeeze and excite": doc(
        conv(4), residual(conv(4), parallel(row(), row(SPREAD, conv(2, 1), conv(4, 1)), merge="multiply")),
        shape=(1, 2, 9, 9),
    ),
    "gated by channel": doc(
        parallel(row(), row(block("Mean", dim=(2, 3), keepdim=True)), merge="multiply"), shape=(2, 3, 5, 6)
    ),
    "gated by what is left": doc(
        parallel(row(), row(block("MaxPool2d", kernel_size=2), SPREAD), merge="add"), shape=(1, 1, 7, 9)
    ),
    "flat and back": doc(
        conv(2), block("Flatten"), block("ReLU"), block("Unflatten", dim=1, unflattened_size=(2, 6, 8)), conv(3),
        shape=(2, 2, 6, 8),
    ),
    "flat, in a row": doc(
        block("Flatten", start_dim=2), block("Conv1d", out_channels=2, kernel_size=3, padding=1),
        shape=(2, 3, 4, 6),
    ),
    "patches": doc(
        block("Unfold", kernel_size=4, stride=4), block("Transpose", dim0=1, dim1=2), block("Linear", out_features=6),
        block("LayerNorm"), block("Transpose", dim0=1, dim1=2), block("Unflatten", dim=2, unflattened_size=(3, 4)),
        conv(2), shape=(2, 3, 12, 16),
    ),
    "overlapping patches": doc(block("Unfold", kernel_size=3, padding=1), block("ReLU"), shape=(2, 2, 5, 4)),
    "patches of a convolution": doc(
        conv(2), block("Unfold", kernel_size=2, stride=2), block("Conv1d", out_channels=2, kernel_size=1), shape=(1, 1, 8, 6)
    ),
    "vision transformer": doc(
        conv(8, 4, stride=4, padding=0), block("Flatten", start_dim=2), block("Transpose", dim0=1, dim1=2),
        residual(block("LayerNorm"), block("MultiheadAttention", num_heads=2, batch_first=True)), block("Select", dim=1, index=0),
        shape=(1, 3, 12, 12),
    ),
    "sequence, doubled": doc(parallel(row(), row(), dim=1), block("Transpose", dim0=1, dim1=2),
                             block("Conv1d", out_channels=3, kernel_size=3, padding=1), shape=(2, 6, 4)),
    "branches that narrow": doc(
        parallel(row(block("Narrow", dim=1, start=0, length=2)), row(block("Narrow", dim=1, start=3, length=3))), shape=(2, 7, 3)
    ),
    "stacked": doc(parallel(conv(2), row(conv(2, 5)), merge="stack", dim=2), block("Select", dim=-1, index=3),
                   shape=(1, 2, 9, 8)),
    "gated half": doc(block("Linear", out_features=6), block("Transpose", dim0=1, dim1=2), block("GLU", dim=2), shape=(2, 8, 3)),
    "every other round": doc(
        block("Repeat", residual(conv(2), block("ReLU"), conv(2)), times=2),
        block("Repeat", conv(4, stride=Expression("1 + i % 2")), times=3), shape=(1, 2, 24, 24),
    ),
    "batch moved": doc(block("Transpose", dim0=0, dim1=1), block("Conv1d", out_channels=3, kernel_size=2), shape=(4, 3, 5)),
}  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_models(name: str) -> None:
    """Layers in a row and in branches depend on exactly what is told."""
    report = analyse(MODELS[name])
    assert report.ok, report.problems
    assert compare(report, inputs(report), edges="within") == 0


@settings(max_examples=60, deadline=None)
@given(models())
def test_any_model(model: Model) -> None:
    """A random model's numbers depend on exactly what is told, or are said to be unknown."""
    report = analyse(larger(model))
    assert (receptive_field(report, ()) is None) == (report.output is None)
    if report.output and 0 not in report.output.shape:
        with suppress(IndexError):  # of PyTorch: indices that were added before they are looked up
            compare(report, inputs(report), edges="within")


_KEEPING = st.one_of(  # the shape of a picture
    st.builds(lambda c, k, g: conv(4, k, groups=g), st.just(4), st.sampled_from([1, 3, 5]), st.sampled_from([1, 2, 4])),
    st.sampled_from([
        conv(4, 3, dilation=2, padding=2), block("MaxPool2d", kernel_size=3, stride=1, padding=1), block("Softmax2d"),
        block("GroupNorm", num_groups=2), block("ChannelShuffle", groups=2), block("LocalResponseNorm", size=2),
        row(block("Select", dim=2, index=1), block("Unsqueeze", dim=2)), row(SPREAD, conv(4, 1)),
    ]),
)  # fmt: skip
_CHANGING = st.sampled_from([
    conv(4, 3, stride=2), conv(4, 2, stride=3), conv(4, 4, padding=0), DOWN, block("AvgPool2d", kernel_size=3, stride=2),
    block("ConvTranspose2d", out_channels=4, kernel_size=3, stride=2, padding=1),
    block("ConvTranspose2d", out_channels=4, kernel_size=2, stride=3, groups=2),
    block("Upsample", scale_factor=2.0), block("PixelShuffle", upscale_factor=2), block("PixelUnshuffle", downscale_factor=2),
    block("AdaptiveAvgPool2d", output_size=(5, 4)), block("Transpose", dim0=2, dim1=3), block("Transpose", dim0=1, dim1=2),
    row(block("Flatten", start_dim=2), block("Linear", out_features=6), block("Unflatten", dim=2, unflattened_size=(2, 3))),
    row(block("Flatten"), block("Unflatten", dim=1, unflattened_size=(4, 2, -1))), block("GLU", dim=1), block("GLU", dim=-1),
    row(block("Unfold", kernel_size=2, stride=2), block("Unflatten", dim=2, unflattened_size=(2, -1))),
])  # fmt: skip


def _branching(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    rows = st.lists(inner, max_size=2).map(lambda each: row(*each))
    merges = st.sampled_from([{"dim": 1}, {"dim": 2}, {"dim": -1}, {"merge": "add"}, {"merge": "multiply"}])
    several = st.builds(
        lambda branches, args: parallel(*branches, **args), st.lists(rows, min_size=2, max_size=3), merges
    )
    repeated = st.builds(lambda each, times: block("Repeat", each, times=times), inner, st.integers(2, 3))
    return several | repeated | rows.map(lambda each: residual(*each.children))


@settings(max_examples=60, deadline=None)
@given(st.lists(_CHANGING | st.recursive(_KEEPING, _branching, max_leaves=5), min_size=1, max_size=5))
def test_any_picture(blocks: list[Block]) -> None:
    """Whatever is done to a picture, its numbers depend on exactly what is told, or are said to be unknown."""
    report = analyse(doc(*blocks, shape=(2, 4, 13, 11)))
    if report.output and 0 not in report.output.shape and report.output.bytes < 20_000:
        compare(report, inputs(report), edges="within")


def larger(model: Model) -> Model:
    """The model on a picture of 16 x 18 rather than 8 x 8, so that a middle is left; never on integers as numbers."""
    given = model.inputs[0]
    shape = (2, 4, 16, 18) if len(given.shape) == 4 else given.shape
    tokens = model.inputs[0].dtype == "int64" and given.shape == (2, 5)
    return Model(inputs=(Input(shape, "int64" if tokens else "float32"),), root=model.root)


@settings(max_examples=60, deadline=None)
@given(models())
def test_deeper_is_no_larger(model: Model) -> None:
    """What a branch's numbers depend on, its container's do; and a row gives what its last block gives."""
    report = analyse(model)
    for address, parent, node in report.nodes():
        if not node.ok or not parent.children or parent.kind == "Repeat":
            continue
        whole = receptive_field(report, address)
        assert whole
        if parent.kind == "Sequential":
            assert whole == receptive_field(report, (*address, len(parent.children) - 1))
            continue
        for position in range(len(parent.children)):
            part = receptive_field(report, (*address, position))
            assert part
            for inner, outer in zip(part.spans, whole.spans, strict=True):
                assert outer.whole or None in (inner.size, outer.size) or inner.size <= outer.size


def test_padding_that_repeats_adds_nothing() -> None:
    """However a convolution pads, in the middle it depends on its window, and that is what is told."""
    for mode in ("reflect", "replicate", "circular"):
        report = analyse(doc(conv(2, padding_mode=mode), conv(2, padding_mode=mode), shape=(1, 1, 9, 8)))
        assert str(receptive_field(report, ())) == "1 × 5 × 5 of 1 × 9 × 8"
        assert compare(report, inputs(report), edges="other") == 0


# --- numbers that are known


def spans(name: str, path: str) -> list[tuple[int | None, int | None]]:
    """Size and jump of the spans of a block in the gallery."""
    model = library.load(str(next(each for each in GALLERY if each.stem == name)))
    found = receptive_field(analyse(model), model.address(model.find(path).id))
    assert found
    return [(span.size, span.jump) for span in found.spans]


@pytest.mark.parametrize(
    ("name", "path", "size", "jump"),
    [
        # size after a window: size + (kernel - 1) * jump so far; jump: * stride
        ("lenet", "features.0", 5, 1),
        ("lenet", "features.2", 6, 2),  # 5 + 1
        ("lenet", "features.3", 14, 2),  # 6 + 4 * 2
        ("lenet", "features.5", 16, 4),  # 14 + 2
        # 2, 2, 3, 3, 3 convolutions of 3 at jumps 1, 2, 4, 8, 16, each stage with a pool of 2:
        # 1 + (2*2 + 1) + 2*(2*2 + 1) + 4*(3*2 + 1) + 8*(3*2 + 1) + 16*(3*2 + 1) = 1 + 5 + 10 + 28 + 56 + 112
        ("vgg16", "vgg.features", 212, 32),
        # stem: 7 at jump 1, then a pool of 3 at jump 2: 1 + 6 + 2 * 2
        ("resnet18", "resnet.stem", 11, 4),
        # four convolutions of 3 a stage, the first one of a later stage at the jump before it:
        # 11 + 4*2*4 = 43; + 2*4 + 3*2*8 = 99; + 2*8 + 3*2*16 = 211; + 2*16 + 3*2*32 = 435
        ("resnet18", "resnet.layer1", 43, 4),
        ("resnet18", "resnet.layer2", 99, 8),
        ("resnet18", "resnet.layer3", 211, 16),
        ("resnet18", "resnet.layer4", 435, 32),
        # bottlenecks have one convolution of 3 a block, which has the stride: 3, 8, 36 and 3 of them:
        # 11 + 3*2*4 = 35; + 2*4 + 7*2*8 = 155; + 2*8 + 35*2*16 = 1291; + 2*16 + 2*2*32 = 1451
        ("resnet152", "resnet.layer1", 35, 4),
        ("resnet152", "resnet.layer2", 155, 8),
        ("resnet152", "resnet.layer3", 1291, 16),
        ("resnet152", "resnet.layer4", 1451, 32),
    ],
)  # fmt: skip
def test_known_sizes(name: str, path: str, size: int, jump: int) -> None:
    """The gallery's networks have the fields that a sum by hand gives, larger than the picture where it is so."""
    channels, *space = spans(name, path)
    assert channels in [(1, None), (3, None)]
    assert space == [(size, jump)] * 2


@pytest.mark.parametrize("path", WITHOUT_CODE, ids=lambda path: path.stem)
def test_gallery(path: Path) -> None:
    """Of every block of the gallery's models the field is known."""
    report = analyse(library.load(str(path)))
    for address in (address for address, _, node in report.nodes() if node.outputs):  # some are in no round
        found = receptive_field(report, address)
        assert found
        assert [span.extent for span in found.spans] == list(report.model.inputs[0].shape[1:])
        assert None not in [span.size for span in found.spans]


def test_text() -> None:
    """A field reads as numbers with the input's extents, as "all" when it is everything, and has its convention."""
    report = analyse(doc(conv(4, 5), block("Flatten"), block("Linear", out_features=3), shape=(2, 3, 32, 16)))
    assert str(receptive_field(report, (0,))) == "3 × 5 × 5 of 3 × 32 × 16"
    assert str(receptive_field(report, (1,))) == "3 × 5 × 5 of 3 × 32 × 16"
    assert str(receptive_field(report, ())) == "all of 3 × 32 × 16"
    assert "one number" in CONVENTION
    assert receptive_field(report, (0,)) == Field((Span(3, 3, True), Span(5, 32, jump=1), Span(5, 16, jump=1)))


def test_without_an_output_there_is_no_field() -> None:
    """Nothing is told of a block that does not work, nor of what comes after it."""
    report = analyse(doc(block("Linear", out_features=3), conv(2), block("ReLU"), shape=(2, 5)))
    assert str(receptive_field(report, (0,))) == "all of 5"
    assert [receptive_field(report, address) for address in ((1,), (2,), ())] == [None] * 3


# --- places


def test_in_a_repeat_the_first_round_is_told() -> None:
    """A block in a Repeat has the field of its first round; the Repeat, that of its last."""
    report = analyse(doc(block("Repeat", conv(2), block("ReLU"), times=4), shape=(1, 2, 20, 20)))
    assert str(receptive_field(report, (0, 1))) == "2 × 3 × 3 of 2 × 20 × 20"
    assert str(receptive_field(report, (0,))) == "2 × 9 × 9 of 2 × 20 × 20"  # 1 + 4 * 2


def test_in_a_repeat_that_fails_the_failing_round_is_told() -> None:
    """Of a Repeat that fails, a block has the field that it has in the round that is shown, which is the failing one."""
    halves = (block("Conv1d", out_channels=2, kernel_size=3), block("MaxPool1d", kernel_size=2))
    report = analyse(doc(block("Repeat", *halves, times=9), shape=(1, 2, 16)))
    # 16 to 14 to 7, to 5 to 2, and a kernel of 3 does not fit: round 3 shows nothing, the report says so too
    assert not report.at((0, 0)).ok
    assert receptive_field(report, (0, 0)) is None
    report = analyse(doc(block("Repeat", *halves, times=9), shape=(1, 2, 20)))
    # 20 to 18 to 9, to 7 to 3, to 1, which a pool of 2 refuses: the convolution of round 3 is at jump 4
    found = receptive_field(report, (0, 0))
    assert found == Field((Span(2, 2, True), Span(18, 20, jump=4)))  # 3, 4 (jump 2), 8, 10 (jump 4), 18


def test_a_graph_has_a_field_for_each_input() -> None:
    """In a Graph what a block depends on is told for each input of the model, through all the ways that lead to it."""
    near = replace(conv(2), name="near", inputs=("x",))
    far = replace(conv(2, 5), name="far", inputs=("y",))
    both = replace(block("Add"), name="both", inputs=("near", "far"))
    again = replace(block("Add"), name="again", inputs=("both", "x"))
    fed = (Input((1, 2, 9, 9)), Input((1, 2, 9, 9), name="y"))
    report = analyse(Model(inputs=fed, root=Block("Graph", children=(near, far, both, again))))
    assert [str(receptive_field(report, (), place)) for place in (0, 1)] == [
        "2 × 3 × 3 of 2 × 9 × 9",
        "2 × 5 × 5 of 2 × 9 × 9",
    ]
    assert str(receptive_field(report, (0,), 1)) == "0 × 0 × 0 of 2 × 9 × 9"
    assert compare(report, inputs(report)) == 0


@pytest.mark.parametrize(
    "last",
    [
        block("MultiheadAttention", num_heads=2, batch_first=True, causal=True),
        block("LSTM", hidden_size=3, batch_first=True),
        block("CumSum", dim=1),
    ],
    ids=lambda each: each.kind,
)
def test_what_sees_no_later_time_is_not_whole(last: Block) -> None:
    """A sequence read up to each of its times depends on all of it at its end, and not everywhere."""
    found = receptive_field(analyse(doc(block("Linear", out_features=4), last, shape=(2, 5, 4))), ())
    assert found == Field((Span(5, 5), Span(4, 4, True)))


def test_many_rounds_are_quick() -> None:
    """Rounds that change nothing any more are gone through once; past a bound all is unknown."""
    attention = residual(block("MultiheadAttention", num_heads=1, batch_first=True))
    report = analyse(doc(block("Repeat", attention, times=10_000), shape=(1, 5, 4)))
    assert str(receptive_field(report, ())) == "all of 5 × 4"
    report = analyse(doc(block("Repeat", conv(1), conv(1), conv(1), times=10_000), shape=(1, 1, 4, 4)))
    assert str(receptive_field(report, ())) == "? × ? × ? of 1 × 4 × 4"


def test_large_tables_are_unknown() -> None:
    """Where the table of a dimension would have more than a million entries, the span is unknown; others are not."""
    report = analyse(doc(block("Flatten"), shape=(1, 2, 1_100, 1_000)))
    assert str(receptive_field(report, ())) == "? × ? × 1 of 2 × 1100 × 1000"
    report = analyse(doc(block("Flatten", start_dim=2), shape=(1, 2, 1_100, 1_000)))
    assert str(receptive_field(report, ())) == "1 × 1 × 1 of 2 × 1100 × 1000"
