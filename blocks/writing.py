"""Files that are there whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blocks.errors import BlockError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to. It takes that place in one step when all went well, and is gone otherwise.

    Raises: BlockError when nothing can be written there.
    """
    beside = path.with_name(f".{secrets.token_hex(4)}.{path.name}")  # the ending stays: some writers look at it
    try:
        beside.touch(exist_ok=False)
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise BlockError(f"{path.name}: {reason}.", "a place for a file.", "check the path, and the disk.") from error
    finally:
        beside.unlink(missing_ok=True)
