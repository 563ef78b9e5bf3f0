"""What is known of a kind of block, as plain data: the catalogue's records as the light side sees them.

The catalogue (next door, with torch) makes these by looking at PyTorch; palette, forms, code
generation and validation read them here without torch.
"""

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import msgspec

from blocks.errors import BlockError
from blocks.expressions import Expression, check

Value: TypeAlias = "bool | int | float | str | None | tuple[int, ...] | tuple[str, ...] | Expression"
Example: TypeAlias = tuple[tuple[int, ...], str]  # shape and dtype of a tensor

Type = Literal["int", "float", "bool", "choice", "ints", "names", "text", "source"]
LONGEST_TEXT = 100
LONGEST_SOURCE = 20_000
MOST_NAMES = 64  # of what a block takes: a dense block of DenseNet-201 joins 49
SOURCE = re.compile(r"(?!\d)\w{1,64}(\.\d{1,2})?")  # what a block may take: `conv1`, or `lstm.1` for its second output


class Argument(msgspec.Struct, frozen=True, omit_defaults=True):
    """One argument of a kind, under PyTorch's own name.

    `type` is "ints" for a tuple of whole numbers (`length` of them; `scalar` when one number may
    stand for all), "names" for a tuple of names, "text" for a short text such as an equation, "source" for lines of
    Python. `reads` is the dimension, of input number `of`, from which a missing value is inferred. `low`
    and `high` are inclusive.
    """

    name: str
    type: Type
    default: bool | int | float | str | tuple[int | str, ...] | None = None
    required: bool = False
    optional: bool = False  # None is a value of its own
    reads: int | None = None
    of: int = 0
    low: float = -(10**6)
    high: float = 10**6
    choices: tuple[str, ...] = ()
    length: int = 0  # of "ints"; 0 is any
    scalar: bool = False
    doc: str = ""


class Kind(msgspec.Struct, frozen=True, omit_defaults=True):
    """One kind of block: a layer, an operation or a structure.

    `call` is how code names it (`nn.Conv2d`); `sources` are the class texts that code must bring along
    when PyTorch has none, by class name (for `Parallel`: by merge). `start` are the arguments a fresh
    one gets from the palette; with them it works on tensors as in `example`. `inputs` names the tensors
    that it takes, of which it needs the first `least`; where `variadic`, the last may come many times.
    `gives` names its outputs where there can be several. `added` are arguments that PyTorch's own class
    lacks: with their defaults, that class does the same.
    """

    name: str
    role: Literal["layer", "operation", "structure"]
    family: str
    doc: str = ""
    call: str = ""
    sources: dict[str, str] = {}
    url: str = ""
    hint: str = ""  # two words for the palette
    arguments: tuple[Argument, ...] = ()
    start: dict[str, Any] = {}
    inputs: tuple[str, ...] = ("input",)
    least: int = 1
    variadic: bool = False
    gives: tuple[str, ...] = ()
    takes: str = ""  # the first input in words: `(batch, channels, length)`
    example: tuple[Example, ...] = ()
    paper: str = ""  # the address of where it comes from
    expression: str = ""  # how one line of Python writes it, as `code.inline` reads it
    added: tuple[str, ...] = ()

    def argument(self, name: str) -> Argument | None:
        return next((argument for argument in self.arguments if argument.name == name), None)


Kinds: TypeAlias = Mapping[str, Kind]


def accept(argument: Argument, value: Any) -> Value:
    """`value` as the argument holds it (lists become tuples), or BlockError when it does not fit."""
    if isinstance(value, Expression):
        if argument.type not in ("int", "float", "ints") and not value.text.strip().isidentifier():
            raise _misfit(argument, value, "A rule can only give a number, or be the name of a parameter.")
        check(value)
        return value
    if value is None:
        if argument.optional:
            return None
        raise _misfit(argument, value)
    return _ACCEPT[argument.type](argument, value)


def parse(argument: Argument, text: str) -> Value:
    """What a person typed, as a value: `3`, `3, 5`, `(3, 5)`, `same`, or `=64 * 2**i` for a rule."""
    if argument.type == "source":
        return accept(argument, text)
    text = text.strip()
    if text.startswith("="):
        return accept(argument, Expression(text[1:].strip()))
    if argument.optional and text.lower() == "none":
        return None
    if text in argument.choices:
        return text
    if argument.type == "bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if argument.type == "names":
        return accept(argument, tuple(part.strip() for part in text.split(",") if part.strip()))
    if argument.type == "text":
        return accept(argument, text)
    numbers = [_number(part) for part in text.strip("()[] ,").split(",")]
    if argument.type == "ints" and (len(numbers) > 1 or not argument.scalar):
        return accept(argument, tuple(numbers))
    return accept(argument, numbers[0] if len(numbers) == 1 else text)


def written(value: Any) -> str:
    """A value as `parse` reads it and as a card shows it."""
    if isinstance(value, Expression):
        return f"={value}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def _number(text: str) -> int | float | str:
    text = text.strip()
    if re.fullmatch(r"[+-]?\d{1,18}", text):
        return int(text)
    try:
        return float(text)
    except ValueError:
        return text


def _accept_int(argument: Argument, value: Any) -> Value:
    if type(value) is not int or not argument.low <= value <= argument.high:
        raise _misfit(argument, value)
    return value


def _accept_float(argument: Argument, value: Any) -> Value:
    if type(value) not in (int, float) or not argument.low <= value <= argument.high:  # NaN is not between them
        raise _misfit(argument, value)
    return float(value)


def _accept_bool(argument: Argument, value: Any) -> Value:
    if type(value) is not bool:
        raise _misfit(argument, value)
    return value


def _accept_choice(argument: Argument, value: Any) -> Value:
    if value not in argument.choices:
        raise _misfit(argument, value)
    return str(value)


def _accept_ints(argument: Argument, value: Any) -> Value:
    if isinstance(value, str) and value in argument.choices:
        return value
    if argument.scalar and not isinstance(value, list | tuple):
        return _accept_int(argument, value)
    if not isinstance(value, list | tuple) or (argument.length and len(value) != argument.length):
        raise _misfit(argument, value)
    if not 1 <= len(value) <= 8:
        raise _misfit(argument, value)
    for item in value:
        _accept_int(argument, item)
    return tuple(value)


def _accept_names(argument: Argument, value: Any) -> Value:
    if (
        not isinstance(value, list | tuple)
        or len(value) > MOST_NAMES
        or not all(isinstance(each, str) and SOURCE.fullmatch(each) for each in value)
    ):
        raise _misfit(argument, value)
    return tuple(value)


def _accept_text(argument: Argument, value: Any) -> Value:
    if not isinstance(value, str) or not 1 <= len(value) <= LONGEST_TEXT or not value.isprintable():
        raise _misfit(argument, value)
    return value


def _accept_source(argument: Argument, value: Any) -> Value:
    """Lines, as a text or (in a file) as a list of them."""
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        value = "\n".join(value)
    if not isinstance(value, str) or not 1 <= len(value) <= LONGEST_SOURCE:
        raise _misfit(argument, value)
    text = value.replace("\r\n", "\n")
    strange = next((each for each in text if not each.isprintable() and each not in "\n\t"), None)
    if strange:
        raise _misfit(argument, strange, "That character cannot be seen.")
    return text


_ACCEPT = {
    "int": _accept_int,
    "float": _accept_float,
    "bool": _accept_bool,
    "choice": _accept_choice,
    "ints": _accept_ints,
    "names": _accept_names,
    "text": _accept_text,
    "source": _accept_source,
}


def expectation(argument: Argument) -> str:
    """What an argument takes, in words: `a whole number from 1 to 1,000,000`."""
    bounds = f" from {_plain(argument.low)} to {_plain(argument.high)}"
    words = {
        "int": "a whole number" + bounds,
        "float": "a number" + bounds,
        "bool": "true or false",
        "choice": "one of " + ", ".join(argument.choices),
        "ints": f"{argument.length or 'some'} whole numbers" + bounds,
        "names": f"at most {MOST_NAMES} names such as x, memory",
        "text": f"1 to {LONGEST_TEXT} characters",
        "source": f"lines of Python, at most {LONGEST_SOURCE:,} characters",
    }[argument.type]
    if argument.type == "ints":
        words = f"a whole number or {words}" if argument.scalar else words
        words += "".join(f", or {choice}" for choice in argument.choices)
    return words + (", or none" if argument.optional else "")


def _plain(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else f"{value:g}"


def _misfit(argument: Argument, value: Any, note: str = "") -> BlockError:
    shown = repr(str(value) if isinstance(value, Expression) else value)
    return BlockError(
        f"{argument.name} is {shown[:60]}.{' ' + note if note else ''}",
        f"{expectation(argument)}.",
        f"give {argument.name} such a value{', or leave it out' if not argument.required else ''}.",
    )
