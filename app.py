"""The frame: the server's start, page configuration and navigation. Nothing else.

`streamlit run app.py` finds `app` in this file and serves it; each rerun of a page executes the rest.
"""

from pathlib import Path

import streamlit as st

from ui import assets, direct, server

if not st.runtime.exists():
    app = st.App(__file__, lifespan=server.lifespan, routes=[*assets.routes(), *direct.routes()])
else:
    build = st.Page("pages/build/page.py", title="Build", default=True)  # its address is "/"
    page = st.navigation(
        [
            build,
            st.Page(lambda: st.switch_page(build), title="Build", url_path="build", visibility="hidden"),
            st.Page("pages/run/page.py", title="Run", url_path="run"),
            st.Page("pages/learn/page.py", title="Learn", url_path="learn"),
            st.Page("pages/gallery/page.py", title="Gallery", url_path="gallery"),
        ],
        position="top",
    )
    st.set_page_config(f"{page.title} · Blockyard", "🧱", layout="wide", initial_sidebar_state="collapsed")
    st.html(Path(__file__).parent / "ui" / "page.css")
    server.settle()
    page.run()
