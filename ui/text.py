"""Words from files and shapes from PyTorch, as Streamlit may show them."""

from blocks.report import TensorType


def shape(given: TensorType | None, unknown: str = "") -> str:
    """`1×64×56×56`."""
    return str(given) if given else unknown


def literal(words: str) -> str:
    """Words from a file, safe inside Streamlit's Markdown: every mark that could mean something is escaped."""
    return "".join(f"\\{mark}" if mark in r"\`*_{}[]()#+-.!|<>$:~&" else mark for mark in words)
