"""What happens once a server: the engine starts before the first page, and ends with the server."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from blocks import engine
from ui import consent


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Around the server's life: workers up while the browser still opens, and gone at the end."""
    # A folder called pages/ makes Streamlit take the first session of a server for an old multipage
    # app, which answers a deep link with "Page not found" before st.navigation is ever reached.
    PagesManager.uses_pages_directory = False
    supervisor = engine.start()
    yield
    supervisor.close()


@st.cache_resource(show_spinner="Starting PyTorch next door …")
def settle() -> None:
    """Once the workers are up: keep what is imported out of every later garbage collection."""
    engine.kinds()
    if not consent.refusal():
        engine.expect_code()
    sys.setswitchinterval(0.0005)
    gc.collect()
    gc.freeze()
