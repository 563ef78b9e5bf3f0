"""What looking at PyTorch cannot tell: families, hints, first values, inferred arguments, bounds.

Adding a layer that PyTorch has is adding its name to `FAMILIES`; adding an operation is adding its
class to `operations` and its name here.
"""

from typing import Any

# Family -> the kinds in it, in the order of the palette.
FAMILIES: dict[str, str] = {
    "Structure": "Sequential Residual Parallel Repeat",
    "Linear": "Linear Identity",
    "Convolution": "Conv2d Conv1d Conv3d ConvTranspose2d ConvTranspose1d ConvTranspose3d Unfold Fold",
    "Pooling": "MaxPool2d AvgPool2d AdaptiveAvgPool2d AdaptiveMaxPool2d MaxPool1d AvgPool1d AdaptiveAvgPool1d "
    "AdaptiveMaxPool1d MaxPool3d AvgPool3d AdaptiveAvgPool3d AdaptiveMaxPool3d LPPool1d LPPool2d LPPool3d "
    "FractionalMaxPool2d FractionalMaxPool3d",
    "Normalization": "BatchNorm2d LayerNorm BatchNorm1d GroupNorm RMSNorm BatchNorm3d InstanceNorm2d InstanceNorm1d "
    "InstanceNorm3d LocalResponseNorm CrossMapLRN2d Normalize LayerScale",
    "Activation": "ReLU GELU SiLU Sigmoid Tanh Softmax LeakyReLU ELU SELU PReLU ReLU6 CELU Mish Hardswish Hardsigmoid "
    "Hardtanh GLU LogSoftmax Softmin Softmax2d LogSigmoid Softplus Softshrink Softsign Tanhshrink Hardshrink "
    "RReLU Threshold",
    "Dropout": "Dropout Dropout2d Dropout1d Dropout3d AlphaDropout FeatureAlphaDropout",
    "Shape": "Flatten Reshape Permute Transpose Unflatten Squeeze Unsqueeze Select Narrow",
    "Reduction": "Mean Sum Max Affine",
    "Embedding": "Embedding EmbeddingBag PositionalEmbedding",
    "Attention": "SelfAttention TransformerEncoderLayer",
    "Upsampling": "Upsample UpsamplingNearest2d UpsamplingBilinear2d PixelShuffle PixelUnshuffle ChannelShuffle",
    "Padding": "ZeroPad2d ReflectionPad2d ReplicationPad2d ConstantPad2d CircularPad2d ZeroPad1d ReflectionPad1d "
    "ReplicationPad1d ConstantPad1d CircularPad1d ZeroPad3d ReflectionPad3d ReplicationPad3d ConstantPad3d "
    "CircularPad3d",
}

# Public modules of torch.nn that are not in the catalogue, and why.
EXCEPTIONS: dict[str, str] = {
    **dict.fromkeys(
        "Module Container ModuleList ModuleDict ParameterList ParameterDict".split(), "holds, does not compute"
    ),
    **dict.fromkeys("Bilinear CosineSimilarity PairwiseDistance".split(), "takes two tensors"),
    **dict.fromkeys("MaxUnpool1d MaxUnpool2d MaxUnpool3d".split(), "takes the indices of a pooling"),
    **dict.fromkeys("RNN LSTM GRU RNNCell LSTMCell GRUCell RNNBase RNNCellBase".split(), "takes or gives a state"),
    "MultiheadAttention": "takes three tensors; SelfAttention is its use on one",
    **dict.fromkeys("Transformer TransformerDecoder TransformerDecoderLayer".split(), "takes two sequences"),
    "TransformerEncoder": "is a Repeat of TransformerEncoderLayer",
    "SyncBatchNorm": "needs a group of processes",
    "AdaptiveLogSoftmaxWithLoss": "is a loss: it takes the targets",
}

HINTS: dict[str, str] = {
    "Sequential": "one by one", "Residual": "f(x) + x", "Parallel": "side by side", "Repeat": "× N",
    "Linear": "dense", "Identity": "x", "Conv2d": "image", "Conv1d": "sequence", "Conv3d": "volume",
    "ConvTranspose2d": "upsample", "MaxPool2d": "image", "AvgPool2d": "image", "AdaptiveAvgPool2d": "to size",
    "BatchNorm2d": "image", "BatchNorm1d": "features", "LayerNorm": "features", "GroupNorm": "groups",
    "ReLU": "max(0, x)", "GELU": "smooth", "Sigmoid": "0 … 1", "Tanh": "−1 … 1", "Softmax": "sums to 1",
    "Dropout": "regularise", "Flatten": "to vector", "Embedding": "tokens", "Mean": "over dims",
    "SelfAttention": "sequence", "Upsample": "enlarge", "PositionalEmbedding": "+ position",
    "Affine": "a·x + b", "Select": "one index", "TransformerEncoderLayer": "sequence",
}  # fmt: skip

# Arguments a fresh block gets from the palette: chosen so that it works on a usual input.
START: dict[str, dict[str, Any]] = {
    "Parallel": {"merge": "concat", "dim": 1},
    "Repeat": {"times": 3},
    "Linear": {"out_features": 128},
    **{f"Conv{n}d": {"out_channels": 32, "kernel_size": 3, "padding": 1} for n in (1, 2, 3)},
    **{f"ConvTranspose{n}d": {"out_channels": 32, "kernel_size": 2, "stride": 2} for n in (1, 2, 3)},
    **{f"{pool}Pool{n}d": {"kernel_size": 2} for pool in ("Max", "Avg") for n in (1, 2, 3)},
    **{f"Adaptive{pool}Pool{n}d": {"output_size": 1} for pool in ("Max", "Avg") for n in (1, 2, 3)},
    **{f"LPPool{n}d": {"norm_type": 2.0, "kernel_size": 2} for n in (1, 2, 3)},
    **{f"FractionalMaxPool{n}d": {"kernel_size": 2, "output_ratio": 0.5} for n in (2, 3)},
    "Unfold": {"kernel_size": 3, "padding": 1},
    "Fold": {"output_size": (8, 8), "kernel_size": 2, "stride": 2},
    "GroupNorm": {"num_groups": 4},
    "LocalResponseNorm": {"size": 5},
    "CrossMapLRN2d": {"size": 5},
    "Softmax": {"dim": 1}, "LogSoftmax": {"dim": 1}, "Softmin": {"dim": 1},
    "Threshold": {"threshold": 0.0, "value": 0.0},
    "Unflatten": {"dim": 1, "unflattened_size": (1, -1)},
    "Reshape": {"shape": (-1,)},
    "Permute": {"dims": (0, 2, 1)},
    "Transpose": {"dim0": 1, "dim1": 2},
    "Squeeze": {"dim": -1}, "Unsqueeze": {"dim": 1},
    "Select": {"dim": 1, "index": 0},
    "Narrow": {"dim": 1, "start": 0, "length": 1},
    "Mean": {"dim": (1,)}, "Sum": {"dim": (1,)}, "Max": {"dim": (1,)},
    "Embedding": {"num_embeddings": 1000, "embedding_dim": 64},
    "EmbeddingBag": {"num_embeddings": 1000, "embedding_dim": 64},
    "PositionalEmbedding": {"longest": 512},
    "SelfAttention": {"num_heads": 4},
    "TransformerEncoderLayer": {"nhead": 4, "dim_feedforward": 256, "batch_first": True},
    "Upsample": {"scale_factor": 2.0},
    "UpsamplingNearest2d": {"scale_factor": 2.0}, "UpsamplingBilinear2d": {"scale_factor": 2.0},
    "PixelShuffle": {"upscale_factor": 2}, "PixelUnshuffle": {"downscale_factor": 2},
    "ChannelShuffle": {"groups": 2},
    **{f"{pad}Pad{n}d": {"padding": 1} for pad in ("Zero", "Reflection", "Replication", "Circular") for n in (1, 2, 3)},
    **{f"ConstantPad{n}d": {"padding": 1, "value": 0.0} for n in (1, 2, 3)},
}  # fmt: skip

# Kind -> argument -> the dimension of the input it is read from when not typed.
READS: dict[str, dict[str, int]] = {
    "Linear": {"in_features": -1},
    **{f"Conv{n}d": {"in_channels": -1 - n} for n in (1, 2, 3)},
    **{f"ConvTranspose{n}d": {"in_channels": -1 - n} for n in (1, 2, 3)},
    **{f"BatchNorm{n}d": {"num_features": 1} for n in (1, 2, 3)},
    **{f"InstanceNorm{n}d": {"num_features": -1 - n} for n in (1, 2, 3)},
    "GroupNorm": {"num_channels": 1},
    "LayerNorm": {"normalized_shape": -1},
    "RMSNorm": {"normalized_shape": -1},
    "LayerScale": {"features": -1},
    "PositionalEmbedding": {"features": -1},
    "SelfAttention": {"embed_dim": -1},
    "TransformerEncoderLayer": {"d_model": -1},
}

# What the input means, for the sentence that says what was expected.
TAKES: dict[str, str] = {
    **dict.fromkeys("Conv1d ConvTranspose1d InstanceNorm1d".split(), "(batch, channels, length)"),
    **dict.fromkeys(
        "Conv2d ConvTranspose2d BatchNorm2d InstanceNorm2d MaxPool2d AvgPool2d AdaptiveAvgPool2d Dropout2d".split(),
        "(batch, channels, height, width)",
    ),
    **dict.fromkeys("Conv3d ConvTranspose3d BatchNorm3d".split(), "(batch, channels, depth, height, width)"),
    **dict.fromkeys("SelfAttention PositionalEmbedding TransformerEncoderLayer".split(), "(batch, time, features)"),
    "BatchNorm1d": "(batch, features) or (batch, features, length)",
    "GroupNorm": "(batch, channels, …)",
    "Fold": "(batch, channels × window, windows)",
    **dict.fromkeys("Unfold PixelShuffle PixelUnshuffle ChannelShuffle".split(), "(batch, channels, height, width)"),
    "Linear": "(…, features)",
    "Embedding": "whole numbers (batch, time)",
}

# Kinds that run on the meta device with settings that they refuse on a real one (seen in PyTorch 2.13).
LAX = frozenset(
    "ConvTranspose1d ConvTranspose2d ConvTranspose3d Softmax Softmin CELU Upsample UpsamplingNearest2d "
    "UpsamplingBilinear2d".split()
)

# `inplace` would change what other blocks see; indices and states are second outputs; the rest needs tensors.
LEFT_OUT = frozenset(
    "inplace return_indices device dtype process_group include_last_offset min_value max_value args kwargs".split()
)

CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("GELU", "approximate"): ("none", "tanh"),
    ("EmbeddingBag", "mode"): ("sum", "mean", "max"),
    ("Upsample", "mode"): ("nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area"),
    ("TransformerEncoderLayer", "activation"): ("relu", "gelu"),
}

# Bounds by argument name, inclusive. They keep out every size at which PyTorch was seen to crash.
SIZE, WINDOW, DIM = (1, 10**6), (1, 10**4), (-8, 7)
BOUNDS: dict[str, tuple[float, float]] = {
    **dict.fromkeys(
        ("kernel_size", "stride", "dilation", "size", "length", "upscale_factor", "downscale_factor"), WINDOW
    ),
    **dict.fromkeys(("padding", "output_padding", "start"), (0, 10**4)),
    **dict.fromkeys(("dim", "dim0", "dim1", "start_dim", "end_dim", "dims"), DIM),
    **dict.fromkeys(("p", "dropout", "momentum", "output_ratio", "lower", "upper"), (0, 1)),
    **dict.fromkeys(("eps", "layer_norm_eps"), (0, 1)),
    **dict.fromkeys(("shape", "unflattened_size"), (-1, 10**6)),
    **dict.fromkeys(("index", "padding_idx"), (-(10**6), 10**6)),
    **dict.fromkeys(("norm_type", "max_norm", "scale_factor"), (1e-3, 10**3)),
    **dict.fromkeys(("nhead", "num_heads", "num_groups", "groups"), (1, 10**4)),
}
BOUNDS_OF_KIND: dict[tuple[str, str], tuple[float, float]] = {
    ("Normalize", "p"): (1e-3, 10**3),
    ("LayerScale", "start"): (-(10**3), 10**3),
    ("Narrow", "start"): (0, 10**6),
    ("Narrow", "length"): SIZE,
}
