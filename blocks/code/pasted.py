"""Classes that the model brings as Python text: they stand in the file as they are, laid out like the rest.

The imports of a text move to the top of the file. Where two texts mean different things by one name, or a name
is taken, the later one gets a number.
"""

import ast
import io
import tokenize
from collections.abc import Iterable, Mapping

from blocks.source import read

_USUAL = frozenset(
    (
        "import torch",
        "import math",
        "from torch import nn",
        "from torch import Tensor",
        "from torch import Tensor, nn",
        "from torch import nn, Tensor",
        "import torch.nn as nn",
        "import torch.nn.functional as F",
        "from torch.nn import functional as F",
    )
)  # fmt: skip; what `frame` writes where it is used


class Pasted:
    """The texts of a model's Code blocks; `names` has the class of each."""

    def __init__(self, texts: Iterable[str], taken: set[str]) -> None:
        self.names: dict[str, str] = {}
        self.parts: list[str] = []
        self.imports: list[str] = []
        for text in dict.fromkeys(texts):
            changes = {name: _free(name, taken) for name in _defined(text)}
            taken |= set(changes.values())
            self.names[text] = changes[read(text).name]
            self.parts.append(_renamed(self._without_imports(text), changes).strip())

    def _without_imports(self, text: str) -> str:
        lines = text.split("\n")
        for node in ast.parse(text).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                written = ast.unparse(node)
                if written not in _USUAL and written not in self.imports:
                    self.imports.append(written)
                for line in range(node.lineno - 1, node.end_lineno or node.lineno):
                    lines[line] = ""
        return "\n".join(lines)


def _defined(text: str) -> list[str]:
    """The names that a text gives to its classes, functions and constants."""
    found: list[str] = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.append(node.name)
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]
    return found


def _free(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}{number}"
    return free


def _renamed(text: str, changes: Mapping[str, str]) -> str:
    """The text with other names for some that it defines; what stands after a dot is no such name."""
    if all(old == new for old, new in changes.items()):
        return text
    lines, before = text.split("\n"), ""
    places: list[tuple[int, int, str]] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME and before != "." and token.string in changes:
            places.append((*token.start, token.string))
        before = token.string
    for line, column, name in reversed(places):
        row = lines[line - 1]
        lines[line - 1] = row[:column] + changes[name] + row[column + len(name) :]
    return "\n".join(lines)
