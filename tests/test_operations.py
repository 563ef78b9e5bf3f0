"""Operations: each against the same thing said in another way, on random numbers.

Letters: B batch, T time, D features; `x` is (2, 6, 8) = (B, T, D) unless a case makes its own.
"""

import doctest
import importlib
import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from making import KINDS
from torch import Tensor, nn
from torch.nn import functional as F

from blocks import catalogue
from blocks.code.inline import inline
from blocks.edits import checked
from blocks.kinds import Example

OPERATIONS = [name for name, kind in KINDS.items() if kind.role == "operation"]
Case = tuple[str, dict[str, Any], Callable[..., Any]]


def made(name: str, args: dict[str, Any]) -> nn.Module:
    """An operation with arguments that its kind accepts, and with what it would infer from eight features."""
    kind = KINDS[name]
    inferred = {argument.name: 8 for argument in kind.arguments if argument.reads is not None}
    return catalogue.module_class(name)(**inferred | checked(kind, args)).eval()


def drawn(example: Example) -> Tensor:
    """Random numbers of a shape and dtype; indices are below 3."""
    shape, dtype = example
    if dtype == "int64":
        return torch.randint(3, shape)
    return torch.rand(shape) > 0.5 if dtype == "bool" else torch.randn(shape)


def tensors(name: str) -> list[Tensor]:
    """Random inputs that suit a fresh block of a kind."""
    torch.manual_seed(0)
    return [drawn(example) for example in KINDS[name].example]


def same(found: Any, expected: Any) -> None:
    """Equal but for rounding, one tensor or several."""
    for one, other in zip(several(found), several(expected), strict=True):
        torch.testing.assert_close(one, other, equal_nan=True)


# --- what each computes; the right-hand side says it without the class's own function

ARITHMETIC: list[Case] = [
    ("Add", {}, lambda x, y: torch.stack([x, y]).sum(0)),
    ("Subtract", {}, lambda x, y: x + y.neg()),
    ("Multiply", {}, lambda x, y: torch.stack([x, y]).prod(0)),
    ("Divide", {}, lambda x, y: x * y.reciprocal()),
    ("MatMul", {}, lambda x, y: (x.unsqueeze(3) * y.unsqueeze(1)).sum(2)),
    ("Einsum", {"equation": "btd,bsd->bts"}, lambda x, y: x @ y.mT),
    ("Einsum", {"equation": "btd,bsd->b"}, lambda x, y: (x.sum(1) * y.sum(1)).sum(1)),
    ("Maximum", {}, lambda x, y: torch.where(x > y, x, y)),
    ("Minimum", {}, lambda x, y: torch.where(x > y, y, x)),
    ("Where", {}, lambda c, x, y: c.float() * x + (~c).float() * y),
    ("Affine", {"scale": 2.0, "shift": -1.0}, lambda x: x + x - 1),
    ("Power", {"exponent": 2.0}, lambda x: x * x),
    ("Power", {"exponent": -1.0}, lambda x: 1 / x),
    ("Power", {"exponent": 0.5}, lambda x: x.sqrt()),
    ("Clamp", {"min": -0.5, "max": 0.5}, lambda x: F.hardtanh(x, -0.5, 0.5)),
    ("Clamp", {"min": 0.0}, lambda x: x.relu()),
    ("Clamp", {"max": 0.0}, lambda x: -(-x).relu()),
    ("Compare", {"comparison": "gt"}, lambda x: x.sign() == 1),
    ("Compare", {"comparison": "le", "value": 1.0}, lambda x: ~(x > 1)),
]
SHAPE: list[Case] = [
    ("Reshape", {"shape": (-1,)}, lambda x: x.flatten(1)),
    ("Reshape", {"shape": (2, 3, 8)}, lambda x: x.unflatten(1, (2, 3))),
    ("View", {"shape": (-1, 8)}, lambda x: x.flatten(0, 1)),
    ("View", {"shape": (96,)}, lambda x: x.flatten()),
    ("Permute", {"dims": (0, 2, 1)}, lambda x: x.mT),
    ("Permute", {"dims": (2, 0, 1)}, lambda x: torch.einsum("btd->dbt", x)),
    ("Transpose", {"dim0": 1, "dim1": -1}, lambda x: torch.einsum("btd->bdt", x)),
    ("Movedim", {"source": (1,), "destination": (-1,)}, lambda x: torch.einsum("btd->bdt", x)),
    ("Movedim", {"source": (0, 1), "destination": (1, 2)}, lambda x: torch.einsum("btd->dbt", x)),
    ("Squeeze", {"dim": -1}, lambda x: x),  # nothing of size 1 there
    ("Unsqueeze", {"dim": 1}, lambda x: x[:, None]),
    ("Unsqueeze", {"dim": -1}, lambda x: x[..., None]),
    ("Expand", {"shape": (-1, 4, -1)}, lambda x: torch.cat([x] * 4, dim=1)),
    ("Expand", {"shape": (3, 2, 5, 8)}, lambda x: torch.stack([torch.cat([x] * 5, dim=1)] * 3)),
    ("Tile", {"dims": (2, 1)}, lambda x: torch.cat([x, x], dim=1)),
    ("Tile", {"dims": (3,)}, lambda x: torch.cat([x, x, x], dim=2)),
    ("RepeatInterleave", {"repeats": 2, "dim": 1}, lambda x: torch.stack([x, x], dim=2).flatten(1, 2)),
    ("Flip", {"dims": (-1,)}, lambda x: x[..., [7, 6, 5, 4, 3, 2, 1, 0]]),
    ("Flip", {"dims": (0, 1)}, lambda x: x[[1, 0]][:, [5, 4, 3, 2, 1, 0]]),
    ("Roll", {"shifts": (1,), "dims": (-1,)}, lambda x: torch.cat([x[..., -1:], x[..., :-1]], dim=-1)),
    ("Roll", {"shifts": (1, -2), "dims": (0, 1)}, lambda x: torch.cat([x[[1, 0], 2:], x[[1, 0], :2]], dim=1)),
    ("Pad", {"pad": (1, 2)}, lambda x: nn.ZeroPad2d((1, 2, 0, 0))(x)),
    ("Pad", {"pad": (0, 0, 1, 1), "value": 3.0}, lambda x: nn.ConstantPad2d((0, 0, 1, 1), 3.0)(x)),
    ("Pad", {"pad": (1, 1, 2, 2), "mode": "reflect"}, lambda x: nn.ReflectionPad2d((1, 1, 2, 2))(x)),
    ("Pad", {"pad": (1, 1, 2, 2), "mode": "replicate"}, lambda x: nn.ReplicationPad2d((1, 1, 2, 2))(x)),
    ("Pad", {"pad": (1, 1, 2, 2), "mode": "circular"}, lambda x: nn.CircularPad2d((1, 1, 2, 2))(x)),
    ("Pad", {"pad": (-1, -2)}, lambda x: x[..., 1:-2]),
    ("Cast", {"dtype": "int64"}, lambda x: x.trunc().long()),
    ("Cast", {"dtype": "bool"}, lambda x: x != 0),
    ("Cast", {"dtype": "bfloat16"}, lambda x: x.bfloat16()),
]
JOINING: list[Case] = [
    (
        "Cat",
        {"dim": 1},
        lambda x, y: x.new_zeros(2, 9, 8).index_copy(1, torch.arange(6), x).index_copy(1, torch.arange(6, 9), y),
    ),
    ("Stack", {"dim": 1}, lambda x, y: torch.cat([x[:, None], y[:, None]], dim=1)),
    ("Stack", {"dim": -1}, lambda x, y: torch.cat([x[..., None], y[..., None]], dim=3)),
    ("Split", {"split_size": 4, "dim": 1}, lambda x: (x[:, :4], x[:, 4:])),  # 6 = 4 + 2
    ("Split", {"split_size": (1, 2, 3), "dim": 1}, lambda x: (x[:, :1], x[:, 1:3], x[:, 3:])),
    ("Chunk", {"chunks": 3, "dim": -1}, lambda x: (x[..., :3], x[..., 3:6], x[..., 6:])),  # 8 = 3 + 3 + 2
    ("Unbind", {"dim": 0}, lambda x: (x[0], x[1])),
]
INDEXING: list[Case] = [
    ("Select", {"dim": 1, "index": -1}, lambda x: x[:, 5]),
    ("Narrow", {"dim": 1, "start": 2, "length": 3}, lambda x: x[:, 2:5]),
    ("Slice", {"dim": 1, "stop": -1}, lambda x: x[:, :5]),
    ("Slice", {"dim": -1, "start": 1, "step": 2}, lambda x: x[..., [1, 3, 5, 7]]),
    ("Slice", {"dim": 0, "start": -1}, lambda x: x[1].unsqueeze(0)),
    ("Slice", {"dim": 1, "start": 0, "stop": 100}, lambda x: x),
    ("IndexSelect", {"dim": 1, "index": (2, 0, 2)}, lambda x: torch.stack([x[:, 2], x[:, 0], x[:, 2]], dim=1)),
    ("IndexSelect", {"dim": -1, "index": (3,)}, lambda x: x[..., 3:4]),
    ("Gather", {"dim": 1}, lambda x, i: (x[:, None] * F.one_hot(i, 6).transpose(2, 3)).sum(2)),
    ("MaskedFill", {"value": -2.0}, lambda x, m: x * (~m) - 2 * m.float()),
    ("TopK", {"k": 1}, lambda x: (x.amax(2, keepdim=True), x.argmax(2, keepdim=True))),
    ("TopK", {"k": 2, "dim": 1, "largest": False}, lambda x: (x.sort(1)[0][:, :2], x.argsort(1)[:, :2])),
    ("Sort", {"dim": 1}, lambda x: (x.gather(1, x.argsort(1)), x.argsort(1))),
    ("Sort", {"descending": True}, lambda x: (-((-x).sort().values), (-x).argsort())),
]
REDUCTION: list[Case] = [
    ("Mean", {"dim": (1,)}, lambda x: x.sum(1) / 6),
    ("Mean", {"dim": (0, 2), "keepdim": True}, lambda x: x.sum((0, 2), keepdim=True) / 16),
    ("Mean", {}, lambda x: x.sum() / 96),
    ("Mean", {"keepdim": True}, lambda x: x.sum().reshape(1, 1, 1) / 96),
    ("Sum", {"dim": (1,)}, lambda x: torch.einsum("btd->bd", x)),
    ("Sum", {}, lambda x: torch.einsum("btd->", x)),
    ("Max", {"dim": (1, 2)}, lambda x: x.flatten(1).max(1).values),
    ("Max", {}, lambda x: x.max()),
    ("Min", {"dim": (-1,), "keepdim": True}, lambda x: -(-x).max(-1, keepdim=True).values),
    ("Min", {}, lambda x: -(-x).max()),
    ("Std", {"dim": (1,)}, lambda x: ((x - x.mean(1, keepdim=True)).square().sum(1) / 5).sqrt()),
    ("Std", {"correction": 0}, lambda x: (x - x.mean()).square().mean().sqrt()),
    ("Var", {"dim": (1,), "keepdim": True}, lambda x: (x - x.mean(1, keepdim=True)).square().sum(1, keepdim=True) / 5),
    ("Var", {"dim": (2,), "correction": 0}, lambda x: x.square().mean(2) - x.mean(2).square()),
    ("Norm", {"dim": (2,)}, lambda x: x.square().sum(2).sqrt()),
    ("Norm", {"ord": 1.0}, lambda x: x.abs().sum()),
    ("Norm", {"ord": 3.0, "dim": (1,), "keepdim": True}, lambda x: (x.abs() ** 3).sum(1, keepdim=True) ** (1 / 3)),
    ("LogSumExp", {"dim": (1, 2), "keepdim": True}, lambda x: x.exp().sum((1, 2), keepdim=True).log()),
    ("ArgMax", {"dim": -1}, lambda x: x.max(-1).indices),
    ("ArgMax", {}, lambda x: x.flatten().max(0).indices),
    ("ArgMin", {"dim": 1, "keepdim": True}, lambda x: x.min(1, keepdim=True).indices),
    ("CumSum", {"dim": 1}, lambda x: torch.ones(6, 6).tril() @ x),
    ("CumProd", {"dim": 1}, lambda x: torch.stack([x[:, : t + 1].prod(1) for t in range(6)], dim=1)),
]


def attended(
    query: Tensor, key: Tensor, value: Tensor, scale: float = 1 / math.sqrt(8), causal: bool = False
) -> Tensor:
    """Attention written out, for 6 positions of 8 features."""
    scores = query @ key.mT * scale
    later = torch.full((6, 6), -math.inf).triu(1) if causal else 0
    return torch.softmax(scores + later, dim=-1) @ value


def turned(x: Tensor) -> Tensor:
    """Rotary embedding with complex numbers: feature d and feature d + 4 are one number, turned by t / 10000^(d / 4)."""
    angle = torch.outer(torch.arange(6.0), 10_000 ** (-torch.arange(4) / 4))
    numbers = torch.complex(x[..., :4], x[..., 4:]) * torch.polar(torch.ones(6, 4), angle)
    return torch.cat([numbers.real, numbers.imag], dim=-1)


def waves(x: Tensor) -> Tensor:
    """The paper's formula, place by place: sin(t / 10000^(2i / D)) at 2i, the cosine at 2i + 1."""
    rows = [
        [(math.sin if d % 2 == 0 else math.cos)(t / 10_000 ** ((d - d % 2) / 8)) for d in range(8)] for t in range(6)
    ]
    return x + torch.tensor(rows)


OTHER: list[Case] = [
    ("ScaledDotProductAttention", {}, attended),
    ("ScaledDotProductAttention", {"scale": 0.5}, lambda *qkv: attended(*qkv, scale=0.5)),
    ("ScaledDotProductAttention", {"is_causal": True}, lambda *qkv: attended(*qkv, causal=True)),
    ("CausalMask", {}, lambda x: x + torch.full((6, 6), -math.inf).triu(1)),
    ("OneHot", {"num_classes": 3}, lambda x: torch.eye(3)[x]),
    ("Interpolate", {"scale_factor": 2.0}, lambda x: x.repeat_interleave(2, 2).repeat_interleave(2, 3)),
    ("Interpolate", {"size": (4, 4), "mode": "area"}, lambda x: F.avg_pool2d(x, 2)),
    ("Interpolate", {"size": 16, "mode": "bilinear", "align_corners": True}, lambda x: nn.UpsamplingBilinear2d(16)(x)),
    ("Normalize", {"dim": -1}, lambda x: x / x.square().sum(-1, keepdim=True).sqrt()),
    ("Detach", {}, lambda x: x),
    ("DropPath", {"p": 0.5}, lambda x: x),  # not in training
    ("Bias", {}, lambda x: x),  # a fresh one is zero
    ("LayerScale", {"start": 0.5}, lambda x: x / 2),
    ("ClassToken", {}, lambda x: F.pad(x, (0, 0, 1, 0))),  # a fresh one is zero
    ("SinusoidalEncoding", {"longest": 10}, waves),
    ("RotaryEmbedding", {}, turned),
]
CASES = [*ARITHMETIC, *SHAPE, *JOINING, *INDEXING, *REDUCTION, *OTHER]
TRIED = [pytest.param(*case, id="-".join([case[0], *map(str, case[1].values())])) for case in CASES]


@pytest.mark.parametrize(("name", "args", "expected"), TRIED)
def test_computes(name: str, args: dict[str, Any], expected: Callable[..., Any]) -> None:
    """An operation gives what the same thing said in another way gives."""
    given = tensors(name)
    same(made(name, args)(*given), expected(*given))


@pytest.mark.parametrize(("name", "args", "expected"), TRIED)
def test_expression(name: str, args: dict[str, Any], expected: Callable[..., Any]) -> None:
    """The one line that code writes for an operation gives exactly what its class gives, on real and whole numbers."""
    given = tensors(name)
    names = ["x", "y", "z"][: len(given)]
    line = inline(KINDS[name], names, checked(KINDS[name], args))
    if not line:
        return
    space = {"torch": torch, "F": F} | dict(zip(names, given, strict=True))
    found, class_gives = eval(line, space), made(name, args)(*given)
    for one, other in zip(several(found), several(class_gives), strict=True):
        torch.testing.assert_close(one, other, rtol=0, atol=0, equal_nan=True)


def several(found: Any) -> tuple[Tensor, ...]:
    """What an operation gave, as a tuple."""
    return tuple(found) if isinstance(found, tuple | list) else (found,)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.expression])
def test_expression_of_a_fresh_one(name: str) -> None:
    """The line of a fresh block gives what its class gives, also for a layer of PyTorch."""
    given, kind = tensors(name), KINDS[name]
    line = inline(kind, ["a", "b", "c"][: len(given)], kind.start)
    found = eval(line, {"torch": torch, "F": F} | dict(zip("abc", given, strict=False)))
    same(found, made(name, kind.start)(*given))


def test_what_has_no_expression() -> None:
    """A class is left to what holds tensors, behaves otherwise in training, or is no single function of PyTorch."""
    without = {name for name in OPERATIONS if not KINDS[name].expression}
    holding = {
        "Parameter", "Constant", "Bias", "LayerScale", "ClassToken", "Queries", "PositionalEmbedding",
        "SinusoidalEncoding",
    }  # fmt: skip
    assert holding <= without
    assert without - holding <= {
        "DropPath", "Slice", "Compare", "Interpolate", "CausalMask", "RotaryEmbedding", "Normalize",
    }  # fmt: skip


def test_every_operation_is_tried() -> None:
    """Each operation stands in a table above or has a test of its own below."""
    own = {"Function", "Parameter", "Constant", "Queries", "PositionalEmbedding"}
    assert {name for name, _, _ in CASES} | own == set(OPERATIONS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Add", "x + y + z"),
        ("Multiply", "x * y * z"),
        ("Cat", "torch.cat([x, y, z], dim=1)"),
        ("Einsum", "torch.einsum('btd,bsd->bts', x, y, z)"),
    ],
)
def test_expression_of_three(text: str, expected: str) -> None:
    """What takes any number of tensors writes all of them."""
    assert inline(KINDS[text], ["x", "y", "z"], KINDS[text].start) == expected


def test_the_example_in_the_docstring() -> None:
    """What the docstring says that `inline` gives is what it gives."""
    assert doctest.testmod(importlib.import_module("blocks.code.inline")) == (0, 3)


# --- those with a story of their own


@pytest.mark.parametrize("function", KINDS["Function"].arguments[0].choices)
def test_functions(function: str) -> None:
    """Each function is Python's own of that name, number by number."""
    x = torch.rand(20) + 0.1
    other: dict[str, Callable[[float], float]] = {
        "abs": abs, "neg": lambda v: -v, "sign": lambda v: 1.0, "rsqrt": lambda v: 1 / math.sqrt(v), "square": lambda v: v * v,
        "reciprocal": lambda v: 1 / v, "sigmoid": lambda v: 1 / (1 + math.exp(-v)), "round": round,
    }  # fmt: skip
    expected = [other.get(function, getattr(math, function, None))(value) for value in x.tolist()]
    same(made("Function", {"function": function})(x), torch.tensor([float(each) for each in expected]))
    assert inline(KINDS["Function"], ["x"], {"function": function}) == f"torch.{function}(x)"


def test_compare_with_a_second_tensor() -> None:
    """A second tensor takes the place of the constant."""
    x, y = torch.randn(4, 5), torch.randn(4, 5)
    same(made("Compare", {"comparison": "lt", "value": 9.0})(x, y), (x - y) < 0)


def test_interpolate_to_a_second_tensor() -> None:
    """A second tensor gives the size, whatever the arguments say."""
    x, like = torch.randn(2, 4, 8, 8), torch.randn(2, 1, 5, 7)
    found = made("Interpolate", {"scale_factor": 3.0, "mode": "bilinear"})(x, like)
    same(found, nn.Upsample((5, 7), mode="bilinear")(x))


def test_attention_with_a_mask() -> None:
    """A fourth tensor is a mask: where it is false, nothing is seen."""
    query, key, value = tensors("ScaledDotProductAttention")
    mask = torch.ones(6, 6, dtype=torch.bool).tril()
    same(made("ScaledDotProductAttention", {})(query, key, value, mask), attended(query, key, value, causal=True))
    few = key[:, :2], value[:, :2]  # two heads for four of queries
    found = made("ScaledDotProductAttention", {"enable_gqa": True})(query, *few)
    same(found, attended(query, *(each.repeat_interleave(2, dim=1) for each in few)))


def test_rotary_embedding_is_relative() -> None:
    """The product of a turned query and a turned key depends on their distance alone."""
    turn = made("RotaryEmbedding", {})
    query, key = (turn(torch.randn(8).expand(1, 10, 8)) for _ in range(2))
    products = query @ key.mT  # (1, 10, 10)
    same(products[0, 1:, 1:], products[0, :-1, :-1])


def test_parameter() -> None:
    """A Parameter takes nothing, gives its learned tensor, and starts as it is told."""
    same(made("Parameter", {"shape": (2, 3)})(), torch.zeros(2, 3))
    same(made("Parameter", {"shape": (2, 3), "init": "ones"})(), torch.ones(2, 3))
    torch.manual_seed(0)
    normal = made("Parameter", {"shape": (100, 100), "init": "normal", "std": 0.5})
    assert abs(float(normal().detach().std()) - 0.5) < 0.02  # its own spread is 0.5 / sqrt(2 * 10,000) = 0.0035
    assert normal().requires_grad
    assert list(normal.state_dict()) == ["weight"]


def test_constant() -> None:
    """A Constant is not learned; a seed gives the same numbers each time and leaves other random numbers alone."""
    same(made("Constant", {"shape": (2, 3), "value": 4.0})(), torch.full((2, 3), 4.0))
    torch.manual_seed(5)
    untouched = torch.rand(3)
    torch.manual_seed(5)
    uniform = made("Constant", {"shape": (1000,), "fill": "uniform", "seed": 7})
    same(torch.rand(3), untouched)
    same(uniform(), made("Constant", {"shape": (1000,), "fill": "uniform", "seed": 7})())
    assert 0 <= float(uniform().min()) < 0.05 < 0.95 < float(uniform().max()) <= 1
    normal = made("Constant", {"shape": (10_000,), "fill": "normal", "seed": 1})()
    assert abs(float(normal.mean())) < 0.05  # its own spread is 1 / sqrt(10,000) = 0.01
    assert not normal.requires_grad
    assert list(uniform.state_dict()) == ["constant"]
    assert not list(uniform.parameters())


def test_learned_vectors() -> None:
    """What is learned is added, put before, or handed out to each example, and gets a gradient."""
    x = torch.randn(2, 6, 8)
    for name, args, key in [
        ("Bias", {}, "bias"), ("ClassToken", {}, "token"), ("Queries", {"count": 3}, "weight"),
        ("PositionalEmbedding", {"longest": 10}, "weight"),
    ]:  # fmt: skip
        module = made(name, args)
        parameter = module.get_parameter(key)
        nn.init.normal_(parameter)
        expected = {
            "Bias": lambda p: x + p.expand(2, 6, 8),
            "ClassToken": lambda p: torch.stack([torch.cat([p[0], each]) for each in x]),
            "Queries": lambda p: torch.stack([p, p]),
            "PositionalEmbedding": lambda p: torch.stack([each + p[:6] for each in x]),
        }[name](parameter)
        found = module(x)
        same(found, expected)
        found.sum().backward()
        assert parameter.grad is not None


def test_drop_path() -> None:
    """In training a share p of the examples is zero, and the rest is larger by 1 / (1 - p)."""
    torch.manual_seed(0)
    module = made("DropPath", {"p": 0.25}).train()
    found = module(torch.ones(4000, 3, 2))
    kept = found[:, 0, 0] != 0
    same(found, kept.float()[:, None, None].expand(4000, 3, 2) / 0.75)
    assert abs(float(kept.float().mean()) - 0.75) < 0.03  # its own spread is sqrt(0.75 * 0.25 / 4000) = 0.007
    same(made("DropPath", {"p": 1.0}).train()(torch.ones(3, 2)), torch.zeros(3, 2))


def test_detach_stops_the_gradient() -> None:
    """Nothing before a Detach learns from what comes after it."""
    x = torch.randn(3, requires_grad=True)
    assert not made("Detach", {})(x).requires_grad


@pytest.mark.parametrize("name", OPERATIONS)
def test_said_in_full(name: str) -> None:
    """Each argument of an operation has a sentence about it, and each link is a whole address."""
    kind = KINDS[name]
    assert kind.hint
    assert [argument.name for argument in kind.arguments if not argument.doc] == []
    for address in (kind.url, kind.paper):
        assert not address or address.startswith("https://")
