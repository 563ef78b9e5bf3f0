"""Why a block that takes or gives several tensors does not work, in three parts."""

from typing import Any

from blocks.explain import describe, told
from blocks.kinds import Kind
from blocks.reasons import Reason, reason
from blocks.report import Problem, TensorType


def count(kind: Kind, given: tuple[TensorType, ...]) -> Problem:
    """A block is given more or fewer tensors than it takes."""
    most = "or more" if kind.variadic else f"to {len(kind.inputs)}" if len(kind.inputs) > kind.least else ""
    number = " ".join(filter(None, (str(kind.least), most)))
    noun = "tensor" if number == "1" else "tensors"
    expected = f"{number} {noun}: {', '.join(kind.inputs)}." if kind.inputs else "none: it makes one itself."
    return Problem(f"{kind.name} receives {listed(given)}.", expected, "choose what it takes, in a Graph around it.")


def one_tensor(name: str, given: tuple[TensorType, ...]) -> Problem:
    """A structure that hands on one tensor is given several."""
    return Problem(
        f"{name} receives {listed(given)}.",
        "one tensor: it hands on one from block to block.",
        "use a Graph, where each block chooses what it takes.",
    )


def misfit(kind: Kind, args: dict[str, Any], given: tuple[TensorType, ...], error: Exception) -> Problem:
    """The problem of a block that takes several tensors and raised `error` on them."""
    found = reason(kind.name, args, given[0], str(error))
    fits = f"tensors that fit each other: {', '.join(kind.inputs)}."
    usual = Reason(fits, "", "choose other sources, or change what comes before.")
    return told(f"{kind.name} receives {listed(given)}.", found or usual, error)


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


def listed(given: tuple[TensorType, ...]) -> str:
    """Several tensors in words."""
    if not given:
        return "nothing"
    shapes = " and ".join(map(describe, given[:4]))
    return shapes if len(given) == 1 else f"{len(given)} tensors: {shapes}{' …' if len(given) > 4 else ''}"
