"""Blocks as expressions, classes as text, and the whole file around them."""

import keyword
import re
from collections.abc import Sequence
from typing import Any

from blocks.code.classes import Class, Key, Place, Values, bodies, collect, is_class, key_of, named, plain, values
from blocks.kinds import Argument, Kinds
from blocks.report import Node, Report
from blocks.runs import vocabulary
from blocks.tree import Block

_RESERVED = {"Tensor", "OrderedDict", "F"}


class Writer:
    """Writes one model. `_given` maps places of the class being written to the names of its arguments."""

    def __init__(self, report: Report, kinds: Kinds) -> None:
        self.report = report
        self.kinds = kinds
        self.helpers: dict[str, str] = {}  # class name -> text
        self.classes = collect(report.model.root, report.root, kinds)
        self._given: dict[Place, str] = {}
        self._values: Values = {}
        self._name_classes()

    def source(self) -> str:
        """The whole file."""
        texts = [self._class(found) for found in self.classes.values()]
        body = "\n\n\n".join([*texts, self._root()])
        body = "\n\n\n".join([*self.helpers.values(), body])
        return f"{self._summary()}\n\n{_imports(body)}\n\n\n{body}\n\n\n{self._main()}"

    # --- classes

    def _name_classes(self) -> None:
        self.root_name = _camel(self.report.model.title)
        taken = {*_RESERVED, *self.kinds, *_helper_names(self.kinds)}
        while self.root_name in taken:
            self.root_name += "Model"
        taken.add(self.root_name)
        for (stem, _), found in self.classes.items():
            several = len({repr(instance) for instance in found.instances}) > 1
            name = first = _camel(stem if several else found.block.name)
            number = 2
            while name in taken:
                name, number = f"{first}{number}", number + 1
            taken.add(name)
            found.name = name

    def _class(self, found: Class) -> str:
        arguments = found.arguments()
        self._given = {place: name for name, places in arguments.items() for place in places}
        self._values = found.instances[0]
        signature = [f"{name}{found.annotation(places[0])}" for name, places in arguments.items()]
        return _MODULE.format(
            name=found.name,
            arguments=", ".join(["self", *signature]),
            **self._members(found.block, found.node),
        )

    def _root(self) -> str:
        root, node = self.report.model.root, self.report.root
        self._given, self._values = {}, values(root, node, self.kinds)
        if named(root):
            return _MODULE.format(name=self.root_name, arguments="self", **self._members(root, node))
        return _SUBCLASS.format(name=self.root_name, children=self._children(root, node, ()))

    def _members(self, block: Block, node: Node) -> dict[str, str]:
        made = [
            f"self.{child.name} = {self._expression(child, known, at)}" for at, (child, known) in bodies(block, node)
        ]
        names = [child.name for child in block.children]
        calls = [*(f"x = self.{name}(x)" for name in names[:-1]), f"return self.{names[-1]}(x)"]
        indent = "\n" + 8 * " "
        return {"made": indent.join(made), "calls": indent.join(calls)}

    # --- expressions

    def _expression(self, block: Block, node: Node, at: Place) -> str:
        if is_class(block):
            return self._instance(key_of(block, node), at)
        match block.kind:
            case "Sequential":
                return f"nn.Sequential({self._children(block, node, at)})"
            case "Residual":
                return self._residual(block, node, at)
            case "Parallel":
                return self._parallel(block, node, at)
            case "Repeat":
                return self._repeat(block, node, at)
        return self._leaf(block, at)

    def _instance(self, key: Key, at: Place) -> str:
        found = self.classes[key]
        given = {name: self._text(at + places[0]) for name, places in found.arguments().items()}
        if len(given) == 1:
            return f"{found.name}({next(iter(given.values()))})"
        return f"{found.name}({', '.join(f'{name}={text}' for name, text in given.items())})"

    def _leaf(self, block: Block, at: Place) -> str:
        kind = self.kinds[block.kind]
        self.helpers |= kind.sources
        first, rest = [], []
        for argument in kind.arguments:
            place = (*at, argument.name)
            text = self._text(place, argument)
            if argument.required or argument.reads is not None:
                first.append(text)
            elif place in self._given or self._values[place] != plain(argument.default):
                rest.append(f"{argument.name}={text}")
        return f"{kind.call}({', '.join([*first, *rest])})"

    def _text(self, place: Place, argument: Argument | None = None) -> str:
        """A value as it is written here: an argument of the class, or a literal."""
        value = self._values[place]
        if place in self._given:
            return self._given[place]
        return repr(
            value[0] if argument and argument.scalar and isinstance(value, tuple) and len(value) == 1 else value
        )

    def _children(self, block: Block, node: Node, at: Place) -> str:
        """Children as arguments of a Sequential: in a row, or by name where they have one."""
        texts = [self._expression(child, known, at + step) for step, (child, known) in bodies(block, node)]
        return _arguments(block, texts)

    def _residual(self, block: Block, node: Node, at: Place) -> str:
        self.helpers |= self.kinds["Residual"].sources
        slots = [
            f"nn.Sequential({self._children(slot, known, at + step)})" for step, (slot, known) in bodies(block, node)
        ]
        return f"Residual({', '.join(slots if block.children[1].children else slots[:1])})"

    def _parallel(self, block: Block, node: Node, at: Place) -> str:
        merge = node.args.get("merge", "concat")
        text = self.kinds["Parallel"].sources[merge]
        name = _class_name(text)
        self.helpers[name] = text
        place = (*at, "dim")
        shown = merge in ("concat", "stack") and (place in self._given or self._values[place] != 1)
        return f"{name}({self._children(block, node, at)}{f', dim={self._text(place)}' if shown else ''})"

    def _repeat(self, block: Block, node: Node, at: Place) -> str:
        if node.args.get("share"):
            return f"nn.Sequential(*[{self._round(block, node.children, (*at, 0))}] * {node.args['times']})"
        parts = []
        for index, rounds in enumerate(node.rounds):
            body = self._round(block, rounds.children, (*at, index))
            times = self._text((*at, index, "times"))
            parts.append(body if times == "1" else f"*[{body} for _ in range({times})]")
        return f"nn.Sequential({', '.join(parts)})"

    def _round(self, block: Block, nodes: Sequence[Node], at: Place) -> str:
        texts = [
            self._expression(child, known, (*at, position))
            for position, (child, known) in enumerate(zip(block.children, nodes, strict=True))
        ]
        return texts[0] if len(texts) == 1 else f"nn.Sequential({_arguments(block, texts)})"

    # --- the rest of the file

    def _summary(self) -> str:
        report, given = self.report, self.report.model.inputs[0]
        title = "".join(each for each in report.model.title if each.isprintable() and each not in '\\"')
        assert report.output is not None
        return f'"""{title}: {given.shape} {given.dtype} -> {report.output.shape}, {report.params:,} parameters."""'

    def _main(self) -> str:
        given = self.report.model.inputs[0]
        example = _example(given.shape, given.dtype, vocabulary(self.report.model))
        return _MAIN.format(name=self.root_name, example=example)


_SUBCLASS = """class {name}(nn.Sequential):
    def __init__(self):
        super().__init__({children})"""
_MODULE = """class {name}(nn.Module):
    def __init__({arguments}):
        super().__init__()
        {made}

    def forward(self, x: Tensor) -> Tensor:
        {calls}"""
_MAIN = """if __name__ == "__main__":
    model = {name}().eval()
    x = {example}
    print(model(x).shape)
"""


def _arguments(block: Block, texts: Sequence[str]) -> str:
    pairs = list(zip(block.names(), texts, strict=True))
    if not any(child.name for child in block.children):
        return ", ".join(texts)
    if named(block):
        return f"OrderedDict({', '.join(f'{name}={text}' for name, text in pairs)})"
    return f"OrderedDict([{', '.join(f'({name!r}, {text})' for name, text in pairs)}])"


def _imports(body: str) -> str:
    lines = ["from collections import OrderedDict\n"] if re.search(r"\bOrderedDict\(", body) else []
    names = "Tensor, nn" if re.search(r"\bTensor\b", body) else "nn"
    lines += ["import torch", f"from torch import {names}"]
    if re.search(r"\bF\.", body):
        lines.append("from torch.nn import functional as F")
    return "\n".join(lines)


def _example(shape: tuple[int, ...], dtype: str, high: int) -> str:
    if dtype.startswith(("int", "uint")):
        kind = "" if dtype == "int64" else f", dtype=torch.{dtype}"
        return f"torch.randint({high}, {shape}{kind})"
    sizes = ", ".join(map(str, shape))
    return f"torch.randn({sizes})" if dtype == "float32" else f"torch.randn({sizes}).to(torch.{dtype})"


def _helper_names(kinds: Kinds) -> set[str]:
    return {_class_name(text) for kind in kinds.values() for text in kind.sources.values()}


def _class_name(text: str) -> str:
    found: Any = re.match(r"class (\w+)", text)
    return str(found[1])


def _camel(text: str) -> str:
    """A class name from a title or a block's name."""
    words = re.findall(r"[^\W_]+", text)
    name = "".join(word[0].upper() + word[1:] for word in words)
    candidates = (name, f"Model{name}", "Model")
    return next(each for each in candidates if each.isidentifier() and not keyword.iskeyword(each))
