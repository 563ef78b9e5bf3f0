"""The parts of the Run page: the choice of device and input, and what came out."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from msgspec.structs import replace

from blocks import charts, engine, wiring, words
from blocks.errors import BlockError, EngineError
from blocks.findings import findings
from blocks.kept import Training
from blocks.report import ITEM_BYTES
from blocks.runs import (
    Array,
    BlockRun,
    Device,
    Feed,
    Order,
    Precision,
    Result,
    Source,
    Weights,
    vocabulary,
)
from blocks.tree import Model
from ui import pictures, text
from ui.panels import is_dark
from ui.state import Studio

RANDOM: dict[str, Source] = {
    "Random, normal": "normal",
    "Random, uniform": "uniform",
    "Ones": "ones",
    "Whole numbers": "integers",
}
UPLOADED = "Upload a picture"
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
_BACK = (
    "A pass back as well. The loss is a random mix of the output, scaled so that a gradient of norm 1 enters there: "
    "what arrives at a block is what the blocks behind it make of 1."
)
_WEIGHTS = "Weights of two dimensions or more are drawn so; biases are then 0. PyTorch's default is each layer's own."
_PRECISION = "Of weights and real inputs. Half of the bits: half of the memory, and three or two digits less."
_TRAINING = "Dropout drops, and batch normalisation looks at the batch in the place of its running statistics."


@st.cache_data(ttl=20, show_spinner=False)
def _devices() -> list[Device]:
    return engine.devices()


def choose_device() -> Device:
    """Every device torch offers here, with its name and memory. Raises EngineError when no worker can tell."""
    found = {each.name: each for each in _devices()}
    name = st.selectbox("Device", list(found), format_func=lambda each: _device_label(found[each]), key="device")
    return found[name]


def _within(name: str, typed: int | None, low: int, high: int) -> int:
    """A number as it was typed. Raises BlockError: a browser that is told the limits puts it back and says nothing."""
    if typed is None or not low <= typed <= high:
        received = "empty" if typed is None else f"{typed:,}"
        raise BlockError(f"The {name} is {received}.", f"{low:,} to {high:,}.", "type such a number.")
    return typed


def _device_label(device: Device) -> str:
    return f"{device.name} — {device.label} · {words.size(device.free)} free of {words.size(device.total)}"


def choose_input(studio: Studio) -> tuple[Order | None, dict[str, Array]]:
    """What the model is fed; no order while a picture is missing. Raises BlockError when one cannot be used."""
    model = studio.model
    canvas = next((each for each in model.inputs if pictures.takes_pictures(each.shape)), None)
    whole = all(each.dtype.startswith(("int", "uint")) for each in model.inputs)
    names = ["Whole numbers", "Ones"] if whole else [name for name in RANDOM if name != "Whole numbers"]
    if canvas:
        names += [*pictures.NAMES, UPLOADED]
    source = st.selectbox("Input", names, key=f"source-{whole}-{len(names)}")
    left, right = st.columns(2)
    size = batch_size(model)
    batch = left.number_input("Batch size", value=size, step=1, key=f"batch-{size}")
    seed = right.number_input("Seed", value=0, step=1, key="seed", help="Draws the input and the weights.")
    batch, seed = _within("batch", batch, 1, 4096), _within("seed", seed, 0, 2**31 - 1)
    if source in RANDOM:
        return Order(batch=batch, feed=Feed(RANDOM[source], seed, vocabulary(model))), {}
    assert canvas is not None
    if len(model.inputs) > 1:
        st.caption(f"The picture goes to {text.literal(canvas.name)}; the other inputs are random.")
    raw = _picture(source)
    if raw is None:
        return None, {}
    shape = canvas.resized(batch).shape if canvas.batch is not None else (batch, *canvas.shape[1:])
    order = Order(batch=batch, feed=Feed(seed=seed, high=vocabulary(model)))
    return order, {canvas.name: pictures.as_input(raw, shape)}


def choose_way() -> dict[str, Any]:
    """How the pass is done, apart from what is fed: the fields of an `Order`."""
    back = st.toggle("And back: gradients", key="back", help=_BACK)
    with st.expander("Weights, precision, mode"):
        weights = st.selectbox("First weights", list(WEIGHTS), key="weights", help=_WEIGHTS)
        precision = st.selectbox("Precision", list(PRECISIONS), key="precision-run", help=_PRECISION)
        training = st.toggle("Training mode", key="training", help=_TRAINING)
    return {
        "backward": back, "weights": WEIGHTS[weights], "precision": PRECISIONS[precision], "training": training
    }  # fmt: skip


def batch_size(model: Model) -> int:
    """The size of B, or of the first dimension where no input has B."""
    return model.batch or model.inputs[0].shape[0]


def _picture(source: str) -> bytes | None:
    if source != UPLOADED:
        return pictures.shipped(source)
    uploaded = st.file_uploader("Picture", type=["png", "jpg", "jpeg"], key="picture", max_upload_size=20)
    return uploaded.getvalue() if uploaded else None


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


def do(studio: Studio, order: Order, given: dict[str, Array]) -> Result | str:
    """The run's result, or a sentence that says why there is none."""
    slot = st.empty()
    stop = st.empty()
    stop.button("Stop", key="stop", width="stretch")  # any click calls the page, and with it the run, off

    def tick(seconds: float) -> None:
        slot.caption(f"Running … {seconds:.0f} s")

    try:
        return engine.run(studio.model, order, given, tick, studio.trusts)
    except (BlockError, EngineError) as error:
        return str(error)
    finally:
        slot.empty()
        stop.empty()


# --- what came out


def choose_shown(studio: Studio) -> None:
    """Whose output is shown: the model's, or that of any block in it, for which the same run is done again."""
    result = studio.result
    if not isinstance(result, Result) or studio.stale_result:
        return
    paths = ["", *(row.path for row in result.rows)]
    shown = result.summary.order.show
    if st.session_state.get("shown-block") not in paths:
        st.session_state["shown-block"] = ""
    path = st.selectbox("Output of", paths, format_func=lambda each: each or "the whole model", key="shown-block")
    if path == shown:
        return
    given = {each.name: array for each, array in zip(studio.ran.inputs, result.inputs, strict=True)}
    found = do(studio, replace(result.summary.order, show=path), given)
    if isinstance(found, str):
        st.error(text.literal(found))
    else:
        studio.result = found


def show_output(result: Result, names: Sequence[str]) -> None:
    """The output as a picture that fits what it is, and its values; of several, the chosen one."""
    summary, shown = result.summary, result.summary.shown
    if shown:
        names = [str(number) for number in range(len(shown.outputs))]
    place = _chosen("Output", names)
    all_, some, arrays = (
        (shown.outputs, shown.sent, result.shown) if shown else (summary.outputs, summary.sent, result.outputs)
    )
    whole, sent, array = all_[place], some[place], arrays[place]
    of = f" of {text.literal(shown.path)}" if shown else ""
    took = f"{words.milliseconds(summary.ms)} for the forward pass on {summary.device}"
    median = f", median of {summary.passes}" if summary.passes > 1 else ""
    st.markdown(f"**Output**{of} `{whole}` · {took}{median}")
    if sent != whole:
        st.caption(f"Of {whole} only {sent} came along: a larger output stays with the worker.")
    if array.ndim == 0:
        st.metric("One number", f"{float(array):.6g}")
        return
    example, channel = _position(array.shape)
    picture, values = st.tabs(["Picture", "Values"])
    figure = charts.output(array, array.shape, is_dark(), example=example, channel=channel)
    picture.plotly_chart(figure, theme=None, key="output-chart", height=300, config={"displayModeBar": False})
    matrix = array.reshape(-1, array.shape[-1]) if array.ndim else array.reshape(1, 1)
    values.dataframe(matrix[:200, :200], key="output-values")
    if matrix.shape[0] > 200 or matrix.shape[1] > 200:
        values.caption(f"The first 200 rows and columns of {matrix.shape[0]:,} × {matrix.shape[1]:,}.")


def _chosen(label: str, names: Sequence[str]) -> int:
    if len(names) == 1:
        return 0
    return names.index(st.selectbox(label, names, key=f"{label}-{len(names)}"))


def of_what(studio: Studio) -> str:
    """Whose run is shown, where it is not the open model's."""
    if studio.ran.root.id == studio.model.root.id:
        return "This is the run of an earlier version of the model."
    return f"This is the run of another model: {text.literal(studio.ran.title)}."


def output_names(model: Model, count: int) -> list[str]:
    """What the outputs are called: the blocks they come from, else their numbers."""
    known = wiring.output_names(model.root)
    return list(known) if len(known) == count else [str(number) for number in range(count)]


def _position(shape: tuple[int, ...]) -> tuple[int, int | None]:
    """Which example and channel of a picture-like output to draw; no channel where all are."""
    if len(shape) < 3:
        return 0, 0
    left, right = st.columns(2)
    example = left.slider("Example", 0, shape[0] - 1, 0, key="example") if shape[0] > 1 else 0
    if len(shape) != 4 or shape[1] == 1:
        return example, 0
    channels: list[int | None] = [None, *range(shape[1])]
    beside = right if shape[0] > 1 else left
    channel = beside.select_slider(
        "Channel", channels, format_func=lambda each: "all" if each is None else str(each), key=f"channel-{shape[1]}"
    )
    return example, channel


def show_nothing(studio: Studio) -> None:
    """What stands where the results will be, before the first run."""
    if studio.model.root.children:
        st.info("Choose an input and press **Run forward**: what each block makes of it comes here, and its time.")
        return
    st.info("The model is empty: what goes in comes out. Put some layers in, or open a finished model.")
    st.page_link("pages/build/page.py", label="Build it", icon=":material/edit:")
    st.page_link("pages/gallery/page.py", label="Open one from the Gallery", icon=":material/grid_view:")


def show_input(result: Result, names: Sequence[str]) -> None:
    """What was fed, as a picture where it is one; of several, the chosen one."""
    place = _chosen("Input shown", names)
    array, given = result.inputs[place], result.summary.inputs[place]
    st.markdown(f"**Input** `{given}` {given.dtype}")
    if array.ndim == 4 and array.shape[1] in (1, 3):
        figure = charts.image(array[0], is_dark())
    else:
        figure = charts.output(array, array.shape, is_dark(), title="Input")
    st.plotly_chart(figure, theme=None, key="input-chart", height=300, config={"displayModeBar": False})


def show_findings(result: Result) -> None:
    """What somebody should know of the run, in words."""
    if result.summary.stuck:
        st.info(f"No pass back: {text.literal(result.summary.stuck)}")
    for found in findings(result.summary):
        show = st.error if found.level == "bad" else st.warning
        show(f"**{text.literal(found.path)}** · {text.literal(found.text)} {text.literal(found.advice)}")


def show_blocks(result: Result) -> None:
    """Each block's output in numbers, down to a depth."""
    deepest = max((row.depth for row in result.rows), default=1)
    depth = st.slider("Depth", 1, deepest, min(deepest, 2), key="rows-depth") if deepest > 1 else 1
    rows = tuple(row for row in result.rows if row.depth <= depth)
    level = _level(result.rows, depth)
    xray, table, statistics, times = st.tabs(["X-ray", "Table", "Statistics", "Time"])
    figure = charts.xray(rows, is_dark())
    xray.plotly_chart(figure, theme=None, key="xray", config={"displayModeBar": False})
    xray.caption(_XRAY_BACK if result.summary.order.backward else _XRAY)
    table.dataframe([_row(row) for row in rows], key="rows", column_config=_COLUMNS, height=420, width="stretch")
    table.caption(
        "Mean, standard deviation and zeros are exact, over the whole output. Time is the block's own, with what is "
        "inside it, from a second pass; looking at the outputs is not counted."
    )
    statistics.plotly_chart(
        charts.statistics(level, is_dark()), theme=None, key="statistics", config={"displayModeBar": False}
    )
    times.plotly_chart(charts.times(level, is_dark()), theme=None, key="times", config={"displayModeBar": False})


_XRAY = (
    "One row a block. std: how far its output spreads, usually about 1. Zeros: the share that is exactly 0. "
    "Turn on “And back” to see gradients."
)
_XRAY_BACK = (
    "One row a block. The gradient is that at its output, where 1 enters at the model's; of its weights: of all its "
    "parameters together, by which they would learn."
)


def _level(rows: tuple[BlockRun, ...], depth: int) -> tuple[BlockRun, ...]:
    """One cut through the hierarchy: blocks at `depth`, and those above it that hold none."""
    paths = {row.path for row in rows}
    parents = {path.rsplit(".", 1)[0] for path in paths if "." in path}
    return tuple(row for row in rows if row.depth == depth or (row.depth < depth and row.path not in parents))


def _row(row: BlockRun) -> dict[str, Any]:
    return {
        "block": row.path,
        "kind": row.kind,
        "output": str(row.output),
        "mean": row.mean,
        "std": row.std,
        "low": row.low,
        "high": row.high,
        "zeros": row.zeros * 100,
        "NaN or ∞": row.strange,
        "dead": f"{row.dead:,} of {row.units:,}" if row.units else "",
        "gradient": row.gradient,
        "of weights": row.learns,
        "time": row.ms,
    }


_COLUMNS = {
    "mean": st.column_config.NumberColumn(format="%.4g"),
    "std": st.column_config.NumberColumn(format="%.4g"),
    "low": st.column_config.NumberColumn(format="%.4g"),
    "high": st.column_config.NumberColumn(format="%.4g"),
    "gradient": st.column_config.NumberColumn(format="%.3g"),
    "of weights": st.column_config.NumberColumn(format="%.3g"),
    "zeros": st.column_config.ProgressColumn("zeros", format="%.1f %%", min_value=0, max_value=100),
    "time": st.column_config.NumberColumn("time, ms", format="%.3f"),
}
