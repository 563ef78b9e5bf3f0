"""A file of weights that somebody brought, and how it fits a model, as records. The work is next door, in `weights`."""

from dataclasses import dataclass

import msgspec

MOST_FILE = 128 * 10**6  # bytes of a file that a page takes or gives: more is for the library and the shell
MOST_TENSORS = 10_000


@dataclass(frozen=True)
class Stored:
    """The bytes of a `.safetensors` file, whatever they came as, and what the file was called. With `only_matching`,
    what fits is loaded; without, all or nothing. `strange` are tensors with NaN or infinite numbers."""

    name: str
    raw: bytes
    tensors: int = 0
    strange: tuple[str, ...] = ()
    only_matching: bool = False


class Match(msgspec.Struct, frozen=True):
    """How many of a model's tensors a file has as they should be, of how many; and what differs, in sentences."""

    matching: int
    wanted: int
    lines: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing differs."""
        return not self.lines
