"""Reports, runs and arrays as plotly figures: plain `{"data": [...], "layout": {...}}`, ready to draw."""

from blocks.charts.bars import bars, largest
from blocks.charts.classroom import passed, spread
from blocks.charts.counts import macs, parameters
from blocks.charts.drawable import Drawable, View, values
from blocks.charts.durations import beside, icicle, times
from blocks.charts.frame import Figure
from blocks.charts.learning import guesses, plane, progress, settled
from blocks.charts.maps import grid, heatmap, image, numbers
from blocks.charts.passes import statistics
from blocks.charts.points import points
from blocks.charts.racing import losses
from blocks.charts.suiting import views
from blocks.charts.tensors import draw, may_be_logits, softmax
from blocks.charts.ways import ways
from blocks.charts.xray import changes, xray

__all__ = [
    "Drawable", "Figure", "View", "bars", "beside", "changes", "draw", "grid", "guesses", "heatmap", "icicle", "image",
    "largest", "losses", "macs", "may_be_logits", "numbers", "parameters", "passed", "plane", "points", "progress",
    "settled", "softmax", "spread", "statistics", "times", "values", "views", "ways", "xray",
]  # fmt: skip
