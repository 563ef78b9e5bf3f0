"""Pictures as model inputs: a shipped or uploaded one, resized to what the model takes."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from blocks.errors import BlockError

SHIPPED = Path(__file__).resolve().parents[1] / "gallery" / "pictures"
NAMES = {"A cat": "cat.png", "A handwritten digit": "digit.png"}
MOST_PIXELS = 40_000_000
Array = np.ndarray[Any, Any]


def shipped(name: str) -> bytes:
    """The bytes of a picture that comes with the app."""
    return (SHIPPED / NAMES[name]).read_bytes()


def as_input(raw: bytes, shape: tuple[int, ...]) -> Array:
    """A picture as a batch of equal examples of `shape` = (B, C, H, W), values 0 to 1, float32.

    One channel is grey, three are red, green and blue; the middle of the picture is cut to the
    model's proportions, then resized.
    Raises: BlockError when the bytes are no picture, or the model takes none.
    """
    if not takes_pictures(shape):
        raise BlockError(
            f"The model takes {'×'.join(map(str, shape))}.", "(batch, 1 or 3 channels, height, width) for a picture.",
            "choose random numbers, or change the model's input.",
        )  # fmt: skip
    batch, channels, height, width = shape
    picture = _opened(raw).convert("L" if channels == 1 else "RGB")
    picture = ImageOps.fit(picture, (width, height), Image.Resampling.BILINEAR)
    pixels = np.asarray(picture, np.float32).reshape(height, width, channels) / 255
    return np.repeat(pixels.transpose(2, 0, 1)[None], batch, axis=0)


def takes_pictures(shape: tuple[int, ...]) -> bool:
    """Whether an input of this shape can be a picture."""
    return len(shape) == 4 and shape[1] in (1, 3)


def _opened(raw: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(raw), formats=("PNG", "JPEG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise BlockError(
                f"The picture has {picture.width:,} × {picture.height:,} pixels.",
                f"at most {MOST_PIXELS:,}.",
                "reduce it first.",
            )
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, BlockError):
            raise
        raise BlockError(
            "The file is no picture that can be read.", "a PNG or JPEG file.", "choose another file."
        ) from error
    return picture
