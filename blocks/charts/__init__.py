"""Reports, runs and arrays as plotly figures: plain `{"data": [...], "layout": {...}}`, ready to draw."""

from blocks.charts.counts import macs, parameters
from blocks.charts.frame import Figure
from blocks.charts.passes import statistics, times
from blocks.charts.tensors import bars, heatmap, image, output
from blocks.charts.ways import ways
from blocks.charts.xray import xray

__all__ = ["Figure", "bars", "heatmap", "image", "macs", "output", "parameters", "statistics", "times", "ways", "xray"]
