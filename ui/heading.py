"""The head of a form as HTML: what is selected, where it is explained, and what it does.

With the numbers it is one element of the page; as Markdown it would be two more, parsed at each redraw.
"""

from collections.abc import Iterable
from html import escape


def heading(title: str, pages: Iterable[tuple[str, str]] = (), paragraphs: Iterable[str] = ()) -> str:
    """A title, the pages about it as (name, address), and what is said under it. All of it is plain text."""
    links = [
        f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(name)}</a>' for name, address in pages
    ]
    said = "".join(f"<p>{escape(each)}</p>" for each in paragraphs if each)
    return f'<div class="head"><p>{" · ".join([f"<strong>{escape(title)}</strong>", *links])}</p>{said}</div>'
