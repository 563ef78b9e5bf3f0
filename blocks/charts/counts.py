"""What a report counts, as treemaps."""

import html
from collections.abc import Callable
from typing import Any

from blocks.charts import frame
from blocks.charts.frame import Figure
from blocks.families import hue_of, is_container, is_grouping, shade
from blocks.kinds import Kinds
from blocks.report import Node, Report
from blocks.tree import Block

MOST_TILES = 500  # at once; a click shows what is deeper


def parameters(report: Report, kinds: Kinds, dark: bool = False) -> Figure:
    """Where the parameters are: a treemap whose areas are counts; its ids are those of the blocks."""
    return _treemap(report, kinds, dark, lambda node: node.params, "parameters", once=True)


def macs(report: Report, kinds: Kinds, dark: bool = False) -> Figure:
    """Where the work is: a treemap of multiply-adds in matrix products, convolutions and attention."""
    return _treemap(report, kinds, dark, lambda node: node.macs, "MACs", once=False)


def _treemap(report: Report, kinds: Kinds, dark: bool, count: Callable[[Node], int], unit: str, once: bool) -> Figure:
    total = count(report.root)
    if not total:
        return {"data": [], "layout": frame.layout(dark, f"No {unit}")}
    tiles = _Tiles(kinds, dark, count, unit, once, total)
    tiles.add(report.model.root, [(1, report.root)], "", html.escape(report.model.title), "")
    convention = "" if once else "of matrix products, convolutions and attention"
    left_out = f"{tiles.without} layer{'s' * (tiles.without != 1)} without {unit} not drawn" if tiles.without else ""
    layout = frame.layout(dark, f"{total:,} {unit}", frame.joined(convention, left_out, by="; "))
    layout["margin"] |= {"b": 26}  # room for the path of the tile one has gone into
    return {"data": [tiles.trace()], "layout": layout}


class _Tiles:
    """The columns of one treemap. A block's value is that of all its rounds together."""

    def __init__(
        self, kinds: Kinds, dark: bool, count: Callable[[Node], int], unit: str, once: bool, total: int
    ) -> None:
        self.kinds, self.dark, self.count, self.unit, self.once, self.total = kinds, dark, count, unit, once, total
        self.without = 0
        self._rows: list[tuple[str, str, str, int, str, list[str]]] = []

    def add(self, block: Block, nodes: list[tuple[int, Node]], parent: str, label: str, path: str) -> None:
        """A block in all its rounds, `(how many, what is known)`, with what is in it."""
        value = sum(times * self.count(node) for times, node in nodes)
        if not value:
            self.without += sum(not is_container(each) for each in block.walk())
            return
        degrees = hue_of(block, self.kinds)
        colour = shade(degrees, 35, 26) if self.dark else shade(degrees, 70, 84)
        where = html.escape(path or "the whole model")
        told = [where, block.kind, f"{value:,} {self.unit}", f"{value / self.total:.2%} of all"]
        self._rows.append((str(block.id), parent, label, value, colour, told))
        self._inside(block, nodes, str(block.id), path)

    def _inside(self, block: Block, nodes: list[tuple[int, Node]], parent: str, path: str) -> None:
        for position, child in enumerate(block.children):
            known = [pair for count, each in nodes for pair in self._child(block, each, count, position)]
            name = child.name or str(position)
            inner = frame.joined(path, "·" if block.kind == "Repeat" else "", "" if _unseen(block) else name)
            if is_grouping(block, child):
                self._inside(child, known, parent, inner)
            else:
                self.add(child, known, parent, _label(child, [node for _, node in known]), inner)

    def _child(self, block: Block, node: Node, count: int, position: int) -> list[tuple[int, Node]]:
        """What is known of a child, as often as it is there."""
        if block.kind != "Repeat":
            rounds = [(count, node.children)]
        elif self.once and node.args.get("share"):
            rounds = [(count, each.children) for each in node.rounds[:1]]
        else:
            rounds = [(count * each.count, each.children) for each in node.rounds]
        return [(times, children[position]) for times, children in rounds if position < len(children)]

    def trace(self) -> dict[str, Any]:
        """The treemap."""
        ids, parents, labels, values, colours, told = map(list, zip(*self._rows, strict=True))
        return {
            "type": "treemap", "branchvalues": "total", "ids": ids, "parents": parents, "labels": labels,
            "values": values, "customdata": told, "maxdepth": 4 if len(ids) > MOST_TILES else -1, "sort": True,
            "marker": {
                "colors": colours, "line": {"width": 1, "color": frame.paper(self.dark)}, "pad": frame.sides(20, 3)
            },
            "textfont": {"family": frame.FONT, "size": 12, "color": frame.ink(self.dark)},
            "textinfo": "label+percent root",
            "hovertemplate": "<br>".join(f"%{{customdata[{row}]}}" for row in range(4)) + "<extra></extra>",
            "tiling": {"pad": 2}, "pathbar": {"thickness": 20, "side": "bottom"}, "root": {"color": "rgba(0,0,0,0)"},
        }  # fmt: skip


def _unseen(block: Block) -> bool:
    """Whether a block's only child is its round, or its body, so that paths do not name it."""
    return block.definition is not None or (block.kind == "Repeat" and len(block.children) == 1)


def _label(block: Block, nodes: list[Node]) -> str:
    words = [html.escape(block.name or block.kind)]
    if block.kind == "Repeat":
        times = {str(node.args.get("times", block.args.get("times", ""))) for node in nodes}
        words.append("×" + " or ".join(sorted(times)))
        words += ["shared"] * bool(block.args.get("share"))
    return " ".join(words)
