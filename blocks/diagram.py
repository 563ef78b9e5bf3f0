"""The module hierarchy as a picture: a report in, DOT out, and SVG where Graphviz is installed.

A node a layer, a frame a container, shapes where they change. What lies deeper than asked is folded
into one node that says what it hides; a `Repeat` is drawn once with its ×N. Nothing a file contains
reaches the picture unescaped: names are text only, and the names of nodes are generated.
"""

import html
import shutil
import subprocess
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from blocks import words
from blocks.errors import EngineError
from blocks.families import PROBLEM, STRUCTURES, hue, is_container, is_grouping, shade
from blocks.kinds import Kind, Kinds, written
from blocks.report import Node, Report, TensorType
from blocks.tree import Block

FONT = "Helvetica,Arial,sans-serif"
DRAW_LIMIT = 10.0  # seconds
MOST_NODES = 60  # that fit a page
LONGEST_TEXT, LONGEST_PROBLEM = 40, 72


def to_dot(report: Report, kinds: Kinds, depth: int = 2, dark: bool = False) -> str:
    """A report as DOT, top to bottom, drawn `depth` levels deep.

    A block's node or frame has the SVG id `b<id>`, with the block's own id; the sign at which a
    structure's branches meet has `b<id>-merge`.
    """
    return _drawn(report, kinds, depth, dark).text()


def to_svg(dot: str) -> str | None:
    """The picture of a DOT text, or None where there is no Graphviz.

    Raises: EngineError when Graphviz fails or takes too long.
    """
    program = shutil.which("dot")
    return _rendered(program, dot) if program else None


def fitting_depth(report: Report) -> int:
    """The deepest depth that draws at most `MOST_NODES` nodes, and at least 1."""
    depth = 1
    drawing = _drawn(report, {}, depth, False)
    while drawing.folded:
        drawing = _drawn(report, {}, depth + 1, False)
        if drawing.nodes > MOST_NODES:
            break
        depth += 1
    return depth


def visible(report: Report, depth: int) -> dict[int, int]:
    """For every block's id the id under which it is drawn at a depth: its own, or that of the fold around it."""
    root = report.model.root
    return dict(_visible(root, report.root, root.id, 0, max(depth, 1)))


def _visible(block: Block, node: Node, shown: int, level: int, depth: int) -> Iterator[tuple[int, int]]:
    yield block.id, shown
    for child, known in _pairs(block, node):
        if is_grouping(block, child):
            yield from _visible(child, known, shown, level, depth)
        else:
            drawn = level < depth and bool(node.children)
            yield from _visible(child, known, child.id if drawn else shown, level + 1, depth)


@lru_cache(maxsize=32)
def _rendered(program: str, dot: str) -> str:
    try:
        done = subprocess.run(
            [program, "-Tsvg"], input=dot.encode(), capture_output=True, timeout=DRAW_LIMIT, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise EngineError("The diagram could not be drawn. Choose a smaller depth.") from error
    return done.stdout.decode()


def _drawn(report: Report, kinds: Kinds, depth: int, dark: bool) -> "_Drawing":
    drawing = _Drawing(kinds, max(depth, 1), dark)
    given = report.model.inputs[0]
    root = report.root
    start = TensorType(given.shape, given.dtype)
    drawing.terminal("input", given.name if given.name != "x" else "input", start)
    end = drawing.inside(report.model.root, root, _End("input", start, start), 1)
    drawing.terminal("output", "output", root.output)
    drawing.edge(replace(end, shown=end.type), "output")
    return drawing


@dataclass(frozen=True, slots=True)
class _End:
    """Where an edge starts: a node, what leaves it, and the shape that was last written on the way to it."""

    node: str
    type: TensorType | None
    shown: TensorType | None
    skip: bool = False


class _Drawing:
    """The statements of one picture. Edges are kept apart: inside a frame they would pull nodes into it."""

    def __init__(self, kinds: Kinds, depth: int, dark: bool) -> None:
        self.kinds, self.depth, self.dark = kinds, depth, dark
        self.nodes = 0
        self.folded = False
        self._lines: list[str] = []
        self._edges: list[str] = []
        self._labelled: set[str] = set()
        self._indent = "  "
        self._ink, self._faint = ("#d5d9e0", "#9aa3b2") if dark else ("#2b3240", "#5b6472")

    def text(self) -> str:
        """The whole DOT text."""
        head = [
            "digraph model {",
            '  graph [bgcolor="transparent", rankdir=TB, ordering=out, ranksep=0.12, nodesep=0.2, pad=0.1, id="model"]',
            f'  node [shape=box, style="rounded,filled", fontname="{FONT}", fontsize=14, '
            'width=2, height=0.25, margin="0.1,0.03"]',
            f'  edge [fontname="{FONT}", fontsize=9, arrowsize=0.5, color="{self._faint}", fontcolor="{self._faint}"]',
        ]
        return "\n".join([*head, *self._lines, *self._edges, "}"]) + "\n"

    # --- blocks

    def inside(self, block: Block, node: Node, source: _End, level: int) -> _End:
        """What is in a container, its children at `level`, fed from `source`."""
        return _INSIDE.get(block.kind, _chain)(self, block, node, source, level)

    def block(self, block: Block, node: Node, source: _End, level: int) -> _End:
        """One block with what is in it."""
        if not is_container(block) or not block.children or not node.children or level >= self.depth:
            return self._single(block, node, source)
        self._frame(block, node)
        end = self.inside(block, node, source, level + 1)
        self._indent = self._indent[:-2]
        self._line("}")
        return replace(end, type=node.output)

    def merge(self, block: Block, node: Node, source: _End, sign: str) -> _End:
        """The sign at which the branches of a structure meet."""
        name = f"n{block.id}m"
        line, fill, text = self._colours(block, node, node.problem is not None)
        outline = 'shape=box, width=0, height=0.22, margin="0.08,0.02"'
        if len(sign) == 1:
            outline = "shape=circle, width=0.24, height=0.24, margin=0, fixedsize=true"
        self.nodes += 1
        self._line(
            f'{name} [id="b{block.id}-merge", label=<{_bold(sign)}>, fontsize=11, {outline}, '
            f'color="{line}", fillcolor="{fill}", fontcolor="{text}"]'
        )
        return _End(name, node.output, source.type, source.skip)

    def terminal(self, name: str, word: str, given: TensorType | None) -> None:
        """The model's input or output."""
        shape = _typed(given) if given else "?"
        self._line(
            f'{name} [label=<{_head(word)}{self._small(shape)}>, style="rounded,dashed", '
            f'color="{self._faint}", fontcolor="{self._ink}"]'
        )

    def edge(self, source: _End, target: str) -> None:
        """An arrow, with the shape when it is news and no other arrow from the same node has it."""
        attributes = []
        if source.type != source.shown and source.node not in self._labelled:
            self._labelled.add(source.node)
            attributes.append(f'label=" {_typed(source.type) if source.type else "?"} "')
        if source.skip:
            orange = shade(STRUCTURES["Residual"], 75, 62 if self.dark else 50)
            attributes.append(f'color="{orange}", fontcolor="{orange}", penwidth=1.8, weight=0')
        elif source.type is None:
            attributes.append("style=dashed")
        known = f" [{', '.join(attributes)}]" if attributes else ""
        self._edges.append(f"  {source.node} -> {target}{known}")

    def _single(self, block: Block, node: Node, source: _End) -> _End:
        """A block drawn as one node: a layer, or a container with what it hides."""
        name = f"n{block.id}"
        line, fill, text = self._colours(block, node, bool(_trouble(node)))
        label = self._fold(block, node) if is_container(block) else self._leaf(block, node)
        unknown = ', style="rounded,filled,dashed"' if not node.ok and not _trouble(node) else ""
        stacked = ", peripheries=2" if block.kind == "Repeat" else ""
        self.nodes += 1
        self.folded |= bool(block.children and node.children)
        self._line(
            f'{name} [id="b{block.id}", label=<{label}>, '
            f'color="{line}", fillcolor="{fill}", fontcolor="{text}"{unknown}{stacked}]'
        )
        self.edge(source, name)
        return _End(name, node.output, source.type, source.skip)

    def _frame(self, block: Block, node: Node) -> None:
        line, fill, text = self._colours(block, node, node.problem is not None)
        self._line(f"subgraph cluster_{block.id} {{")
        self._indent += "  "
        self._line(
            f'graph [id="b{block.id}", label=<{self._heading(block, node)}>, labeljust=l, style="rounded,filled", '
            f'color="{line}", fillcolor="{fill}80", fontcolor="{text}", fontname="{FONT}", fontsize=11, margin=7]'
        )

    # --- words

    def _heading(self, block: Block, node: Node) -> str:
        """A frame's title and parameters; left, since the arrow comes in at the middle."""
        count = self._small(words.count(node.params)) if node.params else ""
        rows = [f"{_bold(_title(block, node))} {count}", *(self._small(note) for note in _rounds(node))]
        rows += [self._message(node.problem.received)] if node.problem else []
        return '<BR ALIGN="LEFT"/>'.join(rows) + '<BR ALIGN="LEFT"/>' * (len(rows) > 1)

    def _leaf(self, block: Block, node: Node) -> str:
        kind = self.kinds.get(block.kind)
        facts = [*_sizes(kind, block), _counted(node)] if kind else [_counted(node)]
        name = self._small(block.name)
        return f"{_head(block.kind)}{name}{self._below(facts, node)}"

    def _fold(self, block: Block, node: Node) -> str:
        layers, skips = _hidden(block, node)
        each = " each" if block.kind == "Repeat" else ""
        empty = "empty, passes its input on" if node.ok else "empty"
        layers //= _times(block, node) if each else 1
        facts = [block.kind] if block.name and block.kind == "Parallel" else []
        facts += [f"{layers:,} layer{'s' * (layers != 1)}{each}" if block.children else empty, _counted(node)]
        orange = shade(STRUCTURES["Residual"], 80, 66 if self.dark else 40)
        mark = f'<FONT POINT-SIZE="9" COLOR="{orange}"><B>+ skip</B></FONT>' if skips else ""
        return f"{_head(_title(block, node))}{mark}{self._below(facts, node)}"

    def _below(self, facts: list[str], node: Node) -> str:
        """The lines under a title: facts, and the problem."""
        lines = [self._small(" · ".join(filter(None, facts))), self._message(_trouble(node))]
        return "".join(f"<BR/>{line}" for line in lines if line)

    def _small(self, text: str) -> str:
        return f'<FONT POINT-SIZE="9" COLOR="{self._faint}">{_text(text)}</FONT>' if text else ""

    def _message(self, told: str) -> str:
        """A problem in a few words."""
        red = shade(PROBLEM, 80, 72 if self.dark else 42)
        lines = textwrap.wrap(textwrap.shorten(_clean(told), LONGEST_PROBLEM, placeholder=" …"), LONGEST_TEXT)
        shown = "<BR/>".join(map(_escaped, lines))
        return f'<FONT POINT-SIZE="9" COLOR="{red}">{shown}</FONT>' if shown else ""

    def _colours(self, block: Block, node: Node, red: bool) -> tuple[str, str, str]:
        """Line, fill and text of a block; `red` when it shows a problem."""
        if not node.ok and not _trouble(node):
            return self._faint, "#80808018", self._faint
        kind = self.kinds.get(block.kind)
        degrees = hue(block.kind, kind.family if kind else "")
        line = PROBLEM if red else degrees
        if self.dark:
            return shade(line, 45, 52), shade(degrees, 32, 17), shade(degrees, 50, 90)
        return shade(line, 60, 60), shade(degrees, 75, 95), shade(degrees, 60, 22)

    def _line(self, statement: str) -> None:
        self._lines.append(self._indent + statement)


# --- what is in the structures


def _chain(drawing: _Drawing, block: Block, node: Node, source: _End, level: int) -> _End:
    for child, known in _pairs(block, node):
        draw = drawing.inside if is_grouping(block, child) else drawing.block
        source = draw(child, known, source, level)
    return source


def _residual(drawing: _Drawing, block: Block, node: Node, source: _End, level: int) -> _End:
    sources = (source, replace(source, skip=True))
    ends = [drawing.inside(*pair, start, level) for pair, start in zip(_pairs(block, node), sources, strict=True)]
    end = drawing.merge(block, node, source, "+")
    for each in ends:
        drawing.edge(each, end.node)
    return end


def _parallel(drawing: _Drawing, block: Block, node: Node, source: _End, level: int) -> _End:
    branches = []
    for child, known in _pairs(block, node):
        draw = drawing.inside if is_grouping(block, child) else drawing.block
        branches.append(draw(child, known, source, level))
    args = {**block.args, **node.args}
    sign = str(args.get("merge", "concat"))
    if sign in ("concat", "stack"):
        sign += f" dim {args.get('dim', 1)}"
    end = drawing.merge(block, node, source, sign)
    for branch in branches:
        drawing.edge(branch, end.node)
    return end


_INSIDE: dict[str, Callable[[_Drawing, Block, Node, _End, int], _End]] = {"Residual": _residual, "Parallel": _parallel}


def _pairs(block: Block, node: Node) -> Iterator[tuple[Block, Node]]:
    for position, child in enumerate(block.children):
        yield child, node.children[position] if position < len(node.children) else Node()


def _hidden(block: Block, node: Node) -> tuple[int, int]:
    """How many layers and how many skips are in a block, every round of every `Repeat` counted."""
    if not is_container(block):
        return 1, 0
    found = [_hidden(child, known) for child, known in _pairs(block, node)]
    times = _times(block, node) if block.kind == "Repeat" else 1
    layers, skips = sum(each[0] for each in found), sum(each[1] for each in found)
    return layers * times, (skips + (block.kind == "Residual")) * times


def _times(block: Block, node: Node) -> int:
    times = node.args.get("times", block.args.get("times"))
    return max(times, 1) if isinstance(times, int) else 1


def _rounds(node: Node) -> Iterator[str]:
    """Which round of a `Repeat` is drawn, where rounds differ."""
    if len(node.rounds) > 1:
        yield f"rounds differ, the {'first' if node.ok else 'failing one'} is drawn"


def _trouble(node: Node) -> str:
    """A block's own problem, or a word about one inside it."""
    if node.problem:
        return node.problem.received
    return "a problem inside" if any(map(_trouble, node.children)) else ""


def _sizes(kind: Kind, block: Block) -> Iterator[str]:
    """The sizes that make a layer: its required arguments, a window as 3×3, a stride as /2."""
    dimensions = int(kind.name[-2]) if kind.name[-2:] in ("1d", "2d", "3d") else 1
    for argument in kind.arguments:
        value = block.args.get(argument.name)
        if argument.name == "stride" and value not in (None, 1):
            yield f"/{written(value)}"
        elif argument.required and value is not None:
            window = isinstance(value, int) and argument.name in ("kernel_size", "output_size")
            yield "×".join([str(value)] * dimensions) if window else written(value)


def _counted(node: Node) -> str:
    return f"{words.count(node.params)} params" if node.params else ""


def _title(block: Block, node: Node) -> str:
    times = f" ×{_times(block, node):,}" if block.kind == "Repeat" else ""
    share = " shared" if times and block.args.get("share") else ""
    return _clip(block.name or block.kind) + times + share


# --- quoting


def _typed(given: TensorType) -> str:
    return str(given) if given.dtype == "float32" else f"{given} {given.dtype}"


def _head(text: str) -> str:
    """A node's title. The space after it has the node's own, larger size: it keeps the line off the upper edge."""
    return f'<FONT POINT-SIZE="11">{_bold(text)}</FONT> '


def _bold(text: str) -> str:
    return f"<B>{_text(text)}</B>"


def _text(text: str) -> str:
    """Any string as text of an HTML-like label: no markup, nothing that is not visible."""
    return _escaped(_clip(_clean(text), 2 * LONGEST_TEXT)) or " "


def _escaped(text: str) -> str:
    """Text without meaning: neither HTML's nor that of DOT, which knows `\\N` and its like even in here."""
    return html.escape(text).replace("\\", "\\\\")


def _clip(text: str, longest: int = LONGEST_TEXT) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _clean(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)
