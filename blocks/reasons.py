"""PyTorch's error sentences, put plainly: what it expected, why, and what to change.

Every pattern was seen in PyTorch 2.13 by provoking the error; `tests/test_explain.py` provokes each again.
A sentence that no pattern knows is quoted as it is.
"""

import re
from dataclasses import dataclass
from math import prod
from typing import Any

from blocks.report import TensorType


@dataclass(frozen=True)
class Reason:
    """What a block expected, why, and what to change, each as a sentence a student understands."""

    expected: str
    why: str
    fix: str


def reason(kind: str, args: dict[str, Any], given: TensorType, words: str) -> Reason | None:
    """What PyTorch's `words` about a block of a kind mean; None where no pattern knows them."""
    for pattern, *sentences in _TABLE:
        found = re.search(pattern, words)
        if found:
            known = _Known(_facts(kind, args, given))
            known.update({name: text or "" for name, text in found.groupdict().items()})
            return Reason(*(sentence.format_map(known) for sentence in sentences))
    return None


def _facts(kind: str, args: dict[str, Any], given: TensorType) -> dict[str, Any]:
    """The words a sentence may use besides those of the error."""
    shape = given.shape
    return {
        **args,
        "kind": kind,
        "shape": given,
        "rank": len(shape),
        "last": len(shape) - 1,
        "each": prod(shape[1:]),
        "channels": shape[1] if len(shape) > 1 else 0,
        "space": "×".join(map(str, shape[2:])) or "one number",
        "numbers": _numbers(given.dtype),
    }


class _Known(dict[str, Any]):
    """What is not known is left as a word of the sentence."""

    def __missing__(self, name: str) -> str:
        return name


def _numbers(dtype: str) -> str:
    """What tensors of a dtype hold, in words."""
    if dtype.startswith(("int", "uint")):
        return "whole numbers"
    words = {"bool": "truth values", "complex64": "complex numbers", "complex128": "complex numbers"}
    return words.get(dtype, f"numbers of {dtype}")


_SMALL = (
    "a window that fits into the input.",
    "The window is larger than what is left of the input ({space}), so nothing would come out.",
    "make kernel_size smaller, pad more, or shrink less before.",
)
_BORDER = (
    "less padding than the input is wide.",
    "The border is filled from the input itself, and there is not so much of it in {shape}.",
    "pad less, or pad with zeros.",
)
_MIXED = (
    "numbers of the kind that it computes with.",
    "{kind} computes with real numbers (float32), and {numbers} arrive: PyTorch does not mix the two.",
    "feed float32; numbers that name things, such as words, go through an Embedding first.",
)
_RANK = (
    "another number of dimensions.",
    "{kind} does not work on tensors of {rank} dimensions.",
    "put a tensor of another form there, or another kind of block.",
)
_GROUPS = (
    "a number of groups that divides the channels.",
    "{whole} channels cannot be split into {part} equal groups.",
    "choose one that divides {whole}; 1 always does.",
)

# A pattern in PyTorch's words, then what was expected, why, what to change. The first that matches speaks.
_TABLE: tuple[tuple[str, str, str, str], ...] = (
    # windows
    (
        r"Kernel size: \((?P<kernel>.*?)\)\. Kernel size can't be greater",
        "a window that fits into the input.",
        "The window ({kernel}) is larger than the input with its padding, so there is no place to put it.",
        "make kernel_size smaller, pad more, or shrink less before.",
    ),
    (r"Calculated output size.* Output size is too small|Invalid computed output size", *_SMALL),
    (r"calculated shape of the array of sliding blocks|kernel \w+ \d+ is too large relative to input", *_SMALL),
    (
        r"pad should be at most half of effective kernel size",
        "padding of at most half of kernel_size.",
        "With more, a window would stand wholly in the padding and see nothing of the input.",
        "set padding to half of kernel_size or less.",
    ),
    (r"Padding size should be less than the corresponding input dimension", *_BORDER),
    (r"Padding value causes wrapping around more than once", *_BORDER),
    (
        r"padding='same' is not supported for strided",
        "stride 1 with padding 'same'.",
        "'same' keeps the size and stride {stride} shrinks it: both at once cannot be.",
        "set stride to 1, or padding to a number.",
    ),
    (
        r"output padding must be smaller than either stride or dilation",
        "output_padding below stride.",
        "It fills what a stride leaves open at the end, which is less than one stride.",
        "make output_padding smaller.",
    ),
    (
        r"output sizes should be greater than 0",
        "at least one pixel.",
        "scale_factor makes the picture ({space}) smaller than that.",
        "use a larger scale_factor, or type size.",
    ),
    (
        r"(?:non-empty|optional 0 dim|non-zero dim).*[\[,(] ?0[,\])]|zero-size dimension",
        "something to compute with.",
        "The tensor is empty: one of its dimensions is 0.",
        "shrink less before this block, or take a longer stretch.",
    ),
    # numbers that must divide
    (
        r"(?P<whole>in_channels|out_channels) must be divisible by groups",
        "groups that divides in_channels and out_channels.",
        "Groups split the channels into equal parts, and {whole} cannot be split into {groups}.",
        "choose groups that divides both; 1 always does.",
    ),
    (r"num_channels \((?P<whole>\d+)\) must be divisible by num_groups \((?P<part>\d+)\)", *_GROUPS),
    (r"channels must be divisible by groups\. Got (?P<whole>\d+) channels and (?P<part>\d+)", *_GROUPS),
    (
        r"embed_dim must be divisible by num_heads",
        "a number of heads that divides the features.",
        "Each head works on an equal part of the features, and they cannot be split so.",
        "choose a number of heads that divides the features.",
    ),
    (
        r"Invalid input shape for pixel_shuffle.*with upscale_factor = (?P<factor>\d+)",
        "a multiple of {factor}×{factor} channels.",
        "Each pixel becomes {factor}×{factor} pixels, made of as many channels, and {channels} cannot be dealt out so.",
        "make the channels before it such a multiple, or choose another upscale_factor.",
    ),
    (
        r"shape '\[\d+, \d+, \d+, (?P<part>\d+), \d+, (?P=part)\]' is invalid for input of size",
        "height and width that {part} divides.",
        "The picture ({space}) cannot be cut into squares of {part}×{part}.",
        "choose a downscale_factor that divides height and width.",
    ),
    (
        r"Halving dimension must be even, but dimension (?P<dim>\d+) is size (?P<whole>\d+)",
        "an even number in dimension {dim}.",
        "GLU uses one half of it as a gate for the other, and {whole} has no half.",
        "make that dimension even, or choose another dim.",
    ),
    (
        r"expected input\.size\(-1\) to be (?P<wanted>\d+) but got (?P<found>\d+)",
        "{wanted} columns.",
        "Each column is one window, a picture of output_size has {wanted} of them, and {found} arrive.",
        "make output_size, kernel_size and stride those of the Unfold before it.",
    ),
    (
        r"first non-batch dimension to be divisible by the product of kernel_size",
        "columns of whole windows.",
        "Each column holds a window of kernel_size for each channel, and {channels} numbers do not make such windows.",
        "make kernel_size that of the Unfold before it.",
    ),
    (
        r"shape '\[.*?\]' is invalid for input of size",
        "a shape that multiplies to {each}.",
        "Reshaping makes no number and drops none, and each example has {each}.",
        "type a shape that multiplies to {each}, with one -1 to be worked out.",
    ),
    (
        r"Provided sizes \[(?P<sizes>.*?)\] don't multiply up to the size of dim (?P<dim>-?\d+) \((?P<whole>\d+)\)",
        "sizes that multiply to {whole}.",
        "Dimension {dim} holds {whole} numbers, and [{sizes}] does not multiply to that.",
        "type sizes that multiply to {whole}, with one -1 to be worked out.",
    ),
    (
        r"only one dimension can be inferred",
        "one -1.",
        "A number can be worked out from all others, and here two are open.",
        "type all but one.",
    ),
    # dimensions that are not there
    (
        r"input\.dim\(\) = (?P<found>\d+) is not equal to len\(dims\) = (?P<wanted>\d+)",
        "each dimension named once.",
        "The tensor has {found} dimensions, and {wanted} are named.",
        "name the dimensions 0 to {last} in the order you want.",
    ),
    (
        r"duplicate (?:dims|value)",
        "each dimension named once.",
        "The same dimension is named twice.",
        "name different ones.",
    ),
    (
        r"Dimension out of range .*range of \[(?P<low>-\d+), (?P<high>\d+)\], but got (?P<dim>-?\d+)\)",
        "a dimension from {low} to {high}.",
        "There is no dimension {dim}: they are counted from 0, or from the end with -1.",
        "name one that is there.",
    ),
    (r"tuple index out of range", *_RANK),
    (
        r"index (?P<index>-?\d+) out of range for tensor of size .* at dimension (?P<dim>\d+)",
        "an index that dimension {dim} has.",
        "There is no entry {index}: counting starts at 0.",
        "choose an index that is there; -1 is the last.",
    ),
    (
        r"start \((?P<start>\d+)\) \+ length \((?P<length>\d+)\) exceeds dimension size \((?P<whole>\d+)\)",
        "a stretch within the {whole} entries there are.",
        "{length} entries from {start} on reach beyond the end.",
        "take a shorter stretch, or start earlier.",
    ),
    (
        r"start out of range",
        "a start within the dimension.",
        "The stretch starts after the end.",
        "start earlier.",
    ),
    (
        r"start_dim cannot come after end_dim",
        "start_dim before end_dim.",
        "Dimensions are flattened from the one to the other, in this order.",
        "put them in order.",
    ),
    # real and whole numbers
    (
        r"argument #1 'indices'|expected indices to be long or int",
        "whole numbers (int64).",
        "An embedding looks up rows of a table by their number, and there is no row 2.5.",
        "feed int64, or use Linear for measured values.",
    ),
    (r"must have the same dtype|and (?:bias|weight) type .* should be the same|mixed dtype", *_MIXED),
    (r"not implemented for '\w+'|could not infer output dtype|not supported for complex|Boolean inputs", *_MIXED),
    # as many dimensions as the kind takes
    (
        r"input has to be 1D or 2D Tensor, but got Tensor of dimension",
        "words for each example: (batch, words).",
        "It adds up the vectors of all words of an example, and {rank} dimensions arrive.",
        "use Embedding, or flatten before.",
    ),
    (
        r"Only 3D, 4D and 5D input Tensors supported",
        "(batch, channels, …), with one to three dimensions of space.",
        "Only what has space can be enlarged, and {shape} has none.",
        "move it to where there is a picture.",
    ),
    (
        r"Got \dD input, but (?P<word>\w+) mode needs (?P<wanted>\d)D input",
        "{wanted} dimensions for the mode {word}.",
        "Pixels between others are weighed along each dimension of space, and {shape} has another number of them.",
        "choose linear for 3, bilinear for 4, trilinear for 5 dimensions, or nearest for any.",
    ),
    (r"Padding (?:size|length) .*(?:not supported for|less than or equal to)|Invalid input shape for", *_RANK),
    (r"[Ee]xpected .*\dD|should be unbatched 2D|tensor expected for input|Expected \d to \d dimensions", *_RANK),
    # lengths and single arguments
    (
        r"at -2! Mismatching argument at index 1",
        "a sequence of at most {longest} steps.",
        "There is one learned vector for each position up to longest, and the sequence goes on.",
        "set longest to the length of the longest sequence.",
    ),
    (
        r"Found parameter numbers = (?P<typed>\d+) and channel size = (?P<found>\d+)",
        "{found} slopes, or one for all channels.",
        "PReLU learns a slope for each of the {found} channels, and num_parameters is {typed}.",
        "set num_parameters to {found}, or to 1.",
    ),
    (
        r"Padding_idx must be within num_embeddings",
        "a row of the table.",
        "padding_idx names the row that is never trained, and the table has {num_embeddings}.",
        "choose a row from 0 on, or leave it out.",
    ),
    (
        r"alpha cannot be 0",
        "another alpha than 0.",
        "CELU divides by alpha.",
        "set alpha to 1, which is usual.",
    ),
    (
        r"only one of size or scale_factor",
        "size or scale_factor.",
        "Both say how large the picture becomes.",
        "leave one of them out.",
    ),
    (
        r"either size or scale_factor",
        "size or scale_factor.",
        "Nothing says how large the picture becomes.",
        "type one of them.",
    ),
    (
        r"align_corners option can only be set",
        "a mode that interpolates.",
        "align_corners says how pixels between others are weighed, and this mode does not weigh them.",
        "leave it out, or choose linear, bilinear, bicubic or trilinear.",
    ),
    # a training step on a single value
    (
        r"Expected more than 1 (?:value per channel|spatial element) when training",
        "more than one value for each channel.",
        "It takes mean and deviation over the values of a channel; of a single value the deviation is 0.",
        "feed a larger batch or picture, or use LayerNorm or GroupNorm, which need no second value.",
    ),
)
