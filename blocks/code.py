"""From a model to PyTorch source that a programmer would have written and that needs torch alone.

A `Sequential` whose children are all named becomes a class with these as attributes; one without
names is an `nn.Sequential`; a `Repeat` is a comprehension. Inferred arguments are written out. The
module has the `state_dict` keys that `build` gives.
"""

import re
import subprocess
from collections.abc import Sequence
from typing import Any

from ruff.__main__ import find_ruff_bin

from blocks.errors import BlockError
from blocks.kinds import Argument, Kinds
from blocks.report import Node, Report
from blocks.runs import vocabulary
from blocks.tree import Block

_RESERVED = {"Tensor", "OrderedDict", "F"}


def to_code(report: Report, kinds: Kinds) -> str:
    """The model as Python source. Raises BlockError when the model has a problem."""
    if not report.ok:
        path, problem = report.problems[0]
        raise BlockError(problem.received, problem.expected, problem.fix, path or "the model")
    return _formatted(_Writer(report, kinds).source())


class _Writer:
    """Collects the classes that the model needs, and its expression."""

    def __init__(self, report: Report, kinds: Kinds) -> None:
        self.report = report
        self.kinds = kinds
        self.helpers: dict[str, str] = {}  # class name -> text
        self.classes: dict[str, str] = {}  # text without the name -> name

    def source(self) -> str:
        name = self._root()
        classes = [text.replace(_NAME, found, 1) for text, found in self.classes.items()]
        body = "\n\n\n".join([*self.helpers.values(), *classes])
        return f"{self._summary()}\n\n{_imports(body)}\n\n\n{body}\n\n\n{self._main(name)}"

    def _root(self) -> str:
        root, node = self.report.model.root, self.report.root
        if root.children and all(child.name for child in root.children):
            return self._class(root, node, _camel(self.report.model.title))
        return self._named(
            _camel(self.report.model.title), _SUBCLASS.format(arguments=self._arguments(root.names(), root, node))
        )

    # --- expressions

    def _expression(self, block: Block, node: Node) -> str:
        match block.kind:
            case "Sequential" if block.children and all(child.name for child in block.children) and block.name:
                return f"{self._class(block, node, _camel(block.name))}()"
            case "Sequential":
                return self._sequential(block, node.children)
            case "Residual":
                return self._residual(block, node)
            case "Parallel":
                return self._parallel(block, node)
            case "Repeat":
                return self._repeat(block, node)
        return self._leaf(block, node)

    def _leaf(self, block: Block, node: Node) -> str:
        kind = self.kinds[block.kind]
        self._bring(kind.sources)
        written = []
        for argument in kind.arguments:
            if argument.name not in node.args:
                continue
            value = node.args[argument.name]
            if argument.required or argument.reads is not None:
                written.append(_literal(argument, value))
            elif _plain(value) != _plain(argument.default):
                written.append(f"{argument.name}={_literal(argument, value)}")
        positional = [each for each in written if "=" not in each]
        return f"{kind.call}({', '.join([*positional, *(each for each in written if '=' in each)])})"

    def _sequential(self, block: Block, nodes: Sequence[Node]) -> str:
        return f"nn.Sequential({self._arguments(block.names(), block, Node(children=tuple(nodes)))})"

    def _arguments(self, names: Sequence[str], block: Block, node: Node) -> str:
        """Children as arguments of a Sequential: in a row, or by name where they have one."""
        children = [self._expression(child, known) for child, known in zip(block.children, node.children, strict=True)]
        if not any(child.name for child in block.children):
            return ", ".join(children)
        if all(child.name for child in block.children):
            pairs = ", ".join(f"{name}={child}" for name, child in zip(names, children, strict=True))
            return f"OrderedDict({pairs})"
        pairs = ", ".join(f'("{name}", {child})' for name, child in zip(names, children, strict=True))
        return f"OrderedDict([{pairs}])"

    def _residual(self, block: Block, node: Node) -> str:
        self._bring(self.kinds["Residual"].sources)
        slots = [
            self._sequential(slot, known.children) for slot, known in zip(block.children, node.children, strict=True)
        ]
        return f"Residual({', '.join(slots if block.children[1].children else slots[:1])})"

    def _parallel(self, block: Block, node: Node) -> str:
        merge, dim = node.args.get("merge", "concat"), node.args.get("dim", 1)
        text = self.kinds["Parallel"].sources[merge]
        name = _class_name(text)
        self._bring({name: text})
        branches = self._arguments(block.names(), block, node)
        return f"{name}({branches}{f', dim={dim}' if merge in ('concat', 'stack') and dim != 1 else ''})"

    def _repeat(self, block: Block, node: Node) -> str:
        if node.args.get("share"):
            return f"nn.Sequential(*[{self._round(block, node.children)}] * {node.args['times']})"
        parts = []
        for rounds in node.rounds:
            body = self._round(block, rounds.children)
            parts.append(body if rounds.count == 1 else f"*[{body} for _ in range({rounds.count})]")
        return f"nn.Sequential({', '.join(parts)})"

    def _round(self, block: Block, nodes: Sequence[Node]) -> str:
        if len(block.children) == 1:
            return self._expression(block.children[0], nodes[0])
        return self._sequential(block, nodes)

    # --- classes

    def _class(self, block: Block, node: Node, name: str) -> str:
        """The name of a class with the children as attributes; equal ones share it."""
        pairs = list(zip(block.names(), block.children, node.children, strict=True))
        made = "\n".join(f"        self.{child} = {self._expression(inner, known)}" for child, inner, known in pairs)
        calls = "\n".join(f"        x = self.{child}(x)" for child, _, _ in pairs[:-1])
        last = f"        return self.{pairs[-1][0]}(x)"
        return self._named(name, _MODULE.format(made=made, calls=f"{calls}\n{last}" if calls else last))

    def _named(self, name: str, text: str) -> str:
        if text not in self.classes:
            taken = {*self.classes.values(), *self.helpers, *_RESERVED, *self.kinds}
            number = 2
            free = name
            while free in taken:
                free, number = f"{name}{number}", number + 1
            self.classes[text] = free
        return self.classes[text]

    def _bring(self, sources: dict[str, str]) -> None:
        self.helpers |= sources

    # --- the rest of the file

    def _summary(self) -> str:
        report = self.report
        title = re.sub(r'[\\"]', "", report.model.title)
        given, output = report.model.inputs[0], report.output
        assert output is not None
        line = f"{title}: {given.shape} {given.dtype} -> {output.shape}, {report.params:,} parameters."
        return f'"""{line}"""'

    def _main(self, name: str) -> str:
        given = self.report.model.inputs[0]
        return _MAIN.format(name=name, example=_example(given.shape, given.dtype, vocabulary(self.report.model)))


_NAME = "__Name__"
_SUBCLASS = f"""class {_NAME}(nn.Sequential):
    def __init__(self):
        super().__init__({{arguments}})"""
_MODULE = f"""class {_NAME}(nn.Module):
    def __init__(self):
        super().__init__()
{{made}}

    def forward(self, x: Tensor) -> Tensor:
{{calls}}"""
_MAIN = """if __name__ == "__main__":
    model = {name}().eval()
    x = {example}
    print(model(x).shape)
"""


def _imports(body: str) -> str:
    lines = ["from collections import OrderedDict\n"] if "OrderedDict(" in body else []
    names = "Tensor, nn" if re.search(r"\bTensor\b", body) else "nn"
    lines += ["import torch", f"from torch import {names}"]
    if re.search(r"\bF\.", body):
        lines.append("from torch.nn import functional as F")
    return "\n".join(lines)


def _example(shape: tuple[int, ...], dtype: str, vocabulary: int) -> str:
    sizes = ", ".join(map(str, shape))
    if dtype.startswith(("int", "uint")):
        return f"torch.randint({vocabulary}, ({sizes},), dtype=torch.{dtype})"
    return f"torch.randn({sizes})" if dtype == "float32" else f"torch.randn({sizes}).to(torch.{dtype})"


def _literal(argument: Argument, value: Any) -> str:
    value = _plain(value)
    if isinstance(value, tuple) and argument.scalar and len(value) == 1:
        return repr(value[0])
    return repr(value)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _class_name(text: str) -> str:
    found = re.match(r"class (\w+)", text)
    assert found is not None
    return found[1]


def _camel(text: str) -> str:
    """A class name from a title or a block's name."""
    words = re.findall(r"[^\W_]+", text)
    name = "".join(word[0].upper() + word[1:] for word in words)
    return name if name.isidentifier() else f"Model{name}"


def _formatted(source: str) -> str:
    """The source as ruff lays it out."""
    command = [find_ruff_bin(), "format", "--isolated", "--line-length", "100", "--target-version", "py310", "-"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, timeout=20, check=True)
    return done.stdout
