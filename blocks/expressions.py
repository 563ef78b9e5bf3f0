"""The small safe arithmetic in which arguments may follow a rule, such as `64 * 2**i`.

Arithmetic, comparison and a conditional over named numbers; nothing else. A rule that is one name alone gives
what the name stands for, which may be any value. The syntax tree is walked with a whitelist: text is never
executed, and every size is bounded before it is computed.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from blocks.errors import BlockError

Number = int | float
LONGEST = 200  # characters of a rule
LARGEST = 10**12  # magnitude of any value on the way
HIGHEST_POWER = 64

_BINARY: dict[type[ast.operator], Callable[[Number, Number], Number]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Number, Number], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Expression:
    """An argument that follows a rule, as written: `Expression("2 if i == 0 else 1")`."""

    text: str

    def __str__(self) -> str:
        return self.text


def evaluate(expression: Expression, names: Mapping[str, Any]) -> Any:
    """The value of a rule, with `names` as the only words it knows.

    Raises: BlockError when the text is no such rule, or a value leaves the bounds.

    >>> evaluate(Expression("64 * 2**i"), {"i": 2})
    256
    """
    try:
        tree = _parse(expression.text)
        if isinstance(tree, ast.Name) and tree.id in names:
            return names[tree.id]
        return _value(tree, names)
    except ArithmeticError as error:
        raise _refuse(expression.text, "it divides by zero or overflows") from error
    except _Refused as error:
        raise _refuse(expression.text, str(error), names) from error


def check(expression: Expression) -> None:
    """Raise BlockError when the text could never be a rule. Names are not looked up."""
    try:
        _parse(expression.text)
    except _Refused as error:
        raise _refuse(expression.text, str(error)) from error


class _Refused(Exception):
    """One short fact; the public function says the rest."""


@lru_cache(maxsize=10_000)
def names_in(expression: Expression) -> frozenset[str]:
    """The names that a rule uses; none where it is no rule."""
    try:
        return frozenset(node.id for node in ast.walk(_parse(expression.text)) if isinstance(node, ast.Name))
    except _Refused:
        return frozenset()


def substituted(expression: Expression, values: Mapping[str, Any]) -> Any:
    """The rule with some of its names replaced by values, which may be rules too; a plain value if no name is left.

    >>> substituted(Expression("4 * width"), {"width": Expression("2**i")})
    Expression(text='4 * 2 ** i')
    >>> substituted(Expression("4 * width"), {"width": 64})
    256
    """
    used = names_in(expression) & set(values)
    if not used:
        return expression
    tree = _parse(expression.text)
    if isinstance(tree, ast.Name):
        return values[tree.id]
    plain = {name: value for name, value in values.items() if not isinstance(value, Expression)}
    if names_in(expression) <= set(plain):
        return evaluate(expression, plain)
    return Expression(ast.unparse(_Substituted(values).visit(ast.parse(expression.text.strip(), mode="eval"))))


class _Substituted(ast.NodeTransformer):
    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id not in self.values:
            return node
        return ast.parse(str(self.values[node.id]), mode="eval").body


def _refuse(text: str, fact: str, names: Mapping[str, Any] | None = None) -> BlockError:
    known = ", ".join(names) if names else "i (the index in a Repeat)"
    return BlockError(
        f"The rule {text[:LONGEST]!r} cannot be computed: {fact}.",
        f"numbers, + - * / // % **, comparisons and `a if c else b` over {known}.",
        "write it like `64 * 2**i` or `2 if i == 0 else 1`.",
    )


@lru_cache(maxsize=1024)
def _parse(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise _Refused(f"it has more than {LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _Refused("it is not arithmetic") from error
    for node in ast.walk(tree):
        _allow(node)
    return tree


_ALLOWED = (
    ast.Constant, ast.Name, ast.Load, ast.BinOp, ast.UnaryOp, ast.USub, ast.UAdd,
    ast.Compare, ast.IfExp, *_BINARY, *_COMPARE,
)  # fmt: skip


def _allow(node: ast.AST) -> None:
    if not isinstance(node, _ALLOWED):
        raise _Refused(f"{type(node).__name__} is not allowed")
    if isinstance(node, ast.Constant) and type(node.value) not in (int, float):
        raise _Refused(f"{node.value!r} is not a number")


def _value(node: ast.AST, names: Mapping[str, Any]) -> Number:
    match node:
        case ast.Constant(value=int() | float() as number):
            return _bounded(number)
        case ast.Name(id=name):
            if name not in names:
                raise _Refused(f"{name!r} is not known here")
            return _numeric(name, names[name])
        case ast.UnaryOp(op=op, operand=operand):
            value = _value(operand, names)
            return -value if isinstance(op, ast.USub) else value
        case ast.BinOp(left=left, op=op, right=right):
            first, second = _value(left, names), _value(right, names)
            if isinstance(op, ast.Pow) and (abs(second) > HIGHEST_POWER or (first < 0 and second % 1)):
                raise _Refused(f"a power beyond {HIGHEST_POWER}")
            return _bounded(_BINARY[type(op)](first, second))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _COMPARE[type(op)](_value(left, names), _value(right, names))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _value(body if _value(test, names) else orelse, names)
    raise _Refused(f"{type(node).__name__} is not allowed")


def _numeric(name: str, value: Any) -> Number:
    if isinstance(value, int | float):
        return value
    raise _Refused(f"{name!r} is no number")


def _bounded(value: Number) -> Number:
    if not -LARGEST <= value <= LARGEST:  # also refuses NaN
        raise _Refused("a value beyond 10**12")
    return value
