"""Every position of a sequence looks at every other, or at those of another sequence."""

from typing import Any

from torch import nn

from blocks.catalogue.adapters import attention
from blocks.catalogue.entry import Entry, floats
from blocks.kinds import Example

FAMILY = "Attention"
PAPER = "https://arxiv.org/abs/1706.03762"
CAUSAL = "Whether a position sees only itself and what comes before it"


def _layer(module: type[nn.Module], hint: str, *example: Example, **start: Any) -> Entry:
    return Entry(
        module.__name__,
        hint,
        module,
        start={"nhead": 4, "dim_feedforward": 256, "batch_first": True, **start},
        example=example,
        reads={"d_model": -1},
        takes="(batch, time, features) with batch_first, else (time, batch, features)",
        choices={"activation": ("relu", "gelu")},
        paper=PAPER,
        docs={"causal": CAUSAL},
        added=("causal",),
    )


SHORT, LONG = floats(2, 5, 8), floats(2, 6, 8)
ENTRIES = (
    Entry(
        "MultiheadAttention",
        "who looks where",
        attention.MultiheadAttention,
        start={"num_heads": 4, "batch_first": True},
        example=(LONG,),
        reads={"embed_dim": -1},
        takes="(batch, time, features) with batch_first, else (time, batch, features)",
        choices={"output": ("values", "all")},
        gives=("values", "weights"),
        paper=PAPER,
        doc="Attends to a memory: one tensor to itself, the first of two to the second, or query to key and value.",
        docs={"causal": CAUSAL, "output": "What comes out: the values, or with them the weights they were mixed by"},
    ),
    _layer(attention.TransformerEncoderLayer, "sequence", LONG),
    _layer(attention.TransformerDecoderLayer, "+ memory", SHORT, LONG, causal=True),
    _layer(attention.Transformer, "to sequence", LONG, SHORT, causal=True, num_encoder_layers=2, num_decoder_layers=2),
)
