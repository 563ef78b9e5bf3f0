"""A module that stays Python: the text of its class, with what it needs of the text around it."""

import ast
import builtins
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
                plain = method.args.args[1 : len(method.args.args) - len(method.args.defaults)]
                for each in reversed([each for each in plain if each.annotation is None]):
                    word = _TYPES.get(type(values.get(each.arg)))
                    if word:
                        line, end = lines[each.lineno - 1].encode(), each.end_col_offset or 0
                        lines[each.lineno - 1] = (line[:end] + f": {word}".encode() + line[end:]).decode()
    return "\n".join(lines)


_TYPES: dict[type, str] = {bool: "bool", float: "float", str: "str", tuple: "tuple[int, ...]", list: "list[int]"}


def text_of(found: type) -> str:
    """The text of a class, after the imports, functions, classes and constants that it needs. Raises Untraceable."""
    imports: dict[str, str] = {}
    done: dict[str, str] = {}
    _gather(found, done, imports)
    head = ["\n".join(imports.values())] if imports else []
    return "\n\n\n".join([*head, *done.values()])


def _gather(found: Any, done: dict[str, str], imports: dict[str, str]) -> None:
    text, known = texts.text_of(found), texts.around(found)
    if text is None:
        raise Untraceable(f"the text of {found.__name__} is not at hand.")
    for name in _names(text):
        if name == found.__name__ or name in done or name in imports or name in _THERE or name not in known:
            continue
        value = known[name]
        if getattr(builtins, name, None) is value:
            continue
        line = _import(name, value)
        if line:
            imports[name] = line
        elif isinstance(value, FunctionType | type) and value.__module__ == found.__module__:
            _gather(value, done, imports)
        elif isinstance(value, bool | int | float | str | tuple):
            done[name] = f"{name} = {value!r}"
        else:
            raise Untraceable(f"{found.__name__} needs {name} from outside its text, which a block cannot have.")
    done.setdefault(found.__name__, text)


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
