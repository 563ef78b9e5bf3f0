"""Ideas that change what arrives: the model's input, or a block before that gives it another form."""

from collections.abc import Iterator
from math import isqrt, prod

from blocks import catalogue
from blocks.explain import channels_last
from blocks.repair.place import Place, adding, before, feeding, fix, setting
from blocks.report import Fix

SMALLEST = 8  # pixels of a side, below which it is taken for something else than a picture
SEQUENCES = tuple(
    "MultiheadAttention TransformerEncoderLayer PositionalEmbedding SinusoidalEncoding ClassToken".split()
)


def flatten(place: Place) -> Iterator[Fix]:
    """A Flatten before a layer that wants vectors."""
    if len(place.shape) > 2 and place.block.kind in ("Linear", "BatchNorm1d", "LayerNorm"):
        found = place.disagreement
        if not found or found[1] == prod(place.shape[1:]) or place.block.kind == "Linear":
            yield fix("Insert Flatten", before(place.address, "Flatten"))


def flatten_afresh(place: Place) -> Iterator[Fix]:
    """The same before a Linear whose features were counted without it: they are inferred then."""
    if len(place.shape) > 2 and place.block.kind == "Linear" and "in_features" in place.block.args:
        infer = setting(place.address, unset=["in_features"])
        yield fix("Insert Flatten, infer in_features", infer, before(place.address, "Flatten"))


def form(place: Place) -> Iterator[Fix]:
    """Where the typed channels are not found because the tensor has another form, that form is mended."""
    found = place.disagreement
    if found and _space(place.block.kind) and (found[3] == 0 or found[1] == place.shape[-1]):
        yield from (*sequence(place), *unsqueeze(place), *feed(place))


def other_dimensions(place: Place) -> Iterator[Fix]:
    """The sibling kind for as many dimensions as arrive: BatchNorm1d for BatchNorm2d."""
    kind = place.block.kind
    if kind[-1:] != "d" or not kind[-2].isdigit() or not place.shape:
        return
    space = len(place.shape) - 2
    if str(space) == kind[-2]:
        return
    for dimensions in (space,) if "Conv" in kind else (space, space + 1):  # without a batch it would mix it
        other = f"{kind[:-2]}{dimensions}d"
        if other in catalogue.kinds() and other != kind:
            yield fix(f"Use {other}", {"op": "swap", "block": list(place.address), "kind": other})


def feed(place: Place) -> Iterator[Fix]:
    """A first layer that wants pictures or sequences gets such an input."""
    given = place.model.inputs[0]
    space = _space(place.block.kind)
    if place.shape != given.shape or not space:
        return
    channels = place.block.args.get("in_channels", place.block.args.get("num_features", 3))
    count = channels if isinstance(channels, int) else 3
    shapes = []
    if len(given.shape) == space and min(given.shape) >= SMALLEST:  # just the picture
        shapes.append((1, count, *given.shape))
    if len(given.shape) <= space:  # it could not even be one example
        shapes.append((given.shape[0], count, *[32] * space))
    if len(given.shape) == space + 1:  # the batch or the channels are missing
        shapes += [(1, *given.shape), (given.shape[0], count, *given.shape[1:])]
    if len(given.shape) == space + 2 and given.shape[-1] == count:  # the channels stand last
        shapes.append((given.shape[0], count, *given.shape[1:-1]))
    for shape in shapes:
        sizes = "×".join(["B" if given.batch == 0 else str(shape[0]), *map(str, shape[1:])])
        yield fix(f"Feed {sizes}", feeding(given, shape, given.dtype))


def _space(kind: str) -> int:
    """How many dimensions of space a kind works on; 0 where its name does not say."""
    return int(kind[-2]) if kind[-1:] == "d" and kind[-2].isdigit() else 0


def dtype(place: Place) -> Iterator[Fix]:
    """Whole numbers where an embedding looks them up, real ones elsewhere."""
    if not place.node.input:
        return
    given, arrives = place.model.inputs[0], place.node.input.dtype
    if place.block.kind in ("Embedding", "EmbeddingBag"):
        if not arrives.startswith("int"):
            yield fix("Feed whole numbers (int64)", feeding(given, given.shape, "int64"))
            linear = setting(place.address, {"out_features": place.args.get("embedding_dim", 64)})
            yield fix("Use Linear", {"op": "swap", "block": list(place.address), "kind": "Linear"}, linear)
    elif arrives != "float32":
        if arrives.startswith("int"):
            reads = [each.name for each in place.kind.arguments if each.reads == -1]
            sizes = [size for size in map(place.block.args.get, reads) if isinstance(size, int)]
            args = {"embedding_dim": sizes[0]} if sizes else {}
            yield fix("Insert Embedding", before(place.address, "Embedding", args))
        yield fix("Feed real numbers (float32)", feeding(given, given.shape, "float32"))


def sequence(place: Place) -> Iterator[Fix]:
    """A picture becomes a sequence of its places, for attention; a sequence that was one becomes a picture again."""
    shape, (parent, position) = place.shape, _slot(place)
    if place.block.kind in SEQUENCES and len(shape) == 4:
        label = "Make the picture a sequence: Flatten and Transpose"
        yield fix(
            label, adding(parent, position, "Flatten", {"start_dim": 2}),
            adding(parent, position + 1, "Transpose", {"dim0": 1, "dim1": 2}),
        )  # fmt: skip
    if place.block.kind in SEQUENCES and len(shape) == 2:
        yield fix("Insert Unsqueeze", adding(parent, position, "Unsqueeze", {"dim": 1}))
    if _space(place.block.kind) == 2 and len(shape) == 3 and isqrt(shape[1]) ** 2 == shape[1]:
        side = isqrt(shape[1])
        yield fix(
            f"Make the sequence a picture of {side}×{side}: Transpose and Unflatten",
            adding(parent, position, "Transpose", {"dim0": 1, "dim1": 2}),
            adding(parent, position + 1, "Unflatten", {"dim": 2, "unflattened_size": [side, side]}),
        )


def transposed(place: Place) -> Iterator[Fix]:
    """Where the typed features stand in the other dimension of a sequence, time and features change places."""
    found, shape = place.disagreement, place.shape
    if found and len(shape) == 3 and found[3] in (1, 2) and shape[3 - found[3]] == found[1]:
        yield fix("Insert Transpose", before(place.address, "Transpose", {"dim0": 1, "dim1": 2}))


def unsqueeze(place: Place) -> Iterator[Fix]:
    """Channels that stand last go after the batch; a dimension that is missing is added; a vector becomes a picture."""
    found, shape, space = place.disagreement, place.shape, _space(place.block.kind)
    if not space:
        return
    if found and place.node.input and channels_last(place.node.input, found[1]):
        dims = [0, len(shape) - 1, *range(1, len(shape) - 1)]
        yield fix("Insert Permute: channels first", before(place.address, "Permute", {"dims": dims}))
    if len(shape) == space + 1:
        yield fix("Insert Unsqueeze: one channel", before(place.address, "Unsqueeze", {"dim": 1}))
    if len(shape) == 2:
        channels = place.args.get("in_channels", place.args.get("num_features"))
        for count in (channels, *_channels_before(place)):
            side = round((shape[1] / count) ** (1 / space)) if isinstance(count, int) and count else 0
            if side and count * side**space == shape[1]:
                sizes = [count, *[side] * space]
                label = f"Insert Unflatten to {'×'.join(map(str, sizes))}"
                yield fix(label, before(place.address, "Unflatten", {"dim": 1, "unflattened_size": sizes}))


def _channels_before(place: Place) -> Iterator[int]:
    """How many channels the nearest picture before had."""
    for _, _, node in place.upstream():
        if node.output and len(node.output.shape) > 2:
            yield node.output.shape[1]
            return


def _slot(place: Place) -> tuple[tuple[int, ...], int]:
    return (place.address[:-1], place.address[-1]) if place.address else ((), 0)
