"""What each kind does to the dimensions of its tensors: hands them on, makes new ones, moves or drops them.

A kind that stands in no table is unknown: of what it gives only the batch has a name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from blocks.dimensions.axes import Axes, Axis, Shape, merged, met, regrouped


@dataclass(frozen=True)
class Call:
    """A block at work: the axes of what it takes, its arguments, and the shapes that come and go."""

    given: tuple[Axes, ...]
    args: Mapping[str, Any]
    taken: tuple[Shape, ...]
    made: tuple[Shape, ...]

    @property
    def axes(self) -> Axes:
        return self.given[0]

    def dim(self, name: str = "dim", default: int = 0, extra: int = 0) -> int:
        """An argument that says which dimension of the first tensor, or of one with `extra` more, from the front."""
        return int(self.args.get(name, default)) % (len(self.axes) + extra)

    def dims(self, name: str) -> list[int]:
        """The same for one that may name several; all of them where it is None."""
        value = self.args.get(name)
        if value is None:
            return list(range(len(self.axes)))
        return [int(each) % len(self.axes) for each in (value if isinstance(value, list | tuple) else (value,))]

    def alike(self, axes: Axes) -> tuple[Axes, ...]:
        """All that it gives has these axes."""
        return (axes,) * len(self.made)


Rule: TypeAlias = Callable[[Call], tuple[Axes, ...]]


def placed(axes: Axes, place: int, *others: Axis) -> Axes:
    """The axes with others where one was."""
    place %= len(axes)
    return (*axes[:place], *others, *axes[place + 1 :])


def kept(call: Call) -> tuple[Axes, ...]:
    """Whatever becomes of the sizes, each dimension is what it was."""
    return call.alike(call.axes)


def fresh(place: int, name: str) -> Rule:
    """One dimension is made anew."""
    return lambda call: call.alike(placed(call.axes, place, Axis(name)))


def added(name: str) -> Rule:
    """A dimension comes after all others."""
    return lambda call: call.alike((*call.axes, Axis(name)))


# --- shape


def flatten(call: Call) -> tuple[Axes, ...]:
    """A few dimensions become one: all numbers of an example are its features."""
    start, end = call.dim("start_dim", 1), call.dim("end_dim", -1)
    name = "features" if (start, end) == (1, len(call.axes) - 1) else ""
    row = merged(call.axes[start : end + 1], call.taken[0][start : end + 1], name)
    return ((*call.axes[:start], row, *call.axes[end + 1 :]),)


def reshape(call: Call) -> tuple[Axes, ...]:
    """The same numbers in another shape."""
    return (regrouped(call.axes, call.taken[0], call.made[0]),)


def permute(call: Call) -> tuple[Axes, ...]:
    """Dimensions in another order."""
    return (tuple(call.axes[dim] for dim in call.dims("dims")),)


def transpose(call: Call) -> tuple[Axes, ...]:
    """Two dimensions change places."""
    order = list(call.axes)
    one, other = call.dim("dim0"), call.dim("dim1")
    order[one], order[other] = order[other], order[one]
    return (tuple(order),)


def movedim(call: Call) -> tuple[Axes, ...]:
    """Dimensions to other places; the rest keep their order."""
    sources, targets = call.dims("source"), call.dims("destination")
    moved = {to: call.axes[dim] for to, dim in zip(targets, sources, strict=True)}
    rest = iter(axis for dim, axis in enumerate(call.axes) if dim not in sources)
    return (tuple(moved[to] if to in moved else next(rest) for to in range(len(call.axes))),)


def squeeze(call: Call) -> tuple[Axes, ...]:
    """A dimension of size 1 goes, if it has that size."""
    return kept(call) if call.taken[0] == call.made[0] else (placed(call.axes, call.dim()),)


def unsqueeze(call: Call) -> tuple[Axes, ...]:
    """A dimension of size 1 comes."""
    at = call.dim(extra=1)
    return ((*call.axes[:at], Axis(), *call.axes[at:]),)


def dropped(call: Call) -> tuple[Axes, ...]:
    """A dimension goes: one entry of it is taken, or each becomes an output."""
    return call.alike(placed(call.axes, call.dim()))


def spread(call: Call) -> tuple[Axes, ...]:
    """New dimensions stand before the old ones."""
    return ((*(Axis() for _ in range(len(call.made[0]) - len(call.axes))), *call.axes),)


def reduced(call: Call) -> tuple[Axes, ...]:
    """Dimensions go, or stay with size 1."""
    if len(call.made[0]) == len(call.axes):
        return kept(call)
    gone = call.dims("dim")
    return (tuple(axis for dim, axis in enumerate(call.axes) if dim not in gone),)


# --- several tensors


def each_number(call: Call) -> tuple[Axes, ...]:
    """Tensors that are combined number by number."""
    return call.alike(met(zip(call.given, call.taken, strict=True), call.made[0]))


def joined(given: Iterable[Axes], dim: int) -> Axes:
    """Tensors one after the other along a dimension: it keeps its name where all agree."""
    first, *others = given
    names = {first[dim].name, *(axes[dim].name for axes in others)}
    for axes in others:
        for place, (axis, other) in enumerate(zip(first, axes, strict=True)):
            if place != dim:
                axis.meet(other)
    return placed(first, dim, Axis(names.pop() if len(names) == 1 else ""))


def cat(call: Call) -> tuple[Axes, ...]:
    """Tensors one after the other."""
    return (joined(call.given, call.dim()),)


def stack(call: Call) -> tuple[Axes, ...]:
    """Tensors along a new dimension."""
    at, axes = call.dim(extra=1), met(zip(call.given, call.taken, strict=True), call.taken[0])
    return ((*axes[:at], Axis(), *axes[at:]),)


def matmul(call: Call) -> tuple[Axes, ...]:
    """(…, rows, k) with (…, k, columns)."""
    one, other = call.given
    if min(len(one), len(other)) < 2 or len(one) < len(other):
        return ()
    return ((*one[:-1], other[-1]),)


def einsum(call: Call) -> tuple[Axes, ...]:
    """A letter of the equation is one axis, wherever it stands."""
    given, _, made = str(call.args.get("equation", "")).replace(" ", "").partition("->")
    known: dict[str, Axis] = {}
    for letters, axes in zip(given.split(","), call.given, strict=False):
        if len(letters) != len(axes):  # with dots, or with letters that are left out
            return ()
        for letter, axis in zip(letters, axes, strict=True):
            known.setdefault(letter, axis).meet(axis)
    return (tuple(known[letter] for letter in made),)


def bilinear(call: Call) -> tuple[Axes, ...]:
    """Features of pairs of vectors; what stands before them is alike in both."""
    for one, other in zip(*(axes[:-1] for axes in call.given), strict=False):
        one.meet(other)
    return fresh(-1, "features")(call)


# --- sequences


def attention(call: Call) -> tuple[Axes, ...]:
    """Values for each query, and the weights that it gives to each key."""
    query, key = call.given[0], call.given[min(1, len(call.given) - 1)]
    first = 0 if call.args.get("batch_first") or len(query) < 3 else 1
    steps = [axes[len(axes) - 2 if first == 0 else 0] for axes in (query, key)]
    batch = (query[first],) if len(query) == 3 else ()
    return (*query[:-1], Axis("features")), (*batch, *steps)


def scaled_dot_product(call: Call) -> tuple[Axes, ...]:
    """Queries keep their places, and get the features of the values."""
    query, key, value, *_ = call.given
    key[-1].meet(query[-1])
    value[-2].meet(key[-2])
    return ((*query[:-1], value[-1]),)


def encoder(call: Call) -> tuple[Axes, ...]:
    """The residual ways around attention keep the features what they are."""
    return (call.axes,)


def transformer(call: Call) -> tuple[Axes, ...]:
    """The second tensor is the target, which comes out."""
    return (call.given[-1],)


def recurrent(call: Call) -> tuple[Axes, ...]:
    """A sequence with features of its own, its end, or it and the states of all layers."""
    time = 1 if len(call.axes) == 3 and call.args.get("batch_first") else 0
    batch = call.axes[:2][1 - time : 2 - time] if len(call.axes) == 3 else ()
    if call.args.get("output", "sequence") in ("last step", "last state"):
        return ((*batch, Axis("features")),)
    states = ((Axis("layers"), *batch, Axis("features")) for _ in call.made[1:])
    return (*call.axes[:-1], Axis("features")), *states


def leading(call: Call) -> tuple[Axes, ...]:
    """The first dimension stays, and the last one."""
    return ((call.axes[0], *(Axis() for _ in call.made[0][2:]), call.axes[-1]),)


def bag(call: Call) -> tuple[Axes, ...]:
    """One vector for each row of words."""
    return ((call.axes[0], Axis("features")),)


def compared(call: Call) -> tuple[Axes, ...]:
    """Two tensors become one number for each pair of vectors along a dimension, which goes if it is not kept."""
    axes = met(zip(call.given, call.taken, strict=True), call.taken[0])
    return (axes if len(call.made[0]) == len(axes) else placed(axes, call.dim(default=-1)),)


# --- the tables

KEEPING = ("Pooling", "Normalization", "Activation", "Dropout", "Padding", "Upsampling")  # whole families
KEPT = (
    "Identity Affine Power Clamp Function Cast Detach DropPath Bias PositionalEmbedding SinusoidalEncoding "
    "RotaryEmbedding CausalMask ClassToken Interpolate Gather TopK Sort CumSum CumProd Narrow Slice IndexSelect Flip "
    "Roll Pad RepeatInterleave Split Chunk"
)
RULES: dict[str, Rule] = {
    **dict.fromkeys(KEPT.split(), kept),
    **{f"Conv{dims}d": fresh(-dims - 1, "channels") for dims in (1, 2, 3)},
    **{f"ConvTranspose{dims}d": fresh(-dims - 1, "channels") for dims in (1, 2, 3)},
    **dict.fromkeys(("PixelShuffle", "PixelUnshuffle"), fresh(-3, "channels")),
    "Linear": fresh(-1, "features"),
    "Bilinear": bilinear,
    "Embedding": added("features"),
    "OneHot": added("classes"),
    "EmbeddingBag": bag,
    "Flatten": flatten,
    **dict.fromkeys(("Reshape", "View", "Unflatten"), reshape),
    "Permute": permute,
    "Transpose": transpose,
    "Movedim": movedim,
    "Squeeze": squeeze,
    "Unsqueeze": unsqueeze,
    **dict.fromkeys(("Select", "Unbind"), dropped),
    **dict.fromkeys(("Expand", "Tile"), spread),
    **dict.fromkeys("Mean Sum Max Min Std Var Norm LogSumExp ArgMax ArgMin".split(), reduced),
    **dict.fromkeys("Add Subtract Multiply Divide Maximum Minimum Compare Where MaskedFill".split(), each_number),
    "Cat": cat,
    "Stack": stack,
    "MatMul": matmul,
    "Einsum": einsum,
    **dict.fromkeys(("CosineSimilarity", "PairwiseDistance"), compared),
    "MultiheadAttention": attention,
    "ScaledDotProductAttention": scaled_dot_product,
    "TransformerEncoderLayer": encoder,
    "TransformerDecoderLayer": encoder,
    "Transformer": transformer,
    **dict.fromkeys(("LSTM", "GRU", "RNN"), recurrent),
    **dict.fromkeys(("LSTMCell", "GRUCell", "RNNCell"), fresh(-1, "features")),
    "Queries": leading,
}


def applied(kind: str, family: str, call: Call) -> tuple[Axes, ...]:
    """The axes of what a block gives, or () where its kind is unknown. Those that do not fit are for the caller."""
    rule = RULES.get(kind) or (kept if family in KEEPING else None)
    return rule(call) if rule and call.given else ()
