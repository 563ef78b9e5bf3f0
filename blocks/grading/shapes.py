"""What goes in and what comes out, for more than one size of the batch, and what the numbers sum to.

B stands for the batch.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from blocks.grading.subject import Stopped, Subject, passed
from blocks.grading.verdict import HOLDS, Verdict, missed
from blocks.lessons.asking import of_whole_numbers, shaped
from blocks.lessons.checks import Gives, Shape, Sums, Takes
from blocks.tree import Input

CLOSE = 1e-4  # of a sum of a few thousand float32 numbers to one
SEEDS = (0, 1, 2)
_FIXED = "Something in it counts on one size of the batch: look for a number that should be B, or that could be -1."


def takes(check: Takes, subject: Subject) -> Verdict:
    """Whether the model's input is as asked, and any number of examples goes through."""
    first, *others = subject.model.inputs
    if others:
        return missed(f"It takes {1 + len(others)} tensors.", "Take the others away in the form of the model's input.")
    if not _is(first, check.shape) or first.dtype != check.dtype:
        came = shaped(first.extents) + (
            of_whole_numbers(first.dtype) or " of real numbers" * (check.dtype != first.dtype)
        )
        return missed(f"It takes {came}.", "The shape of the input is set in the form of the whole model.")
    return _for_any(subject)


def gives(check: Gives, subject: Subject) -> Verdict:
    """Whether the output is as asked, for any number of examples."""
    for examples in subject.batches:
        try:
            came = subject.gives(examples)
        except Stopped as error:
            return _stops(examples, error)
        if len(came) != 1:
            return missed(f"It gives {len(came)} tensors.", "One is asked for: end with a block that joins them.")
        wanted = tuple(examples if each == "B" else int(each) for each in check.shape)
        if tuple(came[0].shape) != wanted:
            return _unlike(subject, check.shape, wanted, came[0], examples)
    return HOLDS


def sums(check: Sums, subject: Subject) -> Verdict:
    """Whether the outputs are shares: never negative, and one in all."""
    for seed in SEEDS:
        with torch.no_grad():
            came = passed(subject.net, subject.fed(subject.batches[0], seed))[0].double()
        if not -came.ndim <= check.dim < came.ndim:
            return missed(f"It gives {shaped(came.shape)}, which has no dimension {check.dim}.", "Look at its shape.")
        total = came.sum(check.dim)
        if bool((came < -CLOSE).any()):
            logarithms = _ones(came.exp().sum(check.dim))
            hint = "They are logarithms of shares." if logarithms else "What makes shares of a whole of any numbers?"
            return missed(f"Some of its numbers are negative, such as {came.min():.3g}.", hint)
        if not _ones(total):
            others = [dim for dim in range(came.ndim) if dim != check.dim % came.ndim and _ones(came.sum(dim))]
            hint = f"They sum to one along dimension {others[0]}." if others else "Nothing makes shares of them yet."
            return missed(f"The numbers sum to {float(total.flatten()[0]):.3g}.", hint)
    return HOLDS


def _ones(total: Tensor) -> bool:
    return torch.allclose(total, torch.ones_like(total), atol=CLOSE)


def _is(given: Input, wanted: Shape) -> bool:
    """Whether an input has a shape; where none of its dimensions is called B, the first may be the batch."""
    extents = given.extents if given.batch is not None or wanted[:1] != ("B",) else ("B", *given.shape[1:])
    return extents == wanted


def _for_any(subject: Subject) -> Verdict:
    for examples in subject.batches:
        try:
            subject.gives(examples)
        except Stopped as error:
            return _stops(examples, error)
    return HOLDS


def _stops(examples: int, error: Stopped) -> Verdict:
    return missed(f"With a batch of {examples} it stops: {error}", _FIXED)


def _unlike(subject: Subject, shape: Shape, wanted: Sequence[int], came: Tensor, examples: int) -> Verdict:
    """What differs between two shapes, for so many examples."""
    own = subject.batches[0]
    if examples != own:  # with the document's own batch it was right
        if examples == 1 and came.ndim < len(wanted):
            hint = "Something takes away every dimension of size 1, and a batch of one example has such."
            return missed(f"With a batch of 1 it gives {shaped(came.shape)}.", hint)
        return missed(f"With a batch of {examples} it gives {shaped(came.shape)}.", _FIXED)
    output = subject.report.output
    signs = str(output) if output and output.shape == tuple(came.shape) else shaped(came.shape)
    said = f"It gives {'a single number' if signs == 'scalar' else signs}."
    return missed(said, _difference(shape, tuple(wanted), tuple(came.shape)))


def _difference(shape: Shape, wanted: tuple[int, ...], came: tuple[int, ...]) -> str:
    if shape[:1] == ("B",) and came == wanted[1:]:
        return "The batch is missing from the shape: each example is to have an output of its own."
    if sorted(came) == sorted(wanted):
        return "The sizes are right, and stand in another order."
    if shape[:1] == ("B",) and (not came or came[0] != wanted[0]) and len(came) <= len(wanted):
        return "The batch is lost on the way: find the block after which the shape has no B."
    if math.prod(came) == math.prod(wanted):
        return "It has as many numbers as are asked for, arranged in another way."
    if len(came) != len(wanted):
        more, noun = len(came) - len(wanted), "dimension" if abs(len(came) - len(wanted)) == 1 else "dimensions"
        return f"It has {abs(more)} {noun} too {'many' if more > 0 else 'few'}."
    places = [place for place, pair in enumerate(zip(came, wanted, strict=True)) if pair[0] != pair[1]]
    if len(places) == 1:
        one, other = came[places[0]], wanted[places[0]]
        factor = _factor(one, other)
        times = f" It is {factor}." if factor else ""
        return f"Only dimension {places[0]} differs: it is {one:,}, and {other:,} is asked for.{times}"
    return "Follow the shape from block to block, and find where it leaves the way that you meant."


def _factor(one: int, other: int) -> str:
    words = {2: "twice", 3: "three times", 4: "four times"}
    if other and one % other == 0 and one // other in words:
        return f"{words[one // other]} as much"
    if one and other % one == 0 and other // one in {2: "half", 3: "a third", 4: "a quarter"}:
        return f"{ {2: 'half', 3: 'a third', 4: 'a quarter'}[other // one] } of it"
    return ""
