"""A forward pass to walk through: what goes into each block and what comes out, against hooks written by hand."""

from pathlib import Path

import numpy as np
import pytest
import torch
from making import SMALL, block, doc
from torch import nn

import blocks
from blocks import feeding, running, steps
from blocks.analysis import analyse
from blocks.building import build
from blocks.measuring import tensors_of
from blocks.runs import Feed, Order, Result
from blocks.tree import Model
from blocks.vocabularies import vocabularies


@pytest.fixture(autouse=True)
def _once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pass is repeated for the sake of its time, which nobody looks at here."""
    monkeypatch.setattr(running, "SLOW", 0.0)


def walked(model: Model) -> Result:
    """A run that brings its steps along."""
    return running.run(model, Order(feed=Feed("normal", 4, highs=vocabularies(model)), steps=True))


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_steps_are_what_hooks_see(path: Path) -> None:
    """In the order in which PyTorch calls the blocks, with the numbers that it gives them and that they give."""
    model = blocks.load(path)
    result = walked(model)
    torch.manual_seed(4)
    net = build(model).eval()
    seen: dict[str, list[tuple[torch.Tensor, torch.Tensor]]] = {}
    for name, module in net.named_modules():

        def note(_module: nn.Module, given: object, gave: object, name: str = name) -> None:
            if tensors_of(given) and tensors_of(gave):
                seen.setdefault(name, []).append((tensors_of(given)[0].clone(), tensors_of(gave)[0].clone()))

        module.register_forward_hook(note)
    with torch.inference_mode():
        net(*feeding.feed(model, Feed("normal", 4, highs=vocabularies(model))))
    assert result.summary.steps
    most = steps.room(analyse(model).root.unfolded)
    for step, pictures in zip(result.summary.steps, result.steps, strict=True):
        if step.path not in seen or len(seen[step.path]) > 1:  # a shared block has other paths
            continue
        for whole, told, picture in zip(seen[step.path][0], (step.given, step.gave), pictures, strict=True):
            assert tuple(whole.shape) == told.shape
            assert np.allclose(picture, steps.thumbnail(whole, most).numpy(), atol=1e-6)


def test_order_and_duties() -> None:
    """A block in another comes before it, and tells its parameters and how far its weights spread."""
    inside = block("Sequential", block("Linear", out_features=200), block("ReLU"), name="inside")
    result = walked(doc(inside, block("Linear", out_features=3, bias=False)))
    assert [step.path for step in result.summary.steps] == ["inside.0", "inside.1", "inside", "1"]
    torch.manual_seed(4)
    net = build(analyse(doc(inside, block("Linear", out_features=3, bias=False))))
    linear = net.get_submodule("inside.0")
    first, relu, both, last = result.summary.steps
    assert (first.params, relu.params, both.params, last.params) == (20 * 200 + 200, 0, 4200, 600)
    assert first.spread == pytest.approx(float(linear.weight.detach().std(correction=0)), rel=1e-4)  # type: ignore[union-attr, operator]
    assert relu.spread is None


@pytest.mark.parametrize(
    ("shape", "kept"),
    [((), ()), ((7,), (7,)), ((5, 20), (1, 20)), ((8, 3, 224, 224), (1, 3, 32, 32)), ((2, 64, 32, 32), (1, 16, 32, 32)),
     ((2, 3, 0), (1, 3, 0)), ((2, 500, 768), (1, 21, 768)), ((1, 100_000), (1, 16_384)), ((2, 2, 9, 64, 64), (1, 1, 9, 32, 32))],
)  # fmt: skip
def test_thumbnails_are_small(shape: tuple[int, ...], kept: tuple[int, ...]) -> None:
    """The first example, every few rows and columns of a map, the first of what is still too much."""
    given = torch.randn(shape)
    small = steps.thumbnail(given)
    assert tuple(small.shape) == kept
    if shape == (8, 3, 224, 224):
        assert torch.equal(small, given[:1, :, ::7, ::7])


def test_steps_come_through_the_worker() -> None:
    """Without pickle, in their order; a run that was not asked for them has none."""
    from blocks import engine

    model = doc(block("Linear", out_features=5), block("ReLU"))
    result = engine.run(model, Order(steps=True))
    assert [step.path for step in result.summary.steps] == ["0", "1"]
    assert np.array_equal(result.steps[1][1], np.maximum(result.steps[1][0], 0))
    assert engine.run(model, Order()).steps == ()


def test_a_look_brings_what_a_run_left_out() -> None:
    """Steps and a block's output come by a single pass more each; times, numbers and gradients stay those of the run."""
    model = doc(block("Linear", out_features=8), block("ReLU"))
    order = Order(feed=Feed("normal", 4), backward=True)
    ran = running.run(model, order)
    shown = running.run(model, Order(feed=Feed("normal", 4), show="1", timed=False))
    walked = running.run(model, Order(feed=Feed("normal", 4), steps=True, timed=False))
    assert (shown.summary.limits, shown.summary.passes, shown.summary.held) == (None, 1, None)
    both = ran.showing(shown).walking(walked)
    assert both.rows == ran.rows and both.summary.ms == ran.summary.ms
    assert both.summary.order == Order(feed=Feed("normal", 4), backward=True, show="1", steps=True)
    assert np.array_equal(both.shown[0], ran.output)
    assert len(both.steps) == len(both.summary.steps) == len(both.rows)
    without = both.showing(None)
    assert without.summary.shown is None and without.shown == () and without.summary.order.show == ""
    assert len(without.steps) == len(both.steps)
