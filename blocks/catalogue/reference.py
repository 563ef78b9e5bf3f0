"""The catalogue as a page of Markdown: what each kind does, takes and gives, and where to read on."""

from itertools import groupby

from blocks.catalogue.facts import EXCEPTIONS
from blocks.kinds import Kind, Kinds

_HEAD = """# The kinds of blocks

Every kind in the palette, by family. A tensor in brackets may be left out; "…" stands for as many as there are.
Where a kind can give several, an argument such as `output` or `return_indices` asks for those after the first.
A kind without an address is Blockyard's own: generated code brings its class along.
"""
_TABLE = """
## {family}

| kind | what it does | takes | gives |
|---|---|---|---|
{rows}
"""
_LEFT_OUT = """
## Not in the palette

Losses, the lazy twins of layers whose sizes are inferred here anyway, and:

{rows}
"""


def page(kinds: Kinds) -> str:
    """The whole page."""
    tables = [
        _TABLE.format(family=family, rows="\n".join(map(_row, members)))
        for family, members in groupby(kinds.values(), key=lambda kind: kind.family)
    ]
    reasons = sorted(EXCEPTIONS.items(), key=lambda item: item[::-1])
    left_out = [
        f"- {', '.join(f'`{name}`' for name, _ in names)}: {reason}."
        for reason, names in groupby(reasons, key=lambda item: item[1])
    ]
    return "".join([_HEAD, *tables, _LEFT_OUT.format(rows="\n".join(left_out))])


def _row(kind: Kind) -> str:
    name = f"[`{kind.name}`]({kind.url})" if kind.url else f"`{kind.name}`"
    paper = f" ([paper]({kind.paper}))" if kind.paper else ""
    doc = kind.doc.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")
    return f"| {name} | {doc}{paper} | {_takes(kind)} | {', '.join(kind.gives) or 'output'} |"


def _takes(kind: Kind) -> str:
    names = [name if place < kind.least else f"[{name}]" for place, name in enumerate(kind.inputs)]
    return ", ".join([*names, *(["…"] if kind.variadic else [])])
