"""What is to be known of blocks written in Python: the question, and who answers it.

Such a block is not asked of PyTorch where a model is analysed: it has to run, and that is allowed in few places. The
analysis asks whoever `answered_by` has put in charge; by default nobody, and the block has a problem that says so.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from typing import Any, TypeAlias

import msgspec

from blocks.report import Node, Problem, TensorType


class Question(msgspec.Struct, frozen=True):
    """A text, its constructor's arguments by name, and the tensors that its forward is given."""

    source: str
    args: tuple[tuple[str, Any], ...]
    given: tuple[TensorType, ...]

    @property
    def key(self) -> str:
        """A name for the question that is the same in every process."""
        return blake2b(msgspec.json.encode(self), digest_size=16).hexdigest()

    @property
    def arguments(self) -> dict[str, Any]:
        """The constructor's arguments as the class takes them: JSON knows no tuples."""
        return {name: tuple(value) if isinstance(value, list) else value for name, value in self.args}


Answering: TypeAlias = Callable[[Question], Node]


def question(args: Mapping[str, Any], given: tuple[TensorType, ...]) -> Question:
    """What is to be asked of a block with these arguments, its text among them."""
    return Question(args["source"], tuple((name, args[name]) for name in sorted(args) if name != "source"), given)


def refusing(asked: Question) -> Node:
    """The answer where nobody has allowed that it runs."""
    problem = Problem(
        "This block is Python, which has not run.", "your consent to run it in this process.",
        "read it, then pass `code=True` (in a shell: `--code`).",
    )  # fmt: skip
    return Node(inputs=asked.given, problem=problem)


def unknown(asked: Question) -> Node:
    """The answer while there is none yet."""
    return Node(inputs=asked.given, problem=Problem("This block has yet to run.", "its turn.", "wait for it."))


_answering: ContextVar[Answering] = ContextVar("answering", default=refusing)


@contextmanager
def answered_by(answering: Answering) -> Iterator[None]:
    """Let `answering` say what is known of blocks written in Python."""
    token = _answering.set(answering)
    try:
        yield
    finally:
        _answering.reset(token)


def answering() -> Answering:
    """Who answers now."""
    return _answering.get()
