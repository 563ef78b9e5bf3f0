"""Tensors that a module holds itself, as blocks: parameters, buffers, constants."""

import re

import torch
from torch import Tensor, nn

from blocks.importing.tracing import Untraceable
from blocks.source import CODE, SOURCE
from blocks.tree import Block

MOST_WRITTEN = 64  # numbers of a constant


def parameter(path: str, value: nn.Parameter) -> Block:
    """A block that holds a parameter, under the key `weight`. Raises Untraceable for one that is not float32."""
    if value.dtype is not torch.float32:
        raise Untraceable(
            f"{path} is a parameter of {str(value.dtype).removeprefix('torch.')}, and blocks have float32."
        )
    if value.shape:
        return Block("Parameter", args={"shape": tuple(value.shape), **_init(value)})
    start = f"nn.Parameter(torch.tensor({value.item()!r}))"
    return Block(CODE, args={SOURCE.name: _class(path, f"self.weight = {start}", "weight")})


def constant(path: str, value: Tensor, saved: bool) -> tuple[Block, str]:
    """A block that holds a tensor which is not learned, and its key. Raises Untraceable for one that is too long."""
    flat = value.detach().flatten()
    if saved and value.shape and value.dtype is torch.float32 and bool((flat == flat[:1]).all()):
        return Block("Constant", args={"shape": tuple(value.shape), "value": float(flat[0])}), "constant"
    rest = "" if saved else ", persistent=False"
    name = re.sub(r"\W", "_", path.split(".")[-1]).strip("_") or "constant"
    line = f'self.register_buffer("{name}", {written(path, value)}{rest})'
    return Block(CODE, args={SOURCE.name: _class(path, line, name)}), name


def is_saved(root: nn.Module, path: str) -> bool:
    """Whether a tensor that is no parameter is in the `state_dict`."""
    owner, _, name = path.rpartition(".")
    module = root.get_submodule(owner)
    return module._buffers.get(name) is not None and name not in module._non_persistent_buffers_set


def _class(path: str, line: str, name: str) -> str:
    called = "".join(part.capitalize() for part in re.split(r"\W|_", path) if part) or "Held"
    called = called if called.isidentifier() and called not in ("Tensor", "F") else f"Held{called}"
    return (
        f"class {called}(nn.Module):\n    def __init__(self):\n        super().__init__()\n        {line}\n\n"
        f"    def forward(self):\n        return self.{name}"
    )


def _init(value: Tensor) -> dict[str, str | float]:
    """How a `Parameter` block starts that is most like this one."""
    kept = value.detach().float()
    if not kept.numel() or bool((kept == 0).all()):
        return {}
    if bool((kept == 1).all()):
        return {"init": "ones"}
    spread = float(kept.square().mean().sqrt())
    std = float(f"{min(spread, 1000.0):.2g}") if spread == spread else 0.02
    return {"init": "normal"} | ({} if std == 0.02 else {"std": std})


def written(path: str, value: Tensor) -> str:
    """A constant as an expression. Raises Untraceable where none is short enough."""
    shape, dtype = tuple(value.shape), value.dtype
    kept = value.detach().cpu()
    if kept.numel() and bool((kept == kept.flatten()[0]).all()):
        return f"torch.full({shape}, {_number(kept.flatten()[0].item())}, dtype={dtype})"
    if kept.numel() <= MOST_WRITTEN:
        return f"torch.tensor({_numbers(kept.tolist())}, dtype={dtype})"
    flat = kept.flatten()
    if torch.equal(flat, torch.arange(len(flat), dtype=dtype)):
        return f"torch.arange({len(flat)}, dtype={dtype}).reshape({shape})"
    if kept.ndim >= 2 and not dtype.is_complex:
        for name in ("tril", "triu"):
            for diagonal in (0, 1, -1):
                if torch.equal(kept, getattr(torch.ones(shape, dtype=dtype), name)(diagonal)):
                    return f"torch.ones({shape}, dtype={dtype}).{name}({diagonal or ''})"
    raise Untraceable(f"{path} is a constant of {kept.numel():,} numbers, which a model file does not hold.")


def _numbers(value: object) -> str:
    return f"[{', '.join(map(_numbers, value))}]" if isinstance(value, list) else _number(value)


def _number(value: object) -> str:
    strange = isinstance(value, float) and (value != value or abs(value) == float("inf"))
    return f'float("{value}")' if strange else repr(value)
