"""An operation as the line of Python that a programmer writes in `forward`: `x.mean(1)`, not a module `Mean`.

A kind's `expression` is a format string. `{0}` is its first tensor and `{all}` are all of them; the rest are
arguments by name. What stands after the colon is written before the value, and neither is written where the
argument has its default: `{keepdim:, keepdim=}`. For `{all}` it stands between the tensors: `{all: + }`. A
tuple of one is written as its number; `!r` writes the tuple as it is, `!s` writes a tuple without
parentheses and a text without quotes.
"""

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from blocks.kinds import Kind


def inline(kind: Kind, tensors: Sequence[str], args: Mapping[str, Any]) -> str:
    """A block of this kind as one expression of the `tensors`, which are expressions too; "" if it has none.

    >>> from blocks import catalogue
    >>> inline(catalogue.kinds()["Add"], ["x", "self.norm(y)"], {})
    'x + self.norm(y)'
    >>> inline(catalogue.kinds()["Mean"], ["x + y"], {"dim": (1,)})
    '(x + y).mean(1)'
    """
    bare = _filled(kind, tensors, args)
    safe = _filled(kind, [each if each.isidentifier() else f"({each})" for each in tensors], args)
    return bare if bare == safe or ast.dump(ast.parse(bare)) == ast.dump(ast.parse(safe)) else safe


def fixed(kind: Kind) -> list[str]:
    """The arguments that the expression writes bare, so that they cannot be variables."""
    return [argument.name for argument in kind.arguments if f"{{{argument.name}!s}}" in kind.expression]


class Variable(str):
    """The name of a variable that stands for an argument."""

    __repr__ = str.__str__


def _filled(kind: Kind, tensors: Sequence[str], args: Mapping[str, Any]) -> str:
    values = {
        argument.name: _Value(args.get(argument.name, argument.default), argument.default)
        for argument in kind.arguments
    }
    return kind.expression.format(*tensors, all=_Tensors(tensors), **values)


class _Tensors(tuple[str, ...]):
    """All the tensors, with something between them."""

    def __format__(self, between: str) -> str:
        return (between or ", ").join(self)


class _Value:
    """One argument's value."""

    def __init__(self, value: Any, default: Any) -> None:
        self.value = tuple(value) if isinstance(value, list) else value
        self.default = default

    def __format__(self, before: str) -> str:
        if before and self.value == self.default:
            return ""
        single = isinstance(self.value, tuple) and len(self.value) == 1
        return before + repr(self.value[0] if single else self.value)

    def __repr__(self) -> str:
        return repr(self.value)

    def __str__(self) -> str:
        return ", ".join(map(repr, self.value)) if isinstance(self.value, tuple) else str(self.value)
