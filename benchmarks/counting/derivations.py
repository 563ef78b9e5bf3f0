"""The true numbers as arithmetic that a person can follow, written with the sizes of the layers.

A derivation is read as it is printed, so text and number cannot disagree: `·` multiplies, `²` squares,
lines add up. This file holds those of the networks with stages; nothing here runs a model.
"""

from dataclasses import dataclass

from blocks.expressions import Expression, evaluate


def value(derivation: str) -> int:
    """The number a derivation comes to: `value("3·4²\\n2")` is 50."""
    lines = derivation.replace("·", "*").replace("²", "**2").splitlines()
    return sum(int(evaluate(Expression(line), {})) for line in lines)


@dataclass(frozen=True)
class Work:
    """Derivations of a model on one example.

    `bias` are the additions of biases; `touched` the elements that pass a normalisation, an activation,
    a pooling, a softmax or the like. Neither are MACs, but tools with a wider convention count them.
    """

    params: str
    macs: str
    bias: str = "0"
    touched: str = "0"

    def __add__(self, other: "Work") -> "Work":
        return Work(
            f"{self.params}\n{other.params}",
            f"{self.macs}\n{other.macs}",
            f"{self.bias}\n{other.bias}",
            f"{self.touched}\n{other.touched}",
        )


_STEM = Work("7²·3·64 + 2·64", "7²·3·64·112²", touched="3·64·112²")  # normalised, activated, pooled


def _head(features: int) -> Work:
    return Work(f"{features}·1000 + 1000", f"{features}·1000", "1000", f"{features}·7²")


def _basic(given: int, width: int, side: int) -> Work:
    """Two blocks of two convolutions; the first of the four halves the picture and widens, as its shortcut does."""
    kernels = f"9·{given}·{width} + 3·9·{width}² + {given}·{width}"
    return Work(f"{kernels} + 5·2·{width}", f"({kernels})·{side}²", touched=f"(5 + 4)·{width}·{side}²")


def _wide(count: int, given: int, width: int, before: int, side: int) -> Work:
    """Bottlenecks 1 x 1, 3 x 3, 1 x 1 to four times the width; the first sees a picture of side `before`."""
    first = f"9·{width}² + 4·{width}² + {given}·4·{width}"  # its last convolution is the shortcut's
    rest = f"{count - 1}·(4 + 9 + 4)·{width}²"
    norms = f"2·(1 + 1 + 4 + 4)·{width} + {count - 1}·2·(1 + 1 + 4)·{width}"
    return Work(
        f"{given}·{width} + {first} + {rest} + {norms}",
        f"{given}·{width}·{before}² + ({first} + {rest})·{side}²",
        touched=f"2·{width}·{before}² + (9 + 5)·{width}·{side}² + {count - 1}·2·(1 + 1 + 4)·{width}·{side}²",
    )


def _level(given: int, width: int, side: int) -> Work:
    """One level of the U-Net: two convolutions down, one up from the level below, two on both halves joined."""
    kernels = f"9·{given}·{width} + 9·{width}² + 9·2·{width}² + 9·{width}²"
    return Work(
        f"{kernels} + 4·2·{width} + 2²·2·{width}² + {width}",
        f"({kernels})·{side}² + 2²·2·{width}²·{side // 2}²",
        f"{width}·{side}²",
        f"(4 + 4 + 1)·{width}·{side}²",
    )


RESNET18 = (
    _STEM
    + Work("4·(9·64² + 2·64)", "4·9·64²·56²", touched="(4 + 4)·64·56²")
    + _basic(64, 128, 28)
    + _basic(128, 256, 14)
    + _basic(256, 512, 7)
    + _head(512)
)
RESNET152 = (
    _STEM
    + _wide(3, 64, 64, 56, 56)
    + _wide(8, 256, 128, 56, 28)
    + _wide(36, 512, 256, 28, 14)
    + _wide(3, 1024, 512, 14, 7)
    + _head(2048)
)
UNET = (
    _level(1, 64, 128)
    + _level(64, 128, 64)
    + _level(128, 256, 32)
    + _level(256, 512, 16)
    + Work("9·512·1024 + 9·1024² + 2·2·1024", "(9·512·1024 + 9·1024²)·8²", touched="4·1024·8²")
    + Work("64·2 + 2", "64·2·128²", "2·128²")
)
_VGG_BIASES = "2·64·224² + 2·128·112² + 3·256·56² + 3·512·28² + 3·512·14²"
VGG16 = Work(
    "9·(3·64 + 64² + 64·128 + 128² + 128·256 + 2·256² + 256·512 + 5·512²)\n"
    "2·64 + 2·128 + 3·256 + 6·512\n"
    "512·7²·4096 + 4096 + 4096² + 4096 + 4096·1000 + 1000",
    "9·(3·64 + 64²)·224² + 9·(64·128 + 128²)·112² + 9·(128·256 + 2·256²)·56²\n"
    "9·(256·512 + 2·512²)·28² + 9·3·512²·14²\n"
    "512·7²·4096 + 4096² + 4096·1000",
    f"{_VGG_BIASES} + 2·4096 + 1000",
    f"{_VGG_BIASES} + 2·4096\n64·224² + 128·112² + 256·56² + 512·28² + 512·14² + 512·7²",
)
GPT2 = Work(  # on 128 tokens: 12 blocks of 768 features; the head is the table of words once more
    "50257·768 + 1024·768\n12·(3·768² + 3·768 + 768² + 768)\n12·(768·3072 + 3072 + 3072·768 + 768 + 2·2·768)\n2·768",
    "12·(128·3·768² + 128²·768 + 128²·768 + 128·768²)\n12·(128·768·3072 + 128·3072·768)\n128·768·50257",
    "12·128·(4·768 + 3072 + 768)",
    "12·(12·128² + 128·768) + 12·128·(2·768 + 3072)\n128·768",
)
