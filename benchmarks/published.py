"""What the gallery's models should count, and who says so: no number here was computed by Blockyard."""

from dataclasses import dataclass

from benchmarks.counting.derivations import UNET

TORCHVISION = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.{}.html"
HUGGING_FACE = "https://huggingface.co/{}"


@dataclass(frozen=True)
class Published:
    """A model's parameters, as a number or as arithmetic with the sizes of its layers, and where they stand.

    `macs` are in units of 10⁹, to three digits after the point: torchvision's "GFLOPS", one multiply-add as one.
    """

    params: str
    source: str = "by hand"
    address: str = ""
    macs: float | None = None


def _torchvision(name: str, params: int, macs: float) -> Published:
    """From the table on a model's page; the third digit of `macs` from its weights' `meta["_ops"]`, 0.29."""
    return Published(str(params), f"torchvision's {name}", TORCHVISION.format(name), macs)


def _hugging_face(kind: str, name: str, params: int) -> Published:
    """The parameters, each counted once, that a class of `transformers` 4.57 has with the sizes on the model's page."""
    return Published(str(params), f"{kind} of {name.partition('/')[2]}", HUGGING_FACE.format(name))


_PERCEPTRON = Published("20·256 + 256 + 256·10 + 10")
_NEST = "20·64 + 64 + 64·32 + 32 + 32·16 + 16"
_FIXED = "20² + 20"  # one layer, called twice; the constant is a buffer
_CNN = Published("9·32 + 32 + 2·32 + 9·32·64 + 64 + 2·64\n28²·64·1024 + 1024 + 1024·10 + 10")
# MultiheadAttention; feedforward; a norm is 2·width
_ENCODER = "4·512² + 4·512 + 2·512·2048 + 2048 + 512 + 2·2·512"
_DECODER = "2·(4·512² + 4·512) + 2·512·2048 + 2048 + 512 + 3·2·512"

PUBLISHED = {
    "perceptron": _PERCEPTRON,
    "mlp": _PERCEPTRON,
    "mysequential": _PERCEPTRON,
    "fixedhiddenmlp": Published(_FIXED),
    "nestmlp": Published(_NEST),
    "chimera": Published(f"{_NEST}\n16·20 + 20\n{_FIXED}"),
    "parallel": Published("20·64 + 64 + 20·32 + 32 + (64 + 32)·10 + 10"),
    "factory": Published("5·(20·64 + 64 + 64·20 + 20) + 20·10 + 10"),
    "cnn": _CNN,
    "cnnblocks": _CNN,
    "cnnfactory": _CNN,
    "smallsteps": Published("0"),  # constants alone
    "toys": Published("2·32 + 32 + 32² + 32 + 32·2 + 2"),
    "digits": Published("9·16 + 16 + 9·16·32 + 32 + 2²·32·10 + 10"),
    "lenet": Published("5²·6 + 6 + 5²·6·16 + 16\n400·120 + 120 + 120·84 + 84 + 84·10 + 10"),
    "alexnet": _torchvision("alexnet", 61_100_840, 0.714),
    "vgg11": _torchvision("vgg11", 132_863_336, 7.609),
    "vgg16": _torchvision("vgg16", 138_357_544, 15.47),
    "vgg19": _torchvision("vgg19", 143_667_240, 19.632),
    "nin": Published(
        "11²·3·96 + 96 + 2·(96² + 96)\n5²·96·256 + 256 + 2·(256² + 256)\n9·256·384 + 384 + 2·(384² + 384)\n"
        "9·384·1024 + 1024 + 1024² + 1024 + 1024·1000 + 1000"
    ),
    "googlenet": _torchvision("googlenet", 6_624_904, 1.498),
    "resnet18": _torchvision("resnet18", 11_689_512, 1.814),
    "resnet34": _torchvision("resnet34", 21_797_672, 3.664),
    "resnet50": _torchvision("resnet50", 25_557_032, 4.089),
    "resnet101": _torchvision("resnet101", 44_549_160, 7.801),
    "resnet152": _torchvision("resnet152", 60_192_808, 11.514),
    "resnext50": _torchvision("resnext50_32x4d", 25_028_904, 4.23),
    "densenet121": _torchvision("densenet121", 7_978_856, 2.834),
    "squeezenet": _torchvision("squeezenet1_0", 1_248_424, 0.819),
    "mobilenetv2": _torchvision("mobilenet_v2", 3_504_872, 0.301),
    "efficientnetb0": _torchvision("efficientnet_b0", 5_288_548, 0.386),
    "convnextt": _torchvision("convnext_tiny", 28_589_128, 4.456),
    "unet": Published(UNET.params),
    "autoencoder": Published(
        "784·1000 + 1000 + 1000·500 + 500 + 500·250 + 250 + 250·30 + 30\n"
        "30·250 + 250 + 250·500 + 500 + 500·1000 + 1000 + 1000·784 + 784"
    ),
    "lstm": Published("5000·64 + 2·4·(64·128 + 128² + 2·128) + 2·128·17 + 17"),
    "bert": _hugging_face("BertModel", "google-bert/bert-base-uncased", 109_482_240),
    "gpt2": _hugging_face("GPT2LMHeadModel", "openai-community/gpt2", 124_439_808),
    "gpt2medium": _hugging_face("GPT2LMHeadModel", "openai-community/gpt2-medium", 354_823_168),
    "gpt2large": _hugging_face("GPT2LMHeadModel", "openai-community/gpt2-large", 774_030_080),
    "gpt2xl": _hugging_face("GPT2LMHeadModel", "openai-community/gpt2-xl", 1_557_611_200),
    "vit": _torchvision("vit_b_16", 86_567_656, 17.564),
    "siamese": Published(
        "10²·64 + 64 + 7²·64·128 + 128 + 4²·128² + 128 + 4²·128·256 + 256\n6²·256·4096 + 4096 + 4096 + 1"
    ),
    "towers": Published("2·(300·256 + 256 + 256·64 + 64)"),
    "seq2seq": Published(
        "2·1000·128\n3·(4·128² + 4·128 + 2·128·512 + 512 + 128 + 2·2·128)\n"
        "3·(2·(4·128² + 4·128) + 2·128·512 + 512 + 128 + 3·2·128)\n128·1000 + 1000"
    ),
    "transformer": Published(f"37000·512\n6·({_ENCODER})\n6·({_DECODER})"),  # one table for all three places
}
