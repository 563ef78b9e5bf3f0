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
        paper="https://www.jmlr.org/papers/v3/bengio03a.html",
    ),
    Entry(
        "EmbeddingBag",
        "mean of tokens",
        start={"num_embeddings": 1000, "embedding_dim": 64},
        example=(whole(2, 5),),
        takes="whole numbers (batch, time)",
        choices={"mode": ("sum", "mean", "max")},
        inputs=("input",),
        paper="https://arxiv.org/abs/1607.01759",
    ),
    Entry(
        "PositionalEmbedding",
        "+ position",
        learned.PositionalEmbedding,
        start={"longest": 512},
        example=(floats(2, 6, 8),),
        reads={"features": -1},
        takes="(batch, time, features)",
        paper="https://arxiv.org/abs/1705.03122",
        docs={"features": "How many features a position has", "longest": "How many positions have a vector"},
    ),
)
