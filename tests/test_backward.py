"""The pass back: each norm equals the one that hand-written PyTorch finds, and what is wrong is named with its block."""

from pathlib import Path

import pytest
import torch
from making import SMALL, block, doc, residual
from torch import nn

import blocks
from blocks import feeding, running
from blocks.analysis import analyse
from blocks.building import build
from blocks.findings import findings
from blocks.runs import Feed, Order, Result, vocabulary
from blocks.tree import Model


@pytest.fixture(autouse=True)
def _once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pass is repeated for the sake of its time, which nobody looks at here."""
    monkeypatch.setattr(running, "SLOW", 0.0)


def back(model: Model, seed: int = 0, **order: object) -> Result:
    """A run with a pass back."""
    feed = Feed("normal", seed, vocabulary(model))
    return running.run(model, Order(feed=feed, backward=True, **order))  # type: ignore[arg-type]


def by_hand(model: Model, seed: int) -> tuple[dict[str, list[float | None]], nn.Module, list[float | None]]:
    """Norms of the gradients at every module's outputs, call by call; the module with its gradients; the inputs'."""
    torch.manual_seed(seed)
    net = build(model)
    kept: dict[str, list[torch.Tensor]] = {}
    for name, module in net.named_modules():

        def keep(_module: nn.Module, _given: object, out: object, name: str = name) -> None:
            first = out[0] if isinstance(out, tuple) else out
            assert isinstance(first, torch.Tensor)
            if first.requires_grad:
                first.retain_grad()
            kept.setdefault(name, []).append(first)

        module.register_forward_hook(keep)
    inputs = [each.clone() for each in feeding.feed(model, Feed("normal", seed, vocabulary(model)))]
    for each in inputs:
        each.requires_grad_(each.is_floating_point())
    out = net(*inputs)
    first = (out[0] if isinstance(out, tuple) else out).float()
    mix = torch.randn(first.shape, generator=torch.Generator().manual_seed(seed))
    (first * mix / mix.norm()).sum().backward()
    norms = {
        name: [None if each.grad is None else each.grad.norm().item() for each in all_] for name, all_ in kept.items()
    }
    return norms, net, [None if each.grad is None else each.grad.norm().item() for each in inputs]


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_gradients_are_pytorchs(path: Path) -> None:
    """What comes back to each block's output, to its parameters and to the inputs, against tensors that keep theirs."""
    model = blocks.load(path)
    again = {path: str(each.args["of"]) for path, each, _ in analyse(model).rows() if each.kind == "Reuse"}
    norms, net, inputs = by_hand(model, 5)
    result = back(model, 5)
    assert not result.summary.stuck
    for reached, own in zip(result.summary.reached, inputs, strict=True):
        assert reached == (None if own is None else pytest.approx(own, rel=1e-4))
    for row in result.rows:
        owner, call = (again[row.path], 1) if row.path in again else (row.path, 0)
        norm = norms[owner][call]
        assert row.gradient == (None if norm is None else pytest.approx(norm, rel=1e-4, abs=1e-9))
        own = [each.grad.norm().item() for each in net.get_submodule(owner).parameters() if each.grad is not None]
        assert (row.learns or 0.0) == pytest.approx(sum(norm**2 for norm in own) ** 0.5, rel=1e-4, abs=1e-9)


def test_one_enters_at_the_output() -> None:
    """The gradient at the last block's output has norm 1, whatever its size."""
    model = doc(block("Linear", out_features=300), block("ReLU"), block("Linear", out_features=7))
    assert back(model).rows[-1].gradient == pytest.approx(1)


def test_nothing_is_left_behind() -> None:
    """The forward numbers are those of a run without a pass back."""
    model = doc(block("Linear", out_features=30), residual(block("Linear", out_features=30)), block("Dropout"))
    plain, both = blocks.run(model), back(model)
    assert [row.mean for row in plain.rows] == [row.mean for row in both.rows]
    assert all(row.gradient is None for row in plain.rows)
    assert (plain.output == both.output).all()


def test_what_cannot_be_asked_back() -> None:
    """An output without a gradient: the forward pass is there, with a sentence."""
    result = back(doc(block("ArgMax")))
    assert "no gradient" in result.summary.stuck
    assert result.rows
    assert result.rows[0].gradient is None


def test_training_mode() -> None:
    """Dropout drops in training, the same in each pass; batch normalisation looks at the batch."""
    model = doc(block("Linear", out_features=200), block("Dropout", p=0.5))
    trained = running.run(model, Order(batch=50, training=True))
    assert 0.4 < trained.rows[-1].zeros < 0.6
    assert running.run(model, Order(batch=50)).rows[-1].zeros == 0
    normed = doc(block("Linear", out_features=20), block("BatchNorm1d"))
    assert running.run(normed, Order(batch=100, training=True)).rows[-1].std == pytest.approx(1, abs=0.01)
    with pytest.raises(blocks.BlockError, match="more than 1 value"):
        running.run(normed, Order(batch=1, training=True))


@pytest.mark.parametrize("how", ["xavier", "kaiming", "normal", "constant"])
def test_first_weights(how: str) -> None:
    """Other weights are drawn as PyTorch draws them; biases are zero then."""
    model = doc(block("Linear", out_features=400))
    width = model.inputs[0].shape[-1]
    result = running.run(model, Order(weights=how, feed=Feed("ones"), batch=1))  # type: ignore[arg-type]
    deviation = {"xavier": (2 / (width + 400)) ** 0.5, "kaiming": (2 / width) ** 0.5, "normal": 0.01, "constant": 0}[
        how
    ]
    assert result.output.std() == pytest.approx(deviation * width**0.5, rel=0.15, abs=1e-6)
    if how == "constant":
        assert result.output[0, 0] == pytest.approx(0.5 * width)


def test_precision() -> None:
    """Weights and inputs are of the wanted precision, and the difference is small but there."""
    model = doc(block("Linear", out_features=40), block("Tanh"))
    exact = running.run(model, Order(precision="float64"))
    assert exact.summary.output.dtype == "float64"
    for precision, off in (("float32", 1e-5), ("bfloat16", 0.1), ("float16", 0.02)):
        rough = running.run(model, Order(precision=precision))  # type: ignore[arg-type]
        assert rough.summary.output.dtype == precision
        assert 0 < abs(rough.output - exact.output).max() < off


def test_a_block_is_shown() -> None:
    """The outputs of any block come along, at any depth; a call of the same block again has its own."""
    model = doc(residual(block("Linear", out_features=20), block("ReLU"), name="r"), block("Linear", out_features=3))
    result = running.run(model, Order(feed=Feed("normal", 4), show="r.body.1"))
    assert result.summary.shown is not None
    assert result.summary.shown.path == "r.body.1"
    (array,) = result.shown
    row = result["r.body.1"]
    assert array.shape == row.output.shape
    assert array.min() >= 0
    assert array.mean() == pytest.approx(row.mean, rel=1e-5)
    assert Result.of(result.summary, result.arrays).shown[0] is array
    with pytest.raises(blocks.BlockError, match="No block is called 'nowhere'"):
        running.run(model, Order(show="nowhere"))


def _deep(activation: str, **more: object) -> Model:
    layers = [part for _ in range(12) for part in (block("Linear", out_features=64), block(activation))]
    return doc(*layers)


def test_vanishing_is_named() -> None:
    """Twelve layers of Sigmoid: the first block is the one that gets nearly nothing. With ReLU and Kaiming it is well."""
    found = findings(back(_deep("Sigmoid"), batch=32).summary)
    (told,) = [each for each in found if "vanishes" in each.text]
    assert told.path == "0"
    assert not [
        each for each in findings(back(_deep("ReLU"), batch=32, weights="kaiming").summary) if "vanish" in each.text
    ]


def test_exploding_and_strange_are_named() -> None:
    """Weights of 0.5 make each layer 32 times larger: the gradient explodes, and at last numbers are none."""
    summary = back(_deep("ReLU"), batch=32, weights="constant").summary
    assert any("explodes" in each.text and each.path == "0" for each in findings(summary))
    strange = findings(running.run(_deep("ReLU"), Order(weights="constant", precision="float16")).summary)
    assert strange[0].level == "bad"
    assert "NaN or infinite" in strange[0].text


def test_a_repeat_is_told_by_what_is_in_it() -> None:
    """A round has no row of its own: the Repeat around it still holds its blocks, and is not blamed for them."""
    inside = [block("Linear", out_features=64), block("Sigmoid")]
    found = findings(back(doc(block("Repeat", *inside, times=12, name="deep")), batch=32).summary)
    assert [each.path for each in found if "vanishes" in each.text] == ["deep.0.0"]


def test_dead_units_are_named() -> None:
    """A ReLU behind numbers that are all negative gives nothing, and what lies before it would not learn."""
    model = doc(
        block("Linear", out_features=32),
        block("Affine", scale=1.0, shift=-100.0),
        block("ReLU"),
        block("Linear", out_features=4),
    )
    found = findings(back(model, batch=32).summary)
    assert ["32 of 32 units are dead" in each.text for each in found if each.path == "2"] == [True]
    assert any(each.path == "0" and "would not learn" in each.text for each in found)
    healthy = doc(block("Linear", out_features=32), block("ReLU"))
    assert not findings(back(healthy, batch=32).summary)
