"""The text of a class or a function, wherever it was written: in a file, in a notebook, in source that was run."""

import ast
import linecache
import textwrap
from functools import lru_cache
from types import FunctionType
from typing import Any


def text_of(found: Any, name: str = "") -> str | None:
    """The text of a class or a function that stands at the top of its source, or of what else has a name there; None
    where there is none."""
    function = found if isinstance(found, FunctionType) else _method(found)
    if function is None:
        return None
    file = function.__code__.co_filename
    return _pieces(file, "".join(linecache.getlines(file))).get(name or found.__name__)


def same(one: type, other: type) -> bool:
    """Whether two classes have one name and one text, however it is laid out."""
    if one.__name__ != other.__name__:
        return False
    ours, theirs = text_of(one), text_of(other)
    return ours is not None and theirs is not None and ast.dump(ast.parse(ours)) == ast.dump(ast.parse(theirs))


def around(found: Any) -> dict[str, Any]:
    """The names that a class or a function can use from outside."""
    function = found if isinstance(found, FunctionType) else _method(found)
    return function.__globals__ if function is not None else {}


def _method(found: Any) -> FunctionType | None:
    """A method of the class's own."""
    own = f"{found.__qualname__}."
    methods = (getattr(each, "__func__", each) for each in vars(found).values())
    plain = (each for each in methods if isinstance(each, FunctionType) and each.__qualname__.startswith(own))
    return next(plain, None)


@lru_cache(maxsize=100)
def _pieces(file: str, text: str) -> dict[str, str]:
    """The classes, functions and assignments of a file, the last of each name."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return {}
    lines = text.splitlines()
    found = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            found[node.name] = textwrap.dedent("\n".join(lines[first - 1 : node.end_lineno])).rstrip()
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = "\n".join(lines[node.lineno - 1 : node.end_lineno])
    return found
