"""Every kind that is a module, by family, in the order of the palette."""

from blocks.catalogue.entry import Entry
from blocks.catalogue.families import (
    activation,
    arithmetic,
    attention,
    convolution,
    dropout,
    embedding,
    functional,
    indexing,
    joining,
    learned,
    linear,
    normalization,
    padding,
    pooling,
    reduction,
    shape,
    upsampling,
)

FAMILIES: dict[str, tuple[Entry, ...]] = {
    linear.FAMILY: linear.ENTRIES,
    convolution.FAMILY: convolution.ENTRIES,
    pooling.FAMILY: pooling.ENTRIES,
    normalization.FAMILY: normalization.ENTRIES,
    activation.FAMILY: activation.ENTRIES,
    dropout.FAMILY: dropout.ENTRIES,
    shape.FAMILY: shape.ENTRIES,
    joining.FAMILY: joining.ENTRIES,
    indexing.FAMILY: indexing.ENTRIES,
    reduction.FAMILY: reduction.ENTRIES,
    arithmetic.FAMILY: arithmetic.ENTRIES,
    functional.FAMILY: functional.ENTRIES,
    learned.FAMILY: learned.ENTRIES,
    embedding.FAMILY: embedding.ENTRIES,
    attention.FAMILY: attention.ENTRIES,
    upsampling.FAMILY: upsampling.ENTRIES,
    padding.FAMILY: padding.ENTRIES,
}
