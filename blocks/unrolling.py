"""A `Repeat` written out: its rounds in a row, with numbers in the place of the rules in `i`."""

from dataclasses import replace

from blocks import edits, labels
from blocks.definitions import substituted
from blocks.edits import in_definition, replaced_at
from blocks.errors import BlockError
from blocks.expressions import Expression, evaluate
from blocks.naming import from_kind, number
from blocks.tree import Address, Block, Model, fresh


@in_definition
def unroll(model: Model, address: Address) -> Model:
    """Replace a `Repeat` by a Sequential of its rounds. All keep the paths that they have in PyTorch.

    Rounds that share are one block, called again. Raises BlockError when the rounds are too many, not known as a
    number, or take several tensors.
    """
    repeat = model.at(address)
    if repeat.kind != "Repeat":
        raise BlockError(f"{repeat.kind} has no rounds.", "a Repeat.", "select one.")
    if len(repeat.inputs) > 1:
        raise BlockError(
            f"Each round takes {len(repeat.inputs)} tensors.", "rounds that hand on one.",
            "keep the Repeat, or copy its block in the Graph.",
        )  # fmt: skip
    rounds = _rounds(repeat, _times(repeat), set(labels.labelled(labels.own_root(model))))
    return replaced_at(model, address, replace(repeat, kind="Sequential", args={}, children=rounds))


def _times(repeat: Block) -> int:
    times = repeat.args.get("times")
    if isinstance(times, Expression):
        try:
            times = evaluate(times, {})
        except BlockError as error:
            raise BlockError(
                f"times follows a rule ({times}) in names from around the Repeat.", "a number.", "give it one first."
            ) from error
    count = sum(1 for _ in repeat.walk())
    if not isinstance(times, int) or not 0 <= times * count <= edits.MOST_BLOCKS:
        raise BlockError(
            f"{times} rounds of {count} blocks.", f"at most {edits.MOST_BLOCKS:,} blocks.", "repeat fewer times."
        )
    return times


def _rounds(repeat: Block, times: int, taken: set[str]) -> tuple[Block, ...]:
    """The rounds, the first with the ids of the body."""
    if not repeat.args.get("share") or times < 2:
        rounds = [_round(repeat, index) for index in range(times)]
        return (*rounds[:1], *map(fresh, rounds[1:]))
    first = _round(repeat, 0)
    label = labels.called(first) or first.shared
    if not label:
        wanted = repeat.name or from_kind(first.kind)
        label = number(wanted, taken) if wanted in taken else wanted
        first = replace(first, shared=label)
    return (first, *(Block("Reuse", args={"of": label}) for _ in range(times - 1)))


def _round(repeat: Block, index: int) -> Block:
    """One round as PyTorch has it: a body of one block *is* the round."""
    children = tuple(substituted(child, {"i": index}) for child in repeat.children)
    return replace(children[0], name="", inputs=()) if len(children) == 1 else Block("Sequential", children=children)
