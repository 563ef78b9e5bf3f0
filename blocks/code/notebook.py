"""The same code as a Jupyter notebook: what it is, its classes one by one, and a cell that runs it.

The format is https://nbformat.readthedocs.io/en/latest/format_description.html, version 4.5.
"""

import ast
import json
import textwrap
from hashlib import blake2b
from typing import Any


def to_notebook(source: str) -> str:
    """Code as `to_code` writes it, as the text of an `.ipynb` file. The same code gives the same bytes."""
    cells = [_cell(kind, text.strip("\n"), place) for place, (kind, text) in enumerate(_pieces(source))]
    book = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def _pieces(source: str) -> list[tuple[str, str]]:
    """The parts of the file, in order: its word about the model, the imports, each class, and what runs it."""
    tree, lines = ast.parse(source), source.splitlines()
    found: list[tuple[str, str]] = []
    imports: list[str] = []
    for node in tree.body:
        text = "\n".join(lines[_first(node) - 1 : node.end_lineno])
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.append(("markdown", _marked(str(node.value.value))))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            imports.append(text)
        elif isinstance(node, ast.If):
            found.append(("code", textwrap.dedent("\n".join(lines[node.lineno : node.end_lineno]))))
        else:
            found.append(("code", text))
    at = 1 if found and found[0][0] == "markdown" else 0
    found.insert(at, ("code", "\n".join(imports)))
    return found


def _first(node: ast.stmt) -> int:
    decorated = node.decorator_list if isinstance(node, ast.ClassDef | ast.FunctionDef) else []
    return min([node.lineno, *(each.lineno for each in decorated)])


def _marked(docstring: str) -> str:
    """The title as a heading, and what goes in and out."""
    title, _, rest = docstring.partition(":")
    return f"# {title.strip()}\n\n{textwrap.dedent(rest.strip(' '))}"


def _cell(kind: str, text: str, place: int) -> dict[str, Any]:
    own: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    name = blake2b(f"{place} {text}".encode(), digest_size=4).hexdigest()
    return {"cell_type": kind, "id": name, "metadata": {}, "source": text.splitlines(keepends=True), **own}
