"""Ideas for branches whose outputs cannot be put together."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from blocks.repair.place import MERGES, Place, adding, fix, name, setting
from blocks.report import Fix
from blocks.tree import addresses

Shape: TypeAlias = tuple[int, ...]
Layer: TypeAlias = tuple[str, dict[str, Any]]  # kind and arguments


def keep_size(place: Place) -> Iterator[Fix]:
    """Windows inside that shrink the picture get the padding that keeps it."""
    if place.block.kind not in MERGES:
        return
    found = []
    for inner, child in addresses(place.block, place.address):
        kernel = child.args.get("kernel_size")
        padding = child.args.get("padding", 0)
        if child.kind.startswith(("MaxPool", "AvgPool")) and child.args.get("stride") is None:
            found.append(setting(inner, {"kernel_size": 3, "stride": 1, "padding": 1}))
        elif child.args.get("stride", 1) == 1 and isinstance(kernel, int) and kernel % 2 and padding != kernel // 2:
            found.append(setting(inner, {"padding": kernel // 2}))
    if found:
        places = "1 block" if len(found) == 1 else f"{len(found)} blocks"
        yield fix(f"Keep the size: pad in {places}", *found)


def project(place: Place) -> Iterator[Fix]:
    """A projection on the shortcut, or one at the end of the body."""
    if place.block.kind != "Residual":
        return
    shapes = _outputs(place)
    if len(shapes) != 2 or len(shapes[0]) != len(shapes[1]):
        return
    body, shortcut = shapes
    for slot, wanted, have in ((1, body, shortcut), (0, shortcut, body)):
        branch = ("the shortcut", "the body")[1 - slot]
        kind, args = _projection(wanted, have)
        yield fix(f"Project {branch} with {kind}", *_at_end(place, slot, (kind, args)))


def _projection(wanted: Shape, have: Shape) -> Layer:
    space = len(wanted) - 2
    if space not in (1, 2, 3) or wanted[:-1] == have[:-1]:
        return "Linear", {"out_features": wanted[-1]}
    if wanted[2] > have[2] and wanted[2] % have[2] == 0:
        stride = wanted[2] // have[2]
        return f"ConvTranspose{space}d", {"out_channels": wanted[1], "kernel_size": stride, "stride": stride}
    stride = max(1, -(-have[-1] // wanted[-1]))
    return f"Conv{space}d", {"out_channels": wanted[1], "kernel_size": 1, "stride": stride, "padding": 0}


def resize(place: Place) -> Iterator[Fix]:
    """One branch's picture is shrunk, enlarged, cropped or padded to the other's size."""
    shapes = _outputs(place)
    if len(shapes) < 2 or len({len(shape) for shape in shapes}) > 1 or len(shapes[0]) != 4:
        return
    for slot in reversed(range(len(shapes))):
        have, wanted = shapes[slot], next((each for each in shapes if each[2:] != shapes[slot][2:]), None)
        if wanted:
            for label, *layers in _resizing(have[2:], wanted):
                yield fix(f"{label} at the end of branch {_branch(place, slot)}", *_at_end(place, slot, *layers))


def _resizing(have: Shape, wanted: Shape) -> Iterator[tuple[str, *tuple[Layer, ...]]]:
    """Labels, and the layers that give a picture the size of another branch's output, the plainest first."""
    (height, width), (_, channels, tall, wide) = have, wanted
    if height % tall == width % wide == 0 and height // tall == width // wide:
        yield "MaxPool2d", ("MaxPool2d", {"kernel_size": height // tall})
    elif tall % height == wide % width == 0 and tall // height == wide // width:
        factor = tall // height
        yield "Upsample", ("Upsample", {"scale_factor": float(factor)})
        args = {"out_channels": channels, "kernel_size": factor, "stride": factor}
        yield f"ConvTranspose2d to {channels} channels", ("ConvTranspose2d", args)
    elif height >= tall and width >= wide:
        rows = ("Narrow", {"dim": 2, "start": (height - tall) // 2, "length": tall})
        columns = ("Narrow", {"dim": 3, "start": (width - wide) // 2, "length": wide})
        yield f"Crop to {tall}×{wide}", rows, columns
    elif height <= tall and width <= wide:
        left, top = (wide - width) // 2, (tall - height) // 2
        yield "ZeroPad2d", ("ZeroPad2d", {"padding": [left, wide - width - left, top, tall - height - top]})
        yield f"Upsample to {tall}×{wide}", ("Upsample", {"size": [tall, wide]})


def same_form(place: Place) -> Iterator[Fix]:
    """Where one branch gives vectors and another pictures: the other is flattened too, or the first is not."""
    shapes = _outputs(place)
    ranks = [len(shape) for shape in shapes]
    for slot, rank in enumerate(ranks):
        if rank > 2 and min(ranks) == 2:
            yield fix(f"Flatten branch {_branch(place, slot)} too", *_at_end(place, slot, ("Flatten", {})))
    if len(set(ranks)) > 1:
        for address, _, node in place.upstream():
            if node.input and node.output and len(node.input.shape) != len(node.output.shape):
                yield fix(f"Remove {name(place.model, address)}", {"op": "remove", "block": list(address)})


def join(place: Place) -> Iterator[Fix]:
    """Another dimension or another merge; a first branch where there is none."""
    if place.block.kind != "Parallel":
        return
    if not place.block.children:
        yield fix("Add a branch", adding(place.address, 0, "Sequential"))
        return
    shape = next(iter(_outputs(place)), ())
    for dim in range(1, len(shape)):
        yield fix(f"Concatenate along dim {dim}", setting(place.address, {"merge": "concat", "dim": dim}))


def _outputs(place: Place) -> list[Shape]:
    """What the branches give, where all of them are known and none is empty."""
    if place.block.kind not in MERGES:
        return []
    shapes = [child.output.shape for child in place.node.children if child.output and 0 not in child.output.shape]
    return shapes if len(shapes) == len(place.block.children) else []


def _at_end(place: Place, slot: int, *layers: Layer) -> list[dict[str, Any]]:
    """Put new layers at the end of a branch; a branch that is one layer becomes a row first."""
    branch, address = place.block.children[slot], (*place.address, slot)
    row = branch.kind == "Sequential"
    edits = [] if row else [{"op": "wrap", "block": list(address), "kind": "Sequential"}]
    start = len(branch.children) if row else 1
    return [*edits, *(adding(address, start + index, *layer) for index, layer in enumerate(layers))]


def _branch(place: Place, slot: int) -> str:
    return place.block.names()[slot]
