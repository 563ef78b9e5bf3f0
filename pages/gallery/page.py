"""Gallery: finished models as cards with their picture and numbers, to open and change."""

import streamlit as st

from ui import gallery
from ui.chapters import CHAPTERS
from ui.state import studio

open_now = studio()
st.markdown("### Gallery")
st.caption("Open one and change it: undo brings back what you had open before.")
left, right = st.columns([2.35, 1], vertical_alignment="bottom")
with right:
    words = gallery.search_field()
with left:
    chapter = gallery.chapter_field(bool(words))
names = gallery.found(words) if words else CHAPTERS[chapter]
if not names:
    gallery.show_none(words)
columns = st.columns(3, gap="medium")
for place, name in enumerate(names):
    with columns[place % 3]:
        gallery.show(gallery.card(name), open_now)
