"""Modules and parameters that are in more than one place.

What is called again is reached by its path from `self`, `self.encoder.embed`. Inside the expression that makes
it there is no such path yet: there it gets a variable, `nn.Sequential(tower := nn.Linear(8, 8), tower)`. A class
to which it comes from outside takes it as an argument. Tied parameters are set after all modules are made.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from blocks.code.classes import Class, has_forward, is_class
from blocks.code.uses import Use
from blocks.code.values import Item, Values

_INDENT = 4 * " "
_LOOPS = ("block", "inner", "part", "piece", "detail")


@dataclass
class Sharing:
    """What one class shares. What must have a variable is put into `named`, and has one when it is written anew."""

    found: Class
    values: Values
    taken: Set[str]
    named: set[Use]
    _variables: dict[Use, str] = field(default_factory=dict)

    def kept(self, items: list[Item], text: str) -> str:
        """An expression, in a variable where it is needed once more."""
        if not any(item.use in self.named for item in items):
            return text
        name = self._free(_word(items[0].use))
        self._variables |= {item.use: name for item in items}
        return f"{name} := {text}"

    def again(self, items: list[Item]) -> str:
        """What some `Reuse` blocks of one place call."""
        pairs = [(item, item.use.again) for item in items if item.use.again]
        return self.given(_word(pairs[0][1]), pairs)

    def given(self, name: str, pairs: list[tuple[Item, Use]]) -> str:
        """Modules, where others are made: they are of this class, or come to it as an argument of this name."""
        item, target = pairs[0]
        if target.within(item.owner.inside):
            return self._reached(pairs)
        return self.values.module(name, list(pairs))

    def _reached(self, pairs: list[tuple[Item, Use]]) -> str:
        """Modules of this class, one for each use of it, as they are reached where others are made."""
        item, target = pairs[0]
        top = item.owner.inside
        way = target.way(top)
        if has_forward(top.block) and way[0] is not item.use.way(top)[0]:
            return "self" + _path(way)
        start = next((place for place, each in enumerate(way) if is_class(each)), len(way) - 1)
        for other, use in pairs:
            self.named.add(use.way(other.owner.inside)[start])
        return self._variables.get(way[start], "_") + _path(way[start + 1 :])

    def ties(self) -> list[str]:
        """The statements that make parameters one, where this is the nearest class around both layers."""
        found: dict[str, None] = {}
        for owner in self.found.uses:
            for use in owner.inside.walk():
                for name, (source, parameter) in use.ties.items():
                    if _nearest(use, source) is owner:
                        found["\n".join(self._tie(owner.inside, use, name, source, parameter))] = None
        return [line for text in found for line in text.split("\n")]

    def _tie(self, top: Use, use: Use, name: str, source: Use, parameter: str) -> Iterator[str]:
        """One tie; a Repeat on the way is a loop."""
        text, start, depth = "self", "self", 0
        way, other = use.way(top), source.way(top)
        rest = other
        for place, each in enumerate(way):
            assert each.parent
            if each.parent.block.kind == "Repeat":
                yield f"{_INDENT * depth}for {_LOOPS[depth % len(_LOOPS)]} in {text}:"
                text, depth = _LOOPS[depth % len(_LOOPS)], depth + 1
                if _same_round(way[: place + 1], other[: place + 1]):
                    start, rest = text, other[place:]
            text += each.step
        yield f"{_INDENT * depth}{text}.{name} = {start}{_path(rest)}.{parameter}"

    def _free(self, name: str) -> str:
        used = {argument.name for argument in self.found.arguments} | set(self._variables.values())
        while name in used or name in self.taken:
            name += "_"
        return name


def _word(use: Use) -> str:
    """A name for a module: its label, else its own name, else its kind."""
    return use.block.shared or use.block.name or use.block.kind.lower()


def _path(way: list[Use]) -> str:
    return "".join(each.step for each in way)


def _same_round(way: list[Use], other: list[Use]) -> bool:
    """Whether two ways have led into the same round."""
    return len(way) == len(other) and way[:-1] == other[:-1] and _stretch(way[-1]) == _stretch(other[-1])


def _stretch(use: Use) -> int:
    assert use.parent
    return next(place for place, each in enumerate(use.parent.stretches) if use in each.children)


def _nearest(use: Use, other: Use) -> Use:
    """The use of the nearest class that has both in it."""
    owner = use
    while owner.parent and not (is_class(owner) and owner is not use and other.within(owner) and owner is not other):
        owner = owner.parent
    return owner
