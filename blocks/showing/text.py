"""The table as text, for a terminal."""

import textwrap
from collections.abc import Iterator

from blocks.showing import said
from blocks.showing.folding import View, fitting, root
from blocks.showing.record import Shown

_HEAD = ("module", "class", "input → output", "parameters", "MACs", "")
_RIGHT = (3, 4)
LONGEST_KIND, WIDEST = 28, 120
MORE = "▸"


def table(shown: Shown) -> str:
    """The hierarchy with its numbers, folded below a depth.

    A line's numbers are those of all in it; where it stands for ×N rounds, N times those of one. The lines in a module
    add up to its own, and so to the total.
    """
    whole = root(shown.root)
    depth = fitting(whole) if shown.depth is None else shown.depth
    rows = list(_rows(whole, depth))
    parts = [_aligned([_HEAD, *rows])]
    if shown.problem:
        parts.append(textwrap.fill(f"✕ {said.trouble(shown)}", WIDEST, subsequent_indent="  "))
    if any(MORE in row[0] for row in rows):
        parts.append(f"{MORE} holds more: depth={depth + 1} shows it.")
    parts += [textwrap.fill(each, WIDEST) for each in shown.cautions]
    return "\n".join([*parts[:1], "", *parts[1:], *said.totals(shown)])


def _rows(view: View, depth: int, before: str = "", last: bool = True, level: int = 0) -> Iterator[tuple[str, ...]]:
    """A line and those in it; `before` are the signs that join it to what is above."""
    opened = bool(view.inner) and (level < depth or view.troubled)
    own = ("└ " if last else "├ ") if level else ""
    more = f" {MORE}" if view.inner and not opened else ""
    yield (
        f"{before}{own}{said.named(view)}{more}", said.plain(view.kind, LONGEST_KIND), said.passage(view),
        said.parameters(view), said.number(view.macs, view.count), said.remarks(view),
    )  # fmt: skip
    if not opened:
        return
    inside = before + (("  " if last else "│ ") if level else "")
    params, macs = view.own
    if params or macs:
        yield f"{inside}├ {said.ITSELF}", "", "", said.number(params), said.number(macs), ""
    for child in view.inner:
        yield from _rows(child, depth, inside, child is view.inner[-1], level + 1)


def _aligned(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    cells = ([f"{cell:{'>' if column in _RIGHT else '<'}{widths[column]}}" for column, cell in enumerate(row)]
             for row in rows)  # fmt: skip
    return "\n".join("  ".join(each).rstrip() for each in cells)
