"""A module that stays Python: the text of its class, with what it needs of the text around it."""

import ast
import builtins
from collections.abc import Mapping
from types import FunctionType
from typing import Any

from torch import nn

from blocks.errors import BlockError
from blocks.importing import texts
from blocks.importing.tracing import Untraceable
from blocks.kinds import Kind, accept
from blocks.source import CODE, SOURCE, kind_of_source
from blocks.tree import Block

_THERE = {"torch", "nn", "F", "Tensor", "math"}  # without an import


def block_of(module: nn.Module, made: Mapping[str, Any] | None) -> Block:
    """A `Code` block with the class of a module, and the arguments that it was made with, or that it keeps under their
    names. Raises Untraceable where such a block cannot have them."""
    text = text_of(type(module))
    try:
        kind = kind_of_source(text)
        return Block(CODE, args={SOURCE.name: text, **_arguments(module, kind, made)})
    except BlockError as error:
        raise Untraceable(f"{error.received} ({error.expected})") from error


def _arguments(module: nn.Module, kind: Kind, made: Mapping[str, Any] | None) -> dict[str, Any]:
    found = {}
    for argument in kind.arguments:
        if argument.name == SOURCE.name:
            continue
        value = getattr(module, argument.name, argument.default) if made is None else made[argument.name]
        if argument.required or value != argument.default:
            found[argument.name] = accept(argument, value)
    return found


def text_of(found: type) -> str:
    """The text of a class, after the functions, classes and constants that it needs. Raises Untraceable."""
    done: dict[str, str] = {}
    _gather(found, done)
    return "\n\n\n".join(done.values())


def _gather(found: Any, done: dict[str, str]) -> None:
    text, known = texts.text_of(found), texts.around(found)
    if text is None:
        raise Untraceable(f"the text of {found.__name__} is not at hand.")
    for name in _names(text):
        if name == found.__name__ or name in done or name in _THERE or name not in known:
            continue
        value = known[name]
        if isinstance(value, FunctionType | type):
            if value.__module__ != found.__module__:
                if hasattr(builtins, name):
                    continue
                raise Untraceable(f"{found.__name__} needs {name} of {value.__module__}, which a block cannot import.")
            _gather(value, done)
        elif isinstance(value, bool | int | float | str | tuple):
            done[name] = f"{name} = {value!r}"
        else:
            raise Untraceable(f"{found.__name__} needs {name}, a {type(value).__name__} from outside its text.")
    done.setdefault(found.__name__, text)


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)))
