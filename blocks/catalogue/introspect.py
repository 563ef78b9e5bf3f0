"""PyTorch classes looked at: a constructor's signature and docstring become a record."""

import inspect
import re
import types
import typing
from typing import Any

from torch import Tensor, nn

from blocks.catalogue import facts
from blocks.catalogue.entry import Entry
from blocks.kinds import Argument, Kind, Type, accept

DOCS = "https://docs.pytorch.org/docs/stable/generated/torch.nn.{}.html"


def record(entry: Entry, family: str) -> Kind:
    """The record of a module of `torch.nn`, or of one of our own, which brings its source along."""
    known = entry.name in nn.modules.__all__
    inputs, least = tensors(module_class(entry))
    return Kind(
        entry.name,
        "layer" if known else "operation",
        family,
        doc=entry.doc or first_sentence(documented(entry)),
        call=entry.name if entry.module else f"nn.{entry.name}",
        sources={entry.name: inspect.getsource(entry.module).rstrip()} if entry.module else {},
        url=entry.url or (DOCS.format(entry.name) if known else ""),
        hint=entry.hint,
        arguments=arguments(entry),
        start=dict(entry.start),
        inputs=entry.inputs or inputs,
        least=least if entry.least is None else entry.least,
        variadic=entry.variadic,
        gives=entry.gives,
        takes=entry.takes,
        example=entry.example,
        paper=entry.paper,
        expression=entry.expression,
        added=entry.added,
    )


def module_class(entry: Entry) -> type[nn.Module]:
    """The class behind an entry."""
    found: type[nn.Module] = entry.module or getattr(nn, entry.name)
    return found


def documented(entry: Entry) -> type[nn.Module]:
    """The class that is documented: of one that adapts a class of PyTorch, that class."""
    found: type[nn.Module] = getattr(nn.modules, entry.name, None) or module_class(entry)
    return found


def tensors(found: type[nn.Module]) -> tuple[tuple[str, ...], int]:
    """The tensors that `forward` takes, by name, and how many of them it needs."""
    parameters = [
        parameter
        for parameter in inspect.signature(found.forward).parameters.values()
        if Tensor in {parameter.annotation, *typing.get_args(parameter.annotation)}
    ]
    needed = [parameter for parameter in parameters if parameter.default is parameter.empty]
    return tuple(parameter.name for parameter in parameters), len(needed)


def arguments(entry: Entry) -> tuple[Argument, ...]:
    """The constructor's arguments, without those left out."""
    docs = argument_docs(inspect.getdoc(documented(entry)) or "") | dict(entry.docs)
    return tuple(
        _argument(entry, parameter, docs.get(parameter.name, ""))
        for parameter in signature(module_class(entry))
        if (parameter.name not in facts.LEFT_OUT or parameter.name in entry.choices)
        and not parameter.name.startswith("_")
    )


def signature(found: type[nn.Module]) -> list[inspect.Parameter]:
    """The constructor's parameters; where it passes `**kwargs` on, those of the class it passes them to come first."""
    constructor = found.__init__
    declared = typing.get_overloads(constructor)  # LSTM takes `*args, **kwargs`, but declares what they may be
    parameters = inspect.signature(declared[0] if declared else constructor).parameters.values()
    own = [parameter for parameter in parameters if parameter.kind not in _REST]
    base = found.__mro__[1]
    passed = len(own) < len(parameters) and base is not nn.Module
    return [*(signature(base) if passed else []), *own]


_REST = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def _argument(entry: Entry, parameter: inspect.Parameter, doc: str) -> Argument:
    name = parameter.name
    of, reads = _place(entry.reads.get(name))
    options = _options(entry, name, _annotation(parameter))
    low, high = entry.bounds.get(name) or facts.BOUNDS.get(name) or _usual_bounds(options["type"])
    argument = Argument(
        name,
        required=parameter.default is parameter.empty and reads is None,
        reads=reads,
        of=of,
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


def _place(read: int | tuple[int, int] | None) -> tuple[int, int | None]:
    """Which input is read, and which dimension of it."""
    return read if isinstance(read, tuple) else (0, read)


def _annotation(parameter: inspect.Parameter) -> Any:
    """What a parameter takes; where PyTorch does not say (MultiheadAttention), its default tells."""
    default = parameter.default
    if parameter.annotation is not parameter.empty:
        return parameter.annotation
    if default is None:
        return int | None
    return int if default is parameter.empty else type(default)


def _options(entry: Entry, name: str, annotation: Any) -> dict[str, Any]:
    """Type, length, choices and so on from an annotation such as `Union[str, int, tuple[int, int]]`."""
    if name in entry.choices:
        return {"type": "choice", "choices": entry.choices[name]}
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
            "length": _length(entry.name, name, tuples),
            "optional": optional and not name.startswith("output_size"),
            "choices": ("same", "valid") if str in parts else (),
        }
    plain: dict[Any, Type] = {int: "int", bool: "bool", str: "text"}
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
    """What PyTorch says first about a class, as plain text."""
    paragraphs = inspect.cleandoc(found.__doc__ or "").split("\n\n")
    first = next(each for each in paragraphs if not each.startswith("__init__("))  # LSTM begins with its signature
    return re.split(r"(?<=\.) (?=[A-Z])", plain(first))[0]


def argument_docs(doc: str) -> dict[str, str]:
    """What a docstring's `Args:` section says of each argument, as plain text."""
    section = re.search(r"^Args:\n(.*?)(?=^\S|\Z)", doc, re.M | re.S)
    if not section:
        return {}
    body = inspect.cleandoc("\n" + section[1])
    entries = re.findall(r"^(\w+)\s*(?:\([^\n]*?\))?\s*:\s*(.*?)(?=^\w|\Z)", body, re.M | re.S)
    return {name: _POINTER.sub("", plain(text.split("\n\n")[0])) for name, text in entries}


def plain(text: str) -> str:
    """Documentation markup as words: roles, math and links lose their dress."""
    text = re.sub(r"`([^`<]+?)\s*<[^>]+>`_+", r"\1", text)
    text = re.sub(r":\w+:`([^`]*)`", r"\1", text)
    text = text.replace("``", "").replace("`", "")
    text = re.sub(r"\\(?:text|mathrm|operatorname|mathbf|mathcal)\s*\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\\(log|exp|tanh|max|min)\b", r"\1", text)
    for mark, word in _SYMBOLS.items():
        text = text.replace(mark, word)
    return " ".join(re.sub(r"\\[a-zA-Z]+|[{}$]|\\", "", text).split())


_POINTER = re.compile(r" See [^.]* below[^.]*\.")  # to a place that is not shown here
_SYMBOLS = {r"\times": "×", r"\infty": "∞", r"\cdot": "·", r"\leq": "≤", r"\geq": "≥", r"\_": "_", r"\sqrt": "√",
            r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\epsilon": "ε", r"\lambda": "λ", "\\\\": " "}  # fmt: skip
