"""What modules an installed package offers, each with an expression that makes one and an input that it takes.

The package is imported in this process: whoever calls this has locked it before.
"""

import importlib
import inspect
from collections.abc import Callable, Iterator
from itertools import islice
from types import ModuleType
from typing import Any

from torch import nn

from blocks.errors import BlockError
from blocks.offers import MOST_OFFERS, Offer

_PICTURE = "2, 3, 224, 224"


def offered(package: str) -> tuple[Offer, ...]:
    """What there is. Raises BlockError for a package that cannot be imported, or has no modules."""
    try:
        module = importlib.import_module(package)
    except (Exception, SystemExit) as error:
        raise BlockError(
            f"`import {package[:80]}` stops. {type(error).__name__}: {str(error)[:200]}",
            "an installed package.", "check its name, or install it where Blockyard runs.",
        ) from error  # fmt: skip
    found = tuple(islice(_KNOWN.get(package, _classes)(module), MOST_OFFERS))
    if not found:
        raise BlockError(
            f"{package[:80]} has no nn.Module of its own.", "a package with some.",
            "write the name of the package in it that has them, as in `torchvision.models`.",
        )  # fmt: skip
    return found


def _torchvision(package: ModuleType) -> Iterator[Offer]:
    models = importlib.import_module("torchvision.models")
    for name in models.list_models(module=models):
        yield Offer(name, "import torchvision", f"torchvision.models.{name}()", _PICTURE)


def _timm(package: ModuleType) -> Iterator[Offer]:
    for name in package.list_models():
        known = package.models.get_pretrained_cfg(name)
        size = ", ".join(map(str, known.input_size)) if known else "3, 224, 224"
        yield Offer(name, "import timm", f"timm.create_model({name!r})", f"2, {size}")


def _transformers(package: ModuleType) -> Iterator[Offer]:
    """The bare models, as large as their configuration has them, with plain tuples as what they give."""
    auto = importlib.import_module("transformers.models.auto.modeling_auto")
    configurations = importlib.import_module("transformers.models.auto.configuration_auto").CONFIG_MAPPING_NAMES
    for key, name in sorted(auto.MODEL_MAPPING_NAMES.items()):
        if isinstance(name, str) and key in configurations:
            made = f"transformers.{name}(transformers.{configurations[key]}(return_dict=False, use_cache=False))"
            yield Offer(name, "import transformers", made, "2, 12 int64")


_KNOWN: dict[str, Callable[[ModuleType], Iterator[Offer]]] = {
    "torchvision": _torchvision, "timm": _timm, "transformers": _transformers,
}  # fmt: skip


def _classes(package: ModuleType) -> Iterator[Offer]:
    """The classes that a package shows and that are its own."""
    top = package.__name__.partition(".")[0]
    for name, found in sorted(inspect.getmembers(package, inspect.isclass)):
        own = issubclass(found, nn.Module) and found is not nn.Module and found.__module__.partition(".")[0] == top
        if own and not name.startswith("_"):
            made = f"{package.__name__}.{name}({', '.join(_needed(found))})"
            yield Offer(name, f"import {package.__name__}", made, "")


def _needed(found: Callable[..., Any]) -> list[str]:
    """The arguments without which it cannot be made, with dots for who knows what belongs there."""
    try:
        parameters = inspect.signature(found).parameters.values()
    except (TypeError, ValueError):
        return ["..."]
    plain = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    needed = [each for each in parameters if each.kind in plain and each.default is inspect.Parameter.empty]
    return ["..." if each.kind is inspect.Parameter.POSITIONAL_ONLY else f"{each.name}=..." for each in needed]
