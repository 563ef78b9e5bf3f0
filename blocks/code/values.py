"""Numbers as a person would write them: a rule, an argument of the class, a literal, or a first round and a rest.

Whatever is tried is computed for every use that the class has in the model, and stands only where it gives each
of them the number that PyTorch was asked with.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from blocks.code.classes import Argument, Class, frame, plain
from blocks.code.uses import Use
from blocks.code.widths import repeat_around, width_rules
from blocks.errors import BlockError
from blocks.expressions import Expression, evaluate, names_in, substituted
from blocks.kinds import Kinds
from blocks.scope import INDEX

CONVERSIONS = frozenset(("int", "float", "bool"))
_FEWEST_ROUNDS = 3  # below, rounds that differ are as short side by side


@dataclass(frozen=True, slots=True)
class Item:
    """A use as the class of `owner` writes it; `index` is its round in a comprehension that counts them."""

    use: Use
    owner: Use
    index: int | None = None

    def on(self, use: Use) -> "Item":
        """Another use, written at the same place."""
        return replace(self, use=use)


Pairs: TypeAlias = list[tuple[Item, Any]]


class Varies(Exception):
    """No text gives the numbers of all rounds."""


@dataclass(frozen=True, slots=True)
class Text:
    """A value in Python; one that is no `literal` follows arguments of the class, or the index."""

    text: str
    literal: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The arguments that it uses, and the index."""
        if self.literal:
            return frozenset()
        found = {node.id for node in ast.walk(ast.parse(self.text)) if isinstance(node, ast.Name)}
        return frozenset(found - CONVERSIONS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that is to be written: its name, how each use has it, and the rules behind it where uses have one."""

    name: str
    pairs: Pairs
    rules: Mapping[Use, Expression] = field(default_factory=dict)
    inferred: bool = False

    @property
    def rule(self) -> Expression | None:
        """The rule that all have, if they have one."""
        found = {self.rules.get(item.use) for item, _ in self.pairs}
        return found.pop() if len(found) == 1 else None


class Values:
    """Writes the values of one class. `taken` are names that an argument would hide."""

    def __init__(self, found: Class, kinds: Kinds, taken: Set[str]) -> None:
        self.found, self.taken = found, taken
        self._rooted = found.uses[0].parent is None
        self._rules = list(width_rules(found.block, kinds, (), None))

    def text(self, wanted: Wanted) -> Text:
        """The value in Python. Raises Varies where rounds differ as no text says."""
        text = self._ruled(wanted.rule, wanted.pairs) if wanted.rule else None
        text = text or self._plain(wanted) or self._by_round(wanted)
        if text is None:
            raise Varies
        return text

    def _plain(self, wanted: Wanted) -> Text | None:
        """The same text for all rounds."""
        return (
            (self._like(wanted.pairs) if wanted.inferred else None) or _literal(wanted.pairs) or self._argument(wanted)
        )

    # --- rules

    def _ruled(self, rule: Expression, pairs: Pairs) -> Text | None:
        """The rule itself. A class inside a definition's takes the parameters that the rule needs."""
        known = {argument.known for argument in self.found.arguments}
        missing = names_in(rule) - known - {INDEX}
        if missing and (INDEX not in names_in(rule) or pairs[0][0].index is not None):
            for name in sorted(missing):
                self._bring(name)
        return self._fitting(rule, pairs)

    def _bring(self, name: str) -> None:
        """Take a parameter of the definition around all uses of the class."""
        if not self._rooted and all(name in frame(use) for use in self.found.uses):
            values = {use: plain(frame(use)[name]) for use in self.found.uses}
            rules: dict[Use, Expression] = dict.fromkeys(values, Expression(name))
            self.found.arguments.append(Argument(self._free(name), name, values, rules))

    def _like(self, pairs: Pairs) -> Text | None:
        """A rule for a width that gives an inferred number: the nearest one before it, else one after it."""
        for rule in self._nearest(pairs):
            if written := self._fitting(rule, pairs):
                return written
        return None

    def _nearest(self, pairs: Pairs) -> Iterator[Expression]:
        use, top = pairs[0][0].use, self.found.uses[0].inside
        top = next((owner.inside for owner in self.found.uses if use.within(owner.inside)), top)
        here, repeat = use.address(top), repeat_around(use, top)
        before = [each for each in self._rules if each.address < here]
        after = [each for each in self._rules if each.address >= here] if _comes_back(pairs, use, top) else []
        for each in (*reversed(before), *reversed(after)):
            if INDEX not in names_in(each.rule) or each.repeat == repeat:
                yield each.rule

    def _fitting(self, rule: Expression, pairs: Pairs) -> Text | None:
        """A rule where it gives every value, as Python writes a whole number or one with a point."""
        for variant, convert in _variants(rule):
            if all(_gives(variant, convert, self._names(item), value) for item, value in pairs):
                text = self._renamed(variant)
                return Text(f"{convert}({text})" if convert else text)
        return None

    def _names(self, item: Item) -> dict[str, Any]:
        """What the rules of the class know in a round of a use."""
        known = {each.known: each.values[item.owner] for each in self.found.arguments if item.owner in each.values}
        return known if item.index is None else {**known, INDEX: item.index}

    def _renamed(self, rule: Expression) -> str:
        changed = {each.known: Expression(each.name) for each in self.found.arguments if each.known != each.name}
        return str(substituted(rule, changed))

    # --- arguments

    def _argument(self, wanted: Wanted) -> Text | None:
        """An argument of the class, where the value is the same in all rounds of a use."""
        values: dict[Use, Any] = {}
        rules: dict[Use, Expression] = {}
        for item, value in wanted.pairs:
            if repr(values.setdefault(item.owner, value)) != repr(value):
                return None
            if rule := wanted.rules.get(item.use):
                rules[item.owner] = rule
        if self._rooted or not values:
            return None
        argument = self._equal(values) or self._added(wanted)
        argument.values = {**values, **argument.values}
        argument.rules = {**rules, **argument.rules}
        return Text(argument.name)

    def module(self, name: str, pairs: Pairs) -> str:
        """The argument through which the class is given modules that are shared."""
        values = {item.owner: use for item, use in pairs}
        for each in self.found.arguments:
            if each.annotation == "nn.Module" and all(each.values.get(owner) is use for owner, use in values.items()):
                return each.name
        while self._is_taken(name):
            name += "_"
        self.found.arguments.append(Argument(name, name, values, annotation="nn.Module"))
        return name

    def _equal(self, values: Mapping[Use, Any]) -> Argument | None:
        """An argument that has these values already."""
        for each in self.found.arguments:
            shared = each.values.keys() & values.keys()
            if shared and not each.parameter and all(repr(each.values[use]) == repr(values[use]) for use in shared):
                return each
        return None

    def _added(self, wanted: Wanted) -> Argument:
        """A new argument, called like the value, or like its block too where that is taken."""
        name, use = wanted.name, wanted.pairs[0][0].use
        top = next(owner.inside for owner in self.found.uses if use.within(owner.inside))
        prefixes = [each.block.name for each in use.way(top) if each.block.name]
        tries = [name, *(f"{prefix}_{name}" for prefix in prefixes[-1:]), *(f"{name}_{n}" for n in range(2, 1000))]
        hidden = {*frame(use)} if not self.found.definition else set()
        chosen = next(each for each in tries if self._free(each) == each and each not in hidden)
        self.found.arguments.append(Argument(chosen, chosen, inferred=wanted.inferred))
        return self.found.arguments[-1]

    def _free(self, name: str) -> str:
        """The name, with an underscore more where it means something else in the class."""
        while self._is_taken(name) or name in self.found.block.names():
            name += "_"
        return name

    def _is_taken(self, name: str) -> bool:
        return name in self.taken or any(name in (each.name, each.known) for each in self.found.arguments)

    # --- rounds that differ

    def _by_round(self, wanted: Wanted) -> Text | None:
        """One text for the first round and one for the rest: `in_channels if i == 0 else 4 * channels`."""
        firsts = [pair for pair in wanted.pairs if pair[0].index == 0]
        rest = [pair for pair in wanted.pairs if pair[0].index]
        if not firsts or not rest or len(firsts) + len(rest) < len(wanted.pairs):
            return None
        last = self._like(rest) or self._round_before(rest) or self._settled(replace(wanted, pairs=rest))
        growth = None if last else self._growth(firsts, rest)
        first = self._plain(replace(wanted, pairs=firsts)) if last or growth else None
        if first and growth:
            return Text(f"{_whole(first)} + {_whole(growth)} * {INDEX}")
        if first is None or last is None:
            return None
        return Text(f"{_whole(first)} if {INDEX} == 0 else {last.text}")

    def _round_before(self, rest: Pairs) -> Text | None:
        """What a rule gave in the round before."""
        if len({item.index for item, _ in rest}) < _FEWEST_ROUNDS - 1:
            return None
        before = {INDEX: Expression(f"{INDEX} - 1")}
        shifted = (substituted(rule, before) for rule in self._nearest(rest) if INDEX in names_in(rule))
        return next(filter(None, (self._fitting(rule, rest) for rule in shifted)), None)

    def _growth(self, firsts: Pairs, rest: Pairs) -> Text | None:
        """By how much each round is wider than the one before, where that is always the same."""
        start = {item.owner: value for item, value in firsts if type(value) is int}
        if len({item.index for item, _ in rest}) < _FEWEST_ROUNDS - 1:
            return None
        steps: Pairs = []
        for item, value in rest:
            if item.owner not in start or not item.index or (value - start[item.owner]) % item.index:
                return None
            steps.append((item, (value - start[item.owner]) // item.index))
        return self._like(steps) or _literal(steps)

    def _settled(self, wanted: Wanted) -> Text | None:
        """What does not change any more; with one round more than the first there is no telling."""
        rounds = {item.index for item, _ in wanted.pairs}
        return _literal(wanted.pairs) or self._argument(wanted) if len(rounds) > 1 else self._argument(wanted)


def _comes_back(pairs: Pairs, use: Use, top: Use) -> bool:
    """Whether a rule further on can be the reason for a width: in later rounds, where it is added to what came, or
    where several widths follow it. (One width may be equal by chance.)"""
    added = any(each.parent and each.parent.block.kind == "Residual" for each in use.way(top))
    return added or all(item.index for item, _ in pairs) or len({repr(value) for _, value in pairs}) > 1


# --- values


def _whole(text: Text) -> str:
    """A text as part of a longer one."""
    return text.text if text.text.isalnum() or text.text.isidentifier() else f"({text.text})"


def _literal(pairs: Iterable[tuple[Item, Any]]) -> Text | None:
    found = {repr(value) for _, value in pairs}
    return Text(found.pop(), True) if len(found) == 1 else None


def _variants(rule: Expression) -> Iterator[tuple[Expression, str]]:
    """Ways to write a rule so that it gives a value of the right type, with a conversion where one is needed."""
    whole = Expression(ast.unparse(_Whole().visit(ast.parse(rule.text.strip(), mode="eval"))))
    yield from ((rule, ""), (whole, ""), (rule, "int"), (rule, "float"), (rule, "bool"))


class _Whole(ast.NodeTransformer):
    """Division of whole numbers."""

    def visit_Div(self, node: ast.Div) -> ast.AST:
        return ast.FloorDiv()


def _gives(rule: Expression, conversion: str, names: Mapping[str, Any], value: Any) -> bool:
    """Whether a rule, converted, gives a value."""
    try:
        found = evaluate(rule, names)
    except BlockError:
        return False
    if not conversion:
        return type(found) is type(value) and bool(found == value)
    return type(value).__name__ == conversion and isinstance(found, int | float) and bool(found == value)
