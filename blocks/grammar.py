"""What may stand in a block that is written in Python, judged by its syntax tree. Nothing here runs any of it.

This is advice with line numbers, so that a slip is told before anything runs. It is no boundary: from `torch` alone
many attributes lead out. The boundary is the locked process in which such a block runs, see `engine.lock`.
"""

import ast
from collections.abc import Callable, Mapping
from typing import Any

from blocks.errors import BlockError

IMPORTS = frozenset(
    "torch torch.nn torch.nn.functional torch.nn.init torch.fft torch.linalg torch.special torch.nn.utils.rnn math "
    "functools itertools typing collections collections.abc dataclasses __future__".split()
)
_NAMES = frozenset(
    "exec eval open compile globals locals vars getattr setattr delattr input breakpoint help exit quit".split()
)
_ATTRIBUTES = frozenset(
    "os sys subprocess ctypes builtins importlib inspect socket pickle hub load save load_library tofile fromfile "
    "from_file gi_frame f_globals f_locals f_back f_builtins tb_frame co_code".split()
)
_DECORATORS = frozenset(("staticmethod", "property", "classmethod", "torch.no_grad()", "dataclass"))
_METHODS = frozenset("__init__ __post_init__ __len__ __getitem__ __iter__ __call__ __repr__".split())
_TOP = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.Assign, ast.AnnAssign)


def parsed(text: str) -> ast.Module:
    """The syntax tree of a block's text. Raises BlockError, with the line, for what may not stand in it."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        fix = "correct it there." if error.lineno else "correct it."
        raise at(error.lineno, f"this is not Python: {error.msg}.", "a class in Python.", fix) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise at(None, "this is nested too deep to read.", "a class in Python.", "write it plainer.") from error
    for statement in tree.body:
        _at_the_top(statement)
    for node in ast.walk(tree):
        check = _CHECKS.get(type(node))
        if check:
            check(node)
    return tree


def at(line: int | None, received: str, expected: str, fix: str) -> BlockError:
    """An error in a block's text, with its line."""
    place = f"Line {line}: {received}" if line else received[:1].upper() + received[1:]
    return BlockError(place, expected, fix)


def _at_the_top(node: ast.stmt) -> None:
    words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if not words and not isinstance(node, _TOP):
        raise at(
            node.lineno, f"a statement outside of the class: {_shown(node)}.",
            "imports, constants, functions and classes there.", "put it into a method.",
        )  # fmt: skip


def _import(node: ast.Import) -> None:
    for each in node.names:
        _importable(node.lineno, each.name)


def _import_from(node: ast.ImportFrom) -> None:
    _importable(node.lineno, str(node.module) if not node.level else "." * node.level)
    for each in node.names:
        if each.name in _ATTRIBUTES or each.name == "*":
            raise _refused(node.lineno, f"{each.name} is imported")


def _importable(line: int, name: str) -> None:
    if name not in IMPORTS:
        raise at(
            line, f"{name[:64]} is imported.",
            "torch (with its nn, functional, init, fft, linalg), math, functools, itertools, typing, collections or "
            "dataclasses.",
            "leave it out; torch, nn, F, Tensor and math are there without an import.",
        )  # fmt: skip


def _name(node: ast.Name) -> None:
    if node.id in _NAMES or (node.id.startswith("__") and node.id.endswith("__")):
        raise _refused(node.lineno, f"{node.id[:64]} is used")


def _attribute(node: ast.Attribute) -> None:
    hidden = node.attr.startswith("__") and node.attr.endswith("__") and node.attr != "__init__"
    if hidden or node.attr in _ATTRIBUTES:
        raise _refused(node.lineno, f".{node.attr[:64]} is used")


def _function(node: ast.FunctionDef) -> None:
    if node.name.startswith("__") and node.name.endswith("__") and node.name not in _METHODS:
        raise _refused(node.lineno, f"{node.name[:64]} is defined")
    _decorated(node)
    for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
        literal(default)


def _class(node: ast.ClassDef) -> None:
    _decorated(node)
    if node.keywords:
        raise _refused(node.lineno, "a class takes keywords")


def _decorated(node: ast.FunctionDef | ast.ClassDef) -> None:
    for each in node.decorator_list:
        if ast.unparse(each) not in _DECORATORS:
            raise at(
                each.lineno, f"{node.name[:64]} is decorated with @{_shown(each)}.",
                "@staticmethod, @classmethod, @property, @dataclass or @torch.no_grad().", "leave it out.",
            )  # fmt: skip


def _never(what: str) -> Callable[[Any], None]:
    def check(node: Any) -> None:
        raise _refused(node.lineno, what)

    return check


_CHECKS: Mapping[type[ast.AST], Callable[[Any], None]] = {
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.FunctionDef: _function,
    ast.ClassDef: _class,
    ast.AsyncFunctionDef: _never("a function is async"),
    ast.Global: _never("a global name is changed"),
}


def literal(node: ast.expr) -> Any:
    """The value of a default: a number, a text, true, false, none, or a tuple of such. Raises BlockError."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError) as error:
        raise _not_literal(node) from error
    if isinstance(value, list | tuple):
        value = tuple(value)
    parts = value if isinstance(value, tuple) else (value,)
    if not all(each is None or type(each) in (bool, int, str) or _finite(each) for each in parts):
        raise _not_literal(node)
    return value


def _finite(value: Any) -> bool:
    return type(value) is float and abs(value) < float("inf")


def _not_literal(node: ast.expr) -> BlockError:
    return at(
        node.lineno, f"the default {_shown(node)} is computed.",
        "a plain value such as 64, 0.1, True, 'mean', None or (1, 2).", "compute it in __init__ instead.",
    )  # fmt: skip


def _refused(line: int, what: str) -> BlockError:
    return at(line, f"{what}.", "layers, tensors and plain Python.", "write it without.")


def _shown(node: ast.AST) -> str:
    return ast.unparse(node).split("\n")[0][:60]
