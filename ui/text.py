"""Numbers and shapes as people read them."""

from blocks.report import TensorType


def count(number: int | float) -> str:
    """`7,946`, `138 k`, `60.2 M`, `11.5 G`: three digits that matter."""
    if abs(number) < 10_000:
        return f"{number:,.0f}"
    for unit in ("k", "M", "G", "T", "P"):
        number /= 1000
        if abs(number) < 999.5:
            return f"{number:.3g} {unit}"
    return f"{number:.3g} E"


def size(number: float) -> str:
    """Bytes: `31.8 kB`, `241 MB`."""
    for unit in ("B", "kB", "MB", "GB"):
        if abs(number) < 999.5:
            return f"{number:.3g} {unit}"
        number /= 1000
    return f"{number:,.3g} TB"


def milliseconds(number: float) -> str:
    """A duration: `0.31 ms`, `174 ms`, `2.4 s`."""
    return f"{number:.3g} ms" if number < 1000 else f"{number / 1000:.3g} s"


def shape(given: TensorType | None, unknown: str = "") -> str:
    """`1×64×56×56`."""
    return str(given) if given else unknown


def plural(number: int, noun: str) -> str:
    """`1 block`, `3 blocks`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def literal(words: str) -> str:
    """Words from a file, safe inside Streamlit's Markdown: every mark that could mean something is escaped."""
    return "".join(f"\\{mark}" if mark in r"\`*_{}[]()#+-.!|<>$:~&" else mark for mark in words)
