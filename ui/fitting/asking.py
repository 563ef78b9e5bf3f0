"""What is asked of a training: data that fit the open model, how long, how large the steps, from which seed."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import streamlit as st

from blocks import commands, engine
from blocks.errors import BlockError, EngineError
from blocks.fitting import NATURAL, TITLES, Plan, Suit, suit
from blocks.report import Report
from ui import fields, text
from ui.state import Studio

OPTIMISERS = ("Adam", "SGD")
LONGEST = 60
_RATE = "How large the steps are. Too small learns slowly; too large jumps about, or ends in numbers that are none."
_SEED = "Draws the first weights and the order of the examples: the same seed gives the same numbers, step by step."
_BATCH = "So many examples are looked at for one step."
_OPTIMISER = "SGD goes down the gradient as it is. Adam gives each parameter a step of its own size."
OURS = {"digits": ("digits", "Digits CNN")}
TOYS = ("toys", "Toy MLP")


class Misfit(NamedTuple):
    """Data that do not fit the model, and why."""

    data: str
    error: BlockError


def suits(report: Report) -> dict[str, Suit | BlockError]:
    """How each data set fits a model, or why it does not."""
    found: dict[str, Suit | BlockError] = {}
    for name in TITLES:
        try:
            found[name] = suit(report, name)
        except BlockError as error:
            found[name] = error
    return found


def ask(studio: Studio) -> Plan | Misfit:
    """The fields, and the plan that they say, or why the data do not fit the model."""
    asked = studio.fitting.asked
    known = suits(studio.report)
    fitting = [name for name, each in known.items() if isinstance(each, Suit)]
    chosen = asked.get("data")
    if chosen not in known:
        chosen = fitting[0] if fitting else next(iter(known))
    name = _data(asked, chosen)
    left, right = st.columns(2)
    with left:
        seconds = st.number_input("Seconds", 1, LONGEST, **_held(asked, "seconds", 10))
        seed = st.number_input("Seed", 0, 2**31, **_held(asked, "seed", 0), help=_SEED)
    with right:
        rate = st.number_input(
            "Learning rate", 0.0, 1000.0, **_held(asked, "rate", 0.01), step=0.001, format="%.4g", help=_RATE
        )
        batch = st.number_input("Batch", 1, 512, **_held(asked, "batch", 32), help=_BATCH)
    optimiser = st.segmented_control(
        "Optimiser", **fields.choices(
            "fit-optimiser", OPTIMISERS, asked.get("optimiser", "Adam"), lambda typed: _put(asked, "optimiser", typed)
        ),
        required=True, help=_OPTIMISER,
    )  # fmt: skip
    found = known[name]
    if isinstance(found, BlockError):
        return Misfit(name, found)
    for note in found.notes:
        st.caption(text.literal(note))
    return Plan(name, float(seconds), None, float(rate), optimiser or "Adam", int(batch), int(seed))  # type: ignore[arg-type]


def _data(asked: dict[str, Any], chosen: str) -> str:
    """Which data. Those that do not fit can be chosen too, and are then told what would make them fit; their names and
    order never change, or the browser would choose anew."""
    field = fields.choice("fit-data", list(TITLES), chosen, lambda typed: _put(asked, "data", typed))
    return str(st.selectbox("Learn from", **field, format_func=lambda each: TITLES[each]))


def _held(asked: dict[str, Any], name: str, default: Any) -> dict[str, Any]:
    return fields.held(f"fit-{name}", asked.get(name, default), lambda typed: _put(asked, name, typed))


def _put(asked: dict[str, Any], name: str, typed: Any) -> None:
    asked[name] = typed


def explain(studio: Studio, misfit: Misfit) -> None:
    """Why the data do not fit, and what would, as buttons: each was tried."""
    st.info(text.literal(str(misfit.error)))
    with st.container(horizontal=True):
        for label, do in offers(studio, misfit.data):
            st.button(label, key=f"fit-offer-{label}", on_click=do, icon=":material/build:")


def offers(studio: Studio, name: str) -> list[tuple[str, Callable[[], None]]]:
    """What to click where data do not fit: an input with which the model works on them, and a model that does."""
    found: list[tuple[str, Callable[[], None]]] = []
    for shape in NATURAL[name]:  # type: ignore[index]
        edit = {"op": "input", "shape": ["B", *shape], "dtype": "float32", "index": 0}
        if _works(studio, edit, name):
            signs = "×".join(map(str, shape))
            found.append((f"Make the model's input B×{signs}", lambda edit=edit: studio.edit(edit)))  # type: ignore[misc]
    file, title = OURS.get(name, TOYS)
    return [*found[:1], (f"Open the {title}", lambda: studio.open_ours(file))]


def _works(studio: Studio, edit: Mapping[str, Any], name: str) -> bool:
    try:
        changed = commands.apply(studio.model, studio.catalogue, commands.read(edit))
        suit(engine.analyse(changed, studio.trusts), name)
    except (BlockError, EngineError):
        return False
    return True
