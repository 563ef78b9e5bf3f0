"""What comes of a check before it is put into an outcome: what came instead, and a hint; nothing where it holds."""

from typing import NamedTuple


class Verdict(NamedTuple):
    """`came` is what a student reads first: what their model does. `hint` says where to look, and no answer."""

    passed: bool
    came: str = ""
    hint: str = ""


HOLDS = Verdict(True)


def missed(came: str, hint: str = "") -> Verdict:
    """A check that does not hold."""
    return Verdict(False, came, hint)
