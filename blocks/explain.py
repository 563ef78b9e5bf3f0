"""Why a block does not work, in three parts, from what PyTorch raised and what the catalogue knows."""

import re
from typing import Any

from blocks.kinds import Kind
from blocks.report import Problem, TensorType


def leaf(kind: Kind, args: dict[str, Any], given: TensorType, error: Exception) -> Problem:
    """The problem of a layer or operation that raised `error` on an input of type `given`."""
    received = f"{kind.name} receives {describe(given)}."
    typed = _disagreement(kind, args, given)
    if typed:
        name, value, found, dimension = typed
        return Problem(
            f"{kind.name} receives {given}: {found} in dimension {dimension}.",
            f"{value} there, because {name} is {value}.",
            f"set {name} to {found}, or leave it out so that it is inferred.",
        )
    return Problem(received, _expected(kind, error), "change its arguments, or what comes before it.")


def missing_dimension(kind: Kind, name: str, given: TensorType) -> Problem:
    """An argument is read off a dimension that the input does not have."""
    return Problem(
        f"{kind.name} receives {describe(given)}.",
        f"{kind.takes or 'more dimensions'}, so that {name} can be read off it.",
        "put a block before it that gives such a tensor, or move it to where there is one.",
    )


def missing_argument(kind: Kind, name: str) -> Problem:
    """An argument that must be typed is not."""
    return Problem(
        f"{kind.name} has no {name}.", f"a value for {name}.", f"type one; {kind.start.get(name, 1)} is usual."
    )


def shared(given: TensorType, first: TensorType) -> Problem:
    """A shared instance is called with a shape for which its layers were not built."""
    return Problem(
        f"the shared blocks receive {describe(given)}.",
        f"{describe(first)}, for which their layers are built.",
        "make them give the shape they take, or do not share.",
    )


def merge(kind: str, given: list[TensorType], error: Exception) -> Problem:
    """The outputs of branches cannot be merged."""
    shapes = " and ".join(map(str, given[:4]))
    if kind == "Residual":
        body, shortcut = given
        return Problem(
            f"The body gives {body}, the shortcut {shortcut}.",
            "equal shapes, because they are added.",
            "make the body keep the shape, or project the shortcut.",
        )
    return Problem(
        f"The branches give {shapes}.",
        f"shapes that {kind} can join: {sentence(error)}",
        "change a branch, dim or merge.",
    )


def describe(given: TensorType) -> str:
    """Shape and, where it is not the usual one, dtype."""
    return f"{given}" if given.dtype == "float32" else f"{given} of {given.dtype}"


def sentence(error: Exception) -> str:
    """PyTorch's own words: the first sentence, without C++ traces."""
    text = str(error).strip().split("\n")[0]
    text = re.sub(r"^\w+(Error|Exception):\s*", "", text)
    return text[:240].rstrip(". ") + "." if text else f"{type(error).__name__}."


def _disagreement(kind: Kind, args: dict[str, Any], given: TensorType) -> tuple[str, Any, int, int] | None:
    """A typed argument that differs from the dimension it stands for."""
    for argument in kind.arguments:
        if argument.reads is None or argument.of or argument.name not in args or not _has(given, argument.reads):
            continue
        value = args[argument.name]
        last = value[-1] if isinstance(value, tuple) else value
        found = given.shape[argument.reads]
        if last != found:
            return argument.name, last, found, argument.reads % len(given.shape)
    return None


def _has(given: TensorType, dimension: int) -> bool:
    return -len(given.shape) <= dimension < len(given.shape)


def _expected(kind: Kind, error: Exception) -> str:
    words = sentence(error)
    return f"{kind.takes}. PyTorch says: {words}" if kind.takes else f"an input it can work on. PyTorch says: {words}"


def arity(kind: Kind, given: tuple[TensorType, ...]) -> Problem:
    """A block is given more or fewer tensors than it takes."""
    most = "or more" if kind.variadic else f"to {len(kind.inputs)}" if len(kind.inputs) > kind.least else ""
    number = " ".join(filter(None, (str(kind.least), most))) if kind.inputs else "none"
    names = f": {', '.join(kind.inputs)}" if kind.inputs else ", because it makes one itself"
    return Problem(
        f"{kind.name} receives {listed(given)}.", f"{number}{names}.", "choose what it takes, inside a Graph."
    )


def one_tensor(name: str, given: tuple[TensorType, ...]) -> Problem:
    """A structure that hands on one tensor is given several."""
    return Problem(
        f"{name} receives {listed(given)}.",
        "one tensor: it hands on one from block to block.",
        "use a Graph, where each block chooses what it takes.",
    )


def listed(given: tuple[TensorType, ...]) -> str:
    """Several tensors in words."""
    if not given:
        return "nothing"
    shapes = " and ".join(map(describe, given[:4]))
    return shapes if len(given) == 1 else f"{len(given)} tensors: {shapes}{' …' if len(given) > 4 else ''}"


def several(kind: Kind, given: tuple[TensorType, ...], error: Exception) -> Problem:
    """The problem of a block that takes several tensors and raised `error` on them."""
    names = ", ".join(kind.inputs)
    return Problem(
        f"{kind.name} receives {listed(given)}.",
        f"tensors that fit each other ({names}). PyTorch says: {sentence(error)}",
        "choose other sources, or change what comes before.",
    )


def training(kind: Kind, args: dict[str, Any], given: TensorType, error: Exception) -> Problem:
    """What works now and will be refused in training."""
    return Problem(
        f"{kind.name} receives {describe(given)}: one value for each of its {given.shape[1]} features.",
        "more than one in training, where it takes their mean and deviation. As shown here, in evaluation, it works.",
        "use a larger batch, or normalise where the picture is larger.",
    )


def other_inputs(names: tuple[str, ...], given: tuple[TensorType, ...]) -> Problem:
    """A Graph is given another number of tensors than it has names for."""
    return Problem(
        f"The Graph receives {listed(given)}.",
        f"{len(names)}, called {', '.join(names)}; no two may have one name.",
        "name as many inputs as it takes, or choose what it takes.",
    )


def no_such_output(place: int, offered: tuple[TensorType, ...]) -> Problem:
    """A block takes an output that its source does not have."""
    return Problem(
        f"It takes output {place}.", f"0 to {len(offered) - 1}: {listed(offered)}.", "choose another source."
    )
