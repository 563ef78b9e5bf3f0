"""Blocks in a row as rounds of a `Repeat`: where a row repeats itself, the offers to fold it, and the edit.

Only rows are folded, in which each block takes from the one before: a Sequential, or the body of a `Repeat`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from blocks import labels
from blocks.edits import in_definition, replaced_at
from blocks.errors import BlockError
from blocks.kinds import Kinds
from blocks.naming import stem
from blocks.rows import Run, runs
from blocks.tree import SLOTS, Address, Block, Model

ROWS = ("Sequential", "Repeat")
REMEMBERED = 10_000  # rows
LEAST_SAVED = 3  # blocks that an offer saves


class Offer(msgspec.Struct, frozen=True):
    """A row that can be folded: the address of what holds it, in words what becomes of it, the command as plain data,
    and how many blocks fewer there will be."""

    address: Address
    label: str
    command: dict[str, object]
    saved: int


_known: dict[tuple[Block, bool, frozenset[tuple[str, int]]], list[Run]] = {}  # offers are asked for at each redraw


@in_definition
def roll_up(model: Model, address: Address, kinds: Kinds, rules: bool = False) -> Model:
    """Fold the equal neighbours in a row; with `rules` also those that differ by a rule.

    A Sequential that is rounds and nothing else becomes the Repeat. Raises BlockError when nothing repeats.
    """
    block = model.at(address)
    if block.kind not in ROWS:
        raise BlockError(f"{block.kind} is no row of blocks.", "a Sequential or a Repeat.", "select one.")
    found = runs(block.children, kinds, rules, _uses(labels.own_root(model)))
    if not found:
        raise BlockError(
            "No blocks in a row are equal, or differ by a rule." if rules else "No blocks in a row are equal.",
            "a row that repeats itself.", "change the blocks first" + ("." if rules else ", or allow rules."),
        )  # fmt: skip
    whole = (found[0].start, found[0].stop) == (0, len(block.children)) and _can_become(model, address)
    if whole:
        done = replace(block, kind="Repeat", args=found[0].repeat.args, children=found[0].repeat.children)
    else:
        done = replace(block, children=_folded(block, found))
    return replaced_at(model, address, done)


def offers(model: Model, kinds: Kinds, at: Address | None = None) -> list[Offer]:
    """What of a model can be folded, a place in a definition once. With rules only where that folds more.

    What hardly saves is offered only where one asks `at` a place.
    """
    if at is not None:
        block = model.at(at)
        if block.kind not in ROWS:
            return []
        return list(_offered(at, block, kinds, _uses(labels.own_root(model)), 1))
    rows = _rows(model)
    return [each for address, block, uses in rows for each in _offered(address, block, kinds, uses, LEAST_SAVED)]


def _offered(address: Address, block: Block, kinds: Kinds, uses: Counter[str], least: int) -> Iterator[Offer]:
    plain, ruled = (_remembered(block, kinds, rules, uses) for rules in (False, True))
    for each, rules, worth in ((plain, False, least), (ruled, True, max(least, _saved(plain) + 1))):
        if _saved(each) >= worth:
            command = {"op": "roll up", "block": list(address), "rules": rules}
            yield Offer(address, _words(each, rules), command, _saved(each))


def _remembered(block: Block, kinds: Kinds, rules: bool, uses: Counter[str]) -> list[Run]:
    """The runs of a block, or of an equal one: only to be told, as the ids in them may be another's."""
    key = (block, rules, frozenset(uses.items()) if labels.involved(block) else frozenset[tuple[str, int]]())
    if key not in _known:
        if len(_known) > REMEMBERED:
            _known.clear()
        _known[key] = runs(block.children, kinds, rules, uses)
    return _known[key]


def _rows(model: Model) -> Iterator[tuple[Address, Block, Counter[str]]]:
    """Every row with the uses of labels in its frame; of each definition those in its first instance."""
    seen: set[str] = set()

    def within(block: Block, address: Address, uses: Counter[str]) -> Iterator[tuple[Address, Block, Counter[str]]]:
        if block.definition:
            if block.kind in seen:
                return
            seen.add(block.kind)
            uses = _uses(block.children[0])
        elif block.kind in ROWS:
            yield address, block, uses
        for position, child in enumerate(block.children):
            yield from within(child, (*address, position), uses)

    yield from within(model.root, (), _uses(model.root))


def _uses(root: Block) -> Counter[str]:
    """How often each label is used in a frame."""
    return Counter(label for _, block in labels.places(root) for label in labels.used(block))


def _saved(found: Sequence[Run]) -> int:
    return sum(run.saved for run in found)


def _words(found: Sequence[Run], rules: bool) -> str:
    times = ", ".join(f"×{run.count}" for run in found)
    count = sum(run.stop - run.start for run in found)
    return f"{count} {'blocks that follow rules' if rules else 'equal blocks'} → Repeat {times}"


def _can_become(model: Model, address: Address) -> bool:
    """Whether the row can become a Repeat itself: not the root, a body, a fixed place or a round."""
    if not address or model.at(address).kind != "Sequential":
        return False
    parent = model.at(address[:-1])
    return parent.kind not in SLOTS and not parent.definition and not labels.involved(model.at(address))


def _folded(block: Block, found: Sequence[Run]) -> tuple[Block, ...]:
    children: list[Block] = []
    done = 0
    for run in found:
        children += [*block.children[done : run.start], _with_name(run, block)]
        done = run.stop
    return (*children, *block.children[done:])


def _with_name(run: Run, block: Block) -> Block:
    """The Repeat under what the names of its single blocks have in common, where no other has that name."""
    names = {stem(child.name) for child in block.children[run.start : run.stop]}
    others = {child.name for child in (*block.children[: run.start], *block.children[run.stop :])}
    name = names.pop() if run.period == 1 and len(names) == 1 else ""
    return replace(run.repeat, name="" if name in others else name)
