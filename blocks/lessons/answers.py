"""Whether an answer to a question is right, and useful words where it is not.

What is asked of a model is looked up in its report, so that it is PyTorch's own answer. Words about a wrong answer say
what kind of mistake it looks like, and not what would be right.
"""

import re
from typing import NamedTuple

from blocks import words
from blocks.errors import BlockError
from blocks.lessons.progress import Given
from blocks.lessons.records import Ask
from blocks.receptive import receptive_field
from blocks.report import Node, Report, TensorType

NOWHERE = "nowhere"  # the answer to "where does it fail?", of a model that works
_BETWEEN = re.compile(r"\s*(?:×|\*|,|\bby\b|(?<![a-z])x(?![a-z])|\s)\s*", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_SCALES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "b": 10**9}


class Verdict(NamedTuple):
    """Whether it is right; what to say of it."""

    right: bool
    said: str = ""


def judge(ask: Ask, given: Given, report: Report | None) -> Verdict:
    """Whether an answer is right. `report` is of the model that the question is about.

    Raises: BlockError when it is no answer of the kind that is asked for; or, for a mistake in the lesson, when the
    model has none.
    """
    if ask.answer == "choice":
        return _choice(ask, given)
    if not isinstance(given, str):
        raise BlockError("A choice.", "an answer in words or numbers.", "type it.")
    if ask.answer == "number":
        return _number(ask, given)
    assert report is not None
    if ask.answer == "shape":
        return _shape(_node(ask, report), given)
    if ask.answer == "fails at":
        return _fails(report, given)
    return _count(ask, report, given)


def truth(ask: Ask, report: Report | None) -> str:
    """The right answer, as it is shown. Raises BlockError, for a mistake in the lesson, when there is none."""
    if ask.answer == "choice":
        return " · ".join(option.text for option in ask.options if option.right)
    if ask.answer == "number":
        return f"{ask.value:,.10g}"
    assert report is not None
    if ask.answer == "shape":
        return str(_output(_node(ask, report)))
    if ask.answer == "fails at":
        return failing(report)
    return f"{_counted(ask, report):,}"


def failing(report: Report) -> str:
    """The path of the first block that does not work, or that there is none."""
    return next((path for path, _ in report.problems), NOWHERE)


def places(report: Report) -> list[str]:
    """What can be answered to "where does it fail?": the paths of the blocks that hold no others, and nowhere."""
    paths = [path for path, block, _ in report.rows() if path and not block.children]
    return [*dict.fromkeys([*paths, *([found] if (found := failing(report)) != NOWHERE else [])]), NOWHERE]


def _node(ask: Ask, report: Report) -> Node:
    try:
        return report[ask.of]
    except BlockError as error:
        raise BlockError(
            f"The question is about a block {ask.of!r}.", "the path of one in its model.", "correct `of`."
        ) from error


def _output(node: Node) -> TensorType:
    if node.output is None:
        raise BlockError("The question asks for a shape where the model does not work.", "one that does.", "mend it.")
    return node.output


# --- choices and plain numbers


def _choice(ask: Ask, given: Given) -> Verdict:
    known = range(len(ask.options))
    if not isinstance(given, list) or not given or any(each not in known for each in given):
        raise BlockError("Nothing is chosen.", "one of the answers.", "choose one.")
    right = {place for place in known if ask.options[place].right}
    wrong = [place for place in sorted(set(given)) if place not in right]
    if wrong:
        return Verdict(False, ask.options[wrong[0]].why or "That is not it.")
    if missing := len(right - set(given)):
        return Verdict(False, f"Right so far. {words.plural(missing, 'answer')} more to find.")
    return Verdict(True, " ".join(filter(None, (ask.options[place].why for place in sorted(right)))))


def _number(ask: Ask, given: str) -> Verdict:
    assert ask.value is not None
    number = _read_number(given)
    if abs(number - ask.value) <= max(ask.within, 1e-9 * abs(ask.value)):
        return Verdict(True)
    return Verdict(False, "Too many." if number > ask.value else "Too few.")


def _read_number(given: str) -> float:
    """A number as people write it: `7,946`, `7 946`, `7.9 k`."""
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)([kmgb]?)", re.sub(r"[\s,_']", "", given.strip().lower()))
    if not found:
        raise BlockError(f"{given[:40]!r} is no number.", "a number such as 7,946.", "type one.")
    return float(found[1]) * _SCALES[found[2]]


# --- shapes


def _shape(node: Node, given: str) -> Verdict:
    wanted, typed = _output(node), _read_shape(given)
    if len(typed) == len(wanted.shape):
        wrong = [place for place, size in enumerate(typed) if not _same(size, wanted, place)]
        return Verdict(True) if not wrong else Verdict(False, _other_sizes(typed, wanted, wrong, node))
    if typed == list(map(str, wanted.shape[1:])):
        return Verdict(False, "That is the shape of one example. The batch comes first.")
    more = "more" if len(wanted.shape) > len(typed) else "fewer"
    return Verdict(False, f"Your answer has {words.plural(len(typed), 'dimension')}; there are {more}.")


def _read_shape(given: str) -> list[str]:
    """The sizes in `2×10`, `(2, 10)`, `B x 10`; none in `()` and `scalar`."""
    bare = given.strip().replace("torch.Size", "")
    if bare.lower() in ("scalar", "()", "[]"):
        return []
    sizes = [each.upper() for each in _BETWEEN.split(bare.strip("()[] ")) if each]
    if not sizes or any(not re.fullmatch(r"\d{1,12}|\d{0,3}B", each) for each in sizes):
        raise BlockError(
            f"{given[:40]!r} is no shape.", "sizes such as 2×10, or B×10 with B for the batch.", "type them."
        )  # fmt: skip
    return sizes


def _same(size: str, wanted: TensorType, place: int) -> bool:
    if size.isdecimal():
        return int(size) == wanted.shape[place]
    grows = wanted.grows[place] if wanted.grows else 0
    return size == f"{grows if grows > 1 else ''}B" and grows > 0


def _other_sizes(typed: list[str], wanted: TensorType, wrong: list[int], node: Node) -> str:
    if node.input and typed == list(map(str, node.input.shape)):
        return "That is what goes in."
    if sorted(typed) == sorted(map(str, wanted.shape)):
        return "The right sizes, in another order."
    if len(wrong) == 1 and len(typed) > 1:
        place = wrong[0]
        name = _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}th"
        return f"All but one is right: look at the {name} dimension again."
    return f"{len(wrong)} of the {len(typed)} dimensions are not right yet."


# --- where it fails


def _fails(report: Report, given: str) -> Verdict:
    right, known = failing(report), places(report)
    if given not in known:
        raise BlockError(f"There is no block {given[:40]!r}.", "one of the model's.", "choose one.")
    if given == right:
        return Verdict(True)
    if right == NOWHERE:
        return Verdict(False, "That block works, with what comes to it.")
    if given == NOWHERE:
        return Verdict(False, "It does fail: follow the shape from block to block.")
    if known.index(given) > known.index(right):
        return Verdict(False, "Before that block is reached, another one has failed already.")
    return Verdict(False, "That block still works: think of what it gives, and who takes it.")


# --- counts


def _counted(ask: Ask, report: Report) -> int:
    node = _node(ask, report)
    if not node.ok:
        raise BlockError("The question asks for a number where the model does not work.", "one that does.", "mend it.")
    if ask.answer == "receptive field":
        return _receptive(ask, report)
    counts: dict[str, int] = {"parameters": node.params, "by place": node.placed, "MACs": node.macs}
    return counts[ask.answer]


def _receptive(ask: Ask, report: Report) -> int:
    address = next(address for address, _, _ in report.nodes() if report.model.path(address) == ask.of)
    field = receptive_field(report, address)
    size = field.spans[-1].size if field and field.spans else None
    if size is None:
        raise BlockError("Nobody knows this receptive field.", "a block that has one.", "ask about another block.")
    return size


def _count(ask: Ask, report: Report, given: str) -> Verdict:
    wanted, number = _counted(ask, report), _read_number(given)
    rounded = words.count(wanted).replace(" ", "").lower()
    if number == wanted or re.sub(r"[\s]", "", given.lower()) == rounded:
        return Verdict(True)
    node = _node(ask, report)
    batch = report.model.batch or 1
    mistakes: list[tuple[float, str]] = []
    if ask.answer in ("parameters", "by place"):
        mistakes += [
            (wanted - _biases(node), "That is the weights. Each output also has a bias."),
            (_biases(node), "That is the biases alone."),
            (node.placed, "That counts a shared parameter at each place. It is one parameter."),
            (node.params, "That counts a shared parameter once. Here each place counts."),
            (wanted * batch, "Parameters do not grow with the batch: all examples meet the same ones."),
        ]
    if ask.answer == "MACs":
        mistakes += [
            (2 * wanted, "Those are FLOPs: a multiplication and an addition are one MAC."),
            (wanted / batch, "That is one example; the model is given a whole batch."),
            (wanted * batch, "The batch is in there twice."),
            (node.params, "That is the number of parameters. A weight may be used many times."),
        ]
    for mistaken, said in mistakes:
        if number == mistaken != wanted:
            return Verdict(False, said)
    return Verdict(False, _how_far(number, wanted))


def _how_far(number: float, wanted: int) -> str:
    if number <= 0 or not wanted:
        return "Too few." if number < wanted else "Too many."
    ratio = number / wanted
    if 0.9 <= ratio <= 1.1:
        return f"Close, and {'too many' if ratio > 1 else 'too few'} by {words.count(abs(number - wanted))}."
    return "Far too many." if ratio > 2 else "Too many." if ratio > 1 else "Far too few." if ratio < 0.5 else "Too few."


def _biases(node: Node) -> int:
    """How many biases the layers in a node have, as far as their arguments tell; a Repeat's are those of a round."""
    if node.children:
        return sum(map(_biases, node.children))
    size = node.args.get("out_features", node.args.get("out_channels", 0))
    return size if isinstance(size, int) and node.args.get("bias", True) else 0
