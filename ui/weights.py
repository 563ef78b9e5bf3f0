"""Weights from a file: loaded for the open model, compared with it, used by runs and exports; and those of a run to
download."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import streamlit as st

from blocks import engine, words
from blocks.errors import BlockError, EngineError
from blocks.runs import Order
from blocks.stored import MOST_FILE, Match, Stored
from blocks.tree import Model
from ui import text
from ui.keeping import Kept

if TYPE_CHECKING:
    from ui.state import Studio

TYPES = ["safetensors", "pt", "pth", "bin", "ckpt"]
_HELP = "A state_dict. Nothing in it can run: of PyTorch's own files only tensors are read, in a locked process."


@dataclass
class Weights:
    """What a person brought, and why nothing came of it; how it fits; and what was made to download."""

    stored: Stored | None = None
    trouble: str = ""
    saved: tuple[Order, Stored | None, bytes | str] | None = None
    saved_of: Model | None = None
    uploads: int = 0
    _fit: Kept[tuple[Stored, Match | str]] = field(default_factory=Kept)

    def bring(self, raw: bytes, name: str) -> None:
        """Read a file in the place of the last, which stays when this one cannot be read."""
        self.trouble = ""
        try:
            self.stored = engine.read_weights(raw, name[-80:])
            self.uploads += 1  # another field, so that Streamlit lets its copy go
        except (BlockError, EngineError) as error:
            self.trouble = str(error)

    def leave(self) -> None:
        """Random ones again."""
        self.stored, self.trouble = None, ""

    def match_only(self, on: bool) -> None:
        """Whether what fits is enough."""
        if self.stored:
            self.stored = replace(self.stored, only_matching=on)

    def fit(self, studio: Studio) -> Match | str:
        """How the file fits the open model, or the sentence that says why nobody knows."""
        assert self.stored
        known = self._fit.known(studio.model)
        if known is None or known[0].raw is not self.stored.raw:
            known = self.stored, _fitted(studio, self.stored)
            self._fit.put(studio.model, known)
        return known[1]

    def usable(self, studio: Studio) -> Stored | None:
        """The file, where it can be loaded into the open model as it was asked for."""
        found = self.fit(studio) if self.stored else None
        if not isinstance(found, Match) or not found.matching:
            return None
        return self.stored if self.stored and (found.whole or self.stored.only_matching) else None


def _fitted(studio: Studio, stored: Stored) -> Match | str:
    try:
        return engine.match_weights(studio.model, stored, studio.trusts)
    except (BlockError, EngineError) as error:
        return str(error)


def form(studio: Studio) -> None:
    """A field for a file, and how what came fits the open model."""
    weights = studio.weights
    key = f"weights-file-{weights.uploads}"

    def changed() -> None:
        came = st.session_state[key]
        if came is not None:
            weights.bring(came.getvalue(), came.name)

    label = "Load other weights" if weights.stored else "Load weights"
    st.file_uploader(
        label, type=TYPES, key=key, help=_HELP, max_upload_size=MOST_FILE // 10**6, on_change=changed
    )  # fmt: skip
    if weights.trouble:
        st.error(text.literal(weights.trouble))
    if weights.stored:
        _show(studio, weights, weights.stored)


def _show(studio: Studio, weights: Weights, stored: Stored) -> None:
    st.markdown(
        f"**{text.literal(stored.name)}** · {words.plural(stored.tensors, 'tensor')}, {words.size(len(stored.raw))}"
    )
    if stored.strange:
        st.warning(f"NaN or infinite numbers in {text.literal(', '.join(stored.strange))}.")
    found = weights.fit(studio)
    if isinstance(found, str):
        st.error(text.literal(found))
    elif found.whole:
        st.success("It fits: all names, shapes and dtypes are the model's.")
    elif not found.matching:
        st.error(f"Nothing in it fits this model.\n\n{_listed(found)}")
    else:
        _choose(weights, stored, found)
    st.button("Use random weights again", on_click=weights.leave, width="stretch", icon=":material/close:")


def _choose(weights: Weights, stored: Stored, found: Match) -> None:
    """What fits in part: nothing is loaded before one says so."""
    count = f"{found.matching} of the model's {words.plural(found.wanted, 'tensor')}"
    said = f"{count} come from it, the others are random." if stored.only_matching else "Nothing is loaded."
    st.warning(f"It does not fit in all places. {said}\n\n{_listed(found)}")
    st.toggle(
        f"Load the {found.matching} that fit" if found.matching > 1 else "Load the one that fits",
        value=stored.only_matching, key="weights-matching",
        on_change=lambda: weights.match_only(bool(st.session_state["weights-matching"])),
    )  # fmt: skip


def _listed(found: Match) -> str:
    return "\n".join(f"- {text.literal(line)}" for line in found.lines)


def told(stored: Stored | None, from_file: bool) -> str:
    """Where the weights of a run come from."""
    if stored:
        return f"The weights come from **{text.literal(stored.name)}**."
    if from_file:
        return "Load a file of weights that fits the model, or choose random ones."
    return "The weights are random, drawn from the seed: the model has learned nothing yet."


def save_form(studio: Studio, order: Order) -> None:
    """For the last run: the weights it began with, to download."""
    from ui.running.asking import waited  # which needs the studio

    weights = studio.weights
    asked = Order(order.device, feed=order.feed, precision=order.precision, weights=order.weights)
    known = weights.saved if weights.saved_of is studio.ran and weights.saved else None
    found = known[2] if known and known[:2] == (asked, studio.ran_with) else None
    if found is None:
        if st.button("Save these weights", icon=":material/save:", width="stretch", key="save-weights"):
            found = waited(
                "Saving", lambda tick: engine.save_weights(studio.ran, asked, studio.ran_with, studio.trusts, tick)
            )
            weights.saved, weights.saved_of = (asked, studio.ran_with, found), studio.ran
            st.rerun()
    elif isinstance(found, str):
        st.error(text.literal(found))
    else:
        name = f"{text.file_name(studio.ran.title)}.safetensors"
        st.download_button(
            f"{name} · {words.size(len(found))}", found, name, "application/octet-stream", on_click="ignore",
            width="stretch", icon=":material/download:", key="saved-weights",
        )  # fmt: skip
