"""How blocks look wherever they are drawn: one hue a family, shades of it, numbers in few characters.

Canvas, diagram and charts take their colours from here, so that a convolution is blue in each of them.
"""

import colorsys
import zlib

from blocks.kinds import Kinds
from blocks.tree import Block, holds, is_slot

FAMILIES = {
    "Structure": 220, "Code": 60, "Linear": 142, "Convolution": 212, "Pooling": 186, "Normalization": 266,
    "Activation": 34, "Dropout": 20, "Shape": 320, "Joining": 320, "Indexing": 320, "Reduction": 320, "Arithmetic": 76,
    "Functional": 250, "Learned": 120, "Embedding": 172, "Attention": 300, "Upsampling": 200,
    "Padding": 240, "Recurrent": 96, "Similarity": 156,
}  # fmt: skip
STRUCTURES = {"Sequential": 220, "Residual": 16, "Parallel": 290, "Repeat": 48, "Graph": 84, "Reuse": 330}
PROBLEM = 0  # red, which no family has


def hue(kind: str, family: str) -> int:
    """The hue of a kind, in degrees: a structure has its own, everything else its family's."""
    return STRUCTURES.get(kind, FAMILIES.get(family, FAMILIES["Structure"]))


def hue_of(block: Block, kinds: Kinds) -> int:
    """The hue of a block: of an instance, that of its definition; of a `Reuse`, that of the label it calls."""
    if block.definition:
        return block.definition.hue
    if block.kind == "Reuse":
        return share_hue(str(block.args.get("of", "")))
    kind = kinds.get(block.kind)
    return hue(block.kind, kind.family if kind else "")


def share_hue(label: str) -> int:
    """The hue of a label, the same at each place that carries or calls it, and far from the red of problems.

    >>> share_hue("tower"), share_hue("towel")
    (52, 151)
    """
    return 20 + zlib.crc32(label.encode()) % 320


def shade(degrees: int, saturation: int, lightness: int) -> str:
    """A colour as `#rrggbb`; saturation and lightness in percent, as in CSS `hsl`.

    >>> shade(212, 80, 50)
    '#1979e6'
    """
    parts = colorsys.hls_to_rgb(degrees / 360, lightness / 100, saturation / 100)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def is_grouping(parent: Block, child: Block) -> bool:
    """Whether a block only groups, so that pictures draw no frame of its own around what is in it: a
    `Residual`'s places, an instance's body, an unnamed branch, an unnamed `Repeat` body."""
    if parent.definition:
        return True
    if child.kind != "Sequential":
        return False
    return is_slot(parent) or (not child.name and parent.kind in ("Parallel", "Repeat"))


def is_container(block: Block) -> bool:
    """Whether a block holds others."""
    return holds(block)
