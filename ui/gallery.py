"""The gallery's cards. A card is computed once a server and shared: it holds words and a picture, no model."""

from dataclasses import dataclass

import streamlit as st

from blocks import diagram, engine, words
from blocks.document import LONGEST_TITLE
from blocks.errors import BlockError, EngineError
from blocks.report import Report
from blocks.source import texts
from ui import text
from ui.chapters import CHAPTERS
from ui.panels import is_dark
from ui.state import Studio, gallery_model

_SEARCH = "gallery-search"
_CHAPTER = "chapter"
_LEAVE = "chapter-in-search"


@dataclass(frozen=True)
class Card:
    """What is shown of a model: `problem` when it cannot be read or analysed."""

    name: str
    title: str
    about: str = ""
    numbers: str = ""
    exact: str = ""
    svg: str = ""
    problem: str = ""


def card(name: str) -> Card:
    """The card of a model, in the colours of the page."""
    return _card(name, is_dark())


@st.cache_data(max_entries=200, show_spinner="Drawing the gallery …")
def _card(name: str, dark: bool) -> Card:
    kinds = engine.kinds()
    try:
        model = gallery_model(name, kinds)
        report = engine.analyse(model, texts(model.walk()))
    except (BlockError, EngineError) as error:
        return Card(name, name, problem=str(error))
    flow = f"{', '.join(map(text.shape, report.root.inputs))} → {text.shape(report.output, '?')}"
    numbers = f"{flow} · {words.count(report.params)} parameters · {words.count(report.macs)} MACs"
    svg = diagram.to_svg(diagram.to_dot(report, kinds, _depth(report), dark)) or ""
    return Card(name, model.title, model.about, numbers, f"{report.params:,} parameters, {report.macs:,} MACs", svg)


def search_field() -> str:
    """The field that looks through all chapters, and what was typed into it."""
    typed = st.text_input(
        "Search", key=_SEARCH, placeholder="Search all models", label_visibility="collapsed", icon=":material/search:"
    )
    return typed.strip()[:LONGEST_TITLE]


def chapter_field(searching: bool) -> str:
    """The choice of a chapter, and the one that is open. A search runs over all of them: none looks chosen then, and to
    choose one ends it."""
    names = list(CHAPTERS)
    if searching:
        st.segmented_control("Chapter", names, key=_LEAVE, on_change=_leave_search, label_visibility="collapsed")
        return names[0]
    return st.segmented_control(
        "Chapter", names, default=names[0], required=True, key=_CHAPTER, label_visibility="collapsed",
        persist_state="session",
    )  # fmt: skip


def _leave_search() -> None:
    st.session_state[_CHAPTER] = st.session_state[_LEAVE] or next(iter(CHAPTERS))
    st.session_state[_LEAVE] = None
    st.session_state[_SEARCH] = ""


def found(words: str) -> list[str]:
    """The models with all the words: first those with them in the title, then in what is said of it or as a kind."""
    wanted = words.lower().split()
    names = [name for chapter in CHAPTERS.values() for name in chapter]
    hits = [name for name in names if all(word in " ".join(_words(name)) for word in wanted)]
    return sorted(hits, key=lambda name: not all(word in _words(name)[0] for word in wanted))


def show_none(words: str) -> None:
    """Say that nothing was found, and what can be looked for."""
    st.info(f"No model has **{text.literal(words)}** in it. Look for a name, a year, or a layer: resnet, 2017, LSTM.")

    def clear() -> None:
        st.session_state[_SEARCH] = ""

    st.button("Show the chapters", on_click=clear)


@st.cache_data(max_entries=200, show_spinner=False)
def _words(name: str) -> tuple[str, str]:
    """What a model is called, and what else it can be found by: addresses are no words."""
    model = gallery_model(name, engine.kinds())
    kinds = sorted({block.kind for block in model.walk()})
    about = text.without_addresses(model.about)
    return f"{name} {model.title}".lower(), " ".join([about, *kinds]).lower()


def _depth(report: Report) -> int:
    """How deep a card's picture goes: a model that is one block shows what is in it."""
    return 2 if len(report.model.root.children) == 1 else 1


def show(card: Card, studio: Studio) -> None:
    """Draw one card."""
    with st.container(border=True, key=f"card-{card.name}"):
        if card.svg:
            st.image(card.svg, width="stretch", alt=f"{card.title} as a picture of its blocks")
        st.markdown(f"**{text.literal(card.title)}**", help=card.exact or None)
        if card.problem:
            st.error(text.literal(card.problem))
            return
        st.markdown(text.linked(card.about))
        st.caption(card.numbers)
        if st.button("Open", key=f"open-{card.name}", width="stretch"):
            studio.open_ours(card.name)
            st.switch_page("pages/build/page.py")
