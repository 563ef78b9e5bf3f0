"""The rules that say how wide tensors become, `4 * channels`: an inferred number that is one of these widths is
written as its rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from blocks.code.uses import Use
from blocks.definitions import kind_of
from blocks.errors import BlockError
from blocks.expressions import Expression, names_in, substituted
from blocks.kinds import Argument, Kinds
from blocks.scope import INDEX
from blocks.tree import Address, Block

_WIDTHS = ("hidden_size", "embedding_dim")  # beside those that are inferred, and those called out_...


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for a width, and where it stands in the class."""

    address: Address
    repeat: Address | None  # the innermost around it
    rule: Expression


def width_rules(block: Block, kinds: Kinds, at: Address, repeat: Address | None) -> Iterator[Rule]:
    """The rules in a block that say how wide a tensor becomes, in the words of the class around it."""
    if block.definition:
        given = {**block.definition.parameters, **block.args}
        for each in width_rules(block.children[0], kinds, at, repeat):
            told = _told(each.rule, given)
            if told and INDEX not in names_in(each.rule):
                yield Rule(at, repeat, told)
        return
    for argument in kind_of(block, kinds).arguments:
        rule = block.args.get(argument.name)
        if isinstance(rule, Expression) and names_in(rule) and _is_width(argument):
            yield Rule(at, repeat, rule)
    inner = at if block.kind == "Repeat" else repeat
    for position, child in enumerate(block.children):
        for each in width_rules(child, kinds, (*at, position), inner):
            yield each
            if block.kind == "Repeat" and each.repeat == inner and (last := _last_round(each.rule, block)):
                yield Rule(each.address, repeat, last)


def _is_width(argument: Argument) -> bool:
    return argument.reads is not None or argument.name.startswith("out_") or argument.name in _WIDTHS


def _told(rule: Expression, values: Mapping[str, Any]) -> Expression | None:
    """The rule in other words, where it still is one."""
    try:
        found = substituted(rule, values)
    except BlockError:
        return None
    return found if isinstance(found, Expression) else None


def _last_round(rule: Expression, repeat: Block) -> Expression | None:
    times = repeat.args.get("times")
    if INDEX not in names_in(rule) or not isinstance(times, Expression):
        return None
    return _told(rule, {INDEX: Expression(f"{times} - 1")})


def repeat_around(use: Use, top: Use) -> Address | None:
    """The address of the innermost Repeat around a use."""
    inner = use
    while inner is not top:
        assert inner.parent
        inner = inner.parent
        if inner.block.kind == "Repeat":
            return inner.address(top)
    return None
