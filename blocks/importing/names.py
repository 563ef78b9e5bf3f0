"""What blocks are called that stand for modules, parameters and steps."""

import re
from collections.abc import Container

from blocks.errors import BlockError
from blocks.naming import good_name, number


def label(block: int) -> str:
    """What a block is called where it is called again, before labels have better names."""
    return f"shared_{block}"


def joined(path: str, name: str) -> str:
    """A path one level down."""
    return f"{path}.{name}" if path else name


def child_name(name: str) -> str:
    """A name that a block can have, as near to the original's as can be."""
    plain = re.sub(r"\W+", "_", name).strip("_")
    for each in (name, plain, f"block_{plain}", f"{plain}_"):
        try:
            if each and good_name(each):
                return good_name(each)
        except BlockError:
            continue
    return "block"


def free_name(name: str, taken: Container[str]) -> str:
    """The name, with a number where it is taken."""
    return number(name, taken) if name in taken else name
