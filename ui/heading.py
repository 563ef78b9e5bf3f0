"""The head of a form as HTML: what is selected, where it is explained, and what it does.

With the numbers it is one element of the page; as Markdown it would be two more, parsed at each redraw.
"""

from collections.abc import Iterable
from html import escape

from ui import text


def heading(title: str, pages: Iterable[tuple[str, str]] = (), paragraphs: Iterable[str] = ()) -> str:
    """A title, the pages about it as (name, address), and what is said under it. All of it is plain text, in which an
    address is a link that is called by its host."""
    links = [_link(name, address) for name, address in pages]
    said = "".join(f"<p>{_linked(each)}</p>" for each in paragraphs if each)
    return f'<div class="head"><p>{" · ".join([f"<strong>{escape(title)}</strong>", *links])}</p>{said}</div>'


def _linked(words: str) -> str:
    return "".join(
        escape(before) + (_link(host, address) if address else "") for before, address, host in text.addresses(words)
    )


def _link(name: str, address: str) -> str:
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(name)}</a>'
