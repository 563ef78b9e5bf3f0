"""What several blocks have in common, as one block whose numbers follow rules in the round `i`.

Two blocks are alike when they are equal apart from their own name; blocks follow a rule when their numbers do, or
when the first has a part more than the others.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from blocks.definitions import kind_of
from blocks.errors import BlockError
from blocks.expressions import Expression, evaluate
from blocks.kinds import Kinds, Value
from blocks.tree import Block

Folded = Block | None
FEWEST = 3  # rounds for a rule: any two numbers follow one
ONCE = Expression("1 if i == 0 else 0")


def folded(rounds: Sequence[Block], kinds: Kinds) -> Folded:
    """The one block that is each of these in its round, with rules where they differ; None where there is none.

    >>> from blocks.kinds import Argument, Kind
    >>> kinds = {"Linear": Kind("Linear", "layer", "", arguments=(Argument("out_features", "int"),))}
    >>> folded([Block("Linear", args={"out_features": size}) for size in (64, 32, 16)], kinds).args
    {'out_features': Expression(text='64 // 2**i')}
    """
    first = rounds[0]
    if all(each is first or each == first for each in rounds):
        return first
    if len(rounds) < FEWEST or not all(_same_apart(first, each) for each in rounds):
        return None
    args = _arguments(rounds, kinds)
    if args is None:
        return None
    if first.definition or not first.children:
        children: tuple[Block, ...] | None = first.children
    elif first.kind == "Repeat":  # a rule in its body would follow its own index
        children = first.children if all(each.children == first.children for each in rounds) else None
    else:
        children = _children(rounds, kinds)
    return None if children is None else replace(first, args=args, children=children)


def _same_apart(one: Block, other: Block) -> bool:
    """Whether two blocks differ in arguments and children at most."""
    alike = (one.kind, one.name, one.inputs, one.shared, one.tied) == (
        other.kind, other.name, other.inputs, other.shared, other.tied,
    )  # fmt: skip
    return alike and one.definition == other.definition


def _children(rounds: Sequence[Block], kinds: Kinds) -> tuple[Block, ...] | None:
    """The children, folded place by place. What only the first round has is repeated once in it, and else never."""
    lengths = [len(each.children) for each in rounds]
    if len(set(lengths)) == 1:
        return _in_places([each.children for each in rounds], kinds)
    more = lengths[0] - lengths[1]
    if rounds[0].kind != "Sequential" or more < 0 or len(set(lengths[1:])) > 1:
        return None
    whole, rest = rounds[0].children, [each.children for each in rounds[1:]]
    for start in range(lengths[1] + 1):
        around = (*whole[:start], *whole[start + more :])
        found = _in_places([around, *rest], kinds)
        if found is not None:
            once = Block("Repeat", args={"times": ONCE}, children=whole[start : start + more])
            return (*found[:start], once, *found[start:])
    return None


def _in_places(rows: Sequence[Sequence[Block]], kinds: Kinds) -> tuple[Block, ...] | None:
    found = []
    for column in zip(*rows, strict=True):
        one = folded(column, kinds)
        if one is None:
            return None
        found.append(one)
    return tuple(found)


def _arguments(rounds: Sequence[Block], kinds: Kinds) -> dict[str, Value] | None:
    """The arguments with a rule for each that differs; None where one follows none."""
    kind = kind_of(rounds[0], kinds)
    found: dict[str, Value] = {}
    for name in dict.fromkeys(name for each in rounds for name in each.args):
        argument = kind.argument(name)
        values = [each.args.get(name, argument.default if argument else None) for each in rounds]
        if all(name in each.args and _same(each.args[name], values[0]) for each in rounds):
            found[name] = rounds[0].args[name]
            continue
        rule = ruled(values) if argument and argument.type in ("int", "float", "ints") else None
        if rule is None:
            return None
        found[name] = rule
    return found


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal, where True is not 1."""
    return type(one) is type(other) and one == other


def ruled(values: Sequence[Any]) -> Expression | None:
    """The shortest rule in `i` that gives these numbers one after the other; None where none of ours does.

    >>> ruled([2, 1, 1]).text, ruled([3, 5, 7]).text, ruled([64, 128, 256]).text
    ('2 if i == 0 else 1', '3 + 2 * i', '64 * 2**i')
    """
    if not all(type(value) in (int, float) for value in values):
        return None
    rules = (rule for make in _RULES if (rule := make(values)) and _gives(rule, values))
    return min(rules, key=lambda rule: len(rule.text), default=None)


def _gives(rule: Expression, values: Sequence[Any]) -> bool:
    try:
        return all(_close(evaluate(rule, {"i": index}), value) for index, value in enumerate(values))
    except BlockError:  # numbers beyond the bounds
        return False


def _close(found: float, value: float) -> bool:
    """Whether two whole numbers are equal, or two real ones apart from rounding."""
    return found == value if type(value) is int else math.isclose(found, value, rel_tol=1e-12)


def _round(value: Any) -> Any:
    """A number as a person would write it: 0.1 for 0.10000000000000002."""
    return float(f"{value:.12g}") if type(value) is float else value


def _first_differs(values: Sequence[Any]) -> Expression | None:
    return Expression(f"{values[0]} if i == 0 else {values[1]}")


def _adds(values: Sequence[Any]) -> Expression | None:
    start, step = values[0], _round(values[1] - values[0])
    if not step:
        return None
    times = "i" if abs(step) == 1 else f"{abs(step)} * i"
    if step < 0:
        return Expression(f"{start} - {times}")
    return Expression(f"{start} + {times}" if start else times)


def _grows(values: Sequence[Any]) -> Expression | None:
    start, after = values[:2]
    if not start or after % start or after // start < 0:
        return None
    power = f"{after // start}**i"
    return Expression(power if start == 1 else f"{start} * {power}")


def _shrinks(values: Sequence[Any]) -> Expression | None:
    start, after = values[:2]
    return None if not after or start % after else Expression(f"{start} // {start // after}**i")


def _up_to(values: Sequence[Any]) -> Expression | None:
    """Evenly from 0 to the last one, as rates are given; a rule for whole numbers must not divide."""
    rates = type(values[-1]) is float and not values[0]
    return Expression(f"{_round(values[-1])} * i / {len(values) - 1}") if rates else None


_RULES: tuple[Callable[[Sequence[Any]], Expression | None], ...] = (_first_differs, _adds, _grows, _shrinks, _up_to)
