"""The statements of one picture: nodes, frames and arrows, and their colours."""

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from blocks import wiring, words
from blocks.definitions import kind_of
from blocks.diagram import labels
from blocks.diagram.folding import Folds, is_foldable
from blocks.diagram.labels import SMALL, TITLE
from blocks.families import PROBLEM, STRUCTURES, hue_of, is_container, shade
from blocks.kinds import Kinds
from blocks.report import Node, TensorType
from blocks.source import CODE
from blocks.tree import Block, form

FONT = "Helvetica,Arial,sans-serif"
WIDE, NARROW = 2.8, 1.8  # inches, of a node that stands alone and of one beside others
LONGEST_LINE = 34  # characters beside a title; more go below it


@dataclass(frozen=True, slots=True)
class End:
    """Where an edge starts: a node, what leaves it, and the shape that was last written on the way to it."""

    node: str
    type: TensorType | None
    shown: TensorType | None
    skip: bool = False
    word: str = ""  # the output's name, where the node has several


class Drawing:
    """The statements of one picture. Edges are kept apart: inside a frame they would pull nodes into it."""

    def __init__(self, kinds: Kinds, folds: Folds, dark: bool) -> None:
        self.kinds, self.folds, self.dark = kinds, folds, dark
        self._narrow = False  # where several nodes stand side by side
        self._lines: list[str] = []
        self._edges: list[str] = []
        self._labelled: set[tuple[str, str]] = set()
        self._frames = 0
        self._ink, self._faint = ("#d5d9e0", "#9aa3b2") if dark else ("#2b3240", "#5b6472")

    def text(self) -> str:
        """The whole DOT text."""
        head = [
            "digraph model {",
            '  graph [bgcolor="transparent", rankdir=TB, ordering=out, '
            'ranksep=0.1, nodesep=0.25, pad=0.15, id="model"]',
            f'  node [shape=box, style="rounded,filled", fontname="{FONT}", fontsize=14, '
            f'width={WIDE}, height=0.28, margin="0.1,0.04"]',
            f'  edge [fontname="{FONT}", fontsize={SMALL}, arrowsize=0.6, weight=8, '
            f'color="{self._faint}", fontcolor="{self._faint}"]',
        ]
        return "\n".join([*head, *self._lines, *self._edges, "}"]) + "\n"

    # --- blocks

    def single(self, block: Block, node: Node, given: Sequence[End]) -> tuple[End, ...]:
        """A block drawn as one node: a layer, or a container with what it hides. An end for each of its outputs."""
        name = f"n{block.id}"
        line, fill, ink = self._colours(block, node, bool(labels.trouble(node)))
        label = self._fold(block, node) if is_container(block) else self._leaf(block, node)
        unknown = ', style="rounded,filled,dashed"' if not node.ok and not labels.trouble(node) else ""
        stacked = ", peripheries=2" if form(block).kind == "Repeat" else ""
        folded = ', class="folded", margin="0.2,0.04"' if is_foldable(block, node) else ""
        narrow = f", width={NARROW}" if self._narrow else ""
        self._line(
            f'{name} [id="b{block.id}", label=<{label}>, '
            f'color="{line}", fillcolor="{fill}", fontcolor="{ink}"{unknown}{stacked}{folded}{narrow}]'
        )
        for each in given:
            self.edge(each, name)
        return self._ends(block, node, name, given)

    def _ends(self, block: Block, node: Node, name: str, given: Sequence[End]) -> tuple[End, ...]:
        shown, skip = (given[0].type, given[0].skip) if given else (None, False)
        if len(node.outputs) < 2:
            return (End(name, node.output, shown, skip),)
        names = self._output_names(block, len(node.outputs))
        return tuple(End(name, each, shown, skip, word) for each, word in zip(node.outputs, names, strict=True))

    def _output_names(self, block: Block, count: int) -> Sequence[str]:
        """What the outputs are called: by the kind, by the Graph, or by number, as a taker names them."""
        kind, made = self.kinds.get(block.kind), form(block)
        names = wiring.output_names(made) if made.kind == "Graph" else kind.gives if kind else ()
        return names if len(names) >= count else [str(place) for place in range(count)]

    def merge(self, block: Block, node: Node, given: Sequence[End], sign: str, ways: Sequence[End]) -> tuple[End, ...]:
        """The sign at which the branches of a structure meet."""
        name = f"n{block.id}m"
        line, fill, ink = self._colours(block, node, node.problem is not None)
        outline = 'shape=box, width=0, height=0.24, margin="0.1,0.02"'
        if len(sign) == 1:
            outline = "shape=circle, width=0.24, height=0.24, margin=0, fixedsize=true"
        self._line(
            f'{name} [id="b{block.id}-merge", label=<{labels.bold(sign)}>, fontsize={SMALL}, {outline}, '
            f'color="{line}", fillcolor="{fill}", fontcolor="{ink}"]'
        )
        for each in ways:  # what meets has one shape, which the way that is no skip tells
            self.edge(replace(each, shown=each.type) if each.skip else each, name)
        return (End(name, node.output, given[0].type, given[0].skip),)

    def fork(self, block: Block, end: End, place: int = 0) -> End:
        """A point at which what arrives at a `place` parts, so that all its ways stay in one frame."""
        if not self._frames:
            return end
        name = f"n{block.id}f{place or ''}"
        self._line(f'{name} [shape=point, width=0.05, color="{self._faint}"]')
        self.edge(end, name, headless=True)
        return replace(end, node=name, shown=end.type, word="")

    def terminal(self, name: str, word: str, given: TensorType | None, several: bool = False) -> None:
        """The model's input or output, or one of several."""
        shape = labels.typed(given) if given else "?"
        self._line(
            f'{name} [label=<{labels.head(word)}{self._small(shape)}>, style="rounded,dashed", '
            f'color="{self._faint}", fontcolor="{self._ink}"{f", width={NARROW}" if several else ""}]'
        )

    def edge(self, source: End, target: str, headless: bool = False) -> None:
        """An arrow, with the shape when it is news and no other arrow for the same tensor has it."""
        attributes = ["arrowhead=none"] if headless else []
        told = [labels.plain(source.word)] if source.word else []
        if source.type != source.shown and (source.node, source.word) not in self._labelled:
            self._labelled.add((source.node, source.word))
            told.append(labels.typed(source.type) if source.type else "?")
        if told:
            attributes.append(f"label=<&nbsp;{' '.join(told)}&nbsp;>" if source.word else f'label=" {told[0]} "')
        if source.skip:
            orange = shade(STRUCTURES["Residual"], 75, 62 if self.dark else 50)
            attributes.append(f'color="{orange}", fontcolor="{orange}", penwidth=1.8, weight=0')
        elif source.type is None:
            attributes.append("style=dashed")
        known = f" [{', '.join(attributes)}]" if attributes else ""
        self._edges.append(f"  {source.node} -> {target}{known}")

    @contextmanager
    def abreast(self, several: bool) -> Iterator[None]:
        """Narrower nodes for what is drawn meanwhile, where several ways lie side by side."""
        before, self._narrow = self._narrow, self._narrow or several
        yield
        self._narrow = before

    @contextmanager
    def frame(self, block: Block, node: Node) -> Iterator[None]:
        """A frame around what is drawn meanwhile."""
        line, fill, ink = self._colours(block, node, node.problem is not None)
        self._line(f"subgraph cluster_{block.id} {{")
        self._frames += 1
        self._line(
            f'graph [id="b{block.id}", class="unfolded", label=<{self._heading(block, node)}>, '
            f'labeljust=l, style="rounded,filled", color="{line}", fillcolor="{fill}80", fontcolor="{ink}", '
            f'fontname="{FONT}", fontsize={TITLE}, margin=10]'
        )
        yield
        self._frames -= 1
        self._line("}")

    # --- words

    def _heading(self, block: Block, node: Node) -> str:
        """A frame's title, kind and parameters; left, since the arrow comes in at the middle."""
        count = self._small(words.count(node.params)) if node.params else ""
        name = labels.clip(block.name or block.kind) + labels.repeated(block, node)
        kind = self._small(block.kind if block.definition and block.name else "")
        rows = [
            " ".join(filter(None, (labels.bold(name), kind, "" if self._narrow else count))),
            *([count] if count and self._narrow else []),
            *(" ".join(map(self._small, note)) for note in labels.rounds(node)),
        ]
        rows += [self._message(node.problem.received)] if node.problem else []
        return '<BR ALIGN="LEFT"/>'.join(rows) + '<BR ALIGN="LEFT"/>' * (len(rows) > 1)

    def _leaf(self, block: Block, node: Node) -> str:
        kind = self.kinds.get(block.kind)
        facts = [*labels.sizes(kind, block, node), labels.counted(node)] if kind else [labels.counted(node)]
        name = self._small(block.name if block.name.replace("_", "") != block.kind.lower() else "")
        title = kind_of(block, self.kinds).call if block.kind == CODE and kind else block.kind
        told = " · ".join(filter(None, facts))
        if self._narrow or len(block.name) + len(told) > LONGEST_LINE:
            return f"{labels.head(title)}{name}{self._below(facts, node)}"
        beside = f"&nbsp; {self._small(told)}" if told else ""
        return f"{labels.head(title)}{name}{beside}{self._below([], node)}"

    def _fold(self, block: Block, node: Node) -> str:
        if labels.skipped(block, node):
            return f"{labels.head(labels.title(block, node))}{self._below(['passes its input on'], node)}"
        layers, skips = labels.hidden(block, node)
        each = " each" if form(block).kind == "Repeat" else ""
        empty = "empty, passes its input on" if node.ok else "empty"
        layers //= max(labels.times(block, node), 1) if each else 1
        facts = [block.kind] if block.name and block.kind == "Parallel" else []
        facts += [f"{layers:,} layer{'s' * (layers != 1)}{each}" if block.children else empty, labels.counted(node)]
        orange = shade(STRUCTURES["Residual"], 80, 66 if self.dark else 40)
        mark = f'<FONT POINT-SIZE="{SMALL}" COLOR="{orange}"><B>+ skip</B></FONT>' if skips else ""
        return f"{labels.head(labels.title(block, node))}{mark}{self._below(facts, node)}"

    def _below(self, facts: list[str], node: Node) -> str:
        """The lines under a title: facts, and the problem."""
        lines = [self._small(" · ".join(filter(None, facts))), self._message(labels.trouble(node))]
        return "".join(f"<BR/>{line}" for line in lines if line)

    def _small(self, text: str) -> str:
        return f'<FONT POINT-SIZE="{SMALL}" COLOR="{self._faint}">{labels.plain(text)}</FONT>' if text else ""

    def _message(self, told: str) -> str:
        """A problem in a few words."""
        red = shade(PROBLEM, 80, 72 if self.dark else 42)
        lines = textwrap.wrap(
            textwrap.shorten(labels.clean(told), labels.LONGEST_PROBLEM, placeholder=" …"), labels.LONGEST_TEXT
        )
        shown = "<BR/>".join(map(labels.escaped, lines))
        return f'<FONT POINT-SIZE="{SMALL}" COLOR="{red}">{shown}</FONT>' if shown else ""

    def _colours(self, block: Block, node: Node, red: bool) -> tuple[str, str, str]:
        """Line, fill and text of a block; `red` when it shows a problem."""
        if not node.ok and not labels.trouble(node):
            return self._faint, "#80808018", self._faint
        degrees = hue_of(block, self.kinds)
        line = PROBLEM if red else degrees
        if self.dark:
            return shade(line, 45, 52), shade(degrees, 32, 17), shade(degrees, 50, 90)
        return shade(line, 60, 60), shade(degrees, 75, 95), shade(degrees, 60, 22)

    def _line(self, statement: str) -> None:
        self._lines.append("  " * (1 + self._frames) + statement)
