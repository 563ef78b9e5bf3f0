"""Operations that take or give several tensors, and operations in a document: what they refuse, build and count."""

from dataclasses import replace
from typing import Any

import pytest
import torch
from making import KINDS, block, doc
from test_operations import OPERATIONS, drawn, made, same, several
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

from blocks.analysis import analyse
from blocks.building import build
from blocks.measuring import measured
from blocks.report import TensorType
from blocks.tree import Block, Input, Model


@pytest.mark.parametrize("count", [2, 3, 5])
def test_any_number(count: int) -> None:
    """Add, Multiply, Cat, Stack and Einsum take as many tensors as come."""
    given = [torch.randn(3, 4) for _ in range(count)]
    same(made("Add", {})(*given), torch.stack(given).sum(0))
    same(made("Multiply", {})(*given), torch.stack(given).prod(0))
    assert made("Cat", {"dim": 1})(*given).shape == (3, 4 * count)
    assert made("Stack", {"dim": 0})(*given).shape == (count, 3, 4)
    product = made("Einsum", {"equation": ",".join(["ab"] * count) + "->a"})
    same(product(*given), torch.stack(given).prod(0).sum(1))


def test_broadcasting() -> None:
    """Tensors of different shapes broadcast as PyTorch's do."""
    x, y = torch.randn(2, 6, 8), torch.randn(8)
    same(made("Add", {})(x, y), x + y.expand(2, 6, 8))
    assert made("Maximum", {})(x, torch.zeros(6, 1)).shape == (2, 6, 8)


@pytest.mark.parametrize(
    ("name", "args", "shapes"),
    [
        ("Add", {}, [(2, 3), (2, 4)]),
        ("Divide", {}, [(2, 3), (3, 3, 2)]),
        ("MatMul", {}, [(2, 3), (2, 3)]),
        ("Cat", {"dim": 1}, [(2, 3, 4), (2, 3, 5)]),
        ("Cat", {"dim": 3}, [(2, 3), (2, 3)]),
        ("Stack", {}, [(2, 3), (2, 4)]),
        ("Einsum", {"equation": "ab,bc->ac"}, [(2, 3), (4, 5)]),
        ("Einsum", {"equation": "ab"}, [(2, 3), (3, 4)]),
        ("Einsum", {"equation": "no equation!"}, [(2, 3)]),
        ("Einsum", {"equation": "ab->zz"}, [(2, 3)]),
        ("ScaledDotProductAttention", {}, [(2, 4, 6, 8), (2, 4, 6, 7), (2, 4, 6, 8)]),
        ("ScaledDotProductAttention", {}, [(2, 4, 6, 8), (2, 4, 5, 8), (2, 4, 6, 8)]),
        ("Split", {"split_size": (2, 2), "dim": 1}, [(2, 3)]),
        ("TopK", {"k": 4}, [(2, 3)]),
        ("Clamp", {}, [(2, 3)]),
        ("View", {"shape": (5, -1)}, [(2, 3)]),
        ("Expand", {"shape": (2, 4)}, [(2, 3)]),
        ("RotaryEmbedding", {}, [(2, 6, 7)]),
        ("ClassToken", {}, [(2, 6, 7)]),
        ("Parameter", {"shape": (10**6,) * 8}, []),
    ],
)
def test_refuses(name: str, args: dict[str, Any], shapes: list[tuple[int, ...]]) -> None:
    """Shapes and equations that mean nothing raise an error, on the meta device as on the CPU."""
    for device in ("cpu", "meta"):
        refused = pytest.raises((RuntimeError, ValueError, IndexError))
        with refused, torch.device(device), sdpa_kernel(SDPBackend.MATH):
            made(name, args)(*(torch.zeros(shape) for shape in shapes))


@pytest.mark.parametrize("name", [name for name in OPERATIONS if len(KINDS[name].example) > 1 or KINDS[name].gives])
def test_meta_is_as_strict_as_the_cpu(name: str) -> None:
    """For any shapes of real numbers, what takes or gives several tensors does on the meta device as on the CPU."""
    torch.manual_seed(1)
    module, example = made(name, KINDS[name].start), KINDS[name].example
    for _ in range(200):
        given = [
            drawn((_other(shape), dtype)) * (dtype != "int64") for shape, dtype in example
        ]  # index 0 is always there
        assert _outcome(module, given) == _outcome(module, [each.to("meta") for each in given]), [
            x.shape for x in given
        ]


def _other(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape with some sizes changed, or a dimension more or less."""
    sizes = [int(torch.randint(1, 4, ())) if torch.rand(()) < 0.15 else size for size in shape]
    chance = float(torch.rand(()))
    return tuple(sizes[1:] if chance < 0.1 else [1, *sizes] if chance < 0.2 else sizes)


def _outcome(module: nn.Module, given: list[Tensor]) -> Any:
    try:
        with sdpa_kernel(SDPBackend.MATH):  # the fast one of the CPU does not look at the length of the values
            return [(tuple(each.shape), each.dtype) for each in several(module(*given))]
    except (RuntimeError, ValueError, IndexError):
        return None


# --- in a document


@pytest.mark.parametrize(
    ("name", "args", "parts"),
    [
        ("Unbind", {"dim": 0}, 1_000),
        ("Split", {"split_size": 1}, 1_000),
        ("Split", {"split_size": 3, "dim": -1}, 1_000),
    ],
)
def test_not_too_many_parts(name: str, args: dict[str, Any], parts: int) -> None:
    """A tensor is taken apart into a thousand; into more, which would fill the memory, is a problem told at once."""
    size = parts * args.get("split_size", 1)
    shapes = [(size,), (size + 1,), (10**6,)]
    nodes = [analyse(doc(block(name, **args), shape=shape, dtype="int64")).root.children[0] for shape in shapes]
    assert [len(node.outputs) for node in nodes] == [parts, 0, 0]
    assert "at most 1,000 parts" in str(nodes[1].problem)


def graph(children: dict[str, Block], wires: dict[str, tuple[str, ...]], **inputs: tuple[int, ...]) -> Model:
    """A model whose root is a Graph of named blocks that take what `wires` says."""
    named = tuple(replace(child, name=name, inputs=wires.get(name, ())) for name, child in children.items())
    root = block("Graph", *named, inputs=tuple(inputs))
    return Model(inputs=tuple(Input(shape, name=name) for name, shape in inputs.items()), root=root)


def test_attention_written_out() -> None:
    """Attention out of products, a mask and a softmax in a Graph is PyTorch's own, and counts as much."""
    model = graph(
        {
            "scores": block("Einsum", equation="bqd,bkd->bqk"),
            "scaled": block("Affine", scale=0.5),
            "masked": block("CausalMask"),
            "weights": block("Softmax", dim=-1),
            "values": block("MatMul"),
        },
        {"scores": ("x", "memory"), "values": ("weights", "memory")},
        x=(2, 6, 4), memory=(2, 6, 4),
    )  # fmt: skip
    report = analyse(model)
    assert report.ok, report.problems
    assert report.macs == 2 * (2 * 6 * 6 * 4)  # two products of (6, 4) and (4, 6), for each of two examples
    x, memory = torch.randn(2, 6, 4), torch.randn(2, 6, 4)
    same(build(report)(x, memory), F.scaled_dot_product_attention(x, memory, memory, is_causal=True, scale=0.5))


def test_parts_and_parameters() -> None:
    """A Parameter, which takes nothing, is added to the second of three parts."""
    children = {
        "parts": block("Chunk", chunks=3, dim=1),
        "learned": block("Parameter", shape=(1, 2), init="ones"),
        "sum": block("Add"),
    }
    report = analyse(graph(children, {"sum": ("parts.1", "learned")}, x=(4, 6)))
    assert report.ok, report.problems
    assert [each.shape for each in report["parts"].outputs] == [(4, 2)] * 3
    assert report.params == 2
    x = torch.randn(4, 6)
    same(build(report)(x), x[:, 2:4] + 1)


def test_the_batch_taken_apart() -> None:
    """Where a dimension follows the batch B, parts of it are counted for this batch alone."""
    given = TensorType((4, 6), grows=(1, 0))
    node = measured("Unbind", (("dim", 0),), (), (given,))
    assert node.outputs == (TensorType((6,)),) * 4
