"""Blocks as expressions, and classes as text."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from blocks import wiring
from blocks.code import forward, frame
from blocks.code.classes import Argument, Class, Classes, has_forward, named, numbers, plain, stem
from blocks.code.inline import Variable, fixed, inline
from blocks.code.pasted import Pasted
from blocks.code.sharing import Sharing
from blocks.code.uses import Stretch, Use, used
from blocks.code.values import CONVERSIONS, Item, Text, Values, Varies, Wanted
from blocks.definitions import kind_of
from blocks.expressions import Expression
from blocks.kinds import Argument as Taken
from blocks.kinds import Kind, Kinds
from blocks.report import Node, Report
from blocks.scope import INDEX
from blocks.source import CODE
from blocks.tree import Block
from blocks.wiring import Source

_RESERVED = {"Tensor", "OrderedDict", "F"}
_INDENT = "\n" + 8 * " "


@dataclass
class Learned:
    """What only writing shows: Repeats whose rounds no comprehension gives, and what must have a variable."""

    unrolled: set[Block] = field(default_factory=set)
    named: set[Use] = field(default_factory=set)

    def count(self) -> int:
        return len(self.unrolled) + len(self.named)


def source(report: Report, kinds: Kinds) -> str:
    """The whole file of a model that works. It is written anew until writing it shows nothing more."""
    root, learned = used(report), Learned()
    while True:
        before = learned.count()
        text = Writer(report, kinds, root, learned).source()
        if learned.count() == before:
            return text


class Writer:
    """Writes one model once. `_values` and `_sharing` are those of the class that is being written."""

    _values: Values
    _sharing: Sharing

    def __init__(self, report: Report, kinds: Kinds, root: Use, learned: Learned) -> None:
        self.report, self.kinds, self.learned = report, kinds, learned
        self.helpers: dict[str, str] = {}  # class name -> text
        self.classes = Classes(root, kinds, learned.unrolled)
        self._root = Class((), [root])
        self._texts: dict[Class, str] = {}
        self._repeats: list[Block] = []  # that are being written as comprehensions
        self._counted = False  # whether what is being written uses the index of a comprehension
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
        self.taken = {*_RESERVED, *self.kinds, *frame.helper_names(self.kinds)}
        codes = [str(each.block.args["source"]) for each in self._root.uses[0].walk() if each.block.kind == CODE]
        self.pasted = Pasted(codes, self.taken)
        self._root.name = frame.camel(self.report.model.title)
        while self._root.name in self.taken | own:
            self._root.name += "Model"
        self.taken.add(self._root.name)
        firsts: set[str] = set()
        for found in self.classes.all:
            name = first = self._class_name(found)
            number = 2
            while name in self.taken or (name in own and (name in firsts or not found.definition)):
                name, number = f"{first}{number}", number + 1
            self.taken.add(name)
            firsts.add(name)
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
        self._values = Values(found, self.kinds, names)
        self._sharing = Sharing(found, self._values, {*forward.RESERVED, *names}, self.learned.named)
        items = [Item(use.inside, use) for use in found.uses]
        if has_forward(found.block):
            return self._module(found, items)
        base, inner = self._structure(items)
        ties = "".join(_INDENT + line for line in self._sharing.ties())
        arguments = ", ".join(["self", *found.signature()])
        return _SUBCLASS.format(name=found.name, base=base, arguments=arguments, inner=inner, ties=ties)

    def _module(self, found: Class, items: list[Item]) -> str:
        """The class of a Graph, or of a Sequential all of whose children have names."""
        use = items[0].use
        inputs = self._parameters(use)
        made, inlined = self._attributes(items)
        written = forward.lines(inputs, self._steps(use, inlined), _results(use.block, use.node))
        made += self._sharing.ties()
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
        for position, column in enumerate(_columns(items)):
            written = _called(column[0].use)
            if kind_of(written.block, self.kinds).expression:
                names, inlined[position] = self._inlined([item.on(_called(item.use)) for item in column])
                made += names
            elif not _sibling(column[0].use):
                made.append(f"self.{column[0].use.block.name} = {self._expression(column)}")
        return list(dict.fromkeys(made)), inlined

    def _inlined(self, items: list[Item]) -> tuple[list[str], dict[str, Any]]:
        """The values in an operation's line, and the attributes that they need."""
        use = items[0].use
        kind = kind_of(use.block, self.kinds)
        attributes: list[str] = []
        values: dict[str, Any] = dict(use.node.args)
        for argument in kind.arguments:
            if argument.name in fixed(kind) or (text := self._value(items, argument.name)).literal:
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
        block, called = use.block, _called(use)
        kind = kind_of(called.block, self.kinds)
        gives = _outputs(block.name, called.inside.block, use.node, kind.gives)
        if not kind.expression:
            name = called.block.name if _sibling(use) else block.name
            return forward.Step(block.name, takes, gives, partial(_call, name))
        line = _first_part if kind.gives and len(gives) == 1 else inline
        return forward.Step(block.name, takes, gives, partial(line, kind, args=values), idle=True)

    # --- expressions

    def _expression(self, items: list[Item]) -> str:
        """The module of a use, or of those that stand at one place of the class in all its uses."""
        use = items[0].use
        if use.again is None:
            return self._sharing.kept(items, self._made(items))
        if kind_of(use.again.block, self.kinds).expression:  # it has no weights: another one does the same
            return self._expression([item.on(_called(item.use)) for item in items])
        return self._sharing.again(items)

    def _made(self, items: list[Item]) -> str:
        use = items[0].use
        if use in self.classes.of:
            return self._instance(items)
        if use.block.kind in ("Sequential", "Residual", "Parallel", "Repeat"):
            return "{}({})".format(*self._structure(items))
        return self._leaf(items)

    def _structure(self, items: list[Item]) -> tuple[str, str]:
        """The class of a structure, and what it is given."""
        block = items[0].use.block
        match block.kind:
            case "Residual":
                return self._residual(items)
            case "Parallel":
                return self._parallel(items)
            case "Repeat":
                return self._repeat(items)
        return "nn.Sequential", self._children(items)

    def _instance(self, items: list[Item]) -> str:
        found = self.classes.of[items[0].use]
        positional: list[str] = []
        named: dict[str, str] = {}
        for argument in sorted(found.arguments, key=lambda each: each.parameter):
            text = self._given(items, argument)
            if argument.parameter and text.literal and text.text == repr(argument.default):
                continue
            first = argument is found.arguments[0] and not named
            if found.definition and (first or not argument.parameter):
                positional.append(text.text)
            else:
                named[argument.name] = text.text
        if len(named) == 1 and not found.definition:
            return f"{found.name}({next(iter(named.values()))})"
        return f"{found.name}({', '.join([*positional, *(f'{name}={text}' for name, text in named.items())])})"

    def _given(self, items: list[Item], argument: Argument) -> Text:
        """What an instance is given for an argument of its class."""
        pairs = [(item, argument.values[item.use]) for item in items if item.use in argument.values]
        if argument.annotation == "nn.Module":
            return Text(self._sharing.given(argument.name, pairs))
        if not pairs:  # what no round asks for
            return Text(repr(next(iter(argument.values.values()))), True)
        rules = argument.rules if not argument.parameter else _rules(items, argument.known)
        return self._text(Wanted(argument.name, pairs, rules, argument.inferred))

    def _leaf(self, items: list[Item]) -> str:
        block = items[0].use.block
        if block.kind == CODE:
            return self._of_code(items)
        kind = kind_of(block, self.kinds)
        first, rest = [], {}
        for argument in kind.arguments:
            text = self._value(items, argument.name)
            if argument.required or argument.reads is not None:
                first.append(text.text)
            elif not text.literal or _own(items[0].use, argument) != plain(argument.default):
                rest[argument.name] = text.text
        own = not kind.added or any(name in rest for name in kind.added)
        self.helpers |= kind.sources if own else {}
        named = (f"{name}={text}" for name, text in rest.items())
        return f"{kind.call if own else f'nn.{kind.name}'}({', '.join([*first, *named])})"

    def _of_code(self, items: list[Item]) -> str:
        """An instance of a class that the model brings as text. (Some of its arguments may be given by name alone.)"""
        block = items[0].use.block
        given = [
            f"{argument.name}={self._value(items, argument.name).text}"
            for argument in kind_of(block, self.kinds).arguments[1:]
            if argument.name in items[0].use.node.args
        ]
        return f"{self.pasted.names[str(block.args['source'])]}({', '.join(given)})"

    def _value(self, items: list[Item], name: str) -> Text:
        """An argument of a block, as it is written here."""
        argument = kind_of(items[0].use.block, self.kinds).argument(name)
        assert argument
        pairs = [(item, _own(item.use, argument)) for item in items]
        inferred = argument.reads is not None and all(name not in item.use.block.args for item in items)
        return self._text(Wanted(name, pairs, _rules(items, name), inferred))

    def _text(self, wanted: Wanted) -> Text:
        try:
            text = self._values.text(wanted)
        except Varies:
            self.learned.unrolled.add(self._repeats[-1])
            return Text("0", True)  # it will be written anew
        self._counted |= INDEX in text.names
        return text

    def _children(self, items: list[Item]) -> str:
        """Children as arguments of a Sequential: in a row, or by name where they have one."""
        return _arguments(items[0].use.block, [self._expression(column) for column in _columns(items)])

    def _residual(self, items: list[Item]) -> tuple[str, str]:
        self.helpers |= self.kinds["Residual"].sources
        slots = [self._sharing.kept(column, f"nn.Sequential({self._children(column)})") for column in _columns(items)]
        return "Residual", ", ".join(slots if items[0].use.block.children[1].children else slots[:1])

    def _parallel(self, items: list[Item]) -> tuple[str, str]:
        merge = items[0].use.node.args.get("merge", "concat")
        text = self.kinds["Parallel"].sources[merge]
        name = frame.class_name(text)
        self.helpers[name] = text
        dim = self._value(items, "dim")
        shown = merge in ("concat", "stack") and dim.text != "1"
        return name, f"{self._children(items)}{f', dim={dim.text}' if shown else ''}"

    # --- rounds

    def _repeat(self, items: list[Item]) -> tuple[str, str]:
        use = items[0].use
        kind = self.kinds["Repeat"]
        several = len(use.node.inputs) > 1
        self.helpers |= kind.sources if several else {}
        return "Repeat" if several else kind.call, self._rounds(items)

    def _rounds(self, items: list[Item]) -> str:
        use = items[0].use
        stretches = [(item, stretch) for item in items for stretch in item.use.stretches]
        if not stretches:
            return ""
        if use.node.args.get("share"):
            times = self._value(items, "times").text
            body = self._round(use.block, [(Item(item.use, item.owner), stretch) for item, stretch in stretches])
            return f"*[{body}] * {times if times.isalnum() else f'({times})'}"
        if self.classes.comprehended(use):
            return self._comprehension(items, stretches)
        columns = zip(
            *([(Item(item.use, item.owner), each) for each in item.use.stretches] for item in items), strict=True
        )
        return ", ".join(self._stretch(use.block, list(column)) for column in columns)

    def _comprehension(self, items: list[Item], stretches: list[tuple[Item, Stretch]]) -> str:
        """All rounds as one, in which the index `i` tells them apart."""
        block = items[0].use.block
        times = self._value(items, "times").text
        around, self._counted = self._counted, False
        self._repeats.append(block)
        body = self._round(
            block,
            [(Item(item.use, item.owner, index), each) for item, each in stretches for index in _telling(each)],
        )
        self._repeats.pop()
        index, self._counted = INDEX if self._counted else "_", around
        return body if times == "1" and index == "_" else f"*[{body} for {index} in range({times})]"

    def _stretch(self, block: Block, rounds: list[tuple[Item, Stretch]]) -> str:
        """A stretch of equal rounds."""
        body = self._round(block, rounds)
        times = self._text(Wanted("times", [(item, stretch.count) for item, stretch in rounds])).text
        return body if times == "1" else f"*[{body} for _ in range({times})]"

    def _round(self, block: Block, rounds: list[tuple[Item, Stretch]]) -> str:
        columns = zip(*([item.on(child) for child in stretch.children] for item, stretch in rounds), strict=True)
        texts = [self._expression(list(column)) for column in columns]
        return texts[0] if len(texts) == 1 else f"nn.Sequential({_arguments(block, texts)})"

    # --- values in lines of `forward`

    def _of_self(self, text: Text) -> str:
        """A value as `forward` writes it, where the arguments of the class are attributes."""
        if text.text.isidentifier():
            return f"self.{self._attribute(text.text)}"
        return f"({ast.unparse(_OfSelf(self._attribute).visit(ast.parse(text.text, mode='eval')))})"

    def _attribute(self, name: str) -> str:
        """The attribute that keeps an argument: its name, where no block has it."""
        while name in self._values.found.block.names():
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


def _columns(items: list[Item]) -> list[list[Item]]:
    """The children of what stands at one place, each as what stands at its place."""
    return [[item.on(item.use.children[position]) for item in items] for position in range(len(items[0].use.children))]


def _called(use: Use) -> Use:
    """What a `Reuse` calls, and any other use itself."""
    return use.again or use


def _sibling(use: Use) -> bool:
    """Whether a `Reuse` in a Graph calls a sibling: then it is no module of its own."""
    graph = use.parent
    return use.again is not None and graph is not None and graph.block.kind == "Graph" and use.again.parent is graph


def _own(use: Use, argument: Taken) -> Any:
    """The value of an argument; a tuple of one as its number, where PyTorch takes both."""
    value = plain(use.node.args.get(argument.name, argument.default))
    return value[0] if argument.scalar and isinstance(value, tuple) and len(value) == 1 else value


def _rules(items: list[Item], name: str) -> dict[Use, Expression]:
    """The rules that blocks have for an argument."""
    found = {item.use: item.use.block.args.get(name) for item in items}
    return {use: rule for use, rule in found.items() if isinstance(rule, Expression)}


def _telling(stretch: Stretch) -> list[int]:
    """Rounds that tell how a stretch goes on: its first, the next, and its last."""
    return sorted({stretch.start, stretch.start + min(1, stretch.count - 1), stretch.start + stretch.count - 1})


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


def _arguments(block: Block, texts: Sequence[str]) -> str:
    pairs = list(zip(block.names(), texts, strict=True))
    if not any(child.name for child in block.children):
        return ", ".join(texts)
    if named(block):
        return f"OrderedDict({', '.join(f'{name}={text}' for name, text in pairs)})"
    return f"OrderedDict([{', '.join(f'({name!r}, {text})' for name, text in pairs)}])"
