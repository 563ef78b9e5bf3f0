"""Code of definitions, of what is called again, of tied parameters and of blocks written in Python."""

import ast
from dataclasses import replace
from typing import Any

import graphs as wired
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import block, doc, residual
from test_code import code, same

from blocks import coding
from blocks.analysis import analyse
from blocks.definitions import linked
from blocks.expressions import Expression as Rule
from blocks.tree import Block, Definition, Input, Model


def made(model: Model, *definitions: Definition) -> Model:
    """The model with these definitions, the same module as the built one."""
    model = linked(replace(model, definitions=definitions))
    same(model)
    return model


def row(*children: Block, name: str = "") -> Block:
    return block("Sequential", *children, name=name)


def linear(width: Any, name: str = "", **fields: Any) -> Block:
    return replace(block("Linear", name=name, out_features=width), **fields)


def again(label: str, name: str = "") -> Block:
    return Block("Reuse", name, {"of": label})


def written(source: str, name: str) -> str:
    """The class with a name, in one line's breath."""
    found = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    return ast.unparse(found[name])


def classes(source: str) -> list[str]:
    return [node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]


MLP = Definition("MLP", row(linear(Rule("4 * width"), "up"), block("ReLU", name="relu"), linear(Rule("width"), "down")), {"width": 8})  # fmt: skip


# --- definitions


def test_parameters_and_rules_stand_as_they_were_written() -> None:
    """A definition is a class with its parameters; what differs between its instances beside them comes first."""
    model = made(doc(Block("MLP"), Block("MLP", args={"width": 5})), MLP)
    text = written(code(model), "MLP")
    assert "def __init__(self, in_features: int, width: int=8)" in text
    assert "self.up = nn.Linear(in_features, 4 * width)" in text
    assert "self.down = nn.Linear(4 * width, width)" in text
    assert "MLP(20), MLP(8, 5)" in code(model)


def test_what_is_the_same_everywhere_is_a_literal() -> None:
    """A number that is inferred and equal in all instances is no argument."""
    model = made(doc(Block("MLP"), linear(20), Block("MLP")), MLP)
    assert "def __init__(self, width: int=8)" in written(code(model), "MLP")
    assert "nn.Linear(20, 4 * width)" in written(code(model), "MLP")


BODIES = {
    "an unnamed row": (row(linear(Rule("width")), block("ReLU")), "Own(nn.Sequential)"),
    "a residual": (residual(linear(Rule("width")), linear(20)), "Own(Residual)"),
    "branches": (block("Parallel", linear(Rule("width")), block("ReLU"), merge="concat", dim=-1), "Own(ConcatBranches)"),
    "a repeat": (block("Repeat", linear(Rule("width + i")), block("ReLU"), times=3), "Own(nn.Sequential)"),
    "a graph": (
        wired.graph(linear(Rule("width"), "a"), wired.on(block("Cat", name="b", dim=1), "x", "a")), "Own(nn.Module)",
    ),
    "a named row": (row(linear(Rule("width"), "a"), block("ReLU", name="b")), "Own(nn.Module)"),
    "nothing": (row(), "Own(nn.Sequential)"),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_an_instance_is_its_body(name: str) -> None:
    """A definition of any structure is a class of that structure, so that no name comes between."""
    body, base = BODIES[name]
    own = Definition("Own", body, {"width": 6})
    model = made(doc(Block("Own", "first"), Block("Own", "second", {"width": 7})), own)
    assert f"class {base}" in code(model)


def bottleneck() -> tuple[Definition, Definition]:
    """The block of a ResNet, and a stage of them."""

    def conv(name: str, width: Any, size: int, **args: Any) -> Block:
        return block("Conv2d", name=name, out_channels=width, kernel_size=size, padding=size // 2, **args)

    project = block(
        "Repeat", conv("conv", Rule("4 * channels"), 1, stride=Rule("stride")), times=Rule("1 if project else 0")
    )
    body = row(
        residual(
            conv("conv1", Rule("channels"), 1), conv("conv2", Rule("channels"), 3, stride=Rule("stride")),
            conv("conv3", Rule("4 * channels"), 1), block("BatchNorm2d", name="norm"),
            shortcut=(project,), name="residual",
        ),
        block("ReLU", name="relu"),
    )  # fmt: skip
    inner = Definition("Bottleneck", body, {"channels": 4, "stride": 1, "project": False})
    first = Block("Bottleneck", "first", {"channels": Rule("channels"), "stride": Rule("stride"), "project": True})
    rest = Block("Bottleneck", args={"channels": Rule("channels")})
    stage = row(first, block("Repeat", rest, name="rest", times=Rule("times - 1")))
    return inner, Definition("Stage", stage, {"times": 2, "channels": 4, "stride": 1})


def test_stages_of_bottlenecks() -> None:
    """Rounds of no number, numbers of rounds as rules, and a width that a definition inside decides."""
    stages = [Block("Stage", args={"times": times, "channels": 2**times}) for times in (1, 2, 3)]
    model = made(doc(*stages, shape=(2, 3, 8, 8)), *bottleneck())
    source = code(model)
    assert classes(source) == ["Residual", "Bottleneck", "Stage", "Test"]
    assert "for _ in range(1 if project else 0)" in written(source, "Bottleneck")
    assert "Bottleneck(4 * channels, channels)" in written(source, "Stage")
    assert "for _ in range(times - 1)" in written(source, "Stage")


def test_first_round_and_rest() -> None:
    """Where the first round takes what came before, and the rest what a rule gives, both are written."""
    inner, _ = bottleneck()
    args = {"channels": Rule("channels"), "stride": Rule("stride if i == 0 else 1"), "project": True}
    stage = Definition("Stage", block("Repeat", Block("Bottleneck", args=args), times=Rule("times")), {"times": 2, "channels": 4, "stride": 2})  # fmt: skip
    model = made(
        doc(Block("Stage"), Block("Stage", args={"times": 3, "channels": 8}), shape=(2, 3, 8, 8)), inner, stage
    )
    assert "in_channels if i == 0 else 4 * channels" in written(code(model), "Stage")
    assert "stride=stride if i == 0 else 1" in written(code(model), "Stage")


def test_a_width_that_grows() -> None:
    """Rounds that each add as many channels are written with their index."""
    layer = block("Parallel", row(), linear(Rule("growth")), merge="concat", dim=-1)
    dense = Definition("Dense", block("Repeat", layer, times=Rule("layers")), {"layers": 3, "growth": 4})
    model = made(doc(Block("Dense"), Block("Dense", args={"layers": 4, "growth": 3})), dense)
    assert "nn.Linear(in_features + growth * i, growth)" in written(code(model), "Dense")


def test_a_rule_of_the_round_before() -> None:
    """What a round is given is what the rule of the one before it gave."""
    model = made(doc(block("Repeat", linear(Rule("4 * 2**i")), times=4)))
    assert "nn.Linear(20 if i == 0 else 4 * 2 ** (i - 1), 4 * 2**i) for i in range(4)" in code(model)


def test_instances_that_no_class_can_be() -> None:
    """Instances that differ in more than numbers have a class each."""
    body = block("Parallel", linear(Rule("width")), block("ReLU"), merge=Rule("merge"))
    own = Definition("Own", body, {"width": 20, "merge": "add"})
    model = made(doc(Block("Own"), Block("Own", args={"merge": "concat"})), own)
    assert classes(code(model)) == ["AddBranches", "ConcatBranches", "Own", "Own2", "Test"]


def test_values_in_lines_of_forward() -> None:
    """A parameter that a line of `forward` needs is kept, under a name that no block has."""
    body = row(linear(Rule("width"), "scale"), block("Affine", name="b", scale=Rule("2 * scale"), shift=Rule("shift")))
    own = Definition("Own", body, {"width": 5, "scale": 2, "shift": 0.5})
    model = made(doc(Block("Own"), Block("Own", args={"scale": 3})), own)
    assert "self.scale_ = scale" in written(code(model), "Own")


def test_division_gives_whole_numbers() -> None:
    """A rule that divides is written so that Python gives a whole number too."""
    half = Definition("Half", row(linear(Rule("width / 2"))), {"width": 8})
    assert "width // 2" in code(made(doc(Block("Half"), Block("Half", args={"width": 6})), half))


@pytest.mark.parametrize("name", ["range", "Residual", "F", "Own", "int", "x", "forward_", "OrderedDict", "i_", "Test"])
def test_any_parameter(name: str) -> None:
    """A parameter may have the name of anything in the source."""
    body = row(
        linear(20), residual(linear(Rule(name)), linear(20)), block("Repeat", linear(Rule(f"{name} + i")), times=3)
    )
    made(doc(Block("Own"), Block("Own", args={name: 7})), Definition("Own", body, {name: 5}))


# --- what is called again


def test_a_sibling_in_a_graph() -> None:
    """In a Graph the same attribute is called twice."""
    graph = wired.graph(
        linear(6, "tower", shared="tower"), wired.on(again("tower", "second"), "y"),
        wired.on(block("Subtract", name="difference"), "tower", "second"), inputs=("x", "y"),
    )  # fmt: skip
    model = made(wired.model("Twins", graph, x=(6,), y=(6,)))
    assert code(model).count("self.tower(") == 2
    assert code(model).count("nn.Linear(") == 1


def test_inside_one_expression() -> None:
    """What is made and called again in one expression has a variable there."""
    model = made(doc(linear(20, shared="tower"), block("ReLU"), again("tower")))
    assert "super().__init__(tower := nn.Linear(20, 20), nn.ReLU(), tower)" in code(model)


def test_an_attribute() -> None:
    """What is an attribute already is reached by its path, also where it stands in a row."""
    net = row(linear(20, shared="tower"), block("ReLU"), name="net")
    model = made(doc(net, row(again("tower"), name="more"), block("ReLU", name="relu")))
    assert "self.more = nn.Sequential(self.net[0])" in code(model)


def test_from_one_class_to_another() -> None:
    """What another class made comes as an argument, by the name of its label."""
    encoder = row(linear(20, "embed", shared="table"), block("ReLU", name="relu"), name="encoder")
    decoder = row(block("Tanh", name="tanh"), again("table", "embed"), name="decoder")
    model = made(doc(encoder, decoder))
    assert "def __init__(self, table: nn.Module)" in written(code(model), "Decoder")
    assert "self.decoder = Decoder(self.encoder.embed)" in code(model)


SHARED: dict[str, list[Block]] = {
    "an instance": [Block("MLP", "a", {"width": 20}, shared="s"), again("s", "b")],
    "in rounds": [block("Repeat", linear(20, shared="s"), again("s"), times=2), linear(20, shared="s"), again("s")],
    "from outside into rounds": [linear(20, shared="s"), block("Repeat", block("ReLU"), again("s"), times=3)],
    "from a shortcut": [residual(linear(20, shared="s"), shortcut=(again("s"),)), again("s")],
    "among branches": [block("Parallel", linear(20, shared="s"), row(again("s"), block("ReLU")), merge="add")],
    "an operation": [block("Flatten", name="f"), replace(block("Mean", name="m", dim=(1,), keepdim=True), shared="s"), linear(20, "l"), again("s", "n")],
    "in a class in a row": [row(linear(20, "a", shared="s"), block("ReLU", name="b"), name="part"), row(block("ReLU"), again("s"))],
    "through two classes": [
        row(linear(20, "a", shared="t"), name="first"), row(row(again("t", "z"), name="inner"), name="outer"),
    ],
    "a label that is a block's name too": [
        row(linear(20, "embed", shared="embed"), name="encoder"), row(again("embed", "embed"), name="decoder"),
    ],
    "two labels of one name": [row(linear(20, shared="s"), again("s")), row(linear(20, shared="s"), again("s"))],
}  # fmt: skip


@pytest.mark.parametrize("case", SHARED)
def test_shared_modules(case: str) -> None:
    """A module that is called again is one module, wherever it stands."""
    made(doc(*SHARED[case]), MLP)


# --- tied parameters


def tied(name: str, of: str = "s", **fields: Any) -> Block:
    return linear(20, name, tied={"weight": f"{of}.weight"}, **fields)


TIED: dict[str, tuple[list[Block], str]] = {
    "siblings": ([linear(20, "a", shared="s"), tied("b")], "self.b.weight = self.a.weight"),
    "in rows": ([row(linear(20, shared="s")), block("ReLU"), row(tied(""))], "self[2][0].weight = self[0][0].weight"),
    "in classes": (
        [row(linear(20, "a", shared="s"), name="encoder"), row(tied("b"), name="decoder")],
        "self.decoder.b.weight = self.encoder.a.weight",
    ),
    "in one class": ([row(linear(20, "a", shared="s"), tied("b"), name="both"), linear(20)], "self.b.weight = self.a.weight"),
    "in rounds": (
        [linear(20, "a", shared="s"), block("Repeat", tied(""), block("ReLU"), times=2, name="rest")],
        "for block in self.rest:\n            block[0].weight = self.a.weight",
    ),
    "in one round": (
        [block("Repeat", linear(20, shared="s"), tied(""), times=2, name="rest"), block("ReLU", name="b")],
        "for block in self.rest:\n            block[1].weight = block[0].weight",
    ),
    "one after the other": (
        [linear(20, "a", shared="s"), tied("b", shared="t"), tied("c", "t")], "self.c.weight = self.a.weight",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TIED)
def test_tied_parameters(case: str) -> None:
    """A parameter that two layers have is set in the nearest class around both."""
    children, line = TIED[case]
    assert line in code(made(doc(*children)))


# --- blocks written in Python


GATE = '''import math
class Gate(nn.Module):
    """Each number times a gate."""

    def __init__(self, width: int, slope: float = 1.0):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.slope = slope * math.pi

    def forward(self, x):
        return x * torch.sigmoid(self.slope * self.weight * x)'''


def test_a_text_stands_word_for_word() -> None:
    """A class that the model brings is in the file once, and another one of that name under another."""
    other = GATE.replace("sigmoid", "tanh")
    blocks = [block("Code", source=each, width=20) for each in (GATE, GATE, other)]
    with coding.allowed():
        same(doc(*blocks))
        source = code(doc(*blocks))
    assert classes(source) == ["Gate", "Gate2", "Test"]
    assert "super().__init__(Gate(width=20), Gate(width=20), Gate2(width=20))" in source
    assert source.count("import math\n") == 1


# --- at random


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Definitions in definitions, with rules, rounds, labels and ties; mostly of one width, so that most work."""
    definitions: list[Definition] = []
    for number in range(draw(st.integers(1, 3))):
        body = draw(_bodies(("width", "times", "deep"), tuple(definitions)))
        definitions.append(Definition(f"Own{number}", body, {"width": 6, "times": 2, "deep": False}))
    children = [draw(_parts((), tuple(definitions), [])) for _ in range(draw(st.integers(1, 3)))]
    children += [_instance(draw, definitions[-1], ()) for _ in range(2)]
    names = draw(st.sampled_from([("",) * 9, tuple("abcdefghk")]))
    root = row(*(replace(child, name=name) for child, name in zip(children, names, strict=False)))
    return linked(Model("Test", "", (Input((2, 6)),), root, tuple(definitions)))


@st.composite
def _bodies(draw: st.DrawFn, known: tuple[str, ...], definitions: tuple[Definition, ...]) -> Block:
    labels: list[str] = []
    children = [draw(_parts(known, definitions, labels)) for _ in range(draw(st.integers(1, 4)))]
    kind = draw(st.sampled_from(["Sequential", "Sequential", "Repeat", "Residual", "Graph"]))
    if kind == "Repeat":
        return block("Repeat", *children, times=draw(st.sampled_from([2, Rule("times"), Rule("times + 1")])))
    if kind == "Residual":
        return residual(*children)
    named = draw(st.booleans()) or kind == "Graph"
    children = [replace(child, name=f"part{place}" if named else "") for place, child in enumerate(children)]
    return wired.graph(*children) if kind == "Graph" else row(*children)


def _parts(known: tuple[str, ...], definitions: tuple[Definition, ...], labels: list[str]) -> st.SearchStrategy[Block]:
    @st.composite
    def part(draw: st.DrawFn, depth: int = 2, known: tuple[str, ...] = known, inner: bool = False) -> Block:
        kind = draw(st.sampled_from(["layer"] * 4 + ["around"] * 2 * (depth > 0) + ["instance"] * 2 + ["again"]))
        if kind == "again" and labels:
            return again(draw(st.sampled_from(labels)))
        if kind == "instance" and definitions:
            return _labelled(draw, _instance(draw, draw(st.sampled_from(definitions)), known), labels, inner)
        if kind == "around":
            how = draw(st.sampled_from(["Sequential", "named", "Residual", "Repeat", "Repeat"]))
            rounds = (*known, "i") if how == "Repeat" else known
            closed = inner or how == "Repeat"
            parts = [draw(part(depth - 1, rounds, closed)) for _ in range(draw(st.integers(1, 2)))]
            parts = [replace(each, name=f"{each.name}{place}" if each.name else "") for place, each in enumerate(parts)]
            if how == "Repeat":
                numbers = [1, 2, 3, *([Rule("times"), Rule("1 if deep else 0")] if "deep" in known else [])]
                return block("Repeat", *parts, times=draw(st.sampled_from(numbers)))
            if how == "Residual":
                return residual(*parts)
            if how == "Sequential":
                return row(*parts)
            return row(*(replace(each, name=f"inner{place}") for place, each in enumerate(parts)), name="named")
        tie = {"weight": f"{draw(st.sampled_from(labels))}.weight"} if labels and draw(st.booleans()) else {}
        layer = linear(draw(_widths(known)), tied=tie)
        other = draw(st.sampled_from(["LayerNorm", "ReLU", "Affine"]))
        return _labelled(draw, layer, labels, inner) if draw(st.booleans()) else block(other)

    return part()


def _widths(known: tuple[str, ...]) -> st.SearchStrategy[Any]:
    rules = {"width": "width", "i": "6 + i", "times": "2 * times + width", "deep": "6 if deep else width"}
    return st.sampled_from([6, 6, 6, *(Rule(rules[name]) for name in known)])


def _labelled(draw: st.DrawFn, child: Block, labels: list[str], inner: bool) -> Block:
    if inner or draw(st.booleans()):
        return child
    labels.append(f"s{len(labels)}")
    return replace(child, shared=labels[-1])


def _instance(draw: st.DrawFn, definition: Definition, known: tuple[str, ...]) -> Block:
    rules = {"width": ["width"], "times": ["times", "i"], "deep": ["deep"]}
    values: dict[str, list[Any]] = {"width": [6, 4, 6], "times": [0, 1, 2, 3], "deep": [True, False]}
    args = {
        name: draw(st.sampled_from([*values[name], *(Rule(each) for each in rules[name] if each in known)]))
        for name in definition.parameters
        if draw(st.booleans())
    }
    return Block(definition.name, "", args)


@settings(max_examples=150)
@given(models())
def test_random_models(model: Model) -> None:
    """Random definitions, labels and ties give the module that is built."""
    if analyse(model).ok:
        same(model)
