"""Words from files and shapes from PyTorch, as Streamlit may show them."""

import re
from itertools import zip_longest

from blocks.report import TensorType


def shape(given: TensorType | None, unknown: str = "") -> str:
    """`1×64×56×56`."""
    return str(given) if given else unknown


def literal(words: str) -> str:
    """Words from a file, safe inside Streamlit's Markdown: every mark that could mean something is escaped."""
    return "".join(f"\\{mark}" if mark in r"\`*_{}[]()#+-.!|<>$:~&" else mark for mark in words)


def told(words: str) -> str:
    """The same, with what stands between backticks as code."""
    parts = words.split("`")
    if len(parts) % 2 == 0:  # one of them is no pair
        return literal(words)
    return "".join(f"`{part}`" if place % 2 and part else literal(part) for place, part in enumerate(parts))


_ADDRESS = re.compile(r"(https://[\w./%~-]*\w)")


def without_addresses(words: str) -> str:
    """The words that people read."""
    return _ADDRESS.sub("", words)


def linked(words: str) -> str:
    """The same, with each address in the words as a link that is called by its host."""
    parts = _ADDRESS.split(words)  # what stands between addresses, and addresses, by turns
    links = [f"[{literal(each.split('/')[2])}]({each})" for each in parts[1::2]]
    return "".join(literal(part) + link for part, link in zip_longest(parts[::2], links, fillvalue=""))


def file_name(title: str) -> str:
    """A file name made from a title: letters, digits and hyphens, never anything else."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "model"
