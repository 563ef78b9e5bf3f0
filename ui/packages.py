"""Modules of installed packages, to choose from: what is chosen fills the fields of "Your code"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from blocks import engine, offers
from blocks.errors import BlockError, EngineError
from blocks.offers import Offer
from ui import text
from ui.fields import choice

if TYPE_CHECKING:
    from ui.bringing import Bringing

_ASKED_FOR = f"{', '.join(offers.PACKAGES[:-1])} and {offers.PACKAGES[-1]}"


@dataclass
class Packages:
    """The package whose modules were listed last; these, by name; and why there are none."""

    package: str = ""
    found: dict[str, Offer] = field(default_factory=dict)
    trouble: str = ""

    def look(self, package: str) -> None:
        """List the modules of a package."""
        self.package, self.found, self.trouble = package.strip(), {}, ""
        try:
            if self.package:
                self.found = {each.name: each for each in engine.offers(self.package)}
        except (BlockError, EngineError) as error:
            self.trouble = str(error)


def picker(packages: Packages, bringing: Bringing) -> None:
    """A package, and a module of it."""
    with st.expander("From an installed package", icon=":material/deployed_code:", expanded=bool(packages.package)):
        here = offers.installed()
        known = [*here, *({packages.package} - {"", *here})]
        st.selectbox(
            "Package", accept_new_options=True, placeholder="Choose one, or type its name" if here else "Type its name",
            **choice("bring-package", known, packages.package or None, lambda typed: packages.look(typed or "")),
        )  # fmt: skip
        if packages.trouble:
            st.error(text.literal(packages.trouble))
        elif packages.found:
            _module(packages, bringing)
        elif not here:
            st.caption(f"Of {_ASKED_FOR} none is installed where Blockyard runs. Any other package will do.")


def _module(packages: Packages, bringing: Bringing) -> None:
    found = packages.found
    chosen = next((each.name for each in found.values() if each.expression == bringing.expression), None)

    def use(name: str | None) -> None:
        if name in found:
            offer = found[name]
            bringing.source, bringing.expression = offer.source, offer.expression
            bringing.inputs, bringing.package = offer.inputs or bringing.inputs, packages.package
            bringing.came = None

    st.selectbox(
        f"Module, of {len(found):,}", placeholder="Choose one", **choice("bring-module", list(found), chosen, use)
    )  # fmt: skip
    if chosen and "..." in bringing.expression:
        st.caption("Below, put what belongs there in the place of the dots.")
    elif chosen:
        st.caption("The fields below make it: change them as you like. Weights are random, nothing is fetched.")
