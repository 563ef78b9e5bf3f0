"""A chart that changes several times a second, in place.

`st.plotly_chart` names a chart by what is in it, so each change is another chart: the browser takes the old one away
and builds the new one, which blinks and costs more. Here its name is its key, and the browser changes what is there.
There is no public way to this: a browser test holds that the chart stays the same element.
"""

import json

import streamlit as st
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.proto.PlotlyChart_pb2 import PlotlyChart

from blocks.charts import Figure


def live_chart(figure: Figure, key: str, height: int) -> None:
    """Draw a figure, as wide as there is room. `key` names it: one on a page."""
    chart = PlotlyChart(
        spec=json.dumps(figure), config=json.dumps({"displayModeBar": False}), theme="", id=f"live-{key}"
    )  # fmt: skip
    st._main._enqueue("plotly_chart", chart, layout_config=LayoutConfig(width="stretch", height=height))
