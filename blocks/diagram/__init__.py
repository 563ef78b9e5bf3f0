"""The module hierarchy as a picture: a report in, DOT out, and SVG where Graphviz is installed.

A node a layer, a frame a container, shapes where they change. What lies deeper than asked is folded
into one node that says what it hides; a `Repeat` is drawn once with its ×N; in a `Graph` the arrows go
from what a block takes to the block. Nothing a file contains reaches the picture unescaped: names are
text only, and the names of nodes are generated.
"""

import shutil
import subprocess
from dataclasses import replace
from functools import lru_cache

from blocks import wiring
from blocks.diagram import structures
from blocks.diagram.drawing import Drawing, End
from blocks.diagram.folding import Folds, drawn_at, fitting, visible
from blocks.diagram.parts import Part, parts
from blocks.errors import EngineError
from blocks.kinds import Kinds
from blocks.report import Report
from blocks.tree import Block, Model

__all__ = ["Folds", "Part", "fitting", "parts", "to_dot", "to_svg", "visible"]

DRAW_LIMIT = 10.0  # seconds


def to_dot(report: Report, kinds: Kinds, depth: int | Folds = 2, dark: bool = False) -> str:
    """A report as DOT, top to bottom, drawn `depth` levels deep or folded as is said.

    A block's node or frame has the SVG id `b<id>`, with the block's own id; the sign at which a
    structure's branches meet has `b<id>-merge`. What folds has the class `folded` or `unfolded`.
    """
    return _drawn(report, kinds, depth, dark).text()


def to_svg(dot: str) -> str | None:
    """The picture of a DOT text, or None where there is no Graphviz.

    Raises: EngineError when Graphviz fails or takes too long.
    """
    program = shutil.which("dot")
    return _rendered(program, dot) if program else None


@lru_cache(maxsize=32)
def _rendered(program: str, dot: str) -> str:
    try:
        done = subprocess.run(
            [program, "-Tsvg"], input=dot.encode(), capture_output=True, timeout=DRAW_LIMIT, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise EngineError("The diagram could not be drawn. Choose a smaller depth.") from error
    return done.stdout.decode()


def _drawn(report: Report, kinds: Kinds, depth: int | Folds, dark: bool) -> Drawing:
    drawing = Drawing(kinds, drawn_at(depth), dark)
    root = _rooted(report.model)
    starts = []
    for place, (source, given) in enumerate(zip(report.model.inputs, report.root.inputs, strict=True)):
        name = f"input{place or ''}"
        drawing.terminal(name, source.name if source.name != "x" else "input", given, len(report.root.inputs) > 1)
        starts.append(End(name, given, given))
    ends = structures.inside(drawing, root, report.root, tuple(starts), 1)
    names = wiring.output_names(root) if root.kind == "Graph" else ()
    for place, end in enumerate(ends):
        word = f"output {names[place] if place < len(names) else place}" if len(ends) > 1 else "output"
        drawing.terminal(f"output{place or ''}", word, end.type, len(ends) > 1)
        drawing.edge(replace(end, shown=end.type), f"output{place or ''}")
    return drawing


def _rooted(model: Model) -> Block:
    """The root, with the model's inputs as those of a Graph."""
    if model.root.kind != "Graph":
        return model.root
    return replace(model.root, args={**model.root.args, "inputs": tuple(each.name for each in model.inputs)})
