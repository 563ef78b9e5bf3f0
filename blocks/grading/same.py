"""Whether two modules are the same function: with the same weights they give the same, for several inputs and batches.

They are computed in float64 where both can be, and are not large. Rounding then stays below 1e-9 of the largest number
even after sums of a million terms, and the smallest difference between two functions that people write, an epsilon of
1e-5 against 1e-6 in a normalisation, is 5e-6: 1e-6 tells one from the other. In float32, for large ones and for code
that makes such numbers itself, rounding adds up to some 1e-5 in a deep net, and 1e-4 is the border.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn

from blocks.grading.likeness import likeness
from blocks.grading.matching import Holds, Pairs, by_effect, common, give, held, orders
from blocks.grading.subject import Stopped, Subject, passed
from blocks.grading.verdict import HOLDS, Verdict, missed
from blocks.lessons.asking import listed, shaped

LARGE = 5_000_000  # parameters
OTHER = 1  # seed: a random constant that is no buffer cannot be copied, and shall not be the same by chance
CLOSE = {torch.float64: 1e-6, torch.float32: 1e-4}
SEEDS = (0, 1)
EXAMPLES = (8, 3)  # enough that no unit of a small layer is silent for all of them


class _Two(NamedTuple):
    """A student's module and the lesson's, in one precision."""

    mine: nn.Module
    theirs: nn.Module
    subject: Subject
    high: int
    dtype: torch.dtype

    def fed(self, examples: int, seed: int) -> list[Tensor]:
        """An input for both; of a costly model fewer examples."""
        found = self.subject.fed(min(examples, self.subject.affordable), seed, self.high)
        return [each.to(self.dtype) if each.is_floating_point() else each for each in found]

    def gives(self, examples: int, seed: int) -> tuple[tuple[Tensor, ...], tuple[Tensor, ...]]:
        """What both give for the same input."""
        given = self.fed(examples, seed)
        with torch.no_grad():
            return passed(self.mine, given), passed(self.theirs, given)

    def same(self, examples: int = EXAMPLES[0], seed: int = 0) -> bool:
        """Whether both give the same."""
        mine, theirs = self.gives(examples, seed)
        return len(mine) == len(theirs) and all(map(self.close, mine, theirs))

    def close(self, one: Tensor, other: Tensor) -> bool:
        """Whether two outputs are the same up to rounding."""
        if one.shape != other.shape or one.dtype != other.dtype or not bool(one.isfinite().all()):
            return False
        return float((one - other).abs().max() if one.numel() else 0) <= CLOSE[self.dtype] * _largest(other)


def outputs(subject: Subject, reference: Subject) -> Verdict:
    """Whether the model is the reference's function."""
    unlike = _inputs(subject, reference)
    if unlike:
        return unlike
    two = _two(subject, reference)
    mine, theirs = held(two.mine), held(two.theirs)
    if _shapes(mine.trained) != _shapes(theirs.trained):
        return _other_parameters(mine, theirs)
    own, wanted = common(mine, theirs)
    first: Pairs | None = None
    for pairs in orders((two.mine, own), (two.theirs, wanted), two.fed(EXAMPLES[0], 0)):
        first = pairs
        give(pairs)
        if two.same():
            break
    else:
        found = by_effect(own, wanted, two.same)
        if found is None:
            give(first or [])
            return _other_outputs(two, mine, theirs)
        give(found)
    return HOLDS if all(two.same(*each) for each in _trials()) else _other_outputs(two, mine, theirs)


def _trials() -> list[tuple[int, int]]:
    return [(examples, seed) for examples in EXAMPLES for seed in SEEDS]


def _two(subject: Subject, reference: Subject) -> _Two:
    """Both in float64; in float32 where they are large, or code in one of them makes such numbers itself."""
    high = min(subject.high, reference.high)
    if subject.report.params > LARGE:
        return _Two(subject.fresh(), reference.fresh(OTHER), subject, high, torch.float32)
    two = _Two(subject.fresh().double(), reference.fresh(OTHER).double(), subject, high, torch.float64)
    try:
        two.gives(EXAMPLES[1], 0)
    except Stopped:
        return _Two(subject.fresh(), reference.fresh(OTHER), subject, high, torch.float32)
    return two


def _inputs(subject: Subject, reference: Subject) -> Verdict | None:
    one, other = ([(each.shape[1:], each.dtype) for each in each.model.inputs] for each in (subject, reference))
    if one == other:
        return None
    takes = " and ".join(shaped(each.extents) for each in subject.model.inputs)
    wanted = " and ".join(shaped(each.extents) for each in reference.model.inputs)
    hint = "The shape is set in the form of the model's input."
    return missed(f"It takes {takes}, where the lesson's takes {wanted}.", hint)


def _shapes(tensors: Mapping[str, Tensor]) -> Counter[tuple[int, ...]]:
    return Counter(tuple(each.shape) for each in tensors.values())


def _largest(tensor: Tensor) -> float:
    return float(tensor.abs().max()) if tensor.numel() else 0.0


# --- in words


def _other_parameters(mine: Holds, theirs: Holds) -> Verdict:
    """Which parameters one has and the other has not."""
    one, other = _shapes(mine.trained), _shapes(theirs.trained)
    missing, more = other - one, one - other
    told = [f"no {each}" if not one[shape] else f"{missing[shape]} {each} too few"
            for shape, each in _called(missing, theirs)]  # fmt: skip
    told += [f"{more[shape]} {each} too many" if other[shape] else f"a {each} more"
             for shape, each in _called(more, mine)]  # fmt: skip
    return missed(f"Yours has {listed(told, 4)}.", _why(missing, more, mine, theirs))


def _called(shapes: Mapping[tuple[int, ...], int], holds: Holds) -> list[tuple[tuple[int, ...], str]]:
    """Shapes with what a tensor of that shape is: `bias of 10 numbers`, `weight of 64×32`."""
    found = []
    for shape in shapes:
        names = {name.rpartition(".")[2] for name, each in holds.trained.items() if tuple(each.shape) == shape}
        noun = next((word for word in ("weight", "bias") if names == {word}), "parameter")
        found.append((shape, f"{noun} of {shaped(shape)}{' numbers' if len(shape) == 1 else ''}"))
    return found


def _why(missing: Counter[tuple[int, ...]], more: Counter[tuple[int, ...]], mine: Holds, theirs: Holds) -> str:
    constants = _shapes(theirs.constants) - _shapes(mine.constants)
    if any(shape in constants for shape in more):
        return "One of the lesson's is never trained: how does PyTorch keep numbers that are no parameters?"
    if any(shape in _shapes(mine.constants) for shape in missing):
        return "One that is to be trained is a constant in yours."
    if missing and {shape[::-1] for shape in missing} == set(more):
        return "One is the other turned round: what goes in and what comes out are exchanged."
    if all(len(shape) == 1 for shape in (*missing, *more)):
        return "A layer may have a bias or none, and a normalisation has such numbers of its own."
    if not more and all(shape in _shapes(mine.trained) for shape in missing):
        return "Something is used twice that should stand there twice, or a block is missing."
    if not missing and all(shape in _shapes(theirs.trained) for shape in more):
        return "Something stands there twice that should be used twice, or there is a block too many."
    return "Compare the sizes of the layers with what is asked for."


def _other_outputs(two: _Two, mine: Holds, theirs: Holds) -> Verdict:
    """How the outputs differ, for the first input for which they do."""
    trial = next((each for each in _trials() if not two.same(*each)), _trials()[0])
    one, other = two.gives(*trial)
    hint = likeness(one, other, two.fed(*trial), two.close)
    if not hint and (_shapes(mine.constants) != _shapes(theirs.constants)):
        hint = _constants(mine, theirs)
    if len(one) != len(other):
        return missed(f"It gives {len(one)} tensors, and the lesson's {len(other)}.", hint)
    if [each.shape for each in one] != [each.shape for each in other]:
        came, wanted = (" and ".join(shaped(tuple(each.shape)) for each in some) for some in (one, other))
        return missed(f"With a batch of {trial[0]} it gives {came}, and the lesson's {wanted}.", hint)
    far = max(float((left - right).abs().max()) for left, right in zip(one, other, strict=True) if left.numel())
    largest = max(map(_largest, other))
    came = (
        f"It has the same parameters, but gives other numbers: off by up to {far:.2g}, the largest being {largest:.2g}."
    )
    return missed(came, hint or "Look at the order of the blocks, and at those without parameters.")


def _constants(mine: Holds, theirs: Holds) -> str:
    missing = _shapes(theirs.constants) - _shapes(mine.constants)
    if missing:
        shape = next(iter(missing))
        return f"The lesson's keeps a constant of {shaped(shape)} in a buffer, which yours has not."
    return "Yours keeps a constant that the lesson's has not."
