"""Training for ten seconds, to see that a block learns: digits and points in the plane, cross-entropy, Adam or SGD.

Not a training suite: no data of one's own, no schedules, no checkpoints on disk. What is asked and what comes of it are
`records`, the data `datasets`, which data fit a model `suiting`; torch does its part in `loop`, `looking`, `kept` and
`stuck`.
"""

from blocks.fitting.datasets import TITLES, Data, data, mesh
from blocks.fitting.records import (
    BlockFit,
    End,
    Fitted,
    Guess,
    Moment,
    Plan,
    Point,
    Scene,
    apart,
    apart_in_all,
    checked,
)
from blocks.fitting.suiting import NATURAL, Suit, suit

__all__ = [
    "NATURAL", "TITLES", "BlockFit", "Data", "End", "Fitted", "Guess", "Moment", "Plan", "Point", "Scene", "Suit",
    "apart", "apart_in_all", "checked", "data", "mesh", "suit",
]  # fmt: skip
