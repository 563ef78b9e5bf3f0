"""Grading: the same module, however it is built, passes; a typical mistake does not, and is told in useful words."""

from dataclasses import replace
from typing import Any

import pytest
import torch
from codes import FIXED_HIDDEN, HALVING, MLP, forward
from graphs import on
from making import KINDS, SMALL, block, doc, residual, written

import blocks
from blocks import coding, document, engine
from blocks.engine.answers import sound_outcomes
from blocks.engine.supervisor import Supervisor
from blocks.errors import BlockError, EngineError
from blocks.grading import grade
from blocks.grading.observing import uses
from blocks.grading.subject import Subject
from blocks.lessons.asking import WORKS, asked
from blocks.lessons.checks import (
    AnyCheck,
    Gives,
    Gradient,
    Keys,
    Macs,
    Outcome,
    Parameters,
    Receptive,
    SameOutputs,
    Sharing,
    Size,
    Sums,
    Takes,
    Trains,
    Uses,
)
from blocks.tree import Block, Input, Model

FIXED = FIXED_HIDDEN.replace(
    "self.constant = torch.rand((20, 20))", 'self.register_buffer("constant", torch.rand((20, 20)))'
)


def linear(width: int, name: str = "", **args: Any) -> Block:
    return block("Linear", name=name, out_features=width, **args)


def relu(name: str = "") -> Block:
    return block("ReLU", name=name)


def sequential(*children: Block, name: str = "") -> Block:
    return block("Sequential", *children, name=name)


def row(*children: Block, shape: tuple[int, ...] = (2, 20), dtype: str = "float32") -> Model:
    """A model of these blocks in a row, whose first dimension is called B."""
    return replace(doc(*children), inputs=(Input(shape, dtype, batch=0),))


def code(source: str, **args: Any) -> Block:
    return Block("Code", args={"source": source, **args})


def net(*lines: str, init: str = "pass") -> Model:
    """A model of one class with these lines in its forward."""
    return row(code(forward(*lines, init=init)))


def defined(*children: Block) -> Model:
    """The same blocks in a definition, of which the model is an instance."""
    body = document.loads(document.dumps(row(*children)), KINDS).root
    inner = [{"kind": each.kind, "args": dict(each.args), "name": each.name} for each in body.children]
    text = written(
        {"kind": "Sequential", "children": [{"kind": "Mine", "name": "net"}]},
        definitions=[{"name": "Mine", "body": {"kind": "Sequential", "children": inner}}],
        batch=2, inputs=[{"shape": ["B", 20]}],
    )  # fmt: skip
    return document.loads(text, KINDS)


def graded(model: Model, check: AnyCheck, **references: Model) -> Outcome:
    with coding.allowed():
        (outcome,) = grade(model, [check], references)
    return outcome


def says(outcome: Outcome, came: str, hint: str) -> None:
    """The outcome fails, in words that hold these."""
    assert not outcome.passed
    assert came in outcome.came, outcome.came
    assert hint in outcome.hint, outcome.hint


# --- the same module in many ways

PERCEPTRON = row(linear(256), relu(), linear(10))
BACKWARDS = MLP.replace("self.hidden = nn.Linear(20, width)", "self.out = nn.Linear(width, 10)").replace(
    "        self.out = nn.Linear(width, 10)\n        self.act",
    "        self.hidden = nn.Linear(20, width)\n        self.act",
)
BARE = forward(
    "hidden = torch.clamp(x @ self.w.T + self.a, min=0)", "return hidden @ self.v.T + self.b",
    init="self.b = nn.Parameter(torch.zeros(10)); self.v = nn.Parameter(torch.rand(10, 256)); "
    "self.w = nn.Parameter(torch.rand(256, 20)); self.a = nn.Parameter(torch.zeros(256))",
)  # fmt: skip
WAYS = {
    "a row": PERCEPTRON,
    "other names": row(linear(256, "first"), relu("act"), linear(10, "last")),
    "nested": row(sequential(linear(256), relu()), linear(10)),
    "a graph": replace(PERCEPTRON, root=Block("Graph", children=(linear(256, "a"), relu("b"), linear(10, "c")))),
    "an instance": defined(linear(256, "a"), relu("b"), linear(10, "c")),
    "a class": row(code(MLP)),
    "a class, layers made in another order": row(code(BACKWARDS)),
    "bare parameters": row(code(BARE)),
}  # fmt: skip
ASKED: list[AnyCheck] = [
    Takes(shape=("B", 20)),
    Gives(shape=("B", 10)),
    Parameters(exactly=256 * 20 + 256 + 10 * 256 + 10),
    Macs(most=2 * (256 * 20 + 10 * 256)),
    Sharing(by_place=7946),
    Sharing(tensors=0),
    Gradient(),
    Trains(),
    SameOutputs(model="asked"),
]


@pytest.mark.parametrize("way", WAYS)
def test_any_way_of_building_passes(way: str) -> None:
    """The chapter's perceptron passes all checks whatever way it is built, and torch's seed stays as it was."""
    torch.manual_seed(3)
    before = torch.get_rng_state()
    with coding.allowed():
        outcomes = grade(WAYS[way], ASKED, {"asked": PERCEPTRON})
    assert [each for each in outcomes if not each.passed] == []
    assert [each.asked for each in outcomes] == list(map(asked, ASKED))
    assert torch.equal(torch.get_rng_state(), before)


TWO = row(block("Parallel", linear(8), linear(8), merge="concat"), linear(4))


def drawn_in_another_order() -> Model:
    """Two branches of equal shapes, the second drawn first and joined second."""
    root = Block("Graph", children=(
        on(linear(8, "second"), "x"), on(linear(8, "first"), "x"),
        on(block("Cat", name="join", dim=1), "first", "second"), linear(4, "end"),
    ))  # fmt: skip
    return replace(TWO, root=root)


def test_branches_may_be_drawn_in_another_order() -> None:
    """Which weights belong together is found by what they do, where names and order say nothing."""
    assert graded(drawn_in_another_order(), SameOutputs(model="asked"), asked=TWO).passed
    deep, flat = sequential(linear(4), relu(), linear(4)), sequential(linear(4), linear(4))
    one, other = (row(block("Parallel", *each, merge="add")) for each in ((deep, flat), (flat, deep)))
    assert graded(one, SameOutputs(model="asked"), asked=other).passed


EQUAL = {
    "a repeat": (row(block("Repeat", linear(20), relu(), times=3)), row(*[linear(20), relu()] * 3)),
    "a residual": (
        row(residual(linear(20), relu())),
        net("return x + torch.relu(self.layer(x))", init="self.layer = nn.Linear(20, 20)"),
    ),
    "a layer twice": (
        row(Block("Linear", args={"out_features": 20}, shared="a"), relu(), Block("Reuse", args={"of": "a"})),
        net("return self.layer(self.layer(x).relu())", init="self.layer = nn.Linear(20, 20)"),
    ),
    "shared rounds": (
        row(block("Repeat", linear(20), relu(), times=2, share=True)),
        net("for _ in range(2): x = torch.relu(self.layer(x))", "return x", init="self.layer = nn.Linear(20, 20)"),
    ),
    "statistics of a normalisation": (
        row(linear(6), block("BatchNorm1d")),
        net("return self.norm(self.layer(x))",
            init="self.norm = nn.BatchNorm1d(6); self.layer = nn.Linear(20, 6)"),
    ),
    "a constant in a buffer": (
        row(code(FIXED)),
        row(code(FIXED.replace("constant", "kept").replace("X /= 2", "X = X / 2"))),
    ),
    "a table of words": (
        row(block("Embedding", num_embeddings=9, embedding_dim=4), linear(3), shape=(2, 5), dtype="int64"),
        replace(net("return self.out(self.table(x))",
                    init="self.out = nn.Linear(4, 3); self.table = nn.Embedding(9, 4)"),
                inputs=(Input((2, 5), "int64", batch=0),)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EQUAL)
def test_equal_functions_are_found_equal(name: str) -> None:
    """Both ways round, with nothing in common but what they compute."""
    one, other = EQUAL[name]
    assert graded(one, SameOutputs(model="asked"), asked=other) == graded(other, SameOutputs(model="asked"), asked=one)
    assert graded(one, SameOutputs(model="asked"), asked=other).passed


CONCAT = block("Parallel", linear(8), sequential(linear(4), relu()), merge="concat")
CONSTANT = "self.layer = nn.Linear(20, 4); "
KEPT = net("return self.layer(x) @ self.c", init=CONSTANT + 'self.register_buffer("c", torch.rand(4, 4))')
UNLIKE = [
    ("the halves in the other order",
     row(block("Parallel", sequential(linear(4), relu()), linear(8), merge="concat")), row(CONCAT),
     "the same parameters, but gives other numbers", "in another order along dimension 1"),
    ("no skip", row(linear(20)), row(residual(linear(20))), "other numbers", "exactly the input itself"),
    ("a mean for a sum", row(block("Parallel", linear(4), linear(4), merge="mean")),
     row(block("Parallel", linear(4), linear(4), merge="add")), "other numbers", "0.5 times what it should be"),
    ("no activation at the end", row(linear(4)), row(linear(4), relu()), "other numbers", "before its last step"),
    ("an activation too many", row(linear(4), relu()), row(linear(4)), "other numbers", "one more step of yours"),
    ("an activation too early", row(relu(), linear(8), linear(4)), row(linear(8), relu(), linear(4)),
     "other numbers", "order of the blocks"),
    ("no bias", row(linear(10, bias=False)), row(linear(10)), "no bias of 10 numbers", "may have a bias or none"),
    ("turned round", row(linear(30), linear(20), linear(9)), row(linear(30), linear(10), linear(9)),
     "no weight of 10×30", "Compare the sizes"),
    ("shared where two were meant",
     row(Block("Linear", args={"out_features": 20}, shared="a"), Block("Reuse", args={"of": "a"})),
     row(linear(20), linear(20)), "1 weight of 20×20 too few", "used twice that should stand there twice"),
    ("two where one was meant", row(linear(20), linear(20)),
     row(Block("Linear", args={"out_features": 20}, shared="a"), Block("Reuse", args={"of": "a"})),
     "1 weight of 20×20 too many", "stands there twice that should be used twice"),
    ("a constant that is trained",
     net("return self.layer(x) @ self.c", init=CONSTANT + "self.c = nn.Parameter(torch.rand(4, 4))"), KEPT,
     "a parameter of 4×4 more", "never trained"),
    ("a bare constant", net("return self.layer(x) @ self.c", init=CONSTANT + "self.c = torch.rand(4, 4)"), KEPT,
     "other numbers", "a constant of 4×4 in a buffer"),
    ("another epsilon", row(block("LayerNorm", eps=1e-6), linear(4)), row(block("LayerNorm"), linear(4)),
     "other numbers", ""),
    ("another input", row(linear(4), shape=(2, 30)), row(linear(4)), "It takes B×30, where the lesson's takes B×20", "form"),
]  # fmt: skip


@pytest.mark.parametrize(("mine", "theirs", "came", "hint"), [each[1:] for each in UNLIKE], ids=[e[0] for e in UNLIKE])
def test_other_functions_are_told(mine: Model, theirs: Model, came: str, hint: str) -> None:
    """What differs is said, and a hint that does not give the answer away."""
    says(graded(mine, SameOutputs(model="asked"), asked=theirs), came, hint)


def test_references_must_be_there_and_work() -> None:
    """A lesson's mistake is an error, not a student's failure."""
    with pytest.raises(BlockError, match=r"no model 'asked'.*mean aske"):
        grade(PERCEPTRON, [SameOutputs(model="asked")], {"aske": PERCEPTRON})
    with pytest.raises(BlockError, match="The lesson's asked does not work"):
        grade(PERCEPTRON, [SameOutputs(model="asked")], {"asked": row(linear(4, in_features=3))})


# --- each check alone, with the mistakes that people make

SHAPES = [
    ("no batch", net("return x.mean(0)"), Gives(shape=("B", 20)), "It gives 20.", "batch is missing"),
    ("a batch that is lost", net("return x.sum()"), Gives(shape=("B", 5)), "a single number", "batch is lost"),
    ("turned round", net("return x.t()"), Gives(shape=("B", 20)), "It gives 20×B", "another order"),
    ("squeezed", net("return self.layer(x).squeeze()", init="self.layer = nn.Linear(20, 1)"), Gives(shape=("B",)),
     "With a batch of 1 it gives a single number", "every dimension of size 1"),
    ("a fixed batch", net("return x.reshape(2, 20)"), Gives(shape=("B", 20)), "With a batch of 3 it stops", "one size"),
    ("a fixed batch goes in", net("return x.reshape(2, 20)"), Takes(shape=("B", 20)), "With a batch of 3", "one size"),
    ("flat", row(linear(20)), Gives(shape=("B", 4, 5)), "It gives B×20", "arranged in another way"),
    ("twice", row(linear(20)), Gives(shape=("B", 10)), "It gives B×20", "twice as much"),
    ("a dimension more", row(linear(20)), Gives(shape=("B",)), "It gives B×20", "1 dimension too many"),
    ("two tensors", net("return x, x"), Gives(shape=("B", 20)), "It gives 2 tensors", "joins them"),
    ("another input", row(linear(4)), Takes(shape=("B", 30)), "It takes B×20.", "form"),
    ("words asked", row(linear(4)), Takes(shape=("B", 20), dtype="int64"), "B×20 of real numbers", "form"),
    ("logarithms", row(linear(4), block("LogSoftmax", dim=1)), Sums(), "negative", "logarithms"),
    ("shares of the batch", row(linear(4), block("Softmax", dim=0)), Sums(), "sum to", "along dimension 0"),
    ("no shares", row(linear(4), relu()), Sums(), "sum to", "Nothing makes shares"),
]  # fmt: skip
COUNTS = [
    ("biases too many", row(linear(4)), Parameters(exactly=80), "84 parameters", "exactly what all biases have"),
    ("biases too few", row(linear(4, bias=False)), Parameters(exactly=84), "80 parameters", "layers that are without"),
    ("one for two", EQUAL["a layer twice"][0], Parameters(exactly=840), "420 parameters", "two were meant"),
    ("two for one", row(linear(20), linear(20)), Parameters(exactly=420), "840 parameters", "equal block more"),
    ("a layer too many", row(linear(6), linear(4)), Parameters(exactly=126), "154 parameters", "one of its layers"),
    ("a constant that is trained", UNLIKE[10][1], Parameters(exactly=84), "100 parameters", "one of its tensors"),
    ("a frozen one", net("return x @ self.c", init="self.c = nn.Parameter(torch.rand(20, 3), requires_grad=False)"),
     Parameters(exactly=0), "60 parameters", "never trained"),
    ("a constant that is none", KEPT, Parameters(exactly=100), "84 parameters", "as it has constants"),
    ("layers in a list", net("return self.l[0](x)", init="self.l = [nn.Linear(20, 4)]"), Parameters(exactly=84),
     "0 parameters", "sees none"),
    ("too much work", row(linear(4)), Macs(most=100), "It needs 160", "takes most"),  # 2 examples x 20 x 4
    ("too short-sighted", row(block("Conv1d", out_channels=2, kernel_size=3), shape=(2, 1, 9)), Receptive(exactly=5),
     "depends on 3", "kernel"),
    ("not shared", row(linear(20), linear(20)), Sharing(tensors=2), "0 tensors are used", "calls the other again"),
    ("shared", EQUAL["a layer twice"][1], Sharing(tensors=0), "2 tensors are used", "More is shared"),
    ("not by place", row(linear(20)), Sharing(by_place=840), "would be 420", "calls the other again"),
    ("too few", row(linear(4)), Uses(kind="Linear", least=2), "built with 1", "palette"),
    ("not at all", row(linear(4), relu()), Uses(kind="ReLU", least=0, most=0), "built with 1", "fewer"),
    ("too many", row(linear(4), relu()), Size(most=1), "drawn with 2", "said once"),
    ("other names", row(linear(4, "out")), Keys(names=("hidden.weight",)), "There is no hidden.weight. It has out.bias",
     "names of the blocks"),
]  # fmt: skip
LEARNING = [
    ("nothing comes back", net("return self.l(x.detach())", init="self.l = nn.Linear(20, 4)"), Gradient(),
     "No gradient reaches the input", "nothing depends on the input"),
    ("a part is left out", net("return self.l(x[:, 5:])", init="self.l = nn.Linear(15, 4)"), Gradient(to="input"),
     "reaches 15 of the 20", "leaves a part"),
    ("made, not called", net("return self.l(x)", init="self.l = nn.Linear(20, 4); self.k = nn.Linear(3, 3)"),
     Gradient(to="parameters"), "Nothing uses 0.k.weight, 0.k.bias", "to be called"),
    ("cut off", net("return self.l(x) + self.k(x).detach()", init="self.l = nn.Linear(20, 4); self.k = nn.Linear(20, 4)"),
     Gradient(), "No gradient reaches 0.k.weight, 0.k.bias", "no gradient comes back"),
    ("whole numbers", net("return self.l(x).argmax(1)", init="self.l = nn.Linear(20, 4)"), Gradient(),
     "output has no gradient", "whole numbers"),
    ("words", EQUAL["a table of words"][0], Gradient(to="input"), "Its input is whole numbers", "real numbers"),
    ("one example", row(linear(4), block("BatchNorm1d")), Trains(batch=1), "In training it stops", "differs in training"),
    ("nothing to train", row(relu()), Trains(), "no parameters that could move", "cards"),
    ("made, not trained", net("return self.l(x)", init="self.l = nn.Linear(20, 4); self.k = nn.Linear(3, 3)"), Trains(),
     "Nothing uses 0.k.weight", "to be called"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("model", "check", "came", "hint"),
    [each[1:] for each in (*SHAPES, *COUNTS, *LEARNING)],
    ids=[each[0] for each in (*SHAPES, *COUNTS, *LEARNING)],
)
def test_mistakes_are_told(model: Model, check: AnyCheck, came: str, hint: str) -> None:
    """What came is said first, then where to look; a lesson's own hint takes the place of ours."""
    says(graded(model, check), came, hint)
    own = type(check)(**{name: getattr(check, name) for name in check.__struct_fields__} | {"hint": "Think again."})
    assert graded(model, own).hint == "Think again."


RIGHT: list[tuple[Model, AnyCheck]] = [
    (row(linear(4), block("Softmax", dim=1)), Sums()),
    (row(linear(4), relu(), residual(linear(4))), Uses(kind="Linear", least=2, most=2)),
    (row(linear(4), residual(linear(4))), Uses(kind="Sequential", least=0, most=0)),  # its fixed places are none
    (defined(linear(4), relu()), Uses(kind="Linear")),
    (defined(linear(4), relu()), Uses(kind="Mine")),
    (defined(linear(4), relu()), Size(most=3)),  # the instance, and two blocks in the definition
    (row(block("Repeat", linear(20), times=50)), Size(most=2)),
    (row(linear(4, "out")), Keys(names=("out.weight", "out.bias"))),
    (row(block("Conv1d", out_channels=2, kernel_size=3), block("Conv1d", out_channels=2, kernel_size=3),
         shape=(2, 1, 9)), Receptive(exactly=5)),  # 1 + 2 + 2
    (row(block("Conv2d", out_channels=3, kernel_size=3), block("BatchNorm2d"), shape=(2, 1, 6, 6)), Trains(batch=1)),
    (row(code(FIXED)), Sharing(by_place=840, tensors=2)),  # 420 numbers, each used twice
    (row(code(FIXED)), Gradient()),
    (row(code(HALVING)), Gives(shape=("B", 20))),
    (row(block("MaxPool1d", kernel_size=2), shape=(2, 1, 8)), Gradient(to="input")),  # another half each time
    (EQUAL["a table of words"][0], Gradient()),  # as far as there can be one
]  # fmt: skip


@pytest.mark.parametrize(("model", "check"), RIGHT, ids=[str(place) for place in range(len(RIGHT))])
def test_what_is_right_passes(model: Model, check: AnyCheck) -> None:
    """Each check on a model that has what is asked for."""
    outcome = graded(model, check)
    assert outcome.passed, outcome


def test_a_model_that_does_not_work_is_one_outcome() -> None:
    """With the block's problem, instead of a row of failed checks."""
    (outcome,) = grade(row(linear(10), linear(3, in_features=5)), ASKED, {"asked": PERCEPTRON})
    assert outcome.asked == WORKS and not outcome.passed
    assert outcome.came.startswith("1: Linear receives B×10: 10 in dimension 1. Expected: 5 there")
    assert "in_features to 10" in outcome.hint


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_uses_are_those_of_the_report(path: Any) -> None:
    """What a pass is seen to use, by place, is what the report counts, in every small model of the gallery."""
    subject = Subject(blocks.load(path))
    net, given = subject.sketched(1)
    tensors = list(net.parameters())
    counts = uses(net, given, tensors)
    by_place = sum(each.numel() * max(1, counts.get(id(each), 0)) for each in tensors)
    assert by_place == subject.report.root.placed


# --- next door


@pytest.fixture(scope="module")
def pool() -> Any:
    """A supervisor of this file's own."""
    before, engine._supervisor = engine._supervisor, Supervisor(2)
    yield engine._supervisor
    engine._supervisor.close()
    engine._supervisor = before


def test_the_engine_grades(pool: Supervisor) -> None:
    """The same outcomes as here, from a worker, and from a locked process where there is Python, once it is trusted."""
    mine = row(linear(256), linear(10))
    here = grade(mine, ASKED, {"asked": PERCEPTRON})
    assert engine.grade(mine, ASKED, {"asked": PERCEPTRON}) == here
    assert [each.passed for each in here] == [True] * 8 + [False]
    coded = {"asked": row(code(MLP))}
    with pytest.raises(BlockError, match="has not run"):
        engine.grade(mine, ASKED, coded)
    assert engine.grade(PERCEPTRON, ASKED, coded, lambda _: True)[-1].passed
    with pytest.raises(BlockError, match="no model 'asked'"):
        engine.grade(PERCEPTRON, ASKED, {})


def test_answers_from_code_are_checked(pool: Supervisor) -> None:
    """A class that answers in the grader's stead cannot say more than one that is graded, and endless code ends."""
    checks = [Gives(shape=("B", 20)), Trains()]
    right = [Outcome(asked(each), True) for each in checks]
    assert sound_outcomes(right, checks)
    assert not sound_outcomes(right[:1], checks)
    assert not sound_outcomes([right[0], Outcome("Anything", True)], checks)
    assert not sound_outcomes([Outcome(WORKS, True)], checks)
    assert not sound_outcomes([Outcome(WORKS, False, "x" * 2_000)], checks)
    endless = net("if x.requires_grad:", "    while True: pass", "return x")
    limit, engine.GRADE_LIMIT = engine.GRADE_LIMIT, 2.0
    try:
        with pytest.raises(EngineError, match="does a loop never end"):
            engine.grade(endless, [Gradient()], {}, lambda _: True)
    finally:
        engine.GRADE_LIMIT = limit
