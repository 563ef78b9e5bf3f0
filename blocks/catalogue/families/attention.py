"""Every position of a sequence looks at every other."""

from blocks.catalogue.entry import Entry, floats
from blocks.catalogue.operations import functional

FAMILY = "Attention"
ENTRIES = (
    Entry(
        "SelfAttention",
        "sequence",
        functional.SelfAttention,
        start={"num_heads": 4},
        example=(floats(2, 6, 8),),
        reads={"embed_dim": -1},
        takes="(batch, time, features)",
    ),
    Entry(
        "TransformerEncoderLayer",
        "sequence",
        start={"nhead": 4, "dim_feedforward": 256, "batch_first": True},
        example=(floats(2, 6, 8),),
        reads={"d_model": -1},
        takes="(batch, time, features)",
        choices={"activation": ("relu", "gelu")},
        inputs=("src",),
    ),
)
