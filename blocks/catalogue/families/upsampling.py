"""Larger pictures, and channels traded for space."""

from typing import Any

from blocks.catalogue.entry import GRID, Entry, grid

FAMILY = "Upsampling"
SUBPIXEL = "https://arxiv.org/abs/1609.05158"
MODES = ("nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area")


def _picture(name: str, hint: str = "", paper: str = "", lax: bool = False, **start: Any) -> Entry:
    return Entry(name, hint, start=start, example=(grid(2),), takes=GRID[2], paper=paper, lax=lax)


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
    _picture("UpsamplingNearest2d", "copies", lax=True, scale_factor=2.0),
    _picture("UpsamplingBilinear2d", "smooth", lax=True, scale_factor=2.0),
    _picture("PixelShuffle", "channels to space", SUBPIXEL, upscale_factor=2),
    _picture("PixelUnshuffle", "space to channels", SUBPIXEL, downscale_factor=2),
    _picture("ChannelShuffle", "mix groups", "https://arxiv.org/abs/1707.01083", groups=2),
)
