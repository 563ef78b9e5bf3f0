"""Pictures as model inputs: a shipped or uploaded one, cut and resized to what the model takes, and normalised."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from blocks.errors import BlockError

SHIPPED = Path(__file__).resolve().parents[1] / "gallery" / "pictures"
NAMES = {"A cat": "cat.png", "A handwritten digit": "digit.png"}
MOST_PIXELS = 40_000_000
PLAIN = "0 to 1"
# By channel what is taken away and divided by. ImageNet's, of its training pictures with values 0 to 1:
# https://docs.pytorch.org/vision/stable/models.html
NORMALISATIONS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    PLAIN: ((0.0,), (1.0,)),
    "−1 to 1": ((0.5,), (0.5,)),
    "ImageNet mean and std": ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
}
Array = np.ndarray[Any, Any]


def shipped(name: str) -> bytes:
    """The bytes of a picture that comes with the app."""
    return (SHIPPED / NAMES[name]).read_bytes()


def as_input(raw: bytes, shape: tuple[int, ...], normalisation: str = PLAIN) -> tuple[Array, str]:
    """A picture as a batch of equal examples of `shape` = (B, C, H, W), float32, and how it came about:
    `640×480 → middle 480×480 → 28×28, grey, values 0 to 1`.

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
    picture = _opened(raw)
    steps = [f"{picture.width}×{picture.height}"]
    box = _middle(picture.size, (width, height))
    if (box[2] - box[0], box[3] - box[1]) != picture.size:
        steps.append(f"middle {box[2] - box[0]}×{box[3] - box[1]}")
    if steps[-1].removeprefix("middle ") != f"{width}×{height}":
        steps.append(f"{width}×{height}")
    picture = picture.convert("L" if channels == 1 else "RGB")
    picture = picture.resize((width, height), Image.Resampling.BILINEAR, box)
    pixels = np.asarray(picture, np.float32).reshape(height, width, channels) / 255
    mean, std = NORMALISATIONS[normalisation]
    pixels = (pixels - np.array(mean, np.float32)) / np.array(std, np.float32)
    told = f"{' → '.join(steps)}, {'grey' if channels == 1 else 'colour'}, {_values(normalisation)}"
    return np.repeat(pixels.transpose(2, 0, 1)[None], batch, axis=0), told


def takes_pictures(shape: tuple[int, ...]) -> bool:
    """Whether an input of this shape can be a picture."""
    return len(shape) == 4 and shape[1] in (1, 3)


def normalisations(channels: int) -> list[str]:
    """The ways to normalise a picture of so many channels."""
    return [name for name, (mean, _) in NORMALISATIONS.items() if len(mean) in (1, channels)]


def _values(normalisation: str) -> str:
    return f"values {normalisation}" if " to " in normalisation else f"normalised by {normalisation}"


def _middle(size: tuple[int, int], wanted: tuple[int, int]) -> tuple[int, int, int, int]:
    """The largest box in the middle of a picture with the wanted proportions: left, top, right, bottom."""
    width = min(size[0], max(1, round(size[1] * wanted[0] / wanted[1])))
    height = min(size[1], max(1, round(size[0] * wanted[1] / wanted[0])))
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return left, top, left + width, top + height


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
        return ImageOps.exif_transpose(picture)  # a telephone says in the file which side is up
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, BlockError):
            raise
        raise BlockError(
            "The file is no picture that can be read.", "a PNG or JPEG file.", "choose another file."
        ) from error
