"""`blocks.show`: its numbers against hooks and plain sums, what it leaves alone, and how it says it."""

import copy
import random
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn.utils import prune
from torch.utils._python_dispatch import TorchDispatchMode

import blocks
from benchmarks.counting import plain
from benchmarks.counting.tools import flop_counter
from blocks import showing
from blocks.errors import BlockError

GALLERY = Path(__file__).parents[1] / "gallery"


class Shared(nn.Module):
    """One Linear under two names, called three times; a parameter of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(6))
        self.first = nn.Linear(6, 6)
        self.act = nn.ReLU()
        self.again = self.first

    def forward(self, x: Tensor) -> Tensor:
        return self.again(self.act(self.first(self.act(self.first(x * self.scale)))))


class Language(nn.Module):
    """An embedding tied to the head; frozen; an encoder; a layer that nobody calls."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(50, 16)
        self.position = nn.Parameter(torch.zeros(1, 7, 16))
        layer = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 3, enable_nested_tensor=False)
        self.spare = nn.Linear(3, 3)
        self.head = nn.Linear(16, 50)
        self.head.weight = self.embed.weight
        self.embed.weight.requires_grad_(False)

    def forward(self, words: Tensor) -> Tensor:
        return self.head(self.encoder(self.embed(words) + self.position))


class Crossing(nn.Module):
    """Attention between two inputs, giving a tuple and a dict."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.MultiheadAttention(8, 2, batch_first=True)
        self.parts = nn.ModuleDict({"a": nn.Linear(8, 4), "b": nn.Linear(8, 4)})
        self.rows = nn.ModuleList(nn.Linear(8, 8) for _ in range(3))

    def forward(self, one: Tensor, other: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        mixed, _ = self.attend(one, other, other)
        for each in self.rows:
            mixed = each(mixed)
        return mixed, {name: part(mixed) for name, part in self.parts.items()}


class Tagger(nn.Module):
    """A recurrent layer whose states go on to another."""

    def __init__(self) -> None:
        super().__init__()
        self.one = nn.LSTM(5, 8, num_layers=2, bidirectional=True, batch_first=True)
        self.two = nn.GRU(16, 8)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x, (hidden, _) = self.one(x)
        return self.two(x.transpose(0, 1))[0], hidden


class Looking(nn.Module):
    """A loop whose length the numbers decide; statistics and rows that a pass writes into."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(4, 6, max_norm=0.1)
        self.register_buffer("passes", torch.zeros(()))
        self.linear = nn.Linear(6, 6)
        self.norm = nn.BatchNorm1d(6, momentum=0.5)
        self.drop = nn.Dropout()
        self.plain = torch.zeros(2)
        self.hidden = [nn.BatchNorm1d(6), nn.Embedding(4, 6, max_norm=0.1)]

    def forward(self, words: Tensor) -> Tensor:
        self.passes += 1
        self.plain += 1
        self.hidden[0](self.hidden[1](words))
        x = self.drop(self.norm(self.linear(self.embed(words) + torch.rand(6) + random.random() + np.random.rand())))
        rounds = 0
        while x.abs().sum() > 1e-3 and rounds < 2:
            x, rounds = self.linear(x) / 10, rounds + 1
        return x


def convolutions() -> nn.Module:
    """Convolutions with normalisation, of which one is frozen."""
    net = nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(inplace=True),
        nn.Conv2d(8, 8, 3, padding=1, groups=2), nn.BatchNorm2d(8), nn.ReLU(inplace=True),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 10),
    )  # fmt: skip
    net[0].requires_grad_(False)
    return net


Given = tuple[tuple[int, ...], str]
CASES: dict[str, tuple[Callable[[], nn.Module], list[Given]]] = {
    "convolutions": (convolutions, [((2, 3, 12, 12), "float32")]),
    "shared": (Shared, [((4, 6), "float32")]),
    "language": (Language, [((2, 7), "int64")]),
    "crossing": (Crossing, [((2, 3, 8), "float32"), ((2, 5, 8), "float32")]),
    "recurrent": (Tagger, [((2, 9, 5), "float32")]),
    "linear alone": (lambda: nn.Linear(3, 4), [((2, 3), "float32")]),
    "U-Net": (plain.UNet, [((1, 1, 32, 32), "float32")]),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[nn.Module, list[Given]]:
    torch.manual_seed(0)
    build, given = CASES[request.param]
    return build(), given


def tensors(given: list[Given], device: str = "cpu") -> list[Tensor]:
    return [torch.zeros(shape, dtype=getattr(torch, dtype), device=device) for shape, dtype in given]


def shapes(value: Any) -> list[tuple[int, ...]]:
    if isinstance(value, Tensor):
        return [tuple(value.shape)]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else ()
    return [shape for each in inner for shape in shapes(each)]


def hooked(net: nn.Module, given: list[Given]) -> tuple[dict[str, tuple[Any, Any]], Counter[str]]:
    """What plain forward hooks see: shapes of the first call, and how many calls."""
    net, seen, calls = copy.deepcopy(net).eval(), {}, Counter[str]()
    for path, module in net.named_modules():

        def hook(_: nn.Module, taken: Any, kwargs: Any, result: Any, path: str = path) -> None:
            calls[path] += 1
            seen.setdefault(path, (shapes((taken, kwargs)), shapes(result)))

        module.register_forward_hook(hook, with_kwargs=True)
    quick = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        with torch.no_grad():
            net(*tensors(given))
    finally:
        torch.backends.mha.set_fastpath_enabled(quick)
    return seen, calls


def test_shapes_and_calls_are_what_hooks_see(case: tuple[nn.Module, list[Given]]) -> None:
    """Each module has the shapes of its first call and the number of its calls."""
    net, given = case
    shown = blocks.show(net, given)
    seen, calls = hooked(net, given)
    assert shown.way == "meta" and shown.ok
    rows = {row.path: row for row in shown.rows if row.same is None}
    assert rows.keys() == dict(net.named_modules()).keys()
    for path, row in rows.items():
        found = [each.shape for each in row.inputs], [each.shape for each in row.outputs]
        assert found == seen.get(path, ([], [])), path
        assert row.calls == calls[path], path


def test_parameters_are_plain_sums(case: tuple[nn.Module, list[Given]]) -> None:
    """Parameters, frozen ones, buffers and bytes of each module are sums over PyTorch's own iterators."""
    net, given = case
    shown = blocks.show(net, given)
    for row in shown.rows:
        module = net.get_submodule(row.path)
        parameters, buffers = list(module.parameters()), list(module.buffers())
        assert row.params == sum(each.numel() for each in parameters)
        assert row.frozen == sum(each.numel() for each in parameters if not each.requires_grad)
        assert row.buffers == sum(each.numel() for each in buffers)
    assert shown.trainable == sum(each.numel() for each in net.parameters() if each.requires_grad)
    assert shown.placed == sum(each.numel() for _, each in net.named_parameters(remove_duplicate=False))
    assert shown.weight_bytes == sum(each.nbytes for each in (*net.parameters(), *net.buffers()))


def test_macs_are_pytorchs(case: tuple[nn.Module, list[Given]]) -> None:
    """The MACs are half of what FlopCounterMode counts of the same module on the meta device."""
    net, given = case
    inputs = tensors(given, "meta")

    class Called(nn.Module):
        def forward(self, _: Tensor) -> None:
            copy.deepcopy(net).to("meta").eval()(*inputs)

    with torch.device("meta"):  # where the encoder takes no fast path
        assert blocks.show(net, given).macs == flop_counter(Called(), inputs[0])


def test_macs_by_hand() -> None:
    """Three calls of Linear(6, 6) on four rows are 3·4·36, all told at the module's first place."""
    shown = blocks.show(Shared(), (4, 6))
    assert [(row.path, row.macs, row.calls, row.same) for row in shown.rows] == [
        ("", 432, 1, None), ("first", 432, 3, None), ("act", 0, 2, None), ("again", 0, 0, "first"),
    ]  # fmt: skip
    assert (shown.params, shown.placed) == (6 + 42, 6 + 2 * 42)
    assert "the same module as first" in str(shown)


def test_attention_is_told_of_the_module_that_does_it() -> None:
    """MultiheadAttention calls no child: its products are its own, and the child's weights are said to be used."""
    shown = blocks.show(Crossing(), [(2, 3, 8), (2, 5, 8)])
    row = shown["attend"]
    projections, scores = 2 * (3 * 64 + 5 * 128 + 3 * 64), 2 * 2 * 3 * 5 * 8  # q, k and v, out; similarities, mixing
    assert row.macs == row.own_macs == projections + scores
    assert shown["attend.out_proj"].unused == "not called, but its weights are used"
    assert [each.shape for each in shown.outputs] == [(2, 3, 8), (2, 3, 4), (2, 3, 4)]


def test_tied_frozen_unused() -> None:
    """A tied weight counts at its first place; what is frozen and what nobody calls is said."""
    shown = blocks.show(Language(), ((2, 7), "int64"))
    assert shown["head"].tied == ("weight = embed.weight",)
    assert (shown["head"].params, shown["head"].counted) == (850, 50)
    assert (shown["embed"].frozen, shown.frozen) == (800, 800)
    assert shown["spare"].unused == "not called" and shown["encoder.layers"].unused == ""


# --- what is left alone


def state(net: nn.Module) -> Any:
    """All that may be seen of a module, and of the random generators."""
    hidden = [each.state_dict(keep_vars=True) for each in getattr(net, "hidden", ())]
    held = [
        item for each in (dict(net.named_parameters()), dict(net.named_buffers()), *hidden) for item in each.items()
    ]
    attributes = [[(name, id(value), repr(value)) for name, value in vars(each).items()] for each in net.modules()]
    numbers = [
        (name, id(each), each._version, each.data_ptr(), hash(each.detach().numpy().tobytes())) for name, each in held
    ]
    return (
        numbers, attributes, [each.training for each in net.modules()], list(net.state_dict()),
        torch.get_rng_state().tolist(), random.getstate(), np.random.get_state()[1].tolist(),
    )  # fmt: skip


@pytest.mark.parametrize("name", [*CASES, "looking"])
@pytest.mark.parametrize("training", [True, False])
def test_nothing_of_the_module_changes(name: str, training: bool) -> None:
    """Weights, statistics, mode, hooks, attributes and random generators are as before, whichever way it runs."""
    build, given = (Looking, [((3,), "int64")]) if name == "looking" else CASES[name]
    net = build().train(training)
    heard: list[nn.Module] = []
    net.register_forward_hook(lambda module, *_: heard.append(module))
    before = state(net)
    shown = blocks.show(net, given)
    assert state(net) == before
    assert shown.ok, shown.problem
    assert heard == [] and shown.root.hooks == 1 and "1 hook of yours not run" in str(shown)


def test_numbers_that_decide_are_looked_at() -> None:
    """Where the meta device cannot run it, a real pass in eval mode does, and the table says so."""
    shown = blocks.show(Looking().train(), ((3,), "int64"))
    assert shown.way == "real" and shown.ok
    assert (shown["linear"].calls, shown["linear"].macs) == (3, 3 * 3 * 36)
    assert "with numbers: the meta device cannot make it" in str(shown)


class Copying(TorchDispatchMode):
    """Sees what is copied, by its size."""

    def __init__(self) -> None:
        super().__init__()
        self.largest = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        if func.name().split("::")[1].split(".")[0] in ("clone", "_to_copy", "copy_") and not result.is_meta:
            self.largest = max(self.largest, result.numel())
        return result


class Deciding(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.wide = nn.Linear(500, 500)
        self.loose = [self.wide.weight, nn.Parameter(torch.zeros(300, 1000))]

    def forward(self, x: Tensor) -> Tensor:
        return self.wide(x) if x.sum() > 1e9 else x @ self.loose[0]


def test_no_weight_is_copied() -> None:
    """A real pass copies its input, and neither weights nor what a plain list holds of them."""
    with Copying() as seen:
        shown = blocks.show(Deciding(), torch.zeros(2, 500))
    assert shown.way == "real" and shown.macs == 2 * 500 * 500
    assert 0 < seen.largest <= 1000


def test_nothing_is_allocated_on_meta() -> None:
    """A module of 4 terabytes is shown."""
    with torch.device("meta"):
        net = nn.Sequential(*(nn.Linear(10**6, 10**6, bias=False) for _ in range(2)))
    assert (blocks.show(net, (1, 10**6)).params, blocks.show(net, (1, 10**6)).weight_bytes) == (2 * 10**12, 8 * 10**12)


def test_a_long_sequence_is_not_unrolled() -> None:
    """Ten million steps of an LSTM are shown at once: 4·(5·8 + 8·8) MACs each."""
    shown = blocks.show(nn.LSTM(5, 8), (10_000_000, 1, 5))
    assert shown.macs == 10_000_000 * 4 * (5 * 8 + 8 * 8)
    assert [each.shape for each in shown.outputs] == [(10_000_000, 1, 8), (1, 1, 8), (1, 1, 8)]


class Adding(nn.Module):
    def __init__(self, number: float) -> None:
        super().__init__()
        self.number = number

    def forward(self, x: Tensor) -> Tensor:
        return x + self.number


def test_memory_does_not_mix_up_what_differs() -> None:
    """Layers that differ in one argument, or in what they are given, are not taken for each other."""
    showing_first = [(3, 3, {}), (3, 3, {"stride": 2}), (3, 3, {"padding": 1}), (3, 3, {"dilation": 2})]
    for channels, kernel, more in showing_first:
        layer = nn.Conv2d(channels, 4, kernel, **more)
        for x in (torch.zeros(1, 3, 9, 9), torch.zeros(2, 3, 9, 11)):
            shown = blocks.show(layer, x)
            assert shown.output is not None and shown.output.shape == layer(x).shape
            assert shown.macs == flop_counter(layer, x)
    for number, dtype in ((1, "int64"), (1.0, "float32"), (True, "int64")):
        shown = blocks.show(Adding(number), ((2, 3), "int64"))
        assert shown.output is not None and shown.output.dtype == dtype
    whole, real = torch.zeros(2, 3, dtype=torch.int64), torch.zeros(2, 3)
    assert [blocks.show(nn.ReLU(), x).output.dtype for x in (real, whole)] == ["float32", "int64"]  # type: ignore[union-attr]


# --- modules of all sorts


def test_weights_that_are_made_before_use() -> None:
    """weight_norm in both its forms, pruning, and a module given to torch.compile are shown like any other."""
    with pytest.warns(FutureWarning):
        old = torch.nn.utils.weight_norm(nn.Linear(4, 3))
    new = torch.nn.utils.parametrizations.weight_norm(nn.Linear(4, 3))
    pruned = nn.Linear(4, 3)
    prune.l1_unstructured(pruned, "weight", 0.5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what torch.compile imports
        compiled: Any = torch.compile(nn.Linear(4, 3))
    for net in (old, new, pruned, compiled):
        shown = blocks.show(net, (2, 4))
        assert (shown.ok, shown.way, shown.macs, shown.root.hooks) == (True, "meta", 24, 0)
        assert shown.params == sum(each.numel() for each in net.parameters())


def test_half_precision_is_fed_its_own() -> None:
    """A shape without a dtype is of the module's own."""
    shown = blocks.show(nn.Linear(4, 3).to(torch.bfloat16), (2, 4))
    assert shown.output is not None and shown.output.dtype == "bfloat16" and shown.weight_bytes == 30


def test_a_model_of_blocks() -> None:
    """A document needs no input, and its numbers are those of the analysis, also where its Python looks at numbers."""
    for name in ("lenet", "fixedhiddenmlp", "siamese"):
        model = blocks.load(GALLERY / f"{name}.json")
        report, shown = blocks.analyse(model, code=True), blocks.show(model, code=True)
        assert (shown.params, shown.macs) == (report.params, report.macs)
        assert shown.output is not None and report.output is not None
        assert shown.output.shape == report.output.shape


def test_layers_in_a_plain_list_are_told() -> None:
    """What PyTorch does not see is said below the table."""

    class Hidden(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layers = [nn.Linear(3, 3), nn.Linear(3, 3)]

        def forward(self, x: Tensor) -> Tensor:
            return self.layers[1](self.layers[0](x))

    shown = blocks.show(Hidden(), (2, 3))
    assert (shown.ok, shown.way, shown.params, shown.macs) == (True, "meta", 0, 36)
    assert "self.layers = nn.ModuleList" in str(shown) and "self.layers = nn.ModuleList" in shown._repr_html_()


# --- what goes wrong


def test_a_forward_that_fails_is_told_at_its_place() -> None:
    """The rows before have their shapes, the failing one says what it wants, those behind were not reached."""
    net = nn.Sequential(nn.Flatten(), nn.Sequential(nn.Linear(12, 8), nn.Linear(9, 4)), nn.ReLU())
    shown = blocks.show(net, (2, 3, 4), depth=0)
    problem = shown.problem
    assert problem is not None and not shown.ok and shown.output is None
    assert problem.path == "1.1" and problem.received == "Linear receives 2×8: 8 in dimension 1."
    assert problem.expected.startswith("9 there, because in_features is 9.") and problem.fix == "set in_features to 8."
    assert shown["1.0"].outputs[0].shape == (2, 8) and shown["2"].unused == "not reached"
    assert shown.macs == 2 * 12 * 8
    assert "fails here" in str(shown) and "Traceback" not in str(shown)  # it is unfolded, whatever the depth
    assert "set in_features to 8" in shown._repr_html_()


def test_code_that_fails_is_told_with_its_line() -> None:
    """Somebody's own forward is told by the line that stops."""

    class Wrong(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x @ x.undefined  # type: ignore[attr-defined, no-any-return]

    problem = blocks.show(nn.Sequential(Wrong()), (2, 3)).problem
    assert problem is not None and problem.path == "0"
    assert "`return x @ x.undefined" in problem.received and "test_showing.py" in problem.received
    assert "AttributeError" in problem.expected


def test_whole_numbers_into_a_linear() -> None:
    """The meta device would multiply them; no real one does, and so the table does not."""
    problem = blocks.show(nn.Linear(3, 3), ((2, 3), "int64")).problem
    assert problem is not None and "float32" in problem.expected


@pytest.mark.parametrize(
    ("net", "given", "word"),
    [
        (nn.Linear, (2, 3), "the class Linear"),
        ("resnet18", (2, 3), "an object of str"),
        (nn.Linear(3, 3), None, "The input is None"),
        (nn.Linear(3, 3), (2, -3), "The input is (2, -3)" ),
        (nn.Linear(3, 3), "2x3", "The input is '2x3'"),
        (nn.Linear(3, 3), ((2, 3), "float3"), "The dtype is 'float3'"),
        (nn.LazyLinear(3), (2, 3), "no parameters yet"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_in_three_parts(net: Any, given: Any, word: str) -> None:
    """No module, no input: a sentence that says what was expected."""
    with pytest.raises(BlockError) as caught:
        blocks.show(net, given)
    assert word in caught.value.received and caught.value.expected and caught.value.fix


# --- folding


def views(net: nn.Module, given: Any) -> list[tuple[str, int]]:
    from blocks.showing.folding import root

    return [(view.name, view.count) for view in root(blocks.show(net, given).root).inner]


def test_equal_siblings_fold_whatever_their_names() -> None:
    """Equal is what compares equal; one argument, one frozen weight, or an inner name makes it another."""
    same = nn.Sequential()
    for name in ("red", "green", "blue"):
        same.add_module(name, nn.Sequential(nn.Linear(4, 4), nn.ReLU()))
    assert views(same, (1, 4)) == [("red–blue", 3)]
    same.green[0].bias.requires_grad_(False)
    assert views(same, (1, 4)) == [("red", 1), ("green", 1), ("blue", 1)]
    others = nn.Sequential(nn.LeakyReLU(0.1), nn.LeakyReLU(0.1), nn.LeakyReLU(0.2))
    assert views(others, (1, 4)) == [("0–1", 2), ("2", 1)]


def test_rounds_of_several_modules_fold() -> None:
    """Linear and ReLU by turns are one line; the last, which differs, stays."""
    layers = [each for _ in range(4) for each in (nn.Linear(4, 4), nn.ReLU())]
    assert views(nn.Sequential(*layers, nn.Linear(4, 2)), (1, 4)) == [("0–7", 4), ("8", 1)]


def test_sharing_folds_with_equal_sharing_alone() -> None:
    """Rounds that call the first one again fold together, not with it."""
    body = nn.Linear(4, 4)
    assert views(nn.Sequential(body, body, body), (1, 4)) == [("0", 1), ("1–2", 2)]


@pytest.mark.parametrize("build", [plain.resnet152, lambda: blocks.load(GALLERY / "resnet152.json")])
def test_resnet152_is_seen_at_once(build: Callable[[], Any]) -> None:
    """Its 152 layers fit a screen, with its rows of equal blocks in sight."""
    made = build()
    shown = blocks.show(made, (1, 3, 224, 224))
    lines = str(shown).splitlines()
    assert len(lines) <= 45 and max(map(len, lines)) <= 125
    assert (shown.params, shown.macs) == (60_192_808, 11_513_626_624)
    assert re.search(r"–\d+ ×35 .* 35 × 1,117,184 ", str(shown))
    assert len(shown._repr_html_()) < 100_000


# --- text


def printed(text: str) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Depth, and count and number in both columns, of each printed line. Brackets count as nothing."""
    lines = text.splitlines()
    ends = [lines[0].index(word) + len(word) for word in ("parameters", "MACs")]
    for line in lines[1 : lines.index("")]:
        cells = []
        for end in ends:
            found = re.search(r"  (?:([\d,]+) × )?([\d,]+)$", line.ljust(end)[:end])
            count, number = found.groups() if found else ("1", "0")
            cells.append((int((count or "1").replace(",", "")), int(number.replace(",", ""))))
        yield re.search(r"[^│├└ ]", line).start() // 2, cells  # type: ignore[union-attr]


def summed(rows: list[tuple[int, list[tuple[int, int]]]], column: int) -> int:
    """The printed column, summed over the innermost lines, each as often as the lines around it say; each line above is
    checked to be the sum of those in it."""
    (level, cells), inside = rows[0], rows[1:]
    count, number = cells[column]
    starts = [place for place, (depth, _) in enumerate(inside) if depth == level + 1]
    ends = [*starts[1:], len(inside)]
    if starts:
        assert number == sum(summed(inside[a:b], column) for a, b in zip(starts, ends, strict=True))
    return count * number


@pytest.mark.parametrize("depth", [None, 0, 1, 2, 9])
def test_printed_columns_sum_to_the_total(case: tuple[nn.Module, list[Given]], depth: int | None) -> None:
    """At any depth the lines in a module add up to it, and so to the total."""
    net, given = case
    shown = blocks.show(net, given, depth=depth)
    rows = list(printed(str(shown)))
    assert (summed(rows, 0), summed(rows, 1)) == (shown.params, shown.macs)
    if depth is not None:
        assert max(level for level, _ in rows) <= depth


def test_text_of_a_small_network() -> None:
    """Golden: a perceptron in two rounds, with its remarks."""
    net = nn.Sequential(nn.Flatten(), nn.Linear(12, 12), nn.ReLU(), nn.Linear(12, 12), nn.ReLU(), nn.Linear(12, 12),
                        nn.ReLU(), nn.Linear(12, 3))  # fmt: skip
    net[7].requires_grad_(False)
    assert (
        str(blocks.show(net, (2, 3, 4)))
        == """\
module      class         input → output  parameters     MACs
Sequential  Sequential    2×3×4 → 2×3            507      936  39 frozen
├ 0         Flatten       2×3×4 → 2×12
├ 1–6 ×3    Linear, ReLU  2×12 → 2×12        3 × 156  3 × 288
│ ├ 1       Linear        2×12 → 2×12            156      288
│ └ 2       ReLU          2×12 → 2×12
└ 7         Linear        2×12 → 2×3              39       72  frozen

507 parameters (468 trainable, 39 frozen)
936 MACs · weights 2.03 kB with 0 numbers in buffers
One pass in eval mode on the meta device: shapes alone, nothing was computed.
MACs: multiply-adds of matrix products, convolutions and attention; FLOPs = 2 × MACs."""
    )


def test_text_of_sharing() -> None:
    """Golden: tied and shared parameters, an own one, and what lies below the depth. A layer of the encoder has 1,088 +
    1,072 + 64 parameters, and 14·1,024 + 2·2·49·16 + 14·1,024 MACs."""
    assert (
        str(blocks.show(Language(), ((2, 7), "int64"), depth=1))
        == """\
module       class               input → output      parameters     MACs
Language     Language            2×7 int64 → 2×7×50       7,646  106,624  800 frozen
├ (itself)                                                  112
├ embed      Embedding           2×7 int64 → 2×7×16         800           frozen
├ encoder ▸  TransformerEncoder  2×7×16 → 2×7×16          6,672   95,424
├ spare      Linear                                          12           not called
└ head       Linear              2×7×16 → 2×7×50             50   11,200  tied: weight = embed.weight; 800 frozen

▸ holds more: depth=2 shows it.
7,646 parameters (6,846 trainable, 800 frozen; 8,446 by place)
106,624 MACs · weights 30.6 kB with 0 numbers in buffers
One pass in eval mode on the meta device: shapes alone, nothing was computed.
MACs: multiply-adds of matrix products, convolutions and attention; FLOPs = 2 × MACs."""
    )


# --- HTML


class Checked(HTMLParser):
    """Reads HTML strictly: what opens closes, in order; gathers tags and text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.text: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)
        self.tags[tag] += 1
        self.depth = max(self.depth, self.open.count("details"))
        assert all(not name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text.append(data)


def read(html: str) -> Checked:
    parser = Checked()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


def test_html_is_whole_and_holds_all(case: tuple[nn.Module, list[Given]]) -> None:
    """Every tag closes, no script is in it, and the total stands there."""
    net, given = case
    shown = blocks.show(net, given)
    found = read(shown._repr_html_())
    assert set(found.tags) <= {"div", "style", "details", "summary", "span", "p"}
    assert f"{shown.params:,} parameters" in "".join(found.text)
    assert found.depth >= max(row.path.count(".") for row in shown.rows)  # all levels are there to be opened


def test_names_reach_the_html_as_text_alone() -> None:
    """A module, a class and its words may be called anything."""
    evil = "<script>alert(1)</script>\"'&\x1b[31m"
    inner = type(evil, (nn.Module,), {"forward": lambda self, x: x, "extra_repr": lambda self: evil})()
    net = nn.Sequential()
    net.add_module(evil, nn.Sequential(inner, nn.Linear(2, 2)))
    shown = blocks.show(net, (1, 3))
    found = read(shown._repr_html_())
    assert "script" not in found.tags and "<script>alert(1)</script>\"'& [31m" in "".join(found.text)
    assert "\x1b" not in str(shown) and "\x1b" not in shown._repr_html_()


def test_show_is_lazy_and_typed() -> None:
    """Its record is what the package names, and its text is also what a terminal echoes."""
    shown = blocks.show(nn.Linear(2, 2), (1, 2))
    assert isinstance(shown, showing.Shown) and repr(shown) == str(shown)
