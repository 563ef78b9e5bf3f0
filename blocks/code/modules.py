"""Modules as the expressions that make them, in the `__init__` of a class.

Each expression is written once for all uses of the class: what stands at one place of it is a list of `Item`s.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from blocks.code import frame
from blocks.code.classes import Argument, Classes, named, plain
from blocks.code.sharing import Sharing
from blocks.code.uses import Stretch, Use
from blocks.code.values import Item, Text, Values, Varies, Wanted
from blocks.definitions import kind_of
from blocks.expressions import Expression
from blocks.kinds import Argument as Taken
from blocks.kinds import Kinds
from blocks.scope import INDEX
from blocks.source import CODE
from blocks.tree import Block


@dataclass
class Learned:
    """What only writing shows: Repeats whose rounds no comprehension gives, and what must have a variable."""

    unrolled: set[Block] = field(default_factory=set)
    named: set[Use] = field(default_factory=set)

    def count(self) -> int:
        return len(self.unrolled) + len(self.named)


@dataclass
class Modules:
    """Writes the modules of one class. `helpers` collects the texts of the classes that they
    need, by name; `codes` has the names of the classes that the model brings as text."""

    kinds: Kinds
    classes: Classes
    codes: Mapping[str, str]
    learned: Learned
    helpers: dict[str, str]
    values: Values
    sharing: Sharing
    _repeats: list[Block] = field(default_factory=list)  # that are being written as comprehensions
    _counted: bool = False  # whether what is being written uses the index of a comprehension

    def expression(self, items: list[Item]) -> str:
        """The module of a use, or of those that stand at one place of the class in all its uses."""
        use = items[0].use
        if use.again is None:
            return self.sharing.kept(items, self._made(items))
        if kind_of(use.again.block, self.kinds).expression:  # it has no weights: another one does the same
            return self.expression([item.on(called(item.use)) for item in items])
        return self.sharing.again(items)

    def _made(self, items: list[Item]) -> str:
        use = items[0].use
        if use in self.classes.of:
            return self._instance(items)
        if use.block.kind in ("Sequential", "Residual", "Parallel", "Repeat"):
            return "{}({})".format(*self.structure(items))
        return self._leaf(items)

    def structure(self, items: list[Item]) -> tuple[str, str]:
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
            return Text(self.sharing.given(argument.name, pairs))
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
            text = self.value(items, argument.name)
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
            f"{argument.name}={self.value(items, argument.name).text}"
            for argument in kind_of(block, self.kinds).arguments[1:]
            if argument.name in items[0].use.node.args
        ]
        return f"{self.codes[str(block.args['source'])]}({', '.join(given)})"

    def value(self, items: list[Item], name: str) -> Text:
        """An argument of a block, as it is written here."""
        argument = kind_of(items[0].use.block, self.kinds).argument(name)
        assert argument
        pairs = [(item, _own(item.use, argument)) for item in items]
        inferred = argument.reads is not None and all(name not in item.use.block.args for item in items)
        return self._text(Wanted(name, pairs, _rules(items, name), inferred))

    def _text(self, wanted: Wanted) -> Text:
        try:
            text = self.values.text(wanted)
        except Varies:
            self.learned.unrolled.add(self._repeats[-1])
            return Text("0", True)  # it will be written anew
        self._counted |= INDEX in text.names
        return text

    def _children(self, items: list[Item]) -> str:
        """Children as arguments of a Sequential: in a row, or by name where they have one."""
        return _arguments(items[0].use.block, [self.expression(column) for column in columns(items)])

    def _residual(self, items: list[Item]) -> tuple[str, str]:
        self.helpers |= self.kinds["Residual"].sources
        slots = [self.sharing.kept(column, f"nn.Sequential({self._children(column)})") for column in columns(items)]
        return "Residual", ", ".join(slots if items[0].use.block.children[1].children else slots[:1])

    def _parallel(self, items: list[Item]) -> tuple[str, str]:
        merge = items[0].use.node.args.get("merge", "concat")
        text = self.kinds["Parallel"].sources[merge]
        name = frame.class_name(text)
        self.helpers[name] = text
        dim = self.value(items, "dim")
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
            times = self.value(items, "times").text
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
        times = self.value(items, "times").text
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
        texts = [self.expression(list(column)) for column in columns]
        return texts[0] if len(texts) == 1 else f"nn.Sequential({_arguments(block, texts)})"


def columns(items: list[Item]) -> list[list[Item]]:
    """The children of what stands at one place, each as what stands at its place."""
    return [[item.on(item.use.children[position]) for item in items] for position in range(len(items[0].use.children))]


def called(use: Use) -> Use:
    """What a `Reuse` calls, and any other use itself."""
    return use.again or use


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


def _arguments(block: Block, texts: Sequence[str]) -> str:
    pairs = list(zip(block.names(), texts, strict=True))
    if not any(child.name for child in block.children):
        return ", ".join(texts)
    pairs = [(name, _enclosed(text)) for name, text in pairs]
    if named(block):
        return f"OrderedDict({', '.join(f'{name}={text}' for name, text in pairs)})"
    return f"OrderedDict([{', '.join(f'({name!r}, {text})' for name, text in pairs)}])"


def _enclosed(text: str) -> str:
    """A text in brackets where Python needs them around a variable that is set in passing."""
    return f"({text})" if re.match(r"\w+ := ", text) else text
