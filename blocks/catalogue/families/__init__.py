"""Every kind that is a module, by family, in the order of the palette."""

from blocks.catalogue.entry import Entry
from blocks.catalogue.families import (
    activation,
    attention,
    convolution,
    dropout,
    embedding,
    linear,
    normalization,
    operations,
    padding,
    pooling,
    upsampling,
)

FAMILIES: dict[str, tuple[Entry, ...]] = {
    linear.FAMILY: linear.ENTRIES,
    convolution.FAMILY: convolution.ENTRIES,
    pooling.FAMILY: pooling.ENTRIES,
    normalization.FAMILY: normalization.ENTRIES,
    activation.FAMILY: activation.ENTRIES,
    dropout.FAMILY: dropout.ENTRIES,
    "Shape": operations.SHAPE,
    "Reduction": operations.REDUCTION,
    embedding.FAMILY: embedding.ENTRIES,
    attention.FAMILY: attention.ENTRIES,
    upsampling.FAMILY: upsampling.ENTRIES,
    padding.FAMILY: padding.ENTRIES,
}
