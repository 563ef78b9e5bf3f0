"""The rows of a module's tree: what each holds, each number once, beside what a pass saw of it."""

from typing import Any, NamedTuple

from torch import Tensor, nn

from blocks.inside import caution
from blocks.showing.copying import own_hooks
from blocks.showing.passing import Pass
from blocks.showing.record import Row, Shown
from blocks.showing.trouble import told

LONGEST_WORDS = 200  # characters of what a module says of itself


class _Held(NamedTuple):
    """The numbers of parameters and buffers in a module, each tensor by its identity; and the frozen ones of them."""

    params: dict[int, int]
    frozen: dict[int, int]
    buffers: dict[int, int]


def shown(net: nn.Module, done: Pass, depth: int | None) -> Shown:
    """The record of a module after a pass."""
    tree = _Tree(done)
    root, _ = tree.row(net, "", type(net).__name__)
    tensors = (each for module in done.seen for group in _groups(module) for _, each in _tensors(group))
    weights = {id(each): each.nbytes for each in tensors}
    return Shown(root, tree.placed, sum(weights.values()), done.way, done.device, _cautions(net, done), depth)


def _cautions(net: nn.Module, done: Pass) -> tuple[str, ...]:
    """What PyTorch will not see of modules that somebody wrote."""
    written = any(not type(module).__module__.startswith("torch.") for module in done.seen)
    found = caution(net) if written else None
    return (f"{found.received} Expected: {found.expected} Fix: {found.fix}",) if found else ()


def _groups(module: nn.Module) -> tuple[Any, Any]:
    return module._parameters, module._buffers


class _Tree:
    """Walks a module in order and remembers where each tensor and module stood first."""

    def __init__(self, done: Pass) -> None:
        self.done = done
        self.placed = 0
        self._rows: dict[nn.Module, tuple[Row, _Held]] = {}
        self._paths: dict[nn.Module, str] = {}
        self._places: dict[int, str] = {}

    def row(self, module: nn.Module, path: str, name: str) -> tuple[Row, _Held]:
        """A module's row, and what is in it."""
        if module in self._paths:
            return self._again(module, path, name)
        self._paths[module] = path
        held, (tied, counted) = _own(module), self._own_parameters(module, path)
        inner = [(key, each) for key, each in module._modules.items() if each is not None]
        rows = [self.row(each, f"{path}.{key}".lstrip("."), key) for key, each in inner]
        for _, more in rows:
            for mine, theirs in zip(held, more, strict=True):
                mine.update(theirs)
        children = tuple(row for row, _ in rows)
        made = Row(
            path, name, type(module).__name__, _words(module),
            params=sum(held.params.values()), counted=counted + sum(each.counted for each in children),
            frozen=sum(held.frozen.values()), buffers=sum(held.buffers.values()),
            weights=tuple((key, tuple(each.shape)) for key, each in _tensors(module._parameters)),
            tied=tied, hooks=own_hooks(module), children=children,
            **self._seen(module, path, children),
        )  # fmt: skip
        self._rows[module] = made, held
        return made, held

    def _again(self, module: nn.Module, path: str, name: str) -> tuple[Row, _Held]:
        """The row of a module that stands elsewhere too; all in it is counted there."""
        if module not in self._rows:  # it is in itself
            return Row(path, name, type(module).__name__, same=self._paths[module]), _Held({}, {}, {})
        first, held = self._rows[module]
        self.placed += sum(_placed(module))
        return Row(
            path, name, first.kind, first.words, first.inputs, first.outputs, first.params, 0, first.frozen,
            first.buffers, same=first.path,
        ), held  # fmt: skip

    def _own_parameters(self, module: nn.Module, path: str) -> tuple[tuple[str, ...], int]:
        """Which of the module's own parameters stand elsewhere already, and the numbers of the others."""
        tied, counted = [], 0
        for name, each in _tensors(module._parameters):
            first = self._places.setdefault(id(each), f"{path}.{name}".lstrip("."))
            self.placed += each.numel()
            if first == f"{path}.{name}".lstrip("."):
                counted += each.numel()
            else:
                tied.append(f"{name} = {first}")
        return tuple(tied), counted

    def _seen(self, module: nn.Module, path: str, children: tuple[Row, ...]) -> dict[str, Any]:
        seen, failure = self.done.seen[module], self.done.failure
        found: dict[str, Any] = {
            "inputs": seen.inputs,
            "outputs": seen.outputs,
            "calls": seen.calls,
            "macs": seen.macs + sum(each.macs for each in children),
        }
        if failure is not None and failure.module is module:
            found |= {"inputs": failure.inputs, "outputs": (), "problem": told(module, path, failure)}
        elif not seen.calls:
            found["unused"] = self._unused(module)
        return found

    def _unused(self, module: nn.Module) -> str:
        if type(module).forward is nn.Module.forward:  # a list or dict of modules, which nobody calls
            return ""
        if self.done.failure:
            return "not reached"
        return "not called, but its weights are used" if module in self.done.used else "not called"


def _own(module: nn.Module) -> _Held:
    params = {id(each): each.numel() for _, each in _tensors(module._parameters)}
    frozen = {id(each): each.numel() for _, each in _tensors(module._parameters) if not each.requires_grad}
    return _Held(params, frozen, {id(each): each.numel() for _, each in _tensors(module._buffers)})


def _tensors(named: Any) -> list[tuple[str, Tensor]]:
    return [(name, each) for name, each in named.items() if each is not None]


def _placed(module: nn.Module) -> list[int]:
    return [each.numel() for _, each in module.named_parameters(remove_duplicate=False)]


def _words(module: nn.Module) -> str:
    try:
        return str(module.extra_repr())[:LONGEST_WORDS]
    except Exception:  # it may be anybody's code
        return ""
