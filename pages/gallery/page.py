"""Gallery: finished models as cards with their picture and numbers, to open and change."""

import streamlit as st

from ui import gallery
from ui.state import studio

open_now = studio()
st.markdown("### Gallery")
st.caption("Open one and change it: undo brings back what you had open before.")
columns = st.columns(3, gap="medium")
for place, card in enumerate(gallery.cards()):
    with columns[place % 3]:
        gallery.show(card, open_now)
