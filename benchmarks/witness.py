"""Where PyTorch itself refuses a model: real modules, called on a real tensor on the CPU.

Nothing of `analysis`, `measuring` or `building` is used here, so that it can bear witness against them.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook

from blocks import catalogue
from blocks.catalogue.structures import MERGES, Repeat, Residual
from blocks.expressions import Expression, evaluate
from blocks.tree import Address, Block, Model

Refusal = tuple[Address, tuple[int, ...], str]  # where, in which rounds of the Repeats around it, PyTorch's words


def refusal(model: Model, device: str = "cpu") -> Refusal | None:
    """Where the model's forward pass ends in an exception; None when it runs through."""
    built = _Builder(device)
    root = built.module(model.named_at(()), (), ())
    given = [torch.zeros(each.shape, dtype=getattr(torch, each.dtype), device=device) for each in model.inputs]
    entered: list[nn.Module] = []

    def leave(*_: object) -> None:
        entered.pop()

    hooks = (
        register_module_forward_pre_hook(lambda module, _: entered.append(module)),
        register_module_forward_hook(leave),
    )
    try:
        with torch.no_grad():
            root(*given)
    except Exception as error:  # whatever PyTorch raises is what we want to know
        if "can't allocate memory" in str(error):  # this machine refuses, not PyTorch
            return None
        if isinstance(error, _Lost):
            entered.append(error.module)
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

    def forward(self, *given: Tensor) -> Any:
        if not self.real:
            with torch.device("meta"):
                module = catalogue.module_class(self.block.kind)(**_arguments(self.block, self.names, given))
            self.real.append(module.to_empty(device=self.device).eval())
        return self.real[0](*given)


class _Joined(nn.Module):
    """A Graph: each block takes results by name."""

    def __init__(self, block: Block, children: list[nn.Module]) -> None:
        super().__init__()
        self.block = block
        self.blocks = nn.ModuleList(children)

    def forward(self, *given: Tensor) -> Any:
        names = self.block.args.get("inputs", ("x",))
        known = dict(zip(names, given, strict=True))
        last = given[0]
        for child, module in zip(self.block.children, self.blocks, strict=True):
            sources = [] if not catalogue.kinds()[child.kind].inputs else child.inputs or (None,)
            if any(name is not None and name not in known for name in sources):
                raise _Lost(module)
            result = module(*(last if name is None else known[name] for name in sources))
            results = result if isinstance(result, tuple) else (result,)
            last = known[child.name] = results[0]
            known |= {f"{child.name}.{place}": each for place, each in enumerate(results) if place}
        outputs = [known[name] for name in self.block.args.get("outputs", ())]
        return last if not outputs else outputs[0] if len(outputs) == 1 else tuple(outputs)


class _Lost(Exception):
    """A block takes what is not there."""

    def __init__(self, module: nn.Module) -> None:
        super().__init__("a name that leads nowhere")
        self.module = module


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
            case "Graph":
                return _Joined(block, children)
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
        made = [
            [self.module(child, (*address, place), (*rounds, index)) for place, child in children]
            for index in range(1 if share else times)
        ]
        bodies = [each[0] if len(each) == 1 else nn.Sequential(*each) for each in made]
        return Repeat(*bodies * (times if share else 1))


class _Refuses(nn.Module):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def forward(self, x: Tensor) -> Tensor:
        raise TypeError(self.words)


def _arguments(block: Block, names: dict[str, int], given: Sequence[Tensor]) -> dict[str, Any]:
    args = {name: _number(value, names) for name, value in block.args.items()}
    for argument in catalogue.kinds()[block.kind].arguments:
        if argument.reads is not None and argument.name not in args:
            args[argument.name] = given[argument.of].shape[argument.reads]  # IndexError: there is nothing to read
    return args


def _number(value: Any, names: dict[str, int]) -> Any:
    if not isinstance(value, Expression):
        return value
    number = evaluate(value, names)
    return int(number) if float(number).is_integer() else number
