"""What training keeps, held against PyTorch: the built model in training mode, with hooks on what autograd saves."""

import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from making import GALLERY, HUGE, KINDS, LARGE, WITHOUT_CODE, block, doc, models, residual
from torch import Tensor, nn
from torch.autograd.graph import saved_tensors_hooks

import blocks
from blocks import catalogue, engine, training
from blocks.analysis import analyse
from blocks.building import build
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.measuring import tensors_of
from blocks.training import training_memory
from blocks.tree import Block, Input, Model


class Truth:
    """The built model, run once in training mode: `bytes` in all, `own` of each block alone by its path.

    A storage belongs to the block that gave it first, or else to the one that was at work when it was saved.
    """

    def __init__(self, model: Model, device: str = "cpu") -> None:
        net = build(model, device).train()
        self.weights = {_identity(each) for each in (*net.parameters(), *net.buffers())}
        self.alive: list[Tensor] = []
        self.sizes: dict[int, int] = {}
        self.owner: dict[int, str | None] = {}
        self.working: list[str] = []
        for path in built(model):
            net.get_submodule(path).register_forward_pre_hook(lambda *_, path=path: self.working.append(path))
            net.get_submodule(path).register_forward_hook(self.gave)
        with warnings.catch_warnings(), saved_tensors_hooks(self.pack, lambda tensor: tensor):
            warnings.simplefilter("ignore")
            inputs = [_tensor(each, device) for each in model.inputs]
            self.owner |= {_identity(each): None for each in inputs}
            net(*inputs)
        self.bytes = sum(self.sizes.values())
        self.own: dict[str | None, int] = defaultdict(int)
        for storage, size in self.sizes.items():
            self.own[self.owner[storage]] += size

    def gave(self, _module: nn.Module, _given: Any, result: Any) -> None:
        path = self.working.pop()
        for output in tensors_of(result):
            self.alive.append(output)
            self.owner.setdefault(_identity(output), path)

    def pack(self, tensor: Tensor) -> Tensor:
        if _identity(tensor) not in self.weights:
            self.alive.append(tensor)  # or another storage may get its identity
            self.owner.setdefault(_identity(tensor), self.working[-1])
            self.sizes[_identity(tensor)] = tensor.untyped_storage().nbytes()
        return tensor

    def inside(self, path: str) -> int:
        """The bytes of a block with all that is in it."""
        return sum(
            size for own, size in self.own.items() if own is not None and (not path or f"{own}.".startswith(f"{path}."))
        )


def _identity(tensor: Tensor) -> int:
    return tensor.untyped_storage()._cdata


def _tensor(each: Input, device: str) -> Tensor:
    dtype = getattr(torch, each.dtype)
    if dtype.is_floating_point:
        return torch.rand(each.shape, dtype=dtype, device=device)
    return torch.zeros(each.shape, dtype=dtype, device=device)


def built(model: Model) -> list[str]:
    """The places that have a module: not what stands in no round, and not a call of another's module."""
    return [path for path, block, node in analyse(model).rows() if node.outputs and block.kind != "Reuse"]


def hold(model: Model, device: str = "cpu") -> None:
    """Every number about a model is the one PyTorch has, except where several calls share one module."""
    found, truth = training_memory(model), Truth(model, device)
    assert found.bytes == truth.bytes
    assert found.inputs == truth.own[None]
    if not any(each.args.get("share") or each.shared for each in model.walk()):
        assert {path: kept.bytes for path, kept in found.rows()} == {
            path: truth.inside(path) for path, _ in found.rows()
        }


@contextmanager
def _native(wanted: bool = True) -> Iterator[None]:
    """PyTorch's own LSTM: oneDNN's keeps a workspace of a size of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # asking about oneDNN warns of what other devices can do
        with torch.backends.mkldnn.flags(enabled=False) if wanted else nullcontext():
            yield


def graph(*children: Block, shapes: tuple[tuple[int, ...], ...] = ((2, 6),), **args: Any) -> Model:
    """A Graph with inputs x0, x1 and so on."""
    inputs = tuple(Input(shape, name=f"x{place}") for place, shape in enumerate(shapes))
    return Model("Test", "", inputs, Block("Graph", "", args, children))


def node(kind: str, name: str, *inputs: str, **args: Any) -> Block:
    """A block in a Graph."""
    return Block(kind, name, block(kind, **args).args, (), inputs)


# --- whole models


@pytest.mark.parametrize("path", [path for path in WITHOUT_CODE if path.stem not in HUGE], ids=lambda path: path.stem)
def test_gallery(path: Path) -> None:
    """Each block of each model in the gallery keeps what PyTorch keeps, to the byte; large ones on the meta device."""
    model = blocks.load(path)
    kinds = {each.kind for each in model.walk()}
    with _native("LSTM" in kinds):
        hold(model, "meta" if path.stem in LARGE and "MultiheadAttention" not in kinds else "cpu")


@settings(max_examples=150)
@given(models())
def test_random_models(model: Model) -> None:
    """So does each block of a random model that works in training."""
    if analyse(model).ok:
        try:
            training_memory(model)
        except BlockError:
            with pytest.raises((RuntimeError, ValueError)):
                Truth(model)
        else:
            hold(model)


def test_by_hand() -> None:
    """A perceptron keeps its input, what its ReLU gives (for itself and for the next layer), and nothing else."""
    found = training_memory(doc(block("Linear", out_features=5), block("ReLU"), block("Linear", out_features=3)))
    # x: 2 × 20 float32 = 160 bytes; the ReLU's output: 2 × 5 float32 = 40 bytes, one storage with two takers
    assert (found.inputs, found["0"].bytes, found["1"].bytes, found["2"].bytes) == (160, 0, 40, 0)
    assert found.bytes == 200


def test_no_gradient_no_memory() -> None:
    """What stands before the first weight keeps nothing: no gradient flows there."""
    found = training_memory(doc(block("Sigmoid"), block("Tanh"), block("Linear", out_features=3)))
    # only the Linear keeps something: its input, 2 × 20 float32, which Tanh gave
    assert [kept.bytes for _, kept in found.rows()] == [160, 0, 160, 0]


@pytest.mark.parametrize(
    "model",
    [
        graph(node("Linear", "a", "x0", out_features=6), node("Sigmoid", "b", "a"), node("Add", "c", "a", "b"), node("Multiply", "d", "c", "a")),
        graph(node("MultiheadAttention", "one", "x0", num_heads=2), shapes=((2, 5, 8),)),
        graph(node("Linear", "a", "x0", out_features=8), node("MultiheadAttention", "it", "a", "a", "a", num_heads=2), shapes=((2, 5, 8),)),
        graph(node("Linear", "a", "x0", out_features=8), node("Identity", "same", "a"), node("Flatten", "view", "a"),
              node("MultiheadAttention", "it", "a", "same", "a", num_heads=2), shapes=((2, 5, 8),)),
        graph(node("Linear", "a", "x0", out_features=8), node("Reshape", "view", "a", shape=(5, 8)),
              node("MultiheadAttention", "it", "a", "view", "view", num_heads=2), shapes=((2, 5, 8),)),
        graph(node("Linear", "a", "x0", out_features=8), node("Chunk", "b", chunks=2, dim=-1), node("Sigmoid", "c", "b"), node("Tanh", "d", "b.1"),
              node("Multiply", "e", "c", "d")),
        graph(node("Linear", "a", "x0", out_features=4), node("Linear", "b", "x1", out_features=4), node("MatMul", "c", "a", "b"), shapes=((4, 6), (4, 8))),
        graph(node("Linear", "a", "x0", out_features=4), node("Sigmoid", "b", "x1"), node("Bilinear", "c", "a", "b", out_features=3), shapes=((4, 6), (4, 8))),
        graph(node("Parameter", "learned", shape=(2, 6)), node("Add", "sum", "learned", "x0"), node("Sigmoid", "end", "sum")),
        graph(node("Linear", "a", "x0", out_features=6), node("Sigmoid", "b", "a"), node("Tanh", "c", "a"), outputs=("a", "b", "c")),
    ],
    ids=["diamond", "attention", "attention of one tensor", "the same tensor", "a view of it", "parts", "two inputs", "one learns", "learned tensor", "outputs"],
)  # fmt: skip
def test_graphs(model: Model) -> None:
    """A tensor that several blocks take is kept once, also where they take views of it."""
    hold(model)


@pytest.mark.parametrize(
    "model",
    [
        doc(block("Repeat", block("Linear", out_features=20), block("Sigmoid"), times=7)),
        doc(block("Repeat", block("Linear", out_features=20), times=1)),
        doc(block("Repeat", block("Linear", out_features=20), block("ReLU"), times=5, share=True)),
        doc(block("Repeat", block("Linear", out_features=Expression("8 if i < 3 else 4")), block("Tanh"), times=6)),
        doc(block("Repeat", block("Repeat", residual(block("Linear", out_features=20), block("GELU")), times=4), times=5)),
        doc(block("Repeat", block("Transpose", dim0=0, dim1=1), block("Affine", scale=2.0), times=4), block("Linear", out_features=3), shape=(6, 6)),
        doc(block("Linear", out_features=6), block("Repeat", block("Transpose", dim0=1, dim1=2), block("LayerNorm"), block("Sigmoid"), times=5), shape=(2, 6, 6)),
        doc(block("Repeat", block("Identity"), times=9), block("Linear", out_features=3)),
        doc(block("Repeat", block("Dropout", p=0.0), times=4), block("Sigmoid")),
        doc(block("Parallel", *(block("Linear", out_features=4) for _ in range(3)), merge="multiply")),
        doc(block("Linear", out_features=4), block("Parallel", block("Identity"), block("Identity"), merge="multiply")),
        doc(block("Linear", out_features=4), residual(shortcut=()), block("Sigmoid")),
    ],
)  # fmt: skip
def test_structures(model: Model) -> None:
    """Rounds that are equal or not, branches that pass a tensor on, and tensors that lie across."""
    hold(model)


def test_many_rounds_cost_no_more_than_few() -> None:
    """Ten thousand rounds are composed of two, and keep what each further round keeps."""

    def kept(times: int) -> int:
        return training_memory(
            doc(block("Repeat", block("Linear", out_features=20), block("Sigmoid"), times=times))
        ).bytes

    # each round keeps the Sigmoid's output, 2 × 20 float32 = 160 bytes; and x is kept, 160 bytes
    assert kept(10_000) == 160 + 10_000 * 160
    training.forget()
    kept(9_999)
    assert len(training._known) == 4  # the model, the Repeat, its first round, any further one


def test_rounds() -> None:
    """A Repeat tells in stretches what its rounds keep, and its children are the first round's."""
    found = training_memory(doc(block("Repeat", block("Sigmoid"), block("Linear", out_features=20), times=5)))["0"]
    # the first Sigmoid keeps nothing for itself, no gradient flows there, but the Linear takes its output:
    # 160 bytes in each round
    assert [(each.count, each.bytes) for each in found.rounds] == [(5, 160)]
    assert [each.bytes for each in found.children] == [160, 0]
    assert found.bytes == sum(each.count * each.bytes for each in found.rounds)


# --- every kind

LAYERS = [name for name, kind in KINDS.items() if kind.role != "structure" and name != "EmbeddingBag"]


def _on_examples(name: str, before: tuple[str, ...]) -> Model:
    """A kind as it comes from the palette, on tensors like its example; real numbers pass other blocks before."""
    entry = catalogue.ENTRIES[name]
    inputs = tuple(Input(shape, dtype, f"x{place}") for place, (shape, dtype) in enumerate(entry.example))
    children, sources = [], []
    for each in inputs:
        source = each.name
        if each.dtype == "float32" and len(each.shape) > 1:
            for kind in before:
                args = {"dim0": -1, "dim1": -2} if kind == "Transpose" else {}
                children.append(node(kind, f"block{len(children)}", source, **args))
                source = children[-1].name
        sources.append(source)
    children.append(Block(name, "it", dict(KINDS[name].start), (), tuple(sources)))
    return Model("Test", "", inputs or (Input((1,), name="x0"),), Block("Graph", "", {}, tuple(children)))


@pytest.mark.parametrize(
    "before", [(), ("Bias",), ("Transpose", "Bias", "Transpose")], ids=["inputs", "learning", "across"]
)
@pytest.mark.parametrize("name", LAYERS)
def test_each_kind(name: str, before: tuple[str, ...]) -> None:
    """Each kind keeps what PyTorch keeps: of inputs, of tensors that learn, and of such that lie across in memory."""
    model = _on_examples(name, before)
    with _native(name == "LSTM"):
        truth = Truth(model)
    assert training_memory(model).bytes == truth.bytes


@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
@pytest.mark.parametrize("output", ["sequence", "last step", "last state"])
@pytest.mark.parametrize(
    "args", [{}, {"batch_first": True, "bidirectional": True, "num_layers": 2, "dropout": 0.5}], ids=["plain", "deep"]
)
def test_long_sequences(kind: str, output: str, args: dict[str, Any]) -> None:
    """A recurrent layer keeps on nine steps what lies on the line through two and three."""
    layer = block(kind, hidden_size=4, output=output, **args)
    model = doc(block("Linear", out_features=8), layer, block("Linear", out_features=3), shape=(9, 9, 8))
    with _native():
        truth = Truth(model)
    assert training_memory(model).bytes == truth.bytes


def test_lstm_with_onednn() -> None:
    """With oneDNN a real LSTM keeps more than is told, as the module says."""
    model = doc(block("LSTM", hidden_size=64), shape=(8, 4, 64))
    assert training_memory(model).bytes < Truth(model).bytes < 5 * training_memory(model).bytes


def test_embedding_bag() -> None:
    """An EmbeddingBag on a real CPU keeps one number more in one list, and in mode "mean" one list more."""
    model = doc(block("EmbeddingBag", num_embeddings=10, embedding_dim=8, mode="mean"), shape=(2, 5), dtype="int64")
    # one int64, and one for each of two bags
    assert Truth(model).bytes == training_memory(model).bytes + 8 + 2 * 8


# --- the faces


def test_what_does_not_work_is_refused() -> None:
    """A model with a problem has none, and one that only fails in training says which block and why."""
    with pytest.raises(BlockError, match="^0: "):
        training_memory(doc(block("Linear", in_features=3, out_features=4)))
    single = doc(block("Sequential", block("BatchNorm1d"), name="body"), shape=(1, 6))
    with pytest.raises(BlockError, match=r"^body\.0: "):
        training_memory(single)
    whole = doc(block("Repeat", block("Dropout"), times=2), dtype="int64")
    with pytest.raises(BlockError, match="^0.0: PyTorch does not train Dropout"):
        training_memory(whole)


def test_library_and_engine() -> None:
    """The library takes a model or its report; a worker answers the same, and refuses the same."""
    model = blocks.load(next(path for path in GALLERY if path.stem == "lenet"))
    found = blocks.training_memory(model)
    assert blocks.training_memory(blocks.analyse(model)) == found == engine.training(model)
    assert found.at((0,)) == found[model.path((0,))]
    with pytest.raises(BlockError):
        engine.training(doc(block("BatchNorm1d"), shape=(1, 6)))


def test_nothing_is_allocated() -> None:
    """A model of more than this machine's memory is told in a moment."""
    wide = block("Repeat", block("Linear", out_features=100_000), block("ReLU"), times=96)
    found = training_memory(doc(wide, shape=(4_096, 100_000)))
    # x, and each ReLU's output: 4,096 × 100,000 float32
    assert found.bytes == 97 * 4_096 * 100_000 * 4
