"""Learn: the chapter as lessons that one does. An address names a lesson and a step, or a class."""

import streamlit as st

from ui.learning import classes, lesson, overview
from ui.learning.learner import learner

open_now = learner()
asked = st.query_params
chosen = open_now.lessons.get(asked.get("lesson", ""))
if "class" in asked:
    classes.show(open_now)
elif chosen:
    lesson.show(open_now, chosen)
else:
    overview.show(open_now)
