"""Repeats written out and rows folded: PyTorch computes the same before and after."""

import doctest
import random
from collections.abc import Sequence
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from making import KINDS, block, doc, models, residual

from blocks import commands, rolling, rules
from blocks.analysis import analyse
from blocks.building import build
from blocks.errors import BlockError
from blocks.expressions import Expression, evaluate
from blocks.rules import ruled
from blocks.tree import Block, Model, addresses


def edit(model: Model, op: str, **fields: Any) -> Model:
    """The model after one command, as the canvas would send it."""
    return commands.apply_all(model, KINDS, [{"op": op} | fields])


def same(before: Model, after: Model, keys: bool = False) -> None:
    """Both count the same and, with the same weights in order, compute the same; with `keys`, under the same names."""
    old, new = analyse(before), analyse(after)
    assert old.ok
    assert (new.params, new.macs, new.output, new.root.placed) == (old.params, old.macs, old.output, old.root.placed)
    one, other = build(old), build(new)
    weights = one.state_dict()
    assert not keys or list(other.state_dict()) == list(weights)
    other.load_state_dict(dict(zip(other.state_dict(), weights.values(), strict=True)))
    x = fed(before)
    given, found = one(x), other(x)
    torch.testing.assert_close(found, given, rtol=0, atol=0, equal_nan=True)


def fed(model: Model) -> torch.Tensor:
    """An input for a model."""
    (given,) = model.inputs
    dtype = getattr(torch, given.dtype)
    return torch.randn(given.shape, dtype=dtype) if dtype.is_floating_point else torch.randint(0, 9, given.shape)


def kinds(model: Model, *address: int) -> list[Any]:
    """The children of a block in short: kinds, of a Repeat with its times, of a Reuse with its label."""
    found = []
    for child in model.at(address).children:
        more = child.args.get("times", child.args.get("of"))
        found.append(child.kind if more is None else (child.kind, more))
    return found


def conv(channels: int, size: int, stride: int = 1) -> Block:
    """A convolution that says no more than it must."""
    args = ({"stride": stride} if stride > 1 else {}) | ({"padding": size // 2} if size > 1 else {})
    return block("Conv2d", out_channels=channels, kernel_size=size, bias=False, **args)


def bottleneck(channels: int, stride: int, project: bool) -> Block:
    """As in torchvision's ResNet-152 (He et al. 2015): three convolutions, a projection where the shape changes."""
    rest = [conv(channels, 1), conv(channels, 3, stride), conv(4 * channels, 1)]
    body = [each for child in rest for each in (child, block("BatchNorm2d"), block("ReLU"))][:-1]
    shortcut = (conv(4 * channels, 1, stride), block("BatchNorm2d")) if project else ()
    return block("Sequential", residual(*body, shortcut=shortcut), block("ReLU"))


def stages(*lengths: int, size: int = 32) -> Model:
    """The four stages of a ResNet, all bottlenecks in one row."""
    row = [
        bottleneck(64 * 2**stage, 1 + (stage > 0 and not index), not index)
        for stage, length in enumerate(lengths)
        for index in range(length)
    ]
    return doc(block("Sequential", *row, name="stages"), shape=(2, 64, size, size))


# --- unroll


def test_unroll() -> None:
    """Rounds stand in a row under their PyTorch names, and their rules are numbers."""
    body = (block("Linear", name="fc", out_features=Expression("4 * 2**i")), block("ReLU"))
    model = doc(block("Repeat", *body, name="net", times=3))
    after = edit(model, "unroll", block=[0])
    assert kinds(after, 0) == ["Sequential"] * 3
    assert [child.children[0].args["out_features"] for child in after.at((0,)).children] == [4, 8, 16]
    assert after.at((0,)).id == model.at((0,)).id
    same(model, after, keys=True)
    assert len({each.id for each in after.walk()}) == 1 + 1 + 3 * 3


def test_unroll_a_single_block() -> None:
    """A body of one block is the round itself."""
    model = doc(block("Repeat", block("Linear", name="fc", out_features=20), times=2))
    assert [(child.kind, child.name) for child in edit(model, "unroll", block=[0]).at((0,)).children] == [
        ("Linear", "")
    ] * 2
    same(model, edit(model, "unroll", block=[0]), keys=True)
    never = doc(block("Repeat", block("ReLU"), times=0))
    assert kinds(edit(never, "unroll", block=[0]), 0) == []


def test_unroll_shared_rounds() -> None:
    """Rounds that share are one block, called again; folded, they share again."""
    body = (block("Linear", out_features=Expression("20 + i")), block("ReLU"))
    model = doc(block("Repeat", *body, name="net", times=3, share=True))
    after = edit(model, "unroll", block=[0])
    assert kinds(after, 0) == ["Sequential", ("Reuse", "net"), ("Reuse", "net")]
    same(model, after, keys=True)
    back = edit(after, "roll up", block=[0])
    assert kinds(back, 0) == [("Repeat", 3)]
    same(model, back)


def test_unroll_labels() -> None:
    """What is called again inside a round is called again in each round, and folds to what it was."""
    model = edit(doc(block("Repeat", block("Linear", out_features=20), times=3)), "reuse", block=[0, 0])
    after = edit(model, "unroll", block=[0])
    labels = [child.children[0].shared for child in after.at((0,)).children]
    assert labels == ["linear", "linear_2", "linear_3"]
    assert [child.children[1].args["of"] for child in after.at((0,)).children] == labels
    same(model, after, keys=True)
    back = edit(after, "roll up", block=[0])
    assert kinds(back, 0, 0) == ["Linear", ("Reuse", "linear")]
    same(model, back)


def test_unroll_keeps_an_inner_index() -> None:
    """The index of a Repeat inside is another one, also where a definition is made around it."""
    inner = block("Repeat", block("Linear", out_features=Expression("5 + i")), times=Expression("i + 1"))
    model = doc(block("Repeat", inner, times=2))
    after = edit(model, "unroll", block=[0])
    assert [child.args["times"] for child in after.at((0,)).children] == [1, 2]
    same(model, after, keys=True)
    defined = edit(model, "define", blocks=[[0, 0]], name="Inner")
    same(model, defined, keys=True)


def test_unroll_refused() -> None:
    """Neither a layer, nor too many rounds, nor a number of rounds that only the place tells."""
    inner = block("Repeat", block("ReLU"), times=Expression("i + 1"))
    model = doc(block("ReLU"), block("Repeat", inner, times=2))
    for address, words in (([0], "has no rounds"), ([1, 0], "follows a rule")):
        with pytest.raises(BlockError, match=words):
            edit(model, "unroll", block=address)
    wide = doc(block("Repeat", *[block("ReLU")] * 5, times=10_000))
    with pytest.raises(BlockError, match="10000 rounds of 6 blocks"):
        edit(wide, "unroll", block=[0])


@given(models())
def test_unrolled_models_compute_the_same(model: Model) -> None:
    """Whatever the rounds hold: written out one after the other, they have the same names and do the same."""
    if not analyse(model).ok or analyse(model).root.unfolded > 200:
        return
    after = model
    while found := [address for address, each in addresses(after.root) if each.kind == "Repeat"]:
        after = edit(after, "unroll", block=list(found[0]))
    same(model, after, keys=True)


# --- roll up


def test_roll_up() -> None:
    """Equal neighbours become one Repeat; a row that is nothing else becomes the Repeat."""
    linears = [block("Linear", name=f"fc{n}", out_features=20) for n in range(1, 5)]
    model = doc(block("Sequential", *linears, name="net"), block("ReLU"))
    after = edit(model, "roll up", block=[0])
    assert kinds(after) == [("Repeat", 4), "ReLU"]
    assert after.at((0,)).name == "net"
    same(model, after)
    flat = edit(doc(*linears, block("ReLU")), "roll up", block=[])
    assert [(child.kind, child.name) for child in flat.root.children] == [("Repeat", "fc"), ("ReLU", "")]


def test_roll_up_periods() -> None:
    """Groups of neighbours repeat too; in a round their names have no number."""
    row = [
        each
        for n in range(3)
        for each in (block("Linear", name=f"fc{n}", out_features=20), block("ReLU", name=f"act{n}"), block("ReLU"))
    ]
    model = doc(block("Tanh"), *row, block("Linear", out_features=2))
    after = edit(model, "roll up", block=[])
    assert kinds(after) == ["Tanh", ("Repeat", 3), "Linear"]
    assert after.at((1,)).names() == ("fc", "act", "2")
    same(model, after)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ([2, 1, 1], "2 if i == 0 else 1"), ([1, 2, 3], "1 + i"), ([0, 3, 6], "3 * i"), ([9, 7, 5], "9 - 2 * i"),
        ([64, 128, 256], "64 * 2**i"), ([1, 3, 9], "3**i"), ([512, 256, 128], "512 // 2**i"), ([0.5, 0.1, 0.1], "0.5 if i == 0 else 0.1"),
        ([0.0, 0.05, 0.1], "0.05 * i"), ([0.0, 0.1 / 3, 0.2 / 3, 0.1], "0.1 * i / 3"), ([0.1 * n / 7 for n in range(8)], "0.1 * i / 7"), ([1, 2, 5], None), ([1, 2, 2, 3], None), ([True, False, False], None), ([1, None, None], None),
        ([1, 10**9, 10**18], None),
    ],
)  # fmt: skip
def test_ruled(values: list[Any], rule: str | None) -> None:
    """Numbers that follow one of our rules, as a person would write it."""
    found = ruled(values)
    assert (found.text if found else None) == rule


@given(st.lists(st.integers(-99, 99), min_size=3, max_size=6), st.integers(-9, 9), st.integers(-9, 9))
def test_a_rule_gives_the_numbers(values: list[int], start: int, step: int) -> None:
    """Any rule that is found gives exactly the numbers, and steps and powers are always found."""
    for numbers in (values, [start + step * i for i in range(4)], [start * abs(step) ** i for i in range(4)]):
        rule = ruled(numbers)
        assert rule is not None or numbers is values or len(set(numbers)) == 1 or 0 in (start, step)
        assert rule is None or [evaluate(rule, {"i": i}) for i in range(len(numbers))] == numbers


def test_the_examples() -> None:
    """What the docstrings show is so."""
    assert doctest.testmod(rules) == (0, 4)


def test_resnet152_folds() -> None:
    """Fifty bottlenecks in a row are 1+2, 1+7, 1+35 and 1+2 equal ones; with rules they are 3, 8, 36 and 3."""
    model = stages(3, 8, 36, 3)
    plain = edit(model, "roll up", block=[0])
    equal = [each for count in (2, 7, 35, 2) for each in ("Sequential", ("Repeat", count))]
    assert kinds(plain, 0) == equal
    ruled = edit(model, "roll up", block=[0], rules=True)
    assert kinds(ruled, 0) == [("Repeat", count) for count in (3, 8, 36, 3)]
    old = analyse(model)
    for after in (plain, ruled):
        new = analyse(after)
        assert (new.params, new.macs, new.output) == (old.params, old.macs, old.output)
    offers = rolling.offers(model, KINDS)
    assert [(each.address, each.label) for each in offers] == [
        ((0,), "46 equal blocks → Repeat ×2, ×7, ×35, ×2"),
        ((0,), "50 blocks that follow rules → Repeat ×3, ×8, ×36, ×3"),
    ]
    for offer, after in zip(offers, (plain, ruled), strict=True):
        assert commands.apply_all(model, KINDS, [offer.command]) == after
        assert offer.saved == len(list(model.walk())) - len(list(after.walk()))


def test_folded_stages_compute_the_same() -> None:
    """A projection that only the first block has is one more Repeat, of one round or none."""
    model = stages(2, 3, 4, size=8)
    for allowed in (False, True):
        same(model, edit(model, "roll up", block=[0], rules=allowed))
    ruled = edit(model, "roll up", block=[0], rules=True)
    assert kinds(ruled, 0) == ["Sequential", "Sequential", ("Repeat", 3), ("Repeat", 4)]
    once = next(each for each in ruled.at((0, 2)).walk() if each.kind == "Repeat" and each.args["times"] != 3)
    assert once.args["times"] == Expression("1 if i == 0 else 0")
    assert next(each for each in ruled.at((0, 2)).walk() if "stride" in each.args).args["stride"] == Expression(
        "2 if i == 0 else 1"
    )


def test_instances_fold_by_their_arguments() -> None:
    """Instances of a definition that differ in a parameter are one instance with a rule."""
    model = edit(doc(block("Linear", out_features=20), block("ReLU")), "define", blocks=[[0], [1]], name="Part")
    model = edit(model, "pull out", block=[0, 0, 0], argument="out_features", name="width")
    for _ in range(3):
        model = edit(model, "duplicate", block=[0])
    for place, width in enumerate((64, 32, 16)):
        model = edit(model, "set", block=[place], args={"width": width})
    model = edit(model, "set", block=[3], args={"width": 8})
    after = edit(model, "roll up", block=[], rules=True)
    assert kinds(after) == [("Repeat", 4)]
    assert after.at((0, 0)).args == {"width": Expression("64 // 2**i")}
    same(model, after)


def test_what_does_not_fold() -> None:
    """Neither blocks that share with others, nor rules in an outer index, nor what is no row, nor two that differ."""
    three = doc(*[block("Linear", out_features=20) for _ in range(3)], block("ReLU"))
    shared = edit(three, "reuse", block=[1], parent=[], index=4)
    with pytest.raises(BlockError, match="are equal"):
        edit(shared, "roll up", block=[])
    bound = [block("Linear", out_features=Expression("20 + i")) for _ in range(3)]
    differ = [block("Sequential", *[block("Linear", out_features=n) for _ in range(3)]) for n in (3, 4)]
    for model, address in (
        (doc(block("Repeat", *bound, times=1)), [0]), (doc(block("Parallel", *bound)), [0]), (doc(*differ), []), (doc(), []), (three, [0]),
    ):  # fmt: skip
        with pytest.raises(BlockError):
            edit(model, "roll up", block=address, rules=True)


def test_equal_rows_keep_their_own_blocks() -> None:
    """Two equal rows are folded one after the other, and no block is in both."""
    model = doc(
        *[block("Sequential", *[block("Linear", out_features=20) for _ in range(5)]) for _ in range(2)], block("ReLU")
    )
    assert len(rolling.offers(model, KINDS)) == 3  # each row, and both as one
    for place in (0, 1):
        model = edit(model, "roll up", block=[place])
    assert len({each.id for each in model.walk()}) == len(list(model.walk()))


def test_offers() -> None:
    """A row in a definition is offered once, a row that saves too little not at all."""
    model = doc(*[block("Linear", out_features=20) for _ in range(8)], block("ReLU"), block("ReLU"))
    (offer,) = rolling.offers(model, KINDS)
    assert (offer.label, offer.saved) == ("8 equal blocks → Repeat ×8", 6)
    defined = edit(model, "define", blocks=[[n] for n in range(8)], name="Part")
    twice = edit(defined, "duplicate", block=[0])
    (offer,) = rolling.offers(twice, KINDS)
    after = commands.apply_all(twice, KINDS, [offer.command])
    assert rolling.offers(after, KINDS) == []
    same(twice, after)
    assert rolling.offers(doc(block("ReLU"), block("ReLU")), KINDS) == []


def varied(rng: random.Random) -> Sequence[Block]:
    """A row of a few widths and rests, which often repeats itself."""
    parts = [
        block("Linear", out_features=20),
        block("Linear", out_features=20, bias=False),
        block("ReLU"),
        residual(block("Linear", out_features=20)),
    ]
    period = [rng.choice(parts) for _ in range(rng.randint(1, 3))]
    row = period * rng.randint(1, 4) + [rng.choice(parts) for _ in range(rng.randint(0, 2))]
    widths = rng.choice([[], [64, 32, 16, 8], [2, 4, 6, 20], [7, 5, 5, 5], [3, 1, 4, 1]])
    first = residual(block("Linear", out_features=20), shortcut=(block("Linear", out_features=20),))
    return [*([first] * rng.randint(0, 1)), *row, *(block("Linear", out_features=width) for width in widths)]


@settings(max_examples=40)
@given(st.integers(0, 10**9))
def test_folded_rows_compute_the_same(seed: int) -> None:
    """Whatever folds, with rules or without, computes the same; written out again it is as it was."""
    rng = random.Random(seed)
    model = doc(block("Sequential", *[Block(each.kind, "", each.args, each.children) for each in varied(rng)]))
    for allowed in (False, True):
        try:
            after = edit(model, "roll up", block=[0], rules=allowed)
        except BlockError:
            continue
        same(model, after)
        assert len(list(after.walk())) < len(list(model.walk()))
        while found := [address for address, each in addresses(after.root) if each.kind == "Repeat"]:
            after = edit(after, "unroll", block=list(found[0]))
        same(model, after)


def test_describe() -> None:
    """The edits in a few words, for undo."""
    model = doc(block("Repeat", block("ReLU"), name="rounds", times=2))
    for op, text in (("unroll", "Unroll rounds"), ("roll up", "Roll up rounds")):
        assert commands.describe(model, commands.read({"op": op, "block": [0]})) == text
