"""What holds for every kind: bounds by argument name, what is left out, and which modules are no kinds."""

# Public modules of torch.nn that are not in the catalogue, and why.
EXCEPTIONS: dict[str, str] = {
    **dict.fromkeys(
        "Module Container ModuleList ModuleDict ParameterList ParameterDict".split(), "holds, does not compute"
    ),
    **dict.fromkeys("RNNBase RNNCellBase".split(), "is what others are made of"),
    "TransformerEncoder": "is a Repeat of TransformerEncoderLayer",
    "TransformerDecoder": "is a Repeat of TransformerDecoderLayer",
    "SyncBatchNorm": "needs a group of processes",
    "AdaptiveLogSoftmaxWithLoss": "is a loss: it takes the targets",
}

# `inplace` would change what other blocks see; the rest needs tensors or modules, or has a better name.
LEFT_OUT = frozenset(
    "self inplace device dtype include_last_offset min_value max_value custom_encoder custom_decoder".split()
)

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
    "proj_size": (0, 10**6),
    **dict.fromkeys(("num_layers", "num_encoder_layers", "num_decoder_layers"), (1, 48)),
    **dict.fromkeys(("nhead", "num_heads", "num_groups", "groups"), (1, 10**4)),
}
