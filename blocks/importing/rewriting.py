"""Small changes of a source text, at the places that its syntax tree names; all else stays letter by letter."""

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """Another text from one place up to another: lines from 1 on, columns in bytes, as `ast` counts them."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def edited(source: str, edits: Sequence[Edit]) -> str:
    """The text with all changes, which do not overlap."""
    lines = [*source.encode().split(b"\n"), b""]
    for line, column, end_line, end_column, text in sorted(edits, reverse=True):
        head, tail = lines[line - 1][:column], lines[end_line - 1][end_column:]
        lines[line - 1 : end_line] = (head + text.encode() + tail).split(b"\n")
    return b"\n".join(lines[:-1]).decode()


def text_of(source: str, node: ast.AST) -> str:
    """The text of a node as it stands."""
    return ast.get_source_segment(source, node) or ast.unparse(node)


def instead(node: ast.expr | ast.stmt, text: str) -> Edit:
    """Another text in the place of a node."""
    return Edit(node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0, text)


def around(node: ast.expr, head: str, tail: str = ")") -> list[Edit]:
    """Texts before and after a node."""
    end, column = node.end_lineno or 0, node.end_col_offset or 0
    return [
        Edit(node.lineno, node.col_offset, node.lineno, node.col_offset, head),
        Edit(end, column, end, column, tail),
    ]


def before(node: ast.stmt, text: str) -> Edit:
    """A line of its own before a statement, as far in as that."""
    return Edit(node.lineno, node.col_offset, node.lineno, node.col_offset, f"{text}\n{' ' * node.col_offset}")


def after(node: ast.stmt, text: str) -> Edit:
    """A line of its own after a statement, as far in as that."""
    end, column = node.end_lineno or 0, node.end_col_offset or 0
    return Edit(end, column, end, column, f"\n{' ' * node.col_offset}{text}")


# --- classes and what they assign


def classes(tree: ast.Module) -> dict[str, ast.ClassDef]:
    """The classes of a text by name."""
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def method(found: ast.ClassDef, name: str) -> ast.FunctionDef | None:
    """A method of a class's own."""
    own = (node for node in found.body if isinstance(node, ast.FunctionDef) and node.name == name)
    return next(own, None)


def assigned(found: ast.ClassDef, name: str) -> Iterator[ast.Assign]:
    """Where a class sets an attribute of its own: `self.name = ...`."""
    for node in ast.walk(found):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and is_own(node.targets[0], name):
            yield node


def is_own(node: ast.expr, name: str = "") -> bool:
    """Whether an expression is `self.name`, or `self` with any name."""
    own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    return own and name in ("", getattr(node, "attr", None))


def module_name(tree: ast.Module) -> str:
    """What a text calls `torch.nn`."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            for each in node.names:
                if each.name == "torch.nn" and each.asname:
                    return each.asname
        if isinstance(node, ast.ImportFrom) and node.module == "torch":
            for each in node.names:
                if each.name == "nn":
                    return each.asname or "nn"
    imports = any(isinstance(node, ast.Import | ast.ImportFrom) for node in tree.body)
    return "torch.nn" if imports else "nn"
