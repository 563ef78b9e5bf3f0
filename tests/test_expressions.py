"""The small safe arithmetic: it agrees with Python on what it allows, and refuses the rest quickly."""

import ast
import time
import warnings

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from blocks.errors import BlockError
from blocks.expressions import LARGEST, LONGEST, Expression, check, evaluate

VALUES = {
    "64 * 2**i": [64, 128, 256],
    "2 if i == 0 else 1": [2, 1, 1],
    "(i + 1) * 32": [32, 64, 96],
    "10 - 3 * i": [10, 7, 4],
    "7 // 2 + 7 % 4": [6, 6, 6],
    "1 / 4": [0.25, 0.25, 0.25],
    "-i": [0, -1, -2],
    "+3": [3, 3, 3],
    "2 if i > 0 if i < 2 else 0 else 5": None,
    "  8  ": [8, 8, 8],
    "1_000": [1000, 1000, 1000],
    "0x10": [16, 16, 16],
    "1 if i else 2": [2, 1, 1],
    "i != 1": [True, False, True],
    "(-2)**3": [-8, -8, -8],
    "2**-1": [0.5, 0.5, 0.5],
    "10**12": [10**12] * 3,
}


@pytest.mark.parametrize("text", [text for text, values in VALUES.items() if values])
def test_values(text: str) -> None:
    """A rule has the values that Python would give it in rounds 0, 1 and 2."""
    check(Expression(text))
    assert [evaluate(Expression(text), {"i": index}) for index in range(3)] == VALUES[text]


REFUSED = [
    "", " ", "i +", "i i", "import os", "x = 1", "i; i", "lambda: 1", "__import__('os')", "print(1)", "i.real", "i[0]",
    "'a'", "b'a'", "f'{i}'", "None", "True", "...", "1j", "[1]", "(1, 2)", "{1}", "{1: 2}", "[x for x in i]", "i and 1",
    "not i", "i is 0", "i in (1,)", "i & 1", "~i", "1 << 60", "i @ i", "(i := 3)", "*i", "await i", "yield", "\x00",
    "i\n+1", "\ud800", "1 < i < 3", "7 if", "1e999", "1e13", "10**13", "9**9**9", "2**65", "2**-65", "(-8)**0.5",
    "1000000 * 1000000 * 10", "1 / 0", "1 // 0", "1 % 0", "0**-1", "9" * 30, "i" * 10, "1 + " * 60 + "1", "(" * 90 + "1",
    "(" * 90 + "i" + ")" * 90 + "+1+1+1+1+1+1+1+1+1+1", "-" * 250 + "1", "j", "I", "__class__", "1e12 ** 64.0",
]  # fmt: skip


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    """What is no small arithmetic over known names is refused in three parts, at once."""
    start = time.perf_counter()
    with pytest.raises(BlockError) as error:
        evaluate(Expression(text), {"i": 1})
    assert "cannot be computed" in error.value.received
    assert "64 * 2**i" in error.value.fix
    assert len(error.value.received) < LONGEST + 150
    assert time.perf_counter() - start < 0.5


def test_long_minus() -> None:
    """The longest chain of signs has its value: recursion is bounded by the rule's length."""
    assert evaluate(Expression("-" * (LONGEST - 1) + "1"), {}) == -1  # 199 signs


def test_unknown_name_is_told() -> None:
    """A name that is not there is named, with those that are."""
    with pytest.raises(BlockError) as error:
        evaluate(Expression("j + 1"), {"i": 0})
    assert "'j'" in error.value.received
    assert "over i." in error.value.expected


def _rules() -> st.SearchStrategy[str]:
    leaf = st.integers(0, 40).map(str) | st.just("i") | st.sampled_from(["0.5", "1e3", "2.25"])
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(
                lambda a, op, b: f"({a} {op} {b})", inner,
                st.sampled_from("+ - * / // % ** == != < <= > >=".split()), inner,
            ),
            st.builds(lambda a: f"-({a})", inner),
            st.builds(lambda a, b, c: f"({a} if {b} else {c})", inner, inner, inner),
        ),
        max_leaves=8,
    )  # fmt: skip


@given(_rules(), st.integers(0, 12))
@example("(0 ** 0)", 0)
@example("(i % -(3))", 7)
def test_agrees_with_python(text: str, index: int) -> None:
    """Every allowed rule has Python's own value, or is refused because of a bound or a division by zero."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        tree = compile(ast.parse(text, mode="eval"), "rule", "eval")
    try:
        found = evaluate(Expression(text), {"i": index})
    except BlockError as error:
        facts = ("zero", "beyond", "characters")
        assert any(fact in error.received for fact in facts)
        return
    assert found == eval(tree, {"__builtins__": {}}, {"i": index})
    assert -LARGEST <= found <= LARGEST


@given(st.text(max_size=220))
def test_any_text(text: str) -> None:
    """Any text at all is a number or a BlockError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            assert isinstance(evaluate(Expression(text), {"i": 1}), int | float)
        except BlockError as error:
            assert error.expected
