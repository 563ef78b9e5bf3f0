"""Whole numbers looked up as vectors."""

from blocks.catalogue import operations
from blocks.catalogue.entry import Entry, floats, whole

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
        operations.PositionalEmbedding,
        start={"longest": 512},
        example=(floats(2, 6, 8),),
        reads={"features": -1},
        takes="(batch, time, features)",
    ),
)
