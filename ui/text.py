"""Words from files and shapes from PyTorch, as Streamlit may show them."""

import re
from collections.abc import Iterator

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


_ADDRESS = re.compile(r"(https://\w[\w./%~-]*\w)")


def without_addresses(words: str) -> str:
    """The words that people read."""
    return _ADDRESS.sub("", words)


def addresses(words: str) -> Iterator[tuple[str, str, str]]:
    """The words in pieces: what stands before each address, the address, and its host; the last piece has neither."""
    parts = _ADDRESS.split(words)
    for before, address in zip(parts[::2], [*parts[1::2], ""], strict=True):
        yield before, address, address.split("/")[2] if address else ""


def linked(words: str) -> str:
    """The words as Markdown, with each address in them as a link that is called by its host."""
    return "".join(
        literal(before) + (f"[{literal(host)}]({address})" if address else "")
        for before, address, host in addresses(words)
    )


def file_name(title: str) -> str:
    """A file name made from a title: letters, digits and hyphens, never anything else."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "model"
