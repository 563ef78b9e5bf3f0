"""Runs on the CPU: the numbers are torch's own, a seed repeats them, and what does not fit is refused beforehand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest
import torch
from hypothesis import given, settings
from making import GALLERY, SMALL, block, doc, models, residual
from torch import Tensor, nn

import blocks
from blocks import devices, feeding, moments, places, running
from blocks.analysis import analyse
from blocks.building import build
from blocks.errors import BlockError
from blocks.report import TensorType
from blocks.runs import MOST_BLOCKS, MOST_OUTPUT, Device, Feed, Order, vocabulary
from blocks.tree import Block, Input, Model


def hooked(model: Model, seed: int, given: list[Tensor]) -> dict[str, list[Tensor]]:
    """Every module's outputs, call by call, in a net with the weights that a run with this seed has."""
    torch.manual_seed(seed)
    net = build(model)
    found: dict[str, list[Tensor]] = {}
    names: dict[nn.Module, str] = {}
    for name, module in net.named_modules():
        names[module] = name
        module.register_forward_hook(lambda m, _x, out: found.setdefault(names[m], []).append(out))
    with torch.inference_mode():
        net(*given)
    return found


def fed(model: Model, seed: int) -> list[Tensor]:
    """The inputs of a run."""
    return feeding.feed(model, Feed("normal", seed, vocabulary(model)))


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_statistics(path: Path) -> None:
    """Each block's mean, deviation (to three digits), extremes and zeros are torch's own on its output."""
    model = blocks.load(path)
    seen = hooked(model, 3, fed(model, 3))
    again = {
        path: str(each.args["of"]) for path, each, _ in analyse(model).rows() if each.kind == "Reuse"
    }  # second calls
    result = blocks.run(model, seed=3)
    assert result.rows
    for row in result.rows:
        output = (seen[again[row.path]][1] if row.path in again else seen[row.path][0]).float()
        assert row.output.shape == tuple(output.shape)
        assert row.mean == pytest.approx(output.mean().item(), rel=1e-4, abs=1e-6)
        assert row.std == pytest.approx(output.std(correction=0).item(), rel=1e-3, abs=1e-6)
        assert (row.low, row.high) == (output.min().item(), output.max().item())
        assert row.zeros == pytest.approx((output == 0).float().mean().item(), abs=1e-6)
        assert row.strange == 0
        assert row.ms >= 0


@settings(max_examples=80)
@given(models())
def test_random_models(model: Model) -> None:
    """A run has a row for every place of every block, in order, with the shape the analysis gave."""
    report = analyse(model)
    if not report.ok:
        with pytest.raises(BlockError):
            blocks.run(model)
        return
    try:
        result = blocks.run(model)
    except BlockError as error:  # tokens that were added up may leave the vocabulary
        assert model.inputs[0].dtype == "int64"
        assert "num_embeddings" in error.expected
        return
    assert len({row.path for row in result.rows}) == len(result.rows)
    for row in result.rows:
        node = report[row.path]
        assert row.output == node.output
    assert len(result.rows) == sum(1 for _ in places.places(report))
    assert len(result.rows) <= report.root.unfolded
    assert report.output is not None
    assert result.output.shape == report.output.shape


def test_seeds() -> None:
    """A seed gives the same input, weights and output each time, another one others."""
    model = blocks.load(next(path for path in GALLERY if path.stem == "perceptron"))
    first, again, other = (blocks.run(model, seed=seed) for seed in (5, 5, 6))
    assert np.array_equal(first.output, again.output)
    assert np.array_equal(first.input, again.input)
    assert not np.array_equal(first.output, other.output)
    assert not np.array_equal(first.input, other.input)
    assert [(row.mean, row.std) for row in first.rows] == [(row.mean, row.std) for row in again.rows]


def test_batch() -> None:
    """A batch takes the place of the first size everywhere."""
    model = doc(block("Linear", out_features=3), block("ReLU"))
    result = blocks.run(model, batch=7)
    assert result.input.shape == (7, 20)
    assert [row.output.shape for row in result.rows] == [(7, 3), (7, 3)]


@pytest.mark.parametrize("batch", [0, -1, 10**7, 2**70])
def test_absurd_batches(batch: int) -> None:
    """A batch that is none, or too large, is refused, also where no block would notice."""
    for model in (doc(), doc(block("Linear", out_features=3))):
        with pytest.raises(BlockError):
            blocks.run(model, batch=batch)


@pytest.mark.parametrize("seed", [-1, 2**63, 2**64, 10**30, -(10**30)])
def test_any_seed(seed: int) -> None:
    """Any whole number is a seed, or is refused."""
    try:
        assert blocks.run(doc(block("ReLU")), seed=seed).rows
    except BlockError as error:
        assert abs(seed) >= 2**64
        assert error.expected


@pytest.mark.parametrize("source", ["normal", "uniform", "ones", "integers"])
def test_sources(source: str) -> None:
    """Random numbers, ones and whole numbers are what they say."""
    x = blocks.run(doc(shape=(50, 40)), source=source).input
    match source:
        case "normal":
            assert abs(x.mean()) < 0.1
            assert x.min() < -2
        case "uniform":
            assert 0 <= x.min() < 0.01
            assert 0.99 < x.max() <= 1
        case "ones":
            assert (x == 1).all()
        case "integers":
            assert set(np.unique(x)) == set(range(10))


def test_ramp() -> None:
    """Each example rises from 0 to 1 in even steps; whole numbers count, and start again at the vocabulary."""
    x = blocks.run(doc(shape=(2, 3, 4)), source="ramp").input
    assert np.array_equal(x[0], torch.linspace(0, 1, 12).reshape(3, 4).numpy())
    assert np.array_equal(x[0], x[1])
    model = doc(block("Embedding", num_embeddings=5, embedding_dim=3), shape=(2, 7), dtype="int64")
    assert blocks.run(model, source="ramp").input.tolist() == [[0, 1, 2, 3, 4, 0, 1]] * 2
    assert blocks.run(doc(shape=(2, 1)), source="ramp").input.tolist() == [[0], [0]]


def test_one_hot() -> None:
    """A single 1 an example: an example's own feature, or the middle, where a convolution gives its kernel."""
    assert np.array_equal(blocks.run(doc(shape=(5, 3)), source="one-hot").input, np.eye(3)[[0, 1, 2, 0, 1]])
    x = blocks.run(doc(shape=(2, 3, 5, 7)), source="one-hot").input
    assert np.argwhere(x).tolist() == [[0, 1, 2, 3], [1, 1, 2, 3]]
    tokens = blocks.run(doc(shape=(2, 7), dtype="int64"), source="one-hot").input
    assert tokens.tolist() == [[0, 0, 0, 1, 0, 0, 0]] * 2
    model = doc(block("Conv2d", out_channels=1, kernel_size=3, padding=1, bias=False), shape=(1, 1, 5, 5))
    torch.manual_seed(0)
    kernel = build(model).state_dict()["0.weight"][0, 0].numpy()
    response = blocks.run(model, source="one-hot", seed=0).output[0, 0]
    assert np.allclose(response[1:4, 1:4], kernel[::-1, ::-1])


def test_the_batch_may_be_another_dimension() -> None:
    """Examples lie along B, wherever it is."""
    model = Model("Test", "", (Input((3, 2), batch=1),), block("Sequential"))
    assert np.array_equal(blocks.run(model, source="one-hot").input, np.eye(3)[:, :2])
    assert blocks.run(model, source="ramp").input.tolist() == [[0, 0], [0.5, 0.5], [1, 1]]


def test_each_input_has_its_source() -> None:
    """A mapping names the inputs; others are random, and tokens stay within what their own Embedding can look up."""
    model = blocks.load(next(path for path in GALLERY if path.stem == "siamese"))
    first, second = blocks.run(model, source={"second": "ones"}).inputs
    assert (second == 1).all()
    assert first.std() == pytest.approx(1, abs=0.05)
    for wrong in ({"third": "ones"}, {"first": "twos"}):
        with pytest.raises(BlockError):
            blocks.run(model, source=wrong)
    read = [
        replace(block("Embedding", num_embeddings=size, embedding_dim=2, name=f"e{size}"), inputs=(f"t{size}",))
        for size in (2, 50)
    ]
    both = (*read, replace(block("Add", name="add"), inputs=("e2", "e50")))
    inputs = tuple(Input((4, 200), "int64", f"t{size}") for size in (2, 50))
    few, many = blocks.run(Model("Test", "", inputs, Block("Graph", children=both))).inputs
    assert (few.max(), many.max()) == (1, 49)


def test_given_array() -> None:
    """An array that was made elsewhere is fed as it is; one of another shape is refused."""
    picture = np.random.default_rng(0).random((1, 3, 8, 8), dtype=np.float32)
    model = doc(block("Identity"), block("Flatten"), shape=(1, 3, 8, 8))
    result = blocks.run(model, given=picture)
    assert np.array_equal(result.input, picture)
    assert np.array_equal(result.output, picture.reshape(1, -1))
    assert np.array_equal(blocks.run(model, given=picture[:, :, ::-1]).input, picture[:, :, ::-1])
    assert np.array_equal(
        blocks.run(model, given=(picture * 255).astype("uint8")).input, (picture * 255).astype("uint8")
    )
    for wrong in (picture[0], picture[:, :1], np.zeros((2, 3, 8, 8))):
        with pytest.raises(BlockError, match="an array of shape"):
            blocks.run(model, given=wrong)


def test_embedding() -> None:
    """Tokens are drawn from what every embedding of the model can look up."""
    model = doc(block("Embedding", num_embeddings=7, embedding_dim=3), shape=(4, 50), dtype="int64")
    result = blocks.run(model)
    assert set(np.unique(result.input)) == set(range(7))
    assert result.output.shape == (4, 50, 3)
    with pytest.raises(BlockError) as error:
        running.run(model, Order(feed=Feed("integers", high=1000)))
    assert error.value.path == "0"
    assert "num_embeddings" in error.value.expected


def test_shared_repeat() -> None:
    """Each call of a shared instance has a row of its own, with its own numbers."""
    model = doc(block("Repeat", block("Linear", out_features=20), block("ReLU"), times=3, share=True))
    seen = hooked(model, 0, fed(model, 0))
    result = blocks.run(model, seed=0)
    assert [row.path for row in result.rows] == ["0", "0.0.0", "0.0.1", "0.1.0", "0.1.1", "0.2.0", "0.2.1"]
    for index in range(3):
        assert result[f"0.{index}.0"].mean == pytest.approx(seen["0.0.0"][index].mean().item(), rel=1e-4, abs=1e-7)
    assert result["0.0.0"].mean != result["0.2.0"].mean
    with pytest.raises(BlockError):
        result["0.3.0"]


def test_strange_numbers() -> None:
    """NaN and infinities are counted and left out of the other numbers."""
    grow = block("Affine", scale=1e6)
    result = blocks.run(doc(*[grow] * 7, block("Affine", scale=0.0), shape=(3, 5)), source="ones")
    assert result["5"].strange == 0  # 1e36
    assert (result["6"].strange, result["6"].mean) == (15, 0.0)  # 1e42 is beyond float32
    assert result["7"].strange == 15  # infinity times 0


def test_huge_numbers() -> None:
    """Numbers whose squares are beyond float32 have their deviation all the same."""
    found = moments.statistics(torch.tensor([1e30, 3e30, 3e38, 3e38]))
    exact = np.array([1e30, 3e30, 3e38, 3e38])
    assert found["mean"] == pytest.approx(exact.mean()) and found["std"] == pytest.approx(exact.std())


@pytest.mark.parametrize(("mean", "std"), [(0.0, 1.0), (100.0, 1e-3), (-3.0, 50.0)])
def test_statistics_of_many_numbers(mean: float, std: float) -> None:
    """More numbers than are looked at together, far from zero or not: as PyTorch has them with twice the digits."""
    torch.manual_seed(1)
    given = torch.randn(3, 7, 150, 150) * std + mean
    given[:, 2] = 0.0 if mean == 0 else given[:, 2]
    exact, found = given.double(), moments.statistics(given)
    assert given.numel() > 2 * moments.PART
    assert found["mean"] == pytest.approx(exact.mean().item(), rel=1e-6, abs=1e-6)
    assert found["std"] == pytest.approx(exact.std(correction=0).item(), rel=1e-4)
    assert (found["low"], found["high"]) == (given.min().item(), given.max().item())
    assert found["zeros"] == pytest.approx((given == 0).double().mean().item(), abs=1e-9)
    assert found.get("dead", 0) == (1 if mean == 0 else 0)


def test_empty_output() -> None:
    """A tensor without numbers has plain zeros as statistics."""
    assert moments.statistics(torch.empty(0, 3))["strange"] == 0


def test_too_large_is_refused_with_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that needs more memory than there is does not start, and says what it needs and what there is."""
    huge = doc(*[block("Linear", out_features=10**6, bias=False)] * 2, shape=(1, 10**6))
    with pytest.raises(BlockError, match="weights 8 TB") as error:  # 2 x 10^12 numbers of 4 bytes
        blocks.run(huge)
    assert "80% of what is free on cpu" in error.value.expected
    before = psutil.Process().memory_info().rss
    with pytest.raises(BlockError, match="activations"):
        blocks.run(doc(block("ZeroPad2d", padding=10_000), shape=(1, 1000, 8, 8)))
    assert psutil.Process().memory_info().rss - before < 50 * 2**20
    monkeypatch.setattr(devices, "devices", lambda: [Device("cpu", "small", 1000, 1000)])
    with pytest.raises(BlockError, match="2 kB: weights 1.68 kB, activations 320 B"):  # 420 and 2 x 40 numbers
        blocks.run(doc(block("Linear", out_features=20)))


def test_too_many_blocks() -> None:
    """Up to 2,000 blocks are run, and one more is not."""
    assert len(blocks.run(doc(block("Repeat", block("Identity"), times=MOST_BLOCKS - 2))).rows) == MOST_BLOCKS - 1
    with pytest.raises(BlockError, match="2,001 blocks"):
        blocks.run(doc(block("Repeat", block("Identity"), times=MOST_BLOCKS - 1)))


def test_broken_model_and_device() -> None:
    """A broken model and an unknown device are refused in a sentence."""
    with pytest.raises(BlockError) as error:
        blocks.run(doc(residual(block("Linear", in_features=3, out_features=3), name="r")))
    assert error.value.path == "r.body.0"
    for name in ("cuda:99", "tpu", "", "cpu; rm", "x" * 1000):
        with pytest.raises(BlockError, match="is not here"):
            blocks.run(doc(), device=name)
    assert devices.devices()[0].name == "cpu"
    assert 0 < devices.devices()[0].free <= devices.devices()[0].total


def test_large_output_travels_in_part() -> None:
    """Of a large output the first examples come along; the summary says how many."""
    model = doc(block("Identity"), shape=(64, 3, 256, 256))  # 50 MB
    result = blocks.run(model)
    kept = MOST_OUTPUT // (3 * 256 * 256 * 4)
    assert result.output.shape == result.summary.sent[0].shape == (kept, 3, 256, 256)
    assert result.summary.output.shape == (64, 3, 256, 256)
    single = blocks.run(doc(block("Identity"), shape=(1, 8_000_000)))
    assert single.output.nbytes <= MOST_OUTPUT


@pytest.mark.parametrize("dtype", ["float64", "float16", "bfloat16", "int64", "int32", "uint8", "bool"])
def test_dtypes(dtype: str) -> None:
    """Every dtype runs where the layers allow it, and its numbers are finite ones."""
    result = blocks.run(doc(block("Identity"), block("Flatten"), shape=(2, 3, 4), dtype=dtype))
    assert result.summary.output == TensorType((2, 12), dtype)
    assert all(np.isfinite([row.mean, row.std, row.low, row.high]).all() for row in result.rows)


def test_training_noise_is_off() -> None:
    """The module is in eval mode: dropout passes everything on."""
    result = blocks.run(doc(block("Dropout", p=0.9)))
    assert np.array_equal(result.input, result.output)


def test_the_time_is_a_median() -> None:
    """A quick pass is done some times after it is warm; a slow one once."""
    assert 1 < blocks.run(doc(block("ReLU"))).summary.passes <= running.PASSES


def test_a_slow_pass_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is not done again for the sake of its time."""
    monkeypatch.setattr(running, "SLOW", 1e-6)
    summary = blocks.run(doc(block("ReLU"))).summary
    assert summary.passes == 1
    assert summary.ms > 0
