"""Models in links: the whole document, deflated, in letters that an address may have; and other texts likewise.

It stands behind the `#`, in the part of an address that a browser keeps to itself: no server and no log on the
way sees it. `ui/canvas/src/share.ts` makes the same links in the browser. Reading one never inflates more than a
document may have, and refuses what is damaged or cut short.
"""

import base64
import binascii
import re
import zlib

from blocks.document import LARGEST
from blocks.errors import BlockError

MARK = "#model="
# Characters of a link. Programs that pass addresses on are asked to take at least so many (RFC 9110, section 4.1).
LONGEST = 8_000
_AGAIN = "copy the whole link again, or ask for the model as a file."


def pack(text: str, address: str = "", mark: str = MARK) -> str:
    """A link to `address` that holds a text. Raises BlockError when it is too long for a link."""
    deflated = zlib.compress(text.encode(), level=9)
    link = address + mark + base64.urlsafe_b64encode(deflated).rstrip(b"=").decode()
    if len(link) > LONGEST:
        raise BlockError(
            f"The link has {len(link):,} characters.", f"at most {LONGEST:,}, which mail and chat let through.",
            "send it as a file.",
        )  # fmt: skip
    return link


def unpack(link: str, mark: str = MARK, largest: int = LARGEST) -> bytes:
    """The text in a link, whatever its address. Raises BlockError when there is none, not a whole one, or one of more
    than `largest` bytes, of which no more are ever made."""
    if len(link) > LONGEST:
        raise BlockError(f"The link has {len(link):,} characters.", f"at most {LONGEST:,}.", "ask for a file instead.")
    _, found, packed = link.partition(mark)
    if not found:
        raise BlockError(f"The link holds no {mark[1:-1]}.", f"{mark} and what follows it.", _AGAIN)
    strange = re.search(r"[^\w-]", packed, re.ASCII)
    if strange:
        raise BlockError(f"The link is damaged: {strange[0]!r} is in it.", "letters, digits, - and _.", _AGAIN)
    try:
        return _inflated(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), largest)
    except (binascii.Error, zlib.error) as error:
        raise BlockError("The link is damaged.", "one as it was copied.", _AGAIN) from error


def _inflated(deflated: bytes, largest: int) -> bytes:
    """At most one byte more than there may be is ever made."""
    stream = zlib.decompressobj()
    text = stream.decompress(deflated, largest + 1)
    if len(text) > largest:
        raise BlockError("The link holds too much.", f"at most {largest:,} bytes.", "ask who made it.")
    if not stream.eof:
        raise BlockError("The link is cut short.", "all of it.", _AGAIN)
    if stream.unused_data:
        raise BlockError("The link is damaged: it goes on after its end.", "one link.", _AGAIN)
    return text
