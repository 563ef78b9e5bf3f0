"""The lines of a `forward`, as a programmer writes them, from what takes from what.

A result goes on in the *flow*, the variable `x`, as long as each block takes what the one before it
gives. What later blocks take too has the name of its block. Where `x` is still needed, a short side
way is written into the line that takes it, `x = x + self.attention(self.norm(x))`, and a long one
flows in `y`.
"""

import builtins
import keyword
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from blocks.wiring import Source

RESERVED = frozenset(["torch", "nn", "F", "Tensor", "OrderedDict", "self", "_", *keyword.kwlist, *dir(builtins)])
LONGEST_NESTED = 80  # characters of a line that others are written into
MOST_NESTED = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One block of a `forward`: `gives` are names for its outputs, `write` its text from those of what it takes.

    What is `idle` does nothing but give its outputs: where nobody takes them it is left out.
    """

    name: str
    takes: tuple[Source, ...]
    gives: tuple[str, ...]
    write: Callable[[Sequence[str]], str]
    idle: bool = False


def lines(inputs: Sequence[str], steps: Sequence[Step], results: tuple[Source, ...]) -> list[str]:
    """The statements that lead from the parameters `inputs` (as `parameters` names them) to the results."""
    return list(_Forward(inputs, steps, results).lines())


def parameters(names: Iterable[str], reserved: Iterable[str] = ()) -> list[str]:
    """Names of inputs as those of parameters: identifiers that differ and hide nothing that the code uses."""
    found: list[str] = []
    for name in names:
        plain = re.sub(r"\W", "_", unicodedata.normalize("NFKC", name))
        found.append(_free(plain if plain.isidentifier() else f"input_{plain}", {*RESERVED, *reserved, *found}))
    return found


def _free(name: str, taken: Set[str]) -> str:
    """The name, with as many underscores as tell it from those that are taken."""
    while name in taken:
        name += "_"
    return name


def _spare(names: Sequence[str], taken: Set[str]) -> str:
    """The first of some names that is not taken."""
    return next((name for name in names if name not in taken), _free(names[0], taken))


class _Forward:
    """Writes one `forward`. `_texts` holds what stands for each result, `_flowing` the one that is in the flow."""

    def __init__(self, inputs: Sequence[str], steps: Sequence[Step], results: tuple[Source, ...]) -> None:
        self.steps, self.results = steps, results
        self._texts = {Source(None, place): name for place, name in enumerate(inputs)}
        self._takers = self._who_takes()
        taken = {*RESERVED, *inputs, *(step.name for step in steps)}
        self._flow = "x" if "x" in inputs else _spare(("x", "h"), taken)
        self._side = _spare(("y", "z"), taken)
        self._flowing = Source(None, inputs.index("x")) if "x" in inputs else None
        self._own = self._own_names({*RESERVED, *inputs, self._flow, self._side})
        self._plans: dict[int, str] = {}

    def lines(self) -> Iterator[str]:
        """The statements, in the order of the blocks."""
        for position, step in enumerate(self.steps):
            text = step.write([self._texts[source] for source in step.takes])
            outputs = [Source(position, place) for place in range(len(step.gives))]
            if position == len(self.steps) - 1 and self.results == tuple(outputs):
                yield f"return {text}"
                return
            if self._plan(position) == "nested":
                self._texts[outputs[0]] = text
            elif any(output in self._takers for output in outputs):
                yield f"{self._targets(outputs)} = {text}"
            elif not step.idle:
                yield text
        yield f"return {', '.join(self._texts[source] for source in self.results)}"

    # --- who takes what

    def _who_takes(self) -> dict[Source, list[int]]:
        """For each result the positions that take it; the last position is that of the `return`."""
        found: dict[Source, list[int]] = {}
        for position, takes in enumerate([*(step.takes for step in self.steps), self.results]):
            for source in takes:
                found.setdefault(source, []).append(position)
        return found

    def _until(self, source: Source | None) -> int:
        """The last position that takes it."""
        return self._takers[source][-1] if source in self._takers else -1

    def _leads(self, source: Source) -> bool:
        """Whether the next block takes it as its first input, or it is the result."""
        assert source.child is not None
        following = source.child + 1
        return (self.steps[following].takes[:1] if following < len(self.steps) else self.results) == (source,)

    def _passes_on(self, source: Source) -> bool:
        """Whether nothing but the next block takes it, once."""
        return source.child is not None and self._takers.get(source) == [source.child + 1]

    # --- variables

    def _own_names(self, taken: set[str]) -> dict[Source, str]:
        """A name for each result: its block's; of several outputs each its own, where no other block has it."""
        names = {step.name for step in self.steps}
        outputs = Counter(name for step in self.steps if len(step.gives) > 1 for name in step.gives)
        found: dict[Source, str] = {}
        for position, step in enumerate(self.steps):
            for place, name in enumerate(step.gives):
                if len(step.gives) == 1:
                    name = step.name
                elif outputs[name] > 1 or name in names:
                    name = f"{step.name}_{name}"
                found[Source(position, place)] = name = _free(name, taken)
                taken.add(name)
        return found

    def _targets(self, outputs: Sequence[Source]) -> str:
        """The left side of an assignment: `values, _`."""
        targets = []
        for output in outputs:
            self._texts[output] = name = self._variable(output)
            targets.append(name)
        while targets[-2:] in (["_", "_"], ["_", "*_"]):
            targets[-2:] = ["*_"]
        return ", ".join(targets)

    def _variable(self, output: Source) -> str:
        assert output.child is not None
        if output not in self._takers:
            return "_"
        if self._until(self._flowing) <= output.child and self._flows(output):
            self._flowing = output
            return self._flow
        if output.place == 0 and self._plan(output.child) == "side":
            return self._side
        return self._own[output]

    def _flows(self, output: Source) -> bool:
        """Whether the flow takes it up: the next block takes it first, and others after short side ways at most."""
        assert output.child is not None
        if output.place or not self._leads(output):
            return False
        return all(plan != "side" for _, plan in self._ways(output.child + 1, output))

    # --- side ways: blocks that pass on while the flow holds something that is still needed

    def _plan(self, position: int) -> str:
        """How a block's result is written: "nested" in the next line, in the "side" variable, or as it comes ("")."""
        if position not in self._plans:
            way, plan = next(self._ways(position, self._flowing), (range(position, position + 1), ""))
            if plan == "nested" and not self._fits(way):
                plan = "side"
            self._plans |= dict.fromkeys(way, plan)
        return self._plans[position]

    def _ways(self, start: int, held: Source | None) -> Iterator[tuple[range, str]]:
        """The blocks from `start` for as long as `held` is in the flow, in side ways and others, with their plan."""
        until = min(self._until(held), len(self.steps))
        while start < until:
            end = start
            while end < until and self._goes_on(end, held):
                end += 1
            yield range(start, max(end, start + 1)), self._written(range(start, end), held)
            start = max(end, start + 1)

    def _goes_on(self, position: int, held: Source | None) -> bool:
        """Whether a block's first output only leads to the next one, or joins what is held there."""
        output = Source(position)
        return self._passes_on(output) and (self._leads(output) or self._joins(position + 1, held))

    def _joins(self, position: int, held: Source | None) -> bool:
        return (
            position < len(self.steps) and len(self.steps[position].takes) == 2 and held in self.steps[position].takes
        )

    def _written(self, way: range, held: Source | None) -> str:
        """A side way is nested if it is short; "" where there is none."""
        if not way:
            return ""
        most = MOST_NESTED if self._joins(way.stop, held) else 1
        single = all(len(self.steps[position].gives) == 1 for position in way)
        return "nested" if single and len(way) <= most and way.stop < len(self.steps) else "side"

    def _fits(self, way: range) -> bool:
        """Whether the blocks of a way fit into the line after it, each written once."""
        texts, inner = dict(self._texts), ""
        for position in range(way.start, way.stop + 1):
            step = self.steps[position]
            text = step.write([texts[source] for source in step.takes])
            if len(text) > LONGEST_NESTED or (inner and text.count(inner) > 1):
                return False
            texts[Source(position)] = inner = text
        return True
