"""The analysis against PyTorch itself: shapes, parameters, MACs and what does not work."""

import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from making import GALLERY, HUGE, KINDS, WITHOUT_CODE, block, doc, models, residual
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

import blocks
from blocks import analysis, catalogue, commands, measuring
from blocks.analysis import analyse
from blocks.building import build
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.measuring import tensors_of
from blocks.report import Node, Report
from blocks.tree import Block, Model


class Truth:
    """A model run by hand on the CPU, block by block: an independent reading of what the tree means.

    `outputs` has the shape and dtype at every path that was reached and worked, `failed` the paths where
    PyTorch refused, `modules` the module at every path.
    """

    def __init__(self, model: Model) -> None:
        self.outputs: dict[str, tuple[tuple[int, ...], str]] = {}
        self.failed: set[str] = set()
        self.modules: dict[str, nn.Module] = {}
        self.times: dict[str, int] = {}
        given = model.inputs[0]
        x = torch.zeros(given.shape, dtype=getattr(torch, given.dtype))
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.output = self._run(model.root, x, "", {}, "")

    def params(self) -> int:
        """Parameters by identity."""
        found = {id(each): each for module in self.modules.values() for each in module.parameters()}
        return sum(each.numel() for each in found.values())

    def _run(self, block: Block, x: Tensor, path: str, names: dict[str, int], own: str) -> Tensor | None:
        """`own` is the path of the instance: that of the first round, where a Repeat shares."""
        try:
            output = getattr(self, f"_{block.kind.lower()}", self._leaf)(block, x, path, names, own)
        except (RuntimeError, ValueError, LookupError, TypeError, AssertionError, ArithmeticError, NameError):
            self.failed.add(path)
            return None
        if output is not None:
            self.outputs[path] = (tuple(output.shape), str(output.dtype).removeprefix("torch."))
        return output

    def _leaf(self, block: Block, x: Tensor, path: str, names: dict[str, int], own: str) -> Tensor:
        if own not in self.modules:
            args: dict[str, Any] = {}
            for argument in KINDS[block.kind].arguments:
                if argument.name in block.args:
                    value = self._value(block.args[argument.name], names)
                    if isinstance(value, float) and argument.type == "int":
                        raise ValueError("a rule that gives no whole number")
                    args[argument.name] = value
                elif argument.reads is not None:
                    args[argument.name] = x.shape[argument.reads]
            self.modules[own] = catalogue.module_class(block.kind)(**args).eval()
        self.modules[path] = self.modules[own]
        return self.modules[own](x)

    @staticmethod
    def _value(value: Any, names: dict[str, int]) -> Any:
        if not isinstance(value, Expression):
            return value
        found = eval(value.text, {"__builtins__": {}}, names)  # the test's own rules
        if not 0 < found <= 10**6:
            raise ValueError("a size beyond the bounds")
        return found

    def _children(self, block: Block, path: str, own: str) -> Iterator[tuple[Block, str, str]]:
        for name, child in zip(block.names(), block.children, strict=True):
            yield child, f"{path}.{name}".strip("."), f"{own}.{name}".strip(".")

    def _sequential(self, block: Block, x: Tensor | None, path: str, names: dict[str, int], own: str) -> Tensor | None:
        for child, inner, instance in self._children(block, path, own):
            x = None if x is None else self._run(child, x, inner, names, instance)
        return x

    def _residual(self, block: Block, x: Tensor, path: str, names: dict[str, int], own: str) -> Tensor | None:
        body, shortcut = (
            self._run(child, x, inner, names, at) for child, inner, at in self._children(block, path, own)
        )
        return None if body is None or shortcut is None else body + shortcut

    def _parallel(self, block: Block, x: Tensor, path: str, names: dict[str, int], own: str) -> Tensor | None:
        found = [self._run(child, x, inner, names, at) for child, inner, at in self._children(block, path, own)]
        if not found:
            raise ValueError("no branches")
        if any(each is None for each in found):
            return None
        dim = int(self._value(block.args.get("dim", 1), names))  # type: ignore[arg-type]
        match block.args.get("merge", "concat"):
            case "concat":
                return torch.cat(found, dim)  # type: ignore[arg-type]
            case "stack":
                return torch.stack(found, dim)  # type: ignore[arg-type]
            case "mean":
                return torch.mean(torch.stack(found), 0)  # type: ignore[arg-type]
        first, *others = found
        for other in others:
            first = first * other if block.args["merge"] == "multiply" else first + other  # type: ignore[operator]
        return first

    def _repeat(self, block: Block, x: Tensor | None, path: str, names: dict[str, int], own: str) -> Tensor | None:
        times = self.times.setdefault(own, self._value(block.args["times"], names))
        one = len(block.children) == 1
        for index in range(times):
            if x is None:
                return None
            at, instance = f"{path}.{index}", f"{own}.{0 if block.args.get('share') else index}"
            if one:
                x = self._run(block.children[0], x, at.strip("."), {"i": index}, instance.strip("."))
            else:
                x = self._sequential(block, x, at.strip("."), {"i": index}, instance.strip("."))
        return x


def paths(block: Block, path: str, node: Node) -> Iterator[tuple[str, str]]:
    """Every place in every round, as far as the analysis went, with its kind."""
    yield path, block.kind
    rounds: list[tuple[str, tuple[Node, ...]]] = [(path, node.children)]
    if block.kind == "Repeat":
        each = [stretch.children for stretch in node.rounds for _ in range(stretch.count)]
        rounds = [(f"{path}.{index}", children) for index, children in enumerate(each)]
    for start, children in rounds:
        for name, child, known in zip(block.names(), block.children, children, strict=False):
            own = block.definition or (block.kind == "Repeat" and len(block.children) == 1)  # the place of its block
            inner = start if own else f"{start}.{name}"
            yield from paths(child, inner.strip("."), known)


def agrees(model: Model, report: Report) -> None:
    """The report is what PyTorch does, at every place."""
    truth = Truth(model)
    expected = (tuple(truth.output.shape), str(truth.output.dtype).removeprefix("torch.")) if truth.output is not None else None  # fmt: skip
    found = (report.output.shape, report.output.dtype) if report.output else None
    assert found == expected
    known = {}
    for path, _ in paths(model.root, "", report.root):
        output = report[path].output
        if output:
            known[path] = (output.shape, output.dtype)
        assert (path in truth.failed) <= (report[path].problem is not None)
    assert known == truth.outputs
    assert report.ok == (not report.problems)
    if report.ok:
        assert report.params == truth.params()
        assert not truth.failed


# --- oracle


@pytest.mark.parametrize("path", [path for path in WITHOUT_CODE if path.stem not in HUGE], ids=lambda path: path.stem)
def test_gallery(path: Path) -> None:
    """Every number of a gallery model is that of the built module on the CPU and of PyTorch's own counter."""
    model = blocks.load(path)
    report = analyse(model)
    assert not report.problems
    net = build(report)
    shapes: dict[str, tuple[int, ...]] = {}

    def note(name: str, output: object) -> None:
        for first in tensors_of(output)[:1]:
            shapes[name] = tuple(first.shape)

    for name, module in net.named_modules(remove_duplicate=False):
        module.register_forward_hook(lambda _m, _x, out, name=name: note(name, out))
    tensors = [torch.zeros(given.shape, dtype=getattr(torch, given.dtype)) for given in model.inputs]
    with torch.inference_mode():
        output = net(*tensors)
    assert report.output is not None
    assert report.output.shape == tuple(output.shape)
    for place, kind in paths(model.root, "", report.root):
        if kind != "Reuse":  # calls a module that has its name from elsewhere
            assert report[place].output.shape == shapes[place], place  # type: ignore[union-attr]
    assert report.params == sum(each.numel() for each in net.parameters())
    assert report.buffers == sum(each.numel() for each in net.buffers())
    assert report.root.weight_bytes == sum(each.nbytes for each in [*net.parameters(), *net.buffers()])
    counter = FlopCounterMode(display=False)
    with torch.no_grad(), counter:
        net.to("meta")(*(each.to("meta") for each in tensors))
    assert report.macs == counter.get_total_flops() // 2


@settings(max_examples=250)
@given(models())
def test_random_models(model: Model) -> None:
    """On any nested model, sound or broken, the report agrees with PyTorch at every place."""
    agrees(model, analyse(model))


@settings(max_examples=100)
@given(models())
def test_built_models(model: Model) -> None:
    """What the report calls sound can be built and run, has its numbers, and the rest is refused."""
    report = analyse(model)
    if not report.ok:
        with pytest.raises(BlockError) as error:
            build(report)
        assert error.value.path
        return
    given = model.inputs[0]
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        net = build(report)
        output = net(torch.zeros(given.shape, dtype=getattr(torch, given.dtype)))
        counter = FlopCounterMode(display=False)
        with counter:
            net.to("meta")(torch.zeros(given.shape, dtype=getattr(torch, given.dtype), device="meta"))
    assert report.output is not None
    assert (report.output.shape, f"torch.{report.output.dtype}") == (tuple(output.shape), str(output.dtype))
    assert report.params == sum(each.numel() for each in net.parameters())
    placed = {name: each.numel() for name, each in net.named_parameters(remove_duplicate=False)}
    assert report.root.placed == sum(placed.values())
    assert report.macs == counter.get_total_flops() // 2
    inner = "out_proj"  # what MultiheadAttention is made of
    places = [name for name, _ in net.named_modules(remove_duplicate=False) if name.split(".")[-1] != inner]
    assert report.root.unfolded == len(places)


@settings(max_examples=40)
@given(models(), models())
def test_memory_changes_nothing(first: Model, second: Model) -> None:
    """After any other model and any edit, an analysis gives just what it gives from empty memory."""
    analyse(first)
    changed = commands.apply_all(second, KINDS, [{"op": "add", "kind": "ReLU", "parent": [], "index": 1}])
    warm = [analyse(second), analyse(changed), analyse(second)]
    with analysis.forgotten():
        assert analyse(second) == warm[0] == warm[2]
    with analysis.forgotten():
        assert analyse(changed) == warm[1]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Old answers are forgotten before they fill the memory."""
    monkeypatch.setattr(analysis, "REMEMBERED", 50)
    for size in range(1, 100):
        analyse(doc(block("Linear", out_features=size)))
        assert len(analysis._nodes) + len(analysis._blocks) < 100


def test_an_edit_measures_only_what_is_new() -> None:
    """A layer with sizes never seen before costs one measurement, however long the model is."""
    model = blocks.load(next(path for path in GALLERY if path.stem == "resnet152"))
    analyse(model)
    edit = {"op": "set", "block": list(model.address(model.find("resnet.head.fc").id)), "args": {"out_features": 777}}
    changed = commands.apply_all(model, KINDS, [edit])
    before = measuring.measured.cache_info().misses
    assert analyse(changed).ok
    assert measuring.measured.cache_info().misses == before + 1


# --- repeats


def test_repeat_with_fresh_parameters() -> None:
    """Each round has parameters of its own."""
    report = analyse(doc(block("Repeat", block("Linear", out_features=20), times=3)))
    assert report.params == report.root.placed == 3 * (20 * 20 + 20)
    assert report.macs == 3 * 2 * 20 * 20  # two examples


def test_repeat_with_shared_parameters() -> None:
    """A shared instance counts its parameters once, by place once a round, and computes each time."""
    report = analyse(doc(block("Repeat", block("Linear", out_features=20), times=3, share=True)))
    assert report.params == 20 * 20 + 20
    assert report.root.placed == 3 * (20 * 20 + 20)
    assert report.macs == 3 * 2 * 20 * 20
    assert report["0"].weight_bytes == 4 * 420


def test_rounds_that_differ() -> None:
    """Rounds that follow a rule, or receive another shape, are kept apart; equal ones in a row are one stretch."""
    body = (block("Linear", name="a", out_features=Expression("16 if i == 0 else 8")), block("ReLU", name="b"))
    report = analyse(doc(block("Repeat", *body, name="r", times=4)))
    assert [(each.count, each.children[0].args["in_features"]) for each in report["r"].rounds] == [
        (1, 20), (1, 16), (1, 8), (1, 8),
    ]  # fmt: skip
    assert report.params == (20 * 16 + 16) + (16 * 8 + 8) + 2 * (8 * 8 + 8)
    plain = analyse(doc(block("Repeat", block("Linear", out_features=8), name="r", times=4)))
    assert [each.count for each in plain["r"].rounds] == [1, 3]


def test_paths_into_rounds() -> None:
    """A report is asked by PyTorch's own paths; one that is not there is a BlockError, whatever it looks like."""
    one = block("Repeat", block("Linear", name="x", out_features=8), name="one", times=3)
    two = block("Repeat", block("Linear", name="x", out_features=8), block("ReLU"), name="two", times=2)
    report = analyse(doc(one, two))
    assert report["one.0"].args["in_features"] == 20
    assert report["one.2"].args["in_features"] == 8
    assert report["two.1.x"].args["out_features"] == 8
    assert report["two.1.1"].output.shape == (2, 8)  # type: ignore[union-attr]
    assert report[""] is report.root
    for path in "two.0 one.3 one.x two.2.x two.1.y three 0 one.0.0 . one. .one one..0 one.-1 one.00x".split() + [
        "one." + "9" * 5000, "one.²", "one.\x00", "two.0.0",
    ]:  # fmt: skip
        with pytest.raises(BlockError):
            report[path]


def test_shared_instance_that_changes_the_shape() -> None:
    """A shared layer that gives another width than it takes fails in its second round, as in PyTorch."""
    report = analyse(doc(block("Repeat", block("Linear", name="x", out_features=8), name="r", times=3, share=True)))
    assert not report.ok
    ((path, problem),) = report.problems
    assert path == "r.0"
    assert problem.received.startswith("In round 2,")


@pytest.mark.parametrize("times", [2, Expression("i + 2")])
def test_shared_instance_with_rounds_that_differ(times: Any) -> None:
    """A shared block whose own rounds differ keeps the sizes of its first call."""
    inner = block("Repeat", block("Linear", out_features=Expression("4 * 2**i")), times=times)
    model = doc(block("Repeat", inner, block("ReLU"), times=2, share=True), shape=(2, 3))
    report = analyse(model)
    assert Truth(model).output is None  # the second call feeds 8 numbers to a layer built for 3
    assert not report.ok
    assert report.problems
    good = doc(block("Repeat", inner, block("Linear", out_features=3), times=2, share=True), shape=(2, 3))
    assert analyse(good).ok
    assert analyse(good).output == analyse(good).root.input


def test_failing_round_is_told() -> None:
    """A round that fails after others worked says which, and its blocks are those shown."""
    body = (block("Conv2d", name="conv", out_channels=4, kernel_size=3), block("ReLU", name="relu"))
    report = analyse(doc(block("Repeat", *body, name="r", times=5), shape=(1, 3, 6, 6)))
    ((path, problem),) = report.problems  # 6 -> 4 -> 2 -> fails
    assert path == "r.0.conv"
    assert problem.received.startswith("In round 3,")
    assert report["r.1.relu"].output.shape == (1, 4, 2, 2)  # type: ignore[union-attr]


# --- broken models


def test_before_and_after_a_failure() -> None:
    """Blocks before a failure are known, the failing one has a problem, those after it are unknown."""
    bad = block("Linear", name="bad", in_features=7, out_features=3)
    report = analyse(doc(block("ReLU", name="a"), bad, block("Sequential", block("ReLU", name="d"), name="c")))
    assert report["a"].output is not None
    assert report["bad"].input == report["a"].output
    assert report["bad"].problem is not None
    assert "20 in dimension 1" in report["bad"].problem.received
    assert "in_features is 7" in report["bad"].problem.expected
    assert report["c"] == Node()
    assert report.at((2, 0)) == Node()
    assert [path for path, _ in report.problems] == ["bad"]
    assert not report.ok


@pytest.mark.parametrize(
    ("model", "path", "words"),
    [
        (doc(block("Conv2d")), "0", "Conv2d receives 2×20"),
        (doc(block("Conv2d"), shape=(1, 3, 8, 8)), "0", "Conv2d has no out_channels"),
        (doc(block("Linear"), shape=(2, 20)), "0", "Linear has no out_features"),
        (doc(block("Embedding", num_embeddings=5, embedding_dim=2)), "0", "Embedding receives 2×20"),
        (doc(block("Linear", out_features=3), dtype="int64"), "0", "of int64"),
        (doc(block("Parallel")), "0", "no branches"),
        (doc(block("Repeat")), "0", "Repeat has no times"),
        (doc(block("Repeat", times=Expression("i + 1"))), "0", "'i' is not known here"),
        (doc(block("Repeat", times=Expression("0 - 3"))), "0", "times is -3"),
        (doc(block("Linear", out_features=Expression("i"))), "0", "'i' is not known here"),
        (doc(block("Repeat", block("Linear", out_features=Expression("2 - i")), times=3)), "0.0", "out_features is 0"),
        (doc(block("Linear", out_features=Expression("1 / 2"))), "0", "out_features is 0.5"),
        (doc(residual(block("Linear", out_features=3))), "0", "The body gives 2×3, the shortcut 2×20"),
        (doc(block("Parallel", block("Flatten"), block("Linear", out_features=3), merge="add")), "0", "2×20 and 2×3"),
        (doc(block("Parallel", block("ReLU"), dim=5)), "0", "The branches give"),
        (doc(block("MaxPool2d", kernel_size=9), shape=(1, 3, 4, 4)), "0", "MaxPool2d receives 1×3×4×4"),
        (doc(block("GroupNorm", num_groups=3), shape=(1, 4, 8, 8)), "0", "GroupNorm receives"),
        (doc(block("MultiheadAttention", num_heads=3), shape=(1, 4, 8)), "0", "MultiheadAttention receives"),
        (doc(block("Mean", dim=(0, 1)), block("Linear", out_features=1)), "1", "Linear receives scalar"),
        (doc(block("Select", dim=0, index=5)), "0", "Select receives"),
        (doc(block("Reshape", shape=(7, -1))), "0", "Reshape receives"),
        (doc(block("TransformerEncoderLayer", nhead=1), shape=(2, 3, 8), dtype="int64"), "0", "of int64"),
    ],
)
def test_problems(model: Model, path: str, words: str) -> None:
    """What does not work is told at its block, in three parts."""
    agrees(model, analyse(model))
    ((place, problem),) = analyse(model).problems
    assert place == path
    assert words in problem.received
    assert problem.expected
    assert problem.fix
    assert "Traceback" not in str(problem)
    assert "\n" not in str(problem)


@pytest.mark.parametrize(
    "model",
    [
        doc(*[block("Repeat", block("Identity"), times=10_000)] * 60),
        doc(block("Repeat", *[block("Repeat", block("Identity"), times=10_000)] * 60, times=2)),
        doc(block("Repeat", block("Repeat", block("Repeat", times=10_000), times=10_000), times=10_000)),
        doc(block("Repeat", block("Repeat", block("ReLU"), block("ReLU"), times=10_000), times=10_000, share=True)),
        doc(block("Linear", out_features=10**6), shape=(10**6, 10**6)),
        doc(*[block("ZeroPad2d", padding=10_000)] * 50, shape=(1, 1000, 10, 10)),
        doc(block("Upsample", scale_factor=1000.0), block("Upsample", scale_factor=1000.0), shape=(8, 512, 999, 999)),
    ],
    ids=["row", "row in a repeat", "empty repeats", "shared", "linear", "pads", "upsamples"],
)
def test_absurd_models_are_told_quickly(model: Model) -> None:
    """A model too large to unfold or to count has a problem that says so, within a second."""
    start = time.perf_counter()
    report = analyse(model)
    assert time.perf_counter() - start < 3
    if not report.ok:
        assert report.problems
        with pytest.raises(BlockError):
            build(report)
    else:
        assert report.root.unfolded <= analysis.MOST_UNFOLDED
        assert max(report.macs, report.root.saved, report.root.weight_bytes) < analysis.MOST


def test_deepest_model() -> None:
    """The deepest model that a document holds is analysed and built."""
    inner = block("ReLU")
    for kind in ["Sequential", "Parallel", "Repeat", "Residual", "Sequential"] * 8:
        args = {"times": 1} if kind == "Repeat" else {}
        inner = residual(inner) if kind == "Residual" else block(kind, inner, **args)
    report = analyse(doc(inner))
    assert report.output == report.root.input
    build(report)


# --- estimates


def test_estimates_of_memory() -> None:
    """`saved` adds up what is written; `peak` is the most that is held at once."""
    report = analyse(doc(block("Linear", out_features=100), block("ReLU"), block("Linear", out_features=5)))
    # 2 examples of float32: 2 x 100, 2 x 100 and 2 x 5 numbers written; 2 x 20 received
    assert report.root.saved == 4 * 2 * (100 + 100 + 5)
    assert report.root.peak == 4 * 2 * (100 + 100)  # the ReLU's input and output


def test_warnings_are_no_problems() -> None:
    """What PyTorch only warns of works, also in a program that makes errors of warnings."""
    with analysis.forgotten(), warnings.catch_warnings():
        warnings.simplefilter("error")
        assert analyse(doc(block("Dropout3d"), shape=(2, 3, 4))).ok  # PyTorch warns of three dimensions


def test_empty_model() -> None:
    """A model without blocks passes its input on."""
    report = analyse(doc())
    assert report.output == report.root.input
    assert (report.params, report.macs, report.ok) == (0, 0, True)
