"""Conformance over the whole catalogue: what a record and the analysis say of a kind is what PyTorch does."""

import math
import random
import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
from hypothesis import example, settings
from hypothesis import given as drawn
from hypothesis import strategies as st
from making import block
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from blocks import catalogue
from blocks.analysis import analyse
from blocks.catalogue import facts
from blocks.catalogue.families import FAMILIES
from blocks.edits import checked
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.kinds import Argument, Kind, accept, expectation, parse, written
from blocks.measuring import Unresolved, resolve
from blocks.report import Node, TensorType
from blocks.tree import Block, Input, Model

KINDS = catalogue.kinds()
LAYERS = [name for name, kind in KINDS.items() if kind.role != "structure"]
TAKING = [name for name in LAYERS if KINDS[name].inputs]
ARGUMENTS = [(name, argument.name) for name, kind in KINDS.items() for argument in kind.arguments]
Truth = tuple[tuple[tuple[int, ...], str], ...]  # shape and dtype of each output


def examples(name: str) -> tuple[TensorType, ...]:
    """Inputs that suit a fresh block of a kind."""
    return tuple(TensorType(*each) for each in KINDS[name].example)


def fitting(name: str) -> TensorType:
    """The first of them."""
    return examples(name)[0]


def fresh(name: str) -> Block:
    """A block as it comes from the palette."""
    return block(name, **KINDS[name].start)


def analysed(single: Block, *given: TensorType) -> Node:
    """What the analysis says of one block that takes these tensors."""
    inputs = tuple(Input(each.shape, each.dtype, f"x{place}") for place, each in enumerate(given))
    taker = replace(single, inputs=tuple(each.name for each in inputs), name="taker")
    return analyse(Model(inputs=inputs or (Input((1,)),), root=Block("Graph", children=(taker,)))).root.children[0]


def built(single: Block, *given: TensorType) -> nn.Module:
    """The block's class with the arguments it stands for."""
    args, _ = resolve(KINDS[single.kind], single, given, ())
    return catalogue.module_class(single.kind)(**args).eval()


def truth(single: Block, *given: TensorType) -> Truth | None:
    """What PyTorch gives on the CPU, with real tensors; None where it refuses."""
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tensors = [torch.zeros(each.shape, dtype=getattr(torch, each.dtype)) for each in given]
            return outputs_of(built(single, *given)(*tensors))
        except (Unresolved, RuntimeError, ValueError, IndexError, TypeError, AssertionError, ArithmeticError):
            return None


def outputs_of(result: Any) -> Truth:
    """Shape and dtype of each tensor that a module gave."""
    outputs = result if isinstance(result, tuple) else (result,)
    return tuple((tuple(each.shape), str(each.dtype).removeprefix("torch.")) for each in outputs)


def told(node: Node) -> Truth | None:
    """What the analysis gives: shape and dtype, or None where it reports a problem."""
    assert bool(node.outputs) == (node.problem is None)
    return tuple((each.shape, each.dtype) for each in node.outputs) or None


# --- records


def test_every_module_of_torch_is_listed() -> None:
    """Each public module of torch.nn is a kind or an exception with its reason, and none is both."""
    modules = {name for name in nn.modules.__all__ if issubclass(getattr(nn.modules, name), nn.Module)}
    public = {name for name in modules if not name.startswith("Lazy") and not re.search(r"Loss(2d)?$", name)}
    layers = {name for name, kind in KINDS.items() if kind.role == "layer"} | {"Sequential"}
    assert layers & set(facts.EXCEPTIONS) == set()
    assert layers | set(facts.EXCEPTIONS) == public | {"AdaptiveLogSoftmaxWithLoss"}


@pytest.mark.parametrize("name", LAYERS)
def test_entries_name_only_what_is_there(name: str) -> None:
    """What an entry says of arguments is of arguments that its class has, and it has an example for each needed input."""
    entry, kind = catalogue.ENTRIES[name], KINDS[name]
    arguments = {argument.name for argument in kind.arguments}
    for table in (entry.reads, entry.choices, entry.bounds, entry.docs, entry.start):
        assert set(table) <= arguments
    assert len(entry.example) >= kind.least


def test_no_kind_is_entered_twice() -> None:
    """Each kind has one entry, so that all that is said of it stands in one place."""
    names = [entry.name for entries in FAMILIES.values() for entry in entries]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", KINDS)
def test_record(name: str) -> None:
    """A record has a name, a family, a sentence, and first values that its own arguments accept."""
    kind = KINDS[name]
    assert kind.name == name
    assert kind.family in {"Structure", "Code", *FAMILIES}
    assert re.fullmatch(r"[A-Z][^`\\]{9,200}", kind.doc), kind.doc
    assert "__" not in kind.doc
    assert "Base class" not in kind.doc  # a class without words of its own has those of nn.Module
    assert kind.call
    assert checked(kind, kind.start).keys() == kind.start.keys()
    assert kind.role == "layer" or kind.call.startswith("nn.") or kind.sources or name in ("Graph", "Code", "Reuse")
    required = {argument.name for argument in kind.arguments if argument.required}
    assert required <= set(kind.start) or name == "Reuse"  # nobody can guess which block it shall call


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_argument(name: str, argument: str) -> None:
    """A default is accepted by its own argument, bounds are in order, and what is shown can be typed back."""
    record = KINDS[name].argument(argument)
    assert record is not None
    assert record.low < record.high
    assert (record.type == "choice") <= bool(record.choices)
    assert not (record.required and record.reads is not None)
    assert expectation(record)
    if not record.required and record.reads is None:
        assert accept(record, record.default) == record.default
        if record.default is not None or record.optional:
            assert parse(record, written(record.default)) == record.default


@pytest.mark.parametrize("name", LAYERS)
def test_every_argument_has_a_doc(name: str) -> None:
    """Each argument comes with a sentence, PyTorch's own or the entry's, that is plain text."""
    for argument in KINDS[name].arguments:
        assert argument.doc, argument.name
        assert not re.search(r"[`\\]|:math:|:attr:", argument.doc), argument.doc


@pytest.mark.parametrize("name", LAYERS)
def test_addresses(name: str) -> None:
    """Links are whole https addresses, and each layer has the page of its own class."""
    kind = KINDS[name]
    assert all(re.fullmatch(r"https://[\w./~-]+", each) for each in (kind.url, kind.paper) if each)
    assert kind.role != "layer" or kind.url.endswith(f"/torch.nn.{name}.html")


@pytest.mark.parametrize("name", LAYERS)
def test_on_its_example(name: str) -> None:
    """A fresh one works on its example, on the CPU and on the meta device alike, and names each of its outputs."""
    kind, single = KINDS[name], fresh(name)
    expected = truth(single, *examples(name))
    assert expected is not None
    assert len(expected) <= max(1, len(kind.gives)) or kind.gives == ("part",)  # as many as there are
    tensors = [torch.empty(each.shape, dtype=getattr(torch, each.dtype), device="meta") for each in examples(name)]
    module = built(single, *examples(name)).to("meta")
    with torch.no_grad():
        assert outputs_of(module(*tensors)) == expected


def test_a_second_input_is_read_off() -> None:
    """What Bilinear is built with follows both of its inputs: 4 and 7 features; too few dimensions are explained."""
    node = analysed(fresh("Bilinear"), TensorType((2, 4)), TensorType((2, 7)))
    assert (node.args["in1_features"], node.args["in2_features"]) == (4, 7)
    assert node.inferred == ("in1_features", "in2_features")
    missing = analysed(fresh("Bilinear"), TensorType((2, 4)), TensorType(()))
    assert missing.problem is not None
    assert "in2_features" in missing.problem.expected


def test_tensors_are_read_off_forward() -> None:
    """What a kind takes is what its `forward` takes, and what it needs has no default there."""
    found = {name: (KINDS[name].inputs, KINDS[name].least) for name in ("Conv2d", "Bilinear", "LSTM", "GRUCell")}
    assert found == {
        "Conv2d": (("input",), 1),
        "Bilinear": (("input1", "input2"), 2),
        "LSTM": (("input", "hidden", "cell"), 1),
        "GRUCell": (("input", "hidden"), 1),  # named by its entry: PyTorch's own word is hx
    }


WRONG: list[Any] = [
    True, "3", 3.5, "x", None, [], [1] * 9, {}, {"rule": 3}, object, 10**400, -(10**400), float("nan"),
    float("inf"), [True], ["1"], [[1]], "\ud800", Expression("import os"), Expression("i.x"),
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(WRONG)))
@pytest.mark.parametrize("kind", ["int", "float", "bool", "choice", "ints"])
def test_accept_refuses_what_does_not_fit(kind: Any, place: int) -> None:
    """A value of the wrong type or size is refused in three parts, never with another error."""
    argument = Argument("size", kind, low=0, high=100, choices=("a", "b") if kind == "choice" else ())
    value = WRONG[place]
    if (kind, value) in [("bool", True), ("float", 3.5)]:
        assert accept(argument, value) == value
        return
    with pytest.raises(BlockError) as error:
        accept(argument, value)
    assert "size" in error.value.received or "rule" in error.value.received
    assert len(str(error.value)) < 1000


@pytest.mark.parametrize(
    ("kind", "argument", "text", "value"),
    [
        ("Conv2d", "kernel_size", "3", 3),
        ("Conv2d", "kernel_size", "3, 5", (3, 5)),
        ("Conv2d", "kernel_size", " (3,5) ", (3, 5)),
        ("Conv2d", "padding", "same", "same"),
        ("Conv2d", "out_channels", "=64 * 2**i", Expression("64 * 2**i")),
        ("MaxPool2d", "stride", "none", None),
        ("Dropout", "p", "0.25", 0.25),
        ("Dropout", "p", "1", 1.0),
        ("Mean", "dim", "1", (1,)),
        ("Mean", "dim", "-2, -1", (-2, -1)),
        ("Conv2d", "bias", "False", False),
        ("GELU", "approximate", "tanh", "tanh"),
    ],
)
def test_parse(kind: str, argument: str, text: str, value: object) -> None:
    """What a person types becomes the value it means."""
    record = KINDS[kind].argument(argument)
    assert record is not None
    found = parse(record, text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["", ",", "3,,5", "1e999", "nan", "9" * 400, "9" * 5000, "=", "=i.x", "３x"])
def test_parse_refuses(text: str) -> None:
    """Text that is no value of the argument is refused in three parts."""
    record = KINDS["Conv2d"].argument("kernel_size")
    assert record is not None
    with pytest.raises(BlockError):
        parse(record, text)


# --- conformance


@pytest.mark.parametrize("name", LAYERS)
def test_as_pytorch_does(name: str) -> None:
    """On a fitting input the analysis gives PyTorch's own shape, dtype, parameters, buffers and MACs."""
    given, single = examples(name), fresh(name)
    node, module = analysed(single, *given), built(single, *given)
    assert told(node) is not None, node.problem
    assert told(node) == truth(single, *given)
    assert node.params == node.trainable == sum(each.numel() for each in module.parameters())
    assert node.buffers == sum(each.numel() for each in module.buffers())
    assert node.weight_bytes == sum(each.nbytes for each in [*module.parameters(), *module.buffers()])
    counter = FlopCounterMode(display=False)
    with torch.no_grad(), counter:
        module.requires_grad_(False).to("meta")(
            *(torch.empty(each.shape, dtype=getattr(torch, each.dtype), device="meta") for each in given)
        )
    missing = 2 * module.weight.numel() if name == "Bilinear" else 0  # 2 examples meet all of it, see below
    assert node.macs == counter.get_total_flops() // 2 + missing  # PyTorch counts a multiply and an add as two


def pytorchs_macs(run: Callable[..., Any], *shapes: tuple[int, ...]) -> int:
    """What PyTorch counts when it runs a function on tensors of these shapes."""
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        run(*(torch.empty(each, device="meta") for each in shapes))
    return counter.get_total_flops() // 2


SIZES = st.integers(1, 6)


@settings(max_examples=30)
@drawn(st.lists(SIZES, max_size=2), SIZES, SIZES, SIZES)
def test_a_bilinear_is_a_linear_of_pairs(before: list[int], first: int, second: int, out: int) -> None:
    """A Bilinear, which PyTorch's table lacks, is counted as PyTorch counts the same: a Linear on all products of two."""
    given = (TensorType((*before, first)), TensorType((*before, second)))
    found = analysed(block("Bilinear", out_features=out), *given)
    pairs = nn.Linear(first * second, out, bias=False, device="meta")
    assert found.macs == pytorchs_macs(pairs, (math.prod(before), first * second))


@settings(max_examples=30)
@drawn(st.lists(SIZES, max_size=3), SIZES)
@example([], 3)  # two vectors
def test_a_vector_is_a_matrix_of_one_column(before: list[int], features: int) -> None:
    """A product with a vector, which PyTorch's table lacks, is counted as PyTorch counts it with a matrix of one column."""
    found = analysed(block("MatMul"), TensorType((*before, features)), TensorType((features,)))
    assert found.macs == pytorchs_macs(torch.matmul, (math.prod(before), features), (features, 1))


SHAPES = [(4,), (2, 6), (3, 4, 8), (2, 4, 8, 8), (1, 4, 6, 6, 6), (4, 1, 1), (2, 1, 1, 1), (2, 3, 4), (1,) * 8]
DTYPES = "float32 float64 float16 bfloat16 int64 int32 uint8 bool complex64".split()


@pytest.mark.filterwarnings("ignore:ComplexHalf")
@pytest.mark.parametrize("name", TAKING)
def test_bad_inputs(name: str) -> None:
    """A first input of another rank, size or dtype works just as on the CPU, or is reported where the CPU refuses."""
    for shape in SHAPES:
        for dtype in DTYPES:
            given = (TensorType(shape, dtype), *examples(name)[1:])
            assert told(analysed(fresh(name), *given)) == truth(fresh(name), *given), given


@pytest.mark.parametrize("name", TAKING)
def test_other_arguments(name: str) -> None:
    """With any accepted arguments the analysis agrees with the CPU on what works and what comes out, half of the time
    on inputs that suit the kind."""
    rng = random.Random(name)
    for _ in range(40):
        single = Block(name, args=shuffled(KINDS[name], rng))
        shape = rng.choice([(2, 8, 8, 8), tuple(rng.choices([1, 2, 3, 4, 6, 8], k=rng.randint(1, 5)))])
        dtype = rng.choice(["float32", "float32", fitting(name).dtype, rng.choice(DTYPES)])
        given = (
            examples(name)
            if rng.random() < 0.5
            else (
                TensorType(shape, dtype),
                *(rng.choice([each, TensorType(shape, dtype)]) for each in examples(name)[1:]),
            )
        )
        expected = truth(single, *given)
        if expected and any(0 in size for size, _ in expected):  # meta may refuse an empty output that the CPU gives
            continue
        assert told(analysed(single, *given)) == expected, (single, given)


def shuffled(kind: Kind, rng: random.Random) -> dict[str, Any]:
    """Other arguments than those from the palette, some of them at their defaults."""
    args = dict(kind.start)
    for argument in kind.arguments:
        if rng.random() < 0.3:
            args[argument.name] = _any_value(argument, rng)
        elif rng.random() < 0.2:
            args.pop(argument.name, None)
    return checked(kind, args)


def _any_value(argument: Argument, rng: random.Random) -> Any:
    def within(*numbers: float) -> float:
        return max(argument.low, min(argument.high, rng.choice(numbers)))

    def whole() -> int:
        return int(within(-2, -1, 0, 1, 1, 2, 2, 3, 4, 5, 6, 8))

    if argument.optional and rng.random() < 0.2:
        return None
    match argument.type:
        case "bool":
            return rng.random() < 0.5
        case "text":
            return rng.choice(["btd->bdt", "ab", "a->aa", "", "...->..."]) or "->"
        case "choice":
            return rng.choice(argument.choices)
        case "float":
            return within(-1.0, 0.0, 1e-5, 0.25, 0.5, 1.0, 2.0, 3.5)
        case "ints" if argument.choices and rng.random() < 0.2:
            return rng.choice(argument.choices)
        case "ints" if not argument.scalar or rng.random() < 0.5:
            return tuple(whole() for _ in range(argument.length or rng.randint(1, 4)))
    return whole()


# --- the meta device is laxer than the CPU: each of these was once reported as sound


@pytest.mark.parametrize(
    ("single", "given"),
    [
        (block("ConvTranspose2d", in_channels=3, out_channels=8, kernel_size=2), TensorType((2, 4, 8, 8))),
        (block("Softmax", dim=3), TensorType((2, 10))),
        (block("Upsample", scale_factor=0.001), TensorType((1, 3, 8, 8))),
        (block("CELU", alpha=0.0), TensorType((1, 3))),
        (block("Linear", out_features=4096), TensorType((1, 25088), "int64")),  # 411 MB of weights
        (block("Linear", out_features=8), TensorType((512, 3, 64, 64), "int64")),  # 50 MB of input
    ],
    ids=lambda value: value.kind if isinstance(value, Block) else str(value),
)
def test_what_only_the_cpu_refuses(single: Block, given: TensorType) -> None:
    """Settings that the meta device lets pass are refused as on the CPU, also where tensors are large."""
    assert analysed(single, given).problem is not None


@pytest.mark.parametrize(
    ("single", "given", "shape"),
    [
        (block("GLU", dim=0), TensorType((4,), "float64"), (2,)),
        (block("PixelShuffle", upscale_factor=2), TensorType((4, 2, 2), "int64"), (1, 4, 4)),
        (block("Select", dim=0, index=3), TensorType((4, 5), "int64"), (5,)),
        (block("RMSNorm"), TensorType((4,), "float64"), (4,)),
        (block("Embedding", num_embeddings=10**6, embedding_dim=256), TensorType((2, 5), "int64"), (2, 5, 256)),
        (block("ZeroPad2d", padding=10_000), TensorType((1, 64, 8, 8), "int64"), (1, 64, 20_008, 20_008)),
    ],
    ids=lambda value: value.kind if isinstance(value, Block) else str(value),
)
def test_what_the_cpu_accepts(single: Block, given: TensorType, shape: tuple[int, ...]) -> None:
    """The trial on the CPU refuses nothing that works: not for the first dimension, not for size."""
    node = analysed(single, given)
    assert node.output is not None, node.problem
    assert node.output.shape == shape
