"""Models in links: the same document after the way through an address, and a sentence for every damaged one."""

import base64
import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import GALLERY, block, doc, models

import blocks
from blocks import document, links
from blocks.errors import BlockError
from blocks.kinds import Kinds
from blocks.source import CODE, START
from blocks.tree import Model
from tests.app_server import ROOT
from ui.state import Studio

HERE = "http://localhost:8501/"
BOMB = 100_000_000  # bytes; deflate makes about a thousandth of them


def packed(raw: bytes) -> str:
    """A link that holds these bytes, whatever they are."""
    return HERE + links.MARK + base64.urlsafe_b64encode(raw).decode().rstrip("=")


# --- round trips


@given(models())
def test_round_trip(model: Model) -> None:
    """A document comes out of its link byte for byte, in letters that no program changes on the way."""
    text = document.dumps(model)
    link = links.pack(text, HERE)
    assert links.unpack(link) == text.encode()
    assert re.fullmatch(r"http://localhost:8501/#model=[A-Za-z0-9_-]+", link)


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_gallery_fits_into_links(path: object) -> None:
    """Each model of the gallery can be shared in less than 2,000 characters, and comes back equal."""
    model = blocks.load(str(path))
    link = blocks.to_link(model)
    assert len(link) < 2_000
    assert blocks.from_link(link) == model


def test_a_link_needs_no_address() -> None:
    """What stands before the mark is the server's address and nothing else; the browser sends what follows it."""
    text = document.dumps(doc(block("ReLU")))
    assert links.unpack(links.pack(text, HERE).removeprefix(HERE)) == text.encode()
    assert links.pack(text) == links.MARK + links.pack(text, HERE).partition(links.MARK)[2]


# --- limits


def test_too_long_for_a_link() -> None:
    """A model whose link would be cut on the way is refused with its length, and a file is the way out."""
    widths = [hash_like(place) for place in range(4_000)]
    model = doc(*(block("Linear", out_features=width) for width in widths))
    with pytest.raises(BlockError, match=r"The link has [\d,]+ characters.*at most 8,000.*as a file"):
        blocks.to_link(model, HERE)


def hash_like(place: int) -> int:
    """A number from 1 to 100,003 that does not repeat itself soon: deflate finds nothing to save."""
    return place * 7_919 % 100_003 + 1


def test_the_address_counts() -> None:
    """A link has at most 8,000 characters with its address: one more there is one too many."""
    text = document.dumps(doc(block("ReLU")))
    room = links.LONGEST - len(links.pack(text))
    assert len(links.pack(text, "x" * room)) == links.LONGEST
    with pytest.raises(BlockError, match="8,001 characters"):
        links.pack(text, "x" * (room + 1))


def test_a_longer_link_is_not_even_read() -> None:
    """A link beyond the limit is refused by its length alone."""
    with pytest.raises(BlockError, match=r"The link has 8,001 characters\. Expected: at most 8,000\."):
        links.unpack("x" * 8_001)


@pytest.mark.parametrize("size", [document.LARGEST + 1, 5 * document.LARGEST])
def test_a_bomb_is_never_inflated(size: int) -> None:
    """A link that would inflate to more than a document may have is refused."""
    link = packed(zlib.compress(b" " * size, 9))
    assert len(link) <= links.LONGEST
    with pytest.raises(BlockError, match=r"The link holds too much.*1,000,000 bytes"):
        links.unpack(link)


def test_a_large_bomb_costs_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even without the limit on its length, 100 MB in a link never take more than a document's room."""
    import tracemalloc

    monkeypatch.setattr(links, "LONGEST", 10**6)
    link = packed(zlib.compress(b"\0" * BOMB, 9))
    tracemalloc.start()
    try:
        with pytest.raises(BlockError, match="holds too much"):
            links.unpack(link)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # the link and its bytes, and the document's room up to twice while it grows
    assert most < 2 * len(link) + 3 * document.LARGEST


def test_as_large_as_a_document_may_be() -> None:
    """Exactly a document's largest size passes."""
    assert len(links.unpack(packed(zlib.compress(b" " * document.LARGEST, 9)))) == document.LARGEST


# --- damage

WHOLE = links.pack(document.dumps(doc(block("Linear", out_features=7), block("ReLU"))), HERE)


@given(st.integers(len(HERE + links.MARK), len(WHOLE) - 1))
def test_cut_short(end: int) -> None:
    """A link that lost its end is refused in three parts, wherever it was cut."""
    with pytest.raises(
        BlockError, match=r"The link is (cut short|damaged).*Expected: .*Fix: copy the whole link again"
    ):
        links.unpack(WHOLE[:end])


@given(st.integers(len(HERE + links.MARK), len(WHOLE) - 2), st.sampled_from("Ab9_-"))
def test_one_letter_changed(place: int, letter: str) -> None:
    """A letter that changed on the way is noticed by the checksum. (The last letter has bits that say nothing.)"""
    if WHOLE[place] == letter:
        return
    with pytest.raises(BlockError, match=r"The link is (cut short|damaged)"):
        links.unpack(WHOLE[:place] + letter + WHOLE[place + 1 :])


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("", "holds no model"),
        (HERE, "holds no model"),
        (HERE + "#model=", "cut short"),
        (HERE + "?m=eJw", "holds no model"),
        (HERE + "#model=eJ+/", "damaged: '\\+' is in it"),  # the alphabet of plain base64
        (HERE + "#model=eJw%20", "damaged: '%' is in it"),
        (HERE + "#model=é", "damaged: 'é' is in it"),
        (HERE + "#model=A", "damaged"),  # no byte has six bits
        (HERE + "#model=<script>", "damaged: '<' is in it"),
        (packed(b"PK\x03\x04"), "damaged"),
        (packed(zlib.compress(b"{}") + b"more"), "goes on after its end"),
        (packed(zlib.compress(b"{}")[2:-4]), "damaged"),  # deflated without a checksum
    ],
)
def test_what_is_no_link(link: str, told: str) -> None:
    """Whatever is no whole link of ours is refused with a sentence."""
    with pytest.raises(BlockError, match=told) as refused:
        links.unpack(link)
    assert refused.value.expected and refused.value.fix


@given(st.text(max_size=200))
def test_any_text_is_refused_or_read(text: str) -> None:
    """No text raises anything but a BlockError."""
    with pytest.raises(BlockError):
        links.unpack(links.MARK + text)


# --- on the page


@pytest.mark.parametrize(
    "link", [WHOLE[:-9], "#model=", packed(zlib.compress(b"<html>")), packed(zlib.compress(b"\xff"))]
)
def test_a_damaged_link_changes_nothing(link: str, kinds: Kinds) -> None:
    """The open model stays, and a notice says why."""
    studio = Studio(kinds, doc(block("Tanh")))
    before = studio.model
    studio.open_link(link)
    assert studio.model is before and not studio.past
    assert studio.notice is not None and studio.notice.level == "error"
    assert studio.notice.text.startswith("The link")


def test_a_link_opens_and_can_be_undone(kinds: Kinds) -> None:
    """A link opens as one step of the history."""
    studio = Studio(kinds, doc(block("Tanh"), title="Mine"))
    before = studio.model
    studio.open_link(WHOLE)
    assert [child.kind for child in studio.model.root.children] == ["Linear", "ReLU"]
    studio.undo()
    assert studio.model is before


def test_code_in_a_link_waits(kinds: Kinds) -> None:
    """Python that came with a link is shown, and runs only when the person allows it."""
    source = START + "# from a link\n"
    studio = Studio(kinds, doc())
    studio.open_link(links.pack(document.dumps(doc(block(CODE, source=source)))))
    (child,) = studio.model.root.children
    assert child.args["source"] == source
    assert not studio.trusts(source)


def test_the_browser_makes_the_same_links() -> None:
    """Mark and limit stand in Python and in TypeScript, and are the same; a browser test follows such a link."""
    script = (ROOT / "ui/canvas/src/share.ts").read_text()
    assert f'const MARK = "{links.MARK}";' in script
    assert f"const LONGEST = {links.LONGEST};" in script
