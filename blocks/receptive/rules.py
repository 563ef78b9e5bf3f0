"""For each kind of layer and operation, what its output reads of its input: two tables, in eval mode.

A kind that stands in none of them is unknown, and so is everything behind it.
"""

from collections.abc import Sequence

from blocks.receptive import joining, mixing, moving, resizing, sequences, windows
from blocks.receptive.calling import Args, Rule, Several
from blocks.receptive.maps import TooLong, spread, window
from blocks.receptive.tensors import Seen, Shape

UNKNOWN = {
    "Fold": "a number is a sum over windows, of which each position has others",
    "FractionalMaxPool2d": "draws its windows at random",
    "FractionalMaxPool3d": "draws its windows at random",
    "MaxUnpool1d": "puts its numbers where other numbers say",
    "MaxUnpool2d": "puts its numbers where other numbers say",
    "MaxUnpool3d": "puts its numbers where other numbers say",
    "Gather": "takes its numbers from where other numbers say",
}
SOURCES = ("Parameter", "Constant")  # take nothing, so that nothing is to be told


def applied(kind: str, given: Sequence[Seen], args: Args, shapes: Sequence[Shape]) -> tuple[Seen, ...]:
    """What stands behind the outputs of a layer, which are of these shapes. `args` are those it is built with."""
    unknown = tuple(given[0].unknown(shape) for shape in shapes)
    if any(0 in each.shape for each in given):
        return unknown
    try:
        found = _outputs(kind, given, args, shapes)
    except TooLong:
        return unknown
    pairs = zip(found, unknown, strict=True)
    return tuple(known if known.shape == missing.shape else missing for known, missing in pairs) if found else unknown


def _outputs(kind: str, given: Sequence[Seen], args: Args, shapes: Sequence[Shape]) -> tuple[Seen, ...]:
    """The same by the tables; () where none has the kind."""
    if kind in SEVERAL:
        return SEVERAL[kind](given, args, shapes)
    if kind in RULES and len(given) == 1:
        return tuple(RULES[kind](given[0], args, shape) for shape in shapes)
    return ()


def _same(seen: Seen, args: Args, shape: Shape) -> Seen:
    """Every number from the one at its place."""
    return seen


# --- the tables

ELEMENTWISE = (
    "Identity Affine Power Clamp Function Cast Detach Bias LayerScale PositionalEmbedding SinusoidalEncoding "
    "ReLU GELU SiLU Sigmoid Tanh LeakyReLU ELU SELU PReLU ReLU6 CELU Mish Hardswish Hardsigmoid Hardtanh LogSigmoid "
    "Softplus Softshrink Softsign Tanhshrink Hardshrink RReLU Threshold "
    "Dropout Dropout2d Dropout1d Dropout3d AlphaDropout FeatureAlphaDropout DropPath"
)
PADS = ("Zero", "Constant", "Reflection", "Replication", "Circular")
RULES: dict[str, Rule] = {  # one tensor comes; if several go, they are alike
    **dict.fromkeys(ELEMENTWISE.split(), _same),
    **{f"Conv{dims}d": windows.convolution(dims, window) for dims in (1, 2, 3)},
    **{f"ConvTranspose{dims}d": windows.convolution(dims, spread) for dims in (1, 2, 3)},
    **{f"{pool}Pool{dims}d": windows.pool(dims) for pool in ("Max", "Avg", "LP") for dims in (1, 2, 3)},
    **{f"{pad}Pad{dims}d": windows.shifted(dims) for pad in PADS for dims in (1, 2, 3)},
    "Unfold": windows.unfold,
    "LocalResponseNorm": windows.local_response,
    "CrossMapLRN2d": windows.cross_map,
    **{f"Adaptive{pool}Pool{dims}d": resizing.adaptive(dims) for pool in ("Max", "Avg") for dims in (1, 2, 3)},
    **dict.fromkeys(("Upsample", "UpsamplingNearest2d"), resizing.upsample),
    "UpsamplingBilinear2d": resizing.upsample_bilinear,
    "PixelShuffle": resizing.pixel_shuffle,
    "PixelUnshuffle": resizing.pixel_unshuffle,
    "ChannelShuffle": resizing.channel_shuffle,
    "Linear": mixing.to_features,
    **dict.fromkeys(("Embedding", "OneHot"), mixing.embedding),
    "EmbeddingBag": mixing.embedding_bag,
    **{f"BatchNorm{dims}d": mixing.batch_norm for dims in (1, 2, 3)},
    **{f"InstanceNorm{dims}d": mixing.instance_norm(dims) for dims in (1, 2, 3)},
    "GroupNorm": mixing.group_norm,
    **dict.fromkeys(("LayerNorm", "RMSNorm"), mixing.over_normalized_shape),
    **dict.fromkeys(("Softmax", "Softmin", "LogSoftmax"), mixing.softmax),
    "Softmax2d": mixing.over_dim(-3),
    "Normalize": mixing.over_dim(1),
    "Sort": mixing.over_dim(-1),
    "TopK": mixing.largest,
    "GLU": mixing.glu,
    **dict.fromkeys("Mean Sum Max Min Std Var Norm LogSumExp ArgMax ArgMin".split(), mixing.reduced),
    **dict.fromkeys(("CumSum", "CumProd"), mixing.running),
    **dict.fromkeys(("Flatten", "Unflatten", "Reshape", "View"), moving.reshape),
    "Permute": moving.permute,
    "Transpose": moving.transpose,
    "Movedim": moving.movedim,
    "Squeeze": moving.squeeze,
    "Unsqueeze": moving.unsqueeze,
    "Select": moving.select,
    "Narrow": moving.narrow,
    "Slice": moving.taken,
    "IndexSelect": moving.index_select,
    "Expand": moving.expand,
    "Tile": moving.tile,
    "RepeatInterleave": moving.repeat_interleave,
    "Flip": moving.flip,
    "Roll": moving.roll,
    "Pad": moving.pad,
    "CausalMask": moving.causal_mask,
    "ClassToken": moving.class_token,
    "Queries": moving.learned,
    "RotaryEmbedding": moving.rotary,
}
SEVERAL: dict[str, Several] = {  # several tensors come or go, and differ
    **dict.fromkeys(
        "Add Subtract Multiply Divide Maximum Minimum Compare Where MaskedFill".split(), joining.each_number
    ),
    "Cat": joining.cat,
    "Stack": joining.stack,
    **dict.fromkeys(("Split", "Chunk"), joining.split),
    "Unbind": joining.unbind,
    "Interpolate": joining.interpolate,
    "MatMul": joining.matmul,
    "Einsum": joining.einsum,
    "Bilinear": joining.bilinear,
    "CosineSimilarity": joining.similarity,
    "PairwiseDistance": joining.distance,
    "MultiheadAttention": sequences.attention,
    "ScaledDotProductAttention": sequences.scaled_dot_product,
    "TransformerEncoderLayer": sequences.encoder_layer,
    "TransformerDecoderLayer": sequences.decoder_layer,
    "Transformer": sequences.transformer,
    **dict.fromkeys(("LSTM", "GRU", "RNN"), sequences.recurrent),
    **dict.fromkeys(("LSTMCell", "GRUCell", "RNNCell"), sequences.cell),
}
