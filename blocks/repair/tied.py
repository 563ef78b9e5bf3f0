"""Ideas for a layer whose parameter cannot be that of another: sizes that agree, or a parameter of its own."""

from collections.abc import Iterator

from blocks.measuring import parameter_shapes
from blocks.repair.place import Place, fix, setting
from blocks.report import Fix


def sizes(place: Place) -> Iterator[Fix]:
    """A size that is typed becomes one of the other parameter's."""
    labels = {block.shared: (block, node) for _, block, node in place.report.nodes() if block.shared}
    for source in place.block.tied.values():
        label, _, parameter = source.partition(".")
        block, node = labels[label]
        shape = parameter_shapes(block.kind, node.args)[parameter]
        for name, value in place.args.items():
            if type(value) is int and name in place.block.args:
                for size in dict.fromkeys(shape):
                    yield fix(f"Set {name} = {size}", setting(place.address, {name: size}))


def untie(place: Place) -> Iterator[Fix]:
    """Every parameter is its own again."""
    edits = [{"op": "untie", "block": list(place.address), "parameter": name} for name in place.block.tied]
    yield fix(f"Untie the {' and '.join(place.block.tied)}", *edits)
