"""Sound models, broken by one step of a careless hand: an argument changed, a block lost, two siblings swapped."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from blocks import catalogue, edits
from blocks.analysis import analyse
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.kinds import Argument, Value
from blocks.scope import fixed
from blocks.tree import SLOTS, Address, Model, addresses, fresh

CLASSES = ("argument", "removed", "swapped")
_WORDS = ("names", "text")  # types of arguments that have no value near another


@dataclass(frozen=True)
class Mistake:
    """A sound model and what one careless step made of it."""

    what: str  # one of CLASSES
    label: str
    sound: Model
    broken: Model


def typed(model: Model) -> Model:
    """The model with every inferred argument typed, as code writes it."""
    root = fresh(fixed(model.root, analyse(model).root))
    return Model(f"{model.title}, typed", model.about, model.inputs, root)


def mistakes(models: list[Model], seed: int) -> Iterator[Mistake]:
    """Endless mistakes, each model and each class as often as the others, no step twice."""
    dice = random.Random(seed)
    seen = set()
    while True:
        model, what = dice.choice(models), dice.choice(CLASSES)
        try:
            label, broken = _STEPS[what](model, dice)
        except BlockError:  # a step that the editor does not take
            continue
        if broken != model and (model.title, label) not in seen:
            seen.add((model.title, label))
            yield Mistake(what, f"{model.title}: {label}", model, broken)


def _change(model: Model, dice: random.Random) -> tuple[str, Model]:
    """Give an argument another value, or forget one that is required."""
    kinds = catalogue.kinds()
    known = {name: [each for each in kind.arguments if each.type not in _WORDS] for name, kind in kinds.items()}
    address, block = dice.choice([each for each in addresses(model.root) if known[each[1].kind]])
    argument = dice.choice(known[block.kind])
    path = model.path(address)
    if argument.required and dice.random() < 0.1:
        return f"{path}.{argument.name} forgotten", edits.set_args(model, address, kinds, {}, (argument.name,))
    args = analyse(model).at(address).args
    value = _other(argument, args.get(argument.name, argument.default), dice)
    return f"{path}.{argument.name} = {value}", edits.set_args(model, address, kinds, {argument.name: value})


def _other(argument: Argument, value: Value, dice: random.Random) -> Value:
    """A value near the present one, of the argument's type."""
    if argument.type == "bool":
        return not value
    if argument.type == "choice":
        return dice.choice(argument.choices)
    if argument.type == "ints" and isinstance(value, tuple):
        position = dice.randrange(len(value))
        return (*value[:position], _near(value[position], dice), *value[position + 1 :])
    if isinstance(value, Expression | str) or value is None:
        return dice.choice((1, 2, 3))
    if argument.type == "float":
        return float(value) * dice.choice((0.5, 2.0))
    return _near(int(value), dice)


def _near(value: int, dice: random.Random) -> int:
    return dice.choice((value * 2, value // 2, value + 1, value - 1, value + 2, 1, 3, 7))


def _remove(model: Model, dice: random.Random) -> tuple[str, Model]:
    address = dice.choice([address for address, _ in addresses(model.root) if address])
    return f"{model.path(address)} removed", edits.remove(model, address)


def _swap(model: Model, dice: random.Random) -> tuple[str, Model]:
    """Let two siblings change places."""
    rows = [address for address, block in addresses(model.root) if len(block.children) > 1 and block.kind not in SLOTS]
    parent = dice.choice(rows)
    first, second = sorted(dice.sample(range(len(model.at(parent).children)), 2))
    return f"{first} and {second} of {model.path(parent) or 'the model'} swapped", exchange(
        model, parent, first, second
    )


def exchange(model: Model, parent: Address, first: int, second: int) -> Model:
    """The model with two children of a block in each other's place."""
    model = edits.move(model, (*parent, second), parent, first)
    return edits.move(model, (*parent, first + 1), parent, second + 1)


_STEPS = {"argument": _change, "removed": _remove, "swapped": _swap}
