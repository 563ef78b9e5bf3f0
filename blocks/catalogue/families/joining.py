"""Several tensors become one, and one becomes several."""

from blocks.catalogue.entry import Entry, floats, page
from blocks.catalogue.operations import joining

FAMILY = "Joining"
_ANY = floats(2, 6, 8)
_DIM = "Which dimension; 0 is the batch, -1 the last."

ENTRIES = (
    Entry(
        "Cat",
        "side by side",
        joining.Cat,
        start={"dim": 1},
        example=(_ANY, floats(2, 3, 8)),
        inputs=("input", "other"),
        least=2,
        variadic=True,
        takes="shapes that differ in one dimension alone",
        docs={"dim": _DIM},
        expression="torch.cat([{all}], dim={dim})",
        url=page("cat"),
    ),
    Entry(
        "Stack",
        "new dim",
        joining.Stack,
        start={"dim": 1},
        example=(_ANY, _ANY),
        inputs=("input", "other"),
        least=2,
        variadic=True,
        takes="equal shapes",
        docs={"dim": "Where the new dimension stands; -1 is last."},
        expression="torch.stack([{all}], dim={dim})",
        url=page("stack"),
    ),
    Entry(
        "Split",
        "by size",
        joining.Split,
        start={"split_size": 2, "dim": 1},
        example=(_ANY,),
        gives=("part",),
        docs={"split_size": "The size of each part, or the sizes of all parts.", "dim": _DIM},
        expression="{0}.split({split_size}, dim={dim})",
        url=page("split"),
    ),
    Entry(
        "Chunk",
        "equal parts",
        joining.Chunk,
        start={"chunks": 2, "dim": 1},
        example=(_ANY,),
        bounds={"chunks": (1, 64)},
        gives=("part",),
        docs={"chunks": "How many parts.", "dim": _DIM},
        expression="{0}.chunk({chunks}, dim={dim})",
        url=page("chunk"),
    ),
    Entry(
        "Unbind",
        "take apart",
        joining.Unbind,
        start={"dim": 1},
        example=(_ANY,),
        gives=("part",),
        docs={"dim": _DIM},
        expression="{0}.unbind({dim})",
        url=page("unbind"),
    ),
)
