"""How many words each input of whole numbers may have: the sizes of the Embeddings that read it."""

from collections.abc import Iterator, Mapping

from blocks import wiring
from blocks.errors import BlockError
from blocks.tree import Block, Model

_LOOKED_UP = ("Embedding", "EmbeddingBag")


def vocabularies(model: Model) -> dict[str, int]:
    """By the name of an input the smallest `num_embeddings` of those that take it as it comes; an input that no
    Embedding takes, or one whose size is a rule, is not in it."""
    labels = {block.shared: block for block in model.walk() if block.shared}
    found = {}
    for place, each in enumerate(model.inputs):
        try:
            sizes = list(_sizes(model.named_at(()), frozenset({place}), labels))
        except BlockError:  # a wire that leads nowhere: the model's problem, and told as such
            sizes = []
        if sizes:
            found[each.name] = min(sizes)
    return found


def _sizes(block: Block, places: frozenset[int], labels: Mapping[str, Block]) -> Iterator[int]:
    """The sizes of Embeddings in a block that take what enters it at one of these places."""
    block = labels.get(str(block.args.get("of")), block) if block.kind == "Reuse" else block
    if not places:
        return
    if block.kind in _LOOKED_UP and 0 in places:
        size = block.args.get("num_embeddings")
        if isinstance(size, int):
            yield size
    elif block.kind == "Graph":
        for position, child in enumerate(block.children):
            takes = enumerate(wiring.sources(block, position))
            inner = frozenset(place for place, source in takes if source.child is None and source.place in places)
            yield from _sizes(child, inner, labels)
    elif block.kind in ("Residual", "Parallel"):
        for child in block.children:
            yield from _sizes(child, places, labels)
    elif block.children:  # a row, or the body of a definition
        yield from _sizes(block.children[0], places, labels)
