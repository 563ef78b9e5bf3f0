"""The one error family: what came, what was expected, how to fix it, and where.

Inner code raises with what it knows; the public function that was called adds the place.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class BlockError(ValueError):
    """A mistake in a model, a document or an edit, told in three parts.

    `path` names the block (`"stage3.0.conv1"`) or the place in a file (`"$.root.children[2]"`).
    """

    def __init__(self, received: str, expected: str, fix: str, path: str = "") -> None:
        self.received = received
        self.expected = expected
        self.fix = fix
        self.path = path
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        return f"{place}{self.received} Expected: {self.expected} Fix: {self.fix}"

    def at(self, path: str) -> "BlockError":
        """The same error with its place, for the boundary to raise `from` the inner one."""
        return BlockError(self.received, self.expected, self.fix, path)


class EngineError(RuntimeError):
    """The worker could not answer: it ran out of time, memory or life. Nothing in the model is lost."""


class WorkerEnded(EngineError):
    """The worker's process ended by itself: by a crash in PyTorch, by the system, or by somebody's hand."""


class CodeStopped(EngineError):
    """A block written in Python ended its own process, or had to be stopped: the code is to blame."""


def near(word: str, known: Iterable[str]) -> str:
    """A sentence that suggests known words close to `word`, e.g. `Did you mean Conv2d or Conv1d?`"""
    names = {name.lower(): name for name in known}
    found = [names[match] for match in get_close_matches(word.lower(), names, n=3, cutoff=0.6)]
    return f"Did you mean {' or '.join(found)}?" if found else ""
