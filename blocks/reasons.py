"""PyTorch's error sentences, put plainly: why it refuses, and what to change.

Every pattern was seen in PyTorch 2.13 by provoking the error; `tests/test_explain.py` provokes each again.
A sentence that no pattern knows is quoted as it is.
"""

import re
from dataclasses import dataclass
from typing import Any

from blocks.report import TensorType


@dataclass(frozen=True)
class Reason:
    """Why a block is refused, and what to change, each as a sentence a student understands."""

    why: str
    fix: str


def reason(kind: str, args: dict[str, Any], given: TensorType, words: str) -> Reason | None:
    """What PyTorch's `words` about a block of a kind mean; None where no pattern knows them."""
    for pattern, why, fix in _TABLE:
        found = re.search(pattern, words)
        if found:
            known = {**_facts(kind, args, given), **{key: text or "" for key, text in found.groupdict().items()}}
            return Reason(why.format_map(known), fix.format_map(known))
    return None


def _facts(kind: str, args: dict[str, Any], given: TensorType) -> dict[str, Any]:
    """The words a sentence may use besides those of the error."""
    shape = given.shape
    size = 1
    for extent in shape[1:]:
        size *= extent
    return _Known(
        args, kind=kind, shape=given, rank=len(shape), last=len(shape) - 1, each=size,
        channels=shape[1] if len(shape) > 1 else 0, dtype=given.dtype, numbers=_numbers(given.dtype),
        space="×".join(map(str, shape[2:])) or "nothing",
    )  # fmt: skip


class _Known(dict[str, Any]):
    """What is not known is left as a word of the sentence."""

    def __missing__(self, name: str) -> str:
        return name


def _numbers(dtype: str) -> str:
    """A dtype in words: whole numbers, truth values, complex numbers or other real numbers."""
    if dtype.startswith(("int", "uint")):
        return "whole numbers"
    return {"bool": "truth values", "complex64": "complex numbers", "complex128": "complex numbers"}.get(
        dtype, f"numbers of {dtype}"
    )


_MIXED = (
    "{kind} computes with real numbers of float32, and {numbers} arrive: PyTorch does not mix the two.",
    "feed float32; numbers that name things, such as words, go through an Embedding first.",
)
_TOO_SMALL = (
    "The window is larger than what is left of the input ({space}), so nothing would come out.",
    "make kernel_size smaller, pad more, or shrink less before.",
)
_REFLECT = (
    "The border is filled from the picture itself, and so much of it there is not in {shape}.",
    "pad less, or pad with zeros.",
)
_FOUR = "put such a tensor there, or choose the kind for {rank} dimensions."

# pattern in PyTorch's words, why, what to change; the first that matches speaks
_TABLE: tuple[tuple[str, str, str], ...] = (
    # windows
    (r"Kernel size: \((?P<kernel>.*?)\)\. Kernel size can't be greater",
     "The window ({kernel}) is larger than the input with its padding, so there is no place to put it.", _TOO_SMALL[1]),
    (r"Calculated output size(?: per channel)?: .* Output size is too small", *_TOO_SMALL),
    (r"Invalid computed output size", *_TOO_SMALL),
    (r"calculated shape of the array of sliding blocks", *_TOO_SMALL),
    (r"kernel \w+ (?P<kernel>\d+) is too large relative to input", *_TOO_SMALL),
    (r"pad should be at most half of effective kernel size",
     "A window that stands wholly in the padding would see nothing, so padding is at most half of kernel_size.",
     "set padding to half of kernel_size or less."),
    (r"Padding size should be less than the corresponding input dimension", *_REFLECT),
    (r"Padding value causes wrapping around more than once", *_REFLECT),
    (r"padding='same' is not supported for strided",
     "'same' keeps the size and stride {stride} shrinks it: both at once cannot be.",
     "set stride to 1, or padding to a number."),
    (r"output padding must be smaller than either stride or dilation",
     "output_padding fills what the stride left open, which is less than one stride.", "set output_padding below stride."),
    (r"output sizes should be greater than 0",
     "scale_factor makes the picture ({space}) smaller than one pixel.", "use a larger scale_factor, or type size."),
    (r"(?:non-empty|optional 0 dim batch size) .*[\[,(] ?0[,\])]|non-zero dimensions.*[,(] ?0[,)]|zero-size dimension",
     "The tensor is empty: one of its dimensions is 0, so there is nothing to compute with.",
     "shrink less before this block, or take a longer stretch."),
    # numbers that must divide
    (r"(?P<whole>in_channels|out_channels) must be divisible by groups",
     "Groups split the channels into equal parts, and {whole} cannot be split into {groups} equal ones.",
     "choose groups that divides in_channels and out_channels; 1 always does."),
    (r"num_channels \((?P<whole>\d+)\) must be divisible by num_groups \((?P<part>\d+)\)",
     "{whole} channels cannot be split into {part} equal groups.", "choose num_groups that divides {whole}."),
    (r"embed_dim must be divisible by num_heads",
     "Each head works on an equal part of the features, and they cannot be split so.",
     "choose a number of heads that divides the features."),
    (r"Number of channels must be divisible by groups\. Got (?P<whole>\d+) channels and (?P<part>\d+)",
     "{whole} channels cannot be split into {part} equal groups.", "choose groups that divides {whole}."),
    (r"Invalid input shape for pixel_shuffle.*with upscale_factor = (?P<factor>\d+)",
     "Each new pixel takes {factor}×{factor} channels, and {channels} channels cannot be dealt out so.",
     "make the channels before it a multiple of {factor}×{factor}."),
    (r"shape '\[\d+, \d+, \d+, (?P<part>\d+), \d+, (?P=part)\]' is invalid for input of size",
     "The picture ({space}) cannot be cut into squares of {part}×{part}.",
     "choose downscale_factor that divides height and width."),
    (r"Halving dimension must be even, but dimension (?P<dim>\d+) is size (?P<whole>\d+)",
     "GLU uses one half of dimension {dim} as a gate for the other, and {whole} has no half.",
     "make that dimension even, or choose another dim."),
    (r"expected input\.size\(-1\) to be (?P<wanted>\d+) but got (?P<found>\d+)",
     "A picture of output_size has {wanted} windows and {found} arrive: each column is one window.",
     "make output_size, kernel_size and stride those of the Unfold before it."),
    (r"first non-batch dimension to be divisible by the product of kernel_size",
     "Each column holds whole windows of kernel_size, and {channels} numbers do not make such windows.",
     "make kernel_size that of the Unfold before it."),
    (r"shape '\[(?P<shape_>.*?)\]' is invalid for input of size",
     "Reshaping moves no number: each example has {each}, and the shape must multiply to just that.",
     "type a shape that multiplies to {each}, with one -1 to be worked out."),
    (r"Provided sizes \[(?P<sizes>.*?)\] don't multiply up to the size of dim (?P<dim>-?\d+) \((?P<whole>\d+)\)",
     "Dimension {dim} holds {whole} numbers, and {sizes} does not multiply to that.",
     "type sizes that multiply to {whole}, with one -1 to be worked out."),
    (r"only one dimension can be inferred",
     "Only one number can be worked out from the others, and -1 stands there twice.", "keep one -1."),
    # dimensions that are not there
    (r"input\.dim\(\) = (?P<found>\d+) is not equal to len\(dims\) = (?P<wanted>\d+)",
     "dims must name each dimension once: there are {found}, and {wanted} are named.", "name the dimensions 0 to {last}."),
    (r"duplicate (?:dims|value)", "The same dimension is named twice.", "name each dimension once."),
    (r"Dimension out of range \(expected to be in range of \[(?P<low>-\d+), (?P<high>\d+)\], but got (?P<dim>-?\d+)\)",
     "There is no dimension {dim}: the tensor has {rank}, so they are called {low} to {high}.",
     "name a dimension from {low} to {high}."),
    (r"tuple index out of range", "The tensor has only {rank} dimensions.", _FOUR),
    (r"index (?P<index>-?\d+) out of range for tensor of size .* at dimension (?P<dim>\d+)",
     "There is no entry {index} in dimension {dim}: counting starts at 0.", "choose an index that is there; -1 is the last."),
    (r"start \((?P<start>\d+)\) \+ length \((?P<length>\d+)\) exceeds dimension size \((?P<whole>\d+)\)",
     "From {start}, {length} entries are wanted, and the dimension has {whole}.", "take a shorter stretch, or start earlier."),
    (r"start out of range", "The stretch starts after the end of the dimension.", "start earlier."),
    (r"start_dim cannot come after end_dim",
     "Dimensions are flattened from start_dim to end_dim, in this order.", "put start_dim before end_dim."),
    # real and whole numbers
    (r"argument #1 'indices'|expected indices to be long or int",
     "An embedding looks up rows of a table by their number, and there is no row 2.5: it needs whole numbers.",
     "feed int64, or use Linear for measured values."),
    (r"must have the same dtype|and (?:bias|weight) type .* should be the same|mixed dtype|not implemented for '\w+'",
     *_MIXED),
    (r"could not infer output dtype|not supported for complex|Boolean inputs not supported", *_MIXED),
    # as many dimensions as the kind takes
    (r"input has to be 1D or 2D Tensor, but got Tensor of dimension (?P<rank_>\d)",
     "It looks up a bag of words for each example: (batch, words). {rank_} dimensions arrive.",
     "use Embedding, or flatten before."),
    (r"Only 3D, 4D and 5D input Tensors supported",
     "Enlarging needs space: (batch, channels, …). {rank} dimensions arrive.", "move it to where there is a picture."),
    (r"Got (?P<rank_>\d)D input, but (?P<mode_>\w+) mode needs (?P<wanted>\d)D input",
     "The mode {mode_} works on tensors of {wanted} dimensions, and this has {rank_}.",
     "choose linear for 3, bilinear for 4, trilinear for 5 dimensions, or nearest for any."),
    (r"Padding (?:size|length) .*(?:not supported for|less than or equal to)",
     "{kind} pads more dimensions than {shape} has after batch and channels.", _FOUR),
    (r"expected (?P<rank_>\d)D(?: or \dD)? input \(got (?P<found>\d)D input\)|Expected .*D .*|should be unbatched 2D|"
     r"tensor expected for input|Expected \d to \d dimensions|expects input with > 2 dims|Invalid input shape for|"
     r"expected input to be 3D or 4D|Expected 3D or higher",
     "{kind} works on another number of dimensions, and {rank} arrive.", _FOUR),
    # lengths and arguments
    (r"at -2! Mismatching argument at index 1",
     "There is one learned vector for each position, and the sequence is longer than the {longest} there are.",
     "set longest to the length of the longest sequence."),
    (r"Mismatch of parameter numbers and input channel size\. Found parameter numbers = (?P<typed>\d+) and .* = (?P<found>\d+)",
     "PReLU learns one slope for each channel: {found} channels, {typed} slopes.", "set num_parameters to {found}, or to 1."),
    (r"Padding_idx must be within num_embeddings",
     "padding_idx names a row of the table, which has {num_embeddings}.", "choose a row from 0 on, or leave it out."),
    (r"alpha cannot be 0", "It divides by alpha.", "set alpha to another number than 0."),
    (r"only one of size or scale_factor", "size and scale_factor both say how large it becomes.", "leave one of them out."),
    (r"either size or scale_factor", "Nothing says how large it becomes.", "type size or scale_factor."),
    (r"align_corners option can only be set",
     "align_corners says how pixels between others are weighed, which {mode} does not do.",
     "leave it out, or choose linear, bilinear, bicubic or trilinear."),
    # a training step on a single value
    (r"Expected more than 1 (?:value per channel|spatial element) when training",
     "To normalise, it takes mean and deviation over the values of a channel; of a single value the deviation is 0.",
     "feed a larger batch or a larger picture, or use LayerNorm or GroupNorm, which need no second value."),
)  # fmt: skip
