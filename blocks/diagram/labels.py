"""What a picture says of a block, in few words, and how any text is quoted."""

import html
from collections.abc import Iterator

from blocks import words
from blocks.diagram.skips import skips
from blocks.expressions import Expression, names_in
from blocks.families import is_container
from blocks.kinds import Kind, written
from blocks.report import Node, TensorType
from blocks.tree import Block, form

LONGEST_TEXT, LONGEST_PROBLEM = 40, 72
TITLE, SMALL = 12, 10  # points


def pairs(block: Block, node: Node) -> Iterator[tuple[Block, Node]]:
    """Every child with its node; an empty one where none is known."""
    for position, child in enumerate(block.children):
        yield child, node.children[position] if position < len(node.children) else Node()


def hidden(block: Block, node: Node) -> tuple[int, int]:
    """How many layers and how many skips are in a block, every round of every `Repeat` counted."""
    if not is_container(block):
        return 1, 0
    found = [hidden(child, known) for child, known in pairs(block, node)]
    own = sum(map(bool, skips(block))) if block.kind == "Graph" else block.kind == "Residual"
    count = 1 if block.definition else times(block, node)  # its body counts itself
    return count * sum(each[0] for each in found), count * (own + sum(each[1] for each in found))


def times(block: Block, node: Node) -> int:
    """How many rounds a block has: 1, unless it is a `Repeat`."""
    if block.definition:
        return times(*next(pairs(block, node)))
    found = node.args.get("times", block.args.get("times")) if block.kind == "Repeat" else 1
    return found if isinstance(found, int) else 1


def skipped(block: Block, node: Node) -> bool:
    """Whether a block is a `Repeat` that runs no round here."""
    return node.ok and form(block).kind == "Repeat" and not times(block, node)


def rounds(node: Node) -> Iterator[tuple[str, str]]:
    """Which round of a `Repeat` is drawn, where rounds differ; in two parts, between which an arrow may go."""
    if len(node.rounds) > 1:
        yield "rounds differ,", f"the {'first' if node.ok else 'failing one'} is drawn"


def trouble(node: Node) -> str:
    """A block's own problem, or a word about one inside it."""
    if node.problem:
        return node.problem.received
    return "a problem inside" if any(map(trouble, node.children)) else ""


def sizes(kind: Kind, block: Block, node: Node) -> Iterator[str]:
    """The sizes that make a layer: its required arguments, a window as 3×3, a stride as /2."""
    dimensions = int(kind.name[-2]) if kind.name[-2:] in ("1d", "2d", "3d") else 1
    for argument in kind.arguments:
        value = block.args.get(argument.name)
        if isinstance(value, Expression) and "i" not in names_in(value):  # the same in all rounds
            value = node.args.get(argument.name, value)
        if argument.name == "stride" and value not in (None, 1):
            yield f"/{written(value)}"
        elif argument.required and argument.type != "source" and value is not None:
            window = isinstance(value, int) and argument.name in ("kernel_size", "output_size")
            yield "×".join([str(value)] * dimensions) if window else written(value)


def counted(node: Node) -> str:
    """How many parameters, where there are any."""
    return f"{words.count(node.params)} params" if node.params else ""


def title(block: Block, node: Node) -> str:
    """A structure's name, with its rounds."""
    own = f"{block.name} · {block.kind}" if block.definition and block.name else block.name or block.kind
    return clip(own) + repeated(block, node)


def repeated(block: Block, node: Node) -> str:
    """What a title says of a `Repeat`'s rounds."""
    made = form(block)
    if made.kind != "Repeat":
        return ""
    skips = " skipped" if skipped(block, node) else ""
    share = " shared" if made.args.get("share") else ""
    return f" ×{times(block, node):,}{skips}{share}"


# --- quoting


def typed(given: TensorType) -> str:
    """Shape and dtype, without the usual one."""
    return str(given) if given.dtype == "float32" else f"{given} {given.dtype}"


def head(text: str) -> str:
    """A node's title. The space after it has the node's own, larger size: it keeps the line off the upper edge."""
    return f'<FONT POINT-SIZE="{TITLE}">{bold(text)}</FONT> '


def bold(text: str) -> str:
    """Any string in bold."""
    return f"<B>{plain(text)}</B>"


def plain(text: str) -> str:
    """Any string as text of an HTML-like label: no markup, nothing that is not visible."""
    return escaped(clip(clean(text), 2 * LONGEST_TEXT)) or " "


def escaped(text: str) -> str:
    """Text without meaning: neither HTML's nor that of DOT, which knows `\\N` and its like even in here."""
    return html.escape(text).replace("\\", "\\\\")


def clip(text: str, longest: int = LONGEST_TEXT) -> str:
    """The text, cut where it is long."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def clean(text: str) -> str:
    """The text without what is not visible."""
    return "".join(each if each.isprintable() else " " for each in text)
