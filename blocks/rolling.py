"""Blocks in a row as rounds of a `Repeat`: where a row repeats itself, the offers to fold it, and the edit.

Only rows are folded, in which each block takes from the one before: a Sequential, or the body of a `Repeat`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

import msgspec

from blocks import labels
from blocks.edits import in_definition, replaced_at
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.kinds import Kinds, Value
from blocks.naming import stem
from blocks.rules import FEWEST, folded
from blocks.scope import INDEX, free_names
from blocks.tree import SLOTS, Address, Block, Model

Group: TypeAlias = tuple[Block, ...]
LONGEST_PERIOD = 32  # blocks of a round
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


@dataclass(frozen=True, slots=True)
class _Run:
    """`count` rounds of `period` blocks each, from `start` on, that are one `Repeat`; `before` are the blocks of all
    of them, with those inside."""

    start: int
    period: int
    count: int
    repeat: Block
    before: int

    @property
    def stop(self) -> int:
        return self.start + self.period * self.count


_known: dict[tuple[Block, bool, frozenset[tuple[str, int]]], list[_Run]] = {}  # offers are asked for at each redraw


@in_definition
def roll_up(model: Model, address: Address, kinds: Kinds, rules: bool = False) -> Model:
    """Fold the equal neighbours in a row; with `rules` also those that differ by a rule.

    A Sequential that is rounds and nothing else becomes the Repeat. Raises BlockError when nothing repeats.
    """
    block = model.at(address)
    if block.kind not in ROWS:
        raise BlockError(f"{block.kind} is no row of blocks.", "a Sequential or a Repeat.", "select one.")
    runs = _runs(block, kinds, rules, _uses(labels.own_root(model)))
    if not runs:
        raise BlockError(
            "No blocks in a row are equal, or differ by a rule." if rules else "No blocks in a row are equal.",
            "a row that repeats itself.", "change the blocks first" + ("." if rules else ", or allow rules."),
        )  # fmt: skip
    whole = len(runs) == 1 and runs[0].stop - runs[0].start == len(block.children) and _can_become(model, address)
    if whole:
        repeat = runs[0].repeat
        done = replace(block, kind="Repeat", args=repeat.args, children=repeat.children)
    else:
        done = replace(block, children=_folded(block, runs))
    return replaced_at(model, address, done)


def offers(model: Model, kinds: Kinds) -> list[Offer]:
    """What of a model can be folded, a place in a definition once. With rules only where that folds more."""
    found = []
    for address, block, uses in _rows(model):
        plain = _runs(block, kinds, False, uses)
        ruled = _runs(block, kinds, True, uses)
        for runs, rules in ((plain, False), (ruled, True)):
            if _saved(runs) >= LEAST_SAVED and (not rules or _saved(runs) > _saved(plain)):
                command = {"op": "roll up", "block": list(address), "rules": rules}
                found.append(Offer(address, _words(runs, rules), command, _saved(runs)))
    return found


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


def _saved(runs: Sequence[_Run]) -> int:
    return sum(run.before - _size(run.repeat) for run in runs)


def _words(runs: Sequence[_Run], rules: bool) -> str:
    times = ", ".join(f"×{run.count}" for run in runs)
    count = sum(run.stop - run.start for run in runs)
    return f"{count} {'blocks that follow rules' if rules else 'equal blocks'} → Repeat {times}"


def _can_become(model: Model, address: Address) -> bool:
    """Whether the row can become a Repeat itself: not the root, a body, a fixed place or a round."""
    if not address or model.at(address).kind != "Sequential":
        return False
    parent = model.at(address[:-1])
    return parent.kind not in SLOTS and not parent.definition and not labels.involved(model.at(address))


def _folded(block: Block, runs: Sequence[_Run]) -> Group:
    children: list[Block] = []
    done = 0
    for run in runs:
        children += [*block.children[done : run.start], _with_name(run, block)]
        done = run.stop
    return (*children, *block.children[done:])


def _with_name(run: _Run, block: Block) -> Block:
    """The Repeat under what the names of its single blocks have in common, where no other has that name."""
    names = {stem(child.name) for child in block.children[run.start : run.stop]}
    others = {child.name for child in (*block.children[: run.start], *block.children[run.stop :])}
    name = names.pop() if run.period == 1 and len(names) == 1 else ""
    return replace(run.repeat, name="" if name in others else name)


# --- where a row repeats itself


def _runs(block: Block, kinds: Kinds, rules: bool, uses: Counter[str]) -> list[_Run]:
    """The runs of a row from left to right, each the one that says most briefly what it folds."""
    key = (block, rules, frozenset(uses.items()) if labels.involved(block) else frozenset[tuple[str, int]]())
    if key not in _known:
        if len(_known) > REMEMBERED:
            _known.clear()
        _known[key] = _found(block.children, kinds, rules, uses)
    return _known[key]


def _found(row: Group, kinds: Kinds, rules: bool, uses: Counter[str]) -> list[_Run]:
    alike = _Alike(row, uses)
    found: list[_Run] = []
    start = 0
    while start < len(row):
        weighed = ((_share(row, run), -run.stop, run) for run in _from(alike, row, start, kinds, rules))
        share, _, best = min(weighed, key=lambda each: each[:2], default=(1.0, 0, None))
        if best is None or share >= 1:
            start += 1
        else:
            found.append(best)
            start = best.stop
    return found


def _from(alike: "_Alike", row: Group, start: int, kinds: Kinds, rules: bool) -> Iterator[_Run]:
    """The runs that start at a place, one for each period. Rules serve the shortest period that they fold: to longer
    ones they would fit with less and less sense."""
    for period in range(1, min(LONGEST_PERIOD, (len(row) - start) // 2) + 1):
        run = alike.run(start, period, kinds, rules)
        if run:
            rules = rules and not _new_rules(row, run)
            yield run


def _share(row: Group, run: _Run) -> float:
    """The size of the Repeat as a share of what it stands for: blocks, and rules which are read like blocks."""
    return (_size(run.repeat) + _new_rules(row, run)) / run.before


def _new_rules(row: Group, run: _Run) -> int:
    return _rules(run.repeat) - sum(map(_rules, row[run.start : run.start + run.period]))


def _rules(block: Block) -> int:
    return sum(isinstance(value, Expression) for each in block.walk() for value in each.args.values())


@lru_cache(maxsize=100_000)
def _size(block: Block) -> int:
    return 1 + sum(map(_size, labels.own(block)))


class _Alike:
    """The groups of a row as they compare: under no names of their own, and equal labels for equal sharing."""

    def __init__(self, row: Group, uses: Counter[str]) -> None:
        self.row, self.uses = row, uses
        self._numbers: dict[Block, int] = {}
        self._looks: dict[tuple[object, ...], int] = {}
        plain = [replace(child, name="") for child in row]
        self._equal = [self._numbers.setdefault(child, len(self._numbers)) for child in plain]
        self._like = [self._looks.setdefault((child.kind, child.definition), len(self._looks)) for child in row]
        self._shares = [labels.involved(child) for child in row]
        self._bound = [INDEX in free_names(child) for child in row]

    def run(self, start: int, period: int, kinds: Kinds, rules: bool) -> _Run | None:
        """The longest run from a place on, of rounds of so many blocks."""
        shared = self._same_again(start) if period == 1 else None
        if shared:
            return shared
        equal = self._count(start, period, lambda place: self._equal[place])
        like = self._count(start, period, lambda place: self._like[place])
        if like < 2 or any(self._bound[start : start + period]):  # a new index would hide theirs
            return None
        shares = any(self._shares[start : start + period])
        if shares or (rules and like > max(equal, FEWEST - 1)):
            return self._longest(start, period, like, kinds, rules)
        return self._made(start, period, equal, None) if equal > 1 else None

    def _count(self, start: int, period: int, look: Callable[[int], int]) -> int:
        """How many groups in a row look the same, place by place."""
        stop = start + period
        while stop < len(self.row) and look(stop) == look(stop - period):
            stop += 1
        return (stop - start) // period

    def _same_again(self, start: int) -> _Run | None:
        """A block and its Reuse, and no other use of it: rounds that share."""
        label = self.row[start].shared
        stop = start + 1
        while label and stop < len(self.row) and labels.called(self.row[stop]) == label:
            stop += 1
        if stop - start < 2 or self.uses[label] != stop - start - 1 or self._bound[start]:
            return None
        body = replace(self.row[start], name="", shared="")
        args: dict[str, Value] = {"times": stop - start, "share": True}
        return self._run(start, 1, stop - start, Block("Repeat", args=args, children=(body,)))

    def _longest(self, start: int, period: int, most: int, kinds: Kinds, rules: bool) -> _Run | None:
        """The most rounds that fold. Where some do, so do fewer, but for the least that make a rule: so they are found
        by halving."""
        bodies = ((count, self._body(start, period, count, kinds, rules)) for count in (FEWEST, 2)[not rules :])
        least, body = next(((count, body) for count, body in bodies if count <= most and body), (most, None))
        while body and least < most:
            count = (least + most + 1) // 2
            more = self._body(start, period, count, kinds, rules)
            if more:
                least, body = count, more
            else:
                most = count - 1
        return self._made(start, period, least, body) if body else None

    def _body(self, start: int, period: int, count: int, kinds: Kinds, rules: bool) -> Group | None:
        groups = [self._relabelled(start + period * index, start, period) for index in range(count)]
        if any(group is None or len(group) < period for group in groups):
            return None
        done = []
        for column in zip(*filter(None, groups), strict=True):
            one = folded(column, kinds) if rules or all(each == column[0] for each in column) else None
            if one is None:
                return None
            done.append(one)
        return tuple(done)

    def _relabelled(self, place: int, start: int, period: int) -> Group | None:
        """A group with the labels of the first one; None where its labels are used outside."""
        group, first = self.row[place : place + period], self.row[start : start + period]
        if not any(map(labels.involved, group)):
            return tuple(replace(child, name="") for child in group)
        own = [block.shared for child in group for _, block in labels.places(child) if block.shared]
        theirs = [block.shared for child in first for _, block in labels.places(child) if block.shared]
        inner = Counter(label for child in group for _, each in labels.places(child) for label in labels.used(each))
        if len(own) != len(theirs) or any(inner[label] != self.uses[label] for label in own):
            return None
        names = dict(zip(own, theirs, strict=True))
        return tuple(
            labels.mapped(replace(child, name=""), lambda each: labels.renamed(each, names)) for child in group
        )

    def _made(self, start: int, period: int, count: int, body: Group | None) -> _Run:
        """The run, with names in a round that fit all of them."""
        first = self.row[start : start + period]
        rounds = [self.row[start + period * index : start + period * (index + 1)] for index in range(count)]
        names = [{stem(child.name) for child in column} for column in zip(*rounds, strict=True)]
        agreed = [next(iter(each)) if len(each) == 1 else "" for each in names]
        unique = period > 1 and len(set(agreed)) == len(agreed)
        children = tuple(
            replace(child, name=name if unique else "") for child, name in zip(body or first, agreed, strict=True)
        )
        return self._run(start, period, count, Block("Repeat", args={"times": count}, children=children))

    def _run(self, start: int, period: int, count: int, repeat: Block) -> _Run:
        before = sum(map(_size, self.row[start : start + period * count]))
        return _Run(start, period, count, repeat, before)
