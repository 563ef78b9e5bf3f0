"""What a person chose to feed, kept as long as the session: Streamlit forgets the fields of a page that one leaves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import streamlit as st

from ui import fields

MOST_KEPT = 64 * 2**20  # bytes of files, all inputs together


class File(NamedTuple):
    """A file that was uploaded."""

    name: str
    raw: bytes


@dataclass
class Chosen:
    """The values of all fields, and the files, by the place of an input and the name of a field."""

    values: dict[tuple[int, str], Any] = field(default_factory=dict)
    files: dict[tuple[int, str], File] = field(default_factory=dict)

    def keep(self, place: int, name: str, file: File | None) -> None:
        """Keep a file, or none, and let the oldest go where there are too many bytes."""
        self.files.pop((place, name), None)
        if file:
            self.files[place, name] = file
        while sum(len(each.raw) for each in self.files.values()) > MOST_KEPT:
            del self.files[next(iter(self.files))]


@dataclass(frozen=True)
class Fields:
    """The fields of one input, or those of all (`place` -1). What was typed is there again when they are drawn anew."""

    chosen: Chosen
    place: int = -1

    def of(self, name: str, default: Any) -> Any:
        """What a field says."""
        return self.chosen.values.get((self.place, name), default)

    def held(self, name: str, default: Any) -> dict[str, Any]:
        """Arguments of a field for a text or a number."""
        return fields.held(self._key(name), self.of(name, default), lambda typed: self.put(name, typed))

    def choice(self, name: str, options: Sequence[str], default: str | None = None) -> dict[str, Any]:
        """Arguments of a selectbox. What was chosen among other options is passed over, and kept."""
        value = self.of(name, default)
        value = value if value in options else default or options[0]
        return fields.choice(self._key(name), options, value, lambda typed: self.put(name, typed))

    def file(self, name: str, label: str, types: Sequence[str], most: int) -> File | None:
        """A field for a file of at most `most` bytes, and the file that was uploaded last."""
        key = self._key(name)

        def changed() -> None:
            came = st.session_state[key]
            self.chosen.keep(self.place, name, File(came.name, came.getvalue()) if came else None)

        st.file_uploader(label, type=list(types), key=key, max_upload_size=most // 2**20, on_change=changed)
        return self.chosen.files.get((self.place, name))

    def put(self, name: str, typed: Any) -> None:
        """Let a field say this."""
        self.chosen.values[self.place, name] = typed

    def _key(self, name: str) -> str:
        return f"fed-{name}" if self.place < 0 else f"fed-{self.place}-{name}"
