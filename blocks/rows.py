"""Where a row of blocks repeats itself: the runs of equal blocks, or of blocks that follow rules.

A round may be several blocks. Blocks compare under no names of their own, and with equal labels for equal sharing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from blocks import labels
from blocks.expressions import Expression
from blocks.kinds import Kinds, Value
from blocks.naming import stem
from blocks.rules import FEWEST, folded
from blocks.scope import INDEX, free_names
from blocks.tree import Block

Group: TypeAlias = tuple[Block, ...]
LONGEST_PERIOD = 32  # blocks of a round
WORTH = 0.75  # of the size of what it stands for, a Repeat may have


@dataclass(frozen=True, slots=True)
class Run:
    """`count` rounds of `period` blocks each, from `start` on, that are one `Repeat`; `before` are the blocks of all
    of them, with those inside."""

    start: int
    period: int
    count: int
    repeat: Block
    before: int

    @property
    def stop(self) -> int:
        """The place after the last block."""
        return self.start + self.period * self.count

    @property
    def saved(self) -> int:
        """How many blocks fewer there are with the Repeat."""
        return self.before - size(self.repeat)


def runs(row: Group, kinds: Kinds, rules: bool, uses: Counter[str]) -> list[Run]:
    """The runs of a row from left to right, each the one that says most briefly what it folds. `uses` tells how often
    each label is used around the row: what others call is not folded."""
    alike = _Alike(row, uses)
    found: list[Run] = []
    start = 0
    while start < len(row):
        weighed = ((_share(row, run), -run.stop, run) for run in _from(alike, row, start, kinds, rules))
        share, _, best = min(weighed, key=lambda each: each[:2], default=(0.0, 0, None))
        if best is None or share > WORTH:
            start += 1
        else:
            found.append(best)
            start = best.stop
    return found


def _from(alike: "_Alike", row: Group, start: int, kinds: Kinds, rules: bool) -> Iterator[Run]:
    """The runs that start at a place, at most one for each period. Rules serve the shortest period that they fold: to
    longer ones they would fit with less and less sense."""
    stop = start
    for period in range(1, min(LONGEST_PERIOD, (len(row) - start) // 2) + 1):
        if start + 2 * period <= stop:  # inside a run of shorter rounds are none but multiples of these
            continue
        run = alike.run(start, period, kinds, rules)
        if run:
            rules, stop = rules and not _new_rules(row, run), max(stop, run.stop)
            yield run


def _share(row: Group, run: Run) -> float:
    """The size of the Repeat as a share of what it stands for: blocks, and rules which are read like blocks."""
    return (size(run.repeat) + _new_rules(row, run)) / run.before


def _new_rules(row: Group, run: Run) -> int:
    return _rules(run.repeat) - sum(map(_rules, row[run.start : run.start + run.period]))


def _rules(block: Block) -> int:
    return sum(isinstance(value, Expression) for each in block.walk() for value in each.args.values())


@lru_cache(maxsize=100_000)
def size(block: Block) -> int:
    """The block and all in it, not looking into instances."""
    return 1 + sum(map(size, labels.own(block)))


def _round(group: Group) -> Group:
    """What a Repeat holds: several blocks need no Sequential around them, as a round is one."""
    only = group[0]
    row = only.kind == "Sequential" and len(only.children) > 1 and not only.shared
    return only.children if len(group) == 1 and row else group


def _stretches(looks: list[int], period: int) -> list[int]:
    """For each place how many in a row look like the one a period later."""
    found = [0] * len(looks)
    for place in range(len(looks) - period - 1, -1, -1):
        found[place] = found[place + 1] + 1 if looks[place] == looks[place + period] else 0
    return found


class _Alike:
    """The groups of a row as they compare: under no names of their own, and equal labels for equal sharing."""

    def __init__(self, row: Group, uses: Counter[str]) -> None:
        self.row, self.uses = row, uses
        self._numbers: dict[Block, int] = {}
        self._looks: dict[tuple[object, ...], int] = {}
        self._plain = tuple(replace(child, name="") for child in row)
        self._equal = [self._numbers.setdefault(child, len(self._numbers)) for child in self._plain]
        self._like = [self._looks.setdefault((child.kind, child.definition), len(self._looks)) for child in row]
        self._stretches: dict[tuple[bool, int], list[int]] = {}
        self._shares = [labels.involved(child) for child in row]
        self._bound = [INDEX in free_names(child) for child in row]

    def run(self, start: int, period: int, kinds: Kinds, rules: bool) -> Run | None:
        """The longest run from a place on, of rounds of so many blocks."""
        shared = self._same_again(start) if period == 1 else None
        if shared:
            return shared
        equal = self._count(start, period, self._equal)
        like = self._count(start, period, self._like)
        if like < 2 or any(self._bound[start : start + period]):  # a new index would hide theirs
            return None
        shares = any(self._shares[start : start + period])
        if shares or (rules and like > max(equal, FEWEST - 1)):
            return self._longest(start, period, like, kinds, rules)
        return self._made(start, period, equal, None) if equal > 1 else None

    def _count(self, start: int, period: int, looks: list[int]) -> int:
        """How many groups in a row look the same, place by place."""
        key = (looks is self._equal, period)
        if key not in self._stretches:
            self._stretches[key] = _stretches(looks, period)
        return (self._stretches[key][start] + period) // period

    def _same_again(self, start: int) -> Run | None:
        """A block and its Reuse, and no other use of it: rounds that share."""
        label = self.row[start].shared
        stop = start + 1
        while label and stop < len(self.row) and labels.called(self.row[stop]) == label:
            stop += 1
        if stop - start < 2 or self.uses[label] != stop - start - 1 or self._bound[start]:
            return None
        body = replace(self.row[start], name="", shared="")
        args: dict[str, Value] = {"times": stop - start, "share": True}
        return self._run(start, 1, stop - start, Block("Repeat", args=args, children=_round((body,))))

    def _longest(self, start: int, period: int, most: int, kinds: Kinds, rules: bool) -> Run | None:
        """The most rounds that fold. Where some do, so do fewer, but for the least that make a rule: so they are found
        by doubling, then halving."""
        least = [count for count in (FEWEST, 2) if count <= most and (rules or count == 2)]
        bodies = ((count, self._body(start, period, count, kinds, rules)) for count in least)
        count, body = next(((count, body) for count, body in bodies if body), (0, None))
        step = count
        while body and step:
            more = self._body(start, period, count + step, kinds, rules) if count + step <= most else None
            if more:
                count, body, step = count + step, more, 2 * step
            else:
                most, step = min(most, count + step - 1), step // 2
        return self._made(start, period, count, body) if body else None

    def _body(self, start: int, period: int, count: int, kinds: Kinds, rules: bool) -> Group | None:
        groups = [self._relabelled(start + period * index, start, period) for index in range(count)]
        if None in groups:
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
        group = self._plain[place : place + period]
        if not any(self._shares[place : place + period]):
            return group
        own, theirs = self._labels(place, period), self._labels(start, period)
        inner = Counter(label for child in group for _, each in labels.places(child) for label in labels.used(each))
        if len(own) != len(theirs) or any(inner[label] != self.uses[label] for label in own):
            return None
        names = dict(zip(own, theirs, strict=True))
        return tuple(labels.mapped(child, lambda each: labels.renamed(each, names)) for child in group)

    def _labels(self, place: int, period: int) -> list[str]:
        group = self._plain[place : place + period]
        return [block.shared for child in group for _, block in labels.places(child) if block.shared]

    def _made(self, start: int, period: int, count: int, body: Group | None) -> Run:
        """The run, with names in a round that fit all of them."""
        first = self.row[start : start + period]
        rounds = [self.row[start + period * index : start + period * (index + 1)] for index in range(count)]
        names = [{stem(child.name) for child in column} for column in zip(*rounds, strict=True)]
        agreed = [next(iter(each)) if len(each) == 1 else "" for each in names]
        unique = period > 1 and len(set(agreed)) == len(agreed)
        children = tuple(
            replace(child, name=name if unique else "") for child, name in zip(body or first, agreed, strict=True)
        )
        return self._run(start, period, count, Block("Repeat", args={"times": count}, children=_round(children)))

    def _run(self, start: int, period: int, count: int, repeat: Block) -> Run:
        before = sum(map(size, self.row[start : start + period * count]))
        return Run(start, period, count, repeat, before)
