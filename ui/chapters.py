"""The models of the gallery in their order, by chapter, and what they are called."""

import json
from functools import cache
from pathlib import Path

GALLERY = Path(__file__).resolve().parents[1] / "gallery"

CHAPTERS = {
    "The chapter": (
        "perceptron", "mlp", "mysequential", "fixedhiddenmlp", "nestmlp", "chimera", "parallel", "factory",
        "cnn", "cnnblocks", "cnnfactory", "smallsteps",
    ),
    "Classic networks": (
        "lenet", "alexnet", "vgg11", "vgg16", "vgg19", "nin", "googlenet",
        "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50", "densenet121",
        "squeezenet", "mobilenetv2", "efficientnetb0", "convnextt", "unet", "autoencoder",
    ),
    "To train in ten seconds": ("toys", "digits"),
    "Sequences and attention": ("lstm", "bert", "gpt2", "gpt2medium", "gpt2large", "gpt2xl", "vit"),
    "Several inputs": ("siamese", "towers", "seq2seq", "transformer"),
}  # fmt: skip


@cache
def titles() -> list[tuple[str, str]]:
    """Each model's name and title, in the order of the chapters."""
    names = [name for chapter in CHAPTERS.values() for name in chapter]
    return [(name, str(json.loads((GALLERY / f"{name}.json").read_bytes())["title"])) for name in names]
