"""Sources as people write them, and how each is called: test data for what turns code into blocks."""

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
F, I = "float32", "int64"  # noqa: E741


class Case(NamedTuple):
    """A call, the inputs that suit it, the classes that have to stay Python, the blocks of Python that are written for
    a step or a constant, and the keys that cannot keep their names."""

    call: str
    inputs: tuple[tuple[tuple[int, ...], str], ...]
    kept: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()  # how a key of ours becomes theirs
    dropped: tuple[str, ...] = ()  # theirs that ours has no use for


CASES = {
    "mlp": Case("MLP()", (((2, 20), F),)),
    "mysequential": Case("net", (((2, 20), F),)),
    "fixedhidden": Case("FixedHiddenMLP()", (((2, 20), F),), kept=("FixedHiddenMLP",), renamed=(("0.", ""),)),
    "chimera": Case("chimera", (((2, 20), F),), kept=("FixedHiddenMLP",)),
    "parallel": Case("build()", (((2, 16), F),)),
    "factory": Case("make_net(5, 8)", (((2, 8), F),)),
    "cnn_plain": Case("CNN()", (((2, 1, 28, 28), F),)),
    "cnn_blocks": Case("CNN()", (((2, 1, 28, 28), F),)),
    "cnn_factory": Case("CNN([1, 8, 16])", (((2, 1, 28, 28), F),)),
    "resnet_basic": Case("ResNet([2, 2])", (((2, 3, 8, 8), F),)),
    "resnet_bottleneck": Case("Net()", (((2, 3, 32, 32), F),)),
    "inception": Case("net()", (((2, 3, 8, 8), F),)),
    "densenet": Case("DenseNet()", (((2, 3, 8, 8), F),), renamed=(("layers_", "layers."),)),
    "squeeze_excite": Case("Net()", (((2, 3, 8, 8), F),)),
    "mobilenet": Case("MobileNet()", (((2, 3, 32, 32), F),)),
    "unet": Case("UNET()", (((2, 3, 32, 32), F),), renamed=(("downs_", "downs."), ("ups_", "ups."))),
    "vit": Case("ViT()", (((2, 3, 32, 32), F),), renamed=(("cls_token.token", "cls_token"), ("pos_embed.weight", "pos_embed"))),
    "gpt": Case("GPT()", (((2, 9), I),), renamed=(("transformer_", "transformer."), ("mlp_", "mlp.")), dropped=("transformer.h.0.attn.mask", "transformer.h.1.attn.mask")),
    "nanogpt_head": Case("MultiHead(4, n_embd // 4)", (((2, 7, 24), F),), renamed=(("heads_", "heads."),), dropped=tuple(f"heads.{place}.tril" for place in range(4))),
    "lstm_tagger": Case("LSTMTagger(6, 6, 9, 3)", (((2, 5), I),)),
    "lstm_hidden": Case("Sentiment()", (((2, 7), I),)),
    "lstm_zeros": Case("RNNModel()", (((2, 7, 5), F),)),
    "gru_last": Case("GRUClassifier()", (((2, 7), I),), kept=("GRUClassifier",), renamed=(("0.", ""),)),
    "gru_state": Case("CharRNN()", (((2, 7), I),)),
    "siamese": Case("SiameseNetwork()", (((2, 1, 20, 20), F), ((2, 1, 20, 20), F))),
    "autoencoder": Case("Autoencoder()", (((2, 1, 28, 28), F),), steps=("View",)),
    "vae": Case("VAE()", (((2, 1, 8, 8), F),), kept=("VAE",), renamed=(("0.", ""),)),
    "tied": Case("TiedLM()", (((2, 7), I),)),
    "transformer_encoder": Case("Classifier()", (((2, 7), I),), kept=("PositionalEncoding",)),
    "attention_block": Case("EncoderBlock()", (((2, 7, 16), F),)),
    "two_tower": Case("TwoTower()", (((4,), I), ((4,), I))),
    "seq2seq": Case("Seq2Seq()", (((2, 7), I), ((2, 5), I)), steps=("Repeat",)),
    "convnext": Case("Net()", (((2, 3, 16, 16), F),), renamed=(("gamma.scale", "gamma"),)),
    "mixer": Case("MLPMixer()", (((2, 3, 16, 16), F),), steps=("Reshape",)),
    "wavenet": Case("WaveNet()", (((2, 1, 20), F),), renamed=(("units_", "units."), ("conv1d.", ""))),
    "gan": Case("netG", (((2, 16), F),)),
    "transformer_spatial": Case("SpatialTransformer()", (((2, 1, 28, 28), F),), steps=("AffineGrid", "GridSample")),
    "pyramid": Case("FPN()", (((2, 3, 32, 32), F),), renamed=(("lateral_", "lateral."),)),
    "flags": Case("Net(pool='max', residual=True)", (((2, 5, 8), F),)),
    "several_inputs": Case("Multimodal()", (((2, 3, 9, 9), F), ((2, 6), I), ((2, 4), F))),
    "heads": Case("MultiTask()", (((2, 10), F),), renamed=(("heads_", "heads."),)),
    "stochastic_depth": Case("Net()", (((2, 5, 12), F),), kept=("Layer",)),
    "einsum": Case("SelfAttention()", (((2, 5, 24), F), ((2, 5, 24), F), ((2, 4, 24), F))),
    "buffers": Case("Normalised()", (((2, 3, 8, 8), F),), steps=("Mean", "Std"), renamed=(("mean.mean", "mean"), ("std.std", "std"), ("scale.weight", "scale"))),
    "glu": Case("Net()", (((2, 8, 9), F),)),
    "llama": Case("Llama()", (((2, 6), I),), renamed=(("weight.scale", "weight"),)),
    "additive_attention": Case("AdditiveAttention(8)", (((2, 4, 6), F), ((2, 5, 6), F), ((2, 5, 7), F))),
    "custom_linear": Case("net", (((2, 64), F),), renamed=(("weight.weight", "weight"), ("bias.weight", "bias"))),
    "shufflenet": Case("Net()", (((2, 8, 6, 6), F),)),
    "deep_supervision": Case("Net()", (((2, 10), F),), renamed=(("exits_", "exits."),), dropped=("unused.weight", "unused.bias")),
}  # fmt: skip


def source(name: str) -> str:
    """The text of a source."""
    return (HERE / f"{name}.py").read_text(encoding="utf-8")
