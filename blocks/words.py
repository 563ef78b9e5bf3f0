"""Numbers as people read them: three digits that matter, and a unit."""


def count(number: float) -> str:
    """How many.

    >>> count(7946), count(138_357), count(60_192_808)
    ('7,946', '138 k', '60.2 M')
    """
    if abs(number) < 10_000:
        return f"{number:,.0f}"
    return _scaled(number, 1000, ("k", "M", "G", "T", "P", "E"))


def size(number: float) -> str:
    """Bytes.

    >>> size(512), size(31_784), size(240_771_232)
    ('512 B', '31.8 kB', '241 MB')
    """
    return _scaled(number, 1000, ("B", "kB", "MB", "GB", "TB", "PB"), 0)


def milliseconds(number: float) -> str:
    """A duration.

    >>> milliseconds(0.312), milliseconds(2400)
    ('0.312 ms', '2.4 s')
    """
    return f"{number:.3g} ms" if number < 1000 else f"{number / 1000:.3g} s"


def times(number: float) -> str:
    """A ratio.

    >>> times(1.2345), times(6312.4)
    ('1.2 ×', '6,312 ×')
    """
    return f"{number:,.0f} ×" if number >= 10 else f"{number:.2g} ×"


def plural(number: int, noun: str) -> str:
    """A number of things.

    >>> plural(1, "block"), plural(3, "block")
    ('1 block', '3 blocks')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _scaled(number: float, step: int, units: tuple[str, ...], power: int = 1) -> str:
    value = number / step**power
    for unit in units[:-1]:
        if abs(value) < 999.5:
            return f"{value:.3g} {unit}"
        value /= step
    return f"{value:,.3g} {units[-1]}"
