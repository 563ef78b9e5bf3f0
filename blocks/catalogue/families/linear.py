"""Weighted sums of features, and doing nothing."""

from blocks.catalogue.entry import Entry, floats

FAMILY = "Linear"
ENTRIES = (
    Entry(
        "Linear",
        "dense",
        start={"out_features": 128},
        example=(floats(2, 6, 8),),
        reads={"in_features": -1},
        takes="(…, features)",
    ),
    Entry("Identity", "x", example=(floats(2, 6, 8),)),
)
