"""The data of a short training: handwritten digits, and points of two classes in the plane. numpy alone.

Each is the same at every call. What the model learns from comes first, what is held out second. N examples, D numbers
of each.
"""

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from blocks.errors import BlockError, near
from blocks.fitting.records import SIDE, DataName
from blocks.runs import Array

FILE = Path(__file__).with_name("digits.csv.gz")
HELD_DIGITS = 360  # a fifth
POINTS = 400
HELD_POINTS = 200


class Data(NamedTuple):
    """Examples (N, D) and their classes (N,), counted from 0, and the same held out."""

    name: DataName
    title: str
    classes: int
    examples: Array
    labels: Array
    held: Array
    held_labels: Array

    @property
    def size(self) -> int:
        """D, how many numbers an example has."""
        return int(self.examples.shape[1])

    @property
    def flat(self) -> bool:
        """Whether examples are points in a plane."""
        return self.size == 2

    @property
    def reach(self) -> float:
        """How far from the origin a picture of the plane goes, each way."""
        return float(np.abs(self.examples).max()) * 1.15


TITLES: dict[DataName, str] = {
    "digits": "Digits, 8×8",
    "moons": "Two moons",
    "circles": "Two circles",
    "spirals": "Two spirals",
    "corners": "Four corners (XOR)",
}


@cache
def data(name: str) -> Data:
    """The data called so. Raises BlockError when there is none."""
    if name == "digits":
        return _digits()
    for known, draw in _PLANES.items():
        if known == name:
            return _plane(known, draw)
    received = f"No data is called {name[:32]!r}. {near(name, TITLES)}".strip()
    raise BlockError(received, f"{', '.join(TITLES)}.", "choose one.")


def _digits() -> Data:
    """scikit-learn's digits; grey from 0 to 1. The held out ones are the last, which other people wrote."""
    with gzip.open(FILE, "rt", encoding="ascii") as file:
        rows = np.loadtxt(file, delimiter=",", dtype=np.float32)
    pictures, labels = rows[:, :64] / 16, rows[:, 64].astype(np.int64)
    start = len(rows) - HELD_DIGITS
    return Data(
        "digits", TITLES["digits"], 10, pictures[:start], labels[:start], pictures[start:], labels[start:]
    )  # fmt: skip


def _plane(name: DataName, draw: Callable[[np.random.Generator, Array], Array]) -> Data:
    """Points of two classes by turns, in the middle of the plane and about 1 wide each way."""
    random = np.random.default_rng(0)
    labels = np.arange(POINTS + HELD_POINTS) % 2
    points = draw(random, labels).astype(np.float32)
    points -= points.mean(axis=0)
    points /= points.std(axis=0)
    return Data(name, TITLES[name], 2, points[:POINTS], labels[:POINTS], points[POINTS:], labels[POINTS:])


def _moons(random: np.random.Generator, labels: Array) -> Array:
    """Two half circles that reach into each other, as scikit-learn's `make_moons` draws them."""
    angle = random.uniform(0, np.pi, len(labels))
    first = np.stack([np.cos(angle), np.sin(angle)], 1)
    points = np.where(labels[:, None] == 0, first, np.array([1, 0.5]) - first)
    return points + random.normal(0, 0.1, points.shape)


def _circles(random: np.random.Generator, labels: Array) -> Array:
    """One circle in another."""
    angle, radius = random.uniform(0, 2 * np.pi, len(labels)), np.where(labels == 0, 1.0, 0.45)
    return np.stack([np.cos(angle), np.sin(angle)], 1) * radius[:, None] + random.normal(0, 0.08, (len(labels), 2))


def _spirals(random: np.random.Generator, labels: Array) -> Array:
    """Two arms, one and a quarter turns each: hard for a small model."""
    way = np.sqrt(random.uniform(0.02, 1, len(labels)))
    angle = way * 2.5 * np.pi + labels * np.pi
    return np.stack([np.cos(angle), np.sin(angle)], 1) * way[:, None] + random.normal(0, 0.025, (len(labels), 2))


def _corners(random: np.random.Generator, labels: Array) -> Array:
    """Opposite corners are of one class: no straight line parts them."""
    side = random.choice([-1.0, 1.0], len(labels))
    centre = np.stack([side, side * np.where(labels == 0, 1, -1)], 1)
    return centre + random.normal(0, 0.35, (len(labels), 2))


_PLANES: dict[DataName, Callable[[np.random.Generator, Array], Array]] = {
    "moons": _moons,
    "circles": _circles,
    "spirals": _spirals,
    "corners": _corners,
}


def mesh(reach: float) -> Array:
    """The points (SIDE · SIDE, 2) of a square around the origin, row by row from its lowest corner."""
    line = np.linspace(-reach, reach, SIDE, dtype=np.float32)
    return np.stack([each.ravel() for each in np.meshgrid(line, line)], 1)


def enlarged(pictures: Array, side: int) -> Array:
    """Square pictures (N, 64) as (N, side, side): between the centres of pixels in straight lines, as PyTorch's
    bilinear `interpolate` does; at 8 the pictures as they are."""
    small = pictures.reshape(-1, 8, 8)
    if side == 8:
        return small
    place = np.clip((np.arange(side) + 0.5) * 8 / side - 0.5, 0, 7)
    low = np.floor(place).astype(int)
    high, share = np.minimum(low + 1, 7), (place - low).astype(np.float32)
    rows = small[:, low] * (1 - share[:, None]) + small[:, high] * share[:, None]
    wide: Array = rows[:, :, low] * (1 - share) + rows[:, :, high] * share
    return wide
