"""The table as HTML, for a notebook: nested parts that open, no script, and nothing of a name but its text."""

from collections.abc import Iterator
from html import escape

from blocks.showing import said
from blocks.showing.folding import View, fitting, root
from blocks.showing.record import Shown

_STYLE = """
.blockyard-show { --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --hover: #f2f5f8; --bad: #b3261e;
  color: var(--jp-content-font-color1, var(--ink)); font-size: 13px; line-height: 1.5; overflow-x: auto; }
@media (prefers-color-scheme: dark) { .blockyard-show { --ink: #e6edf3; --soft: #9aa4af; --line: #3d444d;
  --hover: #21262d; --bad: #ff9b93; } }
[data-jp-theme-light="true"] .blockyard-show { --bad: #b3261e; }
[data-jp-theme-light="false"] .blockyard-show { --bad: #ff9b93; }
.blockyard-show .row { display: grid; min-width: 60em; column-gap: 1.2em; padding: 1px 4px;
  grid-template-columns: minmax(14em, 1.2fr) minmax(17em, 1.3fr) 9em 10em minmax(5em, 0.8fr);
  border-bottom: 1px solid var(--jp-border-color2, var(--line)); }
.blockyard-show.unremarked .row { grid-template-columns: minmax(17em, 1fr) minmax(17em, 1fr) 9em 10em 0; }
.blockyard-show .head { font-weight: 600; }
.blockyard-show summary { cursor: pointer; list-style: none; }
.blockyard-show summary::-webkit-details-marker { display: none; }
.blockyard-show summary .name::before { content: "▸ "; }
.blockyard-show details[open] > summary .name::before { content: "▾ "; }
.blockyard-show summary:hover { background: var(--jp-layout-color2, var(--hover)); }
.blockyard-show .leaf .name { padding-left: 1em; }
.blockyard-show .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.blockyard-show .soft, .blockyard-show p { color: var(--jp-content-font-color2, var(--soft)); }
.blockyard-show p { margin: 4px; }
.blockyard-show .bad { color: var(--bad); }
"""


def page(shown: Shown) -> str:
    """The hierarchy with its numbers, opened as far as it is seen at once."""
    whole = root(shown.root)
    depth = fitting(whole) if shown.depth is None else shown.depth
    head = _cells("module", "", "input → output", "parameters", "MACs", "")
    trouble = f'<p class="bad">✕ {escape(said.trouble(shown))}</p>' if shown.problem else ""
    below = "".join(f"<p>{escape(each)}</p>" for each in (*map(said.plain, shown.cautions), *said.totals(shown)))
    classes = "blockyard-show" if _remarked(whole) else "blockyard-show unremarked"
    return (
        f'<div class="{classes}"><style>{_STYLE}</style><div class="row head">{head}</div>'
        f"{''.join(_parts(whole, depth, 0))}{trouble}{below}</div>"
    )


def _remarked(view: View) -> bool:
    """Whether there is anything to remark on a row or what is in it."""
    return bool(said.remarks(view)) or any(map(_remarked, view.inner))


def _parts(view: View, depth: int, level: int) -> Iterator[str]:
    row = view.row
    hint = row.words if view.single else ""
    cells = _cells(
        said.named(view), said.plain(view.kind, 40), said.passage(view), said.parameters(view),
        said.number(view.macs, view.count), said.remarks(view), level, hint, bool(row.problem),
    )  # fmt: skip
    if not view.inner:
        yield f'<div class="row leaf">{cells}</div>'
        return
    opened = " open" if level < depth or view.troubled else ""
    yield f'<details{opened}><summary class="row">{cells}</summary>'
    params, macs = view.own
    if params or macs:
        own = _cells(said.ITSELF, "", "", said.number(params), said.number(macs), "", level + 1)
        yield f'<div class="row leaf">{own}</div>'
    for child in view.inner:
        yield from _parts(child, depth, level + 1)
    yield "</details>"


def _cells(
    name: str, kind: str, passage: str, params: str, macs: str, remarks: str, level: int = 0, hint: str = "",
    bad: bool = False,
) -> str:  # fmt: skip
    title = f' title="{escape(said.plain(hint))}"' if hint else ""
    return (
        f'<span style="padding-left:{level}em"{title}><span class="name">{escape(name)}</span> '
        f'<span class="soft">{escape(kind)}</span></span><span>{escape(passage)}</span>'
        f'<span class="number">{escape(params)}</span><span class="number">{escape(macs)}</span>'
        f'<span class="{"bad" if bad else "soft"}">{escape(remarks)}</span>'
    )
