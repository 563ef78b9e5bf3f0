"""Fixes: the usual mistakes have one that comes first and cures them, and every fix that is offered works."""

import time

import pytest
from hypothesis import given, settings
from making import GALLERY, KINDS, block, doc, models, residual

import blocks
from benchmarks.breaking import mistakes, typed
from benchmarks.witness import refusal
from blocks import commands
from blocks.analysis import analyse
from blocks.expressions import Expression
from blocks.repair import MOST_FIXES, diagnose
from blocks.report import Report
from blocks.tree import Block, Input, Model

PICTURE, LONG = (1, 3, 8, 8), (1, 5, 8)


def conv(**args: object) -> Block:
    """A convolution that keeps the size."""
    return block("Conv2d", **{"out_channels": 4, "kernel_size": 3, "padding": 1} | args)


def row(*children: Block) -> Block:
    """A branch."""
    return Block("Sequential", "", {}, children)


# model, path of the problem, label of the first fix, whether it cures the whole model
BROKEN: list[tuple[str, Model, str, str, bool]] = [
    # a typed size that is not what arrives
    ("features", doc(block("Linear", in_features=7, out_features=3)), "0", "Set in_features = 20", True),
    ("channels", doc(conv(in_channels=5), shape=PICTURE), "0", "Set in_channels = 3", True),
    ("features of a norm", doc(block("LayerNorm", normalized_shape=(9,))), "0", "Set normalized_shape = 20", True),
    ("channels of a norm", doc(conv(), block("BatchNorm2d", num_features=8), shape=PICTURE), "1", "Set num_features = 4", True),
    ("features of a layer", doc(block("TransformerEncoderLayer", nhead=4, d_model=16), shape=LONG), "0", "Set d_model = 8", True),
    ("transposed", doc(block("ConvTranspose2d", in_channels=5, out_channels=2, kernel_size=2), shape=PICTURE), "0", "Set in_channels = 3", True),
    ("first of two", doc(block("Linear", in_features=7, out_features=3), block("Linear", in_features=9, out_features=3)), "0", "Infer the sizes in 2 blocks", True),
    ("a stride before", doc(conv(stride=3), block("Flatten"), block("Linear", in_features=256, out_features=3), shape=PICTURE), "2", "Set stride = 1 in Conv2d 0", True),
    ("swapped", doc(block("Linear", in_features=8, out_features=3), block("Linear", in_features=20, out_features=8)), "0", "Swap Linear 0 and Linear 1", True),
    # a missing argument
    ("no kernel", doc(block("Conv2d", out_channels=4), shape=PICTURE), "0", "Set kernel_size = 3", True),
    ("no features", doc(block("Linear")), "0", "Set out_features = 128", True),
    ("no features before typed ones", doc(block("Linear"), block("Linear", in_features=9, out_features=3)), "0", "Set out_features = 9", True),
    ("no times", doc(block("Repeat", block("ReLU"))), "0", "Set times = 3", True),
    ("no size", doc(block("Upsample"), shape=PICTURE), "0", "Set scale_factor = 2.0", True),
    # another form than is wanted
    ("picture into a typed Linear", doc(block("Linear", in_features=192, out_features=3), shape=PICTURE), "0", "Insert Flatten", True),
    ("picture into attention", doc(conv(), block("MultiheadAttention", num_heads=2, batch_first=True), shape=PICTURE), "1", "Make the picture a sequence: Flatten and Transpose", True),
    ("picture into a Conv1d", doc(block("Conv1d", out_channels=4, kernel_size=3), shape=PICTURE), "0", "Use Conv2d", True),
    ("sequence into a Conv2d", doc(block("Linear", out_features=8), conv(in_channels=8), shape=(1, 16, 8)), "1", "Make the sequence a picture of 4×4: Transpose and Unflatten", True),
    ("vector into a Conv2d", doc(block("Linear", out_features=192), conv(in_channels=3)), "1", "Insert Unflatten to 3×8×8", True),
    ("dimensions", doc(block("BatchNorm2d"), shape=(4, 8)), "0", "Use BatchNorm1d", True),
    ("dimensions of a pool", doc(block("MaxPool2d", kernel_size=2), shape=(4, 8)), "0", "Use MaxPool1d", True),
    ("no batch, no channels", doc(conv(in_channels=3), shape=(32, 32)), "0", "Feed 1×3×32×32", True),
    ("no channels", doc(conv(in_channels=3), shape=(1, 32, 32)), "0", "Feed 1×3×32×32", True),
    ("channels last", doc(conv(in_channels=3), shape=(1, 32, 32, 3)), "0", "Insert Permute: channels first", True),
    ("after Flatten", doc(block("Flatten"), conv(), shape=PICTURE), "1", "Move it before Flatten", True),
    # whole and real numbers
    ("tokens", doc(block("Embedding", num_embeddings=9, embedding_dim=3)), "0", "Feed whole numbers (int64)", True),
    ("vectors into an Embedding", doc(block("Linear", out_features=4), block("Embedding", num_embeddings=9, embedding_dim=3)), "1", "Use Linear", True),
    ("whole numbers", doc(block("Linear", out_features=3), dtype="int64"), "0", "Insert Embedding", True),
    ("whole numbers, typed", doc(block("Linear", in_features=32, out_features=3), dtype="int64"), "0", "Insert Embedding", True),
    ("doubles", doc(block("Linear", out_features=3), dtype="float64"), "0", "Feed real numbers (float32)", True),
    # windows
    ("window", doc(block("MaxPool2d", kernel_size=9), shape=PICTURE), "0", "Set padding = 4", True),
    ("kernel", doc(conv(kernel_size=11, padding=0), shape=PICTURE), "0", "Set padding = 5", True),
    ("one pixel left", doc(*[block("MaxPool2d", kernel_size=2)] * 4, shape=PICTURE), "3", "Set kernel_size = 1", True),
    ("too much padding", doc(block("MaxPool2d", kernel_size=2, padding=2), shape=PICTURE), "0", "Set padding = 1", True),
    ("nothing comes out", doc(block("ConvTranspose2d", out_channels=4, kernel_size=1, padding=5), shape=PICTURE), "0", "Set padding = 0", True),
    ("output padding", doc(block("ConvTranspose2d", out_channels=4, kernel_size=3, output_padding=3), shape=PICTURE), "0", "Set output_padding = 0", True),
    ("same with a stride", doc(conv(padding="same", stride=2), shape=PICTURE), "0", "Set padding = 1", True),
    ("mirror", doc(block("ReflectionPad2d", padding=9), shape=PICTURE), "0", "Set padding = 1", True),
    # numbers that must divide
    ("groups", doc(block("GroupNorm", num_groups=3), shape=(1, 8, 4, 4)), "0", "Set num_groups = 2", True),
    ("groups of a Conv2d", doc(conv(groups=2), shape=PICTURE), "0", "Set groups = 1", True),
    ("groups to shuffle", doc(block("ChannelShuffle", groups=4), shape=(1, 6, 4, 4)), "0", "Set groups = 3", True),
    ("heads", doc(block("MultiheadAttention", num_heads=3, batch_first=True), shape=LONG), "0", "Set num_heads = 2", True),
    ("features that come first", doc(block("MultiheadAttention", embed_dim=8, num_heads=2, batch_first=True), shape=(1, 8, 5)), "0", "Insert Transpose", True),
    ("a flatten beyond", doc(block("Flatten", start_dim=4), shape=PICTURE), "0", "Set start_dim = 3", True),
    ("heads of a layer", doc(block("TransformerEncoderLayer", nhead=5), shape=LONG), "0", "Set nhead = 4", True),
    ("heads that nearly fit", doc(block("MultiheadAttention", num_heads=7, batch_first=True), shape=(1, 5, 128)), "0", "Set num_heads = 8", True),
    ("heads of odd features", doc(block("Embedding", num_embeddings=9, embedding_dim=13), block("MultiheadAttention", num_heads=4, batch_first=True), block("Linear", in_features=12, out_features=2), shape=(1, 5), dtype="int64"), "1", "Set embedding_dim = 12 in Embedding 0", True),
    ("pixels to shuffle", doc(conv(out_channels=6), block("PixelShuffle", upscale_factor=2), shape=PICTURE), "1", "Set out_channels = 8 in Conv2d 0", True),
    ("pixels of a photo to shuffle", doc(block("PixelShuffle", upscale_factor=2), shape=PICTURE), "0", "Insert Conv2d with 12 channels", True),
    ("pixels to unshuffle", doc(block("PixelUnshuffle", downscale_factor=3), shape=PICTURE), "0", "Set downscale_factor = 2", True),
    ("unflattened", doc(block("Unflatten", dim=1, unflattened_size=(4, 6))), "0", "Set unflattened_size = 4, -1", True),
    ("reshaped", doc(block("Reshape", shape=(3, 7))), "0", "Set shape = 2, -1", True),
    ("two open sizes", doc(block("Reshape", shape=(-1, -1))), "0", "Set shape = -1", True),
    ("folded", doc(block("Unfold", kernel_size=2, stride=2), block("Fold", output_size=(8, 8), kernel_size=2), shape=PICTURE), "1", "Fold as it was unfolded", True),
    ("halves", doc(block("Linear", out_features=7), block("GLU", dim=1)), "1", "Set out_features = 8 in Linear 0", True),
    # lengths and dimensions
    ("positions", doc(block("PositionalEmbedding", longest=3), shape=LONG), "0", "Set longest = 5", True),
    ("slopes", doc(block("PReLU", num_parameters=5)), "0", "Set num_parameters = 20", True),
    ("index", doc(block("Select", dim=1, index=99)), "0", "Set index = -1", True),
    ("dimension", doc(block("Softmax", dim=4)), "0", "Set dim = 1", True),
    ("order of dimensions", doc(block("Permute", dims=(0, 2, 1))), "0", "Set dims = 0, 1", True),
    ("stretch", doc(block("Narrow", dim=1, start=15, length=10)), "0", "Set length = 5", True),
    ("row of a table", doc(block("Embedding", num_embeddings=9, embedding_dim=3, padding_idx=20), dtype="int64"), "0", "Set padding_idx = None", True),
    ("rule", doc(block("Linear", out_features=Expression("i + 1"))), "0", "Set out_features = 128", True),
    # sums
    ("skip", doc(residual(conv()), shape=PICTURE), "0", "Project the shortcut with Conv2d", True),
    ("skip of vectors", doc(residual(block("Linear", out_features=3))), "0", "Project the shortcut with Linear", True),
    ("skip that shrinks", doc(residual(conv(out_channels=3, padding=0)), shape=PICTURE), "0", "Set padding = 1 in Conv2d body.0", True),
    ("skip that shrinks twice", doc(residual(conv(padding=0), conv(out_channels=3, padding=0)), shape=PICTURE), "0", "Keep the size: pad in 2 blocks", True),
    ("skip with a stride", doc(residual(conv(stride=2)), shape=PICTURE), "0", "Project the shortcut with Conv2d", True),
    ("shortcut without the stride", doc(residual(conv(stride=2), shortcut=(conv(kernel_size=1, padding=0),)), shape=PICTURE), "0", "Set stride = 1 in Conv2d body.0", True),
    ("skip around Flatten", doc(residual(block("Flatten")), shape=PICTURE), "0", "Flatten branch shortcut too", True),
    ("sums", doc(block("Parallel", block("Linear", out_features=3), block("ReLU"), merge="add")), "0", "Concatenate along dim 1", True),
    # concatenation
    ("branches", doc(block("Parallel", conv(), conv(padding=0)), shape=PICTURE), "0", "Set padding = 1 in Conv2d 0.1", True),
    ("branches with a stride", doc(block("Parallel", row(conv(stride=2)), row(conv())), shape=PICTURE), "0", "Set stride = 2 in Conv2d 1.0", True),
    ("branches after a pool", doc(block("Parallel", row(block("MaxPool2d", kernel_size=2)), row(block("ReLU"))), shape=PICTURE), "0", "Keep the size: pad in 1 block", True),
    ("odd branches", doc(block("Parallel", row(block("MaxPool2d", kernel_size=2), block("Upsample", scale_factor=2.0)), row(block("ReLU"))), shape=(1, 3, 9, 9)), "0", "Crop to 8×8 at the end of branch 1", True),
    ("joined along the batch", doc(block("Parallel", block("Linear", out_features=4), block("ReLU"), dim=0)), "0", "Set dim = 1", True),
    ("stacked", doc(block("Parallel", block("Linear", out_features=4), block("ReLU"), merge="stack")), "0", "Concatenate along dim 1", True),
    ("no branch", doc(block("Parallel")), "0", "Add a branch", True),
    # inside structures
    ("inside a repeat", doc(block("Repeat", block("Linear", in_features=7, out_features=20), times=2)), "0.0", "Set in_features = 20", True),
    ("in a later round", doc(block("Repeat", block("Linear", in_features=20, out_features=10), times=3)), "0.0", "Infer in_features in each round", True),
    ("in the last rounds", doc(block("Repeat", block("Conv2d", out_channels=3, kernel_size=3), times=5), shape=PICTURE), "0.0", "Set padding = 1", True),
    ("shared rounds", doc(block("Repeat", block("Linear", out_features=10), times=3, share=True)), "0.0", "Do not share the rounds", True),
    ("skip in a repeat", doc(block("Repeat", residual(conv(out_channels=3, padding=0)), times=2), shape=PICTURE), "0.0", "Set padding = 1 in Conv2d body.0", True),
    ("inside a body", doc(residual(block("Linear", in_features=7, out_features=20))), "0.body.0", "Set in_features = 20", True),
    ("inside a branch", doc(block("Parallel", row(block("Linear", in_features=7, out_features=3)), row(block("ReLU")))), "0.0.0", "Set in_features = 20", True),
    # when nothing else helps
    ("no half", doc(block("GLU", dim=1), shape=(2, 7)), "0", "Remove GLU", True),
]  # fmt: skip


def standing(report: Report) -> tuple[bool, int, int]:
    """Whether a model works, how many blocks complain, how many are known to work."""
    nodes = [node for _, _, node in report.nodes()]
    return report.ok, -len(report.problems), sum(node.ok for node in nodes)


@pytest.mark.parametrize(("model", "path", "label", "cures"), [entry[1:] for entry in BROKEN], ids=[entry[0] for entry in BROKEN])  # fmt: skip
def test_first_fix(model: Model, path: str, label: str, cures: bool) -> None:
    """A usual mistake is found where it is; the fix that comes first is the one a teacher would propose, and works."""
    report = diagnose(model)
    place, problem = report.problems[0]
    assert place == path
    assert problem.fixes, problem
    assert problem.fixes[0].label == label
    fixed = analyse(commands.apply_all(model, KINDS, problem.fixes[0].edits))
    assert fixed.ok or not cures
    assert standing(fixed) > standing(report)


@settings(max_examples=150)
@given(models())
def test_every_fix_works(model: Model) -> None:
    """Each fix of each problem can be applied and leaves the model standing better; a sound model has none."""
    report = diagnose(model)
    plain = analyse(model)
    assert [(path, problem.received) for path, problem in report.problems] == [
        (path, problem.received) for path, problem in plain.problems
    ]
    for _, problem in report.problems:
        assert len(problem.fixes) <= MOST_FIXES
        assert len({fix.label for fix in problem.fixes}) == len(problem.fixes)
        for fix in problem.fixes:
            assert standing(analyse(commands.apply_all(model, KINDS, fix.edits))) > standing(plain)


@pytest.mark.parametrize("model", [entry[1] for entry in BROKEN], ids=[entry[0] for entry in BROKEN])
def test_empty_inputs_are_diagnosed(model: Model) -> None:
    """With a 0 in any dimension of the input there is a report, and what is offered works further."""
    given = model.inputs[0]
    for place in range(len(given.shape)):
        shape = (*given.shape[:place], 0, *given.shape[place + 1 :])
        empty = Model("Empty", "", (Input(shape, given.dtype),), model.root)
        report = diagnose(empty)
        for _, problem in report.problems:
            for fix in problem.fixes:
                assert standing(analyse(commands.apply_all(empty, KINDS, fix.edits))) > standing(report)


def test_what_is_elsewhere_comes_first() -> None:
    """One of three equal places lost its padding, another a block: both get back what the other two have."""
    stages = [
        residual(Block("Conv2d", "one", conv(out_channels=4).args), Block("BatchNorm2d", "norm"), name=name)
        for name in ("a", "b", "c")
    ]
    odd = residual(Block("Conv2d", "one", conv(out_channels=4, padding=0).args), Block("BatchNorm2d", "norm"), name="d")
    report = diagnose(doc(conv(), *stages, odd, shape=PICTURE))
    assert report["d"].problem.fixes[0].label == "Set padding = 1 in body.one, as in the 3 others"
    lost = residual(Block("BatchNorm2d", "norm", {"num_features": 8}), name="d")
    report = diagnose(doc(conv(), *stages, lost, shape=PICTURE))
    labels = [fix.label for fix in report["d.body.norm"].problem.fixes]
    assert "Set num_features = 4" in labels


def test_a_fix_has_its_price() -> None:
    """A projection costs its weights; what stands behind the problem, and comes back with every fix, costs nothing."""
    model = doc(residual(conv(stride=2)), block("Flatten"), block("Linear", out_features=10), shape=PICTURE)
    project, *_ = diagnose(model)["0"].problem.fixes
    assert project.label == "Project the shortcut with Conv2d"
    assert project.params == 3 * 4 + 4  # 1x1 kernels from 3 to 4 channels, and biases
    assert project.macs == 3 * 4 * 4 * 4  # at each of 4x4 places
    assert project.cures


def test_a_price_counts_each_round() -> None:
    """What is added inside a Repeat costs once a round; what is removed is paid back."""
    model = doc(block("Repeat", residual(block("Linear", out_features=5)), block("Linear", out_features=20), times=3))
    project = diagnose(model)["0.0.0"].problem.fixes[0]
    assert project.label == "Project the shortcut with Linear"
    assert project.params == 3 * (20 * 5 + 5)
    assert project.macs == 3 * 2 * 20 * 5  # for 2 examples


def test_gallery_mistakes() -> None:
    """Small models of the gallery, broken at random: each mistake is named where PyTorch fails, nine of ten are cured."""
    sound = [
        blocks.load(path)
        for path in GALLERY
        if path.stem in ("lenet", "nestmlp", "parallel", "perceptron", "cnn", "cnnblocks")
    ]
    found = []
    written = [model for model in sound if not model.definitions]  # of which the witness knows nothing
    for mistake in mistakes([*written, *map(typed, sound)], seed=7):
        truth = refusal(mistake.broken)
        if truth:
            report = diagnose(mistake.broken)
            address, problem = next((address, node.problem) for address, _, node in report.nodes() if node.problem)
            assert address == truth[0], mistake.label
            found.append(any(fix.cures and not fix.label.startswith("Remove") for fix in problem.fixes))
        if len(found) == 40:
            break
    assert sum(found) >= 36  # 90 %


# model, path of the caution, its first fix with its price
DOUBTFUL: list[tuple[str, Model, str, str]] = [
    # 4 channels of 8×8 are 256 features of 3 outputs, not 8: (256 − 8)·3 = 744 parameters more; the MACs were 8·3 for
    # each of 4·8 rows, and are 256·3 = 768 as before
    ("rows of a picture", doc(conv(), block("Linear", out_features=3), shape=PICTURE), "1", "Insert Flatten (+744 parameters)"),
    ("rows, typed", doc(conv(), block("Linear", in_features=8, out_features=3), shape=PICTURE), "1", "Insert Flatten, infer in_features (+744 parameters)"),
    # 1 channel for 6: a 1×1 convolution of 1·6 + 6 parameters on 8×8 places
    ("a stretched shortcut", doc(residual(conv(out_channels=6)), shape=(1, 1, 8, 8)), "0", "Project the shortcut with Conv2d (+12 parameters, +384 MACs)"),
    # scores and sums of 4·5·5·8·2 in the place of 5·4·4·8·2
    ("the batch as time", Model(inputs=(Input((4, 5, 8), batch=0),), root=row(block("MultiheadAttention", num_heads=2))), "0", "Set batch_first (+320 MACs)"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "path", "offer"), [entry[1:] for entry in DOUBTFUL], ids=[entry[0] for entry in DOUBTFUL])  # fmt: skip
def test_a_caution_has_a_fix_that_takes_it_away(model: Model, path: str, offer: str) -> None:
    """What works and may not be meant has a fix too; with it the model works and nothing is said of it any more."""
    caution = diagnose(model)[path].caution
    assert caution is not None and caution.fixes[0].offer == offer
    report = analyse(commands.apply_all(model, KINDS, caution.fixes[0].edits))
    assert report.ok and not [node.caution for _, _, node in report.rows() if node.caution]


def test_a_caution_has_no_fix_that_breaks_something() -> None:
    """A Flatten in the body of a Residual would take the caution away, and the sum with it."""
    found = diagnose(doc(residual(block("Linear", out_features=8)), shape=PICTURE))["0.body.0"]
    assert found.caution is not None and not found.caution.fixes


def test_a_sound_model_is_left_alone() -> None:
    """Without problems a diagnosis is the analysis."""
    model = doc(block("Linear", out_features=3))
    assert diagnose(model) == analyse(model)


def test_many_problems_are_quick() -> None:
    """A model in which everything is wrong is diagnosed within a second or two."""
    wrong = [block("Linear", in_features=7, out_features=3), block("Conv2d"), block("GroupNorm", num_groups=3)]
    branches = [block("Sequential", each) for each in wrong for _ in range(40)]
    start = time.perf_counter()
    report = diagnose(doc(*[block("ReLU")] * 300, block("Parallel", *branches)))
    assert len(report.problems) == 120
    assert time.perf_counter() - start < 3
