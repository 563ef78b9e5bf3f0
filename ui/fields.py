"""What the fields of the forms show: always what the model says, and never at the cost of what is being typed."""

from typing import Any

import streamlit as st


def hold(key: str, value: Any) -> None:
    """Let the field under `key` show `value`, also where a person's own was refused.

    A field that shows it already is left alone: set once more, it would replace what is being typed there while an
    earlier field is answered.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
