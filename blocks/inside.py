"""A look into a module that somebody wrote: the modules in it, and what of it PyTorch will not see."""

from collections.abc import Iterator
from typing import Any

from torch import Tensor, nn

from blocks import words
from blocks.report import Part, Problem

MOST_PARTS = 200  # that are listed
LONGEST = 200  # characters of a module's own words


def parts(module: nn.Module) -> tuple[Part, ...]:
    """The modules in a module, outside in, each once."""
    found = []
    for path, each in list(module.named_modules())[1 : MOST_PARTS + 1]:
        params = sum(weight.numel() for weight in each.parameters())
        found.append(Part(path, type(each).__name__, _words(each), params, path.count(".")))
    return tuple(found)


def _words(module: nn.Module) -> str:
    try:
        return str(module.extra_repr())[:LONGEST]
    except Exception:  # it may be anybody's code
        return ""


def caution(module: nn.Module) -> Problem | None:
    """A word about layers in a plain list, and about tensors that are neither parameter nor buffer."""
    return _hidden_layers(module) or _constant(module)


def _hidden_layers(module: nn.Module) -> Problem | None:
    """PyTorch looks for parameters in `_modules` alone, into which a list does not put anything."""
    known = set(module.modules())
    for path, name, value in _attributes(module):
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
        hidden = [each for each in inner if isinstance(each, nn.Module) and each not in known]
        if hidden:
            count = words.plural(len(hidden), "layer")
            kept, better = ("dict", "ModuleDict") if isinstance(value, dict) else ("list", "ModuleList")
            return Problem(
                f"{path} is a plain {kept} of {count}, whose parameters PyTorch does not see.",
                "layers that are registered, if they shall be trained, moved and saved.",
                f"write `self.{name} = nn.{better}(...)`.",
                why="PyTorch looks for parameters in attributes that are modules; it does not look into plain Python "
                "containers.",
            )  # fmt: skip
    return None


def _constant(module: nn.Module) -> Problem | None:
    """A tensor that is kept as a plain attribute."""
    for path, name, value in _attributes(module):
        if isinstance(value, Tensor):
            return Problem(
                f"{path} is a constant of {value.numel():,} numbers that is kept as a plain attribute.",
                "a buffer, as a rule.",
                f'write `self.register_buffer("{name}", ...)`.',
                why="A plain attribute neither follows .to(device) nor is in state_dict; a buffer does and is.",
            )  # fmt: skip
    return None


def constants(module: nn.Module) -> list[Tensor]:
    """The tensors that are kept as plain attributes."""
    return [value for _, _, value in _attributes(module) if isinstance(value, Tensor)]


def _attributes(module: nn.Module) -> Iterator[tuple[str, str, Any]]:
    """Path, name and value of all that is kept in a module without being registered. PyTorch's own layers keep
    nothing that matters so."""
    for path, each in module.named_modules():
        if not type(each).__module__.startswith("torch."):
            for name, value in vars(each).items():
                if not name.startswith("_"):
                    yield f"{path}.{name}".lstrip("."), name, value
