"""Wrong code teaches: each mistake is found, told with its line, and its repaired source works."""

import contextlib
import io
import warnings
from collections.abc import Iterator, Sequence

import pytest
from making import KINDS
from sources import CASES as SOURCES
from sources import source

from blocks import coding, commands
from blocks.analysis import analyse
from blocks.building import build
from blocks.engine import child
from blocks.engine.jobs import Import, ImportedModel
from blocks.errors import BlockError
from blocks.importing import difference, from_code, from_module, proofreading
from blocks.importing.making import make
from blocks.mistakes import Mistake
from blocks.repair import diagnose
from blocks.tree import Input

HEAD = "import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n\n\n"
BATCH = (Input((2, 8), batch=0),)


@pytest.fixture(autouse=True)
def code_runs() -> Iterator[None]:
    """Python of imported models may run here, and PyTorch may warn of what people write."""
    with coding.allowed(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def mistakes(text: str, expression: str, inputs: Sequence[Input]) -> tuple[Mistake, ...]:
    """What is wrong with a text, as whoever brings it in is told."""
    try:
        made, _ = make(text, expression)
    except BlockError:
        return proofreading.mistakes(text, expression, inputs, None)
    return proofreading.mistakes(text, expression, inputs, made)


def net(init: str, *forward: str, first: str = "super().__init__()", takes: str = "x") -> str:
    """The source of a class with these lines."""
    lines = [*([first] if first else []), *init.split("\n")]
    body = "".join(f"        {line}\n" for line in lines)
    steps = "".join(f"        {line}\n" for line in forward)
    return f"{HEAD}class Net(nn.Module):\n    def __init__(self):\n{body}\n    def forward(self, {takes}):\n{steps}"


LIST = net(
    "self.layers = [nn.Linear(8, 8), nn.Linear(8, 8)]\nself.head = nn.Linear(8, 2)",
    "for layer in self.layers:", "    x = layer(x)", "return self.head(x)",
)  # fmt: skip
CASES = {
    "a list": (LIST, "2 layers with 144 parameters: 0 parameters: PyTorch cannot see them", 9, "nn.ModuleList([nn.Linear(8, 8), nn.Linear(8, 8)])"),
    "a list that grows": (
        net("self.layers = []\nfor _ in range(3):\n    self.layers.append(nn.Linear(8, 8))", "for layer in self.layers:", "    x = layer(x)", "return x"),
        "3 layers with 216 parameters", 9, "self.layers = nn.ModuleList([])",
    ),
    "a list of another name": (
        net("layers = [nn.Linear(8, 8)]\nself.layers = layers", "return self.layers[0](x)"),
        "list of 1 layer with 72 parameters", 10, "self.layers = nn.ModuleList(layers)",
    ),
    "a tuple": (
        net("self.pair = nn.Linear(8, 4), nn.ReLU()", "return self.pair[1](self.pair[0](x))"),
        "tuple of 2 layers with 36 parameters", 9, "nn.ModuleList((nn.Linear(8, 4), nn.ReLU()))",
    ),
    "a dictionary": (
        net('self.heads = {"a": nn.Linear(8, 2), "b": nn.Linear(8, 3)}', 'return self.heads["a"](x), self.heads["b"](x)'),
        "dict of 2 layers with 45 parameters", 9, 'nn.ModuleDict({"a"',
    ),
    "no super": (
        net("self.fc = nn.Linear(8, 2)", "return self.fc(x)", first=""),
        "does not call super().__init__()", 7, "        super().__init__()\n        self.fc",
    ),
    "super too late": (
        net("super().__init__()\nself.fc = nn.Linear(8, 2)", "return self.fc(x)", first="self.act = nn.ReLU()"),
        "before it calls super().__init__()", 7, "        super().__init__()\n        self.act",
    ),
    "a constant": (
        net("self.scale = torch.full((8,), 0.5)\nself.fc = nn.Linear(8, 2)", "return self.fc(x * self.scale)"),
        "a constant of 8 numbers that is kept as a plain attribute", 9, 'self.register_buffer("scale", torch.full((8,), 0.5))',
    ),
    "a parameter that is none": (
        net("self.weight = torch.randn(8, 2, requires_grad=True)", "return x @ self.weight"),
        "asks for gradients, but is a plain tensor of 16 numbers", 9, "self.weight = nn.Parameter(torch.randn(8, 2, requires_grad=True))",
    ),
    "a sum in place": (
        net("self.fc = nn.Linear(8, 8)", "x = torch.sigmoid(self.fc(x))", "y = x * 2", "x += 1", "return x + y"),
        "Line 14 changes a tensor in place that line 12 needs", 14, "x = x + 1",
    ),
    "a product in place": (
        net("self.fc = nn.Linear(8, 8)", "x = torch.exp(self.fc(x))", "x.mul_(x.sum() - 1)", "return x"),
        "Line 13 changes a tensor in place that line 12 needs", 13, "x = x.mul(x.sum() - 1)",
    ),
    "an activation in place": (
        net("self.fc = nn.Linear(8, 8)\nself.act = nn.ReLU(True)", "x = torch.tanh(self.fc(x))", "return self.act(x)"),
        "Line 14 in act changes a tensor in place that line 13 needs", 14, "nn.ReLU(False)",
    ),
    "a dropout that never ends": (
        net("self.fc = nn.Linear(8, 8)", "return F.dropout(self.fc(x), 0.1)"),
        "always drops", 12, "F.dropout(self.fc(x), 0.1, training=self.training)",
    ),
    "no result": (
        net("self.fc = nn.Linear(8, 8)", "x = self.fc(x)"), "The forward of Net gives nothing.", 12, "x = self.fc(x)\n        return x",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_and_its_repair(case: str) -> None:
    """A mistake is told with its line; the repaired source has it no more, works, and is blocks with its numbers."""
    text, told, line, changed = CASES[case]
    (mistake,) = mistakes(text, "Net()", BATCH)
    assert told in mistake.received
    assert mistake.line == line
    assert mistake.expected and mistake.fix
    assert mistake.repair is not None
    assert changed in mistake.repair.source
    assert mistakes(mistake.repair.source, "Net()", BATCH) == ()
    module, made = make(mistake.repair.source, "Net()")
    found = from_module(module, [((2, 8), "float32")], "", made)
    assert not found.error
    assert analyse(found.model).ok
    assert difference(found, module) <= 1e-5


def test_several_mistakes_one_after_the_other() -> None:
    """What stops the making comes first; each repair leads on to the next mistake, and at last to a model."""
    text = net(
        "self.layers = [nn.Linear(8, 8)]\nself.gain = torch.tensor(0.5)",
        "x = self.layers[0](x)",
        "return F.dropout(x) * self.gain",
        first="",
    )
    told = []
    while found := mistakes(text, "Net()", BATCH):
        told.append(found[0].received)
        assert found[0].repair is not None
        text = found[0].repair.source
    assert [each.split(" ")[0] for each in told] == ["The", "layers", "gain", "`F.dropout`"]
    found = from_code(text, "Net()", [((2, 8), "float32")])
    assert analyse(found.model).params == 72


def test_all_else_stays_letter_by_letter() -> None:
    """A repair changes its place alone: comments, odd spacing and letters of any alphabet stay."""
    text = LIST.replace("self.layers = [", "größe = 8  # ü\n        self.layers  =  [ ") + "# Ende"
    (mistake,) = mistakes(text, "Net()", BATCH)
    assert mistake.repair
    assert mistake.repair.source == text.replace(
        "[ nn.Linear(8, 8), nn.Linear(8, 8)]", "nn.ModuleList([ nn.Linear(8, 8), nn.Linear(8, 8)])"
    )


def test_no_repair_where_none_is_sure() -> None:
    """A list in lists, keys that no ModuleDict takes, and a class from elsewhere are told, without a repair."""
    nested = net("self.pairs = [(nn.Linear(8, 8), nn.ReLU())]", "a, b = self.pairs[0]", "return b(a(x))")
    keys = net("self.by_size = {8: nn.Linear(8, 8)}", "return self.by_size[8](x)")
    for text in (nested, keys):
        (mistake,) = mistakes(text, "Net()", BATCH)
        assert mistake.repair is None
        assert "72 parameters: 0 parameters: PyTorch cannot see them" in mistake.received


CONSTANTS = {"fixedhidden": ("rand_weight is", "2.rand_weight is"), "chimera": ("2.rand_weight is",)}


@pytest.mark.parametrize("name", SOURCES)
def test_right_code_is_left_alone(name: str) -> None:
    """Of sources as people write them, those of the chapter with a plain constant alone are told anything."""
    case = SOURCES[name]
    inputs = tuple(Input(shape, dtype, f"x{place}", 0) for place, (shape, dtype) in enumerate(case.inputs))
    with contextlib.redirect_stdout(io.StringIO()):
        found = mistakes(source(name), case.call, inputs)
    assert [each.received.split(" a constant")[0] in CONSTANTS.get(name, ()) for each in found] == [True] * (
        name in CONSTANTS
    )


@pytest.mark.parametrize("text", ["", "def", "x = 1", "raise ValueError", "class Net: pass"])
def test_nothing_is_said_of_what_cannot_be_made(text: str) -> None:
    """A text that is no module is for `make` to explain."""
    assert mistakes(text, "Net()", BATCH) == ()


def test_right_code_runs_once(capsys: pytest.CaptureFixture[str]) -> None:
    """What it made is handed on, from the blocks to whoever looks for mistakes."""
    text = "print('runs')\n" + net("self.out = nn.Linear(8, 2)", "return self.out(x)")
    came = child._imported(Import(text, "Net()", (((2, 8), "float32"),), "Net"))
    assert isinstance(came, ImportedModel) and came.apart == 0 and not came.mistakes
    assert capsys.readouterr().out == "runs\n"


def test_the_companion_cnn() -> None:
    """The wrong CNN comes in as it is written: its problem is explained, and one click makes it work."""
    found = from_code(source("cnn_wrong"), "CNN()", PICTURES)
    assert found.error.startswith("RuntimeError: running_mean should contain 64 elements not 32")
    assert found.notes == ()
    ((path, problem),) = diagnose(found.model).problems
    assert (path, problem.received) == ("bn2", "BatchNorm2d receives B×64×28×28: 64 in dimension 1.")
    assert problem.fixes[0].label == "Set out_channels = 32 in conv2"
    assert problem.fixes[0].cures
    assert analyse(commands.apply_all(found.model, KINDS, problem.fixes[0].edits)).ok


def test_the_companion_cnn_the_other_way() -> None:
    """The BatchNorm put right first, the Linear is next: two problems in turn, and the CNN that was meant."""
    model, told = from_code(source("cnn_wrong"), "CNN()", PICTURES).model, []
    while not (report := diagnose(model)).ok:
        path, problem = report.problems[0]
        fix = next(each for each in problem.fixes if "num_features" in each.label or path != "bn2")
        told.append((path, problem.expected.split(",")[0], fix.label))
        model = commands.apply_all(model, KINDS, fix.edits)
    assert told == [
        ("bn2", "32 there", "Set num_features = 64"), ("fc1", "25088 there", "Set in_features = 50176"),
    ]  # fmt: skip
    right = source("cnn_wrong").replace("self.bn2 = nn.BatchNorm2d(32)", "self.bn2 = nn.BatchNorm2d(64)")
    net, _ = make(right.replace("32 * 28 * 28", "64 * 28 * 28"), "CNN()")
    shapes = [{name: each.shape for name, each in one.state_dict().items()} for one in (build(model), net)]
    assert shapes[0] == shapes[1]


PICTURES = [((2, 1, 28, 28), "float32")]
