"""What can be counted: parameters, multiply-adds, how far an output sees, what is shared, and what is drawn.

Parameters count once by identity; MACs as everywhere (`report`).
"""

from collections import Counter
from collections.abc import Iterator
from math import prod

from torch import nn

from blocks.grading.observing import uses
from blocks.grading.subject import Subject
from blocks.grading.verdict import HOLDS, Verdict, missed
from blocks.lessons.asking import listed
from blocks.lessons.checks import Bounds, Keys, Macs, Parameters, Receptive, Sharing, Size, Uses
from blocks.receptive import receptive_field
from blocks.tree import Block, is_slot
from blocks.words import plural


def parameters(check: Parameters, subject: Subject) -> Verdict:
    """Whether there are as many as asked."""
    count = subject.report.params
    if check.holds(count):
        return HOLDS
    return missed(f"It has {plural(count, 'parameter')}.", _why_so_many(check, subject))


def macs(check: Macs, subject: Subject) -> Verdict:
    """Whether it takes as many multiply-adds as asked, for the batch of its document."""
    count = subject.report.macs
    if check.holds(count):
        return HOLDS
    return missed(f"It needs {count:,}.", f"{_way(check, count)} Which block takes most? Its card says so.".strip())


def receptive(check: Receptive, subject: Subject) -> Verdict:
    """Whether an output depends on as many places as asked, along the input's last dimension."""
    field = receptive_field(subject.report, ())
    size = field.spans[-1].size if field and field.spans else None
    if size is None:
        return missed("Nobody can tell how far it sees: there is Python in it.", "Build it of the palette's blocks.")
    if check.holds(size):
        return HOLDS
    hint = "Each layer with a kernel adds to it, and a stride makes what follows count more."
    return missed(f"It depends on {size:,}.", hint)


def sharing(check: Sharing, subject: Subject) -> Verdict:
    """Whether parameters are used in as many places as asked: seen in a pass, whatever way it is built."""
    net, given = subject.sketched(subject.batches[0])
    tensors = list(net.parameters())
    counts = uses(net, given, tensors)
    by_place = sum(each.numel() * max(1, counts.get(id(each), 0)) for each in tensors)
    several = sum(count > 1 for count in counts.values())
    if check.by_place not in (None, by_place):
        came = f"There would be {by_place:,} if each place had its own."
        return missed(came, _places(several, by_place > (check.by_place or 0)))
    if check.tensors not in (None, several):
        came = f"{plural(several, 'tensor')} {'is' if several == 1 else 'are'} used in more than one place."
        return missed(came, _places(several, several > (check.tensors or 0)))
    return HOLDS


def used(check: Uses, subject: Subject) -> Verdict:
    """Whether so many blocks of a kind are drawn: each where it stands, also those in an instance."""
    count = sum(block.kind == check.kind for block in _cards(subject.model.root))
    if check.least <= count and (check.most is None or count <= check.most):
        return HOLDS
    hint = "Look for it in the palette." if count < check.least else "It can be said with fewer."
    return missed(f"It is built with {count or 'none'}.", hint)


def size(check: Size, subject: Subject) -> Verdict:
    """Whether it is drawn with few enough blocks; what is drawn in a definition counts once."""
    model = subject.model
    count = sum(1 for _ in _drawn(model.root)) + sum(1 for each in model.definitions for _ in _drawn(each.body))
    if count <= check.most:
        return HOLDS
    return missed(f"It is drawn with {count}.", "What comes again and again can be said once.")


def keys(check: Keys, subject: Subject) -> Verdict:
    """Whether its `state_dict` has certain names."""
    found = set(subject.sketched(subject.batches[0])[0].state_dict())
    missing = [name for name in check.names if name not in found]
    if not missing:
        return HOLDS
    there = f"It has {listed(sorted(found))}." if found else "It has none at all."
    hint = "A name is made of the names of the blocks around a parameter, with dots between."
    return missed(f"There is no {listed(missing)}. {there}", hint)


def _cards(block: Block) -> Iterator[Block]:
    """Every block inside that one can put there; the Sequentials of fixed places are no blocks of their own."""
    for child in block.children:
        if not (is_slot(block) and child.kind == "Sequential"):
            yield child
        yield from _cards(child)


def _drawn(block: Block) -> Iterator[Block]:
    """As `_cards`, without looking into instances."""
    for child in block.children:
        if not (is_slot(block) and child.kind == "Sequential"):
            yield child
        if not child.definition:
            yield from _drawn(child)


def _places(several: int, more: bool) -> str:
    if not several:
        return "No parameter is used in two places: two equal blocks are two, unless one calls the other again."
    return "More is shared than asked for." if more else "Less is shared than asked for."


def _way(check: Bounds, count: int) -> str:
    """How far off a number is, where it is to be exact."""
    if check.exactly is None:
        return ""
    off = count - check.exactly
    return f"That is {abs(off):,} too {'many' if off > 0 else 'few'}."


def _why_so_many(check: Parameters, subject: Subject) -> str:
    """What the difference may come from, where it is exactly something."""
    if not subject.report.params:
        return "PyTorch sees none at all: is what should have some registered?"
    if check.exactly is None:
        return "Which block has most of them? Its card says so."
    off = subject.report.params - check.exactly
    net = subject.sketched(subject.batches[0])[0]
    return f"{_way(check, subject.report.params)} {_reason(off, check.exactly, subject, net)}".strip()


def _reason(off: int, wanted: int, subject: Subject, net: nn.Module) -> str:
    biases = sum(each.numel() for name, each in net.named_parameters() if name.rpartition(".")[2].startswith("bias"))
    owners = [each for each in net.modules() if any(True for _ in each.parameters(recurse=False))]
    if off == biases > 0:
        return "That is exactly what all biases have together."
    if off < 0 and -off == sum(_without_bias(each) for each in owners):
        return "That is exactly what biases would have in the layers that are without one."
    if off < 0 and subject.report.root.placed == wanted:
        return "It would be right if each place had its own: something is used twice where two were meant."
    twins = {shapes: times for shapes, times in Counter(map(_shapes, owners)).items() if times > 1}
    if off > 0 and any(_numbers(shapes) * (times - 1) == off for shapes, times in twins.items()):
        return "That is exactly what an equal block more has: were two meant, or one that is used twice?"
    if off > 0 and off == subject.report.params - subject.report.root.trainable:
        return (
            "That is exactly what it has in parameters that are never trained: is there another way to keep a constant?"
        )
    if off > 0 and any(each.numel() == off for each in net.parameters()):
        return "That is exactly what one of its tensors has: is it meant to be there, and to be trained?"
    if off > 0 and any(sum(each.numel() for each in owner.parameters(recurse=False)) == off for owner in owners):
        return "That is exactly what one of its layers has."
    if off < 0 and -off == subject.report.buffers:
        return "That is exactly as many as it has constants: what is never trained is no parameter."
    return "Compare each layer's size with what is asked for: its card has the number."


def _without_bias(layer: nn.Module) -> int:
    """How many numbers a bias of a layer would have, that could have one and has none."""
    if isinstance(layer, nn.Linear) and layer.bias is None:
        return layer.out_features
    if isinstance(layer, nn.Conv1d | nn.Conv2d | nn.Conv3d) and layer.bias is None:
        return layer.out_channels
    return 0


def _shapes(owner: nn.Module) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(each.shape) for each in owner.parameters(recurse=False))


def _numbers(shapes: tuple[tuple[int, ...], ...]) -> int:
    return sum(map(prod, shapes))
