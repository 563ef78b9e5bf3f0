"""Whole numbers looked up as vectors."""

from blocks.catalogue.entry import Entry, floats, whole
from blocks.catalogue.operations import learned

FAMILY = "Embedding"
ENTRIES = (
    Entry(
        "Embedding",
        "tokens",
        start={"num_embeddings": 1000, "embedding_dim": 64},
        example=(whole(2, 5),),
        takes="whole numbers (batch, time)",
    ),
    Entry(
        "EmbeddingBag",
        start={"num_embeddings": 1000, "embedding_dim": 64},
        example=(whole(2, 5),),
        takes="whole numbers (batch, time)",
        choices={"mode": ("sum", "mean", "max")},
        inputs=("input",),
    ),
    Entry(
        "PositionalEmbedding",
        "+ position",
        learned.PositionalEmbedding,
        start={"longest": 512},
        example=(floats(2, 6, 8),),
        reads={"features": -1},
        takes="(batch, time, features)",
    ),
)
