"""Blocks as expressions, and classes as text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from blocks import wiring
from blocks.code import forward, frame
from blocks.code.classes import Class, Key, Place, Values, bodies, collect, is_class, key_of, named, plain, values
from blocks.code.inline import Variable, inline
from blocks.kinds import Argument, Kind, Kinds
from blocks.report import Node, Report
from blocks.tree import Block
from blocks.wiring import Source

_RESERVED = {"Tensor", "OrderedDict", "F"}
_INDENT = "\n" + 8 * " "


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
        inputs = self._parameters(self.report.model.root, self.report.root)
        head = f"{frame.summary(self.report)}\n\n{frame.imports(body)}"
        return f"{head}\n\n\n{body}\n\n\n{frame.main(self.report, self.root_name, inputs)}"

    # --- classes

    def _name_classes(self) -> None:
        self.root_name = frame.camel(self.report.model.title)
        taken = {*_RESERVED, *self.kinds, *frame.helper_names(self.kinds)}
        while self.root_name in taken:
            self.root_name += "Model"
        taken.add(self.root_name)
        for (stem, _), found in self.classes.items():
            several = len({repr(instance) for instance in found.instances}) > 1
            name = first = frame.camel((stem if several else found.block.name) or "Block")
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
        return self._module(found.name, ["self", *signature], found.block, found.node)

    def _root(self) -> str:
        root, node = self.report.model.root, self.report.root
        self._given, self._values = {}, values(root, node, self.kinds)
        if root.kind == "Graph" or named(root):
            return self._module(self.root_name, ["self"], root, node)
        return _SUBCLASS.format(name=self.root_name, children=self._children(root, node, ()))

    def _module(self, name: str, signature: Sequence[str], block: Block, node: Node) -> str:
        """The class of a Graph, or of a Sequential all of whose children have names."""
        inputs = self._parameters(block, node)
        written = forward.lines(inputs, self._steps(block, node), _results(block, node))
        made = self._attributes(block, node)
        given = ", ".join(["self", *(f"{each}: Tensor" for each in inputs)])
        gives = "Tensor" if len(node.outputs) == 1 else f"tuple[{', '.join(['Tensor'] * len(node.outputs))}]"
        start = _INIT.format(arguments=", ".join(signature), made=_INDENT.join(made)) if made else ""
        return _MODULE.format(name=name, start=start, given=given, gives=gives, lines=_INDENT.join(written))

    def _parameters(self, block: Block, node: Node) -> list[str]:
        """The parameters of a block's `forward`."""
        if block is self.report.model.root:
            return forward.parameters([each.name for each in self.report.model.inputs], ["model"])
        return forward.parameters(wiring.input_names(block) if block.kind == "Graph" else ["x"])

    def _attributes(self, block: Block, node: Node) -> list[str]:
        """What `__init__` sets: modules, and the arguments that lines of `forward` use."""
        made = []
        for at, (child, known) in bodies(block, node):
            if self.kinds[child.kind].expression:
                names = [name for place, name in self._given.items() if place[:-1] == at]
                made += [f"self.{name} = {name}" for name in names]
            else:
                made.append(f"self.{child.name} = {self._expression(child, known, at)}")
        return list(dict.fromkeys(made))

    # --- forward

    def _steps(self, block: Block, node: Node) -> list[forward.Step]:
        return [
            self._step(child, known, at, source)
            for (at, (child, known)), source in zip(bodies(block, node), _sources(block, node), strict=True)
        ]

    def _step(self, block: Block, node: Node, at: Place, takes: tuple[Source, ...]) -> forward.Step:
        kind = self.kinds[block.kind]
        gives = _outputs(block, node, kind.gives)
        if not kind.expression:
            return forward.Step(block.name, takes, gives, partial(_called, block.name))
        variables = {
            name: Variable(f"self.{self._given[*at, name]}") if (*at, name) in self._given else value
            for name, value in node.args.items()
        }
        line = _first_part if kind.gives and len(gives) == 1 else inline
        return forward.Step(block.name, takes, gives, partial(line, kind, args=variables), idle=True)

    # --- expressions

    def _expression(self, block: Block, node: Node, at: Place) -> str:
        if is_class(block):
            return self._instance(key_of(block, node, self.kinds), at)
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
        first, rest = [], {}
        for argument in kind.arguments:
            place = (*at, argument.name)
            text = self._text(place, argument)
            if argument.required or argument.reads is not None:
                first.append(text)
            elif place in self._given or self._values[place] != plain(argument.default):
                rest[argument.name] = text
        own = not kind.added or any(name in rest for name in kind.added)
        self.helpers |= kind.sources if own else {}
        named = (f"{name}={text}" for name, text in rest.items())
        return f"{kind.call if own else f'nn.{kind.name}'}({', '.join([*first, *named])})"

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
        name = frame.class_name(text)
        self.helpers[name] = text
        place = (*at, "dim")
        shown = merge in ("concat", "stack") and (place in self._given or self._values[place] != 1)
        return f"{name}({self._children(block, node, at)}{f', dim={self._text(place)}' if shown else ''})"

    def _repeat(self, block: Block, node: Node, at: Place) -> str:
        kind = self.kinds["Repeat"]
        several = len(node.inputs) > 1
        self.helpers |= kind.sources if several else {}
        rounds = ", ".join(self._rounds(block, node, at))
        return f"{'Repeat' if several else kind.call}({rounds})"

    def _rounds(self, block: Block, node: Node, at: Place) -> list[str]:
        if node.args.get("share"):
            return [f"*[{self._round(block, node.children, (*at, 0))}] * {node.args['times']}"]
        parts = []
        for index, rounds in enumerate(node.rounds):
            body = self._round(block, rounds.children, (*at, index))
            times = self._text((*at, index, "times"))
            parts.append(body if times == "1" else f"*[{body} for _ in range({times})]")
        return parts

    def _round(self, block: Block, nodes: Sequence[Node], at: Place) -> str:
        texts = [
            self._expression(child, known, (*at, position))
            for position, (child, known) in enumerate(zip(block.children, nodes, strict=True))
        ]
        return texts[0] if len(texts) == 1 else f"nn.Sequential({_arguments(block, texts)})"


_SUBCLASS = """class {name}(nn.Sequential):
    def __init__(self):
        super().__init__({children})"""
_MODULE = """class {name}(nn.Module):{start}
    def forward({given}) -> {gives}:
        {lines}"""
_INIT = """
    def __init__({arguments}):
        super().__init__()
        {made}
"""


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


def _outputs(block: Block, node: Node, gives: Sequence[str]) -> tuple[str, ...]:
    """A name for each output of a block: its kind's, those of what a Graph gives, or numbers."""
    names = wiring.output_names(block) if block.kind == "Graph" else gives
    if len(names) < len(node.outputs):
        names = [f"{block.name}_{place}" for place in range(len(node.outputs))]
    return tuple(name.replace(".", "_") for name in names[: len(node.outputs)])


def _first_part(kind: Kind, tensors: Sequence[str], args: Mapping[str, Any]) -> str:
    """An operation that gives a tuple, here of one tensor."""
    return f"{inline(kind, tensors, args)}[0]"


def _called(name: str, tensors: Sequence[str]) -> str:
    return f"self.{name}({', '.join(tensors)})"


def _arguments(block: Block, texts: Sequence[str]) -> str:
    pairs = list(zip(block.names(), texts, strict=True))
    if not any(child.name for child in block.children):
        return ", ".join(texts)
    if named(block):
        return f"OrderedDict({', '.join(f'{name}={text}' for name, text in pairs)})"
    return f"OrderedDict([{', '.join(f'({name!r}, {text})' for name, text in pairs)}])"
