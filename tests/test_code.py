"""Generated code: it needs torch alone, is the same module as `build` makes, and nothing in a name gets out."""

import ast
import builtins
import os
import random
import re
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import graphs as wired
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from making import GALLERY, KINDS, block, doc, graphs, models, residual
from test_catalogue import examples as suiting
from test_catalogue import shuffled as arguments
from torch import nn

import blocks
from blocks import coding, edits
from blocks.analysis import analyse
from blocks.building import build
from blocks.code import to_code
from blocks.definitions import records
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.tree import Block, Input, Model

GOLDEN = Path(__file__).parent / "golden"
IMPORTS = {"torch", "torch.nn.functional", "collections"}


def code(model: Model) -> str:
    """The model's source."""
    return to_code(analyse(model), records(model, KINDS))  # as the page does, which knows its definitions as kinds


def imports(source: str) -> list[str]:
    """What a source imports, line by line."""
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]


def executed(source: str) -> nn.Module:
    """The module that the source's own last lines would make; importing anything but torch fails."""

    def only_torch(name: str, *args: Any) -> Any:
        if name.split(".")[0] not in ("torch", "collections", "math"):
            raise ImportError(f"generated code imports {name}")
        return __import__(name, *args)

    namespace: dict[str, Any] = {"__name__": "generated", "__builtins__": vars(builtins) | {"__import__": only_torch}}
    exec(compile(source, "generated", "exec"), namespace)
    main = ast.parse(source).body[-1]
    assert isinstance(main, ast.If)
    assert isinstance(main.body[0], ast.Assign)
    module = eval(compile(ast.Expression(main.body[0].value), "main", "eval"), namespace)
    assert isinstance(module, nn.Module)
    return module


def examples(model: Model) -> list[torch.Tensor]:
    """Inputs for a model."""
    generator = torch.Generator().manual_seed(1)
    return [
        torch.randint(2, given.shape, generator=generator)
        if given.dtype == "int64"
        else torch.randn(given.shape, generator=generator).to(getattr(torch, given.dtype))
        for given in model.inputs
    ]


def same(model: Model) -> None:
    """The source makes a module with the keys, weights, sharing and outputs of the one that `build` makes."""
    with warnings.catch_warnings(), torch.inference_mode(), coding.allowed():
        warnings.simplefilter("ignore")
        torch.manual_seed(0)  # twice, since a class may keep random numbers that are no parameters
        net = build(model)
        torch.manual_seed(0)
        made = executed(code(model))
        assert list(made.state_dict()) == list(net.state_dict())
        made.load_state_dict(net.state_dict())
        assert shared(made) == shared(net)
        given = examples(model)
        torch.testing.assert_close(made(*given), net(*given), rtol=0, atol=0, equal_nan=True)


def shared(module: nn.Module) -> list[str]:
    """For each name of a parameter the first name of the same one."""
    first: dict[int, str] = {}
    return [first.setdefault(id(each), name) for name, each in module.named_parameters(remove_duplicate=False)]


LARGEST = 70_000_000  # parameters that are made and run here; ResNet-152 has 60 million


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_gallery(path: Path) -> None:
    """A gallery model's code is the same module as the built one; of a very large one the names and shapes are."""
    model = blocks.load(path)
    with coding.allowed():
        size = analyse(model).params
    if size <= LARGEST:
        same(model)
    else:
        with torch.device("meta"):
            made, net = executed(code(model)), build(model, "meta")
        assert [(name, each.shape) for name, each in made.state_dict().items()] == [
            (name, each.shape) for name, each in net.state_dict().items()
        ]
        assert shared(made) == shared(net)


@settings(max_examples=60)
@given(models())
def test_random_models(model: Model) -> None:
    """A random model's code is the same module as the built one; a broken model has none."""
    if analyse(model).ok:
        same(model)
    else:
        with pytest.raises(BlockError) as error:
            code(model)
        assert error.value.path


@pytest.mark.parametrize("name", wired.ALL)
def test_graphs(name: str) -> None:
    """The code of a model whose blocks take from each other is the same module as the built one."""
    same(wired.ALL[name]())


@settings(max_examples=100)
@given(graphs())
def test_random_graphs(model: Model) -> None:
    """The code of a random Graph is the same module as the built one."""
    if analyse(model).ok:
        same(model)


def linear(name: str) -> Block:
    return block("Linear", name=name, out_features=6)


def add(*inputs: str, name: str = "add") -> Block:
    return wired.on(block("Add", name=name), *inputs)


LINES: dict[str, tuple[list[Block], list[str]]] = {
    "a chain": ([linear("a"), linear("b")], ["x = self.a(x)", "return self.b(x)"]),
    "a short side way": ([linear("a"), linear("b"), add("x", "b")], ["return x + self.b(self.a(x))"]),
    "a long side way": (
        [linear("a"), linear("b"), linear("c"), add("c", "x"), linear("d")],
        ["y = self.a(x)", "y = self.b(y)", "y = self.c(y)", "x = y + x", "return self.d(x)"],
    ),
    "a side way that does not fit the line": (
        [linear("a" * 40), linear("b" * 40), add("b" * 40, "x"), linear("c")],
        [f"y = self.{'a' * 40}(x)", f"y = self.{'b' * 40}(y)", "x = y + x", "return self.c(x)"],
    ),
    "what would be written twice": (
        [linear("a"), block("Reshape", name="b", shape=(6,)), add("x", "b")],
        ["y = self.a(x)", "y = y.reshape(y.shape[0], 6)", "return x + y"],
    ),
    "several takers": (
        [linear("a"), linear("b"), wired.on(linear("c"), "x"), add("a", "b", "c")],
        ["a = self.a(x)", "b = self.b(a)", "c = self.c(x)", "return a + b + c"],
    ),
    "what is written around another": (
        [linear("a"), block("Affine", name="b", shift=1.0), wired.on(block("Multiply", name="c"), "x", "b")],
        ["return x * (1.0 * self.a(x) + 1.0)"],
    ),
    "names that mean something else": (
        [linear("y"), linear("F"), linear("sum"), add("y", "F", "sum")],
        ["x = self.y(x)", "F_ = self.F(x)", "sum_ = self.sum(F_)", "return x + F_ + sum_"],
    ),
    "outputs that nobody takes": (
        [block("LSTMCell", name="cell", hidden_size=6), linear("a")],
        ["x, _ = self.cell(x)", "return self.a(x)"],
    ),
    "a second output much later": (
        [block("LSTMCell", name="lstm", hidden_size=6), linear("a"), add("a", "lstm.1")],
        ["x, cell = self.lstm(x)", "x = self.a(x)", "return x + cell"],
    ),
    "a second output alone": (
        [block("LSTMCell", name="lstm", hidden_size=6), wired.on(linear("a"), "lstm.1")],
        ["_, cell = self.lstm(x)", "return self.a(cell)"],
    ),
    "an operation that nobody takes": ([block("Sum", name="a", dim=(0,)), wired.on(linear("b"), "x")], ["return self.b(x)"]),
    "a layer that nobody takes": (
        [linear("a"), wired.on(linear("b"), "x")],
        ["self.a(x)", "return self.b(x)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LINES)
def test_lines(case: str) -> None:
    """A `forward` reads as a person would write it, and is right."""
    children, lines = LINES[case]
    model = wired.model("Lines", wired.graph(*children), x=(6,))
    same(model)
    body = code(model).split("def forward(self, x: Tensor) -> Tensor:")[-1].split("if __name__")[0]
    assert body.split("\n        ")[1:] == [*lines[:-1], f"{lines[-1]}\n\n\n"]


@pytest.mark.parametrize(
    "name", ["perceptron", "nestmlp", "resnet18", "two_towers", "decoder", "dense", "unet", "gpt2", "densenet121"]
)
def test_golden(name: str) -> None:
    """The code reads as it did; UPDATE_GOLDEN=1 writes it anew."""
    paths = {path.stem: path for path in GALLERY}
    source = code(wired.ALL[name]() if name in wired.ALL else blocks.load(paths[name]))
    golden = GOLDEN / f"{name}.py"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(source)
    assert source == golden.read_text()


def test_runs_alone(tmp_path: Path) -> None:
    """The file runs as a script, where nothing of ours can be imported."""
    path = tmp_path / "model.py"
    path.write_text(code(blocks.load(next(path for path in GALLERY if path.stem == "lenet"))))
    done = subprocess.run([sys.executable, "-I", path], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.stdout == "torch.Size([1, 10])\n", done.stderr


TITLES = [
    "", "None", "true", "class", "import os", '"""', "'''", "\\", 'a"""\nimport os\n"""', "x\nimport os", "{x}", "%s", "{name}",
    "__Name__", "²", "𐄇", "3D U-Net", "模型", "ŉ", "ß", "self", "nn", "Tensor", "torch", "Module", "OrderedDict", "F",
    "Residual", "Concat", "ReLU", "object", "super", "int", "\u202e", "a" * 64, "print(1)", "’; DROP", "$x$", "ǆ", "ﬁ", "µ",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("named", [True, False])
def test_any_title(title: str, named: bool) -> None:
    """Whatever the title, the source parses, imports torch alone, and is the same module."""
    first, second = ("a", "b") if named else ("", "")
    model = doc(block("Linear", name=first, out_features=2), residual(block("ReLU"), name=second), title=title)
    assert imports(code(model)) == ["import torch", "from torch import Tensor, nn"]
    same(model)


NAMES = [
    "none", "true", "false", "concat", "residual", "add", "stack", "Tensor", "F", "nn_", "match", "type_", "print", "x",
    "model", "re_lu", "linear", "module", "ordered_dict", "schön", "模型", "ﬁx", "µ", "l", "average", "multiply", "my_ordered_dict",
    "T", "__Name__"[2:-2], "a__Name__", "branch", "branches", "body", "object", "int", "range", "isinstance", "_"[:0],
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_any_name(name: str) -> None:
    """A block's name may be that of anything in the source."""
    name = edits.good_name(name)
    inner = block("Sequential", block("Linear", name=name, out_features=4), block("ReLU", name="other"), name=name)
    merged = [
        block("Parallel", block("Linear", name=name, out_features=4), block("ReLU"), merge=merge, dim=0)
        for merge in ("add", "multiply", "mean", "concat", "stack")
    ]
    model = doc(inner, residual(block("ReLU", name=name)), *merged, shape=(2, 4))
    assert set(imports(code(model))) <= {
        "import torch", "from torch import Tensor, nn", "from collections import OrderedDict",
    }  # fmt: skip
    same(model)


@given(st.text(max_size=20), st.text(max_size=12))
def test_any_text_as_name(title: str, name: str) -> None:
    """Any text as title, and any that is accepted as a name, gives a source that parses and imports torch alone."""
    try:
        name = edits.good_name(name)
    except BlockError:
        name = "plain"
    source = code(doc(block("Sequential", block("ReLU", name=name), name=name), title=title))
    assert {line.split()[1] for line in imports(source)} <= IMPORTS


def test_imports_only_what_is_used() -> None:
    """`OrderedDict`, `F` and `Tensor` are imported where the source uses them, and not otherwise."""
    plain = doc(block("Linear", out_features=2))
    assert imports(code(plain)) == ["import torch", "from torch import nn"]
    mixed = doc(block("Linear", name="a", out_features=2), block("ReLU"))
    assert imports(code(mixed))[0] == "from collections import OrderedDict"
    misnamed = doc(block("Sequential", block("ReLU", name="my_ordered_dict"), name="my_ordered_dict"))
    assert "from collections import OrderedDict" not in imports(code(misnamed))
    scaled = doc(block("Normalize"))
    assert imports(code(scaled))[-1] == "from torch.nn import functional as F"


def test_a_repeat_is_a_comprehension() -> None:
    """Equal rounds are written once; shared ones are one instance; others stand side by side."""
    fresh = code(doc(block("Repeat", block("Linear", out_features=20), times=5)))
    assert "*[nn.Linear(20, 20) for _ in range(5)]" in fresh
    shared = code(doc(block("Repeat", block("Linear", out_features=20), times=5, share=True)))
    assert "*[nn.Linear(20, 20)] * 5" in shared
    differing = code(doc(block("Repeat", block("Linear", out_features=Expression("4 * 2**i")), times=2)))
    assert "nn.Linear(20, 4), nn.Linear(4, 8)" in differing


def test_equal_classes_are_written_once() -> None:
    """Blocks with equal insides share a class; those that differ in numbers share one that takes them."""

    def part(name: str, width: int) -> Block:
        return block("Sequential", block("Linear", name="fc", out_features=width), name=name)

    equal = code(doc(part("part1", 20), block("Sequential", part("part2", 20), name="outer")))
    assert equal.count("nn.Linear(20, 20)") == 1
    differing = doc(part("part1", 20), block("Sequential", part("part2", 8), name="outer"))
    assert code(differing).count("nn.Linear(") == 1
    same(differing)


@pytest.mark.parametrize("kind", ["Sequential", "Residual", "Parallel", "Repeat", "Mixed"])
def test_deepest_model(kind: str) -> None:
    """The deepest nesting that a document holds still gives source that Python reads."""
    inner = block("ReLU")
    for level in range(edits.DEEPEST // 2 - 2 if kind == "Residual" else edits.DEEPEST - 1):
        if kind == "Residual":
            inner = residual(inner, block("ReLU", name="a"))
        elif kind == "Mixed":
            inner = block("Sequential", inner, block("ReLU", name="a"))
        else:
            args = (
                {"times": 1 + level % 2} if kind == "Repeat" and level < 8 else {"times": 1} if kind == "Repeat" else {}
            )
            inner = block(kind, inner, **args)
    ast.parse(code(doc(inner)))


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.role != "structure"])
def test_every_kind(name: str) -> None:
    """A layer with arguments of its own is written so that the same layer comes back."""
    written = 0
    for single in shuffled(name):
        model = taking(name, block("Repeat", single, times=1) if KINDS[name].inputs else single)
        if written == 3 or not analyse(model).ok:
            continue
        written += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            net, made = (
                (made.taker[0] if KINDS[name].inputs else made.taker) for made in (build(model), executed(code(model)))
            )  # type: ignore[index, union-attr]
        assert plain(repr(made)) == plain(repr(net))
        assert list(made.state_dict()) == list(net.state_dict())
        added = {name for name in KINDS[name].added if not single.args.get(name)}  # then PyTorch's own class is written
        assert vars_of(made) == {key: value for key, value in vars_of(net).items() if key not in added}
    assert written


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.expression])
def test_every_line(name: str) -> None:
    """An operation that is written as a line, with arguments of its own, gives what its module gives."""
    written = 0
    for single in shuffled(name):
        model = taking(name, single)
        if written < 3 and analyse(model).ok:
            written += 1
            assert "self.taker" not in code(model)
            same(model)
    assert written


def shuffled(name: str) -> list[Block]:
    """Blocks of a kind with arguments of all sorts; the first is fresh."""
    rng = random.Random(name)
    return [block(name, **KINDS[name].start), *(Block(name, args=arguments(KINDS[name], rng)) for _ in range(30))]


def taking(name: str, single: Block) -> Model:
    """A Graph in which a block, called taker, takes the tensors that suit a kind."""
    inputs = tuple(Input(each.shape, each.dtype, f"x{place}") for place, each in enumerate(suiting(name)))
    taker = replace(single, name="taker", inputs=tuple(each.name for each in inputs))
    return Model(inputs=inputs or (Input((1,)),), root=Block("Graph", children=(taker,)))


def vars_of(module: nn.Module) -> dict[str, Any]:
    """A module's plain attributes."""
    return {
        name: plain(repr(each))
        for name, each in vars(module).items()
        if isinstance(each, int | float | str | tuple | None)
    }


def plain(text: str) -> str:
    """A tuple of one number as the number: PyTorch takes both for the same."""
    return re.sub(r"\((\d+),\)", r"\1", text)
