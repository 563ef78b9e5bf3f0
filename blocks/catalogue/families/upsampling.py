"""Larger pictures, and channels traded for space."""

from typing import Any

from blocks.catalogue.entry import GRID, Entry, grid

FAMILY = "Upsampling"
MODES = ("nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area")


def _picture(name: str, lax: bool = False, **start: Any) -> Entry:
    return Entry(name, start=start, example=(grid(2),), takes=GRID[2], lax=lax)


ENTRIES = (
    Entry(
        "Upsample",
        "enlarge",
        start={"scale_factor": 2.0},
        example=(grid(2),),
        takes="(batch, channels, …)",
        choices={"mode": MODES},
        lax=True,
    ),
    _picture("UpsamplingNearest2d", lax=True, scale_factor=2.0),
    _picture("UpsamplingBilinear2d", lax=True, scale_factor=2.0),
    _picture("PixelShuffle", upscale_factor=2),
    _picture("PixelUnshuffle", downscale_factor=2),
    _picture("ChannelShuffle", groups=2),
)
