"""The panel: what is asked at the left, or above, and what comes of it."""

import streamlit as st

from blocks.fitting import Plan
from ui import text
from ui.fitting import asking, showing
from ui.fitting.work import Work
from ui.state import Studio

EVERY = 0.3  # seconds between two looks at a training that is running


def panel(studio: Studio, narrow: bool = False) -> None:
    """Train the open model. A page places it once; `narrow` puts what is asked above what comes of it."""
    asked, shown = (st.container(), st.container()) if narrow else st.columns([1, 2.35], gap="medium")
    with asked:
        plan = asking.ask(studio)
        _buttons(studio, plan if isinstance(plan, Plan) else None)
    with shown:
        work = studio.fitting.work
        if isinstance(plan, asking.Misfit):
            asking.explain(studio, plan)
        if work is None and isinstance(plan, Plan):
            showing.show_data(plan.data, plan.seconds)
        if work is None:
            return
        if work.model is not studio.model:
            st.warning(_of_what(studio, work))
        # A fragment's rhythm is set when the page is drawn: the last look draws the page anew, without one.
        st.fragment(_look, run_every=EVERY if work.running else None)(studio, work.running)
        if not work.running:
            _files(work)


def _look(studio: Studio, was_running: bool) -> None:
    work = studio.fitting.work
    if work is None:
        return
    if was_running and not work.running:
        st.rerun()
    showing.tell(studio.fitting, work)
    showing.show(work)


def _buttons(studio: Studio, plan: Plan | None) -> None:
    fitting, work = studio.fitting, studio.fitting.work
    if work and work.running:
        st.button("Stop", key="fit-stop", on_click=fitting.stop, width="stretch", icon=":material/stop:")
        return
    again = work is not None and work.model is studio.model

    def train() -> None:
        if plan:
            fitting.start(studio.model, plan, studio.trusts)

    label, icon = ("Again from the start", ":material/replay:") if again else ("Train", ":material/school:")
    st.button(
        label, key="fit-train", on_click=train, type="secondary" if again else "primary", disabled=plan is None,
        width="stretch", icon=icon,
    )  # fmt: skip
    if not again or work is None or work.fitted is None or plan is None:
        return
    can = work.fitted.can_go_on

    def go_on() -> None:
        fitting.go_on(plan, studio.trusts)

    st.button(
        f"Go on for {plan.seconds:.0f} more seconds", key="fit-on", type="primary", on_click=go_on, disabled=not can,
        width="stretch", icon=":material/resume:",
        help=None if can else "The weights of this training are not at hand: it was stopped with too many to send.",
    )  # fmt: skip


def _files(work: Work) -> None:
    fitted = work.fitted
    if fitted is None or not fitted.scene.weights:
        return
    name = f"{text.file_name(work.model.title)}-{fitted.plan.data}-{fitted.plan.seed}.safetensors"
    st.download_button(
        "Weights", fitted.scene.weights, name, "application/octet-stream", key="fit-weights", on_click="ignore",
        icon=":material/download:", help="The trained weights as a file, for blocks.load_weights.",
    )  # fmt: skip


def _of_what(studio: Studio, work: Work) -> str:
    if work.model.root.id == studio.model.root.id:
        return "This is the training of an earlier version of the model."
    return f"This is the training of another model: {text.literal(work.model.title)}."
