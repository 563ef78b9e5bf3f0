"""The frame: page configuration, navigation, and the engine started before the first page."""

import gc
import sys

import streamlit as st

from blocks import engine

st.set_page_config("Blockyard", "🧱", layout="wide", initial_sidebar_state="collapsed")


@st.cache_resource(show_spinner="Starting PyTorch next door …")
def prepare() -> None:
    """Once a server: workers up, and what is imported kept out of every later garbage collection."""
    engine.start()
    engine.kinds()
    sys.setswitchinterval(0.0005)
    gc.collect()
    gc.freeze()


prepare()
st.navigation(
    [
        st.Page("pages/build/page.py", title="Build", url_path="build", default=True),
        st.Page("pages/run/page.py", title="Run", url_path="run"),
        st.Page("pages/gallery/page.py", title="Gallery", url_path="gallery"),
    ],
    position="top",
).run()
