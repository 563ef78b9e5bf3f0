"""What is asked of a run: a device, the way of the pass, what it will cost; and the run itself."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st
from msgspec.structs import replace

from blocks import engine, words
from blocks.errors import BlockError, EngineError
from blocks.kept import Training
from blocks.report import ITEM_BYTES
from blocks.runs import Array, Device, Order, Precision, Result, Weights
from blocks.stored import Stored
from ui import weights as loading
from ui.running.feeding import batch_size
from ui.state import Studio

FROM_FILE = "From a file"
WEIGHTS: dict[str, Weights] = {
    "PyTorch's default": "default",
    "Xavier, uniform": "xavier",
    "Kaiming, normal": "kaiming",
    "Normal, std 0.01": "normal",
    "All 0.5": "constant",
}
PRECISIONS: dict[str, Precision | None] = {
    "As the model says": None,
    "float32": "float32",
    "float64": "float64",
    "bfloat16": "bfloat16",
    "float16": "float16",
}
_Answer = TypeVar("_Answer")
_BACK = (
    "A pass back as well. The loss is a random mix of the output, scaled so that a gradient of norm 1 enters there: "
    "what arrives at a block is what the blocks behind it make of 1."
)
_WEIGHTS = "Weights of two dimensions or more are drawn so; biases are then 0. PyTorch's default is each layer's own."
_PRECISION = "Of weights and real inputs. Half of the bits: half of the memory, and three or two digits less."
_TRAINING = "Dropout drops, and batch normalisation looks at the batch in the place of its running statistics."


@st.cache_data(ttl=20, show_spinner=False)
def devices() -> list[Device]:
    """Every device torch offers here. Raises EngineError when no worker can tell."""
    return engine.devices()


def choose_device() -> Device:
    """Every device torch offers here, with its name and memory. Raises EngineError when no worker can tell."""
    found = {each.name: each for each in devices()}
    name = st.selectbox("Device", list(found), format_func=lambda each: device_label(found[each]), key="device")
    return found[name]


def device_label(device: Device) -> str:
    """A device with its name and memory."""
    return f"{device.name} — {device.label} · {words.size(device.free)} free of {words.size(device.total)}"


def choose_way(studio: Studio) -> dict[str, Any]:
    """How the pass is done, apart from what is fed: the fields of an `Order`."""
    if "weights" not in st.session_state and studio.weights.stored:  # who loaded some wants them
        st.session_state["weights"] = FROM_FILE
    back = st.toggle("And back: gradients", key="back", help=_BACK)
    with st.expander("Weights, precision, mode"):
        weights = st.selectbox("First weights", [*WEIGHTS, FROM_FILE], key="weights", help=_WEIGHTS)
        if weights == FROM_FILE:
            loading.form(studio)
        precision = st.selectbox("Precision", list(PRECISIONS), key="precision-run", help=_PRECISION)
        training = st.toggle("Training mode", key="training", help=_TRAINING)
    return {
        "backward": back, "weights": WEIGHTS.get(weights, "default"), "precision": PRECISIONS[precision],
        "training": training,
    }  # fmt: skip


def wants_file() -> bool:
    """Whether the first weights are to come from a file."""
    return bool(st.session_state.get("weights") == FROM_FILE)


def cost(studio: Studio, order: Order) -> str:
    """What the run will need, before it starts."""
    root, share = studio.report.root, (order.batch or 1) / batch_size(studio.model)
    passes = 3 if order.backward else 1  # back, each product is done again for its input and for its weight
    weights, activations, at = float(root.weight_bytes), root.peak * share, "at most at once"
    if order.backward:
        weights, activations, at = 2 * weights, activations + _kept(studio) * share, "at most, with what is kept for it"
    scale = ITEM_BYTES[order.precision or "float32"] / ITEM_BYTES["float32"]
    weights, activations = weights * scale, activations * scale
    return (
        f"{words.count(root.macs * share * passes)} MACs · about {words.size(weights + activations)} of memory "
        f"({words.size(weights)} weights{' and their gradients' if order.backward else ''}, "
        f"{words.size(activations)} activations {at})"
    )


def _kept(studio: Studio) -> int:
    """The bytes that the blocks keep for a pass back; 0 where nobody knows."""
    if studio.training is None:
        studio.find_training()
    return studio.training.bytes if isinstance(studio.training, Training) else 0


def do(studio: Studio, order: Order, given: dict[str, Array], stored: Stored | None) -> Result | str:
    """The run's result, or a sentence that says why there is none; with weights from a file, or random ones."""
    return waited("Running", lambda tick: engine.run(studio.model, order, given, tick, studio.trusts, stored))


def waited(doing: str, ask: Callable[[Callable[[float], None]], _Answer]) -> _Answer | str:
    """What the engine answers, or a sentence that says why it does not; meanwhile the seconds, and a way to stop."""
    slot = st.empty()
    stop = st.empty()
    stop.button("Stop", key="stop", width="stretch")  # any click calls the page, and with it the run, off

    def tick(seconds: float) -> None:
        slot.caption(f"{doing} … {seconds:.0f} s")

    try:
        return ask(tick)
    except (BlockError, EngineError) as error:
        return str(error)
    finally:
        slot.empty()
        stop.empty()


def again(studio: Studio, result: Result, **changes: Any) -> Result | str:
    """The last run once more, on the same input and with the same first weights, but for some changes to its order."""
    return do(studio, replace(result.summary.order, **changes), fed(studio, result), studio.ran_with)


def look(studio: Studio, result: Result, **changes: Any) -> Result | str:
    """The last run once more, for what it did not bring along: forward only, and a single time."""
    return again(studio, result, **{"backward": False, "timed": False, "show": "", "steps": False} | changes)


def fed(studio: Studio, result: Result) -> dict[str, Array]:
    """What the last run was fed, by the names of the inputs."""
    return {each.name: array for each, array in zip(studio.ran.inputs, result.inputs, strict=True)}
