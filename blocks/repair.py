"""From a problem to fixes: candidate edits, kept only if a fresh analysis says that they work."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from blocks import catalogue, commands
from blocks.analysis import analyse
from blocks.errors import BlockError
from blocks.kinds import written
from blocks.report import Fix, Node, Report
from blocks.tree import Address, Block, Model, addresses

MOST_FIXES = 3
MOST_PROBLEMS = 5  # that get fixes: after the first ones, the rest may vanish by themselves


def diagnose(model: Model) -> Report:
    """What is known of each block of a model, with verified fixes at its problems."""
    report = analyse(model)
    places = [(address, node) for address, _, node in report.nodes() if node.problem][:MOST_PROBLEMS]
    root = report.root
    for address, node in places:
        fixes = tuple(_verified(report, address, node))
        root = _attach(root, address, fixes)
    return Report(report.model, root)


def _verified(report: Report, address: Address, node: Node) -> Iterator[Fix]:
    """The first few candidates that work, each tried on a copy."""
    found = 0
    before = _standing(report)
    for fix in candidates(report.model, address, node):
        if found == MOST_FIXES:
            return
        try:
            changed = commands.apply_all(report.model, catalogue.kinds(), fix.edits)
        except BlockError:
            continue
        if _standing(analyse(changed)) > before and (found == 0 or fix.edits[0]["op"] != "remove"):
            found += 1
            yield fix


def _standing(report: Report) -> tuple[bool, int, int]:
    """How well a model stands: whether it works, fewer problems, more blocks that work."""
    nodes = [node for _, _, node in report.nodes()]
    return report.ok, -sum(node.problem is not None for node in nodes), sum(node.ok for node in nodes)


def _attach(node: Node, address: Address, fixes: tuple[Fix, ...]) -> Node:
    if not address:
        assert node.problem is not None
        return msgspec.structs.replace(node, problem=msgspec.structs.replace(node.problem, fixes=fixes))
    children = list(node.children)
    children[address[0]] = _attach(children[address[0]], address[1:], fixes)
    return msgspec.structs.replace(node, children=tuple(children))


# --- candidates, the likeliest first


def candidates(model: Model, address: Address, node: Node) -> Iterator[Fix]:
    """Edits that may cure the problem at an address."""
    block = model.at(address)
    for idea in _IDEAS:
        yield from idea(model, address, block, node)


def _infer(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """A typed argument gives way to what arrives."""
    for argument in catalogue.kinds()[block.kind].arguments:
        if argument.reads is None or argument.name not in block.args or argument.of >= len(node.inputs):
            continue
        shape = node.inputs[argument.of].shape
        if -len(shape) <= argument.reads < len(shape):
            found = shape[argument.reads]
            yield _fix(f"Set {argument.name} = {found}", _set(address, unset=[argument.name]))


def _complete(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """A missing argument gets its usual value."""
    kind = catalogue.kinds()[block.kind]
    for argument in kind.arguments:
        if argument.required and argument.name not in block.args:
            value = kind.start.get(argument.name, 1)
            yield _fix(f"Set {argument.name} = {written(value)}", _set(address, {argument.name: value}))


def _divide(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """Heads and groups become a number that divides the features."""
    if not node.input:
        return
    for name in ("num_heads", "nhead", "num_groups", "groups"):
        value = node.args.get(name)
        if not isinstance(value, int) or value == 1:
            continue
        whole = [
            node.args[each]
            for each in ("embed_dim", "d_model", "num_channels", "in_channels", "out_channels")
            if each in node.args
        ]
        if whole:
            fitting = max(each for each in range(1, value + 1) if all(size % each == 0 for size in whole))
            yield _fix(f"Set {name} = {fitting}", _set(address, {name: fitting}))


def _shrink_window(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """A window larger than its input gets padding, or becomes as large as the input."""
    kernel = node.args.get("kernel_size")
    if kernel is None or not node.input:
        return
    smallest = min(node.input.shape[2:], default=1)
    if smallest == 1:  # a window of one does nothing
        return
    largest = max(kernel) if isinstance(kernel, tuple | list) else kernel
    if "padding" in {argument.name for argument in catalogue.kinds()[block.kind].arguments}:
        yield _fix(f"Set padding = {largest // 2}", _set(address, {"padding": largest // 2}))
    if smallest < largest:
        yield _fix(f"Set kernel_size = {smallest}", _set(address, {"kernel_size": smallest}))


def _other_dimensions(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """The sibling kind for as many dimensions as arrive: BatchNorm1d for BatchNorm2d."""
    if block.kind[-1:] != "d" or not node.input:
        return
    spatial = len(node.input.shape) - 2
    if str(spatial) == block.kind[-2]:
        return
    for dimensions in (spatial,) if "Conv" in block.kind else (spatial, spatial + 1):  # without a batch it would mix it
        kind = f"{block.kind[:-2]}{dimensions}d"
        if kind in catalogue.kinds() and kind != block.kind:
            yield _fix(f"Use {kind}", {"op": "swap", "block": list(address), "kind": kind})


def _feed(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """A first layer that wants pictures or sequences gets such an input."""
    given = model.inputs[0]
    if not node.input or node.input.shape != given.shape or block.kind[-1:] != "d" or not block.kind[-2].isdigit():
        return
    spatial = int(block.kind[-2])
    if len(given.shape) <= spatial:  # it could not even be one example
        channels = block.args.get("in_channels", 3)
        shape = [given.shape[0], channels if isinstance(channels, int) else 3, *[32] * spatial]
        edit = {"op": "input", "shape": shape, "dtype": given.dtype}
        yield _fix(f"Feed {'×'.join(map(str, shape))}", edit)


def _flatten(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """A Flatten before a layer that wants vectors."""
    if node.input and len(node.input.shape) > 2 and block.kind == "Linear":
        yield _before(address, "Insert Flatten", "Flatten")


def _before_flatten(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """A layer that wants pictures moves to where there still are some."""
    siblings = model.at(address[:-1]).children if address else ()
    for position in range(address[-1] - 1 if address else -1, -1, -1):
        if siblings[position].kind in ("Flatten", "Reshape", "Mean", "Select"):
            edit = {"op": "move", "block": list(address), "parent": list(address[:-1]), "index": position}
            yield _fix(f"Move it before {siblings[position].kind}", edit)


def _dtype(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """Whole numbers where an embedding looks them up, real ones elsewhere."""
    if not node.input:
        return
    given = model.inputs[0]
    if block.kind in ("Embedding", "EmbeddingBag") and not node.input.dtype.startswith("int"):
        yield _fix("Feed whole numbers (int64)", {"op": "input", "shape": list(given.shape), "dtype": "int64"})
    elif node.input.dtype != "float32":
        yield _before(address, "Insert Embedding", "Embedding")
        yield _fix("Feed real numbers (float32)", {"op": "input", "shape": list(given.shape), "dtype": "float32"})


def _project(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """A projection on the shortcut, or one at the end of the body."""
    if block.kind != "Residual" or len(node.children) != 2:
        return
    body, shortcut = (child.output for child in node.children)
    if not body or not shortcut or len(body.shape) != len(shortcut.shape):
        return
    for slot, wanted, have in ((1, body.shape, shortcut.shape), (0, shortcut.shape, body.shape)):
        place = ("the shortcut", "the body")[1 - slot]
        kind, args = _projection(wanted, have)
        index = len(block.children[slot].children)
        edit = {"op": "add", "kind": kind, "parent": [*address, slot], "index": index, "args": args}
        yield _fix(f"Project {place} with {kind}", edit)


def _projection(wanted: tuple[int, ...], have: tuple[int, ...]) -> tuple[str, dict[str, Any]]:
    spatial = len(wanted) - 2
    if spatial not in (1, 2, 3) or wanted[:-1] == have[:-1]:
        return "Linear", {"out_features": wanted[-1]}
    stride = max(1, -(-have[-1] // wanted[-1]))
    return f"Conv{spatial}d", {"out_channels": wanted[1], "kernel_size": 1, "stride": stride, "padding": 0}


def _keep_size(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """Windows inside that shrink the picture get the padding that keeps it."""
    if block.kind not in ("Residual", "Parallel"):
        return
    found = []
    for inner, child in addresses(block, address):
        kernel = child.args.get("kernel_size")
        padding = child.args.get("padding", 0)
        if child.kind.startswith(("MaxPool", "AvgPool")) and child.args.get("stride") is None:
            found.append(_set(inner, {"kernel_size": 3, "stride": 1, "padding": 1}))
        elif child.args.get("stride", 1) == 1 and isinstance(kernel, int) and kernel % 2 and padding != kernel // 2:
            found.append(_set(inner, {"padding": kernel // 2}))
    if found:
        places = "1 block" if len(found) == 1 else f"{len(found)} blocks"
        yield _fix(f"Keep the size: pad in {places}", *found)


def _merge(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """Another dimension or another merge."""
    if block.kind != "Parallel":
        return
    if not block.children:
        yield _fix("Add a branch", {"op": "add", "kind": "Sequential", "parent": list(address), "index": 0})
        return
    shape = next((child.output.shape for child in node.children if child.output), ())
    for dim in range(1, len(shape)):
        yield _fix(f"Concatenate along dim {dim}", _set(address, {"merge": "concat", "dim": dim}))


def _remove(model: Model, address: Address, block: Block, node: Node) -> Iterator[Fix]:
    """Without the block, when nothing else helps."""
    if address:
        yield _fix(f"Remove {block.name or block.kind}", {"op": "remove", "block": list(address)})


_IDEAS: tuple[Callable[[Model, Address, Block, Node], Iterator[Fix]], ...] = (
    _flatten, _infer, _complete, _divide, _shrink_window, _other_dimensions, _feed, _dtype, _before_flatten, _keep_size,
    _project, _merge, _remove,
)  # fmt: skip


def _fix(label: str, *edits: dict[str, Any]) -> Fix:
    return Fix(label, edits)


def _set(address: Address, args: dict[str, Any] | None = None, unset: list[str] | None = None) -> dict[str, Any]:
    return {"op": "set", "block": list(address), "args": args or {}, "unset": unset or []}


def _before(address: Address, label: str, kind: str) -> Fix:
    return _fix(
        label, {"op": "add", "kind": kind, "parent": list(address[:-1]), "index": address[-1] if address else 0}
    )
