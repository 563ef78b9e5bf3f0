"""Adapters of PyTorch's modules: they give what PyTorch's own give, under the same keys, from source that stands alone."""

import inspect
from dataclasses import replace
from typing import Any

import pytest
import torch
from making import block
from torch import Tensor, nn
from torch.nn import functional as F

from blocks import catalogue
from blocks.analysis import analyse
from blocks.building import build
from blocks.catalogue.adapters import attention, recurrent, unpooling
from blocks.report import TensorType
from blocks.tree import Block, Input, Model

ADAPTERS = {
    name: entry.module for name, entry in catalogue.ENTRIES.items() if entry.module and name in nn.modules.__all__
}  # fmt: skip
B, T, F_, H = 2, 5, 4, 6  # batch, time, features, hidden size


def pair(name: str, *args: Any, ours: dict[str, Any] | None = None, **kwargs: Any) -> tuple[nn.Module, nn.Module]:
    """The adapter, with arguments of ours, and PyTorch's own module with the same weights."""
    adapted, plain = ADAPTERS[name](*args, **kwargs, **ours or {}), getattr(nn, name)(*args, **kwargs)
    plain.load_state_dict(adapted.state_dict())
    return adapted.eval(), plain.eval()


def same(found: Any, expected: Any) -> None:
    """Equal up to the last bits: a fused kernel may add in another order."""
    torch.testing.assert_close(found, expected)


# --- all of them


@pytest.mark.parametrize("name", ADAPTERS)
def test_is_pytorchs_own(name: str) -> None:
    """An adapter is PyTorch's class under its own name, with the same keys in its state, and takes any argument of it."""
    adapted, start = ADAPTERS[name], {**catalogue.kinds()[name].start}
    assert adapted.__bases__ == (getattr(nn, name),)
    reads = {argument.name: 8 for argument in catalogue.kinds()[name].arguments if argument.reads is not None}
    ours = set(catalogue.ENTRIES[name].docs) & {"output", "causal", "output_size"}
    plain = getattr(nn, name)(**reads, **{key: value for key, value in start.items() if key not in ours})
    assert list(adapted(**reads, **start).state_dict()) == list(plain.state_dict())
    adapted(**reads, **start).load_state_dict(plain.state_dict())


@pytest.mark.parametrize("name", ADAPTERS)
def test_source_stands_alone(name: str) -> None:
    """The source that code brings along needs three imports, and is the class itself word for word."""
    kind = catalogue.kinds()[name]
    assert kind.sources == {name: inspect.getsource(ADAPTERS[name]).rstrip()}
    assert kind.call == name
    scope: dict[str, Any] = {"torch": torch, "Tensor": Tensor, "nn": nn, "F": F}
    exec(kind.sources[name], scope)
    reads = {argument.name: 8 for argument in kind.arguments if argument.reads is not None}
    torch.manual_seed(0)
    tensors = [torch.randn(shape) if dtype == "float32" else torch.zeros(shape).long() for shape, dtype in kind.example]
    made, own = scope[name](**reads, **kind.start).eval(), ADAPTERS[name](**reads, **kind.start).eval()
    made.load_state_dict(own.state_dict())
    same(made(*tensors), own(*tensors))


# --- recurrent layers


@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("name", ["RNN", "GRU", "LSTM"])
def test_outputs_of_a_recurrent_layer(name: str, bidirectional: bool, batch_first: bool) -> None:
    """Each choice of `output` is cut from PyTorch's own sequence and states as the documentation says."""
    options = {"num_layers": 2, "bidirectional": bidirectional, "batch_first": batch_first}
    x = torch.randn(B, T, F_) if batch_first else torch.randn(T, B, F_)
    given = {output: pair(name, F_, H, ours={"output": output}, **options) for output in recurrent_outputs()}
    for output, (adapted, plain) in given.items():
        sequence, states = plain(x)
        hidden = states[0] if name == "LSTM" else states  # layers and directions, B, H
        expected = {
            "sequence": sequence,
            "last step": sequence[:, T - 1] if batch_first else sequence[T - 1],
            "last state": torch.cat([hidden[2], hidden[3]], dim=1) if bidirectional else hidden[1],
            "all": (sequence, *states) if name == "LSTM" else (sequence, states),
        }[output]
        same(adapted(x), expected)


def recurrent_outputs() -> tuple[str, ...]:
    """The choices that the catalogue offers."""
    return catalogue.ENTRIES["LSTM"].choices["output"]


@pytest.mark.parametrize("name", ["RNN", "GRU", "LSTM"])
def test_last_step_is_not_the_last_state_backwards(name: str) -> None:
    """With two directions the backward half of the last step has seen one step, that of the last state all of them."""
    torch.manual_seed(0)
    layer = ADAPTERS[name](F_, H, bidirectional=True, batch_first=True, output="last step")
    x = torch.randn(1, T, F_)
    step = layer(x)
    layer.output = "last state"
    state = layer(x)
    same(step[:, :H], state[:, :H])
    assert not torch.allclose(step[:, H:], state[:, H:])
    changed = x.clone()
    changed[:, 0] += 1
    assert not torch.allclose(layer(changed)[:, H:], state[:, H:])
    layer.output = "last step"
    same(layer(changed)[:, H:], step[:, H:])


@pytest.mark.parametrize("name", ["RNN", "GRU", "LSTM"])
def test_one_sequence_without_a_batch(name: str) -> None:
    """A sequence T F gives what it gives as a batch of one."""
    for output in recurrent_outputs()[:3]:
        layer = ADAPTERS[name](F_, H, batch_first=True, bidirectional=True, output=output)
        x = torch.randn(T, F_)
        same(layer(x), layer(x[None])[0])


@pytest.mark.filterwarnings("ignore:LSTM with projections")
def test_states_are_taken() -> None:
    """A layer starts from the states it is given; an LSTM given no cell state starts it at zero."""
    x, hidden, cell = torch.randn(T, B, F_), torch.randn(1, B, H), torch.randn(1, B, H)
    for name in ("RNN", "GRU"):
        adapted, plain = pair(name, F_, H)
        same(adapted(x, hidden), plain(x, hidden)[0])
    adapted, plain = pair("LSTM", F_, H)
    same(adapted(x, hidden, cell), plain(x, (hidden, cell))[0])
    same(adapted(x, hidden), plain(x, (hidden, torch.zeros(1, B, H)))[0])
    adapted, plain = pair("LSTM", F_, H, proj_size=3)
    projected = torch.randn(1, B, 3)
    same(adapted(x, projected), plain(x, (projected, torch.zeros(1, B, H)))[0])


def test_lstm_cell() -> None:
    """The cell takes and gives its two states as tensors, and starts at zero what it is not given."""
    adapted, plain = pair("LSTMCell", F_, H)
    x, hidden, cell = torch.randn(B, F_), torch.randn(B, H), torch.randn(B, H)
    same(adapted(x), plain(x))
    same(adapted(x, hidden, cell), plain(x, (hidden, cell)))
    same(adapted(x, hidden), plain(x, (hidden, torch.zeros(B, H))))


def test_steps_of_a_cell_are_the_layer() -> None:
    """A cell called step by step on its own states gives what the layer with its weights gives."""
    layer, cell = recurrent.LSTM(F_, H, output="all"), recurrent.LSTMCell(F_, H)
    cell.load_state_dict({key.removesuffix("_l0"): value for key, value in layer.state_dict().items()})
    x = torch.randn(T, B, F_)
    states: tuple[Tensor, ...] = ()
    steps = []
    for step in x:
        states = cell(step, *states)
        steps.append(states[0])
    same(layer(x), (torch.stack(steps), states[0][None], states[1][None]))


# --- attention


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("batch_first", [False, True])
def test_attention_of_one_two_and_three(batch_first: bool, training: bool) -> None:
    """One tensor attends to itself, two are query and memory, three are query, key and value."""
    adapted, plain = pair("MultiheadAttention", 8, 2, batch_first=batch_first)
    adapted.train(training), plain.train(training)
    query, key, value = torch.randn(3, 3, 8), torch.randn(3, 3, 8), torch.randn(3, 3, 8)
    with torch.no_grad():
        same(adapted(query), plain(query, query, query)[0])
        same(adapted(query, key), plain(query, key, key)[0])
        same(adapted(query, key, value), plain(query, key, value)[0])


def test_attention_gives_its_weights() -> None:
    """With `output` "all" come the weights, one row for each query: it sums to 1 over the keys."""
    adapted, plain = pair("MultiheadAttention", 8, 2, batch_first=True, ours={"output": "all"})
    query, memory = torch.randn(B, 3, 8), torch.randn(B, 5, 8)
    values, weights = adapted(query, memory)
    same((values, weights), plain(query, memory, memory))
    assert weights.shape == (B, 3, 5)
    same(weights.sum(-1), torch.ones(B, 3))


def test_causal_weights() -> None:
    """Causal weights are zero above the diagonal, also where there are more keys than queries."""
    layer = attention.MultiheadAttention(8, 2, batch_first=True, causal=True, output="all")
    _, weights = layer(torch.randn(B, 3, 8), torch.randn(B, 5, 8))
    assert torch.equal(weights != 0, torch.ones(3, 5).tril().bool().expand(B, 3, 5))


LAYERS: list[tuple[str, dict[str, Any], int]] = [
    ("MultiheadAttention", {"embed_dim": 8, "num_heads": 2}, 1),
    ("TransformerEncoderLayer", {"d_model": 8, "nhead": 2, "dim_feedforward": 16}, 1),
    ("TransformerDecoderLayer", {"d_model": 8, "nhead": 2, "dim_feedforward": 16}, 2),
    (
        "Transformer",
        {"d_model": 8, "nhead": 2, "dim_feedforward": 16, "num_encoder_layers": 1, "num_decoder_layers": 2},
        2,
    ),
]


@pytest.mark.filterwarnings("ignore:enable_nested_tensor")
@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize(("name", "args", "count"), LAYERS, ids=[name for name, *_ in LAYERS])
def test_causal(name: str, args: dict[str, Any], count: int, batch_first: bool) -> None:
    """A causal layer's first three outputs stay when later steps change, as they would not without; also without a batch."""
    torch.manual_seed(0)
    sizes = (1, 6, 8) if batch_first else (6, 1, 8)
    time = 1 if batch_first else 0
    memory = [torch.randn(sizes)] * (count - 1)
    x = torch.randn(sizes)
    changed = x.clone()
    changed.narrow(time, 3, 3).add_(torch.randn(8))
    for causal in (True, False):
        layer = ADAPTERS[name](**args, batch_first=batch_first, causal=causal).eval()

        def first(x: Tensor, layer: nn.Module = layer) -> Tensor:
            with torch.no_grad():
                found: Tensor = layer(*((x, *memory) if name != "Transformer" else (*memory, x)))
            return found.narrow(time, 0, 3)

        assert torch.allclose(first(x), first(changed), atol=1e-6) == causal
        if causal:
            alone = [each.squeeze(1 - time) for each in (*memory, x)]
            whole = first(x)
            same(layer(*(alone if name == "Transformer" else alone[::-1]))[:3], whole.squeeze(1 - time))


@pytest.mark.parametrize(("name", "args", "count"), LAYERS[1:], ids=[name for name, *_ in LAYERS[1:]])
def test_not_causal_is_pytorchs_own(name: str, args: dict[str, Any], count: int) -> None:
    """Without `causal` a layer gives what PyTorch's own gives; with it, what that gives with the mask of its own making."""
    tensors = [torch.randn(B, 5, 8) for _ in range(count)]
    adapted, plain = pair(name, **args, batch_first=True)
    same(adapted(*tensors), plain(*tensors))
    adapted, plain = pair(name, **args, batch_first=True, ours={"causal": True})
    mask = nn.Transformer.generate_square_subsequent_mask(5)
    word = "src_mask" if name == "TransformerEncoderLayer" else "tgt_mask"
    same(adapted(*tensors), plain(*tensors, **{word: mask}))


# --- in a model


def graph(*children: Block, **shapes: tuple[int, ...]) -> Model:
    """A Graph of these blocks that takes inputs of these names and shapes."""
    inputs = tuple(Input(shape, name=name) for name, shape in shapes.items())
    return Model(inputs=inputs, root=Block("Graph", children=children))


def taking(single: Block, name: str, *inputs: str) -> Block:
    """The block under a name, taking these."""
    return replace(single, name=name, inputs=inputs)


def test_one_sequence_to_another() -> None:
    """A decoder that starts from both states of an encoder gives what the two LSTMs written by hand give."""
    whole = block("LSTM", hidden_size=H, batch_first=True, output="all")
    decoder = block("LSTM", hidden_size=H, batch_first=True)
    model = graph(
        taking(whole, "encoder", "source"),
        taking(decoder, "decoder", "target", "encoder.1", "encoder.2"),
        source=(B, T, F_), target=(B, 3, 2),
    )  # fmt: skip
    report = analyse(model)
    assert report["encoder"].outputs == tuple(map(TensorType, [(B, T, H), (1, B, H), (1, B, H)]))
    assert report["decoder"].outputs == (TensorType((B, 3, H)),)
    net = build(report)
    source, target = torch.randn(B, T, F_), torch.randn(B, 3, 2)
    first, second = nn.LSTM(F_, H, batch_first=True), nn.LSTM(2, H, batch_first=True)
    first.load_state_dict(net.encoder.state_dict())  # type: ignore[union-attr]
    second.load_state_dict(net.decoder.state_dict())  # type: ignore[union-attr]
    same(net(source, target), second(target, first(source)[1])[0])


def test_pooled_and_put_back() -> None:
    """What MaxPool2d takes the largest of, MaxUnpool2d puts back where its indices say."""
    model = graph(
        taking(block("MaxPool2d", kernel_size=2, return_indices=True), "pool", "x"),
        taking(block("MaxUnpool2d", kernel_size=2), "unpool", "pool", "pool.1"),
        x=(B, 3, 4, 4),
    )
    report = analyse(model)
    assert report["pool"].outputs == (TensorType((B, 3, 2, 2)), TensorType((B, 3, 2, 2), "int64"))
    assert report["unpool"].outputs == (TensorType((B, 3, 4, 4)),)
    x = torch.randn(B, 3, 4, 4)
    found = build(report)(x)
    same(F.max_pool2d(found.relu(), 2), F.max_pool2d(x, 2).relu())
    assert set(found[found != 0].tolist()) <= set(x.flatten().tolist())


def test_a_memory_of_another_width() -> None:
    """Attention to a memory of 12 features needs `kdim` and `vdim`, and is told so in three parts without."""
    layer = block("MultiheadAttention", num_heads=2, batch_first=True)
    wide = block("MultiheadAttention", num_heads=2, batch_first=True, kdim=12, vdim=12)
    shapes = {"x": (B, 3, 8), "memory": (B, 5, 12)}
    assert analyse(graph(taking(wide, "attend", "x", "memory"), **shapes)).output == TensorType((B, 3, 8))
    problem = analyse(graph(taking(layer, "attend", "x", "memory"), **shapes))["attend"].problem
    assert problem is not None
    assert "2×3×8 and 2×5×12" in problem.received


# --- unpooling


@pytest.mark.parametrize("dimensions", [1, 2, 3])
def test_unpooling(dimensions: int) -> None:
    """The largest go back where they came from, everything else is zero; an odd size comes back when it is told."""
    x = torch.randn(B, 3, *[7] * dimensions)
    pool = getattr(nn, f"MaxPool{dimensions}d")(2, return_indices=True)
    values, indices = pool(x)
    found = getattr(unpooling, f"MaxUnpool{dimensions}d")(2, output_size=(7,) * dimensions)(values, indices)
    assert found.shape == x.shape
    same(found[found != 0], x[found != 0])
    assert (found != 0).sum() == values.numel()
    six = getattr(unpooling, f"MaxUnpool{dimensions}d")(2)(values, torch.zeros_like(indices))
    assert six.shape == (B, 3, *[6] * dimensions)
