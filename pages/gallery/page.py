"""Gallery: finished models as cards with their picture and numbers, to open and change."""

import streamlit as st

from ui import gallery
from ui.chapters import CHAPTERS
from ui.state import studio

open_now = studio()
st.markdown("### Gallery")
st.caption("Open one and change it: undo brings back what you had open before.")
chapter = st.segmented_control(
    "Chapter",
    list(CHAPTERS),
    default="The chapter",
    required=True,
    key="chapter",
    label_visibility="collapsed",
    persist_state="session",
)
columns = st.columns(3, gap="medium")
for place, name in enumerate(CHAPTERS[chapter]):
    with columns[place % 3]:
        gallery.show(gallery.card(name), open_now)
