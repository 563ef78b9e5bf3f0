"""The models of the gallery in their order, by chapter."""

CHAPTERS = {
    "The chapter": (
        "perceptron", "mlp", "mysequential", "fixedhiddenmlp", "nestmlp", "chimera", "parallel", "factory",
        "cnn", "cnnblocks", "cnnfactory",
    ),
    "Classic networks": (
        "lenet", "alexnet", "vgg11", "vgg16", "vgg19", "nin", "googlenet",
        "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50", "densenet121",
        "squeezenet", "mobilenetv2", "efficientnetb0", "convnextt", "unet", "autoencoder",
    ),
    "Sequences and attention": ("lstm", "bert", "gpt2", "gpt2medium", "gpt2large", "gpt2xl", "vit"),
    "Several inputs": ("siamese", "towers", "seq2seq", "transformer"),
}  # fmt: skip

STARTS = {"lenet": "LeNet-5", "resnet18": "ResNet-18"}  # what an empty canvas offers, with their titles
