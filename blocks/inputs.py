"""The edits of what a model is fed and called: its inputs, the size of its batch, its title."""

from dataclasses import replace

from blocks import wiring
from blocks.edits import as_graph
from blocks.errors import BlockError
from blocks.naming import LONGEST_NAME, number
from blocks.tree import Input, Model

MOST_INPUTS = 8


def set_input(model: Model, index: int, given: Input) -> Model:
    """Feed the model another tensor at an input. Every input that has B gets its size."""
    old = _input(model, index)
    if given.name in {each.name for each in model.inputs} - {old.name}:
        raise BlockError(f"There is already an input {given.name!r}.", "a name of its own.", "choose another name.")
    inputs = (*model.inputs[:index], given, *model.inputs[index + 1 :])
    root = model.root
    if root.kind == "Graph" and given.name != old.name:
        if given.name in {child.name for child in root.children}:
            raise BlockError(f"There is a block called {given.name!r}.", "a name of its own.", "choose another name.")
        root = wiring.resourced(root, {old.name: given.name})
    size = given.shape[given.batch] if given.batch is not None else model.batch
    return replace(model, root=root, inputs=tuple(each.resized(size) if size else each for each in inputs))


def add_input(model: Model, given: Input) -> Model:
    """One more input, which makes the root a `Graph`."""
    if len(model.inputs) == MOST_INPUTS:
        raise BlockError(f"The model has {MOST_INPUTS} inputs.", "no more than that.", "remove one first.")
    root = model.root if model.root.kind == "Graph" else as_graph(model, model.root)
    taken = {each.name for each in model.inputs} | {child.name for child in root.children}
    given = replace(given, name=number(given.name, taken) if given.name in taken else given.name)
    size = model.batch
    return replace(model, root=root, inputs=(*model.inputs, given.resized(size) if size else given))


def remove_input(model: Model, index: int) -> Model:
    """One input less. What took it has to take something else: that is a problem until it does."""
    _input(model, index)
    rest = model.inputs[:index] + model.inputs[index + 1 :]
    if not rest:
        raise BlockError("The model has one input.", "at least one.", "change it instead.")
    return replace(model, inputs=rest)


def set_batch(model: Model, size: int) -> Model:
    """Another size of B, at every input that has it."""
    return replace(model, inputs=tuple(each.resized(size) for each in model.inputs))


def _input(model: Model, index: int) -> Input:
    if 0 <= index < len(model.inputs):
        return model.inputs[index]
    raise BlockError(f"There is no input {index}.", f"0 to {len(model.inputs) - 1}.", "look again.")


def set_title(model: Model, title: str) -> Model:
    """Call the model something else. Raises BlockError when the title is empty or too long."""
    title = " ".join(title.split())
    if not 1 <= len(title) <= LONGEST_NAME or not title.isprintable():
        raise BlockError(f"The title is {title[:LONGEST_NAME]!r}.", f"1 to {LONGEST_NAME} characters.", "shorten it.")
    return replace(model, title=title)
