"""What is wrong with code though Python takes it, as records."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Repair:
    """A source that is right, and in words what is changed."""

    label: str
    source: str


@dataclass(frozen=True)
class Mistake:
    """What is wrong, in three parts and why; the line; and a repaired source where there is one."""

    received: str
    expected: str
    fix: str
    why: str = ""
    line: int | None = None
    repair: Repair | None = None
