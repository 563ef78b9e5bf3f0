"""What dimensions are called: against PyTorch where they move, against the catalogue, and over the whole gallery."""

from pathlib import Path
from typing import Any

import pytest
import torch

from blocks import analyse, build, document
from blocks.definitions import records
from blocks.dimensions import meanings
from blocks.dimensions.axes import Axis, regrouped
from blocks.dimensions.claims import WORDS, wanted
from blocks.dimensions.walk import flows
from blocks.tree import Block, Input, Model
from tests.making import GALLERY, HUGE, KINDS, block, doc

PICTURE = ("batch", "channels", "height", "width")
SEQUENCE = ("batch", "time", "features")


def told(*children: Block, shape: tuple[int, ...], dtype: str = "float32") -> Any:
    """The meanings of a model of these blocks in a row, of which the first dimension is the batch."""
    model = Model("Test", "", (Input(shape, dtype, batch=0),), Block("Sequential", children=children))
    report = analyse(model)
    assert report.ok, report.problems
    return meanings(report, KINDS)


# --- against PyTorch

MOVES = [
    block("Flatten"),
    block("Flatten", start_dim=1, end_dim=2),
    block("Permute", dims=(3, 1, 0, 2)),
    block("Transpose", dim0=1, dim1=-1),
    block("Movedim", source=(1, 0), destination=(3, 1)),
    block("Unsqueeze", dim=2),
    block("Squeeze", dim=1),
    block("Select", dim=2, index=0),
    block("Reshape", shape=(1, 15, 4)),
    block("Reshape", shape=(15, 4)),
    block("View", shape=(3, 5, 2, 2)),
    block("Unflatten", dim=3, unflattened_size=(2, 2)),
    block("Expand", shape=(3, 5, 4)),
    block("Einsum", equation="abcd->adcb"),
    block("Flatten", start_dim=2),
]


@pytest.mark.parametrize("move", MOVES, ids=lambda each: f"{each.kind} {dict(each.args)}")
@pytest.mark.parametrize("shape", [(2, 3, 5, 4), (2, 1, 15, 4)], ids=str)
def test_a_dimension_that_is_called_the_same_counts_the_same(move: Block, shape: tuple[int, ...]) -> None:
    """Numbers that count along one dimension of the input count along that dimension of the output, and no other."""
    model = doc(move, shape=shape)
    report = analyse(model)
    if not report.ok:
        pytest.skip("the shapes do not fit")
    flow = flows(report, KINDS)[0,]
    given, made = flow.taken[0], flow.given[0]
    assert any(axis.root in [each.root for each in given] for axis in made)
    for place, axis in enumerate(given):
        count = torch.arange(float(shape[place])).view([-1 if dim == place else 1 for dim in range(len(shape))])
        output = build(model)(count.expand(shape))
        for dim, other in enumerate(made):
            if other.root is axis.root:
                expected = torch.arange(float(shape[place])).view(
                    [-1 if each == dim else 1 for each in range(output.dim())]
                )
                assert torch.equal(output, expected.expand(output.shape))


def test_rows_that_were_merged_come_back() -> None:
    """Flattened and unflattened again, channels are channels; split in another way, nobody knows."""
    axes = (Axis("batch"), Axis("channels"), Axis("height"), Axis("width"))
    row = regrouped(axes, (2, 3, 4, 5), (2, 60))
    assert [axis.name for axis in regrouped(row, (2, 60), (2, 3, 4, 5))] == list(PICTURE)
    assert [axis.name for axis in regrouped(row, (2, 60), (2, 5, 4, 3))] == ["batch", "", "", ""]


# --- names and changes


def test_the_input_is_named_by_what_takes_it() -> None:
    """A Dropout says nothing of its dimensions; the Conv2d behind it does, and so they are known before it."""
    found = told(block("Dropout"), block("Conv2d", out_channels=4, kernel_size=3), shape=(2, 3, 8, 8))
    assert found[()].taken == found[0,].given == (PICTURE,)
    assert found[1,].change == "3 → 4 channels; height and width 8 → 6"  # 8 − 3 + 1


def test_flattened_pictures_say_what_they_were() -> None:
    """16 channels of 5 × 5 make 400 features; after a Linear there is nothing more to say."""
    layers = block("MaxPool2d", kernel_size=2), block("Flatten"), block("Linear", out_features=10)
    found = told(*layers, shape=(2, 16, 10, 10))
    assert found[0,].change == "height and width halved"
    assert found[1,].given == (("batch", "features = 16 channels × 5 height × 5 width"),)
    assert found[1,].change == "channels, height and width laid in a row: 400 features"
    assert (found[2,].given, found[2,].change) == ((("batch", "features"),), "400 → 10 features")


@pytest.mark.parametrize(("first", "taken"), [(True, SEQUENCE), (False, ("time", "batch", "features"))])
def test_sequences_follow_batch_first(first: bool, taken: tuple[str, ...]) -> None:
    """Where the batch does not come first, time does."""
    model = doc(block("LSTM", hidden_size=7, batch_first=first), shape=(4, 6, 5))
    found = meanings(analyse(model), KINDS)[0,]
    assert (found.taken, found.given, found.change) == ((taken,), (taken,), "5 → 7 features")


def test_words_become_features() -> None:
    """An Embedding adds a dimension; the one before it is time, as the catalogue says of what it takes."""
    layers = block("Embedding", num_embeddings=9, embedding_dim=5), block("Mean", dim=(1,))
    found = told(*layers, shape=(2, 6), dtype="int64")
    assert (found[0,].given, found[0,].change) == ((SEQUENCE,), "new: 5 features")
    assert (found[1,].given, found[1,].change) == ((("batch", "features"),), "time gone")


def test_what_nobody_names_has_no_name() -> None:
    """A ReLU alone says nothing of what flows through it, and a Reshape nothing of what it makes."""
    found = told(block("ReLU"), block("Reshape", shape=(2, 10)), shape=(2, 20))
    assert found[0,].given == (("batch", ""),)
    assert (found[1,].given, found[1,].change) == ((("batch", "", ""),), "")


def test_branches_name_each_other() -> None:
    """Added to what a Linear makes, the shortcut's last dimension is features; a concatenation keeps one name."""
    lanes = block("Parallel", block("Conv2d", out_channels=4, kernel_size=1), block("ReLU"))
    found = told(lanes, shape=(2, 3, 8, 8))
    assert (found[0,].given, found[0,].change) == ((PICTURE,), "3 → 7 channels")  # 4 + 3


# --- conformance


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.takes], ids=lambda kind: kind.name)
def test_the_catalogue_is_understood(kind: Any) -> None:
    """Of each form in which a kind says it takes tensors, every word is known, or left out on purpose."""
    first, *_ = kind.example
    assert {*wanted(kind.takes, len(first[0]))} <= {*WORDS, "", "rows", "columns"}


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.role != "structure"], ids=lambda kind: kind.name
)
def test_every_kind_has_a_word_for_each_dimension(kind: Any) -> None:
    """With the arguments of the palette, on the example: as many words as the outputs have dimensions, one batch."""
    inputs = tuple(Input(shape, dtype, f"x{place}") for place, (shape, dtype) in enumerate(kind.example))
    names = tuple(each.name for each in inputs)
    child = Block(kind.name, "one", dict(kind.start), inputs=names)
    model = Model("Test", "", inputs or (Input((1, 2)),), Block("Graph", children=(child,)))
    report = analyse(model)
    if not report.ok:
        pytest.skip("needs arguments of its own")
    check(model)


@pytest.mark.parametrize("path", [path for path in GALLERY if path.stem not in HUGE], ids=lambda path: path.stem)
def test_the_gallery_is_named_without_contradiction(path: Path) -> None:
    """Every block that works has its words; and but for code and pictures that only a Linear sees, none is empty."""
    model = document.loads(path.read_bytes(), KINDS)
    unknown = check(model)
    assert not unknown or path.stem in {"autoencoder", "fixedhiddenmlp", "mysequential", "chimera", "smallsteps"}


def check(model: Model) -> int:
    """How many dimensions have no name, after the words of all blocks were held against their shapes."""
    report = analyse(model, code=True)
    found = meanings(report, records(model, KINDS))
    assert set(found) == {address for address, _, node in report.nodes() if node.ok}
    unknown = 0
    for address, meaning in found.items():
        for tensor, words in zip(report.at(address).outputs, meaning.given, strict=True):
            assert len(words) == len(tensor.shape)
            assert words.count("batch") <= 1
            if tensor.grows:
                assert {word == "batch" for word, grows in zip(words, tensor.grows, strict=True) if grows == 1} <= {
                    True
                }
                assert not any(word == "batch" for word, grows in zip(words, tensor.grows, strict=True) if not grows)
            unknown += words.count("")
    return unknown
