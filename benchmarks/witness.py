"""Where PyTorch itself refuses a model: real modules, called on a real tensor on the CPU.

Nothing of `analysis`, `measuring` or `building` is used here, so that it can bear witness against them.
"""

from collections import OrderedDict
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook

from blocks import catalogue
from blocks.catalogue.structures import MERGES, Residual
from blocks.expressions import Expression, evaluate
from blocks.tree import Address, Block, Model

Refusal = tuple[Address, tuple[int, ...], str]  # where, in which rounds of the Repeats around it, PyTorch's words


def refusal(model: Model, device: str = "cpu") -> Refusal | None:
    """Where the model's forward pass ends in an exception; None when it runs through."""
    built = _Builder(device)
    root = built.module(model.root, (), ())
    given = model.inputs[0]
    entered: list[nn.Module] = []

    def leave(*_: object) -> None:
        entered.pop()

    hooks = (
        register_module_forward_pre_hook(lambda module, _: entered.append(module)),
        register_module_forward_hook(leave),
    )
    try:
        with torch.no_grad():
            root(torch.zeros(given.shape, dtype=getattr(torch, given.dtype), device=device))
    except Exception as error:  # whatever PyTorch raises is what we want to know
        if "can't allocate memory" in str(error):  # this machine refuses, not PyTorch
            return None
        deepest = next(module for module in reversed(entered) if module in built.places)
        return *built.places[deepest], str(error)
    finally:
        for hook in hooks:
            hook.remove()
    return None


class _Lazy(nn.Module):
    """A layer that is built when the first tensor arrives, so that it can read its size off it."""

    def __init__(self, block: Block, names: dict[str, int], device: str) -> None:
        super().__init__()
        self.block, self.names, self.device = block, names, device
        self.real: list[nn.Module] = []

    def forward(self, x: Tensor) -> Any:
        if not self.real:
            with torch.device("meta"):
                module = catalogue.module_class(self.block.kind)(**_arguments(self.block, self.names, x))
            self.real.append(module.to_empty(device=self.device).eval())
        result = self.real[0](x)
        if not isinstance(result, Tensor):
            raise TypeError("no tensor comes out")
        return result


class _Builder:
    """Makes modules out of blocks and remembers which is which."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.places: dict[nn.Module, tuple[Address, tuple[int, ...]]] = {}

    def module(self, block: Block, address: Address, rounds: tuple[int, ...]) -> nn.Module:
        made = self._made(block, address, rounds)
        self.places.setdefault(made, (address, rounds))
        return made

    def _made(self, block: Block, address: Address, rounds: tuple[int, ...]) -> nn.Module:
        names = {"i": rounds[-1]} if rounds else {}
        if block.kind == "Repeat":
            return self._repeat(block, address, rounds, names)
        children = [self.module(child, (*address, place), rounds) for place, child in enumerate(block.children)]
        args = {name: _number(value, names) for name, value in block.args.items()}
        match block.kind:
            case "Sequential":
                return nn.Sequential(OrderedDict(zip(block.names(), children, strict=True)))
            case "Residual":
                return Residual(*children)
            case "Parallel":
                merge = str(args.get("merge", "concat"))
                dim = {"dim": args.get("dim", 1)} if merge in ("concat", "stack") else {}
                return MERGES[merge](*children, **dim)
        return _Lazy(block, names, self.device)

    def _repeat(self, block: Block, address: Address, rounds: tuple[int, ...], names: dict[str, int]) -> nn.Module:
        if "times" not in block.args:
            return _Refuses("times is missing")
        children = list(enumerate(block.children))
        times, share = int(_number(block.args["times"], names)), block.args.get("share", False)
        bodies = [
            nn.Sequential(*(self.module(child, (*address, place), (*rounds, index)) for place, child in children))
            for index in range(1 if share else times)
        ]
        return nn.Sequential(*bodies * (times if share else 1))


class _Refuses(nn.Module):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def forward(self, x: Tensor) -> Tensor:
        raise TypeError(self.words)


def _arguments(block: Block, names: dict[str, int], x: Tensor) -> dict[str, Any]:
    args = {name: _number(value, names) for name, value in block.args.items()}
    for argument in catalogue.kinds()[block.kind].arguments:
        if argument.reads is not None and argument.name not in args:
            args[argument.name] = x.shape[argument.reads]  # IndexError: there is nothing to read it off
    return args


def _number(value: Any, names: dict[str, int]) -> Any:
    if not isinstance(value, Expression):
        return value
    number = evaluate(value, names)
    return int(number) if float(number).is_integer() else number
