"""Which Python of a model may run here: a server's rule, and each person's word.

On a server that listens on this machine alone, code may run. Elsewhere it is off until the operator sets
`BLOCKYARD_CODE=on`, and even then only where the lock holds in full. Code that a person wrote here runs; code that came
with a file runs once they allowed it.
"""

import os
from functools import cache

import streamlit as st

from blocks import engine
from blocks.engine.lock import Locked

SWITCH = "BLOCKYARD_CODE"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def refusal() -> str:
    """Why no code runs on this server; "" where it may."""
    switch = os.environ.get(SWITCH, "").lower()
    if switch == "off":
        return f"Code blocks are switched off on this server ({SWITCH}=off)."
    if is_local():
        return ""
    if switch != "on":
        return (
            "Code blocks are off: this server can be reached from other machines. "
            f"Whoever runs it can turn them on with {SWITCH}=on."
        )
    return "" if lock().complete else f"Code blocks are off: this system does not lock them in. {lock()}"


def is_local() -> bool:
    """Whether the server listens on this machine alone."""
    return st.get_option("server.address") in _LOOPBACK


@cache
def lock() -> Locked:
    """What is enforced around code on this system; the first call takes some seconds."""
    return engine.code_state()
