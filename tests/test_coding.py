"""Blocks written in Python, run: what is said of them is what PyTorch does, and problems name the line."""

import copy
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from codes import FIXED_HIDDEN, HALVING, MLP, forward
from making import KINDS, block, doc
from torch import nn

import blocks
from blocks import __main__ as shell
from blocks import coding, commands, pending
from blocks.errors import BlockError
from blocks.report import Node, TensorType
from blocks.source import START
from blocks.tree import Block, Input, Model


def measured(source: str, *given: TensorType, **args: object) -> Node:
    """What is said of a block with this text."""
    given = given or (TensorType((2, 20), "float32", (1, 0)),)
    return coding.measure(pending.question({"source": source, **args}, given))


def hand_written() -> type[nn.Module]:
    """`FixedHiddenMLP` as a class of this file, to compare with."""

    class FixedHiddenMLP(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.constant = torch.rand((20, 20))
            self.linear = nn.Linear(20, 20)

        def forward(self, X: torch.Tensor) -> torch.Tensor:
            X = self.linear(torch.relu(self.linear(X) @ self.constant + 1))
            while X.abs().sum() > 1:
                X /= 2
            return X.sum()

    return FixedHiddenMLP


# --- numbers


def test_fixed_hidden() -> None:
    """A block that the meta device cannot run has the numbers of one on the CPU."""
    node = measured(FIXED_HIDDEN)
    assert node.problem is None
    assert node.outputs == (TensorType(()),)
    assert (node.params, node.trainable, node.buffers) == (420, 420, 0)  # 20 x 20 + 20; the constant is neither
    assert node.macs == 3 * 2 * 20 * 20  # two examples through the layer twice, and once through the constant
    assert [(each.path, each.kind, each.params) for each in node.parts] == [("linear", "Linear", 420)]
    assert node.parts[0].text == "in_features=20, out_features=20, bias=True"


@pytest.mark.parametrize(
    "layer, macs",
    [
        ("nn.LSTM(16, 16, batch_first=True)", 10 * 4 * (16 * 16 + 16 * 16)),  # four gates, from input and state
        # to queries, keys and values; similarities, mixed values; from the heads joined
        ("nn.MultiheadAttention(16, 4, batch_first=True)", 10 * 3 * 16**2 + 2 * 10**2 * 16 + 10 * 16**2),
    ],
)
def test_fused_on_the_cpu(layer: str, macs: int) -> None:
    """A block that looks at its numbers has the MACs of its layers all the same: on the CPU as on the meta device."""
    given = "self.layer(x)[0]" if "LSTM" in layer else "self.layer(x, x, x, need_weights=False)[0]"
    for looks in ("pass", "assert x.sum().item() > -1e9"):
        source = forward(looks, f"return {given}", init=f"self.layer = {layer}")
        assert measured(source, TensorType((1, 10, 16))).macs == macs


@pytest.mark.parametrize(("width", "act"), [(256, "relu"), (8, "tanh")])
def test_arguments_arrive(width: int, act: str) -> None:
    """The constructor gets its arguments, and the output follows the batch."""
    node = measured(MLP, width=width, act=act)
    assert node.outputs == (TensorType((2, 10), "float32", (1, 0)),)
    assert node.params == 20 * width + width + width * 10 + 10
    assert node.macs == 2 * (20 * width + width * 10)


def test_shared_weights_count_once() -> None:
    """Parameters are counted by identity, buffers apart, frozen ones as not trained."""
    lines = "self.a = nn.Linear(20, 20, bias=False); self.b = self.a; self.n = nn.BatchNorm1d(20)"
    node = measured(forward("return self.n(self.b(self.a(x)))", init=lines + "; self.a.requires_grad_(False)"))
    assert (node.params, node.trainable) == (400 + 40, 40)
    assert node.buffers == 41  # two statistics of 20 features, and one counter
    assert node.weight_bytes == 4 * (440 + 40) + 8


def test_large_layers_take_no_memory() -> None:
    """A block of forty billion weights is asked on the meta device alone."""
    node = measured(forward("return self.a(x)", init="self.a = nn.Linear(20, 2 * 10**9)"))
    assert node.params == 21 * 2 * 10**9
    assert node.outputs[0].shape == (2, 2 * 10**9)


@pytest.mark.parametrize(
    ("lines", "many", "shapes"),
    [("return x, x.sum()", True, [(2, 20), ()]), ("return [x]", True, [(2, 20)]), ("return x.T", False, [(20, 2)])],
)
def test_outputs(lines: str, many: bool, shapes: list[tuple[int, ...]]) -> None:
    """A tuple or a list of tensors is several outputs."""
    node = measured(forward(lines))
    assert (node.many, [each.shape for each in node.outputs]) == (many, shapes)


def test_what_only_the_cpu_refuses() -> None:
    """The meta device adds real numbers to whole ones in a product; the CPU has the last word."""
    node = measured(forward("return self.a(x)", init="self.a = nn.Linear(20, 3)"), TensorType((2, 20), "int64"))
    assert node.problem is not None
    assert "dtype" in node.problem.why


# --- problems and cautions


@pytest.mark.parametrize(
    ("text", "fact", "line"),
    [
        (forward("return x @ x"), "mat1 and mat2", "line 7: `return x @ x`"),
        (forward("y = 1", "return x + z"), "NameError: name 'z'", "line 8: `return x + z`"),
        (forward("return x", init="self.a = nn.Linear(3)"), "TypeError", "line 4"),
        (forward("return helper(x)") .replace("class", "def helper(x):\n    return x[5]\n\nclass", 1), "IndexError", "line 2: `return x[5]`"),
        (forward("raise SystemExit('bye')"), "SystemExit: bye", "line 7"),
        (forward("return self.forward(x)"), "RecursionError", "line 7"),
        ("A = 1 // 0\n" + forward("return x"), "ZeroDivisionError", "line 1: `A = 1 // 0`"),
    ],
)  # fmt: skip
def test_the_line_where_it_stops(text: str, fact: str, line: str) -> None:
    """A problem has three parts, names the line of the text, and quotes what was raised."""
    problem = measured(text).problem
    assert problem is not None
    assert line in problem.received
    assert fact in problem.why
    assert problem.expected and problem.fix


@pytest.mark.parametrize(
    ("lines", "gives"),
    [("pass", "None"), ("return 'x'", "a str"), ("return {'y': x}", "a dict"), ("return ()", "a tuple"), ("return x, 3", "a tuple")],
)  # fmt: skip
def test_forward_must_return_tensors(lines: str, gives: str) -> None:
    """What is no tensor is told by its type."""
    problem = measured(forward(lines)).problem
    assert problem is not None
    assert problem.received == f"The forward of Net gives {gives}."
    assert problem.expected.startswith("forward must return a tensor")


def test_a_constant_that_should_be_a_buffer() -> None:
    """A tensor as a plain attribute is named; a buffer and a parameter are not."""
    caution = measured(FIXED_HIDDEN).caution
    assert caution is not None
    assert caution.received.startswith("constant is a constant of 400 numbers")
    assert 'self.register_buffer("constant", ...)' in caution.fix
    net = hand_written()()
    assert "constant" not in net.state_dict()
    assert net.to("meta").constant.device.type == "cpu"  # type: ignore[union-attr]
    kept = measured(FIXED_HIDDEN.replace("self.constant = torch.rand((20, 20))", 'self.register_buffer("constant", torch.rand((20, 20)))'))  # fmt: skip
    assert kept.caution is None
    assert kept.buffers == 400


def test_layers_in_a_list() -> None:
    """Layers in a plain list are told, and that they have no parameters is PyTorch's own count."""
    text = forward(
        "for each in self.layers:",
        "    x = each(x)",
        "return x",
        init="self.layers = [nn.Linear(20, 20) for _ in range(3)]",
    )
    node = measured(text)
    assert node.params == 0
    assert node.caution is not None
    assert node.caution.received.startswith("layers is a plain list of 3 layers")
    assert "nn.ModuleList" in node.caution.fix
    mended = measured(
        text.replace("[nn.Linear(20, 20) for _ in range(3)]", "nn.ModuleList(nn.Linear(20, 20) for _ in range(3))")
    )
    assert (mended.params, mended.caution) == (3 * 420, None)
    assert [each.path for each in mended.parts] == ["layers", "layers.0", "layers.1", "layers.2"]


def test_measuring_changes_nothing_outside() -> None:
    """Random numbers, warnings and gradients are as before."""
    torch.manual_seed(3)
    expected = torch.rand(1)
    torch.manual_seed(3)
    measured(FIXED_HIDDEN)
    assert torch.equal(torch.rand(1), expected)
    assert torch.is_grad_enabled()


# --- in a model, in one's own process


def test_nothing_runs_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `code=True` a block written in Python has a problem that says so, and never runs."""
    monkeypatch.setattr(nn, "ran", 0, raising=False)
    source = forward("nn.ran += 1", "return x")
    model = doc(block("Linear", out_features=20), block("Code", source=source), block("ReLU"))
    report = blocks.analyse(model)
    assert [path for path, _ in report.problems] == ["1"]
    assert "code=True" in report.problems[0][1].fix
    assert report["0"].ok
    for refused in (blocks.build, blocks.run, blocks.training_memory, blocks.to_code):
        with pytest.raises(BlockError, match="has not run"):
            refused(model)
    assert nn.ran == 0
    assert blocks.analyse(model, code=True).ok
    assert nn.ran > 0
    assert not blocks.analyse(model).ok  # what was allowed once is not allowed for ever


def test_building_and_running() -> None:
    """A model with code is built and run like any other, and computes what the same class here does."""
    model = doc(block("Linear", out_features=20, name="a"), block("Code", source=FIXED_HIDDEN, name="b"))
    report = blocks.analyse(model, code=True)
    assert report.ok and report.params == 2 * 420
    net = blocks.build(model, code=True)
    assert type(net.b).__name__ == "FixedHiddenMLP"
    assert set(net.state_dict()) == {"a.weight", "a.bias", "b.linear.weight", "b.linear.bias"}
    same = nn.Sequential(nn.Linear(20, 20), hand_written()())
    same[1].constant = net.b.constant
    same.load_state_dict(
        {key.replace("a.", "0.").replace("b.", "1."): value for key, value in net.state_dict().items()}
    )
    x = torch.randn(2, 20)
    assert torch.equal(copy.deepcopy(net)(x), same(x))
    result = blocks.run(model, code=True)
    assert result.output.shape == ()
    assert [row.path for row in result.rows] == ["a", "b"]
    with pytest.raises(BlockError, match="has not run"):
        coding.make(FIXED_HIDDEN, {})


def test_lines() -> None:
    """How often each line of the text runs is what a loop counted by hand gives."""
    result = blocks.run(doc(block("Code", source=HALVING)), source="ones", code=True)
    # 2 x 20 ones sum to 40: halved they sum to 20, 10, 5, 2.5, 1.25 and 0.625, so six times, and seven comparisons
    assert result.lines == {"0": {3: 7, 4: 6, 5: 1}}
    assert np.allclose(result.output, 1 / 2**6)
    again = blocks.run(
        doc(block("Repeat", block("Code", source=HALVING), times=2, share=True)), source="ones", code=True
    )
    assert again.lines == {"0.0": {3: 7, 4: 6, 5: 1}, "0.1": {3: 1, 5: 1}}  # the second round has nothing to halve
    assert blocks.run(doc(block("ReLU"))).lines == {}
    assert "tracing" not in repr(sys.gettrace())


def test_lines_of_fixed_hidden() -> None:
    """In the block of many lines the loop's count is that of the same loop in a module of this file."""
    model = doc(block("Code", source=FIXED_HIDDEN))
    (found,) = blocks.run(model, seed=5, code=True).lines.values()
    torch.manual_seed(5)  # which draws the weights; the input has a generator of its own
    net = hand_written()()
    x = torch.randn(2, 20, generator=torch.Generator().manual_seed(5))
    halvings = 0
    with torch.no_grad():
        x = net.linear(torch.relu(net.linear(x) @ net.constant + 1))
        while x.abs().sum() > 1:
            x /= 2
            halvings += 1
    assert halvings > 1
    assert found == {10: 1, 11: 1, 12: 1, 13: halvings + 1, 14: halvings, 15: 1}


def test_code_may_write_to_its_input() -> None:
    """Each pass of a run gets an input of its own, so that code which changes it computes the same each time."""
    result = blocks.run(doc(block("Code", source=forward("x /= 2", "return x"))), source="ones", code=True)
    assert (result.input == 1).all()
    assert (result.output == 0.5).all()


def test_a_run_that_stops() -> None:
    """What only shows on the numbers of a run is told with the block and the line."""
    text = forward("if (x == 1).all():", "    raise KeyError('ones')", "return x")
    with pytest.raises(BlockError) as error:
        blocks.run(doc(block("ReLU"), block("Code", source=text)), source="ones", code=True)
    assert error.value.path == "1"
    assert error.value.received == "The code stops in line 8: KeyError: 'ones'."
    with pytest.raises(BlockError, match="gives NoneType, and no tensor"):
        blocks.run(doc(block("Code", source=forward("if (x != 1).any():", "    return x"))), source="ones", code=True)


def test_training_memory() -> None:
    """What code keeps for the backward pass is what the same layers keep as blocks, and its constants are not in it."""
    one = blocks.training_memory(doc(block("Code", source=MLP)), code=True)
    layers = (block("Linear", out_features=256), block("ReLU"), block("Linear", out_features=10))
    assert one.root.bytes == blocks.training_memory(doc(*layers)).root.bytes
    # a product keeps its two factors, of which the second is a constant; sums keep nothing
    source = forward("return (x @ self.c).sum()", init="self.c = torch.rand(20, 20)")
    model = doc(block("Linear", out_features=20), block("Code", source=source))
    assert blocks.training_memory(model, code=True).root.bytes == 0
    assert blocks.training_memory(doc(block("Code", source=FIXED_HIDDEN)), code=True).root.bytes > 0


def test_structures() -> None:
    """Code blocks stand in every structure, with rules in their arguments, and several inputs."""
    text = MLP.replace("nn.Linear(width, 10)", "nn.Linear(width, 20)")
    width = {"rule": "8 * (i + 1)"}
    model = doc(
        block("Repeat", block("Code", source=text, width=width), times=2),
        block("Parallel", block("Code", source=START), block("Code", source=HALVING)),
    )
    report = blocks.analyse(model, code=True)
    assert report.ok
    assert report["0"].params == sum(20 * w + w + w * 20 + 20 for w in (8, 16))
    assert report.output == TensorType((2, 40))
    two = Block("Code", "both", {"source": forward("return x + y", takes="x, y")}, (), ("x", "y"))
    graph = Model(inputs=(Input((2, 3)), Input((2, 3), name="y")), root=Block("Graph", children=(two,)))
    assert blocks.analyse(graph, code=True).ok
    alone = blocks.analyse(doc(Block("Code", "", two.args)), code=True)
    assert alone.problems[0][1].expected.startswith("2 tensors: x, y")


def test_unreadable_text_is_a_problem() -> None:
    """A text that cannot be read is its block's problem, with the line, also where code may run."""
    model = doc(block("Code", source="class Net(nn.Module:\n    pass", n=3))
    for code in (False, True):
        ((path, problem),) = blocks.analyse(model, code).problems
        assert path == "0"
        assert problem.received.startswith("Line 1: this is not Python")


def test_missing_argument() -> None:
    """A constructor's argument that must be given is missed by its name."""
    model = doc(block("Code", source=MLP.replace("width: int = 256", "width: int")))
    assert blocks.analyse(model, code=True).problems[0][1].received == "Code has no width."


def test_repair_around_code() -> None:
    """A broken layer beside code gets its fixes; where the code may not run, nothing is claimed to cure."""
    model = doc(block("Linear", in_features=3, out_features=20), block("Code", source=START))
    report = blocks.analyse(model, code=True)
    fixes = dict(report.problems)["0"].fixes
    assert fixes and all(each.cures for each in fixes)
    changed = commands.apply_all(model, KINDS, fixes[0].edits)
    assert blocks.analyse(changed, code=True).ok
    assert not any(fix.cures and "Code" not in fix.label for fix in dict(blocks.analyse(model).problems)["0"].fixes)
    wrong = doc(block("Linear", out_features=7), block("Code", source=FIXED_HIDDEN))
    assert blocks.analyse(wrong, code=True).problems[0][1].fixes is not None


def test_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--code` lets a file's Python run."""
    path = tmp_path / "model.json"
    blocks.dump(doc(block("Code", source=START)), path)
    assert shell.main(["report", str(path)]) == 1
    assert "--code" in capsys.readouterr().out
    assert shell.main(["report", "--code", str(path)]) == 0
    assert shell.main(["run", "--code", str(path)]) == 0
