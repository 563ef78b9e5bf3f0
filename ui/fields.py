"""The fields of the forms: they show what the model says, and an edit is only what a person typed in them.

Streamlit tells the browser once what a field shows, and the browser sends what its fields show with each message. Where
a message crosses with an answer, or an answer is overtaken by the next, that is not what the model says now: an undo
would be undone by the next click. So each field

- has its value as its default too, which every answer repeats (a number that may be cleared cannot have one: its value
  is told again in answers that follow at once);
- gets another key when the model changed from elsewhere, and what comes for an older key is no edit;
- is left alone while it shows what it should: set once more, it would replace what is being typed there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

import streamlit as st

_SHOWN = "shown in fields"
AT_ONCE = 0.5  # seconds: an answer may be lost to one that follows so soon, and nobody has typed by then
VERSION = "--"  # between the key of a field and its version; ui/canvas/src/form.ts finds the next version by it


@dataclass(frozen=True)
class _Shown:
    value: Any
    version: int = 0
    typed: bool = False  # not yet what the model says, perhaps never
    since: float = 0.0  # when it came on the page


def held(key: str, value: Any, then: Callable[[Any], None]) -> dict[str, Any]:
    """Arguments of a field that shows `value` and calls `then` with what is typed: a text, a number, a toggle."""
    return {"value": value, **_watched(key, value, then)}


def clearable(key: str, value: Any, then: Callable[[Any], None]) -> dict[str, Any]:
    """The same for a number that may be left out. Streamlit lets nobody clear one that has a default."""
    field = _watched(key, value, then)
    if value is not None and monotonic() - _fields()[key].since < AT_ONCE:
        st.session_state[field["key"]] = value
    return {"value": None, **field}


def choice(key: str, options: Sequence[Any], value: Any, then: Callable[[Any], None]) -> dict[str, Any]:
    """The same for a selectbox. `value` is one of the options, or None."""
    index = None if value is None else list(options).index(value)
    return {"options": options, "index": index, **_watched(key, value, then)}


def choices(key: str, options: Sequence[Any], value: Any, then: Callable[[Any], None]) -> dict[str, Any]:
    """The same for a multiselect, pills and a segmented control."""
    return {"options": options, "default": value, **_watched(key, value, then)}


def _watched(key: str, value: Any, then: Callable[[Any], None]) -> dict[str, Any]:
    fields = _fields()
    last = fields.get(key, _Shown(value))
    is_other = last.value != value
    version = last.version + (is_other and not last.typed)
    name = f"{key}{VERSION}{version}" if version else key
    comes = name not in st.session_state
    if is_other and last.typed:  # refused, or written another way
        st.session_state[name] = value
    fields[key] = _Shown(value, version, since=monotonic() if comes else last.since)

    def changed() -> None:
        typed, now = st.session_state[name], fields[key]
        if now.version == version and typed != now.value:
            fields[key] = replace(now, value=typed, typed=True)
            then(typed)

    return {"key": name, "on_change": changed}


def _fields() -> dict[str, _Shown]:
    known: dict[str, _Shown] = st.session_state.setdefault(_SHOWN, {})
    return known
