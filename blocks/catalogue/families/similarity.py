"""Two tensors compared."""

from blocks.catalogue.entry import Entry, floats

FAMILY = "Similarity"
PAIR = (floats(2, 8), floats(2, 8))
ENTRIES = (
    Entry("CosineSimilarity", "angle", example=PAIR),
    Entry("PairwiseDistance", "distance", example=PAIR, bounds={"p": (1e-3, 10**3)}, takes="(…, features)"),
    Entry(
        "Bilinear",
        "of two",
        start={"out_features": 128},
        example=(floats(2, 8), floats(2, 6)),
        reads={"in1_features": -1, "in2_features": (1, -1)},
        takes="(…, features)",
    ),
)
