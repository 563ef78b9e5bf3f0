"""Training for some seconds: it learns, the numbers are those of plain PyTorch, and what goes wrong is named."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
import torch
import torch.nn.functional as F
from making import block, doc
from msgspec.structs import replace

import blocks
from blocks import __main__ as cli
from blocks import charts
from blocks.analysis import analyse
from blocks.charts.learning import settled
from blocks.errors import BlockError
from blocks.findings import of_gradients
from blocks.fitting import TITLES, Fitted, Point, apart, apart_in_all, data, suit
from blocks.fitting.datasets import FILE, enlarged, mesh
from blocks.fitting.suiting import as_fed
from blocks.runs import innermost
from blocks.tree import Block, Model

ROOT = Path(__file__).parents[1]
TOYS = blocks.load(ROOT / "gallery" / "toys.json")
DIGITS = blocks.load(ROOT / "gallery" / "digits.json")
LONG = 120.0  # seconds: it is the steps that end these trainings


def trained(model: Model = TOYS, name: str = "moons", steps: int = 40, **more: Any) -> Fitted:
    return blocks.fit(model, name, LONG, steps=steps, **more)  # type: ignore[arg-type]


def points(fitted: Fitted) -> list[Point]:
    """Without the seconds, which no two trainings share."""
    return [replace(each, seconds=0.0) for each in fitted.points]


# --- data


def test_digits_are_scikit_learns() -> None:
    """The file is the one in scikit-learn 1.9.1 (sha256 of sklearn/datasets/data/digits.csv.gz), read in full."""
    digest = hashlib.sha256(FILE.read_bytes()).hexdigest()
    assert digest == "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"
    found = data("digits")
    assert len(found.examples) + len(found.held) == 1797
    assert found.examples.min() == 0 and found.examples.max() == 1
    assert sorted(set(found.labels.tolist())) == list(range(10))


@pytest.mark.parametrize("name", [name for name in TITLES if name != "digits"])
def test_toys_are_in_the_middle_and_even(name: str) -> None:
    """Each toy has as many points of one class as of the other, and is about 1 wide each way."""
    found = data(name)
    assert found.labels.mean() == found.held_labels.mean() == 0.5
    every = np.concatenate([found.examples, found.held])
    assert np.allclose(every.mean(axis=0), 0, atol=1e-5) and np.allclose(every.std(axis=0), 1, atol=1e-5)
    assert mesh(found.reach).shape == (64 * 64, 2) and mesh(1.0)[0].tolist() == [-1, -1]


@pytest.mark.parametrize("side", [8, 16, 28])
def test_digits_are_enlarged_as_pytorch_does(side: int) -> None:
    """The larger squares are those of bilinear `interpolate`."""
    pictures = data("digits").examples[:5]
    wanted = F.interpolate(torch.from_numpy(pictures.reshape(5, 1, 8, 8)), size=(side, side), mode="bilinear")
    assert np.allclose(enlarged(pictures, side), wanted[:, 0].numpy(), atol=1e-6)
    assert as_fed(data("digits"), pictures, (3, side, side)).shape == (5, 3, side, side)


# --- learning


def test_it_learns_as_a_loop_in_plain_pytorch() -> None:
    """The same first weights, order and optimiser, written out by hand, give the same weights bit by bit."""
    torch.manual_seed(3)
    net = blocks.build(TOYS).train()
    found = data("moons")
    given, truth = torch.from_numpy(found.examples), torch.from_numpy(found.labels)
    optimiser = torch.optim.Adam(net.parameters(), 0.01)
    for epoch in range(2):
        order = torch.randperm(400, generator=torch.Generator().manual_seed(3 + epoch))
        for start in range(0, 400 - 31, 32):
            some = order[start : start + 32]
            optimiser.zero_grad()
            F.cross_entropy(net(given[some]), truth[some]).backward()
            optimiser.step()
    steps = 2 * (400 // 32)
    fitted = trained(steps=steps, seed=3)
    with torch.no_grad():
        outputs = net.eval()(torch.from_numpy(found.held))
    assert fitted.last.step == steps
    assert fitted.last.held_loss == pytest.approx(float(F.cross_entropy(outputs, torch.from_numpy(found.held_labels))))
    for key, wanted in net.state_dict().items():
        assert np.array_equal(fitted.weights()[key], wanted.numpy()), key


def test_moons_are_learned() -> None:
    """The loss falls to a tenth, nearly all moons are right, and the picture has both classes where they are."""
    fitted = trained(steps=200)
    first, last = fitted.points[0], fitted.last
    assert first.loss and last.loss is not None and last.loss < first.loss / 10
    assert last.held_accuracy > 0.95
    assert fitted.scene.classes is not None and fitted.scene.sure is not None
    found = data("moons")
    near = np.abs(mesh(found.reach)[None] - found.held[:, None]).max(axis=2).argmin(axis=1)
    assert (fitted.scene.classes.ravel()[near] == found.held_labels).mean() > 0.95
    assert fitted.scene.sure.min() >= 127  # of two classes, the surer has at least half of 255
    assert fitted["first"].moved is not None and fitted["first"].moved > 0.1
    assert fitted["1"].learns is None and fitted["out"].gradient == pytest.approx(1)


def test_digits_are_learned_and_wrong_ones_come_first() -> None:
    """Sixty steps of a small CNN get most digits right; those that it shows first are wrong, and said to be so."""
    fitted = trained(DIGITS, "digits", 60)
    assert fitted.last.held_accuracy > 0.8 > 0.3 > fitted.points[0].held_accuracy
    wrong = [each.label != data("digits").held_labels[each.example] for each in fitted.moment.guesses]
    assert len(wrong) == 15 and wrong == sorted(wrong, reverse=True) and wrong[0]
    assert all(0 < each.probability <= 1 for each in fitted.moment.guesses)


def test_the_same_seed_is_the_same_history() -> None:
    """Twice the same plan: the same numbers. Another seed, or other data: other weights, about as far as can be."""
    one, two, other = trained(), trained(), trained(seed=1)
    elsewhere = trained(name="circles")
    assert points(one) == points(two) and apart_in_all(one, two) == 0
    far = apart(one, other)
    assert set(far) == set(one.weights()) and far["first.weight"] > 1
    assert apart_in_all(one, elsewhere) != 0
    assert apart_in_all(one, trained(DIGITS, "digits", 1)) is None


def test_going_on_is_as_if_it_had_never_stopped() -> None:
    """Twenty steps and twenty more, with dropout and Adam, are forty, to the bit; and the user's random numbers stay."""
    model = doc(
        *[block("Linear", out_features=16), block("Dropout", p=0.5), block("Linear", out_features=2)], shape=(4, 2)
    )
    torch.manual_seed(7)
    state = torch.get_rng_state()
    half = trained(model, steps=20)
    whole, on = trained(model, steps=40), trained(model, steps=20, before=half)
    assert torch.equal(torch.get_rng_state(), state)
    assert on.last.step == 40 and len(on.points) > len(half.points)
    assert on.scene.weights == whole.scene.weights and on.scene.state == whole.scene.state
    with pytest.raises(BlockError, match="another model's"):
        trained(TOYS, steps=1, before=half)


def test_weights_go_to_a_file_and_into_the_module(tmp_path: Path) -> None:
    """What was learned is loaded into a module that is built anew, and is right there too."""
    fitted = trained(steps=150)
    fitted.save(tmp_path / "moons.safetensors")
    net = blocks.build(TOYS)
    assert not blocks.load_weights(net, tmp_path / "moons.safetensors")
    with torch.no_grad():
        labels = net(torch.from_numpy(data("moons").held)).argmax(dim=1).numpy()
    assert (labels == data("moons").held_labels).mean() == pytest.approx(fitted.last.held_accuracy)


def test_the_time_is_kept() -> None:
    """Half a second is over after half a second and one look more."""
    fitted = blocks.fit(TOYS, "moons", seconds=0.5)
    assert fitted.end and fitted.end.why == "time"
    assert 0.5 <= fitted.last.seconds < 5 and len(fitted.points) >= 2


# --- what goes wrong


def test_a_loss_that_is_no_number_names_its_block() -> None:
    """Steps that are far too large end with the first block that gives no numbers; so does a block that never does."""
    layers = [block("Linear", out_features=32), block("ReLU"), block("Linear", out_features=2, name="out")]
    wild = trained(doc(*layers, shape=(4, 2)), steps=400, rate=1000.0, optimiser="SGD")
    assert wild.end and wild.end.why == "stuck" and not wild.can_go_on
    assert wild.end.path == "out" and wild.end.text.endswith("A smaller learning rate may help: 100.")
    roots = doc(
        block("Linear", out_features=4),
        block("Function", name="root", function="sqrt"),
        block("Linear", out_features=2),
        shape=(4, 2),
    )
    end = trained(roots).end
    assert end and (end.why, end.path) == ("stuck", "root")
    assert end.text.startswith("After 0 steps the loss is NaN. It begins here: what comes out is NaN")
    # The slope of a root is infinite at 0, and 0 times that is NaN: the pass forward is sound, the step is not.
    flat = doc(
        block("Linear", out_features=4),
        block("Affine", scale=0.0),
        block("Function", function="sqrt"),
        block("Linear", out_features=2),
        shape=(4, 2),
    )
    end = trained(flat).end
    assert end and end.path == "0" and end.text.startswith("After 1 step the") and "no numbers any more" in end.text


MISFITS = [
    (doc(block("Linear", out_features=10), shape=(2, 20)), "digits", "it takes B×20", "B, 64"),
    (doc(block("Linear", out_features=10), shape=(2, 64)), "moons", "points, B×2", "Toy MLP"),
    (
        doc(block("Linear", out_features=3), shape=(2, 64)),
        "digits",
        "10 classes, and the model gives 2×3.",
        "out_features=10",
    ),
    (doc(block("Linear", out_features=10), shape=(2, 1, 8, 8)), "digits", "gives 2×1×8×10", "Flatten"),
    (doc(block("Identity"), shape=(2, 2)), "moons", "no parameters", "Linear"),
    (
        doc(block("Embedding", num_embeddings=9, embedding_dim=2), shape=(2, 2), dtype="int64"),
        "moons",
        "takes int64",
        "B, 2",
    ),
    (doc(block("Linear", in_features=3, out_features=2), shape=(2, 2)), "moons", "Linear", ""),
]


@pytest.mark.parametrize(("model", "name", "received", "fix"), MISFITS)
def test_data_that_do_not_fit_are_refused(model: Model, name: str, received: str, fix: str) -> None:
    """In three parts, before anything is trained."""
    with pytest.raises(BlockError) as error:
        trained(model, name)
    told = error.value
    assert received in told.received + told.path + str(told) and fix in told.fix and told.expected


def test_larger_squares_are_fed_enlarged_and_it_is_said() -> None:
    """LeNet's 28×28 are fed with enlarged digits; 64 numbers, 8×8 and three channels with the digits as they are."""
    lenet = blocks.load(ROOT / "gallery" / "lenet.json")
    assert "from 8×8 to 28×28" in suit(analyse(lenet), "digits").notes[0]
    for shape in ((2, 64), (2, 8, 8), (2, 3, 8, 8)):
        rows = [block("Flatten"), block("Linear", out_features=12)]
        found = suit(analyse(doc(*rows, shape=shape)), "digits")
        assert found.shape == shape[1:] and "12 numbers for 10 classes" in found.notes[-1]
    assert trained(lenet, "digits", 1).last.step == 1


def test_a_softmax_before_the_loss_is_seen() -> None:
    """The model's outputs tell: they sum to one with a Softmax at the end, and without one they do not."""
    layers = [block("Linear", out_features=2)]
    assert not trained(doc(*layers, shape=(4, 2)), steps=1).moment.shares
    assert trained(doc(*layers, block("Softmax", dim=1), shape=(4, 2)), steps=1).moment.shares


def test_a_vanishing_gradient_is_named_in_the_words_of_a_run() -> None:
    """A deep row of Sigmoids gives its first Linear next to nothing, and that is what a run says too."""
    layers: list[Block] = [each for _ in range(8) for each in (block("Linear", out_features=8), block("Sigmoid"))]
    fitted = trained(doc(*layers, block("Linear", out_features=2), shape=(4, 2)), steps=2)
    told = of_gradients(innermost(fitted.rows))
    assert [each.path for each in told] == ["0"] and told[0].text.startswith(
        "The gradient vanishes: of 1 at the output"
    )


def test_a_batch_that_is_fixed_and_norms_that_count() -> None:
    """A model without B gets batches of one size, the last one filled up; BatchNorm's own numbers are kept."""
    model = doc(block("Linear", out_features=8), block("BatchNorm1d"), block("Linear", out_features=2), shape=(4, 2))
    fitted = trained(model, steps=30, batch=7)
    assert fitted.last.held_accuracy > 0.7
    assert int(fitted.weights()["1.num_batches_tracked"]) == 30


@pytest.mark.parametrize("wrong", [{"rate": -1.0}, {"steps": 0}, {"batch": 0}, {"optimiser": "Lion"}, {"seed": -1}])
def test_plans_out_of_bounds_are_refused(wrong: dict[str, Any]) -> None:
    """Each number has bounds, which are told."""
    with pytest.raises(BlockError, match="Expected: .* Fix: choose"):
        trained(**{"steps": 1} | wrong)


def test_shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The command prints how it goes and writes the weights; a training that gets stuck ends with 1."""
    file = str(ROOT / "gallery" / "toys.json")
    weights = tmp_path / "w.safetensors"
    asked = ["fit", file, "--data", "moons", "--steps", "5", "--weights", str(weights)]
    assert cli.main(asked) == 0
    assert "of those held out" in capsys.readouterr().out and weights.exists()
    assert cli.main(["fit", file, "--data", "moons", "--rate", "1000", "--optimiser", "SGD", "--steps", "9000"]) in (
        0,
        1,
    )
    assert cli.main(["fit", file, "--steps", "5"]) == 2
    assert "Toy MLP" not in settled(Point(1, 0.1, None, 0.5, None, 0.5))


@pytest.mark.parametrize("dark", [False, True])
def test_figures(dark: bool) -> None:
    """plotly takes each picture, before the first step and after; the lines have all points, and the digits their words."""
    moons, digits = trained(steps=3), trained(DIGITS, "digits", 3)
    plain, known = data("moons"), data("digits")
    progress = charts.progress(moons.points, 10, dark)
    assert [len(trace["y"]) for trace in progress["data"]] == [4] * 4 and progress["layout"]["xaxis"]["range"] == [
        0,
        10,
    ]
    said = charts.guesses(known, digits.moment.guesses, dark)["layout"]["annotations"]
    assert len(said) == 15 and said[0]["text"].startswith("✗") and "<br>it is " in said[0]["text"]
    assert [each["text"] for each in charts.guesses(known, (), dark)["layout"]["annotations"]][:3] == ["2", "3", "4"]
    for figure in (
        progress, charts.progress((), 10, dark), charts.plane(plain, dark=dark), charts.guesses(known, (), dark),
        charts.plane(plain, moons.scene.classes, moons.scene.sure, dark), charts.changes(moons.rows, dark),
        charts.guesses(known, digits.moment.guesses, dark), charts.changes((), dark),
    ):  # fmt: skip
        go.Figure(figure)
        json.dumps(figure, allow_nan=False)
