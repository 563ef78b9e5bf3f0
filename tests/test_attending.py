"""The weights of attention are those of softmax(QKᵀ/√d), worked out by hand here."""

import math

import numpy as np
import pytest
import torch
from graphs import graph, on
from making import block, doc
from torch import Tensor, nn

from blocks import engine, running
from blocks.building import build
from blocks.runs import MOST_OUTPUT, Order, Result
from blocks.tree import Model


def shown(model: Model, path: str, **order: object) -> Result:
    """A run that shows a block."""
    return running.run(model, Order(show=path, **order))  # type: ignore[arg-type]


def by_hand(attention: nn.MultiheadAttention, x: Tensor, causal: bool) -> Tensor:
    """softmax(QKᵀ/√d) of self-attention over x (B, T, D), for each head."""
    batch, time, features = x.shape
    assert attention.in_proj_weight is not None
    both = x @ attention.in_proj_weight.T + attention.in_proj_bias  # (B, T, 3D)
    heads = both.view(batch, time, 3, attention.num_heads, -1).permute(2, 0, 3, 1, 4)  # (3, B, heads, T, d)
    scores = heads[0] @ heads[1].transpose(-2, -1) / math.sqrt(features // attention.num_heads)
    if causal:
        scores = scores.masked_fill(torch.ones(time, time).triu(1).bool(), -math.inf)
    return scores.softmax(-1)  # (B, heads, T, T)


def built(model: Model, seed: int = 0) -> nn.Module:
    """The net with the weights that a run with this seed has."""
    torch.manual_seed(seed)
    return build(model).eval()


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("causal", [False, True])
def test_weights_of_each_head(causal: bool, training: bool) -> None:
    """They are the hand-written ones, without dropout, and the block's output is what it was without looking."""
    args = {"num_heads": 4, "batch_first": True, "causal": causal, "dropout": 0.5 if training else 0.0}
    model = doc(block("MultiheadAttention", **args), shape=(2, 5, 8))
    result = shown(model, "0", training=training)
    (found,) = result.summary.shown.attention
    weights = result.shown[1]
    assert found.module == "" and found.weights.shape == weights.shape == (2, 4, 5, 5)
    (attention,) = built(model).children()
    assert isinstance(attention, nn.MultiheadAttention)
    expected = by_hand(attention, torch.from_numpy(result.input.copy()), causal).detach().numpy()
    assert weights == pytest.approx(expected, abs=1e-6)
    assert not causal or (weights[..., np.triu(np.ones((5, 5)), 1) == 1] == 0).all()
    assert np.array_equal(result.output, running.run(model, Order(training=training)).output)


def test_attention_within_a_layer() -> None:
    """An encoder layer shows the weights of the attention in it; a container shows none."""
    layer = block("TransformerEncoderLayer", nhead=2, dim_feedforward=16, batch_first=True)
    model = doc(block("Sequential", block("ReLU"), layer, name="body"), shape=(3, 6, 8))
    result = shown(model, "body.1")
    (found,) = result.summary.shown.attention
    assert found.module == "self_attn"
    inner = built(model).get_submodule("body.1.self_attn")
    assert isinstance(inner, nn.MultiheadAttention)
    expected = by_hand(inner, torch.from_numpy(result.input.copy()).relu(), False).detach().numpy()
    assert result.shown[1] == pytest.approx(expected, abs=1e-6)
    assert shown(model, "body").summary.shown.attention == ()
    assert shown(model, "body.0").summary.shown.attention == ()


def test_a_shared_attention_shows_the_call_that_is_looked_at() -> None:
    """The second round of a shared Repeat looks elsewhere than the first."""
    attention = block("MultiheadAttention", num_heads=2, batch_first=True)
    model = doc(block("Repeat", attention, times=2, share=True), shape=(1, 4, 8))
    first, second = shown(model, "0.0"), shown(model, "0.1")
    inner = next(each for each in built(model).modules() if isinstance(each, nn.MultiheadAttention))
    for fed, result in ((first.input, first), (first.shown[0], second)):
        expected = by_hand(inner, torch.from_numpy(fed.copy()), False).detach().numpy()
        assert result.shown[1] == pytest.approx(expected, abs=1e-6)


def test_scaled_dot_product() -> None:
    """The function without projections shows its weights as well."""
    product = on(block("ScaledDotProductAttention", name="look", is_causal=True), "x", "x", "x")
    result = shown(doc(graph(product, name="graph"), shape=(2, 3, 5, 4)), "graph.look")
    x = torch.from_numpy(result.input.copy())
    scores = (x @ x.transpose(-2, -1) / 2).masked_fill(torch.ones(5, 5).triu(1).bool(), -math.inf)
    assert result.shown[1] == pytest.approx(scores.softmax(-1).numpy(), abs=1e-6)


def test_weights_come_through_the_door() -> None:
    """A worker sends them after the outputs; of many maps each gets its part of what may travel."""
    model = doc(block("MultiheadAttention", num_heads=8, batch_first=True), shape=(64, 128, 16))  # 33.6 MB of weights
    result = engine.run(model, Order(show="0"))
    (found,) = result.summary.shown.attention
    assert found.weights.shape == (64, 8, 128, 128)
    assert result.shown[1].shape == found.sent.shape == (32, 8, 128, 128)
    assert result.shown[1].nbytes == MOST_OUTPUT
    assert result.shown[1].sum(-1) == pytest.approx(1, abs=1e-5)
