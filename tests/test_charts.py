"""The charts: sums that agree with the report, figures that plotly accepts, and what they say they leave out."""

import base64
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
import torch
from msgspec.structs import replace

from blocks import charts, document, running
from blocks.charts import Drawable
from blocks.kinds import Kinds
from blocks.repair import diagnose
from blocks.report import Report, TensorType
from blocks.runs import BlockRun
from blocks.tree import Block, Input, Model

GOLDEN = Path(__file__).parent / "golden"
TREEMAPS = [charts.parameters, charts.macs]


@pytest.fixture(scope="module")
def golden(kinds: Kinds) -> Callable[[str], Report]:
    """A function that gives the report of a golden model."""
    return lambda name: diagnose(document.loads((GOLDEN / f"{name}.json").read_bytes(), kinds))


def accepted(figure: charts.Figure) -> charts.Figure:
    """The figure, once plotly has validated it and JSON has no NaN in it."""
    go.Figure(figure)
    json.dumps(figure, allow_nan=False)
    return figure


def note(figure: charts.Figure) -> str:
    return str(figure["layout"]["title"]["subtitle"]["text"])


def row(path: str, depth: int = 1, ms: float = 1.0, mean: float = 0.0, strange: int = 0) -> BlockRun:
    kind = "Sequential" if path.startswith("stage") and depth == 1 else "ReLU"
    return BlockRun(path, kind, depth, TensorType((2, 3)), mean, 1.0, -1.0, 1.0, 0.25, strange, ms)


# --- treemaps


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["perceptron", "branches", "broken"])
@pytest.mark.parametrize("chart", TREEMAPS)
def test_tiles_add_up(
    golden: Callable[[str], Report], kinds: Kinds, chart: Callable[..., charts.Figure], name: str, dark: bool
) -> None:
    """The children of each tile add up to it, and the outermost is the report's total."""
    report = golden(name)
    total = report.params if chart is charts.parameters else report.macs
    figure = accepted(chart(report, kinds, dark))
    if not total:
        assert figure["data"] == [] and figure["layout"]["title"]["text"].startswith("No ")
        return
    trace = figure["data"][0]
    values = dict(zip(trace["ids"], trace["values"], strict=True))
    inside: dict[str, int] = {}
    for parent, value in zip(trace["parents"], trace["values"], strict=True):
        inside[parent] = inside.get(parent, 0) + value
    assert inside.pop("") == total
    assert all(values[parent] == amount for parent, amount in inside.items())
    assert figure["layout"]["title"]["text"].startswith(f"{total:,} ")


def test_tiles_are_blocks(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """Each tile's id is a block's, so that a click can select it."""
    report = golden("branches")
    ids = {str(block.id) for block in report.model.walk()}
    trace = charts.parameters(report, kinds)["data"][0]
    assert set(trace["ids"]) <= ids and len(set(trace["ids"])) == len(trace["ids"])


def test_repeat_and_sharing_are_labelled(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """A Repeat's tile says ×N; shared parameters count once, their work every time."""
    report = golden("branches")
    trace = charts.parameters(report, kinds)["data"][0]
    tied = trace["labels"].index("tied ×4 shared")
    assert "stages ×3" in trace["labels"]
    assert trace["values"][tied] == 512 * 512 + 512
    work = charts.macs(report, kinds)["data"][0]
    assert work["values"][work["labels"].index("tied ×4 shared")] == 4 * 2 * 512 * 512  # 4 rounds, batch 2


def test_what_has_none_is_counted_not_drawn(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """The perceptron's ReLU has no parameters: it is not drawn and the figure says so."""
    figure = charts.parameters(golden("perceptron"), kinds)
    assert note(figure) == "1 layer without parameters not drawn"
    assert [label for label in figure["data"][0]["labels"] if label != "Perceptron"] == ["Linear", "Linear"]


@pytest.mark.parametrize("chart", TREEMAPS)
def test_nothing_to_draw_is_said(kinds: Kinds, chart: Callable[..., charts.Figure]) -> None:
    """A model without parameters and MACs gives an empty figure with a title."""
    figure = accepted(chart(diagnose(Model()), kinds))
    assert figure["data"] == [] and figure["layout"]["title"]["text"].startswith("No ")


def test_names_are_escaped(kinds: Kinds) -> None:
    """Names and titles cannot bring plotly's HTML into a figure."""
    linear = Block("Linear", "<a href='x'>", {"out_features": 2})
    report = diagnose(Model("<b>", "", (Input((1, 2)),), Block("Sequential", children=(linear,))))
    text = json.dumps(charts.parameters(report, kinds)) + json.dumps(charts.statistics([row("<i>")]))
    text += json.dumps(charts.times([row("<i>")])) + json.dumps(charts.bars(np.ones(2), title="<i>"))
    assert not any(mark in text for mark in ("<a", "<i", "<b>&", '<b>"'))


# --- runs


def test_statistics_of_a_real_run(golden: Callable[[str], Report]) -> None:
    """Every innermost row of a run has a point, and the band is mean ± std."""
    result = running.run(golden("branches").model)
    low, high, mean, zeros = accepted(charts.statistics(result.rows))["data"]
    leaves = [each for each in result.rows if not any(other.path.startswith(each.path + ".") for other in result.rows)]
    assert mean["y"] == pytest.approx([each.mean for each in leaves])
    assert high["y"] == pytest.approx([each.mean + each.std for each in leaves])
    assert low["y"] == pytest.approx([each.mean - each.std for each in leaves])
    assert zeros["y"] == pytest.approx([each.zeros for each in leaves])


def test_statistics_keep_a_level() -> None:
    """Rows of one level are all drawn, containers too; a row that holds another is not."""
    level = [row("a"), row("stage")]
    assert len(charts.statistics(level)["data"][2]["y"]) == 2
    assert len(charts.statistics([*level, row("stage.0", 2)])["data"][2]["y"]) == 2


def test_hundreds_of_rows_stay_readable() -> None:
    """Of five hundred rows few are named on the axis, and the line has no markers."""
    figure = accepted(charts.statistics([row(f"stage{place // 50}.{place}", 2) for place in range(500)]))
    assert 4 <= len(figure["layout"]["xaxis"]["tickvals"]) <= 24
    assert figure["data"][2]["mode"] == "lines"


def test_strange_values_are_marked_and_said() -> None:
    """NaN and infinite values get a mark and a word, and no NaN reaches the page."""
    figure = accepted(charts.statistics([row("a"), row("b", mean=math.nan, strange=7)]))
    assert note(figure) == "NaN or infinite values in 1 of them"
    assert any(trace.get("text") == ["7"] for trace in figure["data"])
    assert figure["data"][2]["y"] == [0.0, None]


@pytest.mark.parametrize("figure", [charts.statistics([]), charts.times([]), charts.xray([])])
def test_no_rows(figure: charts.Figure) -> None:
    """Without rows there is a figure all the same."""
    accepted(figure)


def test_times_add_up() -> None:
    """The twenty longest are bars of their own, the rest is one bar, together all of them."""
    rows = [row(f"b{place}", ms=place) for place in range(30)]
    figure = accepted(charts.times(rows))
    values = figure["data"][0]["x"]
    assert sum(values) == sum(range(30))
    assert values[0] == 29 and figure["layout"]["yaxis"]["ticktext"][-1] == "10 others"


@pytest.mark.parametrize(("depth", "bars"), [(None, 2), (1, 2), (2, 2)])
def test_times_of_a_depth_count_each_block_once(depth: int | None, bars: int) -> None:
    """A block and what is in it never both have a bar."""
    rows = [row("a", ms=1), row("stage", ms=5), row("stage.0", 2, ms=5)]
    figure = charts.times(rows, depth=depth)
    assert len(figure["data"][0]["x"]) == bars and sum(figure["data"][0]["x"]) == 6


# --- arrays


B, C, F = "batch", "channels", "features"


def drawable(shape: tuple[int, ...], words: tuple[str, ...] = (), dtype: str = "float32", **more: Any) -> Drawable:
    """Numbers from -3 upwards, in a shape."""
    array = np.arange(math.prod(shape), dtype=np.float32).reshape(shape) - 3
    return Drawable(array, TensorType(shape, dtype), words, **more)


@pytest.mark.parametrize(
    ("tensor", "names"),
    [
        (drawable(()), []),
        (drawable((0, 4)), []),
        (drawable((7,)), ["Bars"]),
        (drawable((1, 10), (B, F)), ["Bars"]),
        (drawable((4, 10), (B, F)), ["Bars", "Whole batch"]),
        (drawable((4, 10)), ["Bars", "Heat map"]),
        (drawable((4, 20), (B, F), fed=True), ["Bars", "Whole batch"]),
        (drawable((4, 10), ("time", F)), ["Heat map", "Bars"]),
        (drawable((4, 1000), (B, F)), ["Bars", "Largest 10", "Whole batch"]),
        (drawable((4, 1001), (B, F)), ["Largest 10", "Bars", "Whole batch"]),
        (drawable((30, 1), (B, F)), ["Bars", "Largest 10"]),
        (drawable((30, 2), (B, F)), ["Points", "Bars", "Whole batch"]),
        (drawable((1, 2), (B, F)), ["Bars", "Points"]),
        (drawable((4, 9), (B, "time"), "int64"), ["Numbers", "Bars", "Whole batch"]),
        (drawable((2, 5, 2), (B, "time", F)), ["Points", "Heat map", "Bars"]),
        (drawable((2, 5, 8), (B, "time", F)), ["Heat map", "Bars"]),
        (drawable((3, 8, 8), (C, "height", "width")), ["All channels", "Heat map", "Bars"]),
        (drawable((2, 5, 8, 9), (B, C, "height", "width")), ["All channels", "One channel"]),
        (drawable((2, 5, 8, 9)), ["Side by side", "Heat map"]),
        (drawable((2, 5, 8, 9), (B, "heads", "query", "key")), ["All heads", "One head"]),
        (drawable((2, 1, 8, 9), (B, C, "height", "width")), ["Heat map", "Picture"]),
        (drawable((2, 3, 8, 9), (B, C, "height", "width")), ["All channels", "One channel", "Picture"]),
        (drawable((2, 3, 8, 9), fed=True), ["Picture", "Side by side", "Heat map"]),
        (drawable((2, 8, 9, 4), (B, "height", "width", C)), ["All channels", "One channel"]),
        (drawable((2, 4, 3, 8, 9), (B, C, "depth", "height", "width")), ["All channels", "One channel"]),
    ],
)
def test_pictures_suit_the_tensor(tensor: Drawable, names: list[str]) -> None:
    """What a tensor can be drawn as follows from its shape, its dtype and what its dimensions are; all of it draws."""
    assert [view.name for view in charts.views(tensor)] == names
    for view in charts.views(tensor):
        for dark in (False, True):
            accepted(charts.draw(tensor, view, dict.fromkeys(tensor.picked(view), 1), dark))


def test_a_picked_part_is_drawn_and_said() -> None:
    """At the dimensions that are not drawn one place is looked at, which the note says."""
    tensor = drawable((2, 4, 3, 8, 9), (B, C, "depth", "height", "width"))
    many, one = charts.views(tensor)
    assert tensor.picked(many) == [0, 2] and tensor.picked(one) == [0, 1, 2]
    figure = charts.draw(tensor, one, {0: 1, 1: 3, 2: 2})
    assert np.array_equal(unpacked(figure["data"][0]["z"]), tensor.array[1, 3, 2])
    assert note(figure) == "example 1, channel 3, depth 2, counted from 0"
    tiles = charts.draw(tensor, many, {0: 1, 2: 2})["data"]
    assert all(np.array_equal(unpacked(tile["z"]), tensor.array[1, channel, 2]) for channel, tile in enumerate(tiles))
    assert tiles[3]["hovertemplate"].startswith("channel 3: ")
    table, said = charts.values(tensor, {0: 1, 1: 3, 2: 2})
    assert np.array_equal(table, tensor.array[1, 3, 2])
    assert said == "At example 1, channel 3, depth 2, counted from 0. Rows: height. Columns: width."


def test_channels_may_come_last() -> None:
    """Height and width are drawn wherever they stand."""
    tensor = drawable((2, 8, 9, 4), (B, "height", "width", C))
    tiles = charts.draw(tensor, charts.views(tensor)[0], {0: 1})["data"]
    assert np.array_equal(unpacked(tiles[2]["z"]), tensor.array[1, :, :, 2])


def test_axes_are_named() -> None:
    """By what the dimensions are; by PyTorch's number of the dimension where nobody knows."""
    for words, across, down in (((B, "time", F), "feature", "step"), ((), "dimension 2", "dimension 1")):
        tensor = drawable((2, 5, 8), words)
        view = next(view for view in charts.views(tensor) if view.name == "Heat map")
        layout = charts.draw(tensor, view)["layout"]
        assert (layout["xaxis"]["title"]["text"], layout["yaxis"]["title"]["text"]) == (across, down)


@pytest.mark.parametrize("count", [1, 2, 4, 12, 20])
def test_few_bars_have_no_tick_between_them(count: int) -> None:
    """Four bars have ticks at whole numbers alone."""
    axis = charts.bars(np.arange(count))["layout"]["xaxis"]
    assert axis["dtick"] in (1, 2) and axis["tick0"] == 0


def test_the_largest_are_named() -> None:
    """The largest ten of a thousand, in order, with what they are; NaN is none of them."""
    row = np.random.default_rng(0).normal(size=1000)
    row[17], row[400], row[900] = math.nan, 7.0, 9.0
    figure = accepted(charts.largest(row, called="class"))
    (trace,) = figure["data"]
    assert trace["customdata"][:2] == ["class 900", "class 400"]
    assert trace["x"] == sorted(row[np.isfinite(row)], reverse=True)[:10]
    assert note(figure) == "the largest 10 of 1,000, 1 NaN or infinite, left blank"


def test_softmax_is_pytorchs() -> None:
    """The shares are those that PyTorch's softmax gives, of large numbers too."""
    row = np.array([1000.0, 998.0, -50.0, 999.5])
    assert charts.softmax(row) == pytest.approx(torch.softmax(torch.tensor(row), 0).numpy())
    tensor = drawable((2, 4), (B, F))
    view = charts.views(tensor)[0]
    trace = charts.draw(tensor, view, {0: 1}, shares=True)["data"][0]
    assert trace["hovertemplate"].startswith("class ")
    assert trace["y"] == pytest.approx(torch.softmax(torch.tensor(tensor.array[1]), 0).tolist(), rel=1e-5)


def test_softmax_is_offered_where_it_means_something() -> None:
    """Not for what went in, whole numbers, examples, or shares that are there already."""
    shares = Drawable(np.array([[0.25, 0.75]], np.float32), TensorType((1, 2)), (B, F))
    cases = [
        (drawable((2, 4), (B, F)), True),
        (drawable((2, 4), (B, F), fed=True), False),
        (drawable((2, 4), (B, F), "int64"), False),
        (drawable((4,), (B,)), False),
        (shares, False),
    ]
    for tensor, offered in cases:
        view = next(view for view in charts.views(tensor) if view.way == "bars")
        assert charts.may_be_logits(tensor, view, {}) is offered


def test_points() -> None:
    """Each example is a point that says its number; one that has no place is counted."""
    pairs = np.array([[1, 2], [math.nan, 0], [3, 4]])
    figure = accepted(charts.points(pairs))
    (trace,) = figure["data"]
    assert (trace["x"], trace["y"], trace["customdata"]) == ([1, 3], [2, 4], [0, 2])
    assert note(figure) == "1 with NaN or infinite values left out"


def test_whole_numbers_are_written_out() -> None:
    """Tokens stand in rows, each with its step; what is left out is said."""
    tensor = Drawable(np.arange(50_000, 50_011, dtype=np.float32)[None], TensorType((1, 11), "int64"), (B, "time"))
    figure = accepted(charts.draw(tensor, charts.views(tensor)[0]))
    (trace,) = figure["data"]
    assert trace["text"] == [[str(50_000 + place) for place in range(6)], [*map(str, range(50_006, 50_011)), ""]]
    assert trace["customdata"][1][4] == "step 10"
    assert note(accepted(charts.numbers(np.zeros(1000)))) == "the first 512 of 1,000"
    assert charts.numbers(np.array([0, 1]), truth=True)["data"][0]["text"] == [["False", "True"]]
    assert charts.values(tensor, {})[0].dtype == np.int64


def test_complex_numbers_are_said() -> None:
    """What came of complex numbers are their magnitudes."""
    tensor = drawable((1, 4), dtype="complex64")
    assert note(charts.draw(tensor, charts.views(tensor)[0])) == "magnitudes of complex numbers"


def test_heat_map_carries_its_numbers() -> None:
    """The packed matrix unpacks to the array, thinned from the first row and column on."""
    matrix = np.random.default_rng(0).normal(size=(600, 3)).astype(np.float32)
    trace = accepted(charts.heatmap(matrix))["data"][0]
    assert np.array_equal(unpacked(trace["z"]), matrix[::2])
    assert trace["dy"] == 2 and trace["dx"] == 1
    assert trace["zmax"] == -trace["zmin"] == pytest.approx(float(np.abs(matrix).max()))


def test_part_of_an_output_is_said() -> None:
    """When only some examples came along the figure says how many."""
    tensor = Drawable(np.zeros((3, 4)), TensorType((8, 4)), (B, F))
    figure = charts.draw(tensor, charts.views(tensor)[0], {0: 1})
    assert figure["layout"]["title"]["text"] == "Output: 8 × 4"
    assert note(figure) == "only 3 × 4 came along, example 1, counted from 0"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 0.0])
def test_strange_arrays_are_drawn(value: float) -> None:
    """NaN, infinity and all zeros draw everywhere, and what is left blank is counted."""
    for shape in ((4,), (1, 4), (2, 4), (5, 2), (1, 40), (2, 3, 4), (2, 3, 4, 4), (2, 3, 2, 4, 4)):
        for dtype in ("float32", "int64"):
            tensor = Drawable(np.full(shape, value, np.float32), TensorType(shape, dtype))
            for view in charts.views(tensor):
                figure = accepted(charts.draw(tensor, view))
                if view.way in ("bars", "map", "grid"):
                    assert ("left blank" in note(figure)) is not math.isfinite(value)
    accepted(charts.image(np.full((3, 4, 4), value)))
    accepted(charts.image(np.full((1, 4, 4), value)))


def test_heat_map_has_the_colours_of_its_numbers() -> None:
    """Numbers that are all above zero use the colours above zero alone."""
    assert charts.heatmap(np.array([[0.0, 2.0]]))["data"][0]["zmin"] == 0
    assert charts.heatmap(np.array([[-3.0, 0.0]]))["data"][0]["zmax"] == 0


def test_a_few_large_numbers_leave_the_others_their_colours() -> None:
    """Where one in a thousand is a hundred times as large, colours end below it, and it is said; no number is changed."""
    matrix = np.full((100, 10), 0.01)
    matrix[:, 0] = np.linspace(0.01, 0.02, 100)
    matrix[3, 3] = 1.0
    figure = accepted(charts.heatmap(matrix))
    (trace,) = figure["data"]
    assert trace["zmax"] == pytest.approx(np.quantile(matrix, 0.99))
    assert note(figure) == f"deepest at {trace['zmax']:.3g}: 10 numbers beyond, up to 1"
    grid = accepted(charts.grid(np.stack([matrix] * 3)))
    assert grid["layout"]["coloraxis"]["cmax"] == pytest.approx(trace["zmax"])
    assert "30 numbers beyond" in note(grid)
    for plain in (np.eye(30), np.arange(12.0).reshape(3, 4), -np.eye(4) + 0.1):
        assert note(accepted(charts.heatmap(plain))) == ""


def test_image_in_colour_keeps_its_pixels() -> None:
    """Three channels are an RGB picture in the picture's own range; one channel is grey."""
    picture = np.linspace(-1, 1, 3 * 4 * 5, dtype=np.float32).reshape(3, 4, 5)
    trace = accepted(charts.image(picture))["data"][0]
    pixels = unpacked(trace["z"])
    assert trace["type"] == "image" and pixels.shape == (4, 5, 3)
    assert pixels[0, 0, 0] == 0 and pixels[-1, -1, -1] == 255
    assert accepted(charts.image(picture[:1]))["data"][0]["type"] == "heatmap"
    assert note(charts.image(np.zeros((3, 1024, 4)))) == "1 pixel in 2 each way is drawn"


def unpacked(packed: dict[str, Any]) -> np.ndarray[Any, Any]:
    shape = tuple(map(int, packed["shape"].split(", ")))
    return np.frombuffer(base64.b64decode(packed["bdata"]), "<" + packed["dtype"]).reshape(shape)


def test_xray() -> None:
    """A row a block and a column a number; what comes back has columns only where something did."""
    plain = accepted(charts.xray([row("a"), row("a.b", 2, mean=math.nan, strange=3)]))
    (trace,) = plain["data"]
    assert trace["text"][1][3] == "3"
    assert trace["z"][1][3] == 1
    assert len(trace["z"][0]) == 4
    back = [replace(row("a"), gradient=1.0, learns=None), replace(row("b"), gradient=1e-9, learns=0.0)]
    (trace,) = accepted(charts.xray(back))["data"]
    assert [line[4] for line in trace["z"]] == [0, -1]
    assert [line[5] for line in trace["text"]] == ["", "0"]


def test_xray_says_what_it_leaves_out() -> None:
    """Rows beyond what fits are counted in the title."""
    figure = accepted(charts.xray([row(str(place)) for place in range(400)]))
    assert len(figure["data"][0]["z"]) == 150
    assert "250 blocks are left out" in note(figure)


def test_all_channels_side_by_side() -> None:
    """All maps of an example, none over another, in one scale of colours; those beyond what fits are counted."""
    maps = np.arange(6 * 3 * 4, dtype=np.float32).reshape(6, 3, 4)
    figure = accepted(charts.grid(maps))
    tiles = figure["data"]
    assert all(np.array_equal(unpacked(tile["z"]), each) for tile, each in zip(tiles, maps, strict=True))
    corners = [(tile["x0"], tile["y0"]) for tile in tiles]
    assert all(
        abs(left - other) >= 4 or abs(top - below) >= 3
        for place, (left, top) in enumerate(corners)
        for other, below in corners[:place]
    )
    assert figure["layout"]["coloraxis"]["cmax"] == 71
    assert [each["text"] for each in figure["layout"]["annotations"]] == list("012345")
    assert note(charts.grid(np.zeros((99, 2, 2)))) == "the first 64 of 99"
