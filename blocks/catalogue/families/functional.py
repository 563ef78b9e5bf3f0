"""Functions of `torch.nn.functional` that have no module, and their like."""

from blocks.catalogue.entry import Entry, floats, grid, page, whole
from blocks.catalogue.operations import functional

FAMILY = "Functional"
_HEADS = floats(2, 4, 6, 8)  # batch, heads, time, features

ENTRIES = (
    Entry(
        "ScaledDotProductAttention",
        "q, k, v",
        functional.ScaledDotProductAttention,
        example=(_HEADS, _HEADS, _HEADS),
        takes="(batch, heads, time, features)",
        docs={
            "is_causal": "No position sees a later one; then there is no mask.",
            "scale": "What the scores are multiplied by; none for 1 / √features.",
            "enable_gqa": "Fewer heads of keys and values, each for several of queries.",
        },
        expression="F.scaled_dot_product_attention({all}{is_causal:, is_causal=}{scale:, scale=}"
        "{enable_gqa:, enable_gqa=})",
        url=page("nn.functional.scaled_dot_product_attention"),
        paper="https://arxiv.org/abs/1706.03762",
    ),
    Entry(
        "CausalMask",
        "no future",
        functional.CausalMask,
        example=(floats(2, 4, 6, 6),),
        takes="scores (…, time, time)",
        paper="https://arxiv.org/abs/1706.03762",
        url=page("triu"),
    ),
    Entry(
        "OneHot",
        "0 0 1 0",
        functional.OneHot,
        start={"num_classes": 10},
        example=(whole(2, 5),),
        takes="whole numbers below num_classes",
        docs={"num_classes": "How many different numbers there are: the size of the new last dimension."},
        expression="F.one_hot({0}, {num_classes}).float()",
        url=page("nn.functional.one_hot"),
    ),
    Entry(
        "Interpolate",
        "resize",
        functional.Interpolate,
        start={"scale_factor": 2.0},
        example=(grid(2),),
        takes="(batch, channels, …), and after it a tensor whose size to take",
        choices={"mode": ("nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area")},
        docs={
            "size": "The size to reach, for each dimension after the channels.",
            "scale_factor": "How many times larger, when no size is given.",
            "mode": "How to fill in: linear for sequences, bilinear and bicubic for pictures, trilinear for volumes.",
            "align_corners": "Whether corners stay at corners; not for nearest and area.",
            "antialias": "Smooth before making smaller; only for bilinear and bicubic.",
        },
        url=page("nn.functional.interpolate"),
        lax=True,
    ),
    Entry(
        "Detach",
        "no gradient",
        functional.Detach,
        example=(floats(2, 6, 8),),
        expression="{0}.detach()",
        url=page("Tensor.detach"),
    ),
    Entry(
        "DropPath",
        "whole examples",
        functional.DropPath,
        example=(floats(2, 6, 8),),
        takes="(batch, …)",
        docs={"p": "How likely an example becomes zero."},
        paper="https://arxiv.org/abs/1603.09382",
    ),
)
