"""A module that stays Python: the text of its class, with what it needs of the text around it."""

import ast
import builtins
import math
import sys
from collections.abc import Mapping
from types import FunctionType, ModuleType
from typing import Any

from torch import Tensor, nn

from blocks.errors import BlockError
from blocks.grammar import IMPORTS
from blocks.importing import layers, texts
from blocks.importing.calling import default, leaves
from blocks.importing.observing import Call
from blocks.importing.tracing import Untraceable
from blocks.kinds import Kind, accept
from blocks.measuring import tensors_of
from blocks.source import CODE, SOURCE, kind_of_source
from blocks.tree import Block

_THERE = {"torch", "nn", "F", "Tensor", "math"}  # without an import


def block_of(module: nn.Module, made: Mapping[str, Any] | None, call: Call | None) -> Block:
    """A `Code` block with the class of a module, and the arguments that it was made with, or that it keeps under their
    names. Raises Untraceable where such a block cannot have them, or would not be called in the same way."""
    name = type(module).__name__
    if call is not None:
        _same_call(module, call)
    text = typed(text_of(type(module)), type(module).__name__, made or vars(module))
    try:
        args = _arguments(module, kind_of_source(text), made)
    except BlockError as error:
        raise Untraceable(f"{error.received} ({error.expected})") from error
    if not layers.makes(type(module), args, module):
        raise Untraceable(f"{name} is not as its constructor makes it.")
    return Block(CODE, args={SOURCE.name: text, **args})


def _same_call(module: nn.Module, call: Call) -> None:
    """A block is called with tensors, one after the other, and gives tensors."""
    name, ended = type(module).__name__, False
    if not tensors_of(call.result):
        raise Untraceable(f"{name} gives something else than tensors.")
    for argument, leaf in leaves(module, call.args, call.named):
        if isinstance(leaf, Tensor) and ended:
            raise Untraceable(f"{name} takes {argument} after what is no tensor.")
        ended = ended or not isinstance(leaf, Tensor)
        if ended and leaf is not None and leaf != default(module, argument):
            raise Untraceable(f"{name} takes {argument}={leaf!r}, which is no tensor.")


def _arguments(module: nn.Module, kind: Kind, made: Mapping[str, Any] | None) -> dict[str, Any]:
    found = {}
    for argument in kind.arguments:
        if argument.name == SOURCE.name:
            continue
        value = getattr(module, argument.name, argument.default) if made is None else made[argument.name]
        if argument.required or value != argument.default:
            found[argument.name] = accept(argument, value)
    return found


def typed(text: str, name: str, values: Mapping[str, Any]) -> str:
    """The text with a type at each argument of the constructor that has none, nor a default, and is no whole number."""
    lines = text.split("\n")
    for node in ast.parse(text).body:
        for method in node.body if isinstance(node, ast.ClassDef) and node.name == name else ():
            if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                args = method.args
                plain = args.args[1 : len(args.args) - len(args.defaults)]
                plain += [each for each, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value is None]
                for each in reversed([each for each in plain if each.annotation is None]):
                    word = _TYPES.get(type(values.get(each.arg)))
                    if word:
                        line, end = lines[each.lineno - 1].encode(), each.end_col_offset or 0
                        lines[each.lineno - 1] = (line[:end] + f": {word}".encode() + line[end:]).decode()
    return "\n".join(lines)


_TYPES: dict[type, str] = {bool: "bool", float: "float", str: "str", tuple: "tuple[int, ...]", list: "list[int]"}


def text_of(found: type) -> str:
    """The text of a class, after the imports, functions, classes and constants that it needs. Raises Untraceable."""
    gathered = _Gathered()
    gathered.add(found, found.__name__)
    head = ["\n".join(gathered.imports.values())] if gathered.imports else []
    return "\n\n\n".join([*head, *gathered.texts.values()])


class _Gathered:
    """Texts by name, each after those that it needs."""

    def __init__(self) -> None:
        self.imports: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self._met: set[str] = set()

    def add(self, found: Any, name: str) -> None:
        """The text of a class or a function, or of what else has a name in its source."""
        text, known = texts.text_of(found, name), texts.around(found)
        if text is None:
            raise Untraceable(f"the text of {name} is not at hand.")
        self._met.add(name)
        for other in _names(text):
            if other in known and other not in self._met and other not in _THERE:
                self._met.add(other)
                self._needed(found, other, known[other])
        self.texts[name] = text

    def _needed(self, found: Any, name: str, value: Any) -> None:
        line = _import(name, value)
        if getattr(builtins, name, None) is value:
            return
        if line:
            self.imports[name] = line
        elif _is_literal(value):
            self.texts[name] = f"{name} = {value!r}"
        elif isinstance(value, FunctionType | type) and value.__module__ == found.__module__:
            self.add(value, value.__name__ if texts.text_of(value) else name)
        else:
            self.add(found, name)


def _is_literal(value: Any) -> bool:
    parts = value if isinstance(value, tuple) else (value,)
    return all(type(each) in (bool, int, str) or (type(each) is float and math.isfinite(each)) for each in parts)


def _import(name: str, value: Any) -> str:
    """The line that imports a name from where blocks may import; "" where there is none."""
    if isinstance(value, ModuleType):
        return f"import {value.__name__} as {name}" if value.__name__ in IMPORTS else ""
    own = getattr(value, "__name__", None) or getattr(value, "_name", None) or name
    for module in sorted(IMPORTS):
        if getattr(sys.modules.get(module), own, None) is value:
            return f"from {module} import {own}" + ("" if own == name else f" as {name}")
    return ""


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)))
