"""What is found once and kept for as long as what it was made from is the same object: trees are immutable."""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """One value, with the object that it belongs to."""

    def __init__(self) -> None:
        self._known: tuple[object, Value] | None = None

    def of(self, source: object, make: Callable[[], Value]) -> Value:
        """What belongs to an object: what is kept, else what is made now."""
        known = self._known
        if known is None or known[0] is not source:
            known = self._known = source, make()
        return known[1]

    def known(self, source: object) -> Value | None:
        """What is kept for an object, or None."""
        known = self._known
        return known[1] if known and known[0] is source else None

    def put(self, source: object, value: Value) -> None:
        """Keep this for an object, instead of anything else."""
        self._known = source, value
