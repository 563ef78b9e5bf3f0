"""Numbers in words: what is printed is what the number rounds to."""

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks import expressions, families, words


@pytest.mark.parametrize(
    ("number", "short"),
    [
        (0, "0"),
        (999, "999"),
        (9_999, "9,999"),
        (10_000, "10 k"),
        (999_949, "1 M"),
        (60_192_808, "60.2 M"),
        (10**18, "1 E"),
    ],
)
def test_count(number: int, short: str) -> None:
    """Three digits that matter, in steps of a thousand."""
    assert words.count(number) == short


@given(st.integers(10_000, 10**20))
def test_count_is_within_half_a_percent(number: int) -> None:
    """Read back, a count is the number to three digits."""
    value, unit = words.count(number).replace(",", "").split(" ")
    scale = 1000 ** (1 + "kMGTPE".index(unit))
    assert abs(float(value) * scale - number) <= 0.0051 * number


@pytest.mark.parametrize("module", [words, expressions, families])
def test_docstring_examples(module: ModuleType) -> None:
    """The examples in docstrings are true."""
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed
