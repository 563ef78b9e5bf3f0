"""Some entries of a tensor: by place, by index, by order."""

from blocks.catalogue.entry import Entry, floats, page, whole
from blocks.catalogue.operations import indexing

FAMILY = "Indexing"
_ANY = floats(2, 6, 8)
_DIM = "Which dimension; 0 is the batch, -1 the last."
_PLACE = (-(10**6), 10**6)

ENTRIES = (
    Entry(
        "Select",
        "one index",
        indexing.Select,
        start={"dim": 1, "index": 0},
        example=(_ANY,),
        docs={"dim": _DIM, "index": "Which entry; 0 is the first, -1 the last."},
        expression="{0}.select({dim}, {index})",
        url=page("select"),
    ),
    Entry(
        "Narrow",
        "a stretch",
        indexing.Narrow,
        start={"dim": 1, "start": 0, "length": 1},
        example=(_ANY,),
        bounds={"start": (0, 10**6), "length": (1, 10**6)},
        docs={"dim": _DIM, "start": "The first entry.", "length": "How many entries."},
        expression="{0}.narrow({dim}, {start}, {length})",
        url=page("narrow"),
    ),
    Entry(
        "Slice",
        "start:stop:step",
        indexing.Slice,
        start={"dim": 1, "stop": -1},
        example=(_ANY,),
        bounds={"start": _PLACE, "stop": _PLACE},
        docs={
            "dim": _DIM,
            "start": "The first entry; negative counts from the end, none begins at the first.",
            "stop": "The entry before which it ends; none goes on to the last.",
            "step": "Take every entry, or every second, third …",
        },
    ),
    Entry(
        "IndexSelect",
        "by number",
        indexing.IndexSelect,
        start={"dim": 1, "index": (0, 2)},
        example=(_ANY,),
        bounds={"index": (0, 10**6)},
        docs={"dim": _DIM, "index": "The numbers of the entries, in the order in which they come out."},
        expression="{0}.index_select({dim}, torch.tensor([{index!s}], device={0}.device))",
        url=page("index_select"),
        lax=True,
    ),
    Entry(
        "Gather",
        "by a tensor",
        indexing.Gather,
        start={"dim": 1},
        example=(_ANY, whole(2, 3, 8)),
        docs={"dim": "The dimension that the indices count along."},
        expression="{0}.gather({dim}, {1})",
        url=page("gather"),
    ),
    Entry(
        "MaskedFill",
        "where true",
        indexing.MaskedFill,
        example=(_ANY, ((2, 6, 8), "bool")),
        bounds={"value": (-1e9, 1e9)},
        docs={"value": "What to put there; -1e9 before a softmax leaves nothing of it."},
        expression="{0}.masked_fill({1}, {value})",
        url=page("Tensor.masked_fill"),
    ),
    Entry(
        "TopK",
        "k largest",
        indexing.TopK,
        start={"k": 1},
        example=(_ANY,),
        gives=("values", "indices"),
        docs={"k": "How many entries.", "dim": _DIM, "largest": "The largest ones, or the smallest."},
        expression="{0}.topk({k}{dim:, dim=}{largest:, largest=})",
        url=page("topk"),
    ),
    Entry(
        "Sort",
        "in order",
        indexing.Sort,
        example=(_ANY,),
        gives=("values", "indices"),
        docs={"dim": _DIM, "descending": "The largest first."},
        expression="{0}.sort(dim={dim}{descending:, descending=})",
        url=page("sort"),
        lax=True,
    ),
)
