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
from msgspec.structs import replace

from blocks import charts, document, running
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


@pytest.mark.parametrize(
    ("shape", "kind", "said"),
    [
        ((), "bar", ""),
        ((7,), "bar", ""),
        ((1, 10), "bar", ""),
        ((1, 1000), "bar", ""),
        ((1, 1001), "heatmap", "thinned to 1 × 501"),
        ((4, 10), "heatmap", ""),
        ((2, 5, 8), "heatmap", "example 1, counted from 0"),
        ((2, 5, 8, 9), "heatmap", "example 1, channel 2, counted from 0"),
        ((1, 1, 8, 9), "heatmap", ""),
        ((1, 2, 3, 8, 9), "heatmap", "channel 2, counted from 0"),
        ((1, 1, 1025, 4), "heatmap", "thinned to 342 × 4"),
        ((0, 4), "bar", ""),
    ],
)
def test_output_suits_its_shape(shape: tuple[int, ...], kind: str, said: str) -> None:
    """A vector is bars, all else a heat map, and what is chosen or thinned is said."""
    array = np.arange(math.prod(shape), dtype=np.float32).reshape(shape) - 3
    figure = accepted(charts.output(array, shape, example=1, channel=2))
    assert figure["data"][0]["type"] == kind
    assert note(figure) == said


def test_heat_map_carries_its_numbers() -> None:
    """The packed matrix unpacks to the array, thinned from the first row and column on."""
    matrix = np.random.default_rng(0).normal(size=(600, 3)).astype(np.float32)
    trace = accepted(charts.heatmap(matrix))["data"][0]
    assert np.array_equal(unpacked(trace["z"]), matrix[::2])
    assert trace["dy"] == 2 and trace["dx"] == 1
    assert trace["zmax"] == -trace["zmin"] == pytest.approx(float(np.abs(matrix).max()))


def test_part_of_an_output_is_said() -> None:
    """When only some examples came along the figure says how many."""
    figure = charts.output(np.zeros((3, 4)), (8, 4))
    assert figure["layout"]["title"]["text"] == "Output: 8 × 4" and note(figure) == "only 3 came along"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 0.0])
def test_strange_arrays_are_drawn(value: float) -> None:
    """NaN, infinity and all zeros draw everywhere."""
    for shape in ((1, 4), (2, 4), (1, 3, 4, 4)):
        accepted(charts.output(np.full(shape, value), shape))
    accepted(charts.image(np.full((3, 4, 4), value)))
    accepted(charts.image(np.full((1, 4, 4), value)))


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
    """Without a channel all maps of an example are drawn, in rows, with gaps that are no numbers."""
    array = np.arange(2 * 6 * 3 * 4, dtype=np.float32).reshape(2, 6, 3, 4)
    (trace,) = accepted(charts.output(array, array.shape, example=1, channel=None))["data"]
    drawn = np.frombuffer(base64.b64decode(trace["z"]["bdata"]), dtype="<f4").reshape(7, 14)
    assert (drawn[:3, :4] == array[1, 0]).all()
    assert (drawn[4:, 5:9] == array[1, 4]).all()
    assert np.isnan(drawn[3]).all()
    assert note(charts.output(np.zeros((1, 99, 2, 2)), (1, 99, 2, 2), channel=None)) == "the first 64 of 99 channels"
