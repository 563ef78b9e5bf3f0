"""PyTorch classes looked at: a constructor's signature and docstring become a record."""

import inspect
import re
import types
import typing
from typing import Any

from torch import nn

from blocks.catalogue import facts
from blocks.kinds import Argument, Kind, Type, accept

DOCS = "https://docs.pytorch.org/docs/stable/generated/torch.nn.{}.html"


def layer(name: str, family: str) -> Kind:
    """The record of a module of `torch.nn`."""
    found = getattr(nn, name)
    return Kind(
        name,
        "layer",
        family,
        doc=first_sentence(found),
        call=f"nn.{name}",
        url=DOCS.format(name),
        hint=facts.HINTS.get(name, ""),
        arguments=arguments(name, found),
        start=facts.START.get(name, {}),
    )


def operation(found: type[nn.Module], family: str) -> Kind:
    """The record of a module of `operations`, which brings its source along."""
    name = found.__name__
    return Kind(
        name,
        "operation",
        family,
        doc=first_sentence(found),
        call=name,
        sources={name: inspect.getsource(found).rstrip()},
        hint=facts.HINTS.get(name, ""),
        arguments=arguments(name, found),
        start=facts.START.get(name, {}),
    )


def arguments(kind: str, found: type[nn.Module]) -> tuple[Argument, ...]:
    """The constructor's arguments, without those left out."""
    docs = argument_docs(inspect.getdoc(found) or "")
    parameters = inspect.signature(found.__init__).parameters.values()
    return tuple(
        _argument(kind, parameter, docs.get(parameter.name, ""))
        for parameter in parameters
        if parameter.name not in facts.LEFT_OUT | {"self"} and not parameter.name.startswith("_")
    )


def _argument(kind: str, parameter: inspect.Parameter, doc: str) -> Argument:
    name = parameter.name
    reads = facts.READS.get(kind, {}).get(name)
    options = _options(kind, name, parameter.annotation)
    low, high = facts.BOUNDS_OF_KIND.get((kind, name)) or facts.BOUNDS.get(name) or _usual_bounds(options["type"])
    argument = Argument(
        name,
        required=parameter.default is parameter.empty and reads is None,
        reads=reads,
        low=low,
        high=high,
        doc=doc,
        **options,
    )
    return _with_default(argument, parameter.default)


def _with_default(argument: Argument, default: Any) -> Argument:
    if default is inspect.Parameter.empty:
        return argument
    if callable(default):  # TransformerEncoderLayer: activation=F.relu
        default = default.__name__
    optional = argument.optional or default is None
    changed = {name: getattr(argument, name) for name in argument.__struct_fields__} | {"optional": optional}
    value = accept(Argument(**changed), default)
    return Argument(**changed | {"default": value})


def _usual_bounds(kind: Type) -> tuple[float, float]:
    return (-1e6, 1e6) if kind == "float" else facts.SIZE


def _options(kind: str, name: str, annotation: Any) -> dict[str, Any]:
    """Type, length, choices and so on from an annotation such as `Union[str, int, tuple[int, int]]`."""
    if (kind, name) in facts.CHOICES:
        return {"type": "choice", "choices": facts.CHOICES[kind, name]}
    if typing.get_origin(annotation) is typing.Literal:
        return {"type": "choice", "choices": tuple(typing.get_args(annotation))}
    parts = set(typing.get_args(annotation)) if _is_union(annotation) else {annotation}
    optional = types.NoneType in parts
    if float in parts:  # a tuple of floats is never needed
        return {"type": "float", "optional": optional}
    tuples = [part for part in parts if typing.get_origin(part) in (tuple, list)]
    if tuples or name in ("normalized_shape",):
        return {
            "type": "ints",
            "scalar": int in parts,
            "length": _length(kind, name, tuples),
            "optional": optional and not name.startswith("output_size"),
            "choices": ("same", "valid") if str in parts else (),
        }
    plain: dict[Any, Type] = {int: "int", bool: "bool"}
    (type_,) = parts - {types.NoneType}
    return {"type": plain[type_], "optional": optional}


def _is_union(annotation: Any) -> bool:
    return typing.get_origin(annotation) in (typing.Union, types.UnionType)


def _length(kind: str, name: str, tuples: list[Any]) -> int:
    """How many numbers a tuple holds; where PyTorch leaves it open, the kind's dimensions say it."""
    members = typing.get_args(tuples[0]) if tuples else (int, ...)
    if Ellipsis not in members and typing.get_origin(tuples[0]) is tuple:
        return len(members)
    digits = re.search(r"(\d)d$", kind)
    if name in ("kernel_size", "stride", "padding", "dilation", "output_size", "size"):
        return int(digits[1]) if digits else 2 if kind in ("Fold", "Unfold") else 0
    return 0


def first_sentence(found: type[nn.Module]) -> str:
    """PyTorch's own first line about a class, as plain text."""
    paragraph = (inspect.getdoc(found) or "").split("\n\n")[0]
    text = plain(paragraph)
    return text if len(text) <= 200 else text[:200].rsplit(" ", 1)[0] + " …"


def argument_docs(doc: str) -> dict[str, str]:
    """What a docstring's `Args:` section says of each argument, as plain text."""
    section = re.search(r"^Args:\n(.*?)(?=^\S|\Z)", doc, re.M | re.S)
    if not section:
        return {}
    body = inspect.cleandoc("\n" + section[1])
    entries = re.findall(r"^(\w+)\s*(?:\([^\n]*?\))?\s*:\s*(.*?)(?=^\w|\Z)", body, re.M | re.S)
    return {name: plain(text.split("\n\n")[0]) for name, text in entries}


def plain(text: str) -> str:
    """Documentation markup as words: roles, math and links lose their dress."""
    text = re.sub(r"`([^`<]+?)\s*<[^>]+>`_+", r"\1", text)
    text = re.sub(r":\w+:`([^`]*)`", r"\1", text)
    text = text.replace("``", "").replace("`", "")
    text = re.sub(r"\\(?:text|mathrm|operatorname|mathbf|mathcal)\s*\{([^{}]*)\}", r"\1", text)
    for mark, word in _SYMBOLS.items():
        text = text.replace(mark, word)
    return " ".join(re.sub(r"\\[a-zA-Z]+|[{}$]|\\", "", text).split())


_SYMBOLS = {r"\times": "×", r"\infty": "∞", r"\cdot": "·", r"\leq": "≤", r"\geq": "≥", r"\_": "_", r"\sqrt": "√",
            r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\epsilon": "ε", r"\lambda": "λ", "\\\\": " "}  # fmt: skip
