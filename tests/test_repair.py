"""Fixes: the usual mistakes have one that comes first and cures them, and every fix that is offered works."""

import time

import pytest
from hypothesis import given, settings
from making import KINDS, block, doc, models, residual

from blocks import commands
from blocks.analysis import analyse
from blocks.expressions import Expression
from blocks.repair import MOST_FIXES, diagnose
from blocks.report import Report
from blocks.tree import Block, Model

PICTURE, LONG = (1, 3, 8, 8), (1, 5, 8)


def conv(**args: object) -> Block:
    """A convolution that keeps the size."""
    return block("Conv2d", **{"out_channels": 4, "kernel_size": 3, "padding": 1} | args)


# model, path of the problem, label of the first fix, whether it cures the whole model
BROKEN: list[tuple[str, Model, str, str, bool]] = [
    ("features", doc(block("Linear", in_features=7, out_features=3)), "0", "Set in_features = 20", True),
    ("channels", doc(conv(in_channels=5), shape=PICTURE), "0", "Set in_channels = 3", True),
    ("features of a norm", doc(block("LayerNorm", normalized_shape=(9,))), "0", "Set normalized_shape = 20", True),
    ("transposed", doc(block("ConvTranspose2d", in_channels=5, out_channels=2, kernel_size=2), shape=PICTURE), "0", "Set in_channels = 3", True),
    ("no kernel", doc(block("Conv2d", out_channels=4), shape=PICTURE), "0", "Set kernel_size = 3", True),
    ("no features", doc(block("Linear")), "0", "Set out_features = 128", True),
    ("no times", doc(block("Repeat", block("ReLU"))), "0", "Set times = 3", True),
    ("picture into a typed Linear", doc(block("Linear", in_features=192, out_features=3), shape=PICTURE), "0", "Insert Flatten", True),
    ("groups", doc(block("GroupNorm", num_groups=3), shape=(1, 8, 4, 4)), "0", "Set num_groups = 2", True),
    ("heads", doc(block("MultiheadAttention", num_heads=3), shape=LONG), "0", "Set num_heads = 2", True),
    ("heads of a layer", doc(block("TransformerEncoderLayer", nhead=5), shape=LONG), "0", "Set nhead = 4", True),
    ("window", doc(block("MaxPool2d", kernel_size=9), shape=PICTURE), "0", "Set padding = 4", True),
    ("kernel", doc(conv(kernel_size=11, padding=0), shape=PICTURE), "0", "Set padding = 5", True),
    ("dimensions", doc(block("BatchNorm2d"), shape=(4, 8)), "0", "Use BatchNorm1d", True),
    ("dimensions of a pool", doc(block("MaxPool2d", kernel_size=2), shape=(4, 8)), "0", "Use MaxPool1d", True),
    ("tokens", doc(block("Embedding", num_embeddings=9, embedding_dim=3)), "0", "Feed whole numbers (int64)", True),
    ("whole numbers", doc(block("Linear", out_features=3), dtype="int64"), "0", "Insert Embedding", True),
    ("after Flatten", doc(block("Flatten"), conv(), shape=PICTURE), "1", "Move it before Flatten", True),
    ("skip", doc(residual(conv()), shape=PICTURE), "0", "Project the shortcut with Conv2d", True),
    ("skip of vectors", doc(residual(block("Linear", out_features=3))), "0", "Project the shortcut with Linear", True),
    ("skip that shrinks", doc(residual(conv(out_channels=3, padding=0)), shape=PICTURE), "0", "Keep the size: pad in 1 block", True),
    ("skip with a stride", doc(residual(conv(stride=2)), shape=PICTURE), "0", "Project the shortcut with Conv2d", True),
    ("branches", doc(block("Parallel", conv(), conv(padding=0)), shape=PICTURE), "0", "Keep the size: pad in 1 block", True),
    ("sums", doc(block("Parallel", block("Linear", out_features=3), block("ReLU"), merge="add")), "0", "Concatenate along dim 1", True),
    ("no branch", doc(block("Parallel")), "0", "Add a branch", True),
    ("index", doc(block("Select", dim=1, index=99)), "0", "Remove Select", True),
    ("rule", doc(block("Linear", out_features=Expression("i + 1"))), "0", "Remove Linear", True),
    ("inside a repeat", doc(block("Repeat", block("Linear", in_features=7, out_features=20), times=2)), "0.0", "Set in_features = 20", True),
    ("inside a branch", doc(residual(block("Linear", in_features=7, out_features=20))), "0.body.0", "Set in_features = 20", True),
    ("first of two", doc(block("Linear", in_features=7, out_features=3), block("Linear", in_features=9, out_features=3)), "0", "Set in_features = 20", False),
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
