"""A block written in Python: what its text says of it, read without running any of it.

The text defines one class that derives from `nn.Module`, as the last class in it. Its constructor's arguments are
the block's, its `forward`'s tensors what the block takes.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from blocks.errors import BlockError
from blocks.grammar import at, literal, parsed
from blocks.kinds import Argument, Kind, Type, accept
from blocks.tree import Block

CODE = "Code"  # the kind of such a block
SOURCE = Argument("source", "source", required=True, doc="The Python text of a class that derives from nn.Module.")
START = '''class Swish(nn.Module):
    """Each number times a gate, which learns how sharply it closes."""

    def __init__(self, beta: float = 1.0):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(beta))

    def forward(self, x):
        sharpened = self.beta * x
        gate = torch.sigmoid(sharpened)
        return x * gate'''


@dataclass(frozen=True)
class Source:
    """What the text of a block says: its class, the constructor's arguments, and the tensors that `forward` takes, of
    which it needs the first `least`; where `variadic`, the last may come many times."""

    name: str
    doc: str
    arguments: tuple[Argument, ...]
    inputs: tuple[str, ...]
    least: int
    variadic: bool


@lru_cache(maxsize=1_000)
def read(text: str) -> Source:
    """What a text says. Raises BlockError, with the line, where it is no such class."""
    accept(SOURCE, text)
    tree = parsed(text)
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    if not classes:
        raise at(None, "there is no class in the text.", "a class that derives from nn.Module.", "write one.")
    found = list(classes.values())[-1]
    family = list(_family(found, classes))
    _derived(found, family, _imported(tree))
    forward = _method(family, "forward")
    plain = any(ast.unparse(base).endswith("Module") for each in family for base in each.bases)
    if forward is None and plain:
        raise at(
            found.lineno, f"{found.name} has no forward.", "a method forward that takes and gives tensors.",
            "write `def forward(self, x):`.",
        )  # fmt: skip
    inputs, least, variadic = _tensors(forward) if forward else (("x",), 1, False)
    doc = (ast.get_docstring(found) or "").split("\n\n")[0]
    return Source(found.name, " ".join(doc.split()), tuple(_arguments(family)), inputs, least, variadic)


@lru_cache(maxsize=1_000)
def kind_of_source(text: str) -> Kind:
    """The record of a block with this text. Raises BlockError where it cannot be read."""
    found = read(text)
    return Kind(
        CODE, "structure", CODE, found.doc, found.name, arguments=(SOURCE, *found.arguments), inputs=found.inputs,
        least=found.least, variadic=found.variadic,
    )  # fmt: skip


def own_kind(kind: Kind, args: Mapping[str, Any]) -> Kind:
    """The record of the Code block with these arguments, made from its own text. While that cannot be read, whatever
    plain arguments it has are taken as they are: a slip in the text loses nothing."""
    try:
        return kind_of_source(str(accept(SOURCE, args.get(SOURCE.name))))
    except BlockError:
        loose = [_loose(name, value) for name, value in args.items() if name != SOURCE.name]
        return msgspec.structs.replace(kind, arguments=(SOURCE, *loose))


def _loose(name: str, value: Any) -> Argument:
    types: dict[type, Type] = {bool: "bool", int: "int", float: "float", str: "text", tuple: "ints", list: "ints"}
    return Argument(name, types.get(type(value), "float"), optional=True)


def texts(blocks: Iterable[Block]) -> set[str]:
    """The texts of all Code blocks among some blocks, such as `model.walk()`."""
    return {str(each.args[SOURCE.name]) for each in blocks if each.kind == CODE and SOURCE.name in each.args}


def catalogued() -> Kind:
    """The catalogue's record: what a fresh block is."""
    return Kind(
        CODE, "structure", CODE, "A layer of your own: a class in Python, with its constructor's arguments.", CODE,
        hint="Python", arguments=(SOURCE,), start={SOURCE.name: START}, example=(((2, 20), "float32"),),
    )  # fmt: skip


# --- the class


def _family(found: ast.ClassDef, classes: Mapping[str, ast.ClassDef]) -> Iterator[ast.ClassDef]:
    """The class, and those of the text that it derives from."""
    seen, waiting = set(), [found]
    while waiting:
        each = waiting.pop(0)
        if each.name not in seen:
            seen.add(each.name)
            yield each
            waiting += [classes[ast.unparse(base)] for base in each.bases if ast.unparse(base) in classes]


def _imported(tree: ast.Module) -> set[str]:
    """The names that come from `torch.nn`."""
    return {
        each.asname or each.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "torch.nn"
        for each in node.names
    }


def _derived(found: ast.ClassDef, family: list[ast.ClassDef], imported: set[str]) -> None:
    bases = [ast.unparse(base) for each in family for base in each.bases]
    if not any(base.startswith(("nn.", "torch.nn.")) or base in imported for base in bases):
        raise at(
            found.lineno, f"{found.name}, the last class, is no nn.Module.", "a class that derives from nn.Module.",
            f"write `class {found.name}(nn.Module):`.",
        )  # fmt: skip


def _method(family: list[ast.ClassDef], name: str) -> ast.FunctionDef | None:
    methods = (node for each in family for node in each.body if isinstance(node, ast.FunctionDef) and node.name == name)
    return next(methods, None)


# --- the constructor


def _arguments(family: list[ast.ClassDef]) -> Iterator[Argument]:
    """Those that have names; of `*args` and `**kwargs` there are none here."""
    found = _method(family, "__init__")
    if found is None:
        return
    args = found.args
    if args.posonlyargs:
        raise at(
            found.lineno, "__init__ takes arguments without a name.", "arguments that each have a name.",
            "write them out: `def __init__(self, width: int):`.",
        )  # fmt: skip
    missing: list[ast.expr | None] = [None] * (len(args.args) - len(args.defaults))
    for each, default in zip(args.args[1:], [*missing, *args.defaults][1:], strict=True):
        yield _argument(each, default)
    for each, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        yield _argument(each, default)


def _argument(found: ast.arg, default: ast.expr | None) -> Argument:
    """One argument; one without type or default is a whole number, as sizes are."""
    value = None if default is None else literal(default)
    written = ast.unparse(found.annotation).strip("'\"") if found.annotation else ""
    plain = written.removesuffix("| None").strip()
    plain = plain.removeprefix("Optional[").removesuffix("]") if plain.startswith("Optional[") else plain
    type_ = _typed(plain, value)
    if type_ is None or found.arg == SOURCE.name:
        what = f"the argument {found.arg}" + (f" is of the type {written[:40]}." if type_ is None else ".")
        raise at(found.lineno, what, "int, float, bool, str or tuple[int, ...], and no name `source`.", "change it.")
    optional = plain != written or (default is not None and value is None)
    return Argument(found.arg, type_, value, required=default is None, optional=optional)


def _typed(annotation: str, value: Any) -> Type | None:
    """The type of an argument, from what is written or else from its default; None where it is no such type."""
    named: dict[str, Type] = {"int": "int", "float": "float", "bool": "bool", "str": "text"}
    if annotation in named:
        return named[annotation]
    if annotation.startswith(("tuple[int", "list[int", "Sequence[int", "Tuple[int", "List[int")):
        return "ints"
    if annotation:
        return None
    from_default: dict[type, Type] = {bool: "bool", int: "int", float: "float", str: "text", tuple: "ints"}
    return from_default.get(type(value), "int")


# --- forward


def _tensors(forward: ast.FunctionDef) -> tuple[tuple[str, ...], int, bool]:
    """The names of the tensors, how many are needed, and whether the last may come many times. What has a default
    other than None is a setting, and so is what comes after it."""
    args = forward.args
    positional = [each.arg for each in (*args.posonlyargs, *args.args)][1:]
    required = len(positional) - len(args.defaults)
    if any(default is None for default in args.kw_defaults):
        raise at(
            forward.lineno, "forward needs an argument by its name.", "tensors one after the other.", "remove the `*`."
        )
    names = positional[:required]
    for name, default in zip(positional[required:], args.defaults, strict=True):
        if literal(default) is not None:
            break
        names.append(name)
    if args.vararg and len(names) == len(positional):
        names.append(args.vararg.arg)
    return tuple(names), max(required, 1 if names else 0), bool(args.vararg) and len(names) > len(positional)
