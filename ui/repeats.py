"""Buttons that write a `Repeat` out, and that fold rows which repeat themselves."""

import streamlit as st

from blocks.rolling import offers
from blocks.tree import Address, Block
from ui import text
from ui.state import Studio

MOST_OFFERS = 4  # that are shown for the whole model


def repeat_form(studio: Studio, block: Block, address: Address) -> None:
    """For a `Repeat`: write it out. For a row: fold what repeats itself."""
    if block.kind == "Repeat":
        st.button(
            "Unroll", icon=":material/unfold_more:", width="stretch", key=f"unroll-{block.id}",
            help="Each round as blocks of its own, with the same names and numbers.",
            on_click=lambda: studio.edit_block(block.id, "unroll"),
        )  # fmt: skip
    _offers(studio, address, 2)


def folding(studio: Studio) -> None:
    """For the whole model: the rows that can be folded."""
    _offers(studio, None, MOST_OFFERS)


def _offers(studio: Studio, address: Address | None, most: int) -> None:
    found = offers(studio.model, studio.catalogue, address)
    for place, offer in enumerate(sorted(found, key=lambda each: -each.saved)[:most]):
        where = studio.model.path(offer.address)
        st.button(
            text.literal(f"{where}: {offer.label}" if address is None and where else offer.label),
            icon=":material/unfold_less:", width="stretch", key=f"roll-{place}-{address}",
            help=f"{offer.saved:,} blocks fewer, and the model computes the same.",
            on_click=lambda command=offer.command: studio.edit(command),
        )  # fmt: skip
