"""What a fresh block of each kind does to its example, as plain data for the palette's previews.

Shapes and counts come from an analysis, curves from running the layer: PyTorch's own numbers. They are kept in
`ui/canvas/previews.json`, so that neither the start of a server nor an edit pays for them.
"""

import json

import msgspec
import torch

from blocks import analysis, catalogue
from blocks.kinds import Kind
from blocks.tree import Block, Input, Model

_REACH, _POINTS = 4.0, 33  # a curve's x: from -4 to 4, a quarter apart
_DECIMALS = 3


class Preview(msgspec.Struct, frozen=True, omit_defaults=True):
    """One kind: shapes that its example takes and gives (`B×4×8×8`), its parameter count on it, its formula, and of a
    function of each number by itself the values at x = -4, -3.75, … 4."""

    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    params: int = 0
    formula: str = ""
    curve: tuple[float, ...] = ()


def table() -> dict[str, Preview]:
    """A preview for each kind that is a module: structures and code are what one puts into them."""
    return {name: preview(kind) for name, kind in catalogue.kinds().items() if name in catalogue.ENTRIES}


def page() -> str:
    """The table as the file that the browser fetches: one kind a line."""
    lines = [f"{json.dumps(name)}: {msgspec.json.encode(each).decode()}" for name, each in table().items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def preview(kind: Kind) -> Preview:
    """What PyTorch says of a fresh block of this kind. The example's first extent is the batch, where the layer lets
    it be one."""
    takes, gives, params = _measured(kind, batched=True) or _measured(kind, batched=False) or ((), (), 0)
    return Preview(takes, gives, params, catalogue.ENTRIES[kind.name].formula, _curve(kind))


def _measured(kind: Kind, batched: bool) -> tuple[tuple[str, ...], tuple[str, ...], int] | None:
    """Takes, gives and parameters; None where the layer refuses its example as it is told here."""
    inputs = tuple(
        Input(shape, dtype, f"x{place}", 0 if batched and len(shape) > 1 else None)
        for place, (shape, dtype) in enumerate(kind.example)
    )
    block = Block(kind.name, args=dict(kind.start), inputs=tuple(each.name for each in inputs), name="fresh")
    report = analysis.analyse(Model(inputs=inputs or (Input((1,)),), root=Block("Graph", children=(block,))))
    if not report.ok:
        return None
    takes = tuple(_text("×".join(map(str, each.extents)), each.dtype) for each in inputs)
    gives = tuple(_text(str(each), each.dtype) for each in report.root.outputs)
    return takes, gives, report.params


def _curve(kind: Kind) -> tuple[float, ...]:
    """The graph of an activation, or () where a number depends on others than the one it came from."""
    if kind.family != "Activation":
        return ()
    at = torch.linspace(-_REACH, _REACH, _POINTS)  # (33,)
    with torch.no_grad():
        function = catalogue.module_class(kind.name)(**kind.start).eval()
        try:
            rows = [function(at.view(shape)).flatten() for shape in ((-1, 1, 1), (1, -1, 1), (1, 1, -1))]  # (33,) each
        except RuntimeError:  # GLU halves what it takes
            return ()
    if not all(torch.allclose(row, rows[0]) for row in rows):  # Softmax: what lies along its dimension counts
        return ()
    return tuple(round(float(each), _DECIMALS) for each in rows[0])


def _text(shape: str, dtype: str) -> str:
    return shape if dtype == "float32" else f"{shape} {dtype}"
