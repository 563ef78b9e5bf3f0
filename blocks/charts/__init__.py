"""Reports, runs and arrays as plotly figures: plain `{"data": [...], "layout": {...}}`, ready to draw."""

from blocks.charts.counts import macs, parameters
from blocks.charts.durations import beside, icicle, times
from blocks.charts.frame import Figure
from blocks.charts.passes import statistics
from blocks.charts.tensors import bars, heatmap, image, output
from blocks.charts.xray import xray

__all__ = [
    "Figure",
    "bars",
    "beside",
    "heatmap",
    "icicle",
    "image",
    "macs",
    "output",
    "parameters",
    "statistics",
    "times",
    "xray",
]
