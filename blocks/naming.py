"""Names of blocks: what PyTorch and Python can use."""

import keyword
import re
import unicodedata
from collections.abc import Container
from itertools import count

from blocks.errors import BlockError

LONGEST_NAME = 64
# What nn.Module itself answers to: a child of that name would hide it.
TAKEN = frozenset(
    "add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval "
    "extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict "
    "modules mtia named_buffers named_children named_modules named_parameters parameters register_backward_hook "
    "register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook "
    "register_full_backward_pre_hook register_load_state_dict_post_hook register_load_state_dict_pre_hook "
    "register_module register_parameter register_state_dict_post_hook register_state_dict_pre_hook "
    "requires_grad_ set_extra_state set_submodule share_memory state_dict to to_empty train training type "
    "xpu zero_grad T_destination append extend insert pop dim self super torch nn".split()
)

_NOT_CLASSES = frozenset("Tensor OrderedDict F Module".split())  # what generated code means by them


def good_name(name: str) -> str:
    """The name if PyTorch and Python can use it (Unicode normalised, as Python would). Raises BlockError."""
    name = unicodedata.normalize("NFKC", name.strip()) if len(name) <= 4 * LONGEST_NAME else name
    fine = name == "" or (
        len(name) <= LONGEST_NAME
        and re.fullmatch(r"\w+", name) is not None
        and name.isidentifier()
        and not keyword.iskeyword(name)
        and not name.startswith("_")
        and name not in TAKEN
    )
    if not fine:
        raise BlockError(
            f"{name[:LONGEST_NAME]!r} cannot be the name of a block.",
            f"letters, digits and underscores, at most {LONGEST_NAME}, no keyword, nothing that nn.Module itself uses.",
            f"try {_suggest(name)!r}.",
        )
    return name


def class_name(name: str, taken: Container[str]) -> str:
    """The name if a definition can have it: a class name that is neither taken nor PyTorch's. Raises BlockError."""
    name = good_name(name)
    if name[:1].isupper() and name not in taken and name not in _NOT_CLASSES:
        return name
    reason = "is already a kind of block" if name in taken else "cannot be the name of a definition"
    raise BlockError(
        f"{name!r} {reason}.", "a class name of its own, such as Bottleneck.",
        f"try {(name[:1].upper() + name[1:] or 'My') + 'Block'!r}.",
    )  # fmt: skip


def good_parameter(name: str) -> str:
    """The name if a definition's parameter can have it. Raises BlockError."""
    name = good_name(name)
    if name and name != "i" and name.isascii():
        return name
    raise BlockError(
        f"{name!r} cannot be a parameter.", "a name such as channels; i is the index in a Repeat.",
        "choose another name.",
    )  # fmt: skip


def from_kind(kind: str) -> str:
    """A name from a kind: `relu`, `layer_norm`, `conv2d`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z][A-Za-z]{2})|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})", "_", kind).lower()


def stem(name: str) -> str:
    """A name without its number: `conv` for `conv_2`."""
    return re.sub(r"_?\d+$", "", name) or name


def number(name: str, taken: Container[str]) -> str:
    """The name with the first number that is not taken: `conv_2` for `conv` or `conv_1`."""
    start = stem(name)[: LONGEST_NAME - 6]
    return next(f"{start}_{n}" for n in count(2) if f"{start}_{n}" not in taken)


def _suggest(name: str) -> str:
    plain = re.sub(r"\W+", "_", name)[: LONGEST_NAME - 6].strip("_")
    if keyword.iskeyword(plain) or plain in TAKEN:
        return f"{plain}_1"
    return next((each for each in (plain, f"block_{plain}") if each.isidentifier()), "block_1")
