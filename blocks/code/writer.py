"""Classes as text, and the whole file."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from blocks import wiring
from blocks.code import forward, frame
from blocks.code.classes import Class, Classes, has_forward, numbers, stem
from blocks.code.inline import Variable, fixed, inline
from blocks.code.modules import Learned, Modules, called, columns
from blocks.code.pasted import Pasted
from blocks.code.sharing import Sharing
from blocks.code.uses import Use, used
from blocks.code.values import CONVERSIONS, Item, Text, Values
from blocks.definitions import kind_of
from blocks.kinds import Kind, Kinds
from blocks.report import Node, Report
from blocks.scope import INDEX
from blocks.source import texts
from blocks.tree import Block
from blocks.wiring import Source

_RESERVED = {"Tensor", "OrderedDict", "F"}
_INDENT = "\n" + 8 * " "


def source(report: Report, kinds: Kinds) -> str:
    """The whole file of a model that works. It is written anew until writing it shows nothing more."""
    root, learned = used(report), Learned()
    while True:
        before = learned.count()
        text = Writer(report, kinds, root, learned).source()
        if learned.count() == before:
            return text


class Writer:
    """Writes one model once. `_modules` writes what the class that is being written holds."""

    _modules: Modules

    def __init__(self, report: Report, kinds: Kinds, root: Use, learned: Learned) -> None:
        self.report, self.kinds, self.learned = report, kinds, learned
        self.helpers: dict[str, str] = {}  # class name -> text
        self.classes = Classes(root, kinds, learned.unrolled)
        self._root = Class((), [root])
        self._texts: dict[Class, str] = {}
        self._name_classes()

    def source(self) -> str:
        """The whole file."""
        for found in (*self.classes.all, self._root):
            self._finish(found)
        body = "\n\n\n".join([*self.helpers.values(), *self.pasted.parts, *self._texts.values()])
        inputs = self._parameters(self._root.uses[0])
        head = f"{frame.summary(self.report)}\n\n{frame.imports(body, self.pasted.imports)}"
        return f"{head}\n\n\n{body}\n\n\n{frame.main(self.report, self._root.name, inputs)}"

    # --- classes

    def _name_classes(self) -> None:
        own = {each.name for each in self.report.model.definitions}
        self.taken = {*_RESERVED, *self.kinds, *frame.helper_names(self.kinds)} - own
        walked = [each.block for each in self._root.uses[0].walk()]
        self.pasted = Pasted([text for block in walked for text in texts([block])], self.taken)
        self._root.name = frame.camel(self.report.model.title)
        while self._root.name in self.taken | own:
            self._root.name += "Model"
        self.taken.add(self._root.name)
        for found in self.classes.all:
            name = first = self._class_name(found)
            number = 2
            while name in self.taken or (name in own and not (found.definition and name == first)):
                name, number = f"{first}{number}", number + 1
            self.taken.add(name)
            found.name = name

    def _class_name(self, found: Class) -> str:
        """The name of the definition; that of the block, or its stem where several that differ share the class."""
        if found.definition:
            return found.definition.name
        name = found.uses[0].block.name
        several = len({tuple(numbers(use, self.kinds)) for use in found.uses}) > 1
        return frame.camel((stem(name) if several else name) or "Block")

    def _finish(self, found: Class) -> None:
        """Write a class, after those that it uses: so their arguments are known."""
        if found in self._texts:
            return
        for use in found.uses:
            for each in use.inside.walk():
                if each is not use and (inner := self.classes.of.get(each)) and inner is not found:
                    self._finish(inner)
        self._texts[found] = self._class(found)

    def _class(self, found: Class) -> str:
        names = {*self.taken, *CONVERSIONS, "range", INDEX}
        found.start(names)
        values = Values(found, self.kinds, names)
        sharing = Sharing(found, values, {*forward.RESERVED, *names}, self.learned.named)
        self._modules = Modules(
            self.kinds, self.classes, self.pasted.names, self.learned, self.helpers, values, sharing
        )
        items = [Item(use.inside, use) for use in found.uses]
        if has_forward(found.block):
            return self._module(found, items)
        base, inner = self._modules.structure(items)
        ties = "".join(_INDENT + line for line in self._modules.sharing.ties())
        arguments = ", ".join(["self", *found.signature()])
        return _SUBCLASS.format(name=found.name, base=base, arguments=arguments, inner=inner, ties=ties)

    def _module(self, found: Class, items: list[Item]) -> str:
        """The class of a Graph, or of a Sequential all of whose children have names."""
        use = items[0].use
        inputs = self._parameters(use)
        made, inlined = self._attributes(items)
        written = forward.lines(inputs, self._steps(use, inlined), _results(use.block, use.node))
        made += self._modules.sharing.ties()
        given = ", ".join(["self", *(f"{each}: Tensor" for each in inputs)])
        count = len(use.node.outputs)
        gives = "Tensor" if count == 1 else f"tuple[{', '.join(['Tensor'] * count)}]"
        signature = ", ".join(["self", *found.signature()])
        start = _INIT.format(arguments=signature, made=_INDENT.join(made)) if made or found.arguments else ""
        return _MODULE.format(name=found.name, start=start, given=given, gives=gives, lines=_INDENT.join(written))

    def _parameters(self, use: Use) -> list[str]:
        """The parameters of a block's `forward`."""
        if use.parent is None:
            return forward.parameters([each.name for each in self.report.model.inputs], ["model"])
        return forward.parameters(wiring.input_names(use.block) if use.block.kind == "Graph" else ["x"])

    def _attributes(self, items: list[Item]) -> tuple[list[str], dict[int, dict[str, Any]]]:
        """What `__init__` sets, modules and what lines of `forward` use; and by position the values in these lines."""
        made: list[str] = []
        inlined: dict[int, dict[str, Any]] = {}
        for position, column in enumerate(columns(items)):
            written = called(column[0].use)
            if kind_of(written.block, self.kinds).expression:
                names, inlined[position] = self._inlined([item.on(called(item.use)) for item in column])
                made += names
            elif not _sibling(column[0].use):
                made.append(f"self.{column[0].use.block.name} = {self._modules.expression(column)}")
        return list(dict.fromkeys(made)), inlined

    def _inlined(self, items: list[Item]) -> tuple[list[str], dict[str, Any]]:
        """The values in an operation's line, and the attributes that they need."""
        use = items[0].use
        kind = kind_of(use.block, self.kinds)
        attributes: list[str] = []
        values: dict[str, Any] = dict(use.node.args)
        for argument in kind.arguments:
            if argument.name in fixed(kind) or (text := self._modules.value(items, argument.name)).literal:
                continue
            attributes += [f"self.{self._attribute(name)} = {name}" for name in sorted(text.names)]
            values[argument.name] = Variable(self._of_self(text))
        return attributes, values

    # --- forward

    def _steps(self, use: Use, inlined: Mapping[int, dict[str, Any]]) -> list[forward.Step]:
        return [
            self._step(child, takes, inlined.get(position, {}))
            for position, (child, takes) in enumerate(zip(use.children, _sources(use.block, use.node), strict=True))
        ]

    def _step(self, use: Use, takes: tuple[Source, ...], values: dict[str, Any]) -> forward.Step:
        block, meant = use.block, called(use)
        kind = kind_of(meant.block, self.kinds)
        gives = _outputs(block.name, meant.inside.block, use.node, kind.gives)
        if not kind.expression:
            name = meant.block.name if _sibling(use) else block.name
            return forward.Step(block.name, takes, gives, partial(_call, name))
        line = _first_part if kind.gives and len(gives) == 1 else inline
        return forward.Step(block.name, takes, gives, partial(line, kind, args=values), idle=True)

    # --- values in lines of `forward`

    def _of_self(self, text: Text) -> str:
        """A value as `forward` writes it, where the arguments of the class are attributes."""
        if text.text.isidentifier():
            return f"self.{self._attribute(text.text)}"
        return f"({ast.unparse(_OfSelf(self._attribute).visit(ast.parse(text.text, mode='eval')))})"

    def _attribute(self, name: str) -> str:
        """The attribute that keeps an argument: its name, where no block has it."""
        while name in self._modules.values.found.block.names():
            name += "_"
        return name


class _OfSelf(ast.NodeTransformer):
    def __init__(self, attribute: Callable[[str], str]) -> None:
        self.attribute = attribute

    def visit_Name(self, node: ast.Name) -> ast.AST:
        known = node.id in CONVERSIONS
        return node if known else ast.Attribute(ast.Name("self", ast.Load()), self.attribute(node.id), ast.Load())


_SUBCLASS = """class {name}({base}):
    def __init__({arguments}):
        super().__init__({inner}){ties}"""
_MODULE = """class {name}(nn.Module):{start}
    def forward({given}) -> {gives}:
        {lines}"""
_INIT = """
    def __init__({arguments}):
        super().__init__()
        {made}
"""


def _sibling(use: Use) -> bool:
    """Whether a `Reuse` in a Graph calls a sibling: then it is no module of its own."""
    graph = use.parent
    return use.again is not None and graph is not None and graph.block.kind == "Graph" and use.again.parent is graph


def _sources(block: Block, node: Node) -> list[tuple[Source, ...]]:
    """What each child takes."""
    if block.kind != "Graph":
        return [(Source(position - 1 if position else None),) for position in range(len(block.children))]
    graph = replace(block, args=node.args)  # the root's inputs are named in the model
    return [wiring.sources(graph, place) if known.inputs else () for place, known in enumerate(node.children)]


def _results(block: Block, node: Node) -> tuple[Source, ...]:
    """What the block gives; a chain all that its last child gives."""
    if block.kind == "Graph":
        return wiring.results(replace(block, args=node.args))
    return tuple(Source(len(block.children) - 1, place) for place in range(len(node.outputs)))


def _outputs(name: str, block: Block, node: Node, gives: Sequence[str]) -> tuple[str, ...]:
    """A name for each output of a block that is called `name`: its kind's, those of what a Graph gives, or numbers."""
    names = wiring.output_names(block) if block.kind == "Graph" else gives
    if len(names) < len(node.outputs):
        names = [f"{name}_{place}" for place in range(len(node.outputs))]
    return tuple(name.replace(".", "_") for name in names[: len(node.outputs)])


def _first_part(kind: Kind, tensors: Sequence[str], args: Mapping[str, Any]) -> str:
    """An operation that gives a tuple, here of one tensor."""
    return f"{inline(kind, tensors, args)}[0]"


def _call(name: str, tensors: Sequence[str]) -> str:
    return f"self.{name}({', '.join(tensors)})"
