"""A module that the catalogue has, as a block: its arguments as it was made with, or read back from what it is."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from blocks import catalogue
from blocks.catalogue import introspect
from blocks.errors import BlockError
from blocks.importing import texts
from blocks.kinds import Argument, Kind, Value, accept

Reader = Callable[[Any], Any]


def kind_of(module: nn.Module) -> Kind | None:
    """The kind whose class this is: one of PyTorch's, or one of ours, be it as code that was written has it."""
    kind, own = catalogue.kinds().get(type(module).__name__), type(module)
    if kind is None or kind.name not in catalogue.ENTRIES:
        return None
    known = catalogue.module_class(kind.name)
    if own in (known, introspect.documented(catalogue.ENTRIES[kind.name])) or texts.same(own, known):
        return kind
    return None


def arguments(module: nn.Module, kind: Kind, made: Mapping[str, Any] | None) -> dict[str, Value] | None:
    """The arguments with which the kind's class makes such a module, without those at their defaults; None where there
    are none. `made` are those that it was made with, where that was seen."""
    told = {each.name: _told(module, each, made) for each in kind.arguments}
    try:
        given = {
            each.name: accept(each, _plain(each, told[each.name]))
            for each in kind.arguments
            if told[each.name] is not _UNTOLD and not _default(each, told[each.name])
        }
    except BlockError:
        return None
    return given if makes(catalogue.module_class(kind.name), given, module) else None


_UNTOLD = object()


def _told(module: nn.Module, argument: Argument, made: Mapping[str, Any] | None) -> Any:
    if made is not None:
        return made.get(argument.name, _UNTOLD)
    reader = _READERS.get((type(module).__name__, argument.name)) or _READERS.get(("", argument.name))
    try:
        return reader(module) if reader else getattr(module, argument.name, _UNTOLD)
    except AttributeError:
        return _UNTOLD


def _default(argument: Argument, value: Any) -> bool:
    if argument.required:
        return False
    return bool(_plain(argument, value) == argument.default and type(value) is not Tensor)


def _plain(argument: Argument, value: Any) -> Any:
    """As a document has it: one number for many equal ones, a name for a function."""
    if callable(value) and not isinstance(value, nn.Module):
        return getattr(value, "__name__", None)
    if isinstance(value, torch.Size | list):
        value = tuple(value)
    if argument.scalar and isinstance(value, tuple) and len(value) > 1 and len(set(value)) == 1 and argument.length:
        return value[0]
    return value


def makes(own: type[nn.Module], given: Mapping[str, Any], module: nn.Module) -> bool:
    """Whether a class makes the same module with these: its own words for both, and all sizes."""
    try:
        with torch.device("meta"), torch.random.fork_rng(devices=[]):
            twin = own(**given)
    except Exception:  # whatever a constructor does with what it does not expect
        return False
    return _words(twin) == _words(module) and _sizes(twin) == _sizes(module)


def _words(module: nn.Module) -> str:
    return re.sub(r",? ?inplace=True", "", repr(module)).replace("NonDynamicallyQuantizableLinear", "Linear")


def _sizes(module: nn.Module) -> dict[str, tuple[tuple[int, ...], torch.dtype]]:
    return {name: (tuple(each.shape), each.dtype) for name, each in module.state_dict().items()}


def _has(name: str) -> Reader:
    """Whether a tensor is there; some layers keep a truth value under that name."""

    def read(module: Any) -> bool:
        found = getattr(module, name)
        return found if isinstance(found, bool) else found is not None

    return read


def _unless(name: str, usual: str) -> Reader:
    return lambda module: None if getattr(module, name) == getattr(module, usual) else getattr(module, name)


def _activation(module: Any) -> str | None:
    return {functional.relu: "relu", functional.gelu: "gelu"}.get(module.activation)


_LAYER: dict[str, Reader] = {
    "d_model": lambda each: each.self_attn.embed_dim,
    "nhead": lambda each: each.self_attn.num_heads,
    "dim_feedforward": lambda each: each.linear1.out_features,
    "dropout": lambda each: each.dropout.p,
    "activation": _activation,
    "layer_norm_eps": lambda each: each.norm1.eps,
    "batch_first": lambda each: each.self_attn.batch_first,
    "bias": lambda each: each.linear1.bias is not None,
}
_READERS: dict[tuple[str, str], Reader] = {
    ("", "bias"): _has("bias"),
    ("MultiheadAttention", "bias"): _has("in_proj_bias"),
    ("MultiheadAttention", "add_bias_kv"): _has("bias_k"),
    ("MultiheadAttention", "kdim"): _unless("kdim", "embed_dim"),
    ("MultiheadAttention", "vdim"): _unless("vdim", "embed_dim"),
    **{(f"Transformer{part}Layer", name): reader for part in ("Encoder", "Decoder") for name, reader in _LAYER.items()},
}
