"""Run: an input through the open model on a device, and what each block made of it."""

import streamlit as st

from ui.fitting.panel import panel
from ui.running.board import board
from ui.state import studio

WAYS = {"Run": board, "Train": panel}

chosen = st.segmented_control(
    "Run or train", list(WAYS), default="Run", key="run-or-train", label_visibility="collapsed", required=True
)
WAYS[chosen or "Run"](studio())
