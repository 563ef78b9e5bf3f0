"""Blocks written in Python, read without running them: what their text says, and what may not stand in it."""

import subprocess
import sys
from pathlib import Path

import pytest
from making import block, doc

from blocks import document, edits
from blocks.errors import BlockError
from blocks.kinds import Kinds, accept, parse
from blocks.source import SOURCE, START, kind_of_source, read

ROOT = Path(__file__).parents[1]
HEAD = "class Net(nn.Module):\n"
FORWARD = "    def forward(self, x):\n        return x\n"


def with_init(signature: str) -> str:
    """A class whose constructor takes these arguments."""
    return f"{HEAD}    def __init__(self, {signature}):\n        super().__init__()\n{FORWARD}"


def with_forward(signature: str) -> str:
    """A class whose forward takes these tensors."""
    return f"{HEAD}    def forward(self{signature}):\n        return 1\n"


def test_what_a_text_says() -> None:
    """Name, sentence, arguments and tensors are those of the last class."""
    found = read(START)
    assert (found.name, found.inputs, found.least, found.variadic) == ("Swish", ("x",), 1, False)
    assert found.doc.startswith("Each number times a gate")
    assert [(each.name, each.type, each.default) for each in found.arguments] == [("beta", "float", 1.0)]


@pytest.mark.parametrize(
    ("signature", "type_", "default", "required", "optional"),
    [
        ("n", "int", None, True, False),
        ("n: int", "int", None, True, False),
        ("n: float = 1", "float", 1, False, False),
        ("n=0.5", "float", 0.5, False, False),
        ("n=True", "bool", True, False, False),
        ("n='mean'", "text", "mean", False, False),
        ("n=(1, 2)", "ints", (1, 2), False, False),
        ("n: int | None = None", "int", None, False, True),
        ("n: Optional[float] = None", "float", None, False, True),
        ("n: tuple[int, ...] = (3,)", "ints", (3,), False, False),
        ("n: 'int' = -3", "int", -3, False, False),
        ("*, n: str = 'a'", "text", "a", False, False),
    ],
)
def test_arguments(signature: str, type_: str, default: object, required: bool, optional: bool) -> None:
    """The constructor's arguments have the types that are written, else those of their defaults."""
    (found,) = read(with_init(signature)).arguments
    assert (found.type, found.default, found.required, found.optional) == (type_, default, required, optional)


@pytest.mark.parametrize(
    ("signature", "inputs", "least", "variadic"),
    [
        (", x", ("x",), 1, False),
        ("", (), 0, False),
        (", x, memory=None", ("x", "memory"), 1, False),
        (", x, times=3, mask=None", ("x",), 1, False),
        (", *tensors", ("tensors",), 1, True),
        (", x, *others", ("x", "others"), 1, True),
        (", a, b, *, scale=2", ("a", "b"), 2, False),
    ],
)
def test_tensors(signature: str, inputs: tuple[str, ...], least: int, variadic: bool) -> None:
    """The tensors of forward are its arguments without a default, or with None for one."""
    found = read(with_forward(signature))
    assert (found.inputs, found.least, found.variadic) == (inputs, least, variadic)


def test_helpers_above() -> None:
    """Functions and classes above the last class help it; a class of the text may be what it derives from."""
    text = "SIZE = 3\ndef halve(x):\n    return x / 2\nclass Base(nn.Module):\n"
    text += (
        "    def __init__(self, n: int = 2):\n        super().__init__()\n" + FORWARD + "class Net(Base):\n    pass\n"
    )
    assert read(text).name == "Net"
    assert [each.name for each in read(text).arguments] == ["n"]
    assert read("from torch.nn import Linear\nclass Net(Linear):\n    pass").inputs == ("x",)


REFUSED = [
    ("not Python", "class Net(nn.Module:\n", "Line 1", "not Python"),
    ("no class", "x = 3", "", "no class"),
    ("no module", "class Net:\n" + FORWARD, "Line 1", "no nn.Module"),
    ("no forward", HEAD + "    pass", "Line 1", "no forward"),
    ("deep", HEAD + "    x = " + "-" * 15_000 + "1\n" + FORWARD, "", "nested"),
    ("os", "import os\n" + HEAD + FORWARD, "Line 1", "os is imported"),
    ("from torch", "from torch import os\n" + HEAD + FORWARD, "Line 1", "os is imported"),
    ("relative", "from . import x\n" + HEAD + FORWARD, "Line 1", "imported"),
    ("star", "from torch.nn import *\n" + HEAD + FORWARD, "Line 1", "* is imported"),
    ("torch.os", HEAD + "    def forward(self, x):\n        return torch.os.getcwd()", "Line 3", ".os"),
    ("dunder", HEAD + "    def forward(self, x):\n        return x.__class__", "Line 3", ".__class__"),
    ("in an f-string", HEAD + "    def forward(self, x):\n        return f'{x.__class__}'", "Line 3", ".__class__"),
    ("dunder name", HEAD + "    def forward(self, x):\n        return __builtins__", "Line 3", "__builtins__"),
    ("exec", HEAD + "    def forward(self, x):\n        exec('1')", "Line 3", "exec is used"),
    ("open", HEAD + "    def forward(self, x):\n        return open('/etc/passwd')", "Line 3", "open is used"),
    ("save", HEAD + "    def forward(self, x):\n        torch.save(x, 'x')", "Line 3", ".save"),
    ("decorator", HEAD + "    @torch.jit.script\n" + FORWARD, "Line 2", "@torch.jit.script"),
    ("default", with_init("n=print('x')"), "Line 2", "is computed"),
    ("infinite default", with_init("n=1e999"), "Line 2", "is computed"),
    ("metaclass", "class Net(nn.Module, metaclass=type):\n" + FORWARD, "Line 1", "keywords"),
    ("async", HEAD + "    async def forward(self, x):\n        return x", "Line 2", "async"),
    ("a statement", "print('hi')\n" + HEAD + FORWARD, "Line 1", "outside of the class"),
    ("a module as argument", with_init("body: nn.Module"), "Line 2", "of the type nn.Module"),
    ("called source", with_init("source: int"), "Line 2", "source"),
    ("arguments by place alone", with_init("n, /"), "Line 2", "without a name"),
    ("named tensor", with_forward(", x, *, mask"), "Line 2", "by its name"),
    ("dunder method", HEAD + "    def __del__(self):\n        pass\n" + FORWARD, "Line 2", "__del__"),
]


@pytest.mark.parametrize(("text", "line", "fact"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_refused(text: str, line: str, fact: str) -> None:
    """What may not stand in a text is told with its line, in three parts."""
    with pytest.raises(BlockError) as error:
        kind_of_source(text)
    assert error.value.received.startswith(line)
    assert fact in error.value.received
    assert error.value.expected
    assert error.value.fix


def test_reading_runs_nothing() -> None:
    """A text that would end the process as soon as any of it ran is read, in a process without torch."""
    text = "A = 1 // 0\nraise_ = [][1]\n" + HEAD + "    x = {}['no']\n" + FORWARD
    program = f"import sys; from blocks.source import read; print(read({text!r}).name, 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["Net", "False"]


# --- the value, in forms, documents and edits


def test_the_value() -> None:
    """A text is many lines, at most so many, of characters that one can see."""
    assert accept(SOURCE, ["a", "\tb"]) == "a\n\tb"
    assert accept(SOURCE, "a\r\nb") == "a\nb"
    assert parse(SOURCE, "  =x ") == "  =x "
    for wrong in ("", 3, None, "x" * 20_001, "a\x00b", "a\u202eb", ["a", 3]):
        with pytest.raises(BlockError, match=r"lines of Python, at most 20,000 characters"):
            accept(SOURCE, wrong)


BROKEN = "class Net(nn.Module:\n    pass"


@pytest.mark.parametrize("text", [START, BROKEN, "x\n\n", "class Net(nn.Module): pass"])
def test_round_trip(text: str, kinds: Kinds) -> None:
    """A document keeps the text as it is, a line a line, also one that cannot be read."""
    model = doc(block("Code", source=text))
    written = document.dumps(model)
    assert document.loads(written, kinds) == model
    assert document.dumps(document.loads(written, kinds)) == written
    for line in text.split("\n"):
        assert document._line(line) in written


def test_a_broken_text_keeps_its_arguments(kinds: Kinds) -> None:
    """While a text cannot be read its block keeps the arguments that it has, also through a file."""
    model = doc(block("Code", source=with_init("n: int, rate=0.5"), n=3, rate=0.25))
    broken = edits.set_args(model, (0,), kinds, {"source": BROKEN})
    assert broken.root.children[0].args == {"source": BROKEN, "n": 3, "rate": 0.25}
    again = document.loads(document.dumps(broken), kinds)
    assert again == broken
    mended = edits.set_args(again, (0,), kinds, {"source": with_init("n: int")})
    assert mended.root.children[0].args == {"source": with_init("n: int"), "n": 3}  # it takes no rate any more


def test_arguments_are_those_of_the_text(kinds: Kinds) -> None:
    """A Code block takes its class's arguments, of their types, and no others."""
    made = edits.make(kinds, "Code")
    assert edits.configured(made, kinds, {"beta": 2}).args == {"source": START, "beta": 2.0}
    for wrong in ({"gamma": 1}, {"beta": "x"}):
        with pytest.raises(BlockError):
            edits.configured(made, kinds, wrong)
    with pytest.raises(BlockError, match="no argument 'gamma'"):
        block("Code", source=START, gamma=1)
    swapped = edits.swap(doc(block("ReLU")), (0,), kinds, "Code")
    assert swapped.root.children[0].args == {"source": START}
